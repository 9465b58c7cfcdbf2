"""Instants in the notation of ISO 8601: `2026-07-14T10:00-04:00`, `2026-07-14 10:00`, `2026-07-14T14:00Z`."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from followup_mail.moments.calendar_dates import existing
from followup_mail.moments.clocks import instant_of
from followup_mail.moments.words import NotUnderstood, quoted

ISO = (
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})[t ](?P<hour>[0-9]{2}):?(?P<minute>[0-9]{2})"
    r"(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?(?P<offset>z|[+-][0-9]{2}(?::?[0-9]{2})?)?(?![0-9])"
)


def iso_instant(match: re.Match[str], zone: ZoneInfo) -> datetime:
    """The instant that ISO matched, in `zone`; without an offset it is the zone's own clock.

    Raises NotUnderstood for a day or time that does not exist.
    """
    existing(int(match["d"]), int(match["m"]), int(match["y"]), None, match[0])
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise NotUnderstood(f"{quoted(match[0])}: there is no such time, a day ends with 23:59")
    clock = time(hour, minute, second)
    if not match["offset"]:
        return instant_of(day, clock, zone)
    return datetime.combine(day, clock, _offset(match["offset"])).astimezone(zone)


def _offset(written: str) -> timezone:
    if written == "z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[3:].lstrip(":") or 0)
    if hours > 14 or minutes > 59:
        raise NotUnderstood(f"{quoted(written)}: no zone is so far from UTC")
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(-size if written[0] == "-" else size)
