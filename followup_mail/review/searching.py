"""Looks for the phrases of the catalogue: each in its part of the letter, never in what others said.

What is looked for is data (templates/phrases.yaml); this decides only where it counts.
"""

from collections.abc import Iterable, Iterator

from followup_mail.model import Letter, Voice
from followup_mail.review.passage import Passage
from followup_mail.review.patterns import Pattern
from followup_mail.review.phrases import Phrase, Phrases
from followup_mail.review.record import Record
from followup_mail.review.words import Stream, plain_words, stream, without_fillers

Hit = tuple[Phrase, str, int | None]


def phrases_in(
    letter: Letter, passage: Passage, record: Record | None, phrases: Phrases, *, voice: Voice | None
) -> Iterator[Hit]:
    """Each phrase with the words that stand in the letter and where (None: in the subject)."""
    heard = {event.event for event in record.occasion.history} if record else set[str]()
    fine = tuple(" " + " ".join(plain_words(text)) + " " for text in (voice.fine if voice else ()))
    subject = stream(letter.subject)
    texts = {passage.words, without_fillers(passage.words)}
    for phrase in phrases.phrases.values():
        if not phrase.applies_to(letter.kind) or not heard.isdisjoint(phrase.unless_heard):
            continue
        hits: list[Hit] = []
        for start, end in _spans(phrase.find, texts):
            if _counts(phrase, passage, start, end) and not _excused(phrase, passage.words, start, end, record, fine):
                hits.append((phrase, passage.body[start:end], start))
        if "subject" in phrase.where:
            for start, end in _spans(phrase.find, [subject]):
                if not phrase.within and not _excused(phrase, subject, start, end, record, fine):
                    hits.append((phrase, letter.subject[start:end], None))
        if len(hits) >= phrase.times and not _outweighed(phrase, passage, hits):
            yield from hits[: max(1, 2 if phrase.times == 1 else 1)]


def _spans(patterns: Iterable[Pattern], texts: Iterable[Stream]) -> list[tuple[int, int]]:
    """Where any of the patterns stands, longest first where they overlap, in the order of the text."""
    found = {span for pattern in patterns for text in texts for span in pattern.found_in(text)}
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _counts(phrase: Phrase, passage: Passage, start: int, end: int) -> bool:
    """Whether a place is one the phrase is looked for in, and its sentence has what the entry asks of it."""
    if passage.where(start) not in phrase.where or passage.is_quoted(start, end):
        return False
    if not phrase.within and not phrase.without:
        return True
    sentence = passage.sentence_at(start)
    if sentence is None:
        return not phrase.within
    words = stream(sentence.text)
    texts = {words, without_fillers(words)}

    def holds(patterns: Iterable[Pattern]) -> bool:
        return any(True for pattern in patterns for text in texts for _ in pattern.found_in(text))

    return (not phrase.within or holds(phrase.within)) and not holds(phrase.without)


def _excused(phrase: Phrase, text: Stream, start: int, end: int, record: Record | None, fine: tuple[str, ...]) -> bool:
    """Whether the words are the person's own: of their notes, or of what they call fine (`voice.fine`)."""
    words = text.words_between(start, end)
    run = " " + " ".join(words) + " "
    if any(run in each or each in run for each in fine):
        return True
    return record is not None and not phrase.even_own and record.is_own(words)


def _outweighed(phrase: Phrase, passage: Passage, hits: list[Hit]) -> bool:
    """Whether one of `unless` stands in the letter, away from the find itself."""
    places = {at for _, _, at in hits}
    return any(start not in places for start, _ in _spans(phrase.unless, [passage.words]))
