"""What can go wrong, in two families.

A `Problem` is a record about something in a person's own file: it is collected, and all of them are shown at once.
A `FollowupError` is a request that cannot be met: it is raised, caught in one place (`cli`), printed in one line
and turned into its exit code. Nothing else in the package prints an error or leaves the program.
"""

import re
from collections.abc import Sequence
from typing import ClassVar

from followup_mail.records import record

# Control characters, other line breaks, direction overrides, halves of surrogate pairs: they move the cursor, split
# the line, or cannot be printed. Most texts have none, which is told without this pattern.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def visible(text: str) -> str:
    r"""The text on one line, each character that nobody would see in Python's spelling: `\n`, `\x1b`."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, lambda found: found[0].encode("unicode_escape").decode(), text)


@record(frozen=True, slots=True, order=True)
class Problem:
    """Something in a file that cannot be read or contradicts itself.

    `file` is the path as a person would name it, `line` counts from 1 (None: the file as a whole), `field` is the key
    as the person wrote it (`met[2].email`; empty: no single field). `problem` says what is wrong, `remedy` what to do.
    """

    file: str
    line: int | None
    field: str
    problem: str
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, without the place."""
        return f"{self.problem}; {self.remedy}" if self.remedy else self.problem

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return visible(": ".join(part for part in (place, self.field, self.sentence) if part))


class FollowupError(Exception):
    """A request that cannot be met. The message is one sentence that also says what to do; where several things are
    wrong at once, there is one sentence for each."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = tuple(visible(sentence) for sentence in sentences if sentence)

    def __str__(self) -> str:
        return "; ".join(self.sentences)


class NotFoundError(FollowupError):
    """Nothing, or more than one thing, answers to the words given."""

    exit_code: ClassVar[int] = 2


class WordsError(FollowupError):
    """The words of the request itself are off: an option, a date, an address given on the command line."""

    exit_code: ClassVar[int] = 2


class NeedsALookError(FollowupError):
    """A person has to look first: problems in files, a blocking finding, a refusal to overwrite."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class TooEarlyError(FollowupError):
    """The message has its day, and that day has not come."""

    exit_code: ClassVar[int] = 4


class DeliveryError(FollowupError):
    """The draft is written, but it could not be handed over. The message names what serves instead."""

    exit_code: ClassVar[int] = 5
