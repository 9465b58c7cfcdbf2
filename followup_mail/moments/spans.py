"""When an interview was: a start and an end in the employer's zone.

Decides what a `when:` means, and says in words what it left open. Nothing is read from a clock: `now` is given where
words like "yesterday" may be used.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from followup_mail.moments.clocks import ClockWords, instant_of, read_clocks
from followup_mail.moments.days import Look, find_day
from followup_mail.moments.iso import ISO, iso_instant
from followup_mail.moments.saying import MONTH_NAMES
from followup_mail.moments.words import NotUnderstood, month_number, pattern, quoted, tidy
from followup_mail.records import record

A_WEEK = timedelta(days=7)
USUAL_LENGTH = timedelta(minutes=60)
START_OF_DAY, END_OF_DAY = time(9), time(17)
DATE_AND_RANGE = r"[0-9-]{10} [0-9]{2}:[0-9]{2}-(?!0[0-9]:[0-9]{2}(?!\S))"  # up to -09:00 it is an offset
SUGGESTED = (  # 17 Nov 2026, 14:00 to 15:00
    r"(?P<d>[0-9]{1,2}) (?P<month>[A-Z][a-z]+) (?P<y>20[0-9]{2}), "
    r"(?P<start>[0-9]{2}:[0-9]{2}) to (?P<end>[0-9]{2}:[0-9]{2})"
)
UNDERSTOOD = "write it such as “17 Nov 2026, 14:00 to 15:00” or “17 Nov 2026, 2pm, 45 minutes”"


@record(frozen=True, slots=True)
class Span:
    """From `start` to `end`, both aware. `assumed` says in words what was left open, else it is empty."""

    start: datetime
    end: datetime
    assumed: str = ""


def read_span(words: str, zone: ZoneInfo, *, now: datetime | None = None, look: Look = "near") -> Span:
    """Read `when:`: a date with a clock range, a length, or a start alone; a date alone; or ISO 8601 with an offset.

    Clock times are those of `zone`. A start alone is taken for 60 minutes, a date alone for the working day until
    17:00; an end earlier than the start is the next day's. "today", "Tuesday" (the most recent) and dates without a
    year (the nearest) need `now`; with `look` "ahead" both are those to come. Raises NotUnderstood for all that is
    unclear or does not exist.
    """
    if (usual := _as_suggested(words, zone)) is not None:
        return usual
    text = tidy(words)
    today = now.astimezone(zone).date() if now is not None else None
    if pattern(ISO).match(text) and not pattern(DATE_AND_RANGE).match(text):
        return _iso_span(words, text, zone)
    found = find_day(text, today=today, look=look)
    if found is None:
        raise NotUnderstood(f"{quoted(words)} names no day: {UNDERSTOOD}")
    said = read_clocks(_without_joints(found.rest), found.half)
    if said is not None:
        return _span(words, found.day, said, zone)
    last = find_day(found.rest, today=today, look=look)
    said = None if last is None else read_clocks(_without_joints(last.rest), found.half)
    if last is None or said is None or said.end is None:
        raise _not_a_time(words, found.rest)
    return _span(words, found.day, said, zone, last=last.day)


def in_the_coming_week(words: str, zone: ZoneInfo, *, now: datetime) -> Span | None:
    """The coming one, where the words name a bare weekday, which `read_span` takes for the most recent: "Friday 2pm".

    None for all else.
    """
    try:
        recent, coming = read_span(words, zone, now=now), read_span(words, zone, now=now, look="ahead")
    except NotUnderstood:  # on one of the two days the clocks leave that hour out
        return None
    return coming if coming.start.date() - recent.start.date() == A_WEEK else None


def _as_suggested(words: str, zone: ZoneInfo) -> Span | None:
    """The span of words spelt as this program suggests it, which is how most notes have it.

    They are read without the patterns for all other spellings: making those takes longer than a start may. None for
    anything else, and for what does not exist, so that there is one place to say what is wrong.
    """
    match = pattern(SUGGESTED).fullmatch(words)
    if match is None or match["month"] not in (*MONTH_NAMES, *(name[:3] for name in MONTH_NAMES)):
        return None
    try:
        day = date(int(match["y"]), month_number(match["month"].lower()), int(match["d"]))
        start, end = (time(int(match[name][:2]), int(match[name][3:])) for name in ("start", "end"))
        return Span(instant_of(day, start, zone), instant_of(day, end, zone)) if start < end else None
    except ValueError:
        return None


def _span(words: str, day: date, said: ClockWords, zone: ZoneInfo, *, last: date | None = None) -> Span:
    if said.start is None:
        if said.length is not None:
            raise NotUnderstood(f"{quoted(words)} has no start: {UNDERSTOOD}")
        return Span(instant_of(day, START_OF_DAY, zone), instant_of(day, END_OF_DAY, zone), "until 17:00")
    start = instant_of(day, said.start, zone)
    if said.end is None:
        return Span(start, _after(start, said.length or USUAL_LENGTH), "" if said.length else "60 minutes")
    if last is None:
        last = day if said.end > said.start else day + timedelta(days=1)
    end = instant_of(last, said.end, zone)
    if end.astimezone(UTC) <= start.astimezone(UTC) or (last - day == timedelta(days=1) and said.end == said.start):
        raise NotUnderstood(f"{quoted(words)} has no length: mend the end")
    return Span(start, end)


def _iso_span(words: str, text: str, zone: ZoneInfo) -> Span:
    """One ISO instant, alone or with an end: a second instant, a clock time of the zone, or a length."""
    first = pattern(ISO).match(text)
    if first is None:
        raise _not_a_time(words, text)
    start = iso_instant(first, zone)
    if (first["offset"] or "").startswith(("-11", "-12")) and not first.end() < len(text):
        raise NotUnderstood(
            f"{quoted(words)}: is “{first['offset']}” an offset or the end? Write start and end in full"
        )
    rest = pattern(r"^\s?(?:to|until|till|-|/|,)?\s?").sub("", text[first.end() :])
    second = pattern(ISO).fullmatch(rest)
    if second is not None:
        end = iso_instant(second, zone)
        if end.astimezone(UTC) <= start.astimezone(UTC):
            raise NotUnderstood(f"{quoted(words)} ends before it begins: mend the end")
        return Span(start, end)
    said = read_clocks(rest)
    if said is None or said.end is not None:
        raise _not_a_time(words, rest)
    if said.start is None:
        return Span(start, _after(start, said.length or USUAL_LENGTH), "" if said.length else "60 minutes")
    to_that_clock = ClockWords(start.time().replace(tzinfo=None), said.start)
    return Span(start, _span(words, start.date(), to_that_clock, zone).end)


def _after(start: datetime, length: timedelta) -> datetime:
    """Elapsed time: an hour is an hour, also where the clocks change (timing.md 3.7, 1)."""
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def _without_joints(rest: str) -> str:
    return pattern(r"^(?:[,;@-]|\b(?:at|the|in|on|of|local time)\b|\s)+|(?:[,;]|\blocal time\b|\s)+$").sub("", rest)


def _not_a_time(words: str, rest: str) -> NotUnderstood:
    zone = pattern(r"\b(?:[ecmp][sd]?t|gmt|utc|bst|c?e[s]?t|ist|jst|ae[sd]t|z)\b(?:[+-][0-9]+)?").search(rest)
    if zone:
        return NotUnderstood(
            f"{quoted(words)}: leave out “{zone[0].upper()}”: the clock is that of `timezone`, or write an offset "
            "like 2026-11-17T14:00+01:00"
        )
    return NotUnderstood(f"{quoted(words)}: {quoted(rest)} is no clock time: {UNDERSTOOD}")
