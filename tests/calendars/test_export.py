"""The calendar file that goes out: read back with icalendar and libical, and brought up to date entry by entry."""

import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from followup_mail.calendars.export import Entry, Reminder, as_calendar, merged, read_export, uid_of
from followup_mail.errors import NeedsALookError

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=5)


def reminder(name: str = "northwind", day: int = 24, words: str = "Dear Zoë,\n\nwe; said, yes\\no.") -> Reminder:
    """A reminder on a day of November."""
    changed = NOW - timedelta(days=1)
    return Reminder(
        uid_of(name, "status_check"), name, date(2026, 11, day), f"Check-in to Zoë · {name}", words, changed
    )


def exported(*reminders: Reminder, before: bytes = b"", now: datetime = NOW, within: str | None = None) -> bytes:
    """The file for these, after an earlier one."""
    return as_calendar(merged(reminders, read_export(before, "due.ics"), now=now, within=within).entries)


def entries(data: bytes) -> dict[str, Entry]:
    """The entries of a file by the name of their application."""
    return {entry.application: entry for entry in read_export(data, "due.ics").values()}


def test_an_entry_is_a_free_day_with_an_alarm_at_nine() -> None:
    """All-day, transparent, private, DISPLAY alarm nine hours into the day; text as it was, in 75 octets a line."""
    data = exported(reminder())
    calendar = Calendar.from_ical(data)
    assert "METHOD" not in calendar
    (event,) = calendar.walk("VEVENT")
    assert not {"ORGANIZER", "ATTENDEE"} & event.keys()
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 11, 24), date(2026, 11, 25))
    assert str(event["description"]) == "Dear Zoë,\n\nwe; said, yes\\no."
    assert (event["transp"], event["class"], event["status"], event["sequence"]) == (
        "TRANSPARENT",
        "PRIVATE",
        "CONFIRMED",
        0,
    )
    (alarm,) = calendar.walk("VALARM")
    assert (alarm["action"], alarm.decoded("trigger")) == ("DISPLAY", timedelta(hours=9))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    data.decode("utf-8")


def test_a_task_is_due_on_the_day_and_rings_at_nine_of_it() -> None:
    """A VTODO with DUE alone; its alarm is counted from there."""
    made = merged([reminder()], {}, now=NOW, kind="VTODO")
    calendar = Calendar.from_ical(as_calendar(made.entries))
    (task,) = calendar.walk("VTODO")
    assert task.decoded("due") == date(2026, 11, 24)
    assert "DTSTART" not in task
    (alarm,) = calendar.walk("VALARM")
    assert alarm["trigger"].params["RELATED"] == "END"


def test_the_same_state_gives_the_same_bytes() -> None:
    """Whenever it is exported, and over whatever was exported before."""
    first = exported(reminder(), reminder("contoso"))
    assert exported(reminder("contoso"), reminder(), now=LATER) == first
    assert exported(reminder(), reminder("contoso"), before=first, now=LATER) == first


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(reminder(day=27), id="another day"),
        pytest.param(reminder(words="Dear Zoë, anew"), id="another letter"),
    ],
)
def test_a_changed_entry_gets_the_next_sequence(other: Reminder) -> None:
    """SEQUENCE+1 and a new stamp under the same UID; what stands beside it keeps its bytes."""
    first = exported(reminder(), reminder("contoso"))
    second = exported(other, reminder("contoso"), before=first, now=LATER)
    old, new = entries(first), entries(second)
    assert new["contoso"] == old["contoso"]
    assert new["northwind"].uid == old["northwind"].uid
    assert (new["northwind"].sequence, new["northwind"].stamp) == (1, LATER)
    assert exported(other, reminder("contoso"), before=second, now=LATER + timedelta(days=1)) == second


def test_what_is_no_longer_wanted_is_called_off_and_can_come_back() -> None:
    """STATUS:CANCELLED without an alarm, once; wanted again it is confirmed with the next number."""
    first = exported(reminder(), reminder("contoso"))
    second = exported(reminder("contoso"), before=first, now=LATER)
    gone = entries(second)["northwind"]
    assert (gone.called_off, gone.sequence) == (True, 1)
    assert b"VALARM" not in gone.raw
    assert exported(reminder("contoso"), before=second, now=LATER) == second
    back = entries(exported(reminder(), reminder("contoso"), before=second, now=LATER))["northwind"]
    assert (back.called_off, back.sequence) == (False, 2)


def test_an_export_of_one_application_leaves_the_others() -> None:
    """Only its own entries are brought up to date or called off."""
    first = exported(reminder(), reminder("contoso"))
    second = entries(exported(before=first, now=LATER, within="contoso"))
    assert not second["northwind"].called_off
    assert second["contoso"].called_off


def test_an_editors_line_ends_do_no_harm() -> None:
    """An export saved with LF is read as what it was."""
    first = exported(reminder())
    assert exported(reminder(), before=first.replace(b"\r\n", b"\n"), now=LATER) == first


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(
            exported(reminder()).replace(b"followup-mail//due", b"Mozilla//due"), "another program", id="program"
        ),
        pytest.param(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "another program", id="nobody's"),
        pytest.param(b"Dear diary,\n", "no calendar of followup-mail", id="no calendar"),
        pytest.param(exported(reminder())[:400], "damaged", id="cut off"),
        pytest.param(exported(reminder()).replace(b"DTSTART;", b"X-START;"), "damaged", id="without a day"),
        pytest.param(b"BEGIN:VCALENDAR\r\n" + b"x" * 5_000_000, "no calendar of followup-mail", id="huge"),
    ],
)
def test_a_file_that_is_not_ours_is_not_replaced(data: bytes, words: str) -> None:
    """Another program's calendar, something else, or a damaged export: one line, exit code 3."""
    with pytest.raises(NeedsALookError, match=words):
        read_export(data, "due.ics")


def test_an_empty_file_may_be_filled() -> None:
    """As `mktemp` makes one."""
    assert read_export(b"", "due.ics") == {}


def test_libical_reads_it_too(outside: Callable[[str], str], tmp_path: Path) -> None:
    """The library of Evolution and KOrganizer puts each entry on its day."""
    path = tmp_path / "due.ics"
    path.write_bytes(exported(reminder(), reminder("contoso", day=27)))
    program = outside("ical2html")
    done = subprocess.run([program, "-d", "20261101", "P6W", str(path)], capture_output=True, check=True)
    page = done.stdout.decode("utf-8")
    for day, name in (("20261124", "northwind"), ("20261127", "contoso")):
        assert f'title="{day}"' in page
        assert f"Check-in to Zoë · {name}" in page
    assert page.count('class="dtstart"') == 2
    assert "we; said, yes\\no." in page
