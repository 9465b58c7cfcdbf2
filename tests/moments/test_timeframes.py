"""What employers say, read against a table of phrases, and the promises that hold for every phrase and day."""

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.moments import NotUnderstood, calendar_dates, read_timeframe, timeframe_rules, timeframes, words
from followup_mail.workdays import Calendar

TABLE = yaml.safe_load((Path(__file__).parents[1] / "data" / "moments" / "promises.yaml").read_text(encoding="utf-8"))
HOLIDAYS = [
    *(date(2026, 7, 3), date(2026, 9, 7), date(2026, 11, 26), date(2026, 12, 25)),
    *(date(2027, 1, 1), date(2027, 1, 18), date(2027, 2, 15)),
]
CALENDARS = {
    "plain": Calendar(),
    "usa": Calendar(holidays=dict.fromkeys(HOLIDAYS, "holiday"), first_year=2026, last_year=2027),
    "israel": Calendar(weekend=frozenset({4, 5})),
}


def rows(*, refused: bool) -> Iterator[ParameterSet]:
    """The table's rows as test parameters."""
    for section in TABLE:
        for phrase, expected in section["phrases"].items():
            if (expected == "refused") == refused:
                calendar = section.get("calendar", "plain")
                name = f"{section['said']:%a %d %b}-{calendar}-{phrase}"
                yield pytest.param(str(phrase), section["said"], calendar, expected, id=name)


@pytest.mark.parametrize("phrase, said, calendar, deadline", list(rows(refused=False)))
def test_the_last_day_that_belongs_to_the_employer(
    phrase: str, said: date, calendar: str, deadline: date | None
) -> None:
    """Each phrase of the table comes to its day, never to an earlier one; words without a time come to none."""
    read = read_timeframe(phrase)
    assert read.deadline(said, CALENDARS[calendar]) == deadline
    assert read.names_a_time is (deadline is not None)
    assert read.words == phrase


@pytest.mark.parametrize("phrase, said, calendar, expected", list(rows(refused=True)))
def test_what_is_better_asked_again_than_guessed(phrase: str, said: date, calendar: str, expected: str) -> None:
    """A phrase that no rule reads whole is refused in one line that repeats it or says what does not exist."""
    with pytest.raises(NotUnderstood) as refusal:
        read_timeframe(phrase)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) > len(phrase)


NAMED = (
    "by Friday", "Monday week", "end of next week", "by the end of the month", "Friday or Monday", "by 27 Nov",
    "between 20 and 27 Nov", "tomorrow", "today", "the next business day", "the first Friday of December",
    "week ending 27 Nov", "late next week, by 4 Dec", "by the end of the year", "within 3 days, by 27 Nov", "EOM",
)  # fmt: skip
WORKED_OUT = (
    "in 5–7 business days", "within two weeks", "in a week or two", "a couple of days", "next week", "this week",
    "early next week", "in December", "mid-December", "the first week of December", "next month", "in the new year",
    "over the coming weeks", "two weeks after 15 Nov", "Friday or the week after", "by Friday, within three weeks",
    "within 24 hours", "week of 23 Nov", "in Q1", "this quarter", "a week and two days", "later this month",
)  # fmt: skip


@pytest.mark.parametrize("phrase", [*NAMED, *WORKED_OUT])
def test_a_day_that_was_named_is_told_from_one_that_was_worked_out(phrase: str) -> None:
    """A date, a weekday and the end of a week or month were named; where a length of time or a range ends was not."""
    assert read_timeframe(phrase).names_its_deadline(date(2026, 11, 17), Calendar()) is (phrase in NAMED)


def test_where_no_time_is_named_there_is_no_deadline_to_name() -> None:
    """Words without a time name no last day either."""
    assert not read_timeframe("soon").names_its_deadline(date(2026, 11, 17), Calendar())


def test_the_table_is_broad() -> None:
    """The table holds the variety in which people type: at least 180 readings of phrases."""
    assert sum(1 for _ in rows(refused=False)) >= 180


def test_rules_are_left_out_only_where_they_find_nothing() -> None:
    """The words that a rule says it needs stand in every text in which its pattern finds something."""
    for row in (row for row in rows(refused=False) if row.values[3] is not None):
        text, _ = timeframes.with_marks(timeframes.plain(str(row.values[0])))
        tried = {source for source, _ in timeframe_rules.rules_for(text)}
        for _, source, _ in timeframe_rules.RULES:
            assert source in tried or not words.pattern(source).search(text), (text, source)


def test_spellings_and_dates_are_left_out_only_where_there_are_none() -> None:
    """The same holds for what is spelt otherwise, for written dates, and for words of time that nobody has read."""
    needs = [(tuple(signs.split("/")), source) for signs, source, _ in timeframes.SAME_WORDS]
    needs += [(tuple(signs), source) for signs, source, _ in calendar_dates._FORMS]
    needs += [(timeframes.SIGNS_OF_TIME, source) for source in (timeframes.TIME_LEFT, timeframes.TIME_LEFT_ALONE)]
    phrases = [str(row.values[0]) for refused in (False, True) for row in rows(refused=refused)]
    for text in (words.tidy(phrase) for phrase in phrases if any(sign.isalnum() for sign in phrase)):
        for signs, source in needs:
            assert any(sign in text for sign in signs) or not words.pattern(source).search(text), (text, source)


@pytest.mark.parametrize(
    "earlier, later",
    [
        pytest.param("by Friday", "by Friday or Monday", id="a further weekday"),
        pytest.param("in two weeks", "in two to three weeks", id="an upper end"),
        pytest.param("this week", "this week or next", id="a further week"),
        pytest.param("within 5 business days", "within 5 business days, at the latest in ten days", id="two lengths"),
    ],
)
@given(said=st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_saying_more_never_brings_the_day_forward(earlier: str, later: str, said: date) -> None:
    """A second expression in the same sentence can only put the day off: being early costs (P3S4)."""
    first, second = (read_timeframe(words).deadline(said, Calendar()) for words in (earlier, later))
    assert first is not None
    assert second is not None
    assert second >= first


@given(st.sampled_from([row.values[0] for row in rows(refused=False)]), st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_the_day_is_never_before_what_was_said(phrase: object, said: date) -> None:
    """No phrase of the table comes to a day before it was said, unless it names the year itself."""
    day = read_timeframe(str(phrase)).deadline(said, CALENDARS["usa"])
    if day is not None and not any(year in str(phrase) for year in ("2026", "2027")):
        assert day >= said


@given(st.sampled_from([str(row.values[0]) for row in rows(refused=False)]), st.booleans(), st.booleans())
def test_how_it_is_typed_does_not_matter(phrase: str, shout: bool, dashes: bool) -> None:
    """Capitals, dashes of any length and stray blanks change nothing."""
    typed = f"  {phrase.upper() if shout else phrase}  ".replace(" ", "  ")
    typed = typed.replace("-", "\N{EN DASH}") if dashes and len(phrase) > 1 else typed
    said, calendar = date(2026, 7, 14), Calendar()
    assert read_timeframe(typed).deadline(said, calendar) == read_timeframe(phrase).deadline(said, calendar)


def answer_to(text: str) -> str:
    """The words that were read, or the refusal."""
    try:
        return read_timeframe(text).words
    except NotUnderstood as refusal:
        return str(refusal)


@given(st.text(max_size=600))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed comes to a timeframe with those words or to one clear line, nothing else."""
    answer = answer_to(text)
    assert answer == text or ("\n" not in answer and len(answer) < 400)


PIECES = st.sampled_from(
    (
        "by in within next this the week weeks month end of early mid late Friday Monday 2 15th 27 Nov May 2026 or "
        "and to - , after before two a couple few days business not tomorrow weekend quarter year 31 "
        "12/11 5pm at last § first"
    ).split()
)


@given(st.lists(PIECES, min_size=1, max_size=14), st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_any_sentence_of_time_words_is_counted_or_refused(pieces: list[str], said: date) -> None:
    """Words of time in any order never break the reading or the counting."""
    try:
        read = read_timeframe(" ".join(pieces))
    except NotUnderstood:
        return
    assert (read.deadline(said, CALENDARS["usa"]) is None) is (not read.names_a_time)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1 or " * 99, id="numbers"),
        pytest.param("the " * 120, id="articles"),
        pytest.param("not " * 120 + "by", id="negations"),
        pytest.param("Monday or " * 49, id="weekdays"),
        pytest.param("1/1/" * 120, id="slashes"),
        pytest.param("next week after " * 30, id="weeks"),
        pytest.param(" " * 499 + "x", id="blanks"),
        pytest.param("a few more " * 44, id="few"),
    ],
)
def test_hostile_repetition_is_answered(text: str) -> None:
    """Five hundred characters of the same words come to an answer or a refusal like any others."""
    answer = answer_to(text)
    assert answer == text or ("\n" not in answer and len(answer) < 400)


def test_a_page_is_no_time() -> None:
    """More than 500 characters are refused before anything tries to read them."""
    with pytest.raises(NotUnderstood, match="too long"):
        read_timeframe("by Friday " * 51)


def test_a_timeframe_can_be_kept() -> None:
    """What was read survives pickling, so that it can cross to another process or an index."""
    read = read_timeframe("next week or two weeks after the 15th")
    again = pickle.loads(pickle.dumps(read))
    assert again == read
    assert again.deadline(date(2026, 7, 14), Calendar()) == read.deadline(date(2026, 7, 14), Calendar())


def test_a_refusal_says_what_is_understood() -> None:
    """A phrase that is not understood is repeated, with examples of what is and the word for no date."""
    with pytest.raises(NotUnderstood, match=r"“Narnia” is not understood: .*by Friday.*no date"):
        read_timeframe("Narnia")


def test_what_does_not_exist_is_named() -> None:
    """An impossible date is refused with what is wrong about it, not as something unread."""
    with pytest.raises(NotUnderstood, match="31 November does not exist: that month has 30 days"):
        read_timeframe("by 31 Nov")
    with pytest.raises(NotUnderstood, match="17 November 2026 is a Tuesday, not a Monday"):
        read_timeframe("by Monday 17 November 2026")
    with pytest.raises(NotUnderstood, match="may be 3 April or 4 March"):
        read_timeframe("by 03/04/2026")
