"""The words in which people write times: months, weekdays, numbers, and one tidy spelling of whatever was typed.

Decides how a text is made comparable; what it means is left to the readers.
"""

import re
import unicodedata
from functools import cache

LONGEST = 500  # characters; what people say about a date is a sentence, not a page


class NotUnderstood(ValueError):
    """Words that name no time this program is sure of. The message is one line: what is wrong, what is understood."""


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:rs?(?:days?)?)?"
    r"|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\b\.?"
)
YEAR = r"(?:19|20|21)[0-9]{2}(?![0-9:])"
DAY_NUMBER = r"[0-9]{1,2}(?![0-9:])"
ORDINAL = r"(?:st|nd|rd|th)\b"

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_NUMBERS = {word: number for number, word in enumerate(_SMALL)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NUMBER_WORD = (
    r"\b(?:(twenty|thirty|forty|fifty)[- ](one|two|three|four|five|six|seven|eight|nine)"
    rf"|(?<!the )(?<!no )(?<!any )(?<!each )({'|'.join(_NUMBERS)}))\b"
)
_SAME_SIGN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u00b4`", "'")
    | dict.fromkeys('"\u201c\u201d\u00ab\u00bb§', " ")
    | {"\u00bd": ".5"}
)


def quoted(words: str) -> str:
    """The words as a message shows them: in quotation marks, on one line, not endlessly long."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return f"“{shown[:60]}…”" if len(shown) > 61 else f"“{shown}”"


def tidy(words: str) -> str:
    """One spelling for all: lower case, plain dashes and quotes, single blanks, numbers as digits, "p.m." as "pm".

    Raises NotUnderstood for an empty text and for one that is too long to be a time.
    """
    if len(words) > LONGEST:
        raise NotUnderstood(f"{quoted(words)} is too long for a time: write it in a few words, such as “by Friday”")
    text = unicodedata.normalize("NFKC", words.translate(_SAME_SIGN)).translate(_SAME_SIGN).casefold()
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", " ".join(text.split()))
    text = pattern(_NUMBER_WORD).sub(_as_digits, text)
    text = re.sub(r"\b([0-9]{1,3}) ?(?:and a half|\.5)\b", r"\1.5", text)
    text = re.sub(r"(?<![0-9]\.[0-9])(?<![0-9]\.[0-9]{2})[.,;:!? ]+$", "", text).strip(" ,;:!?")
    if not text:
        raise NotUnderstood("no time is given")
    return text


def _as_digits(match: re.Match[str]) -> str:
    tens, ones, plain = match.groups()
    return str(_NUMBERS[plain] if plain else _NUMBERS[tens] + _NUMBERS[ones])


def month_number(name: str) -> int:
    """1 to 12 for any spelling that MONTH matches."""
    return MONTHS.index(name[:3]) + 1


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for any spelling that WEEKDAY matches."""
    return WEEKDAYS.index(name[:3])


def ordinal_number(word: str) -> int:
    """1 to 5 for "first" and "1st"; 0 for "last" and "final", the other end."""
    return _ORDINALS.get(word) or (int(word[0]) if word[:1].isdigit() else 0)


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A compiled pattern, made when it is first needed: most runs read few dates and need few patterns."""
    return re.compile(source)
