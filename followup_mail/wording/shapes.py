"""Tells what kind of words somebody typed: a thing, a deed, a clause, a whole sentence. Nothing is changed here.

English is read by its first words and by what shows a verb. Where that leaves it open, a noun is taken: it is what the
prompts ask for.
"""

import re
from enum import StrEnum
from functools import lru_cache

from followup_mail.wording.lexicon import (
    AIMS,
    BAD_NEWS,
    BEFORE_AN_ARTICLE,
    BEHIND_A_TRAIT,
    CALLINGS,
    CREDENTIALS,
    DEALING,
    DESCRIBES,
    DETERMINERS,
    DOING,
    DONE,
    FINITE,
    FINITE_OF_MANY,
    MAKES_A_NOUN,
    MANY,
    SUBJECTS,
    TIMES,
    TRAITS,
)
from followup_mail.wording.sentences import is_finished, split
from followup_mail.wording.typed import is_an_echo, lowered, mended, tells_of_the_talk


class Shape(StrEnum):
    """What kind of words were typed, as far as a sentence around them must know."""

    NOUN = "noun"  # your plan to move the nightly jobs
    GERUND = "gerund"  # moving the nightly jobs; leading a team
    HOW = "how"  # how the ward is run, why, what, where
    MOMENT = "moment"  # when we walked round the ward
    THAT = "that"  # that the data team has a say
    CLAUSE = "clause"  # the data team has a say
    DEED = "deed"  # led the migration; have run a ward
    TRAIT = "trait"  # fluent in Spanish; used to night shifts
    LABEL = "label"  # certified Scrum Master: "I am a …", or a colon
    AIM = "aim"  # to move the nightly jobs
    SENTENCE = "sentence"  # At Contoso I led the migration. (also: several of them)


_OPENS_A_RELATIVE_CLAUSE = frozenset(
    "who which that how why what where when whether you we they i she he it way ways reason reasons everything".split()
)
_WAS = frozenset("was were did went came told said gave saw met sat stood drew lost left".split())
_OF_ME = re.compile(
    r"(?:i|i['’](?:m|ve|d)|my)\b"
    r"(?! (?:(?:also|really|very much|particularly) )?(?:asked|liked|enjoyed|remember"
    r"|heard|learnt|learned|admired|loved|appreciated|saw)\b)",
    re.IGNORECASE,
)
_HOW = re.compile(r"(how|why|what|where|when|whether|which|who)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def shape_of(typed: str) -> Shape:
    """What kind of words these are. Where it cannot be known, a noun: that is what the prompts ask for."""
    sentences = split(mended(typed))
    first = sentences[0] if sentences else ""
    words = [word.strip(",;:()\"“”'").lower() for word in first.rstrip(".!?… ").split()]
    if not words:
        return Shape.NOUN
    if first.endswith("?") and _HOW.match(first) is None:
        return Shape.SENTENCE
    if first.endswith("?"):
        return Shape.SENTENCE if len(words) > 1 and words[1] in FINITE else Shape.HOW
    if _is_clause(words) or _has_verb_before_an_article(first) or _tells_what_was_done(words, first):
        stands_alone = not _opens_low(first) or _speaks_of_me(words) or tells_of_the_talk(first)
        return Shape.SENTENCE if stands_alone and not is_an_echo(typed) else Shape.CLAUSE
    return _shape_by_opening(words)


def _shape_by_opening(words: list[str]) -> Shape:
    opening, following = words[0], words[1] if len(words) > 1 else ""
    if opening == "that" and len(words) > 2:
        return Shape.THAT
    if opening == "when" and following in SUBJECTS and _is_past(words[2:3]):
        return Shape.MOMENT
    if _HOW.fullmatch(opening):
        return Shape.HOW
    if opening in {"to", *AIMS} and following:
        return Shape.AIM
    if (opening in TRAITS and following in BEHIND_A_TRAIT) or words[:3] == ["always", "on", "time"]:
        return Shape.TRAIT
    is_a_calling = 1 < len(words) <= 3 and words[-1] in CALLINGS and opening not in DETERMINERS
    if following and (opening in CREDENTIALS or is_a_calling):
        return Shape.LABEL
    if following and (opening in DONE or _is_deed(opening, following)):
        return Shape.DEED
    return Shape.GERUND if following and _is_doing(opening, following) else Shape.NOUN


def _is_past(words: list[str]) -> bool:
    return any(word in _WAS or word in DONE - {"know", "hold", "speak"} or word.endswith("ed") for word in words)


def _is_deed(opening: str, following: str) -> bool:
    past = opening.endswith("ed") and len(opening) > 4 and opening not in DESCRIBES
    has_object = following in DETERMINERS | BEHIND_A_TRAIT or following[0].isdigit() or following.endswith("s")
    return past and has_object


def _is_doing(opening: str, following: str) -> bool:
    if opening == "being" or (opening in DEALING and following in BEHIND_A_TRAIT):
        return True
    if opening in DOING:
        return following not in MAKES_A_NOUN
    return opening.endswith("ing") and len(opening) > 5 and (following in DETERMINERS or following.isdigit())


def is_bad_news(typed: str) -> bool:
    """Whether the words speak of something that nobody enjoys hearing: people who left, cuts, illness, a failure."""
    return BAD_NEWS.search(typed) is not None


def is_of_the_writer(typed: str) -> bool:
    """Whether somebody speaks of themselves: "I was deputy", "my last ward"; what they asked or liked is the talk's."""
    return _OF_ME.match(typed.strip()) is not None


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
    return any(_is_main_verb(words, place) for place in range(1, min(len(words), 8)))


def _is_main_verb(words: list[str], place: int) -> bool:
    """Not the verb of a relative clause ("the nurses who are new", "the plan you have") nor part of "the will to"."""
    before, verb = words[place - 1], words[place]
    if verb not in FINITE and not (verb in FINITE_OF_MANY and is_many(before)):
        return False
    if _OPENS_A_RELATIVE_CLAUSE.intersection(words[:place]):
        return False
    return before not in DETERMINERS and place + 1 < len(words)


def _has_verb_before_an_article(sentence: str) -> bool:
    """Whether a word can only be a verb by what stands around it: "residents plan their meals"."""
    words = sentence.lower().split()
    if not words or words[0] in DONE | DOING | BEFORE_AN_ARTICLE or words[0].endswith(("ing", "ed", "?")):
        return False
    if _OPENS_A_RELATIVE_CLAUSE.intersection(words[:1]):
        return False
    for place in range(1, min(len(words) - 1, 6)):
        subject, verb, following = words[place - 1 : place + 2]
        if _OPENS_A_RELATIVE_CLAUSE.intersection(words[:place]) or not (subject + verb).isalpha():
            return False
        if following not in {"what", *DETERMINERS} or {subject, verb} & (DETERMINERS | BEFORE_AN_ARTICLE):
            continue
        of_time = words[place + 2].rstrip(".,") in TIMES if place + 2 < len(words) else True
        if is_many(subject) if not verb.endswith("s") else not (is_many(subject) or of_time or verb.endswith("ss")):
            return not verb.endswith(("ing", "ed", "ly"))
    return False


def _tells_what_was_done(words: list[str], sentence: str) -> bool:
    """Whether somebody did something: "my seminar wrote two plays", not "the plays written by my seminar"."""
    if words[0] in DONE | DOING | BEFORE_AN_ARTICLE or words[0].endswith("ing"):
        return False
    for place in range(1, min(len(words) - 1, 6)):
        before, verb, following = words[place - 1 : place + 2]
        if before in _OPENS_A_RELATIVE_CLAUSE:
            return False
        past = verb in DONE or verb in _WAS or (verb.endswith("ed") and len(verb) > 4 and verb not in DESCRIBES)
        if not past or before in DETERMINERS | BEFORE_AN_ARTICLE:
            continue
        of_time = place + 2 < len(words) and words[place + 2].removesuffix("s") in TIMES
        if following in {"such", *DETERMINERS} and not of_time:
            return True
        if is_finished(sentence) and words[0] in {"my", "our"} and following not in BEFORE_AN_ARTICLE:
            return True
    return False


def is_many(word: str) -> bool:
    """Whether the word names several: a plural, or people."""
    return word in MANY or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")))
