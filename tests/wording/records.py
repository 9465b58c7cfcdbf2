"""Records for the tests of letters: one application that each test varies, and the shipped templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from followup_mail.documents import read_documents
from followup_mail.model import (
    Address,
    Application,
    Event,
    How,
    Interview,
    Letter,
    Me,
    Message,
    Occasion,
    Person,
    Process,
    Promise,
    Route,
    Scope,
    Status,
    Voice,
)
from followup_mail.moments import read_timeframe
from followup_mail.policy import Policy, read_policy
from followup_mail.wording import compose

TEMPLATES = Path(__file__).parents[2] / "templates"
ZONE = ZoneInfo("America/New_York")

DANA = Person(
    "Dana Ortiz",
    "dana.ortiz@northwind.example",
    title="Head of Data",
    we_talked_about="your plan to move the nightly Spark jobs to streaming",
    i_bring="At Contoso I led the Kafka migration, forty jobs without one late close.",
)
SAM_LEE = Person(
    "Sam Lee",
    "sam.lee@northwind.example",
    we_talked_about="how the on-call rota is shared",
    i_bring="six years of carrying a pager and writing the notes that let others sleep",
)
BEN = Person(
    "Ben Ode",
    "ben.ode@northwind.example",
    we_talked_about="the pilot with the night shift",
    i_bring="led a pilot of the same kind",
)
PRIYA = Address("Priya Raman", "priya.raman@northwind.example")
AGENCY = Address("Jo Carver", "jo@carver-search.example")
ME = Me("Sam Tester", "sam@example.org", "+44 20 7946 0000", ("https://sam.example.org",))


@dataclass(frozen=True)
class Shelf:
    """Templates held in memory before the shipped ones, as `wording.Templates` asks."""

    own: Mapping[str, str] = field(default_factory=dict, hash=False)
    name: str = "shipped"

    def source(self, name: str) -> str | None:
        """A test's own template, else the shipped one."""
        if name in self.own:
            return self.own[name]
        path = TEMPLATES / f"{name.removeprefix('shipped/')}.txt.j2"
        return path.read_text(encoding="utf-8") if path.is_file() else None


SHIPPED = Shelf()


@cache
def policy() -> Policy:
    """The shipped numbers and kinds."""
    text = (TEMPLATES / "policy.yaml").read_text(encoding="utf-8")
    tables, problems = read_documents(text, "policy.yaml")
    read, more = read_policy(tables[0])
    assert not problems
    assert not more
    return read


def at(day: int, hour: int = 14, month: int = 11) -> datetime:
    """An instant of 2026 at the employer's."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def interview(*people: Person, **changes: Any) -> Interview:
    """An hour by video on Tuesday 17 November."""
    base = Interview("r1", at(17), at(17) + timedelta(hours=1), people=people or (DANA,))
    return replace(base, **changes)


def application(*interviews: Interview, **changes: Any) -> Application:
    """Northwind with one interview."""
    base = Application(
        "northwind", "Northwind Traders", "Senior Data Engineer", ZONE, interviews=interviews or (interview(),)
    )
    return replace(base, **changes)


def promise(words: str, scope: Scope = Scope.NEXT_STEP) -> Promise:
    """What was said at the interview."""
    return Promise(read_timeframe(words), scope)


def event(name: str, moment: datetime, **more: Any) -> Event:
    """One line of the journal."""
    return Event(f"e{moment:%m%d%H}", moment, "northwind", name, **more)


def message(kind: str = "thank_you", **changes: Any) -> Message:
    """A message to Dana that is due."""
    base = Message(
        application="northwind",
        kind=kind,
        interview="r1" if kind == "thank_you" else None,
        to=Address("Dana Ortiz", "dana.ortiz@northwind.example"),
        covers=("Dana Ortiz",) if kind == "thank_you" else (),
        route=Route.DIRECT,
        status=Status.DUE,
        not_before=None,
        best=None,
        not_after=None,
        give_up=None,
    )
    return replace(base, **changes)


def to(person: Person, **changes: Any) -> Message:
    """A thank-you to one person."""
    address = Address(person.name, person.email) if person.email else None
    route = Route.DIRECT if address else Route.NONE
    return message(to=address, covers=(person.name,), route=route, **changes)


def occasion(
    app: Application | None = None,
    about: Message | None = None,
    *events: Event,
    me: Me = ME,
    voice: Voice | None = None,
    day: date = date(2026, 11, 18),
) -> Occasion:
    """The day after the interview, unless another is given."""
    return Occasion(about or message(), app or application(), events, me, voice or Voice(), day)


def letter(given: Occasion, templates: Shelf = SHIPPED) -> Letter:
    """The letter for an occasion."""
    return compose(given, policy=policy(), templates=templates)


def paragraphs(given: Letter) -> list[str]:
    """What stands between the greeting and the closing."""
    return given.body.split("\n\n")[1:-1]


def count_words(given: Letter) -> int:
    """Words from after the greeting to before the closing, as a person would count them."""
    return sum(any(c.isalnum() for c in word) for part in paragraphs(given) for word in part.split())


__all__ = [
    "AGENCY",
    "BEN",
    "DANA",
    "ME",
    "PRIYA",
    "SAM_LEE",
    "SHIPPED",
    "TEMPLATES",
    "ZONE",
    "Address",
    "How",
    "Person",
    "Process",
    "Route",
    "Scope",
    "Shelf",
    "Voice",
    "application",
    "at",
    "count_words",
    "event",
    "interview",
    "letter",
    "message",
    "occasion",
    "paragraphs",
    "policy",
    "promise",
    "to",
]
