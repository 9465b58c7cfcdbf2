"""What can go wrong with a mail account: nothing is lost, doubled or betrayed, and one line says what to do."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.mailbox.dovecot import USUAL, Mood, Server
from tests.mailbox.posting import (
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
from tests.mailbox.proxy import gateway, plain_server

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
