"""Clock times and lengths as people type them, and the instant that a clock shows on a day in a zone.

Decides when a clock time is clear. One that is not ("at 3", a time that the change of the clocks skips or repeats) is
refused with the ways to write it.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from followup_mail.moments.saying import say_day
from followup_mail.moments.words import NotUnderstood, pattern, quoted
from followup_mail.records import record

DAYTIME = range(8, 24)  # a bare "10" is an hour of the day; a bare "3" could be either
LONGEST_TALK = timedelta(hours=24)

_CLOCK = (
    r"(?:(?P<h{n}>[0-9]{{1,2}})(?:[:.](?P<m{n}>[0-9]{{2}})(?::[0-9]{{2}})?)?\s?(?P<half{n}>am|pm|o'clock|h|uhr)?"
    r"|(?P<word{n}>noon|midday|midnight)|(?P<four{n}>(?:[01][0-9]|2[0-3])[0-5][0-9])(?:\s?h(?:rs)?)?)(?![0-9:])"
)
_TO = r"\s?(?:-|to|until|till|and|bis)\s?(?:at )?"
_LENGTH = (
    r"(?:(?P<half>half an hour)|(?:(?P<hours>[0-9]{1,2}(?:[.,][0-9]{1,2})?|an?)[\s-]?(?:hours?\b|hrs?\b|h(?![a-z])))?"
    r"(?:\s?(?:and )?(?P<rest>a half|(?P<minutes>[0-9]{1,3})(?:[\s-]?(?:minutes?|mins?|m)\b)?))?)"
)


@record(frozen=True, slots=True)
class Clock:
    """Hour and minute as written: `half` is "am" or "pm" where it was said, `bare` an hour without minutes or half."""

    hour: int
    minute: int
    half: str
    bare: bool
    words: str

    def as_time(self) -> time:
        """The time of day; raises NotUnderstood where morning and afternoon are equally well meant."""
        hour = self.hour
        if self.half:
            if not 1 <= hour <= 12:
                raise NotUnderstood(f"{quoted(self.words)}: there is no {hour} o'clock {self.half}")
            hour = hour % 12 + (12 if self.half == "pm" else 0)
        elif (self.bare and hour not in DAYTIME) or (1 <= hour <= 6 and not self.words.startswith("0")):
            minutes = "" if self.bare else f":{self.minute:02}"
            raise NotUnderstood(
                f"{quoted(self.words)} may be morning or afternoon: write {hour}{minutes}am or {hour}{minutes}pm"
            )
        if hour > 23 or self.minute > 59:
            raise NotUnderstood(f"{quoted(self.words)}: there is no such time, a day ends with 23:59")
        return time(hour, self.minute)

    def in_half(self, half: str) -> "Clock":
        """The same clock in the morning or afternoon, unless it says that itself."""
        fits = not self.half and 1 <= self.hour <= 12 and not self.words.startswith("0")
        return Clock(self.hour, self.minute, half, bare=False, words=self.words) if half and fits else self


@record(frozen=True, slots=True)
class ClockWords:
    """What was said of the clock: a start, perhaps an end, perhaps a length instead of an end."""

    start: time | None = None
    end: time | None = None
    length: timedelta | None = None


def read_clocks(text: str, half: str = "") -> ClockWords | None:
    """Read the whole of a tidy text as clock times: "14:00-15:00", "2-3pm", "at 9:30 for 45 minutes", "".

    `half` is "am" or "pm" where the day was "this afternoon". None if the text is something else.
    """
    match = pattern(
        rf"(?:at |from |between |starting )*(?:{_CLOCK.format(n=1)}(?:{_TO}{_CLOCK.format(n=2)})?)?"
        rf"(?:,?\s?\(?(?:for |lasting |about )?{_LENGTH}\)?)?"
    ).fullmatch(text)
    if match is None:
        return None
    first, second, length = _clock(match, 1), _clock(match, 2), _length(match)
    if first is None:
        return ClockWords(length=length)
    if second is None:
        return ClockWords(first.in_half(half).as_time(), None, length)
    if length is not None:
        return None
    start, end = _pair(first, second, half)
    return ClockWords(start, end)


def _pair(first: Clock, second: Clock, half: str) -> tuple[time, time]:
    """Start and end: "2-3pm" is afternoon twice, "11-1pm" and "11am-1" go over noon."""
    end = second.in_half(half)
    start = first.in_half(half)
    if end.half and not start.half:
        same = first.in_half(end.half)
        if same.half and same.as_time() < end.as_time():
            start = same
        elif same.half:
            start = first.in_half("am")
    elif start.half and not end.half:
        other = end.in_half(start.half)
        end = other if other.half and other.as_time() > start.as_time() else end.in_half("pm")
    elif start.bare and end.bare and end.hour <= start.hour:
        raise NotUnderstood(
            f"{quoted(f'{first.words}-{second.words}')} may be morning or afternoon: write it such as 2-3pm or "
            "14:00-15:00"
        )
    return start.as_time(), end.as_time()


def _clock(match: re.Match[str], number: int) -> Clock | None:
    word, four, hour = match[f"word{number}"], match[f"four{number}"], match[f"h{number}"]
    if word == "midnight":
        raise NotUnderstood("“midnight” may be either end of that day: write 00:00 or 23:59")
    if word:
        return Clock(12, 0, "pm", bare=False, words=word)
    if four:
        return Clock(int(four[:2]), int(four[2:]), "", bare=False, words=f"0{four}")
    if hour is None:
        return None
    half = match[f"half{number}"] or ""
    minute = match[f"m{number}"]
    said = f"{hour}:{minute}" if minute else hour
    return Clock(int(hour), int(minute or 0), half if half in ("am", "pm") else "", bare=minute is None, words=said)


def _length(match: re.Match[str]) -> timedelta | None:
    if match["half"]:
        return timedelta(minutes=30)
    if not match["hours"] and not match["minutes"]:
        return None
    hours = match["hours"] or "0"
    length = timedelta(
        hours=1 if hours[0] == "a" else float(hours.replace(",", ".")), minutes=int(match["minutes"] or 0)
    )
    if match["rest"] == "a half":
        length += timedelta(minutes=30)
    if not timedelta() < length <= LONGEST_TALK:
        raise NotUnderstood(f"{quoted(match[0])}: give a length of up to 24 hours")
    return length


def instant_of(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant at which the clocks of the zone show that time on that day.

    Raises NotUnderstood where there is none or there are two: it names both instants as they are to be written.
    """
    first = datetime.combine(day, clock, zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    both = sorted((first.astimezone(UTC), second.astimezone(UTC)))
    written = " or ".join(each.astimezone(zone).isoformat(timespec="minutes") for each in both)
    twice = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None)
    raise NotUnderstood(
        f"{clock:%H:%M} {'is shown twice' if twice else 'does not exist'} on {say_day(day, year=True)} in {zone.key}, "
        f"where the clocks change: write {written}"
    )
