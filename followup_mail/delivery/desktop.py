"""Decides how this system's desktop opens a link or a file, and makes the real `Surroundings`.

Programs get their arguments as a list, never as a line for a shell.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from followup_mail.delivery.way import Stored, Surroundings
from followup_mail.records import record

_PATIENCE = 5.0  # seconds; an opener that still runs then has found its program, a clipboard has not
_TEXT_BROWSERS = frozenset({"elinks", "links", "links2", "lynx", "w3m", "www-browser"})  # no mail page works in them


@record(frozen=True, slots=True)
class Desktop:
    """Opens things as a double click would. `start` is os.startfile, which only Windows has."""

    platform: str
    environ: Mapping[str, str]
    find: Callable[[str], str | None]
    launch: Callable[[Sequence[str]], bool]
    start: Callable[[str], object] | None

    def open_url(self, url: str) -> bool:
        """Whether a browser, or for mailto the mail program, was found to open it."""
        openers = self._openers()
        if "WSL_DISTRO_NAME" in self.environ:
            openers.append(["rundll32.exe", "url.dll,FileProtocolHandler"])
        browser = self.environ.get("BROWSER", "")
        # Editors that work on a distant machine set it to what opens a link on the near one.
        if browser and url.startswith("https:") and Path(browser).name not in _TEXT_BROWSERS:
            openers.append([browser])
        return self._open(url, openers)

    def open_file(self, path: Path) -> bool:
        """Whether a program was found that opens such files."""
        return self._open(os.path.abspath(path), self._openers())  # noqa: PTH100 - links of the person's stay links

    def _open(self, target: str, openers: Iterable[Sequence[str]]) -> bool:
        if self.start is not None:
            try:
                self.start(target)
            except OSError:
                return False
            return True
        for program, *options in openers:
            path = self.find(program)
            if path is not None and self.launch([path, *options, target]):
                return True
        return False

    def _openers(self) -> list[Sequence[str]]:
        """Programs with their options, the surest first; none where nobody sits at a screen."""
        if self.platform == "darwin":
            return [["open"]]
        if "WSL_DISTRO_NAME" in self.environ:
            return [["wslview"]]
        if self.environ.get("DISPLAY") or self.environ.get("WAYLAND_DISPLAY"):
            return [["xdg-open"], ["gio", "open"]]
        return []


def surroundings(
    terminal: bool,  # noqa: FBT001 - the one thing that the caller knows
    print_result: Callable[[str], None] | None = None,
    remember: Callable[[Stored], None] | None = None,
) -> Surroundings:
    """The world as it is; results go to stdout unless said otherwise, and what to remember nowhere."""
    import shutil
    import sys

    desktop = Desktop(sys.platform, os.environ, shutil.which, _launch, getattr(os, "startfile", None))
    return Surroundings(
        platform=sys.platform,
        environ=os.environ,
        terminal=terminal,
        find=shutil.which,
        run=_run,
        open_url=desktop.open_url,
        open_file=desktop.open_file,
        print_result=print_result or _print_result,
        write_terminal=_write_terminal,
        now=lambda: datetime.now().astimezone(),
        **({"remember": remember} if remember else {}),
    )


def _run(arguments: Sequence[str], data: bytes | None) -> int:
    import subprocess

    try:
        if data is None:
            return subprocess.run(arguments, check=False).returncode  # noqa: S603 - a list of words, no shell
        # Not captured: xclip and wl-copy stay in the background and would hold a pipe open.
        quiet = subprocess.DEVNULL
        return subprocess.run(  # noqa: S603 - a list of words, no shell
            arguments, input=data, stdout=quiet, stderr=quiet, check=False, timeout=_PATIENCE
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return -1


def _launch(arguments: Sequence[str]) -> bool:
    """Start an opener, apart from this terminal; False when it gives up."""
    import subprocess

    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - a list of words, no shell
            arguments, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        return process.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def _print_result(line: str) -> None:
    import sys

    sys.stdout.write(f"{line}\n")


def _write_terminal(sequence: str) -> None:
    import sys

    sys.stdout.write(sequence)
    sys.stdout.flush()
