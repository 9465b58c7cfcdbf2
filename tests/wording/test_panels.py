"""Letters to the people of one panel, who compare them, and by different hands."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, product

import pytest

from followup_mail.model import Application, Letter, Person
from tests.wording.records import (
    BEN,
    DANA,
    ME,
    PRIYA,
    SAM_LEE,
    How,
    Process,
    Route,
    Scope,
    application,
    at,
    interview,
    letter,
    message,
    occasion,
    paragraphs,
    promise,
    to,
)

MOST_ALIKE, LONGEST_RUN = 0.35, 8
SHARED = {"we_talked_about": "the pilot with the night shift", "i_bring": "a pilot of that kind"}
TOPICS = (
    "your plan to move the nightly Spark jobs to streaming",
    "how the on-call rota is shared",
    "the pilot with the night shift",
    "the dashboard for the sales floor",
    "that juniors may deploy on their first day",
    "your years at the observatory",
    "the move from Oracle to Postgres",
)
STRENGTHS = (
    "At Contoso I led the Kafka migration, forty jobs without one late close.",
    "six years of carrying a pager",
    "led a pilot of the same kind",
    "a habit of asking who reads a chart",
    "ten juniors brought through their first year",
    "curiosity about instruments",
    "moving two billing systems without a lost row",
)
PANEL = tuple(
    replace(
        DANA, name=f"{name} Ode", email=f"{name.lower()}@northwind.example", we_talked_about=topic, i_bring=strength
    )
    for name, topic, strength in zip(("Ada", "Bea", "Cyd", "Dan", "Eve", "Fay", "Gus"), TOPICS, STRENGTHS, strict=True)
)


def panel_letters(app: Application) -> list[Letter]:
    """One letter to each of the panel."""
    return [letter(occasion(app, to(person))) for person in app.interviews[0].people]


def trigrams(text: str) -> set[tuple[str, ...]]:
    """Every three words running."""
    found = re.findall(r"\w+", text.lower())
    return {tuple(found[place : place + 3]) for place in range(len(found) - 2)}


def longest_run(one: str, other: str) -> int:
    """How many words running two texts share."""
    first, second = (re.findall(r"\w+", text.lower()) for text in (one, other))
    best, row = 0, [0] * (len(second) + 1)
    for word in first:
        row = [0, *(row[place] + 1 if word == known else 0 for place, known in enumerate(second))]
        best = max(best, *row)
    return best


# What seven people may have talked about with somebody who types as people do: each row a panel of its own.
NOTED: dict[str, tuple[tuple[str | None, ...], tuple[str | None, ...]]] = {
    "of every kind": (TOPICS, STRENGTHS),
    "the other way round": (TOPICS[::-1], STRENGTHS[::-1]),
    "things": (
        ("the new ward", "your way of handing over", "the rota", "the summer plan", "nights", "Kafka", "the garden"),
        ("six years of nights", "patience", "a steady hand", "two languages", "ICU shifts", "maps", "a van licence"),
    ),
    "whole sentences": (
        (
            "You plan to open a site in Leeds.", "The juniors may deploy on their first day.", "It is a small unit.",
            "I liked how quiet the library was at lunch.", "Your rota leaves Sundays free.",
            "There is a garden for all.", "Nobody has to write reports by hand.",
        ),
        (
            "I ran the Leeds site.", "At Contoso we let juniors deploy too.", "My last unit was small as well.",
            "I have run the reading club for two years.", "In my own team I wrote the rota.",
            "I am a gardener at heart.", "I wrote the tool that we use for reports.",
        ),
    ),
    "deeds": (
        ("how the jobs run", "why the move took a year", "what a night looks like", "how people learn here",
         "where the data comes from", "who reads the reports", "how the shop is run"),
        ("led the migration", "taught year 6", "ran a kitchen of five", "cut the waste by half", "built two bridges",
         "trained six nurses", "wrote the handbook"),
    ),
    "bad news": (
        ("how two colleagues left", "the layoffs in spring", "why the launch failed", "the outage in March",
         "the budget cuts", "the closure of a branch", "how the project went wrong"),
        ("leading a team", "fluent in Spanish", "how to calm a room", "certified gas engineer", "dealing with anger",
         "always on time, good with colours", "clean licence, know the area"),
    ),
    "nothing of their own": ((None,) * 7, (None,) * 7),
}  # fmt: skip


def panel(noted: str, *, titled: bool = True) -> tuple[Person, ...]:
    """Seven people with what was noted of each."""
    topics, strengths = NOTED[noted]
    return tuple(
        replace(person, we_talked_about=topic, i_bring=strength, title="Head of Data" if titled else None)
        for person, topic, strength in zip(PANEL, topics, strengths, strict=True)
    )


def situations(people: tuple[Person, ...], **noted: str) -> Iterator[tuple[str, Application, str, date]]:
    """The panel on the phone, by video, in the house, informally; soon after and late; in a first and a later round."""
    for how, late, past, promised in product(How, (False, True), ("first", "again", "further"), (None, *Scope)):
        promises = (promise("by 4 December", promised),) if promised else ()
        talk = interview(*people, how=how, promises=promises, **noted)
        talks = [talk]
        if past != "first":
            earlier = interview(*(people if past == "again" else (SAM_LEE,)), id="r0", start=at(3), end=at(3, 15))
            talks = [earlier, talk]
        app = application(*talks, process=Process.SENIOR if late else Process.STANDARD,
                          why_this_job="that the data team has a say early" if promised else None)  # fmt: skip
        yield f"{how} {late} {past} {promised}", app, "r1", date(2026, 11, 21 if late else 18)


@pytest.mark.parametrize("noted", NOTED)
@pytest.mark.parametrize("titled", [pytest.param(True, id="titled"), pytest.param(False, id="untitled")])
def test_panel_of_seven_gets_seven_letters(noted: str, titled: bool) -> None:
    """Seven letters are little alike, share no long run of words, and no two have the same skeleton."""
    people = panel(noted, titled=titled)
    shared = {} if people[0].we_talked_about else SHARED
    for number, (name, app, talk, day) in enumerate(situations(people, **shared)):
        me = replace(ME, email=f"sam{number}@example.org")
        made = [letter(occasion(app, to(person, interview=talk), me=me, day=day)) for person in people]
        texts = ["\n".join(paragraphs(each)) for each in made]
        for one, other in combinations(texts, 2):
            both, either = trigrams(one) & trigrams(other), trigrams(one) | trigrams(other)
            assert len(both) / len(either) < MOST_ALIKE, (name, one, other)
            assert longest_run(one, other) <= LONGEST_RUN, (name, one, other)
        skeletons = {skeleton(each, person) for each, person in zip(made, people, strict=True)}
        assert len(skeletons) == len(people), name


def skeleton(made: Letter, person: Person) -> str:
    """The letter with what is this person's own taken out."""
    text = "\n".join(paragraphs(made))
    for own in (person.we_talked_about, person.i_bring):
        text = text.replace(own or "", "#")
    return text


@pytest.mark.parametrize("passed_on", range(3))
def test_note_that_is_passed_on_is_no_twin(passed_on: int) -> None:
    """What the recruiter passes on to the one without an address has no sentence of a colleague's letter."""
    people = panel("things")[:3]
    covered = (people[passed_on].name,)
    by_recruiter = message(to=PRIYA, route=Route.VIA_COORDINATOR, covers=covered)
    direct = [to(person) for person in people if person.name not in covered]
    for number in range(40):
        me = replace(ME, email=f"sam{number}@example.org")
        app = application(interview(*people, promises=(promise("by 4 December"),)))
        made = [letter(occasion(app, about, me=me)) for about in (by_recruiter, *direct)]
        said = [{source.sentence for source in each.sources} - {"Best regards,", "Sam Tester"} for each in made]
        for one, other in combinations(said, 2):
            assert not {sentence for sentence in one & other if len(sentence.split()) > 4}


def test_shared_topic_is_said_differently() -> None:
    """One topic noted for all is told to each in other words."""
    people = tuple(replace(person, we_talked_about=None) for person in (DANA, SAM_LEE, BEN))
    app = application(interview(*people, we_talked_about="the pilot with the night shift"))
    sentences = [
        source.sentence
        for made in panel_letters(app)
        for source in made.sources
        if "r1.we_talked_about" in source.facts
    ]
    assert len(sentences) == 3
    assert len(set(sentences)) == 3


def test_shared_sentence_serves_one_letter() -> None:
    """A whole sentence noted for all cannot be said differently, so one letter has it and the others do without."""
    people = tuple(replace(person, we_talked_about=None, i_bring=None) for person in (DANA, SAM_LEE, BEN))
    shared = {
        "we_talked_about": "You plan to open a second site in May.",
        "i_bring": "At Contoso I opened two sites.",
        "also_say": "The write-up is at https://sam.example.org/sites.",
    }
    texts = [made.body for made in panel_letters(application(interview(*people, **shared)))]
    for sentence in shared.values():
        assert [sentence in text for text in texts] == [True, False, False]


def test_what_draws_me_is_told_once() -> None:
    """Colleagues who compare their letters do not find the same reason in each."""
    app = application(interview(DANA, SAM_LEE, BEN), why_this_job="that the data team has a say early")
    assert ["has a say early" in made.body for made in panel_letters(app)] == [True, False, False]


def test_two_candidates_do_not_send_twins() -> None:
    """The same notes by another hand make another letter."""
    hands = [replace(ME, email=f"someone{number}@example.org") for number in range(20)]
    assert len({letter(occasion(me=me)).body for me in hands}) == len(hands)
    check = occasion(None, message("status_check"), day=date(2026, 11, 30))
    assert len({letter(replace(check, me=me)).body for me in hands}) >= len(hands) - 2


def test_two_candidates_with_like_notes_do_not_write_alike() -> None:
    """Who noted nearly the same about the same talk still writes a letter of their own."""
    alike = ("your plan to move the nightly Spark jobs to streaming", "the plan to move the Spark jobs to streaming")
    texts = []
    for number, topic in enumerate(alike * 6):
        app = application(interview(replace(DANA, we_talked_about=topic, i_bring="six years of Spark")))
        texts.append("\n".join(paragraphs(letter(occasion(app, me=replace(ME, email=f"mail{number}@example.org"))))))
    same = [len(trigrams(one) & trigrams(other)) / len(trigrams(one) | trigrams(other))
            for one, other in combinations(texts, 2)]  # fmt: skip
    assert max(same) < 0.7
    assert sum(same) / len(same) < MOST_ALIKE
