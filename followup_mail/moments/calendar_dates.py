"""Dates as people write them: "27 Nov", "Friday the 27th", "Nov 27, 2026", "27.11.2026", "2026-11-27".

Decides which day, month and year are written. Which year is meant where none is written is asked of a WrittenDate by
those who know from where to look; all readings are days, without a clock.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from followup_mail.moments.saying import MONTH_NAMES, WEEKDAY_NAMES, say_day
from followup_mail.moments.words import (
    DAY_NUMBER,
    MONTH,
    MONTHS,
    ORDINAL,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    NotUnderstood,
    month_number,
    pattern,
    quoted,
    weekday_number,
)
from followup_mail.records import record

LEAP_YEAR = 2028  # stands in where a 29 February has no year of its own


@record(frozen=True, slots=True)
class WrittenDate:
    """A day of the month, with month, year and weekday (Monday = 0) as far as they were written."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    def on_or_after(self, day: date) -> date:
        """The first such day from `day` on; a full date is what it is."""
        return next((each for each in self._around(day) if each >= day), self._around(day)[-1])

    def on_or_before(self, day: date) -> date:
        """The latest such day up to `day`; a full date is what it is."""
        return next((each for each in reversed(self._around(day)) if each <= day), self._around(day)[0])

    def nearest(self, day: date) -> date:
        """The such day that is closest to `day`, the later of two."""
        return min(reversed(self._around(day)), key=lambda each: abs(each - day))

    def late_from(self, said: date) -> date:
        """As `on_or_after`; where the weekday contradicts, the next such weekday: the later of the two readings."""
        day = self.on_or_after(said)
        return day if self.weekday is None else day + timedelta(days=(self.weekday - day.weekday()) % 7)

    def agrees(self, day: date) -> date:
        """`day` itself; raises NotUnderstood where another weekday was written."""
        if self.weekday is not None and day.weekday() != self.weekday:
            raise NotUnderstood(
                f"{say_day(day, year=True)} is a {WEEKDAY_NAMES[day.weekday()]}, not a {WEEKDAY_NAMES[self.weekday]}: "
                "mend the day or the weekday"
            )
        return day

    def _around(self, day: date) -> list[date]:
        if self.month is not None and self.year is not None:
            return [date(self.year, self.month, self.day)]
        if self.month is not None:
            months = [(year, self.month) for year in range(day.year - 8, day.year + 9)]
        else:
            first = day.year * 12 + day.month - 1
            months = [divmod(number, 12) for number in range(first - 2, first + 3)]
            months = [(year, month + 1) for year, month in months]
        return [date(y, m, self.day) for y, m in months if 1 <= y <= 9999 and self.day <= month_length(y, m)]


def month_length(year: int, month: int) -> int:
    """How many days the month has; year 1 to 9999."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def find_date(text: str, start: int = 0) -> tuple[re.Match[str], WrittenDate] | None:
    """The first written date of a tidy text from `start` on, with the match it was read from.

    Raises NotUnderstood for a day that does not exist and for one with two readings (03/04/2026).
    """
    if not pattern("[0-9]").search(text, start):
        return None
    found: list[tuple[re.Match[str], Callable[[re.Match[str]], WrittenDate]]] = []
    for signs, source, read in _FORMS:
        if any(sign in text for sign in signs) and (match := pattern(source).search(text, start)) is not None:
            found.append((match, read))
            if not pattern("[0-9]").search(text, start, match.start()):
                break  # nothing that stands before it can be a date
    if not found:
        return None
    match, read = min(found, key=lambda pair: (pair[0].start(), -pair[0].end()))
    return match, read(match)


def existing(day: int, month: int | None, year: int | None, weekday: str | None, written: str) -> WrittenDate:
    """The written date, after a look whether there is such a day; raises NotUnderstood otherwise."""
    if month is not None and not 1 <= month <= 12:
        raise NotUnderstood(f"{quoted(written)}: there is no month {month}")
    last = month_length(year or LEAP_YEAR, month) if month is not None else 31
    if not 1 <= day <= last:
        if month is None:
            raise NotUnderstood(f"{quoted(written)}: no month has a day {day}")
        of_year = f" {year}" if year else ""
        raise NotUnderstood(f"{day} {MONTH_NAMES[month - 1]}{of_year} does not exist: that month has {last} days")
    wanted = weekday_number(weekday) if weekday else None
    read = WrittenDate(day, month, year, wanted)
    if year is not None and month is not None:
        read.agrees(date(year, month, day))
    return read


def _part(match: re.Match[str], name: str) -> str | None:
    """A named part of a form; alternatives of one form number their names (d, d2)."""
    return next((value for key, value in match.groupdict().items() if key.rstrip("23") == name and value), None)


def _day(match: re.Match[str]) -> int:
    return int(_part(match, "d") or 0)


def _year(match: re.Match[str]) -> int | None:
    """A year of four digits, or of two in this century."""
    text = _part(match, "y")
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _figures(match: re.Match[str]) -> WrittenDate:
    return existing(_day(match), int(_part(match, "m") or 0), _year(match), match["w"], match[0])


def _either_first(match: re.Match[str]) -> WrittenDate:
    """Britain writes the day first, the USA the month: it is clear only where one of the two cannot be a month."""
    first, second = _day(match), int(_part(match, "m") or 0)
    if first != second and 1 <= first <= 12 and 1 <= second <= 12:
        one, other = (f"{day} {MONTH_NAMES[month - 1]}" for day, month in ((first, second), (second, first)))
        raise NotUnderstood(f"{quoted(match[0])} may be {one} or {other}: write the month as a word")
    day, month = (second, first) if first <= 12 < second else (first, second)
    return existing(day, month, _year(match), match["w"], match[0])


def _named(match: re.Match[str]) -> WrittenDate:
    return existing(_day(match), month_number(match["m"]), _year(match), match["w"], match[0])


def _day_alone(match: re.Match[str]) -> WrittenDate:
    return existing(_day(match), None, None, match["w"], match[0])


_AFTER_WEEKDAY = r",?\s(?:on\s)?(?:the\s)?"
_OPTIONAL_WEEKDAY = rf"(?:\b(?P<w>{WEEKDAY}){_AFTER_WEEKDAY})?"
_SOMETHING_ELSE = (  # what shows that the number before it counts something, or is a clock
    r"(?!\s?(?:(?:full |working |business |calendar |more )*"
    r"(?:weeks?|wks?|days?|months?|hours?|hrs?|h|m|min|minutes?)\b"
    r"|quarter|half|round|interview|stage|floor|step|call|time|phase|meeting|person|candidate|choice|one\b|am\b|pm\b"
    rf"|o'clock|{WEEKDAY}))"
)
_NO_CLOCK_RANGE = r"(?!\s?(?:-|to|until|till)\s?[0-9])"
# the signs of which a form needs one, its pattern, its reader: the more telling forms first
_FORMS: tuple[tuple[Sequence[str], str, Callable[[re.Match[str]], WrittenDate]], ...] = (
    # 27 Nov, 27th of November 2026, 27-Nov-2026
    (
        MONTHS,
        (
            rf"{_OPTIONAL_WEEKDAY}(?<![0-9.:/])(?P<d>{DAY_NUMBER})(?:{ORDINAL})?(?:\.?\s?|-)(?:of )?(?P<m>{MONTH})"
            rf"(?:(?:,?\s|-|,)(?P<y>{YEAR})\b(?![-/.][0-9]))?(?!\s(?:be|not|take|have|well)\b)"
        ),
        _named,
    ),
    # Nov 27, November the 27th, Nov 27, 2026
    (
        MONTHS,
        (
            rf"{_OPTIONAL_WEEKDAY}\b(?P<m>{MONTH})[\s-]?(?:the )?(?P<d>{DAY_NUMBER})(?:{ORDINAL})?(?![0-9])"
            rf"(?:,?\s(?P<y>{YEAR})\b(?![-/.][0-9]))?{_SOMETHING_ELSE}"
        ),
        _named,
    ),
    # 2026-11-27, 2026/11/27
    (
        "-/.",
        (
            rf"{_OPTIONAL_WEEKDAY}(?<![0-9.])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}})"
            r"(?![0-9])"
        ),
        _figures,
    ),
    # 27.11.2026, 27.11.26, 27.11.
    (
        ".",
        (
            rf"{_OPTIONAL_WEEKDAY}(?<![0-9.:])(?P<d>[0-9]{{1,2}})\. ?"
            rf"(?:(?P<m>[0-9]{{1,2}})\. ?(?P<y>{YEAR}|[0-9]{{2}}(?![0-9:]))|(?P<m2>0?[1-9]|1[0-2])\.)(?!\w)"
        ),
        _figures,
    ),
    # by 27.11
    (
        ".",
        rf"\b(?:by|on|until|before)\s(?P<w>{WEEKDAY} )?(?P<d>[0-9]{{1,2}})\.(?P<m>0[1-9]|1[0-2])$",
        _figures,
    ),
    # 13/04/2026, 04-13-2026, 13/4
    (
        "/-",
        (
            rf"{_OPTIONAL_WEEKDAY}(?<![0-9/:.-])(?P<d>[0-9]{{1,2}})"
            rf"(?:(?P<s>[/-])(?P<m>[0-9]{{1,2}})(?P=s)(?P<y>{YEAR})|/(?P<m2>[0-9]{{1,2}})(?:/(?P<y2>[0-9]{{2}}))?)"
            rf"(?![0-9/]){_SOMETHING_ELSE}"
        ),
        _either_first,
    ),
    # Friday the 27th, Friday 27, the 27th, by the 27
    (
        (*WEEKDAYS, " the ", *(f"{figure}{ending}" for figure in range(10) for ending in ("st", "nd", "rd", "th"))),
        (
            rf"(?:\b(?P<w>{WEEKDAY}){_AFTER_WEEKDAY}(?P<d>{DAY_NUMBER})(?:{ORDINAL}|{_NO_CLOCK_RANGE})"
            rf"|(?<![0-9.:/])(?P<d2>{DAY_NUMBER}){ORDINAL}"
            rf"|\b(?:by|on|until|till|before|around) the (?P<d3>{DAY_NUMBER})"
            rf"(?= of\b|,|;|$| at\b| or\b| and\b| we\b| they\b))(?![.:][0-9]){_SOMETHING_ELSE}"
        ),
        _day_alone,
    ),
)
