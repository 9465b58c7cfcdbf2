"""What the words of one expression count to: from the match of a rule (timeframe_rules) to a count (counting).

Decides what numbers, weekdays, months and parts of a period in a match mean; which wording is which expression is the
rules' to say.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial

from followup_mail.moments import counting
from followup_mail.moments.calendar_dates import WrittenDate, existing
from followup_mail.moments.counting import Counting, WrittenMonth
from followup_mail.moments.words import (
    WEEKDAY,
    NotUnderstood,
    month_number,
    ordinal_number,
    quoted,
    weekday_number,
)
from followup_mail.records import record


@record(frozen=True, slots=True)
class Reading:
    """One expression, read: `count` goes from the day it was said; `onward`, from the latest day named before it.

    `spans`: the words give a length of time or a range ("within two weeks", "next week"), and name no day of it.
    """

    count: Counting
    onward: bool = False
    spans: bool = False


Dates = Sequence[WrittenDate]
Build = Callable[[re.Match[str], Dates], Reading | None]  # None: a time, but not one of an answer ("two weeks ago")

_ITS_END = re.compile(r"\b(?:end|close)\b")
LONGEST = {"hour": 1000, "day": 1000, "weekday": 1000, "week": 150, "month": 36, "year": 3}
APPROXIMATE = {"couple": (2, 3), "few": (3, 5)}  # of other units, of days: timing.md 3.6


def duration(match: re.Match[str]) -> Counting:
    """What DURATION matched, of a range the upper end. Raises NotUnderstood for a length beyond all patience."""
    unit = match["unit"].rstrip("s")
    number = max(_amount(text, unit) for text in (match["low"], match["n"], match["more"]) if text)
    if number > LONGEST[unit]:
        raise NotUnderstood(f"{quoted(match[0])} is longer than any answer takes: mend the number")
    if unit in ("day", "weekday"):
        if match["kind"] == "calendar":
            return partial(counting.calendar_days, number)
        working = match["kind"] in ("business", "working", "work") or unit == "weekday"
        return partial(counting.business_days if working else counting.days, number)
    if unit == "year":
        return partial(counting.months, number * 12)
    return partial({"hour": counting.hours, "week": counting.weeks, "month": counting.months}[unit], number)


def _amount(number: str, unit: str) -> float:
    if number in APPROXIMATE:
        return APPROXIMATE[number][unit in ("day", "weekday")]
    return 1 if number[0] == "a" else float(number)


def _part(match: re.Match[str], name: str) -> str | None:
    """A named part of a match, None also where this rule has no such part."""
    return match.groupdict().get(name)


def _days(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(weekday_number(each) for each in re.findall(WEEKDAY, _part(match, "days") or match["days2"]))


def _month(match: re.Match[str]) -> int | WrittenMonth:
    """The month that ONE_MONTH matched, as `counting` takes it."""
    if name := _part(match, "m") or _part(match, "m2"):
        year = _part(match, "y") or _part(match, "y2")
        return WrittenMonth(month_number(name), int(year) if year else None, next_year=bool(_part(match, "later")))
    if _part(match, "year"):
        return WrittenMonth(1)
    return 1 if (_part(match, "ahead") or "").strip() in ("next", "following", "coming") else 0


def fixed(count: Counting, *, onward: bool = False, spans: bool = False) -> Build:
    """The rule of words that leave nothing open; those that span a time may name its end all the same."""
    reading, of_its_end = Reading(count, onward, spans), Reading(count, onward)
    return lambda match, _dates: of_its_end if spans and _ITS_END.search(match[0]) else reading


def no_answer(_match: re.Match[str], _dates: Dates) -> None:
    """A time, but not that of an answer."""


def unknown_start(match: re.Match[str], _dates: Dates) -> Reading:
    """A stretch that counts from an event, not from a day."""
    raise NotUnderstood(f"{quoted(match[0] + ' …')} counts from something that has no date here: give the day itself")


def written(match: re.Match[str], dates: Dates) -> Reading:
    """A date by itself."""
    return Reading(partial(counting.written_date, dates[int(match["date"])]))


def range_of_dates(match: re.Match[str], dates: Dates) -> Reading:
    """The upper end of two dates; the lower one counts only where it is complete in itself ("28 Nov or 2 Dec")."""
    low, high = dates[int(match["low"])], dates[int(match["date"])]
    to_high = partial(counting.written_date, high)
    if low.month is None and high.month is not None:
        return Reading(to_high)
    return Reading(partial(counting.later, partial(counting.written_date, low), to_high))


def range_in_month(match: re.Match[str], dates: Dates) -> Reading:
    """Both ends in one month: "Nov 15-20"."""
    low = dates[int(match["date"])]
    high = existing(int(match["high"]), low.month, low.year, None, match[0])
    return Reading(partial(counting.later, partial(counting.written_date, low), partial(counting.written_date, high)))


def date_in_month(match: re.Match[str], dates: Dates) -> Reading:
    """A day of this month or the next: "the 3rd of next month"; a complete date stands beside the month."""
    date = dates[int(match["date"])]
    in_month = partial(counting.day_of, 31 if date.month else date.day, _month(match))
    return Reading(partial(counting.later, partial(counting.written_date, date), in_month) if date.month else in_month)


def part_of_week(match: re.Match[str], _dates: Dates) -> Reading:
    """Early is the second working day, the middle the third, all else the last (timing.md 3.6)."""
    week, number = match["week"], 2 if _part(match, "early") else 3 if _part(match, "middle") else None
    ahead, onward = WEEKS.get(week, (0, False))
    if number is None:
        return Reading(partial(counting.end_of_week, ahead), onward, spans=not _ITS_END.search(match[0]))
    if week == "week":
        return Reading(partial(counting.next_working_day_of_week, number), spans=True)
    return Reading(partial(counting.working_day_of_week, number, ahead), onward, spans=True)


def days_of_week(match: re.Match[str], _dates: Dates) -> Reading:
    """Weekdays of a week that is named beside them."""
    ahead, onward = WEEKS[match["week"]]
    return Reading(partial(counting.weekdays_of_week, _days(match), ahead), onward)


def days_next(match: re.Match[str], _dates: Dates) -> Reading:
    """Weekdays of next week, or of the one after for "Friday after next"."""
    return Reading(partial(counting.weekdays_of_week, _days(match), 2 if "after next" in match[0] else 1))


def days_weeks_on(match: re.Match[str], _dates: Dates) -> Reading:
    """So many weeks after a weekday: "a week on Friday", "Monday week", "two weeks from next Friday"."""
    text = _part(match, "n")
    number = _amount(text.strip(), "week") if text else 1
    if "next" in match[0]:
        return Reading(partial(counting.weekdays_of_week, _days(match), 1 + int(number)))
    return Reading(partial(counting.weekdays_weeks_on, _days(match), min(number, LONGEST["week"])))


def part_of_month(match: re.Match[str], _dates: Dates) -> Reading:
    """Early ends with the 10th, the middle with the 15th, all else with the month."""
    early, middle = _part(match, "early"), _part(match, "middle")
    day = counting.EARLY_IN_A_MONTH if early else counting.MIDDLE_OF_A_MONTH if middle else 31
    if (early or middle) and isinstance(_month(match), int) and _part(match, "ahead") in ("the ", "", None):
        return Reading(partial(counting.written_date, WrittenDate(day)), spans=True)
    onward, spans = _part(match, "ahead") == "following ", not _ITS_END.search(match[0])
    return Reading(partial(counting.day_of, day, _month(match)), onward, spans)


def next_of_same(match: re.Match[str], _dates: Dates) -> Reading:
    """The later of this week or month and the next."""
    return Reading(partial(counting.end_of_week if match["unit"] == "week" else counting.end_of_month, 1), spans=True)


def days_ahead(match: re.Match[str], _dates: Dates) -> Reading:
    """Weekdays without more: the next such ones."""
    return Reading(partial(counting.weekdays, _days(match)))


def days_onward(match: re.Match[str], _dates: Dates) -> Reading:
    """Weekdays that follow a day named before: "the Monday after"."""
    return Reading(partial(counting.weekdays, _days(match)), onward=True)


def week_of_month(match: re.Match[str], _dates: Dates) -> Reading:
    """A numbered week of a month; the last one ends with the month."""
    return Reading(partial(counting.week_of_month, ordinal_number(match["nth"]), _month(match)), spans=True)


def weekday_of_month(match: re.Match[str], _dates: Dates) -> Reading:
    """A numbered weekday of a month: "the first Friday of December"."""
    nth = ordinal_number(match["nth"])
    return Reading(partial(counting.weekday_of_month, nth, weekday_number(match["day"]), _month(match)))


def quarter(match: re.Match[str], _dates: Dates) -> Reading:
    """A numbered quarter, the whole of it: "Q1", "the second quarter of 2027"."""
    number = int(_part(match, "q") or 0) or ordinal_number(_part(match, "nth") or "") or 4
    year = int(match["y"]) if match["y"] else None
    month = WrittenMonth(number * 3, year, next_year=bool(match["later"]))
    return Reading(partial(counting.day_of, 31, month), spans=True)


def stretch(match: re.Match[str], _dates: Dates) -> Reading:
    """A length of time from the day it was said."""
    return Reading(duration(match), spans=True)


def stretch_onward(match: re.Match[str], _dates: Dates) -> Reading:
    """A length of time from the day named before it: "two weeks after that"."""
    return Reading(duration(match), onward=True, spans=True)


def stretch_from_tomorrow(match: re.Match[str], _dates: Dates) -> Reading:
    """A length of time from the next day on."""
    return Reading(partial(counting.then, counting.tomorrow, duration(match)), spans=True)


def stretch_from_date(match: re.Match[str], dates: Dates) -> Reading:
    """A length of time from a written date on."""
    start = partial(counting.written_date, dates[int(match["date"])])
    return Reading(partial(counting.then, start, duration(match)), spans=True)


def weeks_and_days(match: re.Match[str], _dates: Dates) -> Reading:
    """Two lengths in one: "a week and two days"."""
    days = _amount(match["n"], "week") * 7 + _amount(match["and"], "day")
    return Reading(partial(counting.calendar_days, min(days, LONGEST["day"])), spans=True)


def in_year(match: re.Match[str], _dates: Dates) -> Reading:
    """A year by its number: January where it is its beginning, else all of it."""
    month = WrittenMonth(1 if match["early"] else 12, int(match["y"]))
    return Reading(partial(counting.day_of, 31, month), spans=not _ITS_END.search(match[0]))


def week_of_date(match: re.Match[str], dates: Dates) -> Reading:
    """The week in which a date lies."""
    return Reading(partial(counting.week_of, dates[int(match["date"])]), spans=True)


def numbered_week(match: re.Match[str], _dates: Dates) -> Reading:
    """A calendar week of ISO 8601."""
    number = int(match["n"])
    if not 1 <= number <= 53:
        raise NotUnderstood(f"{quoted(match[0])}: a year has no such week")
    return Reading(partial(counting.week_number, number), spans=True)


def date_next_year(match: re.Match[str], dates: Dates) -> Reading:
    """A day of a month, "next year"."""
    return Reading(partial(counting.date_next_year, dates[int(match["date"])]))


# weeks ahead, and whether they are counted from the day named before
WEEKS = {
    "this week": (0, False),
    "current week": (0, False),
    "next week": (1, False),
    "coming week": (1, False),
    "this coming week": (1, False),
    "week after next": (2, False),
    "following week": (1, True),
    "week after": (1, True),
    "week after that": (1, True),
    "week following": (1, True),
    "one after": (1, True),
    "one after that": (1, True),
}
