"""Frozen records that cost little to define: dataclasses that are imported three times as quickly.

A dataclass compiles six methods for each class. With the sixty records that `due` loads, that was a third of its time.
A record compiles __init__ alone and shares the others. It is a dataclass all the same, for `replace`, for `fields`, and
for the type checker, which alone holds it frozen.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import total_ordering
from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool, order: bool = False) -> Callable[[type], type]:
        """Make a class a record, as `dataclass` would with the same words."""

        def define(cls: type) -> type:
            cls.__repr__, cls.__eq__ = _representation, _equal
            cls.__hash__ = _hash if frozen else None
            made = dataclass(cls, slots=slots, repr=False, eq=False)
            if order:
                made.__lt__ = _less
                total_ordering(made)
            return made

        return define


def _values(instance: Any) -> tuple[object, ...]:  # noqa: ANN401  # any record
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
