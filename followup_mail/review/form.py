"""The letter as a piece of writing: its subject, length, questions and closing.

Needs no record; what is true is asked elsewhere.
"""

import re
from collections.abc import Iterator

from followup_mail.model import How, Letter, Occasion
from followup_mail.policy import Kind, Policy
from followup_mail.review.noise import is_shouted
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage, written_words
from followup_mail.review.record import Record
from followup_mail.review.words import is_content, plain_words

MOST_SUBJECT_SIGNS = 60
_FEW_WORDS = 4  # a subject of so many may do without the role: "Thank you for your time on Tuesday"
_LONG_ROLE = 45  # signs; "Thank you - " and " call" take the rest
_BARE_SUBJECT = re.compile(
    r"""(?:just\ )?(?:a\ )?(?:quick\ |short\ |brief\ |small\ |one\ )?
        (?:following[- ]up|follow[- ]?up|check(?:ing)?[- ]in|question|hello|hi|hey|update|status|reminder|application
        |interview|job|news|any\ (?:news|updates?)|touching\ base|thanks|thank\ you|urgent|important|note|message
        |\(?no\ subject\)?|question\ for\ you|next\ steps|my\ application)[!?. ]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PRESSING_SUBJECT = re.compile(
    r"\b(?:urgent|important|asap|quick question|reminder|please read|second (?:attempt|request)|final)\b", re.IGNORECASE
)
_ASKS_INDIRECTLY = re.compile(
    r"""\b(?:know|hear|learn|tell\ me|say|ask(?:ing)?|wonder(?:ing|ed)?|understand|see|grateful\ for|glad\ of
        |appreciate)\b[^.?!]{0,40}?
        \b(?:when(?!\ (?:it|this|that|you\ (?:have|can|get|find)|convenient|there\ is))|where\ things
        |whether(?!\ (?:i\ can|there\ is\ anything))|what\ (?:the|your)
        |how\ (?:the|your|far|things)
        |if\ (?:the|a|there\ is\ (?:a|any)\ (?:date|news|new))|an\ update
        |a\ (?:rough\ |new\ )?(?:date|idea|timeline|sense)
        |the\ (?:timeline|timing|timetable|next\ steps?|status|date|progress)
        |any\ news|your\ (?:timeline|timing|plans))""",
    re.IGNORECASE | re.VERBOSE,
)
_ASKS_FOR_DECISION = re.compile(
    r"""\b(?:when|how\ soon|what\ date|have\ you|has\ a|will\ you|did\ you|do\ you\ have|is\ there|are\ you
        |can\ you|could\ you|any)\b[^.?!]*
        \b(?:decide|decided|decision|hear|outcome|result|answer|news|update|next\ steps?|timeline|get\ the
        |chosen|shortlist|let\ me\ know)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FORWARDED = re.compile(r"(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_REPLY = re.compile(r"\s*(?:re|aw|sv|antw|r[eé]f)\s*(?:\[\d+\])?\s*:\s*", re.IGNORECASE)


def form(letter: Letter, passage: Passage, policy: Policy, record: Record | None) -> Iterator[Noticed]:
    """Everything about the writing itself."""
    kind = policy.kinds.get(letter.kind)
    yield from _subject(letter, record)
    if kind is not None:
        yield from _length(passage, kind, record.occasion if record else None)
        yield from _questions(passage, kind)
    yield from _said_twice(passage)
    yield from _closing(passage, record.occasion if record else None)


def _said_twice(passage: Passage) -> Iterator[Noticed]:
    """A sentence of some length that stands in the letter a second time."""
    said = set[tuple[str, ...]]()
    for sentence in passage.sentences:
        if len(sentence.words) >= _FEW_WORDS and sentence.words in said:
            yield Noticed("said-twice", sentence.text, sentence.start)
        said.add(sentence.words)


def _subject(letter: Letter, record: Record | None) -> Iterator[Noticed]:
    subject = letter.subject.strip()
    bare = _REPLY.sub("", subject, count=1).strip()
    if not subject:
        yield Noticed("subject-empty", "")
        return
    if len(bare) > MOST_SUBJECT_SIGNS and not _has_a_long_role(record):
        yield Noticed("subject-long", subject, None, {"length": len(bare)})
    pressing = _PRESSING_SUBJECT.search(bare)
    names_the_matter = record is None or is_reply(subject) or _names_the_matter(subject, record)
    if _FORWARDED.match(bare):
        yield Noticed("subject-forwarded", subject)
    if (_BARE_SUBJECT.fullmatch(_without_names(bare, record)) and not is_reply(subject)) or not names_the_matter:
        yield Noticed("subject-bare", subject)
    elif pressing and not (record and record.is_own(plain_words(pressing[0]))):
        yield Noticed("subject-bare", pressing[0])
    if (
        "!" in subject
        or _all_in_capitals(bare, record)
        or any(is_shouted(word, record) for word in re.findall(r"[^\W\d_]+", bare))
    ):
        yield Noticed("subject-shouts", subject)


def _names_the_matter(subject: str, record: Record) -> bool:
    """Whether a subject has a word of the record in it, or at least says in a few words what it is about."""
    words = plain_words(subject)
    return len(words) >= _FEW_WORDS or any(is_content(word) and word in record.own_words for word in words)


def _all_in_capitals(subject: str, record: Record | None) -> bool:
    """Whether a subject of several words has no small letter, although the role has."""
    role = record.application.role or "" if record else ""
    return subject.isupper() and len(subject.split()) > 1 and not role.isupper()


def _has_a_long_role(record: Record | None) -> bool:
    """Whether the role alone fills the subject: then there is no shorter way to name it."""
    return record is not None and len(record.application.role or "") > _LONG_ROLE


def late_note(occasion: Occasion) -> bool:
    """Whether a thank-you is read more than two days after its talk: it may be shorter then."""
    interview = occasion.interview
    return interview is not None and (occasion.day - interview.end.date()).days > 2


def _without_names(subject: str, record: Record | None) -> str:
    """A subject without the candidate's own name, which says nothing of the matter."""
    name = record.occasion.me.name if record else ""
    return re.sub(rf"\s*[-–:,(]*\s*\b{re.escape(name)}\b[\s)\-–:,]*", "", subject) if name else subject


def _length(passage: Passage, kind: Kind, occasion: Occasion | None) -> Iterator[Noticed]:
    words = written_words(passage.text_of(passage.prose))
    how: How | None = occasion.interview.how if occasion and occasion.interview else None
    bounds = kind.words_for(how, late=occasion is not None and late_note(occasion))
    if words > bounds.limit:
        yield Noticed("too-long", "", None, {"words": words, "limit": bounds.limit})
    if words < bounds.minimum:
        noun = "word" if words == 1 else "words"
        yield Noticed("too-short", "", None, {"words": words, "noun": noun, "minimum": bounds.minimum})


def _questions(passage: Passage, kind: Kind) -> Iterator[Noticed]:
    questions = [each for each in passage.sentences if each.mark == "?"]
    if kind.asks:
        if len(questions) > 1:
            yield Noticed("95", questions[1].text, questions[1].start, {"count": len(questions)})
        if not questions and not any(_ASKS_INDIRECTLY.search(each.text) for each in passage.sentences):
            yield Noticed("no-question", "")
    elif kind.name == "closing_note" and questions:
        yield Noticed("question-in-closing", questions[0].text, questions[0].start)
    elif kind.name == "thank_you":
        for question in questions:
            if _ASKS_FOR_DECISION.search(question.text):
                yield Noticed("asks-for-decision", question.text, question.start)


def _closing(passage: Passage, occasion: Occasion | None) -> Iterator[Noticed]:
    if passage.closing[0] == passage.closing[1]:
        yield Noticed("no-closing", "")
    if occasion is None or not occasion.me.name or occasion.voice.signature is not None:
        return
    signed = set(plain_words(passage.text_of(passage.closing)))
    if passage.closing[0] == passage.closing[1]:
        signed = set(plain_words(passage.body[-200:]))
    if not signed & set(plain_words(occasion.me.name)):
        yield Noticed("no-name", "", None, {"name": occasion.me.name})


def is_reply(subject: str) -> bool:
    """Whether a subject says "Re:" (or its sister in other languages)."""
    return bool(_REPLY.match(subject))
