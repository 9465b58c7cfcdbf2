"""Which zone an invitation means: IANA keys in any dress, names of Windows', a file's own rules, and never a guess."""

from datetime import datetime, timedelta

import pytest

from followup_mail.calendars.blocks import Block, read_calendars
from followup_mail.calendars.file_zones import offset_in
from followup_mail.calendars.times import Times, read_times
from followup_mail.calendars.windows_zones import _SHOWN, iana_of
from followup_mail.calendars.zone_names import zone_of
from followup_mail.zones import zone_with_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("Europe/Berlin", "Europe/Berlin", id="IANA"),
        pytest.param("europe/berlin", "Europe/Berlin", id="small letters"),
        pytest.param("US/Eastern", "America/New_York", id="an old key"),
        pytest.param("Asia/Calcutta", "Asia/Kolkata", id="an old spelling"),
        pytest.param("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin", id="a vendor's path"),
        pytest.param(
            "/x/20050809_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires", id="three parts"
        ),
        pytest.param("CET", "CET", id="letters that are a key"),
        pytest.param("Eastern Standard Time", "America/New_York", id="Windows"),
        pytest.param("eastern standard time", "America/New_York", id="Windows in small letters"),
        pytest.param("W. Europe Standard Time", "Europe/Berlin", id="Windows with a full stop"),
        pytest.param("India Standard Time", "Asia/Kolkata", id="Windows, under the present name"),
        pytest.param("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York", id="a menu's name"),
        pytest.param('"(GMT-05:00) Eastern Time (US & Canada)"', "America/New_York", id="an older menu's, in quotes"),
        pytest.param("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin", id="cities"),
        pytest.param("(UTC+03:00) Moscow, St. Petersburg (RTZ 2)", "Europe/Moscow", id="a Russian menu"),
        pytest.param("(UTC) Coordinated Universal Time", "UTC", id="UTC in a menu"),
        pytest.param("tzone://Microsoft/Utc", "UTC", id="Microsoft's UTC"),
        pytest.param("Etc/GMT", "UTC", id="GMT"),
        pytest.param("tzone://Microsoft/Custom", None, id="Microsoft's own"),
        pytest.param("Customized Time Zone 1", None, id="customised"),
        pytest.param("Eastern", None, id="Lotus Notes, which needs a look into the file"),
        pytest.param("../../etc/passwd", None, id="a path"),
        pytest.param("Europe/../UTC", None, id="a path within"),
        pytest.param("\x00", None, id="nothing"),
        pytest.param("x" * 5_000, None, id="long"),
    ],
)
def test_zone_of_a_name(name: str, key: str | None) -> None:
    """What a TZID names, under the key that zoneinfo has for it today."""
    zone = zone_of(name)
    assert (zone.key if zone else None) == key


def test_every_name_of_a_menu_leads_to_a_zone() -> None:
    """The identifiers of the table are those of CLDR, and their zones exist here."""
    for identifier, names in _SHOWN.items():
        keys = {iana_of(f"(UTC+00:00) {name}") for name in names.split("|")} | {iana_of(identifier)}
        assert len(keys) == 1, identifier
        key = keys.pop()
        assert key is not None, identifier
        assert zone_with_key(key) is not None, key


# --- the file's own rules -------------------------------------------------------------------------------------------


def zone(*observances: str) -> Block:
    """A VTIMEZONE with these: "STANDARD from to start rule"."""
    lines = ["BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "TZID:X"]
    for observance in observances:
        kind, before, after, start, *more = observance.split()
        lines += [f"BEGIN:{kind}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"DTSTART:{start}", *more]
        lines += [f"END:{kind}"]
    (calendar,) = read_calendars("\r\n".join([*lines, "END:VTIMEZONE", "END:VCALENDAR", ""]))
    return next(iter(calendar.within("VTIMEZONE")))


NEW_YORK = (
    "STANDARD -0400 -0500 16010101T020000 RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11",
    "DAYLIGHT -0500 -0400 16010101T020000 RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3",
)
SYDNEY = (
    "STANDARD +1100 +1000 16010101T030000 RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4",
    "DAYLIGHT +1000 +1100 16010101T020000 RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=10",
)
BERLIN = (
    "STANDARD +0200 +0100 19961027T030000 RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "DAYLIGHT +0100 +0200 19810329T020000 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "STANDARD +005328 +0100 18930401T000000 RDATE:18930401T000000",
)


@pytest.mark.parametrize(
    ("rules", "moment", "hours"),
    [
        pytest.param(NEW_YORK, "2026-11-17T14:00", -5, id="winter"),
        pytest.param(NEW_YORK, "2026-07-14T10:00", -4, id="summer"),
        pytest.param(NEW_YORK, "2026-03-08T01:59", -5, id="before the clocks go forward"),
        pytest.param(NEW_YORK, "2026-03-08T03:00", -4, id="after"),
        pytest.param(NEW_YORK, "2026-01-02T09:00", -5, id="the year's first days count from the year before"),
        pytest.param(SYDNEY, "2026-01-15T10:00", 11, id="the southern summer"),
        pytest.param(SYDNEY, "2026-07-15T10:00", 10, id="the southern winter"),
        pytest.param(BERLIN, "2026-11-26T10:00", 1, id="the last Sunday, with a whole history"),
        pytest.param(BERLIN, "2026-06-26T10:00", 2, id="the last Sunday in March"),
        pytest.param(("STANDARD +0530 +0530 16010101T000000",), "2026-11-17T14:00", 5.5, id="one offset"),
        pytest.param(("STANDARD +0100 +0200 20300101T000000",), "2026-11-17T14:00", 1, id="before all its changes"),
        pytest.param(
            (
                "STANDARD +0000 +0100 20000101T000000 RRULE:FREQ=YEARLY;UNTIL=20100101T000000Z",
                "STANDARD +0100 +0300 20120101T000000",
            ),
            "2026-11-17T14:00",
            3,
            id="a rule that has ended",
        ),
        pytest.param(
            ("DAYLIGHT +0000 +0100 20000301T000000 RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=SU;BYMONTHDAY=8,9,10,11,12",),
            "2026-04-01T00:00",
            1,
            id="a weekday among days",
        ),
        pytest.param(
            ("STANDARD +0000 +0200 20000101T000000 RDATE:20260101T000000,20260601T000000",),
            "2026-07-01T00:00",
            2,
            id="dates",
        ),
        pytest.param(
            ("STANDARD +0000 +0100 20000101T000000 RRULE:FREQ=SECONDLY",), "2026-07-01T00:00", None, id="each second"
        ),
        pytest.param(
            ("STANDARD +0000 +0100 20000101T000000 RRULE:FREQ=YEARLY;BYDAY=9SU;BYMONTH=3",),
            "2026-07-01T00:00",
            None,
            id="a ninth Sunday",
        ),
        pytest.param(
            ("STANDARD +0000 +0100 20000101T000000 RRULE:FREQ=YEARLY;BYMONTH=13",),
            "2026-07-01T00:00",
            None,
            id="a thirteenth month",
        ),
        pytest.param(("STANDARD +0000 +9900 20000101T000000",), "2026-07-01T00:00", None, id="four days off"),
        pytest.param(("STANDARD zero one 20000101T000000",), "2026-07-01T00:00", None, id="words"),
        pytest.param(("STANDARD +0000 +0100 never",), "2026-07-01T00:00", None, id="no start"),
        pytest.param((), "2026-07-01T00:00", None, id="nothing"),
    ],
)
def test_offset_by_a_files_own_rules(rules: tuple[str, ...], moment: str, hours: float | None) -> None:
    """The latest change before the moment counts; a rule of any other kind gives no offset."""
    found = offset_in(zone(*rules), datetime.fromisoformat(moment))
    assert found == (None if hours is None else timedelta(hours=hours))


def fixed(name: str, offset: str) -> str:
    """A VTIMEZONE of that name that has one offset for ever."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:19700101T000000"]
    lines += [f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE", ""]
    return "\r\n".join(lines)


def times(*lines: str, around: str = "") -> Times:
    """The times of an event with these lines."""
    text = f"BEGIN:VCALENDAR\r\n{around}BEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    (calendar,) = read_calendars(text)
    found = read_times(next(iter(calendar.within("VEVENT"))), calendar)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        pytest.param(("DTSTART:20261117T140000Z", "DTEND:20261117T150000Z"), "14:00+00:00", "15:00+00:00", id="UTC"),
        pytest.param(
            ("DTSTART;TZID=Europe/Berlin:20261117T140000", "DURATION:PT1H30M"),
            "14:00+01:00",
            "15:30+01:00",
            id="a length",
        ),
        pytest.param(
            ("DTSTART;TZID=Europe/Berlin:20261117T140000", "DTEND:20261117T140000Z"),
            "14:00+01:00",
            "15:00+01:00",
            id="an end by another clock",
        ),
        pytest.param(
            ("DTSTART:20261117T140000Z", "DTEND:20261117T150000Z", "DURATION:PT9H"),
            "14:00+00:00",
            "15:00+00:00",
            id="an end and a length",
        ),
        pytest.param(("DTSTART:20261117T140000Z",), "14:00+00:00", None, id="no end"),
        pytest.param(
            ("DTSTART:20261117T140000Z", "DTEND:20261117T140000Z"), "14:00+00:00", None, id="an end that is the start"
        ),
        pytest.param(
            ("DTSTART:20261117T140000Z", "DTEND:20261117T130000Z"), "14:00+00:00", None, id="an end before it"
        ),
        pytest.param(("DTSTART:20261117T140000Z", "DURATION:-PT1H"), "14:00+00:00", None, id="a length backwards"),
        pytest.param(("DTSTART:20261117T140000Z", "DTEND;VALUE=DATE:20261118"), "14:00+00:00", None, id="a day as end"),
        pytest.param(
            ("DTSTART:20261117T140000Z", "DTEND:20261117T150000"), "14:00+00:00", None, id="an end without a zone"
        ),
        pytest.param(("DTSTART:20261117T140000Z", "DTEND:soon"), "14:00+00:00", None, id="an end in words"),
        pytest.param(("DTSTART;TZID=Europe/London:20261117T140000Z",), "14:00+00:00", None, id="a zone and a Z"),
        pytest.param(("DTSTART:2026-11-17T14:00:00Z",), "14:00+00:00", None, id="with hyphens"),
    ],
)
def test_start_and_end(lines: tuple[str, ...], start: str, end: str | None) -> None:
    """Every way to say how long it takes; an end that cannot be is left out, and said so."""
    found = times(*lines)
    assert found.start == datetime.fromisoformat(f"2026-11-17T{start}")
    assert found.end == (None if end is None else datetime.fromisoformat(f"2026-11-17T{end}"))
    odd = end is None and len(lines) > 1 and "DURATION" not in lines[1] and lines[1][-16:] != lines[0][-16:]
    assert bool(found.warnings) == (odd or "TZID=Europe/London" in lines[0])


def test_a_day_is_a_day_and_a_length_over_a_change_of_clocks_is_elapsed() -> None:
    """RFC 5545 3.3.6: days by the calendar, hours as they pass."""
    found = times("DTSTART;TZID=Europe/Berlin:20261024T140000", "DURATION:P1D")
    assert found.end == datetime.fromisoformat("2026-10-25T14:00+01:00")
    found = times("DTSTART;TZID=Europe/Berlin:20261025T010000", "DURATION:PT4H")
    assert found.end == datetime.fromisoformat("2026-10-25T04:00+01:00")


def test_what_is_not_plain_is_said() -> None:
    """A zone and rules that disagree, a clock time that exists twice, a zone that stands elsewhere."""
    rules = fixed("Europe/Berlin", "+0100")
    (said,) = times("DTSTART;TZID=Europe/Berlin:20260714T140000", around=rules).warnings
    assert "UTC+01:00" in said
    assert "UTC+02:00" in said
    assert times("DTSTART;TZID=Europe/Berlin:20261117T140000", around=rules).warnings == ()
    (said,) = times("DTSTART;TZID=Europe/Berlin:20261025T023000").warnings
    assert "clocks change" in said
    found = times("DTSTART:20261117T140000", around="X-WR-TIMEZONE:Europe/Rome\r\n")
    assert found.floating
    assert any("Europe/Rome" in each for each in found.warnings)


def test_a_zone_of_lotus_notes_needs_the_file_to_agree() -> None:
    """A zone called Eastern is New York where the file's own rules, if any, say the same; else those rules count."""
    line = "DTSTART;TZID=Eastern:20261117T140000"
    agreed, alone, other = (
        times(line, around=fixed("Eastern", "-0500")),
        times(line),
        times(line, around=fixed("Eastern", "+0900")),
    )
    assert [each.zone.key if each.zone else None for each in (agreed, alone, other)] == ["America/New_York"] * 2 + [
        None
    ]
    assert other.start == datetime.fromisoformat("2026-11-17T14:00+09:00")
