"""Where a draft is kept, and whether it may be replaced: it is ours as long as its bytes are those that we wrote.

The bytes come from `message`; recording the draft in the journal, once it is written, is left to the caller.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from followup_mail.addresses import same_address
from followup_mail.entries import entry
from followup_mail.errors import NeedsALookError
from followup_mail.files import make_folder, write_atomically
from followup_mail.home import Home
from followup_mail.message import read_head
from followup_mail.model import Event, Message
from followup_mail.records import record

_LONGEST = 60  # of the application's part in a file name; some systems end at 255 bytes for the whole path
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"})


@record(frozen=True, slots=True)
class Written:
    """A draft on the disk, and the entry that has to be appended to the journal now."""

    path: Path
    entry: dict[str, Any]


def write(home: Home, message: Message, data: bytes, *, events: Iterable[Event], out: Path | None = None) -> Written:
    """Write the draft of a message, in place of our own earlier one, and never of one that the person has changed.

    `events` are the application's, undone ones too: a file that we wrote stays ours. `out` names another file than one
    in drafts/. Raises NeedsALookError where a file stands in the way, or cannot be written. A crash before the entry
    is appended does no harm: the next draft with the same bytes takes the file for ours.
    """
    written = [event for event in events if event.event == "drafted" and event.file]
    earlier = [home.root / str(event.file) for event in written if _is_for(event, message)]
    earlier = [path for path in earlier if path.parent == home.drafts]
    if out is not None:
        path = out.absolute()
    elif earlier:
        path = earlier[-1]
    else:
        path = _first_free(home, message, data)
    name = home.named(path)
    if out is None:
        make_folder(path.parent)
    if path.exists():
        _insist_on_ours(path, data, {event.sha256 for event in written if event.file == name})
        write_atomically(path, data, replace=True)
    else:
        _write_new(path, data)
    return Written(
        path,
        entry(
            message.application,
            "drafted",
            kind=message.kind,
            interview=message.interview,
            to=message.to and message.to.email,
            reader=message.readers or None,
            file=name,
            sha256=sha256(data).hexdigest(),
        ),
    )


def origin(home: Home, path: Path, events: Iterable[Event], data: bytes | None = None) -> Event | None:
    """The last `drafted` event of a file, which says what the file is for; None where the journal has none.

    With the file's `data` a copy is known too, under whatever name: by the bytes that we wrote, else by the Message-ID
    that it shares with a draft, or with what was put into the mailbox or told as sent.
    """
    name = home.named(path.absolute())
    told = list(events)
    written = [event for event in told if event.event == "drafted"]
    found = next((event for event in reversed(written) if event.file == name), None)
    if found is not None or data is None:
        return found
    digest = sha256(data).hexdigest()
    return next((event for event in reversed(written) if event.sha256 == digest), None) or _by_id(home, told, data)


def standing(home: Home, message: Message, events: Iterable[Event]) -> bytes | None:
    """The latest draft of a message as it stands in its file, whoever has changed it; None where there is none."""
    for event in reversed(list(events)):
        if event.event == "drafted" and event.file and _is_for(event, message):
            data = _standing(home, event.file)
            if data is not None:
                return data
    return None


def _standing(home: Home, file: str) -> bytes | None:
    try:
        return (home.root / file).read_bytes()
    except OSError:  # moved, deleted, or closed: it is not what is asked about
        return None


def _by_id(home: Home, events: Sequence[Event], data: bytes) -> Event | None:
    """The event of a letter with the Message-ID of these bytes, the latest first."""
    wanted = read_head(data).message_id
    for event in reversed(events) if wanted else ():
        if event.event in ("delivered", "sent") and event.kind and event.message_id == wanted:
            return event
        standing = _standing(home, event.file) if event.event == "drafted" and event.file else None
        if standing is not None and read_head(standing).message_id == wanted:
            return event
    return None


def name_for(application: str, interview: str | None, kind: str, number: int) -> str:
    """A file name in plain ASCII, fit for every system: `northwind-r1-thank-you-1.eml`."""
    parts = (application, interview, kind.replace("_", "-"), str(number))
    return "-".join(_plain(part) for part in parts if part) + ".eml"


def _plain(text: str) -> str:
    """ASCII letters and digits as near to the text as may be; a text that has none becomes a number of its own."""
    spelt = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9_]+", "-", spelt).strip("-")[:_LONGEST]
    return words or "x" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _is_for(event: Event, message: Message) -> bool:
    if (event.application, event.kind, event.interview) != (message.application, message.kind, message.interview):
        return False
    if event.to is None or message.to is None:
        same_reader = event.reader is None or event.reader == message.readers
        return event.to is None and message.to is None and same_reader
    return same_address(event.to, message.to.email)


def _first_free(home: Home, message: Message, data: bytes) -> Path:
    """The first name that nobody has taken, or that holds these very bytes already."""
    names = (name_for(message.application, message.interview, message.kind, number) for number in count(1))
    paths = (home.drafts / name for name in names)
    return next(path for path in paths if not path.exists() or (path.is_file() and _read(path) == data))


def _insist_on_ours(path: Path, data: bytes, digests: set[str | None]) -> None:
    found = _read(path)
    if found == data or sha256(found).hexdigest() in digests:
        return
    if digests:
        raise NeedsALookError(
            f"{path} holds changes of your own, and stays as it is. To use it so: "
            f'followup-mail draft "{path}". For a fresh draft, move it away or delete it first.'
        )
    raise NeedsALookError(f"{path} is there already, and stays as it is. Move it away, or choose another name.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NeedsALookError(f"{path} cannot be read ({error.strerror}). Move it away, and draft again.") from error


def _write_new(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data, replace=False)
    except FileExistsError as error:
        raise NeedsALookError(f"{path} was made by another program just now. Have a look, and draft again.") from error
