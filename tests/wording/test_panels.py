"""Letters to the people of one panel, who compare them, and by different hands."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from followup_mail.model import Application, Letter, Person
from tests.wording.records import (
    BEN,
    DANA,
    ME,
    SAM_LEE,
    application,
    interview,
    letter,
    occasion,
    paragraphs,
    promise,
    to,
)

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


@pytest.mark.parametrize("writer", [f"sam{number}@example.org" for number in range(12)])
@pytest.mark.parametrize("rich", [pytest.param(True, id="rich"), pytest.param(False, id="bare")])
def test_panel_of_seven_gets_seven_letters(writer: str, rich: bool) -> None:
    """Seven letters are little alike, share no long run of words, and no two have the same skeleton."""
    talk = interview(*PANEL, promises=(promise("by 27 November"),) if rich else ())
    app = application(talk, why_this_job="that the data team has a say before products are decided" if rich else None)
    made = [letter(occasion(app, to(person), me=replace(ME, email=writer))) for person in PANEL]
    texts = ["\n".join(paragraphs(each)) for each in made]
    for one, other in combinations(texts, 2):
        shared, either = trigrams(one) & trigrams(other), trigrams(one) | trigrams(other)
        assert len(shared) / len(either) < 0.35
        assert longest_run(one, other) <= 8, (one, other)
    skeletons = {skeleton(each, person) for each, person in zip(made, PANEL, strict=True)}
    assert len(skeletons) == len(PANEL)


def skeleton(made: Letter, person: Person) -> str:
    """The letter with what is this person's own taken out."""
    text = "\n".join(paragraphs(made))
    for own in (person.we_talked_about, person.i_bring):
        text = text.replace(own or "", "#")
    return text


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
    bodies = {letter(occasion(me=replace(ME, email=f"someone{number}@example.org"))).body for number in range(10)}
    assert len(bodies) > 5
