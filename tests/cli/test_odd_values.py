"""What people really write comes back unchanged from the command line, or is named as a problem: never silently
different. By flag, on the standard input, typed at a prompt, and in letters."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from followup_mail.documents import unseen
from followup_mail.model import Application
from followup_mail.notes import read_notes
from tests.cli.pseudo_terminal import answer, end, sit_down
from tests.odd_prose import ODD_PROSE
from tests.running import CONFIG, Program, as_a_process

LONDON = ZoneInfo("Europe/London")
NOTES = "interviews/fabrikam.yaml"
# A talk that is still to come: its notes are written, and no letter yet.
AHEAD = ("add", "Fabrikam", "--role", "Nurse", "--when", "2 Dec 2026, 10:00", "--met", "Gus Orr <gus@fabrikam.example>")
NAMES = ("Ana Roy", "Ben Ode", "Cho Lee", "Dag Moe", "Eve Fox", "Fay Kerr")


def is_refused(value: str) -> bool:
    """Whether no notes may hold it: a tab, a lone carriage return, or what nobody could see."""
    return bool(unseen(value)) or "\t" in value or "\r" in value.replace("\r\n", "\n")


def kept(value: str) -> str | None:
    """What notes keep of it: line ends become one kind, and those around a text are no part of it."""
    words = value.replace("\r\n", "\n").strip("\n")
    return words if words.strip() else None


def read(path: Path) -> Application:
    """The application of a notes file that has no problems."""
    text = path.read_bytes().decode()
    application, problems = read_notes(text, path.name, default_zone=LONDON, default_country=None)
    assert [str(problem) for problem in problems] == []
    assert application is not None
    return application


@pytest.fixture
def fresh(program: Program) -> Iterator[Program]:
    """The program in a home with nothing but a configuration."""
    program.write("config.yaml", CONFIG)
    yield program
    assert not list(program.home.rglob("*.tmp"))


def test_odd_prose_by_flag(fresh: Program) -> None:
    """More than five hundred values, six people's topics and a strength at a time, read back as they were given."""
    told = [value for value in ODD_PROSE if not is_refused(value)]
    met = [word for name in NAMES for word in ("--met", f"{name} <{name[:3].lower()}@fabrikam.example>")]
    for start in range(0, len(told), len(NAMES)):
        topics = told[start : start + len(NAMES)]
        strength = next((value for value in topics if "\n" not in value), "ten years of nights")
        whose = [(f"--talked-about={name[:3]}={value}") for name, value in zip(NAMES, topics, strict=False)]
        ran = fresh(*AHEAD, *met, *whose, "--i-bring", strength)
        assert ran.code == 0, (topics, ran.err)
        path = fresh.home / NOTES
        interview = read(path).interviews[0]
        assert [person.we_talked_about for person in interview.people[1:]][: len(topics)] == [kept(v) for v in topics]
        assert interview.i_bring == kept(strength)
        path.unlink()


def test_odd_prose_for_everybody(fresh: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the one topic, as private notes in a flag and by `--notes -`; whatever has several lines or odd characters."""
    for number, value in enumerate(ODD_PROSE):
        if number % 9 and value.isprintable():
            continue
        data = value.encode("utf-8", "surrogatepass")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="cp1252"))
        path = fresh.home / NOTES
        for words in {"-", value}:
            ran = fresh(*AHEAD, "--talked-about", value, "--notes", words)
            if is_refused(value):
                assert ran.code == 2, value
                assert all(line.startswith("followup-mail: ") and line.isprintable() for line in ran.err.splitlines())
                assert not path.exists()
                continue
            assert ran.code == 0, (value, ran.err)
            application = read(path)
            assert application.interviews[0].we_talked_about == kept(value), value
            assert application.notes == kept(value), value
            path.unlink()


def test_a_strength_of_several_lines_is_refused_and_nothing_is_lost(fresh: Program) -> None:
    """What has to be one sentence is one line; the other flags are not half-written."""
    ran = fresh(*AHEAD, "--i-bring", "first line\nsecond line", "--talked-about", "the rota")
    assert ran.code == 2
    assert ran.err == "followup-mail: --i-bring: the value has a line break in it; write it on one line.\n"
    assert not (fresh.home / NOTES).exists()


def test_odd_prose_for_a_known_company(fresh: Program) -> None:
    """A further interview brings its prose into a file that exists, below everything that stands there."""
    for value in ODD_PROSE[::9]:
        path = fresh.write(NOTES, "company: Fabrikam  # mine\r\nwhen: 1 Nov 2026, 10:00\r\n")
        before = path.read_bytes()
        ran = fresh(*AHEAD, "--talked-about", value)
        if is_refused(value):
            assert (ran.code, path.read_bytes()) == (2, before), value
            continue
        assert ran.code == 0, (value, ran.err)
        assert path.read_bytes().startswith(before)
        assert read(path).interviews[1].we_talked_about == kept(value), value


@pytest.mark.skipif(os.name == "nt", reason="Windows takes words apart in its own way, which is not ours to test")
def test_some_odd_prose_through_real_processes(fresh: Program) -> None:
    """As the system hands words over, and as a pipe does."""
    values = ("- dash first", 'we are #1: "go"', "$(whoami) `x` ${HOME} \\n", "👩‍👩‍👧 Zoë 数据", "{{ name }} [x] %d")
    for value in values:
        words = (*AHEAD, "--talked-about", value, "--notes", "-")
        env = {"FOLLOWUP_MAIL_NOW": "2026-11-18T10:00-05:00", "PYTHONIOENCODING": "cp1252"}
        done = as_a_process(*words, home=fresh.home, stdin=f"{value}\r\n".encode(), env=env)
        assert done.returncode == 0, done.stderr
        application = read(fresh.home / NOTES)
        assert application.interviews[0].we_talked_about == value
        assert application.notes == value
        (fresh.home / NOTES).unlink()


# What can be typed on a line; five topics and a strength at each sitting.
TYPED = [value for value in ODD_PROSE if not is_refused(value) and "\n" not in value and len(value) < 1000]
SITTINGS = [[*TYPED[start::11][:5], TYPED[-1 - start]] for start in range(5)]


@pytest.mark.parametrize("number", range(len(SITTINGS)))
def test_odd_prose_at_the_prompts(tmp_path: Path, number: int) -> None:
    """Typed key by key, person by person, on a pseudo-terminal: each answer stands in the notes as it was typed."""
    *topics, strength = SITTINGS[number]
    home = tmp_path / "followup-mail"
    home.mkdir()
    (home / "config.yaml").write_text(CONFIG + "mail: file\n", encoding="utf-8")
    people = " and ".join(f"{name} <{name[:3].lower()}@fabrikam.example>" for name in NAMES[:5])
    terminal = sit_down(home, "add")
    answer(terminal, ((r"for which job\?.*> ", "Fabrikam, Nurse"), (r"with whom\?.*> ", f"today 2pm with {people}")))
    answer(
        terminal, [(f"with {name}\\?(.|\n)*hearing about ", topic) for name, topic in zip(NAMES, topics, strict=False)]
    )
    answer(terminal, (("I bring ", strength), ("I will hear ", "")))
    code, shown = end(terminal)
    assert code == 0, shown
    interview = read(home / NOTES).interviews[0]
    assert [person.we_talked_about for person in interview.people] == topics
    assert interview.i_bring == strength


def test_a_fact_stands_in_the_letter_and_in_no_header(fresh: Program) -> None:
    """Prose that looks like a header, a template or a command is prose: the draft has it in its body, as text."""
    values = (
        "your plan: Bcc: everybody@example.org",
        "the {{ 7 * 7 }} and {% raw %} in your templates",
        "how $(whoami) and `id` run in your shell",
        "the =?utf-8?q?Bcc?= in your mails",
    )
    for number, value in enumerate(values):
        company = f"Company {number}"
        words = ("--role", "Nurse", "--when", "17 Nov 2026, 10:00", "--met", "Ana Roy <ana@a.example>", "--via", "file")
        ran = fresh("add", company, *words, "--talked-about", value, "--i-bring", "ten years of nights", "--json")
        assert ran.code == 0, ran.err
        (letter,) = ran.json["letters"]
        assert value in letter["body"]
        assert value not in letter["subject"]
