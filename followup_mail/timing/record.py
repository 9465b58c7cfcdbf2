"""What is known of one application at one instant, sorted by what the rules ask for.

Decides which interview was held, which entry of the journal counts for what, and which date the employer has named.
Instants are in UTC. Windows and messages are left to the other rooms of `timing`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime

from followup_mail.model import Application, Event, How, Interview, Scope
from followup_mail.records import record
from followup_mail.timing.office import Office

DECIDED = frozenset({"rejection", "offer", "withdrew", "accepted", "position_closed"})
NEWS = frozenset(
    {
        "update_no_date",
        "reply_seen",
        "new_promise",
        "invite_next_round",
        "interview_cancelled",
        "on_hold",
        "info_request",
    }
)


@record(frozen=True, slots=True)
class Talk:
    """An interview that takes place, with start and end in UTC and its day at the employer's."""

    interview: Interview
    start: datetime
    end: datetime
    day: date
    held: bool
    job: bool


@record(frozen=True, slots=True)
class Fact:
    """Something that happened, at an instant: "interview", or the name of an event. `position` is its place in the
    history, -1 for an interview."""

    what: str
    at: datetime
    position: int = -1
    event: Event | None = None
    interview: Interview | None = None


@record(frozen=True, slots=True)
class Named:
    """A date that the employer named: the last day that is theirs, when and in which words they said it.

    `spans`: the words give a length of time or a range, and the day is where it ends.
    """

    day: date
    at: datetime
    said: date
    words: str
    scope: Scope
    spans: bool = False


@record(frozen=False, slots=True)
class Record:
    """One application at `now`. Lists are soonest first; `history` holds settled events with their instants."""

    application: Application
    office: Office
    now: datetime
    history: Sequence[Event]
    raw: Sequence[Event]
    talks: list[Talk] = field(default_factory=list)
    cancelled: list[Interview] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    news: list[Fact] = field(default_factory=list)
    sent: list[Fact] = field(default_factory=list)
    skipped: list[Fact] = field(default_factory=list)
    bounced: list[Fact] = field(default_factory=list)
    decided: Fact | None = None
    withdrawing: Fact | None = None
    invited: Fact | None = None
    hushed: Fact | None = None
    silenced: Fact | None = None
    debt: Fact | None = None
    back_on: date | None = None

    def latest(self, what: str) -> Fact | None:
        """The latest event of that name."""
        return next((fact for fact in reversed(self.facts) if fact.what == what), None)

    def held(self) -> Iterator[Talk]:
        """The job interviews that are over."""
        return (talk for talk in self.talks if talk.held and talk.job)

    def ahead(self) -> Talk | None:
        """The next talk in the diary."""
        return next((talk for talk in self.talks if not talk.held), None)


def read_record(
    application: Application, history: Sequence[Event], raw: Sequence[Event], office: Office, now: datetime
) -> Record:
    """Sort the settled `history` of an application as it stands; `raw` is the history before it was settled."""
    record = Record(application, office, now, history, raw)
    for interview in application.interviews:
        if interview.cancelled:
            record.cancelled.append(interview)
            continue
        record.talks.append(talk_of(interview, office, now))
    record.talks.sort(key=lambda talk: talk.end)
    for position, event in enumerate(history):
        _sort(record, Fact(event.event, event.at.astimezone(UTC), position, event))
    return record


def talk_of(interview: Interview, office: Office, now: datetime) -> Talk:
    """The interview with its instants; whether it takes place is for the caller to know."""
    end = interview.end.astimezone(UTC)
    job = interview.how is not How.INFORMATIONAL
    return Talk(interview, interview.start.astimezone(UTC), end, office.day_of(end), end <= now, job)


def _sort(record: Record, fact: Fact) -> None:
    record.facts.append(fact)
    if fact.what in NEWS:
        record.news.append(fact)
    if fact.what in DECIDED:
        record.decided = fact
    elif sorter := _SORTERS.get(fact.what):
        sorter(record, fact)


def _sort_sent(record: Record, fact: Fact) -> None:
    record.sent.append(fact)
    kind = fact.event.kind if fact.event else None
    if kind == "info_reply":
        _pay(record, fact)
    elif kind == "withdrawal" and record.withdrawing is None:
        record.withdrawing = fact


def _sort_skipped(record: Record, fact: Fact) -> None:
    record.skipped.append(fact)
    if fact.event and fact.event.kind == "info_reply" and fact.event.until is None:
        _pay(record, fact)


def _sort_wish(record: Record, fact: Fact) -> None:
    if fact.event and fact.event.level == "no_contact":
        record.silenced = fact
    else:
        record.hushed = fact


def _sort_absence(record: Record, fact: Fact) -> None:
    back = fact.event.back_on if fact.event else None
    if back is not None:
        record.back_on = max(record.back_on or back, back)


def _pay(record: Record, fact: Fact) -> None:
    """What was asked for has been answered: the employer's week starts with the answer (timing.md 3.7, 24)."""
    if record.debt is not None:
        record.debt = None
        record.news.append(fact)


_SORTERS: Mapping[str, Callable[[Record, Fact], None]] = {
    "sent": _sort_sent,
    "skipped": _sort_skipped,
    "do_not_contact": _sort_wish,
    "out_of_office": _sort_absence,
    "bounced": lambda record, fact: record.bounced.append(fact),
    "wants_to_withdraw": lambda record, fact: setattr(record, "withdrawing", fact),
    "info_request": lambda record, fact: setattr(record, "debt", fact),
    "invite_next_round": lambda record, fact: setattr(record, "invited", fact),
}


def dates_named(record: Record) -> list[Named]:
    """Every date that the employer has named, in the order in which it was said; `on hold until` is one of them."""
    office, named = record.office, []
    for talk in record.talks:
        if not talk.held:
            continue
        for promise in talk.interview.promises:
            at = promise.at.astimezone(UTC) if promise.at else talk.end
            if at > record.now:
                continue
            said = office.day_of(at)
            day = promise.said.deadline(said, office.calendar)
            if day is not None:
                spans = not promise.said.names_its_deadline(said, office.calendar)
                named.append(Named(day, at, said, promise.said.words, promise.scope, spans))
    for fact in record.news:
        event = fact.event
        if event is None or fact.what not in {"new_promise", "on_hold"}:
            continue
        said = office.day_of(fact.at)
        day = event.promised.deadline(said, office.calendar) if event.promised else event.until
        if day is not None:
            words = event.promised.words if event.promised else ""
            spans = event.promised is not None and not event.promised.names_its_deadline(said, office.calendar)
            named.append(Named(day, fact.at, said, words, event.scope, spans))
    named.sort(key=lambda n: n.at)
    return named


def date_in_force(record: Record) -> Named | None:
    """The date to go by: of what was said last, the latest day.

    A date for the next step is kept by an invitation and by an interview on a later day; one for the final decision
    outlives both (timing.md 3.5, 3.7.7).
    """
    live = [
        named
        for named in dates_named(record)
        if named.scope is Scope.FINAL_DECISION
        or not (
            any(fact.what == "invite_next_round" and fact.at > named.at for fact in record.news)
            or any(talk.end > named.at and talk.day > named.said for talk in record.held())
        )
    ]
    return max(live, key=lambda named: (named.at, named.day), default=None)
