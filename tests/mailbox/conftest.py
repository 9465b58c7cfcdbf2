"""Mail servers in different moods, started once and used by many tests, each with a mailbox of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.mailbox.dovecot import PASSWORD, USUAL, Mood, Server, running
from tests.mailbox.posting import VARIABLE, Post

NUMBERS = count(1)


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[Mood], Server]]:
    """A server in a mood; the same one whenever the mood is the same."""
    started: dict[Mood, Server] = {}
    with ExitStack() as stack:

        def server(mood: Mood = USUAL) -> Server:
            if mood not in started:
                started[mood] = stack.enter_context(running(mood))
            return started[mood]

        yield server
        for one in started.values():
            one.process.terminate()  # all at once, as each takes its time


@pytest.fixture
def server(servers: Callable[[Mood], Server]) -> Server:
    """A server as most are."""
    return servers(USUAL)


@pytest.fixture
def user() -> str:
    """Somebody whose mailbox nobody has used before."""
    return f"sam{next(NUMBERS)}"


@pytest.fixture(autouse=True)
def known_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password stands in a variable."""
    monkeypatch.setenv(VARIABLE, PASSWORD)


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """Hands letters over."""
    return Post(tmp_path)
