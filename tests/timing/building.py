"""Makes applications, events and plans for the tests of timing out of a few words."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from followup_mail.documents import read_documents
from followup_mail.model import Address, Application, Event, How, Interview, Message, Person, Promise, Scope, Status
from followup_mail.moments import read_timeframe
from followup_mail.policy import Policy, read_policy
from followup_mail.timing import plan
from followup_mail.workdays import Calendar

POLICY_FILE = Path(__file__).parents[2] / "templates" / "policy.yaml"
NEW_YORK = ZoneInfo("America/New_York")
OPEN = {Status.DUE, Status.OVERDUE}
RECRUITER = Address("Priya Raman", "priya@northwind.example")


@cache
def shipped() -> Policy:
    """The shipped policy."""
    return policy_with("")


def policy_with(overrides: str) -> Policy:
    """The shipped policy with the text of a further policy file over it."""
    ours, _ = read_documents(POLICY_FILE.read_text(encoding="utf-8"), "templates/policy.yaml")
    own, _ = read_documents(overrides, "own.yaml")
    found, problems = read_policy(ours[0], [("own.yaml", table) for table in own])
    assert not problems, problems
    return found


@cache
def calendar(country: str | None = "US", subdivision: str | None = None) -> Calendar:
    """The working days of a country from 2024 to 2031, straight from the holidays package."""
    if country is None:
        return Calendar()
    known = holidays.country_holidays(country, subdiv=subdivision, years=range(2024, 2032))
    return Calendar(frozenset(known.weekend), dict(known), 2024, 2031)


def moment(words: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    """An instant written with an offset, or as a local time of the zone."""
    read = datetime.fromisoformat(words)
    return read if read.tzinfo else read.replace(tzinfo=zone)


def person(name: str, *, reachable: bool = True) -> Person:
    """Somebody with, or without, an address made from the name."""
    return Person(name, f"{name.lower().replace(' ', '.')}@northwind.example" if reachable else None)


def interview(
    end: str | datetime,
    *people: str | Person,
    id: str = "r1",
    said: str | Sequence[str] = (),
    final: str | None = None,
    how: How = How.VIDEO,
    cancelled: bool = False,
    zone: ZoneInfo = NEW_YORK,
) -> Interview:
    """An interview of one hour that ends then, with the words that were said at its end."""
    ends = moment(end, zone) if isinstance(end, str) else end
    ends = ends.astimezone(zone)
    spoken = [said] if isinstance(said, str) else said
    promises = [Promise(read_timeframe(words)) for words in spoken]
    if final is not None:
        promises.append(Promise(read_timeframe(final), Scope.FINAL_DECISION))
    return Interview(
        id=id,
        start=(ends.astimezone(UTC) - timedelta(hours=1)).astimezone(zone),
        end=ends,
        how=how,
        people=tuple(person(p) if isinstance(p, str) else p for p in people or ("Ana",)),
        promises=tuple(promises),
        cancelled=cancelled,
    )


def application(*interviews: Interview, zone: ZoneInfo = NEW_YORK, **fields: Any) -> Application:
    """An application to Northwind with a recruiter, unless `recruiter=None` is given."""
    given: dict[str, Any] = {"recruiter": RECRUITER, "role": "Analyst"} | fields
    return Application(id="northwind", company="Northwind", zone=zone, interviews=interviews, **given)


def event(name: str, at: str | datetime, *, zone: ZoneInfo = NEW_YORK, **fields: Any) -> Event:
    """An event; `promised` may be words, days may be ISO dates."""
    when = moment(at, zone) if isinstance(at, str) else at
    for key in ("until", "back_on"):
        if isinstance(fields.get(key), str):
            fields[key] = date.fromisoformat(fields[key])
    for key in ("respond_by", "start", "end"):
        if isinstance(fields.get(key), str):
            fields[key] = moment(fields[key], zone)
    if isinstance(fields.get("promised"), str):
        fields["promised"] = read_timeframe(fields["promised"])
    number = fields.pop("id", f"{name}-{when.isoformat()}-{fields.get('kind', '')}{fields.get('to', '')}")
    return Event(id=number, at=when, application="northwind", event=name, **fields)


def sent(kind: str, at: str | datetime, **fields: Any) -> Event:
    """A message of that kind was sent."""
    return event("sent", at, kind=kind, **fields)


def planned(
    app: Application,
    *events: Event,
    now: str | datetime,
    policy: Policy | None = None,
    working: Calendar | None = None,
) -> list[Message]:
    """The plan; in the United States and by the shipped policy where nothing else is said."""
    when = moment(now, app.zone) if isinstance(now, str) else now
    return plan(app, events, now=when, policy=policy or shipped(), calendar=working or calendar())


def only(messages: Iterable[Message], kind: str, **wanted: object) -> Message:
    """The one message of a kind, `to` and `interview` narrowing it down."""
    found = [
        m
        for m in messages
        if m.kind == kind
        and wanted.get("interview") in (None, m.interview)
        and ("to" not in wanted or names(m, str(wanted["to"])))
    ]
    assert len(found) == 1, f"{len(found)} messages of kind {kind}: {found}"
    return found[0]


def names(message: Message, name: str) -> bool:
    """Whether the message is for that person, or goes to that address or name."""
    addressee = message.to
    return name in message.covers or (addressee is not None and name in (addressee.name, addressee.email))


def kinds(messages: Iterable[Message]) -> set[str]:
    """The kinds in a plan."""
    return {m.kind for m in messages}
