"""`followup_mail.drafts`: our own untouched draft is replaced, a person's changes never are."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from followup_mail import drafts, journal
from followup_mail.errors import NeedsALookError
from followup_mail.home import Home
from followup_mail.model import Address, Event, Message, Route, Status

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 17, 20, 0, tzinfo=LONDON)
DANA = Address("Dana Ortiz", "dana.ortiz@northwind.example")
SAM = Address("Sam Lee", "sam.lee@northwind.example")


def message(
    to: Address | None = DANA, kind: str = "thank_you", interview: str | None = "r1", application: str = "northwind"
) -> Message:
    """A message that is due, with only what a draft's place depends on."""
    return Message(
        application=application,
        kind=kind,
        interview=interview,
        to=to,
        covers=(),
        route=Route.DIRECT if to else Route.NONE,
        status=Status.DUE,
        not_before=NOW,
        best=NOW,
        not_after=NOW,
        give_up=NOW,
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home that does not exist yet."""
    return Home(tmp_path / "Zoë O'Neil")


def events(home: Home) -> list[Event]:
    """What the journal of the home has."""
    found, problems = journal.read(home.journal, my_zone=LONDON)
    assert problems == []
    return found


def write(home: Home, about: Message, data: bytes, out: Path | None = None) -> Path:
    """Write a draft and record it, as the program does."""
    written = drafts.write(home, about, data, events=events(home), out=out)
    journal.append(home.journal, [written.entry], at=NOW, new_id=journal.new_id)
    return written.path


@pytest.mark.parametrize(
    ("application", "interview", "kind", "expected"),
    [
        pytest.param("northwind", "r1", "thank_you", "northwind-r1-thank-you-1.eml", id="as documented"),
        pytest.param("northwind", None, "status_check", "northwind-status-check-1.eml", id="not for one interview"),
        pytest.param("Zoë's Café & Söhne", "r1", "thank_you", "Zoe-s-Cafe-Sohne-r1-thank-you-1.eml", id="accents"),
        pytest.param("Łódź-Straße Ærø", "r1", "thank_you", "Lodz-Strasse-Aero-r1-thank-you-1.eml", id="letters"),
        pytest.param("株式会社", "r1", "thank_you", "xe6843c-r1-thank-you-1.eml", id="nothing in ASCII"),
        pytest.param("../../etc/passwd", "..", "thank_you", "etc-passwd-x5ec1f7-thank-you-1.eml", id="no way out"),
    ],
)
def test_names_are_plain(application: str, interview: str | None, kind: str, expected: str) -> None:
    """A draft's name is ASCII, fit for every system, and says what the draft is."""
    assert drafts.name_for(application, interview, kind, 1) == expected


def test_long_names_stay_short_enough() -> None:
    """A file name of 255 bytes would be refused by many systems."""
    assert len(drafts.name_for("a" * 300, "r1", "competing_offer_notice", 12)) < 110


def test_each_recipient_has_a_file(home: Home) -> None:
    """Dana's letter and Sam's stand beside each other, and the journal says which is whose."""
    dana = write(home, message(DANA), b"to Dana\r\n")
    sam = write(home, message(SAM), b"to Sam\r\n")
    check = write(home, message(DANA, "status_check", None), b"check\r\n")

    assert [path.name for path in (dana, sam, check)] == [
        "northwind-r1-thank-you-1.eml",
        "northwind-r1-thank-you-2.eml",
        "northwind-status-check-1.eml",
    ]
    assert [(event.to, event.file) for event in events(home)] == [
        (DANA.email, "drafts/northwind-r1-thank-you-1.eml"),
        (SAM.email, "drafts/northwind-r1-thank-you-2.eml"),
        (DANA.email, "drafts/northwind-status-check-1.eml"),
    ]


def test_our_own_untouched_draft_is_replaced(home: Home) -> None:
    """A mended note makes the draft anew in the same file, as often as it is mended."""
    for data in (b"one\r\n", b"two\r\n", b"two\r\n", b"three\r\n"):
        path = write(home, message(), data)
        assert path.read_bytes() == data

    assert [path.name for path in home.drafts.iterdir()] == ["northwind-r1-thank-you-1.eml"]


def test_a_changed_draft_is_never_replaced(home: Home) -> None:
    """One byte of the person's own, and the file stays; the line says both ways on."""
    path = write(home, message(), b"ours\r\n")
    path.write_bytes(b"ours, and mine\r\n")

    with pytest.raises(NeedsALookError, match="changes of your own") as caught:
        write(home, message(), b"ours, better\r\n")

    assert path.read_bytes() == b"ours, and mine\r\n"
    assert f'followup-mail draft "{path}"' in str(caught.value)
    assert [path.name for path in home.drafts.iterdir()] == [path.name]
    assert len(events(home)) == 1


def test_a_deleted_draft_is_written_anew(home: Home) -> None:
    """Deleting a draft is a way to ask for a fresh one; it gets its old name back."""
    path = write(home, message(), b"ours\r\n")
    path.unlink()

    assert write(home, message(), b"fresh\r\n") == path
    assert path.read_bytes() == b"fresh\r\n"


def test_a_strange_file_is_left_alone(home: Home) -> None:
    """A file that the person put under our name stays, and the draft takes the next number."""
    home.drafts.mkdir(parents=True)
    own = home.drafts / "northwind-r1-thank-you-1.eml"
    own.write_bytes(b"mine\r\n")

    path = write(home, message(), b"ours\r\n")

    assert path.name == "northwind-r1-thank-you-2.eml"
    assert own.read_bytes() == b"mine\r\n"


def test_a_crash_before_the_journal_does_no_harm(home: Home) -> None:
    """The file was written and its entry was not: the same draft finds its file again, as first and as replacement."""
    first = drafts.write(home, message(), b"ours\r\n", events=events(home))

    assert write(home, message(), b"ours\r\n") == first.path
    drafts.write(home, message(), b"mended\r\n", events=events(home))
    assert write(home, message(), b"mended\r\n") == first.path
    assert [path.name for path in home.drafts.iterdir()] == [first.path.name]


def test_an_address_in_other_letters_is_the_same_recipient(home: Home) -> None:
    """Dana@Northwind.example and dana@northwind.example do not get a draft each."""
    first = write(home, message(DANA), b"one\r\n")

    assert write(home, message(Address("Dana", DANA.email.upper())), b"two\r\n") == first


def test_a_letter_without_recipient_has_a_file_too(home: Home) -> None:
    """What is to be pasted into a portal is kept like the others, and told apart from them."""
    first = write(home, message(None), b"to paste\r\n")
    second = write(home, message(DANA), b"to Dana\r\n")

    assert first != second
    assert write(home, message(None), b"to paste, mended\r\n") == first


def test_two_applications_that_sound_alike_keep_apart(home: Home) -> None:
    """`zoë` and `zoe` come to the same letters, and to two files."""
    first = write(home, message(application="zoë"), b"one\r\n")
    second = write(home, message(application="zoe"), b"two\r\n")

    assert [first.name, second.name] == ["zoe-r1-thank-you-1.eml", "zoe-r1-thank-you-2.eml"]
    assert first.read_bytes() == b"one\r\n"


def test_another_file_on_request(home: Home, tmp_path: Path) -> None:
    """--out writes there, replaces what is ours there, and nothing else; the next draft is in drafts/ again."""
    mine = tmp_path / "mine.eml"
    mine.write_bytes(b"mine\r\n")
    out = tmp_path / "out.eml"
    for data in (b"one\r\n", b"two\r\n"):
        assert write(home, message(), data, out) == out
        assert out.read_bytes() == data

    with pytest.raises(NeedsALookError, match="is there already"):
        write(home, message(), b"one\r\n", mine)
    with pytest.raises(NeedsALookError, match="its folder does not exist"):
        write(home, message(), b"one\r\n", tmp_path / "tpyo" / "out.eml")
    assert mine.read_bytes() == b"mine\r\n"
    assert not home.drafts.exists()
    assert write(home, message(), b"three\r\n").parent == home.drafts


def test_something_else_in_the_way_is_one_clear_line(home: Home) -> None:
    """A folder under the draft's name is neither deleted nor a traceback."""
    path = write(home, message(), b"ours\r\n")
    path.unlink()
    path.mkdir()

    with pytest.raises(NeedsALookError, match="cannot be read"):
        write(home, message(), b"ours\r\n")


def test_a_file_made_at_the_last_moment_is_kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was free a moment ago, and is not now, is no licence to overwrite."""

    def taken(path: Path, data: bytes, *, replace: bool) -> None:
        del data
        assert not replace
        raise FileExistsError(path)

    monkeypatch.setattr(drafts, "write_atomically", taken)

    with pytest.raises(NeedsALookError, match="just now"):
        write(home, message(), b"ours\r\n")


def test_knows_what_a_file_is_for(home: Home, tmp_path: Path) -> None:
    """From the file alone one gets back to application, kind and recipient, also after the person has edited it."""
    path = write(home, message(SAM), b"ours\r\n")
    path.write_bytes(b"mine\r\n")

    found = drafts.origin(home, path, events(home))

    assert found is not None
    assert (found.application, found.kind, found.interview, found.to) == ("northwind", "thank_you", "r1", SAM.email)
    assert drafts.origin(home, tmp_path / "other.eml", events(home)) is None


MAIL = b"Message-ID: <1@example.org>\r\nSubject: Thank you\r\n\r\nDear Dana,\r\n"


def test_knows_a_copy_by_its_bytes(home: Home, tmp_path: Path) -> None:
    """A draft that was moved elsewhere, under whatever name, is the letter that we wrote."""
    path = write(home, message(SAM), MAIL)
    moved = path.rename(tmp_path / "moved.eml")

    found = drafts.origin(home, moved, events(home), MAIL)

    assert found is not None
    assert found.to == SAM.email


def test_knows_a_changed_copy_by_its_message_id(home: Home, tmp_path: Path) -> None:
    """What shares its Message-ID with a draft is that letter, whatever was changed; a mail without one is nobody's."""
    write(home, message(DANA), MAIL.replace(b"<1@", b"<2@"))
    write(home, message(SAM), MAIL)
    changed = MAIL.replace(b"Dear Dana", b"Dear Sam")

    found = drafts.origin(home, tmp_path / "copy.eml", events(home), changed)

    assert found is not None
    assert found.to == SAM.email
    assert drafts.origin(home, tmp_path / "copy.eml", events(home), changed.replace(b"<1@", b"<3@")) is None
    assert drafts.origin(home, tmp_path / "copy.eml", events(home), b"Subject: x\r\n\r\nDear Sam,\r\n") is None


def test_knows_what_was_sent_by_its_message_id(home: Home, tmp_path: Path) -> None:
    """A sent mail, saved from the mail program after the draft is gone, is the letter that the journal tells of."""
    entry = {"application": "northwind", "event": "sent", "kind": "status_check", "message_id": "<1@example.org>"}
    journal.append(home.journal, [entry], at=NOW, new_id=journal.new_id)

    found = drafts.origin(home, tmp_path / "sent.eml", events(home), MAIL)

    assert found is not None
    assert found.kind == "status_check"


def test_a_draft_as_it_stands(home: Home) -> None:
    """The latest draft of a message with all that the person has changed in it; nothing where there is none."""
    path = write(home, message(SAM), MAIL)
    write(home, message(DANA), b"another\r\n")
    path.write_bytes(b"changed\r\n")

    assert drafts.standing(home, message(SAM), events(home)) == b"changed\r\n"
    assert drafts.standing(home, message(SAM, kind="status_check"), events(home)) is None
    path.unlink()
    assert drafts.standing(home, message(SAM), events(home)) is None
    path.mkdir()
    assert drafts.standing(home, message(SAM), events(home)) is None
