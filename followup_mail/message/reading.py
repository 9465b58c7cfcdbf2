"""Decides what a mail file says, whoever wrote it: ours, one that a person has edited, one that is to be answered.

Reads with the older API of the `email` package (compat32), which is the one that gets names in encoded-words right; it
is loaded on the first call. What the words are worth is left to `review`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from followup_mail.addresses import AddressError, check_address
from followup_mail.message.meaning import LONGEST_LINE, MailError, ReadBackError, as_written
from followup_mail.model import Address, Mail

if TYPE_CHECKING:
    from email.message import Message

_BOM = b"\xef\xbb\xbf"


def read_back(data: bytes) -> Mail:
    r"""What the file says, decoded; raises MailError where it holds no plain text.

    The body's lines end with \n, and flowed lines (RFC 3676, as Thunderbird saves them) are one again. An address that
    nobody could send to stays as it stands, for a review to point out.
    """
    from email import message_from_bytes

    fields_of = _header_fields(data)
    to, sender = _mailboxes(fields_of, "to"), _mailboxes(fields_of, "from")
    return Mail(
        sender=sender[0] if sender else None,
        to=to[0] if to else None,
        also_to=to[1:],
        cc=_mailboxes(fields_of, "cc"),
        bcc=_mailboxes(fields_of, "bcc"),
        subject=_decoded(" ".join(fields_of.get("subject", ()))),
        message_id=next(iter(_identifiers(fields_of, "message-id")), ""),
        references=_identifiers(fields_of, "references") or _identifiers(fields_of, "in-reply-to"),
        body=_body(message_from_bytes(data.removeprefix(_BOM))),
    )


def check(mail: Mail, data: bytes, *, unsent: bool = True) -> None:
    """Raise ReadBackError unless Python's older parser reads from `data` just what `mail` means."""
    meant, read = as_written(mail), read_back(data)
    wrong = [field.name for field in fields(Mail) if getattr(meant, field.name) != getattr(read, field.name)]
    if not data.isascii() or re.search(rb"\r(?!\n)|(?<!\r)\n", data):
        wrong.append("characters or line ends")
    if any(len(line) > LONGEST_LINE for line in data.split(b"\r\n")):
        wrong.append("length of lines")
    if list(_header_fields(data)) != _names_meant(meant, unsent=unsent):
        wrong.append("header fields")
    if wrong:
        raise ReadBackError(f"the draft would not say what was meant ({', '.join(wrong)}); please report this fault")


def _names_meant(mail: Mail, *, unsent: bool) -> list[str]:
    meant = {
        "from": mail.sender,
        "to": mail.to or mail.also_to,
        "cc": mail.cc,
        "bcc": mail.bcc,
        "subject": mail.subject,
        "message-id": mail.message_id,
        "in-reply-to": mail.references,
        "references": mail.references,
        "x-unsent": unsent,
        "mime-version": True,
        "content-type": True,
        "content-transfer-encoding": True,
    }
    return [name for name, value in meant.items() if value]


def _header_fields(data: bytes) -> Mapping[str, Sequence[str]]:
    """Values by lower-case name, in the order of the file, unfolded and not yet decoded.

    From text and not from bytes: an editor may have put raw UTF-8 into a header, which the parser of bytes gives up on.
    """
    from email.parser import HeaderParser

    head = re.split(rb"\r?\n\r?\n", data.removeprefix(_BOM), maxsplit=1)[0]
    found: dict[str, list[str]] = {}
    for name, value in HeaderParser().parsestr(head.decode("utf-8", "replace")).items():
        found.setdefault(name.lower(), []).append(re.sub(r"\r?\n[ \t]", " ", value))
    return found


def _mailboxes(found: Mapping[str, Sequence[str]], name: str) -> tuple[Address, ...]:
    from email.utils import getaddresses

    pairs = getaddresses(list(found.get(name, ())))
    return tuple(Address(_decoded(shown), _normal(address)) for shown, address in pairs if "@" in address)


def _normal(address: str) -> str:
    try:
        return check_address(address)
    except AddressError:
        return address


def _identifiers(found: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"<[^<>\s]+>", " ".join(found.get(name, ()))))


def _decoded(value: str) -> str:
    """The text of encoded-words (RFC 2047); what cannot be decoded stays as it is written."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        parts = decode_header(value)
    except HeaderParseError:
        return value
    # What stood between encoded-words comes without a charset, in the encoding that decode_header uses inside.
    return "".join(
        part if isinstance(part, str) else _in_charset(part, charset or "raw-unicode-escape") for part, charset in parts
    )


def _in_charset(octets: bytes, charset: str) -> str:
    try:
        return octets.decode(charset, "replace")
    except LookupError:
        return octets.decode("utf-8", "replace")


def _body(message: "Message") -> str:
    part = next((part for part in message.walk() if part.get_content_type() == "text/plain"), None)
    payload = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(payload, bytes):
        raise MailError("the file holds no plain text; save the letter as plain text, or draft it anew")
    charset = str(part.get_content_charset("utf-8"))
    text = _in_charset(payload, "utf-8" if charset == "us-ascii" else charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() == "flowed":
        return _unflowed(text, delete_blank=str(part.get_param("delsp", "")).lower() == "yes")
    return text


def _unflowed(text: str, *, delete_blank: bool) -> str:
    """Paragraphs on one line each again (RFC 3676 section 4)."""
    whole, line = [], ""
    for written in text.split("\n"):
        line += written.removeprefix(" ")
        if written.endswith(" ") and written != "-- ":
            line = line[:-1] if delete_blank else line
            continue
        whole.append(line)
        line = ""
    return "\n".join([*whole, line] if line else whole)
