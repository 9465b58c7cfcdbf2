"""Decides what a mail file says, whoever wrote it: ours, one that a person has edited, one that is to be answered.

The `email` package is loaded on the first call. What the words are worth is left to `review`.
"""

import re
from dataclasses import fields
from typing import TYPE_CHECKING

from followup_mail.message.head import BOM, decoded, header_fields, identifiers, in_charset, mailboxes
from followup_mail.message.meaning import LONGEST_LINE, MailError, ReadBackError, as_written
from followup_mail.model import Mail

if TYPE_CHECKING:
    from email.message import Message


def read_back(data: bytes) -> Mail:
    r"""What the file says, decoded; raises MailError where it holds no plain text.

    The body's lines end with \n, and flowed lines (RFC 3676, as Thunderbird saves them) are one again. An address that
    nobody could send to stays as it stands, for a review to point out.
    """
    from email import message_from_bytes

    fields_of = header_fields(data)
    to, sender = mailboxes(fields_of, "to"), mailboxes(fields_of, "from")
    return Mail(
        sender=sender[0] if sender else None,
        to=to[0] if to else None,
        also_to=to[1:],
        cc=mailboxes(fields_of, "cc"),
        bcc=mailboxes(fields_of, "bcc"),
        subject=decoded(" ".join(fields_of.get("subject", ()))),
        message_id=next(iter(identifiers(fields_of, "message-id")), ""),
        references=identifiers(fields_of, "references") or identifiers(fields_of, "in-reply-to"),
        body=_body(message_from_bytes(data.removeprefix(BOM))),
    )


def check(mail: Mail, data: bytes, *, unsent: bool = True) -> None:
    """Raise ReadBackError unless Python's older parser reads from `data` just what `mail` means."""
    meant, read = as_written(mail), read_back(data)
    wrong = [field.name for field in fields(Mail) if getattr(meant, field.name) != getattr(read, field.name)]
    if not data.isascii() or re.search(rb"\r(?!\n)|(?<!\r)\n", data):
        wrong.append("characters or line ends")
    if any(len(line) > LONGEST_LINE for line in data.split(b"\r\n")):
        wrong.append("length of lines")
    if list(header_fields(data)) != _names_meant(meant, unsent=unsent):
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


def _body(message: "Message") -> str:
    part = next((part for part in message.walk() if part.get_content_type() == "text/plain"), None)
    payload = None if part is None else part.get_payload(decode=True)
    if part is None or not isinstance(payload, bytes):
        raise MailError("the file holds no plain text; save the letter as plain text, or draft it anew")
    charset = str(part.get_content_charset("utf-8"))
    text = in_charset(payload, "utf-8" if charset == "us-ascii" else charset)
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
