"""The ways out that hand over a file: as it is, to the mail program, to mutt, or into a Maildir."""

import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from followup_mail.delivery import way_named
from followup_mail.errors import DeliveryError
from followup_mail.message import read_back
from tests.delivery.world import World, a_draft
from tests.message.mails import a_mail


def test_file_names_the_draft(tmp_path: Path) -> None:
    """The person learns where the draft is, and nothing else happens."""
    world, draft = World(programs=frozenset({"mutt"})), a_draft(tmp_path)
    assert str(draft.path) in way_named("file").deliver(draft, world.around)
    assert (world.ran, world.opened, world.printed, world.sequences) == ([], [], [], [])


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        pytest.param("linux", "press Send", id="Linux"),
        pytest.param("win32", "press Send", id="Windows"),
        pytest.param("darwin", "Send Again", id="macOS, where Apple Mail only shows it"),
    ],
)
def test_app_opens_the_draft(platform: str, said: str, tmp_path: Path) -> None:
    """The mail program gets the file itself."""
    world, draft = World(platform, has_opener=True), a_draft(tmp_path)
    assert said in way_named("app").deliver(draft, world.around)
    assert world.opened == [str(draft.path)]


@pytest.mark.parametrize(
    ("programs", "chosen"),
    [
        pytest.param({"mutt", "neomutt"}, "neomutt", id="both"),
        pytest.param({"mutt"}, "mutt", id="only mutt"),
    ],
)
def test_mutt_gets_a_copy_without_the_mark(programs: set[str], chosen: str, tmp_path: Path) -> None:
    """It opens a private copy without X-Unsent, on the person's terminal; the copy is gone afterwards."""
    seen: list[tuple[Path, bytes, int]] = []

    def look(words: Sequence[str]) -> None:
        copy = Path(words[-1])
        seen.append((copy, copy.read_bytes(), stat.S_IMODE(copy.stat().st_mode)))

    world, draft = World(programs=frozenset(programs), on_run=look), a_draft(tmp_path)
    said = way_named("mutt").deliver(draft, world.around)
    ((copy, data, mode),) = seen
    assert world.ran == [([f"/usr/bin/{chosen}", "-H", str(copy)], None)]
    assert data == draft.data.replace(b"X-Unsent: 1\r\n", b"")
    assert sys.platform == "win32" or mode == 0o600
    assert not copy.parent.exists()
    assert said.startswith(chosen)


def test_mutt_closed_without_sending(tmp_path: Path) -> None:
    """Leaving mutt without sending is told, with where the draft still is."""
    world, draft = World(programs=frozenset({"mutt"}), exit_code=1), a_draft(tmp_path)
    with pytest.raises(DeliveryError, match="without sending") as error:
        way_named("mutt").deliver(draft, world.around)
    assert str(draft.path) in str(error.value)


@pytest.mark.parametrize(
    ("platform", "quote"), [pytest.param("linux", "'", id="POSIX"), pytest.param("win32", '"', id="Windows")]
)
def test_mutt_in_a_script_gives_the_command(platform: str, quote: str, tmp_path: Path) -> None:
    """Without a terminal nothing is started; the command can be pasted into one, whatever the home is called."""
    world, draft = World(platform, terminal=False, programs=frozenset({"neomutt"})), a_draft(tmp_path)
    way_named("mutt").deliver(draft, world.around)
    (command,) = world.printed
    assert command.startswith(f"followup-mail draft {quote}")
    assert command.endswith(f"{quote} --via mutt")
    assert world.ran == []


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """An empty Maildir."""
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Drafts" / part).mkdir(parents=True)
    return tmp_path / "Drafts"


def letters(maildir: Path) -> list[Path]:
    """All files of a Maildir."""
    return sorted(path for path in maildir.rglob("*") if path.is_file())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no colon in names")
def test_maildir_gets_a_draft(maildir: Path, tmp_path: Path) -> None:
    """The letter stands among the drafts, flagged as one, with a date to be sorted by and without X-Unsent."""
    draft = a_draft(tmp_path)
    said = way_named(f"maildir:{maildir}").deliver(draft, World().around)
    (letter,) = letters(maildir)
    assert letter.parent.name == "cur"
    assert letter.name.endswith(":2,DS")
    assert stat.S_IMODE(letter.stat().st_mode) == 0o600
    data = letter.read_bytes()
    date = b"Date: Tue, 17 Nov 2026 18:30:00 +0000\r\n"
    assert date in data
    assert data.replace(date, b"") == draft.data.replace(b"X-Unsent: 1\r\n", b"")
    assert read_back(data) == draft.mail
    assert str(maildir) in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no colon in names")
def test_maildir_holds_the_same_letter_once(maildir: Path, tmp_path: Path) -> None:
    """Handed over again, whatever flags it has by then, the same letter is not added twice; another one is."""
    way, around = way_named(f"maildir:{maildir}"), World().around
    way.deliver(a_draft(tmp_path), around)
    (letter,) = letters(maildir)
    letter.rename(letter.with_name(letter.name.replace(":2,DS", ":2,DFS")))
    assert "already" in way.deliver(a_draft(tmp_path), around)
    assert len(letters(maildir)) == 1
    way.deliver(a_draft(tmp_path, a_mail(body="Dear Dana,\n\nanother\n")), around)
    assert len(letters(maildir)) == 2


@pytest.mark.parametrize(
    ("folder", "platform", "said"),
    [
        pytest.param("missing", "linux", "is no Maildir", id="no folder"),
        pytest.param(".", "linux", "is no Maildir", id="a folder that is none"),
        pytest.param("Drafts", "win32", "Windows has no Maildir", id="Windows"),
    ],
)
def test_what_is_no_maildir_stays_as_it_is(
    folder: str, platform: str, said: str, maildir: Path, tmp_path: Path
) -> None:
    """No folder is ever made, and the person is told what to name."""
    before = letters(tmp_path)
    draft = a_draft(tmp_path)
    with pytest.raises(DeliveryError, match=said):
        way_named(f"maildir:{tmp_path / folder}").deliver(draft, World(platform).around)
    assert letters(tmp_path) == sorted([*before, draft.path])
    assert letters(maildir) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no colon in names")
def test_maildir_that_cannot_be_written(maildir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is one line that names the draft, and leaves nothing half."""

    def full(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    draft = a_draft(tmp_path)
    with pytest.raises(DeliveryError, match="No space left") as error:
        way_named(f"maildir:{maildir}").deliver(draft, World().around)
    assert str(draft.path) in str(error.value)
    assert letters(maildir) == []


def test_the_home_of_a_maildir_is_understood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`maildir:~/Mail` is in the person's home, also where no shell has said so."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    with pytest.raises(DeliveryError) as error:
        way_named("maildir:~/Mail").deliver(a_draft(tmp_path), World().around)
    assert str(tmp_path / "Mail") in str(error.value)
