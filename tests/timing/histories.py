"""Random applications with their histories, each as plain facts for the oracle and as this program's records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from followup_mail.model import Address, Application, Event, How, Interview, Person, Process, Promise, Scope
from followup_mail.moments import Timeframe, read_timeframe
from followup_mail.workdays import Calendar

ZONES = (
    "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "America/Santiago", "America/St_Johns",
    "Europe/London", "Europe/Berlin", "Africa/Cairo", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney",
    "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham",
)  # fmt: skip
WEEKENDS = (frozenset({5, 6}), frozenset({4, 5}), frozenset({6}))
POOL = ("Ana", "Ben", "Cho", "Dee", "Eli")
WAITS = {Process.STANDARD: 7, Process.SENIOR: 14, Process.GOVERNMENT: 21}
KINDS = (
    "thank_you", "status_check", "second_check", "closing_note", "info_reply", "rejection_reply", "withdrawal",
    "offer_reply", "competing_offer_notice",
)  # fmt: skip
WEIGHTS = {
    "sent": 12, "skipped": 2, "bounced": 2, "drafted": 1, "courtesy_ack": 1, "out_of_office": 2, "update_no_date": 2,
    "new_promise": 3, "invite_next_round": 2, "interview_cancelled": 1, "on_hold": 1, "info_request": 2,
    "rejection": 1, "offer": 1, "competing_offer": 2, "wants_to_withdraw": 1, "do_not_contact": 1, "position_closed": 1,
    "reply_seen": 1, "interview_moved": 2, "withdrew": 1, "accepted": 1,
}  # fmt: skip


@dataclass(frozen=True)
class History:
    """One application both ways. Events have instants of their own, so that their order in a file cannot matter."""

    facts: dict[str, Any]
    application: Application
    events: tuple[Event, ...]
    calendar: Calendar
    now: datetime


@cache
def timeframe(day: date) -> Timeframe:
    """A named day, as a timeframe."""
    return read_timeframe(day.isoformat())


def mail(name: str) -> str:
    """The address of one of the pool."""
    return f"{name.lower()}@northwind.example"


def random_history(seed: int) -> History:
    """The history that belongs to a number."""
    rng = Random(seed)
    zone = ZoneInfo(rng.choice(ZONES))
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=rng.randrange(700), minutes=rng.randrange(1440))
    known = {name: rng.random() < 0.7 for name in POOL}
    talks = [random_talk(rng, number, start, known, zone) for number in range(rng.choice((1, 1, 2, 2, 3)))]
    process = rng.choice((Process.STANDARD, Process.STANDARD, Process.SENIOR, Process.GOVERNMENT))
    own_wait = rng.choice((None, None, None, 3, 10))
    facts: dict[str, Any] = {
        "zone": zone.key,
        "weekend": rng.choice((*WEEKENDS[:1] * 3, *WEEKENDS)),
        "holidays": {start.date() + timedelta(rng.randrange(-5, 90)) for _ in range(rng.randrange(8))},
        "wait": WAITS[process] if own_wait is None else max(7, own_wait),
        "interviews": talks,
        "recruiter": rng.choice((None, "priya@northwind.example", mail("Ana"))),
        "agency": "lee@agency.example" if rng.random() < 0.15 else None,
        "no_chase": rng.random() < 0.05,
        "no_write": rng.random() < 0.03,
        "now": start + timedelta(minutes=rng.randrange(-2000, 60 * 24 * rng.choice((4, 20, 60)))),
    }
    facts["events"] = random_events(rng, start, talks)
    app = Application(
        id="northwind",
        company="Northwind",
        role="Analyst",
        zone=zone,
        process=process,
        wait=own_wait,
        recruiter=Address("", facts["recruiter"]) if facts["recruiter"] else None,
        agency=Address("Lee", facts["agency"]) if facts["agency"] else None,
        do_not_chase=facts["no_chase"],
        do_not_write=facts["no_write"],
        interviews=tuple(interview_of(talk, zone) for talk in talks),
    )
    events = tuple(event_of(number, e) for number, e in enumerate(facts["events"]))
    working = Calendar(facts["weekend"], dict.fromkeys(facts["holidays"], "a holiday"), 2025, 2029)
    return History(facts, app, events, working, facts["now"])


def random_talk(rng: Random, number: int, start: datetime, known: dict[str, bool], zone: ZoneInfo) -> dict[str, Any]:
    """One interview: some the same day as the one before, some weeks later."""
    end = start + timedelta(minutes=rng.choice((0, 150, 300, 60 * 24, 60 * 24 * rng.randrange(1, 30)))) * number
    people = [
        (n, mail(n) if known[n] and rng.random() < 0.9 else None) for n in rng.sample(POOL, rng.choice((0, 1, 1, 2, 3)))
    ]
    if rng.random() < 0.03:
        people = [(f"Guest {letter}", None) for letter in "ABCDEFGHI"]
    said = end.astimezone(zone).date()
    promises = [
        {"day": said + timedelta(rng.randrange(25)), "final": rng.random() < 0.3}
        for _ in range(rng.choice((0, 0, 1, 2)))
    ]
    return {
        "id": f"r{number + 1}",
        "start": end - timedelta(hours=1),
        "end": end,
        "people": people,
        "job": rng.random() < 0.9,
        "cancelled": rng.random() < 0.05,
        "promises": promises,
    }


def random_events(rng: Random, start: datetime, talks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Up to eight events after the first talk, soonest first."""
    minutes = rng.sample(range(-600, 60 * 24 * 50), rng.randrange(9))
    events = [random_event(rng, start + timedelta(minutes=m), talks) for m in minutes]
    if rng.random() < 0.3:
        events = [*events[:2], *usual_course(rng, talks)]
    by_instant = {e["at"]: e for e in events}
    return [by_instant[at] for at in sorted(by_instant)]


def usual_course(rng: Random, talks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Somebody writes what is due, roughly when it is due, and hears nothing."""
    at = max(talk["end"] for talk in talks)
    for kind, days in (("thank_you", 1), ("status_check", 9), ("second_check", 10), ("closing_note", 16)):
        at += timedelta(days=rng.randrange(days, 2 * days), minutes=rng.randrange(600))
        yield {"at": at, "type": "sent", "kind": kind, "to": None, "until": None, "interview": None}
        if rng.random() < 0.15:
            return


def random_event(rng: Random, at: datetime, talks: list[dict[str, Any]]) -> dict[str, Any]:
    """One event with what belongs to it."""
    what = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    e: dict[str, Any] = {"at": at, "type": what, "kind": None, "to": None, "until": None, "interview": None}
    day = at.date()
    if what in ("sent", "skipped", "bounced", "drafted"):
        e |= random_mail(rng, what, day, talks)
    elif what == "out_of_office":
        e["back_on"] = day + timedelta(rng.randrange(1, 60))
    elif what == "new_promise":
        e["day"] = rng.choice((None, day + timedelta(rng.randrange(1, 25))))
        e["final"] = rng.random() < 0.3
    elif what == "on_hold":
        e["until"] = rng.choice((None, day + timedelta(rng.randrange(2, 40))))
    elif what == "interview_cancelled":
        e["interview"] = rng.choice(talks)["id"]
    elif what == "interview_moved":
        e |= random_move(rng, rng.choice(talks))
    elif what in ("offer", "competing_offer"):
        e["respond_by"] = at + timedelta(minutes=rng.randrange(30, 60 * 24 * 14))
        if what == "offer" and rng.random() < 0.4:
            e["respond_by"] = None
    elif what == "do_not_contact":
        e["level"] = rng.choice(("no_contact", "no_status_checks"))
    return e


def random_mail(rng: Random, what: str, day: date, talks: list[dict[str, Any]]) -> dict[str, Any]:
    """What is said of a message that was sent, drafted, set aside or came back: its kind, and perhaps to whom."""
    readers = [m for talk in talks for _, m in talk["people"] if m]
    readers += ["priya@northwind.example", "lee@agency.example"]
    found: dict[str, Any] = {"kind": rng.choice((*KINDS[:2] * 2, *KINDS))}
    if found["kind"] == "thank_you":
        found["to"] = rng.choice([None, *readers])
        found["interview"] = rng.choice([None, *[talk["id"] for talk in talks]]) if what != "bounced" else None
    if what == "bounced":
        found["to"] = found.get("to") or rng.choice(readers)
    if what == "skipped":
        found["until"] = rng.choice((None, day + timedelta(rng.randrange(1, 50))))
    return found


def random_move(rng: Random, talk: dict[str, Any]) -> dict[str, Any]:
    """Another time for a talk, some days earlier or weeks later."""
    start = talk["start"] + timedelta(minutes=rng.randrange(-60 * 24 * 3, 60 * 24 * 20))
    return {"interview": talk["id"], "start": start, "end": start + timedelta(minutes=rng.randrange(15, 240))}


def interview_of(talk: dict[str, Any], zone: ZoneInfo) -> Interview:
    """The record of one interview."""
    return Interview(
        id=talk["id"],
        start=talk["start"].astimezone(zone),
        end=talk["end"].astimezone(zone),
        how=How.VIDEO if talk["job"] else How.INFORMATIONAL,
        people=tuple(Person(name, address) for name, address in talk["people"]),
        promises=tuple(Promise(timeframe(p["day"]), scope_of(p["final"])) for p in talk["promises"]),
        cancelled=talk["cancelled"],
    )


def scope_of(final: bool) -> Scope:
    """What a date is for."""
    return Scope.FINAL_DECISION if final else Scope.NEXT_STEP


def event_of(number: int, e: dict[str, Any]) -> Event:
    """The record of one event."""
    fields = {
        key: e[key]
        for key in ("kind", "to", "until", "interview", "back_on", "respond_by", "level", "start", "end")
        if e.get(key)
    }
    if e["type"] == "new_promise":
        fields |= {
            "promised": timeframe(e["day"]) if e["day"] else read_timeframe("soon"),
            "scope": scope_of(e["final"]),
        }
    return Event(id=f"e{number}", at=e["at"], application="northwind", event=e["type"], **fields)
