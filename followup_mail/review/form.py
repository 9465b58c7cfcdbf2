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
from followup_mail.review.words import plain_words

MOST_SUBJECT_SIGNS = 60
_BARE_SUBJECT = re.compile(
    r"(?:re:\s*)?(?:(?:just )?(?:a )?(?:quick |short |brief |small |one )?(?:following[- ]up|follow[- ]?up|check(?:ing)?[- ]in|question|"
    r"hello|hi|hey|update|status|reminder|application|interview|job|news|any (?:news|updates?)|touching base|thanks|thank you|"
    r"urgent|important|note|message|no subject|\(no subject\)|question for you|next steps|my application)[!?. ]*)",
    re.IGNORECASE,
)
_PRESSING_SUBJECT = re.compile(
    r"\b(?:urgent|important|asap|quick question|reminder|please read|second (?:attempt|request)|final)\b", re.IGNORECASE
)
_ASKS_INDIRECTLY = re.compile(
    r"\b(?:know|hear|learn|tell me|say|ask(?:ing)?|wonder(?:ing|ed)?|understand|see|grateful for|glad of|appreciate)\b[^.?!]{0,40}?"
    r"\b(?:when|where things|whether(?! (?:i can|there is anything))|what (?:the|your)|how (?:the|your|far|things)|if (?:the|a|there is (?:a|any) (?:date|news|new))"
    r"|an update|a (?:rough |new )?(?:date|idea|timeline|sense)|the (?:timeline|timing|timetable|next steps?|status|date|progress)|any news|your (?:timeline|timing|plans))",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:when|how soon|by what date|what date|have you|has a|will you|did you|do you have|is there|are you|could you|can you|any)\b"
    r"[^.?!]*\b(?:deci(?:de|ded|sion)|hear|outcome|result|answer|news|update|next steps?|timeline|get the|chosen|shortlist|let me know)\b[^.!]*\?",
    re.IGNORECASE,
)
_RE = re.compile(r"\s*(?:re|aw|sv|antw|r[eé]f)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)


def form(letter: Letter, passage: Passage, policy: Policy, record: Record | None) -> Iterator[Noticed]:
    """Everything about the writing itself."""
    kind = policy.kinds.get(letter.kind)
    yield from _subject(letter, record)
    if kind is not None:
        yield from _length(passage, kind, record.occasion if record else None)
        yield from _questions(passage, kind)
    yield from _closing(passage, record.occasion if record else None)


def _subject(letter: Letter, record: Record | None) -> Iterator[Noticed]:
    subject = letter.subject.strip()
    if not subject:
        yield Noticed("subject-empty", "")
        return
    bare = _RE.sub("", subject, count=1)
    if len(bare) > MOST_SUBJECT_SIGNS and not _is_own_long_subject(bare, record):
        yield Noticed("subject-long", subject, None, {"length": len(bare)})
    if _BARE_SUBJECT.fullmatch(bare.strip()) and not _RE.match(subject):
        yield Noticed("subject-bare", subject)
    elif pressing := _PRESSING_SUBJECT.search(bare):
        if not (record and record.is_own(plain_words(pressing[0]))):
            yield Noticed("subject-bare", pressing[0])
    if "!" in subject or any(is_shouted(word, record) for word in re.findall(r"[^\W\d_]+", bare)):
        yield Noticed("subject-shouts", subject)


def _is_own_long_subject(subject: str, record: Record | None) -> bool:
    """Whether the role or the company alone makes it long: then there is no shorter way to say it."""
    return record is not None and len(record.application.role or "") > MOST_SUBJECT_SIGNS - 15


def late_note(occasion: Occasion) -> bool:
    """Whether a thank-you is read more than two days after its talk: it may be shorter then."""
    interview = occasion.interview
    return interview is not None and (occasion.day - interview.end.date()).days > 2


def _length(passage: Passage, kind: Kind, occasion: Occasion | None) -> Iterator[Noticed]:
    words = written_words(passage.text_of(passage.prose))
    how: How | None = occasion.interview.how if occasion and occasion.interview else None
    bounds = kind.words_for(how, late=occasion is not None and late_note(occasion))
    if words > bounds.limit:
        yield Noticed("too-long", "", None, {"words": words, "limit": bounds.limit})
    if words < bounds.minimum:
        yield Noticed("too-short", "", None, {"words": words, "minimum": bounds.minimum})


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
            if _DECISION.search(question.text):
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
    return bool(_RE.match(subject))
