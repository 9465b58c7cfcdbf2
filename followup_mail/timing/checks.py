"""The check-in, the second one, and the closing note: at most two questions and one goodbye a cycle.

Decides when each may go and what forbids it (timing.md 3.5, T15 to T30). Everything here counts in days.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from followup_mail.model import Address, Route
from followup_mail.policy import Kind, Policy
from followup_mail.timing.candidate import Block, Candidate, Floor, postponed
from followup_mail.timing.cycle import Cycle, after_wait
from followup_mail.timing.record import Fact, Record
from followup_mail.timing.window import Window, in_order, lifted
from followup_mail.workdays import ONE_DAY

# The voice of a check-in after certain news; a slow employer is met with understanding (seed P5S3).
TONES = {
    "new_promise": "thankful",
    "update_no_date": "thankful",
    "reply_seen": "thankful",
    "on_hold": "thankful",
    "invite_next_round": "practical",
}


def checks(
    record: Record, cycle: Cycle, policy: Policy, contact: tuple[Address | None, Route], offer: Candidate | None
) -> Iterator[Candidate]:
    """The checks of this cycle, each once its predecessor counts as sent; `offer` is the notice of another offer.

    After a closing note nothing follows in its cycle, whatever it followed itself (T26).
    """
    making = _Making(record, cycle, contact, blocked(record, offer))
    goodbye = making.sent("closing_note")
    if goodbye and making.block is None:
        making.block = Block("closed", goodbye[-1])
    timing, slow = record.office.timing, cycle.slow
    sent = making.sent("status_check")
    first_day = record.office.day_of(cycle.window.not_before)
    counted = [fact for fact in sent if record.office.day_of(fact.at) >= first_day]
    early = [fact for fact in sent if record.office.day_of(fact.at) < first_day]
    rule = "promise" if cycle.named else "wait"
    check = making.candidate(policy.kinds["status_check"], rule, cycle.window, cycle.anchor, counted, early)
    check.tone = "understanding" if slow else TONES.get(cycle.anchor.what, "")
    yield check
    if check.sent is None:
        return
    gap = timing.second_check_gap_days_slow if slow else timing.second_check_gap_days_standard
    window = after_wait(record.office, _days_after(record, check.sent, gap))
    later = [fact for fact in making.sent("second_check") if fact.position > check.sent.position]
    second = making.candidate(policy.kinds["second_check"], "second", window, check.sent, later)
    yield second
    if second.sent is None:
        return
    gap = timing.closing_note_gap_days_slow if slow else timing.closing_note_gap_days_standard
    window = after_wait(record.office, _days_after(record, second.sent, gap))
    stop = record.office.closes(_days_after(record, second.sent, timing.stop_after_second_check_days))
    window = in_order(window.not_before, window.best, window.not_after, min(window.give_up, stop))
    last = [fact for fact in goodbye if fact.position > second.sent.position]
    yield making.candidate(policy.kinds["closing_note"], "closing", window, second.sent, last)


def blocked(record: Record, offer: Candidate | None) -> Block | None:
    """What forbids to ask at all, the weightiest reason first."""
    application, ahead = record.application, record.ahead()
    if record.decided is not None:
        return Block("decided", record.decided)
    if record.withdrawing is not None:
        return Block("withdrawing", record.withdrawing)
    if record.silenced is not None or application.do_not_write:
        return Block("do_not_write", record.silenced)
    if record.hushed is not None or application.do_not_chase:
        return Block("do_not_chase", record.hushed)
    if ahead is not None:
        return Block("next_round", talk=ahead)
    if record.debt is not None:
        return Block("owes_answer", record.debt)
    if offer is not None and record.now <= offer.window.give_up:
        return Block("other_offer", offer.since)
    return None


class _Making:
    """What the three checks of a cycle have in common."""

    def __init__(
        self, record: Record, cycle: Cycle, contact: tuple[Address | None, Route], block: Block | None
    ) -> None:
        self.record = record
        self.cycle = cycle
        self.contact = contact
        self.block = block

    def sent(self, kind: str) -> list[Fact]:
        return [f for f in self.record.sent if f.event and f.event.kind == kind and self.cycle.holds(f)]

    def candidate(
        self, kind: Kind, rule: str, window: Window, since: Fact, sent: list[Fact], early: list[Fact] | None = None
    ) -> Candidate:
        record = self.record
        skips = [f for f in record.skipped if f.event and f.event.kind == kind.name and self.cycle.holds(f)]
        skipped, until = postponed(record, kind, skips)
        floors = [*self._floors(early or []), *([until] if until else [])]
        office = record.office
        opening = max((floor.opens for floor in floors), default=window.not_before)
        return Candidate(
            kind=kind,
            record=record,
            rule=rule,
            to=self.contact[0],
            route=self.contact[1],
            window=lifted(window, office, office.roll(office.day_of(opening))),
            since=since,
            cycle=self.cycle,
            floors=[floor for floor in floors if floor.opens > window.not_before],
            sent=sent[-1] if sent else None,
            block=self.block or skipped,
        )

    def _floors(self, early: list[Fact]) -> Iterator[Floor]:
        """What a check keeps its distance from: the last thanks, an absence, a check that went too early."""
        record, office, timing = self.record, self.record.office, self.record.office.timing
        thanks = [f for f in record.sent if f.event and f.event.kind == "thank_you"]
        if thanks:
            first = office.day_of(thanks[-1].at)
            day = office.calendar.add(first, timing.min_gap_after_thank_you_business_days)
            yield self._floor("thank_you", thanks[-1], day, first + ONE_DAY)
        if record.back_on is not None:
            day = office.calendar.add(record.back_on, timing.after_return_business_days)
            yield self._floor("away", record.latest("out_of_office"), day, record.back_on)
        if early:
            day = office.day_of(early[-1].at) + timedelta(timing.gap_after_premature_check_days)
            yield self._floor("early_check", early[-1], day, day)

    def _floor(self, what: str, since: Fact | None, day: date, counted: date) -> Floor:
        return Floor(what, since, self.record.office.opens(self.record.office.roll(day)), counted)


def held_back(check: Candidate, by: Candidate) -> None:
    """Let a check wait for the open message to the same reader: from when that one closes, in an office hour."""
    office = check.record.office
    opens = _open_hour(check, by.closed_from())
    window = check.window
    check.held_by = by
    check.window = in_order(
        opens, window.best, max(window.not_after, office.closes(office.day_of(opens))), window.give_up
    )


def _open_hour(check: Candidate, instant: datetime) -> datetime:
    office = check.record.office
    opens = office.office_hour(instant)
    day = office.day_of(opens)
    return opens if office.roll(day) == day else office.opens(office.roll(day))


def _days_after(record: Record, fact: Fact, days: int) -> date:
    return record.office.day_of(fact.at) + timedelta(days)
