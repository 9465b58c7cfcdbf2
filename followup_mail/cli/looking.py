"""Commands that only look: what to do now, and why. They load no template engine and no mail code."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from followup_mail.cli import completion
from followup_mail.cli.app import command
from followup_mail.cli.session import Session

if TYPE_CHECKING:
    from followup_mail.cli.agenda import Item, Owed


@command("due")
def due(
    session: Session,
    everything: Annotated[bool, typer.Option("--all", help="Also what is done, let go or not needed.")] = False,
    within: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only what may be sent within this time, such as 7d or 2w.")
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 10 when something is due.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One line, for a shell prompt or a status bar.")] = False,
) -> None:
    """What to do, soonest first: now, coming, waiting.

    Exit code 3: a file needs a look. 10, with --exit-code: something is due.
    """
    from followup_mail.cli import agenda

    items, answers = _items(session)
    open_items = [i for i in items if i.message.status in agenda.NOW]
    if within is not None:
        limit = session.now + _length(within)
        items = [i for i in items if i.message.not_before is not None and i.message.not_before <= limit]
        answers = [answer for answer in answers if answer.by <= limit]
    shown = [i for i in items if everything or i.message.status in (*agenda.NOW, "not_yet")]
    if session.as_json:
        _show_json(session, shown, answers)
    elif short:
        typer.echo(agenda.short_line(shown, session.setup.policy, session.problems, answers, session.now))
    else:
        _show_text(session, shown, answers, everything=everything)
    _leave(session, due_now=bool(open_items) and exit_code)


@command("why")
def why(
    session: Session,
    who: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help="Company, person or file name.", autocompletion=completion.applications),
    ] = None,
) -> None:
    """Tell the story of an application, with every reason.

    What was said and how it was read, what is next and why on that day, what would change it.
    """
    from followup_mail.cli.terminal import say_problems, show, show_json
    from followup_mail.cli.who import choose

    dossier = choose(session, who).dossier
    if session.as_json:
        from followup_mail.cli.account_json import account_json

        show_json(account_json(dossier, session))
    else:
        from followup_mail.cli.account import account

        show("\n".join(account(dossier, session)))
        say_problems(session.problems)
    _leave(session, due_now=False)


def what_now(session: Session) -> None:
    """The program without a command: the first interview's questions, else `due` and the question what was sent."""
    from followup_mail import home
    from followup_mail.cli.terminal import show

    items, answers = _items(session)
    if not any(home.notes_files(session.home)) and not session.problems:
        if session.terminal:
            from followup_mail.cli.starting import add_by_asking

            add_by_asking(session)
            return
        if not session.as_json:
            show("No interview is noted yet. After your next one: followup-mail add")
            return
    shown = [i for i in items if i.message.status in ("due", "overdue", "not_yet")]
    if session.as_json:
        _show_json(session, shown, answers)
    else:
        _show_text(session, shown, answers, everything=False)
        if session.terminal:
            from followup_mail.cli.telling import ask_what_was_sent

            ask_what_was_sent(session)
    _leave(session, due_now=False)


def _items(session: Session) -> tuple[list["Item"], list["Owed"]]:
    """Every message of every application, and the answers that are the person's own to give."""
    from followup_mail.cli.agenda import Item, owed
    from followup_mail.cli.older_drafts import about_older_drafts

    dossiers = list(session.dossiers())
    items = [Item(d.application, m, about_older_drafts(session, d, m)) for d in dossiers for m in d.messages]
    return items, owed(dossiers)


def _show_json(session: Session, items: list["Item"], answers: list["Owed"]) -> None:
    from followup_mail.cli import agenda
    from followup_mail.cli.terminal import show_json

    soon = session.now + agenda.SOON
    order = {place: number for number, place in enumerate(agenda.HEADINGS)}
    items = sorted(items, key=lambda i: (order[i.place(session.now, soon)], i.sort_key()))
    show_json(
        {
            "now": session.now.isoformat(),
            "messages": [agenda.message_json(item) for item in items],
            "answers": [agenda.answer_json(answer) for answer in answers],
            "problems": agenda.problems_json(session.problems),
        }
    )


def _show_text(session: Session, items: list["Item"], answers: list["Owed"], *, everything: bool) -> None:
    from followup_mail.cli import agenda
    from followup_mail.cli.terminal import say_problems, show

    places = list(agenda.HEADINGS) if everything else list(agenda.HEADINGS)[:3]
    soon, now, policy = session.now + agenda.SOON, session.now, session.setup.policy
    lines = list(agenda.show_agenda(items, places, soon, now, policy, answers))
    if lines:
        show("\n".join(lines).rstrip())
    elif not session.problems:
        show("Nothing to do, and nothing to wait for.")
    say_problems(session.problems)


def _leave(session: Session, *, due_now: bool) -> None:
    if session.problems:
        raise typer.Exit(3)
    if due_now:
        raise typer.Exit(10)


def _length(words: str) -> timedelta:
    """A time such as 7d, 2w or 36h."""
    from followup_mail.errors import WordsError

    units = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
    number, unit = words[:-1].strip(), words[-1:].lower()
    if unit not in units or not number.isdecimal() or len(number) > 4:
        raise WordsError(f"--within {words}: please write a number and d, w or h, such as 7d.")
    return int(number) * units[unit]
