"""Puts bytes on the disk so that a crash, a full disk or a second process never leaves half a file.

What is written, and whether it may replace what is there, is decided by the caller.
"""

import errno
import os
from pathlib import Path

from followup_mail.errors import NeedsALookError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn \n into \r\n without it

_FULL = ("the disk is full", "free some space and try again")
_FORBIDDEN = ("it may not be written, or another program holds it open", "close it there, or choose another folder")
_MISSING = ("its folder does not exist", "make the folder first, or check the name")
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: ("the disk is read-only", "choose another folder"),
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: ("a part of its path is a file and no folder", "check the name"),
    errno.EISDIR: ("it is a folder", "choose another name"),
    errno.ENAMETOOLONG: ("its name is too long", "choose a shorter one"),
}


def write_atomically(path: Path, data: bytes, *, replace: bool) -> None:
    """Write the file whole or not at all, readable by its owner alone; it is on the disk when this returns.

    A file that is replaced keeps its permissions, and a link keeps pointing where it did. Without `replace` an existing
    file raises FileExistsError, also when it appears at the last moment. Any other failure raises NeedsALookError and
    leaves what was there.
    """
    if replace:
        path = Path(os.path.realpath(path))
    temporary = path.with_name(f".{path.name[:100]}.{os.urandom(4).hex()}.tmp")
    try:
        _write_new(temporary, data)
        try:
            if replace:
                _keep_permissions(path, temporary)
                temporary.replace(path)
            else:
                _put_beside(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise not_written(path, error) from error


def make_folder(path: Path) -> None:
    """Make the folder and those above it, for their owner alone; fine if it is there already."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        for folder in reversed(missing):
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        if not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> NeedsALookError:
    """The one line for a file or folder that could not be written: what is wrong, what to do."""
    wrong, remedy = _REASONS.get(error.errno or 0, (error.strerror or str(error), "see to that and try again"))
    return NeedsALookError(f"{path} could not be written: {wrong}; {remedy}. Nothing there was changed.")


def write_all(descriptor: int, data: bytes) -> None:
    """Hand all bytes to an open file; the system may take them in pieces when they are many."""
    while data:
        data = data[os.write(descriptor, data) :]


def sync_folder(folder: Path) -> None:
    """See to it that a new name in the folder outlives a power cut."""
    if os.name == "nt":  # Windows keeps a folder's entries safe by itself, and opens no folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_new(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    try:
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _keep_permissions(path: Path, temporary: Path) -> None:
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        return
    temporary.chmod(mode)


def _put_beside(temporary: Path, path: Path) -> None:
    """Give the finished file its name, unless the name is taken. A link does it in one step where links exist."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here, as on most memory sticks: take the name first, then fill it
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
        temporary.replace(path)
    else:
        temporary.unlink()
