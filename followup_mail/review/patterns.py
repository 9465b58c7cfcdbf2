"""The small language in which templates/phrases.yaml says what to look for, and how it is searched.

Decides how a pattern such as `(why|how come) have you not …` is read; knows no phrase and gives no advice.

    words              match whatever their case, apostrophes, hyphens, line breaks and the punctuation between;
                       a contraction and its long form are the same ("haven't", "have not")
    (one|other thing)  either; a part may have several words
    [word|two words]   may be there or not
    …                  up to four words of the same sentence (three dots will do)
    desperat*          any ending: desperate, desperately
    #                  a number, in digits or as a word (one to twelve, twenty, dozens of, a few …)
    <people>           any one of a list that stands under `words:`
    ^                  a sentence begins here
    . ? !              the sentence ends here in just this way; $ ends it in any way

A match never reaches over the end of a sentence, and gaps are short and few, so no text makes the search slow.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache

from followup_mail.records import record
from followup_mail.review.words import APOSTROPHES, Stream, plain

_GAP = r"(?:(?![.?!¶] )[^ ]+ ){0,4}?"
_NUMBER = (
    r"(?:\d[\d.,]*(?:st|nd|rd|th|k)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|sixty|seventy|eighty|ninety|several|dozens of|a dozen|a hundred|hundreds of|a couple of|a few) "
)
Lists = Mapping[str, tuple[str, ...]]
_NO_LISTS: Lists = {}
_MOST_GAPS = 3
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_BRANCHES = frozenset("(|")
_ENDS_A_BRANCH = frozenset("|)]")
_SIGNS = {
    "…": _GAP,
    "^": r"(?<=[.?!¶] )",
    "$": r"[.?!¶] ",
    "#": _NUMBER,
    ".": r"\. ",
    "?": r"\? ",
    "!": r"! ",
}
_LIST = re.compile(r"<([\w-]+)>")
_PIECE = re.compile(rf"<[\w-]+>|[()\[\]|^#.?!…]|(?:[£$€](?=[\w*]))?[\w&%{APOSTROPHES}]+\*?|[£$€]\*|\$")
_STRANGE = re.compile(rf"[^\s()\[\]|^#.?!…£$€\w&%*{APOSTROPHES}-]|(?<![\w£$€])\*|\*\w")


class PatternError(ValueError):
    """A pattern that cannot be read. The message is one line: what is wrong and what would do."""


@record(frozen=True, slots=True)
class Pattern:
    """One pattern. `needs` are beginnings of words in the stream, of each group one: what no match can lack.

    It is compiled when a text first holds them, so that a letter without fault costs next to nothing. `lists` are the
    words of the lists that it names.
    """

    written: str
    needs: tuple[Sequence[str], ...]
    lists: Lists = field(default_factory=dict, compare=False, repr=False)
    _compiled: list[re.Pattern[str]] = field(default_factory=list, compare=False, repr=False)

    def found_in(self, text: Stream) -> Iterator[tuple[int, int]]:
        """Where the pattern stands, as offsets into the text itself. Raises PatternError where it cannot be read."""
        joined = text.joined
        for group in self.needs:
            for beginning in group:
                if beginning in joined:
                    break
            else:
                return
        if not self._compiled:
            self._compiled.append(re.compile(_expression(written_out(self.written, self.lists))))
        for match in self._compiled[0].finditer(joined):
            if match.end() > match.start():
                yield text.span(match.start(), match.end())


def written_out(written: str, lists: Lists) -> str:
    """A pattern with every list that it names put in as a choice. Raises PatternError for a list that is unknown."""

    def choice(named: re.Match[str]) -> str:
        if named[1] not in lists:
            raise PatternError(f"there is no list “{named[1]}”; use {', '.join(lists) or 'words of its own'}")
        return f"({'|'.join(lists[named[1]])})"

    return _LIST.sub(choice, written) if "<" in written else written


def read_pattern(written: str, lists: Lists = _NO_LISTS) -> Pattern:
    """A pattern, its brackets and lists not yet looked at (`check_pattern` does)."""
    return Pattern(written, tuple(_needs(_PIECE.findall(_tidy(written)), lists)), lists)


def check_pattern(written: str, lists: Lists = _NO_LISTS) -> None:
    """Raises PatternError for a pattern that cannot be read or would be found everywhere."""
    _expression(written_out(written, lists))
    if not read_pattern(written, lists).needs:
        raise PatternError(f"“{written}” would be found everywhere; name at least one word outside of [ ]")


def _tidy(written: str) -> str:
    return written.replace("e-mail", "email").replace("...", "…")


def _needs(pieces: Sequence[str], lists: Lists) -> Iterator[Sequence[str]]:
    """The words outside of brackets, and of each choice the first words of its branches where all have one."""
    depth, branches, branch_begins = 0, list[str](), False
    usable = False  # whether every branch of the choice so far begins with a word
    for piece in pieces:
        if piece in _OPENING:
            depth += 1
            if depth == 1:
                branches, usable = [], piece == "("
            elif branch_begins:
                usable = False
        elif piece in _CLOSING:
            depth -= 1
            if depth == 0 and usable and branches:
                yield branches
        elif depth == 0 and piece not in _SIGNS:
            yield _beginnings(piece, lists)
        elif branch_begins and piece in _SIGNS:
            usable = False
        elif branch_begins and piece != "|":
            branches += _beginnings(piece, lists)
        branch_begins = depth == 1 and piece in _BRANCHES


def _beginnings(piece: str, lists: Lists) -> tuple[str, ...]:
    words = lists.get(piece[1:-1]) if piece[0] == "<" else None
    return (_beginning(piece),) if words is None else _beginnings_of_list(words)


@cache
def _beginnings_of_list(words: tuple[str, ...]) -> tuple[str, ...]:
    """What no match of the list can lack; of words that begin with a choice, each of its branches."""
    return tuple(
        {beginning for word in words for group in [*_needs(_PIECE.findall(_tidy(word)), {})][:1] for beginning in group}
    )


@cache
def _beginning(piece: str) -> str:
    """What stands in a stream where a written word matches: the word between blanks, or how it begins."""
    return f" {piece[:-1].casefold()}" if piece.endswith("*") else f" {' '.join(plain(piece))} "


def _expression(written: str) -> str:
    text = _tidy(written)
    if _STRANGE.search(text):
        raise PatternError(f"“{written}” holds a sign that patterns do not have; see the top of templates/phrases.yaml")
    reader = _Reader(written, _PIECE.findall(text))
    expression = reader.sequence()
    if reader.rest:
        raise PatternError(f"“{written}” has a “{reader.rest[-1]}” with nothing that opens it; take it out")
    if reader.gaps > _MOST_GAPS:
        raise PatternError(f"“{written}” has more than {_MOST_GAPS} gaps; make two patterns of it")
    return r"(?<= )" + expression


class _Reader:
    """Reads the pieces of a pattern from left to right into a regular expression."""

    def __init__(self, written: str, pieces: list[str]) -> None:
        self.written, self.rest, self.gaps = written, pieces[::-1], 0

    def sequence(self) -> str:
        parts = []
        while self.rest and self.rest[-1] not in _ENDS_A_BRANCH:
            piece = self.rest.pop()
            self.gaps += piece == "…"
            parts.append(self._choice(piece) if piece in _OPENING else _word(piece))
        return "".join(parts)

    def _choice(self, opening: str) -> str:
        branches = [self.sequence()]
        while self.rest and self.rest[-1] == "|":
            self.rest.pop()
            branches.append(self.sequence())
        closing = ")" if opening == "(" else "]"
        if not self.rest or self.rest.pop() != closing:
            raise PatternError(f"“{self.written}” lacks a “{closing}”; put it in")
        if not all(branches):
            raise PatternError(f"“{self.written}” has an empty choice; [ ] holds what may be missing")
        return f"(?:{'|'.join(branches)})" + ("" if opening == "(" else "?")


@cache
def _word(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.endswith("*"):
        return re.escape(piece[:-1].casefold()) + "[^ ]* "
    return "".join(re.escape(word) + " " for word in plain(piece))
