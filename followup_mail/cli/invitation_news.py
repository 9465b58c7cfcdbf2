"""What a later message about a known invitation says: the interview is moved, changed or called off.

A new time and a cancellation go into the journal. Whatever else has changed is told: notes are the person's own.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from followup_mail import files, journal, notes_writing
from followup_mail.calendars.invitation import InvitationFacts
from followup_mail.calendars.parties import Party
from followup_mail.cli import agenda
from followup_mail.cli.inviting import said_party, written_when
from followup_mail.cli.reading import noted_start
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask_key, listed, say, say_problems, show, show_json
from followup_mail.entries import entry
from followup_mail.errors import NeedsALookError
from followup_mail.model import Interview
from followup_mail.moments import Span, read_span, say_clock, say_day
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

_DONE = "Everything in this invitation is noted already."


@record(frozen=True, slots=True)
class Change:
    """Something that the later message says otherwise than what is noted; None: it says, or said, nothing of it."""

    field: str
    before: str | None
    after: str | None


def known_by(session: Session, facts: InvitationFacts) -> "tuple[Dossier, Interview] | None":
    """The noted interview that came from this invitation, as it stands now; None where there is none.

    Of a series, the one instance that is meant.
    """
    if facts.uid is None:
        return None
    found = []
    for dossier in session.dossiers():
        for written in dossier.written.interviews:
            if written.invitation is not None and written.invitation.uid == facts.uid:
                stands = next(i for i in dossier.application.interviews if i.id == written.id)
                starts = {written.start.astimezone(UTC), stands.start.astimezone(UTC)}
                if facts.instance is None or facts.instance in starts:
                    found.append((dossier, stands))
    return found[-1] if found else None


def update(session: Session, dossier: "Dossier", interview: Interview, facts: InvitationFacts) -> None:
    """Say what an update changes, and record a new time. An older message than the one known changes nothing."""
    latest = _latest_sequence(dossier, interview)
    if facts.sequence < latest:
        message = f"this invitation is older (number {facts.sequence}) than what is noted (number {latest})"
        raise NeedsALookError(f"{message}; nothing was changed.")
    span = _span(facts, interview, dossier)
    changes = list(_changes(span, interview, facts))
    moved = interview.cancelled or any(change.field == "when" for change in changes)
    if moved:
        fields = {"interview": interview.id, "start": span.start, "end": span.end, "sequence": facts.sequence}
        fields["was"] = noted_start(dossier, interview.id)
        _record(session, dossier, "interview_moved", fields)
    added = _add_people(session, dossier, interview, facts, changes)
    if not changes and not moved:
        _tell(session, dossier, interview, [], _DONE)
        return
    heading = f"An update of the interview with {dossier.application.company}"
    _tell(session, dossier, interview, changes, f"{heading}{': the new time is noted.' if moved else ':'}")
    if not session.as_json and not added and any(change.field != "when" for change in changes):
        say(f"What else has changed is yours to change: followup-mail edit {dossier.application.id}")


def call_off(session: Session, facts: InvitationFacts) -> None:
    """Record that a known interview is called off. Raises NeedsALookError for one that is not noted."""
    known = known_by(session, facts)
    if known is None:
        raise NeedsALookError("this is a cancellation of an interview that is not noted here; nothing was changed.")
    dossier, interview = known
    latest = _latest_sequence(dossier, interview)
    if facts.sequence < latest:
        message = f"this cancellation is older (number {facts.sequence}) than what is noted (number {latest})"
        raise NeedsALookError(f"{message}; nothing was changed.")
    company = dossier.application.company
    if interview.cancelled:
        _tell(session, dossier, interview, [], f"The interview with {company} is noted as called off already.")
        return
    _record(session, dossier, "interview_cancelled", {"interview": interview.id})
    change = Change("cancelled", "no", "yes")
    day = say_day(interview.start.date(), weekday=True)
    _tell(session, dossier, interview, [change], f"The interview with {company} on {day} is called off. That is noted.")


def _latest_sequence(dossier: "Dossier", interview: Interview) -> int:
    told = [e.sequence for e in dossier.history if e.event == "interview_moved" and e.interview == interview.id]
    noted = interview.invitation.sequence if interview.invitation else 0
    return max([noted, *(sequence for sequence in told if sequence is not None)])


def _span(facts: InvitationFacts, interview: Interview, dossier: "Dossier") -> Span:
    """The times by the employer's clock; without an end it lasts as long as before."""
    span = read_span(written_when(facts), dossier.application.zone)
    if facts.end is None and isinstance(facts.start, datetime):
        length: timedelta = interview.end.astimezone(UTC) - interview.start.astimezone(UTC)
        return Span(span.start, (span.start.astimezone(UTC) + length).astimezone(span.start.tzinfo))
    return span


def _changes(span: Span, interview: Interview, facts: InvitationFacts) -> Iterator[Change]:
    before, after = (each.astimezone(UTC) for each in (interview.start, span.start))
    if before != after or interview.end.astimezone(UTC) != span.end.astimezone(UTC):
        yield Change("when", _said(interview.start, interview.end), _said(span.start, span.end))
    for field, noted, says in (
        ("link", interview.link, facts.link),
        ("location", interview.location, facts.site or None),
    ):
        if says is not None and says != noted:
            yield Change(field, noted, says)
    known = {_key(person.name, person.email) for person in interview.people}
    for person in facts.people:
        if _key(person.name, person.email) not in known:
            yield Change("people", None, said_party(person))
    invited = {_key(person.name, person.email) for person in facts.people}
    for met in interview.people if facts.people else ():
        if met.email and _key(met.name, met.email) not in invited:
            yield Change("people", said_party(Party(met.name, met.email)), None)


def _key(name: str, email: str | None) -> str:
    return (email or name).casefold()


def _said(start: datetime, end: datetime) -> str:
    day = say_day(start.date(), weekday=True, year=True, short=True)
    return f"{day}, {say_clock(start)} to {say_clock(end)}"


def _add_people(
    session: Session, dossier: "Dossier", interview: Interview, facts: InvitationFacts, changes: list[Change]
) -> bool:
    """At a terminal, offer to add those to the notes whom the interview now has too; whether that was all there was."""
    known = {_key(person.name, person.email) for person in interview.people}
    new = [person for person in facts.people if person.name and _key(person.name, person.email) not in known]
    if not new or not session.terminal:
        return False
    if not ask_key(f"Add {listed([said_party(person) for person in new])} to the notes?", yes_by_default=True):
        return False
    path = session.home.notes(dossier.application.id)
    number = next(n for n, each in enumerate(dossier.written.interviews) if each.id == interview.id)
    people = [{"name": person.name, **({"email": person.email} if person.email else {})} for person in new]
    text = notes_writing.add_facts(
        path.read_bytes().decode("utf-8"),
        [notes_writing.Addition("met", people, number)],
        file=dossier.application.file,
    )
    files.write_atomically(path, text.encode(), replace=True)
    others = [change for change in changes if change.field != "when"]
    return len(others) == len(new)


def _record(session: Session, dossier: "Dossier", event: str, fields: dict[str, object]) -> None:
    line = entry(dossier.application.id, event, **fields)
    journal.append(session.home.journal, [line], at=session.now, new_id=journal.new_id)


def _tell(session: Session, dossier: "Dossier", interview: Interview, changes: list[Change], heading: str) -> None:
    """What has changed, and the plan that follows from it."""
    session.forget()
    fresh = next(d for d in session.dossiers() if d.application.id == dossier.application.id)
    items = [agenda.Item(fresh.application, message) for message in fresh.messages]
    if session.as_json:
        show_json(
            {
                "now": session.now.isoformat(),
                "application": fresh.application.id,
                "interview": interview.id,
                "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in changes],
                "messages": [agenda.message_json(item) for item in items],
                "problems": agenda.problems_json(session.problems),
            }
        )
        return
    show(heading)
    for change in changes:
        show(f"  {_told(change)}")
    if changes:
        now = session.now
        lines = list(
            agenda.show_agenda(items, ("now", "coming", "waiting"), now + agenda.SOON, now, session.setup.policy)
        )
        show()
        show("\n".join(lines).rstrip() if lines else "Nothing more to write here.")
    say_problems(session.problems)


def _told(change: Change) -> str:
    if change.before is None:
        return f"{change.field}: now {change.after}" if change.field != "people" else f"with {change.after} too"
    if change.after is None:
        return f"no longer with {change.before}"
    return f"{change.field}: {change.before} → {change.after}"
