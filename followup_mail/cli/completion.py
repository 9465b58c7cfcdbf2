"""What the shell may offer behind a command: applications by file name, kinds of letter, ways out. Reads no file."""

import os
from pathlib import Path

from followup_mail.errors import FollowupError


def applications(incomplete: str) -> list[str]:
    """The applications of the usual home whose file name begins so."""
    from followup_mail import home

    try:
        notes = home.notes_files(home.find(None, os.environ, Path.home()))
    except (RuntimeError, FollowupError):  # nobody knows where the home is: then there is nothing to offer
        return []
    return [path.stem for path in notes if path.stem.startswith(incomplete)]


def kinds(incomplete: str) -> list[str]:
    """The shipped kinds of letter as one types them."""
    from followup_mail import resources

    names = (path.name.split(".")[0].replace("_", "-") for path in resources.folder("templates").glob("*.txt.j2"))
    return sorted(name for name in names if name != "letter" and name.startswith(incomplete))


def news(incomplete: str) -> list[str]:
    """The everyday words of `heard`."""
    from followup_mail.cli.events import HEARD

    return [item.word for item in HEARD if item.word.startswith(incomplete)]


def decisions(incomplete: str) -> list[str]:
    """The everyday words of `decide`."""
    from followup_mail.cli.events import DECIDED

    return [item.word for item in DECIDED if item.word.startswith(incomplete)]


def ways(incomplete: str) -> list[str]:
    """The ways out of `draft --via`."""
    from followup_mail.delivery import WAYS

    return [way for way in WAYS if way.startswith(incomplete)]
