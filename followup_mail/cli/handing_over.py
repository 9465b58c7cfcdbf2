"""Hands a draft to its way out, with what is known of earlier drafts of the same letter, and keeps what comes of it."""

from collections.abc import Callable
from pathlib import Path

from followup_mail import delivery, journal
from followup_mail.addresses import same_address
from followup_mail.cli.session import Session
from followup_mail.delivery import Draft, Stored
from followup_mail.entries import entry
from followup_mail.model import Event, Mail, Message
from followup_mail.records import record


@record(frozen=True, slots=True)
class LetterOf:
    """Which letter of an application a draft is."""

    application: str
    kind: str
    interview: str | None
    to: str | None
    reader: str | None = None

    @classmethod
    def message(cls, message: Message) -> "LetterOf":
        to, reader = (message.to.email if message.to else None), message.readers or None
        return cls(message.application, message.kind, message.interview, to, reader)

    @classmethod
    def event(cls, event: Event) -> "LetterOf":
        return cls(event.application, event.kind or "", event.interview, event.to, event.reader)

    def is_that_of(self, event: Event) -> bool:
        """Whether an entry of the journal is about this letter."""
        other = LetterOf.event(event)
        if (self.application, self.kind, self.interview) != (other.application, other.kind, other.interview):
            return False
        if self.to is None or other.to is None:
            same_reader = None in (self.reader, other.reader) or self.reader == other.reader
            return self.to is other.to and same_reader
        return same_address(self.to, other.to)

    def is_meant_by(self, event: Event) -> bool:
        """The same, where an entry that leaves interview or reader open is about each."""
        return (
            (event.application, event.kind) == (self.application, self.kind)
            and event.interview in (None, self.interview)
            and (event.to is None or self.to is None or same_address(event.to, self.to))
        )


def hand_over(
    session: Session,
    via: str,
    path: Path,
    mail: Mail,
    data: bytes,
    *,
    letter: LetterOf | None,
    print_result: Callable[[str], None],
) -> str:
    """Hand the draft over; the sentence about it. Raises DeliveryError. Without `letter` nothing is remembered."""
    events = session.setup.events.get(letter.application, ()) if letter else ()
    earlier = [e for e in events if e.event == "delivered" and letter is not None and letter.is_that_of(e)]
    draft = Draft(path, mail, data, tuple(_stored(event) for event in earlier))
    config = session.setup.config
    way = delivery.way_named(via, config.me.email, config.imap)

    def remember(stored: Stored) -> None:
        if letter is not None:
            journal.append(session.home.journal, [_entry(letter, stored)], at=session.now, new_id=journal.new_id)

    return way.deliver(draft, delivery.surroundings(session.terminal, print_result, remember))


def _stored(event: Event) -> Stored:
    return Stored(
        event.mailbox or "", event.message_id or "", event.sha256 or "", event.kept or "", event.validity, event.uid
    )


def _entry(letter: LetterOf, stored: Stored) -> dict[str, object]:
    return entry(
        letter.application,
        "delivered",
        kind=letter.kind,
        interview=letter.interview,
        to=letter.to,
        reader=letter.reader,
        sha256=stored.sha256,
        mailbox=stored.mailbox,
        message_id=stored.message_id,
        kept=stored.kept,
        validity=stored.validity,
        uid=stored.uid,
    )
