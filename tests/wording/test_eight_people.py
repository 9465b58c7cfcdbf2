"""Eight very different people, every kind of letter, whatever they noted and whatever they did not: all can be signed.

Each letter passes its own review without a finding, and has what a program can see of good style.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from typing import Any

import pytest

from followup_mail.model import (
    Address,
    Application,
    Event,
    How,
    Letter,
    Me,
    Message,
    Occasion,
    Promise,
    Route,
    Scope,
    Status,
    Voice,
)
from followup_mail.moments import read_timeframe
from followup_mail.review import review
from followup_mail.wording import sentences
from tests.review.letters import application, applications, phrases
from tests.wording.records import count_words, letter, paragraphs, policy

PEOPLE = ("student", "nurse", "engineer", "executive", "academic", "government", "trades", "agency")
WHYS = (None, "that people are asked before anything is decided", "Work of this kind is what I trained for.")
VOICES = (
    Voice(),
    Voice(greeting="formal", closing="Yours sincerely", dates="american"),
    Voice(closing="Kind regards", spelling="british"),
)
WRITERS = (
    Me("Sam Tester", "sam@example.org"),
    Me("Sam Tester", "sam.tester@example.org", "+44 20 7946 0000", ("https://sam.example.org",)),
)
LONGEST_AVERAGE = 18
LATEST_WEEKDAY = 6
NOT_OF_THE_DAY = ("status_check", "second_check", "closing_note")
ANSWERABLE = re.compile(
    r"(Is there|Do you|Has|Have|Would you|Would it|Could you tell me (when|what date|which days|whether|in a line)"
    r"|If you have a moment, (is there one|would you))\b"
)
YES_OR_NO = re.compile(r"\b(date|days?|when|whether|how the timing|next step|chance|possible|is one thing|one thing)\b")


def variants(notes: Application, kind: str) -> Iterator[Application]:
    """The application with every choice of what may be left out, or noted for all of them instead of for one."""
    last = notes.interviews[-1]
    own = notes.interviews[-1].people[0]
    shares = (False, True) if kind == "thank_you" else (False,)
    for why, said, more, shared in product(WHYS, (None, *Scope), (False, True), shares):
        person = own
        if more:
            person = replace(person, also_say="The paper that I mentioned is at https://sam.example.org/paper.")
        else:
            person = replace(person, title=None, also_say=None)
        topic, strength = own.we_talked_about, own.i_bring
        if shared:
            person = replace(person, we_talked_about=None, i_bring=None)
            strength = None if last.how in {How.PHONE, How.INFORMATIONAL} else strength
        promises = (Promise(read_timeframe("within two weeks"), said),) if said else ()
        talk = replace(last, people=(person, *last.people[1:]), promises=promises)
        talk = replace(talk, we_talked_about=topic, i_bring=strength) if shared else talk
        reference = (notes.reference or "X-17") if more else None
        yield replace(notes, why_this_job=why, reference=reference, interviews=(*notes.interviews[:-1], talk))


def message(notes: Application, kind: str) -> Message:
    """A message to whom the program would write: the agency, the person, for checks the recruiter."""
    last = notes.interviews[-1]
    person = last.people[0]
    to, route = Address(person.name, person.email or ""), Route.DIRECT
    if notes.agency:
        to, route = notes.agency, Route.VIA_AGENCY
    elif kind != "thank_you" and notes.recruiter:
        to = notes.recruiter
    thanks = kind == "thank_you"
    return Message(
        notes.id, kind, last.id if thanks else None, to, (person.name,) if thanks else (), route, Status.DUE,
        None, None, None, None,
    )  # fmt: skip


def messages(notes: Application, kind: str) -> Iterator[Message]:
    """Each way that a letter of the kind can go: as usual, through the recruiter, without an address."""
    usual = message(notes, kind)
    yield usual
    if kind != "thank_you" or notes.agency:
        return
    yield replace(usual, to=None, route=Route.NONE)
    everybody = tuple(person.name for person in notes.interviews[-1].people)
    recruiter = notes.recruiter or Address("Pia Lang", "pia.lang@recruiting.example")
    yield replace(usual, to=recruiter, route=Route.VIA_COORDINATOR, covers=everybody)


def happened(notes: Application, kind: str) -> Iterator[tuple[Event, ...]]:
    """What can have come before a letter of the kind, one story after the other."""
    end = notes.interviews[-1].end.astimezone(UTC)

    def event(name: str, days: float, **more: Any) -> Event:
        return Event(f"{name}{days}", end + timedelta(days=days), notes.id, name, **more)

    def day(days: int) -> datetime:
        return end + timedelta(days=days)

    to = message(notes, "thank_you").to
    thanked = event("sent", 0.8, kind="thank_you", to=to.email if to else None, interview=notes.interviews[-1].id)
    stories: dict[str, list[tuple[Event, ...]]] = {
        "thank_you": [()],
        "status_check": [
            (), (thanked,), (event("update_no_date", 8),), (event("invite_next_round", 8),),
            (event("interview_cancelled", 8, interview="r9"),), (event("on_hold", 8),),
        ],
        "second_check": [(), (event("sent", 16, kind="status_check"),)],
        "closing_note": [(event("sent", 16, kind="status_check"), event("sent", 25, kind="second_check"))],
        "rejection_reply": [(event("rejection", 20),), (event("rejection", 20, valued="your open answers"),)],
        "offer_reply": [
            (event("offer", 20),), (event("offer", 20, respond_by=day(27)),),
            (event("offer", 20, respond_by=day(27), decide_by=day(25)),),
        ],
        "competing_offer_notice": [
            (event("competing_offer", 20, respond_by=day(30), first_choice=first),) for first in (True, False, None)
        ],
        "withdrawal": [
            (event("wants_to_withdraw", 20, reason=reason),)
            for reason in (None, "a move to another town", "We are moving to another town.")
        ],
        "info_reply": [
            (event("info_request", 20, asked=asked, answer=answer),)
            for asked, answer in product(
                (None, "two references"), ("Both of them know of your call.", "eight weeks to the end of a month")
            )
        ],
    }  # fmt: skip
    yield from stories[kind]


def occasions(notes: Application, kind: str) -> Iterator[Occasion]:
    """Every letter of the kind that can be asked for."""
    end = notes.interviews[-1].end
    number = 0
    for app in variants(notes, kind):
        for events, about in product(happened(app, kind), messages(app, kind)):
            for news in (None, "I have passed the exam in hydrology.") if kind == "second_check" else (None,):
                number += 1
                days = (1, 4)[number % 2] if kind == "thank_you" else 28
                later = (end + timedelta(days=days)).astimezone(app.zone).date()
                told = replace(app, news=news)
                yield Occasion(
                    about, told, events, WRITERS[number % 2], VOICES[number % 3], later
                )  # fmt: skip


def style(made: Letter, given: Occasion) -> Iterator[str]:
    """What a program can see of a letter that is no pleasure to read."""
    body = paragraphs(made)
    told = [sentence for paragraph in body for sentence in sentences.split(paragraph)]
    average = sum(len(sentence.split()) for sentence in told) / len(told)
    if average > LONGEST_AVERAGE:
        yield f"sentences of {average:.1f} words on average"
    for first, second in pairwise(told):
        if re.match(r"I\b", first) and re.match(r"I\b", second):
            yield f"two sentences running begin with I: {first!r} {second!r}"
    role, talk = given.application.role or "", given.application.interviews[-1]
    opening = " ".join(" ".join(body).split()[:30])
    if role not in opening and talk.how is not How.INFORMATIONAL:
        yield f"the job is not named in the first thirty words: {opening!r}"
    if not re.search(r"\b([Tt]hank|writing|ask|withdraw|interest|know|letting|offer|met|talked|invited)", opening):
        yield f"the purpose is not told in the first thirty words: {opening!r}"
    away = (given.day - talk.start.date()).days
    if away > LATEST_WEEKDAY and (
        stale := re.search(r"\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", " ".join(body))
    ):
        yield f"a weekday alone after {away} days: {stale[0]!r}"
    if len(made.subject) > 60 or made.subject.startswith("Re:") or "Sam" in made.subject:
        yield f"subject: {made.subject!r}"
    if any(word in made.subject for person in talk.people for word in person.name.split() if len(word) > 3):
        yield f"a name in the subject: {made.subject!r}"
    yield from questions(made, told)
    kind = policy().kinds[made.kind]
    late = made.kind == "thank_you" and (given.day - talk.end.date()).days > 2
    bounds = kind.words_for(talk.how if made.kind == "thank_you" else None, late=late)
    if not bounds.minimum <= count_words(made) <= bounds.limit:
        yield f"{count_words(made)} words, not {bounds.minimum} to {bounds.limit}"


def questions(made: Letter, told: list[str]) -> Iterator[str]:
    """One question where one belongs, answerable by a date or by yes or no, with understanding before it."""
    asked = [sentence for sentence in told if sentence.endswith("?")]
    if made.kind in {"status_check", "second_check"} and len(asked) != 1:
        yield f"{len(asked)} questions"
    if made.kind in {"closing_note", "withdrawal", "info_reply", "offer_reply"} and asked:
        yield f"a question that has no place here: {asked[0]!r}"
    for question in asked:
        if made.kind != "thank_you" and not (ANSWERABLE.match(question) and YES_OR_NO.search(question)):
            yield f"a question that neither a date nor yes or no answers: {question!r}"
    if made.kind == "status_check" and asked:
        before = " ".join(told[: told.index(asked[0])])
        if not re.search(r"\b(understand|know that|patient|hurry you|fit in)\b", before):
            yield "no understanding before the question"


@pytest.mark.parametrize("kind", policy().kinds)
@pytest.mark.parametrize("person", PEOPLE)
def test_every_letter_can_be_signed(person: str, kind: str) -> None:
    """Whatever is there and whatever is not, the letter reads well and meets with no finding."""
    wrong = []
    count = 0
    for given in occasions(application(person), kind):
        count += 1
        made = letter(given)
        found = review(made, given, policy=policy(), phrases=phrases(), elsewhere=applications())
        wrong += [f"{each}\n{made.subject}\n\n{made.body}" for each in (*style(made, given), *found)]
    assert count >= 12
    assert not wrong, f"{len(wrong)} of {count}, the first:\n\n{wrong[0]}"


@pytest.mark.parametrize("kind", ["thank_you", "status_check"])
@pytest.mark.parametrize("away", range(12))
def test_a_weekday_alone_only_within_six_days(kind: str, away: int) -> None:
    """A thank-you says "on Tuesday" up to six days after, then the date; a check always says the date."""
    notes = application("engineer")
    start = notes.interviews[-1].start.date()
    given = Occasion(message(notes, kind), notes, (), WRITERS[0], Voice(), start + timedelta(days=away))
    text = " ".join(paragraphs(letter(given)))
    weekday = re.search(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", text)
    if weekday:
        assert away <= 6
        assert kind == "thank_you"
    else:
        assert "17 November" in text


def test_what_was_talked_about_stands_beside_what_i_bring() -> None:
    """Topic and strength follow each other, with at most one sentence of ours between them."""
    for person in PEOPLE:
        for given in occasions(application(person), "thank_you"):
            sources = letter(given).sources
            fields = [" ".join(source.facts) for source in sources]
            topics = [n for n, facts in enumerate(fields) if "we_talked_about" in facts]
            strengths = [n for n, facts in enumerate(fields) if "i_bring" in facts]
            if strengths:
                assert min(strengths) - max(topics) in {1, 2}, letter(given).body
