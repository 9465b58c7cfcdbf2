"""Due dates as a calendar file (RFC 5545) for the person's own calendar, written with icalendar.

Decides how an entry looks and what becomes of the entries of an earlier export: one that is the same keeps every byte,
a changed one gets the next SEQUENCE, one that is no longer wanted is called off. Files are left to the caller.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from followup_mail.errors import NeedsALookError
from followup_mail.records import record

if TYPE_CHECKING:
    from icalendar import Component

PRODUCT = "-//followup-mail//due dates//EN"
NAME = "Follow-ups"
REFRESH = timedelta(hours=12)
MORNING = timedelta(hours=9)  # the alarm, on the day itself
LARGEST = 4_000_000  # bytes; an export has a few thousand for each entry
_DAMAGED = "{name} is damaged, so it is not replaced; move it away, and export anew."
_APPLICATION = "X-FOLLOWUP-MAIL-APPLICATION"
Kind = Literal["VEVENT", "VTODO"]  # an appointment or a task, RFC 5545 3.6.1 and 3.6.2


@record(frozen=True, slots=True)
class Reminder:
    """One message for the calendar. `changed`: when what it says came about, for an entry that no export has yet."""

    uid: str
    application: str
    day: date
    summary: str
    description: str
    changed: datetime


@record(frozen=True, slots=True)
class Entry:
    """An entry of an export: its bytes, and what is read from them. `called_off`: it is there to be taken away."""

    uid: str
    application: str
    sequence: int
    stamp: datetime
    day: date
    raw: bytes
    called_off: bool = False


@record(frozen=True, slots=True)
class Export:
    """The entries of an export by day, and how many of them are new, changed, the same, and called off just now."""

    entries: tuple[Entry, ...]
    new: int = 0
    changed: int = 0
    same: int = 0
    called_off: int = 0


def uid_of(*names: str) -> str:
    """An id for the entry of a message, from what the message is: alike in every export, on every machine."""
    return f"{sha256(chr(0).join(names).encode()).hexdigest()[:32]}@followup-mail"


def merged(
    reminders: Iterable[Reminder],
    before: Mapping[str, Entry],
    *,
    now: datetime,
    kind: Kind = "VEVENT",
    within: str | None = None,
) -> Export:
    """The entries for the reminders, and those of the earlier export that are no longer wanted, called off.

    `within`: only the entries of that application are looked at, the others stay as they are.
    """
    entries: dict[str, Entry] = {}
    new = changed = same = called_off = 0
    for reminder in reminders:
        old = before.get(reminder.uid)
        entry = _entry(reminder, old, now=now, kind=kind)
        new, changed, same = new + (old is None), changed + (old is not None and entry != old), same + (entry == old)
        entries[reminder.uid] = entry
    for uid, old in before.items():
        if uid in entries:
            continue
        mine = within is None or old.application == within
        entries[uid] = _called_off(old, now=now) if mine and not old.called_off else old
        called_off += entries[uid] != old
    ordered = sorted(entries.values(), key=lambda entry: (entry.day, entry.uid))
    return Export(tuple(ordered), new, changed, same, called_off)


def as_calendar(entries: Iterable[Entry]) -> bytes:
    """A whole calendar file. It has no METHOD, and nobody is invited: it is the person's own."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    written: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return b"".join((written.removesuffix(end), *(entry.raw for entry in entries), end))


def read_export(data: bytes, name: str) -> dict[str, Entry]:
    """The entries of an earlier export by their uid. Raises NeedsALookError for a file that is none of ours."""
    if not data.strip():
        return {}
    data = re.sub(rb"\r?\n", b"\r\n", data)
    if not re.match(rb"\s*BEGIN:VCALENDAR\r\n", data) or len(data) > LARGEST:
        raise NeedsALookError(f"{name} is no calendar of followup-mail, so it is not replaced; choose another name.")
    if f"\r\nPRODID:{PRODUCT}\r\n".encode() not in data:
        raise NeedsALookError(f"{name} was made by another program, so it is not replaced; choose another name.")
    if not data.rstrip().endswith(b"END:VCALENDAR"):
        raise NeedsALookError(_DAMAGED.format(name=name))
    blocks = re.findall(rb"^BEGIN:(?:VEVENT|VTODO)\r\n.*?^END:(?:VEVENT|VTODO)\r\n", data, re.DOTALL | re.MULTILINE)
    entries = [_read(block, name) for block in blocks]
    return {entry.uid: entry for entry in entries}


def _entry(reminder: Reminder, old: Entry | None, *, now: datetime, kind: Kind) -> Entry:
    if old is None:
        return _written(reminder, 0, reminder.changed, kind)
    as_before = _written(reminder, old.sequence, old.stamp, kind)
    if as_before.raw == old.raw:
        return old
    return _written(reminder, old.sequence + 1, max(old.stamp, now), kind)


def _written(reminder: Reminder, sequence: int, stamp: datetime, kind: Kind) -> Entry:
    from icalendar import Alarm, Event, Todo

    stamp = stamp.astimezone(UTC).replace(microsecond=0)
    component = Event() if kind == "VEVENT" else Todo()
    component.add("uid", reminder.uid)
    component.add("dtstamp", stamp)
    component.add("last-modified", stamp)
    component.add("sequence", sequence)
    component.add("summary", reminder.summary)
    component.add("description", reminder.description)
    component.add("class", "PRIVATE")
    component.add(_APPLICATION, reminder.application)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", reminder.summary)
    if kind == "VEVENT":
        component.add("dtstart", reminder.day)
        component.add("dtend", reminder.day + timedelta(days=1))
        component.add("transp", "TRANSPARENT")
        component.add("status", "CONFIRMED")
        alarm.add("trigger", MORNING)
    else:
        component.add("due", reminder.day)
        component.add("status", "NEEDS-ACTION")
        alarm.add("trigger", MORNING, parameters={"RELATED": "END"})
    component.add_component(alarm)
    return Entry(reminder.uid, reminder.application, sequence, stamp, reminder.day, component.to_ical())


def _called_off(old: Entry, *, now: datetime) -> Entry:
    """The entry as it was, cancelled: calendars take it away, and its alarm rings no more."""
    component = _component(old.raw)
    stamp = max(old.stamp, now.astimezone(UTC).replace(microsecond=0))
    component.subcomponents = []
    for name, value in (
        ("dtstamp", stamp),
        ("last-modified", stamp),
        ("sequence", old.sequence + 1),
        ("status", "CANCELLED"),
    ):
        component.pop(name, None)
        component.add(name, value)
    return Entry(old.uid, old.application, old.sequence + 1, stamp, old.day, component.to_ical(), called_off=True)


def _read(block: bytes, name: str) -> Entry:
    try:
        component = _component(block)
        day = component.decoded("dtstart" if component.name == "VEVENT" else "due")
        stamp = component.decoded("dtstamp")
        return Entry(
            uid=str(component["UID"]),
            application=str(component.get(_APPLICATION, "")),
            sequence=int(component.get("SEQUENCE", 0)),
            stamp=stamp,
            called_off=str(component.get("STATUS", "")) == "CANCELLED",
            day=date(day.year, day.month, day.day),
            raw=block,
        )
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise NeedsALookError(_DAMAGED.format(name=name)) from error


def _component(block: bytes) -> "Component":
    from icalendar import Event, Todo

    kind = Event if block.startswith(b"BEGIN:VEVENT") else Todo
    return kind.from_ical(block)
