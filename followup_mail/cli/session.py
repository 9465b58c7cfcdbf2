"""One run of the program: which home, which moment, for a person or for another program. Reads the clock, once."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from followup_mail.errors import NeedsALookError, Problem, WordsError

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier, Setup
    from followup_mail.home import Home

SET_UP = ("config.yaml", "templates/policy.yaml")  # no letter is written while one of them cannot be read


@dataclass
class Session:
    """What was asked of this run as a whole, and what is read from the home for it (lazily, once)."""

    home_option: str | None = None
    now_option: str | None = None
    as_json: bool = False
    way: str | None = None  # where this run's letters go, once that is settled
    problems: list[Problem] = field(default_factory=list)

    def told(self, home: str | None, now: str | None, as_json: bool) -> "Session":
        """This session with what was said after the command's name; that wins over what stood before it."""
        return replace(
            self,
            home_option=self.home_option if home is None else home,
            now_option=self.now_option if now is None else now,
            as_json=self.as_json or as_json,
        )

    @property
    def terminal(self) -> bool:
        """Whether a person sits there who can be asked: input and output are both a terminal, and no JSON is wanted."""
        return not self.as_json and sys.stdin.isatty() and sys.stdout.isatty()

    @cached_property
    def home(self) -> "Home":
        from followup_mail import home

        try:
            theirs = Path.home()
        except RuntimeError:  # no $HOME, and nobody in the system's list of users
            theirs = None
        return home.find(self.home_option, os.environ, theirs)

    @cached_property
    def setup(self) -> "Setup":
        from followup_mail.dossiers import read_setup

        setup = read_setup(self.home)
        self.problems += setup.problems
        return setup

    @cached_property
    def now(self) -> datetime:
        """The moment of this run, in the person's own zone."""
        clock = datetime.now(UTC).astimezone(self.setup.zone)
        words, told_by = self.now_option, "--now"
        if words is None:
            words, told_by = os.environ.get("FOLLOWUP_MAIL_NOW") or None, "$FOLLOWUP_MAIL_NOW"
        if words is None:
            return clock
        from followup_mail.moments import NotUnderstood, read_instant

        try:
            return read_instant(words, self.setup.zone, now=clock, look="back").astimezone(self.setup.zone)
        except NotUnderstood as error:
            raise WordsError(f"{told_by}: {error}") from error

    def dossiers(self) -> Iterator["Dossier"]:
        """Each application of the home; problems gather in `problems` as the files are read, each once."""
        from followup_mail.dossiers import read_dossiers

        found: list[Problem] = []
        for dossier in read_dossiers(self.setup, self.now, found):
            self._add(found)
            yield dossier
        self._add(found)

    def _add(self, found: list[Problem]) -> None:
        self.problems += (problem for problem in found if problem not in self.problems)

    def forget(self) -> None:
        """Read the home anew when next asked: something was written to it."""
        self.__dict__.pop("setup", None)
        self.problems.clear()

    def insist_on_no_problems(self, *files: str) -> None:
        """Raise if one of those files of the home (`config.yaml`, `interviews/northwind.yaml`) has problems.

        A command that writes to a file, or builds on it, must not go on from half of what it says.
        """
        everything = dict.fromkeys((*self.setup.problems, *self.problems))
        found = [problem for problem in everything if problem.file in files]
        if found:
            raise NeedsALookError(f"please mend {found[0].file} first.", found)
