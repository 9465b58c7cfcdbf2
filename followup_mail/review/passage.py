"""A letter taken apart: greeting, prose, closing and signature, its sentences, and the line of each word.

Decides where the prose begins and ends, for counting and for looking; judges nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from followup_mail.review.words import ENDS, SENTENCE_ENDS, Stream, stream

_GREETING = re.compile(
    r"(?:dear|hello|hi|hey|hiya|heya|howdy|yo|sup|hallo|greetings|to whom|good (?:morning|afternoon|evening|day))\b"
    r"[^\n]*",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMx)(?<!\bMrs)(?<!\bProf)[,:;!.](?=\s)")
_SHORT_GREETING_WORDS = 6
_BARE_GREETING = re.compile(r"[^\n.!?]{1,60}[,:]\s*$")
_CLOSING = re.compile(
    r"""(?:with\ )?(?:my\ |very\ )?
        (?:best|kind|kindest|warm|warmest|many|sincere|yours|all\ the\ best|regards|respectfully|sincerely|cordially
        |cheers|gratefully|thanks|thank\ you|thx|xo+|love|hugs|take\ care|see\ ya|ciao|warmly|looking\ forward|gratitude
        |appreciation)\b[^\n.?]{0,40}[.!]?$""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING_WORDS, _BARE_CLOSING_WORDS = 7, 4
_ENDS_BEFORE_A_CLOSING = frozenset(".!?,:)")
_SIGNATURE_LINES, _SIGNATURE_WORDS = 10, 10
_QUOTED = re.compile(
    r"^(?:>.*|-{3,} ?Original Message.*|_{10,}\s*|On [^\n]{6,160}\bwrote:\s*|(?:From|Von|De): [^\n]+@[^\n]+)$",
    re.MULTILINE | re.IGNORECASE,
)
_SAID = re.compile(r"“[^”\n]{1,400}”|(?<![\w])\"[^\"\n]{1,400}\"(?!\w)|«[^»\n]{1,400}»|(?<!\w)‘[^’\n]{3,300}’(?!\w)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the prose: its place in the body, its mark at the end ("" if there is none), its words."""

    start: int
    end: int
    mark: str
    words: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The body of a letter with its parts as offsets; a part that is missing is empty.

    The prose runs from after the greeting to before the closing; earlier mails quoted below belong to no part.
    """

    body: str
    greeting: tuple[int, int]
    prose: tuple[int, int]
    closing: tuple[int, int]
    words: Stream
    sentences: tuple[Sentence, ...]
    said_by_others: tuple[tuple[int, int], ...]
    line_starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The line of the body, counted from 1, on which an offset lies."""
        return bisect_right(self.line_starts, offset)

    def text_of(self, part: tuple[int, int]) -> str:
        return self.body[part[0] : part[1]]

    def words_of(self, part: tuple[int, int]) -> tuple[str, ...]:
        return self.words.words_between(*part)

    def where(self, offset: int) -> str:
        """The part an offset lies in: greeting, body, closing, or "" (quoted below)."""
        parts = (("greeting", self.greeting), ("body", self.prose), ("closing", self.closing))
        return next((name for name, (start, end) in parts if start <= offset < end), "")

    def sentence_at(self, offset: int) -> Sentence | None:
        return next((each for each in self.sentences if each.start <= offset < each.end), None)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a part stands inside quotation marks: somebody's own words."""
        return any(first < start and end < last for first, last in self.said_by_others)


def written_words(text: str) -> int:
    """How many words a reader counts: what stands between blanks and holds a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def passage(body: str, *, closing: str = "", signature: str | None = None) -> Passage:
    """Takes a body apart. `closing` and `signature` are the person's own, known ones are recognised anyway."""
    end = _end_of_own_words(body)
    greeting = _greeting(body[:end])
    closing_part = _closing(body[:end], greeting[1], closing, signature)
    prose = (greeting[1], closing_part[0])
    words = stream(body)
    return Passage(
        body=body,
        greeting=greeting,
        prose=prose,
        closing=closing_part,
        words=words,
        sentences=tuple(_sentences(body, words, prose)),
        said_by_others=tuple(match.span() for match in _SAID.finditer(body)),
        line_starts=(0, *(match.end() for match in re.finditer("\n", body))),
    )


def _end_of_own_words(body: str) -> int:
    """Where the quoted earlier mails begin. A quotation at the very top is left to the reader of the whole."""
    quoted = _QUOTED.search(body)
    return quoted.start() if quoted and body[: quoted.start()].strip() else len(body)


def _greeting(body: str) -> tuple[int, int]:
    start = len(body) - len(body.lstrip())
    line = body[start:].partition("\n")[0]
    if _GREETING.match(line):
        comma = _AFTER_NAME.search(line)
        length = comma.end() if comma and len(line[comma.end() :].split()) > 2 else len(line)
        return start, start + length
    if _BARE_GREETING.match(line) and len(line.split()) <= _SHORT_GREETING_WORDS:
        return start, start + len(line)
    return start, start


def _closing(body: str, after: int, own: str, signature: str | None) -> tuple[int, int]:
    found = len(body)
    if signature and signature.strip() and signature.strip() in body[after:]:
        found = after + body[after:].rindex(signature.strip())
    position = after
    for line in body[after:].splitlines(keepends=True):
        text = line.strip()
        if text == "--" or (own and text.rstrip(",.").casefold() == own.rstrip(",.").casefold()):
            return min(position, found), len(body)
        short = len(text.split()) <= (_CLOSING_WORDS if text.endswith(",") else _BARE_CLOSING_WORDS)
        begins = body[:position].rstrip()[-1:] in _ENDS_BEFORE_A_CLOSING or body[:position].endswith("\n\n")
        if short and begins and _CLOSING.match(text) and _little_follows(body, position + len(line)):
            found = min(found, position)
        position += len(line)
    return found, len(body)


def _little_follows(body: str, position: int) -> bool:
    """Whether what follows a line can be a signature: a few short lines, no further paragraph of prose."""
    lines = [line.strip() for line in body[position:].splitlines() if line.strip()]
    return len(lines) <= _SIGNATURE_LINES and all(len(line.split()) <= _SIGNATURE_WORDS for line in lines)


def _sentences(body: str, words: Stream, prose: tuple[int, int]) -> Iterator[Sentence]:
    start, gathered = prose[0], list[str]()
    for word, first, last in zip(words.words, words.starts, words.ends, strict=True):
        if first < prose[0]:
            continue
        if first >= prose[1]:
            break
        if word not in ENDS:
            gathered.append(word)
            continue
        if gathered:
            yield Sentence(
                start, last, word if word in SENTENCE_ENDS else "", tuple(gathered), body[start:last].strip()
            )
        start, gathered = last, []
    if gathered:
        yield Sentence(start, prose[1], "", tuple(gathered), body[start : prose[1]].strip())
