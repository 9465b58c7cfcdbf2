"""Which answer is the person's own to give, and by when: to an offer, from the day on which it is made.

The letter that thanks for an offer does not answer it. What that letter says is `wording`'s, when it goes `replies`'.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from followup_mail.model import Event
from followup_mail.records import record

ANSWERED = frozenset({"accepted", "wants_to_withdraw", "withdrew", "rejection", "position_closed"})
LET_GO = timedelta(14)  # so long after its day an answer that nobody has told of was given, or is not wanted any more


@record(frozen=True, slots=True)
class Answer:
    """An answer that an offer waits for, since `offered`. `by` is the earlier of the day that they named and the one
    that the person named, None where nobody named one."""

    offered: datetime
    by: datetime | None


def answer_to_offer(history: Sequence[Event], now: datetime) -> Answer | None:
    """The answer that the latest offer of the settled `history` waits for; None where it is given, or long past."""
    waiting: Answer | None = None
    for event in history:
        if event.event == "offer":
            days = [day for day in (event.respond_by, event.decide_by) if day is not None]
            waiting = Answer(event.at, min(days, default=None))
        elif event.event in ANSWERED or (event.event == "sent" and event.kind == "withdrawal"):
            waiting = None
    if waiting is None or now - (waiting.by or now) > LET_GO:
        return None
    return waiting
