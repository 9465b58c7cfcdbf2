"""What each message that is due or to come says in a calendar: its day, its reason, the letter, a link to open it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from followup_mail import wording
from followup_mail.calendars.export import Reminder, uid_of
from followup_mail.cli.agenda import Owed, owed
from followup_mail.cli.composing import THANK_YOU, Composed
from followup_mail.cli.drafting import mail_of
from followup_mail.cli.session import Session
from followup_mail.cli.who import recipient
from followup_mail.delivery import mailto
from followup_mail.errors import NeedsALookError
from followup_mail.letters import Writing
from followup_mail.model import Message, Status
from followup_mail.moments import say_clock, say_day
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

WANTED = (Status.DUE, Status.OVERDUE, Status.NOT_YET)


@record(frozen=True, slots=True)
class DueDate:
    """An entry and its message. `mailto` is None where the letter cannot be written, or has no link; `message` is None
    for an answer to an offer, which is none of ours to write."""

    message: Message | None
    reminder: Reminder
    mailto: str | None


def due_dates(session: Session, dossiers: "list[Dossier]") -> Iterator[DueDate]:
    """One for each message that is due or will be, in the order of the plan, and for each answer to an offer."""
    for dossier in dossiers:
        for message in dossier.messages:
            if message.status in WANTED and message.best is not None:
                yield _due_date(session, dossier, message, message.best)
    for each in owed(dossiers):
        yield _answer(session, each)


def _answer(session: Session, owed: Owed) -> DueDate:
    application = owed.application
    by = owed.by.astimezone(session.setup.zone)
    wanted = f"The offer waits for your answer until {_clock(session, owed.by)}."
    reminder = Reminder(
        uid=uid_of(application.id, "answer"),
        application=application.id,
        day=by.date(),
        summary=f"Answer the offer of {application.company}",
        description=f"{wanted}\n\nfollowup-mail decide {application.id}",
        changed=_changed(session, owed.dossier),
    )
    return DueDate(None, reminder, None)


def _due_date(session: Session, dossier: "Dossier", message: Message, best: datetime) -> DueDate:
    application = dossier.application
    mine = session.setup.zone
    best_day, today = best.astimezone(mine).date(), session.now.date()
    day = max(best_day, today)
    title = session.setup.policy.kinds[message.kind].title
    summary = f"{title[:1].upper()}{title[1:]} to {recipient(message)} · {application.company}"
    letter, link = _letter(session, dossier, message)
    parts = [message.reason, _window(session, message), letter, f"followup-mail draft {application.id}"]
    if link is not None:
        parts.insert(3, f"Open it as a new message:\n{link}")
    changed = [_changed(session, dossier)]
    if day > best_day:  # what is due is moved to today: that is a change too
        changed.append(datetime.combine(day, time(), mine).astimezone(UTC))
    reminder = Reminder(
        uid=_uid(message),
        application=application.id,
        day=day,
        summary=summary,
        description="\n\n".join(part for part in parts if part),
        changed=max(changed),
    )
    return DueDate(message, reminder, link)


def _uid(message: Message) -> str:
    """From what the message is: a thank-you by interview and person, any other by its kind, one at a time."""
    if message.kind != THANK_YOU:
        return uid_of(message.application, message.kind)
    person = message.to.email if message.to else ", ".join(message.covers)
    return uid_of(message.application, message.kind, message.interview or "", person.casefold())


def _changed(session: Session, dossier: "Dossier") -> datetime:
    """When the notes, or what has happened, were last changed."""
    path = session.home.notes(dossier.application.id)
    written = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return max([written, *(event.at.astimezone(UTC) for event in dossier.history)])


def _window(session: Session, message: Message) -> str:
    """From when and until when, by the person's clock, in words that stay true."""
    first, last = message.not_before, message.not_after
    if first is None or last is None:
        return ""
    return f"Send it from {_clock(session, first)} to {_clock(session, last)}."


def _clock(session: Session, moment: datetime) -> str:
    here = moment.astimezone(session.setup.zone)
    there = "" if here.utcoffset() == moment.utcoffset() else f" ({say_clock(moment)} there)"
    return f"{say_day(here.date(), weekday=True, year=True, short=True)} {say_clock(here)}{there}"


def _letter(session: Session, dossier: "Dossier", message: Message) -> tuple[str, str | None]:
    """The letter as it stands, and a link that opens it; else what it still lacks."""
    writing = Writing(session.setup, session.now)
    who = dossier.application.id
    if not (session.setup.config.me.name and session.setup.config.me.email):
        return "The letter needs your name and address: followup-mail init", None
    if missing := writing.missing(dossier, message):
        lacking = ", ".join(fact.field for fact in missing)
        return f"The letter still needs {lacking}: followup-mail edit {who}", None
    try:
        letter = writing.letter(dossier, message)
    except (NeedsALookError, wording.MissingFacts) as error:
        return f"The letter cannot be written yet: {error}", None
    shown = f"{letter.subject}\n\n{letter.body.rstrip()}"
    if letter.to is None:
        return shown, None
    link = mailto.link(mail_of(Composed(dossier, message, letter, ()), session))
    return shown, link if len(link) <= mailto.LIMIT else None
