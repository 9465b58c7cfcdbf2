"""Which drafts there are to look for in a mailbox, and all that is known of each: from its file and the journal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from followup_mail import drafts, history
from followup_mail.cli.handing_over import LetterOf
from followup_mail.cli.session import Session
from followup_mail.errors import NotFoundError
from followup_mail.matching import Sought
from followup_mail.message import Head, read_head
from followup_mail.model import Event
from followup_mail.records import record

LOOKED_FOR = timedelta(days=180)  # a draft that was written longer ago is not looked for unless it is named


@record(frozen=True, slots=True)
class Tracked:
    """A draft to look for. `file` is its path as it is shown; `letter` is None where the journal does not know it.

    `events` are all entries of its application, undone ones too: what was written down once is not written down again.
    """

    file: str
    letter: LetterOf | None
    sought: Sought
    subject: str
    events: tuple[Event, ...] = ()


def named(session: Session, name: str) -> Tracked:
    """The draft in that file; raises NotFoundError where there is none."""
    path = Path(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{name} cannot be read ({error.strerror}); give the path of a draft.") from error
    origin = drafts.origin(session.home, path, (e for of_one in session.setup.events.values() for e in of_one))
    return _tracked(session, name, data, origin)


def all_of(session: Session) -> Iterator[Tracked]:
    """Each draft of the journal that was not set aside since, in the order of applications and of writing."""
    for application in sorted(session.setup.events):
        settled = history.settled(session.setup.events[application], session.now)
        written = {event.file: event for event in settled if event.event == "drafted"}
        for event in written.values():
            letter = LetterOf.event(event)
            aside = any(e.event == "skipped" and e.at >= event.at and letter.is_meant_by(e) for e in settled)
            if not aside and event.at >= session.now - LOOKED_FOR:
                path = session.home.root / str(event.file)
                yield _tracked(session, str(path), _bytes(path), event)


def _tracked(session: Session, file: str, data: bytes, origin: Event | None) -> Tracked:
    head = read_head(data)
    to = head.readers[0] if head.readers else None
    ids = {head.message_id} - {""}
    if origin is None:
        return Tracked(file, None, Sought(frozenset(ids), to, head.subject, _thread(head), head.date), head.subject)
    events = session.setup.events[origin.application]
    letter = LetterOf.event(origin)
    made = _made(origin, events, data)
    settled = history.settled(events, session.now)
    told = [e for e in settled if e.event == "sent" and e.at >= made and letter.is_meant_by(e)]
    ids |= {e.message_id for e in events if e.event == "delivered" and letter.is_that_of(e) and e.message_id}
    sought = Sought(
        ids=frozenset(ids),
        to=to,
        subject=head.subject,
        references=_thread(head),
        made=made,
        told=told[0].at if told else None,
        known_as=frozenset(e.message_id for e in told if e.message_id),
    )
    return Tracked(file, letter, sought, head.subject, events)


def _made(origin: Event, events: tuple[Event, ...], data: bytes) -> datetime:
    """When these words were first written: drafting the same again makes nothing new."""
    digests = {origin.sha256, sha256(data).hexdigest()}
    same = (e.at for e in events if e.event == "drafted" and e.file == origin.file and e.sha256 in digests)
    return min(same, default=origin.at)


def _thread(head: Head) -> frozenset[str]:
    return frozenset(head.references)


def _bytes(path: Path) -> bytes:
    """A draft that is gone was perhaps sent and cleared away; its ids may stand in the journal."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
