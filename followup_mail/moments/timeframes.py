"""What an employer said about when they will be in touch, and the last day that belongs to them.

Decides which expressions of a sentence name that day (the latest counts), which name none, and what is better asked
again than guessed. How each wording counts is written in timeframe_rules and counting.
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import lru_cache

from followup_mail.moments.calendar_dates import WrittenDate, find_date
from followup_mail.moments.readings import Reading
from followup_mail.moments.timeframe_rules import rules_for
from followup_mail.moments.words import LONGEST, MONTH, MONTHS, WEEKDAY, WEEKDAYS, NotUnderstood, pattern, quoted, tidy
from followup_mail.records import record
from followup_mail.workdays import Calendar

UNDERSTOOD = (
    "write it such as “by Friday”, “end of next week”, “in two weeks”, “within 5 business days”, “mid-December” or "
    "“27 Nov”, or “no date” if none was named"
)


@record(frozen=True, slots=True)
class Timeframe:
    """What an employer said, read but not yet counted: `words` is exactly what was typed."""

    words: str
    readings: tuple[Reading, ...] = field(compare=False, repr=False)

    @property
    def names_a_time(self) -> bool:
        """Whether there is a day to wait for; "soon" and "we will be in touch" name none."""
        return bool(self.readings)

    def deadline(self, said: date, calendar: Calendar) -> date | None:
        """The last day that belongs to the employer, None if the words name no time.

        `said` is the day of the statement in the employer's zone. The deadline runs to the end of its day there. Of
        several expressions the latest counts; ambiguous words are read late (timing.md 3.6).
        """
        return max((day for day, _ in self._days(said, calendar)), default=None)

    def names_its_deadline(self, said: date, calendar: Calendar) -> bool:
        """Whether the deadline was named: a date, a weekday, the end of a week or month.

        It was not where it is the last day of a length of time or a range ("within two weeks", "next week"), nor where
        there is none.
        """
        last = max(((day, not reading.spans) for day, reading in self._days(said, calendar)), default=None)
        return last is not None and last[1]

    def _days(self, said: date, calendar: Calendar) -> Iterator[tuple[date, Reading]]:
        """Each expression with its day, in the order in which they stand."""
        latest: date | None = None
        for reading in self.readings:
            day = reading.count(latest if reading.onward and latest else said, calendar)
            latest = day if latest is None else max(latest, day)
            yield day, reading


@lru_cache(maxsize=1024)
def read_timeframe(words: str) -> Timeframe:
    """Read what an employer said, wherever in the sentence the time stands.

    Raises NotUnderstood where words of time are left that no rule reads, and where only the earliest day is named.
    """
    if words.strip() and not any(sign.isalnum() for sign in words[:LONGEST]):
        return Timeframe(words, ())  # "?", "-"
    text, dates = with_marks(plain(words))
    rest, found = text, []
    for source, build in rules_for(text):
        while match := pattern(source).search(rest):
            reading = build(match, dates)
            if reading is not None:
                found.append((match.start(), match.end(), reading))
            rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    found.sort(key=lambda each: each[:2])
    named = [each for each in found if not _is_about_something_else(text, each[0])]
    last_days = [each for each in named if not _names_the_earliest(text, each[0], each[1])]
    _refuse_what_is_left(words, rest, found=bool(found))
    if named and not last_days:
        raise NotUnderstood(f"{quoted(words)} names only the earliest day: give the last one, such as “by 27 Nov”")
    if not found and not pattern(NO_TIME).search(text):
        raise NotUnderstood(f"{quoted(words)} is not understood: {UNDERSTOOD}")
    return Timeframe(words, tuple(reading for _, _, reading in named))


def plain(words: str) -> str:
    """A tidy text with one spelling for what people abbreviate, and without words that only hedge."""
    text = tidy(words)
    for signs, source, replacement in SAME_WORDS:
        if any(sign in text for sign in signs.split("/")):
            text = pattern(source).sub(replacement, text)
    return " ".join(text.split()).strip(" ,;:!?")


def with_marks(text: str) -> tuple[str, list[WrittenDate]]:
    """The text with a mark for each written date, and the dates by their numbers."""
    dates: list[WrittenDate] = []
    start = 0
    while found := find_date(text, start):
        match, written = found
        mark = f"§{len(dates)}"
        dates.append(written)
        text = f"{text[: match.start()]}{mark}{text[match.end() :]}"
        start = match.start() + len(mark)
    return text, dates


def _is_about_something_else(text: str, start: int) -> bool:
    """Whether the expression says when something began or when the job starts."""
    before = text[max(0, start - 60) : start]
    if before.endswith(("since ", "since the ")):
        return True
    return any(word in before for word in ("start", "begin", "join")) and pattern(JOB_STARTS).search(before) is not None


def _names_the_earliest(text: str, start: int, end: int) -> bool:
    """Whether the expression is only the day before which nothing happens ("after Friday", "not this week")."""
    before, after = text[:start], text[end:]
    if after and pattern(OR_LATER).match(after):
        return True
    if not before.strip() or before.strip() in ("by", "in", "on", "at the", "within"):
        return False  # most people say no more than this
    if pattern(A_LENGTH).match(text[start:end]):
        over = before.endswith("over ") and not text.startswith(("couple", "few"), start)  # "over the next few days"
        return over or any(pattern(source).search(before) for source in (MORE_THAN, NOT_BEFORE))
    if pattern(AFTER).search(before) or pattern(NOT_BEFORE).search(before):
        return not pattern(MAY_ASK).search(before)
    return False


def _refuse_what_is_left(words: str, rest: str, *, found: bool) -> None:
    """Words of time that no rule has read could name a later day: better to ask than to guess."""
    if not any(sign in rest for sign in SIGNS_OF_TIME):
        return
    left = pattern(TIME_LEFT).search(rest) or (None if found else pattern(TIME_LEFT_ALONE).search(rest))
    if left:
        part = left[0].strip()
        where = "" if part == rest.strip() else f"{quoted(words)}: "
        raise NotUnderstood(f"{where}{quoted(part if where else words)} is not understood here: {UNDERSTOOD}")


# what a spelling needs in the text, its pattern, what is put in its place
SAME_WORDS = (
    ("to", r"\b(?:tomorow|tommorow|tommorrow)\b", "tomorrow"),
    ("tm", r"\b(?:tmrw|tmr)\b", "tomorrow"),
    ("nxt", r"\bnxt\b", "next"),
    ("eo", r"\beo[db]\b", "end of day"),
    ("co", r"\bco[bp]d?\b", "end of day"),
    ("eow", r"\beow\b", "end of week"),
    ("eom", r"\beom\b", "end of month"),
    ("eoq", r"\beoq\b", "end of quarter"),
    ("eoy", r"\beoy\b", "end of year"),
    ("wk", r"\bwk(s?)\b", r"week\1"),
    ("mth", r"\bmth(s?)\b", r"month\1"),
    ("h", r"\b([0-9]+) ?(?:hrs?|h)\b", r"\1 hours"),
    ("b", r"\b(?:biz|bus\.?|bd)\b", "business"),
    ("fortnight", r"\b(?:a |1 |the next )?fortnight\b", "2 weeks"),
    (
        "couple/pair",
        r"\b(?:the |a |another |next |coming |following )*(?:couple|pair)(?: more)?(?: of)?(?: more)?\b",
        "couple",
    ),
    ("few", r"\b(?:the |a |another |next |coming |following |very )*few(?: more)?\b", "few"),
    ("time", r"\b(week|month|day|hour)(?:s|'s|s')? time\b", r"\1s"),
    ("work/business", r"\b(?:business|working|work) week\b", "week"),
    (
        "mid/way",
        r"\b(?:in |by )?(?:the )?(?:middle|midst|mid-point) of\b|\b(?:midway|halfway) through\b",
        "mid",
    ),
    ("mid", rf"\bmid-? ?(?=week|month|next|this|the|of|{MONTH})", "mid "),
    ("half", r"\b(an?|[0-9]+) (weeks?|months?) and a half\b", r"\1.5 \2"),
    ("a.5", r"\ba\.5\b", "1.5"),
    ("the next", r"\bthe next (day|week|month)(?= or (?:[0-9]|so))", r"1 \1"),
    (
        (
            "approx/about/around/rough/circa/ca./maybe/perhaps/probab/possib/hopeful/ideal/likely/some/any"
            "/more or/or so/there/give or/most/outside/latest/max/tops/sooner/earlier/before/~"
        ),
        (
            r"(?<!\w)(?:approximately|approx\.?|about|around|roughly|circa|ca\.|maybe|perhaps|probably|possibly"
            r"|hopefully|ideally|likely|sometime|some time(?= (?:next|this|in|on|during|early|late|over))|any ?time"
            r"|more or less|or so|or thereabouts|give or take|at the (?:very )?(?:latest|most|outside)|(?:at )?latest"
            r"|at most|max(?:imum)?|tops|(?:or|if not) (?:sooner|earlier|before(?! \w))|~)(?!\w)"
        ),
        " ",
    ),
)
_CLAUSE = r"(?:(?!\b(?:but|so|and|though|only)\b)[^.,;:!?()])"
JOB_STARTS = (
    r"\b(?:job|role|position|post|contract|work|successful candidate|new hire|hire|person|you|you'd|you'll)\b"
    rf"{_CLAUSE}{{0,30}}\b(?:start|starts|starting|begin|begins|join)\b"
    r"(?: (?:date|on|in|from|is|be|would|will|the|by|of))* $"
)
A_LENGTH = r"(?:[0-9]|an? |couple|few)"
MORE_THAN = (
    r"(?<!no )(?<!not )\b(?:at least|more than|longer than|(?:a )?minimum(?: of)?|no (?:earlier|sooner) than"
    r"|not (?:earlier|sooner) than|beyond) $"
)
AFTER = (
    r"(?:\bat least|\bno (?:earlier|sooner) than|\bnot (?:earlier|sooner) than|\bafter|\bpast|\bbeyond|\bearliest"
    r"|\bstarting|\bas of|\bas from) (?:the )?$"
)
NOT_BEFORE = (
    r"\b(?:not|never|unlikely|nothing|no (?:news|decision|answer))\b(?: (?:in|on|for|the))* $"
    r"|(?<!\bif you do )(?<!\bif you have )(?:\bnot|n't|\bnever|\bunlikely|\bnothing|\bno (?:news|decision|answer))\b"
    rf"{_CLAUSE}{{0,40}}\b(?:before|by|within|in|this|next) (?:the )?$"
)
OR_LATER = r" (?:at the )?earliest\b| or (?:more|longer|later|after)\b| onwards?\b| at (?:the )?(?:least|minimum)\b|\+"
MAY_ASK = (
    r"\b(?:feel free|welcome|please|you (?:can|may|could|should)|i (?:can|may|could|should)"
    rf"|(?:ok|okay|fine)(?: for me)? to|if you|if i)\b{_CLAUSE}{{0,80}}$"
)
_SEASONS = (
    *("quarter", "half", "christmas", "xmas", "thanksgiving", "easter", "ramadan", "eid", "diwali", "passover"),
    *("rosh hashanah", "yom kippur", "hanukkah", "vacation", "break", "summer", "autumn", "spring", "winter", "fall"),
    *("term", "semester", "season"),
)
_WORD_OF_TIME = (
    rf"(?:{WEEKDAY}|{MONTH}|days?|weeks?|months?|years?|hours?|weekend|new year|labou?r day|memorial day"
    rf"|independence day|bank holiday|holidays?|school year|{'|'.join(_SEASONS)})\b"
)
# A text without any of these has no word of time in it.
SIGNS_OF_TIME = (*"0123456789", *WEEKDAYS, *MONTHS, *_SEASONS, "day", "week", "month", "year", "hour", "after next")
_BEFORE_A_TIME = (
    r"\b(?:by|in|within|until|till|before|after|following|around|over|during|next|last|coming|or|to|end of|through)"
)
TIME_LEFT = (
    rf"{_BEFORE_A_TIME} (?:(?!to\b)[a-z0-9']+ ){{0,2}}{_WORD_OF_TIME}|\b(?:by|until|within|before) (?:the )?[0-9]+\b"
    r"|\b[0-9]+\+? ?(?:days?|weeks?|months?)\b"
    r"|\b(?:(?:day|week|month)s? after|after next)\b|\b[0-9]{1,2}\.(?:0?[1-9]|1[0-2])\b"
)
TIME_LEFT_ALONE = rf"\b(?!(?:may|sat|sun|mar|day|year|half|break|fall|term)\b){_WORD_OF_TIME}|[0-9]+"
NO_TIME = (
    r"\b(?:soon|shortly|in due course|in touch|touch base|let (?:me|you|us) know|get back|hear|heard"
    r"|(?:no|any|a|the) (?:date|time|timeline|timetable|timeframe|time frame|deadline|idea|commitment)"
    r"|did not|didn't|do not|don't|cannot|can't|could not|couldn't|not|never|nothing|no|none|nobody|unknown|unclear"
    r"|unsure|unspecified|open|tbd|tba|tbc|n/a|asap|as (?:soon|quickly|fast) as|once|when|after|until|whenever"
    r"|eventually|at some point|at a later|next steps?|decision|decide"
    r"|(?:will|'ll) (?:call|e-?mail|write|contact|reach|tell|be)|contact|in the near future|before long|any day|rolling"
    r"|a while|some time|takes? time|promptly|quickly|immediately|right away|depends|vague|nope|soonish)\b"
)
