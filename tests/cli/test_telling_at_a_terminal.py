"""What is asked at a terminal where something is told that does not fit what is known."""

import sys
from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import end, sit_down
from tests.running import CONFIG, NORTHWIND

CAME_BACK = (
    '{"at": "2026-11-17T15:10Z", "application": "northwind", "event": "sent", "kind": "thank_you", '
    '"to": "dana.ortiz@northwind.example"}\n'
    '{"at": "2026-11-17T15:20Z", "application": "northwind", "event": "bounced", "kind": "thank_you", '
    '"to": "dana.ortiz@northwind.example"}\n'
)
HELD = NORTHWIND.replace("14:00 to 15:00", "9:00 to 10:00")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the talk at Northwind, without a journal."""
    home = tmp_path / "followup-mail"
    (home / "interviews").mkdir(parents=True)
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (home / "interviews/northwind.yaml").write_text(NORTHWIND, encoding="utf-8")
    return home


def journal(home: Path) -> str:
    """The journal as it stands."""
    path = home / "journal.jsonl"
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize(
    ("key", "code", "noted"), [pytest.param("y", 0, True, id="yes"), pytest.param("n", 3, False, id="no")]
)
def test_accepting_an_offer_that_is_not_noted_is_asked_about(home: Path, key: str, code: int, noted: bool) -> None:
    """Whoever took an offer on the telephone says so with one key; whoever slipped writes nothing."""
    terminal = sit_down(home, "decide", "northwind", "accept")
    terminal.expect("No offer of Northwind Traders is noted yet.")
    terminal.expect("have you accepted it")
    terminal.send(key)
    ended, text = end(terminal)
    assert ended == code
    assert ('"accepted"' in journal(home)) == noted
    assert noted or "followup-mail heard northwind offer" in " ".join(text.split())


def test_a_dead_address_can_be_mended_before_the_draft(home: Path, tmp_path: Path) -> None:
    """At a terminal one key opens the notes; the draft goes to the address that stands there afterwards."""
    (home / "interviews/northwind.yaml").write_text(HELD, encoding="utf-8")
    (home / "journal.jsonl").write_text(CAME_BACK, encoding="utf-8")
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\n"
        "notes = pathlib.Path(sys.argv[1])\n"
        "notes.write_text(notes.read_text('utf-8').replace('dana.ortiz@', 'dana@'), 'utf-8')\n",
        encoding="utf-8",
    )
    env = {"EDITOR": f"{sys.executable} {editor}"}
    terminal = sit_down(home, "draft", "northwind", "thanks", "--via", "file", env=env)
    terminal.expect("came back on Tue 17 Nov")
    terminal.expect("in your editor")
    terminal.send("y")
    code, text = end(terminal)
    assert code == 0, text
    (draft,) = (home / "drafts").iterdir()
    assert b"dana@northwind.example" in draft.read_bytes()


def test_what_was_noted_and_taken_back_is_folded_at_words(home: Path) -> None:
    """At a narrow terminal no line of what was noted, taken back or could be is cut in the middle of a word."""
    for words in (("heard", "northwind", "moved", "Friday 10:00 to 11:00"), ("undo",)):
        code, text = end(sit_down(home, *words, columns=40))
        assert code == 0, text
        assert all(len(line) <= 40 for line in text.split("\n\n")[0].splitlines())
    end(sit_down(home, "heard", "northwind", "new-date", "by the end of the week after next"))
    _, text = end(sit_down(home, "why", "northwind", columns=60))
    slip = text[text.index("A slip") :].split("followup-mail")[0]
    assert all(len(line) <= 60 for line in slip.splitlines())
