"""A message before the last word is spoken on it, with the grounds for what has been decided so far."""

from collections.abc import Sequence
from dataclasses import field
from datetime import UTC, date, datetime, timedelta

from followup_mail.model import Address, Message, Route, Status
from followup_mail.policy import Kind
from followup_mail.records import record
from followup_mail.timing.cycle import Cycle
from followup_mail.timing.reasons import Grounds
from followup_mail.timing.record import Fact, Record, Talk
from followup_mail.timing.window import Window

A_SECOND = timedelta(seconds=1)


@record(frozen=True, slots=True)
class Floor:
    """Something a message keeps its distance from: "thank_you", "away", "early_check" or "skipped", and since when.

    `counted` is the first day that counts for the distance, or its last day where it is one of calendar days.
    """

    what: str
    since: Fact | None
    opens: datetime
    counted: date


@record(frozen=True, slots=True)
class Block:
    """What makes a message pointless or forbids it; `talk` is the interview that does, where one does."""

    what: str
    fact: Fact | None = None
    talk: Talk | None = None


@record(frozen=False, slots=True)
class Candidate:
    """One message while the plan is being made. `rule` names the rule it follows; `since` is the fact it counts from.

    `block` cancels it, `sent` makes it done, `held_by` is the open message to the same reader that goes first. `ids`
    are the interviews a note is for, `day_ended` the last talk of its day. `closes_with_check`: it ends when the
    check-in falls due; `closes_early`: it ends with its best days, as another round takes its place.
    """

    kind: Kind
    record: Record
    rule: str
    to: Address | None
    route: Route
    window: Window
    covers: tuple[str, ...] = ()
    talk: Talk | None = None
    interview: str | None = None
    ids: tuple[str, ...] = ()
    day_ended: Talk | None = None
    closes_with_check: bool = False
    closes_early: bool = False
    since: Fact | None = None
    cycle: Cycle | None = None
    floors: Sequence[Floor] = ()
    sent: Fact | None = None
    block: Block | None = None
    held_by: "Candidate | None" = None
    tone: str = field(default="")

    @property
    def status(self) -> Status:
        if self.sent is not None:
            return Status.DONE
        if self.block is not None:
            return Status.CANCELLED
        return Status.NOT_YET if self.held_by is not None else self.window.status(self.record.now)

    @property
    def is_open(self) -> bool:
        return self.status in {Status.DUE, Status.OVERDUE}

    def closed_from(self) -> datetime:
        """The first instant, to the second and not before now, from which others to the same reader may go."""
        end = self.window.not_after if self.closes_early else self.window.give_up
        return end if end > self.record.now else self.record.now + A_SECOND

    def message(self) -> Message:
        """The message as others see it, its instants in the employer's zone."""
        zone, window = self.record.application.zone, self.window
        return Message(
            application=self.record.application.id,
            kind=self.kind.name,
            interview=self.interview,
            to=self.to,
            covers=self.covers,
            route=self.route,
            status=self.status,
            not_before=window.not_before.astimezone(zone),
            best=window.best.astimezone(zone),
            not_after=window.not_after.astimezone(zone),
            give_up=window.give_up.astimezone(zone),
            optional=self.kind.optional,
            tone=self.tone or self.kind.tone,
            because=Grounds(self),
        )


def postponed(record: Record, kind: Kind, skips: Sequence[Fact]) -> tuple[Block | None, Floor | None]:
    """What the latest of a person's own `skipped` entries does: it cancels, or with a day it is a floor."""
    skip = skips[-1] if skips else None
    if skip is None or skip.event is None:
        return None, None
    if skip.event.until is None:
        return Block("skipped", skip), None
    office = record.office
    clock = office.timing.polite_hours[0] if kind.name == "thank_you" else office.timing.business_hours[0]
    until = skip.event.until
    return None, Floor("skipped", skip, office.at(until, clock).astimezone(UTC), until)
