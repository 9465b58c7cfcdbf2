"""Decides what a mail server reports (RFC 3464, or in its own words): which mail came back, and from whose mailbox."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from followup_mail.message.head import Head, read_head
from followup_mail.records import record

if TYPE_CHECKING:
    from email.message import Message

_DAEMON = re.compile(r"mailer-daemon|postmaster|mail-daemon|maildaemon", re.IGNORECASE)
_QUOTED_ID = re.compile(rb"(?im)^[> \t]*message-id:\s*(<[^<>\s]+>)")
_ADDRESS = re.compile(r"[^\s<>;,:()]+@[^\s<>;,:()]+")
_RECIPIENT_FIELDS = ("final-recipient", "original-recipient")


@record(frozen=True, slots=True)
class Report:
    """`undelivered`: given up, not merely late. `about` are the ids of the mails that came back, `readers` (in small
    letters) those whom they did not reach."""

    undelivered: bool
    about: frozenset[str] = frozenset()
    readers: frozenset[str] = frozenset()


def is_report(head: Head) -> bool:
    """Whether a header is that of a report: worth reading the body for."""
    name = head.sender.email.rpartition("@")[0] if head.sender else head.says("from")
    return (
        head.says("content-type").startswith("multipart/report")
        or bool(_DAEMON.search(name))
        or bool(head.says("x-failed-recipients"))
    )


def read_report(data: bytes) -> Report:
    """What a report says; the end of a long one may be missing. Never raises."""
    from email import message_from_bytes

    head = read_head(data)
    actions: set[str] = set()
    readers = set(_ADDRESS.findall(head.says("x-failed-recipients")))
    for fields in _statuses(message_from_bytes(data)):
        action = str(fields.get("action", "")).split("(")[0].strip().lower()
        actions.add(action)
        if action in {"failed", ""}:
            readers.update(one for name in _RECIPIENT_FIELDS for one in _ADDRESS.findall(str(fields.get(name, ""))))
    receipt = "disposition-notification" in head.says("content-type")
    about = {*head.references, *(found.decode("ascii", "replace") for found in _QUOTED_ID.findall(data))}
    return Report(
        undelivered=not receipt and ("failed" in actions or not actions - {""}),
        about=frozenset(about - {head.message_id}),
        readers=frozenset(reader.lower() for reader in readers),
    )


def _statuses(message: "Message") -> Iterator["Message"]:
    """The groups of fields of each delivery-status part; the group about the server alone says nothing of interest."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for group in part.walk():
                if group is not part and any(name in group for name in (*_RECIPIENT_FIELDS, "action")):
                    yield group
