"""How people are addressed and named: whole names as they are written, first names, titles, "Last, First".

Nobody's sex is guessed and no name is respelt. Whether a first name is right is the person's choice (`voice.greeting`).
"""

import re
from collections.abc import Sequence

from followup_mail.records import record

_TITLES = {
    "dr": "Dr", "doctor": "Dr", "prof": "Professor", "professor": "Professor", "mr": "Mr", "mrs": "Mrs", "ms": "Ms",
    "miss": "Miss", "mx": "Mx", "herr": "Herr", "frau": "Frau", "madame": "Madame", "monsieur": "Monsieur",
    "señor": "Señor", "señora": "Señora", "sister": "Sister", "schwester": "Schwester", "lord": "Lord", "lady": "Lady",
    "sir": "Sir", "dame": "Dame", "rev": "Rev",
}  # fmt: skip
_WITH_FIRST_NAME = frozenset({"Sir", "Dame", "Sister", "Schwester"})  # Sir Simon, never Sir Rattle
_AFTER_A_NAME = frozenset(
    "jr sr ii iii iv phd ph.d md m.d mba msc m.sc bsc b.sc ma m.a rn esq obe mbe cbe frcs mrcp frs dphil edd llm cpa "
    "pmp ceng kc qc".split()
)
_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le les el al bin ibn ben ter ten zu zur af av y st".split()
)
_GROUPS = frozenset(
    "team office committee unit department recruitment recruiting hiring hr panel services careers admissions".split()
)
_GREETS_ALREADY = re.compile(r"(dear|hello|good (morning|afternoon|evening))\b", re.IGNORECASE)


@record(frozen=True, slots=True)
class Name:
    """A name taken apart. `title` and `family` may be empty; `full` has neither title nor letters after the name."""

    title: str
    given: str
    family: str
    full: str

    @property
    def formal(self) -> str:
        """Say "Dr Ortiz" where a title is known, else "Dana Ortiz"."""
        if self.title in _WITH_FIRST_NAME and self.given:
            return f"{self.title} {self.given}"
        return f"{self.title} {self.family or self.full}" if self.title else self.full

    @property
    def friendly(self) -> str:
        """The first name; where only an initial or no first name is known, the formal name."""
        return self.given if self.given and not _is_initial(self.given) else self.formal


def take_apart(written: str) -> Name:
    """The parts of a name as a person writes it: "Dr Dana Ortiz, PhD", "Berg, Anna van der", "J. R. Lee", "Madonna".

    Of an office or a team ("Search Committee Office") there is the whole name alone.
    """
    head, *rest = (part.strip() for part in written.split(","))
    rest = [part for part in rest if part and not _comes_after(part)]
    words = f"{rest[0]} {head}".split() if rest else head.split()
    titles = []
    while len(words) > 1 and (title := _TITLES.get(words[0].rstrip(".").lower())):
        titles.append(title)
        words = words[1:]
    while len(words) > 1 and _comes_after(words[-1]):
        words = words[:-1]
    if len(words) > 1 and words[-1].lower() in _GROUPS:
        return Name("", "", "", " ".join(words))
    family_start = _family_start(words, len(head.split()) if rest else None)
    return Name(
        title=titles[0] if titles else "",
        given=words[0] if words and (family_start or not titles) else "",
        family=" ".join(words[family_start:]) if family_start or titles else "",
        full=" ".join(words),
    )


def salutation(name: str, greet_as: str | None, greeting: str) -> str:
    """Begin a letter, "Dear Dana": `greet_as` wins, else the first name or, by a `formal` greeting, "Dear Dr Ortiz"."""
    if greet_as:
        return greet_as if _GREETS_ALREADY.match(greet_as) else f"Dear {greet_as}"
    parts = take_apart(name)
    return f"Dear {parts.formal if greeting == 'formal' else parts.friendly}"


def in_text(name: str) -> str:
    """A name in a running sentence: "Dr Dana Ortiz", without letters after it and never "Last, First"."""
    parts = take_apart(name)
    return f"{parts.title} {parts.full}" if parts.title else parts.full


def listed(items: Sequence[str]) -> str:
    """Join as a sentence does: "Dana, Ben and Sam"."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def _comes_after(part: str) -> bool:
    return all(word.rstrip(".").lower() in _AFTER_A_NAME for word in part.split())


def _is_initial(word: str) -> bool:
    return bool(re.fullmatch(r"\w\.?(-?\w\.?)?", word)) and (word.endswith(".") or len(word) == 1) and word.isupper()


def _family_start(words: Sequence[str], family_words: int | None) -> int:
    """Where the family name begins: known from "Last, First", else at the first particle, else the last word."""
    if len(words) < 2:
        return 0
    if family_words is not None:
        start = max(len(words) - family_words, 1)
        while start > 1 and words[start - 1].islower() and words[start - 1] in _PARTICLES:
            start -= 1
        return start
    particle = (place for place, word in enumerate(words[1:-1], start=1) if word.lower() in _PARTICLES)
    return next(particle, len(words) - 1)
