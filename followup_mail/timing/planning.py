"""Puts the plan together: all messages of one application, in order of rank, one at a time to any one reader.

Decides which of two open messages to one reader goes first. What each message's own days are is left to the rooms
beside this one.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from followup_mail.history import as_it_stands, settled
from followup_mail.model import Application, Event, Message, Status
from followup_mail.policy import Policy
from followup_mail.timing.addressees import main_contact
from followup_mail.timing.candidate import Candidate
from followup_mail.timing.checks import checks, held_back
from followup_mail.timing.cycle import current_cycle
from followup_mail.timing.office import Office
from followup_mail.timing.record import date_in_force, read_record
from followup_mail.timing.replies import latest_of, replies
from followup_mail.timing.thanks import thank_yous
from followup_mail.timing.window import in_order
from followup_mail.workdays import Calendar


def plan(
    application: Application, history: Sequence[Event], *, now: datetime, policy: Policy, calendar: Calendar
) -> list[Message]:
    """Every message of one application as it stands at `now`, in order of rank (timing.md section 3).

    `history` may be raw or settled, in any order: what lies after `now` or has been undone does not count. `now` and
    all instants must be aware; the zone in which they are written makes no difference. Days are dates in
    `application.zone`, and `calendar` holds the working days there. Instants of the result carry `application.zone`.
    Raises ValueError for a naive `now`.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    now = now.astimezone(UTC)
    events = settled(history, now)
    application = as_it_stands(application, events)
    office = Office(application.zone, calendar, policy.timing)
    record = read_record(application, events, history, office, now)
    named = date_in_force(record)
    cycle = current_cycle(record, named)
    contact = main_contact(record)
    candidates = list(replies(record, policy, contact))
    offer = latest_of(candidates, "competing_offer")
    candidates += thank_yous(record, policy.kinds["thank_you"], cycle, named)
    if cycle is not None:
        candidates += checks(record, cycle, policy, contact, offer)
    _one_at_a_time(candidates)
    return [candidate.message() for candidate in candidates]


def _one_at_a_time(candidates: list[Candidate]) -> None:
    """At most one unsolicited message to a reader is open at any instant (timing.md 3.5, guarantee).

    A thank-you keeps its reader from the end of the talk on, also while the person has set it aside for some days, so
    that nothing else slips in before it and has to step back again.
    """
    readers: dict[str, Candidate] = {}
    for candidate in candidates:
        if not candidate.kind.unsolicited or candidate.to is None:
            continue
        reader = candidate.to.email.casefold()
        first = readers.get(reader)
        if first is not None and candidate.is_open:
            _wait_for(candidate, first)
        elif first is None and (candidate.is_open or _is_coming(candidate)):
            readers[reader] = candidate


def _is_coming(candidate: Candidate) -> bool:
    talk = candidate.talk
    return talk is not None and talk.held and candidate.status is Status.NOT_YET


def _wait_for(candidate: Candidate, first: Candidate) -> None:
    if candidate.talk is None:
        held_back(candidate, first)
        return
    office, window = candidate.record.office, candidate.window
    opens = office.polite_hour(first.closed_from())
    candidate.held_by = first
    candidate.window = in_order(opens, window.best, window.not_after, window.give_up)
