"""The questions of `add` at a terminal: which week is meant, and how to go on after stopping half-way."""

from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import QUESTIONS, answer, end, sit_down
from tests.running import CONFIG

JOB = QUESTIONS[0]
TIME = QUESTIONS[1][0]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of somebody who is known, without an interview."""
    home = tmp_path / "followup-mail"
    home.mkdir()
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("number", "day"),
    [pytest.param("1", "12 Nov 2026", id="the last one"), pytest.param("2", "19 Nov 2026", id="the coming one")],
)
def test_a_weekday_that_lies_days_back_may_be_the_coming_one(home: Path, number: str, day: str) -> None:
    """On a Tuesday "Thursday" may be either: both are shown with their dates, and one is chosen by its number."""
    terminal = sit_down(home, "add")
    answer(terminal, [JOB, (TIME, "Thursday 14:00 to 15:00 with Dana Ortiz <dana@northwind.example>")])
    terminal.expect("Thursday 12 November .the last one.")
    terminal.expect("Thursday 19 November .the coming one.")
    answer(terminal, [("number: ", number)])
    terminal.expect(f"→ Thursday {day[:2]} November 2026, 14:00 to 15:00")
    terminal.sendintr()
    end(terminal)


@pytest.mark.parametrize("words", ["yesterday 14:00", "Monday 14:00", "12 Nov 14:00"])
def test_no_week_is_asked_for_where_none_is_open(home: Path, words: str) -> None:
    """What lies a few days back, and what has its date, is understood as it stands."""
    terminal = sit_down(home, "add")
    answer(terminal, [JOB, (TIME, f"{words} with Dana Ortiz <dana@northwind.example>")])
    assert terminal.expect(["I enjoyed", "Which one"]) == 0
    terminal.sendintr()
    end(terminal)


def test_what_was_answered_before_a_stop_can_be_gone_on_with(home: Path) -> None:
    """It is said where the notes are and how to go on; the letter then asks for what they lack."""
    terminal = sit_down(home, "add")
    answer(terminal, QUESTIONS[:2])
    terminal.expect("I enjoyed hearing about ")
    terminal.sendintr()
    code, text = end(terminal)
    assert code == 130
    assert "followup-mail draft northwind-traders" in " ".join(text.split())
    terminal = sit_down(home, "draft", "northwind-traders", "--via", "file")
    answer(terminal, [("I enjoyed hearing about ", "the pilot"), ("I bring", "three years of Kafka")])
    code, text = end(terminal)
    assert code == 0, text
    assert list((home / "drafts").iterdir())


def test_the_job_is_said_as_it_was_understood(home: Path) -> None:
    """Before the next question a person sees which half became the role, and which the company."""
    terminal = sit_down(home, "add")
    answer(terminal, [(JOB[0], "St Mary's Hospital, Charge Nurse, Ward 7")])
    terminal.expect("→ Charge Nurse, Ward 7 at St Mary's Hospital")
    terminal.expect(TIME)
    terminal.sendintr()
    end(terminal)
