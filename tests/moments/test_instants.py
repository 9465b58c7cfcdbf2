"""One instant or one day in the words of a command line, looking back or ahead."""

from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.moments import NotUnderstood, read_day, read_instant

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 10, 5, tzinfo=LONDON)  # a Monday
Look = Literal["back", "ahead"]


@pytest.mark.parametrize(
    "words, look, instant",
    [
        pytest.param("now", "back", "2026-11-23 10:05", id="now"),
        pytest.param("yesterday 6pm", "back", "2026-11-22 18:00", id="yesterday 6pm"),
        pytest.param("yesterday", "back", "2026-11-22 17:00", id="a day alone"),
        pytest.param("today", "back", "2026-11-23 10:05", id="today, no later than now"),
        pytest.param("Friday 5pm", "back", "2026-11-20 17:00", id="latest Friday"),
        pytest.param("Monday 9am", "back", "2026-11-23 09:00", id="this morning by its weekday"),
        pytest.param("Monday 5pm", "back", "2026-11-16 17:00", id="last week's, as today's is ahead"),
        pytest.param("18:00", "back", "2026-11-22 18:00", id="clock alone, back"),
        pytest.param("9am", "back", "2026-11-23 09:00", id="clock alone, this morning"),
        pytest.param("20 Nov 17:00", "back", "2026-11-20 17:00", id="date without a year, back"),
        pytest.param("5 Dec", "back", "2025-12-05 17:00", id="date without a year, last year's"),
        pytest.param("20 minutes ago", "back", "2026-11-23 09:45", id="minutes ago"),
        pytest.param("2 hours ago", "back", "2026-11-23 08:05", id="hours ago"),
        pytest.param("3 days ago", "back", "2026-11-20 17:00", id="days ago"),
        pytest.param("2026-11-20T10:00Z", "back", "2026-11-20 10:00", id="UTC"),
        pytest.param("2026-07-20T10:00+02:00", "back", "2026-07-20 09:00", id="offset"),
        pytest.param("2026-11-20 10:00", "back", "2026-11-20 10:00", id="ISO without offset"),
        pytest.param("2026-11-20", "ahead", "2026-11-20 17:00", id="a full date is what it is"),
        pytest.param("tomorrow noon", "ahead", "2026-11-24 12:00", id="tomorrow noon"),
        pytest.param("tomorrow", "ahead", "2026-11-24 17:00", id="tomorrow"),
        pytest.param("Friday 5pm", "ahead", "2026-11-27 17:00", id="next Friday to come"),
        pytest.param("Monday 5pm", "ahead", "2026-11-23 17:00", id="today's is still ahead"),
        pytest.param("Monday 9am", "ahead", "2026-11-30 09:00", id="today's is over"),
        pytest.param("next Friday", "ahead", "2026-12-04 17:00", id="Friday of next week"),
        pytest.param("9am", "ahead", "2026-11-24 09:00", id="clock alone, ahead"),
        pytest.param("in 3 days", "ahead", "2026-11-26 17:00", id="in days"),
        pytest.param("in 3 hours", "ahead", "2026-11-23 13:05", id="in hours"),
        pytest.param("in half an hour", "ahead", "2026-11-23 10:35", id="in half an hour"),
        pytest.param("5 Dec", "ahead", "2026-12-05 17:00", id="date without a year, ahead"),
        pytest.param("20 Nov", "ahead", "2027-11-20 17:00", id="date without a year, next year's"),
        pytest.param("end of next week", "ahead", "2026-12-04 17:00", id="as employers say"),
        pytest.param("by mid-December", "ahead", "2026-12-15 17:00", id="as employers say, a month"),
        pytest.param("tonight at 8", "ahead", "2026-11-23 20:00", id="tonight"),
    ],
)
def test_an_instant_in_words(words: str, look: Look, instant: str) -> None:
    """Each wording comes to its instant on the side that is looked to, in the zone that was given."""
    read = read_instant(words, LONDON, now=NOW, look=look)
    assert f"{read:%Y-%m-%d %H:%M}" == instant
    assert read.tzinfo is LONDON


@pytest.mark.parametrize(
    "words, look, day",
    [
        pytest.param("Friday", "ahead", "2026-11-27", id="Friday"),
        pytest.param("by Friday", "ahead", "2026-11-27", id="by Friday"),
        pytest.param("Monday", "ahead", "2026-11-30", id="today's weekday is next week's"),
        pytest.param("today", "ahead", "2026-11-23", id="today"),
        pytest.param("2026-12-01", "ahead", "2026-12-01", id="ISO"),
        pytest.param("1 Dec", "ahead", "2026-12-01", id="no year"),
        pytest.param("the 20th", "ahead", "2026-12-20", id="day alone"),
        pytest.param("in two weeks", "ahead", "2026-12-07", id="weeks"),
        pytest.param("end of the month", "ahead", "2026-11-30", id="end of the month"),
        pytest.param("tomorrow at noon", "ahead", "2026-11-24", id="clock left aside"),
        pytest.param("2026-12-01T23:30-05:00", "ahead", "2026-12-02", id="an instant, in the zone"),
        pytest.param("yesterday", "back", "2026-11-22", id="yesterday"),
        pytest.param("Friday", "back", "2026-11-20", id="latest Friday"),
        pytest.param("2 hours ago", "back", "2026-11-23", id="hours ago"),
    ],
)
def test_a_day_in_words(words: str, look: Look, day: str) -> None:
    """Each wording comes to its day on the side that is looked to."""
    assert read_day(words, LONDON, now=NOW, look=look).isoformat() == day


@pytest.mark.parametrize("look", ["back", "ahead"])
@pytest.mark.parametrize(
    "words, says",
    [
        pytest.param("rubbish", "is not understood: write it such as", id="no time"),
        pytest.param("soon", "is not understood", id="no date named"),
        pytest.param("31 Nov", "31 November does not exist", id="no such day"),
        pytest.param("03/04/2026", "may be 3 April or 4 March", id="two readings"),
        pytest.param("Tuesday 20 Nov 2026", "is a Friday, not a Tuesday", id="other weekday"),
        pytest.param("Friday at 3", "write 3am or 3pm", id="at 3"),
        pytest.param("Friday 25:00", "a day ends with 23:59", id="no such time"),
    ],
)
def test_what_is_unclear_is_refused_both_ways(words: str, says: str, look: Look) -> None:
    """A wording that is unclear is refused with the way out, as an instant and as a day."""
    for read in (read_instant, read_day):
        with pytest.raises(NotUnderstood) as refusal:
            read(words, LONDON, now=NOW, look=look)
        assert says in str(refusal.value)


def test_the_clock_time_of_a_day_alone_can_be_chosen() -> None:
    """`at` is the clock time that a day alone means; 17:00 unless said otherwise."""
    assert read_instant("1 Dec", LONDON, now=NOW, look="ahead", at=time(9)).hour == 9
    assert read_instant("1 Dec", LONDON, now=NOW, look="ahead").hour == 17


def test_today_is_the_zones_today() -> None:
    """Monday 10:05 in London is already Tuesday in Kiritimati: "today" is the day there (timing.md 3.7, 3)."""
    assert read_day("today", ZoneInfo("Pacific/Kiritimati"), now=NOW, look="back").isoformat() == "2026-11-24"


def test_an_instant_that_the_clocks_skip_is_refused() -> None:
    """01:30 on the day the clocks go forward names both instants that may be meant."""
    with pytest.raises(NotUnderstood, match=r"2027-03-28T00:30\+00:00 or 2027-03-28T02:30\+01:00"):
        read_instant("28 Mar 2027 01:30", LONDON, now=NOW, look="ahead")


@given(st.integers(0, 4 * 366 * 24 * 60))
def test_a_weekday_with_a_clock_is_within_a_week_of_now(minutes: int) -> None:
    """Looking back it has been, looking ahead it is to come, never more than a week away."""
    now = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    back = read_instant("Wednesday 12:00", LONDON, now=now, look="back").astimezone(UTC)
    ahead = read_instant("Wednesday 12:00", LONDON, now=now, look="ahead").astimezone(UTC)
    assert back <= now < ahead
    assert (ahead.date() - back.date()).days == 7


@given(st.text(alphabet="0123456789:-/., apmtozhFrinextago", max_size=40), st.sampled_from(["back", "ahead"]))
def test_any_text_is_read_or_refused(text: str, look: Look) -> None:
    """Whatever is typed comes to an aware instant or to a refusal."""
    try:
        read = read_instant(text, LONDON, now=NOW, look=look)
    except NotUnderstood:
        return
    assert read.utcoffset() is not None
