"""The working days of a country: its weekend and its public holidays, from the `holidays` package, offline.

Decides nothing about messages. What was worked out for a country is kept in the user's cache folder under the
library's version, as loading the library takes longer than all else. That is a cache and no more: one that is missing,
broken or cannot be written costs time and nothing else.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import cache as remembered
from functools import lru_cache
from pathlib import Path

from followup_mail.moments import NotUnderstood
from followup_mail.records import record
from followup_mail.workdays import SATURDAY_AND_SUNDAY, Calendar
from followup_mail.zones import known_country

BEFORE, AFTER = 2, 3  # years worked out beyond those asked for, so that a new year seldom costs a start
LANGUAGE = "en_US"  # names stand in English sentences, where the library has English ones


@record(frozen=True, slots=True)
class Country:
    """What is known of a country's working days, from `first_year` to `last_year`, both inclusive."""

    weekend: frozenset[int]
    holidays: Mapping[date, str]
    first_year: int
    last_year: int


def calendar_for(
    country: str | None,
    subdivision: str | None,
    *,
    weekend: frozenset[int] | None,
    years: tuple[int, int],
    cache: Path | None,
) -> Calendar:
    """The calendar of a country or of a subdivision of it; without a country weekends only, Saturday and Sunday.

    `years` are the first and the last needed, both inclusive. `weekend` wins over the country's own (Monday = 0).
    `cache` is the folder in which each country is kept, None keeps none. Raises NotUnderstood for a country or
    subdivision that does not exist, with near names.
    """
    if country is None:
        return Calendar(SATURDAY_AND_SUNDAY if weekend is None else weekend)
    known = _country(country, subdivision, years, cache)
    if known is None:
        return Calendar(SATURDAY_AND_SUNDAY if weekend is None else weekend)
    return Calendar(
        known.weekend if weekend is None else weekend,
        known.holidays,
        known.first_year,
        known.last_year,
    )


@lru_cache(maxsize=256)
def _country(country: str, subdivision: str | None, years: tuple[int, int], cache: Path | None) -> Country | None:
    """From the cache where it reaches far enough, else from the library and into the cache; None: nobody knows."""
    place = None if cache is None else cache / f"holidays-{library_version()}" / _file_name(country, subdivision)
    kept = None if place is None else _read(place)
    first, last = min(years), max(years)
    if kept is not None and kept.first_year <= first and last <= kept.last_year:
        return kept
    if kept is not None:
        first, last = min(first, kept.first_year), max(last, kept.last_year)
    known = _work_out(country, subdivision, first - BEFORE, last + AFTER)
    if known is not None and place is not None:
        _write(place, known)
    return known


def _file_name(country: str, subdivision: str | None) -> str:
    name = f"{country}-{subdivision}" if subdivision else country
    return "".join(sign if sign.isalnum() or sign == "-" else "_" for sign in name) + ".json"


@remembered
def library_version() -> str:
    """The installed version of `holidays`, without loading it; "unknown" where it does not stand beside its folder."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec("holidays")
    if spec is None or not spec.submodule_search_locations:
        return "unknown"
    beside = Path(next(iter(spec.submodule_search_locations))).parent
    versions = sorted(path.name.split("-")[1] for path in beside.glob("holidays-*.dist-info"))
    return versions[-1].removesuffix(".dist") if versions else "unknown"


def _work_out(country: str, subdivision: str | None, first: int, last: int) -> Country | None:
    import holidays  # here: a warm cache needs nothing of it

    supported = holidays.list_supported_countries(include_aliases=True)
    if country not in supported and known_country(country):
        return None  # a country that the library does not have, such as one of Antarctica's zones
    if country not in supported:
        raise NotUnderstood(f"“{country}” is no country whose public holidays are known{_near(country, supported)}")
    if subdivision is not None:
        subdivision = _subdivision(country, subdivision, supported[country])
    plain = holidays.country_holidays(country, subdiv=subdivision)
    first, last = max(first, plain.start_year), min(last, plain.end_year)
    found = holidays.country_holidays(
        country,
        subdiv=subdivision,
        years=range(first, min(last + 1, plain.end_year) + 1),
        language=LANGUAGE if LANGUAGE in plain.supported_languages else None,
    )
    # A year's first holiday may be observed on the last day of the year before: one more is asked for than is kept.
    days = {day: name.replace("; ", " and ") for day, name in sorted(found.items()) if first <= day.year <= last}
    return Country(frozenset(found.weekend), days, first, last)


def _subdivision(country: str, words: str, codes: list[str]) -> str:
    """The library's code for a subdivision; its name and the case of its letters are forgiven."""
    import holidays

    names = {code.casefold(): code for code in codes}
    aliases = holidays.country_holidays(country).subdivisions_aliases
    names |= {name.casefold(): code for name, code in aliases.items()}
    if (code := names.get(words.casefold())) is not None:
        return code
    if not codes:
        raise NotUnderstood(
            f"“{country}-{words}”: {country} has no subdivisions with holidays of their own; write {country}"
        )
    raise NotUnderstood(f"“{country}-{words}” is no subdivision of {country}{_near(words, codes)}")


def _near(words: str, codes: "Mapping[str, object] | list[str]") -> str:
    from difflib import get_close_matches

    near = get_close_matches(words.upper(), codes, n=3, cutoff=0.5) or sorted(codes)[:8]
    return f": write one such as {', '.join(near)}"


def _read(place: Path) -> Country | None:
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        return Country(
            frozenset(int(day) for day in kept["weekend"]),
            {date.fromisoformat(day): str(name) for day, name in kept["holidays"].items()},
            int(kept["first_year"]),
            int(kept["last_year"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(place: Path, known: Country) -> None:
    """Whole or not at all, as another start may be reading."""
    kept = {
        "weekend": sorted(known.weekend),
        "first_year": known.first_year,
        "last_year": known.last_year,
        "holidays": {day.isoformat(): name for day, name in known.holidays.items()},
    }
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished.replace(place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
