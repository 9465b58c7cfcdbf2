"""Nothing is invented: every word is a note's or the template's, and each note answers for its own sentences alone."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from followup_mail import notes
from followup_mail.model import Address, Application, Event, How, Letter, Me, Occasion, Person, Scope, Voice
from followup_mail.moments import say_day
from followup_mail.moments.saying import WEEKDAY_NAMES
from followup_mail.wording.spelling import respelt, with_full_stops
from tests.review.letters import application
from tests.wording.records import TEMPLATES, letter, policy, promise
from tests.wording.test_eight_people import PEOPLE, WRITERS, happened, message, occasions

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
OF_GRAMMAR = frozenset(
    "a an that their they them theirs dr professor team dear hello the role meeting met talking talked".split()
)  # what fitting and the variables `the_role`, `meeting` and `met` add


def words(text: str) -> set[str]:
    """The words of a text in small letters, possessive endings aside."""
    return {re.sub(r"['’]s$", "", word.lower()) for word in WORD.findall(text)}


@cache
def own_words(kind: str) -> frozenset[str]:
    """What the shipped template of a kind can say by itself: its plain text and its wordings, not its comments."""
    found: set[str] = set()
    for name in (kind, "letter"):
        tree = jinja2.Environment().parse((TEMPLATES / f"{name}.txt.j2").read_text(encoding="utf-8"))
        texts = [str(node.data) for node in tree.find_all(nodes.TemplateData)]
        texts += [str(node.value) for node in tree.find_all(nodes.Const) if isinstance(node.value, str)]
        for text in texts:
            plain = re.sub(r"\{\w+\}", " ", text)
            found |= words(plain) | words(respelt(plain))
    return frozenset(found)


def facts_of(given: Occasion) -> Iterator[str]:
    """Every text of a record that a letter may speak of."""
    app, me = given.application, given.me
    yield from (app.company, app.role or "", app.reference or "", app.why_this_job or "", app.news or "")
    yield from (me.name, me.phone or "", me.email or "", *me.links, given.voice.closing, given.voice.signature or "")
    for contact in (app.recruiter, app.agency, given.message.to):
        yield with_full_stops(contact.name) if contact else ""
    for talk in app.interviews:
        yield from (talk.we_talked_about or "", talk.i_bring or "", talk.also_say or "")
        for person in talk.people:
            yield from (with_full_stops(person.name), person.title or "", person.greet_as or "")
            yield from (person.we_talked_about or "", person.i_bring or "", person.also_say or "")
    for event in given.history:
        yield from (event.asked or "", event.answer or "", event.valued or "", event.reason or "")


def days_of(given: Occasion) -> Iterator[date]:
    """Every day of a record."""
    zone = given.application.zone
    for talk in given.application.interviews:
        yield talk.start.date()
        for said in talk.promises:
            day = said.said.deadline(talk.end.astimezone(zone).date(), given.calendar)
            yield from (day,) if day else ()
    for event in given.history:
        yield from (at.astimezone(zone).date() for at in (event.at, event.respond_by, event.decide_by) if at)


@pytest.mark.parametrize("kind", policy().kinds)
@pytest.mark.parametrize("person", PEOPLE)
def test_every_word_comes_from_a_note_or_the_template(person: str, kind: str) -> None:
    """No content word, number or name of any letter has another origin."""
    for given in occasions(application(person), kind):
        made = letter(given)
        text = f"{made.subject}\n{made.body}"
        for day in set(days_of(given)):
            for said in (say_day(day, style=given.voice.dates, year=True), say_day(day, style=given.voice.dates)):
                text = re.sub(rf"\b{said}\b", "", text)
            text = re.sub(rf"\b{WEEKDAY_NAMES[day.weekday()]}\b", "", text)
        known = set.union(*(words(fact) for fact in facts_of(given))) | own_words(kind) | OF_GRAMMAR
        assert words(text) <= known, (words(text) - known, made.body)
        assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", " ".join(facts_of(given))))


# --- one fact, its own sentences --------------------------------------------------------------------------------------

NOTES = application("engineer")
TALK = NOTES.interviews[0]
DANA = replace(
    TALK.people[0],
    name="Dr Dana Ortiz",
    title="Head of Data",
    greet_as=None,
    also_say="The paper is at https://sam.example.org/paper.",
)
RICH = replace(
    NOTES,
    reference="NW-17",
    why_this_job="that the data team has a say early",
    news="I have passed the exam.",
    interviews=(replace(TALK, people=(DANA, *TALK.people[1:]), promises=(promise("by 27 November"),)),),
)
PIA = Address("Pia Lang", "priya.raman@northwind.example")
DAY = timedelta(days=1)
LATER = TALK.end + 30 * DAY
ANSWER = {"asked": "two references", "answer": "Both of them know of your call."}


def with_person(app: Application, **changes: Any) -> Application:
    """The record with something else noted of Dana."""
    talk = app.interviews[0]
    person: Person = replace(talk.people[0], **changes)
    return replace(app, interviews=(replace(talk, people=(person, *talk.people[1:])),))


def with_talk(app: Application, **changes: Any) -> Application:
    """The record with something else noted of the interview."""
    return replace(app, interviews=(replace(app.interviews[0], **changes),))


def with_promise(app: Application, words_: str | None, scope: Scope = Scope.NEXT_STEP) -> Application:
    """The record with another date named, or none."""
    promises = (promise(words_, scope),) if words_ else ()
    return replace(app, interviews=(replace(app.interviews[0], promises=promises),))


NOTES_CHANGED: dict[str, tuple[str, Callable[[Application], Application]]] = {
    "company": ("company", lambda app: replace(app, company="Fabrikam")),
    "role": ("role", lambda app: replace(app, role="Data Steward")),
    "reference": ("reference", lambda app: replace(app, reference="ZZ-9")),
    "no reference": ("reference", lambda app: replace(app, reference=None)),
    "why": ("why_this_job", lambda app: replace(app, why_this_job="that nobody works on Sundays")),
    "no why": ("why_this_job", lambda app: replace(app, why_this_job=None)),
    "a whole why": ("why_this_job", lambda app: replace(app, why_this_job="Data is what I care for.")),
    "news": ("news", lambda app: replace(app, news="I have moved to Leeds.")),
    "no news": ("news", lambda app: replace(app, news=None)),
    "topic": ("we_talked_about", lambda app: with_person(app, we_talked_about="the pilot with the night shift")),
    "a whole topic": ("we_talked_about", lambda app: with_person(app, we_talked_about="You open a site in May.")),
    "strength": ("i_bring", lambda app: with_person(app, i_bring="six years of carrying a pager")),
    "also": ("also_say", lambda app: with_person(app, also_say="My references know of it.")),
    "no also": ("also_say", lambda app: with_person(app, also_say=None)),
    "title": ("title", lambda app: with_person(app, title="Chief of Data")),
    "no title": ("title", lambda app: with_person(app, title=None)),
    "greeting": ("name|greet_as", lambda app: with_person(app, greet_as="Doctor O.")),
    "date": ("hear_back", lambda app: with_promise(app, "by 26 November")),
    "no date": ("hear_back", lambda app: with_promise(app, None)),
    "decision": ("hear_back|final_decision", lambda app: with_promise(app, "by 27 November", Scope.FINAL_DECISION)),
    "name": ("name|greet_as", lambda app: with_person(app, name="Dr Dora Lind")),
    "shared topic": ("we_talked_about", lambda app: with_talk(app, we_talked_about="how the rota is shared")),
    "topic for all": (
        "we_talked_about",
        lambda app: with_talk(with_person(app, we_talked_about=None), we_talked_about="how the rota is shared"),
    ),
    "strength for all": (
        "i_bring",
        lambda app: with_talk(with_person(app, i_bring=None), i_bring="ten years of nights"),
    ),
    "also for all": ("also_say", lambda app: with_talk(with_person(app, also_say=None), also_say="My paper is out.")),
    "day": ("when", lambda app: with_talk(app, start=TALK.start - timedelta(days=1), end=TALK.end - timedelta(days=1))),
    "in the house": ("when", lambda app: with_talk(app, how=How.IN_PERSON)),
    "referrer": ("nothing", lambda app: replace(app, referrer=PIA)),
    "private notes": ("nothing", lambda app: replace(app, notes="they asked about salary")),
    "place and link": (
        "nothing",
        lambda app: with_talk(app, location="12 Harbour Street", link="https://meet.example"),
    ),
    "wait": ("nothing", lambda app: replace(app, wait=20, do_not_chase=True)),
    "process": ("process", lambda app: replace(app, process=application("student").process)),
    "recruiter": ("to|recruiter", lambda app: replace(app, recruiter=PIA)),
}
# Keys of the notes that no row above changes, and why a letter has no sentence of theirs.
WHOM_IT_GOES_TO = {"recruiter", "agency", "referrer", "email", "met", "do_not_chase", "do_not_write"}
WHICH_DAYS_COUNT = {"timezone", "country", "weekend", "wait"}
NEVER_IN_A_LETTER = {"notes", "link", "location", "id", "invitation", "uid", "sequence", "cancelled"}
PERSON_CHANGED: dict[str, tuple[str, Callable[[Me], Me]]] = {
    "name": ("me.name", lambda me: replace(me, name="Alex Probe")),
    "phone": ("me.phone", lambda me: replace(me, phone="12345")),
    "no phone": ("me.phone", lambda me: replace(me, phone=None)),
    "link": ("me.links", lambda me: replace(me, links=("https://else.example",))),
    "no links": ("me.links", lambda me: replace(me, links=())),
}


def kept(before: Letter, after: Letter, field: str) -> None:
    """Raises unless every sentence that rests on other facts stands as it stood, and only its own may be new."""

    def is_own(facts: Sequence[str]) -> bool:
        return any(re.search(rf"\b({field})\b", fact) for fact in facts)

    others = [source.sentence for source in before.sources if not is_own(source.facts)]
    left = [source.sentence for source in after.sources]
    rest = iter(left)
    assert all(sentence in rest for sentence in others), (others, left)
    new = len(left) - len(others)
    assert new <= max(2, sum(is_own(source.facts) for source in before.sources)), (others, left)


def of_kind(kind: str, app: Application, me: Me, events: tuple[Event, ...]) -> Occasion:
    """A letter to Dana, or to whom a check goes."""
    day = app.interviews[0].start.date() + timedelta(days=1 if kind == "thank_you" else 28)
    return Occasion(message(app, kind), app, events, me, Voice(greeting="formal"), day)


@pytest.mark.parametrize("kind", policy().kinds)
@pytest.mark.parametrize("change", [*NOTES_CHANGED, *(f"my {name}" for name in PERSON_CHANGED)])
def test_a_changed_fact_changes_only_its_own_sentences(kind: str, change: str) -> None:
    """Deleting or swapping one fact leaves every sentence that does not rest on it to the letter as it was."""
    for events in happened(RICH, kind):
        before = of_kind(kind, RICH, WRITERS[1], events)
        if change.startswith("my "):
            field, alter = PERSON_CHANGED[change.removeprefix("my ")]
            after = replace(before, me=alter(WRITERS[1]))
        else:
            field, change_notes = NOTES_CHANGED[change]
            app = change_notes(RICH)
            after = of_kind(kind, app, WRITERS[1], events)
        kept(letter(before), letter(after), field)


def keys_of(schema: object) -> Iterator[str]:
    """Every key that notes may have, at any depth."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        yield from properties
        for part in (*schema.values(), *properties.values()):
            yield from keys_of(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_of(part)


def test_every_key_of_the_notes_is_changed_once() -> None:
    """No key is forgotten above: each one that letters speak of has its row."""
    tried = {re.sub(r"\W.*", "", field) for field, _ in NOTES_CHANGED.values()} | {"final_decision", "greet_as", "how"}
    apart = WHOM_IT_GOES_TO | WHICH_DAYS_COUNT | NEVER_IN_A_LETTER
    assert set(keys_of(notes.schema())) == (tried - {"nothing", "to"}) | apart


VOICES_CHANGED = [
    pytest.param("voice.closing", {"closing": "With good wishes"}, id="closing"),
    pytest.param("me|voice.signature", {"signature": "Alex\nRGN"}, id="signature"),
    pytest.param("when|hear_back|final_decision|journal", {"dates": "american"}, id="dates"),
    pytest.param("name|to|recruiter|greet_as", {"greeting": "friendly"}, id="greeting"),
    pytest.param("nothing", {"fine": ("touching base",)}, id="fine phrases"),
]


@pytest.mark.parametrize("kind", policy().kinds)
@pytest.mark.parametrize("field, changes", VOICES_CHANGED)
def test_a_changed_voice_changes_only_its_own_sentences(kind: str, field: str, changes: dict[str, Any]) -> None:
    """How I want to sound changes greeting, dates or sign-off, and nothing between them."""
    for events in happened(RICH, kind):
        before = of_kind(kind, RICH, WRITERS[1], events)
        before = replace(before, voice=replace(before.voice, spelling="british"))
        kept(letter(before), letter(replace(before, voice=replace(before.voice, **changes))), field)


EVENTS_CHANGED = [
    pytest.param("rejection_reply", "rejection", {"valued": "your open answers"}, "valued", "the tour", id="valued"),
    pytest.param("rejection_reply", "rejection", {"valued": "your open answers"}, "valued", None, id="no-valued"),
    pytest.param("withdrawal", "wants_to_withdraw", {"reason": "a move to Leeds"}, "reason", "a longer course",
                 id="reason"),
    pytest.param("withdrawal", "wants_to_withdraw", {"reason": "a move to Leeds"}, "reason", None, id="no-reason"),
    pytest.param("info_reply", "info_request", ANSWER, "asked", "my notice period", id="asked"),
    pytest.param("info_reply", "info_request", ANSWER, "asked", None, id="not-asked"),
    pytest.param("info_reply", "info_request", ANSWER, "answer", "It is eight weeks.", id="answer"),
    pytest.param("offer_reply", "offer", {"respond_by": LATER}, "respond_by", LATER + DAY, id="respond-by"),
    pytest.param("offer_reply", "offer", {"respond_by": LATER}, "respond_by", None, id="no-respond-by"),
    pytest.param("offer_reply", "offer", {"decide_by": LATER}, "decide_by", LATER + DAY, id="decide-by"),
    pytest.param("competing_offer_notice", "competing_offer", {"respond_by": LATER}, "respond_by", LATER + DAY,
                 id="other-offer"),
    pytest.param("competing_offer_notice", "competing_offer", {"respond_by": LATER, "first_choice": True},
                 "first_choice", None, id="first-choice"),
]  # fmt: skip


@pytest.mark.parametrize("kind, name, fields, field, value", EVENTS_CHANGED)
def test_a_fact_of_the_journal_changes_only_its_own_sentences(
    kind: str, name: str, fields: dict[str, Any], field: str, value: str | None
) -> None:
    """What they said and what I answer, told otherwise or not at all, changes the sentence that says it."""
    at = RICH.interviews[0].end + timedelta(days=20)
    told = Event("e1", at, RICH.id, name, **fields)
    other: dict[str, Any] = {field: value}
    before, after = (of_kind(kind, RICH, WRITERS[0], (event,)) for event in (told, replace(told, **other)))
    kept(letter(before), letter(after), field)


def test_a_fact_is_named_by_the_sentence_that_stands_there_for_its_sake() -> None:
    """--sources tells of "That should be useful in the role" that it rests on what I bring, and the like."""
    made = letter(of_kind("thank_you", with_person(RICH, we_talked_about="You open a site in May."), WRITERS[0], ()))
    body = [source for source in made.sources if "we_talked_about" in " ".join(source.facts)]
    assert len(body) == 2
    assert sum("i_bring" in " ".join(source.facts) for source in made.sources) == 2
