"""Decides what a mail means before it becomes bytes: clean names, addresses, message-ids and body lines.

What cannot be said in any mail is refused here, in one line. How the rest is spelt is left to `writing`.
"""

import hashlib
import re
from dataclasses import replace

from followup_mail.addresses import AddressError, check_address, has_controls
from followup_mail.model import Address, Mail

LONGEST_LINE = 998  # RFC 5322 section 2.1.1

_MESSAGE_ID = re.compile(r"<[!-;=?-~]+>")


class MailError(ValueError):
    """The mail cannot be written, or a file holds no mail; the message is one line that says why."""


class ReadBackError(MailError):
    """The bytes do not say what was meant: a fault of the program, found before anything is written."""


def message_id(key: str, domain: str) -> str:
    """The Message-ID of the draft that `key` stands for: the same key gives the same id, under the sender's domain."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    return f"<{digest[:32]}@{check_address(f'id@{domain}').partition('@')[2]}>"


def as_written(mail: Mail) -> Mail:
    """The mail as its bytes can say it; raises MailError for what no mail can hold.

    Addresses become A-labels, a `;` in a name becomes `,` (Thunderbird's compose window would do it), runs of blanks in
    a name become one, and the body loses blanks at the ends of lines (all but those of the `-- ` above a signature).
    """
    for identifier in (mail.message_id, *mail.references):
        if not _MESSAGE_ID.fullmatch(identifier) or len(identifier) >= LONGEST_LINE:
            raise MailError(f"{identifier!r} is no message-id; it needs angle brackets, and no blank between them")
    if has_controls(mail.subject):
        raise MailError("the subject has a line break or another control character in it")
    return replace(
        mail,
        sender=None if mail.sender is None else _mailbox_as_written("From", mail.sender),
        to=None if mail.to is None else _mailbox_as_written("To", mail.to),
        also_to=tuple(_mailbox_as_written("To", one) for one in mail.also_to),
        cc=tuple(_mailbox_as_written("Cc", one) for one in mail.cc),
        bcc=tuple(_mailbox_as_written("Bcc", one) for one in mail.bcc),
        subject=mail.subject.strip(" "),
        body=_body_as_written(mail.body),
    )


def _mailbox_as_written(field: str, mailbox: Address) -> Address:
    if has_controls(mailbox.name):
        raise MailError(f"{field}: the name {mailbox.name!r} has a line break or another control character in it")
    try:
        return Address(" ".join(mailbox.name.replace(";", ",").split()), check_address(mailbox.email))
    except AddressError as fault:
        raise MailError(f"{field}: {fault}") from fault


def _body_as_written(body: str) -> str:
    if "\0" in body:
        raise MailError("the letter has a NUL character in it")
    if any("\ud800" <= character <= "\udfff" for character in body):
        raise MailError("the letter has half a character (a lone surrogate) in it")
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (line if line == "-- " else line.rstrip(" \t") for line in lines)
    return "\n".join(kept).rstrip("\n") + "\n"
