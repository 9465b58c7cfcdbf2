"""The working days of a country, and the cache in which they are kept."""

import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup_mail.calendars import public_holidays
from followup_mail.calendars.public_holidays import calendar_for
from followup_mail.moments import NotUnderstood
from followup_mail.workdays import Calendar


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    """Each test starts without what an earlier one has remembered."""
    public_holidays._country.cache_clear()
    yield
    public_holidays._country.cache_clear()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that does not exist yet."""
    return tmp_path / "Zoë O'Neil" / "cache"


def calendar(country: str | None, subdivision: str | None = None, cache: Path | None = None) -> Calendar:
    """The calendar of 2026."""
    return calendar_for(country, subdivision, weekend=None, years=(2026, 2026), cache=cache)


def kept(cache: Path, name: str) -> Path:
    """The file in which a country is kept."""
    return cache / f"holidays-{public_holidays.library_version()}" / name


@pytest.mark.parametrize(
    "country, subdivision, day, name",
    [
        pytest.param("US", None, "2026-07-03", "Independence Day (observed)", id="US, observed"),
        pytest.param("US", None, "2026-06-19", "Juneteenth National Independence Day", id="US, Juneteenth"),
        pytest.param("GB", "ENG", "2026-04-03", "Good Friday", id="England, Good Friday"),
        pytest.param("DE", "BY", "2026-06-04", "Corpus Christi", id="Bavaria, Corpus Christi"),
        pytest.param("DE", "BE", "2026-06-04", None, id="Berlin, no Corpus Christi"),
        pytest.param("JP", None, "2026-05-06", "Substitute Holiday", id="Japan, substitute day"),
        pytest.param("US", "CA", "2026-03-31", "Cesar Chavez Day", id="California"),
        pytest.param("US", None, "2026-03-31", None, id="not all of the US"),
    ],
)
def test_public_holidays(country: str, subdivision: str | None, day: str, name: str | None) -> None:
    """Days of the country and of the subdivision, observed and substitute days included, with English names."""
    assert calendar(country, subdivision).holidays.get(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    "country, weekend",
    [
        pytest.param("US", {5, 6}, id="Saturday and Sunday"),
        pytest.param("IL", {4, 5}, id="Israel"),
        pytest.param("SA", {4, 5}, id="Saudi Arabia"),
    ],
)
def test_the_weekend_is_the_countrys(country: str, weekend: set[int]) -> None:
    """A country's weekend counts, unless the notes name another."""
    assert calendar(country).weekend == weekend
    named = calendar_for(country, None, weekend=frozenset({6}), years=(2026, 2026), cache=None)
    assert named.weekend == {6}


def test_a_make_up_saturday_is_no_working_day() -> None:
    """China works on Saturday 14 February 2026; nobody is written to on it (timing.md 3.7, 18)."""
    assert not calendar("CN").is_business_day(date(2026, 2, 14))


def test_without_a_country_only_weekends_count() -> None:
    """No country: Saturday and Sunday, and the calendar says that it knows no holidays."""
    plain = calendar(None)
    assert plain == Calendar()
    assert not plain.knows(date(2026, 7, 3))


def test_a_country_that_nobody_has_holidays_for(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A country without data is like none: weekends only, and it says so."""
    monkeypatch.setattr("holidays.list_supported_countries", lambda **_: {"US": []})
    assert calendar("AQ", cache=cache).first_year is None


@pytest.mark.parametrize(
    "country, subdivision, says",
    [
        pytest.param("XX", None, "“XX” is no country whose public holidays are known", id="no such country"),
        pytest.param("US", "ZZ", "“US-ZZ” is no subdivision of US", id="no such subdivision"),
        pytest.param("VA", "X", "VA has no subdivisions with holidays of their own; write VA", id="no subdivisions"),
    ],
)
def test_what_does_not_exist_is_refused(country: str, subdivision: str | None, says: str, cache: Path) -> None:
    """An unknown country or subdivision is refused with what to write, and nothing of it is kept."""
    with pytest.raises(NotUnderstood) as refusal:
        calendar(country, subdivision, cache)
    assert says in str(refusal.value)
    assert not cache.exists()


def test_a_subdivision_by_its_name() -> None:
    """The name of a subdivision serves as well as its code, in any case."""
    assert calendar("US", "california").holidays == calendar("US", "CA").holidays


def test_the_years_asked_for_are_known() -> None:
    """Some years around those asked for are worked out as well, so that a new year seldom costs a start."""
    known = calendar("US")
    assert known.first_year is not None
    assert known.last_year is not None
    assert known.first_year < 2026 < known.last_year
    assert all(known.first_year <= day.year <= known.last_year for day in known.holidays)


def test_the_last_day_of_the_last_year() -> None:
    """A holiday that is observed on the last 31 December is not lost: 1 January 2028 is a Saturday."""
    known = calendar_for("US", None, weekend=None, years=(2024, 2024), cache=None)
    assert known.last_year == 2027
    assert known.holidays[date(2027, 12, 31)] == "New Year's Day (observed)"


def test_the_cache_gives_back_what_was_worked_out(cache: Path) -> None:
    """What is read from the cache is what the library said."""
    first = calendar("DE", "BY", cache)
    public_holidays._country.cache_clear()
    assert kept(cache, "DE-BY.json").is_file()
    assert calendar("DE", "BY", cache) == first


def test_the_cache_is_what_is_read(cache: Path) -> None:
    """A warm cache is believed: the library is not asked again."""
    calendar("US", cache=cache)
    place = kept(cache, "US.json")
    content = json.loads(place.read_text(encoding="utf-8"))
    content["holidays"] = {"2026-02-02": "Groundhog Day"}
    place.write_text(json.dumps(content), encoding="utf-8")
    public_holidays._country.cache_clear()
    assert calendar("US", cache=cache).holidays == {date(2026, 2, 2): "Groundhog Day"}


def test_a_later_year_widens_the_cache(cache: Path) -> None:
    """Years beyond the cache are worked out and kept together with the earlier ones."""
    calendar("US", cache=cache)
    wider = calendar_for("US", None, weekend=None, years=(2033, 2034), cache=cache)
    assert wider.knows(date(2026, 1, 1))
    assert wider.knows(date(2034, 12, 31))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("{", id="torn"),
        pytest.param("[]", id="a list"),
        pytest.param('{"weekend": [5], "holidays": {"x": "y"}, "first_year": 1, "last_year": 9999}', id="no date"),
        pytest.param('{"weekend": 5, "holidays": {}, "first_year": 1, "last_year": 9999}', id="no weekend"),
        pytest.param('{"weekend": [5], "holidays": []}', id="no holidays"),
    ],
)
def test_a_broken_cache_is_worked_out_anew(cache: Path, content: str) -> None:
    """A cache that cannot be read costs time and nothing else."""
    place = kept(cache, "US.json")
    place.parent.mkdir(parents=True)
    place.write_text(content, encoding="utf-8")
    assert calendar("US", cache=cache).holidays[date(2026, 7, 3)] == "Independence Day (observed)"
    assert json.loads(place.read_text(encoding="utf-8"))["weekend"] == [5, 6]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """A file where the cache folder should be is no reason to fail."""
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("", encoding="utf-8")
    assert calendar("US", cache=in_the_way).first_year is not None


def test_a_warm_cache_loads_no_library(cache: Path) -> None:
    """With a warm cache neither `holidays` nor `importlib.metadata` is loaded."""
    calendar("US", "NY", cache)
    program = (
        "import sys; from pathlib import Path; from followup_mail.calendars.public_holidays import calendar_for; "
        "known = calendar_for('US', 'NY', weekend=None, years=(2026, 2026), cache=Path(sys.argv[1])); "
        "assert known.holidays; "
        "print(sorted({'holidays', 'importlib.metadata', 'dateutil', 'difflib', 'tempfile'} & sys.modules.keys()))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(cache)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stdout.strip() == "[]"


def test_the_version_is_the_installed_one() -> None:
    """The cache stands under the version of the library that is installed."""
    assert public_holidays.library_version() == importlib.metadata.version("holidays")
