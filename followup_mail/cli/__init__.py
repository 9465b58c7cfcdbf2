"""The command line: reads words, asks the clock, calls the rest of the package, prints. The only place that catches
errors and turns them into one line and an exit code; nothing below it prints an error or leaves the program."""

import sys
from collections.abc import Sequence

from followup_mail.errors import FollowupError, NeedsALookError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code (design.md section 6)."""
    _speak_utf8()
    from followup_mail.cli.app import app, register_commands

    register_commands()
    try:
        app(args=list(sys.argv[1:] if arguments is None else arguments), prog_name="followup-mail")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except FollowupError as error:
        _print(error)
        return error.exit_code
    except OSError as error:
        if error.filename is None:
            raise
        print(f"followup-mail: {error.filename}: {error.strerror}", file=sys.stderr)
        return NeedsALookError.exit_code
    return 0


def _print(error: FollowupError) -> None:
    if isinstance(error, NeedsALookError):
        for problem in error.problems:
            print(problem, file=sys.stderr)
    if str(error):
        print(f"followup-mail: {error}", file=sys.stderr)


def _speak_utf8() -> None:
    """Piped output is UTF-8 on every system: a letter must not lose its accents to a code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8")
