"""Reads the words of a request: moments back and ahead, and the fields of an event; each is echoed as understood."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from followup_mail.cli.events import News
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask
from followup_mail.entries import EVENTS
from followup_mail.errors import NotFoundError, WordsError, visible
from followup_mail.model import Interview, Scope
from followup_mail.moments import (
    NotUnderstood,
    in_the_coming_week,
    read_day,
    read_instant,
    read_span,
    read_timeframe,
    say_day,
)

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

DAYS = ("until", "back_on")


def moment_back(session: Session, words: str | None, option: str) -> datetime | None:
    """An instant that was, in the person's own zone; None for no words. Raises WordsError, also for one to come."""
    if words is None:
        return None
    now, zone = session.now, session.setup.zone
    try:
        moment = read_instant(words, zone, now=now, look="back")
        if moment > now and read_instant(words, zone, now=now, look="back", at=time(0)) <= now:
            return now  # "today", before five in the afternoon
    except NotUnderstood as error:
        raise WordsError(f"{option}: {error}") from error
    if moment > now:
        raise WordsError(f"{option}: {_day(moment.date())} {moment:%H:%M} lies ahead; tell it when it has happened.")
    return moment


def day_ahead(session: Session, words: str | None, option: str, *, since: datetime | None = None) -> date | None:
    """A day to come as seen from `since` (default: now), in the person's own zone; None for no words.

    Raises WordsError, also for a day that was over by then.
    """
    if words is None:
        return None
    start = since or session.now
    try:
        day = read_day(words, session.setup.zone, now=start, look="ahead")
    except NotUnderstood as error:
        raise WordsError(f"{option}: {error}") from error
    if day < start.astimezone(session.setup.zone).date():
        raise WordsError(f"{option}: {_day(day)} was over by then; please write a later day.")
    return day


def reply_moment(dossier: "Dossier", reply: str) -> datetime:
    """The instant of the `reply_seen` entry that `heard … --for ID` explains."""
    for event in dossier.history:
        if event.id == reply and event.event == "reply_seen":
            return event.at
    raise NotFoundError(f"the journal of {dossier.application.id} has no reply “{reply}”.")


def fields_of(
    session: Session,
    dossier: "Dossier",
    news: News,
    words: str | None,
    given: dict[str, str | None],
    when: datetime,
) -> tuple[dict[str, object], str]:
    """The fields of the event as the journal keeps them, and their echo for the person."""
    fields: dict[str, object] = dict(news.given)
    said = {name: value for name, value in given.items() if value is not None}
    if words is not None and not words.strip():
        words = None
    if words is not None and visible(words) != words:
        raise WordsError(f"“{words}” has a line break or an invisible character in it; type it again without.")
    if news.words is not None and words is None and said.get(news.words) is None and news.asks is not None:
        if not session.terminal:
            raise WordsError(f"please add the words: {news.word} “{news.example}”")
        words = ask(f"{news.menu}:", stem=news.asks) or None
        if words is None:
            raise WordsError("no words came, so nothing was noted.")
    if words is not None:
        if news.words is None:
            raise WordsError(f"“{news.word}” takes no further words, but “{words}” came.")
        said[news.words] = words
    echo = ""
    takes = {field.attribute for field in EVENTS[news.event].fields}
    for name, value in said.items():
        option = f"--{name.replace('_', '-')}"
        if name not in takes and name != "when":
            raise WordsError(f"{option} says nothing with “{news.word}”; leave it away.")
        try:
            echo += _add(fields, name, value, session, dossier, when)
        except NotUnderstood as error:
            told_by = f"{option}: " if words is None or name != news.words else ""
            raise WordsError(f"{told_by}{error}") from error
    if news.event in ("interview_cancelled", "interview_moved"):
        fields |= _of_interview(news, fields, dossier, when)
    return fields, echo


def _of_interview(news: News, fields: dict[str, object], dossier: "Dossier", when: datetime) -> dict[str, object]:
    """Which interview was moved or called off, and what the notes say of a moved one."""
    interview = str(fields.get("interview") or _coming_interview(dossier, when).id)
    if news.event == "interview_cancelled":
        return {"interview": interview}
    return {"interview": interview, "was": noted_start(dossier, interview).isoformat()}


def noted_start(dossier: "Dossier", interview: str) -> datetime:
    """When an interview begins by the notes, whatever the journal says."""
    return next(each.start for each in dossier.written.interviews if each.id == interview)


def _add(fields: dict[str, object], name: str, value: str, session: Session, dossier: "Dossier", when: datetime) -> str:
    """Put one field into `fields` in the journal's form; its echo as understood."""
    zone = dossier.application.zone
    if name == "promised":
        fields[name] = value
        day = read_timeframe(value).deadline(when.astimezone(zone).date(), dossier.calendar)
        return f": “{value}” → {_day(day)}" if day else f": “{value}”, which names no day"
    if name == "when":
        span = read_span(value, zone, now=session.now)
        if span.end <= when:  # nobody moves a talk into the past
            span = in_the_coming_week(value, zone, now=session.now) or span
        fields["start"], fields["end"] = span.start.isoformat(), span.end.isoformat()
        return f": {_day(span.start.date())} {span.start:%H:%M} to {span.end:%H:%M}"
    if name == "first_choice":
        fields[name] = True
        return "; this one is your first choice"
    if name in ("respond_by", "decide_by"):
        moment = read_instant(value, session.setup.zone, now=when, look="ahead")
        fields[name] = moment.isoformat()
        return f"; {'you will answer' if name == 'decide_by' else 'answer'} by {_day(moment.date())} {moment:%H:%M}"
    if name in DAYS and (day := day_ahead(session, value, f"--{name.replace('_', '-')}", since=when)):
        fields[name] = day.isoformat()
        return f" until {_day(day)}" if name == "until" else f": back on {_day(day)}"
    if name == "scope":
        fields[name] = _scope(value)
        return ""
    if name == "interview":
        fields[name] = _interview(value, dossier)
        return ""
    fields[name] = value
    return f": {value}"


def _day(day: date) -> str:
    return say_day(day, weekday=True, short=True, year=True)


def _scope(words: str) -> str:
    wanted = words.lower().replace("-", "_").replace(" ", "_")
    found = [scope.value for scope in Scope if wanted and scope.value.startswith(wanted)]
    if len(found) != 1:
        raise WordsError(f"--scope “{words}”: please write next-step or final-decision.")
    return found[0]


def _interview(words: str, dossier: "Dossier") -> str:
    known = [interview.id for interview in dossier.application.interviews]
    if words not in known:
        raise WordsError(f"--interview {words}: there is {', '.join(known)}.")
    return words


def _coming_interview(dossier: "Dossier", when: datetime) -> Interview:
    ahead = [i for i in dossier.application.interviews if not i.cancelled and i.end > when]
    if len(ahead) == 1:
        return ahead[0]
    known = ", ".join(i.id for i in dossier.application.interviews)
    raise WordsError(f"please say which interview: --interview {known}.")
