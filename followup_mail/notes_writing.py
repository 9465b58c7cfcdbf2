"""Writes notes: a new file from what a person has typed, and further lines into the file they have.

A value is accepted only if the reader of notes would take it, and it is read back before anybody gets the text. What
cannot be said by adding lines is refused with a sentence that says what to write. Files are left to the caller.
"""

from collections.abc import Iterator, Mapping, Sequence

from followup_mail import keys
from followup_mail.additions import Fact, Style, add_document, add_fact, insist, parse, say, tidy, write
from followup_mail.addresses import read_mailbox
from followup_mail.documents import Items, Node, Table, Text
from followup_mail.errors import NeedsALookError, Problem, WordsError
from followup_mail.fields import Field, Place, Scalar, Section, Several
from followup_mail.records import record

_FIELDS = (*keys.FIRST_DOCUMENT.fields, *keys.PERSON.fields)
STYLE = Style(
    bare=frozenset(
        each.name for each in (keys.HOW, keys.PROCESS, keys.DO_NOT_CHASE, keys.DO_NOT_WRITE, keys.WAIT, keys.CANCELLED)
    ),
    stems={each.name: each.stem for each in _FIELDS if each.stem},
)
_SHARED = (keys.WE_TALKED_ABOUT.name, keys.I_BRING.name, keys.ALSO_SAY.name)
_OFFERED = (keys.RECRUITER, keys.WHY_THIS_JOB, keys.HEAR_BACK, keys.FINAL_DECISION, keys.ALSO_SAY, keys.NOTES)


@record(frozen=True, slots=True)
class Addition:
    """One fact for a file that exists. `interview` and `person` count from 0; without `person` it is the interview's.

    A key of the application goes with `interview` 0. With key `met`, `fact` is a person: a text or their keys.
    """

    key: str
    fact: Fact
    interview: int = 0
    person: int | None = None


def new_application(facts: Mapping[str, Fact]) -> str:
    """A notes file, with comments, from facts under the keys of the notes; `met` is a list of persons' keys or texts.

    What is blank is left out. Raises WordsError where a value cannot stand in notes.
    """
    given = _checked(facts, keys.FIRST_DOCUMENT)
    lines = [*write(given, STYLE), *_offers(given)]
    return insist("\n".join([*lines, ""]), "the notes", [given])


def add_interview(text: str, facts: Mapping[str, Fact], *, file: str = "the notes") -> str:
    """The file with one more interview below its own `---`; raises WordsError or NeedsALookError."""
    given = _checked(facts, keys.INTERVIEW)
    before = [say(table) for table in parse(text, file)]
    return insist(add_document(text, write(given, STYLE)), file, [*before, given])


def add_facts(text: str, additions: Sequence[Addition], *, file: str = "the notes") -> str:
    """The file with these facts, each on lines of its own and every other line as it was.

    What stands there already, word for word, stays as it is. Raises WordsError where a value cannot stand in notes,
    NeedsALookError where a line cannot be added.
    """
    for addition in additions:
        text = _add(text, addition, file)
    return text


def objections(key: str, fact: Fact) -> list[str]:
    """Why the reader of notes would not take this under that key, a sentence each; empty where it would."""
    try:
        _checked({key: fact}, keys.FIRST_DOCUMENT)
    except WordsError as error:
        return [sentence.removeprefix(f"{key}: ") for sentence in error.sentences]
    return []


def _add(text: str, addition: Addition, file: str) -> str:
    section = keys.FIRST_DOCUMENT if addition.person is None else keys.PERSON
    given = _checked({addition.key: addition.fact}, section)
    if not given:
        return text
    tables = parse(text, file)
    if addition.interview >= len(tables):
        raise NeedsALookError(f"{file} has no interview number {addition.interview + 1}.")
    document = tables[addition.interview]
    table = _target(document, addition, file)
    fact = given[addition.key]
    present = table.entries.get(addition.key)
    if present is not None and say(present) == fact:
        return text
    place = f"{file}:{table.lines.get(addition.key, table.line)}"
    changed = add_fact(text, table, addition.key, fact, style=STYLE, place=place)
    expected = [_with(say(each), each, table, addition.key, fact) for each in tables]
    return insist(changed, file, expected)


def _target(document: Table, addition: Addition, file: str) -> Table:
    """The table that takes the fact. For somebody written on one line who was met alone, that is the interview."""
    if addition.person is None:
        return document
    met = document.entries.get(keys.MET.name, document)
    people: Sequence[Node] = met.nodes if isinstance(met, Items) else (met,)
    if addition.person >= len(people) or met is document:
        raise NeedsALookError(f"{file} names no person number {addition.person + 1} in that interview.")
    person = people[addition.person]
    if isinstance(person, Table) and not person.flow:
        return person
    if len(people) == 1 and addition.key in _SHARED:
        return document
    raise NeedsALookError(
        f"{file}:{person.line}: this person stands on one line, which takes no `{addition.key}:`; "
        "write `- name: …` with `email: …` below it instead."
    )


def _with(said: Fact, node: Node, table: Table, key: str, fact: Fact) -> Fact:
    """What a document says once `table` in it says `fact` as well."""
    if isinstance(said, Mapping) and isinstance(node, Table):
        inside = {name: _with(inner, node.entries[name], table, key, fact) for name, inner in said.items()}
        if node is not table:
            return inside
        present = said.get(key)
        further = [fact] if isinstance(fact, str) else fact
        return {**inside, key: [*present, *further] if isinstance(present, list) else fact}
    if isinstance(said, list) and isinstance(node, Items):
        return [_with(inner, each, table, key, fact) for inner, each in zip(said, node.nodes, strict=True)]
    return said


def _offers(given: Mapping[str, Fact]) -> Iterator[str]:
    """What else could be said, as comments."""
    offered = [each for each in _OFFERED if each.name not in given]
    if offered:
        yield ""
        yield "# You can add any of these: take the # in front of it away, and write your own words."
        yield from (f"#{each.name}: {each.example}" for each in offered)


# --- values ---------------------------------------------------------------------------------------------------------


def _checked(facts: Mapping[str, Fact], section: Section) -> dict[str, Fact]:
    """The facts, tidied and in the table's order; raises WordsError with all that the reader would not take."""
    for key in facts:
        if key not in section.by_name:
            raise WordsError(f"notes have no `{key}` here; the keys are {', '.join(section.by_name)}.")
    problems: list[Problem] = []
    place = Place("", problems)
    given = {
        key: _check(section.by_name[key], fact, place.at(key, 0))
        for key in section.by_name
        if key in facts and (fact := tidy(facts[key]))
    }
    if problems:
        raise WordsError(*(f"{problem.field}: {problem.sentence}." for problem in problems))
    return given


def _check(known: Field[object], fact: Fact, place: Place) -> Fact:
    """The fact as it will be written; what the reader would not take is told."""
    if known is keys.MET:
        # Always as a list of persons with keys: such a file can take further lines for each of them.
        people = [fact] if isinstance(fact, str | Mapping) else fact
        return [
            _checked(each if isinstance(each, Mapping) else _taken_apart(str(each)), keys.PERSON) for each in people
        ]
    if not isinstance(fact, str | Mapping):
        return [_check(known, inner, place.item(index, 0)) for index, inner in enumerate(fact)]
    if isinstance(fact, str) and isinstance(known.kind, Scalar | Several):
        known.kind.read(Text(fact, 0, plain=False, block="\n" in fact), place)
    return fact


def _taken_apart(person: str) -> dict[str, Fact]:
    """`Dana Ortiz <dana@…>` as keys, so that lines can be added later; the address stays as it was typed."""
    if "@" not in person:
        return {keys.PERSON_NAME.name: person}
    try:
        name = read_mailbox(person).name
    except ValueError as error:
        raise WordsError(f"{keys.MET.name}: {error}.") from error
    email = person.strip().removesuffix(">").rpartition("<")[2].strip()
    return {**({keys.PERSON_NAME.name: name} if name else {}), keys.PERSON_EMAIL.name: email}
