"""What has happened, as it holds at an instant: nothing later, nothing undone, nothing twice.

Decides which entries of the journal count and how they change the notes' interviews. What follows from them is
`timing`'s.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from followup_mail.model import Application, Event, Interview


def settled(events: Iterable[Event], now: datetime) -> tuple[Event, ...]:
    """The events that hold at `now`, soonest first, those of one instant in the order of the file.

    Left out are events after `now`, undone ones with the `undone` entries themselves, and a `sent` together with the
    `bounced` that undoes it (a bounce of one address of a `sent` to all stays, beside it). An event that `replaces`
    another stands at the other's instant. Settling what is settled changes nothing.
    """
    moment = now.astimezone(UTC)
    held = [event for event in events if event.at.astimezone(UTC) <= moment]
    names = {event.event for event in held}
    if "undone" in names:
        held = _without_undone(sorted(held, key=_instant))
    if any(event.replaces for event in held):
        held = _with_replacements(held)
    held.sort(key=_instant)
    return tuple(_without_bounced(held) if "bounced" in names else held)


def came_back(events: Iterable[Event], now: datetime) -> dict[str, Event]:
    """The addresses whose latest mail came back, in small letters, each with its `bounced`; `events` are raw ones.

    Mail that is told as sent there since then has arrived, until it comes back too.
    """
    moment = now.astimezone(UTC)
    back: dict[str, Event] = {}
    for event in _without_undone(sorted((e for e in events if e.at.astimezone(UTC) <= moment), key=_instant)):
        address = (event.to or "").casefold()
        if event.event == "bounced":
            back[address] = event
        elif event.event == "sent":
            back.pop(address, None)
    return back


def to_take_back(events: Sequence[Event]) -> Event | None:
    """The latest entry, in the order of the file, that has not been taken back; None where there is none.

    Where a draft lies in a mailbox stays true, and is passed over.
    """
    undone = {event.undoes for event in events}
    return next((e for e in reversed(events) if e.event not in {"undone", "delivered"} and e.id not in undone), None)


def as_it_stands(application: Application, events: Sequence[Event]) -> Application:
    """The application with its moved and cancelled interviews applied; `events` are settled ones.

    A move wins over the notes, and the latest move wins, by sequence number where both have one. A round that is
    called off and then given a new time is on again.
    """
    moves, off = _moves(events)
    if not off:
        return application
    interviews = tuple(_changed(i, moves.get(i.id), off.get(i.id, False), application) for i in application.interviews)
    return replace(application, interviews=interviews)


def overruled(written: Application, events: Sequence[Event]) -> Iterator[tuple[Interview, Event]]:
    """Each interview whose time was changed in the notes after it was moved, with the move that counts; `events` are
    settled ones. Where the notes have come to say the same, or the move does not tell what they said, nobody is asked.
    """
    moves, _ = _moves(events)
    for interview in written.interviews:
        move = moves.get(interview.id)
        if move is not None and move.was is not None and interview.start not in (move.was, move.start):
            yield interview, move


def _moves(events: Sequence[Event]) -> tuple[dict[str, Event], dict[str, bool]]:
    """By interview the move that counts, and whether it is off since."""
    moves: dict[str, Event] = {}
    off: dict[str, bool] = {}
    for event in events:
        if event.interview is None:
            continue
        if event.event == "interview_cancelled":
            off[event.interview] = True
        elif event.event == "interview_moved" and event.start and event.end:
            before = moves.get(event.interview)
            if before is None or (event.sequence or before.sequence or 0) >= (before.sequence or 0):
                moves[event.interview] = event
                off[event.interview] = False
    return moves, off


def _changed(interview: Interview, move: Event | None, off: bool, application: Application) -> Interview:  # noqa: FBT001
    cancelled = interview.cancelled or off
    if move is None or move.start is None or move.end is None:
        return interview if cancelled == interview.cancelled else replace(interview, cancelled=cancelled)
    start, end = (moment.astimezone(application.zone) for moment in (move.start, move.end))
    return replace(interview, start=start, end=end, assumed="", cancelled=cancelled)


def _instant(event: Event) -> datetime:
    return event.at.astimezone(UTC)


def _without_undone(events: list[Event]) -> list[Event]:
    """An `undone` counts unless a later one undoes it; the latest has the last word."""
    dead: set[str] = set()
    for event in reversed(events):
        if event.event == "undone" and event.undoes and event.id not in dead:
            dead.add(event.undoes)
    return [event for event in events if event.event != "undone" and event.id not in dead]


def _with_replacements(events: list[Event]) -> list[Event]:
    by_id = {event.id: event for event in events}
    replaced = {event.replaces for event in events if event.replaces in by_id}
    return [
        replace(event, at=by_id[event.replaces].at) if event.replaces in by_id else event
        for event in events
        if event.id not in replaced
    ]


def _without_bounced(events: list[Event]) -> list[Event]:
    gone: set[int] = set()
    for position, bounce in enumerate(events):
        if bounce.event != "bounced":
            continue
        for earlier in range(position - 1, -1, -1):
            sent = events[earlier]
            if earlier in gone or not _came_back(sent, bounce):
                continue
            if sent.to is not None or bounce.to is None:
                gone |= {earlier, position}
            break
    return [event for position, event in enumerate(events) if position not in gone]


def _came_back(sent: Event, bounce: Event) -> bool:
    return (
        sent.event == "sent"
        and bounce.kind in (None, sent.kind)
        and (bounce.interview is None or sent.interview is None or bounce.interview == sent.interview)
        and (bounce.to is None or sent.to is None or bounce.to.casefold() == sent.to.casefold())
    )
