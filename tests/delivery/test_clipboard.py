"""The clipboard of the screen in front of the person, wherever the program runs."""

import base64
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_mail.delivery import surroundings, way_named
from followup_mail.errors import DeliveryError
from tests.delivery.world import World, a_draft
from tests.message.mails import BODY, a_mail

TEXT = BODY.rstrip("\n")
UMLAUTS = "Dear Zoë,\n\n謝謝 🙂\n"


@pytest.mark.parametrize(
    ("world", "words"),
    [
        pytest.param(
            World("darwin", programs=frozenset({"env", "tmux"})), ["env", "LC_CTYPE=UTF-8", "pbcopy"], id="macOS"
        ),
        pytest.param(
            World(environ={"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, programs=frozenset({"wl-copy", "xclip"})),
            ["wl-copy"],
            id="Wayland",
        ),
        pytest.param(
            World(environ={"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, programs=frozenset({"xclip"})),
            ["xclip", "-selection", "clipboard"],
            id="Wayland without wl-copy",
        ),
        pytest.param(
            World(environ={"DISPLAY": ":0"}, programs=frozenset({"xsel"})), ["xsel", "--clipboard", "--input"], id="X11"
        ),
        pytest.param(
            World(environ={"TMUX": "x"}, programs=frozenset({"tmux", "xclip"})),
            ["tmux", "load-buffer", "-w", "-"],
            id="tmux without a screen",
        ),
    ],
)
def test_programs_that_take_utf_8(world: World, words: list[str], tmp_path: Path) -> None:
    """The surest program that is there gets the letter, and the letter only."""
    world.ran = []
    said = way_named("copy").deliver(a_draft(tmp_path), world.around)
    assert world.ran == [([f"/usr/bin/{words[0]}", *words[1:]], TEXT.encode())]
    assert "a message to dana.ortiz@northwind.example, with the subject “Thank you: Senior Data Engineer”" in said


@pytest.mark.parametrize(
    "world",
    [
        pytest.param(World("win32", programs=frozenset({"clip.exe"})), id="Windows"),
        pytest.param(World(environ={"WSL_DISTRO_NAME": "Debian"}, programs=frozenset({"clip.exe"})), id="WSL"),
    ],
)
def test_windows_takes_its_own_encoding(world: World, tmp_path: Path) -> None:
    """clip.exe gets UTF-16 without a BOM and with its own line ends, so that every letter arrives."""
    world.ran = []
    way_named("copy").deliver(a_draft(tmp_path, a_mail(body=UMLAUTS)), world.around)
    assert world.ran == [(["/usr/bin/clip.exe"], "Dear Zoë,\r\n\r\n謝謝 🙂".encode("utf-16-le"))]


def test_over_ssh_the_terminal_is_asked(tmp_path: Path) -> None:
    """Without any program the terminal itself copies (OSC 52), and the person is told that it may not."""
    world = World(environ={"SSH_CONNECTION": "1.2.3.4"})
    said = way_named("copy").deliver(a_draft(tmp_path, a_mail(body=UMLAUTS)), world.around)
    (sequence,) = world.sequences
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert base64.b64decode(sequence[7:-1]).decode() == UMLAUTS.rstrip("\n")
    assert "if pasting brings nothing" in said


def test_a_program_that_fails_is_no_end(tmp_path: Path) -> None:
    """A clipboard that refuses (a display that is gone) leaves it to the next way of copying."""
    world = World(environ={"DISPLAY": ":9"}, programs=frozenset({"xclip", "xsel"}), exit_code=1)
    way_named("copy").deliver(a_draft(tmp_path), world.around)
    assert [Path(words[0]).name for words, _ in world.ran] == ["xclip", "xsel"]
    assert len(world.sequences) == 1


@pytest.mark.parametrize(
    ("world", "length"),
    [
        pytest.param(World(terminal=False), 10, id="no terminal"),
        pytest.param(World("win32"), 10, id="Windows without clip.exe"),
        pytest.param(World(environ={"STY": "1.screen"}), 10, id="screen keeps the sequence for itself"),
        pytest.param(World(environ={"TMUX": "x"}, programs=frozenset({"tmux"}), exit_code=1), 10, id="an old tmux"),
        pytest.param(World(), 80_000, id="too long for a terminal"),
    ],
)
def test_no_clipboard(world: World, length: int, tmp_path: Path) -> None:
    """Where nothing can be copied, nothing is claimed, and the draft is named."""
    draft = a_draft(tmp_path, a_mail(body="x" * length))
    with pytest.raises(DeliveryError, match="clipboard") as error:
        way_named("copy").deliver(draft, world.around)
    assert str(draft.path) in str(error.value)
    assert world.sequences == []


def test_nobody_to_write_to(tmp_path: Path) -> None:
    """A letter without a reader is for a portal."""
    world = World(environ={"DISPLAY": ":0"}, programs=frozenset({"xclip"}))
    assert "into their portal" in way_named("copy").deliver(a_draft(tmp_path, a_mail(to=None)), world.around)


def test_an_answer_is_pasted_into_a_reply(tmp_path: Path) -> None:
    """Whoever answers is sent to their conversation."""
    world = World(environ={"DISPLAY": ":0"}, programs=frozenset({"xclip"}))
    assert "into your reply to dana" in way_named("copy").deliver(
        a_draft(tmp_path, a_mail(references=("<a@x>",))), world.around
    )


def test_tmux_really_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outside: Callable[[str], str]) -> None:
    """A real tmux has the letter in its buffer afterwards."""
    tmux = outside("tmux")
    socket = tmp_path / "tmux"
    call = [tmux, "-S", str(socket)]
    subprocess.run([*call, "-f", "/dev/null", "new-session", "-d", "-s", "test", "sleep 60"], check=True)
    try:
        monkeypatch.setenv("TMUX", f"{socket},0,0")
        assert shutil.which("tmux")
        said = way_named("copy").deliver(a_draft(tmp_path, a_mail(body=UMLAUTS)), surroundings(terminal=False))
        shown = subprocess.run([*call, "show-buffer"], check=True, capture_output=True).stdout
    finally:
        subprocess.run([*call, "kill-server"], check=False)
    assert shown.decode() == UMLAUTS.rstrip("\n")
    assert "prefix and ]" in said
