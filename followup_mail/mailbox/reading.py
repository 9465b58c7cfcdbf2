"""Reads the headers of a mailbox, on the server or in a copy of it (Maildir), without leaving a trace there.

Decides where to look and from when on. What the messages have to do with a draft is `matching`'s.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from followup_mail.errors import NotFoundError
from followup_mail.mailbox.account import Account
from followup_mail.mailbox.folders import Folder, place_of
from followup_mail.matching import Place, Seen
from followup_mail.message import is_report, read_head, read_report

_AT_ONCE = 500  # messages
_REPORT = 100_000  # octets; what came back stands at the end of a report, an attachment behind its header
_HEADER = 262_144  # octets, of a file whose header does not end
_FIELDS = (
    *("MESSAGE-ID", "IN-REPLY-TO", "REFERENCES", "FROM", "SENDER", "REPLY-TO", "TO", "CC", "BCC", "SUBJECT", "DATE"),
    *("CONTENT-TYPE", "CONTENT-CLASS", "AUTO-SUBMITTED", "PRECEDENCE", "X-AUTOREPLY", "X-AUTORESPOND"),
    *("LIST-ID", "LIST-POST", "LIST-HELP", "LIST-UNSUBSCRIBE", "LIST-SUBSCRIBE", "LIST-OWNER", "LIST-ARCHIVE"),
    "X-FAILED-RECIPIENTS",
)
_FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")  # what Windows writes for the colon included
_SHIFTED = re.compile(r"&([^-]*)-")


def seen_by_imap(
    account: Account, folders: Sequence[tuple[Folder, Place]], since: date, tell: Callable[[str, int], None]
) -> Iterator[Seen]:
    """Every message since that day of these folders (see `worth_looking_into`); `tell` hears their names and numbers.

    Folders are opened for reading only.
    """
    for folder, place in folders:
        account.open(folder.name)
        uids = account.since(since)
        tell(folder.name, len(uids))
        for start in range(0, len(uids), _AT_ONCE):
            for kept in account.read(uids[start : start + _AT_ONCE], f"HEADER.FIELDS ({' '.join(_FIELDS)})"):
                head = read_head(kept.data)
                report = None
                if is_report(head):
                    whole = account.read([kept.uid], first=_REPORT)
                    report = read_report(whole[0].data if whole else kept.data)
                yield Seen(head, place, "\\draft" in kept.flags, kept.arrived, report)


def seen_in_maildir(folder: Path) -> Iterator[Seen]:
    """Every message of a Maildir and of those within it; raises NotFoundError where there is none.

    A folder is known by its name: there are no other marks.
    """
    maildirs = list(_maildirs(folder))
    if not maildirs:
        raise NotFoundError(f"{folder} holds no Maildir: name a folder that has cur and new in it, or others that do.")
    for maildir in maildirs:
        place = place_of(_plain_name(maildir.relative_to(folder).as_posix()))
        if place is not None:
            yield from _messages(maildir, place)


def _maildirs(folder: Path) -> Iterator[Path]:
    for path, names, _ in os.walk(folder):
        if {"cur", "new"} <= set(names):
            yield Path(path)
        names[:] = sorted(name for name in names if name not in {"cur", "new", "tmp"})


def _messages(maildir: Path, place: Place) -> Iterator[Seen]:
    for path in sorted((*maildir.glob("cur/*"), *maildir.glob("new/*"))):
        try:
            head = read_head(_beginning(path))
            report = read_report(path.read_bytes()[:_REPORT]) if is_report(head) else None
        except OSError:  # moved by a mail program meanwhile: then it is found under its new name, or next time
            continue
        flags = _FLAGS.search(path.name)
        yield Seen(head, place, "D" in flags[1] if flags else False, None, report)


def _beginning(path: Path) -> bytes:
    """The file up to the end of its header."""
    lines: list[bytes] = []
    with path.open("rb") as file:
        for line in file:
            lines.append(line)
            if not line.strip() or file.tell() > _HEADER:
                break
    return b"".join(lines)


def _plain_name(name: str) -> str:
    """A folder's name in Unicode: servers that keep Maildirs write it in modified UTF-7 (RFC 3501 section 5.1.3)."""

    def shifted(found: re.Match[str]) -> str:
        return f"+{found[1].replace(',', '/')}-".encode().decode("utf-7") if found[1] else "&"

    try:
        return _SHIFTED.sub(shifted, name)
    except UnicodeError:
        return name
