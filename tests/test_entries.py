"""`followup_mail.entries`: what a line of the journal may say, read and written by one table."""

import re
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_mail.entries import EVENTS, entry, read_entry
from followup_mail.errors import Problem
from followup_mail.model import Event, Scope
from followup_mail.moments import read_timeframe

LONDON = ZoneInfo("Europe/London")
AT = "2026-11-17T15:00:00-05:00"
EXAMPLES: dict[str, Any] = {
    "back_on": "2026-11-30",
    "decide_by": "2026-12-04T12:00:00+00:00",
    "end": "2026-11-20T15:30:00-05:00",
    "file": "drafts/northwind-r1-thank-you-1.eml",
    "first_choice": True,
    "from": "priya.raman@northwind.example",
    "level": "no_status_checks",
    "promised": "2026-11-27",
    "respond_by": "2026-12-01",
    "scope": "final_decision",
    "sequence": 2,
    "sha256": "0" * 64,
    "start": "2026-11-20T14:00:00-05:00",
    "to": "dana.ortiz@northwind.example",
    "uid": 7,
    "until": "2026-12-07",
    "validity": 1795427314,
    "was": "2026-11-19T14:00:00-05:00",
}


def read(**record: object) -> tuple[Event | None, list[Problem]]:
    """The line with these fields, on line 7 of the journal of somebody in London."""
    whole = {"id": "a1", "at": AT, "application": "northwind"} | record
    return read_entry(whole, file="journal.jsonl", line=7, my_zone=LONDON)


def example(event: str) -> dict[str, Any]:
    """A line with every field that the event may have."""
    return {"event": event} | {known.name: EXAMPLES.get(known.name, "some words") for known in EVENTS[event].fields}


@pytest.mark.parametrize("event", EVENTS)
def test_reads_every_field_of_every_event(event: str) -> None:
    """What stands in the line stands in the event, under the attribute that the table names."""
    found, problems = read(**example(event))

    assert problems == []
    assert found is not None
    assert (found.id, found.event, found.application) == ("a1", event, "northwind")
    assert found.at == datetime.fromisoformat(AT)
    for known in EVENTS[event].fields:
        assert getattr(found, known.attribute) is not None, known.name


@pytest.mark.parametrize("event", EVENTS)
def test_names_every_missing_field(event: str) -> None:
    """All that is missing is said at once, with what it means; null counts as missing."""
    found, problems = read(event=event, id=None, **{known.name: None for known in EVENTS[event].fields})
    required = [known.name for known in EVENTS[event].fields if known.required]

    assert [problem.field for problem in problems] == required
    assert (found is None) == bool(required)


@pytest.mark.parametrize("event", EVENTS)
def test_writes_what_it_reads(event: str) -> None:
    """An event written down and read again is the same event."""
    found, _ = read(**example(event))
    assert found is not None
    values = {known.attribute: getattr(found, known.attribute) for known in EVENTS[event].fields}

    written = entry("northwind", event, at=found.at, **values)
    again, problems = read(**written)

    assert problems == []
    assert again == found


def test_every_attribute_is_one_of_the_event() -> None:
    """The table and the record cannot drift apart: nothing is read that has no place, no place stays unread."""
    attributes = {known.attribute for form in EVENTS.values() for known in form.fields}

    assert attributes | {"id", "at", "application", "event"} == {each.name for each in fields(Event)}


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        pytest.param(
            "respond_by", "2026-12-01", datetime(2026, 12, 1, 17, tzinfo=LONDON), id="a date ends at 17:00, my zone"
        ),
        pytest.param("respond_by", "2026-07-01", datetime(2026, 7, 1, 16, tzinfo=UTC), id="in summer time too"),
        pytest.param(
            "respond_by", "2026-12-01T09:00Z", datetime(2026, 12, 1, 9, tzinfo=UTC), id="an instant is what it is"
        ),
        pytest.param("first_choice", False, False, id="no is an answer"),
    ],
)
def test_reads_answers_wanted(field: str, value: object, expected: object) -> None:
    """When somebody wants an answer: a day is the whole of its working hours."""
    found, problems = read(**{"event": "competing_offer", "respond_by": "2026-12-01", field: value})

    assert problems == []
    assert getattr(found, field) == expected


def test_reads_promises_days_and_scopes() -> None:
    """What they said stays in their words, a day is a day, and a date is for the next step unless said otherwise."""
    promise, _ = read(event="new_promise", promised="2026-11-27")
    decision, _ = read(event="new_promise", promised="2026-11-27", scope="final_decision")
    away, _ = read(event="out_of_office", back_on="2026-11-30")

    assert promise is not None
    assert decision is not None
    assert away is not None
    assert promise.promised == read_timeframe("2026-11-27")
    assert (promise.scope, decision.scope) == (Scope.NEXT_STEP, Scope.FINAL_DECISION)
    assert away.back_on == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        pytest.param({"event": "sended"}, "event", "did you mean sent?", id="a misspelt event"),
        pytest.param({"event": "zzz"}, "event", "is no event that is known", id="an event of nobody"),
        pytest.param({}, "event", "is missing", id="no event"),
        pytest.param({"event": 7}, "event", "is no event that is known", id="a number for an event"),
        pytest.param({"event": ["sent"]}, "event", "is no event that is known", id="a list for an event"),
        pytest.param({"event": "withdrew", "at": "2026-11-17T15:00:00"}, "at", "with its offset", id="no offset"),
        pytest.param({"event": "withdrew", "at": "yesterday"}, "at", "such as", id="no instant"),
        pytest.param({"event": "withdrew", "at": 1763409600}, "at", "must be a moment", id="a number for an instant"),
        pytest.param({"event": "withdrew", "application": " "}, "application", "must not be empty", id="blank"),
        pytest.param({"event": "withdrew", "id": 5}, "id", "must be a text", id="a number for an id"),
        pytest.param({"event": "on_hold", "until": "2026-02-30"}, "until", "must be a date", id="no such day"),
        pytest.param({"event": "sent", "kind": "thank_you", "to": "dana"}, "to", "dana", id="an address without @"),
        pytest.param(
            {"event": "new_promise", "promised": "2026-13-45"},
            "promised",
            "2026-13-45",
            id="a promise that nobody can read",
        ),
        pytest.param(
            {"event": "new_promise", "promised": "2026-11-27", "scope": "all"},
            "scope",
            "next_step or",
            id="no such scope",
        ),
        pytest.param({"event": "do_not_contact", "level": "x"}, "level", "no_contact", id="no such level"),
        pytest.param(
            {"event": "competing_offer", "respond_by": "2026-12-01", "first_choice": "yes"},
            "first_choice",
            "true or false",
            id="a word for yes",
        ),
        pytest.param({**example("interview_moved"), "sequence": -1}, "sequence", "whole number", id="negative"),
        pytest.param(
            {**example("interview_moved"), "sequence": True}, "sequence", "whole number", id="true is no number"
        ),
        pytest.param(
            {"event": "wants_to_withdraw", "reason": "\ud83d"}, "reason", "must be a text", id="half an emoji"
        ),
    ],
)
def test_says_what_is_wrong(record: dict[str, object], field: str, words: str) -> None:
    """A line that cannot be used is named by file, line and field, in one line, and gives no event."""
    found, problems = read(**record)

    assert found is None
    assert [(problem.file, problem.line, problem.field) for problem in problems] == [("journal.jsonl", 7, field)]
    assert words in problems[0].sentence
    assert "\n" not in str(problems[0])


def test_unknown_fields_are_ignored() -> None:
    """A newer program, or the person, may say more than we understand."""
    found, problems = read(event="withdrew", mood="fine", nested={"a": [1]})

    assert problems == []
    assert found is not None


def test_a_line_by_hand_needs_no_id() -> None:
    """Whoever writes a line by hand need not think up an id; it goes by its line."""
    found, problems = read(event="withdrew", id=None)

    assert problems == []
    assert found is not None
    assert found.id == "line-7"


@pytest.mark.parametrize("record", [{"id": "x9", "undoes": "a1"}, {"id": "a1"}], ids=["by undoes", "by its own id"])
def test_undone_names_the_other_entry(record: dict[str, str]) -> None:
    """Both ways of naming what does not hold are understood, and `undone` has an id of its own."""
    found, problems = read(event="undone", **record)

    assert problems == []
    assert found is not None
    assert found.undoes == "a1"
    assert found.id != "a1"


@pytest.mark.parametrize(
    ("event", "values", "words"),
    [
        pytest.param("sent", {}, "kind", id="something is missing"),
        pytest.param("sent", {"kind": "thank_you", "colour": "red"}, "says nothing of colour", id="something unknown"),
        pytest.param("sent", {"kind": "thank_you", "to": "dana"}, "dana", id="no address"),
        pytest.param("withdrew", {"at": datetime(2026, 11, 17, 15)}, "offset", id="an instant without a zone"),  # noqa: DTZ001
    ],
)
def test_writes_nothing_that_it_could_not_read(event: str, values: dict[str, Any], words: str) -> None:
    """A line that would be passed over next time is refused before it is written."""
    with pytest.raises(ValueError, match=words):
        entry("northwind", event, **values)


def test_leaves_out_what_is_none() -> None:
    """Absent is absent: no null is written."""
    written = entry("northwind", "sent", kind="thank_you", to=None, interview="r1")

    assert written == {"application": "northwind", "event": "sent", "kind": "thank_you", "interview": "r1"}


def test_the_page_about_the_journal_names_everything() -> None:
    """docs/journal.md has each event with its fields, and each field with its meaning, as the table has them."""
    page = (Path(__file__).parent.parent / "docs" / "journal.md").read_text(encoding="utf-8")
    events = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| ?(.*?) \|$", page, re.MULTILINE))
    meanings = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", page, re.MULTILINE))

    assert events == {
        name: ", ".join(f"`{known.name}`{'' if known.required else '?'}" for known in form.fields)
        for name, form in EVENTS.items()
    }
    assert meanings == {known.name: known.meaning for form in EVENTS.values() for known in form.fields}
