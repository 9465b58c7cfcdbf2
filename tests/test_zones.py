"""Zones and countries by the names that people have for them."""

from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
import tzlocal

from followup_mail import zones
from followup_mail.moments import NotUnderstood


@pytest.mark.parametrize(
    "name, key",
    [
        pytest.param("Europe/London", "Europe/London", id="key"),
        pytest.param("europe/london", "Europe/London", id="key in small letters"),
        pytest.param("America/New York", "America/New_York", id="key with a blank"),
        pytest.param("America/Argentina/Ushuaia", "America/Argentina/Ushuaia", id="key of three parts"),
        pytest.param("New York", "America/New_York", id="city"),
        pytest.param("new  york", "America/New_York", id="city in small letters"),
        pytest.param("São Paulo", "America/Sao_Paulo", id="city with its accent"),
        pytest.param("Sao Paulo", "America/Sao_Paulo", id="city without its accent"),
        pytest.param("Zürich", "Europe/Zurich", id="umlaut"),
        pytest.param("Munich", "Europe/Berlin", id="town with its country's clock"),
        pytest.param("San Francisco", "America/Los_Angeles", id="town on a coast"),
        pytest.param("Kraków", "Europe/Warsaw", id="town with an accent"),
        pytest.param("Louisville", "America/Kentucky/Louisville", id="old and new key of one city"),
        pytest.param("US/Eastern", "US/Eastern", id="old key"),
        pytest.param("UTC", "UTC", id="UTC"),
        pytest.param("utc", "UTC", id="UTC in small letters"),
    ],
)
def test_a_zone_by_its_name(name: str, key: str) -> None:
    """Keys, cities and large towns are found, whatever their case, accents and blanks."""
    assert zones.zone_named(name).key == key


@pytest.mark.parametrize(
    "name, says",
    [
        pytest.param("EST", "write a city, such as New York", id="abbreviation"),
        pytest.param("cet", "write a city, such as Berlin", id="abbreviation in small letters"),
        pytest.param("IST", "Kolkata, Dublin or Jerusalem", id="abbreviation of three"),
        pytest.param("GMT+1", "knows no summer time", id="offset from GMT"),
        pytest.param("+02:00", "knows no summer time", id="offset"),
        pytest.param("Lodnon", "is it London?", id="misspelt"),
        pytest.param("Narnia", "write a large city with the same clock", id="unknown"),
        pytest.param("Europe", "is no zone", id="folder of zones"),
        pytest.param("../../etc/passwd", "is no zone", id="path"),
        pytest.param("/etc/passwd", "is no zone", id="absolute path"),
        pytest.param("", "is no zone", id="nothing"),
    ],
)
def test_a_name_that_is_no_zone(name: str, says: str) -> None:
    """It is refused in one line with what to write, and with near names where there are any."""
    with pytest.raises(NotUnderstood) as refusal:
        zones.zone_named(name)
    assert says in str(refusal.value)


def test_a_city_of_several_zones_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two present zones share the name of a city, both keys are named."""
    monkeypatch.setattr(zones, "_keys_by_name", lambda: {"springfield": ["America/New_York", "America/Chicago"]})
    with pytest.raises(NotUnderstood, match="write America/New_York or America/Chicago"):
        zones.zone_named("Springfield")


def test_every_zone_is_found_by_its_key_and_every_town_by_its_name() -> None:
    """No key of the data and no town of the table leads nowhere."""
    for key in zones._countries_by_zone():
        assert zones.zone_named(key).key == key
        assert zones.zone_named(key.casefold()).key == key
    for city, towns in zones._TOWNS.items():
        for town in towns.split(", "):
            assert zones.zone_named(town) == zones.zone_named(city), town


@pytest.mark.parametrize(
    "key, country",
    [
        pytest.param("Europe/London", "GB", id="London"),
        pytest.param("America/New_York", "US", id="New York"),
        pytest.param("Asia/Calcutta", "IN", id="old name"),
        pytest.param("US/Pacific", "US", id="old name of a coast"),
        pytest.param("UTC", None, id="UTC"),
        pytest.param("Etc/GMT+5", None, id="offset"),
    ],
)
def test_the_country_of_a_zone(key: str, country: str | None) -> None:
    """Each zone lies in its country, old names included; UTC lies in none."""
    assert zones.country_of(key) == country


@pytest.mark.parametrize(
    "name, country, subdivision",
    [
        pytest.param("US", "US", None, id="code"),
        pytest.param("us", "US", None, id="small letters"),
        pytest.param("US-CA", "US", "CA", id="subdivision"),
        pytest.param("de-by", "DE", "BY", id="subdivision in small letters"),
        pytest.param("UK", "GB", None, id="UK"),
        pytest.param("UK-SCT", "GB", "SCT", id="part of the UK"),
        pytest.param("Scotland", "GB", "SCT", id="Scotland"),
        pytest.param("Germany", "DE", None, id="name"),
        pytest.param("united states", "US", None, id="name in small letters"),
        pytest.param("NO", "NO", None, id="Norway is not false"),
    ],
)
def test_a_country_by_its_name(name: str, country: str, subdivision: str | None) -> None:
    """Codes and English names come to the ISO 3166 code."""
    assert zones.country_named(name) == (country, subdivision)
    assert zones.known_country(country)


@pytest.mark.parametrize(
    "name, says",
    [
        pytest.param("XX", "“XX” is no country: write its code, such as US", id="no such code"),
        pytest.param("Grmany", "is it DE (Germany)?", id="misspelt"),
        pytest.param("", "is no country", id="nothing"),
        pytest.param("US-../../x", "is no country", id="path"),
    ],
)
def test_a_name_that_is_no_country(name: str, says: str) -> None:
    """It is refused with how a country is written, and with near names."""
    with pytest.raises(NotUnderstood) as refusal:
        zones.country_named(name)
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    "set_to, key",
    [
        pytest.param("Europe/Oslo", "Europe/Oslo", id="a zone"),
        pytest.param("Nowhere/Land", "UTC", id="a zone that does not exist"),
        pytest.param(None, "UTC", id="nothing"),
    ],
)
def test_the_machines_own_zone(set_to: str | None, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The zone that the machine names, UTC where it names none that exists."""
    monkeypatch.setattr(zones, "_usual_zone", lambda: None)
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: set_to)
    assert zones.system_zone() == ZoneInfo(key)


@pytest.mark.parametrize(
    "variable, link, key",
    [
        pytest.param("Europe/Oslo", "", "Europe/Oslo", id="the variable"),
        pytest.param(":Europe/Oslo", "../usr/share/zoneinfo/Asia/Tokyo", "Europe/Oslo", id="the variable first"),
        pytest.param("", "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo", id="a link on Linux"),
        pytest.param(None, "/var/db/timezone/zoneinfo/America/New_York", "America/New_York", id="a link on macOS"),
        pytest.param("CET-1CEST", "/usr/share/zoneinfo/Asia/Tokyo", None, id="a rule in the variable"),
        pytest.param(None, "/somewhere/else", None, id="a link to elsewhere"),
        pytest.param(None, "/usr/share/zoneinfo/Nowhere/Land", None, id="a link to no zone"),
        pytest.param(None, "", None, id="no link"),
    ],
)
def test_the_usual_places_save_the_search(
    variable: str | None, link: str, key: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$TZ and /etc/localtime tell the zone of nearly every machine; where they do not, `tzlocal` is asked."""

    def read_link(path: Path) -> Path:
        if not link or path != Path("/etc/localtime"):
            raise FileNotFoundError(path)
        return Path(link)

    if variable is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", variable)
    monkeypatch.setattr(Path, "readlink", read_link)
    monkeypatch.setattr(tzlocal, "get_localzone_name", lambda: "Pacific/Fiji")

    assert zones.system_zone() == ZoneInfo(key or "Pacific/Fiji")


def test_a_machine_with_a_broken_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that cannot be read is no reason to fail."""

    def fail() -> str:
        raise LookupError("conflicting settings")

    monkeypatch.setattr(zones, "_usual_zone", lambda: None)
    monkeypatch.setattr(tzlocal, "get_localzone_name", fail)
    assert zones.system_zone().key == "UTC"


def test_the_zones_are_those_of_the_tzdata_package() -> None:
    """Every zone of a country can be loaded on a machine without zones of its own."""
    assert set(zones._countries_by_zone()) <= available_timezones()
