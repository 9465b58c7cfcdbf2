"""What has happened, one JSON object a line: read whole, and only ever appended to.

Appending is one write, locked and on the disk when it returns, so that two processes lose nothing. A last line that
a crash has cut off is set aside in journal.torn. What a line may say is `entries`' business.
"""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from followup_mail.entries import read_entry
from followup_mail.errors import Problem
from followup_mail.files import BINARY, PRIVATE_FILE, make_folder, not_written, sync_folder, write_all
from followup_mail.model import Event

TORN = ".torn"
_MARK = b"\xef\xbb\xbf"  # the byte order mark that some editors put first
_LOCKED_BYTE = 2**40  # Windows locks bytes, and locked ones cannot be read: one far behind the end hinders nobody
_NO_LOCKS_HERE = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}  # some network disks


def read(path: Path, *, my_zone: ZoneInfo) -> tuple[list[Event], list[Problem]]:
    """All entries in the order of the file, and what is wrong with the lines that are passed over.

    A date where an instant is wanted means 17:00 in `my_zone`. A missing file is an empty one.
    """
    name = path.name
    try:
        data = path.read_bytes()
        if _is_torn(data):  # or somebody is writing it right now: look again when they are done
            data = _read_locked(path)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [Problem(name, None, "", f"cannot be read ({error.strerror})", "check the file's permissions")]
    problems = []
    lines = data.removeprefix(_MARK).split(b"\n")
    if _is_torn(data):
        wrong = "the last line was cut off while it was written, and is passed over"
        remedy = f"tell again what happened last; the line will be kept in {path.with_suffix(TORN).name}"
        problems.append(Problem(name, len(lines), "", wrong, remedy))
        lines.pop()
    events: dict[str, tuple[Event, int]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record = _record(line)
        if record is None:
            problems.append(Problem(name, number, "", "is not a JSON object", "mend the line, or delete it"))
            continue
        event, found = read_entry(record, file=name, line=number, my_zone=my_zone)
        problems += found
        if event is not None:
            problems += _add(event, number, events, name)
    return [event for event, _ in events.values()], problems


def append(
    path: Path, entries: Sequence[Mapping[str, object]], *, at: datetime, new_id: Callable[[], str]
) -> list[str]:
    """Write the entries (made by `entries.entry`) down as one; returns their new ids.

    `at` is the instant of those that do not say their own. Raises NeedsALookError if the journal cannot be written;
    then it holds what it held before.
    """
    ids = [new_id() for _ in entries]
    stamp = {"at": at.isoformat()}
    records = [{"id": identity, **stamp, **entry} for identity, entry in zip(ids, entries, strict=True)]
    data = b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)
    make_folder(path.parent)
    try:
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, PRIVATE_FILE)
        try:
            with _locked(descriptor):
                data = _mended_end(descriptor, path) + data
                _write_or_undo(descriptor, data)
        finally:
            os.close(descriptor)
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise not_written(path, error) from error
    return ids


def new_id() -> str:
    """An id that no entry has: sixteen hexadecimal digits by chance."""
    return os.urandom(8).hex()


def _record(line: bytes) -> Mapping[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or a thousand brackets
        return None
    return record if isinstance(record, dict) else None


def _is_torn(data: bytes) -> bool:
    """Whether the last line has neither an end nor a meaning; the end alone may be an editor's fault."""
    last = data[data.rfind(b"\n") + 1 :]
    return bool(last.strip(b" \t\r")) and _record(last.removeprefix(_MARK)) is None


def _add(event: Event, line: int, events: dict[str, tuple[Event, int]], name: str) -> Iterator[Problem]:
    """Keep the event. A line that stands there twice counts once; two with one id both count, and are named."""
    first = events.setdefault(event.id, (event, line))
    if first[0] != event:
        events[f"{event.id} on line {line}"] = event, line
        wrong = f"“{event.id}” is already the id of line {first[1]}"
        yield Problem(name, line, "id", wrong, "give one of them another id, or delete it")


def _mended_end(descriptor: int, path: Path) -> bytes:
    """Set a torn last line aside; returns what has to be written before the next line."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size == 0:
        return b""
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    if os.read(descriptor, 1) == b"\n":
        return b""
    data = path.read_bytes()
    if not _is_torn(data):
        return b"\n"
    start = data.rfind(b"\n") + 1
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | BINARY
    aside = os.open(path.with_suffix(TORN), flags, PRIVATE_FILE)
    try:
        write_all(aside, data[start:] + b"\n")
        os.fsync(aside)
    finally:
        os.close(aside)
    os.ftruncate(descriptor, start)
    return b""


def _write_or_undo(descriptor: int, data: bytes) -> None:
    """One write, on the disk when this returns. A disk that fills up half-way leaves no half line."""
    before = os.fstat(descriptor).st_size
    try:
        if os.write(descriptor, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, before)
        raise


def _read_locked(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDWR | BINARY)
    try:
        with _locked(descriptor):
            return path.read_bytes()
    finally:
        os.close(descriptor)


@contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Wait until no other process holds the file, and hold it."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # gives up after ten seconds
                break
            except OSError as error:
                if error.errno not in {errno.EDEADLK, errno.EACCES}:
                    raise
        try:
            yield
        finally:
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
        yield  # closing the file gives it up
