"""What a file holds: the calendars of a mail, a calendar by itself, or plain text. Reads bytes, never a file.

Decides how bytes become text and which parts of a mail are invitations. What the calendars say is `invitation`'s.
Everything is bounded, for a file may come from anybody: its size, its lines, how deep its parts lie in each other.
"""

import re
from typing import TYPE_CHECKING

from followup_mail.calendars.plain_text import LONGEST, from_html, readable
from followup_mail.errors import NeedsALookError
from followup_mail.records import record

if TYPE_CHECKING:
    from email.message import Message

LARGEST_FILE = 40_000_000  # bytes; mail providers take no larger mails
LARGEST_CALENDAR = 4_000_000
_MOST_LINES = 1_000_000
_MOST_BOUNDARIES = 30  # each is a part within another, for all that can be told before it is read
_CALENDAR_TYPES = {"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"}
_CALENDAR_NAME = re.compile(r"\.(?:ics|ical|ifb|vcs)\Z", re.IGNORECASE)
_STARTS_A_CALENDAR = re.compile(r"\s*BEGIN\s*:\s*VCALENDAR\b", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:")
_MAIL_FIELDS = re.compile(
    rb"^(?:from|to|subject|date|mime-version|content-type|received|return-path|message-id|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_MARKS = (  # what editors put first; the longer ones first
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@record(frozen=True, slots=True)
class Letterhead:
    """What the mail around an invitation says: its subject, and the mailboxes as they were written."""

    subject: str = ""
    sender: str = ""
    reply_to: str = ""
    received_by: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Content:
    """`calendars` are texts, each with the method that its part of the mail names; `text` is what a person reads."""

    calendars: tuple[tuple[str, str | None], ...]
    text: str
    letterhead: Letterhead | None = None


def open_up(data: bytes) -> Content:
    """What the bytes hold. Raises NeedsALookError for what is too large, or no text at all."""
    if len(data) > LARGEST_FILE:
        raise NeedsALookError(f"this file is larger than any mail ({LARGEST_FILE // 1_000_000} MB), so it is not read.")
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked != "utf-8-sig" and marked is not None:
        data = _decoded(data, marked).encode()
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t")
    if _is_mail(data):
        return _mail(data)
    if not _printable(data):
        raise NeedsALookError("this is neither a mail nor a calendar nor text: save the invitation as .ics or .eml.")
    text = _decoded(data, "utf-8")
    if _STARTS_A_CALENDAR.match(text):
        return Content(((_bounded(text), None),), "")
    return Content((), readable(text[:LONGEST]))


def _is_mail(data: bytes) -> bool:
    """Whether it begins with the header of a mail (or with the line that stands before it in a mailbox)."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    head = re.split(rb"\r?\n\r?\n", data[:200_000], maxsplit=1)[0]
    return bool(_HEADER_LINE.match(head)) and len(_MAIL_FIELDS.findall(head)) >= 2


def _mail(data: bytes) -> Content:
    from email import message_from_bytes

    if data.count(b"\n") > _MOST_LINES or len(re.findall(rb"boundary\s*=", data, re.IGNORECASE)) > _MOST_BOUNDARIES:
        raise NeedsALookError("this mail has more parts or lines than any invitation, so it is not read.")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        message = message_from_bytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except RecursionError as error:
        raise NeedsALookError("the parts of this mail lie too deep in each other, so it is not read.") from error
    calendars = [found for part in parts if (found := _calendar_of(part)) is not None]
    if not calendars and any("ms-tnef" in part.get_content_type() for part in parts):
        raise NeedsALookError(
            "the invitation is inside winmail.dat, which only Outlook opens: save it from there as .ics, or ask for it."
        )
    return Content(tuple(calendars), _text_of(parts), _letterhead(message))


def _calendar_of(part: "Message") -> tuple[str, str | None] | None:
    """The calendar in a part, with the method its Content-Type names; None where it holds none."""
    named_so = bool(_CALENDAR_NAME.search(part.get_filename() or ""))
    if part.get_content_type() not in _CALENDAR_TYPES and not named_so:
        return None
    text = _bounded(_payload(part))
    if not _STARTS_A_CALENDAR.match(text):
        if text.strip():
            raise NeedsALookError("the invitation in this mail is damaged: it does not begin as a calendar does.")
        return None
    method = part.get_param("method")
    return text, method.strip(" ;").upper() if isinstance(method, str) else None


def _text_of(parts: "list[Message]") -> str:
    """The words of the mail: its plain text, else what its HTML says."""
    for wanted, read in (("text/plain", readable), ("text/html", from_html)):
        for part in parts:
            if part.get_content_type() == wanted and not part.get_filename():
                text = read(_payload(part)[:LONGEST])
                if text.strip():
                    return text
    return ""


def _payload(part: "Message") -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset("utf-8")
    return _decoded(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"), "utf-8" if charset == "us-ascii" else charset)


def _letterhead(message: "Message") -> Letterhead:
    from followup_mail.calendars.parties import decoded_words

    def field(name: str) -> str:
        # The older parser gives a Header object for raw bytes outside ASCII; both are text in the end.
        return decoded_words(re.sub(r"[\r\n]+[ \t]*", " ", str(message.get(name, ""))))[:1_000]

    received_by = tuple(field(name) for name in ("Delivered-To", "X-Original-To", "To") if message.get(name))
    return Letterhead(field("Subject"), field("From"), field("Reply-To"), received_by)


def _bounded(text: str) -> str:
    if len(text) > LARGEST_CALENDAR:
        raise NeedsALookError(
            f"this calendar is larger than any invitation ({LARGEST_CALENDAR // 1_000_000} MB), so it is not read."
        )
    return text


def _decoded(data: bytes, charset: str) -> str:
    """Text in its own charset; where that is unknown or wrong, in UTF-8, else as Windows would have written it."""
    for name in dict.fromkeys((charset, "utf-8")):
        try:
            return data.decode(name)
        except (LookupError, ValueError):  # an unknown charset, or bytes that it does not have
            continue
    return data.decode("cp1252", "replace")


def _printable(data: bytes) -> bool:
    """Whether it is text of some kind: a picture or an archive has zeros among its first bytes."""
    return b"\0" not in data[:8_000]
