"""Text as a stream of plain words, so that a phrase is found however it is spelt, quoted or wrapped.

Decides what counts as one word: lower case, contractions written out, hyphens opened, other punctuation dropped;
only the ends of sentences and paragraphs stay, as words of their own. What the words mean is left to others.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from followup_mail.records import record

PARAGRAPH = "¶"
SENTENCE_ENDS = frozenset({".", "!", "?"})
ENDS = SENTENCE_ENDS | {PARAGRAPH}

APOSTROPHES = "'’‘ʼ`´"
_ABBREVIATIONS = frozenset("dr mr mrs ms mx prof st no vs etc eg ie approx dept inc ltd jr sr hon rev".split())
_AFTER_APOSTROPHE = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_TAKES_IS = frozenset("it that there here what who how where when he she everything something this".split())
_PRONOUNS = frozenset("i you he she it we they nobody anybody anyone".split())
_WHOLE = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "cant": ("can", "not"),
    "won't": ("will", "not"),
    "wont": ("will", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youve": ("you", "have"),
    "youre": ("you", "are"),
    **{
        f"{verb}nt": (verb, "not")
        for verb in "do did does is are was were has have had could should would need must".split()
    },
}
_TOKEN = re.compile(
    r"(?P<address>https?://[^\s<>]*[^\s<>.,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<word>e-?mails?\b|[£$€#]?\w+(?:[.,]\d+)*(?:\.\w+)*(?:[{APOSTROPHES}]\w+)*%?)"
    r"|(?P<paragraph>\n[ \t]*\n)"
    r"|(?P<end>[.!?…]+)",
    re.IGNORECASE,
)


_FILLERS = frozenset(
    "honestly really truly simply frankly actually literally seriously certainly definitely absolutely totally"
    " completely entirely perhaps maybe probably possibly obviously clearly genuinely sincerely personally".split()
)


@record(frozen=True, slots=True)
class Stream:
    """The plain words of a text, joined by single blanks, with the way back to where each stood.

    `starts` and `ends` are offsets into the text, one a word; `offsets` are those of the words in `joined`.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    joined: str
    offsets: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The part of the text that `joined[first:last]` came from, as offsets into the text."""
        low = bisect_right(self.offsets, first) - 1
        high = bisect_left(self.offsets, last) - 1
        while high > low and self.words[high] == PARAGRAPH:
            high -= 1
        return self.starts[max(low, 0)], self.ends[max(high, low, 0)]

    def words_between(self, start: int, end: int) -> tuple[str, ...]:
        """The words that stand between two offsets of the text, ends of sentences left out."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(word for word in self.words[low:high] if word not in ENDS)


def plain(word: str) -> tuple[str, ...]:
    """One written word as the plain words it stands for: "Haven’t" is have and not, "I’ll" is i and will."""
    lowered = word.casefold().translate(_TO_PLAIN_APOSTROPHE)
    if lowered in _WHOLE:
        return _WHOLE[lowered]
    if lowered.startswith("e-mail"):
        return (lowered.replace("-", ""),)
    stem, apostrophe, ending = lowered.partition("'")
    if not apostrophe:
        return (lowered,)
    if ending == "t" and stem.endswith("n"):
        return stem[:-1], "not"
    if ending in _AFTER_APOSTROPHE:
        return stem, _AFTER_APOSTROPHE[ending]
    if ending == "s" and stem in _TAKES_IS:
        return stem, "is"
    return (stem,) if ending == "s" else (lowered,)


_TO_PLAIN_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def stream(text: str) -> Stream:
    """The words of a text. The stream begins and ends with the mark of a paragraph."""
    words, starts, ends = [PARAGRAPH], [0], [0]

    def put(word: str, start: int, end: int) -> None:
        words.append(word)
        starts.append(start)
        ends.append(end)

    for token in _TOKEN.finditer(text):
        start, end = token.span()
        if token["paragraph"]:
            put(PARAGRAPH, start, start)
        elif token["end"]:
            if not _inside_a_sentence(text, token.start(), token["end"], words[-1]):
                put(_end_mark(token["end"]), start, end)
        elif token["address"]:
            put("url", start, end)
        else:
            written = plain(token["word"])
            if (
                words[-1] == "not"
                and written[0] in _PRONOUNS
                and "'" in text[starts[-1] : ends[-1]].translate(_TO_PLAIN_APOSTROPHE)
            ):
                words.pop(), starts.pop(), ends.pop()  # "haven't you" asks what "have you not" asks
                written = (*written, "not")
            for word in written:
                put(word, start, end)
    put(PARAGRAPH, len(text), len(text))
    return _joined(words, starts, ends)


def without_fillers(text: Stream) -> Stream:
    """The same words without the small adverbs that slip in anywhere: "I honestly cannot wait" is "I cannot wait"."""
    kept = [place for place, word in enumerate(text.words) if word not in _FILLERS]
    if len(kept) == len(text.words):
        return text
    words = [text.words[place] for place in kept]
    return _joined(words, [text.starts[place] for place in kept], [text.ends[place] for place in kept])


def _joined(words: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> Stream:
    offsets, position = [], 0
    for word in words:
        offsets.append(position)
        position += len(word) + 1
    return Stream(tuple(words), tuple(starts), tuple(ends), " ".join(words) + " ", tuple(offsets))


def _end_mark(written: str) -> str:
    return next((mark for mark in "?!" if mark in written), ".")


def _inside_a_sentence(text: str, at: int, written: str, before: str) -> bool:
    """Whether a stop ends an abbreviation or an initial and not the sentence."""
    if written != ".":
        return False
    following = text[at + 1 :].split(maxsplit=1)[:1]
    initial = len(before) == 1 and before.isalpha() and following and following[0].casefold() not in _FUNCTION_WORDS
    return text[at - 1 : at].isalnum() and (before in _ABBREVIATIONS or bool(initial))


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """All plain words of a text, in order, without the ends of sentences."""
    return tuple(word for word in stream(text).words if word not in ENDS)


_FUNCTION_WORDS = frozenset(
    """a about above after again all also although am an and any are as at be because been before being below between
    both but by can could did do does doing done down during each either else even ever every few for from further get
    gets getting got had has have having he her here hers him his how however i if in into is it its itself just least
    less like made make makes many may me might mine more most much must my myself near no nor not now of off on once
    one ones only onto or other others our ours out over own per quite rather re s same shall she should since so some
    still such than that the their theirs them themselves then there these they this those though through to too under
    until up upon us very was we well were what when where whether which while who whole whom whose why will with within
    without would yet you your yours yourself thank thanks hello dear""".split()
)


def is_content(word: str) -> bool:
    """Whether a plain word carries meaning of its own (is no article, pronoun, preposition, auxiliary …)."""
    return word not in _FUNCTION_WORDS and any(letter.isalnum() for letter in word)


_SUFFIXES = (
    ("isations", "ise"), ("izations", "ise"), ("isation", "ise"), ("ization", "ise"), ("izing", "ise"), ("ized", "ise"),
    ("izes", "ise"), ("ize", "ise"), ("ies", "y"), ("ied", "y"), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""),
    ("edly", ""), ("ed", ""), ("ers", ""), ("er", ""), ("ions", ""), ("ion", ""), ("es", ""), ("s", ""), ("ly", ""),
    ("e", ""),
)  # fmt: skip
_SHORTEST_STEM = 3
_TOGETHER = 2
NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand half quarter"
    " third past dozen first second".split()
)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A rough root, so that "moving", "moves" and "move" count as one word when two texts are compared."""
    for _ in range(2):
        for suffix, instead in _SUFFIXES:
            root = word.removesuffix(suffix)
            if root != word and len(root) >= _SHORTEST_STEM:
                word = (root + instead).removesuffix("e")
                break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


def content_stems(words: Iterable[str]) -> frozenset[str]:
    """The roots of those words that carry meaning."""
    return frozenset(stem(word) for word in words if is_content(word))


def content_pairs(words: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """Each two words of meaning that stand together, as roots, with the one small word between them or "": "licence
    files", "click and collect"."""
    places = [place for place, word in enumerate(words) if is_content(word) and word not in NUMBERS]
    return frozenset(
        (stem(words[one]), " ".join(words[one + 1 : two]), stem(words[two]))
        for one, two in pairwise(places)
        if two - one <= _TOGETHER
    )


def likeness_of_letters(one: str, other: str) -> float:
    """How much two words have in common, from 0 to 1, their case aside: for names that somebody half remembers."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def trigram_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two texts share, from 0 to 1: word triples in common over all word triples (timing.md 2.1, panel)."""
    first, second = _trigrams(one), _trigrams(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _trigrams(words: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two different words lie one slip of the finger apart: a letter more, less, other, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    same = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return shorter[same:] == longer[same + 1 :]
    swapped = shorter[same + 1 : same + 2] + shorter[same : same + 1]
    return shorter[same + 1 :] == longer[same + 1 :] or (
        longer[same : same + 2] == swapped and shorter[same + 2 :] == longer[same + 2 :]
    )
