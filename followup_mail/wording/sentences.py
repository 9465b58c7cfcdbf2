"""Where a sentence ends: knows abbreviations, initials and pages. What a sentence says is left to others."""

import re

_ABBREVIATIONS = frozenset(
    "dr prof mr mrs ms mx st rev hon jr sr e.g i.e etc vs no nos inc ltd co corp plc dept approx ca fig a.m p.m u.s "
    "u.k ph.d m.sc b.sc m.a b.a d.c".split()
)
_MAY_END_A_SENTENCE = frozenset("etc inc ltd co corp plc jr sr a.m p.m u.s u.k ph.d m.sc b.sc m.a b.a d.c".split())
_BREAK = re.compile(r"""(?<=[.!?…])["'”’)\]]*(?=\s)|\n\s*\n""")
_FINISHED = re.compile(r"""[.!?…]["'”’)\]]*$""")


def split(text: str) -> list[str]:
    """The sentences of a text, each without blanks around it. A paragraph ends a sentence too."""
    sentences, start = [], 0
    for found in _BREAK.finditer(text):
        if "\n" not in found.group() and not _ends_here(text[start : found.end()], text[found.end() :]):
            continue
        sentences.append(text[start : found.end()])
        start = found.end()
    sentences.append(text[start:])
    return [stripped for sentence in sentences if (stripped := sentence.strip())]


def is_finished(text: str) -> bool:
    """Whether the text ends as a sentence does; the dot of an abbreviation serves, as English writes it once."""
    return bool(_FINISHED.search(text))


def ends_in_abbreviation(text: str) -> bool:
    """Whether a final dot belongs to the last word ("alerts etc.", "Contoso Ltd.")."""
    if not text.endswith("."):
        return False
    last = re.split(r"\s", text)[-1].lstrip("([\"'“‘").removesuffix(".").lower()
    return last in _ABBREVIATIONS


def _ends_here(before: str, after: str) -> bool:
    if not before.rstrip("\"'”’)]").endswith("."):
        return True
    last = re.split(r"\s", before)[-1].lstrip("([\"'“‘").removesuffix(".").lower()
    following = after.lstrip()[:1]
    if last in _ABBREVIATIONS:
        return last in _MAY_END_A_SENTENCE and following.isupper()
    if len(last) == 1 and last.isalpha() and last != "i":
        return False  # an initial: "J. Smith"
    return not following.islower()
