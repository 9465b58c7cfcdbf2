"""When a message may go: four instants, and where one stands between them. Decides nothing about their dates."""

from datetime import date, datetime, timedelta

from followup_mail.model import Status
from followup_mail.records import record
from followup_mail.timing.office import Office


@record(frozen=True, slots=True)
class Window:
    """`not_before` <= `best` <= `not_after` <= `give_up`, in UTC; the ends belong to the window."""

    not_before: datetime
    best: datetime
    not_after: datetime
    give_up: datetime

    def status(self, now: datetime) -> Status:
        if now < self.not_before:
            return Status.NOT_YET
        if now <= self.not_after:
            return Status.DUE
        return Status.OVERDUE if now <= self.give_up else Status.MISSED


def in_order(not_before: datetime, best: datetime, not_after: datetime, give_up: datetime) -> Window:
    """The window with each instant lifted to the one before it where it lies earlier."""
    best = max(best, not_before)
    not_after = max(not_after, best)
    return Window(not_before, best, not_after, max(give_up, not_after))


def of_days(office: Office, first: date, best: date, last: date, end: date) -> Window:
    """From the morning of `first` to the close of `last`, given up at the close of `end`."""
    return in_order(office.opens(first), office.opens(best), office.closes(last), office.closes(end))


def lifted(window: Window, office: Office, floor: date) -> Window:
    """A check's window that opens on `floor` or later.

    The latest day stays where it is, or becomes the opening day's close. A floor behind the very end takes the whole
    window along: being asked to wait never costs the message.
    """
    opens = office.opens(floor)
    if opens <= window.not_before:
        return window
    if opens <= window.give_up:
        not_after = max(window.not_after, office.closes(max(floor, office.day_of(window.best))))
        return in_order(opens, window.best, not_after, window.give_up)
    length = office.day_of(window.not_after) - office.day_of(window.not_before)
    rest = office.day_of(window.give_up) - office.day_of(window.not_after)
    last = office.roll(floor + max(length, timedelta(0)))
    return in_order(opens, opens, office.closes(last), office.closes(last + rest))
