"""`followup_mail.files`: whole files or none, whatever goes wrong on the way."""

import errno
import importlib.util
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from followup_mail import files
from followup_mail.errors import NeedsALookError

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")


def names_in(folder: Path) -> list[str]:
    """All that is in the folder."""
    return sorted(path.name for path in folder.iterdir())


def failing(error: int) -> Any:
    """Stands for a function of `os` that always fails."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    return fail


@pytest.mark.parametrize("replace", [True, False], ids=["replace", "new"])
def test_writes_exactly_the_bytes(tmp_path: Path, replace: bool) -> None:
    """The bytes arrive as they are, line ends included, and nothing else is left in the folder."""
    files.write_atomically(tmp_path / "a.eml", b"one\r\ntwo\nthree\x00", replace=replace)

    assert (tmp_path / "a.eml").read_bytes() == b"one\r\ntwo\nthree\x00"
    assert names_in(tmp_path) == ["a.eml"]


@ON_POSIX
@pytest.mark.parametrize("replace", [True, False], ids=["replace", "new"])
def test_is_readable_by_its_owner_alone(tmp_path: Path, replace: bool) -> None:
    """A new file has mode 0600, whatever the umask allows."""
    before = os.umask(0)
    try:
        files.write_atomically(tmp_path / "a.eml", b"x", replace=replace)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "a.eml").stat().st_mode) == 0o600


@ON_POSIX
def test_replacing_keeps_permissions_and_links(tmp_path: Path) -> None:
    """Notes that a person shares, or keeps elsewhere behind a link, stay shared and stay there."""
    real = tmp_path / "dotfiles.yaml"
    real.write_bytes(b"old")
    real.chmod(0o644)
    (tmp_path / "config.yaml").symlink_to(real)

    files.write_atomically(tmp_path / "config.yaml", b"new", replace=True)

    assert (tmp_path / "config.yaml").is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_never_overwrites_unless_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """Without `replace` an existing file stays as it is and FileExistsError says so, on a memory stick too."""
    if not links:
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    files.write_atomically(tmp_path / "a.eml", b"mine", replace=False)

    with pytest.raises(FileExistsError):
        files.write_atomically(tmp_path / "a.eml", b"other", replace=False)

    assert (tmp_path / "a.eml").read_bytes() == b"mine"
    assert names_in(tmp_path) == ["a.eml"]


@pytest.mark.parametrize(
    ("function", "error", "words"),
    [
        pytest.param("write", errno.ENOSPC, "the disk is full", id="full disk"),
        pytest.param("fsync", errno.EIO, os.strerror(errno.EIO), id="failing disk"),
        pytest.param("replace", errno.EACCES, "another program holds it open", id="held open by Outlook"),
        pytest.param("open", errno.EROFS, "the disk is read-only", id="read-only disk"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str, error: int, words: str
) -> None:
    """What cannot be written is one clear line with exit code 3; the old bytes stand, no temporary file is left."""
    path = tmp_path / "notes.yaml"
    path.write_bytes(b"old")
    with monkeypatch.context() as broken:
        broken.setattr(os, function, failing(error))
        with pytest.raises(NeedsALookError, match=words) as caught:
            files.write_atomically(path, b"new", replace=True)

    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["notes.yaml"]


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the disk is busy leaves the folder as it was."""

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            files.write_atomically(tmp_path / "a.eml", b"x", replace=True)

    assert names_in(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A slip in `--out` makes no folders; the line says that there is none."""
    with pytest.raises(NeedsALookError, match="its folder does not exist"):
        files.write_atomically(tmp_path / "tpyo" / "a.eml", b"x", replace=False)


def test_many_bytes_written_in_pieces_are_all_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time still ends with the whole file."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))

    files.write_atomically(tmp_path / "a.eml", b"0123456789", replace=True)

    assert (tmp_path / "a.eml").read_bytes() == b"0123456789"


def test_makes_folders_for_their_owner(tmp_path: Path) -> None:
    """All missing folders are made, closed to others; making them again is fine."""
    inner = tmp_path / "Zoë O'Neil" / "drafts"

    files.make_folder(inner)
    files.make_folder(inner)

    assert inner.is_dir()
    if os.name != "nt":
        assert [stat.S_IMODE(folder.stat().st_mode) for folder in (inner, inner.parent)] == [0o700, 0o700]


def test_a_file_in_place_of_a_folder_is_one_clear_line(tmp_path: Path) -> None:
    """A home that is a file cannot be made, and the file stays."""
    (tmp_path / "home").write_text("not a folder", encoding="utf-8")

    with pytest.raises(NeedsALookError, match="could not be written"):
        files.make_folder(tmp_path / "home")
    with pytest.raises(NeedsALookError, match="could not be written"):
        files.make_folder(tmp_path / "home" / "drafts")

    assert (tmp_path / "home").read_text(encoding="utf-8") == "not a folder"


def test_works_without_what_windows_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No fcntl, no pwd, no os.fchmod: files are written all the same."""
    for module in ("fcntl", "pwd"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delattr(os, "fchmod", raising=False)

    files.write_atomically(tmp_path / "a.eml", b"x", replace=False)
    files.write_atomically(tmp_path / "a.eml", b"y", replace=True)

    assert (tmp_path / "a.eml").read_bytes() == b"y"


def test_line_ends_stay_as_they_are_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    r"""Where the system would turn \n into \r\n, every file is opened as the bytes that it is."""
    spec = importlib.util.spec_from_file_location("files_on_windows", files.__file__)
    assert spec is not None
    assert spec.loader is not None
    again = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(os, "O_BINARY", 0x8000, raising=False)
    spec.loader.exec_module(again)

    assert again.BINARY == 0x8000
