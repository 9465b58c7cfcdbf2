"""Reads the moments of a reply's window: 48 hours, 1 business day or respond_by, 2 business days before respond_by.

Decides what these words mean; the dates are worked out by timing.
"""

from collections.abc import Sequence

from followup_mail.policy.kinds import Preference, Sooner, Term

AT_ONCE: Preference = ((Term(),),)
BEST = ("business hours", "next business morning")  # the first office hour, and 09:00 on a later business day
EVENT_DATES = ("respond_by", "decide_by", "until", "back_on")

_UNITS = {
    "hour": "hours",
    "hours": "hours",
    "day": "days",
    "days": "days",
    "business day": "business_days",
    "business days": "business_days",
}


def read_preference(words: Sequence[str]) -> Preference:
    """Several moments in order of preference, each perhaps the sooner of two joined by "or". Raises ValueError."""
    return tuple(_sooner(item) for item in words)


def read_best(words: Sequence[str]) -> "Preference | str":
    """A moment, or one of BEST. Raises ValueError."""
    return words[0] if len(words) == 1 and words[0] in BEST else read_preference(words)


def _sooner(words: str) -> Sooner:
    return tuple(_term(part.strip()) for part in words.split(" or "))


def _term(words: str) -> Term:
    if words == "at once":
        return Term()
    if words in EVENT_DATES:
        return Term(field=words)
    length, _, of = words.partition(" before ")
    amount, _, unit = length.partition(" ")
    if not (amount.isascii() and amount.isdigit() and len(amount) < 4) or unit not in _UNITS:
        raise ValueError(f"“{words}” is no moment of a window")
    if of and of not in EVENT_DATES:
        raise ValueError(f"“{of}” is no date that an event can name")
    return Term(int(amount), _UNITS[unit], of or None)
