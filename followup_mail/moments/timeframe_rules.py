"""The wordings in which an employer names a day or a period (timing.md 3.6), one rule each, the particular ones first.

A rule is a pattern and what its words count to. It is tried on a plain text (`timeframes.plain`) in which each written
date has become a mark ("§0"). What a rule has read is gone for those below it. Adding a wording is adding a rule.
"""

from functools import partial

from followup_mail.moments import counting, readings
from followup_mail.moments.readings import Build, fixed
from followup_mail.moments.words import MONTH, ORDINAL, WEEKDAY, YEAR

# -- pieces of patterns

TO = r"\s?(?:,|/|-|&|\bor\b|\band\b|\bto\b|\beven\b|\bif not\b|\bup\b|\buntil\b|\bthrough\b)"
NUMBER = r"(?:[0-9]{1,4}(?:\.[0-9])?|an?|another|couple|few)\b"
UNIT = r"(?:hours?|days?|weekdays?|weeks?|months?|years?)\b"
KIND = r"(?:(?P<kind>business|working|work|calendar|full|clear|more|further|consecutive)[\s-])*"
DURATION = (
    rf"(?:\b(?P<low>{NUMBER})(?:{TO}){{1,3}}\s?)?(?<![0-9.])\b(?P<n>{NUMBER})[\s-]?{KIND}(?P<unit>{UNIT})"
    rf"(?:(?:{TO}){{1,2}}\s?(?P<more>[0-9]{{1,3}}|couple|few)\b(?!\s?(?:\w+\s)?{UNIT}|[0-9:.]|\s?(?:am|pm|o'clock)\b))?"
)
WEEKDAYS = rf"(?P<days>\b{WEEKDAY}(?:(?:{TO}){{1,2}}\s?(?:on )?(?:the )?{WEEKDAY}){{0,4}})"
WEEK = (
    r"(?P<week>week after next|next week|(?:this )?coming week|this week|current week|following week"
    r"|week after(?: that)?(?!\s[a-z§0-9])|week following|one after(?: that)?)\b"
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
CLOCK = r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:am|pm)|[0-9]{1,2}:[0-9]{2}|[0-9]{1,2} o'clock|noon|midday|midnight)\b"
THEN = r"(?:that|then|this)\b"

# -- the rules

DATES: tuple[tuple[str, Build], ...] = (
    (r"§(?P<low>[0-9]+)\s?(?:-|to|or|and|until|/)\s?(?:the )?§(?P<date>[0-9]+)", readings.range_of_dates),
    (
        rf"§(?P<date>[0-9]+)\s?(?:-|to|or|and|/)\s?(?:the )?(?P<high>[0-9]{{1,2}})(?:{ORDINAL})?"
        rf"(?![0-9:.§]|\s?(?:{UNIT}|{KIND}{UNIT}|am\b|pm\b))",
        readings.range_in_month,
    ),
    (
        r"\b(?:(?<!a )(?<![0-9] )week (?:of|commencing|beginning|starting|from)|w/c|wc)(?: on)?(?: the)?(?: monday)?,? "
        rf"(?:the )?(?:[0-9]{{1,2}}(?:{ORDINAL})?\s?(?:-|to)\s?)?§(?P<date>[0-9]+)",
        readings.week_of_date,
    ),
    (r"\b(?:week ending|w/e)(?: on)?(?: the)? §(?P<date>[0-9]+)", readings.written),
    (r"§(?P<date>[0-9]+),? (?:of )?next year\b", readings.date_next_year),
    (r"§(?P<date>[0-9]+),? (?:of )?this year\b", readings.written),
    (rf"§(?P<date>[0-9]+),? (?:of |in )(?:the )?{ONE_MONTH}", readings.date_in_month),
    (rf"\b{NTH} (?:full |complete )?week (?:of|in) (?:the )?new (?P<year>year)\b", readings.week_of_month),
    (rf"\b{NTH} (?:full |complete )?week (?:of|in) (?:the )?{ONE_MONTH}", readings.week_of_month),
    (rf"\b{NTH} (?P<day>{WEEKDAY}) (?:of|in) (?:the )?{ONE_MONTH}", readings.weekday_of_month),
)
NOT_OF_AN_ANSWER: tuple[tuple[str, Build], ...] = (
    (rf"\b(?:last|past|previous) (?:{UNIT}|{NUMBER}[\s-]?{KIND}{UNIT}|quarter|night|{WEEKDAY}|{MONTH})", readings.no_answer),
    (r"\byesterday\b", readings.no_answer),
    (rf"{DURATION} (?:ago|back|earlier|prior)\b(?! to)", readings.no_answer),
    (rf"\b(?:{NUMBER}[\s-]?{UNIT}|once|twice|times) (?:an?|per|each|every) {UNIT}", readings.no_answer),
    (
        rf"\b{NUMBER}[\s-]{UNIT}[\s-](?:contract|notice|probation\w*|trial|internship|placement|interview|call|meeting"
        r"|exercise|assessment|test|presentation)\b",
        readings.no_answer,
    ),
    (rf"\bevery {WEEKDAY}", readings.no_answer),
)
STRETCHES: tuple[tuple[str, Build], ...] = (
    (rf"\b(?P<n>{NUMBER}) weeks? and (?P<and>{NUMBER}) days?\b", readings.weeks_and_days),
    (r"\b(?:the )?day after tomorrow\b", fixed(partial(counting.then, counting.tomorrow, counting.tomorrow))),
    (rf"{DURATION} (?:from |after |of |on )?tomorrow\b", readings.stretch_from_tomorrow),
    (rf"{DURATION} (?:(?:from|of|after) )?{NOW}", readings.stretch),
    (rf"{DURATION} (?:(?:after|of|from|following) {THEN}|later\b|after(?!\s[a-z§0-9])|thereafter\b|afterwards\b)", readings.stretch_onward),
    (rf"{DURATION} (?:after|of|from|following) (?:the )?§(?P<date>[0-9]+)", readings.stretch_from_date),
    (rf"\b(?P<n>{NUMBER}) weeks? (?:on |from |after |following )?(?:the |this |next )?{WEEKDAYS}", readings.days_weeks_on),
    (rf"{WEEKDAYS} (?:in )?(?P<n>[0-9]{{1,2}}|an?|couple|few) weeks?\b", readings.days_weeks_on),
    (rf"{WEEKDAYS} (?P<n>a )?week\b(?! (?:of|commencing))", readings.days_weeks_on),
    (rf"{DURATION} (?:after|of|from|following|before|prior to)(?=\s[a-z0-9])(?! which)", readings.unknown_start),
    (r"\b(?:day|week|month|year)s? after(?= (?:the|our|my|your|all|we|they|everyone|this|§|[0-9])\b)(?! that)", readings.unknown_start),
    (rf"\b(?:the )?{WEEKDAY} (?:after|following|before) (?=(?:the )?§|next week|christmas|xmas)", readings.unknown_start),
    (rf"\bthe {WEEKDAY} (?:after|following|before) (?!next\b|that\b|this\b)(?=[a-z])", readings.unknown_start),
    (r"\b(?:same|this) day next week\b", fixed(partial(counting.weeks, 1))),
)
WEEK_RULES: tuple[tuple[str, Build], ...] = (
    (r"\bthis (?P<unit>week|month),? (?:or|but|if not|otherwise) (?:\w+ ){0,2}next(?=$|[,.;)])", readings.next_of_same),
    (rf"\bthis {WEEKDAYS},? or next(?=$|[,.;)])", readings.days_next),
    (r"\b(?:calendar week|cw|kw) ?(?P<n>[0-9]{1,2})\b", readings.numbered_week),
    (rf"{WEEKDAYS},? (?:of |in |on )?(?:the )?{WEEK}", readings.days_of_week),
    (rf"\b{WEEK}(?:,| -)? (?:but |and )?(?:on |by |before |until |around )*(?:the )?{WEEKDAYS}", readings.days_of_week),
    (rf"{WEEKDAYS} after next\b(?! week)", readings.days_next),
    (rf"{PART}{WEEK}", readings.part_of_week),
    (r"\b(?:in|within|over|during|inside) the (?:next|coming) week\b", fixed(partial(counting.weeks, 1))),
    (r"\b(?:in|within|inside) the week\b", fixed(partial(counting.weeks, 1))),
    (rf"\b{WEEK}", readings.part_of_week),
    (rf"{PART}(?P<week>week)\b", readings.part_of_week),
    (r"\bmid ?week\b", fixed(partial(counting.next_working_day_of_week, 3))),
    (r"\bweek'?s'? end\b", fixed(partial(counting.end_of_week, 0))),
    (r"\bafter the weekend\b", fixed(partial(counting.working_day_of_week, 2, 1))),
    (r"\bbefore the weekend\b", fixed(partial(counting.end_of_week, 0))),
    (r"\bnext weekend\b", fixed(partial(counting.weekend, 1))),
    (r"\bweekend\b", fixed(partial(counting.weekend, 0))),
    (r"\b(?:coming|next|following) weeks\b|\bweeks (?:ahead|to come)\b", fixed(partial(counting.weeks, 3))),
    (r"\b(?:coming|next|following) days\b|\bdays (?:ahead|to come)\b", fixed(partial(counting.business_days, 5))),
)
MONTH_RULES: tuple[tuple[str, Build], ...] = (
    (r"\bmonth after next\b", fixed(partial(counting.end_of_month, 2))),
    (r"\bmonth after(?: that)?(?!\s[a-z§0-9])", fixed(partial(counting.end_of_month, 1), onward=True)),
    (r"\b(?:in|within|over|during|inside) the (?:(?:next|coming) )?month\b", fixed(partial(counting.months, 1))),
    (r"\b(?:coming|next|following) months\b", fixed(partial(counting.months, 3))),
    (rf"{PART}{ONE_MONTH}", readings.part_of_month),
    (r"\bmonth(?:'?s'?)?[ -]end\b", fixed(partial(counting.end_of_month, 0))),
    (
        rf"(?:^|[-/]|\b(?:in|by|until|till|before|during|for|of|to|or|within|next|this|and|into) ){NAMED_MONTH}",
        readings.part_of_month,
    ),
    (rf"\b(?!may|mar){NAMED_MONTH}", readings.part_of_month),
    (r"\b(?P<ahead>next|this|coming|following) month\b", readings.part_of_month),
)
YEAR_RULES: tuple[tuple[str, Build], ...] = (
    (rf"\bq ?(?P<q>[1-4])\b{OF_YEAR}", readings.quarter),
    (rf"\b{NTH} quarter\b{OF_YEAR}", readings.quarter),
    (r"\bnext quarter\b", fixed(partial(counting.end_of_quarter, 1))),
    (rf"(?:{PART}|\b(?:this|current|the|within) )quarter\b|\bquarter[ -]end\b", fixed(partial(counting.end_of_quarter, 0))),
    (r"\b(?:before|by) (?:the )?new year\b", fixed(partial(counting.end_of_year, 0))),
    (rf"{ANY_PART}\b(?:the )?new year\b", fixed(counting.in_the_new_year)),
    (
        rf"\b(?:after|following|past|once) (?:{CHRISTMAS}|the new year\b)(?: (?:is|are) over)?",
        fixed(counting.in_the_new_year),
    ),
    (rf"\b(?:before|by|ahead of|until|pre) ?-?{CHRISTMAS}", fixed(counting.before_christmas)),
    (rf"\b(?:{EARLY}){IN}(?:next year|the year)\b", fixed(partial(counting.in_january, 1))),
    (rf"\b(?:in |by |during |until )?(?:(?P<early>{EARLY}){IN}|(?:{LATE}){IN}|in |by |during )(?P<y>{YEAR})\b", readings.in_year),
    (rf"{ANY_PART}\bnext year\b", fixed(partial(counting.end_of_year, 1))),
    (
        rf"(?:{PART}(?:calendar )?|\b(?:this|within the) )year\b|\byear[ -]end\b|\bbefore the year is out\b",
        fixed(partial(counting.end_of_year, 0)),
    ),
)
DAY_RULES: tuple[tuple[str, Build], ...] = (
    (rf"\bnext {WEEKDAYS}", readings.days_next),
    (
        rf"\bfollowing {WEEKDAYS}|{WEEKDAYS.replace('days>', 'days2>')} (?:following|after that|after(?=$|[,.;)]))",
        readings.days_onward,
    ),
    (rf"{WEEKDAYS}", readings.days_ahead),
    (r"\bnext (?:business|working) day\b", fixed(partial(counting.business_days, 1))),
    (
        r"\b(?:the )?(?:day after(?: that)?(?!\s[a-z§0-9])|following day|next day|(?:following|next) (?:business|working) day)\b",
        fixed(counting.tomorrow, onward=True),
    ),
    (r"\btomorrow\b", fixed(counting.tomorrow)),
    (
        r"\b(?:today|tonight|same day|(?:this|later) (?:morning|afternoon|evening)|within the (?:day|hour)"
        r"|end of (?:the |this )?(?:business |working |work )?(?:day|play|business)|close of (?:the )?(?:business|play|day))\b",
        fixed(counting.that_day),
    ),
    (rf"^{CLOCK}|\b(?:by|before|until|at|around) {CLOCK}", fixed(counting.that_day)),
    (rf"{DURATION}", readings.stretch),
    (r"§(?P<date>[0-9]+)", readings.written),
)

RULES = DATES + NOT_OF_AN_ANSWER + STRETCHES + WEEK_RULES + MONTH_RULES + YEAR_RULES + DAY_RULES
