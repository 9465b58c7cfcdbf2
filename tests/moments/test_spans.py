"""When an interview was: what `when:` understands, what it assumes and says so, and what it refuses."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.moments import NotUnderstood, in_the_coming_week, read_span

NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 10, 5, tzinfo=NEW_YORK)  # a Monday


@pytest.mark.parametrize(
    "words, start, end, assumed",
    [
        pytest.param("17 Nov 2026, 14:00 to 15:00", "2026-11-17 14:00", "2026-11-17 15:00", "", id="range"),
        pytest.param("17 Nov 2026 14:00-15:00", "2026-11-17 14:00", "2026-11-17 15:00", "", id="hyphen"),
        pytest.param("17 Nov 2026, 14:00 – 15:00", "2026-11-17 14:00", "2026-11-17 15:00", "", id="dash"),
        pytest.param("17 Nov 2026, 2pm to 3pm", "2026-11-17 14:00", "2026-11-17 15:00", "", id="pm twice"),
        pytest.param("17 Nov 2026, 2-3pm", "2026-11-17 14:00", "2026-11-17 15:00", "", id="pm once"),
        pytest.param("17 Nov 2026, 2:15 p.m. to 3 p.m.", "2026-11-17 14:15", "2026-11-17 15:00", "", id="p.m."),
        pytest.param("17 Nov 2026, 11-1pm", "2026-11-17 11:00", "2026-11-17 13:00", "", id="over noon, pm last"),
        pytest.param("17 Nov 2026, 11am-1", "2026-11-17 11:00", "2026-11-17 13:00", "", id="over noon, am first"),
        pytest.param("17 Nov 2026, noon to 1pm", "2026-11-17 12:00", "2026-11-17 13:00", "", id="noon"),
        pytest.param("17 Nov 2026, 10-11", "2026-11-17 10:00", "2026-11-17 11:00", "", id="bare hours of the day"),
        pytest.param("Nov 17, 2026 from 2:00 PM to 2:45 PM", "2026-11-17 14:00", "2026-11-17 14:45", "", id="american"),
        pytest.param("Tue, 17 Nov 2026, 14:00 to 15:00", "2026-11-17 14:00", "2026-11-17 15:00", "", id="weekday"),
        pytest.param("17.11.2026 14:00-15:00", "2026-11-17 14:00", "2026-11-17 15:00", "", id="dots"),
        pytest.param("17/11/2026, 14.30 to 15.30", "2026-11-17 14:30", "2026-11-17 15:30", "", id="dotted clock"),
        pytest.param("17 Nov 2026 at 1400, 45 min", "2026-11-17 14:00", "2026-11-17 14:45", "", id="military"),
        pytest.param("1 Dec 2026, 09:30, 3 hours", "2026-12-01 09:30", "2026-12-01 12:30", "", id="hours"),
        pytest.param("1 Dec 2026, 09:30, 90 min", "2026-12-01 09:30", "2026-12-01 11:00", "", id="minutes"),
        pytest.param("1 Dec 2026, 09:30, 1.5 hours", "2026-12-01 09:30", "2026-12-01 11:00", "", id="part of an hour"),
        pytest.param("1 Dec 2026, 09:30 for an hour and a half", "2026-12-01 09:30", "2026-12-01 11:00", "", id="half"),
        pytest.param("1 Dec 2026, 09:30, half an hour", "2026-12-01 09:30", "2026-12-01 10:00", "", id="half an hour"),
        pytest.param("1 Dec 2026, 09:30, 1h30", "2026-12-01 09:30", "2026-12-01 11:00", "", id="1h30"),
        pytest.param("1 Dec 2026, 09:30 (45 minutes)", "2026-12-01 09:30", "2026-12-01 10:15", "", id="brackets"),
        pytest.param("1 Dec 2026, 09:30", "2026-12-01 09:30", "2026-12-01 10:30", "60 minutes", id="start alone"),
        pytest.param("1 Dec 2026, 2pm", "2026-12-01 14:00", "2026-12-01 15:00", "60 minutes", id="start alone, pm"),
        pytest.param("1 Dec 2026", "2026-12-01 09:00", "2026-12-01 17:00", "until 17:00", id="date alone"),
        pytest.param("2026-12-01", "2026-12-01 09:00", "2026-12-01 17:00", "until 17:00", id="ISO date alone"),
        pytest.param("17 Nov 2026, 23:30 to 00:30", "2026-11-17 23:30", "2026-11-18 00:30", "", id="over midnight"),
        pytest.param(
            "17 Nov 2026 22:00 to 18 Nov 2026 01:00", "2026-11-17 22:00", "2026-11-18 01:00", "", id="2 dates"
        ),
        pytest.param(
            "2026-07-14T10:00-04:00 to 2026-07-14T11:00-04:00", "2026-07-14 10:00", "2026-07-14 11:00", "", id="offsets"
        ),
        pytest.param("2026-07-14T14:00Z/2026-07-14T15:00Z", "2026-07-14 10:00", "2026-07-14 11:00", "", id="UTC"),
        pytest.param("2026-07-14T16:00+02:00", "2026-07-14 10:00", "2026-07-14 11:00", "60 minutes", id="other offset"),
        pytest.param("2026-07-14T10:00 45 min", "2026-07-14 10:00", "2026-07-14 10:45", "", id="ISO and length"),
        pytest.param("2026-07-14 10:00-11:00", "2026-07-14 10:00", "2026-07-14 11:00", "", id="ISO date and range"),
        pytest.param("2026-07-14 10:00 to 11:00", "2026-07-14 10:00", "2026-07-14 11:00", "", id="ISO and clock"),
        pytest.param("today 10-11", "2026-11-23 10:00", "2026-11-23 11:00", "", id="today"),
        pytest.param("this morning 9:30", "2026-11-23 09:30", "2026-11-23 10:30", "60 minutes", id="this morning"),
        pytest.param("this afternoon 2-3", "2026-11-23 14:00", "2026-11-23 15:00", "", id="this afternoon"),
        pytest.param("yesterday at 3pm for 45 minutes", "2026-11-22 15:00", "2026-11-22 15:45", "", id="yesterday"),
        pytest.param("Tuesday 14:00", "2026-11-17 14:00", "2026-11-17 15:00", "60 minutes", id="latest Tuesday"),
        pytest.param("Monday 9am", "2026-11-23 09:00", "2026-11-23 10:00", "60 minutes", id="today by its name"),
        pytest.param("last Monday 9am", "2026-11-16 09:00", "2026-11-16 10:00", "60 minutes", id="last Monday"),
        pytest.param("17 Nov 14:00", "2026-11-17 14:00", "2026-11-17 15:00", "60 minutes", id="no year, past"),
        pytest.param("5 Jan 14:00", "2027-01-05 14:00", "2027-01-05 15:00", "60 minutes", id="no year, near ahead"),
        pytest.param("the 19th at 10am", "2026-11-19 10:00", "2026-11-19 11:00", "60 minutes", id="day alone"),
        pytest.param("3 days ago at 10:00", "2026-11-20 10:00", "2026-11-20 11:00", "60 minutes", id="days ago"),
    ],
)
def test_when_an_interview_was(words: str, start: str, end: str, assumed: str) -> None:
    """A date with a range, a length, a start or nothing more is read in the employer's zone; assumptions are said."""
    span = read_span(words, NEW_YORK, now=NOW)
    assert f"{span.start:%Y-%m-%d %H:%M}" == start
    assert f"{span.end:%Y-%m-%d %H:%M}" == end
    assert span.assumed == assumed
    assert span.start.tzinfo is NEW_YORK
    assert span.end.tzinfo is NEW_YORK


@pytest.mark.parametrize(
    "words, says",
    [
        pytest.param("14:00", "names no day", id="no day"),
        pytest.param("", "no time is given", id="nothing"),
        pytest.param("31 Nov 2026", "31 November 2026 does not exist: that month has 30 days", id="no such day"),
        pytest.param("29 Feb 2027 10:00", "29 February 2027 does not exist", id="no leap year"),
        pytest.param("2026-02-30T10:00Z", "30 February 2026 does not exist", id="no such ISO day"),
        pytest.param("2026-13-01", "no month 13", id="no such month"),
        pytest.param("17 Nov 2026 25:00", "a day ends with 23:59", id="no such hour"),
        pytest.param("17 Nov 2026 14:75", "a day ends with 23:59", id="no such minute"),
        pytest.param("17 Nov 2026 13pm", "there is no 13 o'clock pm", id="no such pm"),
        pytest.param("2026-11-17T24:30", "a day ends with 23:59", id="no such ISO time"),
        pytest.param("2026-11-17T10:00+23:00", "no zone is so far from UTC", id="no such offset"),
        pytest.param("Mon 17 Nov 2026 14:00", "17 November 2026 is a Tuesday, not a Monday", id="other weekday"),
        pytest.param("Mon 17 Nov 14:00", "17 November 2026 is a Tuesday, not a Monday", id="other weekday, no year"),
        pytest.param("03/04/2026 14:00", "may be 3 April or 4 March", id="two readings"),
        pytest.param("17 Nov 2026 at 3", "may be morning or afternoon: write 3am or 3pm", id="at 3"),
        pytest.param("17 Nov 2026, 2:30 to 3:30", "write 2:30am or 2:30pm", id="2:30"),
        pytest.param("17 Nov 2026, 9-5", "may be morning or afternoon", id="9-5"),
        pytest.param("17 Nov 2026, midnight", "write 00:00 or 23:59", id="midnight"),
        pytest.param("17 Nov 2026, 14:00 EST", "leave out “EST”", id="abbreviation"),
        pytest.param("17 Nov 2026, 14:00-14:00", "has no length", id="no length"),
        pytest.param("17 Nov 2026, 14:00, 30 hours", "up to 24 hours", id="too long"),
        pytest.param("2026-07-14T10:00Z to 2026-07-14T09:00Z", "ends before it begins", id="ends first"),
        pytest.param("2026-07-14T10:00-11:00", "Write start and end in full", id="offset or end"),
        pytest.param("17 Nov 2026, two-ish", "is no clock time", id="no clock"),
        pytest.param("17 Nov 2026, 90 min", "has no start", id="length alone"),
        pytest.param("17 Nov 2026 " + "very " * 100, "too long for a time", id="a page"),
    ],
)
def test_what_is_unclear_or_does_not_exist_is_said(words: str, says: str) -> None:
    """One line says what is wrong and what to write."""
    with pytest.raises(NotUnderstood) as refusal:
        read_span(words, NEW_YORK, now=NOW)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("today 10-11", id="today"),
        pytest.param("Tuesday 14:00", id="weekday"),
        pytest.param("17 Nov, 14:00", id="no year"),
        pytest.param("3 days ago 14:00", id="days ago"),
    ],
)
def test_notes_name_their_day_in_full(words: str) -> None:
    """Where no `now` is given, as in a notes file, words that count from today are refused with an example."""
    with pytest.raises(NotUnderstood, match="17 Nov 2026"):
        read_span(words, NEW_YORK)


@pytest.mark.parametrize(
    "words, first, second",
    [
        pytest.param(
            "8 Mar 2026, 02:30", "2026-03-08T01:30-05:00", "2026-03-08T03:30-04:00", id="New York, skipped start"
        ),
        pytest.param(
            "8 Mar 2026, 01:30 to 02:30", "2026-03-08T01:30-05:00", "2026-03-08T03:30-04:00", id="skipped end"
        ),
        pytest.param("1 Nov 2026, 01:30", "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00", id="repeated start"),
        pytest.param(
            "1 Nov 2026, 00:30 to 01:30", "2026-11-01T01:30-04:00", "2026-11-01T01:30-05:00", id="repeated end"
        ),
    ],
)
def test_a_clock_time_that_is_skipped_or_repeated(words: str, first: str, second: str) -> None:
    """It is refused with both instants, and each of them, as it is written there, is understood."""
    with pytest.raises(NotUnderstood) as refusal:
        read_span(words, NEW_YORK)
    assert f"{first} or {second}" in str(refusal.value)
    starts = [read_span(written, NEW_YORK).start.astimezone(UTC) for written in (first, second)]
    assert starts[1] - starts[0] == timedelta(hours=1)


def test_the_repeated_hour_in_london() -> None:
    """The message names day and zone, and that the clocks change."""
    with pytest.raises(
        NotUnderstood, match="01:30 is shown twice on 25 October 2026 in Europe/London, where the clocks"
    ):
        read_span("25 Oct 2026, 01:30", LONDON)


def test_a_length_is_elapsed_time() -> None:
    """Three hours over a clock change end three hours later, whatever the clock shows (timing.md 3.7, 1)."""
    span = read_span("2026-10-25T00:30+01:00, 3 hours", LONDON)
    assert span.end.isoformat() == "2026-10-25T02:30:00+00:00"
    assert span.end.astimezone(UTC) - span.start.astimezone(UTC) == timedelta(hours=3)


@given(
    st.integers(0, 4 * 366 * 24 * 60),
    st.integers(1, 12 * 60),
    st.sampled_from(["America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_what_is_written_in_utc_comes_back(since: int, minutes: int, zone: str) -> None:
    """Instants with an offset are the same instants in any zone, on every day and at each clock change."""
    begin = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=since)
    end = begin + timedelta(minutes=minutes)
    span = read_span(f"{begin.isoformat(timespec='minutes')} to {end.isoformat(timespec='minutes')}", ZoneInfo(zone))
    assert (span.start.astimezone(UTC), span.end.astimezone(UTC)) == (begin, end)


@given(
    st.integers(0, 32),
    st.sampled_from(["Jan", "February", "Mar", "May", "June", "Sept", "Oct", "December", "Foo"]),
    st.integers(2025, 2028),
    st.tuples(st.integers(0, 24), st.integers(0, 61), st.integers(0, 24), st.integers(0, 61)),
    st.sampled_from([NEW_YORK, LONDON]),
)
def test_the_suggested_spelling_is_read_as_any_other(
    day: int, month: str, year: int, clocks: tuple[int, int, int, int], zone: ZoneInfo
) -> None:
    """The quick way of most notes comes to the same instants, or to the same refusal, as the way of all others."""
    start, end = f"{clocks[0]:02}:{clocks[1]:02}", f"{clocks[2]:02}:{clocks[3]:02}"
    come_to: list[object] = []
    for words in (f"{day} {month} {year}, {start} to {end}", f"{day} {month.lower()} {year} {start} - {end}"):
        try:
            come_to.append(read_span(words, zone))
        except NotUnderstood as refusal:
            come_to.append(str(refusal).partition("”")[2].lower())

    assert come_to[0] == come_to[1]


@given(st.text(alphabet="0123456789:-/., apmtozhNov", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed comes to a span that ends after it begins or to a refusal."""
    try:
        span = read_span(text, NEW_YORK, now=NOW)
    except NotUnderstood:
        return
    assert span.end.astimezone(UTC) > span.start.astimezone(UTC)


@pytest.mark.parametrize(
    "words, start",
    [
        pytest.param("Friday 14:00", "2026-11-27 14:00", id="weekday"),
        pytest.param("on tue, 2pm to 3pm", "2026-11-24 14:00", id="short"),
        pytest.param("Monday 9:00", None, id="today"),
        pytest.param("last Friday 14:00", None, id="last"),
        pytest.param("this Friday 14:00", None, id="this"),
        pytest.param("yesterday 14:00", None, id="yesterday"),
        pytest.param("16 Nov 14:00", None, id="a week ago"),
        pytest.param("Friday 20 Nov 14:00", None, id="with its date"),
        pytest.param("some day", None, id="no day"),
    ],
)
def test_a_bare_weekday_may_be_the_coming_one(words: str, start: str | None) -> None:
    """Only a weekday by itself leaves open which week is meant."""
    coming = in_the_coming_week(words, NEW_YORK, now=NOW)
    assert (f"{coming.start:%Y-%m-%d %H:%M}" if coming else None) == start
