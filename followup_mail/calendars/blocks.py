"""A calendar's text as blocks of properties (RFC 5545 section 3.4), read line by line with icalendar.

icalendar unfolds the lines and takes each apart. Its `Calendar.from_ical` is left aside on purpose: it gives a time
without a zone, and no word, for a zone it does not know, and it lets the file's own zones run rules without end.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from followup_mail.calendars.plain_text import LONGEST, one_line, tidy_text
from followup_mail.errors import NeedsALookError
from followup_mail.records import record

if TYPE_CHECKING:
    from icalendar.parser import Contentline

_MOST_LINES = 60_000
_DEEPEST = 8  # VCALENDAR, VEVENT, VALARM, and what somebody may put around them
_ESCAPED = re.compile(r"\\([\\,;:nN\"])")
_LINE = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z0-9-]*)\s*(?P<rest>;.*?)?:(?P<value>mailto:.*|[^:]*)\Z", re.IGNORECASE)
_CUT_OFF = "the calendar breaks off in the middle: fetch the file again, or save the whole mail."


@record(frozen=True, slots=True)
class Property:
    """One line: its parameters by upper-case name, and its value as it was written."""

    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text: escapes undone, nothing unseen, lines kept."""
        return tidy_text(self.raw_text)

    @property
    def line(self) -> str:
        """The value as one line of text."""
        return one_line(self.raw_text)

    @property
    def raw_text(self) -> str:
        """The value with its escapes undone (RFC 5545 section 3.3.11), and as it was otherwise."""
        value = self.value[:LONGEST]
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


class Block:
    """What stands between BEGIN and END, names in upper case."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.properties: dict[str, list[Property]] = {}
        self.blocks: list[Block] = []

    def first(self, name: str) -> Property | None:
        """The first property of that name that says something."""
        return next((each for each in self.properties.get(name, ()) if each.value.strip()), None)

    def all(self, name: str) -> list[Property]:
        return self.properties.get(name, [])

    def line(self, name: str) -> str:
        """The text of a property on one line; empty where there is none."""
        found = self.first(name)
        return found.line if found else ""

    def within(self, name: str) -> Iterator["Block"]:
        return (block for block in self.blocks if block.name == name)

    @cached_property
    def zones(self) -> Mapping[str, "Block"]:
        """The zones that a calendar defines itself, by their TZID."""
        return {zone.line("TZID"): zone for zone in self.within("VTIMEZONE")}


def read_calendars(text: str) -> list[Block]:
    """Every VCALENDAR of the text. Raises NeedsALookError where it is none, is cut off, or goes beyond all bounds.

    A line that breaks the rules is read as well as it can be; one without a name and a value is passed over.
    """
    from icalendar.parser import Contentlines

    if "\n" not in text:
        text = text.replace("\r", "\n")
    if text.count("\n") > _MOST_LINES:
        raise NeedsALookError("this calendar has more lines than any invitation, so it is not read.")
    calendars: list[Block] = []
    open_blocks: list[Block] = []
    lines = Contentlines.from_ical(text)  # type: ignore[no-untyped-call]  # icalendar leaves it without types
    for line in lines[:-1]:  # the last is a line end of its own
        read = _parts(line)
        if read is None:
            continue
        name, parameters, value = read
        if name == "BEGIN":
            _begin(value.strip().upper(), open_blocks)
        elif name == "END":
            _end(value.strip().upper(), open_blocks, calendars)
        elif open_blocks:
            open_blocks[-1].properties.setdefault(name, []).append(Property(parameters, value))
    if open_blocks:
        raise NeedsALookError(_CUT_OFF)
    if not calendars:
        raise NeedsALookError("this is no calendar that can be read: save the invitation anew, as .ics or .eml.")
    return calendars


def _parts(line: "Contentline") -> tuple[str, Mapping[str, str], str] | None:
    """Name, parameters and value of a line, names in upper case; None where it is no line of a calendar."""
    given: Mapping[str, str | list[str]]
    try:
        name, given, value = line.raw_parts()
    except ValueError:
        found = _LINE.match(line[:LONGEST])
        if found is None:
            return None
        name, value = found["name"], found["value"]
        given = dict(part.partition("=")[::2] for part in (found["rest"] or "").split(";") if "=" in part)
    parameters = {key.upper(): each if isinstance(each, str) else ",".join(each) for key, each in given.items()}
    return name.upper(), parameters, value


def _begin(name: str, open_blocks: list[Block]) -> None:
    if len(open_blocks) >= _DEEPEST:
        raise NeedsALookError("the parts of this calendar lie too deep in each other, so it is not read.")
    open_blocks.append(Block(name))


def _end(name: str, open_blocks: list[Block], calendars: list[Block]) -> None:
    if not open_blocks or open_blocks[-1].name != name:
        raise NeedsALookError(_CUT_OFF)
    block = open_blocks.pop()
    if open_blocks:
        open_blocks[-1].blocks.append(block)
    elif name == "VCALENDAR":
        calendars.append(block)
