"""The worked cases of tests/data/timing_cases*.yaml, compared as the header of the first of the two says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from followup_mail.model import Address, Application, Event, How, Interview, Message, Person, Process, Promise, Scope
from followup_mail.moments import read_timeframe
from followup_mail.timing import plan
from tests.timing import building
from tests.timing.building import OPEN, RECRUITER, calendar, event, moment

DATA = Path(__file__).parents[1] / "data"
CASES: list[dict[str, Any]] = [
    case
    for name in ("timing_cases.yaml", "timing_cases_more.yaml")
    for case in yaml.safe_load((DATA / name).read_text(encoding="utf-8"))["cases"]
]
AGENCY = Address("Consultant", "consultant@agency.example")
STAND_INS = {"coordinator": RECRUITER, "agency": AGENCY}
HOW = {"phone_screen": How.PHONE, "video": How.VIDEO, "informational": How.INFORMATIONAL}
WINDOW = ("not_before", "best", "not_after", "give_up")


@dataclass
class Facts:
    """The facts of a case, in this program's records."""

    application: Application
    events: list[Event]
    now: datetime

    def plan(self) -> list[Message]:
        """What the program says."""
        working = calendar(self.application.country, self.application.subdivision)
        if self.application.weekend is not None:
            working = replace(working, weekend=self.application.weekend)
        return plan(self.application, self.events, now=self.now, policy=building.shipped(), calendar=working)


def facts_of(case: dict[str, Any]) -> Facts:
    """The case in this program's records; its phrases are read, not its dates."""
    facts = case["facts"]
    given = facts["application"]
    zone = ZoneInfo(given["timezone"])
    ends = {moment(i["end"], zone): i["id"] for i in facts["interviews"]}
    said: dict[str, list[Promise]] = {}
    events = [event_of(entry, zone, facts) for entry in facts.get("events", [])]
    for promise in facts.get("promises", []):
        at = moment(promise["at"], zone)
        scope = Scope(promise.get("scope", "next_step"))
        if at in ends:
            said.setdefault(ends[at], []).append(Promise(read_timeframe(promise["said"]), scope))
        else:
            events.append(event("new_promise", at, promised=promise["said"], scope=scope))
    events = [e for e in events if e.event != "new_promise" or e.promised]
    interviews = tuple(interview_of(i, said.get(i["id"], []), zone) for i in facts["interviews"])
    return Facts(application_of(given, zone, interviews), events, moment(case["now"], zone))


def application_of(given: dict[str, Any], zone: ZoneInfo, interviews: tuple[Interview, ...]) -> Application:
    """The application; the slower of seniority and sector is its process."""
    sector, contact = given["sector"], given["contact"]
    return Application(
        id="northwind",
        company="Northwind",
        role="Analyst",
        zone=zone,
        process=Process(sector if sector in ("government", "academic") else given["seniority"]),
        country=given["country"],
        subdivision=given.get("subdivision"),
        recruiter=RECRUITER if given.get("coordinator") else None,
        agency=AGENCY if contact == "via_agency" else None,
        do_not_chase=contact == "no_status_checks",
        do_not_write=contact == "no_contact",
        wait=given.get("wait_days"),
        weekend=frozenset(given["weekend"]) if "weekend" in given else None,
        interviews=interviews,
    )


def interview_of(given: dict[str, Any], promises: list[Promise], zone: ZoneInfo) -> Interview:
    """One interview; without a start it began an hour before its end."""
    people = tuple(building.person(p["name"], reachable=p.get("email", True)) for p in given["people"])
    made = building.interview(given["end"], *people, id=given["id"], zone=zone)
    start = moment(given["start"], zone).astimezone(zone) if "start" in given else made.start
    how = HOW.get(given["kind"], How.IN_PERSON)
    return Interview(made.id, start, made.end, how, people, tuple(promises))


def event_of(given: dict[str, Any], zone: ZoneInfo, facts: dict[str, Any]) -> Event:
    """One event, its addressee as an address; a new promise takes the words that stand among the promises."""
    fields = {key: value for key, value in given.items() if key not in ("type", "at")}
    if "to" in fields:
        agency = facts["application"]["contact"] == "via_agency"
        fields["to"] = AGENCY.email if agency else building.person(fields["to"]).email
        if given["to"] == "coordinator":
            fields["to"] = RECRUITER.email
    return event(given["type"], moment(given["at"], zone), **fields)


def differences(case: dict[str, Any], messages: list[Message]) -> Iterator[str]:
    """What the plan has otherwise than the case."""
    left = list(messages)
    for wanted in case["expect"]:
        found = next((m for m in left if fits(m, wanted)), None)
        if found is None:
            if not (case["basis"] == "seed" and wanted["status"] == "not_yet" and not set(wanted) & set(WINDOW)):
                yield f"there is no {wanted}"
            continue
        left.remove(found)
        yield from message_differences(case, wanted, found)
    for message in left:
        if message.status in OPEN:
            yield f"{message.kind} to {message.to} is {message.status} as well"
    for kind in case.get("absent", []):
        if any(m.kind == kind for m in messages):
            yield f"{kind} must not be there"


def fits(message: Message, wanted: dict[str, Any]) -> bool:
    """Whether a message is the one that a case names."""
    to = wanted.get("to")
    return (
        message.kind == wanted["kind"]
        and wanted.get("for") in (None, message.interview)
        and (to is None or (message.to == STAND_INS[to] if to in STAND_INS else to in message.covers))
    )


def message_differences(case: dict[str, Any], wanted: dict[str, Any], found: Message) -> Iterator[str]:
    """What one message has otherwise than the case."""
    same = {wanted["status"]}
    if case["basis"] == "seed" and wanted["kind"] == "status_check" and same <= {"due", "overdue"}:
        same = {"due", "overdue"}
    if found.status not in same:
        yield f"{found.kind} is {found.status}, not {wanted['status']}"
    for name in WINDOW:
        if name in wanted:
            got, expected = getattr(found, name), str(wanted[name])
            right = got.date() == date.fromisoformat(expected) if len(expected) == 10 else got == moment(expected)
            if not right:
                yield f"{found.kind} has {name} {got}, not {expected}"
    if "route" in wanted and found.route != wanted["route"]:
        yield f"{found.kind} has route {found.route}, not {wanted['route']}"
    if found.optional != wanted.get("optional", found.optional):
        yield f"{found.kind} is {'optional' if found.optional else 'not optional'}"
    if "covers" in wanted and list(found.covers) != wanted["covers"]:
        yield f"{found.kind} covers {found.covers}, not {wanted['covers']}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    """Each worked case comes out as it is written."""
    facts = facts_of(case)
    found = list(differences(case, facts.plan()))
    assert not found, f"{case['id']}, {case['title']}: {'; '.join(found)}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_every_message_of_a_case_says_why(case: dict[str, Any]) -> None:
    """Each message of each worked case has a reason, and one in a sentence."""
    for message in facts_of(case).plan():
        assert message.reason.endswith("."), message
        assert message.brief_reason.endswith("."), message
        assert message.brief_reason.count(". ") <= 1


def test_the_cases_are_all_there() -> None:
    """The tables of cases are whole, each case with its own id."""
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids)) >= 115


def test_people_are_told_apart() -> None:
    """The stand-ins of this test do not make a case pass by confusing its people."""
    assert building.person("Ana") != building.person("Ben")
    assert isinstance(building.person("Ana", reachable=False), Person)
