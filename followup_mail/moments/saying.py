"""Says days and times in English, alike on every machine: no locale, no strftime.

Decides how a date looks; which date to name is left to others.
"""

from datetime import date, datetime

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
NEAR = 180  # days within which a date without its year cannot be mistaken


def say_day(
    day: date, *, style: str = "british", weekday: bool = False, year: bool = False, short: bool = False
) -> str:
    """A day as "17 November"; american: "November 17". `short` cuts weekday and month to three letters."""
    month = MONTH_NAMES[day.month - 1]
    name = WEEKDAY_NAMES[day.weekday()]
    if short:
        month, name = month[:3], name[:3]
    if style == "american":
        said = f"{month} {day.day}" + (f", {day.year}" if year else "")
        return f"{name}, {said}" if weekday else said
    said = f"{day.day} {month}" + (f" {day.year}" if year else "")
    return f"{name} {said}" if weekday else said


def say_clock(moment: datetime) -> str:
    """The clock as "14:00", that of the moment's own zone, seconds left out."""
    return f"{moment.hour:02}:{moment.minute:02}"


def say_moment(moment: datetime, *, now: datetime) -> str:
    """Says "today 18:00", "tomorrow 09:00", "Thu 19 Nov 14:00": days are those of the moment's zone.

    The year is named where it is not the present one and the day more than 180 days away.
    """
    day = moment.date()
    today = (now if now.tzinfo is moment.tzinfo else now.astimezone(moment.tzinfo)).date()
    away = (day - today).days
    if away in NEAR_DAYS:
        return f"{NEAR_DAYS[away]} {say_clock(moment)}"
    year = day.year != today.year and abs(away) > NEAR
    return f"{say_day(day, weekday=True, year=year, short=True)} {say_clock(moment)}"
