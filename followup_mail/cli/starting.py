"""Commands to begin with: a home, an interview, the demonstration."""

from typing import Annotated

import typer

from followup_mail.cli.app import command
from followup_mail.cli.session import Session


@command("init")
def init(
    session: Session,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Your name, as you sign.")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The address you write from.")] = None,
    timezone: Annotated[str | None, typer.Option(metavar="CITY", help="Your zone. [default: your system's]")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Whose public holidays, such as GB or US-CA.")
    ] = None,
    mail: Annotated[
        str | None, typer.Option(metavar="WAY", help="Where drafts go: gmail, outlook, app, copy, …")
    ] = None,
    imap: Annotated[
        bool, typer.Option("--imap", help="Ask for your mail account, and keep its password safe.")
    ] = False,
) -> None:
    """Make a home: who you are, where your drafts go.

    Asks on a terminal for what the options leave open. What stands in config.yaml already is kept.
    """
    from followup_mail.cli.setting_up import set_up

    facts = {"name": name, "email": email, "timezone": timezone, "country": country, "mail": mail}
    set_up(session, facts, imap=imap)


@command("add")
def add(
    session: Session,
    company: Annotated[str | None, typer.Argument(metavar="[COMPANY]", help="The employer.")] = None,
    *,
    role: Annotated[str | None, typer.Option(metavar="TEXT", help="The role, as their advertisement has it.")] = None,
    when: Annotated[
        str | None, typer.Option(metavar="TIME", help='When it was: "17 Nov 2026, 14:00 to 15:00", "today 2pm".')
    ] = None,
    how: Annotated[str | None, typer.Option(metavar="HOW", help="phone, video, in_person or informational.")] = None,
    met: Annotated[list[str] | None, typer.Option(metavar='"NAME <ADDRESS>"', help="Whom you met; repeat it.")] = None,
    talked_about: Annotated[
        list[str] | None,
        typer.Option(metavar='TEXT|ana="TEXT"', help="I enjoyed hearing about …, for everybody or for one of them."),
    ] = None,
    i_bring: Annotated[str | None, typer.Option(metavar="TEXT", help="I bring …, or a whole sentence.")] = None,
    hear_back: Annotated[str | None, typer.Option(metavar="TEXT", help="When you will hear, in their words.")] = None,
    process: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="standard, senior, specialised, executive, government or academic."),
    ] = None,
    timezone: Annotated[str | None, typer.Option(metavar="CITY", help="Their office's zone. [default: yours]")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Whose public holidays, such as US-CA.")] = None,
    recruiter: Annotated[str | None, typer.Option(metavar='"NAME <ADDRESS>"', help="Who hears a check-in.")] = None,
    notes: Annotated[str | None, typer.Option(metavar="TEXT|-", help="For you alone; - reads it from stdin.")] = None,
    via: Annotated[str | None, typer.Option(metavar="WAY", help="Where the letter goes, as with `draft`.")] = None,
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE|-", help="The invitation (.ics, .eml), or text to pick from; - is stdin."),
    ] = None,
    event: Annotated[int | None, typer.Option(metavar="NUMBER", help="Which event of the file with --from.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what --from understands; write nothing.")] = False,
) -> None:
    """Note an interview, and get its letter.

    Asks five short questions on a terminal; with --when it asks for nothing but what the letter cannot do without.
    A company that is known gets a further interview. With --from the interview comes in from its invitation.
    """
    from followup_mail.cli.interviewing import note_interview
    from followup_mail.cli.told import Told
    from followup_mail.errors import WordsError

    told = Told(
        company=company,
        role=role,
        when=when,
        how=how,
        met=tuple(met or ()),
        talked_about=tuple(talked_about or ()),
        i_bring=i_bring,
        hear_back=hear_back,
        process=process,
        timezone=timezone,
        country=country,
        recruiter=recruiter,
        notes=notes,
    )
    if source is not None:
        from followup_mail.cli.inviting import note_invitation

        note_invitation(session, told, source, number=event, dry_run=dry_run, via=via)
        return
    if dry_run or event is not None:
        raise WordsError("--dry-run and --event go with --from FILE.")
    note_interview(session, told, via=via)


@command("demo")
def demo(session: Session) -> None:
    """Show it all on sample interviews, in a new home.

    The home is named and kept, so that you can go on with it.
    """
    from followup_mail.cli.demonstration import demonstrate

    worst = demonstrate(session)
    if worst:
        raise typer.Exit(worst)


def add_by_asking(session: Session) -> None:
    """The questions of `add`, for the program typed without a command in a home without interviews."""
    from followup_mail.cli.interviewing import note_interview
    from followup_mail.cli.told import Told

    note_interview(session, Told(), via=None)
