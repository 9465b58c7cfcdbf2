"""Reads templates/policy.yaml and what a person lays over it. Decides which values stand when one of them is refused.

A refused value is reported with its file and line, and the shipped one holds instead.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from followup_mail.documents import Node, Table, Text
from followup_mail.errors import Problem
from followup_mail.policy.entries import WINDOW, Kinds, Place, nearest, read_window
from followup_mail.policy.kinds import FROM_THE_INTERVIEW, Policy
from followup_mail.policy.numbers import NUMBERS, RELATIONS, SPANS, Timing, read_number, timing_of

SHIPPED = "templates/policy.yaml"

_NUMBERS = {number.name: number for number in NUMBERS}
_KNOWN = (*_NUMBERS, *SPANS)
_GROUPS = frozenset(name.rpartition(".")[0] for name in _KNOWN) - {""}


def read_policy(shipped: Table, overrides: Sequence[tuple[str, Table]] = ()) -> tuple[Policy, list[Problem]]:
    """The policy that holds when each of `overrides` (file and table, later ones win) is laid over the shipped table.

    Tables have the keys `timing` and `kinds`. Under `timing` a reply kind's own name takes its window. Never raises
    for what a person wrote: all problems come together, and the shipped value stands in for a refused one.
    """
    reading = _Reading()
    for file, table in ((SHIPPED, shipped), *overrides):
        reading.lay(file, table)
    policy = Policy(reading.timing(), reading.kinds.in_order())
    return policy, sorted(reading.problems, key=lambda p: (p.file, p.line or 0, p.field, p.problem))


class _Reading:
    """The values as they stand while one table after the other is laid over them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        self.shipped: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.kinds = Kinds(self.problems)

    def lay(self, file: str, table: Table) -> None:
        place = Place(file, table.line, "")
        for key, node in table.entries.items():
            here = place.at(table, key)
            if key not in {"timing", "kinds"}:
                self._tell(here, f"`{key}` is not known here", nearest(key, ("timing", "kinds")))
            elif not isinstance(node, Table):
                if not (isinstance(node, Text) and not node.value):
                    self._tell(here, f"`{key}` is no table", "write one name and value a line, indented below it")
            elif key == "kinds":
                self.kinds.lay(file, node)
        timing = table.entries.get("timing")
        if isinstance(timing, Table):
            self._lay_timing(place.at(table, "timing"), timing)
        if not self.shipped:
            self.shipped = dict(self.values)

    def timing(self) -> Timing:
        for relation in RELATIONS:
            if self.values[relation.larger] >= self.values[relation.smaller]:
                continue
            what = f"{self.values[relation.larger]} is less than {relation.smaller}, {self.values[relation.smaller]}"
            place = self.places.get(relation.larger) or self.places[relation.smaller]
            self._tell(place, f"{what}: {relation.why}", "change one of the two")
            for name in (relation.larger, relation.smaller):
                self.values[name] = self.shipped[name]
        return timing_of(self.values)

    def _lay_timing(self, place: Place, table: Table) -> None:
        for name, node, here in _flat(table, place):
            if name in self.kinds.entries and name not in FROM_THE_INTERVIEW:
                self._lay_window(name, node, here)
            elif name not in _KNOWN:
                choices = [*_KNOWN, *self.kinds.entries]
                self._tell(here, f"`{name}` is no number of the timing rules", nearest(name, choices))
            elif isinstance(node, Text):
                self._lay_value(name, node, here)
            else:
                self._tell(here, f"`{name}` takes one value", "write it behind the colon")

    def _lay_value(self, name: str, node: Text, place: Place) -> None:
        number = _NUMBERS.get(name)
        remedy = f"write a number from {number.least} to {number.most}" if number else f"write {SPANS[name][1]}"
        try:
            value = read_number(number, node.value) if number else SPANS[name][0](node.value)
        except ValueError as error:
            self._tell(place, str(error), remedy)
            return
        self.values[name] = value
        if self.shipped:
            self.places[name] = place

    def _lay_window(self, name: str, node: Node, place: Place) -> None:
        kind = self.kinds.entries[name]
        window = read_window(node, place, self.problems, kind.window)
        if window is not None:
            self.kinds.replace_window(name, window)

    def _tell(self, place: Place, problem: str, remedy: str) -> None:
        self.problems.append(place.problem(problem, remedy))


def _flat(table: Table, place: Place) -> Iterator[tuple[str, Node, Place]]:
    """Names with dots for the tables within; the window of a reply kind stays whole."""
    for key, node in table.entries.items():
        here = place.at(table, key)
        if isinstance(node, Table) and (key in _GROUPS or not set(node.entries) & WINDOW):
            for inner, below in node.entries.items():
                yield f"{key}.{inner}", below, here.at(node, inner)
        else:
            yield key, node, here
