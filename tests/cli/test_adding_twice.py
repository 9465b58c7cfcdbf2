"""A talk that is told in two goes is one talk."""

from tests.running import CONFIG, Program

ADD = ("add", "Northwind Traders", "--role", "Nurse", "--when", "17 Nov 2026, 14:00 to 15:00")
DANA = ("--met", "Dana Ortiz <dana@northwind.example>")
WORDS = ("--talked-about", "the rota", "--i-bring", "ten years of nights", "--hear-back", "by 27 November")


def test_what_is_told_later_goes_to_the_talk_that_was_noted(program: Program) -> None:
    """An interview noted beforehand gains what was said; there is one interview, and its letter."""
    program.write("config.yaml", CONFIG)
    assert program(*ADD, *DANA, now="2026-11-16T10:00+00:00").code == 0
    ran = program(*ADD, *DANA, *WORDS, now="2026-11-17T16:00+00:00")
    assert ran.code == 0, ran.err
    assert "the rota" in ran.out
    notes = program.read("interviews/northwind-traders.yaml")
    assert notes.count("when:") == 1
    assert notes.count("Dana Ortiz") == 1
    assert 'we_talked_about: "the rota"' in notes
    assert 'hear_back: "by 27 November"' in notes


def test_what_was_told_before_stays(program: Program) -> None:
    """Telling the same talk again changes no word of what stands there."""
    program.write("config.yaml", CONFIG)
    program(*ADD, *DANA, *WORDS)
    before = program.read("interviews/northwind-traders.yaml")
    ran = program(*ADD, *DANA, "--talked-about", "something else")
    assert ran.code == 0
    assert "have we_talked_about already" in ran.err
    assert program.read("interviews/northwind-traders.yaml") == before


def test_another_time_is_another_interview(program: Program) -> None:
    """A further talk with a known company stands below its own line."""
    program.write("config.yaml", CONFIG)
    program(*ADD, *DANA, *WORDS)
    program("add", "Northwind Traders", "--when", "20 Nov 2026, 10:00 to 11:00", *DANA, now="2026-11-20T12:00+00:00")
    assert program.read("interviews/northwind-traders.yaml").count("\n---\n") == 1
