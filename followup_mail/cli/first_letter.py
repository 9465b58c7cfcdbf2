"""What follows the questions of `add`: the finished letter, where it went, and what is due and when."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from followup_mail.cli import agenda, page
from followup_mail.cli.account import what_was_said
from followup_mail.cli.composing import THANK_YOU, Composed, as_far_as_possible, compose
from followup_mail.cli.drafting import Wishes, write_and_hand_over
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import listed, say, say_problems, show, show_json
from followup_mail.cli.who import recipient
from followup_mail.delivery import proposed_for
from followup_mail.errors import DeliveryError, FollowupError, NeedsALookError
from followup_mail.model import Interview, Message, Status

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier


def show_first_letter(session: Session, path: Path, start: datetime, *, via: str | None) -> None:
    """Show the thank-you of the interview just noted and hand it over; then the plan of its application.

    The notes are written by then: what keeps the letter from being written is said, and is no failure of `add`.
    """
    dossier = _dossier(session, path)
    if not session.as_json:
        for line in what_was_said(_talk(dossier, start), dossier):
            say(f"  {line}")
    letters = _letters(session, dossier, start)
    drafts: list[dict[str, object]] = []
    if letters and not session.as_json:
        show(page.together("\n".join(page.lines(c, session, sources=False)) for c in letters))
        show()
        letters = _without_what_was_said(letters)
    if letters:
        drafts = _hand_over(session, letters, via)
    dossier = _dossier(session, path)
    if session.as_json:
        _show_json(session, dossier, letters, drafts)
    else:
        _show_plan(session, dossier)


def _dossier(session: Session, path: Path) -> "Dossier":
    session.forget()
    for dossier in session.dossiers():
        if dossier.application.id == path.stem:
            return dossier
    raise NeedsALookError(f"{path} cannot be read back.", session.problems)


def _talk(dossier: "Dossier", start: datetime) -> Interview:
    """The interview that begins then; the last one, should the journal have moved it meanwhile."""
    talks = dossier.application.interviews
    return next((talk for talk in talks if talk.start == start), talks[-1])


def _letters(session: Session, dossier: "Dossier", start: datetime) -> list[Composed]:
    latest = _talk(dossier, start)
    if latest.end > session.now:
        return []
    messages = [m for m in dossier.messages if _is_open(m) and m.interview == latest.id]
    letters: list[Composed] = []
    left: NeedsALookError | None = None
    try:
        letters, left = as_far_as_possible(compose(session, dossier, messages)) if messages else ([], None)
    except NeedsALookError as error:
        left = error
    if left is not None:
        say_problems(left.problems)
        say(f"The interview is noted; {left}")
    return letters


def _without_what_was_said(letters: list[Composed]) -> list[Composed]:
    """The letters just shown, ready to be written: each finding stood under its own. None where one is blocked."""
    blocked = [recipient(c.message) for c in letters if c.blocked]
    if not blocked:
        return [replace(c, findings=()) for c in letters]
    mend = f"mend what is named under the letter to {listed(blocked)}, in the notes or the template"
    say(f"The interview is noted; {mend}, then: followup-mail draft {letters[0].message.application}")
    return []


def _is_open(message: Message) -> bool:
    return message.kind == THANK_YOU and message.status in (Status.NOT_YET, Status.DUE, Status.OVERDUE)


def _hand_over(session: Session, letters: list[Composed], via: str | None) -> list[dict[str, object]]:
    """By the way that is set; else to the clipboard, which asks nobody and leaves nothing outside the machine."""
    chosen = via or session.setup.config.mail
    try:
        if chosen:
            return write_and_hand_over(session, letters, Wishes(via=chosen))
        alone = len(letters) == 1 and session.terminal
        try:
            done = write_and_hand_over(session, letters, Wishes(via="copy" if alone else "file"))
        except DeliveryError:
            done = write_and_hand_over(session, letters, Wishes(via="file"))
        _hint(session, letters[0].message.application)
    except FollowupError as error:
        if isinstance(error, DeliveryError) and via:
            raise
        say(f"The interview is noted; {error}")
        return []
    return done


def _hint(session: Session, application: str) -> None:
    email = session.setup.config.me.email
    way = (proposed_for(email) if email else None) or "app"
    if not session.as_json:
        say(f"To open it elsewhere: followup-mail draft {application} --via {way}")
        say(f"To do so every time: followup-mail init --mail {way}")


def _show_plan(session: Session, dossier: "Dossier") -> None:
    now, policy = session.now, session.setup.policy
    items = [agenda.Item(dossier.application, m) for m in dossier.messages]
    lines = list(agenda.show_agenda(items, ("now", "coming", "waiting"), now + agenda.SOON, now, policy))
    show()
    show("\n".join(lines).rstrip())
    say_problems(session.problems)


def _show_json(session: Session, dossier: "Dossier", letters: list[Composed], drafts: list[dict[str, object]]) -> None:
    show_json(
        {
            "now": session.now.isoformat(),
            "application": dossier.application.id,
            "file": dossier.application.file,
            "letters": [page.composed_json(c) for c in letters],
            "drafts": drafts,
            "messages": [agenda.message_json(agenda.Item(dossier.application, m)) for m in dossier.messages],
            "problems": agenda.problems_json(session.problems),
        }
    )
