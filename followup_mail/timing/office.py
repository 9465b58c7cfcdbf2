"""The employer's clock and week: turns days into instants and instants into days.

Decides what an office hour, a polite hour and an open day are. Days are dates in the employer's zone; instants are in
UTC, so that differences between them are hours that really pass. Both ends of a span of hours belong to it.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from followup_mail.policy.numbers import Timing
from followup_mail.workdays import ONE_DAY, Calendar


class Office:
    """Where and when one employer works. An open day is a business day outside the quiet period."""

    __slots__ = ("calendar", "timing", "zone")

    def __init__(self, zone: ZoneInfo, calendar: Calendar, timing: Timing) -> None:
        self.zone = zone
        self.calendar = calendar
        self.timing = timing

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """That clock time of the day; a clock time that exists twice is the first of the two."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def opens(self, day: date) -> datetime:
        return self.at(day, self.timing.business_hours[0])

    def closes(self, day: date) -> datetime:
        return self.at(day, self.timing.business_hours[1])

    def days_later(self, instant: datetime, days: int) -> datetime:
        """The same clock time so many days later."""
        local = instant.astimezone(self.zone)
        return self.at(local.date() + timedelta(days), local.time())

    def is_quiet(self, day: date) -> bool:
        quiet = self.timing.quiet_period
        if quiet is None:
            return False
        first, last = quiet
        here = (day.month, day.day)
        return first <= here <= last if first <= last else here >= first or here <= last

    def roll(self, day: date) -> date:
        """`day` itself if it is an open day, else the next one (timing.md 3.5)."""
        while not self.calendar.is_business_day(day) or self.is_quiet(day):
            day += ONE_DAY
        return day

    def open_days_after(self, day: date, count: int) -> date:
        """The `count`-th open day after `day`."""
        for _ in range(count):
            day = self.roll(day + ONE_DAY)
        return day

    def office_hour(self, instant: datetime) -> datetime:
        """The first instant from `instant` on within the office hours of a business day."""
        local = instant.astimezone(self.zone)
        start, end = self.timing.business_hours
        day = local.date()
        if self.calendar.is_business_day(day) and local.time() <= end:
            return instant if local.time() >= start else self.at(day, start)
        return self.at(self.calendar.from_day(day + ONE_DAY), start)

    def polite_hour(self, instant: datetime) -> datetime:
        """The first instant from `instant` on at which a mail disturbs nobody, on any day."""
        local = instant.astimezone(self.zone)
        start, end = self.timing.polite_hours
        if local.time() > end:
            return self.at(local.date() + ONE_DAY, start)
        return instant if local.time() >= start else self.at(local.date(), start)
