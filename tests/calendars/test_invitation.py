"""Reading invitations: each sender's way of writing them comes out as the same facts, and nothing else is believed."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from followup_mail.calendars.invitation import InvitationFacts, invitation_json, read_invitations
from followup_mail.calendars.parties import Candidate
from followup_mail.errors import NeedsALookError

INVITATIONS = Path(__file__).parent.parent / "data" / "invitations"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((INVITATIONS / "expected.yaml").read_text(encoding="utf-8"))
SAM = Candidate("Sam Tester", ("sam@example.org",))


def event(*lines: str, method: str = "REQUEST", around: str = "") -> bytes:
    """A calendar with one event that has a start, in UTC unless the lines say otherwise, and these lines."""
    start = () if any(line.startswith("DTSTART") for line in lines) else ("DTSTART:20261117T190000Z",)
    rows = ["BEGIN:VCALENDAR", f"METHOD:{method}", *around.split("\n"), "BEGIN:VEVENT", "UID:1", *start, *lines]
    return "\r\n".join([*filter(None, rows), "END:VEVENT", "END:VCALENDAR", ""]).encode()


def read(data: bytes, candidate: Candidate = SAM) -> InvitationFacts:
    """The one event of a file."""
    (found,) = read_invitations(data, candidate).invitations
    return found


def said(party: dict[str, Any] | None) -> str | None:
    """A mailbox as `expected.yaml` has it."""
    return f"{party['name'] or ''} <{party['email'] or ''}>" if party else None


def test_every_fixture_is_expected_to_say_something() -> None:
    """No file of the folder goes untested: it is in the table, or one of those that cannot be read as one event."""
    others = {"several.ics", "truncated.ics", "winmail.eml"}
    assert EXPECTED.keys() | others == {path.name for path in INVITATIONS.glob("*.[ie][cm][sl]")}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_file_says(name: str) -> None:
    """Google, Exchange, Outlook, Teams, Zoom, Yahoo, iCloud, Lotus and hiring services: the same facts for all."""
    facts = read((INVITATIONS / name).read_bytes())
    found = invitation_json(facts)
    people = found["people"]
    assert isinstance(people, list)
    found |= {"people": [said(person) for person in people], "organizer": said(found["organizer"])}  # type: ignore[arg-type]  # a table or None
    found |= {"missing": list(facts.missing), "warnings": list(facts.warnings)}
    assert found == EXPECTED[name]


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_same_event_twice_is_one() -> None:
    """A part and an attachment of one mail, and the newer of two versions: one event for one UID."""
    assert len(read_invitations((INVITATIONS / "google-request.eml").read_bytes(), SAM).invitations) == 1
    older, newer = event("SUMMARY:Old", "SEQUENCE:0"), event("SUMMARY:New", "SEQUENCE:1")
    assert read(newer + older).summary == read(older + newer).summary == "New"
    older, newer = event("SUMMARY:Old", "DTSTAMP:20261101T000000Z"), event("SUMMARY:New", "DTSTAMP:20261102T000000Z")
    assert read(newer + older).summary == "New"


def test_events_of_one_series_are_told_apart() -> None:
    """An instance with a RECURRENCE-ID is an event of its own."""
    whole = event("RRULE:FREQ=WEEKLY;COUNT=3")
    one = event("RECURRENCE-ID:20261124T190000Z", "DTSTART:20261125T190000Z")
    found = read_invitations(whole + one, SAM).invitations
    assert [each.instance is None for each in found] == [True, False]
    assert "the event repeats; its first date is taken" in found[0].warnings


@pytest.mark.parametrize(
    ("change", "summary"),
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, "Café", id="byte order mark"),
        pytest.param(lambda data: data.decode().encode("utf-16"), "Café", id="UTF-16"),
        pytest.param(lambda data: data.decode().encode("cp1252"), "Café", id="Windows-1252"),
        pytest.param(lambda data: data.replace(b"\r\n", b"\n"), "Café", id="LF"),
        pytest.param(lambda data: data.replace(b"\r\n", b"\r"), "Café", id="CR"),
        pytest.param(lambda data: b"\r\n\r\n" + data, "Café", id="blank lines first"),
        pytest.param(lambda data: data.replace(b"BEGIN:VCALENDAR", b"begin:vcalendar"), "Café", id="small letters"),
        pytest.param(lambda data: data.replace(b"SUMMARY:Caf", b"SUMMARY:C\r\n\taf"), "Café", id="folded by a tab"),
        pytest.param(lambda data: data.replace(b"SUMMARY", b"SUMMARY;LANGUAGE=en-us"), "Café", id="a language"),
        pytest.param(lambda data: data.replace(b"SUMMARY", b"garbage\r\nSUMMARY"), "Café", id="a line of garbage"),
    ],
)
def test_the_dress_of_a_file_does_not_matter(change: Any, summary: str) -> None:
    """Encodings, line ends, folds and stray lines are as programs write them."""
    assert read(change(event("SUMMARY:Café"))).summary == summary


def mail(part: bytes, *head: str) -> bytes:
    """A mail whose one part is a calendar."""
    lines = ["From: Priya Raman <priya@northwind.example>", "To: sam@example.org", "Subject: Interview", *head]
    return "\r\n".join([*lines, "", ""]).encode() + part


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(mail(event("SUMMARY:It"), "Content-Type: text/calendar; method=REQUEST"), id="the whole mail"),
        pytest.param(
            mail(event("SUMMARY:It"), 'Content-Type: application/octet-stream; name="a.ICS"'), id="by its name"
        ),
        pytest.param(mail(event("SUMMARY:It"), "Content-Type: text/calendar;; method=REQUEST;; x"), id="semicolons"),
        pytest.param(mail(event("SUMMARY:It"), "Content-Type: text/calendar; charset=klingon"), id="unknown charset"),
        pytest.param(
            b"From x Mon Nov  9\r\n" + mail(event("SUMMARY:It"), "Content-Type: text/calendar"), id="from a mailbox"
        ),
        pytest.param(
            mail(mail(event("SUMMARY:It"), "Content-Type: text/calendar"), "Content-Type: message/rfc822"),
            id="forwarded",
        ),
    ],
)
def test_the_calendar_of_a_mail_is_found(data: bytes) -> None:
    """As a part, as an attachment of any type, in a forwarded mail, with the slips that senders make."""
    assert read(data).summary == "It"


def test_the_method_may_stand_in_the_mail_alone() -> None:
    """Where the calendar names no METHOD, that of its part counts."""
    calendar = event().replace(b"METHOD:REQUEST\r\n", b"")
    assert read(calendar).method is None
    assert read(mail(calendar, "Content-Type: text/calendar; method=cancel")).cancelled


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param((INVITATIONS / "truncated.ics").read_bytes(), "breaks off in the middle", id="truncated"),
        pytest.param(event()[:-17], "breaks off in the middle", id="without its end"),
        pytest.param((INVITATIONS / "winmail.eml").read_bytes(), "winmail.dat", id="winmail"),
        pytest.param(event("DTSTART:yesterday"), "“yesterday”, cannot be read", id="start"),
        pytest.param(event("DTSTART:99999999T999999Z"), "cannot be read", id="no such day"),
        pytest.param(event("DTSTART:00010101T000000Z"), "cannot be read", id="year one"),
        pytest.param(b"\x89PNG\0\0\0", "neither a mail nor a calendar", id="picture"),
        pytest.param(b"BEGIN:VCALENDAR\r\n" * 50, "too deep", id="deep"),
        pytest.param(b"BEGIN:VCALENDAR\r\n" + b"X:y\r\n" * 70_000, "more lines", id="lines"),
        pytest.param(event("X:" + "y" * 4_100_000), "larger than any invitation", id="large calendar"),
        pytest.param(b"x" * 40_000_001, "larger than any mail", id="large file"),
        pytest.param(mail(b"no calendar", "Content-Type: text/calendar"), "damaged", id="damaged part"),
        pytest.param(
            mail(b"--b\r\n" * 40, *(f'X-{n}: boundary="b"' for n in range(40))), "more parts", id="many boundaries"
        ),
        pytest.param(
            b"From: a@b.example\r\nTo: c@d.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3_000,
            "too deep",
            id="mails within mails",
        ),
        pytest.param(
            b"".join(event().replace(b"UID:1", b"UID:%d" % n) for n in range(600)), "whole calendar", id="600 events"
        ),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, words: str) -> None:
    """Damaged, cut off, huge, hostile: a sentence that says what it is, at once."""
    with pytest.raises(NeedsALookError, match=words) as caught:
        read_invitations(data, SAM)
    assert "\n" not in str(caught.value)


def test_a_zone_with_rules_without_end_is_not_run() -> None:
    """A file's own zone that changes each second since the year one is not asked for anything."""
    facts = read((INVITATIONS / "endless-zone.ics").read_bytes())
    assert facts.floating


def test_what_nobody_sees_is_taken_out() -> None:
    """No escape sequence, no change of direction, no line break reaches a terminal, a note or a letter."""
    facts = read(event("SUMMARY:\x1b[31mIn\u202eter\x07view\\nnow\u200b", "LOCATION:1 Quay\\nBonn\x7f"))
    assert facts.summary == "[31mInterview now"
    assert facts.location == "1 Quay, Bonn"


def test_text_has_lines_and_no_invitation() -> None:
    """Plain text, and a mail without a calendar, give their lines; nothing is read out of them."""
    found = read_invitations(b"Hi Sam,\n\nTuesday at 2pm?\n----\n", SAM)
    assert found.invitations == ()
    assert found.lines == ("Hi Sam,", "Tuesday at 2pm?")
    found = read_invitations(mail(b"Tuesday at 2pm?", "Content-Type: text/plain"), SAM)
    assert found.lines == ("From: Priya Raman <priya@northwind.example>", "Subject: Interview", "Tuesday at 2pm?")


# --- what kind of message -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "lines", "answer"),
    [
        pytest.param(
            "REPLY",
            ("ATTENDEE;CN=Dana Ortiz;PARTSTAT=ACCEPTED:mailto:d@n.example",),
            "answer by Dana Ortiz, who accepts",
            id="accepts",
        ),
        pytest.param(
            "REPLY",
            ("ATTENDEE;PARTSTAT=DECLINED:mailto:d@n.example",),
            "answer by d@n.example, who declines",
            id="declines",
        ),
        pytest.param(
            "COUNTER",
            ("ATTENDEE;CN=Dana Ortiz:mailto:d@n.example",),
            "proposal of another time by Dana Ortiz",
            id="another time",
        ),
        pytest.param("REPLY", (), "answer by somebody", id="nobody named"),
        pytest.param("REQUEST", (), "", id="an invitation"),
        pytest.param("PUBLISH", (), "", id="published"),
    ],
)
def test_an_answer_is_told_apart(method: str, lines: tuple[str, ...], answer: str) -> None:
    """METHOD first: somebody's reply or counter-proposal is no invitation."""
    assert read(event(*lines, method=method)).answer == answer


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(event(method="CANCEL"), id="by its method"),
        pytest.param(event("STATUS:CANCELLED"), id="by its status"),
        pytest.param(event(method="CANCEL").replace(b"DTSTART:20261117T190000Z\r\n", b""), id="without a start"),
    ],
)
def test_a_cancellation_is_told_apart(data: bytes) -> None:
    """By METHOD or by STATUS, with a start or without."""
    assert read(data).cancelled


@pytest.mark.parametrize(
    ("written", "sequence"),
    [
        pytest.param((), 0, id="none"),
        pytest.param(("SEQUENCE:3",), 3, id="a number"),
        pytest.param(("SEQUENCE:1794312000",), 1794312000, id="a Unix time, as Zoom has it"),
        pytest.param(("SEQUENCE:many",), 0, id="no number"),
        pytest.param(("SEQUENCE:99999999999999999",), 2_147_483_647, id="beyond all numbers"),
    ],
)
def test_sequence(written: tuple[str, ...], sequence: int) -> None:
    """The number of the version, 0 where there is none that can be read."""
    assert read(event(*written)).sequence == sequence


# --- who can be written to ------------------------------------------------------------------------------------------

PRIYA = "ORGANIZER;CN=Priya Raman:mailto:priya@northwind.example"
RELAY = "ORGANIZER;CN=Priya Raman:mailto:2_XYZ@imip.me.com"


@pytest.mark.parametrize(
    ("data", "recruiter"),
    [
        pytest.param(event(PRIYA), "priya@northwind.example", id="the organiser"),
        pytest.param(event(RELAY), None, id="never a relay"),
        pytest.param(
            event(RELAY, "ATTENDEE;CN=Priya Raman:mailto:priya@northwind.example"),
            "priya@northwind.example",
            id="a relay who is invited too",
        ),
        pytest.param(mail(event(RELAY), "Content-Type: text/calendar"), "priya@northwind.example", id="the sender"),
        pytest.param(
            mail(event(), "Content-Type: text/calendar").replace(b"priya@northwind.example", b"no-reply@greenhouse.io"),
            None,
            id="never one who takes no answer",
        ),
        pytest.param(
            mail(event(), "Content-Type: text/calendar", "Reply-To: Tom <tom@northwind.example>"),
            "tom@northwind.example",
            id="whom an answer would reach",
        ),
        pytest.param(event("ORGANIZER:mailto:sam@example.org"), None, id="never the candidate"),
    ],
)
def test_who_can_be_written_to(data: bytes, recruiter: str | None) -> None:
    """The organiser is the recruiter; behind a relay, whoever of the mail can be reached."""
    found = read(data).recruiter
    assert (found.email if found else None) == recruiter


def test_without_an_address_of_mine_the_one_whom_the_mail_reached_is_me() -> None:
    """A person who has not said their address yet is known by the mail's own envelope, else it is said."""
    people = ("ATTENDEE:mailto:sam@example.org", "ATTENDEE;CN=Dana Ortiz:mailto:dana@northwind.example")
    by_mail = read(mail(event(*people), "Content-Type: text/calendar"), Candidate())
    assert [person.email for person in by_mail.people] == ["dana@northwind.example"]
    by_file = read(event(*people), Candidate())
    assert len(by_file.people) == 2
    assert "your own address is not known, so you may be among the people" in by_file.warnings
