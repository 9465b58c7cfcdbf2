"""What every way out promises, whichever it is."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import followup_mail.delivery
from followup_mail.addresses import has_controls
from followup_mail.delivery import WAYS, Draft, way_named
from followup_mail.errors import DeliveryError
from followup_mail.model import Address, Mail
from tests.delivery.world import World, a_draft
from tests.message.mails import a_mail

HOSTILE = a_mail(
    to=Address("Dana; rm -rf ~ `id` $(id)", "dana&bcc=all%40x.example?cc=x@x.example"),
    subject="Thanks & bcc=all@x.example? #1 100% “so” + $(id)",
    body="Dear Dana,\n\n&bcc=all@x.example\n--help\n'; id; '\n\U0001f642 Grüße\n",
)
EVERYTHING = frozenset({"neomutt", "xclip", "clip.exe", "env", "wl-copy", "xsel", "tmux"})
WORLDS = [
    pytest.param(World(has_opener=True, programs=EVERYTHING, environ={"DISPLAY": ":0"}), id="Linux"),
    pytest.param(World("darwin", has_opener=True, programs=EVERYTHING), id="macOS"),
    pytest.param(World("win32", has_opener=True, programs=EVERYTHING - {"neomutt"}), id="Windows"),
    pytest.param(World(terminal=False, programs=EVERYTHING, environ={"DISPLAY": ":0"}), id="in a script"),
    pytest.param(World(terminal=False), id="with nothing at all"),
]


@pytest.fixture(params=list(WAYS))
def name(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What a person calls a way out; the Maildir is a real one."""
    way = str(request.param)
    if not way.startswith("maildir:"):
        return way
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Drafts" / part).mkdir(parents=True)
    return f"maildir:{tmp_path / 'Drafts'}"


def deliver(name: str, draft: Draft, world: World) -> tuple[str, bool]:
    """What is said, and whether it went well."""
    try:
        return way_named(name, "sam@example.org").deliver(draft, world.around), True
    except DeliveryError as error:
        return str(error), False


def fresh(world: World) -> World:
    """The same world with nothing done to it yet."""
    return replace(world, ran=[], opened=[], printed=[], sequences=[])


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize(
    "mail",
    [
        pytest.param(a_mail(), id="plain"),
        pytest.param(HOSTILE, id="hostile"),
        pytest.param(a_mail(to=None), id="nobody to write to"),
        pytest.param(a_mail(subject="Re: Interview", references=("<a@x.example>",)), id="an answer"),
        pytest.param(a_mail(body="Dear Dana,\n" + "ü" * 5_000), id="long"),
    ],
)
def test_every_way_keeps_its_promises(name: str, world: World, mail: Mail, tmp_path: Path) -> None:
    """One clean sentence, the draft untouched, no shell, nothing but links and commands as a result."""
    world, draft = fresh(world), a_draft(tmp_path, mail)
    said, well = deliver(name, draft, world)
    assert said[0].isalpha()
    assert not has_controls(said)
    assert draft.path.read_bytes() == draft.data
    for words, _ in world.ran:
        assert all(isinstance(word, str) for word in words)
        assert Path(words[0]).name not in {"sh", "bash", "cmd.exe", "powershell.exe"}
    if not well:
        assert str(draft.path) in said
    for line in world.printed:
        assert not has_controls(line)
        assert line.startswith(("https://", "mailto:", "followup-mail draft "))
    assert (tmp_path / "Zoë O'Neil & $HOME").is_dir()
    assert list(draft.path.parent.iterdir()) == [draft.path]


def test_without_anything_every_way_says_what_serves_instead(name: str, tmp_path: Path) -> None:
    """On a machine without desktop and programs, each way works all the same or names another."""
    world = World()
    said, well = deliver(name, a_draft(tmp_path), world)
    assert well or "--via " in said
    assert well == (name in {"copy", "file"} or name.startswith("maildir:"))


def test_nothing_in_the_package_sends() -> None:
    """There is no code that sends: nothing imports what could, or names a program that does."""
    for file in sorted(Path(followup_mail.delivery.__path__[0]).glob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None) or ""}
                assert not names & {"smtplib", "socket", "http.client", "urllib.request", "requests"}, file
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in {"sendmail", "msmtp", "mail", "xdg-email"}, file
