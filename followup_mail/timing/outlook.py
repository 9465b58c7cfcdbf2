"""Where an application stands in one sentence, and what would follow if nobody answered.

Rests on a plan that was made already. Decides no date of its own: what would follow is the plan again, at the moment
at which each check would have been sent on its best day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from followup_mail.model import Application, Event, Message, Status
from followup_mail.policy import Policy
from followup_mail.timing.answers import answer_to_offer
from followup_mail.timing.candidate import Candidate
from followup_mail.timing.obstacles import HAPPENED
from followup_mail.timing.phrasing import Speaker
from followup_mail.timing.planning import plan
from followup_mail.timing.reasons import Grounds
from followup_mail.timing.record import Record
from followup_mail.workdays import Calendar

CHECKS = ("status_check", "second_check", "closing_note")
OPEN = (Status.NOT_YET, Status.DUE, Status.OVERDUE)
A_MINUTE = timedelta(minutes=1)


class State(StrEnum):
    """The state of an application (timing.md 3.4)."""

    NO_INTERVIEW = "no_interview"
    SCHEDULED = "scheduled"
    INTERVIEWED = "interviewed"  # after an informal talk: nothing to wait for
    WAITING = "waiting"
    ANSWERING = "answering"
    CHECKED_ONCE = "checked_1"
    CHECKED_TWICE = "checked_2"
    ON_HOLD = "on_hold"
    PRESSED = "pressed"
    DECIDED = "terminal"
    LET_GO = "closed_silent"


def standing(messages: Sequence[Message]) -> tuple[State, str]:
    """The state of the application whose plan this is, and one sentence about it."""
    candidates = dict(_candidates(messages))
    if not candidates:
        return State.NO_INTERVIEW, "No interview lies behind you or ahead."
    record = next(iter(candidates.values())).record
    state = _state(record, candidates)
    return state, " ".join(_sentences(state, record, candidates, Speaker(record)))


def afterwards(
    application: Application,
    history: Sequence[Event],
    messages: Sequence[Message],
    *,
    policy: Policy,
    calendar: Calendar,
    now: datetime,
) -> list[Message]:
    """The check that is open or still to come, and those that could follow, if each went on its best day unanswered.

    `messages` is the plan of `history` at `now`. Empty where no check is open or to come.
    """
    following = [m for m in messages if m.kind in CHECKS and m.status in OPEN]
    events = list(history)
    while following and following[-1].kind != CHECKS[-1]:
        last = following[-1]
        at = max(last.best or now, now) + A_MINUTE
        events.append(Event(f"outlook-{last.kind}", at, application.id, "sent", kind=last.kind))
        later = plan(application, events, now=at, policy=policy, calendar=calendar)
        wanted = CHECKS[CHECKS.index(last.kind) + 1]
        found = [m for m in later if m.kind == wanted and m.status in OPEN]
        if not found:
            break
        following.append(replace(found[0], status=Status.NOT_YET))
    return following


def _candidates(messages: Sequence[Message]) -> Iterator[tuple[str, Candidate]]:
    for message in reversed(messages):  # of several thank-yous the first stands for them
        if isinstance(message.because, Grounds):
            yield message.kind, message.because.candidate


def _state(record: Record, candidates: dict[str, Candidate]) -> State:
    if record.decided is not None or record.withdrawing is not None:
        return State.DECIDED
    if not record.talks:
        return State.NO_INTERVIEW
    if record.ahead() is not None:
        return State.SCHEDULED
    check = candidates.get("status_check")
    return State.INTERVIEWED if check is None else _waiting_state(record, check, candidates)


def _waiting_state(record: Record, check: Candidate, candidates: dict[str, Candidate]) -> State:
    second, closing = candidates.get("second_check"), candidates.get("closing_note")
    blocks = {each.block.what for each in (check, second) if each is not None and each.block is not None}
    closed = closing is not None and closing.status in {Status.DONE, Status.MISSED}
    held = check.cycle is not None and check.cycle.anchor.what == "on_hold"
    found = (
        (State.ANSWERING, record.debt is not None),
        (State.PRESSED, "other_offer" in blocks),
        (State.LET_GO, closed or "closed" in blocks),
        (State.CHECKED_TWICE, second is not None and second.sent is not None),
        (State.CHECKED_ONCE, check.sent is not None),
        (State.ON_HOLD, held),
    )
    return next((state for state, holds in found if holds), State.WAITING)


def _sentences(state: State, record: Record, candidates: dict[str, Candidate], say: Speaker) -> Iterator[str]:
    yield _sentence(state, record, candidates, say)
    application = record.application
    if state is State.DECIDED:
        yield from _answer(record, say)
        return
    if record.silenced is not None or application.do_not_write:
        yield "They asked not to be written to."
    elif record.hushed is not None or application.do_not_chase:
        yield "They asked not to be asked after it."


def _answer(record: Record, say: Speaker) -> Iterator[str]:
    answer = answer_to_offer(record.history, record.now)
    if answer is None:
        return
    if answer.by is None:
        yield "It waits for your answer."
    elif answer.by >= record.now:
        yield f"It waits for your answer until {say.moment(answer.by)}."
    else:
        yield f"Your answer was due on {say.moment(answer.by)}."


def _sentence(state: State, record: Record, candidates: dict[str, Candidate], say: Speaker) -> str:
    over, ahead = record.decided or record.withdrawing, record.ahead()
    if state is State.DECIDED and over is not None:
        return HAPPENED[over.what].format(day=say.day_of(over.at))
    if state is State.SCHEDULED and ahead is not None:
        if ahead.start <= record.now:
            return "The talk is going on."
        which = "next talk" if any(talk.held for talk in record.talks) else "talk"
        return f"The {which} is on {say.moment(ahead.start)}."
    if state is State.ANSWERING and record.debt is not None:
        return f"They asked you for something on {say.day_of(record.debt.at)}; the next word is yours."
    check = candidates.get("status_check")
    return PLAIN[state] if check is None or state is State.LET_GO else _checked(state, check, candidates, say)


def _checked(state: State, check: Candidate, candidates: dict[str, Candidate], say: Speaker) -> str:
    second = candidates.get("second_check")
    if state is State.PRESSED and check.block is not None and check.block.fact is not None:
        event = check.block.fact.event
        until = f" until {say.moment(event.respond_by)}" if event and event.respond_by else ""
        return f"Another offer waits for your answer{until}."
    if state is State.CHECKED_TWICE and second is not None and second.sent is not None:
        return f"You asked twice, last on {say.day_of(second.sent.at)}; you have done your part."
    if state is State.CHECKED_ONCE and check.sent is not None:
        asked = f"You asked on {say.day_of(check.sent.at)}"
        again = second is not None and second.is_open
        return f"{asked}; a second, shorter check-in is in order." if again else f"{asked}, and it is their turn."
    return _waiting(check, say)


def _waiting(check: Candidate, say: Speaker) -> str:
    cycle = check.cycle
    opens = say.day_of(check.window.not_before)
    held = cycle is not None and cycle.anchor.what == "on_hold"
    waiting = "It is on hold" if held else "You are waiting for their answer"
    if check.status is Status.NOT_YET:
        named = cycle.named if cycle else None
        if named is not None and named.day >= say.today:
            waiting = f"{waiting} until {say.day(named.day)}" if held else f"They have until {say.day(named.day)}"
        return f"{waiting}; a check-in is in order from {opens}."
    if check.is_open:
        return f"{waiting}, and a check-in is in order."
    if check.status is Status.MISSED:
        return "The time for a check-in is over; let it rest unless they write."
    return f"{waiting}, and chose not to ask." if check.block and check.block.what == "skipped" else f"{waiting}."


PLAIN = {
    State.NO_INTERVIEW: "No talk lies behind you or ahead.",
    State.INTERVIEWED: "An informal talk wants thanks, and leaves nothing to wait for.",
    State.LET_GO: "You have asked, and may let it rest; whatever comes from them opens it anew.",
}
