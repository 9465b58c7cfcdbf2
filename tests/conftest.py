"""What every test stands on: golden files, an environment that is nobody's, and no way out to the network."""

import difflib
import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests.outside import ALL_TOOLS
from tests.outside import outside as find_outside

GOLDEN = Path(__file__).parent / "golden"
USED: pytest.StashKey[set[str]] = pytest.StashKey()
STRANGE_ZONE = "Pacific/Chatham"  # 45 minutes off every full hour: who leans on the machine's zone stands out

settings.register_profile("normal", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("normal"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))


class Golden(Protocol):
    """Compares with `tests/golden/NAME`; text is compared as its UTF-8 bytes."""

    def __call__(self, name: str, data: bytes | str) -> None: ...


# --- golden files ---------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that writes golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/ instead of comparing with it")


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count which golden files are used."""
    config.stash[USED] = set[str]()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The comparison with a golden file. `pytest --update-golden` writes it."""
    update = request.config.getoption("--update-golden")
    used = request.config.stash[USED]

    def compare(name: str, data: bytes | str) -> None:
        got = data.encode() if isinstance(data, str) else data
        path = GOLDEN / name
        used.add(name)
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(got)
        elif not path.exists():
            pytest.fail(f"tests/golden/{name} does not exist; make it with: pytest --update-golden", pytrace=False)
        elif (expected := path.read_bytes()) != got:
            pytest.fail(difference(name, expected, got), pytrace=False)

    return compare


def difference(name: str, expected: bytes, got: bytes) -> str:
    """Both as lines with their line ends visible, so that CRLF and trailing blanks show."""
    before, after = (
        [ascii(line.decode("utf-8", "backslashreplace")) for line in data.splitlines(keepends=True)]
        for data in (expected, got)
    )
    lines = difflib.unified_diff(before, after, f"tests/golden/{name}", "now", lineterm="", n=1)
    return "\n".join((*lines, "If this is what it should be now: pytest --update-golden, and read the difference."))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what one of several processes (pytest-xdist) has used."""
    del error
    node.config.stash[USED].update(node.workeroutput.get("golden", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """After a whole run without failures and skips, point out golden files that no test compares with any more."""
    config = session.config
    if hasattr(config, "workeroutput"):
        used = config.stash[USED]
        config.workeroutput["golden"] = sorted(used)
        return
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or exitstatus != pytest.ExitCode.OK or reporter.stats.get("skipped") or not is_whole(config):
        return
    used = config.stash[USED]
    if unused := unused_golden(used):
        reporter.write_line(f"\nGolden files that no test uses (delete them): {', '.join(unused)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def is_whole(config: pytest.Config) -> bool:
    """Whether every test was asked for; a part of the tests uses a part of the files."""
    options = ("keyword", "markexpr", "deselect", "lf", "collectonly", "maxfail")
    return config.args == config.getini("testpaths") and not any(config.getoption(name, None) for name in options)


def unused_golden(used: set[str], folder: Path = GOLDEN) -> list[str]:
    """Names of golden files, relative to the folder, that were not compared with."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if name not in used and not name.endswith(".keep"))


# --- surroundings ---------------------------------------------------------------------------------------------------


@pytest.fixture
def outside() -> Callable[[str], str]:
    """Finds a program that is not Python's, or skips the test by its name."""
    return find_outside


@pytest.fixture(autouse=True)
def nobodys_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder, none of the person's settings, and a zone that nobody lives in by accident."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name != ALL_TOOLS and name.startswith(("FOLLOWUP_MAIL_", "XDG_", "EMAIL", "NO_COLOR", "FORCE_COLOR")):
            monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("EDITOR", "VISUAL", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", STRANGE_ZONE)
    set_zone()
    yield home
    monkeypatch.undo()
    set_zone()


def set_zone() -> None:
    """Let the C library read $TZ anew, where it can (not on Windows)."""
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine, and every look-up of a name."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def is_near(host: object) -> bool:
        return host in {None, "", "localhost", "127.0.0.1", "::1", b"localhost", b"127.0.0.1", b"::1"}

    def near_connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not is_near(address[0]):
            raise OutsideNetworkError(address)
        connect(self, address)

    def near_look_up(host: Any, *rest: Any, **more: Any) -> Any:
        if not is_near(host):
            raise OutsideNetworkError(host)
        return look_up(host, *rest, **more)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", near_connect)
    patch.setattr(socket, "getaddrinfo", near_look_up)
    yield
    patch.undo()


class OutsideNetworkError(RuntimeError):
    """A test tried to reach another machine."""
