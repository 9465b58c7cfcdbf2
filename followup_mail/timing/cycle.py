"""What the candidate is waiting for, since when, and the days of the first check-in that follow from it.

A cycle begins with the newest fact that answers "what are we waiting for, and since when": an interview, or real news
from the employer (timing.md 3.5). Decides the rule's own days; what holds a check back is added by `checks`.
"""

from datetime import date, timedelta

from followup_mail.records import record
from followup_mail.timing.office import Office
from followup_mail.timing.record import Fact, Named, Record, date_in_force
from followup_mail.timing.window import Window, of_days


@record(frozen=True, slots=True)
class Cycle:
    """The present cycle. `named` is the date the days follow from, None where a wait does; `base` is that date, or the
    last day of the wait. `window` is the rule's own, before anything holds it back."""

    anchor: Fact
    anchor_day: date
    named: Named | None
    wait: int
    slow: bool
    base: date
    window: Window

    def holds(self, fact: Fact) -> bool:
        """Whether something happened within this cycle."""
        return (fact.at, fact.position) > (self.anchor.at, self.anchor.position)


def current_cycle(record: Record, named: Named | None) -> Cycle | None:
    """The cycle at the record's instant, given the date in force; None before the first job interview is over."""
    talks = [Fact("interview", talk.end, interview=talk.interview) for talk in record.held()]
    if not talks:
        return None
    office, timing = record.office, record.office.timing
    anchor = max([*talks, *record.news], key=lambda fact: (fact.at, fact.position))
    anchor_day = office.day_of(anchor.at)
    wait = timing.wait_for(record.application.process, record.application.wait)
    slow = wait > timing.slow_above_days
    if named is not None and named.day >= anchor_day:
        return Cycle(anchor, anchor_day, named, wait, slow, named.day, _after_promise(office, named.day, slow=slow))
    if anchor.what == "on_hold":
        wait = max(wait, timing.on_hold_wait_days)
    base = anchor_day + timedelta(wait)
    return Cycle(anchor, anchor_day, None, wait, slow, base, after_wait(office, base))


def _after_promise(office: Office, named: date, *, slow: bool) -> Window:
    """A check-in waits until the named day has passed (seed P3S2); slow employers are given more grace (P5S3)."""
    timing = office.timing
    best = timing.after_promise_best_business_days_slow if slow else timing.after_promise_best_business_days
    length = timing.window_days_slow_promise if slow else timing.window_days
    return of_days(
        office,
        office.roll(office.calendar.add(named, timing.after_promise_floor_business_days)),
        office.open_days_after(named, best),
        office.roll(named + timedelta(length)),
        named + timedelta(timing.give_up_days),
    )


def after_wait(office: Office, base: date) -> Window:
    """From the first open day on or after `base`; that day is the best one too."""
    timing = office.timing
    first = office.roll(base)
    return of_days(
        office, first, first, office.roll(base + timedelta(timing.window_days)), base + timedelta(timing.give_up_days)
    )


def cycle_of(record: Record) -> Cycle | None:
    """The cycle with the date in force worked out."""
    return current_cycle(record, date_in_force(record))
