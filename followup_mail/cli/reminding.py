"""The command that brings the due dates into the person's own calendar."""

from typing import Annotated

import typer

from followup_mail.cli.app import command
from followup_mail.cli.session import Session
from followup_mail.cli.telling import Who

FILE = "reminders.ics"  # in the home, where --out names no other


@command("remind")
def remind(
    session: Session,
    who: Who = None,
    *,
    out: Annotated[
        str | None,
        typer.Option(metavar="FILE|-", help="The calendar file; an earlier export there is brought up to date."),
    ] = None,
    todo: Annotated[bool, typer.Option("--todo", help="As tasks, one a file, in the folder of --out.")] = False,
    link: Annotated[str | None, typer.Option(metavar="google", help="Open the next one in Google Calendar.")] = None,
) -> None:
    """Bring the due dates into your calendar.

    A calendar file (.ics) with a day, an alarm and the letter for each message that is due or will be. Import it, or
    subscribe to it: docs/calendar.md.
    """
    from followup_mail.cli.exporting import export

    export(session, who, out=out, todo=todo, link=link)


def offer_calendar(session: Session) -> None:
    """After the first draft of all, at a terminal: say in a line how the days get into the person's calendar."""
    if not session.terminal or (session.home.root / FILE).exists():
        return
    if any(event.event == "drafted" for events in session.setup.events.values() for event in events):
        return
    from followup_mail.cli.terminal import say

    say("To have the days to come in your own calendar: followup-mail remind")
