"""How each system's desktop opens a link or a file, and the real surroundings."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from followup_mail.delivery import surroundings
from followup_mail.delivery.desktop import Desktop

LINK = "https://mail.example/?a=b&c=d"


class Launcher:
    """Remembers what was started; `failing` programs give up."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.started: list[list[str]] = []

    def __call__(self, words: Sequence[str]) -> bool:
        self.started.append(list(words))
        return Path(words[0]).name not in self.failing


def desktop(platform: str, environ: dict[str, str], launcher: Launcher, *programs: str) -> Desktop:
    """A desktop where these programs are installed."""
    return Desktop(platform, environ, lambda name: f"/bin/{name}" if name in programs else None, launcher, None)


@pytest.mark.parametrize(
    ("platform", "environ", "programs", "url", "words"),
    [
        pytest.param("darwin", {}, ["open"], LINK, ["/bin/open"], id="macOS"),
        pytest.param("linux", {"DISPLAY": ":0"}, ["xdg-open", "gio"], LINK, ["/bin/xdg-open"], id="X11"),
        pytest.param("linux", {"WAYLAND_DISPLAY": "w"}, ["gio"], LINK, ["/bin/gio", "open"], id="Wayland, only gio"),
        pytest.param("linux", {"WSL_DISTRO_NAME": "D"}, ["wslview", "rundll32.exe"], LINK, ["/bin/wslview"], id="WSL"),
        pytest.param(
            "linux",
            {"WSL_DISTRO_NAME": "D"},
            ["rundll32.exe"],
            LINK,
            ["/bin/rundll32.exe", "url.dll,FileProtocolHandler"],
            id="WSL without wslview",
        ),
        pytest.param("linux", {"BROWSER": "code-open"}, ["code-open"], LINK, ["/bin/code-open"], id="a distant editor"),
        pytest.param("linux", {"BROWSER": "w3m"}, ["w3m"], LINK, None, id="a browser for text"),
        pytest.param(
            "linux", {"BROWSER": "firefox %s:lynx"}, ["firefox"], LINK, None, id="a BROWSER that is no program"
        ),
        pytest.param("linux", {"BROWSER": "code-open"}, ["code-open"], "mailto:a@b.example", None, id="not for mailto"),
        pytest.param("linux", {}, ["xdg-open", "gio", "open"], LINK, None, id="nobody at a screen"),
        pytest.param("linux", {"DISPLAY": ":0"}, [], LINK, None, id="nothing installed"),
    ],
)
def test_links(platform: str, environ: dict[str, str], programs: list[str], url: str, words: list[str] | None) -> None:
    """The link goes to the desktop's own opener, as one word of its own, or to nobody."""
    launcher = Launcher()
    assert desktop(platform, environ, launcher, *programs).open_url(url) is (words is not None)
    assert launcher.started == ([] if words is None else [[*words, url]])


def test_files_are_not_given_to_what_opens_links_only(tmp_path: Path) -> None:
    """In WSL a file's path means nothing to Windows; a browser is no mail program."""
    launcher = Launcher()
    environ = {"WSL_DISTRO_NAME": "D", "BROWSER": "code-open"}
    assert not desktop("linux", environ, launcher, "rundll32.exe", "code-open").open_file(tmp_path / "a.eml")
    assert launcher.started == []


def test_files_are_named_in_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A draft whose name begins with a dash is no option."""
    monkeypatch.chdir(tmp_path)
    launcher = Launcher()
    assert desktop("linux", {"DISPLAY": ":0"}, launcher, "xdg-open").open_file(Path("-a.eml"))
    assert launcher.started == [["/bin/xdg-open", str(Path.cwd() / "-a.eml")]]


def test_an_opener_that_gives_up_leaves_it_to_the_next() -> None:
    """xdg-open without a handler is not the end."""
    launcher = Launcher("xdg-open")
    assert desktop("linux", {"DISPLAY": ":0"}, launcher, "xdg-open", "gio").open_url(LINK)
    assert [Path(words[0]).name for words in launcher.started] == ["xdg-open", "gio"]


@pytest.mark.parametrize("fails", [pytest.param(False, id="opens"), pytest.param(True, id="no program for it")])
def test_windows_starts_it(fails: bool) -> None:
    """On Windows the system itself opens it, and says when nothing can."""
    started: list[str] = []

    def start(target: str) -> None:
        started.append(target)
        if fails:
            raise OSError(1155, "No application is associated with the specified file for this operation")

    windows = Desktop("win32", {"BROWSER": "x"}, lambda name: name, Launcher(), start)
    assert windows.open_url(LINK) is not fails
    assert started == [LINK]


def test_the_real_surroundings(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Programs are run with words as they are, silent with text on their stdin, and missing ones are no traceback."""
    around = surroundings(terminal=False)
    code = "import sys; print(sys.stdin.read()); sys.exit(sys.argv[1] != '$HOME; x')"
    assert around.run([sys.executable, "-c", code, "$HOME; x"], b"secret") == 0
    assert around.run([sys.executable, "-c", code, "other"], b"secret") == 1
    assert around.run([str(tmp_path / "missing")], b"") != 0
    assert around.run([str(tmp_path / "missing")], None) != 0
    around.print_result("a link")
    around.write_terminal("\x1b]52;\x07")
    assert capfd.readouterr().out == "a link\n\x1b]52;\x07"
    assert around.platform == sys.platform
    assert around.now().utcoffset() is not None


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="a desktop of Linux")
@pytest.mark.parametrize(("code", "well"), [pytest.param(0, True, id="opened"), pytest.param(3, False, id="gave up")])
def test_a_real_opener(code: int, well: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program named xdg-open is started with the link, and its answer counts."""
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/seen"\nexit {code}\n', encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    assert surroundings(terminal=True).open_url(LINK) is well
    assert (tmp_path / "seen").read_text(encoding="utf-8") == LINK
