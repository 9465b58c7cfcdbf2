"""`demo`: the whole program on the sample interviews, one of which comes in from its invitation."""

from tests.running import Program

MOMENT = "2026-11-23T09:00+00:00"


def test_the_demonstration_begins_with_an_invitation(program: Program) -> None:
    """Every step ends well; the interview of the invitation is noted, thanked for, and has a draft."""
    ran = program("demo", now=None)
    assert ran.code == 0, ran.err
    assert "$ followup-mail add" in ran.out
    assert "--from harbour-optics.eml" in ran.out
    notes = program.read("interviews/harbour-optics.yaml")
    for line in ('timezone: "Australia/Sydney"', 'name: "Ruth Marlow"', 'when: "23 Nov 2026, 14:00 to 15:00"'):
        assert line in notes, line
    drafts = [path.name for path in (program.home / "drafts").iterdir()]
    assert "harbour-optics-r1-thank-you-1.eml" in drafts
    assert len(drafts) >= 3
    assert program("due", now=MOMENT).code == 0


def test_a_folder_in_use_is_no_place_for_it(program: Program) -> None:
    """The demonstration never mixes with anybody's own files."""
    program.write("config.yaml", "")
    ran = program("demo", now=None)
    assert ran.code == 3
    assert "not empty" in ran.err
