"""Noise: emoticons, rows of exclamation marks, words in capitals (timing.md 2.6, 54 and 65)."""

import re
from collections.abc import Iterator

from followup_mail.model import Letter
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage
from followup_mail.review.record import Record

_SHOUTED_LETTERS = 6
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\u2764\ufe0f\u263a]"
    r"|(?<![\w:/])(?:[:;=][-'o^]?[)(\]\[DPpOo/\\|*3]|8[-^][)D])(?![\w/])|(?<!\w)<3(?!\w)"
    r"|(?<!\w)[xX]D(?!\w)|\^_?\^|(?<!\w)\(:(?!\w)"
)
_MARKS = re.compile(r"!+|\?{2,}|\?!|!\?")
_WORD = re.compile(r"[^\W\d_]{2,}\d*")
_RUN = re.compile(r"\b[A-Z]+(?:[ ',’]+[A-Z]+\b){2,}")
_LOUD_COMPANY = re.compile(
    r"\b(?:I|AM|THE|VERY|NOT|TO|YOU|PLEASE|SO|THIS|IS|ARE|FOR|HAVE|NEED|NOW|ME|MY|REALLY|WANT|STILL|WAITING)\b"
)


def noise(letter: Letter, passage: Passage, record: Record | None) -> Iterator[Noticed]:
    """Pictures anywhere, shouting in the body (a subject that shouts is looked at with the subject)."""
    for text, in_body in ((letter.subject, False), (passage.body[: passage.closing[1]], True)):
        for smile in _EMOJI.finditer(text):
            yield Noticed("emoji", smile[0], smile.start() if in_body else None)
    body = passage.body[: passage.closing[0]]
    marks = [match for match in _MARKS.finditer(body) if not passage.is_quoted(*match.span())]
    if sum(len(match[0]) for match in marks) > 1:
        yield Noticed("54", marks[-1][0], marks[-1].start())
    for run in _RUN.finditer(body):
        if _LOUD_COMPANY.search(run[0]) and sum(sign.isupper() for sign in run[0]) >= _SHOUTED_LETTERS:
            yield Noticed("54", run[0], run.start())
    for word in _WORD.finditer(body):
        if is_shouted(word[0], record):
            yield Noticed("54", word[0], word.start())


def is_shouted(word: str, record: Record | None) -> bool:
    """Whether a word of six capitals or more is no word of the record."""
    return (
        len(word) >= _SHOUTED_LETTERS and word.isupper() and (record is None or word.casefold() not in record.own_words)
    )
