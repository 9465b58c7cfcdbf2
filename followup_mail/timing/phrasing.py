"""Says days, instants and amounts of one application: in the employer's zone, the year where it is needed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from followup_mail.moments import say_clock, say_day
from followup_mail.timing.record import Named, Record

NEAR = 180  # days within which a date needs no year
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Speaker:
    """Says the times of one record."""

    __slots__ = ("office", "today")

    def __init__(self, record: Record) -> None:
        self.office = record.office
        self.today = record.office.day_of(record.now)

    def day(self, day: date) -> str:
        year = day.year != self.today.year and abs((day - self.today).days) > NEAR
        return say_day(day, weekday=True, short=True, year=year)

    def day_of(self, instant: datetime) -> str:
        return self.day(self.office.day_of(instant))

    def clock(self, instant: datetime) -> str:
        return say_clock(instant.astimezone(self.office.zone))

    def moment(self, instant: datetime) -> str:
        return f"{self.day_of(instant)}, {self.clock(instant)}"

    def later(self, instant: datetime, days: int) -> date:
        return self.office.day_of(instant) + timedelta(days)

    def named(self, named: Named) -> str:
        """What they named: a day, or a time that ends on it."""
        return f"They named {'a time that ends on ' if named.spans else ''}{self.day(named.day)}"

    def quoted(self, named: Named) -> str:
        """In which words a date was named, and when."""
        said = self.day(named.said)
        return f" (“{named.words}”, said on {said})" if named.words else f" (said on {said})"

    def skipped(self, start: date, end: date) -> Iterator[str]:
        """The days that pushed a date from `start` to `end`: the weekend, holidays by name, the quiet period."""
        if start >= end:
            return
        from followup_mail.timing.closed_days import closed_days  # for whole accounts alone

        names = closed_days(self.office.calendar, start, end, self.office.is_quiet)
        if names:
            yield f"Skipped: {listed(names)}."

    def holidays_known(self, day: date) -> Iterator[str]:
        calendar = self.office.calendar
        if calendar.first_year is None:
            yield "No country is known, so only weekends are skipped."
        elif not calendar.knows(day):
            yield f"Public holidays of {day.year} are not known, so only weekends are skipped."


def amount(number: int, unit: str) -> str:
    """Seven days, one hour, 14 days: numbers to ten as words."""
    word = NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)
    return f"{word} {unit}" if number == 1 else f"{word} {unit}s"


def listed(words: Sequence[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
