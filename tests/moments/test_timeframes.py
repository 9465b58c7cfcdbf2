"""What employers say, read against a table of phrases, and the promises that hold for every phrase and day."""

import pickle
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.moments import NotUnderstood, Timeframe, read_timeframe
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


def rows(*, refused: bool) -> Iterator[object]:
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


def test_the_table_is_broad() -> None:
    """The table holds the variety in which people type: at least 180 readings of phrases."""
    assert sum(1 for _ in rows(refused=False)) >= 180
