"""A home with one interview, on Tue 14 July 2026 in New York, and a short way to say when and what is expected."""

import json
import shlex
from collections.abc import Iterable, Sequence
from typing import Any

from tests.running import Program

NOTES = """\
company: Northwind
role: Analyst
timezone: New York
recruiter: Priya Raman <priya@northwind.example>
when: 14 Jul 2026, 10:00 to 11:00
met:
  - Ana Lopez <ana@northwind.example>
"""
SECOND_ROUND = "---\nwhen: 23 Jul 2026, 10:00 to 11:00\nmet: Dee Ode <dee@northwind.example>\n"

Wanted = tuple[str, str] | tuple[str, str, dict[str, str]]


def furnish(program: Program, *, notes: str = NOTES, config: str = "") -> None:
    """Give the program that home; its person lives in New York too."""
    program.write("config.yaml", f"timezone: America/New_York\n{config}")
    program.write("interviews/northwind.yaml", notes)


def note(program: Program, lines: Iterable[dict[str, object]]) -> None:
    """Write the journal as a person would."""
    program.write("journal.jsonl", "".join(json.dumps(line) + "\n" for line in lines))


def entry(event: str, at: str, **fields: object) -> dict[str, object]:
    """A line of the journal, without an id."""
    return {"at": moment(at), "application": "northwind", "event": event, **fields}


def moment(words: str) -> str:
    """As a moment in New York: "15 10:00" is a day of July 2026, "08-03 10:00" one of another month."""
    day, clock = words.split()
    return f"2026-{day if '-' in day else f'07-{day}'}T{clock}-04:00"


def words_of(line: str) -> list[str]:
    """A line as a shell would split it."""
    return shlex.split(line)


def plan(home: Program, now: str) -> list[dict[str, Any]]:
    """Every message at that moment; the home has no problems."""
    ran = home("due", "--all", "--json", now=moment(now))
    assert ran.json["problems"] == []
    messages: list[dict[str, Any]] = ran.json["messages"]
    return messages


def compare(messages: list[dict[str, Any]], wanted: Sequence[Wanted]) -> None:
    """Each wanted message is there so; nothing else is due or overdue."""
    left = list(messages)
    for kind, status, *window in wanted:
        found = [m for m in left if m["kind"] == kind and (not window or "to" not in window[0] or is_to(m, window[0]))]
        assert len(found) == 1, f"{len(found)} of {kind} in {messages}"
        left.remove(found[0])
        shown = {name: found[0][name][: len(moment_of(value))] for name, value in of_window(window)}
        assert (found[0]["status"], shown) == (status, {n: moment_of(v) for n, v in of_window(window)}), kind
    assert [m["kind"] for m in left if m["status"] in ("due", "overdue")] == []


def of_window(window: Sequence[dict[str, str]]) -> list[tuple[str, str]]:
    """The instants that a row names."""
    return [(name, value) for each in window for name, value in each.items() if name != "to"]


def moment_of(value: str) -> str:
    """A day alone, or a day and its hour, as the beginning of an instant."""
    return moment(value)[:16] if " " in value else f"2026-{value if '-' in value else f'07-{value}'}"


def is_to(message: dict[str, Any], row: dict[str, str]) -> bool:
    """Whether it goes to that address."""
    return bool(message["to"]) and message["to"]["email"] == f"{row['to']}@northwind.example"


def story(program: Program, now: str, *lines: dict[str, object], notes: str = NOTES, config: str = "") -> str:
    """What `why` prints about that home, its line breaks as blanks."""
    furnish(program, notes=notes, config=config)
    note(program, lines)
    ran = program("why", "northwind", now=moment(now))
    assert (ran.code, ran.err) == (0, "")
    return " ".join(ran.out.split())
