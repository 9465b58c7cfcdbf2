"""Days and times in English, the same on every machine."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from followup_mail.moments import say_clock, say_day, say_moment

DAY = date(2026, 11, 3)
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "style, weekday, year, short, said",
    [
        pytest.param("british", False, False, False, "3 November", id="british"),
        pytest.param("british", True, False, False, "Tuesday 3 November", id="british weekday"),
        pytest.param("british", True, True, True, "Tue 3 Nov 2026", id="british short"),
        pytest.param("american", False, False, False, "November 3", id="american"),
        pytest.param("american", True, True, False, "Tuesday, November 3, 2026", id="american in full"),
        pytest.param("american", True, False, True, "Tue, Nov 3", id="american short"),
    ],
)
def test_a_day(style: str, weekday: bool, year: bool, short: bool, said: str) -> None:
    """A day is said the British or the American way, without leading zeros."""
    assert say_day(DAY, style=style, weekday=weekday, year=year, short=short) == said


@pytest.mark.parametrize(
    "moment, said",
    [
        pytest.param(datetime(2026, 11, 17, 18, 0, tzinfo=UTC), "today 18:00", id="today"),
        pytest.param(datetime(2026, 11, 18, 9, 5, tzinfo=UTC), "tomorrow 09:05", id="tomorrow"),
        pytest.param(datetime(2026, 11, 16, 9, 0, tzinfo=UTC), "yesterday 09:00", id="yesterday"),
        pytest.param(datetime(2026, 11, 19, 14, 0, tzinfo=UTC), "Thu 19 Nov 14:00", id="this year"),
        pytest.param(datetime(2027, 1, 8, 17, 0, tzinfo=UTC), "Fri 8 Jan 17:00", id="next year, near"),
        pytest.param(datetime(2027, 11, 19, 17, 0, tzinfo=UTC), "Fri 19 Nov 2027 17:00", id="next year, far"),
        pytest.param(datetime(2025, 11, 19, 17, 0, tzinfo=UTC), "Wed 19 Nov 2025 17:00", id="last year"),
    ],
)
def test_a_moment_seen_from_now(moment: datetime, said: str) -> None:
    """Near days have names, others their date; the year is said where it could be mistaken."""
    assert say_moment(moment, now=NOW) == said


def test_a_moment_is_said_in_its_own_zone() -> None:
    """Whether it is "today" is decided where the moment's clock hangs, not where `now` was written."""
    late_monday = datetime(2026, 11, 16, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    assert say_moment(late_monday, now=datetime(2026, 11, 17, 4, 0, tzinfo=UTC)) == "today 23:30"
    assert say_clock(late_monday) == "23:30"
