"""How the person wants to sound: greeting, closing, sign-off, dates, and British or American spelling."""

from dataclasses import replace
from datetime import date

import pytest

from followup_mail.model import Occasion
from followup_mail.wording.marking import Ledger
from followup_mail.wording.spelling import respelt, with_full_stops
from tests.wording.records import (
    DANA,
    ME,
    PRIYA,
    SAM_LEE,
    How,
    Route,
    Voice,
    application,
    interview,
    letter,
    message,
    occasion,
)

BRITISH, AMERICAN = Voice(), Voice(dates="american")
DR_ORTIZ = replace(DANA, name="Dr Dana Ortiz", we_talked_about="your favourite colour of soil")


def by_any_hand(given: Occasion) -> str:
    """The texts of many writers, so that every wording turns up."""
    return "\n".join(letter(replace(given, me=replace(ME, email=f"s{n}@example.org"))).body for n in range(20))


@pytest.mark.parametrize(
    "voice, word",
    [
        pytest.param(BRITISH, "return the favour", id="british"),
        pytest.param(AMERICAN, "return the favor", id="with the dates"),
        pytest.param(Voice(spelling="american"), "return the favor", id="spelling alone"),
        pytest.param(Voice(dates="american", spelling="british"), "return the favour", id="dates alone"),
    ],
)
def test_spelling_of_our_own_words(voice: Voice, word: str) -> None:
    """The template's words are spelt as the voice says; what the person typed stays as it is."""
    chat = occasion(application(interview(DR_ORTIZ, how=How.INFORMATIONAL)), voice=voice)
    texts = by_any_hand(chat)
    assert word in texts
    assert "favourite colour of soil" in texts
    assert "favorite" not in texts


@pytest.mark.parametrize(
    "voice, greeting",
    [
        pytest.param(Voice(greeting="formal"), "Dear Dr Ortiz,", id="british"),
        pytest.param(Voice(greeting="formal", dates="american"), "Dear Dr. Ortiz,", id="american"),
        pytest.param(Voice(greeting="formal", dates="american", spelling="british"), "Dear Dr Ortiz,", id="mixed"),
        pytest.param(AMERICAN, "Dear Dana,", id="friendly"),
    ],
)
def test_titles(voice: Voice, greeting: str) -> None:
    """American titles have a full stop."""
    assert letter(occasion(application(interview(DR_ORTIZ)), voice=voice)).body.startswith(greeting)


def test_greet_as_is_never_respelt() -> None:
    """How somebody likes to be greeted is as they like it."""
    person = replace(DR_ORTIZ, greet_as="Dr Ortiz")
    given = occasion(application(interview(person)), voice=Voice(greeting="formal", dates="american"))
    assert letter(given).body.startswith("Dear Dr Ortiz,")


def test_titles_within_a_sentence_end_no_sentence() -> None:
    """A title with its full stop stands inside of a sentence, also in what each sentence rests on."""
    people = (replace(DR_ORTIZ, email=None), replace(SAM_LEE, email=None))
    about = message(to=PRIYA, covers=("Dr Dana Ortiz", "Sam Lee"), route=Route.VIA_COORDINATOR)
    made = letter(occasion(application(interview(*people), recruiter=PRIYA), about, voice=AMERICAN))
    assert "Dr. Dana Ortiz and Sam Lee" in made.body
    assert any("Dr. Dana Ortiz and Sam Lee" in source.sentence for source in made.sources)


def test_american_letters_are_whole() -> None:
    """Dates, spelling and titles change, and nothing else does."""
    check = occasion(None, message("status_check"), day=date(2026, 11, 30))
    british, american = (letter(replace(check, voice=voice)).body for voice in (BRITISH, AMERICAN))
    assert british.replace("17 November", "November 17") == american


@pytest.mark.parametrize(
    "british, american",
    [
        ("a favour, Honour and behaviour", "a favor, Honor and behavior"),
        ("organised, realise, recognising", "organized, realize, recognizing"),
        ("the programme of the centre", "the program of the center"),
        ("the programmer put emphasis on practice", "the programmer put emphasis on practice"),
        ("an analyst, an analysis, analysed", "an analyst, an analysis, analyzed"),
        ("fulfil, fulfilled, fulfill", "fulfill, fulfilled, fulfill"),
        ("travelled while cancelled, enrolment", "traveled while canceled, enrollment"),
        ("exercise, advise, surprise, wise, precise", "exercise, advise, surprise, wise, precise"),
    ],
)
def test_words(british: str, american: str) -> None:
    """British words become American ones, and words that are alike on both sides stay."""
    assert respelt(british) == american


def test_facts_are_left_alone() -> None:
    """A fact inside of a sentence keeps its spelling, the words around it do not."""
    fact = Ledger().fact("the colour theatre", "r1.we_talked_about")
    assert respelt(f"A favour: {fact!s}, with honour.") == f"A favor: {fact!s}, with honor."


def test_full_stops_come_once() -> None:
    """A title that has its full stop gets no second one, and a name is no title."""
    assert with_full_stops("Dear Dr. Ortiz") == "Dear Dr. Ortiz"
    assert with_full_stops("Ms Mrs Mixer, Drew") == "Ms. Mrs. Mixer, Drew"


@pytest.mark.parametrize("closing", ["Kind regards", "Kind regards,", " Yours sincerely "])
def test_own_closing(closing: str) -> None:
    """The words above the name are the person's, with one comma."""
    assert f"\n\n{closing.strip().rstrip(',')},\nSam Tester\n" in letter(occasion(voice=Voice(closing=closing))).body
