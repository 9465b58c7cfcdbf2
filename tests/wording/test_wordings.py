"""Every sentence of the shipped letters can be said in several ways that differ, and each for whatever was typed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

import jinja2
import pytest
from jinja2 import nodes

from followup_mail.wording.fitting import GAP, finish, suits
from followup_mail.wording.rendering import OR
from tests.wording.records import (
    DANA,
    ME,
    TEMPLATES,
    How,
    application,
    at,
    count_words,
    interview,
    letter,
    occasion,
    policy,
)

LEAST, OF_A_PANEL = 3, 7
MOST_ALIKE = 0.5
WHAT_WAS_TYPED = re.compile(r"\{\w+\}")  # a sentence that is nothing but what somebody typed stands as it was typed
TO_A_PANEL = {"thanks", "specific", "fit", "interest", "offer_more"}  # of a thank-you that goes to each of seven
FOR_ONE = re.compile(
    r"\{(person|names|company)\}|my interview|draws me|\binterview (the|has)|the interview|very much\.$"
)
TYPED = (
    "your plan for the ward", "Kafka", "leading a team of five", "how the rota is shared", "that juniors may deploy",
    "the team has a say early", "led the migration", "fluent in Spanish", "certified Scrum Master",
    "to build it together", "feel at home", "clean licence, know the area",
    "six years of nights and weekends, and a good deal besides",
    "how two colleagues left", "the layoffs in spring", "the outage, and why it took two days until it was understood",
)  # fmt: skip


def sayings(kind: str) -> Iterator[tuple[str, list[str]]]:
    """Each `say` of a template: its name and its wordings."""
    tree = jinja2.Environment().parse((TEMPLATES / f"{kind}.txt.j2").read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say":
            name, *wordings = (text(node) for node in call.args)
            yield name, wordings


def text(node: nodes.Expr) -> str:
    """A wording; of two between which a template chooses, the first."""
    chosen = node.expr1 if isinstance(node, nodes.CondExpr) else node
    assert isinstance(chosen, nodes.Const)
    return str(chosen.value)


def trigrams(text: str) -> set[tuple[str, ...]]:
    """Every three words running."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + 3]) for place in range(len(words) - 2)}


@pytest.mark.parametrize("kind", policy().kinds)
def test_at_least_three_wordings_that_differ(kind: str) -> None:
    """Each sentence of each kind has three wordings or more, and no two of them are much alike."""
    found = list(sayings(kind))
    assert found
    for name, wordings in found:
        if len(wordings) == 1 and WHAT_WAS_TYPED.fullmatch(wordings[0]):
            continue
        assert len(wordings) >= LEAST, (name, wordings)
        for one, other in combinations(wordings, 2):
            first, second = (trigrams(wording.split(OR)[0]) for wording in (one, other))
            assert len(first & second) <= MOST_ALIKE * len(first | second), (one, other)


def test_seven_wordings_where_a_panel_of_seven_may_read_them() -> None:
    """What each of seven colleagues may get has seven wordings; what only one of them gets needs no more than three."""
    short = [
        (name, wordings)
        for name, wordings in sayings("thank_you")
        if name in TO_A_PANEL and len(wordings) < OF_A_PANEL and not any(map(FOR_ONE.search, wordings))
    ]
    assert short == [("specific", ["{we_talked_about}"])]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("hole", ["we_talked_about", "i_bring"])
def test_each_wording_takes_whatever_was_typed(hole: str, typed: str) -> None:
    """Nobody of a panel falls back on a colleague's wording because of what was noted."""
    for _, wordings in sayings("thank_you"):
        with_hole = [wording for wording in wordings if f"{{{hole}}}" in wording and len(wordings) >= OF_A_PANEL]
        for wording in with_hole:
            stems = [text.strip().replace(f"{{{hole}}}", GAP) for text in wording.split(OR)]
            said = [str(finish(stem, typed)) for stem in stems if suits(stem, typed)]
            assert said, (wording, typed)
            assert re.fullmatch(r"[A-Z].*[.]", said[0])


@pytest.mark.parametrize("past", [pytest.param(0, id="first round"), pytest.param(1, id="second round")])
@pytest.mark.parametrize("late", [pytest.param(False, id="in time"), pytest.param(True, id="late")])
@pytest.mark.parametrize("how", [How.VIDEO, How.PHONE])
def test_notes_of_one_word_make_a_letter_that_is_long_enough(how: How, past: int, late: bool) -> None:
    """A thank-you has its fifty words (on the phone thirty-five) though the notes have one word for each fact."""
    person = replace(DANA, title=None, we_talked_about="Kafka", i_bring="patience")
    talk = interview(person, how=how)
    earlier = interview(person, id="r0", start=at(3), end=at(3, 15))
    app = application(*(earlier, talk)[1 - past :], role="Cook")
    least = policy().kinds["thank_you"].words_for(how, late=late).minimum
    for number in range(150):
        given = occasion(app, me=replace(ME, email=f"s{number}@example.org"), day=date(2026, 11, 21 if late else 18))
        assert count_words(letter(given)) >= least, letter(given).body
