"""The letters of tests/data/review as records: notes read as a person's are, letters with every ending, the slips.

Each folder in `other_hands` is a set of its own, records included, by an author who knew nothing of the patterns.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from followup_mail import resources
from followup_mail.documents import read_documents
from followup_mail.model import Address, Application, Finding, Letter, Me, Message, Occasion, Route, Status, Voice
from followup_mail.notes import read_notes
from followup_mail.policy import Policy, read_policy
from followup_mail.review import Phrases, read_phrases, review

DATA = Path(__file__).parents[1] / "data" / "review"
OTHER_HANDS = tuple(sorted((DATA / "other_hands").iterdir()))


@dataclass(frozen=True)
class Case:
    """A letter with its occasion. `what` names the class of its slip, "" in a good letter."""

    id: str
    letter: Letter
    occasion: Occasion
    what: str = ""
    folder: Path = DATA


@cache
def policy() -> Policy:
    """The shipped numbers and kinds."""
    [table], problems = read_documents(
        (resources.folder("templates") / "policy.yaml").read_text("utf-8"), "policy.yaml"
    )
    read, more = read_policy(table)
    assert not problems + more
    return read


@cache
def phrases() -> Phrases:
    """The shipped catalogue."""
    text = (resources.folder("templates") / "phrases.yaml").read_text("utf-8")
    [table], problems = read_documents(text, "phrases.yaml")
    read, more = read_phrases(table)
    assert not problems + more
    return read


@cache
def application(name: str, folder: Path = DATA) -> Application:
    """One of the sample records."""
    text = (folder / "notes" / f"{name}.yaml").read_text("utf-8")
    read, problems = read_notes(text, f"{name}.yaml", default_zone=ZoneInfo("Europe/London"), default_country=None)
    assert read is not None, problems
    assert not problems
    return read


@cache
def applications(folder: Path = DATA) -> tuple[Application, ...]:
    """All sample records: for each letter the others are elsewhere."""
    return tuple(application(path.stem, folder) for path in sorted((folder / "notes").glob("*.yaml")))


@cache
def load(name: str, folder: Path = DATA) -> Any:
    """A file of the data, as YAML has it."""
    return yaml.safe_load((folder / name).read_text("utf-8"))


def occasion(
    record: str,
    kind: str,
    to: str,
    day: date,
    voice: Voice = Voice(),  # noqa: B008 – frozen
    folder: Path = DATA,
) -> Occasion:
    """The occasion of a letter of `kind` to the person or contact named."""
    notes = application(record, folder)
    contacts = [contact for contact in (notes.recruiter, notes.agency) if contact and contact.name == to]
    people = [(each.id, person) for each in notes.interviews for person in each.people]
    met = [(interview, person) for interview, person in people if person.name == to]
    address = contacts[0] if contacts else Address(to, met[0][1].email or "")
    thanks = kind == "thank_you"
    covers = tuple(person.name for _, person in met or people) if thanks else ()
    route = Route.DIRECT if met else Route.VIA_AGENCY if notes.agency else Route.VIA_COORDINATOR
    interview = (met[0][0] if met else notes.interviews[-1].id) if thanks else None
    message = Message(record, kind, interview, address, covers, route, Status.DUE, None, None, None, None)
    me = Me(**load("letters.yaml", folder)["me"])
    return Occasion(message, notes, (), me, voice, day)


def _case(base: Mapping[str, Any], ending: str, number: int, folder: Path) -> Case:
    at = occasion(base["record"], base["kind"], base["to"], base["day"], folder=folder)
    letter = Letter(base["kind"], at.message.to, base["subject"], base["body"].replace("{end}", ending))
    return Case(f"{base['id']}-{number}", letter, at, folder=folder)


def _bases(folder: Path) -> dict[str, Mapping[str, Any]]:
    return {base["id"]: base for base in load("letters.yaml", folder)["bases"]}


def _whole(raw: Mapping[str, Any], name: str, folder: Path, group: str = "") -> Case:
    """A letter given whole; it borrows greeting and closing from a base to the same reader."""
    bases = _bases(folder).values()
    base = next(each for each in bases if (each["record"], each["to"]) == (raw["record"], raw["to"]))
    greeting, *_, closing = base["body"].strip().split("\n\n")
    at = occasion(raw["record"], raw["kind"], raw["to"], raw["day"], folder=folder)
    body = f"{greeting}\n\n{raw['text']}\n\n{closing}\n"
    return Case(name, Letter(raw["kind"], at.message.to, raw["subject"], body), at, group, folder)


def good(folder: Path = DATA) -> Iterator[Case]:
    """Every base with every ending of its group."""
    data = load("letters.yaml", folder)
    for base in data["bases"]:
        for number, ending in enumerate(data["endings"][base["endings"]], start=1):
            yield _case(base, ending, number, folder)


def fresh_good(folder: Path = DATA, file: str = "fresh_letters.yaml") -> Iterator[Case]:
    """Letters by other hands, and endings that fit one letter alone."""
    data = load(file, folder)
    for number, raw in enumerate(data["letters"], start=1):
        yield _whole(raw, f"letter {number} ({raw['record']})", folder)
    for name, endings in data["endings"].items():
        for number, ending in enumerate(endings, start=1):
            yield replace(_case(_bases(folder)[name], ending, number, folder), id=f"{name}: {ending}")


def bad(file: str = "slips.yaml", folder: Path = DATA) -> Iterator[Case]:
    """Every slip in the letters it is made for: words put at the end or in the place of others, another subject."""
    data = load("letters.yaml", folder)
    bases = _bases(folder)
    for group, slips in load(file, folder).items():
        for number, slip in enumerate(slips, start=1):
            if "text" in slip:
                yield _whole(slip, f"{group}-{number}", folder, group)
                continue
            base = bases[slip["in"]]
            usual = data["endings"][base["endings"]][0]
            case = _case(base, slip.get("end", usual), 1, folder)
            body, subject = case.letter.body, slip.get("subject", case.letter.subject)
            for old, new in slip.get("swap", {}).items():
                assert old in body, f"{group} {number}: “{old}” is not in the letter"
                body = body.replace(old, new)
            changed = replace(case.letter, body=body, subject=subject)
            at = replace(case.occasion, day=slip.get("day", case.occasion.day))
            yield Case(f"{group}-{number}-{base['id']}", changed, at, group, folder)


def sentences(which: str) -> Iterator[Case]:
    """The letters that end with one of the sentences to be "found" or that are "fine"."""
    bases = {base["id"]: base for base in load("letters.yaml")["bases"]}
    for name, endings in load("sentences.yaml")[which].items():
        for number, ending in enumerate(endings, start=1):
            case = _case(bases[name], ending, number, DATA)
            yield replace(case, id=f"{which}-{number}-{name}: {ending}")


def findings(case: Case, **more: Any) -> list[Finding]:
    """The review of a case, the other sample applications being elsewhere."""
    elsewhere = applications(case.folder)
    return review(case.letter, case.occasion, policy=policy(), phrases=phrases(), elsewhere=elsewhere, **more)
