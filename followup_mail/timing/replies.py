"""Messages that something calls for: an offer, a no, a question, another employer's offer, a change of mind.

Works entirely from the entries of templates/policy.yaml: which event calls for a kind, when its reply may go, what
makes it pointless. Decides nothing about a kind that its entry does not say.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from followup_mail.model import Address, Event, Route
from followup_mail.policy import Kind, Policy
from followup_mail.policy.kinds import Preference, Term
from followup_mail.timing.addressees import reader_of
from followup_mail.timing.candidate import Block, Candidate, postponed
from followup_mail.timing.office import Office
from followup_mail.timing.record import Fact, Record
from followup_mail.timing.window import Window, in_order
from followup_mail.workdays import ONE_DAY


def replies(record: Record, policy: Policy, contact: tuple[Address | None, Route]) -> Iterator[Candidate]:
    """A reply of each kind whose cause exists, the latest cause counting."""
    talked = any(True for _ in record.held())
    for kind in policy.kinds.values():
        if kind.after is None or (kind.after_interview and not talked):
            continue
        cause = _cause(record, kind.after)
        reader = reader_of(kind, record, contact)
        if cause is None or reader is None:
            continue
        later = (cause.at, cause.position)
        mine = [f for f in record.facts if f.event and f.event.kind == kind.name and (f.at, f.position) > later]
        sent = [f for f in mine if f.what == "sent"]
        skipped, until = postponed(record, kind, [f for f in mine if f.what == "skipped"])
        window = _window(kind, cause, record.office)
        if until is not None and until.opens > window.not_before:
            opens = until.opens
            window = in_order(opens, window.best, window.not_after, window.give_up)
        yield Candidate(
            kind=kind,
            record=record,
            rule="reply",
            to=reader[0],
            route=reader[1],
            window=window,
            since=cause,
            floors=[until] if until else [],
            sent=sent[-1] if sent else None,
            block=_block(record, kind, cause) or skipped,
        )


def _cause(record: Record, after: str) -> Fact | None:
    if after != "interview":
        return record.latest(after)
    held = [talk for talk in record.talks if talk.held]
    return Fact("interview", held[-1].end, interview=held[-1].interview) if held else None


def _block(record: Record, kind: Kind, cause: Fact) -> Block | None:
    """A later event that leaves nothing to reply to; a wish not to be written to, unless they wrote again."""
    later = (cause.at, cause.position)
    if kind.unless_decided and (over := record.decided or record.withdrawing):
        return Block("decided" if record.decided else "withdrawing", over)
    for fact in record.facts:
        if fact.what in kind.ends_with and (fact.at, fact.position) > later:
            return Block("overtaken", fact)
    silenced = record.silenced
    if (
        silenced is not None
        and kind.to != "referrer"
        and (kind.optional or kind.unless_decided or (silenced.at, silenced.position) > later)
    ):
        return Block("do_not_write", silenced)
    if record.application.do_not_write and kind.to != "referrer" and (kind.optional or kind.unless_decided):
        return Block("do_not_write")
    return None


def _window(kind: Kind, cause: Fact, office: Office) -> Window:
    if kind.window is None:
        raise ValueError(f"the kind {kind.name} has no window")
    rule, event = kind.window, cause.event
    opens = _moment(rule.not_before, cause.at, event, office) or cause.at
    opens = max(opens, cause.at)
    closes = _moment(rule.not_after, cause.at, event, office, least=opens) or opens
    ends = _moment(rule.give_up, cause.at, event, office) or closes
    if isinstance(rule.best, str):
        best = _best(rule.best, opens, closes, cause, office)
    else:
        best = min(_moment(rule.best, cause.at, event, office, least=opens) or opens, closes)
    return in_order(opens, best, closes, ends)


def _best(wish: str, opens: datetime, closes: datetime, cause: Fact, office: Office) -> datetime:
    """A good hour within the window: in the office, else a polite one, else at once."""
    hours = [office.office_hour(opens), office.polite_hour(opens)]
    if wish == "next business morning":
        hours.insert(0, office.opens(office.calendar.add(office.day_of(cause.at), 1)))
    return next((hour for hour in hours if opens <= hour <= closes), opens)


def _moment(
    preference: Preference, start: datetime, event: Event | None, office: Office, *, least: datetime | None = None
) -> datetime | None:
    """The first of the preferred moments that exists and, with `least`, is not before it."""
    for sooner in preference:
        moments = [m for term in sooner if (m := _term(term, start, event, office)) is not None]
        if moments and (least is None or min(moments) >= least):
            return min(moments)
    return None


def _term(term: Term, start: datetime, event: Event | None, office: Office) -> datetime | None:
    if term.field is None:
        return _later(start, term, office) if term.amount else start
    named = _instant(getattr(event, term.field, None), office)
    return named if named is None or not term.amount else _earlier(named, term, office)


def _later(start: datetime, term: Term, office: Office) -> datetime:
    if term.unit == "hours":
        return start + timedelta(hours=term.amount)
    if term.unit == "days":
        return office.days_later(start, term.amount)
    return office.closes(office.calendar.add(office.day_of(start), term.amount))


def _earlier(end: datetime, term: Term, office: Office) -> datetime:
    if term.unit == "hours":
        return end - timedelta(hours=term.amount)
    if term.unit == "days":
        return office.days_later(end, -term.amount)
    return office.closes(_business_days_before(office, office.day_of(end), term.amount))


def _business_days_before(office: Office, day: date, count: int) -> date:
    for _ in range(count):
        day = office.calendar.up_to_day(day - ONE_DAY)
    return day


def _instant(value: datetime | date | None, office: Office) -> datetime | None:
    """A date is meant to its office's close."""
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return office.closes(value) if value is not None else None


def latest_of(candidates: Sequence[Candidate], cause: str) -> Candidate | None:
    """The reply that an event of that name calls for."""
    return next((c for c in candidates if c.kind.after == cause), None)
