"""The employer and the job as the record has them, and none of another application.

Decides which companies, jobs and people of elsewhere a letter names; what it says of them is asked in `facts`.
"""

import re
from collections.abc import Iterable, Iterator

from followup_mail.model import Application, Letter
from followup_mail.review.names import (
    CALENDAR,
    CAPITALISED,
    GENERIC,
    SHORTEST_COMPARED,
    begins_sentence,
    words_of_titles,
)
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage
from followup_mail.review.record import Record
from followup_mail.review.words import is_content, likeness_of_letters, one_slip_apart, plain_words
from followup_mail.wording.names import take_apart

_AKIN = 0.6  # of the letters of two words in the same place
_NEARLY = 0.69  # of the letters of two words anywhere
_LONG_NAME = 6
_AT = re.compile(r"\b(?:at|with|for|from|by|join|joining|how)\s$")
_OWN_POST = re.compile(
    r"\b(?:my|our|former|previous|deputy|assistant|acting|trainee|(?:worked|served|spent|years?|months|employed|trained"
    r"|experience|time|was|been)\b[^.?!]{0,15})\s$",
    re.IGNORECASE,
)
_TO_SOMEBODY = r"(?:regards to|thanks to|[Tt]hank|wish|met|meeting|[Hh]earing|talk to|call with)"
_SAME_ROOT = 5  # signs
_JOB_WORDS = frozenset("role position post job vacancy opening interview application".split())
_NAME = r"[A-Z][\w&'’]+(?:\s(?:&\s|and\s|of\s)?[A-Z][\w&'’]+)*"
_AT_A_COMPANY = re.compile(
    r"\b\w+\s(?:[\w/&-]+\s){0,5}?"
    r"(?:role|position|post|job|vacancy|opening|opportunity|career|place|interview|team)\s(?:here\s)?(?:at|with)\s"
    rf"(?P<company>{_NAME})"
    r"|\bwould\b[^.?!]{0,60}?\b(?:(?:bring|contribute)\b[^.?!]{0,40}?\sto|work(?:ing)?\s(?:for|at)|join(?:ing)?"
    rf"|kind\sof\swork\s(?:for|at))\s(?P<hoped>{_NAME})(?=[.,])"
    rf"|(?P<praised>{_NAME})\swould\sbe\sa\s(?:\w+\s)?(?:place|team|firm|company|employer|school|home)\b"
)
_NAMED_JOB = re.compile(
    r"\b(?:the|this|your)\s(?P<job>[A-Z][\w&/-]*(?:\s(?:(?:of|in|and|for|de)\s)?[A-Z][\w&/-]*){0,5})"
    r"\s(?:role|position|post|job|vacancy|opening)\b"
)
_OWN_PAST = frozenset("my previous former current last present".split())
_OTHER_EMPLOYER = re.compile(
    rf"\b(?:offer|position|role|job|contract|place|post)\s(?:\w+\s){{0,3}}?(?:from|at|with|by)\s(?:the\s)?(?P<company>{_NAME})"
    rf"|(?P<offering>{_NAME})\s(?:(?:has|have)\s(?:offered|made|given|sent|asked)|wants?|(?:is|are)\soffering)\b"
)


def employers(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """Companies and jobs that are not this one's."""
    yield from _companies(letter, passage, record)
    yield from _elsewhere(letter, passage, record)
    yield from _half_right(letter, passage, record)
    yield from _nearly(letter, passage, record)
    yield from _other_job(passage, record)


def _companies(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """Other companies: of other applications, unknown ones in the place of this one, another employer that offers."""
    own = record.application_words
    for other in record.elsewhere:
        words = [word for word in plain_words(other.company) if word not in own and word not in GENERIC]
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
            group = next(name for name in ("company", "hoped", "praised") if found[name])
            named = plain_words(found[group])
            if (
                not _OWN_PAST.isdisjoint(plain_words(found[0]))
                or not own.isdisjoint(named)
                or _near_company(named, record)
            ):
                continue
            at = None if start is None else start + found.start(group)
            yield Noticed("unknown-company", found[group], at, {"expected": record.application.company})
    if letter.kind == "competing_offer_notice":
        for found in _OTHER_EMPLOYER.finditer(prose):
            group = "company" if found["company"] else "offering"
            if own.isdisjoint(plain_words(found[group])) and plain_words(found[group])[0] not in {"they", "i", "we"}:
                yield Noticed("other-employer", found[group], passage.prose[0] + found.start(group))


def _elsewhere(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """People and jobs of other applications."""
    for other in record.elsewhere:
        if other.id == record.application.id or other.company == record.application.company:
            continue
        named = [*_people_of(other, record), *_job_of(other, record)]
        for text, start in ((letter.subject, None), (passage.body[: passage.closing[0]], 0)):
            found = next((found for pattern in named if (found := re.search(pattern, text))), None)
            if found and not _OWN_POST.search(text[: found.start()]) and not passage.is_quoted(*found.span()):
                place = None if start is None else found.start()
                yield Noticed("other-application", found[0], place, {"name": other.company, "company": other.company})
                break


def _people_of(other: Application, record: Record) -> Iterator[str]:
    """Patterns for the people of another application: their whole names, and "Ms Ortiz"."""
    contacts = [contact for contact in (other.recruiter, other.agency) if contact and contact.name]
    met = [person for interview in other.interviews for person in interview.people]
    known = record.application_words | set(plain_words(" ".join(record.names)))
    for name in (*(contact.name for contact in contacts), *(person.name for person in met)):
        parts = take_apart(name)
        if not set(plain_words(parts.full)) & known:
            yield rf"(?<!\w){re.escape(parts.full)}(?!\w)"
        if len(parts.given) >= SHORTEST_COMPARED and parts.given.casefold() not in known:
            yield rf"{_TO_SOMEBODY} {re.escape(parts.given)}(?!\w)"
        if parts.family and plain_words(parts.family)[-1] not in known:
            yield rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)\.? {re.escape(parts.family)}(?!\w)"


def _job_of(other: Application, record: Record) -> Iterator[str]:
    """A pattern for the job of another application, where it is no part of this one's."""
    role = other.role or ""
    if role and not set(plain_words(role)) <= record.application_words and len(role.split()) > 1:
        yield rf"(?<!\w){re.escape(role)}(?!\w)"
        yield rf"(?<!\w)(?i:{re.escape(role)})(?= (?:role|position|post|job|vacancy|opening|interview|-|at)\b)"


def _half_right(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """The company or the job with one word of it changed: "Calder Assurance" for Calder Insurance."""
    company, role = record.application.company, record.application.role or ""
    short = " ".join(company.split()[:2]) if len(company.split()) > 2 else ""
    for check, whole in (("misspelt-company", company), ("misspelt-company", short), ("misspelt-role", role)):
        words = [word.strip(",.()") for word in whole.split()]
        if len(words) < 2 or not any(is_content(word.casefold()) for word in words[1:]):
            continue
        pattern = re.compile(
            r"(?<![\w&])" + r"\s+".join([r"([\w&'’.-]+?)"] * len(words)) + r"(?:['’]s)?(?![\w&])(?P<noun> \w+)?"
        )
        for text, start in ((letter.subject, None), (passage.text_of(passage.prose), passage.prose[0])):
            found = next((match for match in _from_each_capital(pattern, text) if _is_slip(match, words, record)), None)
            if found is not None:
                place = None if start is None else start + found.start()
                said = found[0].removesuffix(found["noun"] or "")
                yield Noticed(check, said, place, {"expected": whole})


def _from_each_capital(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    matches = (pattern.match(text, found.start()) for found in CAPITALISED.finditer(text))
    return (match for match in matches if match)


def _is_slip(match: re.Match[str], words: list[str], record: Record) -> bool:
    """Whether some words in a row are the name with one word changed, and not another name that shares a word with it.

    The word that stands instead is alike, or the rest of the name says which one is meant.
    """
    written = [word.removesuffix("'s").removesuffix("’s") for word in match.groups()[: len(words)]]
    names = [word.removesuffix("'s").removesuffix("’s") for word in words]
    other = [(word, right) for word, right in zip(written, names, strict=True) if word.casefold() != right.casefold()]
    if len(other) != 1 or record.is_own(plain_words(" ".join(written))):
        return False
    [(word, right)] = other
    if word.casefold()[:_SAME_ROOT] == right.casefold()[:_SAME_ROOT] and _is_role(words, record):
        return False  # "the Lectureship in History" is the post of a Lecturer in History
    same = [each.casefold() for each in names if each != right and is_content(each.casefold())]
    telling = [each for each in same if each not in GENERIC]
    if not (word[:1].isupper() or (word.isdigit() and right.isdigit())) or word.casefold() in CALENDAR:
        return False
    if telling and (len(same) > 1 or _is_job(match)):
        return True
    known = set(plain_words(word)) <= record.own_words - set(plain_words(right))
    return not known and (_akin(word, right) or (bool(telling) and _stands_for(match, words)))


def _is_role(words: list[str], record: Record) -> bool:
    return words == [word.strip(",.()") for word in (record.application.role or "").split()]


def _stands_for(match: re.Match[str], words: list[str]) -> bool:
    """Whether a name with one strange word must be meant for this one: it ends like it, or with an employer's sort of
    word, or stands where an employer is named."""
    last = match.groups()[len(words) - 1].casefold()
    return last == words[-1].casefold() or last in GENERIC or bool(_AT.search(match.string[: match.start()]))


def _is_job(match: re.Match[str]) -> bool:
    return (match["noun"] or "").strip() in _JOB_WORDS


def _akin(word: str, right: str) -> bool:
    """Whether one capitalised word was meant to be another."""
    return word[:1].isupper() and len(right) >= SHORTEST_COMPARED and likeness_of_letters(word, right) >= _AKIN


def _nearly(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """The word that a company goes by, almost: "Nordbio" for Norrebio, "Lakeside" for Lakeshore Museum."""
    company = [word.strip(",.") for word in record.application.company.split()]
    telling = [word for word in company if len(word) >= _LONG_NAME and word.casefold() not in GENERIC]
    known = record.application_words | {word for name in record.names for word in plain_words(name)}
    for text, start in ((letter.subject, None), (passage.text_of(passage.prose), passage.prose[0])):
        for found in CAPITALISED.finditer(text):
            word = found[0].removesuffix("'s").removesuffix("’s")
            if word.casefold() in known or begins_sentence(text, found.start()):
                continue
            if any(word[0] == right[0] and _NEARLY <= likeness_of_letters(word, right) < 1 for right in telling):
                place = None if start is None else start + found.start()
                yield Noticed("misspelt-company", word, place, {"expected": record.application.company})
                return


def _other_job(passage: Passage, record: Record) -> Iterator[Noticed]:
    """Another job in the place of this one: "the Data Analyst role", where the record has an engineer's."""
    role = record.application.role
    if not role:
        return
    known = set(plain_words(f"{role} {record.application.company}")) | words_of_titles(record)
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
