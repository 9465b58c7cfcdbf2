"""The questions after an interview, and the notes they become: five short ones, finishing sentences; Enter skips."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from followup_mail import files, notes_writing, zones
from followup_mail.additions import Fact
from followup_mail.addresses import read_mailbox
from followup_mail.cli.answers import read_job, read_people, read_time
from followup_mail.cli.session import SET_UP, Session
from followup_mail.cli.terminal import AnswersEndedError, ask, ask_which, listed, say
from followup_mail.cli.told import Told, insist, topics_of, what_is_wrong_with
from followup_mail.errors import NeedsALookError, WordsError
from followup_mail.model import How, Interview, Scope
from followup_mail.moments import NotUnderstood, Span, in_the_coming_week, read_span, say_clock, say_day
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

NOT_LONG_AGO = timedelta(days=5)  # the coming one of that weekday is nearer than one that lies further back
EXAMPLE_JOB = "Northwind Traders, Senior Data Engineer"
EXAMPLE_TIME = "today 14:00 to 15:00 with Dana Ortiz <dana.ortiz@northwind.example>"
HEARING = "I enjoyed hearing about "
BRINGING = "I bring "
ANSWERING = "I will hear "
# Windows takes a file of such a name, whatever its ending, for a machine's part.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


@record(frozen=True, slots=True)
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
    session.insist_on_no_problems(*SET_UP)
    told = _with_stdin(told)
    insist(told, session, _known(session, told.company) if told.company else None, via)
    answered: list[Interviewed] = []
    known = None
    try:
        told = _ask_for_job(session, told)
        known = _known(session, told.company or "")
        for each in _asked(session, told, _zone(session, told, known)):
            answered.append(each)  # noqa: PERF402  # each stays when the next question is broken off
    except (KeyboardInterrupt, AnswersEndedError):
        _keep(session, told, answered, known)
        raise
    interviewed = answered[-1]
    path = _write(session, told, interviewed, known)
    if not session.as_json:
        say(f"Noted in {path}.")
    session.forget()
    from followup_mail.cli.first_letter import show_first_letter

    show_first_letter(session, path, interviewed.span.start, via=via)


def _ask_for_job(session: Session, told: Told) -> Told:
    if told.company is not None:
        company, role = told.company, told.role
    elif session.terminal:
        say("Enter skips what you do not know; an example stands in brackets.")
        company, role = _ask_where()
        role = told.role or role
        if role:
            say(f"  → {role} at {company}")
    else:
        raise WordsError("please name the company: followup-mail add COMPANY --role … --when … --met …")
    if role is None and session.terminal and _known(session, company) is None:
        role = _ask_for("role", "For which job?", example="Senior Data Engineer")
    return replace(told, company=company, role=role)


def _asked(session: Session, told: Told, zone: ZoneInfo) -> Iterator[Interviewed]:
    """The interview as far as it is known, anew after each answer; the last one is all there is."""
    span, how, met = _ask_for_time(session, told, zone)
    if told.met:
        met = told.met
    elif not met and session.terminal and not told.in_one_line:
        met = _ask_whom()
    how_words = told.how or (how.value if how else None)
    known = Interviewed(span, met, how_words, topics_of(told, met), told.i_bring, told.hear_back)
    yield known
    if not session.terminal or span.end > session.now or told.in_one_line:
        return
    for topics in _ask_for_topics(met) if not known.topics else ():
        known = replace(known, topics=topics)
        yield known
    if told.i_bring is None:
        known = replace(known, i_bring=_ask_for("i_bring", "What do you bring to it?", stem=BRINGING))
        yield known
    if told.hear_back is None:
        words = _ask_for("hear_back", "When did they say you would hear?", stem=ANSWERING)
        yield replace(known, hear_back=words)


def _ask_for_time(session: Session, told: Told, zone: ZoneInfo) -> tuple[Span, How | None, tuple[str, ...]]:
    """The span, and what else the answer says; asks again until the time is understood."""
    if told.when is not None or not session.terminal:
        if told.when is None:
            raise WordsError("please say when it was: --when “17 Nov 2026, 14:00 to 15:00”")
        span = _of_which_week(read_span(told.when, zone, now=session.now), told.when, zone, session)
        told_already = told.invited and not span.assumed
        return span if told_already else _echoed(span, session), None, ()
    while True:
        time, how, people = read_time(_insist("When was it, and with whom?", EXAMPLE_TIME))
        wrong = [sentence for person in people if (sentence := what_is_wrong_with(person))]
        try:
            span = read_span(time, zone, now=session.now)
        except NotUnderstood as error:
            wrong.insert(0, str(error))
        if not wrong:
            span = _echoed(_of_which_week(span, time, zone, session), session)
            if people:
                say(f"  → with {listed([person.partition('<')[0].strip() or person for person in people])}")
            return span, how, tuple(people)
        _object(wrong)


def _ask_for_topics(met: tuple[str, ...]) -> Iterator[dict[int | None, str]]:
    """What was talked about, by the person's place; anew after each answer."""
    if len(met) <= 1:
        answer = _ask_for("we_talked_about", "What stayed with you from the talk?", stem=HEARING)
        yield {None: answer} if answer else {}
        return
    topics: dict[int | None, str] = {}
    for number, name in enumerate(person.partition("<")[0] for person in met):
        question = f"What stayed with you from the talk with {name.strip()}?"
        answer = _ask_for("we_talked_about", question, stem=HEARING)
        if answer:
            topics = {**topics, number: answer}
            yield topics


def _keep(session: Session, told: Told, answered: Sequence[Interviewed], known: "Dossier | None") -> None:
    """The person stopped in the middle of the questions: what is enough for notes is kept; either is said."""
    say()
    if not answered:
        say("Nothing was noted.")
        return
    path = _write(session, told, answered[-1], known)
    say(f"What you have answered is noted in {path}. To go on with it: followup-mail draft {path.stem}")


def _write(session: Session, told: Told, interviewed: Interviewed, known: "Dossier | None") -> Path:
    """Write a new notes file, or add the interview to a known application's; the file's path."""
    facts = _interview_facts(interviewed, told)
    if known is not None:
        session.insist_on_no_problems(known.application.file)
        path = session.home.notes(known.application.id)
        text = path.read_bytes().decode("utf-8")
        given = {key: words for key, words in told.of_the_application.items() if key != "timezone"}
        also = [notes_writing.Addition(key, words) for key, words in given.items()]
        text = notes_writing.add_facts(text, also, file=known.application.file)
        before = [talk.start for talk in known.written.interviews]
        if interviewed.span.start in before:
            more = list(_additions(facts, known.written.interviews, before.index(interviewed.span.start)))
            kept = [key for key in facts if key not in ("when", "how", "met", *(each.key for each in more))]
            if kept:
                say(f"The notes of that talk have {listed(kept)} already, and keep it: followup-mail edit {path.stem}")
            changed = notes_writing.add_facts(text, more, file=known.application.file)
        else:
            changed = notes_writing.add_interview(text, facts, file=known.application.file)
        files.write_atomically(path, changed.encode(), replace=True)
        return path
    text = notes_writing.new_application({"company": told.company or "", **told.of_the_application, **facts})
    session.home.make()
    path = _free_path(session, told.company or "")
    files.write_atomically(path, text.encode(), replace=False)
    return path


def _additions(facts: Mapping[str, Fact], talks: Sequence[Interview], number: int) -> Iterator[notes_writing.Addition]:
    """What a talk that was noted before still lacks: it is one talk, told in two goes. What it says already stays."""
    talk = talks[number]
    there = {
        "met": talk.people,
        "we_talked_about": talk.we_talked_about or any(person.we_talked_about for person in talk.people),
        "i_bring": talk.i_bring or any(person.i_bring for person in talk.people),
        "hear_back": any(promise.scope is Scope.NEXT_STEP for promise in talk.promises),
        "link": talk.link,
        "location": talk.location,
        "invitation": talk.invitation,
    }
    for key, fact in facts.items():
        if key in there and not there[key]:
            yield notes_writing.Addition(key, fact, number)


def _interview_facts(interviewed: Interviewed, told: Told) -> dict[str, Fact]:
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
        "link": told.link,
        "location": told.location,
        "invitation": dict(zip(("uid", "sequence"), map(str, told.invitation), strict=True))
        if told.invitation
        else None,
    }
    return {key: fact for key, fact in facts.items() if fact}


def _keys_of(person: str, topic: str | None) -> dict[str, Fact]:
    keys: dict[str, Fact] = {"name": person.strip()}
    if "@" in person:
        address = read_mailbox(person)
        keys = {"name": address.name, "email": address.email} if address.name else {"email": address.email}
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


def _of_which_week(span: Span, words: str, zone: ZoneInfo, session: Session) -> Span:
    """A bare weekday is read as the latest one; at a terminal, where the coming one is as near, it is asked which."""
    if not session.terminal or session.now - span.start < NOT_LONG_AGO:
        return span
    coming = in_the_coming_week(words, zone, now=session.now)
    if coming is None:
        return span
    last, next_one = (say_day(each.start.date(), weekday=True) for each in (span, coming))
    which = ask_which("Which one?", (f"{last} (the last one)", f"{next_one} (the coming one)"))
    return (span, coming)[which]


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
        say("  This one is needed.")


def _ask_for(key: str, question: str, *, stem: str = "", example: str = "") -> str | None:
    """The answer to a question whose key is `key`, asked again until notes can hold it; None where Enter skips it."""
    while True:
        answer = ask(question, stem=stem, example=example)
        wrong = notes_writing.objections(key, answer) if answer else []
        if not wrong:
            return answer or None
        _object(wrong)


def _ask_where() -> tuple[str, str | None]:
    while True:
        company, role = read_job(_insist("Where, and for which job?", EXAMPLE_JOB))
        wrong = notes_writing.objections("company", company) + notes_writing.objections("role", role or "")
        if not wrong and company:
            return company, role
        _object(wrong)


def _ask_whom() -> tuple[str, ...]:
    while True:
        people = read_people(ask("Whom did you meet?", example="Dana Ortiz <dana.ortiz@northwind.example> and Sam Lee"))
        wrong = [sentence for person in people if (sentence := what_is_wrong_with(person))]
        if not wrong:
            return tuple(people)
        _object(wrong)


def _object(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        say(f"  {sentence}")


def _zone(session: Session, told: Told, known: "Dossier | None") -> ZoneInfo:
    if known is not None:
        return known.application.zone
    return zones.zone_named(told.timezone) if told.timezone else session.setup.zone


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
    if stem in DEVICES:
        stem += "-company"
    number = 1
    while True:
        path = session.home.interviews / f"{stem if number == 1 else f'{stem}-{number}'}.yaml"
        if not path.exists() and not path.with_suffix(".yml").exists():
            return path
        number += 1


def _plain(company: str) -> str:
    """A file name out of a company's: ASCII, small letters and hyphens."""
    whole_words = re.sub(r"['’]", "", company)
    ascii_only = unicodedata.normalize("NFKD", whole_words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60]


def _with_stdin(told: Told) -> Told:
    if told.notes != "-":
        return told
    try:
        return replace(told, notes=sys.stdin.buffer.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise WordsError("--notes -: this is not UTF-8 text.") from error
