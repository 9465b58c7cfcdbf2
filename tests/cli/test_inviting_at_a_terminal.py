"""`add --from` on a pseudo-terminal: the company is confirmed, what is missing is asked, text gives its lines."""

import sys
from pathlib import Path

import pytest

from tests.running import CONFIG

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect, which Windows lacks")

INVITATIONS = Path(__file__).parent.parent / "data" / "invitations"
BEFORE = "2026-11-12T15:00+00:00"
AFTERWARDS = "2026-11-17T21:00+00:00"


def run(home: Path, now: str, words: str, *answers: tuple[str, str]) -> tuple[int | None, str]:
    """Type the words into a shell; answer each prompt; the exit code and what was shown after the last answer."""
    line = f'"{sys.executable}" -m followup_mail --home "{home}" --now {now} '
    before, bar, after = words.rpartition("| ")
    program = pexpect.spawn(
        "/bin/sh",
        ["-c", f"{before}{bar}{line}{after}"],
        env={"HOME": str(home.parent), "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8"},
        encoding="utf-8",
        timeout=30,
        dimensions=(60, 120),
        cwd=str(Path(__file__).parent.parent.parent),
    )
    for prompt, answer in answers:
        program.expect(prompt)
        program.send(answer if answer.endswith("\x04") else f"{answer}\r")
    program.expect(pexpect.EOF)
    shown = str(program.before).replace("\r\n", "\n")
    program.close()
    return program.exitstatus, shown


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that knows who Sam is."""
    folder = tmp_path / "followup-mail"
    folder.mkdir()
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder


def test_only_what_is_missing_is_asked(home: Path) -> None:
    """Enter agrees to the company; a nameless person, and what the talk left, are asked for; the rest is read."""
    code, shown = run(
        home,
        AFTERWARDS,
        f"add --from {INVITATIONS / 'google-request.eml'}",
        ("Which company.*Enter for Northwind Traders.*> ", ""),
        ("Who is sam.lee@northwind.example.*> ", "Sam Lee"),
        ("from the talk with Dana Ortiz.*I enjoyed hearing about ", "the pilot with the night shift"),
        ("from the talk with Sam Lee.*I enjoyed hearing about ", "the rota you drew"),
        ("I bring ", "three years of Kafka"),
        ("I will hear ", "by Friday"),
    )
    assert code == 0, shown
    assert "Dear Dana," in shown
    notes = (home / "interviews/northwind-traders.yaml").read_text(encoding="utf-8")
    assert 'name: "Sam Lee"' in notes
    assert 'hear_back: "by Friday"' in notes


def test_a_clock_without_a_zone_is_asked_about(home: Path) -> None:
    """Whose clock it is, how they talk and whom one meets are asked where the file does not tell."""
    code, shown = run(
        home,
        BEFORE,
        f"add --from {INVITATIONS / 'floating.ics'}",
        ("Which company.*> ", ""),
        ("In which city does that clock hang.*> ", "Madrid"),
        ("Whom do you meet.*Enter for Ana.*> ", ""),
        ("number: ", "2"),
        ("For which job.*> ", "Baker"),
    )
    assert code == 0, shown
    notes = (home / "interviews/contoso.yaml").read_text(encoding="utf-8")
    for line in ('timezone: "Madrid"', "how: video", 'name: "Ana López"', 'role: "Baker"'):
        assert line in notes, line


def test_several_events_ask_which(home: Path) -> None:
    """A numbered menu of the events with their times."""
    code, shown = run(
        home,
        BEFORE,
        f"add Northwind --from {INVITATIONS / 'several.ics'}",
        ("Which is the interview.*number: ", "2"),
        ("For which job.*> ", ""),
        ("Whom did you meet.*> ", ""),
    )
    assert code == 0, shown
    assert 'when: "18 Nov 2026' in (home / "interviews/northwind.yaml").read_text(encoding="utf-8")


def test_lines_of_a_text_are_picked_by_number(home: Path) -> None:
    """What is piped in is numbered, and each question is answered with a number or in words; nothing is guessed."""
    code, shown = run(
        home,
        AFTERWARDS,
        f"cat {INVITATIONS / 'letter.txt'} | add --from -",
        ("3  Role: Senior Data Engineer.*Which company.*> ", "Northwind Traders"),
        ("Which role.*> ", "3"),
        ("In which city.*> ", "New York"),
        ("When was it.*> ", "9"),
        ("There is no line 9.*> ", "4"),
        ("With whom.*> ", "5 6"),
        ("What stayed with you.*> ", "the pilot with the night shift"),
        ("What do you bring.*> ", "three years of Kafka"),
        ("you would hear.*> ", ""),
    )
    assert code == 0, shown
    notes = (home / "interviews/northwind-traders.yaml").read_text(encoding="utf-8")
    for line in (
        'role: "Senior Data Engineer"',
        'when: "17 Nov 2026, 14:00 to 15:00"',
        'name: "Dana Ortiz"',
        'email: "sam.lee@northwind.example"',
    ):
        assert line in notes, line
    assert "Dear Dana," in shown


def test_what_is_pasted_is_read_to_its_end(home: Path) -> None:
    """With nothing piped in, the text is pasted, and the questions follow at the same terminal."""
    code, shown = run(
        home,
        BEFORE,
        "add Northwind --role Baker --timezone 'New York' --from -",
        ("end it with Ctrl-D.*own", "When: 20 Nov 2026, 10:00 to 11:00\rDana Ortiz\r\x04"),
        ("When was it.*> ", "1"),
        ("With whom.*> ", "2"),
    )
    assert code == 0, shown
    assert 'when: "20 Nov 2026, 10:00 to 11:00"' in (home / "interviews/northwind.yaml").read_text(encoding="utf-8")


def test_new_people_of_an_update_are_offered(home: Path, tmp_path: Path) -> None:
    """One key adds to the notes whom the update has too."""
    flags = "--role Engineer --how video --met 'Dana Ortiz <dana.ortiz@northwind.example>'"
    run(home, BEFORE, f"add Northwind --from {INVITATIONS / 'google-request.eml'} {flags}")
    code, shown = run(
        home, BEFORE, f"add --from {INVITATIONS / 'update.ics'}", (r"Add Sam Lee <sam.lee@northwind.example> .*Y/n", "")
    )
    assert code == 0, shown
    assert 'name: "Sam Lee"' in (home / "interviews/northwind.yaml").read_text(encoding="utf-8")


def test_the_calendar_is_offered_after_the_first_draft_alone(home: Path) -> None:
    """One line, once; and `remind` writes the file into the home, says what to do with it, and asks nothing twice."""
    add = (
        "--role Baker --when '17 Nov 2026, 14:00' --met 'Dana Ortiz <d@n.example>' --talked-about bread --i-bring salt"
    )
    _, shown = run(home, AFTERWARDS, f"add Northwind {add} --via file")
    assert "in your own calendar: followup-mail remind" in " ".join(shown.split())
    _, shown = run(home, AFTERWARDS, f"add Contoso {add} --via file")
    assert "followup-mail remind" not in shown
    code, shown = run(home, AFTERWARDS, "remind", ("Open it in your calendar now", "n"))
    assert code == 0, shown
    assert "doubles none" in " ".join(shown.split())
    assert (home / "reminders.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    code, shown = run(home, AFTERWARDS, "remind")
    assert code == 0, shown
    assert "4 as before" in shown
