"""Fits what a person typed into a sentence that the letter begins: case, full stop, and the grammar in between.

A stem is a sentence with one gap, "It was good to hear about …." The words themselves are never changed, apart from
the capital of a common first word, an "about" said twice, and a "that" where English wants one. A whole sentence is
never put into another: it stands as it was typed.
"""

import re

from followup_mail.records import record
from followup_mail.wording.lexicon import BEFORE_AN_ARTICLE, DETERMINERS, GLADNESS, TAKES_THAT
from followup_mail.wording.sentences import ends_in_abbreviation, split
from followup_mail.wording.shapes import Shape, is_bad_news, shape_of
from followup_mail.wording.typed import (
    as_sentences,
    capitalised,
    closed,
    is_jotted,
    lowered,
    mended,
    with_and,
    with_article,
)

GAP = "…"


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
_SAYS_WHY = re.compile(r"\b(reason|decided)\b", re.IGNORECASE)
# "I would bring …", "I can offer …": what was done, is known or has become of somebody takes a verb of its own.
_OFFERS = re.compile(r"\bI (?:would|can|could) (?:bring|offer|add) $")
_VERBS = {Shape.DEED: "I ", Shape.HOW: "I know ", Shape.TRAIT: "I am ", Shape.LABEL: "I am a "}
# "Being calm" is a trait; "being the only nurse" and "being on call" are experience.
_BEING = re.compile(rf"being (?!(?:{'|'.join(sorted(BEFORE_AN_ARTICLE | DETERMINERS))}|part|there)\b)")
_TRAILING = re.compile(r"[\s.…,;:–—-]+$|(?<=[^!])!$")
_VOWELS = frozenset("aeiou")


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
    if shape is Shape.NOUN:
        words = with_article(words)
    elif shape is Shape.AIM and not words.startswith("to "):
        words = f"to {words}"
    before, words = _offering(before, shape, words)
    lead = _last_word(before)
    if shape in {Shape.THAT, Shape.HOW} and lead == "about" and _takes_that(before):
        before = before.rstrip()[: -len("about")]
    elif shape is Shape.CLAUSE and lead in {"about", "is", "was"}:
        before = f"{before.rstrip()[: -len('about')] if lead == 'about' else before}that "
    elif shape is Shape.AIM and lead in {"is", "was"} and not _SAYS_WHY.search(before):
        before = f"{before}the chance "
    elif lead == "a" and words[:1].lower() in _VOWELS:
        before = f"{before.rstrip()}n "
    if not before:
        words = capitalised(words)
    if after.startswith(".") and words.endswith("."):
        after = after[1:]
    return Fitted(before, words, after, rest)


def _offering(before: str, shape: Shape, words: str) -> tuple[str, str]:
    """The words before the gap, where they offer something, in the form that what is offered asks for; and that."""
    found = _OFFERS.search(before)
    if found is None or (shape is Shape.NOUN and not is_jotted(words)):
        return before, words
    if shape is Shape.GERUND and (trait := _BEING.match(words)):
        return f"{before[: found.start()]}I am ", words[trait.end() :]
    if shape is Shape.GERUND:
        return f"{before}experience of ", words
    if shape in _VERBS:
        return f"{before[: found.start()]}{_VERBS[shape]}", words
    return before[: found.start()] if ":" in before else f"{before}this: ", words


def suits(stem: str, typed: str) -> bool:
    """Whether the typed words make a good sentence with the stem. No gap, a colon or an offer: any words do."""
    shape = shape_of(typed)
    if shape is Shape.SENTENCE or GAP not in stem:
        return True
    before, _, after = stem.partition(GAP)
    if is_bad_news(typed) and GLADNESS.search(stem.replace(GAP, "")):
        return False
    if before.rstrip().endswith(":") or _OFFERS.search(before):
        return True
    words = parts(typed)[0]
    if not before.strip() and not (shape in _TOPICS and len(words.split()) <= 8 and not words[:1].isupper()):
        return False
    if after.strip(" .") and (set(words) & set(",:;()") or len(words.split()) > 12):
        return False  # a sentence that goes on after a long insertion loses its reader
    lead = _last_word(before)
    if shape in {Shape.THAT, Shape.CLAUSE} and lead == "about":
        return _takes_that(before)
    return shape in _MAY_FOLLOW.get(lead, {Shape.NOUN})


def parts(typed: str) -> tuple[str, str]:
    """The words for the gap, without capital and full stop, and the whole sentences that may come after them."""
    sentences = split(mended(typed))
    if not sentences:
        return "", ""
    first = sentences[0]
    if not ends_in_abbreviation(first):
        first = _TRAILING.sub("", first.removesuffix("?"))
    return with_and(lowered(first)), " ".join(closed(sentence) for sentence in sentences[1:])


def _last_word(text: str) -> str:
    words = text.split()
    return words[-1].lower() if words else ""


def _takes_that(before: str) -> bool:
    """Whether "hear about" may become "hear that"; what is told in "what you told me about …" stays about something."""
    words = re.split(r"[.,;:]", before)[-1].lower().split()
    return len(words) > 1 and words[-2] in TAKES_THAT and "what" not in words
