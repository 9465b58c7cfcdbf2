"""The wordings in which an employer names a day or a period (timing.md 3.6), one rule each, the particular ones first.

A rule is a pattern and what its words count to. It is tried on a plain text (`timeframes.plain`) in which each written
date has become a mark ("§0"). What a rule has read is gone for those below it. Adding a wording is adding a rule: the
words that it needs, its pattern, and what it counts to. A pattern is only made for a text with those words.
"""

from functools import partial

from followup_mail.moments import counting, readings, words
from followup_mail.moments.readings import Build, fixed
from followup_mail.moments.words import MONTH, ORDINAL, WEEKDAY, YEAR

Rule = tuple[str, str, Build]

# -- pieces of patterns

TO = r"\s?(?:,|/|-|&|\bor\b|\band\b|\bto\b|\beven\b|\bif not\b|\bup\b|\buntil\b|\bthrough\b)"
NUMBER = r"(?<![§0-9.])(?:[0-9]{1,4}(?:\.[0-9])?|an?|another|couple|few)\b"
UNIT = r"(?:hours?|days?|weekdays?|weeks?|months?|years?)\b"
KIND = r"(?:(?P<kind>business|working|work|calendar|full|clear|more|further|consecutive)[\s-])*"
DURATION = (
    rf"(?:\b(?P<low>{NUMBER})(?:{TO}){{1,3}}\s?)?(?<![0-9.§])\b(?P<n>{NUMBER})[\s-]?{KIND}(?P<unit>{UNIT})"
    rf"(?:(?:{TO}){{1,2}}\s?(?P<more>[0-9]{{1,3}}|couple|few)\b"
    rf"(?!\s?(?:\w+\s)?{UNIT}|[0-9:.]|\s?(?:am|pm|o'clock)\b))?"
)
_END = r"(?=$|[,.;)]|\s(?:or|and|at|if|but|then|-))"
WEEKDAYS = rf"(?P<days>\b{WEEKDAY}(?:(?:{TO}){{1,2}}\s?(?:on )?(?:the )?{WEEKDAY}){{0,4}})"
WEEK = (
    r"(?P<week>week after next|next week|(?:this )?coming week|this week|current week|following week"
    r"|week after(?: that)?(?!\s(?!(?:or|and|at|if|but|then)\b)[a-z§0-9])|week following|one after(?: that)?)\b"
)
EARLY = r"early|earlier|first thing|(?:start|beginning|top)(?: of)?"
MIDDLE = r"mid(?: ?week)?|first (?:half|part|few days)(?: of)?"
LATE = r"late|later|(?:back |tail |latter |second |2nd |very |last )?(?:end|half|part|close|rest)(?: of)?"
IN = r"\s(?:in |of |on |during |the |a )*"
PART = rf"\b(?:(?:{EARLY}|{MIDDLE})(?:{TO})\s?)?(?:(?P<early>{EARLY})|(?P<middle>{MIDDLE})|(?:{LATE})){IN}"
ANY_PART = rf"(?:{PART})?"
OF_YEAR = rf"(?:,? (?:of )?(?:(?P<y>{YEAR})\b|this year\b|(?P<later>next year)\b))?"
NAMED_MONTH = rf"\b(?P<m>{MONTH})(?!\s(?:be|not|take|have|well)\b){OF_YEAR}"
ONE_MONTH = rf"(?:(?P<ahead>(?:next|this|same|coming|following|current|the) |\b)month\b|{NAMED_MONTH})"
NTH = r"(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
NOW = (
    r"(?:now|today|(?:the|this|our|your|my|today's) (?:interview|conversation|call|meeting|talk|visit|chat)"
    r"(?!\s(?:with|at|on|of|between|next)))\b"
)
CHRISTMAS = (
    r"(?:the )?(?:(?:christmas|xmas|winter|festive|year[ -]end) (?:holidays?|break|period|shutdown)|christmas|xmas"
    r"|holidays)\b"
)
CLOCK = (
    r"(?:(?:0?[0-9]|1[0-2])(?:[:.][0-5][0-9])?\s?(?:am|pm)|(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|[0-9]{1,2} o'clock"
    r"|noon|midday|midnight)\b"
)
THEN = r"(?:that|then|this)\b"

# -- the rules: the words of which it needs one ("/") of each group (" "), the pattern, what it counts to

A_WEEKDAY = "/".join(words.WEEKDAYS)
A_MONTH = "/".join(("month", *words.MONTHS))
A_UNIT = "hour/day/week/month/year"
A_LENGTH = f"{'/'.join('0123456789')}/couple/few/_a_/_an_/another {A_UNIT}"  # "_" is a blank
A_PART = "early/earl/first/start/begin/top/mid/late/end/half/part/close/rest"
WHICH_WEEK = "this/current/next/coming/following/after"
AN_NTH = "first/second/third/fourth/last/final/1st/2nd/3rd/4th"
ON_FROM = "after/of/from/following/before/prior"

DATES: tuple[Rule, ...] = (
    (
        "§ week/w",
        (
            r"\b(?:(?<!a )(?<![0-9] )week (?:of|commencing|beginning|starting|from)|w/c|wc)(?: on)?(?: the)?"
            rf"(?: monday)?,? (?:the )?(?:[0-9]{{1,2}}(?:{ORDINAL})?\s?(?:-|to)\s?)?§(?P<date>[0-9]+)"
        ),
        readings.week_of_date,
    ),
    (
        "§",
        (
            rf"§(?P<date>[0-9]+)\s?(?:-|to|or|and|/)\s?(?:the )?(?P<high>[0-9]{{1,2}})(?:{ORDINAL})?"
            rf"(?![0-9:.§]|\s?(?:{UNIT}|{KIND}{UNIT}|am\b|pm\b|to [0-9]))"
        ),
        readings.range_in_month,
    ),
    ("§", r"§(?P<low>[0-9]+)\s?(?:-|to|or|and|until|/)\s?(?:the )?§(?P<date>[0-9]+)", readings.range_of_dates),
    ("§ week/w", r"\b(?:week ending|w/e)(?: on)?(?: the)? §(?P<date>[0-9]+)", readings.written),
    ("§ next", r"§(?P<date>[0-9]+),? (?:of )?next year\b", readings.date_next_year),
    ("§ this", r"§(?P<date>[0-9]+),? (?:of )?this year\b", readings.written),
    (f"§ of/in {A_MONTH}", rf"§(?P<date>[0-9]+) (?:of |in )(?:the )?{ONE_MONTH}", readings.date_in_month),
    (
        f"{AN_NTH} week year",
        rf"\b{NTH} (?:full |complete )?week (?:of|in) (?:the )?new (?P<year>year)\b",
        readings.week_of_month,
    ),
    (
        f"{AN_NTH} week {A_MONTH}",
        rf"\b{NTH} (?:full |complete )?week (?:of|in) (?:the )?{ONE_MONTH}",
        readings.week_of_month,
    ),
    (
        f"{AN_NTH} {A_WEEKDAY} {A_MONTH}",
        rf"\b{NTH} (?P<day>{WEEKDAY}) (?:of|in) (?:the )?{ONE_MONTH}",
        readings.weekday_of_month,
    ),
)
NOT_OF_AN_ANSWER: tuple[Rule, ...] = (
    (
        "last/past/previous",
        rf"\b(?:last|past|previous) (?:{UNIT}|{NUMBER}[\s-]?{KIND}{UNIT}|quarter|night|{WEEKDAY}|{MONTH})",
        readings.no_answer,
    ),
    ("yesterday", r"\byesterday\b", readings.no_answer),
    (f"ago/back/earlier/prior {A_LENGTH}", rf"{DURATION} (?:ago|back|earlier|prior)\b(?! to)", readings.no_answer),
    (
        f"_a_/_an_/per/each/every {A_UNIT} once/twice/{A_LENGTH}",
        rf"\b(?:{NUMBER}[\s-]?{UNIT}|once|twice|times) (?:an?|per|each|every) {UNIT}",
        readings.no_answer,
    ),
    (
        f"contract/notice/probat/trial/intern/place/interview/call/meeting/exercise/assess/test/present {A_LENGTH}",
        (
            rf"\b{NUMBER}[\s-]{UNIT}[\s-](?:contract|notice|probation\w*|trial|internship|placement|interview|call|meeting"
            r"|exercise|assessment|test|presentation)\b"
        ),
        readings.no_answer,
    ),
    ("every", rf"\bevery {WEEKDAY}", readings.no_answer),
)
STRETCHES: tuple[Rule, ...] = (
    ("week and day", rf"\b(?P<n>{NUMBER}) weeks? and (?P<and>{NUMBER}) days?\b", readings.weeks_and_days),
    (
        "tomorrow after",
        r"\b(?:the )?day after tomorrow\b",
        fixed(partial(counting.then, counting.tomorrow, counting.tomorrow)),
    ),
    (f"tomorrow {A_LENGTH}", rf"{DURATION} (?:from |after |of |on )?tomorrow\b", readings.stretch_from_tomorrow),
    (f"now/today/the/this/our/your/my {A_LENGTH}", rf"{DURATION} (?:(?:from|of|after) )?{NOW}", readings.stretch),
    (
        f"later/after/that/then/this {A_LENGTH}",
        (
            rf"{DURATION} (?:(?:after|of|from|following) {THEN}|later\b|after(?!\s[a-z§0-9])|thereafter\b"
            r"|afterwards\b)"
        ),
        readings.stretch_onward,
    ),
    (
        f"§ {ON_FROM} {A_LENGTH}",
        rf"{DURATION} (?:after|of|from|following) (?:the )?§(?P<date>[0-9]+)",
        readings.stretch_from_date,
    ),
    (
        f"week {A_WEEKDAY}",
        rf"\b(?P<n>{NUMBER}) weeks? (?:on |from |after |following )?(?:the |this |next )?{WEEKDAYS}",
        readings.days_weeks_on,
    ),
    (
        f"week {A_WEEKDAY}",
        rf"(?:\bnext )?{WEEKDAYS} (?:in )?(?P<n>[0-9]{{1,2}}|an?|couple|few) weeks?\b",
        readings.days_weeks_on,
    ),
    (
        f"week {A_WEEKDAY}",
        rf"(?:\bnext )?{WEEKDAYS} (?P<n>a )?week\b(?! (?:of|commencing))",
        readings.days_weeks_on,
    ),
    (
        f"{ON_FROM} {A_LENGTH}",
        rf"{DURATION} (?:after|of|from|following|before|prior to)(?=\s[a-z0-9])(?! which)",
        readings.unknown_start,
    ),
    (
        "after",
        r"\b(?:day|week|month|year)s? after(?= (?:the|our|my|your|all|we|they|everyone|this|§|[0-9])\b)(?! that)",
        readings.unknown_start,
    ),
    (
        f"after/following/before {A_WEEKDAY}",
        rf"\b(?:the )?{WEEKDAY} (?:after|following|before) (?=(?:the )?§|next week|christmas|xmas)",
        readings.unknown_start,
    ),
    (
        f"after/following/before {A_WEEKDAY} the",
        rf"\bthe {WEEKDAY} (?:after|following|before) (?!next\b|that\b|this\b)(?=[a-z])",
        readings.unknown_start,
    ),
    ("same/this day next", r"\b(?:same|this) day next week\b", fixed(partial(counting.weeks, 1))),
)
WEEK_RULES: tuple[Rule, ...] = (
    (
        "this week/month next",
        r"\bthis (?P<unit>week|month)(?:,? (?:or|but|if not|otherwise)|,) (?:\w+ ){0,2}next" + _END,
        readings.next_of_same,
    ),
    (f"this {A_WEEKDAY} next", rf"\bthis {WEEKDAYS},? or next{_END}", readings.days_next),
    (f"after {A_WEEKDAY} next", rf"{WEEKDAYS} after next\b(?! week)", readings.days_next),
    ("calendar_week/cw/kw", r"\b(?:calendar week|cw|kw) ?(?P<n>[0-9]{1,2})\b", readings.numbered_week),
    (f"week/after {A_WEEKDAY}", rf"(?<!next ){WEEKDAYS},? (?:of |in |on )?(?:the )?{WEEK}", readings.days_of_week),
    (
        f"week/after {A_WEEKDAY}",
        rf"\b{WEEK},? (?:but )?(?:on |by |before |until |around )*(?:the )?{WEEKDAYS}",
        readings.days_of_week,
    ),
    (f"week/one_after {A_PART} {WHICH_WEEK}", rf"{PART}{WEEK}", readings.part_of_week),
    (
        "the week next/coming",
        r"\b(?:in|within|over|during|inside) the (?:next|coming) week\b",
        fixed(partial(counting.weeks, 1), spans=True),
    ),
    (f"week {A_PART}", rf"{PART}(?P<week>week)\b", readings.part_of_week),
    ("before week", r"\bbefore the week is (?:out|over)\b", fixed(partial(counting.end_of_week, 0))),
    ("in the_week", r"\b(?:in|within|inside) the week\b", fixed(partial(counting.weeks, 1), spans=True)),
    (f"week/one_after {WHICH_WEEK}", rf"\b{WEEK}", readings.part_of_week),
    ("mid week", r"\bmid ?week\b", fixed(partial(counting.next_working_day_of_week, 3), spans=True)),
    ("week end", r"\bweek'?s'? end\b", fixed(partial(counting.end_of_week, 0))),
    ("after weekend", r"\bafter the weekend\b", fixed(partial(counting.working_day_of_week, 2, 1), spans=True)),
    ("before weekend", r"\bbefore the weekend\b", fixed(partial(counting.end_of_week, 0))),
    ("next weekend", r"\bnext weekend\b", fixed(partial(counting.weekend, 1), spans=True)),
    ("weekend", r"\bweekend\b", fixed(partial(counting.weekend, 0), spans=True)),
    (
        "weeks coming/next/following/ahead/to_come",
        r"\b(?:coming|next|following) weeks\b|\bweeks (?:ahead|to come)\b",
        fixed(partial(counting.weeks, 3), spans=True),
    ),
    (
        "days",
        r"\b(?:coming|next|following) days\b|\bdays (?:ahead|to come)\b",
        fixed(partial(counting.business_days, 5), spans=True),
    ),
)
MONTH_RULES: tuple[Rule, ...] = (
    ("month after next", r"\bmonth after next\b", fixed(partial(counting.end_of_month, 2), spans=True)),
    (
        "month after",
        r"\bmonth after(?: that)?(?!\s[a-z§0-9])",
        fixed(partial(counting.end_of_month, 1), onward=True, spans=True),
    ),
    (
        "the month in/over/during",
        r"\b(?:in|within|over|during|inside) the (?:(?:next|coming) )?month\b",
        fixed(partial(counting.months, 1), spans=True),
    ),
    ("months", r"\b(?:coming|next|following) months\b", fixed(partial(counting.months, 3), spans=True)),
    (A_MONTH, rf"{PART}{ONE_MONTH}", readings.part_of_month),
    (
        "month",
        r"\bmonth(?:'?s'?)?[ -]end\b|\bbefore the month is (?:out|over)\b",
        fixed(partial(counting.end_of_month, 0)),
    ),
    (
        A_MONTH,
        rf"(?:^|[-/]|[,;(] |\b(?:in|by|until|till|before|during|for|of|to|or|within|next|this|and|into) ){NAMED_MONTH}",
        readings.part_of_month,
    ),
    (A_MONTH, rf"\b(?!may|mar){NAMED_MONTH}|\b(?P<m2>may|march) (?P<y2>{YEAR})\b", readings.part_of_month),
    ("month", r"\b(?P<ahead>next|this|coming|following) month\b", readings.part_of_month),
)
YEAR_RULES: tuple[Rule, ...] = (
    ("q1/q2/q3/q4/q_", rf"\bq ?(?P<q>[1-4])\b{OF_YEAR}", readings.quarter),
    (f"quarter {AN_NTH}", rf"\b{NTH} quarter\b{OF_YEAR}", readings.quarter),
    ("next quarter", r"\bnext quarter\b", fixed(partial(counting.end_of_quarter, 1), spans=True)),
    (
        "quarter",
        rf"(?:{PART}|\b(?:this|current|the|within) )quarter\b|\bquarter[ -]end\b",
        fixed(partial(counting.end_of_quarter, 0), spans=True),
    ),
    ("new year", r"\b(?:before|by) (?:the )?new year\b", fixed(partial(counting.end_of_year, 0))),
    ("new year", rf"{ANY_PART}\b(?:the )?new year\b", fixed(counting.in_the_new_year, spans=True)),
    (
        "christmas/xmas/holiday/winter/festive/year",
        rf"\b(?:after|following|past|once) (?:{CHRISTMAS}|the new year\b)(?: (?:is|are) over)?",
        fixed(counting.in_the_new_year, spans=True),
    ),
    (
        "christmas/xmas/holiday/winter/festive/year",
        rf"\b(?:before|by|ahead of|until|pre) ?-?{CHRISTMAS}",
        fixed(counting.before_christmas),
    ),
    ("year", rf"\b(?:{EARLY}){IN}(?:next year|the year)\b", fixed(partial(counting.in_january, 1), spans=True)),
    (
        "19/20/21",
        (
            rf"\b(?:in |by |during |until )?(?:(?P<early>{EARLY}){IN}|(?:{LATE}){IN}|in |by |during )"
            rf"(?P<y>{YEAR})\b"
        ),
        readings.in_year,
    ),
    ("next year", rf"{ANY_PART}\bnext year\b", fixed(partial(counting.end_of_year, 1), spans=True)),
    (
        "year",
        (
            rf"(?:{PART}(?:calendar )?|\b(?:this|within the) )year\b|\byear[ -]end\b"
            r"|\bbefore the year is (?:out|over)\b"
        ),
        fixed(partial(counting.end_of_year, 0), spans=True),
    ),
)
DAY_RULES: tuple[Rule, ...] = (
    (f"next {A_WEEKDAY}", rf"\bnext {WEEKDAYS}", readings.days_next),
    (
        f"following/after {A_WEEKDAY}",
        (
            rf"\bfollowing {WEEKDAYS}|{WEEKDAYS.replace('days>', 'days2>')} "
            r"(?:following|after that|after(?=$|[,.;)]))"
        ),
        readings.days_onward,
    ),
    (A_WEEKDAY, WEEKDAYS, readings.days_ahead),
    ("next day", r"\bnext (?:business|working) day\b", fixed(partial(counting.business_days, 1))),
    (
        "day after/following/next",
        r"\b(?:the )?(?:day after(?: that)?(?!\s[a-z§0-9])|(?:following|next) (?:(?:business|working) )?day)\b",
        fixed(counting.tomorrow, onward=True),
    ),
    ("tomorrow", r"\btomorrow\b", fixed(counting.tomorrow)),
    (
        "today/tonight/day/morning/afternoon/evening/hour/end/close",
        (
            r"\b(?:today|tonight|same day|(?:this|later) (?:morning|afternoon|evening)|within the (?:day|hour)"
            r"|end of (?:the |this )?(?:business |working |work )?(?:day|play|business)"
            r"|close of (?:the )?(?:business|play|day))\b"
        ),
        fixed(counting.that_day),
    ),
    (
        ":/am/pm/clock/noon/midday/midnight",
        rf"^{CLOCK}|\b(?:by|before|until|at|around) {CLOCK}",
        fixed(counting.that_day),
    ),
    (A_LENGTH, DURATION, readings.stretch),
    ("§", r"§(?P<date>[0-9]+)", readings.written),
)

RULES = tuple(
    (tuple(tuple(group.replace("_", " ").split("/")) for group in needs.split()), source, build)
    for needs, source, build in DATES + NOT_OF_AN_ANSWER + STRETCHES + WEEK_RULES + MONTH_RULES + YEAR_RULES + DAY_RULES
)


def rules_for(text: str) -> list[tuple[str, Build]]:
    """The rules that may find something in a plain text, in their order."""
    padded = f" {text} "
    return [
        (source, build)
        for needs, source, build in RULES
        if all(any(word in padded for word in group) for group in needs)
    ]
