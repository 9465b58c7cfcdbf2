"""Names the closed days between two dates as a person would: the weekend, a holiday by its name, the quiet days.

Decides words only. Which days are closed is the calendar's and the office's to say.
"""

from collections.abc import Callable, Iterator
from datetime import date

from followup_mail.moments import Timeframe, say_day
from followup_mail.workdays import ONE_DAY, Calendar

QUIET = "the quiet days"
WEEKEND = "the weekend"


def closed_days(
    calendar: Calendar, start: date, end: date, is_quiet: Callable[[date], bool] | None = None
) -> list[str]:
    """Each run of closed days from `start` (inclusive) to `end` (exclusive), in words, soonest first."""
    return [_in_words(name, days, calendar) for name, days in _runs(calendar, start, end, is_quiet)]


def left_out(timeframe: Timeframe, said: date, calendar: Calendar) -> list[str]:
    """What was left out when the employer's words were counted: "weekends", and each holiday by its name.

    Empty where the words come to the same day without them; the end of a week is no day that was left out.
    """
    day = timeframe.deadline(said, calendar)
    on_every_day = timeframe.deadline(said, Calendar(frozenset()))
    on_holidays_too = timeframe.deadline(said, Calendar(calendar.weekend))
    if day is None or on_every_day is None or on_holidays_too is None:
        return []
    found = ["weekends"] if day > on_every_day else []
    if day != on_holidays_too:
        runs = _runs(calendar, said + ONE_DAY, max(day, on_holidays_too) + ONE_DAY, None)
        found += [_in_words(name, days, calendar) for name, days in runs if name != WEEKEND]
    return found


def _runs(
    calendar: Calendar, start: date, end: date, is_quiet: Callable[[date], bool] | None
) -> list[tuple[str, list[date]]]:
    runs: list[tuple[str, list[date]]] = []
    for day in _days(start, end):
        name = _closed(calendar, day, is_quiet)
        if name is None:
            continue
        if runs and runs[-1][0] == name and runs[-1][1][-1] == day - ONE_DAY:
            runs[-1][1].append(day)
        else:
            runs.append((name, [day]))
    return runs


def _closed(calendar: Calendar, day: date, is_quiet: Callable[[date], bool] | None) -> str | None:
    if is_quiet is not None and is_quiet(day):
        return QUIET
    if calendar.is_weekend(day):
        return WEEKEND
    return calendar.holidays.get(day)


def _in_words(name: str, days: list[date], calendar: Calendar) -> str:
    first, last = days[0], days[-1]
    span = _say(first) if first == last else f"{_say(first)} {'and' if len(days) == 2 else 'to'} {_say(last)}"
    if name == QUIET:
        holidays = [_plain(calendar.holidays[day]) for day in days if day in calendar.holidays]
        if holidays:
            span += f", with {' and '.join(dict.fromkeys(holidays))}"
    return f"{_plain(name)} ({span})"


def _plain(name: str) -> str:
    """A holiday's name without brackets of its own: "Independence Day, observed"."""
    return name.replace(" (", ", ").replace(")", "").replace("; ", " and ")


def _say(day: date) -> str:
    return say_day(day, weekday=True, short=True)


def _days(start: date, end: date) -> Iterator[date]:
    while start < end:
        yield start
        start += ONE_DAY
