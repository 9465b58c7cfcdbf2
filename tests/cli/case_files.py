"""Writes a worked case as a person would have it in a home: notes, journal, and the moment of asking."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.running import Program
from tests.timing.building import moment

NOTES = "northwind"
RECRUITER = "Priya Raman <priya@northwind.example>"
AGENCY = "Consultant <consultant@agency.example>"
ADDRESSES = {"coordinator": "priya@northwind.example", "agency": "consultant@agency.example"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HOW = {"phone_screen": "phone", "video": "video", "informational": "informational"}


def write(case: dict[str, Any], program: Program) -> None:
    """Put the case's notes and journal into the program's home."""
    program.write("config.yaml", "timezone: Europe/London\n")
    if case["facts"]["interviews"]:  # notes begin with an interview
        program.write(f"interviews/{NOTES}.yaml", "---\n".join(documents(case["facts"])))
    lines = [json.dumps({"application": NOTES, **entry}) + "\n" for entry in entries(case["facts"])]
    program.write("journal.jsonl", "".join(lines))


def documents(facts: dict[str, Any]) -> Iterator[str]:
    """The notes, one document an interview; the application's keys stand in the first."""
    first = application(facts["application"])
    for given in facts["interviews"]:
        yield as_yaml(first | interview(given, facts))
        first = {}


def application(given: dict[str, Any]) -> dict[str, Any]:
    """The keys of the application; the slower of seniority and sector is its process."""
    contact, sector = given["contact"], given["sector"]
    subdivision = f"-{given['subdivision']}" if "subdivision" in given else ""
    keys = {
        "company": "Northwind",
        "role": "Analyst",
        "timezone": given["timezone"],
        "country": given["country"] and given["country"] + subdivision,
        "process": sector if sector in ("government", "academic") else given["seniority"],
        "wait": given.get("wait_days"),
        "weekend": [DAYS[day] for day in given["weekend"]] if "weekend" in given else None,
        "recruiter": RECRUITER if given.get("coordinator") else None,
        "agency": AGENCY if contact == "via_agency" else None,
        "do_not_chase": "yes" if contact == "no_status_checks" else None,
        "do_not_write": "yes" if contact == "no_contact" else None,
    }
    return {key: value for key, value in keys.items() if value is not None}


def interview(given: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """The keys of one interview, with what was said at its end; without a start it began an hour before."""
    zone = ZoneInfo(facts["application"]["timezone"])
    end = moment(given["end"], zone)
    start = given.get("start") or (end - timedelta(hours=1)).isoformat()
    said: dict[str, list[str]] = {"hear_back": [], "final_decision": []}
    for promise in promises(facts):
        if moment(promise["at"], zone) == end:
            key = "final_decision" if promise.get("scope") == "final_decision" else "hear_back"
            said[key].append(promise["said"])
    return {
        "id": given["id"],
        "when": f"{start} to {given['end']}",
        "how": HOW.get(given["kind"], "in_person"),
        "met": [person(p) for p in given["people"]],
        **{key: words for key, words in said.items() if words},
    }


def person(given: dict[str, Any]) -> str:
    """Somebody whom the person met; most left an address."""
    name: str = given["name"]
    return f"{name} <{address(name)}>" if given.get("email", True) else name


def address(name: str) -> str:
    """The address that belongs to a name of a case."""
    return ADDRESSES.get(name, f"{name.lower().replace(' ', '.')}@northwind.example")


def entries(facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines of the journal. What was said at another time than an interview's end is an entry too."""
    ends = [moment(i["end"]) for i in facts["interviews"]]
    for promise in promises(facts):
        if moment(promise["at"]) not in ends:
            scope = {"scope": promise["scope"]} if "scope" in promise else {}
            yield {"at": promise["at"], "event": "new_promise", "promised": promise["said"], **scope}
    for given in facts.get("events", []):
        if given["type"] != "new_promise":
            yield entry(given, facts)


def entry(given: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """One event as a line; the case's addressee is a name."""
    fields = {key: value for key, value in given.items() if key != "type"}
    if "to" in fields:
        agency = facts["application"]["contact"] == "via_agency"
        fields["to"] = address("agency" if agency else fields["to"])
    return {"event": given["type"], **fields}


def promises(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """What the employer said about when they would be in touch."""
    found: list[dict[str, Any]] = facts.get("promises", [])
    return found


def as_yaml(keys: dict[str, Any]) -> str:
    """One document; texts in quotation marks, as JSON has them."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
