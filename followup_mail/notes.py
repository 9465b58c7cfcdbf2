"""Reads one file of interview notes into an `Application`, or says everything that is wrong with it.

Half-read notes would lead to a letter on the wrong day, or without what was said; so there is an application only where
there is no problem. What a letter still lacks is no problem. Writing notes is left to `notes_writing`.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import PurePath
from zoneinfo import ZoneInfo

from followup_mail import keys, zones
from followup_mail.addresses import read_mailbox
from followup_mail.documents import Items, Node, Table, read_documents
from followup_mail.errors import Problem
from followup_mail.fields import Place, Section, Values, read_table, read_words
from followup_mail.model import Application, How, Interview, Invitation, Person, Process, Promise, Scope
from followup_mail.moments import NotUnderstood, Span, Timeframe, read_span
from followup_mail.records import record

DAYS_OF_A_WEEK = 7
_TWO_PEOPLE = (" and ", " & ", ";", " und ", " et ")


def read_notes(
    text: str, file: str, *, default_zone: ZoneInfo, default_country: str | None
) -> tuple[Application | None, list[Problem]]:
    """The application of a notes file, or None and every problem of the file, by line.

    `default_country` ("GB", "US-CA") is the person's own; it counts where the notes name neither country nor zone.
    """
    documents, problems = read_documents(text, file)
    if not documents:
        return None, problems or [
            Problem(file, None, "", "the file is empty", "write at least `company:`, `role:`, `when:` and `met:`")
        ]
    misread = {problem.line for problem in problems}
    found: list[Problem] = []
    application = _Reading(file, found, default_zone, default_country).application(documents)
    problems += (problem for problem in found if problem.line not in misread)
    return (None if problems else application), sorted(problems, key=lambda problem: problem.line or 0)


@record(frozen=True, slots=True)
class _Reading:
    """The reading of one file. An interview whose `when` cannot be read is told and left out."""

    file: str
    problems: list[Problem]
    default_zone: ZoneInfo
    default_country: str | None

    def application(self, documents: list[Table]) -> Application:
        values = self._values(documents[0], keys.FIRST_DOCUMENT)
        zone = values[keys.TIMEZONE] or self.default_zone
        country, subdivision = self._country(values)
        rest = (self._values(table, keys.INTERVIEW) for table in documents[1:])
        held = [
            self._interview(number, table, of_it, zone)
            for number, (table, of_it) in enumerate(zip(documents, chain([values], rest), strict=True), 1)
        ]
        interviews = tuple(interview for interview in held if interview is not None)
        self._tell_twins(documents, held)
        return Application(
            id=PurePath(self.file).stem,
            company=values[keys.COMPANY] or "",
            role=values[keys.ROLE],
            zone=zone,
            process=values[keys.PROCESS] or Process.STANDARD,
            country=country,
            subdivision=subdivision,
            why_this_job=values[keys.WHY_THIS_JOB],
            recruiter=values[keys.RECRUITER],
            agency=values[keys.AGENCY],
            referrer=values[keys.REFERRER],
            do_not_chase=bool(values[keys.DO_NOT_CHASE]),
            do_not_write=bool(values[keys.DO_NOT_WRITE]),
            wait=values[keys.WAIT],
            weekend=self._weekend(documents[0], values),
            reference=values[keys.REFERENCE],
            news=values[keys.NEWS],
            notes=values[keys.NOTES],
            interviews=interviews,
            file=self.file,
            lines=_Lines(documents, interviews),
        )

    def _values(self, table: Table, section: Section) -> Values:
        return read_table(table, section, Place(self.file, self.problems))

    def _place(self, table: Table, key: str) -> Place:
        return Place(self.file, self.problems, key, table.lines.get(key, table.line))

    def _country(self, values: Values) -> tuple[str | None, str | None]:
        """The notes' own country, else that of the zone they name, else mine, else that of my zone."""
        if named := values[keys.COUNTRY]:
            return named
        if zone := values[keys.TIMEZONE]:
            return zones.country_of(zone.key), None
        if self.default_country:
            country, _, subdivision = self.default_country.partition("-")
            return country, subdivision or None
        return zones.country_of(self.default_zone.key), None

    def _weekend(self, table: Table, values: Values) -> frozenset[int] | None:
        days = values[keys.WEEKEND]
        if days is None:
            return None
        if len(set(days)) == DAYS_OF_A_WEEK:
            self._place(table, keys.WEEKEND.name).tell("no working day is left", "leave out the days they work on")
        return frozenset(days)

    def _interview(self, number: int, table: Table, values: Values, zone: ZoneInfo) -> Interview | None:
        people = self._people(table)
        span = self._span(values[keys.WHEN], self._place(table, keys.WHEN.name), zone)
        if span is None:
            return None
        invitation = values[keys.INVITATION]
        return Interview(
            id=values[keys.ID] or f"r{number}",
            start=span.start,
            end=span.end,
            how=values[keys.HOW] or How.VIDEO,
            people=people,
            promises=tuple(_promises(values)),
            we_talked_about=values[keys.WE_TALKED_ABOUT],
            i_bring=values[keys.I_BRING],
            also_say=values[keys.ALSO_SAY],
            cancelled=bool(values[keys.CANCELLED]),
            link=values[keys.LINK],
            location=values[keys.LOCATION],
            invitation=Invitation(invitation[keys.UID] or "", invitation[keys.SEQUENCE] or 0) if invitation else None,
            assumed=span.assumed,
        )

    def _span(self, words: str | None, place: Place, zone: ZoneInfo) -> Span | None:
        if words is None:
            return None
        try:
            return read_span(words, zone)
        except NotUnderstood as error:
            place.tell(str(error))
            return None

    def _people(self, table: Table) -> tuple[Person, ...]:
        node = table.entries.get(keys.MET.name)
        place = self._place(table, keys.MET.name)
        if node is None:
            return ()
        if not isinstance(node, Items):
            person = _person(node, place)
            return () if person is None else (person,)
        people: dict[str, Person] = {}
        for index, each in enumerate(node.nodes):
            person = _person(each, place.item(index, each.line))
            if person is None:
                continue
            who = (person.email or person.name).casefold()
            if who in people:
                place.item(index, each.line).tell(
                    f"{person.name or person.email} stands here twice", "keep one of the two"
                )
            people[who] = person
        return tuple(people.values())

    def _tell_twins(self, documents: list[Table], interviews: list[Interview | None]) -> None:
        seen: dict[str, int] = {}
        for table, interview in zip(documents, interviews, strict=True):
            if interview is None:
                continue
            line = table.lines.get(keys.ID.name, table.line)
            if interview.id in seen:
                what = f"two interviews have the id {interview.id}, the other on line {seen[interview.id]}"
                Place(self.file, self.problems, keys.ID.name, line).tell(what, "give one of them another `id:`")
            seen.setdefault(interview.id, line)


def _promises(values: Values) -> Iterator[Promise]:
    said: tuple[tuple[Scope, tuple[Timeframe, ...] | None], ...] = (
        (Scope.NEXT_STEP, values[keys.HEAR_BACK]),
        (Scope.FINAL_DECISION, values[keys.FINAL_DECISION]),
    )
    for scope, timeframes in said:
        yield from (Promise(timeframe, scope) for timeframe in timeframes or ())


def _person(node: Node, place: Place) -> Person | None:
    """A person from a name, an address with a name, or keys; None where nothing usable is said."""
    if isinstance(node, Table):
        told = len(place.problems)
        values = read_table(node, keys.PERSON, place)
        name, email = values[keys.PERSON_NAME], values[keys.PERSON_EMAIL]
        if not name and not email and len(place.problems) == told:
            place.tell("this person has no name", "add a line such as `name: Dana Ortiz`")
        return Person(
            name=name or "",
            email=email,
            title=values[keys.PERSON_TITLE],
            greet_as=values[keys.GREET_AS],
            we_talked_about=values[keys.WE_TALKED_ABOUT],
            i_bring=values[keys.I_BRING],
            also_say=values[keys.ALSO_SAY],
        )
    words = read_words(node, place, keep="name")
    if words is None:
        return None
    if "@" not in words and "<" not in words:
        if any(sign in words for sign in _TWO_PEOPLE):
            place.tell(f"`{words}` looks like more than one person", "write a list, each on a line behind a dash")
            return None
        return Person(words)
    try:
        address = read_mailbox(words)
    except ValueError as error:
        place.tell(str(error))
        return None
    return Person(address.name, address.email)


class _Lines(Mapping[str, int]):
    """Where each field stands: those of an interview under its id, those of the first document also bare.

    Only a message about a field asks, so nothing is worked out before.
    """

    def __init__(self, documents: list[Table], interviews: tuple[Interview, ...]) -> None:
        self._documents = documents
        self._interviews = interviews

    @cached_property
    def _all(self) -> Mapping[str, int]:
        found = dict(_below(self._documents[0], ""))
        for table, interview in zip(self._documents, self._interviews, strict=False):
            found[interview.id] = table.line
            found.update(_below(table, f"{interview.id}."))
        return found

    def __getitem__(self, key: str) -> int:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _below(node: Node, path: str) -> Iterator[tuple[str, int]]:
    if isinstance(node, Table):
        for key, inner in node.entries.items():
            yield path + key, node.lines[key]
            yield from _below(inner, f"{path}{key}" if isinstance(inner, Items) else f"{path}{key}.")
    elif isinstance(node, Items):
        for index, inner in enumerate(node.nodes):
            yield f"{path}[{index}]", inner.line
            yield from _below(inner, f"{path}[{index}].")


def schema() -> Mapping[str, object]:
    """The JSON Schema of a notes file (draft 2020-12), for editors; each document of a file is checked by itself."""
    from followup_mail.schemas import notes_schema

    return notes_schema()
