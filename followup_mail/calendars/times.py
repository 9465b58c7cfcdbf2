"""When an invitation's event begins and ends, in the right zone, or with a word about what the file leaves open.

The zone is what the TZID names; else what the file's own VTIMEZONE says; else the time stays as it is written, without
a zone, and that is told. Nothing is guessed.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from followup_mail.calendars.blocks import Block, Property
from followup_mail.calendars.file_zones import in_utc, offset_in, stamp_in
from followup_mail.calendars.windows_zones import iana_of_short
from followup_mail.calendars.zone_names import zone_of
from followup_mail.errors import NeedsALookError
from followup_mail.moments import say_clock, say_day
from followup_mail.records import record
from followup_mail.zones import zone_with_key

_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?\Z", re.IGNORECASE
)
YEARS = range(1990, 2100)


@record(frozen=True, slots=True)
class Times:
    """`start` and `end` are aware; naive where the file names no zone that can be told; dates where it has no clock.

    `zone` is None where only an offset is known, or nothing. `end` is None where the file has none that can be used.
    """

    start: datetime | date
    end: datetime | date | None
    zone: ZoneInfo | None
    warnings: tuple[str, ...] = ()

    @property
    def floating(self) -> bool:
        """Whether the file gives a clock time and not where that clock hangs."""
        return isinstance(self.start, datetime) and self.start.tzinfo is None


@record(frozen=True, slots=True)
class _Moment:
    """One time of the file as read."""

    at: datetime | date
    zone: ZoneInfo | None
    warnings: tuple[str, ...] = ()


def read_times(event: Block, calendar: Block) -> Times | None:
    """The times of a VEVENT; None where it has no start. Raises NeedsALookError for a start that cannot be read."""
    written = event.first("DTSTART")
    if written is None:
        return None
    start = _moment(written, calendar)
    if start is None:
        raise NeedsALookError(f"the start of the event, “{written.line[:60]}”, cannot be read.")
    warnings = list(start.warnings)
    if isinstance(start.at, datetime) and start.at.tzinfo is None and (named := _named_elsewhere(event, calendar)):
        warnings.append(f"elsewhere the file names {named}, perhaps for this time too")
    end = _end(event, calendar, start, warnings)
    return Times(start.at, end, start.zone, tuple(warnings))


def instant(written: Property | None, calendar: Block) -> datetime | None:
    """A time of the file as an instant in UTC; None where there is none, or none that can be told."""
    found = _moment(written, calendar) if written is not None else None
    if found is None or not isinstance(found.at, datetime) or found.at.tzinfo is None:
        return None
    return found.at.astimezone(UTC)


def _moment(written: Property, calendar: Block) -> _Moment | None:
    found = stamp_in(written.value)
    if found is None or found[0].year not in YEARS:
        return None
    moment, has_clock, is_utc = found
    if not has_clock:
        return _Moment(moment.date(), None, ("the file names a day and no clock time",))
    name = written.parameters.get("TZID", "").strip()
    zone = zone_of(name) if name else None
    if is_utc:
        return _in_utc(moment, name, zone)
    if not name:
        said = f"the file names no zone for {say_clock(moment)}, so it is not known whose clock that is"
        return _Moment(moment, None, (said,))
    own = calendar.zones.get(name)
    return _local(moment, name, zone, own)


def _in_utc(moment: datetime, name: str, zone: ZoneInfo | None) -> _Moment:
    there = moment.replace(tzinfo=UTC)
    if zone is None or zone.key in ("UTC", "Etc/UTC"):
        return _Moment(there.astimezone(ZoneInfo("UTC")), ZoneInfo("UTC"))
    local = there.astimezone(zone)
    said = f"the file gives {say_clock(moment)} as UTC and names {name} too; read as {say_clock(local)} in {zone.key}"
    return _Moment(local, zone, (said,))


def _local(moment: datetime, name: str, zone: ZoneInfo | None, own: Block | None) -> _Moment:
    """A clock time in the zone called `name`: `zone` if the name tells, with what the file's own definition says."""
    defined = offset_in(own, moment) if own is not None else None
    if zone is None and own is not None and (place := own.line("X-LIC-LOCATION")):
        zone = zone_of(place)
    if zone is None and (key := iana_of_short(name)) and (by_lotus := zone_with_key(key)):
        agrees = defined in (None, moment.replace(tzinfo=by_lotus).utcoffset())
        zone = by_lotus if agrees else None
    if zone is not None:
        return _Moment(moment.replace(tzinfo=zone), zone, tuple(_doubts(moment, zone, name, defined)))
    if defined is not None:
        return _Moment(in_utc(moment, defined).astimezone(timezone(defined)), None)
    said = f"nothing is known of a zone “{name[:60]}”, so it is not known whose clock {say_clock(moment)} is"
    return _Moment(moment, None, (said,))


def _doubts(moment: datetime, zone: ZoneInfo, name: str, defined: timedelta | None) -> list[str]:
    found = []
    offset = moment.replace(tzinfo=zone).utcoffset()
    if defined is not None and offset is not None and defined != offset:
        found.append(
            f"the file's own rules for {name} say {said_offset(defined)} on that day, {zone.key} has "
            f"{said_offset(offset)}; read as {zone.key}"
        )
    if offset != moment.replace(tzinfo=zone, fold=1).utcoffset():
        day = say_day(moment.date(), year=True)
        found.append(f"the clocks change in {zone.key} on {day}, so {say_clock(moment)} is not plain there")
    return found


def _end(event: Block, calendar: Block, start: _Moment, warnings: list[str]) -> datetime | date | None:
    written = event.first("DTEND")
    length = _length(event)
    end: datetime | date | None = None
    if written is not None:
        found = _moment(written, calendar)
        end = found.at if found else None
        if found is None:
            warnings.append(f"the end, “{written.line[:60]}”, cannot be read")
    elif length is not None:
        end = _after(start.at, length)
    if end is None:
        return None
    if isinstance(start.at, datetime) and isinstance(end, datetime):
        if (start.at.tzinfo is None) != (end.tzinfo is None):
            warnings.append("start and end are not given by the same clock, so the end is left out")
            return None
        if start.at.tzinfo is not None:
            end = end.astimezone(start.at.tzinfo)
    elif isinstance(start.at, datetime) or isinstance(end, datetime):
        warnings.append("one of start and end has a clock time and the other has not, so the end is left out")
        return None
    if not _later(end, start.at):
        if end != start.at:
            warnings.append("the end lies before the start, so it is left out")
        return None
    return end


def _later(end: datetime | date, start: datetime | date) -> bool:
    if isinstance(end, datetime) and isinstance(start, datetime):
        return end.astimezone(UTC) > start.astimezone(UTC) if start.tzinfo else end > start
    return end > start


def _length(event: Block) -> timedelta | None:
    found = _LENGTH.match(event.line("DURATION"))
    if found is None or found[1] == "-" or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _after(start: datetime | date, length: timedelta) -> datetime | date | None:
    """Days by the calendar, the rest elapsed (RFC 5545 section 3.3.6)."""
    try:
        if not isinstance(start, datetime):
            return start + timedelta(days=max(length.days, 1))
        days, rest = timedelta(days=length.days), length - timedelta(days=length.days)
        if start.tzinfo is None:
            return start + length
        return ((start + days).astimezone(UTC) + rest).astimezone(start.tzinfo)
    except OverflowError:
        return None


def _named_elsewhere(event: Block, calendar: Block) -> str:
    """A zone that stands somewhere else in the file, which a calendar program may or may not have meant."""
    return next(
        (found for block in (event, calendar) for name in ("TZID", "X-WR-TIMEZONE") if (found := block.line(name))), ""
    )


def said_offset(offset: timedelta) -> str:
    """An offset as "UTC-05:00"."""
    minutes = int(offset.total_seconds() // 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
