"""The account: asked for at a terminal, its password in the keyring and nowhere else; drafts by the command line."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.core import load_keyring

from followup_mail.config import Imap
from followup_mail.mailbox.passwords import NoPasswordError, keep_password, password_of
from tests.cli.pseudo_terminal import answer, end, sit_down
from tests.mailbox.dovecot import PASSWORD, Server
from tests.mailbox.posting import VARIABLE
from tests.mailbox.rings import OpenRing
from tests.running import CONFIG, NORTHWIND, Program

PROJECT = Path(__file__).parents[2]
RINGS = "tests.mailbox.rings"
DRAFT = "northwind-r1-thank-you-1.eml"
needs_terminal = pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal needs pexpect, which Windows lacks")


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """A home with one interview."""
    program = Program(tmp_path / "followup-mail", capsys)
    program.write("config.yaml", CONFIG)
    program.write("interviews/northwind.yaml", NORTHWIND)
    return program


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring that a test can look into; its file."""
    path = tmp_path / "ring.json"
    monkeypatch.setenv("RING_OF_THE_TEST", str(path))
    before = keyring.get_keyring()
    keyring.set_keyring(load_keyring(f"{RINGS}.OpenRing"))
    yield path
    keyring.set_keyring(before)


def init(home: Program, ring: Path, backend: str = "OpenRing") -> Any:
    """`init --imap` at a terminal."""
    env = {
        "PYTHON_KEYRING_BACKEND": f"{RINGS}.{backend}",
        "PYTHONPATH": str(PROJECT),
        "RING_OF_THE_TEST": str(ring),
    }
    return sit_down(home.home, "init", "--imap", env=env)


def nobody_has_it(home: Program, shown: str) -> bool:
    """Whether the password stands in no file of the home and on no screen."""
    files = [path.read_bytes() for path in home.home.rglob("*") if path.is_file()]
    return PASSWORD not in shown and not any(PASSWORD.encode() in data for data in files)


# --- init --imap ----------------------------------------------------------------------------------------------------


@needs_terminal
def test_init_asks_for_the_account_and_tries_it(home: Program, ring: Path, server: Server, user: str) -> None:
    """What config.yaml does not say is asked; the password goes to the keyring unseen; then drafts go there."""
    home.write("config.yaml", CONFIG + f"imap:\n  host: localhost\n  port: {server.tls}\n  ca_file: {server.ca_file}\n")
    terminal = init(home, ring)
    answer(terminal, [("Your name there.*> ", user)])
    terminal.expect("every letter go there.*")
    terminal.send("y")
    answer(terminal, [("it is not shown.*: ", PASSWORD)])
    terminal.expect("Logged in to localhost: letters go to “Drafts”")
    code, shown = end(terminal)
    assert code == 0, shown
    config = home.read("config.yaml")
    assert f'username: "{user}"' in config
    assert "mail: imap" in config
    assert json.loads(ring.read_text(encoding="utf-8")) == {f"followup-mail localhost/{user}": PASSWORD}
    assert nobody_has_it(home, shown)
    assert home("draft", "northwind").code == 0
    assert len(server.messages(user)) == 1


@needs_terminal
def test_init_proposes_the_server_of_a_provider(home: Program, ring: Path) -> None:
    """Enter takes what is usual for the address; what cannot be reached is said, and the account stays written."""
    home.write("config.yaml", CONFIG.replace("sam@example.org", "sam@gmail.com") + "mail: gmail\n")
    terminal = init(home, ring)
    answer(terminal, [("Enter for imap.gmail.com.*> ", "localhost"), ("Enter for sam@gmail.com.*> ", "")])
    answer(terminal, [("it is not shown.*: ", PASSWORD)])
    code, shown = end(terminal)
    assert code == 3
    assert "The account is in config.yaml" in " ".join(shown.split())
    config = home.read("config.yaml")
    assert 'host: "localhost"' in config
    assert 'username: "sam@gmail.com"' in config
    assert nobody_has_it(home, shown)


@needs_terminal
def test_init_says_where_no_password_helps(home: Program, ring: Path) -> None:
    """Microsoft takes none any more: the way that works is named, and nothing is written."""
    before = home.read("config.yaml")
    terminal = init(home, ring)
    answer(terminal, [("mail server.*> ", "outlook.office365.com")])
    code, shown = end(terminal)
    assert code == 3
    assert "--via outlook" in shown
    assert home.read("config.yaml") == before


@needs_terminal
def test_init_where_no_keyring_opens(home: Program, ring: Path, server: Server, user: str) -> None:
    """The password is kept nowhere, and it is said what serves instead."""
    lines = f"imap: {{host: localhost, port: {server.tls}, username: {user}, ca_file: {server.ca_file}}}\nmail: imap\n"
    home.write("config.yaml", CONFIG + lines)
    terminal = init(home, ring, "LockedRing")
    answer(terminal, [("it is not shown.*: ", PASSWORD)])
    code, shown = end(terminal)
    assert code == 3
    assert "password_command" in shown
    assert nobody_has_it(home, shown)


def test_init_asks_nobody_away_from_a_terminal(home: Program) -> None:
    """A password comes from a person or from what config.yaml names, never from a pipe."""
    ran = home("init", "--imap")
    assert ran.code == 2
    assert "needs a terminal" in ran.err


# --- passwords ------------------------------------------------------------------------------------------------------

ACCOUNT = Imap("imap.example.org", username="sam")


def test_a_password_in_the_keyring(ring: Path) -> None:
    """What is kept is found again, for that server and name only."""
    keep_password("imap.example.org", "sam", PASSWORD)
    assert password_of(ACCOUNT, "sam") == PASSWORD
    assert ring.exists()
    with pytest.raises(NoPasswordError, match="init --imap"):
        password_of(ACCOUNT, "somebody else")


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        pytest.param(f"{RINGS}.LockedRing", "does not open", id="locked"),
        pytest.param("keyring.backends.fail.Keyring", "has no keyring", id="none"),
    ],
)
def test_a_keyring_that_is_no_help(ring: Path, backend: str, words: str) -> None:
    """Reading and keeping say what serves instead, and never the password."""
    keyring.set_keyring(load_keyring(backend))
    for attempt in (lambda: password_of(ACCOUNT, "sam"), lambda: keep_password("imap.example.org", "sam", PASSWORD)):
        with pytest.raises(NoPasswordError, match=words) as refusal:
            attempt()
        assert "password_command" in str(refusal.value)
        assert PASSWORD not in str(refusal.value)


def test_a_keyring_that_is_a_readable_file(ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend that keeps passwords in a plain file gets none."""
    monkeypatch.setattr(OpenRing, "__module__", "keyrings.alt.file")
    with pytest.raises(NoPasswordError, match="a file that anybody can read"):
        keep_password("imap.example.org", "sam", PASSWORD)
    assert not ring.exists()


def test_without_the_addition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told what to install."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(NoPasswordError, match="pip install"):
        password_of(ACCOUNT, "sam")


# --- draft --via imap -----------------------------------------------------------------------------------------------


def with_account(home: Program, server: Server, user: str, **more: object) -> None:
    """An account in config.yaml."""
    said = {"host": "localhost", "port": server.tls, "username": user, "password_env": VARIABLE}
    lines = ", ".join(f"{name}: {value}" for name, value in {**said, "ca_file": server.ca_file, **more}.items())
    home.write("config.yaml", f"{CONFIG}imap: {{{lines}}}\n")


def test_drafting_again_after_mending_the_notes(home: Program, server: Server, user: str) -> None:
    """The journal knows where the first draft lies, so the second takes its place; undo takes back the writing."""
    with_account(home, server, user)
    first = home("draft", "northwind", "--via", "imap")
    assert first.code == 0, first.err
    assert "among your drafts, in “Drafts”" in " ".join(first.err.split())
    home.write("interviews/northwind.yaml", NORTHWIND.replace("nightly Spark jobs", "hourly Flink jobs"))
    assert "has taken the place" in " ".join(home("draft", "northwind", "--via", "imap").err.split())
    ((_, data),) = server.messages(user)
    assert b"hourly Flink jobs" in data.replace(b"=\r\n", b"")
    assert [entry["event"] for entry in home.journal] == ["drafted", "delivered"] * 2
    assert "You wrote the thank-you note" in home("undo").out


def test_a_file_of_ones_own_goes_the_same_way(home: Program, server: Server, user: str) -> None:
    """`draft FILE.eml --via imap` hands over the person's changes, in place of what was there."""
    with_account(home, server, user)
    home("draft", "northwind", "--via", "imap")
    path = home.home / "drafts" / DRAFT
    path.write_bytes(path.read_bytes().replace(b"Dear Dana", b"Dear Dana O."))
    ran = home("draft", str(path), "--via", "imap")
    assert ran.code == 0, ran.err
    ((_, data),) = server.messages(user)
    assert b"Dear Dana O." in data


def test_a_failure_leaves_the_file_and_no_trace_of_delivery(home: Program, server: Server, user: str) -> None:
    """Exit 5, one line, the .eml in drafts/, and nothing in the journal that says it was delivered."""
    with_account(home, server, user, mailbox="Nowhere")
    ran = home("draft", "northwind", "--via", "imap")
    assert ran.code == 5
    assert "has no folder “Nowhere”" in ran.err
    assert (home.home / "drafts" / DRAFT).exists()
    assert [entry["event"] for entry in home.journal] == ["drafted"]


# --- review --online ------------------------------------------------------------------------------------------------


def test_review_logs_in_only_when_asked(
    home: Program, server: Server, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What works is not mentioned; a password that is refused stops the review, and is never shown."""
    with_account(home, server, user)
    assert home("review", "--online").code == 0
    monkeypatch.setenv(VARIABLE, "an old one")
    assert home("review").code == 0
    ran = home("review", "--online", "--json")
    assert ran.code == 3
    (finding,) = [one for one in ran.json["findings"] if one["rule"] == "set-up: imap"]
    assert finding["severity"] == "B"
    assert f"does not let {user} in" in finding["why"]
    assert "followup-mail init --imap" in finding["instead"]
    assert "an old one" not in ran.out + ran.err


def test_online_is_about_the_set_up(home: Program) -> None:
    """With files there is nothing to log in for."""
    assert home("review", "config.yaml", "--online").code == 2
