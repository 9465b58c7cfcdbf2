"""The program where things are missing or odd: as Windows has it, code pages, strange folders, readers that leave."""

import json
import os
import shutil
import subprocess
import sys
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import NOW, QUESTIONS, answer, end, sit_down
from tests.cli.trying import ABOUT, ADD
from tests.running import CONFIG, NEXT_MORNING, NORTHWIND, Program, as_a_process

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such thing")
ACCENTS = "Zoë Łódź’s 👩‍👩‍👧 plan — naïve “数据” déjà vu"

# Runs a person's day without what Windows lacks. What belongs to Python and to other packages is loaded before that is
# taken away, as they bring parts of their own for Windows; our own modules all come afterwards.
AS_ON_WINDOWS = r"""
import email_validator, holidays, jinja2, json, os, platformdirs, shutil, subprocess, sys, tempfile, types, typer.core
import tzlocal, webbrowser, yaml
for name in ("fcntl", "pwd", "grp", "termios", "tty", "pty", "readline", "resource"):
    sys.modules[name] = None
for name in ("fchmod", "fchown", "chown", "getuid", "geteuid", "getgid", "fork", "mkfifo", "uname", "O_NOFOLLOW"):
    if hasattr(os, name):
        delattr(os, name)
locks = []
sys.modules["msvcrt"] = types.SimpleNamespace(LK_LOCK=1, LK_UNLCK=0, locking=lambda *given: locks.append(given[1]))
sys.platform = "win32"

from followup_mail.cli import main

codes = {}
for words in json.loads(sys.argv[2]):
    codes[" ".join(words[:3])] = main(["--home", sys.argv[1], "--now", sys.argv[3], *words])
sys.stdout.flush()
print(json.dumps({"codes": codes, "locks": locks}), file=sys.stderr)
"""
A_DAY = (
    ("init", "--name", "Zoë Díaz", "--email", "zoe@example.org"),
    ADD,
    ("due",),
    ("due", "--json"),
    ("why", "fabrikam"),
    ("preview", "fabrikam"),
    ("draft", "fabrikam", "--via", "file"),
    ("review",),
    ("sent",),
    ("heard", "fabrikam", "new-date", "by Friday"),
    ("undo",),
    ("templates", "thanks"),
)


def test_a_day_without_what_windows_lacks(tmp_path: Path) -> None:
    """No fcntl, pwd, readline, os.fchmod, os.getuid: every command works, and the journal is locked as Windows does."""
    home = tmp_path / "followup-mail"
    done = subprocess.run(
        [sys.executable, "-c", AS_ON_WINDOWS, str(home), json.dumps(A_DAY), NEXT_MORNING],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stderr.decode().splitlines()[-1])
    assert set(told["codes"].values()) == {0}, done.stderr.decode()
    assert len(told["codes"]) == len(A_DAY)
    journal = (home / "journal.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["event"] for line in journal] == ["drafted", "drafted", "sent", "new_promise", "undone"]
    assert told["locks"] == [1, 0] * len(journal)


# --- code pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_output_is_utf_8_whatever_the_code_page(northwind: Program, encoding: str) -> None:
    """A letter with accents and emoji, and JSON, come out complete where the console speaks something else."""
    northwind.write("interviews/northwind.yaml", NORTHWIND.replace("your plan to move", f"{ACCENTS} to move"))
    northwind.write("config.yaml", CONFIG.replace("Sam Tester", "Zoë Díaz"))
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "FOLLOWUP_MAIL_NOW": NEXT_MORNING}
    letter = as_a_process("preview", "northwind", home=northwind.home, env=env)
    assert letter.returncode == 0, letter.stderr
    text = " ".join(letter.stdout.decode("utf-8").split())
    assert ACCENTS in text
    assert "Zoë Díaz" in text
    found = json.loads(as_a_process("preview", "--json", home=northwind.home, env=env).stdout.decode("utf-8"))
    assert ACCENTS in found["letters"][0]["body"]
    wrong = as_a_process("why", "Zoë 👧", home=northwind.home, env=env)
    assert "no application answers to “Zoë 👧”" in wrong.stderr.decode("utf-8")


def test_a_draft_on_stdout_is_byte_for_byte_the_file(northwind: Program, tmp_path: Path) -> None:
    """`--out -` turns no line end and no character into another."""
    env = {"PYTHONIOENCODING": "cp1252", "FOLLOWUP_MAIL_NOW": NEXT_MORNING}
    shown = as_a_process("draft", "northwind", "--out", "-", home=northwind.home, env=env)
    assert shown.returncode == 0, shown.stderr
    assert message_from_bytes(shown.stdout)["To"] == "Dana Ortiz <dana.ortiz@northwind.example>"
    assert northwind("draft", "northwind", "--out", str(tmp_path / "draft.eml")).code == 0
    assert (tmp_path / "draft.eml").read_bytes() == shown.stdout


# --- folders ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Zoë O'Neil", id="accent-apostrophe-blank"),
        pytest.param(' "quoted" $HOME `x` %d {y} ', id="quotes", marks=POSIX),
        pytest.param("数据 👩‍👩‍👧 #1; & (copy)", id="emoji"),
        pytest.param("-n", id="dash"),
        pytest.param("deep/" + "er/" * 20, id="deep"),
    ],
)
def test_any_name_of_a_home_will_do(program: Program, tmp_path: Path, name: str) -> None:
    """A whole day in a home with such a name; what is printed names it as it is."""
    program.home = tmp_path / name
    for words in A_DAY:
        ran = program(*words)
        assert ran.code == 0, (words, ran.err)
    assert (program.home / "drafts" / "fabrikam-r1-thank-you-1.eml").exists()
    assert program.journal[0]["file"] == "drafts/fabrikam-r1-thank-you-1.eml"
    assert f"Your home is {program.home}." in program("init").out


def test_a_relative_home_is_where_one_stands(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--home mine` is a folder of the present one, and ~ is the person's own, also where no shell put it in."""
    monkeypatch.chdir(tmp_path)
    for home, place in (("mine", tmp_path / "mine"), ("~/mine", Path.home() / "mine")):
        assert program("--home", home, "init", "--name", "Zoë").code == 0
        assert (place / "config.yaml").exists()


def test_a_home_in_the_environment(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$FOLLOWUP_MAIL_HOME serves where no --home is given; without either it is ~/followup-mail."""
    from followup_mail.cli import main

    assert main(["init", "--name", "Zoë"]) == 0
    assert (Path.home() / "followup-mail" / "config.yaml").exists()
    monkeypatch.setenv("FOLLOWUP_MAIL_HOME", str(tmp_path / "Zoë O'Neil"))
    assert main(["init", "--name", "Zoë"]) == 0
    assert (tmp_path / "Zoë O'Neil" / "config.yaml").exists()


@POSIX
def test_without_a_home_folder_one_has_to_be_named(
    northwind: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No $HOME and nobody in the list of users, as in a container: --home works, and is asked for in one line."""
    from followup_mail.cli import main

    monkeypatch.delenv("HOME")
    monkeypatch.setitem(sys.modules, "pwd", None)
    capsys.readouterr()
    assert main(["due"]) == 2
    assert capsys.readouterr().err == (
        "followup-mail: this system does not say where your own folder is; name one for the notes: --home FOLDER\n"
    )
    for words in (("due",), ("preview",), ("draft", "--via", "file"), ("sent",)):
        assert northwind(*words).code == 0


@POSIX
def test_home_unset_is_looked_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without $HOME the system's list of users knows the folder; nothing has to be named."""
    pwd = pytest.importorskip("pwd")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", lambda _: type("User", (), {"pw_dir": str(tmp_path)}))
    from followup_mail.cli import main

    assert main(["init", "--name", "Zoë"]) == 0
    assert (tmp_path / "followup-mail" / "config.yaml").exists()


def test_a_cache_that_cannot_be_written_is_nobodys_business(northwind: Program, tmp_path: Path) -> None:
    """Holidays are worked out anew each time; nothing is said, nothing fails."""
    (tmp_path / "cache").write_text("a file, no folder", encoding="utf-8")
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    env["FOLLOWUP_MAIL_NOW"] = NEXT_MORNING
    done = as_a_process("due", home=northwind.home, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Dana Ortiz" in done.stdout
    assert (tmp_path / "cache").read_text(encoding="utf-8") == "a file, no folder"


# --- streams ----------------------------------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("words", [("due", "--json"), ("why",), ("preview",), ("--help",)], ids=" ".join)
def test_a_reader_that_leaves_early_sees_no_traceback(northwind: Program, words: tuple[str, ...]) -> None:
    """`followup-mail due | head -1` ends quietly, with the code that a shell shows for it."""
    with subprocess.Popen(
        [sys.executable, "-m", "followup_mail", "--home", str(northwind.home), "--now", NEXT_MORNING, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
    assert said == b""
    assert running.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_output_onto_a_full_disk_is_one_line(northwind: Program) -> None:
    """`followup-mail due > file` on a full disk says so, and does not look as if it had worked."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "followup_mail", "--home", str(northwind.home), "--now", NEXT_MORNING, "due"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("followup-mail: the output could not be written (")


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_empty_ones(northwind: Program, closed: str) -> None:
    """From cron and the like: what is to be noted is noted."""
    command = [sys.executable, "-m", "followup_mail", "--home", str(northwind.home), "--now", NEXT_MORNING]
    script = f'"$@" {closed}'
    done = subprocess.run(["/bin/sh", "-c", script, "sh", *command, *ABOUT["sent"]], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    assert [entry["event"] for entry in northwind.journal] == ["sent"]


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["no-color", "dumb"])
def test_no_colour_where_none_is_wanted(northwind: Program, env: dict[str, str]) -> None:
    """NO_COLOR and a dumb terminal get plain text; a terminal gets headings, and a pipe never does."""
    for given, bold in ((env, False), ({}, True)):
        code, shown = end(sit_down(northwind.home, "due", env=given))
        assert code == 0
        assert ("\x1b[" in shown) is bold
    assert "\x1b" not in northwind("due").out


def test_an_error_is_folded_at_words_for_whoever_sits_there(northwind: Program) -> None:
    """At a terminal no line of an error is cut in the middle of a word; in a pipe it stays one line."""
    whole = northwind("draft", "northwind", "thanks", now=NOW).err
    assert whole.count("\n") == 1
    code, shown = end(sit_down(northwind.home, "draft", "northwind", "thanks", columns=40))
    lines = shown.splitlines()
    assert code == 4
    assert len(lines) > 2
    assert all(len(line) <= 40 for line in lines)
    assert " ".join(lines) == whole.strip()


KNOWN = 2  # answers that make notes: the job, and when it was with whom


# --- somebody who stops in the middle ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
@pytest.mark.parametrize("key, code", [pytest.param("\x03", 130, id="ctrl-c"), pytest.param("\x04", 3, id="ctrl-d")])
def test_who_stops_at_a_question_leaves_nothing_half_written(tmp_path: Path, key: str, code: int, number: int) -> None:
    """Before company, time and people are known nothing is written; after that the notes hold what was answered."""
    home = tmp_path / "followup-mail"
    terminal = sit_down(home)
    answer(terminal, QUESTIONS[:number])
    terminal.expect(QUESTIONS[number][0])
    terminal.send(key)
    ended, shown = end(terminal)
    assert "Traceback" not in shown
    all_noted = number == len(QUESTIONS) - 1  # what is missing is who signs
    assert ended == (0 if all_noted and key == "\x04" else code)
    if number < KNOWN:
        assert "Nothing was noted." in shown
        assert not home.exists()
        return
    assert all_noted or "northwind-traders.yaml" in shown
    assert [path.name for path in home.rglob("*") if path.is_file()] == ["northwind-traders.yaml"]
    notes = (home / "interviews" / "northwind-traders.yaml").read_text(encoding="utf-8")
    told = ("your plan to stream the nightly jobs", "three years of Kafka", 'hear_back: "by the end of next week"')
    assert [words in notes for words in told] == [number > KNOWN + place for place in range(len(told))]


def test_what_notes_cannot_hold_is_asked_again(tmp_path: Path) -> None:
    """A slip at any question costs that one answer, and nothing typed before."""
    home = tmp_path / "followup-mail"
    terminal = sit_down(home)
    slips = {
        0: ("Northwind\u202eTraders, Nurse", "the invisible character U\\+202E"),
        1: ("today 25:00 with Dana <dana>", "“dana” has no @"),
        2: ("a\u2028b", "the invisible character U\\+2028"),
        4: ("31 Feb", "31 February does not exist"),
        5: ("Sam Tester", "Please add your email address"),
    }
    for number, (prompt, words) in enumerate(QUESTIONS):
        terminal.expect(prompt)
        if number in slips:
            terminal.sendline(slips[number][0])
            terminal.expect(slips[number][1])
            terminal.expect(prompt)
        terminal.sendline(words)
    code, shown = end(terminal)
    assert code == 0, shown
    notes = (home / "interviews" / "northwind-traders.yaml").read_text(encoding="utf-8")
    assert 'role: "Data Engineer"' in notes
    assert 'hear_back: "by the end of next week"' in notes


def test_bytes_that_are_no_text_are_asked_again(tmp_path: Path) -> None:
    """A terminal that does not send UTF-8 is told so, instead of an answer with holes."""
    home = tmp_path / "followup-mail"
    terminal = sit_down(home, "add", env={"PYTHONIOENCODING": "cp1252"})
    terminal.expect(QUESTIONS[0][0])
    os.write(terminal.child_fd, b"Caf\xff, Nurse\r")
    terminal.expect("could not be read as UTF-8; please type it again")
    terminal.expect("> ")
    terminal.sendline("Café Zoë 👧, Nurse")
    answer(terminal, QUESTIONS[1:])
    code, shown = end(terminal)
    assert code == 0, shown
    (notes,) = (home / "interviews").iterdir()
    assert 'company: "Café Zoë 👧"' in notes.read_text(encoding="utf-8")


def test_a_git_that_fails_costs_only_its_proposal(tmp_path: Path) -> None:
    """The name that git knows is a convenience: without it one types one's own."""
    if shutil.which("sh") is None:
        pytest.skip("no shell to make a broken git with")
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\necho 'Zo\\377'\nexit 3\n", encoding="utf-8")
    fake.chmod(0o755)
    home = tmp_path / "followup-mail"
    terminal = sit_down(home, env={"PATH": str(fake.parent)})
    answer(terminal, QUESTIONS[:-1])
    terminal.expect(r"name and email address\?.*\(Sam Tester <sam@example.org>\).*> ")
    terminal.sendline(QUESTIONS[-1][1])
    code, shown = end(terminal)
    assert code == 0, shown
    assert 'name: "Sam Tester"' in (home / "config.yaml").read_text(encoding="utf-8")
