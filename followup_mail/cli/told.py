"""What the flags of `add` say about an interview, and all that cannot stand of it, named at once. Asks nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from followup_mail import notes_writing, zones
from followup_mail.addresses import AddressError, read_mailbox
from followup_mail.cli.answers import read_whose
from followup_mail.cli.session import Session
from followup_mail.delivery import way_named
from followup_mail.errors import WordsError
from followup_mail.moments import NotUnderstood, read_span
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

OF_THE_APPLICATION = ("role", "process", "timezone", "country", "recruiter", "notes")
_CHECKED_ELSEWHERE = {"country"}
OF_THE_INTERVIEW = ("how", "i_bring", "hear_back")


@record(frozen=True, slots=True)
class Told:
    """What was said, as typed; None or empty where nothing was said.

    `invited`: it was read from an invitation, whose UID and SEQUENCE are in `invitation`.
    """

    company: str | None = None
    role: str | None = None
    when: str | None = None
    how: str | None = None
    met: tuple[str, ...] = ()
    talked_about: tuple[str, ...] = ()
    i_bring: str | None = None
    hear_back: str | None = None
    process: str | None = None
    timezone: str | None = None
    country: str | None = None
    recruiter: str | None = None
    notes: str | None = None
    link: str | None = None
    location: str | None = None
    invitation: tuple[str, int] | None = None
    invited: bool = False

    @property
    def in_one_line(self) -> bool:
        """Whether the flags carry the interview, so that only what a letter cannot do without is still asked for."""
        return self.when is not None and not self.invited

    @property
    def of_the_application(self) -> dict[str, str]:
        """What holds for every interview with the company, by its key in notes."""
        return {key: words for key in OF_THE_APPLICATION if (words := getattr(self, key))}


def insist(told: Told, session: Session, known: "Dossier | None", via: str | None) -> None:
    """Raise WordsError with every flag that cannot be used, a sentence each, before anything is asked or written."""
    found = [*_in_the_notes(told), *_when(told, session, known), *_people(told)]
    if told.country and (wrong := what_is_wrong_with_country(told.country, session)):
        found.append(f"--country: {wrong}")
    if via is not None:
        try:
            way_named(via, session.setup.config.me.email)
        except WordsError as error:
            found.append(f"--via: {error}")
    if found:
        raise WordsError(*found)


def what_is_wrong_with(person: str, *, nameless: bool = False) -> str:
    """What is wrong with the name or address of somebody met; empty where nothing is. `nameless`: no name is fine."""
    if "@" not in person and "<" not in person:
        return " ".join(notes_writing.objections("met", person))
    try:
        address = read_mailbox(person)
    except AddressError as error:
        return str(error)
    return "" if address.name or nameless else f"please put the name in front: Name <{address.email}>"


def what_is_wrong_with_country(words: str, session: Session) -> str:
    """Whether the public holidays of that country and subdivision are there to be had; empty where they are."""
    from followup_mail.calendars.public_holidays import calendar_for

    year = session.now.year
    try:
        country, subdivision = zones.country_named(words)
        calendar_for(country, subdivision, weekend=None, years=(year, year + 1), cache=session.setup.cache)
    except NotUnderstood as error:
        return str(error)
    return ""


def topics_of(told: Told, met: tuple[str, ...]) -> dict[int | None, str]:
    """What was talked about, by the person's place in `met`; None is for everybody. Two for one raise WordsError."""
    names = [person.partition("<")[0] for person in met]
    topics: dict[int | None, str] = {}
    for words in told.talked_about:
        whose, topic = read_whose(words, names)
        if whose in topics:
            name = "everybody" if whose is None else names[whose].strip()
            raise WordsError(f"--talked-about is there twice for {name}; make one sentence of both.")
        topics[whose] = topic
    return topics


def _in_the_notes(told: Told) -> Iterator[str]:
    if told.company is not None and not told.company.strip():
        yield "COMPANY is empty; say whom you met, such as: followup-mail add Northwind"
    given = [(key, getattr(told, key)) for key in ("company", *OF_THE_APPLICATION, *OF_THE_INTERVIEW)]
    given += [("we_talked_about", words) for words in told.talked_about]
    for key, words in given:
        for sentence in notes_writing.objections(key, words) if words and key not in _CHECKED_ELSEWHERE else ():
            yield f"{_option(key)}: {sentence}"
    try:
        topics_of(told, told.met)
    except WordsError as error:
        yield str(error)


def _when(told: Told, session: Session, known: "Dossier | None") -> Iterator[str]:
    if told.when is None:
        return
    here = known.application.zone if known else session.setup.zone
    try:
        theirs = zones.zone_named(told.timezone) if told.timezone else here
    except NotUnderstood:  # told already, as what it is
        return
    if known and theirs != here:
        # The times of the earlier interviews were read in that zone, and must not move.
        yield f"--timezone: {known.application.company} is noted with {here.key}; change it there, or leave it away"
        return
    try:
        read_span(told.when, theirs, now=session.now)
    except NotUnderstood as error:
        yield f"--when: {error}"


def _people(told: Told) -> Iterator[str]:
    for person in told.met:
        if wrong := what_is_wrong_with(person, nameless=told.invited):
            yield f"--met: {wrong}"


def _option(key: str) -> str:
    return {"company": "COMPANY", "we_talked_about": "--talked-about"}.get(key, f"--{key.replace('_', '-')}")
