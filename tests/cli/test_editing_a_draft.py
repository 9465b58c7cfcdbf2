"""`draft --edit`: what the person leaves behind is looked over, and nobody is told to send what must be mended."""

import sys
from pathlib import Path

import pytest

from tests.cli.pseudo_terminal import sit_down
from tests.running import CONFIG, NORTHWIND, Program

SPOILS = """\
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
text = path.read_bytes()
path.write_bytes(text.replace(b"[topic]", b"streams") if b"[topic]" in text else text.replace(b"Dear", b"[topic] Dear"))
"""


@pytest.fixture
def spoiling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An editor that leaves a placeholder, and takes it out when it is opened again."""
    script = tmp_path / "spoils.py"
    script.write_text(SPOILS, encoding="utf-8")
    editor = f'"{sys.executable}" "{script}"'
    monkeypatch.setenv("EDITOR", editor)
    return editor


@pytest.mark.usefixtures("spoiling")
def test_what_must_be_mended_is_not_to_be_sent(northwind: Program) -> None:
    """Exit 3 and "Mend it first", never "Send it"; the file keeps what the person wrote."""
    ran = northwind("draft", "northwind", "--via", "file", "--edit")
    assert ran.code == 3
    assert "Mend it first" in ran.err
    assert not [words for words in ("press Send", "Send it") if words in ran.out + ran.err]
    (draft,) = (northwind.home / "drafts").iterdir()
    assert b"[topic]" in draft.read_bytes()


@pytest.mark.usefixtures("spoiling")
@pytest.mark.parametrize("who", [pytest.param("northwind", id="one"), pytest.param("--all-due", id="all due")])
def test_programs_are_told_what_stands_in_the_file(northwind: Program, who: str) -> None:
    """JSON names the draft all the same, with the findings in what the person left."""
    ran = northwind("draft", who, "--via", "file", "--edit", "--json")
    assert ran.code == 3
    (draft,) = ran.json["drafts"]
    assert "placeholder" in [finding["rule"] for finding in draft["findings"]]


@pytest.mark.usefixtures("spoiling")
def test_force_hands_it_over(northwind: Program) -> None:
    """Whoever insists is obeyed."""
    assert northwind("draft", "northwind", "--via", "file", "--edit", "--force").code == 0


@pytest.mark.parametrize(("key", "code"), [pytest.param("\r", 0, id="Enter opens it"), pytest.param("n", 3, id="no")])
def test_at_a_terminal_the_editor_opens_again(tmp_path: Path, spoiling: str, key: str, code: int) -> None:
    """One key opens the draft once more, and what is mended then goes out."""
    home = tmp_path / "home"
    (home / "interviews").mkdir(parents=True)
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (home / "interviews/northwind.yaml").write_text(
        NORTHWIND.replace("14:00 to 15:00", "9:00 to 10:00"), encoding="utf-8"
    )
    terminal = sit_down(home, "draft", "northwind", "--via", "file", "--edit", env={"EDITOR": spoiling})
    terminal.expect(r"Open it once more\? \[Y/n\]")
    terminal.send(key)
    terminal.expect("calendar|Send it|Mend it first")
    terminal.sendeof()
    terminal.expect(sys.modules["pexpect"].EOF)
    terminal.close()
    assert terminal.exitstatus == code, terminal.before
