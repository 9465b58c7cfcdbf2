"""Runs the program as a person or a script would: in this process, or as a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from followup_mail.cli import main

NORTHWIND = """\
company: Northwind Traders
role: Senior Data Engineer
process: senior
timezone: New York
recruiter: Priya Raman <priya.raman@northwind.example>
when: 17 Nov 2026, 14:00 to 15:00
how: video
met:
  - name: Dana Ortiz
    email: dana.ortiz@northwind.example
    we_talked_about: your plan to move the nightly Spark jobs to streaming
    i_bring: At Contoso I led the Kafka migration, forty jobs without one late close.
hear_back: by the end of next week
"""
CONFIG = "me: {name: Sam Tester, email: sam@example.org}\ntimezone: Europe/London\n"
AN_HOUR_LATER = "2026-11-17T16:00-05:00"
NEXT_MORNING = "2026-11-18T10:00-05:00"


@dataclass(frozen=True)
class Ran:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, as JSON."""
        return json.loads(self.out)


class Program:
    """The program on one home, in this process; never on a terminal."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.capsys = capsys

    def __call__(self, *words: str, now: str | None = NEXT_MORNING) -> Ran:
        """Run it with these words; what was printed before does not count."""
        self.capsys.readouterr()
        moment = () if now is None else ("--now", now)
        code = main(["--home", str(self.home), *moment, *words])
        out, err = self.capsys.readouterr()
        return Ran(code, out, err)

    def write(self, name: str, text: str | bytes) -> Path:
        """Put a file into the home."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, name: str) -> str:
        """The text of a file of the home, line ends and all."""
        return (self.home / name).read_bytes().decode()

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The entries of the journal."""
        path = self.home / "journal.jsonl"
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def as_a_process(
    *words: str, home: Path, stdin: bytes | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own, away from any terminal."""
    return subprocess.run(
        [sys.executable, "-m", "followup_mail", "--home", str(home), *words],
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
        timeout=120,
    )
