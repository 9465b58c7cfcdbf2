"""The story of one application for `why`: what was, what was said and how it was read, what is next and why."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from followup_mail.cli.agenda import HEADINGS, Item, headline, message_json, moment, problems_json, window
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import bold, listed, wrapped
from followup_mail.model import Event, How, Interview, Promise, Status
from followup_mail.moments import say_clock, say_day

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier
    from followup_mail.policy import Policy

HOW = {How.PHONE: "by phone", How.VIDEO: "by video", How.IN_PERSON: "in person", How.INFORMATIONAL: "an informal talk"}

# What each event of the journal reads like; {title} is the kind's name, {to} the addressee, {words} what was said.
TOLD = {
    "drafted": "You wrote the {title} to {to}.",
    "sent": "You sent the {title}{to_them}.",
    "bounced": "The {title} to {to} came back undelivered.",
    "courtesy_ack": "They thanked you for your note.",
    "out_of_office": "They are away until {words}.",
    "update_no_date": "They wrote, without naming a date.",
    "new_promise": "They said {words}.",
    "invite_next_round": "They invited you to the next round.",
    "interview_cancelled": "They called off interview {interview}.",
    "interview_moved": "They moved interview {interview}.",
    "on_hold": "They put the position on hold.",
    "info_request": "They asked you for something{words}.",
    "rejection": "They decided for somebody else.",
    "offer": "They made you an offer.",
    "position_closed": "They closed the position.",
    "do_not_contact": "They asked you not to write for now.",
    "competing_offer": "You have another offer; your answer is due {words}.",
    "wants_to_withdraw": "You decided to withdraw.",
    "withdrew": "You withdrew.",
    "accepted": "You accepted.",
    "skipped": "You set the {title} aside{words}.",
    "reply_seen": "A reply came from {to}.",
}


def account(dossier: "Dossier", session: Session) -> Iterator[str]:
    """The account line by line, for a person."""
    application, now, policy = dossier.application, session.now, session.setup.policy
    yield bold(f"{application.company}{f', {application.role}' if application.role else ''}") + f"  ({application.id})"
    yield from _clock(dossier, now)
    yield ""
    yield bold("What has been")
    yield from _past(dossier, now, policy)
    yield ""
    yield bold("What is next")
    yield from _plan(dossier, now, policy)
    yield ""
    yield bold("What would change it")
    yield wrapped(f"When you hear from them: followup-mail heard {application.id}", "  ")
    yield wrapped(f"When you have sent something: followup-mail sent {application.id}", "  ")
    yield wrapped(f"Notes: {application.file}   Not this one: followup-mail skip {application.id}", "  ")


def account_json(dossier: "Dossier", session: Session) -> dict[str, object]:
    """The account for programs: facts as read, events that hold, and the whole plan."""
    application = dossier.application
    return {
        "now": session.now.isoformat(),
        "application": application.id,
        "company": application.company,
        "role": application.role,
        "process": application.process.value,
        "timezone": application.zone.key,
        "country": application.country,
        "subdivision": application.subdivision,
        "interviews": [
            {
                "id": interview.id,
                "start": interview.start.isoformat(),
                "end": interview.end.isoformat(),
                "how": interview.how.value,
                "met": [{"name": p.name, "email": p.email} for p in interview.people],
                "cancelled": interview.cancelled,
                "said": [_promise_json(p, interview.end, dossier) for p in interview.promises],
            }
            for interview in application.interviews
        ],
        "history": [_event_json(event, dossier) for event in dossier.history],
        "messages": [message_json(Item(application, message)) for message in dossier.messages],
        "problems": problems_json(session.problems),
    }


def _clock(dossier: "Dossier", now: datetime) -> Iterator[str]:
    application = dossier.application
    there = now.astimezone(application.zone)
    where = application.zone.key.rsplit("/", 1)[-1].replace("_", " ")
    holidays = application.country or "unknown"
    if application.subdivision:
        holidays += f"-{application.subdivision}"
    clock = "" if there.utcoffset() == now.utcoffset() else f", where it is {say_clock(there)} now"
    country = (
        f"public holidays of {holidays}" if application.country else "no country known, so only weekends are skipped"
    )
    yield wrapped(f"Days are counted in {where}{clock}; {country}.", "  ")


def _past(dossier: "Dossier", now: datetime, policy: "Policy") -> Iterator[str]:
    rows = [
        (interview.start, list(_interview(interview, dossier, now))) for interview in dossier.application.interviews
    ]
    rows += [(event.at, [_told(event, dossier, now, policy)]) for event in dossier.history]
    for _, lines in sorted(rows, key=lambda row: row[0]):
        yield wrapped(lines[0], "  ")
        for line in lines[1:]:
            yield wrapped(line, "      ")


def _interview(interview: Interview, dossier: "Dossier", now: datetime) -> Iterator[str]:
    start = interview.start.astimezone(dossier.application.zone)
    end = interview.end.astimezone(dossier.application.zone)
    names = listed([person.name for person in interview.people])
    met = f" with {names}" if names else ""
    off = " (called off)" if interview.cancelled else ""
    day = say_day(start.date(), weekday=True, short=True, year=start.year != now.year)
    assumed = f" ({interview.assumed} assumed)" if interview.assumed else ""
    how = HOW[interview.how]
    yield f"{day}, {say_clock(start)} to {say_clock(end)}{assumed}: interview {interview.id}, {how}{met}{off}"
    yield from what_was_said(interview, dossier)


def what_was_said(interview: Interview, dossier: "Dossier") -> Iterator[str]:
    """What they said at the end of that interview, each with the day it comes to."""
    for promise in interview.promises:
        yield f"They said {_promised(promise, interview.end, dossier)}."


def _promised(promise: Promise, at: datetime, dossier: "Dossier") -> str:
    said = at.astimezone(dossier.application.zone).date()
    day = promise.said.deadline(said, dossier.calendar)
    if day is None:
        return f"“{promise.said.words}”, which names no day"
    return f"“{promise.said.words}” → {say_day(day, weekday=True, short=True, year=day.year != said.year)}"


def _told(event: Event, dossier: "Dossier", now: datetime, policy: "Policy") -> str:
    kind = policy.kinds.get(event.kind) if event.kind else None
    to = _name_of(event.to or event.sender, dossier)
    said = TOLD.get(event.event, event.event).format(
        title=kind.title if kind else "message",
        to=to,
        to_them=f" to {to}" if event.to else "",
        interview=event.interview or "",
        words=_words(event, dossier, now),
    )
    return f"{moment(event.at, now)}: {said}"


def _words(event: Event, dossier: "Dossier", now: datetime) -> str:
    if event.promised is not None:
        return _promised(Promise(event.promised, event.scope), event.at, dossier)
    if event.event == "skipped":
        return f" until {say_day(event.until, weekday=True, short=True)}" if event.until else ""
    if event.event == "info_request":
        return f": {event.asked}" if event.asked else ""
    if event.back_on is not None:
        return say_day(event.back_on, weekday=True, short=True)
    if event.respond_by is not None:
        return moment(event.respond_by, now)
    return ""


def _name_of(email: str | None, dossier: "Dossier") -> str:
    application = dossier.application
    for person in (p for interview in application.interviews for p in interview.people):
        if email and person.email == email:
            return person.name
    for address in (application.recruiter, application.agency):
        if email and address and address.email == email:
            return address.name or email
    return email or "them"


def _plan(dossier: "Dossier", now: datetime, policy: "Policy") -> Iterator[str]:
    if not dossier.messages:
        yield "  Nothing: no interview has been held."
    for message in dossier.messages:
        item = Item(dossier.application, message)
        place = "now" if message.status in (Status.DUE, Status.OVERDUE) else message.status.value
        state = HEADINGS.get(place, "not yet").lower()
        yield wrapped(f"{headline(item, policy).split(' · ')[0]}: {state}", "  ")
        when = window(message, now) if place in ("now", "not_yet") else ""
        if when:
            yield wrapped(when, "      ")
        if message.give_up is not None and place in ("now", "not_yet"):
            yield wrapped(f"let it go after {moment(message.give_up, now)}", "      ")
        if message.reason:
            yield wrapped(message.reason, "      ")


def _promise_json(promise: Promise, at: datetime, dossier: "Dossier") -> dict[str, object]:
    day = promise.said.deadline(at.astimezone(dossier.application.zone).date(), dossier.calendar)
    return {"words": promise.said.words, "deadline": day.isoformat() if day else None, "scope": promise.scope.value}


def _event_json(event: Event, dossier: "Dossier") -> dict[str, object]:
    promised = _promise_json(Promise(event.promised, event.scope), event.at, dossier) if event.promised else None
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "event": event.event,
        "kind": event.kind,
        "interview": event.interview,
        "to": event.to,
        "promised": promised,
    }
