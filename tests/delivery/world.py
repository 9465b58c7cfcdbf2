"""A world without desktop, clipboard or network, in which a way out can be tried."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from followup_mail.delivery import Draft, Surroundings
from followup_mail.message import serialise
from followup_mail.model import Mail
from tests.message.mails import a_mail

NOW = datetime(2026, 11, 17, 18, 30, tzinfo=UTC)


@dataclass
class World:
    """What there is, and what has been done to it. `programs` are those that are installed."""

    platform: str = "linux"
    environ: dict[str, str] = field(default_factory=dict)
    terminal: bool = True
    programs: frozenset[str] = frozenset()
    exit_code: int = 0
    has_opener: bool = False
    on_run: Callable[[Sequence[str]], None] | None = None
    ran: list[tuple[list[str], bytes | None]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    sequences: list[str] = field(default_factory=list)

    @property
    def around(self) -> Surroundings:
        """The same, as a way out sees it."""
        return Surroundings(
            platform=self.platform,
            environ=self.environ,
            terminal=self.terminal,
            find=lambda name: f"/usr/bin/{name}" if name in self.programs else None,
            run=self._run,
            open_url=self._open,
            open_file=lambda path: self._open(str(path)),
            print_result=self.printed.append,
            write_terminal=self.sequences.append,
            now=lambda: NOW,
        )

    def _run(self, words: Sequence[str], data: bytes | None) -> int:
        self.ran.append((list(words), data))
        if self.on_run is not None:
            self.on_run(words)
        return self.exit_code

    def _open(self, target: str) -> bool:
        if self.has_opener:
            self.opened.append(target)
        return self.has_opener


def a_draft(folder: Path, mail: Mail | None = None) -> Draft:
    """A draft that stands in a folder with an awkward name."""
    mail = a_mail() if mail is None else mail
    path = folder / "Zoë O'Neil & $HOME" / "northwind-r1-thank_you-1.eml"
    path.parent.mkdir(exist_ok=True)
    data = serialise(mail)
    path.write_bytes(data)
    return Draft(path, mail, data)
