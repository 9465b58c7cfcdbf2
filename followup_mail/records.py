"""Frozen records that cost little to define: dataclasses that are imported ten times as quickly.

A dataclass compiles six methods for each class. With the sixty records that `due` loads, that was a third of its time,
and most of it for nothing: few records are ever compared or printed, many are not even made. A record shares all
methods but __init__, and compiles that one when the first is made. It is a dataclass all the same, for `replace`, for
`fields`, and for the type checker, which alone holds it frozen.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import total_ordering
from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type], type]:
        """Make a class a record, as `dataclass` would with the same words."""

        def define(cls: type) -> type:
            cls.__init__, cls.__repr__, cls.__eq__ = _first_init, _representation, _equal
            cls.__hash__ = _hash if frozen else None
            made = dataclass(cls, slots=slots, init=False, repr=False, eq=False)
            if order:
                made.__lt__ = _less
                total_ordering(made)
            return made

        return define


def _first_init(instance: Any, /, *values: object, **named: object) -> None:  # noqa: ANN401  # any record
    """Stands in for __init__ until the first record of a class is made."""
    cls = type(instance)
    cls.__init__ = _init(cls)
    cls.__init__(instance, *values, **named)


def _init(cls: type) -> Callable[..., None]:
    """What a dataclass has for __init__: a parameter for each field, and an attribute set to it."""
    known: dict[str, object] = {"_unsaid": MISSING}
    parameters, lines = ["self"], []
    for each in fields(cls):
        name, said = each.name, each.name
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            parameters.append(f"{name}=_unsaid")
            said = f"_make_{name}() if {name} is _unsaid else {name}"
        elif each.default is not MISSING:
            known[f"_usual_{name}"] = each.default
            parameters.append(f"{name}=_usual_{name}")
        else:
            parameters.append(name)
        lines.append(f"    self.{name} = {said}")
    source = "\n".join((f"def __init__({', '.join(parameters)}):", *lines, "    return None"))
    exec(source, known)  # noqa: S102  # of names that are written in this package, as dataclasses does it
    init: Any = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    made: Callable[..., None] = init
    return made


def _values(instance: Any) -> tuple[object, ...]:  # noqa: ANN401
    return tuple([getattr(instance, each.name) for each in fields(instance) if each.compare])


def _representation(instance: Any) -> str:  # noqa: ANN401
    said = ", ".join(f"{each.name}={getattr(instance, each.name)!r}" for each in fields(instance) if each.repr)
    return f"{type(instance).__qualname__}({said})"


def _equal(one: Any, other: Any) -> bool:  # noqa: ANN401
    return _values(one) == _values(other) if type(one) is type(other) else NotImplemented


def _less(one: Any, other: Any) -> bool:  # noqa: ANN401
    return _values(one) < _values(other) if type(one) is type(other) else NotImplemented


def _hash(instance: Any) -> int:  # noqa: ANN401
    return hash(_values(instance))
