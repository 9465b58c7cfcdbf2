"""`draft --reply-to FILE.eml`: makes a letter the answer to a saved mail, or lets it go on under one of one's own.

A letter goes on under an earlier mail only if that one is known as sent, and went to the same address.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from followup_mail import drafts
from followup_mail.addresses import same_address
from followup_mail.cli.composing import Composed
from followup_mail.cli.handing_over import LetterOf
from followup_mail.cli.session import Session
from followup_mail.errors import NeedsALookError, NotFoundError, WordsError
from followup_mail.letters import Writing
from followup_mail.message import Head, MailError, answer_to, read_head
from followup_mail.model import Letter, Mail, Me


def own_addresses(me: Me) -> frozenset[str]:
    """All of the person's addresses, in small letters."""
    return frozenset(address.lower() for address in (me.email, *me.also) if address)


def answering(session: Session, composed: Sequence[Composed], path: Path) -> Composed:
    """The letter as an answer to the mail in that file; of several, the one for whoever wrote it.

    Raises WordsError where it could be several, NeedsALookError where the mail cannot be answered with it.
    """
    head = _read(path)
    own = own_addresses(session.setup.config.me)
    chosen = _meant(composed, head)
    is_own = head.sender is not None and head.sender.email.lower() in own
    if is_own:
        head = _as_sent(session, chosen, path, head)
    letter = chosen.letter
    blank = Mail(letter.to, letter.subject, letter.body, "<none@example.org>")
    try:
        mail = answer_to(blank, head, own)
    except MailError as fault:
        raise NeedsALookError(f"{path} cannot be answered: {fault}.") from fault
    if is_own and not _is_same(mail, chosen):
        there, here = (one.email if one else "nobody" for one in (mail.to, chosen.message.to))
        raise NeedsALookError(
            f"{path} went to {there}, and this letter goes to {here}: each has a conversation of their own."
        )
    return _reviewed(session, chosen, replace(letter, to=mail.to, subject=mail.subject), mail.references, head)


def _read(path: Path) -> Head:
    try:
        return read_head(path.read_bytes())
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read ({error.strerror}); save the mail to answer as .eml.") from error


def _meant(composed: Sequence[Composed], head: Head) -> Composed:
    if len(composed) == 1:
        return composed[0]
    wrote = [one.email for one in (head.reply_to, head.sender, *head.readers) if one]
    fitting = [
        each for each in composed if each.message.to and any(same_address(each.message.to.email, one) for one in wrote)
    ]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(each.message.to.name or each.message.to.email for each in composed if each.message.to)
    raise WordsError(f"--reply-to takes one letter, and there are {len(composed)}: choose with --to ({names}).")


def _as_sent(session: Session, composed: Composed, path: Path, head: Head) -> Head:
    """A mail of one's own as it was sent: under the Message-ID that the mail program gave it, where that is known."""
    events = [event for of_one in session.setup.events.values() for event in of_one]
    origin = drafts.origin(session.home, path, events)
    if origin is None and "x-unsent" not in head.fields:
        return head
    if origin is not None:
        for event in reversed(composed.dossier.history):
            if event.event == "sent" and LetterOf.event(origin).is_meant_by(event):
                return replace(head, message_id=event.message_id or head.message_id)
    raise NeedsALookError(
        f"{path} is not known as sent, so nothing can go on under it; say so first: followup-mail sent "
        f"{composed.message.application}"
    )


def _is_same(mail: Mail, composed: Composed) -> bool:
    to = composed.message.to
    return mail.to is not None and to is not None and same_address(mail.to.email, to.email)


def _reviewed(
    session: Session, composed: Composed, letter: Letter, references: tuple[str, ...], head: Head
) -> Composed:
    """The letter looked over as the answer that it is: it may say "Re:", and go where its reader wants answers."""
    expected = composed.message.to
    wrote = [one.email for one in (head.reply_to, head.sender, *head.readers) if one]
    in_order = {"false-re"}
    if expected is not None and any(same_address(expected.email, one) for one in wrote):
        in_order.add("wrong-recipient")
    message = composed.message
    elsewhere = [d.application for d in session.dossiers() if d.application.id != message.application]
    found = Writing(session.setup, session.now, elsewhere).findings(composed.dossier, message, letter)
    findings = tuple(finding for finding in found if finding.rule not in in_order)
    return replace(composed, letter=letter, references=references, findings=findings)
