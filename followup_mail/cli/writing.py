"""Commands about the words: preview a letter, write its draft, review, edit, look at the templates."""

from pathlib import Path
from typing import Annotated

import typer

from followup_mail.cli import completion
from followup_mail.cli.app import command
from followup_mail.cli.session import Session
from followup_mail.cli.telling import KindWords, To, Who


@command("preview")
def preview(
    session: Session,
    who: Who = None,
    kind: KindWords = None,
    to: To = None,
    sources: Annotated[bool, typer.Option("--sources", help="Show the note each sentence rests on.")] = False,
) -> None:
    """Show a letter, also before its day.

    With its window and its review. What follows a letter that is not sent yet, or answers news that has not come,
    cannot be shown before that. Writes nothing.
    """
    from followup_mail.cli import page
    from followup_mail.cli import who as choosing
    from followup_mail.cli.agenda import problems_json
    from followup_mail.cli.composing import as_far_as_possible, compose, nothing_to_show, to_preview
    from followup_mail.cli.session import SET_UP
    from followup_mail.cli.terminal import say_problems, show, show_json
    from followup_mail.errors import NotFoundError

    who, kind = choosing.sort_out(session, who, kind)
    kind = choosing.choose_kind(session, kind)
    chosen = choosing.choose(session, who)
    session.insist_on_no_problems(*SET_UP)
    addressed = choosing.addressed(chosen.dossier.messages, chosen, to)
    messages = to_preview(addressed, chosen.dossier, session, kind)
    if not messages:
        raise NotFoundError(nothing_to_show(chosen.dossier, session, kind))
    letters, lacking = as_far_as_possible(compose(session, chosen.dossier, messages))
    if session.as_json:
        problems = problems_json(lacking.problems if lacking else ())
        composed = [page.composed_json(c) for c in letters]
        show_json({"now": session.now.isoformat(), "letters": composed, "problems": problems})
    elif letters:
        show(page.together("\n".join(page.lines(c, session, sources=sources)) for c in letters))
    say_problems(session.setup.problems)
    if lacking is not None:
        raise lacking


@command("draft")
def draft(
    session: Session,
    who: Annotated[
        str | None, typer.Argument(metavar="[WHO]", help="Company, person, file name, or a draft of yours: FILE.eml.")
    ] = None,
    kind: KindWords = None,
    *,
    to: To = None,
    via: Annotated[
        str | None,
        typer.Option(
            metavar="WAY",
            help="gmail, outlook, outlook-work, mailto, app, mutt, copy, imap, file or maildir:DIR.",
            autocompletion=completion.ways,
        ),
    ] = None,
    reply_to: Annotated[
        str | None, typer.Option("--reply-to", metavar="FILE.eml", help="Answer this saved mail, in its conversation.")
    ] = None,
    out: Annotated[str | None, typer.Option(metavar="FILE|-", help="Write the .eml there instead.")] = None,
    all_due: Annotated[bool, typer.Option("--all-due", help="Everything that is due.")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Open the draft in your editor first.")] = False,
    early: Annotated[bool, typer.Option("--early", help="A check-in before its day.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write it whatever the review says.")] = False,
) -> None:
    """Write the draft of what is due and hand it over.

    A thank-you as soon as the talk has ended; a check-in not before its day (exit code 4). FILE.eml hands over a draft
    of yours as it stands. Nothing is ever sent.
    """
    from followup_mail.cli.drafting import Wishes, draft_all_due, draft_one, hand_over_file

    wishes = Wishes(via=via, out=out, edit=edit, early=early, force=force, reply_to=reply_to)
    if who is not None and who.lower().endswith(".eml"):
        hand_over_file(session, Path(who), wishes)
    elif all_due:
        draft_all_due(session, wishes)
    else:
        draft_one(session, who, kind, to, wishes)


@command("review")
def review(
    session: Session,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE…]", help="Drafts (.eml), notes, templates. [default: all]")
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Also log in to your mail account, to see that it works.")
    ] = False,
) -> None:
    """Look over notes, templates and drafts.

    As a careful friend would; without FILE, everything, and your set-up too.
    """
    from followup_mail.cli.looking_over import look_over

    look_over(session, files or [], online=online)


@command("edit")
def edit(
    session: Session,
    what: Annotated[str, typer.Argument(metavar="WHO|config|KIND", help="Notes, the configuration, or a template.")],
) -> None:
    """Open notes, configuration or a template.

    In your editor; it is looked over afterwards. A shipped template is copied first, and the copy is yours.
    `policy` and `phrases` are your own numbers and phrases, laid over the shipped ones.
    """
    from followup_mail.cli.looking_over import edit_and_review

    edit_and_review(session, what)


@command("templates")
def templates(session: Session, kind: KindWords = None) -> None:
    """Show the templates and where each comes from.

    With KIND its text, what it may use, and a letter made with it.
    """
    from followup_mail.cli.template_pages import show_list, show_one

    if kind is None:
        show_list(session)
    else:
        show_one(session, kind)
