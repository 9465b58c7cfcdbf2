"""People as the record has them: who is greeted, and names, company and role spelt as they are.

A name that is unknown is no fault; one that is almost a known one is, and so is another reader's.
"""

import re
from collections.abc import Iterable, Iterator

from followup_mail.model import Letter, Person
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage
from followup_mail.review.record import Record
from followup_mail.review.words import is_content, likeness_of_letters, one_slip_apart, plain_words
from followup_mail.wording.names import salutation, take_apart

SHORTEST_COMPARED = 4
_SHORTEST_NICKNAME = 2
CAPITALISED = re.compile(r"(?<![\w@./-])[^\W\d_a-zà-öø-ÿ][\w&]*(?:['’-][^\W\d_]+)*")
_CAPITAL_WORD = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_SPEAKER = re.compile(
    rf"(?<![\w’'-])(?<!\bMr )(?<!\bMs )(?<!\bDr )(?<!\bMrs )(?P<name>{_CAPITAL_WORD})"
    r"(?:\s(?:had|has|kindly|also|then))?\s"
    r"(?:mentioned|said|told\sme|explained|hoped|expected|thought|suggested|promised)\b"
)
_ALIKE = 0.7  # of the letters of two names
_NO_NAMES = frozenset(
    "somebody someone nobody everybody everyone people anyone anybody others neither most many few another what which"
    " colleagues friends one two three four five all as and but when then".split()
)
HONORIFICS = frozenset("dr mr mrs ms mx miss prof professor sir madam doctor dame".split())
_GREETING_WORDS = frozenset(
    "dear hello hi hey hiya good morning afternoon evening day greetings there and again both everyone all to"
    " the".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
GENERIC = frozenset(
    "group health bank school schools hospital university college council trust company limited services partners"
    " studio labs systems consulting agency clinic county centre center institute team office borough district city"
    " academy practice associates solutions law legal insurance assurance energy foods kitchen and the of".split()
)


def names(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """The greeting, then every name of the letter."""
    yield from _greeting(passage, record)
    yield from _misspelt(letter, passage, record)
    yield from _half_right(passage, record)
    yield from _unknown(passage, record)
    yield from _strangers(passage, record)


def expected_greeting(record: Record) -> str:
    """The greeting the record asks for; empty where nobody is known."""
    if not record.reader_name:
        return ""
    greet_as = record.reader.greet_as if isinstance(record.reader, Person) else None
    return salutation(record.reader_name, greet_as, record.occasion.voice.greeting)


def _greeting(passage: Passage, record: Record) -> Iterator[Noticed]:
    expected = expected_greeting(record)
    greeting = passage.text_of(passage.greeting)
    if not greeting:
        yield Noticed("no-greeting", "", None, {"expected": expected or "Dear …"})
        return
    words = [word for word in plain_words(greeting) if word not in _GREETING_WORDS | HONORIFICS]
    reader = _name_words([record.reader_name, expected])
    small = all(_as_written(greeting, word).islower() for word in words)
    if not expected or not words or (small and reader.isdisjoint(words)):
        return  # "Dear team" and its like are for the phrases
    others = _name_words([name for name in record.names if name != record.reader_name])
    one_reader = len(record.occasion.message.covers) <= 1
    for word in words:
        found = _as_written(greeting, word)
        check = _fault(word, reader, others if one_reader else set())
        if (
            word in reader
            and found.islower()
            and not re.search(rf"\b{re.escape(word)}\b", record.reader_name + expected)
        ):
            check = "misspelt-name"
        strange = word not in reader and one_reader and len(words) > 1 and found[:1].isupper()
        if check is None and word == words[-1] and (reader.isdisjoint(words) or strange):
            check = "wrong-name"
        if check is not None:
            at = passage.greeting[0] + max(greeting.find(found), 0)
            named = f"{record.reader_name}: {expected}" if check == "wrong-name" else expected
            yield Noticed(check, found, at, {"expected": named})
            return
    yield from _too_familiar(greeting, words, expected, passage, record)


def _fault(word: str, reader: set[str], others: set[str]) -> str | None:
    """What is wrong with one word of a greeting, were it a name: mistyped, cut short, or another's."""
    if word in reader:
        return None
    if any(min(len(word), len(name)) > 1 and one_slip_apart(word, name) for name in reader):
        return "misspelt-name"
    if len(word) >= _SHORTEST_NICKNAME and any(name.startswith(word) for name in reader):
        return "nickname"
    return "wrong-name" if word in others else None


def _too_familiar(
    greeting: str, words: list[str], expected: str, passage: Passage, record: Record
) -> Iterator[Noticed]:
    """The first name alone, where the person's voice is formal and the notes do not ask for it."""
    parts = take_apart(record.reader_name)
    greet_as = record.reader.greet_as if isinstance(record.reader, Person) else None
    given_alone = parts.given and parts.family and words == list(plain_words(parts.given))
    if record.occasion.voice.greeting == "formal" and not greet_as and given_alone:
        yield Noticed("63", greeting.strip(), passage.greeting[0], {"expected": expected})


def _as_written(text: str, plain: str) -> str:
    found = re.search(re.escape(plain), text, re.IGNORECASE)
    return found[0] if found else text.strip()


def _name_words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in plain_words(name)} - _GREETING_WORDS - HONORIFICS


def _misspelt(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """Capitalised words that are one slip away from a name of the record and are no word of the record."""
    company = [word for word in record.application.company.split() if len(word) >= SHORTEST_COMPARED]
    role = [word for word in (record.application.role or "").split() if len(word) > SHORTEST_COMPARED + 1]
    people = [
        word
        for name in record.names
        for word in re.split(r"[\s-]+", name)
        if len(word.strip(",.")) >= SHORTEST_COMPARED
    ]
    known = record.own_words | set(plain_words(record.application.company)) | words_of_titles(record)
    told: set[str] = set()
    for text, start in ((letter.subject, None), (passage.body[passage.greeting[1] :], passage.greeting[1])):
        for match in CAPITALISED.finditer(text):
            word = match[0].removesuffix("'s").removesuffix("’s")
            plain = word.casefold()
            if plain in told or plain in CALENDAR or not is_content(plain):
                continue
            at = None if start is None else start + match.start()
            for check, names_, whole in (
                ("misspelt-company", company, record.application.company),
                ("misspelt-name", people, ""),
                ("misspelt-role", role, record.application.role or ""),
            ):
                right = _almost(word, names_, known, first_word=begins_sentence(text, match.start()), check=check)
                if right:
                    told.add(plain)
                    yield Noticed(check, match[0], at, {"expected": whole or right})
                    break


def words_of_titles(record: Record) -> set[str]:
    """The plain words of the titles of everybody met: "Head of Data" is nobody's role here and no slip."""
    return {word for person in record.people() for text in (person.title,) if text for word in plain_words(text)}


def _almost(word: str, names_: Iterable[str], known: frozenset[str] | set[str], *, first_word: bool, check: str) -> str:
    """The name a word was meant to be, "" if none. Another case of the letters counts for a company alone."""
    plain = word.casefold()
    if check == "misspelt-company" and plain in known:
        same = [name.strip(",.") for name in names_ if name.strip(",.").casefold() == plain]
        return "" if word in same or word.isupper() else next((name for name in same if not name.isupper()), "")
    if plain in known or len(word) < SHORTEST_COMPARED or word.isupper():
        return ""
    for name in names_:
        right = name.strip(",.()").replace("’", "'").removesuffix("'s").casefold()
        if right in GENERIC or not one_slip_apart(plain, right):
            continue
        plural = (check == "misspelt-role" or first_word) and {plain, right} == {right, right + "s"}
        if not plural and not (first_word and check != "misspelt-company" and len(right) <= SHORTEST_COMPARED + 1):
            return name.strip(",.()")
    return ""


def begins_sentence(text: str, at: int) -> bool:
    """Whether a sentence or a paragraph begins at an offset of a text."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:\n" or "\n\n" in text[len(before) : at]


def _half_right(passage: Passage, record: Record) -> Iterator[Noticed]:
    """A first name with another family name, or the other way round: "Helen Walsh" for Helen Marsh."""
    people = [parts for name in record.names if (parts := take_apart(name)).given and parts.family]
    given, families = {parts.given for parts in people}, {parts.family for parts in people}
    prose = passage.text_of((passage.greeting[1], passage.closing[0]))
    for parts in people:
        after = re.finditer(rf"(?<!\w){re.escape(parts.given)} (?P<other>{_CAPITAL_WORD})(?!\w)", prose)
        before = re.finditer(rf"(?<!\w)(?P<other>{_CAPITAL_WORD}) {re.escape(parts.family)}(?!\w)", prose)
        for found, right in (*((found, families) for found in after), *((found, given) for found in before)):
            other = found["other"].removesuffix("'s").removesuffix("’s")
            known = any(other in name.split() for name in (*right, *record.names)) or not is_content(other.casefold())
            if (
                known
                or other.casefold() in CALENDAR | HONORIFICS | record.own_words
                or passage.is_quoted(passage.prose[0] + found.start(), passage.prose[0] + found.end())
            ):
                continue
            yield Noticed("misspelt-name", found[0], passage.greeting[1] + found.start(), {"expected": parts.full})
            return


def _unknown(passage: Passage, record: Record) -> Iterator[Noticed]:
    """Somebody who said something in the talk and is nobody of the record: "Sharon mentioned", where it was Karen."""
    known = record.application_words | set(plain_words(" ".join(record.names))) | _NO_NAMES
    for found in _SPEAKER.finditer(passage.text_of(passage.prose)):
        name = found["name"]
        if name.casefold() not in known and is_content(name.casefold()):
            at = passage.prose[0] + found.start("name")
            if not passage.is_quoted(at, at + len(name)):
                yield Noticed("unknown-name", name, at, {"expected": ", ".join(_others(record))})
                return


def _strangers(passage: Passage, record: Record) -> Iterator[Noticed]:
    """Somebody named in the middle of a sentence whose name is almost that of somebody whom the record has."""
    names_ = {word for name in _others(record) for word in re.split(r"[\s-]+", name) if len(word) >= SHORTEST_COMPARED}
    known = record.application_words | set(plain_words(" ".join(record.names))) | _NO_NAMES | CALENDAR
    for found in CAPITALISED.finditer(prose := passage.text_of(passage.prose)):
        word = found[0].removesuffix("'s").removesuffix("’s")
        at = passage.prose[0] + found.start()
        strange = len(word) >= SHORTEST_COMPARED and word.casefold() not in known and not word.isupper()
        if not strange or begins_sentence(prose, found.start()) or passage.is_quoted(at, at + len(word)):
            continue
        near = next((name for name in names_ if word[0] == name[0] and likeness_of_letters(word, name) >= _ALIKE), None)
        if near is not None:
            yield Noticed("unknown-name", word, at, {"expected": near})
            return


def _others(record: Record) -> list[str]:
    return [name for name in record.names if name != record.occasion.me.name]
