"""Records are dataclasses to everybody who uses them."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

import pytest

from followup_mail.records import record


@record(frozen=True, slots=True)
class Stay:
    """A record with every sort of field."""

    town: str
    nights: int = 1
    guests: list[str] = field(default_factory=list)
    line: int = field(default=0, compare=False)
    key: str = field(default="", repr=False)
    instance: int = 0  # a name that the making of records uses itself


@record(frozen=True, slots=True, order=True)
class Step:
    """A record that is sorted by its fields."""

    floor: int
    number: int


@record(frozen=False, slots=True)
class Tally:
    """A record that changes."""

    count: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Model:
    """What Step would be as a dataclass."""

    floor: int
    number: int


def test_a_record_is_made_as_a_dataclass_is() -> None:
    """Fields come by place or by name, defaults stand in, and no two records share a list."""
    stay = Stay("Bath", guests=["Ana"])

    assert (stay.town, stay.nights, stay.guests, stay.line) == ("Bath", 1, ["Ana"], 0)
    assert Stay("Bath", instance=2).guests is not Stay("Bath").guests
    assert replace(stay, nights=2).nights == 2
    assert [each.name for each in fields(Stay)] == ["town", "nights", "guests", "line", "key", "instance"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(Stay("Bath"), Stay("Bath", 1), True, id="the same"),
        pytest.param(Stay("Bath"), Stay("Bath", line=7), True, id="differing where it does not count"),
        pytest.param(Stay("Bath"), Stay("York"), False, id="differing"),
        pytest.param(Step(1, 2), Model(1, 2), False, id="of another class"),
        pytest.param(Step(1, 2), (1, 2), False, id="no record"),
    ],
)
def test_records_are_equal_by_what_they_hold(one: object, other: object, alike: bool) -> None:
    """Two records of one class with the same values are one; a field may be left out of this."""
    assert (one == other) is alike
    assert (one != other) is not alike


def test_a_record_may_have_nothing_to_hold() -> None:
    """A class that only does something is a record too, equal to any other of its kind."""

    @record(frozen=True, slots=True)
    class Door:
        """No fields at all."""

    assert Door() == Door()
    assert repr(Door()).endswith("Door()")


def test_equal_records_are_one_in_a_set_unless_they_change() -> None:
    """A frozen record can be a key; one that changes cannot."""
    assert len({Step(1, 2), Step(1, 2), Step(2, 1)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tally())


def test_records_are_ordered_where_they_say_so() -> None:
    """Sorting goes by the fields in turn, as a dataclass has it; records of two classes have no order."""
    steps: list[Any] = [Step(2, 1), Step(1, 2), Step(1, 1)]
    models: list[Any] = [Model(each.floor, each.number) for each in steps]

    assert [(each.floor, each.number) for each in sorted(steps)] == [(m.floor, m.number) for m in sorted(models)]
    assert Step(1, 1) <= Step(1, 1) < Step(1, 2) > Step(1, 1) >= Step(1, 1)
    with pytest.raises(TypeError):
        sorted([steps[0], models[0]])
    with pytest.raises(TypeError):
        sorted([Stay("York"), Stay("Bath")])  # type: ignore[type-var]  # what is tried is that it fails


def test_a_record_says_what_it_holds() -> None:
    """Its text is the call that makes it, less what is kept out."""
    assert repr(Stay("Bath", key="secret")) == "Stay(town='Bath', nights=1, guests=[], line=0, instance=0)"


def test_a_record_takes_no_other_attributes() -> None:
    """A slip of the pen in an attribute's name is an error at run time too."""
    tally = Tally()
    tally.count += 1

    assert tally.count == 1
    with pytest.raises(AttributeError):
        tally.cuont = 2  # type: ignore[attr-defined]  # the slip


@pytest.mark.parametrize(
    ("values", "named", "says"),
    [
        pytest.param((), {}, "missing 1 required positional argument: 'town'", id="too few"),
        pytest.param(("Bath", 2, "x"), {}, "takes from 2 to 3 positional arguments but 4 were given", id="too many"),
        pytest.param(("Bath",), {"nihgts": 2}, "got an unexpected keyword argument 'nihgts'", id="misspelt"),
    ],
)
def test_a_wrong_call_is_refused_as_by_a_dataclass(
    values: tuple[object, ...], named: dict[str, object], says: str
) -> None:
    """The message names the class and what is wrong, for the first record of a class and for later ones."""

    @record(frozen=True, slots=True)
    class Trip:
        town: str
        nights: int = 1

    make: Any = Trip
    for _ in range(2):
        with pytest.raises(TypeError, match=rf"Trip\.__init__\(\) {says}"):
            make(*values, **named)
