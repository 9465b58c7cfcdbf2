"""The questions after an interview, and the notes they become: five short ones, finishing sentences; Enter skips."""

import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from followup_mail import files, notes_writing, zones
from followup_mail.additions import Fact
from followup_mail.addresses import AddressError, read_mailbox
from followup_mail.cli.answers import read_job, read_people, read_time, read_whose
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask, say
from followup_mail.errors import NeedsALookError, WordsError
from followup_mail.model import How
from followup_mail.moments import NotUnderstood, Span, read_span, read_timeframe, say_clock, say_day

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

EXAMPLE_JOB = "Northwind Traders, Senior Data Engineer"
EXAMPLE_TIME = "today 14:00 to 15:00 with Dana Ortiz <dana.ortiz@northwind.example>"
HEARING = "I enjoyed hearing about "
BRINGING = "I bring "
ANSWERING = "I will hear "


@dataclass(frozen=True, slots=True)
class Told:
    """What the flags of `add` say, as typed; None or empty where nothing was said."""

    company: str | None = None
    role: str | None = None
    when: str | None = None
    how: str | None = None
    met: tuple[str, ...] = ()
    talked_about: tuple[str, ...] = ()
    i_bring: str | None = None
    hear_back: str | None = None
    process: str | None = None
    timezone: str | None = None
    country: str | None = None
    recruiter: str | None = None
    notes: str | None = None

    @property
    def in_one_line(self) -> bool:
        """Whether the flags carry the interview, so that only what a letter cannot do without is still asked for."""
        return self.when is not None


@dataclass(frozen=True, slots=True)
class Interviewed:
    """One interview as understood. `topics` are by person's place in `met`; None is for everybody."""

    span: Span
    met: tuple[str, ...]
    how: str | None
    topics: Mapping[int | None, str]
    i_bring: str | None
    hear_back: str | None


def note_interview(session: Session, told: Told, *, via: str | None) -> None:
    """Ask for what the flags leave open (on a terminal), write the notes, show the letter and hand it over."""
    session.insist_on_no_problems("config.yaml")
    told = _with_stdin(told)
    told = _ask_for_job(session, told)
    known = _known(session, told.company or "")
    zone = _zone(session, told, known)
    interviewed = _ask_for_interview(session, told, zone)
    path = _write(session, told, interviewed, known)
    if not session.as_json:
        say(f"Noted in {path}.")
    session.forget()
    from followup_mail.cli.first_letter import show_first_letter

    show_first_letter(session, path, via=via)


def _ask_for_job(session: Session, told: Told) -> Told:
    if told.company is not None:
        company, role = told.company, told.role
    elif session.terminal:
        say("Enter skips what you do not know; an example stands in brackets.")
        company, role = read_job(_insist("Where, and for which job?", EXAMPLE_JOB))
        role = told.role or role
    else:
        raise WordsError("please name the company: followup-mail add COMPANY --role … --when … --met …")
    if role is None and session.terminal and _known(session, company) is None:
        role = ask("For which job?", example="Senior Data Engineer").strip() or None
    return replace(told, company=company, role=role)


def _ask_for_interview(session: Session, told: Told, zone: ZoneInfo) -> Interviewed:
    span, how, met = _ask_for_time(session, told, zone)
    if told.met:
        met = told.met
    elif not met and session.terminal and not told.in_one_line:
        met = _read_met(ask("Whom did you meet?", example="Dana Ortiz <dana.ortiz@northwind.example> and Sam Lee"))
    for person in met:
        _check_person(person)
    ahead = span.end > session.now
    asking = session.terminal and not ahead and not told.in_one_line
    return Interviewed(
        span=span,
        met=met,
        how=told.how or (how.value if how else None),
        topics=_topics(told, met, asking=asking),
        i_bring=told.i_bring
        if told.i_bring is not None or not asking
        else ask("What do you bring to it?", stem=BRINGING),
        hear_back=_hear_back(told, asking=asking),
    )


def _ask_for_time(session: Session, told: Told, zone: ZoneInfo) -> tuple[Span, How | None, tuple[str, ...]]:
    """The span, and what else the answer says; asks again until the time is understood."""
    if told.when is not None or not session.terminal:
        if told.when is None:
            raise WordsError("please say when it was: --when “17 Nov 2026, 14:00 to 15:00”")
        try:
            return _echoed(read_span(told.when, zone, now=session.now), session), None, ()
        except NotUnderstood as error:
            raise WordsError(f"--when: {error}") from error
    while True:
        time, how, people = read_time(_insist("When was it, and with whom?", EXAMPLE_TIME))
        try:
            return _echoed(read_span(time, zone, now=session.now), session), how, tuple(people)
        except NotUnderstood as error:
            say(f"  {error}")


def _topics(told: Told, met: tuple[str, ...], *, asking: bool) -> dict[int | None, str]:
    names = [person.partition("<")[0] for person in met]
    topics: dict[int | None, str] = {}
    for words in told.talked_about:
        whose, topic = read_whose(words, names)
        topics[whose] = topic
    if topics or not asking:
        return topics
    if len(met) <= 1:
        answer = ask("What stayed with you from the talk?", stem=HEARING)
        return {None: answer} if answer else {}
    for number, name in enumerate(names):
        answer = ask(f"What stayed with you from the talk with {name.strip()}?", stem=HEARING)
        if answer:
            topics[number] = answer
    return topics


def _hear_back(told: Told, *, asking: bool) -> str | None:
    """What they said about when, checked to be understood; on a terminal asked again, once more, where it is not."""
    words = told.hear_back
    if words is None and asking:
        words = ask("When did they say you would hear?", stem=ANSWERING) or None
    for again in (True, False):
        if words is None:
            return None
        try:
            read_timeframe(words)
        except NotUnderstood as error:
            if not (asking and again):
                raise WordsError(f"--hear-back: {error}") from error
            say(f"  {error}")
            words = ask("", stem=ANSWERING) or None
        else:
            return words
    return words


def _write(session: Session, told: Told, interviewed: Interviewed, known: "Dossier | None") -> Path:
    """Write a new notes file, or add the interview to a known application's; the file's path."""
    facts = _interview_facts(interviewed)
    if known is not None:
        session.insist_on_no_problems(known.application.file)
        path = session.home.notes(known.application.id)
        text = path.read_bytes().decode("utf-8")
        changed = notes_writing.add_interview(text, facts, file=known.application.file)
        files.write_atomically(path, changed.encode(), replace=True)
        return path
    company = {"company": told.company, "role": told.role, "process": told.process, "timezone": told.timezone}
    company |= {"country": told.country, "recruiter": told.recruiter, "notes": told.notes}
    text = notes_writing.new_application({key: value for key, value in (company | facts).items() if value})
    session.home.make()
    path = _free_path(session, told.company or "")
    files.write_atomically(path, text.encode(), replace=False)
    return path


def _interview_facts(interviewed: Interviewed) -> dict[str, Fact]:
    people: list[Fact] = []
    for number, person in enumerate(interviewed.met):
        topic = interviewed.topics.get(number)
        people.append(_keys_of(person, topic))
    facts: dict[str, Fact | None] = {
        "when": _written(interviewed.span),
        "how": interviewed.how,
        "met": people,
        "we_talked_about": interviewed.topics.get(None),
        "i_bring": interviewed.i_bring,
        "hear_back": interviewed.hear_back,
    }
    return {key: fact for key, fact in facts.items() if fact}


def _keys_of(person: str, topic: str | None) -> dict[str, Fact]:
    keys: dict[str, Fact] = {"name": person.strip()}
    if "@" in person:
        address = read_mailbox(person)
        keys = {"name": address.name, "email": address.email}
    if topic:
        keys["we_talked_about"] = topic
    return keys


def _written(span: Span) -> str:
    """The time as notes have it, so that it reads the same on any other day."""
    start, end = span.start, span.end
    day = say_day(start.date(), year=True, short=True)
    twice = start.replace(fold=1).utcoffset() != start.replace(fold=0).utcoffset()
    if twice or end.replace(fold=1).utcoffset() != end.replace(fold=0).utcoffset():
        return f"{start.isoformat()} to {end.isoformat()}"
    return f"{day}, {say_clock(start)} to {say_clock(end)}"


def _echoed(span: Span, session: Session) -> Span:
    """Say how the time was understood, with both clocks where the zones differ."""
    start, end = span.start, span.end
    here = start.astimezone(session.setup.zone)
    where = str(start.tzinfo).rsplit("/", 1)[-1].replace("_", " ")
    clock = f"{say_day(start.date(), weekday=True, year=True)}, {say_clock(start)} to {say_clock(end)} in {where}"
    other = "" if here.utcoffset() == start.utcoffset() else f" ({say_clock(here)} by your clock)"
    assumed = f"; {span.assumed} assumed" if span.assumed else ""
    if not session.as_json:
        say(f"  → {clock}{other}{assumed}")
    return span


def _insist(question: str, example: str) -> str:
    while True:
        answer = ask(question, example=example).strip()
        if answer:
            return answer


def _read_met(answer: str) -> tuple[str, ...]:
    return tuple(read_people(answer)) if answer else ()


def _check_person(person: str) -> None:
    if "@" not in person and "<" not in person:
        return
    try:
        address = read_mailbox(person)
    except AddressError as error:
        raise WordsError(str(error)) from error
    if not address.name:
        raise WordsError(f"please put the name in front: Name <{address.email}>")


def _zone(session: Session, told: Told, known: "Dossier | None") -> ZoneInfo:
    if known is not None:
        return known.application.zone
    if told.timezone is None:
        return session.setup.zone
    try:
        return zones.zone_named(told.timezone)
    except NotUnderstood as error:
        raise WordsError(f"--timezone: {error}") from error


def _known(session: Session, company: str) -> "Dossier | None":
    """The application to this company, where notes of it exist: then the interview is a further one."""
    wanted = company.casefold().strip()
    for dossier in session.dossiers():
        if wanted in (dossier.application.company.casefold(), dossier.application.id.casefold()):
            return dossier
    unread = [p for p in session.problems if p.file.startswith(f"interviews/{_plain(company)}.")]
    if unread:
        raise NeedsALookError(f"please mend {unread[0].file} first.", unread)
    return None


def _free_path(session: Session, company: str) -> Path:
    stem = _plain(company) or "interview"
    number = 1
    while True:
        path = session.home.interviews / f"{stem if number == 1 else f'{stem}-{number}'}.yaml"
        if not path.exists() and not path.with_suffix(".yml").exists():
            return path
        number += 1


def _plain(company: str) -> str:
    """A file name out of a company's: ASCII, small letters and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", company).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60]


def _with_stdin(told: Told) -> Told:
    if told.notes != "-":
        return told
    try:
        return replace(told, notes=sys.stdin.buffer.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WordsError("--notes -: this is not UTF-8 text.") from error
