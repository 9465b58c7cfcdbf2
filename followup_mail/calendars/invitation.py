"""An invitation to an interview as facts: when, with whom, where, for which job. From bytes to records, nothing else.

Decides what kind of calendar message it is (an invitation, a cancellation, somebody's answer) and which events are in
it. What becomes of the facts is for the caller. No file, no network; what cannot be told is None.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from followup_mail.calendars.blocks import Block, read_calendars
from followup_mail.calendars.content import Content, Letterhead, open_up
from followup_mail.calendars.parties import (
    Candidate,
    Party,
    addresses_in,
    addresses_of,
    mailbox,
    organiser_of,
    people_of,
)
from followup_mail.calendars.places import read_place
from followup_mail.calendars.plain_text import one_line, readable
from followup_mail.calendars.senders import is_relay, is_shared
from followup_mail.calendars.times import Times, instant, read_times
from followup_mail.calendars.titles import read_title
from followup_mail.errors import NeedsALookError
from followup_mail.model import How
from followup_mail.records import record

_ANSWERS = {"REPLY": "answer", "COUNTER": "proposal of another time", "DECLINECOUNTER": "answer to a proposal"}
_ANSWERS |= {"REFRESH": "request for the latest version"}
_SAID = {"ACCEPTED": "accepts", "DECLINED": "declines", "TENTATIVE": "may come", "DELEGATED": "sends somebody else"}
MOST_EVENTS = 500
_LARGEST_SEQUENCE = 2_147_483_647


@record(frozen=True, slots=True)
class InvitationFacts:
    """One event of a file. `start` and `end` are as in `times.Times`; empty texts and None: the file does not tell.

    `description` is what the organiser wrote, `site` a place one goes to. `recruiter` is who can be written to about
    it: the organiser, else the sender of the mail. `answer` says in words whose answer it is, where it is one.
    """

    method: str | None
    uid: str | None
    sequence: int
    summary: str
    description: str
    start: datetime | date | None
    end: datetime | date | None
    zone: ZoneInfo | None
    location: str
    site: str
    link: str | None
    organiser: Party | None
    recruiter: Party | None
    people: tuple[Party, ...]
    company: str | None
    role: str | None
    how: How | None
    cancelled: bool = False
    answer: str = ""
    instance: datetime | None = None
    warnings: tuple[str, ...] = ()

    @property
    def floating(self) -> bool:
        """Whether the clock time stands in no zone that can be told."""
        return isinstance(self.start, datetime) and self.start.tzinfo is None

    @property
    def missing(self) -> tuple[str, ...]:
        """What notes want to know and the file does not tell, by the names of `invitation_json`."""
        told = {
            "start": self.start is not None,
            "timezone": not self.floating,
            "company": self.company is not None,
            "role": self.role is not None,
            "how": self.how is not None,
            "people": bool(self.people),
        }
        return tuple(name for name, value in told.items() if not value)


@record(frozen=True, slots=True)
class Found:
    """What a file holds: the events, or where there is no calendar in it, the lines of its text."""

    invitations: tuple[InvitationFacts, ...]
    lines: tuple[str, ...] = ()


def read_invitations(data: bytes, candidate: Candidate) -> Found:
    """Every event of the file, each once. Raises NeedsALookError for what cannot be read."""
    content = open_up(data)
    if not content.calendars:
        return Found((), _lines(content))
    latest: dict[tuple[str, str], tuple[tuple[int, str], InvitationFacts]] = {}
    for text, method_of_part in content.calendars:
        for calendar in read_calendars(text):
            method = calendar.line("METHOD").upper() or method_of_part
            for number, event in enumerate(calendar.within("VEVENT")):
                if len(latest) >= MOST_EVENTS:
                    raise NeedsALookError(
                        "this is a whole calendar: save the one event that is the interview by itself."
                    )
                facts = _facts(event, calendar, method, candidate, content)
                key = (facts.uid or f"{number} {event.line('SUMMARY')}", event.line("RECURRENCE-ID"))
                age = (facts.sequence, event.line("DTSTAMP"))
                if key not in latest or age > latest[key][0]:
                    latest[key] = age, facts
    return Found(tuple(facts for _, facts in latest.values()))


def invitation_json(facts: InvitationFacts | None) -> dict[str, object]:
    """The facts as `add --from FILE --json --dry-run` prints them; all None where there is no invitation."""
    if facts is None:
        names = "method uid sequence summary start end timezone location link organizer people company role how"
        return {name: [] if name == "people" else None for name in names.split()}
    organiser = facts.organiser
    return {
        "method": facts.method,
        "uid": facts.uid,
        "sequence": facts.sequence,
        "summary": facts.summary or None,
        "start": facts.start.isoformat() if facts.start else None,
        "end": facts.end.isoformat() if facts.end else None,
        "timezone": facts.zone.key if facts.zone else None,
        "location": facts.location or None,
        "link": facts.link,
        "organizer": _party_json(organiser) if organiser else None,
        "people": [_party_json(person) for person in facts.people],
        "company": facts.company,
        "role": facts.role,
        "how": facts.how.value if facts.how else None,
    }


def _party_json(party: Party) -> dict[str, object]:
    return {"name": party.name or None, "email": party.email}


def _facts(
    event: Block, calendar: Block, method: str | None, candidate: Candidate, content: Content
) -> InvitationFacts:
    letterhead = content.letterhead or Letterhead()
    summary = event.line("SUMMARY") or one_line(letterhead.subject)
    description = _description(event, content)
    cancelled = method == "CANCEL" or event.line("STATUS").upper() == "CANCELLED"
    answer = _answer(event, method)
    times = None if (cancelled or answer) and event.first("DTSTART") is None else read_times(event, calendar)
    organiser = organiser_of(event)
    me = _known_as(candidate, letterhead, event)
    people, left_out = people_of(event, organiser, me)
    if organiser and organiser.email and is_shared(organiser.email):
        people = tuple(person for person in people if person.email != organiser.email)
    place = read_place(event, summary, description)
    everybody = (
        *people,
        *([organiser] if organiser else []),
        Party(candidate.name, next(iter(candidate.emails), None)),
    )
    sender = mailbox(letterhead.sender)
    title = read_title(
        summary,
        description,
        everybody,
        people,
        organiser,
        sender=(sender.email or "") if sender else "",
        subject=letterhead.subject,
    )
    doubts = (
        () if candidate.emails or not people else ("your own address is not known, so you may be among the people",)
    )
    return InvitationFacts(
        method=method,
        uid=_uid(event),
        sequence=_sequence(event),
        summary=summary,
        description=description,
        start=times.start if times else None,
        end=times.end if times else None,
        zone=times.zone if times else None,
        location=place.location,
        site=place.site,
        link=place.link,
        organiser=organiser,
        recruiter=_recruiter(organiser, people, letterhead, me),
        people=people,
        company=title.company,
        role=title.role,
        how=place.how,
        cancelled=cancelled,
        answer=answer,
        instance=instant(event.first("RECURRENCE-ID"), calendar),
        warnings=(*_times_warnings(times, event), *place.warnings, *title.warnings, *left_out, *doubts),
    )


def _times_warnings(times: Times | None, event: Block) -> tuple[str, ...]:
    if times is None:
        return ()
    repeats = (
        ("the event repeats; its first date is taken",)
        if event.first("RRULE") and not event.first("RECURRENCE-ID")
        else ()
    )
    return (*times.warnings, *repeats)


def _description(event: Block, content: Content) -> str:
    """What the organiser wrote: the event's own description, plain or HTML, else the words of the mail."""
    written = event.first("DESCRIPTION")
    if written and (text := readable(written.raw_text)):
        return text
    rich = event.first("X-ALT-DESC")
    return readable(rich.raw_text) if rich else content.text


def _answer(event: Block, method: str | None) -> str:
    """Whose answer it is, in words; empty where it is none."""
    if method not in _ANSWERS:
        return ""
    attendee = event.first("ATTENDEE")
    who = people_of(event, None, Candidate())[0][:1]
    name = (who[0].name or who[0].email or "somebody") if who else "somebody"
    state = attendee.parameters.get("PARTSTAT", "").upper() if attendee else ""
    said = f", who {_SAID[state]}" if method == "REPLY" and state in _SAID else ""
    return f"{_ANSWERS[method]} by {name}{said}"


def _known_as(candidate: Candidate, letterhead: Letterhead, event: Block) -> Candidate:
    """The candidate; where no address of theirs is known, by the one invited to whom the mail was delivered."""
    if candidate.emails:
        return candidate
    invited = {email.casefold() for email in addresses_of(event)}
    for field in letterhead.received_by:
        received = [email for email in addresses_in(field) if email.casefold() in invited]
        if len(received) == 1:
            return Candidate(candidate.name, (received[0],))
    return candidate


def _recruiter(
    organiser: Party | None, people: Sequence[Party], letterhead: Letterhead, candidate: Candidate
) -> Party | None:
    """Who can be written to about it: the organiser, else who sent the mail; never a relay, nor the candidate.

    Behind a relay the organiser is often among those invited, with an address of their own.
    """
    same = next((person for person in people if organiser and organiser.name and person.name == organiser.name), None)
    for party in (organiser, same, mailbox(letterhead.reply_to), mailbox(letterhead.sender)):
        if party and party.email and not is_relay(party.email) and not candidate.is_me(party):
            return party
    return None


def _uid(event: Block) -> str | None:
    uid = event.line("UID")
    return uid[:255] or None


def _sequence(event: Block) -> int:
    text = event.line("SEQUENCE")
    return min(int(text), _LARGEST_SEQUENCE) if re.fullmatch(r"[0-9]{1,18}", text) else 0


def _lines(content: Content) -> tuple[str, ...]:
    """The lines of a text that say something, the head of a mail first."""
    head: Sequence[str] = ()
    if content.letterhead:
        head = (f"From: {content.letterhead.sender}", f"Subject: {content.letterhead.subject}")
    return tuple(line for line in (*head, *content.text.split("\n")) if line.strip(" -_=*>"))
