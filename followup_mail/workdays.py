"""Which days an employer works. Decides nothing about messages; knows nothing of files or of any country.

All days are dates in the employer's zone. A business day is a day that is neither on the employer's weekend nor a
public holiday of the employer's country (timing.md 3.5, `roll`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, timedelta

from followup_mail.records import record

ONE_DAY = timedelta(days=1)
SATURDAY_AND_SUNDAY = frozenset({5, 6})


@record(frozen=True, slots=True)
class Calendar:
    """The working days of one employer.

    `weekend` holds weekday numbers (Monday = 0), `holidays` maps each public holiday to its name. `first_year` and
    `last_year` (inclusive) bound what `holidays` knows; None means that no country is known and only weekends count.
    """

    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    holidays: Mapping[date, str] = field(default_factory=dict)
    first_year: int | None = None
    last_year: int | None = None

    def is_weekend(self, day: date) -> bool:
        return day.weekday() in self.weekend

    def is_business_day(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.holidays

    def knows(self, day: date) -> bool:
        """Whether public holidays of that day's year are known at all (timing.md 3.7, 18)."""
        return (
            self.first_year is not None
            and self.last_year is not None
            and (self.first_year <= day.year <= self.last_year)
        )

    def from_day(self, day: date) -> date:
        """`day` itself if it is a business day, else the next one."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def up_to_day(self, day: date) -> date:
        """`day` itself if it is a business day, else the one before."""
        while not self.is_business_day(day):
            day -= ONE_DAY
        return day

    def add(self, day: date, business_days: int) -> date:
        """The `business_days`-th business day after `day`; `day` itself is never counted. 0 gives `day` back."""
        for _ in range(business_days):
            day = self.from_day(day + ONE_DAY)
        return day

    def skipped(self, start: date, end: date) -> Iterator[tuple[date, str]]:
        """Days from `start` to `end` (both inclusive) that are no business days: "weekend" or the holiday's name."""
        while start <= end:
            if start in self.holidays:
                yield start, self.holidays[start]
            elif self.is_weekend(start):
                yield start, "weekend"
            start += ONE_DAY
