"""The day in a text of any shape: a written date, a weekday, "today", "three days ago".

Decides which day is meant, seen from `today`; what else stands in the text is given back to be read by others.
"""

from datetime import date, timedelta
from typing import Literal

from followup_mail.moments.calendar_dates import find_date
from followup_mail.moments.words import WEEKDAY, NotUnderstood, pattern, quoted, weekday_number
from followup_mail.records import record

Look = Literal["back", "ahead", "near"]  # near: to both sides, the closer one

_RELATIVE = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "day after tomorrow": 2,
    "tomorrow": 1,
}
_HALVES = {"morning": "am", "afternoon": "pm", "evening": "pm", "tonight": "pm"}
_UNITS = {"day": 1, "week": 7, "fortnight": 14}


@record(frozen=True, slots=True)
class FoundDay:
    """A day and what is left of the text. `half` is "am" or "pm" where a part of the day was named with it."""

    day: date
    rest: str
    half: str = ""


def find_day(text: str, *, today: date | None, look: Look) -> FoundDay | None:
    """The first day that a tidy text names, None if it names none.

    Raises NotUnderstood for a day that does not exist, for a weekday that contradicts its date, and where the words
    count from today and `today` is not known.
    """
    found = (
        _written(text, today, look) or _relative(text, today) or _counted(text, today) or _weekday(text, today, look)
    )
    if found is None:
        return None
    half = pattern(r"(?:^|\s)(?:in the )?(morning|afternoon|evening)\b").search(found.rest)
    if half:
        return FoundDay(found.day, _without(found.rest, half.start(), half.end()), _HALVES[half[1]])
    return found


def _written(text: str, today: date | None, look: Look) -> FoundDay | None:
    found = find_date(text)
    if found is None:
        return None
    match, written = found
    rest = _without(text, match.start(), match.end())
    if written.year is not None:
        return FoundDay(written.on_or_after(date.min), rest)
    if today is None:
        year = pattern(r",?\s?((?![01][0-9]{3}\b|2[0-3][0-9]{2}\b)[0-9]{4,})").match(text, match.end())  # no 14:30
        if year is not None:
            raise NotUnderstood(f"{quoted(match[0] + year[0])}: {year[1]} is no year that can be meant here")
        raise NotUnderstood(f"{quoted(match[0])} has no year: add it, such as “17 Nov 2026”")
    day = {"back": written.on_or_before, "ahead": written.on_or_after, "near": written.nearest}[look](today)
    return FoundDay(written.agrees(day), rest)


def _relative(text: str, today: date | None) -> FoundDay | None:
    match = pattern(rf"\b(?:the )?({'|'.join(_RELATIVE)})\b").search(text)
    if match is None:
        return None
    day = _known(today, match[0]) + timedelta(days=_RELATIVE[match[1]])
    half = next((half for word, half in _HALVES.items() if word in match[1]), "")
    return FoundDay(day, _without(text, match.start(), match.end()), half)


def _counted(text: str, today: date | None) -> FoundDay | None:
    match = pattern(
        r"\b(in )?([0-9]{1,3}|an?) (day|week|fortnight)(?:s|'s|s')?(?: time)?(?: (ago|from now))?\b"
    ).search(text)
    if match is None or not (match[1] or match[4]):
        return None
    days = (1 if match[2][0] == "a" else int(match[2])) * _UNITS[match[3]]
    day = _known(today, match[0]) + timedelta(days=-days if match[4] == "ago" else days)
    return FoundDay(day, _without(text, match.start(), match.end()))


def _weekday(text: str, today: date | None, look: Look) -> FoundDay | None:
    match = pattern(rf"\b(?:on )?(?:(last|next|this|this coming|coming) )?({WEEKDAY})").search(text)
    if match is None:
        return None
    start = _known(today, match[0])
    weekday, which = weekday_number(match[2]), match[1]
    if which == "next":  # that day of the following week, as in what employers say
        day = start + timedelta(days=7 - start.weekday() + weekday)
    elif which == "last":
        day = start - timedelta(days=(start.weekday() - weekday - 1) % 7 + 1)
    elif which or look == "ahead":
        day = start + timedelta(days=(weekday - start.weekday()) % 7)
    else:
        day = start - timedelta(days=(start.weekday() - weekday) % 7)
    return FoundDay(day, _without(text, match.start(), match.end()))


def _known(today: date | None, words: str) -> date:
    if today is None:
        raise NotUnderstood(f"{quoted(words)} depends on the day it is read: write the date, such as “17 Nov 2026”")
    return today


def _without(text: str, start: int, end: int) -> str:
    """The text without one stretch, and without what joined it to the others."""
    left = pattern(r"[\s,;]*\b(?:on|by|until|till)?$").sub("", text[:start])
    right = (
        pattern(r"^[\s,;.t]*(?:at\b)?\s*").sub("", text[end:])
        if not pattern("^t[a-z]").match(text[end:])
        else text[end:]
    )
    return " ".join(f"{left} {right}".split()).strip(" ,;")
