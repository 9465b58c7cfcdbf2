"""What `add` shows once the interview is noted: each letter, and below it what there is to say of it."""

import pytest

from tests.running import CONFIG, Program

PANEL = (
    *("add", "St Mary's Hospital", "--role", "Charge Nurse", "--when", "17 Nov 2026, 14:00 to 15:00"),
    *("--met", "Helen Boyd <h@mary.example>", "--met", "Ana Roy <a@mary.example>", "--met", "Ben Ode <b@mary.example>"),
    *("--talked-about", "helen=the budget", "--talked-about", "ana=the rota of the nights"),
)
TOPIC = ("--talked-about", "the budget", "--i-bring", "ten years of nights")


@pytest.fixture
def program(program: Program) -> Program:
    """The program on a home without an interview, of somebody who is known."""
    program.write("config.yaml", CONFIG)
    return program


def test_a_finding_stands_under_its_letter_and_nowhere_else(program: Program) -> None:
    """What one letter of three says too loudly is said once, below that letter, which is called by its reader."""
    ran = program(*PANEL, "--talked-about", "ben=your wards!!!", "--i-bring", "ten years of nights")
    assert ran.code == 0
    letters = ran.out.split("─" * 40)
    assert ["It looks like shouting." in letter for letter in letters] == [False, False, True]
    assert "About the letter to Ben Ode" in letters[2]
    assert "shouting" not in ran.err
    assert len(list((program.home / "drafts").iterdir())) == 3


def test_what_stops_a_letter_is_said_once_with_its_reader(program: Program) -> None:
    """Nothing is written; the letter to be mended is named, and how to go on."""
    pushy = '{% extends "shipped/thank_you.txt.j2" %}{% block interest %}I need to hear back by Friday.{% endblock %}'
    program.write("templates/thank_you.txt.j2", pushy)
    ran = program("add", "Contoso", "--role", "Nurse", *PANEL[4:8], *TOPIC)
    assert ran.code == 0
    assert (ran.out + ran.err).count("Must be mended") == 1
    assert "mend what is named under the letter to Helen Boyd" in ran.err
    assert "followup-mail draft contoso" in ran.err
    assert not list((program.home / "drafts").glob("*"))
