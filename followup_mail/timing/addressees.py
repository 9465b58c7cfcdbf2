"""To whom each message goes: the person, somebody on their behalf, or nobody known yet (design.md section 3).

Decides addressees and routes. Whether and when anything is sent is left to the other rooms.
"""

from collections.abc import Mapping

from followup_mail.model import Address, Application, Interview, Person, Route
from followup_mail.policy import Kind
from followup_mail.records import record
from followup_mail.timing.record import Record


@record(frozen=True, slots=True)
class Target:
    """One thank-you note of an interview: to whom, on what way, for whom."""

    to: Address | None
    route: Route
    people: tuple[Person, ...]

    @property
    def reader(self) -> str:
        """Who reads it, comparable: the address, else the names."""
        return self.to.email.casefold() if self.to else "\n".join(_plain(person.name) for person in self.people)


def thanked(interview: Interview, application: Application, known: Mapping[str, str], most: int) -> list[Target]:
    """The notes of one interview: one a person, and one to the recruiter for those who cannot be reached.

    Over an agency it is one note, and so it is to the recruiter for more than `most` people. An interview without
    names has one note all the same. `known` are the addresses that somebody has left elsewhere.
    """
    people = interview.people
    if application.agency is not None:
        return [Target(application.agency, Route.VIA_AGENCY, people)]
    recruiter = application.recruiter
    if recruiter is not None and (len(people) > most or not people):
        return [Target(recruiter, Route.VIA_COORDINATOR, people)]
    if not people:
        return [Target(None, Route.NONE, ())]
    targets, unknown = [], []
    for person in people:
        email = person.email or known.get(_plain(person.name))
        if email is not None:
            targets.append(Target(Address(person.name, email), Route.DIRECT, (person,)))
        elif recruiter is not None:
            unknown.append(person)
        else:
            targets.append(Target(None, Route.NONE, (person,)))
    if unknown:
        targets.append(Target(recruiter, Route.VIA_COORDINATOR, tuple(unknown)))
    return targets


def main_contact(record: Record) -> tuple[Address | None, Route]:
    """Who hears everything but thanks: the agency, else the recruiter, else the first person with an address of the
    latest interview held."""
    application = record.application
    if application.agency is not None:
        return application.agency, Route.VIA_AGENCY
    if application.recruiter is not None:
        return application.recruiter, Route.DIRECT
    known = addresses(application)
    held = [talk for talk in record.talks if talk.held]
    for person in held[-1].interview.people if held else ():
        email = person.email or known.get(_plain(person.name))
        if email is not None:
            return Address(person.name, email), Route.DIRECT
    return None, Route.NONE


def reader_of(kind: Kind, record: Record, contact: tuple[Address | None, Route]) -> tuple[Address | None, Route] | None:
    """Who gets a reply of this kind: the main contact, or whom the notes name; None where they name nobody."""
    if kind.to == "contact":
        return contact
    named: Address | None = getattr(record.application, kind.to)
    if named is None:
        return None
    return named, Route.VIA_AGENCY if kind.to == "agency" else Route.DIRECT


def same_person(one: Person, other: Person) -> bool:
    """Whether two entries are one person: by address where both have one, else by name."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return _plain(one.name) == _plain(other.name)


def addresses(application: Application) -> Mapping[str, str]:
    """Addresses by name, from all interviews and the recruiter: whoever left one once is reached by it again."""
    known = {}
    if application.recruiter is not None and application.recruiter.name:
        known[_plain(application.recruiter.name)] = application.recruiter.email
    for interview in application.interviews:
        for person in interview.people:
            if person.email is not None:
                known.setdefault(_plain(person.name), person.email)
    return known


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
