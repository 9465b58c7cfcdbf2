"""Says why: from the grounds of a message to a few calm sentences. Decides words only; nothing here changes a date.

A reason names the rule, the fact it counts from, the arithmetic and what was skipped. It never guesses why somebody
has not written, and never counts how long they have not.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from followup_mail.model import Process, Route, Status
from followup_mail.timing.obstacles import block_sentence, floor_sentence
from followup_mail.timing.phrasing import Speaker, amount, listed

if TYPE_CHECKING:
    from followup_mail.timing.candidate import Candidate
    from followup_mail.timing.record import Talk

WRITTEN = (Status.DONE, Status.CANCELLED)
CHECKS = frozenset({"promise", "wait", "second", "closing"})

# What the waiting counts from, as the beginning of a sentence; {day} is the day of that fact.
SINCE = {
    "interview": "No timetable is known from the talk on {day}.",
    "update_no_date": "They wrote on {day} without naming a day.",
    "reply_seen": "A mail from them came on {day}; tell what it says, and this is worked out anew.",
    "new_promise": "They wrote on {day}, and no day they named lies ahead.",
    "invite_next_round": "They invited you to another talk on {day}, and its time is still open.",
    "interview_cancelled": "They called off a talk on {day}.",
    "on_hold": "They put the position on hold on {day}.",
    "info_request": "They asked you for something on {day}.",
    "sent": "You answered their question on {day}.",
    "skipped": "You left their question of the time before {day} aside.",
}

# What calls for a reply, as a whole sentence.
CAUSES = {
    "interview": "Your talk was on {day}.",
    "info_request": "They asked you for something on {day}.",
    "offer": "They made you an offer on {day}.",
    "wants_to_withdraw": "You decided on {day} to withdraw.",
    "competing_offer": "You have had another offer since {day}.",
    "rejection": "They told you on {day} that they decided for somebody else.",
}

SLOW = {
    Process.SENIOR: "a senior role is decided more slowly",
    Process.SPECIALISED: "a specialised role is decided more slowly",
    Process.EXECUTIVE: "an executive role is decided more slowly",
    Process.GOVERNMENT: "public employers decide more slowly",
    Process.ACADEMIC: "academic searches take longer",
}


class Grounds:
    """The grounds of one message (`model.Because`); two are equal when they say the same."""

    __slots__ = ("candidate",)

    def __init__(self, candidate: "Candidate") -> None:
        self.candidate = candidate

    def told(self) -> str:
        """The whole reason."""
        return " ".join(_sentences(self.candidate))

    def briefly(self) -> str:
        """The reason in one sentence."""
        return _brief(self.candidate)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Grounds) and self.told() == other.told()

    def __hash__(self) -> int:
        return hash(self.told())

    def __repr__(self) -> str:
        return f"Grounds({self.told()!r})"


def _sentences(candidate: "Candidate") -> Iterator[str]:
    say, status = Speaker(candidate.record), candidate.status
    if candidate.sent is not None:
        yield f"You sent it on {say.day_of(candidate.sent.at)}."
        return
    if candidate.block is not None:
        yield block_sentence(candidate.block, candidate, say)
        return
    yield from RULES[candidate.rule](candidate, say)
    for floor in candidate.floors:
        yield floor_sentence(floor, candidate, say)
        day = say.office.day_of(floor.opens)
        yield from say.skipped(floor.counted, say.office.roll(day) if candidate.rule in CHECKS else day)
    if candidate.held_by is not None:
        title, opens = candidate.held_by.kind.title, say.moment(candidate.window.not_before)
        yield f"Your {title} to the same reader goes first; this one follows from {opens}."
    yield from _standing(candidate, status, say)
    yield from _circumstances(candidate, say)


def _brief(candidate: "Candidate") -> str:
    say = Speaker(candidate.record)
    if candidate.sent is not None:
        return f"Sent on {say.day_of(candidate.sent.at)}."
    if candidate.block is not None:
        return block_sentence(candidate.block, candidate, say, brief=True)
    if candidate.held_by is not None:
        return f"Your {candidate.held_by.kind.title} to the same reader goes first."
    if candidate.floors and candidate.status is Status.NOT_YET:
        return floor_sentence(max(candidate.floors, key=lambda floor: floor.opens), candidate, say)
    make = BRIEFS.get(candidate.rule)
    brief = make(candidate, say) if make else next(iter(RULES[candidate.rule](candidate, say)))
    better = _better_day(candidate, say)
    return f"{brief.removesuffix('.')}; today {better[0]}, {better[1]} reads better." if better else brief


def _thanks(candidate: "Candidate", say: Speaker) -> Iterator[str]:
    talk, last = candidate.talk, candidate.day_ended
    if talk is None or last is None:
        return
    hours = _hours(candidate)
    who = f" with {listed(candidate.covers)}" if candidate.covers else ""
    verb = "ended" if talk.held else "ends"
    yield f"Your talk{who} {verb} on {say.moment(talk.end)}."
    if candidate.status is Status.NOT_YET and candidate.held_by is None and not candidate.floors:
        yield from _pause(candidate, talk, last, say)
    if candidate.status in {Status.NOT_YET, Status.DUE}:
        until = say.moment(candidate.window.not_after)
        yield f"A thank-you belongs to the {hours} hours after the talk, weekends and holidays included: until {until}."


def _pause(candidate: "Candidate", talk: "Talk", last: "Talk", say: Speaker) -> Iterator[str]:
    timing, opens = candidate.record.office.timing, say.moment(candidate.window.not_before)
    if last is not talk:
        yield f"The last talk of that day {'ended' if last.held else 'ends'} at {say.clock(last.end)}."
    hours = round((candidate.window.not_before - last.end).total_seconds() / 3600)
    if hours < timing.thank_you_cool_down_hours:
        yield f"As the decision was announced for the same day, {amount(hours, 'hour')} is pause enough: {opens}."
    elif hours:
        yield f"A note within minutes reads as written beforehand, so it waits {amount(hours, 'hour')}: {opens}."


def _thanks_brief(candidate: "Candidate", say: Speaker) -> str:
    hours = _hours(candidate)
    if candidate.status is Status.OVERDUE:
        return f"The first {hours} hours are over; a late note is still welcome."
    if candidate.status is Status.MISSED:
        return "Its time is over; the thanks can open your next letter."
    day = say.day(candidate.talk.day) if candidate.talk else ""
    return f"A thank-you belongs to the {hours} hours after the talk on {day}."


def _promise_brief(candidate: "Candidate", say: Speaker) -> str:
    named = candidate.cycle.named if candidate.cycle else None
    told = say.named(named) if named else ""
    if candidate.status is Status.NOT_YET:
        return f"{told}, and a check-in waits until that day has passed."
    return f"{told}, and that day has passed."


def _wait_brief(candidate: "Candidate", say: Speaker) -> str:
    cycle = candidate.cycle
    if cycle is None or cycle.anchor.what != "interview":
        return next(iter(_wait(candidate, say)))
    wait = amount(cycle.wait, "day")
    return f"Without a timetable a check-in waits {wait} after the talk on {say.day(cycle.anchor_day)}."


def _hours(candidate: "Candidate") -> int:
    return candidate.record.office.timing.thank_you_deadline_hours


def _promise(candidate: "Candidate", say: Speaker) -> Iterator[str]:
    cycle = candidate.cycle
    if cycle is None or cycle.named is None:
        return
    yield f"{say.named(cycle.named)}{say.quoted(cycle.named)}."
    rule = cycle.window
    slow = SLOW.get(candidate.record.application.process) if cycle.slow else None
    why = f", as {slow}" if slow else ""
    best = "" if rule.best == rule.not_before else f"; best on {say.day_of(rule.best)}{why}"
    yield f"A check-in waits until that day has passed: {say.day_of(rule.not_before)}{best}."
    yield from say.skipped(cycle.named.day, say.office.day_of(rule.not_before))


def _wait(candidate: "Candidate", say: Speaker) -> Iterator[str]:
    cycle = candidate.cycle
    if cycle is None:
        return
    yield SINCE[cycle.anchor.what].format(day=say.day(cycle.anchor_day))
    slow = SLOW.get(candidate.record.application.process) if cycle.slow else None
    opens = say.office.day_of(cycle.window.not_before)
    if candidate.record.application.wait is not None:
        slow = "your notes say"
    why = f", as {slow}" if slow and cycle.anchor.what != "on_hold" else ""
    yield f"A check-in then waits {amount(cycle.wait, 'day')}{why}: {say.day(opens)}."
    yield from say.skipped(cycle.base, opens)


def _after_sent(candidate: "Candidate", say: Speaker) -> Iterator[str]:
    since, timing, cycle = candidate.since, candidate.record.office.timing, candidate.cycle
    if since is None or cycle is None:
        return
    second = candidate.rule == "second"
    if second:
        days = timing.second_check_gap_days_slow if cycle.slow else timing.second_check_gap_days_standard
        yield f"You asked on {say.day_of(since.at)}."
        what = "A second, shorter message"
    else:
        days = timing.closing_note_gap_days_slow if cycle.slow else timing.closing_note_gap_days_standard
        yield f"You asked a second time on {say.day_of(since.at)}."
        what = "If you like, a closing note that asks nothing"
    counted = say.later(since.at, days)
    opens = say.office.roll(counted)
    yield f"{what} may follow after {amount(days, 'day')}: {say.day(opens)}."
    yield from say.skipped(counted, opens)


def _reply(candidate: "Candidate", say: Speaker) -> Iterator[str]:
    if candidate.since is None:
        return
    event, window = candidate.since.event, candidate.window
    day = say.day_of(candidate.since.at)
    known = CAUSES.get(candidate.since.what, "This answers what happened on {day}.")
    yield known.format(day=day)
    if event is not None and event.respond_by is not None:
        whose = "Your answer to it is due" if candidate.since.what == "competing_offer" else "They hope for your answer"
        yield f"{whose} by {say.moment(event.respond_by)}."
    if candidate.status in {Status.NOT_YET, Status.DUE}:
        opens = f"from {say.moment(window.not_before)}, " if candidate.status is Status.NOT_YET else ""
        yield f"The right time for this letter: {opens}at the latest {say.moment(window.not_after)}."
        if _counts_business_days(candidate):
            yield from say.skipped(say.later(candidate.since.at, 1), say.office.day_of(window.not_after))


def _counts_business_days(candidate: "Candidate") -> bool:
    """Whether the latest moment of a reply is so many business days after what calls for it."""
    rule = candidate.kind.window
    terms = [term for sooner in rule.not_after for term in sooner] if rule else []
    return any(term.unit == "business_days" and term.field is None for term in terms)


RULES = {
    "thanks": _thanks,
    "promise": _promise,
    "wait": _wait,
    "second": _after_sent,
    "closing": _after_sent,
    "reply": _reply,
}
BRIEFS = {"thanks": _thanks_brief, "promise": _promise_brief, "wait": _wait_brief}


def _standing(candidate: "Candidate", status: Status, say: Speaker) -> Iterator[str]:
    window, thanks = candidate.window, candidate.rule == "thanks"
    if status is Status.OVERDUE:
        end = say.moment(window.give_up)
        if thanks:
            why = ", when the check-in falls due" if candidate.closes_with_check else ""
            yield f"Those {_hours(candidate)} hours were over on {say.moment(window.not_after)}."
            yield f"A late note is still welcome until {end}{why}, and needs no excuse."
        else:
            yield f"Its best days ended on {say.moment(window.not_after)}; it is still fine until {end}."
    elif status is Status.MISSED:
        over = f"Its time was over on {say.moment(window.give_up)}."
        yield f"{over} The thanks can open your next letter." if thanks else f"{over} Let it rest."
    elif status is Status.DUE and candidate.rule in CHECKS:
        yield f"It is in order until {say.day_of(window.not_after)}."
    if better := _better_day(candidate, say):
        yield f"Today {better[0]}; it reads better on {better[1]}."


def _better_day(candidate: "Candidate", say: Speaker) -> tuple[str, str] | None:
    """For a check that is open on a day on which the office is closed: why, and the next open day."""
    office = candidate.record.office
    following = office.roll(say.today)
    if candidate.rule not in CHECKS or not candidate.is_open or following == say.today:
        return None
    if office.opens(following) > candidate.window.give_up:
        return None
    quiet = office.is_quiet(say.today)
    return ("is one of the quiet days" if quiet else "the office is closed"), say.day(following)


def _circumstances(candidate: "Candidate", say: Speaker) -> Iterator[str]:
    """What a person should also know: a draft, a mail that came back, no address, holidays that are not known."""
    if candidate.status in WRITTEN:
        return
    if _noted(candidate, "bounced"):
        yield "An earlier one came back undelivered: please check the address."
    if early := _sent_before_the_talk(candidate):
        yield f"What you told as sent on {say.day_of(early)} does not count, as the talk had not begun."
    if _noted(candidate, "drafted") and candidate.status is not Status.MISSED:
        yield "A draft is written; it counts as soon as you tell that it is sent."
    if candidate.route is Route.NONE:
        yield "No address is known yet: ask whoever invited you, or paste the letter into their portal."
    if candidate.rule in CHECKS:
        yield from say.holidays_known(say.office.day_of(candidate.window.not_before))


def _sent_before_the_talk(candidate: "Candidate") -> datetime | None:
    """When a thank-you for this very talk is said to have been sent before it began."""
    talk = candidate.talk
    for event in candidate.record.history if talk else ():
        named = event.interview is not None and event.interview in candidate.ids
        if talk and event.event == "sent" and event.kind == candidate.kind.name and named and event.at < talk.start:
            return event.at
    return None


def _noted(candidate: "Candidate", what: str) -> bool:
    """Whether the history holds such an entry about this message."""
    record = candidate.record
    since = candidate.since.at if candidate.since else None
    for event in record.raw if what == "bounced" else record.history:
        if event.event != what or event.kind != candidate.kind.name or event.at > record.now:
            continue
        if event.interview is not None and candidate.ids and event.interview not in candidate.ids:
            continue
        if event.to is not None and candidate.to is not None and event.to.casefold() != candidate.to.email.casefold():
            continue
        if since is None or event.at >= since:
            return True
    return False
