"""What is asked at a terminal where something is told that does not fit what is known."""

from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import end, sit_down
from tests.running import CONFIG, NORTHWIND


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
    assert noted or "followup-mail heard northwind offer" in text
