"""Days that were right when they were written: "on Tuesday" three weeks later, "yesterday" the day after.

Compares what the letter says of past days with the day on which it is read. Promised days ahead are left alone.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import islice

from followup_mail.model import Letter
from followup_mail.moments import say_day
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage, Sentence
from followup_mail.review.record import Record
from followup_mail.workdays import Calendar

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LONGEST_WEEKDAY = 6
_MOST_DAYS = 12
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "may" else "may" for month in _MONTHS)
_DATE = re.compile(
    rf"""\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\s(?P<month>{_MONTH})
          |(?P<month2>{_MONTH})\.?\s(?:the\ )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY = re.compile(
    rf"""\b(?:on|last|this|this\ past|yesterday,|thank(?:s|\ you)(?:\ again)?\ for|from|our)\s
         (?P<day>{"|".join(_DAYS)})\b(?!s)(?:\s(?:morning|afternoon|evening))?
         (?!,?\s(?:the\ )?\d|,?\s(?:{_MONTH})\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_FULL_DAY = re.compile(
    rf"""\b(?P<weekday>{"|".join(_DAYS)}),?\s(?:the\ )?
         (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\ of)?\s(?P<month>{_MONTH})
           |(?P<month2>{_MONTH})\.?\s(?:the\ )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_POSSESSIVE = re.compile(rf"\b(?P<day>{'|'.join(_DAYS)})['’]s\b", re.IGNORECASE)
_NEAR = re.compile(
    r"""\b(?<!weeks\ )(?<!months\ )(?<!week\ )
        (?P<words>yesterday(?:\s(?:morning|afternoon|evening))?|earlier\ today|today
        |this\ (?:morning|afternoon|evening)|last\ night|(?:earlier\ )?this\ week|last\ week|the\ other\ day
        |the\ day\ before\ yesterday|a\ few\ days\ ago|(?:two|three|four|a\ couple\ of)\ days\ ago)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def _any_of(words: str) -> re.Pattern[str]:
    """Whether one of the words stands in a text; `_` joins the words of one expression."""
    return re.compile(rf"\b(?:{'|'.join(words.split()).replace('_', ' ')})\b", re.IGNORECASE)


_OF_THE_TALK = _any_of(
    "met meet(?:ing)? spoke speak(?:ing)? talk(?:ed|ing)? interview(?:ed|ing)? conversation discuss(?:ed|ion) visit"
    " visited saw see seeing thank(?:s|_you) told_me told_us showed showing walk(?:ed|ing) chat(?:ted)? call time tour"
    " round day enjoyed invited came_in came_to_see held coming_in explained learned hearing heard"
)
_THE_TALK_ITSELF = _any_of(
    "met meet spoke talked talk interviews? interviewed conversation discussion discussed meeting talking speaking"
    " visit seeing_me call tour gave_me given_me held came_to_see came_in coming_to_see"
    r" thank(?:s|_you)(?:_again)?_for(?!(?:_\w+){0,3}_(?:letter|note|message|e?mail|offer|answer|reply|news))"
)
_MY_LETTER = re.compile(
    r"\b(?:wrote|asked after|asked about|asked for|written|sent|emailed"
    r"|my (?:\w+ )?(?:note|letter|message|e-?mail|mail|thanks))\b[^.?!,;]*$",
    re.IGNORECASE,
)
_MET = _any_of(
    "met meeting interview interviewed hour time gave_me given_me phone"
)  # else "yesterday" is the day of what is answered
_THEIR_PLAN = re.compile(
    r"\b(?:you|they|the board|the committee|the panel)\s(?:had\s|have\s|had\sboth\s)?"
    r"(?:expect|hop|plan|aim|intend|mention|nam|spok|think|thought|say|said)\w*\b[^.?!;]*?"
    r"\b(?:touch|decide|decid|decision|hear|know|answer|reply|news|step|choose|choos|get back|let me|conclu)\w*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:around|about|roughly|towards|thereabouts|approximately)\b", re.IGNORECASE)
_A_WEEK_OF = re.compile(r"\bweek (?:of|beginning|commencing|starting)\s(?:the\s)?$", re.IGNORECASE)
_NEAR_ENOUGH = 4  # days by which "around the 17th" may be off
_REPLIES = frozenset({"offer_reply", "rejection_reply", "info_reply", "withdrawal", "competing_offer_notice"})
_AHEAD = _any_of(
    r"(?:i|you|we|they)['’]ll by_(?=\w*day|\d|the_end|tomorrow|then|now|next|early|mid|late)\w+"
    " starting will next expect(?:ed|ing)? hope plan(?:ned|ning)?_(?:to|for) free available coming can could decide"
    " decision answer offer deadline forward would start begin send sent_you due tomorrow shall finish am_writing"
)
_UP_TO = re.compile(r"\b(?:by|until|till|before|from|after|since|starting|next|coming)\s(?:the\s)?$", re.IGNORECASE)
_A_LIST_OF_NAMES = re.compile(r"\s*(?:(?:[^\W\d_a-z][\w.'’-]*|and|&|for|von|van|de|der|on)\s*)*")


def days(letter: Letter, passage: Passage, record: Record) -> Iterator[Noticed]:
    """Stale days first, then dates that are not the talk's; weekdays that do not go with their date in any sentence."""
    for sentence in passage.sentences:
        yield from _impossible(sentence, passage, record)
    if not record.talks:
        return
    for sentence in passage.sentences:
        if _OF_THE_TALK.search(sentence.text):
            yield from _weekdays(sentence, passage, record)
            if letter.kind not in _REPLIES or _MET.search(sentence.text):
                yield from _near_words(sentence, passage, record)
            yield from _dates(sentence, passage, record)
        if plan := _THEIR_PLAN.search(sentence.text):
            yield from _planned(sentence, passage, record, after=plan.start())
    yield from _subject(letter, record)


def _say(day: date, record: Record) -> str:
    return say_day(day, style=record.occasion.voice.dates)


def _few(pattern: re.Pattern[str], sentence: Sentence) -> Iterator[re.Match[str]]:
    """The first finds in a sentence; one that has more days than that is no sentence."""
    return islice(pattern.finditer(sentence.text), _MOST_DAYS)


def _start(sentence: Sentence, passage: Passage, match: re.Match[str]) -> int:
    """Where a find in a sentence stands in the body (a sentence's text has lost its blanks at the front)."""
    raw = passage.body[sentence.start : sentence.end]
    return sentence.start + len(raw) - len(raw.lstrip()) + match.start()


def _impossible(sentence: Sentence, passage: Passage, record: Record) -> Iterator[Noticed]:
    """A weekday with a date that falls on another: "Friday 27 October", in the year nearest to the day of reading."""
    for match in _few(_FULL_DAY, sentence):
        month, number = _month_and_day(match)
        day = _nearest(month, number, record.occasion.day)
        weekday = _DAYS[day.weekday()] if day else ""
        if day is not None and weekday != match["weekday"].casefold() and not _own_words(match[0], record):
            values = {"day": _say(day, record), "weekday": weekday.capitalize()}
            yield Noticed("impossible-day", match[0], _start(sentence, passage, match), values)


def _nearest(month: int, number: int, today: date) -> date | None:
    """The day of that month and number that lies nearest to today; None if the month has none."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        with suppress(ValueError):
            found.append(date(year, month, number))
    return min(found, key=lambda day: abs(day - today), default=None)


def _about_the_talk(pattern: re.Pattern[str], sentence: Sentence, match: re.Match[str], record: Record) -> bool:
    """Whether a day is said of the talk and of nothing ahead; names of the record are no words of either."""
    clause = _clause(sentence.text, match.start())
    for name in (record.application.company, record.application.role or "", "again", match[0]):
        clause = clause.replace(name, "") if name else clause
    if _UP_TO.search(sentence.text[: match.start()]):
        return False
    return bool(pattern.search(clause)) and not _AHEAD.search(clause) and not _own_words(match[0], record)


def _weekdays(sentence: Sentence, passage: Passage, record: Record) -> Iterator[Noticed]:
    for match in (*_few(_WEEKDAY, sentence), *_few(_POSSESSIVE, sentence)):
        if _about_the_talk(_OF_THE_TALK, sentence, match, record):
            yield from _weekday(match, _start(sentence, passage, match), record)


def _weekday(match: re.Match[str], at: int | None, record: Record) -> Iterator[Noticed]:
    number = _DAYS.index(match["day"].casefold())
    today, days_of_talks = record.occasion.day, [record.day_of(talk.start) for talk in record.talks]
    understood = today - timedelta(days=(today.weekday() - number) % 7 or 0)
    if understood in days_of_talks or (understood - timedelta(days=7) in days_of_talks and "last" in match[0].lower()):
        return
    meant = [day for day in days_of_talks if day.weekday() == number]
    recent = [day for day in days_of_talks if (today - day).days <= _LONGEST_WEEKDAY]
    if meant:
        day = max(meant)
        values = {"found": match[0], "day": _say(day, record), "instead": f"on {_say(day, record)}"}
        yield Noticed("stale-day", match[0], at, values)
    elif recent:
        values = {"day": f"{_DAYS[recent[-1].weekday()].capitalize()} {_say(recent[-1], record)}"}
        yield Noticed("wrong-day", match[0], at, {**values, "instead": f"on {values['day']}"})
    else:
        day = max(days_of_talks)
        yield Noticed("wrong-day", match[0], at, {"day": _say(day, record), "instead": f"on {_say(day, record)}"})


def _near_words(sentence: Sentence, passage: Passage, record: Record) -> Iterator[Noticed]:
    for match in _few(_NEAR, sentence):
        if not _about_the_talk(_OF_THE_TALK, sentence, match, record):
            continue
        if not any(_means(match["words"].casefold(), record.day_of(talk.start), record) for talk in record.talks):
            day = record.day_of(record.talks[-1].start)
            values = {"found": match[0], "day": _say(day, record), "instead": f"on {_say(day, record)}"}
            yield Noticed("stale-day", match[0], _start(sentence, passage, match), values)


def _means(words: str, talk: date, record: Record) -> bool:
    """Whether words such as "yesterday" mean the day of a talk when they are read on the occasion's day."""
    today = record.occasion.day
    apart = (today - talk).days
    week = today - timedelta(days=today.weekday())
    if words.startswith(("yesterday", "last night")):
        return apart == 1
    if "today" in words or words.startswith(("this morning", "this afternoon", "this evening")):
        return apart == 0
    if "this week" in words:
        return week <= talk
    if words == "last week":
        return week - timedelta(days=7) <= talk < week
    if words == "the other day":
        return 0 < apart <= 2 * _LONGEST_WEEKDAY
    numbers = {"two": 2, "three": 3, "four": 4, "a couple of": 2, "the day before": 2}
    exact = next((number for word, number in numbers.items() if words.startswith(word)), None)
    return apart == exact if exact else 2 <= apart <= _LONGEST_WEEKDAY + 1


def _dates(sentence: Sentence, passage: Passage, record: Record) -> Iterator[Noticed]:
    """A date said of the talk that is no date of the record."""
    known = _known_dates(record)
    for match in _few(_DATE, sentence):
        if not _about_the_talk(_THE_TALK_ITSELF, sentence, match, record):
            continue
        if _MY_LETTER.search(sentence.text[: match.start()]):
            continue
        if _month_and_day(match) not in known:
            talk = record.day_of(record.talks[-1].start)
            values = {"day": _say(talk, record), "instead": _say(talk, record)}
            yield Noticed("wrong-day", match[0], _start(sentence, passage, match), values)


def _planned(sentence: Sentence, passage: Passage, record: Record, *, after: int) -> Iterator[Noticed]:
    """A date said of the employer's plan that is none of those they named."""
    named = _named_days(record)
    if not named:
        return
    for match in _few(_DATE, sentence):
        month, day = _month_and_day(match)
        loose = _NEAR_ENOUGH if _ABOUT.search(sentence.text) else 0
        if _A_WEEK_OF.search(sentence.text[: match.start()]):
            continue
        right = any(
            (near.month, near.day) == (month, day)
            for each in (*named, record.occasion.day)
            for near in (each + timedelta(days=shift) for shift in range(-loose, loose + 1))
        )
        if match.start() >= after and not right and (month, day) not in _known_dates(record):
            values = {"day": _say(max(named), record), "instead": _say(max(named), record)}
            yield Noticed("wrong-day", match[0], _start(sentence, passage, match), values)


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    month = (match["month"] or match["month2"]).casefold()[:3]
    number = next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month))
    return number, int(match["day"] or match["day2"])


def _known_dates(record: Record) -> set[tuple[int, int]]:
    """Month and day of everything in the record that has a date."""
    found = {record.day_of(moment) for each in record.application.interviews for moment in (each.start, each.end)}
    for event in record.occasion.history:
        found |= {record.day_of(moment) for moment in (event.at, event.start, event.respond_by) if moment}
        found |= {day for day in (event.until, event.back_on) if day}
    return {(day.month, day.day) for day in found | _named_days(record)}


def _named_days(record: Record) -> set[date]:
    """The days the employer named for the next step or the decision, with and without their holidays."""
    said = [
        (promise.said, promise.at or interview.end)
        for interview in record.application.interviews
        for promise in interview.promises
    ]
    said += [(event.promised, event.at) for event in record.occasion.history if event.promised]
    calendars = (record.occasion.calendar, Calendar())
    days = (words.deadline(record.day_of(at), calendar) for words, at in said for calendar in calendars)
    return {day for day in days if day is not None}


def _own_words(text: str, record: Record) -> bool:
    return text.casefold() in " ".join(record.own_texts).casefold()


def _clause(sentence: str, at: int) -> str:
    """The part of a sentence around a place, up to the nearest commas that divide clauses."""
    start = max(sentence.rfind(mark, 0, at) for mark in (", ", "; ", ": ", " but ", " – ")) + 1
    while sentence[start - 1 : start] == "," and _A_LIST_OF_NAMES.fullmatch(sentence, start, at):
        start = sentence.rfind(", ", 0, start - 1) + 1
    ends = [place for mark in (", ", "; ", ": ", " but ", " – ") if (place := sentence.find(mark, at)) > 0]
    clause = sentence[start : min(ends, default=len(sentence))]
    return clause if len(clause.split()) > 3 else sentence


def _subject(letter: Letter, record: Record) -> Iterator[Noticed]:
    for match in _WEEKDAY.finditer(letter.subject):
        yield from _weekday(match, None, record)
    for match in _NEAR.finditer(letter.subject):
        if not any(_means(match["words"].casefold(), record.day_of(talk.start), record) for talk in record.talks):
            day = record.day_of(record.talks[-1].start)
            values = {"found": match[0], "day": _say(day, record), "instead": f"on {_say(day, record)}"}
            yield Noticed("stale-day", match[0], None, values)
