"""The whole thing on the sample interviews of examples/, in a new home that is kept, step by step."""

import sys
from pathlib import Path

from followup_mail import resources
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import bold, say, show
from followup_mail.errors import NeedsALookError
from followup_mail.files import write_atomically
from followup_mail.home import Home

# The samples were written for this moment; the demo's clock stands there.
MOMENT = "2026-11-23T09:00+00:00"
CONFIG = b"""\
me: {name: Sam Tester, email: sam@example.org, phone: "+44 20 7946 0000"}
timezone: Europe/London
mail: file
"""
INVITATION = "harbour-optics.eml"
NOTED = (
    *("--talked-about", "the lens that you test on the harbour's own lighthouse"),
    *("--i-bring", "four years of coatings that survive salt water"),
    *("--hear-back", "within two weeks"),
)
STEPS = (
    (
        "The morning's talk came with an invitation: note it, and what stayed with you.",
        ["add", "Harbour Optics", "--from", INVITATION, *NOTED],
    ),
    ("What is there to do, and what can wait?", ["due"]),
    ("Why on that day?", ["why", "lakeside-school"]),
    ("What would the letter say?", ["preview", "st-brigid"]),
    ("Write a draft of everything that is due.", ["draft", "--all-due"]),
)


def demonstrate(session: Session) -> int:
    """Fill a new home with the samples, run each step on it as a person would type it; the worst exit code."""
    home = _new_home(session.home_option)
    for sample in sorted(resources.folder("examples").glob("*.yaml")):
        write_atomically(home.interviews / sample.name, sample.read_bytes(), replace=False)
    write_atomically(home.config, CONFIG, replace=False)
    show(f"A new home with sample interviews: {home.root}")
    show("The samples live in November 2026, so the clock says Mon 23 Nov 2026, 09:00.")
    worst = 0
    for question, words in STEPS:
        show()
        show(bold(f"— {question}"))
        show(f"$ followup-mail {' '.join(_as_typed(word) for word in words)}")
        sys.stdout.flush()
        worst = max(worst, _run(home, words))
        sys.stdout.flush()
    say()
    say(f"Everything is kept in {home.root}. Look around, or go on with it:")
    say(f'  followup-mail --home "{home.root}" --now {MOMENT} sent st-brigid')
    return worst


def _run(home: Home, words: list[str]) -> int:
    from followup_mail.cli import main

    words = [str(resources.folder("examples") / word) if word == INVITATION else word for word in words]
    return main(["--home", str(home.root), "--now", MOMENT, *words])


def _as_typed(word: str) -> str:
    """A word as a shell wants it."""
    return f'"{word}"' if " " in word else word


def _new_home(option: str | None) -> Home:
    if option is None:
        from tempfile import mkdtemp

        home = Home(Path(mkdtemp(prefix="followup-mail-demo-")))
    else:
        home = Home(Path(option).expanduser().absolute())
        if home.root.exists() and any(home.root.iterdir()):
            raise NeedsALookError(f"{home.root} is not empty; the demo wants a new folder.")
    home.make()
    return home
