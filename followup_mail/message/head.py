"""Decides what the header of a mail says, whoever wrote it: from whom, to whom, when, and which mails it answers.

Reads with the older API of the `email` package (compat32), which is the one that gets names in encoded-words right; it
is loaded on the first call. What follows from a header is left to others.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import UTC, datetime

from followup_mail.addresses import AddressError, check_address
from followup_mail.model import Address
from followup_mail.records import record

BOM = b"\xef\xbb\xbf"
_YEARS = range(1980, 2200)  # what lies outside was not meant, and cannot be counted from in every zone


@record(frozen=True, slots=True)
class Head:
    """What a header says. `readers` are those of To, Cc and Bcc; `date` is aware, None where nobody can read it.

    `references` are the mails that it belongs to, oldest first; the one it answers is the last. `fields` has every
    value by its small-letter name, as it is written.
    """

    message_id: str = ""
    references: tuple[str, ...] = ()
    sender: Address | None = None
    reply_to: Address | None = None
    readers: tuple[Address, ...] = ()
    subject: str = ""
    date: datetime | None = None
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def says(self, name: str) -> str:
        """The field as it is written, in small letters; empty where there is none."""
        return " ".join(self.fields.get(name, ())).strip().lower()


def read_head(data: bytes) -> Head:
    """The header at the beginning of `data`; what is behind it does not matter. Never raises."""
    found = header_fields(data)
    senders = mailboxes(found, "from") or mailboxes(found, "sender")
    answered = identifiers(found, "in-reply-to")
    earlier = tuple(one for one in identifiers(found, "references") if one not in answered[:1])
    return Head(
        message_id=next(iter(identifiers(found, "message-id")), ""),
        references=(*earlier, *answered[:1]),
        sender=senders[0] if senders else None,
        reply_to=next(iter(mailboxes(found, "reply-to")), None),
        readers=tuple(one for name in ("to", "cc", "bcc") for one in mailboxes(found, name)),
        subject=decoded(" ".join(found.get("subject", ()))).strip(),
        date=_date(next(iter(found.get("date", ())), "")),
        fields=found,
    )


def header_fields(data: bytes) -> Mapping[str, Sequence[str]]:
    """Values by small-letter name, in the order of the file, unfolded and not yet decoded.

    From text and not from bytes: an editor may have put raw UTF-8 into a header, which the parser of bytes gives up on.
    """
    from email.parser import HeaderParser

    head = re.split(rb"\r?\n\r?\n", data.removeprefix(BOM), maxsplit=1)[0]
    found: dict[str, list[str]] = {}
    for name, value in HeaderParser().parsestr(head.decode("utf-8", "replace")).items():
        found.setdefault(name.lower(), []).append(re.sub(r"\r?\n[ \t]", " ", value))
    return found


def mailboxes(found: Mapping[str, Sequence[str]], name: str) -> tuple[Address, ...]:
    """The mailboxes of a field. An address that nobody could send to stays as it stands."""
    from email.utils import getaddresses

    pairs = getaddresses(list(found.get(name, ())))
    return tuple(Address(decoded(shown), _normal(address)) for shown, address in pairs if "@" in address)


def identifiers(found: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    """The message-ids of a field, with their angle brackets."""
    return tuple(re.findall(r"<[^<>\s]+>", " ".join(found.get(name, ()))))


def decoded(value: str) -> str:
    """The text of encoded-words (RFC 2047); what cannot be decoded stays as it is written."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        parts = decode_header(value)
    except HeaderParseError:
        return value
    # What stood between encoded-words comes without a charset, in the encoding that decode_header uses inside.
    return "".join(
        part if isinstance(part, str) else in_charset(part, charset or "raw-unicode-escape") for part, charset in parts
    )


def in_charset(octets: bytes, charset: str) -> str:
    """The text of octets, with marks where they are none; a charset that nobody knows is read as UTF-8."""
    try:
        return octets.decode(charset, "replace")
    except LookupError:
        return octets.decode("utf-8", "replace")


def _normal(address: str) -> str:
    try:
        return check_address(address)
    except AddressError:
        return address


def _date(written: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    if date.year not in _YEARS:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)  # -0000: a time in UTC, sent from nobody says where
