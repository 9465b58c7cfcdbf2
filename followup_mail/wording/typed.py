"""Mends what a person types in haste, so that it can stand in a letter: a small "i", "im", a list without its "and".

Nothing is said otherwise than it was typed, and no word is lost. How it goes into a sentence is `fitting`'s.
"""

import re

from followup_mail.wording.lexicon import (
    BEFORE_AN_ARTICLE,
    COMMON_WORDS,
    COUNTED,
    CREDENTIALS,
    DETERMINERS,
    NEW_THOUGHT,
)
from followup_mail.wording.sentences import is_finished, split

_ECHOES = re.compile(
    r"^(?:(?:we|i|they|you) (?:also )?(?:talked|spoke|chatted|heard|asked) about "
    r"|(?:we|i) (?:also )?discussed (?:about )?|about |because (?:of )?)",
    re.IGNORECASE,
)
# "She told me about the new wing": what was told is the new wing. "You showed me round" is left alone.
_TOLD_ME = re.compile(
    r"^(?:when |that )?(?:she|he|they|you) (?:also )?"
    r"(?:told (?:me|us) (?:all )?(?:about )?|(?:talked|spoke) (?:to (?:me|us) )?(?:about|of) "
    r"|explained (?:to (?:me|us) )?|showed (?:me|us) |described (?:to (?:me|us) )?|mentioned "
    r"|said (?=(?:that|the|you|your|it|there|we|they|she|he|a|an|all) ))"
    r"(?!(?:it|this|them|everything|things|well|clearly|openly|so|to|off|a?round)\b)(?=\S)",
    re.IGNORECASE,
)
_TO_ME = re.compile(r" to (?:me|us)(?=[.!]?$)")
_OF_THE_TALK = re.compile(
    r"^(?:she|he|they|you|we|i) (?:also )?"
    r"(?:told|explained|showed|described|mentioned|said|asked|talked|spoke|chatted|discussed)\b",
    re.IGNORECASE,
)
# Behind what was told: "… and she was honest", "… and introduced me to the team".
_GOES_ON = re.compile(
    r"(?:[,;]| and| but| so)(?: and| but| so)? "
    r"(?:(?:she|he|they|you|we|i|it)(?:['’]\w+)? [a-z]+|(?:\w+ )?\w+ (?:me|us)\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"(?:how|why|what|where|when|whether|which|who|that)\b", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SMALL_I = re.compile(r"(?<![\w./&+-])i(?=(?:['’](?:m|ve|d|ll))?(?:\s|$))")
_NO_APOSTROPHE = re.compile(r"(?:^|(?<=[.!?] ))(i)(m|ve)(?= )", re.IGNORECASE)
_COMMON_ENDING = re.compile(r"[a-z](?:tion|ment|ness|ings)s?$")
_SPELT_OUT = re.compile(r"[AEFHILMNORSX][A-Z0-9]")  # an HGV licence, an MSc
_AS_IN_YOU = re.compile(r"(uni|use|euro|one)", re.IGNORECASE)
_MOST_WORDS_OF_AN_ITEM = 5


def mended(typed: str) -> str:
    """The words with "i" as "I", and without the beginning that the letter says anyway."""
    text = _with_capital_i(typed.strip())
    told = text[_echo(text) :] or text
    return _TO_ME.sub("", told) if _TOLD_ME.match(text) and told != text else told


def is_an_echo(typed: str) -> bool:
    """Whether the words begin as the letter's own sentence does ("we talked about the pilot")."""
    return _echo(typed.strip()) > 0


def tells_of_the_talk(typed: str) -> bool:
    """Whether the words say that something was said ("you told me so"): who hears of it hears of the talk itself."""
    return _OF_THE_TALK.match(typed.strip()) is not None


def _echo(text: str) -> int:
    """How long the beginning is that the letter says anyway. Where a second thought follows, none of it is spared."""
    found = _ECHOES.match(text) or _TOLD_ME.match(text)
    if found is None:
        return 0
    told = text[found.end() :]
    if tells_of_the_talk(text) and not _SUBORDINATE.match(told) and _GOES_ON.search(told):
        return 0
    return found.end()


def as_sentences(typed: str) -> str:
    """The typed words as they stand, with the capital and the full stop that a sentence needs."""
    return " ".join(closed(sentence) for sentence in split(_with_capital_i(typed)))


def closed(sentence: str) -> str:
    """One sentence with its capital and its full stop."""
    text = capitalised(sentence.rstrip(" ,;:–—-"))
    return text if is_finished(text) else f"{text}."


def lowered(text: str) -> str:
    """The text with a small first letter if the first word is a common one; names, acronyms and "I" keep theirs."""
    found = _FIRST_WORD.match(text)
    if found is None:
        return text
    word = found.group()
    gerund = word.endswith("ing") and len(word) > 5 and text[found.end() :][:1] == " "
    common = word.lower() in COMMON_WORDS or gerund or _COMMON_ENDING.search(word)
    return word[0].lower() + word[1:] + text[found.end() :] if word.istitle() and common else text


def capitalised(text: str) -> str:
    """The text with a capital first letter, unless the word has a spelling of its own (iOS, eBay)."""
    found = _FIRST_WORD.match(text)
    if found is None or not found.group()[0].islower() or (not found.group()[1:].islower() and len(found.group()) > 1):
        return text
    return text[0].upper() + text[1:]


def with_article(words: str) -> str:
    """One project, one licence takes "a", which notes leave out: "uni project" is "a uni project"."""
    first = words.split(",", maxsplit=1)[0].split()
    counted = (n for n, word in enumerate(first[:4]) if word.lower() in COUNTED)
    place = next((n for n in counted if not first[n + 1 :] or first[n + 1].lower() in BEFORE_AN_ARTICLE), None)
    if place is None:
        return words
    opening = first[0].lower() if first else ""
    if opening in DETERMINERS or opening in BEFORE_AN_ARTICLE or opening[:1].isdigit():
        return words
    before = {word.lower() for word in first[:place]} - COUNTED
    if any(word in BEFORE_AN_ARTICLE or word.endswith(("'s", "’s", "ing")) for word in before):
        return words
    vowel = _SPELT_OUT.match(words) or (words[0].lower() in "aeiou" and not _AS_IN_YOU.match(words))
    return f"{'an' if vowel else 'a'} {words}"


def with_and(words: str) -> str:
    """Three things or more, parted by commas, get the "and" that notes leave out."""
    items = words.split(", ")
    plain = len(items) > 2 and not re.search(r" (?:and|or)\b|[&/;:()]", words)
    if not plain or any(len(item.split()) > _MOST_WORDS_OF_AN_ITEM or _opens_a_thought(item) for item in items[1:]):
        return words
    return f"{', '.join(items[:-1])} and {items[-1]}"


def is_jotted(words: str) -> bool:
    """Whether thoughts of different kinds are lined up: "clean licence, know the area well"."""
    later = words.split(", ")[1:]
    return any(_opens_a_thought(item) or item.split()[-1].lower() in CREDENTIALS for item in later if item.split())


def _opens_a_thought(item: str) -> bool:
    first, _, more = item.lower().partition(" ")
    participle = bool(more) and first.endswith("ing")
    return participle or first[:1].isdigit() or first in NEW_THOUGHT | CREDENTIALS | BEFORE_AN_ARTICLE


def _with_capital_i(text: str) -> str:
    return _SMALL_I.sub("I", _NO_APOSTROPHE.sub(lambda found: f"I'{found[2].lower()}", text))
