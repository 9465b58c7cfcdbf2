"""The whole review on whole letters: what must be found, what must be left alone, and the shipped letters."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_mail import resources, wording
from followup_mail.model import Application, Event, Letter, Me, Occasion, Status, Voice
from followup_mail.review import review
from followup_mail.timing import plan
from followup_mail.workdays import Calendar
from tests.review.letters import (
    OTHER_HANDS,
    Case,
    applications,
    bad,
    findings,
    fresh_good,
    good,
    phrases,
    policy,
    sentences,
)

FOUND_AT_LEAST = 0.98
FALSE_ALARMS_AT_MOST = 0.01
FOUND_OF_OTHER_HANDS = 0.97  # at first sight it was 0.95; see CONTRIBUTING


def told(case: Case) -> str:
    """A case and what was found in it, on a line."""
    return f"{case.id}: {[(found.rule, found.found) for found in findings(case)]}"


@pytest.mark.parametrize("letters", [pytest.param(good, id="usual"), pytest.param(fresh_good, id="fresh")])
def test_good_letters_are_left_alone(letters: Callable[[], Iterator[Case]]) -> None:
    """Of at least 300 letters that a careful person would sign, at most one in a hundred meets with a finding."""
    cases = list(letters())
    flagged = [told(case) for case in cases if findings(case)]
    assert len(cases) >= 300
    assert len(flagged) <= FALSE_ALARMS_AT_MOST * len(cases), "\n".join(flagged)


@pytest.mark.parametrize("file", ["slips.yaml", "fresh_slips.yaml"])
def test_bad_letters_are_found(file: str) -> None:
    """Of at least 240 letters with a slip, in at least twelve classes, 98 of a hundred meet with a finding."""
    cases = list(bad(file))
    missed = [f"{case.id}: {case.letter.body}" for case in cases if not findings(case)]
    assert len(cases) >= 240
    assert len({case.what for case in cases}) >= 12
    assert len(missed) <= (1 - FOUND_AT_LEAST) * len(cases), "\n".join(missed)


@pytest.mark.parametrize("folder", OTHER_HANDS, ids=lambda folder: folder.name)
def test_letters_by_other_hands(folder: Path) -> None:
    """Of sets whose authors knew no pattern, 97 of 100 slips are found, and at most one good letter in a hundred is."""
    slips, well = list(bad(folder=folder)), [*good(folder), *fresh_good(folder, "good.yaml")]
    missed = [f"{case.id}: {case.letter.body}" for case in slips if not findings(case)]
    flagged = [told(case) for case in well if findings(case)]
    assert len(slips) >= 400
    assert len(well) >= 400
    assert len(missed) <= (1 - FOUND_OF_OTHER_HANDS) * len(slips), "\n".join(missed)
    assert len(flagged) <= FALSE_ALARMS_AT_MOST * len(well), "\n".join(flagged)


@pytest.mark.parametrize("which", ["found", "fine"])
def test_single_sentences(which: str) -> None:
    """One sentence is enough to spoil a letter, and a hundred ordinary ones spoil none."""
    wrong = [told(case) for case in sentences(which) if bool(findings(case)) is not (which == "found")]
    assert not wrong, "\n".join(wrong)


EXPECTED = {
    "other-person": {"other-person"},
    "other-application": {"other-application", "other-company"},
    "name": {"misspelt-name", "wrong-name", "phrase-70", "no-greeting"},
    "company": {"misspelt-company", "unknown-company"},
    "placeholder": {"placeholder"},
    "bad-news": {"phrase-bad-news", "phrase-bad-news-heard"},
    "indiscretion": {
        *("phrase-in-confidence", "phrase-gossip", "phrase-own-employer", "phrase-private", "phrase-telling"),
        "phrase-misdeed",
    },
    "stale-day": {"stale-day", "wrong-day"},
    "question": {"no-question", "phrase-95", "question-in-closing", "asks-for-decision", "phrase-8"},
    "length": {"too-long", "too-short", "no-detail"},
}


@pytest.mark.parametrize("group", EXPECTED)
def test_the_right_thing_is_found(group: str) -> None:
    """A slip is found for what it is, not by another rule that happens to be near."""
    cases = [case for case in bad() if case.what == group]
    other = [told(case) for case in cases if EXPECTED[group].isdisjoint(found.rule for found in findings(case))]
    assert len(other) <= 1, "\n".join(other)


class Shipped:
    """The shipped templates alone."""

    def source(self, name: str) -> str | None:
        """The text of a template."""
        path = resources.folder("templates") / f"{name.removeprefix('shipped/')}.txt.j2"
        return path.read_text("utf-8") if path.exists() else None


def histories(notes: Application) -> Iterator[tuple[Event, ...]]:
    """What may have happened after the last talk, one story each."""
    end = max(interview.end for interview in notes.interviews).astimezone(UTC)

    def event(name: str, days: float, **fields: Any) -> Event:
        return Event(f"{name}{days}", end + timedelta(days=days), notes.id, name, **fields)

    yield ()
    yield tuple(
        event("sent", 0.8, kind="thank_you", to=person.email, interview=interview.id)
        for interview in notes.interviews
        for person in interview.people
    )
    yield (event("rejection", 8, valued="the tour of the house"),)
    yield (event("offer", 8, respond_by=end + timedelta(days=14)),)
    yield (event("competing_offer", 3, respond_by=end + timedelta(days=12), first_choice=True),)
    yield (event("wants_to_withdraw", 3),)
    yield (event("info_request", 3, asked="two references", answer="Hope Ansah and May Brandt have agreed to speak."),)
    yield (event("update_no_date", 5),)
    yield (event("invite_next_round", 5),)
    yield (event("sent", 24, kind="status_check"),)
    yield (event("sent", 24, kind="status_check"), event("sent", 45, kind="second_check"))


def composed(notes: Application) -> Iterator[tuple[Letter, Occasion]]:
    """Every letter that falls due in any of the stories, in two voices."""
    end = max(interview.end for interview in notes.interviews).astimezone(UTC)
    voices = (Voice(), Voice(greeting="formal", closing="Yours sincerely", dates="american"))
    for events in histories(notes):
        for days in (0.3, 1, 2.5, 4, 9, 20, 26, 33, 50, 60):
            now = end + timedelta(days=days)
            happened = tuple(event for event in events if event.at <= now)
            for message in plan(notes, happened, now=now, policy=policy(), calendar=Calendar()):
                if message.status not in {Status.DUE, Status.OVERDUE}:
                    continue
                for voice in voices:
                    me = Me("Sam Tester", "sam@example.org", phone="+44 20 7946 0000")
                    day = now.astimezone(notes.zone).date()
                    occasion = Occasion(message, notes, happened, me, voice, day)
                    try:
                        yield wording.compose(occasion, policy=policy(), templates=Shipped()), occasion
                    except wording.MissingFacts:
                        continue


@pytest.mark.parametrize("notes", applications(), ids=lambda notes: notes.id)
def test_shipped_letters_pass(notes: Application) -> None:
    """What the program writes itself meets with no finding, whatever the story, the day and the voice."""
    kinds = Counter[str]()
    for letter, occasion in composed(notes):
        kinds[letter.kind] += 1
        found = review(letter, occasion, policy=policy(), phrases=phrases(), elsewhere=applications())
        assert not found, f"{letter.subject}\n\n{letter.body}"
    assert kinds["thank_you"]


def test_a_letter_of_unknown_kind_takes_its_occasions() -> None:
    """A letter read from a file has no kind until its occasion gives it one."""
    case = next(case for case in bad() if case.what == "question")
    unnamed = replace(case.letter, kind="")
    assert [found.rule for found in review(unnamed, case.occasion, policy=policy(), phrases=phrases())] == [
        "no-question"
    ]
