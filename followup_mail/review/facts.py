"""Facts in the right letter: one detail of this talk, and none of another reader's or another application's.

Two texts share a fact when most of its telling words come together in one sentence. Nothing is looked up by meaning.
"""

import re
from collections.abc import Iterator, Sequence

from followup_mail.model import How, Letter
from followup_mail.review.names import CALENDAR
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage, Sentence
from followup_mail.review.record import Foreign, Record
from followup_mail.review.words import NUMBERS, content_pairs, content_stems, is_content, plain_words, stem

_FEW_WORDS = 2
_RUN = 4
_BEHIND_A_NUMBER = 4
_SHARE = 0.6
_DETAIL_SHARE = 0.3
_TOPIC_SAID = 60

_COMMON = content_stems(
    """talk talked meet met meeting interview conversation time role position job team work working company people new
    plan way day week month year want look forward hear hearing glad interest interested question answer keep good great
    help part use using experience lead led run running project first next also side small large big start
    come back go get take put give turn bring set second show tell explain thing lot""".split()
)


def facts(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """What belongs elsewhere, then what is lacking."""
    told: set[str] = set()
    for foreign in record.foreign:
        found = _used(foreign, passage, record)
        if found is not None and foreign.owner not in told:
            told.add(foreign.owner)
            check = "other-application" if foreign.company else "other-person"
            yield Noticed(check, found.text, found.start, {"name": foreign.owner, "company": foreign.company})
    yield from _numbers(passage, record)
    if letter.kind == "thank_you":
        yield from _detail(passage, record)
    if letter.kind in {"thank_you", "status_check"}:
        yield from _role(letter, passage, record)


def _used(foreign: Foreign, passage: Passage, record: Record) -> Sentence | None:
    """The sentence that uses a fact of somebody else's, if there is one and it does not name them."""
    telling = content_stems(foreign.words) - record.own_stems - _COMMON
    if not telling:
        return None
    owner = set(plain_words(foreign.owner))
    needed = max(_FEW_WORDS, _SHARE * len(telling))
    if len(telling) == 1 and len(foreign.words) <= _FEW_WORDS + 1:
        needed = 1
    pairs = content_pairs(foreign.words) - record.own_pairs
    for sentence in passage.sentences:
        shared = telling & content_stems(sentence.words)
        if not shared or not (foreign.company or owner.isdisjoint(sentence.words)):
            continue
        strange = _proper_names(foreign.text) & set(sentence.words) - record.application_words
        if foreign.company and strange and len(shared) >= _FEW_WORDS:
            return sentence
        together = [p for p in pairs & content_pairs(sentence.words) if not _COMMON & set(p) and telling & set(p)]
        if len(together) > foreign.is_strength:  # a strength may share a name with the candidate's other ones
            return sentence
        if len(shared) >= needed or _longest_shared_run(foreign.words, sentence.words) >= _RUN:
            return sentence
    return None


def _numbers(passage: Passage, record: Record) -> Iterator[Noticed]:
    """Another number before the very words that stand behind one in the notes: "nine years on the ward" for six."""
    known = {each for text in record.own_texts for each in _counted(plain_words(text))}
    noted = {behind: number for number, behind in sorted(known)}
    for sentence in passage.sentences:
        for number, behind in _counted(sentence.words):
            if behind in noted and (number, behind) not in known:
                found, expected = (f"{each} {' '.join(behind)}" for each in (number, noted[behind]))
                yield Noticed("other-number", found, sentence.start, {"expected": expected})
                return


def _counted(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each number with the words behind it, of which two carry meaning."""
    for place, word in enumerate(words):
        behind = tuple(words[place + 1 : place + 1 + _BEHIND_A_NUMBER])
        if (word.isdigit() or word in NUMBERS) and sum(map(is_content, behind)) >= _FEW_WORDS:
            yield word, behind


def _proper_names(text: str) -> set[str]:
    """The words of a text that are written with a capital although no sentence begins there; months and days aside."""
    found = (match for match in re.finditer(r"(?<=[\w,] )[A-Z][^\W\d_]{4,}\b(?! (?:at|of) )", text))
    return {match[0].casefold() for match in found} - CALENDAR


def _longest_shared_run(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """The most words that two texts share in a row, of such runs as hold three words of meaning."""
    longest, before = 0, dict[int, tuple[str, ...]]()
    for word in one:
        now = {place: (*before.get(place - 1, ()), word) for place, known in enumerate(other) if known == word}
        runs = [run for run in now.values() if sum(map(is_content, run)) > _FEW_WORDS]
        longest = max(longest, max(map(len, runs), default=0))
        before = now
    return longest


def _detail(passage: Passage, record: Record) -> Iterator[Noticed]:
    """A thank-you names something of the talk (seed P2S5): a third of a topic's telling words, or two of them."""
    application = record.application
    taken = content_stems(plain_words(f"{application.company} {application.role or ''}")) | _COMMON
    written = content_stems(word for sentence in passage.sentences for word in sentence.words)
    for topic in record.topics:
        telling = content_stems(plain_words(topic)) - taken or content_stems(plain_words(topic))
        shared = telling & written
        if not telling or len(shared) >= max(1, min(_FEW_WORDS, int(_DETAIL_SHARE * len(telling)))):
            return
    if record.topics:
        topic = record.topics[0]
        yield Noticed(
            "no-detail", "", None, {"topic": topic if len(topic) <= _TOPIC_SAID else f"{topic[:_TOPIC_SAID]}…"}
        )


def _role(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """The role, in the subject or the letter: all of it or its telling words (issue of the reader with many posts)."""
    role, interview = record.application.role, record.occasion.interview
    if not role or (interview is not None and interview.how is How.INFORMATIONAL):
        return
    written = {stem(word) for word in (*plain_words(letter.subject), *passage.words_of(passage.prose))}
    telling = {stem(word) for word in plain_words(re.sub(r"\(.*?\)", "", role)) if is_content(word)}
    if telling and not telling & written:
        yield Noticed("no-role", "", None, {"role": role})
