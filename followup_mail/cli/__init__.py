"""The command line: reads words, asks the clock, calls the rest of the package, prints. The only place that catches
errors and turns them into one line and an exit code; nothing below it prints an error or leaves the program."""

import errno
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO, cast

from followup_mail.errors import FollowupError, NeedsALookError, WordsError, visible

INTERRUPTED = 130  # Ctrl-C
NOBODY_READS = 141  # as every shell has it for `followup-mail due | head -1`, when the reader has gone before the end


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code (design.md section 6)."""
    _open_streams()
    _speak_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        sys.stdout.flush()
    except FollowupError as error:
        _print(error)
        return error.exit_code
    except OSError as error:
        if error.filename is not None:
            return _say(f"{error.filename}: {error.strerror}")
        _let_go_of_output()
        if _is_closed(error):
            return NOBODY_READS
        return _say(
            f"the output could not be written ({error.strerror or error}); `followup-mail why` tells what is done."
        )
    return code


def _run(words: list[str]) -> int:
    for word in words:
        if "\0" in word or any("\ud800" <= character <= "\udfff" for character in word):
            raise WordsError(f"“{word}” is not text that can be read; type it again, in UTF-8.")
    from followup_mail.cli.app import app, register_commands

    register_commands(words)
    try:
        app(args=words, prog_name="followup-mail")
    except SystemExit as end:
        if end.code == INTERRUPTED and sys.stderr.isatty():
            print(file=sys.stderr)  # the shell's next line begins on a line of its own
        if isinstance(end.__context__, OSError):  # Typer ends by itself, and as if by a bug, when the reader has gone
            raise end.__context__ from end
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def _print(error: FollowupError) -> None:
    from followup_mail.cli.terminal import aside

    if isinstance(error, NeedsALookError):
        for problem in error.problems:
            print(aside(str(problem)), file=sys.stderr)
    for sentence in error.sentences:
        print(aside(f"followup-mail: {sentence}"), file=sys.stderr)


def _say(what_failed: str) -> int:
    from followup_mail.cli.terminal import aside

    print(aside(f"followup-mail: {visible(what_failed)}"), file=sys.stderr)
    return NeedsALookError.exit_code


def _open_streams() -> None:
    """A stream that was closed before the start (`followup-mail due >&-`) is an empty one."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")


def _speak_utf8() -> None:
    """What goes in and out is UTF-8 on every system: a letter must not lose its accents to a code page.

    Half a surrogate pair, as in the name of a folder that is not UTF-8, is printed as its escape.
    """
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper) and (stream.encoding.lower(), stream.errors) != ("utf-8", errors):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _is_closed(error: OSError) -> bool:
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


def _let_go_of_output() -> None:
    """What is still to be written goes nowhere, so that Python does not complain when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no file of the system's stands behind it
        sys.stdout = _nothing("w")


def _nothing(mode: str) -> TextIO:
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))
