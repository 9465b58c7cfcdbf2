"""Counts from the day on which something was said to the last day that belongs to the employer (timing.md 3.6).

Each function takes what was said first, then that day and the employer's calendar, and gives one date. All days are
dates in the employer's zone. Where a period is named its whole length belongs to the employer, and where the words
leave two readings the later one is taken: being early costs (P3S4), being late does not.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil

from followup_mail.moments.calendar_dates import WrittenDate, month_length
from followup_mail.records import record
from followup_mail.workdays import ONE_DAY, Calendar

Counting = Callable[[date, Calendar], date]

WEEK = timedelta(days=7)
EARLY_IN_A_MONTH = 10
MIDDLE_OF_A_MONTH = 15


@record(frozen=True, slots=True)
class WrittenMonth:
    """A month by its name (1 to 12), of a year, of the year after the present one, or the next such month."""

    number: int
    year: int | None = None
    next_year: bool = False

    def years(self, said: date) -> Sequence[int]:
        """The years it may be of, the likeliest first."""
        if self.year is not None:
            return (self.year,)
        return (said.year + 1,) if self.next_year else (said.year, said.year + 1)


def then(first: Counting, second: Counting, said: date, calendar: Calendar) -> date:
    """Counts on from a day: "a week from tomorrow", "two weeks after the 15th"."""
    return second(first(said, calendar), calendar)


def later(first: Counting, second: Counting, said: date, calendar: Calendar) -> date:
    """The upper end of two."""
    return max(first(said, calendar), second(said, calendar))


def that_day(said: date, _: Calendar) -> date:
    """Within the day: "today", "end of day"."""
    return said


def tomorrow(said: date, calendar: Calendar) -> date:
    """The next day, rolled to a business day."""
    return calendar.from_day(said + ONE_DAY)


def business_days(number: float, said: date, calendar: Calendar) -> date:
    """The `number`-th business day after."""
    return calendar.add(said, ceil(number))


def days(number: float, said: date, calendar: Calendar) -> date:
    """Days of no named kind: business days up to 10, above that the later of calendar days and 10 business days."""
    if number <= 10:
        return calendar.add(said, ceil(number))
    return max(said + timedelta(days=ceil(number)), calendar.add(said, 10))


def calendar_days(number: float, said: date, _: Calendar) -> date:
    """Days that were called calendar days."""
    return said + timedelta(days=ceil(number))


def hours(number: float, said: date, calendar: Calendar) -> date:
    """A business day for each 24 hours that were begun."""
    return calendar.add(said, ceil(number / 24))


def weeks(number: float, said: date, _: Calendar) -> date:
    """Seven days a week, part of a day as a whole one."""
    return said + timedelta(days=ceil(number * 7))


def months(number: float, said: date, _: Calendar) -> date:
    """The same day of a later month, or that month's last day."""
    year, month = _month_ahead(said, ceil(number))
    return date(year, month, min(said.day, month_length(year, month)))


def weekdays(wanted: Sequence[int], said: date, _: Calendar) -> date:
    """The next such weekday after `said`, a week later if said on that day; of several the last, in the order named."""
    return _in_order(wanted, said)


def weekdays_weeks_on(wanted: Sequence[int], number: float, said: date, calendar: Calendar) -> date:
    """So many weeks after a weekday: "Monday week", "two weeks from Friday"."""
    return weekdays(wanted, said, calendar) + WEEK * ceil(number)


def weekdays_of_week(wanted: Sequence[int], weeks_ahead: int, said: date, calendar: Calendar) -> date:
    """The last of some weekdays of that week ("next Friday"); a day of this week that is over is the coming week's."""
    start = _week_start(said, calendar) + WEEK * weeks_ahead
    day = _in_order(wanted, start - ONE_DAY)
    return day if day >= said else day + WEEK


def end_of_week(weeks_ahead: int, said: date, calendar: Calendar) -> date:
    """The last working day of that week; where this week has none left, that of the coming week."""
    start = _week_start(said, calendar) + WEEK * weeks_ahead
    working = [day for day in _week(start, calendar) if day >= said]
    return working[-1] if working else end_of_week(1, said, calendar) if weeks_ahead == 0 else start + WEEK - ONE_DAY


def working_day_of_week(number: int, weeks_ahead: int, said: date, calendar: Calendar) -> date:
    """The second working day of a week is "early" in it, the third "the middle" (timing.md 3.6)."""
    start = _week_start(said, calendar) + WEEK * weeks_ahead
    working = _week(start, calendar)
    if not working:
        return end_of_week(weeks_ahead, said, calendar)
    day = working[min(number, len(working)) - 1]
    return day if day >= said else working_day_of_week(number, 1, said, calendar)


def next_working_day_of_week(number: int, said: date, calendar: Calendar) -> date:
    """No week named ("early in the week", "midweek"): of this week while that lies ahead, else of the next."""
    day = working_day_of_week(number, 0, said, calendar)
    return day if day > said else working_day_of_week(number, 1, said, calendar)


def weekend(weeks_ahead: int, said: date, calendar: Calendar) -> date:
    """The last day of that week."""
    return _week_start(said, calendar) + WEEK * (weeks_ahead + 1) - ONE_DAY


def week_of(written: WrittenDate, said: date, calendar: Calendar) -> date:
    """The last working day of the week in which a date lies."""
    day = written.late_from(said)
    working = _week(_week_start(day, calendar), calendar)
    return max(working[-1] if working else day, day)


def week_number(number: int, said: date, calendar: Calendar) -> date:
    """The Friday, or last working day, of an ISO 8601 calendar week, of this year or the next."""
    year, week, _ = said.isocalendar()
    start = date.fromisocalendar(year if number >= week else year + 1, min(number, 52), 1)
    return end_of_week(number - min(number, 52), start, calendar)


def written_date(written: WrittenDate, said: date, _: Calendar) -> date:
    """A date without its year is the next one from `said` on. One on a weekend or holiday is kept."""
    return written.late_from(said)


def date_next_year(written: WrittenDate, said: date, _: Calendar) -> date:
    """A day of a month "next year"."""
    return written.on_or_after(date(said.year + 1, 1, 1))


def end_of_month(months_ahead: int, said: date, calendar: Calendar) -> date:
    """The last calendar day of this month (0), the next (1) and so on."""
    return day_of(31, months_ahead, said, calendar)


def day_of(day: int, month: int | WrittenMonth, said: date, _: Calendar) -> date:
    """A day of a month, the month's last if `day` is beyond it: of the next such month in which it lies ahead."""
    for year, in_month in _months_from(month, said):
        wanted = date(year, in_month, min(day, month_length(year, in_month)))
        if wanted >= said:
            break
    return wanted


def week_of_month(number: int, month: int | WrittenMonth, said: date, calendar: Calendar) -> date:
    """The last working day of a month's `number`-th full week; 0 is the last week, which ends with the month."""
    for year, in_month in _months_from(month, said):
        first, last = date(year, in_month, 1), date(year, in_month, month_length(year, in_month))
        if number:
            start = _week_start(first, calendar)
            start += WEEK * (number if start < first else number - 1)
            last = (_week(start, calendar) or [start + WEEK - ONE_DAY])[-1]
        if last >= said:
            break
    return last


def weekday_of_month(number: int, weekday: int, month: int | WrittenMonth, said: date, _: Calendar) -> date:
    """The `number`-th such weekday of a month, its last for 0."""
    for year, in_month in _months_from(month, said):
        day = _weekday_of_month(number, weekday, year, in_month)
        if day >= said:
            break
    return day


def end_of_quarter(quarters_ahead: int, said: date, _: Calendar) -> date:
    """The last calendar day of this quarter of the calendar year (0), of the next (1) and so on."""
    return end_of_month((-said.month) % 3 + 3 * quarters_ahead, said, _)


def end_of_year(years_ahead: int, said: date, _: Calendar) -> date:
    """31 December of this year (0), of the next (1)."""
    return date(said.year + years_ahead, 12, 31)


def in_january(years_ahead: int, said: date, _: Calendar) -> date:
    """Early in a year: January belongs to the employer."""
    return date(said.year + years_ahead, 1, 31)


def in_the_new_year(said: date, _: Calendar) -> date:
    """The second Friday of January, from `said` on."""
    day = _weekday_of_month(2, 4, said.year, 1)
    return day if day >= said else _weekday_of_month(2, 4, said.year + 1, 1)


def before_christmas(said: date, _: Calendar) -> date:
    """24 December, from `said` on."""
    return WrittenDate(24, 12).on_or_after(said)


def _months_from(month: int | WrittenMonth, said: date) -> list[tuple[int, int]]:
    """The month meant, and those that are meant instead once its day is over."""
    if isinstance(month, WrittenMonth):
        return [(year, month.number) for year in month.years(said)]
    return [_month_ahead(said, month), _month_ahead(said, month + 1)]


def _month_ahead(day: date, number: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return year, month + 1


def _next_weekday(weekday: int, after: date) -> date:
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def _in_order(wanted: Sequence[int], after: date) -> date:
    """The last of some weekdays, each on or after the one before it, the first of them after a day."""
    day = _next_weekday(wanted[0], after)
    for weekday in wanted[1:]:
        day = _next_weekday(weekday, day - ONE_DAY)
    return day


def _weekday_of_month(number: int, weekday: int, year: int, month: int) -> date:
    if number == 0:
        last = date(year, month, month_length(year, month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return _next_weekday(weekday, date(year, month, 1) - ONE_DAY) + WEEK * (number - 1)


def _week_start(day: date, calendar: Calendar) -> date:
    """The first day of the week that ends with the weekend: a Monday; a Sunday where Friday and Saturday are free."""
    starts = [each for each in range(7) if each not in calendar.weekend and (each - 1) % 7 in calendar.weekend]
    first = starts[0] if starts else 0
    return day - timedelta(days=(day.weekday() - first) % 7)


def _week(start: date, calendar: Calendar) -> list[date]:
    """The working days of the week that begins with `start`."""
    return [day for day in (start + timedelta(days=n) for n in range(7)) if calendar.is_business_day(day)]
