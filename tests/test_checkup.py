"""Looking over a set-up: what would surprise a person later is named before it does, each thing with its remedy."""

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest

from followup_mail import checkup
from followup_mail.checkup import look_over_setup
from followup_mail.dossiers import read_setup
from followup_mail.home import Home
from followup_mail.model import Finding, Severity
from tests.delivery.world import World

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
ME = "me: {name: Sam Tester, email: sam@example.org}\ntimezone: Europe/London\n"
DESKTOP = World(programs=frozenset({"xclip", "xdg-open", "neomutt"}), environ={"DISPLAY": ":0"})
BARE = World(terminal=False)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of a person whose other folders are closed."""
    made = Home(tmp_path / "closed" / "followup-mail")
    made.root.parent.mkdir(mode=0o700)
    made.make()
    return made


def found(home: Home, config: str = ME, world: World = DESKTOP, *, online: bool = False) -> dict[str, Finding]:
    """The findings by what they are about."""
    if config:
        home.config.write_text(config, encoding="utf-8")
    findings = look_over_setup(read_setup(home), world.around, now=NOW, online=online)
    return {finding.rule.removeprefix("set-up: "): finding for finding in findings}


def test_a_set_up_in_order(home: Home) -> None:
    """Where all is well, nothing is said."""
    assert found(home) == {}
    assert found(home, f"{ME}mail: gmail\n") == {}
    assert found(home, f"{ME}mail: mutt\n") == {}


def test_a_home_that_is_not_there_yet(tmp_path: Path) -> None:
    """The first thing to do is named, and no more than a hint."""
    findings = found(Home(tmp_path / "none"), config="")
    assert findings["home"].severity is Severity.HINT
    assert findings["home"].instead == "followup-mail init"
    assert findings["config"].severity is Severity.HINT


def test_who_writes_is_no_placeholder(home: Home) -> None:
    """A letter is never signed with a blank."""
    finding = found(home, ME.replace("Sam Tester", "Your Name"))["config"]
    assert finding.severity is Severity.BLOCK
    assert "me.name: “Your Name”" in finding.why


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_home_that_everybody_reads() -> None:
    """The command that closes it is named; a closed folder above it is enough."""
    with TemporaryDirectory() as above:  # pytest's own folders are closed
        home = Home(Path(above) / "followup-mail")
        home.make()
        home.root.chmod(0o755)
        assert "permissions" not in found(home)
        Path(above).chmod(0o755)
        finding = found(home)["permissions"]
        home.root.chmod(0o700)
        assert "permissions" not in found(home)
    assert finding.severity is Severity.WARN
    assert f'chmod -R go-rwx "{home.root}"' in finding.instead


def test_a_home_that_cannot_be_written(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be remembered stops the review."""
    home.config.write_text(ME, encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: path != home.drafts)
    finding = found(home)["home"]
    assert finding.severity is Severity.BLOCK
    assert finding.why.startswith("drafts cannot be written to")


@pytest.mark.parametrize(
    ("name", "named"),
    [
        pytest.param("thank_you.j2", True, id="a template under another name"),
        pytest.param("policy.yml", True, id="numbers under another name"),
        pytest.param("thank_you.txt.j2", False, id="a template"),
        pytest.param("policy.yaml", False, id="numbers"),
        pytest.param("thank_you.txt.j2~", False, id="an editor's copy"),
    ],
)
def test_files_among_the_templates(home: Home, name: str, named: bool) -> None:
    """What is passed over there is named."""
    (home.templates / name).write_text("", encoding="utf-8")
    assert ("overlooked" in found(home)) is named


@pytest.mark.parametrize(
    ("mail", "world", "about", "remedy"),
    [
        pytest.param("copy", BARE, "clipboard", "xclip", id="no clipboard"),
        pytest.param("copy", World("win32", terminal=False), "clipboard", "--via file", id="none on Windows"),
        pytest.param(
            "copy", World(terminal=False, environ={"WAYLAND_DISPLAY": "w"}), "clipboard", "wl-clipboard", id="Wayland"
        ),
        pytest.param("gmail", BARE, "mail-program", "mail: copy", id="no browser"),
        pytest.param("app", BARE, "mail-program", "xdg-utils", id="no opener"),
        pytest.param("mutt", BARE, "mail-program", "mail: app", id="no mutt"),
        pytest.param("maildir:/no/such/folder", DESKTOP, "mail-program", "cur, new and tmp", id="no Maildir"),
        pytest.param("imap", DESKTOP, "imap", "init --imap", id="no account"),
    ],
)
def test_a_way_that_leads_nowhere(home: Home, mail: str, world: World, about: str, remedy: str) -> None:
    """The way that letters take is looked over before one takes it."""
    finding = found(home, f"{ME}mail: {mail}\n", world)[about]
    assert finding.severity is not Severity.HINT
    assert remedy in finding.instead


def test_a_clipboard_that_nobody_needs_is_not_missed(home: Home) -> None:
    """It is a hint where a link may need it, and nothing where no way does."""
    assert found(home, f"{ME}mail: outlook\n", BARE)["clipboard"].severity is Severity.HINT
    assert "clipboard" not in found(home, f"{ME}mail: file\n", BARE)


def test_a_variable_that_is_not_set(home: Home) -> None:
    """Where the password should be and is not, without asking any server."""
    finding = found(home, f"{ME}imap: {{host: localhost, password_env: NO_SUCH_VARIABLE}}\n")["imap"]
    assert "NO_SUCH_VARIABLE" in finding.why


def test_an_account_without_the_addition(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is named."""
    monkeypatch.setattr(checkup, "find_spec", lambda name: None)
    finding = found(home, f"{ME}imap: {{host: localhost}}\n")["imap"]
    assert "followup-mail[imap]" in finding.instead


def test_nobody_is_asked_unless_wanted(home: Home) -> None:
    """A server is talked to with --online alone."""
    config = f"{ME}imap: {{host: localhost, port: 1, password_command: echo x}}\n"
    assert "imap" not in found(home, config)
    finding = found(home, config, online=True)["imap"]
    assert finding.severity is Severity.BLOCK
    assert "cannot be reached" in finding.why
    assert found(home, ME, online=True)["imap"].severity is Severity.WARN


def test_zones_and_holidays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without a zone, old data and years that nobody knows are named."""
    monkeypatch.setenv("TZ", "UTC")
    finding = found(home, "me: {name: Sam Tester, email: sam@example.org}\n")
    assert finding["zone"].severity is Severity.WARN
    assert finding["holidays"].severity is Severity.HINT
    setup = read_setup(home)
    late = {f.rule: f for f in look_over_setup(setup, DESKTOP.around, now=NOW.replace(year=2099), online=False)}
    assert "data about time zones" in late["set-up: zone"].why
    monkeypatch.setattr(checkup, "calendar_for", lambda *place, **more: SimpleNamespace(holidays={}))
    unknown = found(home, f"{ME}country: GB\n")["holidays"]
    assert "public holidays of GB in 2026" in unknown.why
    assert "update" in unknown.instead
