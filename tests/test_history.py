"""What of the journal holds at an instant, and how it changes the notes' interviews."""

from dataclasses import replace
from typing import Any

import pytest

from followup_mail.history import as_it_stands, came_back, overruled, settled
from followup_mail.model import Event
from tests.timing.building import application, event, interview, moment, sent
from tests.timing.histories import random_history

NOW = moment("2026-07-20T12:00")
ANA, BEN = "ana@northwind.example", "ben@northwind.example"


def ids(*events: Event) -> list[str]:
    """The ids of the events that hold."""
    return [e.id for e in settled(events, NOW)]


def test_events_come_soonest_first_and_in_the_order_of_the_file() -> None:
    """Instants decide, and for one instant the file."""
    b = event("courtesy_ack", "2026-07-15T10:00-04:00", id="b")
    a = event("courtesy_ack", "2026-07-15T10:00", id="a")
    later = event("courtesy_ack", "2026-07-15T16:00:01+02:00", id="later")
    early = event("courtesy_ack", "2026-07-15T15:59+02:00", id="early")
    assert ids(b, a, later, early) == ["early", "b", "a", "later"]


def test_what_lies_ahead_is_left_out() -> None:
    """An event at now counts, one a second later does not."""
    assert ids(event("offer", NOW, id="now"), event("offer", "2026-07-20T12:00:01", id="ahead")) == ["now"]


def test_undone_entries_are_gone_with_what_undid_them() -> None:
    """Undoing an undoing brings the first entry back."""
    first = event("offer", "2026-07-15T10:00", id="a")
    undo = event("undone", "2026-07-15T11:00", id="b", undoes="a")
    again = event("undone", "2026-07-15T12:00", id="c", undoes="b")
    assert ids(first, undo) == []
    assert ids(first, undo, again) == ["a"]


def test_an_entry_told_ahead_of_its_undoing_is_undone_too() -> None:
    """An entry backdated or dated ahead is undone by name, not by the order of instants."""
    ahead = event("offer", "2026-07-19T10:00", id="a")
    assert ids(ahead, event("undone", "2026-07-18T10:00", id="b", undoes="a")) == []


def test_an_entry_that_replaces_another_stands_at_its_instant() -> None:
    """A reply that was seen on Wednesday and told on Friday came on Wednesday."""
    seen = event("reply_seen", "2026-07-15T10:00", id="seen")
    told = event("rejection", "2026-07-17T10:00", id="told", replaces="seen")
    (found,) = settled([seen, told], NOW)
    assert (found.id, found.at) == ("told", seen.at)


def test_undoing_a_replacement_brings_the_first_entry_back() -> None:
    """What was seen counts again."""
    seen = event("reply_seen", "2026-07-15T10:00", id="seen")
    told = event("rejection", "2026-07-17T10:00", id="told", replaces="seen")
    assert ids(seen, told, event("undone", "2026-07-17T10:01", id="undo", undoes="told")) == ["seen"]


@pytest.mark.parametrize(
    ("bounce", "left"),
    [
        pytest.param({"kind": "thank_you", "to": ANA}, ["first", "to-ben"], id="the-latest-to-that-address"),
        pytest.param({"kind": "thank_you", "to": ANA.upper()}, ["first", "to-ben"], id="case-of-letters"),
        pytest.param({"kind": "thank_you", "to": BEN}, ["first", "second"], id="another-address"),
        pytest.param({"to": ANA}, ["first", "to-ben"], id="no-kind"),
        pytest.param({"kind": "thank_you", "to": ANA, "interview": "r1"}, ["second", "to-ben"], id="that-interview"),
        pytest.param(
            {"kind": "status_check", "to": ANA}, ["first", "second", "to-ben", "bounce"], id="nothing-matches"
        ),
    ],
)
def test_a_bounce_undoes_the_latest_matching_mail(bounce: dict[str, Any], left: list[str]) -> None:
    """It goes away together with what it undid."""
    events = [
        sent("thank_you", "2026-07-15T10:00", to=ANA, interview="r1", id="first"),
        sent("thank_you", "2026-07-16T10:00", to=ANA, interview="r2", id="second"),
        sent("thank_you", "2026-07-16T11:00", to=BEN, interview="r2", id="to-ben"),
        event("bounced", "2026-07-16T12:00", id="bounce", **bounce),
    ]
    assert ids(*events) == left


def test_a_bounce_of_one_address_leaves_a_mail_to_all_standing() -> None:
    """Both stay, so that the others are known to have theirs."""
    all_of_them = sent("thank_you", "2026-07-15T10:00", interview="r1", id="all")
    assert ids(all_of_them, event("bounced", "2026-07-15T11:00", kind="thank_you", to=ANA, id="b")) == ["all", "b"]


@pytest.mark.parametrize("seed", range(200))
def test_settling_twice_changes_nothing(seed: int) -> None:
    """What is settled is settled."""
    history = random_history(seed)
    once = settled(history.events, history.now)
    assert settled(once, history.now) == once


def test_an_application_without_changes_is_given_back() -> None:
    """No copy is made where nothing was moved or called off."""
    app = application(interview("2026-07-14T11:00"))
    assert as_it_stands(app, [event("offer", "2026-07-15T10:00")]) is app


def test_a_move_wins_over_the_notes_and_speaks_the_employers_zone() -> None:
    """Start and end are the new ones; what the notes left open is open no more."""
    app = application(replace(interview("2026-07-14T11:00"), assumed="60 minutes"))
    times: dict[str, Any] = {"start": "2026-07-16T16:00+02:00", "end": "2026-07-16T17:00+02:00"}
    move = event("interview_moved", "2026-07-13T10:00", interview="r1", **times)
    (moved,) = as_it_stands(app, [move]).interviews
    assert (moved.start, moved.end) == (moment("2026-07-16T10:00"), moment("2026-07-16T11:00"))
    assert moved.end.tzinfo is app.zone
    assert moved.assumed == ""


@pytest.mark.parametrize(
    ("sequences", "end"),
    [
        pytest.param((None, None), "2026-07-17T11:00", id="the-later-one"),
        pytest.param((1, 2), "2026-07-17T11:00", id="the-higher-one"),
        pytest.param((3, 2), "2026-07-16T11:00", id="an-old-one-that-comes-late"),
        pytest.param((3, None), "2026-07-17T11:00", id="told-by-hand"),
    ],
)
def test_of_two_moves_the_later_version_wins(sequences: tuple[int | None, int | None], end: str) -> None:
    """Sequence numbers decide where both have one, else the instant."""
    moves = [
        event("interview_moved", told, interview="r1", sequence=sequence, start=f"{day}T10:00", end=f"{day}T11:00")
        for told, sequence, day in (
            ("2026-07-12T10:00", sequences[0], "2026-07-16"),
            ("2026-07-13T10:00", sequences[1], "2026-07-17"),
        )
    ]
    assert as_it_stands(application(interview("2026-07-14T11:00")), moves).interviews[0].end == moment(end)


def test_a_round_called_off_and_given_a_new_time_is_on_again() -> None:
    """The last word counts; what the notes call cancelled stays so."""
    off = event("interview_cancelled", "2026-07-12T10:00", interview="r1")
    move = event(
        "interview_moved", "2026-07-13T10:00", interview="r1", start="2026-07-16T10:00", end="2026-07-16T11:00"
    )
    app = application(interview("2026-07-14T11:00"))
    assert as_it_stands(app, [off]).interviews[0].cancelled
    assert not as_it_stands(app, [off, move]).interviews[0].cancelled
    gone = application(interview("2026-07-14T11:00", cancelled=True))
    assert as_it_stands(gone, [move]).interviews[0].cancelled


def test_an_address_is_dead_from_a_bounce_until_something_is_sent_there_again() -> None:
    """Per address, in whatever capitals; what is undone or lies ahead does not count."""
    first = sent("thank_you", "2026-07-15T10:00", to=ANA)
    back = event("bounced", "2026-07-15T11:00", to=ANA.upper(), kind="thank_you", id="back")
    assert came_back([first, back, sent("thank_you", "2026-07-15T12:00", to=BEN)], NOW) == {ANA: back}
    assert came_back([back, first, sent("thank_you", "2026-07-16T10:00", to=ANA)], NOW) == {}
    assert came_back([first, back, event("undone", "2026-07-15T12:00", undoes="back")], NOW) == {}
    assert came_back([first, back], moment("2026-07-15T10:59")) == {}


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        pytest.param("2026-07-14T11:00", False, id="as it was"),
        pytest.param("2026-07-16T11:00", False, id="as it is"),
        pytest.param("2026-07-15T11:00", True, id="changed by hand"),
    ],
)
def test_a_time_changed_by_hand_after_a_move_is_found(noted: str, told: bool) -> None:
    """Notes that have neither the time before the move nor the new one contradict the journal."""
    move = event(
        "interview_moved", "2026-07-13T10:00", interview="r1", start="2026-07-16T10:00", end="2026-07-16T11:00",
        was=moment("2026-07-14T10:00"),
    )  # fmt: skip
    app = application(interview(noted))
    assert bool(list(overruled(app, [move]))) == told
    assert not list(overruled(app, [replace(move, was=None)]))
