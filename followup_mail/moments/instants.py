"""One instant or one day, in the words of a command line."""

from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from followup_mail.moments.words import NotUnderstood


def read_instant(
    words: str, zone: ZoneInfo, *, now: datetime, look: Literal["back", "ahead"], at: time = time(17)
) -> datetime:
    """Read an instant; raises NotUnderstood."""
    raise NotUnderstood(f"“{words}” is not understood")


def read_day(words: str, zone: ZoneInfo, *, now: datetime, look: Literal["back", "ahead"]) -> date:
    """Read a day; raises NotUnderstood."""
    raise NotUnderstood(f"“{words}” is not understood")
