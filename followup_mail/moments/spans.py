"""When an interview was: a start and an end in the employer's zone."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from followup_mail.moments.words import NotUnderstood


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, both aware. `assumed` says in words what was left open, else it is empty."""

    start: datetime
    end: datetime
    assumed: str = ""


def read_span(words: str, zone: ZoneInfo, *, now: datetime | None = None) -> Span:
    """Read `when:`; raises NotUnderstood."""
    raise NotUnderstood(f"“{words}” is not understood")
