"""`followup_mail.journal`: nothing that was told is ever lost, whatever happens to the program or the disk."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import count, pairwise
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from followup_mail import journal
from followup_mail.entries import entry
from followup_mail.errors import NeedsALookError, Problem
from followup_mail.model import Event

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 17, 20, 0, tzinfo=LONDON)
WITHDREW = entry("northwind", "withdrew")
TORN = b'{"id": "t", "at": "2026-11-17T20:00:00+00:00", "applic'


def numbered() -> Callable[[], str]:
    """Gives the ids e1, e2, and so on."""
    numbers = count(1)
    return lambda: f"e{next(numbers)}"


def append(path: Path, *entries: dict[str, object], new_id: Callable[[], str] = journal.new_id) -> list[str]:
    """Append, at the instant of these tests."""
    return journal.append(path, entries, at=NOW, new_id=new_id)


def read(path: Path) -> tuple[list[Event], list[Problem]]:
    """Read, as somebody in London."""
    return journal.read(path, my_zone=LONDON)


def line(identity: str, event: str = "withdrew", **more: object) -> bytes:
    """A line as it stands in the file, without its end."""
    record = {"id": identity, "at": NOW.isoformat(), "application": "northwind", "event": event, **more}
    return json.dumps(record).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal will be."""
    return tmp_path / "home" / "journal.jsonl"


def test_what_is_appended_is_read(path: Path) -> None:
    """Entries come back in their order, with new ids, the instant of the run, or their own if they have one."""
    earlier = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("America/New_York"))
    ids = append(path, WITHDREW, entry("acmé", "sent", kind="thank_you", at=earlier), new_id=numbered())
    ids += append(path, WITHDREW)

    events, problems = read(path)

    assert problems == []
    assert [event.id for event in events] == ids
    assert ids[:2] == ["e1", "e2"]
    assert [(event.application, event.at) for event in events[:2]] == [("northwind", NOW), ("acmé", earlier)]


def test_a_line_is_plain_to_read(path: Path) -> None:
    """A person can read and grep the file: one object a line, id, at, application and event first, no escapes."""
    append(path, entry("acmé", "wants_to_withdraw", reason="Zürich ist zu weit"), new_id=numbered())

    assert path.read_bytes().decode() == (
        '{"id": "e1", "at": "2026-11-17T20:00:00+00:00", "application": "acmé", "event": "wants_to_withdraw", '
        '"reason": "Zürich ist zu weit"}\n'
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
def test_is_readable_by_its_owner_alone(path: Path) -> None:
    """Where somebody applies is nobody else's business."""
    append(path, WITHDREW)

    assert path.stat().st_mode & 0o777 == 0o600


def test_a_missing_journal_is_an_empty_one(path: Path) -> None:
    """Before anything has happened there is nothing to say."""
    assert read(path) == ([], [])


def test_appending_is_one_write(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many entries: one write, and it is on the disk (fsync) before the call returns."""
    append(path, WITHDREW)
    calls: list[str] = []

    def noting(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            calls.append(name)
            return function(*given)

        return noted

    for name in ("write", "fsync"):
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))

    append(path, *[WITHDREW] * 50)

    assert calls == ["write", "fsync"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["Unix", "Windows"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
def test_reads_what_editors_make_of_it(path: Path, end: bytes, mark: bytes) -> None:
    """Other line ends, a byte order mark, blank lines and a missing last line end are no problem."""
    path.parent.mkdir()
    path.write_bytes(mark + line("a") + end + end + line("b") + end + line("c"))

    events, problems = read(path)
    append(path, WITHDREW, new_id=lambda: "d")
    after, later_problems = read(path)

    assert problems == later_problems == []
    assert [event.id for event in events] == ["a", "b", "c"]
    assert [event.id for event in after] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("cut", range(1, len(line("x")), 7))
def test_a_torn_last_line_is_set_aside_and_reported(path: Path, cut: int) -> None:
    """Wherever a crash cuts the last line: all before it is read, the rest is reported, then kept in journal.torn."""
    path.parent.mkdir()
    path.write_bytes(line("a") + b"\n" + line("b") + b"\n" + line("x")[:cut])

    events, (problem,) = read(path)
    append(path, WITHDREW, new_id=lambda: "c")
    after, problems = read(path)

    assert [event.id for event in events] == ["a", "b"]
    assert (problem.line, "cut off" in problem.problem) == (3, True)
    assert [event.id for event in after] == ["a", "b", "c"]
    assert problems == []
    assert path.with_name("journal.torn").read_bytes() == line("x")[:cut] + b"\n"


def test_a_journal_that_is_only_torn(path: Path) -> None:
    """The very first line may be cut off too, or be the zeroes of a power cut."""
    path.parent.mkdir()
    for rest in (TORN, b"\x00" * 40):
        path.write_bytes(rest)
        assert [len(found) for found in read(path)] == [0, 1]
        append(path, WITHDREW)
        assert [len(found) for found in read(path)] == [1, 0]
    assert path.with_name("journal.torn").read_bytes() == TORN + b"\n" + b"\x00" * 40 + b"\n"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(b"{not json", id="no JSON"),
        pytest.param(b"[1, 2]", id="a list"),
        pytest.param(b"\xff\xfe", id="no UTF-8"),
        pytest.param(b"[" * 100_000, id="a hundred thousand brackets"),
        pytest.param(b'{"id": "x", "event": "sended"}', id="an unknown event"),
        pytest.param(b'{"id": "x", "event": "sent"}', id="fields missing"),
    ],
)
def test_a_bad_line_in_the_middle_hides_no_other(path: Path, bad: bytes) -> None:
    """Each bad line is named, passed over and left where it is."""
    path.parent.mkdir()
    path.write_bytes(line("a") + b"\n" + bad + b"\n" + line("b") + b"\n")

    events, problems = read(path)
    append(path, WITHDREW)

    assert [event.id for event in events] == ["a", "b"]
    assert {(problem.file, problem.line) for problem in problems} == {("journal.jsonl", 2)}
    assert path.read_bytes().split(b"\n")[1] == bad


def test_unknown_fields_are_kept(path: Path) -> None:
    """What another version has written stays in the file, byte for byte."""
    path.parent.mkdir()
    before = line("a", mood="fine") + b"\n"
    path.write_bytes(before)

    append(path, WITHDREW)

    assert path.read_bytes().startswith(before)
    assert read(path)[1] == []


def test_a_line_that_stands_there_twice_counts_once(path: Path) -> None:
    """Merging two copies of a journal with git must not thank anybody twice."""
    path.parent.mkdir()
    path.write_bytes(line("a") + b"\n" + line("a") + b"\n")

    assert [len(found) for found in read(path)] == [1, 0]


def test_one_id_for_two_entries_is_a_problem(path: Path) -> None:
    """Both count, as losing one would be worse; the later line is named."""
    path.parent.mkdir()
    path.write_bytes(line("a") + b"\n" + line("a", "accepted") + b"\n")

    events, (problem,) = read(path)

    assert [event.event for event in events] == ["withdrew", "accepted"]
    assert (problem.line, problem.field) == (2, "id")
    assert "line 1" in problem.problem


def test_an_unreadable_journal_is_one_problem(path: Path) -> None:
    """A folder of that name is said in one line, and cannot be written to either."""
    path.mkdir(parents=True)

    events, (problem,) = read(path)

    assert events == []
    assert str(problem).startswith("journal.jsonl: cannot be read")
    with pytest.raises(NeedsALookError, match="could not be written"):
        append(path, WITHDREW)


@pytest.mark.parametrize("function", ["write", "fsync"])
def test_a_full_disk_leaves_the_journal_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    """Nothing half-written: the old bytes stand, and the person is told that nothing was recorded."""
    append(path, WITHDREW)
    before = path.read_bytes()
    write = os.write

    def full(descriptor: int, data: bytes = b"") -> int:
        write(descriptor, data[:20])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os, function, full)
        with pytest.raises(NeedsALookError, match="the disk is full"):
            append(path, WITHDREW)

    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes to try it with")
def test_a_disk_that_fills_up_half_way_through_a_line(path: Path) -> None:
    """The system takes half of the bytes and then refuses: the journal is as long as before, not one byte more."""
    append(path, WITHDREW)
    before = path.read_bytes()
    program = f"""
import datetime, pathlib, resource
from followup_mail import journal
from followup_mail.errors import NeedsALookError
now = datetime.datetime.now(datetime.UTC)
resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before) + 30}, {len(before) + 30}))
try:
    journal.append(pathlib.Path({str(path)!r}), [{WITHDREW!r}], at=now, new_id=journal.new_id)
except NeedsALookError as error:
    print(error)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "could not be written" in run.stdout
    assert path.read_bytes() == before


def test_processes_at_once_lose_nothing(path: Path) -> None:
    """Four processes with 200 entries each, while a fifth looks on: 800 whole lines, each process in its own order."""
    program = """
import datetime, pathlib, sys
from followup_mail import journal
now = datetime.datetime.now(datetime.UTC)
for number in range(200):
    reason = f"{number} " + "x" * (number * 7 % 300)
    record = {"application": sys.argv[2], "event": "wants_to_withdraw", "reason": reason}
    journal.append(pathlib.Path(sys.argv[1]), [record], at=now, new_id=journal.new_id)
"""
    writers = [subprocess.Popen([sys.executable, "-c", program, str(path), f"app{number}"]) for number in range(4)]
    seen = []
    while any(writer.poll() is None for writer in writers):
        seen.append(read(path))
    events, problems = read(path)

    assert [writer.returncode for writer in writers] == [0, 0, 0, 0]
    assert problems == []
    assert all(found == [] for _, found in seen)
    assert all(len(before[0]) <= len(after[0]) for before, after in pairwise(seen))
    assert len({event.id for event in events}) == 800
    for number in range(4):
        told = [str(event.reason).split()[0] for event in events if event.application == f"app{number}"]
        assert told == [str(turn) for turn in range(200)]


def test_a_crash_among_other_writers_costs_one_line_at_most(path: Path) -> None:
    """A process that is killed in the middle of a line holds nobody up, and the others' lines stay whole."""
    append(path, WITHDREW)
    program = f"""
import fcntl, os
descriptor = os.open({str(path)!r}, os.O_RDWR | os.O_APPEND)
fcntl.flock(descriptor, fcntl.LOCK_EX)
os.write(descriptor, {TORN!r})
os.kill(os.getpid(), 9)
"""
    if sys.platform == "win32":
        pytest.skip("Windows has no signal 9")
    subprocess.run([sys.executable, "-c", program], check=False)

    append(path, WITHDREW)

    assert [len(found) for found in read(path)] == [2, 0]
    assert path.with_name("journal.torn").read_bytes() == TORN + b"\n"


def test_locks_with_what_windows_has(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without fcntl a byte far behind the end is locked, waited for when it is taken, and given up again."""
    calls: list[tuple[int, int]] = []

    def locking(descriptor: int, mode: int, length: int) -> None:
        assert length == 1
        calls.append((mode, os.lseek(descriptor, 0, os.SEEK_CUR)))
        if len(calls) == 1:
            raise OSError(errno.EDEADLK, "taken for ten seconds")

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_LOCK=1, LK_UNLCK=0, locking=locking))
    for module in ("fcntl", "pwd"):
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delattr(os, "fchmod", raising=False)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", "win32")
        append(path, WITHDREW)
        path.write_bytes(path.read_bytes() + TORN)
        append(path, WITHDREW)
        found = read(path)

    assert [len(each) for each in found] == [2, 0]
    assert [mode for mode, _ in calls] == [1, 1, 0, 1, 0]
    assert {where for _, where in calls} == {2**40}


def test_a_disk_without_locks_still_keeps_the_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network disks know no locks: the line is written all the same."""
    fcntl = pytest.importorskip("fcntl")

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    append(path, WITHDREW)

    assert [len(found) for found in read(path)] == [1, 0]


def test_ids_are_new() -> None:
    """A thousand ids, no two alike."""
    assert len({journal.new_id() for _ in range(1000)}) == 1000
