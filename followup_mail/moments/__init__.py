"""Reads dates and what employers say, and says dates: the one place for both.

Decides what words about time mean. Knows no clock, no file and no country: `now`, the zone and the working days of
the employer are given to it.
"""

from followup_mail.moments.instants import read_day, read_instant
from followup_mail.moments.saying import say_clock, say_day, say_moment
from followup_mail.moments.spans import Span, in_the_coming_week, read_span
from followup_mail.moments.timeframes import Timeframe, read_timeframe
from followup_mail.moments.words import NotUnderstood

__all__ = [
    "NotUnderstood",
    "Span",
    "Timeframe",
    "in_the_coming_week",
    "read_day",
    "read_instant",
    "read_span",
    "read_timeframe",
    "say_clock",
    "say_day",
    "say_moment",
]
