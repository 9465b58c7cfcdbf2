"""`add --from`: the interview comes in from the invitation that the recruiter sent, or from text to pick lines from.

Shows what was understood, tells apart cancellations, updates and answers, and leaves what is missing to the questions
of `add`. How a file is read is decided by `calendars.invitation`.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from followup_mail.calendars.invitation import Found, InvitationFacts, invitation_json, read_invitations
from followup_mail.calendars.parties import Candidate, Party
from followup_mail.calendars.senders import employer_domain
from followup_mail.calendars.times import said_offset
from followup_mail.cli.asking import ask_for_me
from followup_mail.cli.bringing import bring_in, sit_down
from followup_mail.cli.session import SET_UP, Session
from followup_mail.cli.terminal import ask, ask_which, listed, say, show, show_json, wrapped
from followup_mail.cli.told import Told
from followup_mail.errors import NeedsALookError, NotFoundError, WordsError
from followup_mail.model import How
from followup_mail.moments import say_clock, say_day

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

_SHOWN_EVENTS = 12
_HOW = {How.PHONE: "by phone", How.VIDEO: "by video", How.IN_PERSON: "in person", How.INFORMATIONAL: "an informal talk"}


def note_invitation(
    session: Session, told: Told, source: str, *, number: int | None, dry_run: bool, via: str | None
) -> None:
    """Read the file (or stdin, for -) and note what it says; with `dry_run` show it and write nothing."""
    session.insist_on_no_problems(*SET_UP)
    data = bring_in(source)
    if source == "-":
        sit_down()
    found = read_invitations(data, _candidate(session))
    if found.invitations and session.terminal and not dry_run and not session.setup.config.me.email:
        ask_for_me(session)  # to know the candidate among those who are invited
        found = read_invitations(data, _candidate(session))
    if not found.invitations:
        _no_invitation(session, told, found, dry_run=dry_run, via=via)
        return
    facts = _one_of(session, found, number)
    if dry_run:
        _show(session, facts)
        _refuse_what_is_none(facts)
    elif facts.cancelled:
        from followup_mail.cli.invitation_news import call_off

        call_off(session, facts)
    else:
        _refuse_what_is_none(facts)
        _note(session, told, facts, via)


def _candidate(session: Session) -> Candidate:
    me = session.setup.config.me
    return Candidate(me.name, tuple(filter(None, (me.email, *me.also))))


def _note(session: Session, told: Told, facts: InvitationFacts, via: str | None) -> None:
    from followup_mail.cli.interviewing import note_interview
    from followup_mail.cli.invitation_news import known_by, update

    known = known_by(session, facts)
    if known is not None:
        update(session, *known, facts)
        return
    if not session.as_json:
        for line in _understood(session, facts):
            say(wrapped(line, "  "))
    note_interview(session, _told_by(session, told, facts), via=via)


def _no_invitation(session: Session, told: Told, found: Found, *, dry_run: bool, via: str | None) -> None:
    """Plain text: the person picks from its lines at a terminal; nothing is guessed."""
    if dry_run and session.as_json:
        missing = ["start", "timezone", "company", "role", "how", "people"]
        show_json(
            {"invitation": invitation_json(None), "missing": missing, "warnings": ["there is no invitation in it"]}
        )
    if dry_run or not found.lines:
        raise NeedsALookError("there is no invitation in it, and so no time: save the invitation as .ics or .eml.")
    if not session.terminal:
        raise NeedsALookError(
            "this is text and no invitation: at a terminal you can pick from its lines; in a script say what it says "
            "with --when, --met and so on."
        )
    from followup_mail.cli.interviewing import note_interview
    from followup_mail.cli.picking import pick

    note_interview(session, pick(session, told, found.lines), via=via)


def _one_of(session: Session, found: Found, number: int | None) -> InvitationFacts:
    """The event that is meant: the only one, the one with that number, else the one that the person chooses."""
    events = sorted(found.invitations, key=_age)
    if number is not None:
        if not 1 <= number <= len(events):
            raise WordsError(f"--event {number}: the file has {_counted(len(events))}.")
        return events[number - 1]
    if len(events) == 1:
        return events[0]
    rows = [f"{said_when(each)}  {each.summary or 'without a title'}" for each in events]
    if session.terminal:
        return events[ask_which("The file has several events. Which is the interview?", rows)]
    for row, line in enumerate(rows[:_SHOWN_EVENTS], 1):
        say(f"  {row:2}  {line}")
    if len(rows) > _SHOWN_EVENTS:
        say(f"      and {len(rows) - _SHOWN_EVENTS} more")
    raise NotFoundError(f"the file has {_counted(len(events))}: say which with --event NUMBER.")


def _age(facts: InvitationFacts) -> tuple[str, str]:
    return facts.start.isoformat() if facts.start else "9", facts.summary


def _counted(events: int) -> str:
    return "one event" if events == 1 else f"{events} events"


def _refuse_what_is_none(facts: InvitationFacts) -> None:
    """Raise where the file is no invitation that can be noted, and say which it is."""
    if facts.answer:
        raise NeedsALookError(f"this is no invitation but an {facts.answer}; nothing was noted.".replace("an p", "a p"))
    if facts.cancelled:
        raise NeedsALookError("this is a cancellation: it calls the interview off.")
    if facts.start is None:
        raise NeedsALookError("the event has no start, so it is no invitation that can be noted.")


def _show(session: Session, facts: InvitationFacts) -> None:
    if session.as_json:
        show_json(
            {"invitation": invitation_json(facts), "missing": list(facts.missing), "warnings": list(facts.warnings)}
        )
        return
    for line in _understood(session, facts):
        show(wrapped(line, "  "))
    if facts.missing:
        show(wrapped(f"Not told: {', '.join(facts.missing)}.", "  "))


def _understood(session: Session, facts: InvitationFacts) -> Iterator[str]:
    """What the file says, a line for each fact, and then what is not plain in it."""
    yield facts.summary or "The event has no title."
    yield f"→ {said_when(facts)}{_by_your_clock(facts, session)}"
    if facts.people:
        yield f"With {listed([said_party(person) for person in facts.people])}"
    job = ", ".join(filter(None, (facts.company, facts.role)))
    if job:
        yield f"For {job}"
    place = " ".join(filter(None, (facts.link, facts.site)))
    if facts.how or place:
        way = _HOW[facts.how] if facts.how else "where"
        yield f"{way[:1].upper()}{way[1:]}{': ' if place else ''}{place}"
    if facts.recruiter:
        yield f"Sent by {said_party(facts.recruiter)}"
    for warning in facts.warnings:
        yield f"Please look: {warning}{'' if warning.endswith('?') else '.'}"


def said_when(facts: InvitationFacts) -> str:
    """Day, clock times, zone and offset, as one says them."""
    start, end = facts.start, facts.end
    if start is None:
        return "without a start"
    if not isinstance(start, datetime):
        return f"{_day(start)}, without a clock time"
    clock = f"{_day(start)}, {say_clock(start)}"
    if isinstance(end, datetime):
        same_day = end.date() == start.date()
        clock += f" to {say_clock(end)}" if same_day else f" to {_day(end)}, {say_clock(end)}"
    offset = start.utcoffset()
    if offset is None:
        return f"{clock}, in a zone that the file does not name"
    place = f" in {facts.zone.key.rsplit('/', 1)[-1].replace('_', ' ')}" if facts.zone and "/" in facts.zone.key else ""
    return f"{clock}{place} ({said_offset(offset)})"


def _day(day: date) -> str:
    return say_day(day, weekday=True, year=True)


def _by_your_clock(facts: InvitationFacts, session: Session) -> str:
    start = facts.start
    if not isinstance(start, datetime) or start.tzinfo is None:
        return ""
    here = start.astimezone(session.setup.zone)
    if here.utcoffset() == start.utcoffset():
        return ""
    day = "" if here.date() == start.date() else f"{say_day(here.date(), weekday=True, short=True)} "
    return f", {day}{say_clock(here)} by your clock"


def said_party(party: Party) -> str:
    """Name and address, or the one that there is."""
    return f"{party.name} <{party.email}>" if party.name and party.email else party.name or party.email or "somebody"


# --- from facts to what the questions of `add` take -----------------------------------------------------------------


def _told_by(session: Session, told: Told, facts: InvitationFacts) -> Told:
    """What was told on the command line, then what the file tells. Asks for the company's name (Enter agrees)."""
    company = told.company or _company(session, facts)
    known = _noted_as(session, company) if company else None
    timezone = told.timezone
    if timezone is None and known is None:
        timezone = _zone(session, facts)
    met = told.met or tuple(said_party(_with_name(session, person)) for person in facts.people)
    if not met and session.terminal and facts.recruiter and facts.recruiter.name:
        met = _ask_whom(facts.recruiter)
    uid = facts.uid
    return replace(
        told,
        company=company,
        role=told.role or (facts.role if known is None else None),
        when=told.when or written_when(facts),
        how=told.how or (facts.how.value if facts.how else _ask_how(session)),
        met=met,
        timezone=timezone,
        recruiter=told.recruiter or (said_party(facts.recruiter) if facts.recruiter and known is None else None),
        link=facts.link,
        location=facts.site or None,
        invitation=(uid, facts.sequence) if uid else None,
        invited=True,
    )


def written_when(facts: InvitationFacts) -> str:
    """The times in the words of `when:`; with their offset, where it is known."""
    start, end = facts.start, facts.end
    if not isinstance(start, datetime):
        return say_day(start, year=True) if start else ""
    if start.tzinfo is not None:
        moments = [each.isoformat(timespec="minutes") for each in (start, end) if isinstance(each, datetime)]
        return " to ".join(moments)
    until = f" to {say_clock(end)}" if isinstance(end, datetime) else ""
    return f"{say_day(start.date(), year=True)}, {say_clock(start)}{until}"


def _company(session: Session, facts: InvitationFacts) -> str | None:
    """The company: that of an application with the same people, else what the title says; confirmed at a terminal."""
    proposal = _noted_with(session, facts) or facts.company
    if not session.terminal:
        return proposal
    example = f"Enter for {proposal}" if proposal else "Northwind Traders"
    while True:
        answer = ask("Which company?", example=example, default=proposal or "").strip()
        if answer:
            return answer


def _noted_with(session: Session, facts: InvitationFacts) -> str | None:
    """The company of the one application whose people write from the same employer's addresses as these."""
    parties = (*facts.people, *([facts.organiser] if facts.organiser else []))
    domains = {domain for party in parties if (domain := employer_domain(party.email))}
    fitting = {dossier.application.company for dossier in session.dossiers() if domains & set(_domains(dossier))}
    return fitting.pop() if len(fitting) == 1 else None


def _domains(dossier: "Dossier") -> Iterator[str]:
    application = dossier.application
    addresses = [person.email for interview in application.interviews for person in interview.people]
    addresses += [application.recruiter.email] if application.recruiter else []
    yield from (domain for address in addresses if (domain := employer_domain(address)))


def _noted_as(session: Session, company: str) -> "Dossier | None":
    wanted = company.casefold().strip()
    return next(
        (d for d in session.dossiers() if wanted in (d.application.company.casefold(), d.application.id.casefold())),
        None,
    )


def _zone(session: Session, facts: InvitationFacts) -> str | None:
    """The employer's zone for new notes: the file's, where it names a place that is not the person's own zone.

    A clock time without a zone is asked about at a terminal; elsewhere it is taken as the person's own, and said so.
    """
    mine = session.setup.zone
    if facts.zone is not None:
        return facts.zone.key if "/" in facts.zone.key and facts.zone.key != mine.key else None
    if not facts.floating:
        return None
    if session.terminal:
        return ask("In which city does that clock hang?", example=f"Enter for {mine.key}").strip() or None
    say(f"  The time is taken as that of {mine.key}; --timezone names another.")
    return None


def _with_name(session: Session, person: Party) -> Party:
    """At a terminal, the name of somebody of whom the file only has the address."""
    if person.name or not session.terminal:
        return person
    return replace(person, name=ask(f"Who is {person.email}?", example="Dana Ortiz; Enter skips").strip())


def _ask_whom(recruiter: Party) -> tuple[str, ...]:
    from followup_mail.cli.answers import read_people

    answer = ask("Whom do you meet?", example=f"Enter for {recruiter.name}", default=said_party(recruiter))
    return tuple(read_people(answer))


def _ask_how(session: Session) -> str | None:
    if not session.terminal:
        return None
    ways = list(How)
    rows = [*(_HOW[how] for how in ways), "I do not know"]
    chosen = ask_which("How do you talk?", rows)
    return ways[chosen].value if chosen < len(ways) else None
