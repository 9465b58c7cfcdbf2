"""Time zones and countries by the names that people have for them, from the files of the `tzdata` package.

Decides which zone "New York" is and in which country it lies. The zones' clocks are `zoneinfo`'s.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzdata  # type: ignore[import-untyped]  # a package of data, without types

from followup_mail.moments import NotUnderstood

_TZDATA = Path(tzdata.__file__).parent
_KEY = r"[A-Z][A-Za-z_-]+(?:/[A-Z0-9][A-Za-z0-9_+-]*)+"
_OFFSET = r"(?:utc|gmt)?\s*[+-]\s*[0-9]{1,2}(?::?[0-9]{2})?"
_REGIONS = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/"),
    *("Australia/", "Europe/", "Indian/", "Pacific/"),
)
_ABBREVIATIONS = {
    "New York": ("EST", "EDT", "ET", "EST5EDT"),
    "Chicago": ("CST", "CDT", "CT", "CST6CDT"),
    "Denver": ("MST", "MDT", "MT", "MST7MDT"),
    "Los Angeles": ("PST", "PDT", "PT", "PST8PDT"),
    "London": ("GMT", "BST", "WET", "WEST"),
    "Berlin": ("CET", "CEST", "MET", "MEZ", "MESZ"),
    "Athens": ("EET", "EEST"),
    "Moscow": ("MSK",),
    "Kolkata, Dublin or Jerusalem": ("IST",),
    "Tokyo": ("JST",),
    "Sydney": ("AEST", "AEDT", "AET"),
    "Perth": ("AWST",),
    "Auckland": ("NZST", "NZDT"),
    "Honolulu": ("HST",),
}
_LETTERS = {"CET", "EET", "EST", "HST", "MET", "MST", "WET"}  # keys of zones that name no place
_SIGNS = "".join(chr(code) if chr(code).isalnum() or code == ord("/") else " " for code in range(128))  # for translate
# Large cities that gave no zone its name, by the city whose clock and country they share.
_TOWNS = {
    "New York": "Atlanta, Baltimore, Boston, Charlotte, Cleveland, Miami, Orlando, Philadelphia, Pittsburgh, Raleigh, "
    "Washington, Washington DC",
    "Chicago": "Austin, Dallas, Houston, Kansas City, Memphis, Milwaukee, Minneapolis, Nashville, New Orleans, "
    "San Antonio, St Louis",
    "Denver": "Albuquerque, Salt Lake City",
    "Los Angeles": "Las Vegas, Oakland, Sacramento, San Diego, San Francisco, San Jose, Seattle",
    "Toronto": "Ottawa, Quebec City",
    "Edmonton": "Calgary",
    "Sao Paulo": "Brasilia, Rio de Janeiro",
    "Mexico City": "Guadalajara, Puebla",
    "London": "Birmingham, Bristol, Cambridge, Cardiff, Edinburgh, Glasgow, Leeds, Liverpool, Manchester, Oxford",
    "Dublin": "Cork, Galway",
    "Berlin": "Cologne, Dusseldorf, Frankfurt, Hamburg, Leipzig, Munich, Stuttgart",
    "Paris": "Bordeaux, Lille, Lyon, Marseille, Nantes, Strasbourg, Toulouse",
    "Madrid": "Barcelona, Bilbao, Malaga, Seville, Valencia",
    "Rome": "Bologna, Florence, Milan, Naples, Turin",
    "Zurich": "Basel, Bern, Geneva, Lausanne",
    "Vienna": "Graz, Linz, Salzburg",
    "Amsterdam": "Eindhoven, Rotterdam, The Hague, Utrecht",
    "Brussels": "Antwerp, Ghent",
    "Lisbon": "Porto",
    "Stockholm": "Gothenburg, Malmo",
    "Warsaw": "Gdansk, Krakow, Poznan, Wroclaw",
    "Istanbul": "Ankara, Izmir",
    "Kolkata": "Bangalore, Bengaluru, Chennai, Delhi, Hyderabad, Mumbai, New Delhi, Pune",
    "Shanghai": "Beijing, Guangzhou, Shenzhen",
    "Tokyo": "Kyoto, Osaka, Yokohama",
    "Dubai": "Abu Dhabi",
    "Johannesburg": "Cape Town, Durban, Pretoria",
    "Auckland": "Christchurch, Wellington",
}
_COUNTRIES = {
    "united kingdom": "GB",
    "great britain": "GB",
    "england": "GB-ENG",
    "scotland": "GB-SCT",
    "wales": "GB-WLS",
    "northern ireland": "GB-NIR",
    "usa": "US",
    "united states of america": "US",
    "america": "US",
    "holland": "NL",
    "the netherlands": "NL",
    "uae": "AE",
    "korea": "KR",
    "south korea": "KR",
}


@lru_cache(maxsize=256)
def zone_named(text: str) -> ZoneInfo:
    """The zone of an IANA key or of a city: "Europe/London", "New York", "são paulo", "Munich".

    Case, accents and blanks for underscores do not matter. Raises NotUnderstood for a name that is no zone (with near
    names), for one that several zones share, and for abbreviations and offsets: they name no place and no summer time.
    """
    words = " ".join(text.split())
    if "/" in words and re.fullmatch(_KEY, words) and (zone := _zone(words)) is not None:
        return zone
    if words.upper() in ("UTC", "Z"):
        return ZoneInfo("UTC")
    _refuse_offsets(words)
    keys = _keys_by_name().get(_folded(words), [])
    known = [key for key in keys if key in _countries_by_zone()] or keys
    if len(known) > 1:
        raise NotUnderstood(f"“{words}” is the name of several zones: write {_either(known)}")
    if known and (zone := _zone(known[0])) is not None:
        return zone
    near = _near(words.rpartition("/")[2], {_folded(city): city for city in _cities()})
    meant = f"; is it {_either(near)}?" if near else ""
    raise NotUnderstood(f"“{words}” is no zone: write a large city with the same clock, such as “New York”{meant}")


def zone_with_key(key: str) -> ZoneInfo | None:
    """The zone of an IANA key as a program wrote it, under its present name; None where there is none.

    Abbreviations that are keys (CET, EST) keep their name: the place they are linked to is nobody's office.
    """
    if key not in _countries_by_zone() and key not in _LETTERS:
        present = _aliases().get(key, key)
        key = present if present in _countries_by_zone() else key
    if (zone := _zone(key)) is None and "/" in key:
        known = _keys_by_name().get(_folded(key), [])
        return _zone(known[0]) if len(known) == 1 else None
    return zone


def country_of(zone_key: str) -> str | None:
    """The ISO 3166 code of the country a zone lies in, old names of zones included; None for UTC and the like."""
    country = _countries_by_zone().get(zone_key)
    if country is None and (present := _aliases().get(zone_key)) is not None:
        country = _countries_by_zone().get(present)
    return country


def country_named(text: str) -> tuple[str, str | None]:
    """The ISO 3166 code of a country, and of its subdivision where one is named: "US", "us-ca", "UK", "Germany".

    Raises NotUnderstood for an unknown country, with near names. Whether there is such a subdivision is found out by
    `calendars.public_holidays`.
    """
    words = " ".join(text.split())
    code, _, subdivision = words.partition("-")
    if code.upper() == "UK":  # reserved in ISO 3166 for those who write it
        code = "GB"
    if code.upper() in _country_names() and re.fullmatch(r"[\w .'-]{0,40}", subdivision):
        subdivision = subdivision.strip()
        return code.upper(), (subdivision.upper() if len(subdivision) <= 3 else subdivision) or None
    by_name = {_folded(name): code for code, name in _country_names().items()} | _COUNTRIES
    if (named := by_name.get(_folded(words))) is not None:
        country, _, part = named.partition("-")
        return country, part or None
    near = _near(words, {_folded(name): f"{code} ({name})" for code, name in _country_names().items()})
    meant = f"; is it {_either(near)}?" if near else ""
    raise NotUnderstood(f"“{words}” is no country: write its code, such as US, or US-CA with a subdivision{meant}")


def known_country(code: str) -> bool:
    """Whether there is a country with this ISO 3166 code of two letters, in capitals."""
    return code in _country_names()


def system_zone() -> ZoneInfo:
    """The zone that this machine is set to; UTC where it tells none."""
    if (usual := _usual_zone()) is not None:
        return usual
    import tzlocal  # here: it takes longer than all else, and is needed on Windows and on unusual machines alone

    try:
        key = tzlocal.get_localzone_name()
    except (OSError, ValueError, LookupError):  # a broken setting, or a zone without a name
        key = None
    return (_zone(key) if key else None) or ZoneInfo("UTC")


def _usual_zone() -> ZoneInfo | None:
    """The zone that $TZ names, else the one that /etc/localtime is a link to: Linux and macOS, nearly always."""
    if named := os.environ.get("TZ"):
        return _zone(named.removeprefix(":"))
    try:
        return _zone(Path("/etc/localtime").readlink().as_posix().partition("/zoneinfo/")[2])
    except OSError:
        return None


def _zone(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, such as America
        return None


def _refuse_offsets(words: str) -> None:
    city = next((city for city, names in _ABBREVIATIONS.items() if words.upper() in names), None)
    if city is not None:
        raise NotUnderstood(f"“{words}” is no place and knows no summer time: write a city, such as {city}")
    if re.fullmatch(_OFFSET, words, re.IGNORECASE):
        raise NotUnderstood(f"“{words}” is no place and knows no summer time: write a city with that clock")


def _folded(name: str) -> str:
    """Without case, accents and the signs between words."""
    if name.isascii():  # the 1,200 names of the zones' own list
        return " ".join(name.lower().translate(_SIGNS).split())
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w/]|_", " ", letters).split())


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def _near(words: str, names: Mapping[str, str]) -> list[str]:
    """Up to three names that the words may have been meant for."""
    from difflib import get_close_matches  # here: only a mistake needs it

    return [names[each] for each in get_close_matches(_folded(words), names, n=3, cutoff=0.78)]


def _lines(name: str) -> list[str]:
    return (_TZDATA / name).read_text(encoding="utf-8").splitlines()


@cache
def _keys_by_name() -> Mapping[str, list[str]]:
    """The keys for each folded name: the key as a whole, the city in it, and the towns that go with a city."""
    keys: dict[str, list[str]] = {}
    for key in _lines("zones"):
        name = _folded(key)
        keys.setdefault(name, []).append(key)
        if key.startswith(_REGIONS):
            keys.setdefault(name.rpartition("/")[2], []).append(key)
    for city, towns in _TOWNS.items():
        for town in towns.split(", "):
            keys.setdefault(_folded(town), keys[_folded(city)])
    return keys


def _cities() -> list[str]:
    """Names to propose: every city of a zone, and the towns."""
    cities = [key.rpartition("/")[2].replace("_", " ") for key in _countries_by_zone()]
    return cities + [town for towns in _TOWNS.values() for town in towns.split(", ")]


@cache
def _countries_by_zone() -> Mapping[str, str]:
    rows = (line.split("\t") for line in _lines("zoneinfo/zone.tab") if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@cache
def _country_names() -> Mapping[str, str]:
    rows = (line.split("\t") for line in _lines("zoneinfo/iso3166.tab") if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def _aliases() -> Mapping[str, str]:
    """The present name of each zone that has had another."""
    links = (line.split() for line in _lines("zoneinfo/tzdata.zi") if line.startswith("L "))
    return {old: present for _, present, old in links}
