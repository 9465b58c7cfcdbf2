"""Fits what a person typed into a sentence that the letter begins: case, full stop, and the grammar in between.

A stem is a sentence with one gap, "It was good to hear about …." The words themselves are never changed, apart from
the capital of a common first word, an "about" said twice, and a "that" where English wants one. A whole sentence is
never put into another: it stands as it was typed.
"""

import re
from enum import StrEnum
from functools import lru_cache

from followup_mail.records import record
from followup_mail.wording.lexicon import (
    BAD_NEWS,
    BEHIND_A_TRAIT,
    COMMON_WORDS,
    CREDENTIALS,
    DESCRIBES,
    DETERMINERS,
    DOING,
    DONE,
    FINITE,
    GLADNESS,
    MAKES_A_NOUN,
    SUBJECTS,
    TAKES_THAT,
    TRAITS,
)
from followup_mail.wording.sentences import ends_in_abbreviation, is_finished, split

GAP = "…"


class Shape(StrEnum):
    """What kind of words were typed, as far as a sentence around them must know."""

    NOUN = "noun"  # your plan to move the nightly jobs
    GERUND = "gerund"  # moving the nightly jobs; leading a team
    HOW = "how"  # how the ward is run, why, what, where
    THAT = "that"  # that the data team has a say
    CLAUSE = "clause"  # the data team has a say
    DEED = "deed"  # led the migration; have run a ward
    TRAIT = "trait"  # fluent in Spanish; used to night shifts
    LABEL = "label"  # certified Scrum Master: "I am a …", or a colon
    AIM = "aim"  # to move the nightly jobs
    SENTENCE = "sentence"  # At Contoso I led the migration. (also: several of them)


_ANY = frozenset(Shape) - {Shape.SENTENCE}
# Told about somebody else, what looks like a deed or a trait is a thing: "automated tests", "trained staff".
_TOPICS = frozenset({Shape.NOUN, Shape.GERUND, Shape.DEED, Shape.TRAIT, Shape.LABEL})
_THINGS = _TOPICS | {Shape.HOW}
# What may follow the last word before the gap. A word that is not here takes a noun.
_MAY_FOLLOW = {
    "about": _THINGS,
    "of": _THINGS,
    "in": frozenset({Shape.GERUND}),
    "to": _THINGS,
    "is": _ANY,
    "was": _ANY,
    "am": frozenset({Shape.TRAIT}),
    "a": frozenset({Shape.LABEL}),
    "that": frozenset({Shape.CLAUSE}),
    "because": frozenset({Shape.CLAUSE}),
    "i": frozenset({Shape.DEED}),
    "know": frozenset({Shape.HOW}),
}
_OPENS_A_RELATIVE_CLAUSE = frozenset(
    "who which that how why what where when whether you we they i she he it way ways reason reasons everything".split()
)
_ECHOES = re.compile(
    r"^(?:(?:we|i|they|you) (?:also )?(?:talked|spoke|chatted|heard|discussed|asked) about |about |because )",
    re.IGNORECASE,
)
_HOW = re.compile(r"(how|why|what|where|when|whether|which|who)\b", re.IGNORECASE)
_TRAILING = re.compile(r"[\s.…,;:–—-]+$|(?<=[^!])!$")
_VOWELS = frozenset("aeiou")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


@record(frozen=True, slots=True)
class Fitted:
    """A stem with its gap filled. `before` and `after` are the stem's, `words` and `rest` what was typed."""

    before: str
    words: str
    after: str
    rest: str

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.before}{self.words}{self.after}", self.rest) if part)


def finish(stem: str, typed: str) -> Fitted:
    """The sentence that a stem and the typed words make. Only for a stem that `suits`; a sentence stands alone."""
    shape = shape_of(typed)
    if shape is Shape.SENTENCE:
        return Fitted("", as_sentences(typed), "", "")
    before, _, after = stem.partition(GAP)
    words, rest = parts(typed)
    lead = _last_word(before)
    if shape in {Shape.THAT, Shape.HOW} and lead == "about" and _word_before_last(before) in TAKES_THAT:
        before = before.rstrip()[: -len("about")]
    elif shape is Shape.CLAUSE and lead in {"about", "is", "was"}:
        before = f"{before.rstrip()[: -len('about')] if lead == 'about' else before}that "
    elif lead == "a" and words[:1].lower() in _VOWELS:
        before = f"{before.rstrip()}n "
    if not before:
        words = capitalised(words)
    if after.startswith(".") and words.endswith("."):
        after = after[1:]
    return Fitted(before, words, after, rest)


def suits(stem: str, typed: str) -> bool:
    """Whether the typed words make a good sentence with the stem. A stem without a gap, or with a colon, takes all."""
    shape = shape_of(typed)
    if shape is Shape.SENTENCE or GAP not in stem:
        return True
    before, _, after = stem.partition(GAP)
    if is_bad_news(typed) and GLADNESS.search(stem.replace(GAP, "")):
        return False
    if before.rstrip().endswith(":"):
        return True
    words = parts(typed)[0]
    if not before.strip() and not (shape in _TOPICS and len(words.split()) <= 8):
        return False
    if after.strip(" .") and ("," in words or len(words.split()) > 12):
        return False  # a sentence that goes on after a long insertion loses its reader
    lead = _last_word(before)
    if shape in {Shape.THAT, Shape.CLAUSE} and lead == "about":
        return _word_before_last(before) in TAKES_THAT
    return shape in _MAY_FOLLOW.get(lead, {Shape.NOUN})


def parts(typed: str) -> tuple[str, str]:
    """The words for the gap, without capital and full stop, and the whole sentences that may come after them."""
    sentences = split(_without_echo(typed))
    if not sentences:
        return "", ""
    first = sentences[0]
    if not ends_in_abbreviation(first):
        first = _TRAILING.sub("", first.removesuffix("?"))
    return lowered(first), " ".join(_closed(sentence) for sentence in sentences[1:])


def as_sentences(typed: str) -> str:
    """The typed words as they stand, with the capital and the full stop that a sentence needs."""
    return " ".join(_closed(sentence) for sentence in split(typed))


@lru_cache(maxsize=1024)
def shape_of(typed: str) -> Shape:
    """What kind of words these are. Where it cannot be known, a noun: that is what the prompts ask for."""
    echo = _ECHOES.match(typed)
    sentences = split(_without_echo(typed))
    first = sentences[0] if sentences else ""
    words = [word.strip(",;:()\"“”'").lower() for word in first.rstrip(".!?… ").split()]
    if not words:
        return Shape.NOUN
    if first.endswith("?") and _HOW.match(first) is None:
        return Shape.SENTENCE
    if first.endswith("?"):
        return Shape.SENTENCE if len(words) > 1 and words[1] in FINITE else Shape.HOW
    if _is_clause(words):
        return Shape.CLAUSE if echo or (_opens_low(first) and not _speaks_of_me(words)) else Shape.SENTENCE
    return _shape_by_opening(words)


def _shape_by_opening(words: list[str]) -> Shape:
    opening, following = words[0], words[1] if len(words) > 1 else ""
    if opening == "that" and len(words) > 2:
        return Shape.THAT
    if _HOW.fullmatch(opening):
        return Shape.HOW
    if opening == "to" and len(words) > 1:
        return Shape.AIM
    if opening in TRAITS and following in BEHIND_A_TRAIT:
        return Shape.TRAIT
    if opening in CREDENTIALS and following:
        return Shape.LABEL
    if following and (opening in DONE or _is_deed(opening, following)):
        return Shape.DEED
    if following and following not in MAKES_A_NOUN and (opening in DOING or _is_doing(opening, following)):
        return Shape.GERUND
    return Shape.NOUN


def _is_deed(opening: str, following: str) -> bool:
    past = opening.endswith("ed") and len(opening) > 4 and opening not in DESCRIBES
    has_object = following in DETERMINERS | BEHIND_A_TRAIT or following[0].isdigit() or following.endswith("s")
    return past and has_object


def _is_doing(opening: str, following: str) -> bool:
    return opening.endswith("ing") and len(opening) > 5 and (following in DETERMINERS or following.isdigit())


def is_bad_news(typed: str) -> bool:
    """Whether the words speak of something that nobody enjoys hearing: people who left, cuts, illness, a failure."""
    return BAD_NEWS.search(typed) is not None


def lowered(text: str) -> str:
    """The text with a small first letter if the first word is a common one; names, acronyms and "I" keep theirs."""
    found = _FIRST_WORD.match(text)
    if found is None:
        return text
    word = found.group()
    common = word.lower() in COMMON_WORDS or (word.endswith("ing") and len(word) > 5 and text[found.end() :][:1] == " ")
    return word[0].lower() + word[1:] + text[found.end() :] if word.istitle() and common else text


def capitalised(text: str) -> str:
    """The text with a capital first letter, unless the word has a spelling of its own (iOS, eBay)."""
    found = _FIRST_WORD.match(text)
    if found is None or not found.group()[0].islower() or (not found.group()[1:].islower() and len(found.group()) > 1):
        return text
    return text[0].upper() + text[1:]


_OTHERS = (
    (re.compile(r"\b(with|to|for|from|of|by|about|at|on|beside|behind|between|and) you\b", re.IGNORECASE), r"\1 them"),
    (re.compile(r"\byour\b"), "their"),
    (re.compile(r"\bYour\b"), "Their"),
    (re.compile(r"\byours\b", re.IGNORECASE), "theirs"),
    (re.compile(r"\byourself\b|\byourselves\b", re.IGNORECASE), "themselves"),
    (re.compile(r"\byou\b"), "they"),
    (re.compile(r"\bYou\b"), "They"),
)


def told_to_others(typed: str) -> str:
    """What was written to the person met, as one says it to somebody else: "your plan" becomes "their plan"."""
    for pattern, word in _OTHERS:
        typed = pattern.sub(word, typed)
    return typed


def _without_echo(typed: str) -> str:
    without = _ECHOES.sub("", typed.strip())
    return without or typed.strip()


def _closed(sentence: str) -> str:
    text = capitalised(sentence.rstrip(" ,;:–—-"))
    return text if is_finished(text) else f"{text}."


def _opens_low(text: str) -> bool:
    return lowered(text)[:1].islower() and not is_finished(text)


def _speaks_of_me(words: list[str]) -> bool:
    return words[0] in {"i", "i've", "i’ve", "i'm", "i’m"} or "i" in words[:5]


def _is_clause(words: list[str]) -> bool:
    """Whether subject and verb are there: "the team has a say", "at Contoso I led", "it is a small unit"."""
    opening = words[0]
    if opening in SUBJECTS and len(words) > 1:
        return True
    if _HOW.fullmatch(opening) or opening == "that":
        return False
    if opening in {"at", "in", "on", "as", "with", "during", "since", "last", "for", "after", "before", "when"}:
        return any(word in SUBJECTS for word in words[1:8])
    return any(word in FINITE and _is_main_verb(words, place) for place, word in enumerate(words[:8]) if place)


def _is_main_verb(words: list[str], place: int) -> bool:
    """Not the verb of a relative clause ("the nurses who are new", "the plan you have") nor part of "the will to"."""
    before = words[:place]
    if _OPENS_A_RELATIVE_CLAUSE.intersection(before):
        return False
    return words[place - 1] not in DETERMINERS and place + 1 < len(words)


def _last_word(text: str) -> str:
    words = text.split()
    return words[-1].lower() if words else ""


def _word_before_last(text: str) -> str:
    words = text.split()
    return words[-2].lower() if len(words) > 1 else ""
