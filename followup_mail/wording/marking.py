"""Facts that remember where they come from, through a template and out again.

While a letter is rendered every fact stands between two control characters that no fact may hold, with one character
in between that tells which note it is. When the letter is done they are taken out, and what they told is its sources.
"""

import re
from collections.abc import Iterable

from followup_mail.model import Source
from followup_mail.wording.sentences import split

OPEN, CLOSE = "\x0e", "\x0f"
PRIVATE = 0xE000  # the first character of Unicode's private use; only behind OPEN does it mean anything here
_MARK = re.compile(rf"{OPEN}(.)|{CLOSE}", re.DOTALL)
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Fact(str):
    """A value with the note it was read from (`r1.met[0].we_talked_about`). `str()` of it carries the marks."""

    __slots__ = ("field", "number")
    field: str
    number: int

    def __str__(self) -> str:
        return f"{OPEN}{chr(PRIVATE + self.number)}{str.__str__(self)}{CLOSE}"

    @property
    def bare(self) -> str:
        """The words without marks."""
        return str.__str__(self)

    def with_words(self, words: str) -> "Fact":
        """Other words that rest on the same note."""
        return self._made(words)

    def _made(self, words: str) -> "Fact":
        fact = type(self)(words)
        fact.field, fact.number = self.field, self.number
        return fact


class Prose(Fact):
    """A fact that finishes a sentence: `say` fits it to the words around it."""

    __slots__ = ()


class Ledger:
    """Numbers the notes of one letter and reads the marks back."""

    def __init__(self) -> None:
        self._fields: list[str] = []

    def fact(self, words: str, field: str, kind: type[Fact] = Fact) -> Fact:
        """The words as a fact of the note `field`."""
        if field not in self._fields:
            self._fields.append(field)
        fact = kind(words)
        fact.field, fact.number = field, self._fields.index(field)
        return fact

    def sources(self, marked: str) -> tuple[Source, ...]:
        """Each sentence of a marked text with the notes that are printed in it."""
        text, spans = self._unmark(marked)
        return tuple(
            Source(" ".join(sentence.split()), tuple(self._resting_on(start, start + len(sentence), spans)))
            for start, sentence in _placed(text)
        )

    def _unmark(self, marked: str) -> tuple[str, list[tuple[int, int, str]]]:
        plain: list[str] = []
        spans: list[tuple[int, int, str]] = []
        opened: list[tuple[int, str]] = []
        length = position = 0
        for mark in _MARK.finditer(marked):
            plain.append(marked[position : mark.start()])
            length += mark.start() - position
            position = mark.end()
            if mark[1] is not None:
                opened.append((length, self._fields[ord(mark[1]) - PRIVATE]))
            elif opened:
                start, field = opened.pop()
                spans.append((start, length, field))
        plain.append(marked[position:])
        return "".join(plain), spans

    @staticmethod
    def _resting_on(start: int, end: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
        within = sorted((first, field) for first, last, field in spans if first < end and last > start)
        return list(dict.fromkeys(field for _, field in within))


def without_marks(text: str) -> str:
    """The text as it will be read."""
    return _MARK.sub("", text)


def _placed(text: str) -> Iterable[tuple[int, str]]:
    position = 0
    for sentence in split(text):
        position = text.index(sentence, position)
        yield position, sentence
        position += len(sentence)
