"""Drafts in a mail account: a real server in many moods. None may double, lose, change or betray anything."""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from followup_mail.config import Imap
from followup_mail.delivery import Stored, way_named
from followup_mail.errors import DeliveryError
from followup_mail.message import for_mailbox, read_back
from followup_mail.model import Mail
from tests.delivery.world import NOW, World, a_draft
from tests.mailbox.conftest import account
from tests.mailbox.dovecot import PASSWORD, USUAL, Mood, Server, quoted
from tests.mailbox.proxy import gateway, marks_on_request, plain_server, without_uidplus
from tests.message.mails import a_mail

Servers = Callable[[Mood], Server]

LETTER = a_mail(body="Dear Dana,\n\nGrüße aus Köln. What a talk!\n\nSam\n")
OTHER_WORDS = replace(a_mail(body="Dear Dana,\n\nin other words\n\nSam\n"), message_id="<other-words@example.org>")
BYSTANDERS = (
    ("Drafts", b"Message-ID: <mine@example.org>\r\nSubject: to my sister\r\n\r\nDear Eva\r\n", "\\Draft"),
    (
        "Drafts",
        b"Message-ID: <gone@example.org>\r\nSubject: marked by another program\r\n\r\nx\r\n",
        "\\Draft \\Deleted",
    ),
    ("INBOX", b"Message-ID: <news@example.org>\r\nSubject: unread\r\n\r\nx\r\n", ""),
)


class Post:
    """Hands letters over to one account, and remembers as the journal does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remembered: list[Stored] = []

    def __call__(self, imap: Imap | None, mail: Mail = LETTER) -> str:
        draft = a_draft(self.folder, mail)
        around = replace(World().around, remember=self.remembered.append)
        try:
            return way_named("imap", "sam@example.org", imap).deliver(
                replace(draft, earlier=tuple(self.remembered)), around
            )
        finally:
            assert draft.path.read_bytes() == draft.data

    def fails(self, imap: Imap | None, mail: Mail = LETTER) -> str:
        """The one line about what did not work: it names the draft and another way, and never the password."""
        with pytest.raises(DeliveryError) as refusal:
            self(imap, mail)
        said = str(refusal.value)
        assert said == " ".join(said.split())
        assert "northwind-r1-thank_you-1.eml" in said
        assert "--via copy" in said
        seen: BaseException | None = refusal.value
        while seen is not None:
            assert PASSWORD not in repr(seen)
            seen = seen.__cause__ or seen.__context__
        return said


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Hands letters over."""
    return Post(tmp_path)


def as_kept(mail: Mail, tmp_path: Path) -> bytes:
    """The letter as a mailbox is to have it."""
    return for_mailbox(a_draft(tmp_path, mail).data, date=NOW)


def with_bystanders(server: Server, user: str) -> None:
    """Put messages of other people and programs into the mailbox."""
    for folder, data, flags in BYSTANDERS:
        server.add(user, folder, data, flags)


def bystanders_are_untouched(server: Server, user: str) -> bool:
    """Whether what was there before is there, byte by byte and flag by flag."""
    return all(
        (flags.lower() and " ".join(sorted(flags.lower().split())), data) in server.messages(user, folder)
        for folder, data, flags in BYSTANDERS
    )


def letters(server: Server, user: str, folder: str = "Drafts") -> list[bytes]:
    """The drafts that are not those of others."""
    strangers = {data for _, data, _ in BYSTANDERS}
    return [data for _, data in server.messages(user, folder) if data not in strangers]


# --- a letter and its place -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_the_letter_is_a_draft_that_has_been_seen(
    server: Server, user: str, post: Post, tmp_path: Path, security: str
) -> None:
    """It has its two flags from the start, a date to be sorted by, CRLF, no X-Unsent, and the words of the file."""
    with_bystanders(server, user)
    said = post(account(server, user, security=security))
    (found,) = [(flags, data) for flags, data in server.messages(user) if b"Dana" in data]
    assert found == ("\\draft \\seen", as_kept(LETTER, tmp_path))
    assert read_back(found[1]) == LETTER
    assert not re.search(rb"(?<!\r)\n|X-Unsent", found[1])
    assert "among your drafts, in “Drafts”" in said
    assert bystanders_are_untouched(server, user)


@pytest.mark.parametrize(
    ("mood", "folder"),
    [
        pytest.param(Mood((("Entwürfe", "\\Drafts"),)), "Entwürfe", id="marked, German"),
        pytest.param(Mood((("下書き", "\\Drafts"), ("Drafts", None))), "下書き", id="marked, Japanese, beside Drafts"),
        pytest.param(Mood((("Tom & Co", "\\Drafts"),)), "Tom & Co", id="marked, an ampersand and a blank"),
        pytest.param(Mood((("[Gmail]/Brouillons", "\\Drafts"),)), "[Gmail]/Brouillons", id="marked, below another"),
        pytest.param(Mood((("Sent", None), ("Drafts", None))), "Drafts", id="not marked"),
        pytest.param(Mood((("Черновики", None),)), "Черновики", id="not marked, Russian"),
        pytest.param(Mood((("ENTWÜRFE", None),)), "ENTWÜRFE", id="not marked, in capitals"),
        pytest.param(Mood((("Drafts", None),), ".", "INBOX."), "INBOX.Drafts", id="not marked, INBOX and a full stop"),
        pytest.param(Mood((("Concepten", None),), "^"), "Concepten", id="not marked, an odd separator"),
    ],
)
def test_the_drafts_folder_is_found(
    servers: Servers, mood: Mood, folder: str, user: str, post: Post, tmp_path: Path
) -> None:
    """By the server's mark, whatever it is called; else by what people call it. None is made, no other is touched."""
    server = servers(mood)
    assert server.messages(user, folder) == []
    before = server.folders(user)
    said = post(account(server, user))
    assert f"“{folder}”" in said
    assert server.messages(user, folder) == [("\\draft \\seen", as_kept(LETTER, tmp_path))]
    assert server.folders(user) == before


def test_marks_that_are_told_on_request(servers: Servers, user: str, post: Post) -> None:
    """A server that names special uses only to who asks for them is asked."""
    server = servers(Mood((("Kladde", "\\Drafts"),)))
    with gateway(server, change=marks_on_request) as between:
        said = post(account(server, user, port=between.port))
    assert b"LIST (SPECIAL-USE)" in between.heard
    assert "“Kladde”" in said


def test_the_folder_that_a_person_names_wins(servers: Servers, user: str, post: Post) -> None:
    """`mailbox:` in config.yaml is what the person wants, whatever the server marks."""
    server = servers(Mood((("Drafts", "\\Drafts"), ("Bewerbungen", None))))
    assert "“Bewerbungen”" in post(account(server, user, mailbox="Bewerbungen"))
    assert server.messages(user, "Drafts") == []


@pytest.mark.parametrize(
    ("mailbox", "words"),
    [
        pytest.param(None, "marks no folder for drafts", id="nothing fits"),
        pytest.param("Enwürfe", "has no folder “Enwürfe”", id="a name that is not there"),
    ],
)
def test_no_folder_is_ever_made(servers: Servers, user: str, post: Post, mailbox: str | None, words: str) -> None:
    """Where no folder fits the person is asked to name one of those that there are."""
    server = servers(Mood((("Post", None), ("Ablage", None))))
    said = post.fails(account(server, user, mailbox=mailbox))
    assert words in said
    assert "`mailbox`" in said
    assert "Ablage" in said
    assert server.folders(user) == ["Ablage", "INBOX", "Post"]


# --- again ----------------------------------------------------------------------------------------------------------


def test_the_same_letter_is_there_once(server: Server, user: str, post: Post) -> None:
    """However often it is handed over, with what was remembered and without."""
    with_bystanders(server, user)
    post(account(server, user))
    assert "already among your drafts" in post(account(server, user))
    post.remembered.clear()
    assert "already among your drafts" in post(account(server, user))
    assert len(letters(server, user)) == 1
    assert bystanders_are_untouched(server, user)


@pytest.mark.parametrize("uidplus", [pytest.param(True, id="UIDPLUS"), pytest.param(False, id="no UIDPLUS")])
def test_an_untouched_earlier_draft_makes_room(
    server: Server, user: str, post: Post, tmp_path: Path, uidplus: bool
) -> None:
    """Other words for the same letter take its place; nobody else's message is touched, marked ones included."""
    server.add(user, *BYSTANDERS[0])
    with gateway(server, change=(lambda line: line) if uidplus else without_uidplus) as between:
        imap = account(server, user, port=between.port)
        post(imap)
        said = post(imap, OTHER_WORDS)
    assert "has taken the place of the earlier one" in said
    assert letters(server, user) == [as_kept(OTHER_WORDS, tmp_path)]
    assert (b"UID EXPUNGE" in between.heard) is uidplus
    assert BYSTANDERS[0][1] in [data for _, data in server.messages(user)]
    if not uidplus:
        assert [stored.uid for stored in post.remembered] == [2, 3]


def test_what_another_program_has_marked_is_not_cleared_away(server: Server, user: str, post: Post) -> None:
    """Without UIDPLUS a server clears away all that is marked or nothing: then the earlier draft is left, and named."""
    with_bystanders(server, user)
    with gateway(server, change=without_uidplus) as between:
        imap = account(server, user, port=between.port)
        post(imap)
        said = post(imap, OTHER_WORDS)
        assert "could not be taken away" in said
        assert bystanders_are_untouched(server, user)
        assert sorted(flags for flags, data in server.messages(user) if b"Dana" in data) == [
            "\\deleted \\draft \\seen",
            "\\draft \\seen",
        ]
        assert "already among your drafts" in post(imap, OTHER_WORDS)


def changed_there(server: Server, user: str, *, keep_id: bool) -> bytes:
    """Do as mail programs do when a draft is edited: add the new one, take the old one away."""
    ((_, data),) = server.messages(user)
    changed = data.replace(b"What a talk!", b"What a lovely talk!")
    if not keep_id:
        changed = changed.replace(read_back(data).message_id.encode(), b"<new@program.example>")
    server.add(user, "Drafts", changed, "\\Draft \\Seen")
    with server.mailbox(user) as client:
        client.select(quoted("Drafts"))
        client.store("1", "+FLAGS", "\\Deleted")
        client.expunge()
    return changed


@pytest.mark.parametrize("keep_id", [pytest.param(True, id="same Message-ID"), pytest.param(False, id="a new one")])
@pytest.mark.parametrize("mail", [pytest.param(LETTER, id="same words"), pytest.param(OTHER_WORDS, id="other words")])
def test_a_draft_that_was_changed_there_is_kept(
    server: Server, user: str, post: Post, tmp_path: Path, keep_id: bool, mail: Mail
) -> None:
    """The person's own version stays as it is; the new letter stands beside it, once, and that is said."""
    post(account(server, user))
    changed = changed_there(server, user, keep_id=keep_id)
    said = post(account(server, user), mail)
    assert ("that you have changed there is kept" in said) is keep_id
    post(account(server, user), mail)
    assert sorted(letters(server, user)) == sorted([changed, as_kept(mail, tmp_path)])


def test_a_version_that_nobody_knows_is_kept(server: Server, user: str, post: Post) -> None:
    """Without a journal it cannot be told who changed what: both are kept, and that is said."""
    post(account(server, user))
    post.remembered.clear()
    said = post(account(server, user), replace(LETTER, body="Dear Dana,\n\nmended in the file\n"))
    assert "another version of it" in said
    assert len(letters(server, user)) == 2


def test_a_letter_that_is_no_draft_any_more_is_kept(server: Server, user: str, post: Post) -> None:
    """Without its flag it is something else to the person, so other words do not replace it."""
    post(account(server, user))
    with server.mailbox(user) as client:
        client.select(quoted("Drafts"))
        client.store("1", "-FLAGS", "\\Draft")
    post(account(server, user), OTHER_WORDS)
    assert len(letters(server, user)) == 2


def test_a_draft_that_was_thrown_away_comes_anew(server: Server, user: str, post: Post) -> None:
    """What is marked as deleted counts as gone, and stays so."""
    post(account(server, user))
    with server.mailbox(user) as client:
        client.select(quoted("Drafts"))
        client.store("1", "+FLAGS", "\\Deleted")
    assert "already" not in post(account(server, user))
    assert sorted(flags for flags, _ in server.messages(user)) == ["\\deleted \\draft \\seen", "\\draft \\seen"]


def test_a_copy_that_the_person_has_made_is_kept(server: Server, user: str, post: Post) -> None:
    """Only the one that we have put there makes room, known by its UID."""
    post(account(server, user))
    with server.mailbox(user) as client:
        client.select(quoted("Drafts"))
        client.copy("1", quoted("Drafts"))
    post(account(server, user), OTHER_WORDS)
    assert len(letters(server, user)) == 2


def test_a_mailbox_that_counts_anew(server: Server, user: str, post: Post, tmp_path: Path) -> None:
    """After a change of UIDVALIDITY the earlier draft is known by its Message-ID and its bytes."""
    post(account(server, user))
    post.remembered[0] = replace(post.remembered[0], validity=1, uid=77)
    post(account(server, user), OTHER_WORDS)
    assert letters(server, user) == [as_kept(OTHER_WORDS, tmp_path)]


def test_a_file_of_ones_own(server: Server, user: str, tmp_path: Path) -> None:
    """A file with LF and without a Message-ID gets CRLF and an id of its own, the same each time."""
    draft = a_draft(tmp_path)
    data = b"To: dana@northwind.example\nSubject: Thanks\n\nDear Dana,\n"
    draft.path.write_bytes(data)
    draft = replace(draft, data=data, mail=read_back(data))
    way = way_named("imap", "sam@example.org", account(server, user))
    way.deliver(draft, World().around)
    assert "already" in way.deliver(draft, World().around)
    (kept,) = letters(server, user)
    assert kept.count(b"\n") == kept.count(b"\r\n")
    assert re.search(rb"^Message-ID: <[^>]+>\r$", kept, re.MULTILINE)


# --- what can go wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", ["within", "behind"])
def test_a_connection_that_breaks_while_the_letter_is_on_its_way(
    server: Server, user: str, post: Post, tmp_path: Path, cut: str
) -> None:
    """It is said that nobody knows; the next run finds out, and then the letter is there exactly once."""
    with_bystanders(server, user)
    with gateway(server, cut=cut) as between:
        said = post.fails(account(server, user, port=between.port))
    assert "among your drafts or not" in said
    assert post.remembered == []
    assert len(letters(server, user)) == (cut == "behind")
    assert ("already" in post(account(server, user))) is (cut == "behind")
    assert letters(server, user) == [as_kept(LETTER, tmp_path)]
    post(account(server, user), OTHER_WORDS)
    assert letters(server, user) == [as_kept(OTHER_WORDS, tmp_path)]
    assert bystanders_are_untouched(server, user)


def test_a_connection_that_breaks_before_the_earlier_draft_is_taken_away(
    server: Server, user: str, post: Post, tmp_path: Path
) -> None:
    """The new letter is there and known; the next run takes the earlier one away."""
    post(account(server, user))
    with gateway(server, cut="removal") as between:
        assert "could not be taken away" in post(account(server, user, port=between.port), OTHER_WORDS)
    assert len(letters(server, user)) == 2
    assert "already" in post(account(server, user), OTHER_WORDS)
    assert letters(server, user) == [as_kept(OTHER_WORDS, tmp_path)]


QUOTA = replace(
    USUAL,
    more="mail_plugins = quota\nplugin {\n  quota = count:User quota\n  quota_rule = *:storage=1k\n"
    "  quota_vsizes = yes\n  quota_grace = 0\n}\n",
)
READ_ONLY = replace(
    USUAL,
    more="mail_plugins = acl\nplugin {\n  acl = vfile:{base}/access\n}\n",
    access=("Drafts anyone lrs",),
)


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        pytest.param(QUOTA, "the mailbox is full", id="full"),
        pytest.param(READ_ONLY, "does not let you write there", id="read-only"),
    ],
)
def test_a_mailbox_that_takes_nothing(servers: Servers, mood: Mood, words: str, user: str, post: Post) -> None:
    """The reason in plain words, beside the server's own; nothing is stored or remembered."""
    server = servers(mood)
    said = post.fails(account(server, user), replace(LETTER, body="Dear Dana,\n" + "as we said\n" * 200))
    assert words in said
    assert server.messages(user) == []
    assert post.remembered == []


def test_an_earlier_draft_in_a_mailbox_that_lets_nothing_go(servers: Servers, user: str, post: Post) -> None:
    """Where a server lets drafts in but none out, both are there and that is said."""
    server = servers(replace(READ_ONLY, access=("Drafts anyone lrwsip",)))
    post(account(server, user))
    assert "could not be taken away" in post(account(server, user), OTHER_WORDS)
    assert len(letters(server, user)) == 2


def test_a_wrong_password(server: Server, user: str, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said who is not let in, and never with what."""
    monkeypatch.setenv("PASSWORD_OF_THE_TEST", "an old one")
    said = post.fails(account(server, user))
    assert f"does not let {user} in" in said
    assert "app password" in said
    assert "an old one" not in said


def test_a_certificate_that_is_not_trusted(server: Server, user: str, post: Post) -> None:
    """Nothing is said to such a server, the password least of all."""
    with gateway(server) as between:
        said = post.fails(account(server, user, port=between.port, ca_file=None))
    assert "is not to be trusted" in said
    assert "`ca_file`" in said
    assert between.heard == b""
    assert "is not to be trusted" in post.fails(account(server, user, security="starttls", ca_file=None))


def test_a_certificate_of_another_server(server: Server, user: str, post: Post) -> None:
    """A certificate that is good for another name is good for nothing here."""
    assert "is not to be trusted" in post.fails(replace(account(server, user), host="127.0.0.1"))


def test_a_server_that_is_down(server: Server, user: str, post: Post) -> None:
    """One line that says where nobody answers."""
    with gateway(server) as between:
        port = between.port
    assert f"localhost, port {port}, cannot be reached" in post.fails(account(server, user, port=port))


def test_a_server_without_starttls(server: Server, user: str, post: Post) -> None:
    """The password never travels where anybody could read it."""
    with plain_server() as (port, heard):
        said = post.fails(account(server, user, security="starttls", port=port))
    assert "offers no STARTTLS" in said
    assert b"LOGIN" not in heard
    assert b"AUTHENTICATE" not in heard


def test_tls_where_a_server_begins_in_plain(server: Server, user: str, post: Post) -> None:
    """The other way round it is said which settings to look at."""
    said = post.fails(replace(account(server, user), port=server.plain))
    assert "does not speak TLS" in said
    assert "`security`" in said


def test_no_account(post: Post) -> None:
    """Without an account in config.yaml it is said how to give one."""
    assert "followup-mail init --imap" in post.fails(None)


def test_an_authority_that_cannot_be_read(server: Server, user: str, post: Post, tmp_path: Path) -> None:
    """A `ca_file` that is not there is named."""
    assert "`ca_file`" in post.fails(account(server, user, ca_file=str(tmp_path / "none.pem")))


def test_without_the_addition(server: Server, user: str, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told what to install."""
    monkeypatch.setitem(sys.modules, "imapclient", None)
    assert "pip install 'followup-mail[imap]'" in post.fails(account(server, user))


def test_a_server_that_knows_the_old_login_alone(server: Server, user: str, post: Post) -> None:
    """LOGIN takes ASCII; a password with other letters is not sent at all, and that is said."""
    with gateway(server, change=lambda line: line.replace(b" AUTH=PLAIN", b"")) as between:
        said = post.fails(account(server, user, port=between.port))
    assert "letters outside ASCII" in said
    assert b"LOGIN" not in between.heard


# --- passwords ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="these are words of sh")
def test_a_password_from_a_command(server: Server, user: str, post: Post) -> None:
    """The first line that the command prints is the password."""
    command = "printenv PASSWORD_OF_THE_TEST && echo login: sam"
    post(account(server, user, password_env=None, password_command=command))
    assert len(letters(server, user)) == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("exit 3", "failed (exit code 3)", id="fails"),
        pytest.param("true", "printed no password", id="prints nothing"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="these are words of sh")
def test_a_command_that_gives_no_password(server: Server, user: str, post: Post, command: str, words: str) -> None:
    """It is said what the command did."""
    assert words in post.fails(account(server, user, password_env=None, password_command=command))


def test_a_variable_that_is_not_set(server: Server, user: str, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said which one."""
    monkeypatch.delenv("PASSWORD_OF_THE_TEST")
    assert "PASSWORD_OF_THE_TEST" in post.fails(account(server, user))
