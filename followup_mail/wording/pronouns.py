"""Turns what was noted towards its reader: "they plan" becomes "you plan", for somebody else "you plan" "they plan".

Only a pronoun that comes before any name or thing it could stand for is turned; others may be patients or pupils.
"""

import re

from followup_mail.wording.shapes import is_many

_OTHERS = (
    (re.compile(r"\b(with|to|for|from|of|by|about|at|on|beside|behind|between|and) you\b", re.IGNORECASE), r"\1 them"),
    (re.compile(r"\byour\b"), "their"),
    (re.compile(r"\bYour\b"), "Their"),
    (re.compile(r"\byours\b", re.IGNORECASE), "theirs"),
    (re.compile(r"\byourself\b|\byourselves\b", re.IGNORECASE), "themselves"),
    (re.compile(r"\byou\b"), "they"),
    (re.compile(r"\bYou\b"), "They"),
)
_OPENING = (
    r"^((?:(?:we|i) (?:also )?(?:talked|spoke|heard) )?(?:about )?(?:(?:how|why|that|what|where|when|because) )?)"
)
_THEY = re.compile(rf"{_OPENING}(they|their)\b", re.IGNORECASE)
_SHE = re.compile(rf"{_OPENING}(?:(?:she|he)(?:['’](?P<short>s)| (?P<verb>[a-z]+))|(?P<her>her|his))\b", re.IGNORECASE)
# Behind "she told me …" or "I asked …": "… that she misses", "… and she was honest", "… her first shift".
_ASKED = re.compile(r"^(?:i|we) (?:also )?(?:asked|talked|spoke|heard|discussed)\b", re.IGNORECASE)
_SHE_AGAIN = re.compile(
    r"\b(and|but|said|me|explained|mentioned|that|how|why|what|where|when|because) (she|he)(?:['’](s)| ([a-z]+))\b"
)
_LATER = re.compile(r"\b(they|their|them|themselves)\b", re.IGNORECASE)
_YOU = {"they": "you", "their": "your", "them": "you", "themselves": "yourselves"}
_WITH_YOU = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}


def told_to_others(typed: str) -> str:
    """What was written to the person met, as one says it to somebody else: "your plan" becomes "their plan"."""
    for pattern, word in _OTHERS:
        typed = pattern.sub(word, typed)
    return typed


def told_to_them(typed: str) -> str:
    """What was noted about the employer, as one says it to somebody who works there."""
    text = typed.strip()
    found = _THEY.match(text)
    if found is None:
        return typed
    made, position = [found[1], _turned(found[2])], found.end()
    for later in _LATER.finditer(text, position):
        between = text[position : later.start()]
        if any(is_many(word.strip(",.;").lower()) for word in between.split()):
            break
        made += [between, _turned(later[0])]
        position = later.end()
    return "".join(made) + text[position:]


def told_to_one(typed: str, name: str = "") -> str:
    """What was noted about the one person met, as one says it to them: "she wants a garden" is "you want a garden".

    `name` is the person's own: they are not told what "Ann" said.
    """
    text = _without_name(typed.strip(), name)
    found = _SHE.match(text)
    if found is None:
        told = told_to_them(text)
        return _turned_again(told, 0, "her his") if _ASKED.match(text) else told
    capital = text[found.end(1)].isupper()
    if found["her"]:
        made = "Your" if capital else "your"
        return f"{found[1]}{made}{text[found.end() :]}"
    made = f"{'You' if capital else 'you'} {_with_you('is' if found['short'] else found['verb'])}"
    hers = "her his" if name and text != typed.strip() else {"s": "her", "h": "his"}[text[found.end(1)].lower()]
    return _turned_again(f"{found[1]}{made}{text[found.end() :]}", len(found[1]) + len("you"), hers)


def _without_name(text: str, name: str) -> str:
    """The words with "she" for the name that opens them; "her" for "Ann's"."""
    words = name.split()
    for own in (name, *words[:1], *words[-1:]):
        rest = text.removeprefix(own)
        if own and rest != text and re.match(r"['’]s? [a-z]| [a-z]", rest):
            return f"She{rest}" if rest.startswith(" ") else f"Her{rest[rest.index(' ') :]}"
    return text


def _turned_again(text: str, start: int, hers: str) -> str:
    """The text with each later "she" and "her" of the same person turned too."""

    def you(found: re.Match[str]) -> str:
        return f"{found[1]} you {_with_you('is' if found[3] else found[4])}"

    later = _SHE_AGAIN.sub(you, text[start:])
    return text[:start] + re.sub(rf"\b(?:{'|'.join(hers.split())}) (?=[a-z])", "your ", later)


def _turned(word: str) -> str:
    turned = _YOU[word.lower()]
    return turned.capitalize() if word[0].isupper() else turned


def _with_you(verb: str) -> str:
    if verb in _WITH_YOU or not verb.endswith("s") or verb.endswith("ss"):
        return _WITH_YOU.get(verb, verb)
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("shes", "ches", "sses", "xes")) else verb[:-1]
