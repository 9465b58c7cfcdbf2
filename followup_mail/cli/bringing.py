"""Brings in what a person hands to the program: a file, or what comes by a pipe, and then their terminal again."""

import os
import sys
from pathlib import Path

from followup_mail.calendars.content import LARGEST_FILE
from followup_mail.cli.terminal import say
from followup_mail.errors import NotFoundError


def bring_in(source: str) -> bytes:
    """The bytes of a file, or of stdin for -; at most one more than can be read, so that nothing runs without end."""
    if source == "-":
        if sys.stdin.isatty():
            end = "Ctrl-Z and Enter" if os.name == "nt" else "Ctrl-D"
            say(f"Paste the invitation, or its text, and end it with {end} on a line of its own.")
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    if not source.strip():
        raise NotFoundError("--from names no file; write --from FILE, or --from - for what is piped in.")
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotFoundError(f"{source} cannot be read ({error.strerror}); give the path of the invitation.") from error


def sit_down() -> None:
    """After a pipe has been read to its end: let the person at the terminal answer, where there is one."""
    if sys.stdin.isatty() or not sys.stdout.isatty():
        return
    try:
        if os.name == "nt":
            sys.stdin = open("CONIN$", encoding="utf-8")  # noqa: PTH123, SIM115  # no path, and open to the end
            return
        terminal = os.open("/dev/tty", os.O_RDONLY)
        # In the pipe's place, so that `input` edits lines as it does on any terminal.
        os.dup2(terminal, sys.stdin.fileno())
        os.close(terminal)
        sys.stdin = open(sys.stdin.fileno(), encoding="utf-8", closefd=False)  # noqa: SIM115  # the same
    except (OSError, ValueError):  # nobody sits there
        return
