"""The offset that a file's own VTIMEZONE gives for a clock time (RFC 5545 section 3.6.5).

Worked out for the one moment that is asked for, from the rules that calendar programs write: a weekday or a day of one
month, each year. A zone with any other rule gives no offset, so that a hostile file has nothing to run.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from followup_mail.calendars.blocks import Block
from followup_mail.records import record

_STAMP = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z)?)?\Z", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2}):?(\d{2})?\Z")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)\Z")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_KNOWN = {"FREQ", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "INTERVAL", "WKST", "COUNT"}
_LONGEST = timedelta(hours=15)  # no clock on earth is further from UTC
_MOST_DATES = 2_000


class _UnknownRuleError(ValueError):
    """A rule that is not one of those calendar programs write."""


@record(frozen=True, slots=True)
class _Change:
    """When the clock was set, by the clock before, and the offset from then on."""

    at: datetime
    offset: timedelta


def offset_in(zone: Block, moment: datetime) -> timedelta | None:
    """The offset from UTC at `moment`, a naive time by that zone's clock; None where its rules cannot be told."""
    before: timedelta | None = None
    first: datetime | None = None
    latest: _Change | None = None
    try:
        for observance in zone.blocks:
            if observance.name not in ("STANDARD", "DAYLIGHT"):
                continue
            start, was, becomes = _terms(observance)
            if first is None or start < first:
                first, before = start, was
            for onset in _onsets(observance, start, was, moment):
                if onset <= moment and (latest is None or onset > latest.at):
                    latest = _Change(onset, becomes)
    except (_UnknownRuleError, OverflowError):
        return None
    return latest.offset if latest else before


def stamp_in(text: str) -> tuple[datetime, bool, bool] | None:
    """A date or a date with a time, naive, whether it has a time, and whether it is UTC's; None for any other text."""
    found = _STAMP.match(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        # A leap second, 60, is the last one that a clock shows here.
        return datetime(year, month, day, hour, minute, min(second, 59)), found[4] is not None, bool(found[7])  # noqa: DTZ001  # the zone is found out later
    except ValueError:
        return None


def _terms(observance: Block) -> tuple[datetime, timedelta, timedelta]:
    found = stamp_in(observance.line("DTSTART"))
    if found is None:
        raise _UnknownRuleError
    return found[0], _offset(observance.line("TZOFFSETFROM")), _offset(observance.line("TZOFFSETTO"))


def _offset(text: str) -> timedelta:
    found = _OFFSET.match(text)
    if found is None:
        raise _UnknownRuleError
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if length > _LONGEST:
        raise _UnknownRuleError
    return -length if found[1] == "-" else length


def _onsets(observance: Block, start: datetime, was: timedelta, moment: datetime) -> Iterator[datetime]:
    """The times at which it begins that may be the latest before `moment`."""
    yield start
    dates = [text for each in observance.all("RDATE") for text in each.value.split(",")]
    if len(dates) > _MOST_DATES:
        raise _UnknownRuleError
    for text in dates:
        found = stamp_in(text.partition("/")[0])
        if found is not None:
            yield found[0] + was if found[2] else found[0]
    for rule in observance.all("RRULE"):
        yield from _yearly(rule.value, start, was, moment)


def _yearly(rule: str, start: datetime, was: timedelta, moment: datetime) -> Iterator[datetime]:
    parts = dict(part.upper().partition("=")[::2] for part in rule.strip().strip(";").split(";"))
    if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1" or not parts.keys() <= _KNOWN:
        raise _UnknownRuleError
    last = moment.year
    until = None
    if "UNTIL" in parts:
        found = stamp_in(parts["UNTIL"])
        if found is None:
            raise _UnknownRuleError
        until = found[0] + was if found[2] else found[0]
        if not found[1]:
            until = datetime.combine(until, time.max)
        last = min(last, until.year)
    if "COUNT" in parts:
        last = min(last, start.year + _number(parts["COUNT"]) - 1)
    for year in (last, last - 1):
        onset = datetime.combine(_day_of(parts, start, year), start.time()) if year >= start.year else start
        if onset >= start and (until is None or onset <= until):
            yield onset


def _day_of(parts: dict[str, str], start: datetime, year: int) -> date:
    month = _number(parts.get("BYMONTH", str(start.month)))
    if not 1 <= month <= 12:
        raise _UnknownRuleError
    length = monthrange(year, month)[1]
    days = [_number(text) for text in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else None
    if "BYDAY" not in parts:
        chosen = days or [start.day]
        return date(year, month, min(max(chosen[0] if chosen[0] > 0 else length + 1 + chosen[0], 1), length))
    found = _DAY.match(parts["BYDAY"])
    if found is None:
        raise _UnknownRuleError
    weekday = _WEEKDAYS.index(found[2])
    fitting = [day for day in range(1, length + 1) if date(year, month, day).weekday() == weekday]
    if days is not None:
        fitting = [day for day in fitting if day in days or day - length - 1 in days]
    nth = int(found[1] or 1)
    if nth == 0 or abs(nth) > len(fitting):
        raise _UnknownRuleError
    return date(year, month, fitting[nth - 1 if nth > 0 else nth])


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,4}", text):
        raise _UnknownRuleError
    return int(text)


def in_utc(moment: datetime, offset: timedelta) -> datetime:
    """The instant of a naive clock time with that offset."""
    return (moment - offset).replace(tzinfo=UTC)
