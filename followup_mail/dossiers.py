"""Reads a home folder: configuration, numbers and journal once, then one application after the other.

A dossier is one application with everything that is known of it at an instant. What cannot be read becomes a
`Problem` and never hides the rest. Decides nothing: the plan is `timing`'s.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_mail import config, history, home, journal, notes, policy, resources, zones
from followup_mail.calendars.public_holidays import calendar_for
from followup_mail.documents import Table, read_documents
from followup_mail.errors import Problem
from followup_mail.model import Application, Event, Message
from followup_mail.moments import NotUnderstood, say_clock, say_day
from followup_mail.records import record
from followup_mail.timing import Answer, answer_to_offer, plan
from followup_mail.workdays import Calendar


@record(frozen=True, slots=True)
class Setup:
    """What holds for every application of a home. `zone` is the person's own; `events` per application, unsettled."""

    home: home.Home
    config: config.Config
    policy: policy.Policy
    zone: ZoneInfo
    events: Mapping[str, tuple[Event, ...]]
    cache: Path | None
    problems: list[Problem] = field(default_factory=list)


@record(frozen=True, slots=True)
class Dossier:
    """One application at an instant: as the notes have it, as it stands after moves and cancellations, and its plan.

    `answer` is the one that an offer waits for: it is the person's own to give, and no message.
    """

    written: Application
    application: Application
    history: tuple[Event, ...]
    calendar: Calendar
    messages: tuple[Message, ...]
    answer: Answer | None = None


def read_setup(place: home.Home) -> Setup:
    """Configuration, numbers and journal of a home that may not exist yet; all their problems in `problems`."""
    problems: list[Problem] = []
    settings = _read_config(place, problems)
    zone = settings.timezone or zones.system_zone()
    numbers = read_policy(place, settings, problems)
    entries, found = journal.read(place.journal, my_zone=zone)
    problems += found
    events: dict[str, list[Event]] = {}
    for event in entries:
        if event.kind is not None and event.kind not in numbers.kinds:
            problem = f"entry {event.id} is about a “{event.kind}”, which is no kind of letter"
            problems.append(Problem(place.journal.name, None, "kind", problem, f"it can be {', '.join(numbers.kinds)}"))
        events.setdefault(event.application, []).append(event)
    return Setup(
        home=place,
        config=settings,
        policy=numbers,
        zone=zone,
        events={application: tuple(of_it) for application, of_it in events.items()},
        cache=home.cache_folder(),
        problems=problems,
    )


def read_dossiers(setup: Setup, now: datetime, problems: list[Problem]) -> Iterator[Dossier]:
    """Each readable application of the home by file name; what cannot be read is added to `problems`."""
    problems += home.overlooked(setup.home)
    for path in home.notes_files(setup.home):
        dossier = read_dossier(setup, path, now, problems)
        if dossier is not None:
            yield dossier


def read_dossier(setup: Setup, path: Path, now: datetime, problems: list[Problem]) -> Dossier | None:
    """The application of one notes file; None, and its problems added, where it cannot be read."""
    name = f"interviews/{path.name}"
    text = read_text(path, name, problems)
    if text is None:
        return None
    written, found = notes.read_notes(
        text, name, default_zone=setup.zone, default_country=setup.config.country_with_subdivision
    )
    problems += found
    if written is None:
        return None
    try:
        dossier = dossier_of(setup, written, now)
    except NotUnderstood as error:
        line = written.lines.get("country")
        problems.append(Problem(name if line else "config.yaml", line, "country", str(error), "see docs/notes.md"))
        return None
    problems += _about_no_interview(setup, dossier)
    problems += _changed_after_a_move(dossier)
    return dossier


def _about_no_interview(setup: Setup, dossier: Dossier) -> Iterator[Problem]:
    """Entries of the journal about an interview that the notes do not have: they would count for nothing."""
    known = [interview.id for interview in dossier.written.interviews]
    for event in dossier.history:
        if event.interview is not None and event.interview not in known:
            has = f"{dossier.written.file} has {', '.join(known)}"
            wrong = f"entry {event.id} is about interview {event.interview}, and {has}"
            yield Problem(setup.home.journal.name, None, "interview", wrong, "mend the line, or delete it")


def _changed_after_a_move(dossier: Dossier) -> Iterator[Problem]:
    """A `when` that was changed after the journal had moved its interview: only the person knows which holds."""
    written = dossier.written
    for interview, move in history.overruled(written, dossier.history):
        start, end = ((moment or interview.end).astimezone(written.zone) for moment in (move.start, move.end))
        noted = _said(interview.start, interview.end)
        wrong = f"is {noted}, but the journal has the talk moved to {_said(start, end)}, and that counts"
        again = f"followup-mail heard {written.id} moved “{noted}” --interview {interview.id}"
        remedy = f"write the new time here, or, if the notes are right: {again}"
        yield Problem(written.file, written.lines.get(f"{interview.id}.when"), "when", wrong, remedy)


def _said(start: datetime, end: datetime) -> str:
    return f"{say_day(start.date(), year=True, short=True)}, {say_clock(start)} to {say_clock(end)}"


def dossier_of(setup: Setup, written: Application, now: datetime) -> Dossier:
    """The dossier of an application, given as its notes have it, at `now`. Raises NotUnderstood for an odd country."""
    events = setup.events.get(written.id, ())
    settled = history.settled(events, now)
    application = history.as_it_stands(written, settled)
    calendar = _calendar(setup, application, now)
    messages = plan(application, events, now=now, policy=setup.policy, calendar=calendar)
    answer = answer_to_offer(settled, now)
    return Dossier(written, application, settled, calendar, tuple(messages), answer)


def read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a person's file as UTF-8 without its byte order mark; None and a problem where that fails."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "", "this is not UTF-8 text", "save the file as UTF-8"))
    except OSError as error:
        remedy = "move it away" if path.is_dir() else "check the file's permissions"
        problems.append(Problem(name, None, "", f"cannot be read ({error.strerror})", remedy))
    return None


def read_policy(place: home.Home, settings: config.Config, problems: list[Problem]) -> policy.Policy:
    """The shipped numbers and kinds, with the person's own templates/policy.yaml and config.yaml laid over them."""
    shipped = read_table(resources.folder("templates") / "policy.yaml", "templates/policy.yaml", problems)
    overrides: list[tuple[str, Table]] = []
    own = place.templates / "policy.yaml"
    if own.exists() and (table := read_table(own, "templates/policy.yaml", problems)):
        overrides.append(("templates/policy.yaml", table))
    if settings.timing is not None:
        line = settings.timing.line
        overrides.append(("config.yaml", Table({"timing": settings.timing}, {"timing": line}, line)))
    if shipped is None:
        raise FileNotFoundError(resources.folder("templates") / "policy.yaml")
    numbers, found = policy.read_policy(shipped, overrides)
    problems += found
    return numbers


def read_table(path: Path, name: str, problems: list[Problem]) -> Table | None:
    """The first document of a person's YAML; None where it cannot be read, which is told, or says nothing."""
    text = read_text(path, name, problems)
    if text is None:
        return None
    tables, found = read_documents(text, name)
    problems += found
    return tables[0] if tables else None


def _read_config(place: home.Home, problems: list[Problem]) -> config.Config:
    if not place.config.exists():
        return config.Config()
    text = read_text(place.config, "config.yaml", problems)
    if text is None:
        return config.Config()
    settings, found = config.read_config(text, "config.yaml")
    problems += found
    return settings


def _calendar(setup: Setup, application: Application, now: datetime) -> Calendar:
    years = [now.year, *(interview.end.year for interview in application.interviews)]
    return calendar_for(
        application.country,
        application.subdivision,
        weekend=application.weekend,
        years=(min(years), max(years) + 1),
        cache=setup.cache,
    )
