"""The way in. Answers `--version` by itself, so that it costs next to nothing, and leaves all else to `cli`."""

import gc
import sys


def main() -> int:
    """Run the command that the words of this process name; returns its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from followup_mail import __version__

        sys.stdout.write(f"followup-mail {__version__}\n")
        return 0
    gc.set_threshold(50_000)  # a short run makes less rubbish than is worth looking for; a long one is still tidied
    from followup_mail.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
