"""Every number of the timing rules: its name, its bounds, and the rule that sets the bounds.

The values themselves stand in templates/policy.yaml. A bound that comes from the seed (P<paragraph>S<sentence>) cannot
be overridden; docs/timing.md explains each number.
"""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from followup_mail.model import Process
from followup_mail.records import record

Hours = tuple[time, time]
Quiet = tuple[tuple[int, int], tuple[int, int]]

A_WEEK = "without a timetable a check-in waits at least a week"
NOT_TWICE_A_WEEK = "two messages of this sort within a week are felt as pressure"


@record(frozen=True, slots=True)
class Timing:
    """The numbers of templates/policy.yaml; each field is its name there with `_` for the dot.

    Hours are elapsed; days are dates in the employer's zone; business days skip weekends and public holidays.
    """

    thank_you_cool_down_hours: int
    thank_you_cool_down_hours_if_decision_same_day: int
    thank_you_ideal_hours: int
    thank_you_deadline_hours: int
    thank_you_late_days: int
    thank_you_max_individual_notes: int
    wait_without_timetable_days_standard: int
    wait_without_timetable_days_senior: int
    wait_without_timetable_days_specialised: int
    wait_without_timetable_days_executive: int
    wait_without_timetable_days_government: int
    wait_without_timetable_days_academic: int
    slow_above_days: int
    after_promise_floor_business_days: int
    after_promise_best_business_days: int
    after_promise_best_business_days_slow: int
    window_days: int
    window_days_slow_promise: int
    give_up_days: int
    second_check_gap_days_standard: int
    second_check_gap_days_slow: int
    closing_note_gap_days_standard: int
    closing_note_gap_days_slow: int
    stop_after_second_check_days: int
    min_gap_after_thank_you_business_days: int
    gap_after_premature_check_days: int
    after_return_business_days: int
    on_hold_wait_days: int
    business_hours: Hours
    polite_hours: Hours
    quiet_period: Quiet | None

    def wait_for(self, process: Process, own: int | None) -> int:
        """Days to wait where no timetable was given; `own` is the person's own number for the application."""
        if own is not None:
            return max(own, 7)  # seed P4S1, whatever the notes say
        wait: int = getattr(self, f"wait_without_timetable_days_{process.value}")
        return wait


@record(frozen=True, slots=True)
class Number:
    """One whole number: its name in the file, its bounds and why they are; `seed` is the sentence that sets them."""

    name: str
    least: int
    most: int
    why: str = ""
    seed: str = ""

    @property
    def field(self) -> str:
        return self.name.replace(".", "_")


NUMBERS = (
    Number("thank_you.cool_down_hours", 0, 24),
    Number("thank_you.cool_down_hours_if_decision_same_day", 0, 24),
    Number("thank_you.ideal_hours", 1, 48, "a thank-you belongs to the first 48 hours", "P2S1"),
    Number("thank_you.deadline_hours", 24, 48, "a thank-you is sent within 24 to 48 hours", "P2S1"),
    Number("thank_you.late_days", 2, 14, "a later thank-you opens the check-in instead"),
    Number("thank_you.max_individual_notes", 1, 50),
    *(Number(f"wait_without_timetable_days.{process.value}", 7, 180, A_WEEK, "P4S1") for process in Process),
    Number("slow_above_days", 7, 180),
    Number("after_promise.floor_business_days", 1, 20, "a check-in waits until the named day has passed", "P3S2"),
    Number("after_promise.best_business_days", 1, 40),
    Number("after_promise.best_business_days_slow", 1, 40),
    Number("window_days", 1, 90),
    Number("window_days_slow_promise", 1, 90),
    Number("give_up_days", 7, 180),
    Number("second_check_gap_days.standard", 7, 90, NOT_TWICE_A_WEEK),
    Number("second_check_gap_days.slow", 7, 90, NOT_TWICE_A_WEEK),
    Number("closing_note_gap_days.standard", 7, 120, NOT_TWICE_A_WEEK),
    Number("closing_note_gap_days.slow", 7, 120, NOT_TWICE_A_WEEK),
    Number("stop_after_second_check_days", 7, 180),
    Number("min_gap_after_thank_you_business_days", 1, 20, "a thank-you and a check-in are not sent together"),
    Number("gap_after_premature_check_days", 7, 90, NOT_TWICE_A_WEEK),
    Number("after_return_business_days", 1, 20, "somebody who is away answers after coming back"),
    Number("on_hold_wait_days", 7, 365, A_WEEK),
)


@record(frozen=True, slots=True)
class Relation:
    """What must hold between two numbers: the first is not below the second."""

    larger: str
    smaller: str
    why: str


RELATIONS = (
    Relation("thank_you.ideal_hours", "thank_you.cool_down_hours", "the best moment lies behind the pause"),
    Relation("thank_you.deadline_hours", "thank_you.ideal_hours", "the best moment lies before the deadline"),
    *(
        Relation(
            f"wait_without_timetable_days.{process.value}",
            "wait_without_timetable_days.standard",
            "slower employers are given longer, not less",
        )
        for process in Process
        if process is not Process.STANDARD
    ),
    Relation("after_promise.best_business_days", "after_promise.floor_business_days", "the best day is not too early"),
    Relation(
        "after_promise.best_business_days_slow", "after_promise.floor_business_days", "the best day is not too early"
    ),
    Relation("give_up_days", "window_days", "the window closes before the end"),
    Relation("give_up_days", "window_days_slow_promise", "the window closes before the end"),
)


def read_number(number: Number, words: str) -> int:
    """The value of a whole number. Raises ValueError with what is wrong."""
    if not (words.isascii() and words.isdigit() and len(words) < 6):
        raise ValueError(f"“{words}” is no whole number")
    value = int(words)
    if not number.least <= value <= number.most:
        reason = f": {number.why}" if number.why else ""
        raise ValueError(f"{value} is not between {number.least} and {number.most}{reason}")
    return value


def read_hours(words: str) -> Hours:
    """From and to on one day, as in 09:00-17:00. Raises ValueError."""
    start, dash, end = words.replace("–", "-").replace(" ", "").partition("-")
    try:
        hours = (time.fromisoformat(start), time.fromisoformat(end))
    except ValueError:
        raise ValueError(f"“{words}” is no pair of clock times") from None
    if not dash or hours[0].tzinfo or hours[1].tzinfo or (hours[1].hour - hours[0].hour) < 2:
        raise ValueError(f"“{words}” leaves no time between its beginning and its end")
    return hours


def read_quiet(words: str) -> Quiet | None:
    """The first and the last quiet day of each year, as in 12-24 .. 01-01; or none. Raises ValueError."""
    if words.strip() == "none":
        return None
    first, dots, last = words.partition("..")
    try:
        period = (_month_and_day(first), _month_and_day(last))
    except ValueError:
        raise ValueError(f"“{words}” is no pair of days of the year") from None
    length = (period[1][0] - period[0][0]) % 12
    if not dots or length > 2 or (length == 0 and period[1] < period[0]):
        raise ValueError(f"“{words}” is longer than a quiet period should be")
    return period


def _month_and_day(words: str) -> tuple[int, int]:
    month, day = (int(part) for part in words.strip().split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(words)
    return month, day


# Values that are no whole numbers, with their reader and how they are written.
SPANS: Mapping[str, tuple[Callable[[str], Hours | Quiet | None], str]] = {
    "business_hours": (read_hours, "09:00-17:00"),
    "polite_hours": (read_hours, "08:00-20:00"),
    "quiet_period": (read_quiet, "12-24 .. 01-01, or none"),
}


def timing_of(values: Mapping[str, Any]) -> Timing:
    """The record of all values by their names in the file."""
    return Timing(**{name.replace(".", "_"): value for name, value in values.items()})
