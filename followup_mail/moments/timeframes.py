"""What an employer said about when they will be in touch, and the last day that belongs to them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from followup_mail.moments.words import NotUnderstood
from followup_mail.workdays import Calendar

Counting = Callable[[date, Calendar], date]


@dataclass(frozen=True, slots=True)
class Timeframe:
    """What an employer said, read but not yet counted: `words` is exactly what was typed."""

    words: str
    readings: tuple[Counting, ...] = field(compare=False, repr=False)

    @property
    def names_a_time(self) -> bool:
        return bool(self.readings)

    def deadline(self, said: date, calendar: Calendar) -> date | None:
        """The last day that belongs to the employer, None if the words name no time."""
        return max((count(said, calendar) for count in self.readings), default=None)


def read_timeframe(words: str) -> Timeframe:
    """Read what an employer said; raises NotUnderstood."""
    raise NotUnderstood(f"“{words}” is not understood")
