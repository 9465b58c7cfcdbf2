"""`sync`: the whole of it over a real server and over a copy of the mailbox, which stay as they were."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from followup_mail.message import read_back
from tests.mailbox.dovecot import Mood, Server
from tests.mailbox.posting import VARIABLE
from tests.running import CONFIG, NORTHWIND, Program

DRAFT = "drafts/northwind-r1-thank-you-1.eml"
LATER = "2026-11-25T10:00-05:00"
SENT = {
    "From": "Sam Tester <sam@example.org>",
    "To": "Dana Ortiz <dana.ortiz@northwind.example>",
    "Date": "Wed, 18 Nov 2026 16:00:00 +0000",
    "Message-ID": "<sent@program.example>",
}
ANSWER = {
    "From": "Dana Ortiz <dana.ortiz@northwind.example>",
    "To": "sam@example.org",
    "Subject": "Re: Thank you",
    "Date": "Thu, 19 Nov 2026 09:30:00 -0500",
    "Message-ID": "<answer@northwind.example>",
    "In-Reply-To": "<sent@program.example>",
}
BOUNCE = (
    b"From: MAILER-DAEMON@mail.example.org\r\nSubject: Undelivered Mail\r\nDate: Wed, 18 Nov 2026 16:00:09 +0000\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\nMessage-ID: <r@mail.example.org>\r\n'
    b"\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
    b"Final-Recipient: rfc822; dana.ortiz@northwind.example\r\nAction: failed\r\n\r\n--b\r\n"
    b"Content-Type: message/rfc822\r\n\r\nMessage-ID: <sent@program.example>\r\n\r\nx\r\n--b--\r\n"
)


def mail(fields: dict[str, str], **more: str) -> bytes:
    """A message with that header; underscores stand for hyphens."""
    lines = {**fields, **{name.replace("_", "-"): value for name, value in more.items()}}
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\nDear Dana,\r\n"


class Mailbox:
    """A mailbox on a server, or in a folder: put messages there, and sync with it."""

    def __init__(self, program: Program, server: Server | None, user: str, folder: Path) -> None:
        self.program, self.server, self.user, self.folder = program, server, user, folder
        self.number = 0

    def add(self, folder: str, data: bytes, flags: str = "") -> None:
        """Put a message there; `flags` as IMAP has them."""
        if self.server is not None:
            self.server.add(self.user, folder, data, flags)
            return
        name = "" if folder == "INBOX" else f".{folder}"
        for part in ("cur", "new", "tmp"):
            (self.folder / name / part).mkdir(parents=True, exist_ok=True)
        self.number += 1
        letters = "".join(sorted(flag[1] for flag in flags.split()))
        (self.folder / name / "cur" / f"{self.number}.host:2,{letters}").write_bytes(data)

    def state(self) -> list[tuple[str, str, bytes]]:
        """Every message with its flags."""
        if self.server is not None:
            return [
                (folder, *one)
                for folder in self.server.folders(self.user)
                for one in self.server.messages(self.user, folder)
            ]
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted((str(path.parent), path.name, path.read_bytes()) for path in files)

    def sync(self, *words: str, now: str = LATER) -> Any:
        """Look, and give what is printed as JSON; the mailbox is as it was."""
        before = self.state()
        copy = () if self.server is not None else ("--maildir", str(self.folder))
        ran = self.program("sync", *copy, "--json", *words, now=now)
        assert ran.code == 0, ran.err
        assert self.state() == before
        assert ran.json.keys() == {"schema", "drafts"}
        return ran.json["drafts"]


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str], user: str) -> Program:
    """A home with one interview, and a thank-you that was drafted the morning after."""
    program = Program(tmp_path / "followup-mail", capsys)
    program.write("config.yaml", CONFIG)
    program.write("interviews/northwind.yaml", NORTHWIND)
    assert program("draft", "northwind", "--via", "file").code == 0
    return program


@pytest.fixture(params=["imap", "maildir"])
def mailbox(request: pytest.FixtureRequest, home: Program, user: str, tmp_path: Path) -> Mailbox:
    """The mailbox in both forms; config.yaml knows the account."""
    if request.param == "maildir":
        if os.name == "nt":
            pytest.skip("Windows has no Maildir")
        box = Mailbox(home, None, user, tmp_path / "Mail")
        box.add("INBOX", mail({"From": "news@example.com", "Subject": "of no interest"}))
        return box
    servers: Callable[[Mood], Server] = request.getfixturevalue("servers")
    server = servers(Mood((("Entwürfe", "\\Drafts"), ("Gesendet", "\\Sent"), ("Archiv", "\\Archive"))))
    home.write("config.yaml", CONFIG + imap_lines(server, user))
    return Mailbox(home, server, user, tmp_path)


def imap_lines(server: Server, user: str) -> str:
    """The account as config.yaml has it."""
    return (
        f"imap: {{host: localhost, port: {server.tls}, username: {user}, password_env: {VARIABLE}, "
        f"ca_file: {server.ca_file}}}\n"
    )


def subject(program: Program) -> str:
    """The draft's subject."""
    return read_back((program.home / DRAFT).read_bytes()).subject


def expected(**more: str | None) -> dict[str, str | None]:
    """The one draft as JSON has it."""
    nothing = {"state": "draft", "delivery": None, "rule": None, "at": None, "by": None}
    return {"application": "northwind", "kind": "thank_you", **nothing, **more}


def without_file(rows: list[dict[str, Any]], program: Program) -> list[dict[str, Any]]:
    """The rows without the path, which is that of the draft."""
    assert all(row["file"] == str(program.home / DRAFT) for row in rows)
    return [{name: value for name, value in row.items() if name != "file"} for row in rows]


def test_a_draft_that_is_still_one(mailbox: Mailbox) -> None:
    """It lies among the drafts and nowhere else: nothing is written down."""
    mailbox.add("Entwürfe" if mailbox.server else "Drafts", (mailbox.program.home / DRAFT).read_bytes(), "\\Draft")
    assert without_file(mailbox.sync(), mailbox.program) == [expected()]
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted"]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        pytest.param({}, "subject", id="by reader and subject"),
        pytest.param({"Message-ID": None, "Subject": "changed"}, "message-id", id="by its Message-ID"),
    ],
)
def test_a_draft_that_was_sent(mailbox: Mailbox, fields: dict[str, str | None], rule: str) -> None:
    """When and which rule told; the journal has it once, with the id under which it went out."""
    own = read_back((mailbox.program.home / DRAFT).read_bytes())
    header = {**SENT, "Subject": own.subject} | {k: own.message_id if v is None else v for k, v in fields.items()}
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(header), "\\Seen")
    wanted = [expected(state="sent", rule=rule, at="2026-11-18T16:00:00+00:00")]
    assert without_file(mailbox.sync(), mailbox.program) == wanted
    assert without_file(mailbox.sync(), mailbox.program) == wanted
    (entry,) = [entry for entry in mailbox.program.journal if entry["event"] == "sent"]
    assert (entry["at"], entry["message_id"], entry["to"]) == (
        "2026-11-18T16:00:00+00:00",
        header["Message-ID"],
        "dana.ortiz@northwind.example",
    )


def test_a_draft_that_was_answered(mailbox: Mailbox) -> None:
    """By whom and when; the reply waits in the journal until the person says what it was."""
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Subject=subject(mailbox.program)), "\\Seen")
    mailbox.add("Archiv" if mailbox.server else "Archive", mail(ANSWER))
    wanted = expected(
        state="answered", rule="subject", at="2026-11-19T09:30:00-05:00", by="dana.ortiz@northwind.example"
    )
    for _ in range(2):
        assert without_file(mailbox.sync(), mailbox.program) == [wanted]
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted", "sent", "reply_seen"]
    reply = mailbox.program.journal[-1]
    assert (reply["from"], reply["subject"], reply["message_id"]) == (
        "dana.ortiz@northwind.example",
        "Re: Thank you",
        "<answer@northwind.example>",
    )
    said = mailbox.program("heard", "northwind", "no", "--for", reply["id"], now=LATER)
    assert said.code == 0, said.err


def test_a_draft_that_came_back(mailbox: Mailbox) -> None:
    """The report is read for the mail that it is about; the sending counts as undone, and stays so."""
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Subject=subject(mailbox.program)))
    mailbox.add("INBOX", BOUNCE)
    for _ in range(2):
        (row,) = mailbox.sync()
        assert (row["state"], row["delivery"]) == ("sent", "bounced")
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted", "sent", "bounced"]
    messages = mailbox.program("due", "--all", "--json", now="2026-11-18T12:00-05:00").json["messages"]
    assert [m["status"] for m in messages if m["kind"] == "thank_you"] == ["due"]


def test_a_reader_who_is_away(mailbox: Mailbox) -> None:
    """Only the note's words say until when: away from a terminal the person is told how to say it."""
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Subject=subject(mailbox.program)))
    mailbox.add("INBOX", mail(ANSWER, Auto_Submitted="auto-replied"))
    (row,) = mailbox.sync()
    assert (row["state"], row["delivery"], row["by"]) == ("sent", "away", None)
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted", "sent"]
    copy = () if mailbox.server else ("--maildir", str(mailbox.folder))
    ran = mailbox.program("sync", *copy, now=LATER)
    assert "an absence note came" in ran.out
    assert "followup-mail heard northwind away" in ran.out


def test_what_is_not_certain_is_not_written_down(mailbox: Mailbox) -> None:
    """A subject that only begins alike is told, with the words to say that it is the letter."""
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Subject=f"{subject(mailbox.program)} and so on"))
    (row,) = mailbox.sync()
    assert (row["state"], row["rule"]) == ("sent", "subject")
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted"]
    copy = () if mailbox.server else ("--maildir", str(mailbox.folder))
    assert "followup-mail sent northwind thank-you" in mailbox.program("sync", *copy, now=LATER).out


def test_what_the_person_has_told_is_not_told_again(mailbox: Mailbox) -> None:
    """A letter that was told as sent gets no second entry, and its answer is found."""
    mailbox.program("sent", "northwind", now="2026-11-18T11:30-05:00")
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Subject=subject(mailbox.program)))
    mailbox.add("INBOX", mail(ANSWER))
    (row,) = mailbox.sync()
    assert row["state"] == "answered"
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted", "sent", "reply_seen"]


def test_a_draft_that_no_home_knows(mailbox: Mailbox, tmp_path: Path) -> None:
    """`sync FILE.eml` of somebody else's draft: application and kind are null, and nothing is written down."""
    path = tmp_path / "own.eml"
    path.write_bytes(mail(SENT, Subject="My own words", Message_ID="<own@example.org>"))
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Subject="My own words"))
    (row,) = mailbox.sync(str(path))
    assert row == {"file": str(path), **expected(application=None, kind=None)}
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Message_ID="<own@example.org>", Subject="x"))
    (row,) = mailbox.sync(str(path))
    assert (row["state"], row["rule"], row["application"]) == ("sent", "message-id", None)
    assert [entry["event"] for entry in mailbox.program.journal] == ["drafted"]


def test_a_draft_that_went_by_imap_and_is_gone(mailbox: Mailbox) -> None:
    """Of a draft whose file was cleared away, the journal knows the ids that it went by."""
    own = read_back((mailbox.program.home / DRAFT).read_bytes())
    entry = {
        "id": "d", "at": "2026-11-18T15:00:01+00:00", "application": "northwind", "event": "delivered",
        "kind": "thank_you", "interview": "r1", "to": "dana.ortiz@northwind.example", "sha256": "0", "kept": "0",
        "mailbox": "Drafts", "message_id": own.message_id,
    }  # fmt: skip
    with (mailbox.program.home / "journal.jsonl").open("a", encoding="utf-8") as journal:
        journal.write(json.dumps(entry) + "\n")
    (mailbox.program.home / DRAFT).unlink()
    mailbox.add("Gesendet" if mailbox.server else "Sent", mail(SENT, Message_ID=own.message_id, Subject="x"))
    assert without_file(mailbox.sync(), mailbox.program) == [
        expected(state="sent", rule="message-id", at="2026-11-18T16:00:00+00:00")
    ]


def test_a_server_without_a_folder_for_sent_mail(home: Program, user: str, servers: Callable[[Mood], Server]) -> None:
    """It is said, as then only answers can tell."""
    server = servers(Mood((("Drafts", "\\Drafts"),)))
    home.write("config.yaml", CONFIG + imap_lines(server, user))
    ran = home("sync", now=LATER)
    assert ran.code == 0
    assert "marks no folder for sent mail" in ran.err
    assert "still a draft" in ran.out


# --- where there is nothing to look into ----------------------------------------------------------------------------


def test_without_an_account(home: Program) -> None:
    """It is said how to name one, and that a copy of the mailbox serves too."""
    ran = home("sync", now=LATER)
    assert ran.code == 3
    assert "followup-mail init --imap" in ran.err
    assert "--maildir" in ran.err


def test_without_drafts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nothing to look for, nobody is bothered for a password."""
    program = Program(tmp_path / "home", capsys)
    program.write("config.yaml", CONFIG + "imap: {host: localhost, port: 1}\n")
    assert program("sync", "--json").json == {"schema": 1, "drafts": []}
    assert program("sync").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("no-such-file.eml",), 2, id="no such draft"),
        pytest.param(("--maildir", "no-such-folder"), 2, id="no such folder"),
    ],
)
def test_what_is_not_there(home: Program, words: tuple[str, ...], code: int) -> None:
    """A name that leads nowhere is named."""
    ran = home("sync", *words, now=LATER)
    assert ran.code == code
    assert words[-1] in ran.err


def test_a_server_that_is_down(home: Program) -> None:
    """Exit 5, in one line."""
    home.write("config.yaml", CONFIG + f"imap: {{host: localhost, port: 1, password_env: {VARIABLE}}}\n")
    ran = home("sync", now=LATER)
    assert ran.code == 5
    assert "cannot be reached" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Maildir")
def test_folders_of_a_maildir_are_known_by_name(home: Program, tmp_path: Path) -> None:
    """Below one folder, in any of the usual layouts and languages; what lies in the bin is left there."""
    for number, folder in enumerate((".Gel&APY-scht", "Papierkorb", "Trash")):
        put(tmp_path / "Mail" / folder, mail(SENT, Subject=subject(home), Message_ID=f"<bin{number}@x>"))
    words = ("sync", "--maildir", str(tmp_path / "Mail"), "--json")
    for folder in ("Sent Items", ".Envoy&AOk-s", "sub/Gesendet"):
        put(tmp_path / "Mail" / folder, mail(SENT, From="alias@example.com", Subject=subject(home)))
        assert [row["state"] for row in home(*words, now=LATER).json["drafts"]] == ["sent"], folder
        home.write("journal.jsonl", json.dumps(home.journal[0]) + "\n")
        next((tmp_path / "Mail" / folder / "cur").iterdir()).unlink()


def put(folder: Path, data: bytes) -> None:
    """A Maildir with one message."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    (folder / "cur" / "1.host:2,S").write_bytes(data)


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal needs pexpect, which Windows lacks")
@pytest.mark.parametrize(("key", "events"), [("y", ["drafted", "sent"]), ("n", ["drafted"])])
def test_what_is_not_certain_is_asked_on_a_terminal(home: Program, tmp_path: Path, key: str, events: list[str]) -> None:
    """The person sees both subjects and says whether it is the letter; yes is remembered, so nobody asks again."""
    from tests.cli.pseudo_terminal import end, sit_down

    put(tmp_path / "Mail" / "Sent", mail(SENT, Subject=f"{subject(home)} and so on"))
    words = ("sync", "--maildir", str(tmp_path / "Mail"), "--now", LATER)
    terminal = sit_down(home.home, *words)
    terminal.expect(r"and so on” went to\s+dana.ortiz@northwind.example")
    terminal.expect("Is it this letter?")
    terminal.send(key)
    code, shown = end(terminal)
    assert code == 0, shown
    assert [entry["event"] for entry in home.journal] == events
    if key == "y":
        (row,) = home("sync", "--maildir", str(tmp_path / "Mail"), "--json", now=LATER).json["drafts"]
        assert row["state"] == "sent"
        assert [entry["event"] for entry in home.journal] == events


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal needs pexpect, which Windows lacks")
def test_how_long_somebody_is_away_is_asked_on_a_terminal(home: Program, tmp_path: Path) -> None:
    """What cannot be read is asked again; the day goes into the journal, and is not asked for twice."""
    from tests.cli.pseudo_terminal import answer, end, sit_down

    put(tmp_path / "Mail" / "Sent", mail(SENT, Subject=subject(home)))
    put(tmp_path / "Mail" / "Inbox", mail(ANSWER, Auto_Submitted="auto-replied", Subject="Away"))
    words = ("sync", "--maildir", str(tmp_path / "Mail"), "--now", LATER)
    terminal = sit_down(home.home, *words)
    answer(terminal, [(r"is away: “Away”.*back on .*: ", "some day"), ("back on .*: ", "1 December")])
    terminal.expect("Tuesday 1 December 2026")
    assert end(terminal)[0] == 0
    assert home.journal[-1]["event"] == "out_of_office"
    assert home.journal[-1]["back_on"] == "2026-12-01"
    assert end(sit_down(home.home, *words))[0] == 0
