"""British words as Americans write them, for those who set `voice: spelling` (or dates) so.

Only what the template says is respelt: what the person typed stays as it is.
"""

import re

from followup_mail.wording.marking import CLOSE, OPEN

_WORDS = {
    "favour": "favor", "honour": "honor", "colour": "color", "labour": "labor", "behaviour": "behavior",
    "neighbour": "neighbor", "endeavour": "endeavor", "humour": "humor", "organis": "organiz", "realis": "realiz",
    "recognis": "recogniz", "apologis": "apologiz", "summaris": "summariz", "specialis": "specializ",
    "emphasis": "emphasiz", "prioritis": "prioritiz", "analys": "analyz", "programme": "program", "centre": "center",
    "theatre": "theater", "fulfil": "fulfill", "enrol": "enroll", "travelling": "traveling", "travelled": "traveled",
    "cancelled": "canceled", "cancelling": "canceling", "modelling": "modeling", "labelled": "labeled",
    "judgement": "judgment", "whilst": "while", "learnt": "learned", "practis": "practic", "licence": "license",
    "defence": "defense", "offence": "offense", "catalogue": "catalog", "cheque": "check", "grey": "gray",
}  # fmt: skip
_NOT_RESPELT = "emphasis\\b|fulfill|enroll|analysis|analyst|programmer|programmed|programming"
_BRITISH = re.compile(rf"\b(?!{_NOT_RESPELT})({'|'.join(_WORDS)})", re.IGNORECASE)
_TITLE = re.compile(r"\b(Dr|Mr|Mrs|Ms|Mx|Rev)(?= )")


def respelt(marked: str) -> str:
    """A marked text with American spelling outside of its facts."""
    made, depth = [], 0
    for piece in re.split(f"({OPEN}.|{CLOSE})", marked, flags=re.DOTALL):
        if piece.startswith(OPEN):
            depth += 1
        elif piece == CLOSE:
            depth -= 1
        made.append(piece if depth or piece.startswith((OPEN, CLOSE)) else _BRITISH.sub(_american, piece))
    return "".join(made)


def with_full_stops(titled: str) -> str:
    """A name with its title as Americans write it: "Dear Dr. Ortiz"."""
    return _TITLE.sub(r"\1.", titled)


def _american(found: re.Match[str]) -> str:
    word = _WORDS[found[0].lower()]
    return word.capitalize() if found[0][0].isupper() else word
