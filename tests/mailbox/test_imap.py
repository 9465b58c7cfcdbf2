"""Drafts in a mail account: a real server in many moods. None may double, lose or change anything."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from followup_mail.delivery import way_named
from followup_mail.message import read_back
from followup_mail.model import Mail
from tests.delivery.world import World, a_draft
from tests.mailbox.dovecot import Mood, Server, quoted
from tests.mailbox.posting import (
    BYSTANDERS,
    LETTER,
    OTHER_WORDS,
    Post,
    Servers,
    account,
    as_kept,
    bystanders_are_untouched,
    letters,
    with_bystanders,
)
from tests.mailbox.proxy import gateway, marks_on_request, without_uidplus

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
