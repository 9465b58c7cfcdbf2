"""What every way out has in common: the draft that it is given, the world that it may touch, and one method.

A way never changes the draft's file, never sends, and never asks anything; it leaves talking to its caller.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from followup_mail.model import Mail
from followup_mail.records import record


@record(frozen=True, slots=True)
class Stored:
    """A draft that was put into a folder of a mailbox, to be known there again.

    `sha256` is of the draft's own bytes, `kept` of those that the mailbox gives back. `validity` and `uid` (RFC 3501)
    are None where the server has not told them.
    """

    mailbox: str
    message_id: str
    sha256: str
    kept: str
    validity: int | None = None
    uid: int | None = None


@record(frozen=True, slots=True)
class Draft:
    """A letter that stands in a file: `mail` is what `data`, the bytes of the file at `path`, says.

    `earlier` are the drafts of the same letter that were put into a mailbox before.
    """

    path: Path
    mail: Mail
    data: bytes
    earlier: tuple[Stored, ...] = ()


def _forget(stored: Stored) -> None:
    """Where nobody keeps a journal of the letter, it is not known the next time."""
    del stored


@record(frozen=True, slots=True)
class Surroundings:
    """Everything outside that a way may use, so that a test can put its own in place.

    `platform` is as in sys.platform. `terminal`: a person sits at both ends, stdin and stdout. `find` gives a program's
    path. `run` waits for a program and gives its exit code: with bytes on its stdin and its output thrown away, or with
    None on the person's own terminal. `open_url` and `open_file` leave it to the desktop and say whether there was one.
    `print_result` writes a line to stdout, `write_terminal` a control sequence to the terminal. `remember` keeps what
    has to be known the next time.
    """

    platform: str
    environ: Mapping[str, str]
    terminal: bool
    find: Callable[[str], str | None]
    run: Callable[[Sequence[str], bytes | None], int]
    open_url: Callable[[str], bool]
    open_file: Callable[[Path], bool]
    print_result: Callable[[str], None]
    write_terminal: Callable[[str], None]
    now: Callable[[], datetime]
    remember: Callable[[Stored], None] = _forget

    @property
    def in_wsl(self) -> bool:
        """Whether this is Linux inside Windows, whose screen and clipboard are those of Windows."""
        return "WSL_DISTRO_NAME" in self.environ

    @property
    def opens_by_windows(self) -> bool:
        """Whether links are opened by Windows, which takes short ones only."""
        return self.platform == "win32" or self.in_wsl


class Way(Protocol):
    """One way out."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        """Hand the draft over; one kind sentence says where the letter is now and what to do next.

        Raises DeliveryError, which says what happened and what serves instead.
        """
        ...


def reader_of(mail: Mail) -> str:
    """Whom the letter is for, to be named in a sentence; empty when nobody is known."""
    return ", ".join(one.email for one in (*filter(None, [mail.to]), *mail.also_to))
