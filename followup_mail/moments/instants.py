"""One instant or one day, in the words of a command line.

Decides which of several days or times is meant, looking back or ahead as the option does; words like "end of next
week" are read as when an employer says them. `now` is given: nothing here reads a clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from followup_mail.moments.clocks import instant_of, read_clocks
from followup_mail.moments.days import find_day
from followup_mail.moments.iso import ISO, iso_instant
from followup_mail.moments.timeframes import read_timeframe
from followup_mail.moments.words import WEEKDAY, NotUnderstood, pattern, quoted, tidy
from followup_mail.workdays import Calendar

DAY = timedelta(days=1)
UNDERSTOOD = "write it such as “20 Nov 17:00”, “Friday 5pm”, “tomorrow noon” or “2026-11-20”"


def read_instant(
    words: str, zone: ZoneInfo, *, now: datetime, look: Literal["back", "ahead"], at: time = time(17)
) -> datetime:
    """Read an instant, in `zone`: "now", "in 3 hours", "Friday 5pm", "20 Nov 17:00", "2026-11-20", ISO with an offset.

    A day without a clock time means `at`, looking back at the latest now; a clock time without a day is the nearest on
    the side that is looked to. Raises NotUnderstood for all that is unclear or does not exist.
    """
    text, now = tidy(words), now.astimezone(zone)
    if text in ("now", "just now", "right now"):
        return now
    iso = pattern(ISO).fullmatch(text)
    if iso is not None:
        return iso_instant(iso, zone)
    if (elapsed := _elapsed(text)) is not None:
        return (now.astimezone(UTC) + elapsed).astimezone(zone)
    found = find_day(text, today=now.date(), look=look)
    said = read_clocks(
        found.rest if found else pattern(r"^(?:at|by|until) ").sub("", text), found.half if found else ""
    )
    if said is None or said.end is not None or said.length is not None or (found is None and said.start is None):
        return instant_of(_as_said(words, now, look), at, zone)
    if found is None:
        return _nearest(instant_of(now.date(), said.start or at, zone), now, look, DAY)
    instant = instant_of(found.day, said.start or at, zone)
    if said.start is None:
        return min(instant, now, key=_in_utc) if look == "back" and found.day == now.date() else instant
    return _nearest(instant, now, look, 7 * DAY) if _names_a_weekday_alone(text, found.day, now) else instant


def read_day(words: str, zone: ZoneInfo, *, now: datetime, look: Literal["back", "ahead"]) -> date:
    """Read a day, as the clocks of `zone` have it; a clock time beside it is left aside.

    A weekday looking ahead is never today. Raises NotUnderstood for all that is unclear or does not exist.
    """
    text, now = tidy(words), now.astimezone(zone)
    if text == "now":
        return now.date()
    iso = pattern(ISO).fullmatch(text)
    if iso is not None:
        return iso_instant(iso, zone).date()
    if (elapsed := _elapsed(text)) is not None:
        return (now.astimezone(UTC) + elapsed).astimezone(zone).date()
    found = find_day(text, today=now.date(), look=look)
    rest = pattern(r"^(?:by|on|until|till|from|back)?\s?").sub("", found.rest) if found else text
    said = read_clocks(rest, found.half if found else "")
    if found is None or said is None or said.end is not None or said.length is not None:
        return _as_said(words, now, look)
    if look == "ahead" and _names_a_weekday_alone(text, found.day, now):
        return found.day + 7 * DAY
    return found.day


def _elapsed(text: str) -> timedelta | None:
    """The distance of "in 3 hours" and "20 minutes ago": hours are elapsed, days are read as days elsewhere."""
    match = pattern(
        r"(?P<ahead>in )?(?P<n>[0-9]{1,4}(?:\.5)?|an?|half an) (?P<unit>hour|hr|h|minute|min|m)s?"
        r"(?P<ago> ago| from now)?"
    ).fullmatch(text)
    if match is None or not (match["ahead"] or match["ago"]):
        return None
    number = 0.5 if match["n"] == "half an" else 1 if match["n"][0] == "a" else float(match["n"])
    size = timedelta(hours=number) if match["unit"].startswith("h") else timedelta(minutes=number)
    return -size if match["ago"] == " ago" else size


def _as_said(words: str, now: datetime, look: str) -> date:
    """The day of words that employers use: "end of next week", "in two weeks", "mid-December"."""
    try:
        day = read_timeframe(words).deadline(now.date(), Calendar()) if look == "ahead" else None
    except NotUnderstood as not_understood:
        if "does not exist" in str(not_understood) or "may be" in str(not_understood):
            raise
        day = None
    if day is None:
        raise NotUnderstood(f"{quoted(words)} is not understood: {UNDERSTOOD}")
    return day


def _names_a_weekday_alone(text: str, day: date, now: datetime) -> bool:
    """Whether today was named by its weekday, so that another such day may be meant as well."""
    return (
        day == now.date() and pattern(WEEKDAY).search(text) is not None and pattern(r"\btoday\b").search(text) is None
    )


def _nearest(instant: datetime, now: datetime, look: str, step: timedelta) -> datetime:
    """The instant itself if it lies on the side that is looked to, else the next such one there."""
    ahead = _in_utc(instant) > _in_utc(now)
    if look == "back" and ahead:
        return instant - step
    return instant + step if look == "ahead" and not ahead else instant


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
