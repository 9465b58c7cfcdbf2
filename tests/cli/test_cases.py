"""The worked cases as a person has them: notes and a journal, asked with `due --json --all`."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.cli import case_files
from tests.running import Program
from tests.timing.building import moment
from tests.timing.test_cases import CASES, WINDOW

OPEN = ("due", "overdue")


def differences(case: dict[str, Any], messages: list[dict[str, Any]]) -> Iterator[str]:
    """What the program says otherwise than the case, compared as the file's header says."""
    left = list(messages)
    seed = case["basis"] == "seed"
    for wanted in case["expect"]:
        found = next((m for m in left if fits(m, wanted)), None)
        if found is not None:
            left.remove(found)
            yield from message_differences(wanted, found, seed=seed)
        elif not (seed and wanted["status"] == "not_yet" and not set(wanted) & set(WINDOW)):
            yield f"there is no {wanted}"
    yield from (f"{m['kind']} to {m['to']} is {m['status']} as well" for m in left if m["status"] in OPEN)
    yield from (f"{m['kind']} must not be there" for m in messages if m["kind"] in case.get("absent", []))


def fits(message: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a message is the one that a case names."""
    to = wanted.get("to")
    return (
        message["kind"] == wanted["kind"]
        and wanted.get("for") in (None, message["interview"])
        and (to is None or to in message["covers"] or addressed(message) == case_files.address(to))
    )


def addressed(message: dict[str, Any]) -> str | None:
    """The address that a message goes to."""
    return message["to"]["email"] if message["to"] else None


def message_differences(wanted: dict[str, Any], found: dict[str, Any], *, seed: bool) -> Iterator[str]:
    """What one message has otherwise than the case."""
    same = {wanted["status"]}
    if seed and wanted["kind"] == "status_check" and same <= set(OPEN):
        same = set(OPEN)
    if found["status"] not in same:
        yield f"{found['kind']} is {found['status']}, not {wanted['status']}"
    for name in WINDOW:
        if name in wanted and not is_then(found[name], str(wanted[name])):
            yield f"{found['kind']} has {name} {found[name]}, not {wanted[name]}"
    for name in ("route", "covers", "optional"):
        if name in wanted and found[name] != wanted[name]:
            yield f"{found['kind']} has {name} {found[name]}, not {wanted[name]}"


def is_then(got: str, expected: str) -> bool:
    """Whether an instant is that day where it is, or that instant."""
    there = moment(got)
    return there.date() == date.fromisoformat(expected) if len(expected) == 10 else there == moment(expected)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_worked_case_from_files(case: dict[str, Any], program: Program) -> None:
    """Each worked case, written as notes and a journal, comes out as it is written."""
    case_files.write(case, program)
    ran = program("due", "--all", "--json", now=case["now"])
    assert ran.json["problems"] == []
    assert ran.code == 0
    found = list(differences(case, ran.json["messages"]))
    assert not found, f"{case['id']}, {case['title']}: {'; '.join(found)}"
