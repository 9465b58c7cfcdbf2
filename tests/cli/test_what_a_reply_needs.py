"""Replies that cannot do without a fact of the journal: what is answered to a question, by when an offer is
answered."""

import pytest

from tests.running import Program

ASKED = "2026-11-20T10:00-05:00"
LATER = "2026-11-20T12:00-05:00"


def test_an_answer_told_with_the_question_is_the_letter(northwind: Program) -> None:
    """--answer says what the letter answers, in the person's words."""
    answer = "Ann Cody and Pat Lynch both know of your call."
    ran = northwind("heard", "northwind", "question", "two references", "--answer", answer, now=ASKED)
    assert ran.code == 0
    assert [(e["event"], e["asked"], e["answer"]) for e in northwind.journal] == [
        ("info_request", "two references", answer)
    ]
    letter = northwind("preview", "northwind", "question", now=LATER).out
    assert "asked for two references" in letter or "asking for two references" in letter
    assert answer in letter


def test_without_an_answer_the_letter_is_refused_with_the_words_that_give_it(northwind: Program) -> None:
    """Away from a terminal nothing is made up: the problem names the command that tells the answer."""
    northwind("heard", "northwind", "question", "two references", now=ASKED)
    ran = northwind("draft", "northwind", "question", "--via", "file", now=LATER)
    assert ran.code == 3
    assert 'heard northwind question "two references" --answer' in ran.err
    assert not list((northwind.home / "drafts").glob("*.eml")) if (northwind.home / "drafts").exists() else True


def test_the_answer_may_follow(northwind: Program) -> None:
    """Told again with the answer, the letter speaks of it."""
    northwind("heard", "northwind", "question", "two references", now=ASKED)
    northwind("heard", "northwind", "question", "two references", "--answer", "Both know of it.", now=LATER)
    assert "Both know of it." in northwind("preview", "northwind", "question", now=LATER).out


@pytest.mark.parametrize("first", [pytest.param(True, id="first"), pytest.param(False, id="not-said")])
def test_first_choice_is_told_by_the_person(northwind: Program, first: bool) -> None:
    """--first-choice goes into the journal and the letter; without it nothing is called so."""
    words = ("decide", "northwind", "other-offer", "27 November", *(("--first-choice",) if first else ()))
    assert northwind(*words, now=ASKED).code == 0
    assert ("first_choice" in northwind.journal[0]) is first
    letter = northwind("preview", "northwind", "other-offer", now=LATER).out
    assert ("first choice" in letter.lower()) is first
    assert "27 November" in letter


def test_the_day_on_which_i_will_decide(northwind: Program) -> None:
    """--decide-by is the day that the reply to an offer names."""
    words = ("heard", "northwind", "offer", "--respond-by", "4 December", "--decide-by", "2 December")
    ran = northwind(*words, now=ASKED)
    assert "you will answer by Wed 2 Dec 2026" in ran.out + ran.err
    assert "2 December" in northwind("preview", "northwind", "offer", now=LATER).out
