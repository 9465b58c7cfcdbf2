"""Names as the record has them: who is greeted, and people, company and role spelt as they are.

A name that is unknown is no fault; one that is almost a known one is, and so is another reader's.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from followup_mail.model import Letter, Person
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage
from followup_mail.review.record import Record
from followup_mail.review.words import is_content, one_slip_apart, plain_words
from followup_mail.wording.names import salutation, take_apart

_SHORTEST_COMPARED = 4
_SHORTEST_NICKNAME = 2
_AKIN = 0.6  # of the letters of two words
_CAPITALISED = re.compile(r"(?<![\w@./-])[^\W\d_a-zà-öø-ÿ][\w&]*(?:['’-][^\W\d_]+)*")
_HONORIFICS = frozenset("dr mr mrs ms mx miss prof professor sir madam doctor dame".split())
_GREETING_WORDS = frozenset(
    "dear hello hi hey hiya good morning afternoon evening day greetings there and again both everyone all to"
    " the".split()
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december".split()
)
_GENERIC = frozenset(
    "group health bank school schools hospital university college council trust company limited services partners"
    " studio labs systems consulting agency clinic county centre center institute team and the of".split()
)
_NAME = r"[A-Z][\w&'’]+(?:\s(?:&\s|and\s|of\s)?[A-Z][\w&'’]+)*"
_AT_A_COMPANY = re.compile(
    r"\b\w+\s(?:[\w/&-]+\s){0,5}?"
    r"(?:role|position|post|job|vacancy|opening|opportunity|career|place|interview|team)\s(?:here\s)?(?:at|with)\s"
    rf"(?P<company>{_NAME})"
)
_NAMED_JOB = re.compile(
    r"\b(?:the|this|your)\s(?P<job>[A-Z][\w&/-]*(?:\s(?:(?:of|in|and|for|de)\s)?[A-Z][\w&/-]*){1,5})"
    r"\s(?:role|position|post|job|vacancy|opening)\b"
)
_OWN_PAST = frozenset("my previous former current last present".split())
_OTHER_EMPLOYER = re.compile(
    rf"\b(?:offer|position|role|job|contract|place|post)\s(?:\w+\s){{0,3}}?(?:from|at|with|by)\s(?:the\s)?(?P<company>{_NAME})"
    rf"|(?P<offering>{_NAME})\s(?:(?:has|have)\s(?:offered|made|given|sent|asked)|wants?|(?:is|are)\soffering)\b"
)


def names(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """The greeting, then every name of the letter."""
    yield from _greeting(passage, record)
    yield from _misspelt(letter, passage, record)
    yield from _companies(letter, passage, record)
    yield from _half_right(letter, passage, record)
    yield from _other_job(passage, record)


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
    words = [word for word in plain_words(greeting) if word not in _GREETING_WORDS | _HONORIFICS]
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
        if check is None and reader.isdisjoint(words) and word == words[-1]:
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
    return {word for name in names for word in plain_words(name)} - _GREETING_WORDS - _HONORIFICS


def _misspelt(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """Capitalised words that are one slip away from a name of the record and are no word of the record."""
    company = [word for word in record.application.company.split() if len(word) >= _SHORTEST_COMPARED]
    role = [word for word in (record.application.role or "").split() if len(word) > _SHORTEST_COMPARED + 1]
    people = [
        word
        for name in record.names
        for word in re.split(r"[\s-]+", name)
        if len(word.strip(",.")) >= _SHORTEST_COMPARED
    ]
    known = record.own_words | set(plain_words(record.application.company)) | _known_elsewhere(record)
    told: set[str] = set()
    for text, start in ((letter.subject, None), (passage.body[passage.greeting[1] :], passage.greeting[1])):
        for match in _CAPITALISED.finditer(text):
            word = match[0].removesuffix("'s").removesuffix("’s")
            plain = word.casefold()
            if plain in told or plain in _CALENDAR:
                continue
            at = None if start is None else start + match.start()
            for check, names_, whole in (
                ("misspelt-company", company, record.application.company),
                ("misspelt-name", people, ""),
                ("misspelt-role", role, record.application.role or ""),
            ):
                right = _almost(word, names_, known, first_word=_begins_sentence(text, match.start()), check=check)
                if right:
                    told.add(plain)
                    yield Noticed(check, match[0], at, {"expected": whole or right})
                    break


def _known_elsewhere(record: Record) -> set[str]:
    return {word for person in record.people() for text in (person.title,) if text for word in plain_words(text)}


def _almost(word: str, names_: Iterable[str], known: frozenset[str] | set[str], *, first_word: bool, check: str) -> str:
    """The name a word was meant to be, "" if none. Another case of the letters counts for a company alone."""
    plain = word.casefold()
    if check == "misspelt-company" and plain in known:
        same = [name.strip(",.") for name in names_ if name.strip(",.").casefold() == plain]
        return "" if word in same or word.isupper() else next((name for name in same if not name.isupper()), "")
    if plain in known or len(word) < _SHORTEST_COMPARED or word.isupper():
        return ""
    for name in names_:
        right = name.strip(",.()").replace("’", "'").removesuffix("'s").casefold()
        if right in _GENERIC or not one_slip_apart(plain, right):
            continue
        plural = check == "misspelt-role" and {plain, right} == {right, right + "s"}
        if not plural and not (first_word and check != "misspelt-company" and len(right) <= _SHORTEST_COMPARED + 1):
            return name.strip(",.()")
    return ""


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:\n" or "\n\n" in text[len(before) : at]


def _companies(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """Other companies: of other applications, unknown ones in the place of this one, another employer that offers."""
    own = record.application_words
    for other in record.elsewhere:
        words = [word for word in plain_words(other.company) if word not in own and word not in _GENERIC]
        if other.id == record.application.id or not words or other.company == record.application.company:
            continue
        pattern = re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, other.company.split())) + r"(?!\w)", re.IGNORECASE)
        first = re.compile(r"(?<!\w)" + re.escape(_distinctive(other.company, words)) + r"(?!\w)")
        for text, in_body in ((letter.subject, False), (passage.body, True)):
            found = pattern.search(text) or first.search(text)
            if found:
                values = {"company": other.company}
                yield Noticed("other-company", found[0], found.start() if in_body else None, values)
    prose = passage.text_of(passage.prose)
    for text, start in ((letter.subject, None), (prose, passage.prose[0])):
        for found in _AT_A_COMPANY.finditer(text):
            named = plain_words(found["company"])
            if (
                not _OWN_PAST.isdisjoint(plain_words(found[0]))
                or not own.isdisjoint(named)
                or _near_company(named, record)
            ):
                continue
            at = None if start is None else start + found.start("company")
            yield Noticed("unknown-company", found["company"], at, {"expected": record.application.company})
    if letter.kind == "competing_offer_notice":
        for found in _OTHER_EMPLOYER.finditer(prose):
            group = "company" if found["company"] else "offering"
            if own.isdisjoint(plain_words(found[group])) and plain_words(found[group])[0] not in {"they", "i", "we"}:
                yield Noticed("other-employer", found[group], passage.prose[0] + found.start(group))


def _half_right(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """The company's name with one word of it changed: "Calder Assurance" for Calder Insurance."""
    company = [word.strip(",.") for word in record.application.company.split()]
    if len(company) < 2:
        return
    pattern = re.compile(r"(?<![\w&])" + r"\s+".join([r"([\w&'’.-]+?)"] * len(company)) + r"(?:['’]s)?(?![\w&])")
    known = record.application_words
    for text, start in ((letter.subject, None), (passage.text_of(passage.prose), passage.prose[0])):
        for at in (found.start() for found in _CAPITALISED.finditer(text)):
            found = pattern.match(text, at)
            if found is None:
                continue
            other = [(word, right) for word, right in zip(found.groups(), company, strict=True) if word != right]
            if len(other) != 1 or set(plain_words(other[0][0])) <= known or not _akin(*other[0]):
                continue
            place = None if start is None else start + at
            yield Noticed("misspelt-company", found[0], place, {"expected": record.application.company})


def _akin(word: str, right: str) -> bool:
    """Whether one capitalised word was meant to be another."""
    likeness = SequenceMatcher(None, word.casefold(), right.casefold()).ratio()
    return word[:1].isupper() and len(right) >= _SHORTEST_COMPARED and likeness >= _AKIN


def _other_job(passage: Passage, record: Record) -> Iterator[Noticed]:
    """Another job in the place of this one: "the Data Analyst role", where the record has an engineer's."""
    role = record.application.role
    if not role:
        return
    known = record.application_words | _known_elsewhere(record) | set(plain_words(role))
    for found in _NAMED_JOB.finditer(passage.text_of(passage.prose)):
        strange = [word for word in plain_words(found["job"]) if word not in known and is_content(word)]
        if strange and not any(one_slip_apart(word, right) for word in strange for right in plain_words(role)):
            yield Noticed("wrong-role", found["job"], passage.prose[0] + found.start("job"), {"expected": role})
            return


def _distinctive(company: str, words: list[str]) -> str:
    """The word of a company's name that stands for it, as it is written there."""
    return next((word for word in company.split() if plain_words(word) and plain_words(word)[0] == words[0]), company)


def _near_company(named: Iterable[str], record: Record) -> bool:
    company = plain_words(record.application.company)
    return any(one_slip_apart(word, right) for word in named for right in company)
