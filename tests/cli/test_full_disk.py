"""A home that cannot be written, a disk that is full at any step: one line, nothing lost, nothing half-written."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.trying import ABOUT, ADD, contents
from tests.running import Program

WRITING = {
    "add": ADD,
    "add-known": ("add", "Northwind Traders", "--when", "18 Nov 2026, 09:00", "--met", "Ben Ode", "--via", "file"),
    "draft": ABOUT["draft"],
    "sent": ABOUT["sent"],
    "heard": ABOUT["heard"],
    "skip": ABOUT["skip"],
    "init": ("init", "--mail", "copy"),
    "edit": ("edit", "thanks"),
}


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
@pytest.mark.parametrize("place", ["home", "interviews"])
def test_a_home_that_is_a_file_is_one_line(northwind: Program, words: tuple[str, ...], place: str) -> None:
    """A file where a folder should be: exit 2 or 3, the path by name, the file as it was."""
    if place == "home":
        northwind.home = northwind.write("a-file", "mine")
    else:
        (northwind.home / "interviews/northwind.yaml").unlink()
        (northwind.home / "interviews").rmdir()
        northwind.write("interviews", "mine")
    path = northwind.home if place == "home" else northwind.home / "interviews"
    ran = northwind(*words)
    assert ran.code in {2, 3}
    assert "Traceback" not in ran.err
    assert path.read_bytes() == b"mine"
    assert all(len(line) > 20 for line in ran.err.splitlines())


NEWS = '{"id": "a", "at": "2026-11-17T20:00:00Z", "application": "northwind", "event": "update_no_date"}\n'
STEPS = ("open", "write", "fsync", "replace", "link", "mkdir")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_a_disk_that_is_full_at_any_step_loses_nothing(
    northwind: Program, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], step: str
) -> None:
    """However far it comes: one line, every file whole, old or new, nothing left about, and it works again later."""
    monkeypatch.setenv("EDITOR", "true" if os.name != "nt" else "rem")
    northwind.write("journal.jsonl", NEWS)
    (northwind.home / "drafts").mkdir()
    before = contents(northwind.home)
    for number in range(20):
        with monkeypatch.context() as broken:
            failed = fail(broken, step, number, northwind.home)
            ran = northwind(*words)
        if not failed():
            break
        assert ran.code in {0, 3}
        lines = [line for line in ran.err.splitlines() if "the disk is full; free some space and try again" in line]
        if step == "link":  # a memory stick has no links: another way is taken
            assert (ran.code, lines) == (0, [])
        else:
            assert len(lines) == 1, ran.err
            assert ran.code == 3 or words[0] == "add", ran.err
        insist_on_whole_files(northwind, before)
        for name in contents(northwind.home).keys() - before.keys():
            (northwind.home / name).unlink()
        for name, data in before.items():
            northwind.write(name, data)
    assert northwind(*words).code == 0


def fail(broken: pytest.MonkeyPatch, step: str, number: int, home: Path) -> Callable[[], bool]:
    """Let the system say that the disk is full, at one step of the writing into a home; whether it came to that."""
    real = getattr(os, step)
    calls = 0
    failed = False

    def is_ours(where: object) -> bool:
        if isinstance(where, int):
            where = Path(f"/proc/self/fd/{where}").readlink() if sys.platform == "linux" else home
        return str(where).startswith(str(home))

    def full(*given: object, **more: object) -> object:
        nonlocal calls, failed
        writing = step != "open" or (len(given) > 1 and isinstance(given[1], int) and given[1] & os.O_CREAT)
        if writing and is_ours(given[0]):
            calls += 1
            if calls == number + 1:
                failed = True
                if step == "write":
                    real(given[0], bytes(given[1])[:7])  # type: ignore[call-overload]  # some of it still goes in
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))
        return real(*given, **more)

    broken.setattr(os, step, full)
    return lambda: failed


def insist_on_whole_files(program: Program, before: dict[str, bytes]) -> None:
    """Every file is as it was, or whole: notes and journal can be read, and nothing half-written lies about."""
    after = contents(program.home)
    assert not [name for name in after if name.endswith(".tmp")]
    assert after.keys() >= before.keys()
    for name, data in after.items():
        assert data.startswith(before.get(name, b"")), name
        if name.endswith((".yaml", ".jsonl", ".eml")):
            assert data.endswith(b"\n"), name
    assert program("due", "--json").json["problems"] == []
