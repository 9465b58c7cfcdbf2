"""The program at a pseudo-terminal, as a person sits at it: prompts come, answers are typed, files remain."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

NOW = "2026-11-17T16:00+00:00"
# The questions after the first interview, and an answer to each.
QUESTIONS = (
    (r"for which job\?.*> ", "Northwind Traders, Data Engineer"),
    (r"with whom\?.*> ", "today 2pm to 3pm with Dana Ortiz <dana@northwind.example>"),
    ("I enjoyed hearing about ", "your plan to stream the nightly jobs"),
    ("I bring ", "three years of Kafka"),
    ("I will hear ", "by the end of next week"),
    ("name and email.*> ", "Sam Tester sam@example.org"),
)


def sit_down(home: Path, *words: str, env: Mapping[str, str] | None = None, columns: int = 100) -> Any:
    """Start the program there; skips the test where there is no pseudo-terminal."""
    pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect, which Windows lacks")
    path = os.pathsep.join(("/usr/bin", "/bin"))
    surroundings = {"HOME": str(home.parent), "PATH": path, "TERM": "xterm", "LANG": "C.UTF-8", "TZ": "Europe/London"}
    return pexpect.spawn(
        sys.executable,
        ["-m", "followup_mail", "--home", str(home), "--now", NOW, *words],
        env={**surroundings, **(env or {})},
        encoding="utf-8",
        codec_errors="replace",
        timeout=30,
        dimensions=(50, columns),
    )


def answer(terminal: Any, questions: Sequence[tuple[str, str]]) -> None:
    """Wait for each prompt and type its answer with Enter."""
    for prompt, words in questions:
        terminal.expect(prompt)
        terminal.sendline(words)


def end(terminal: Any) -> tuple[int, str]:
    """Wait until the program has ended; its exit code and what it showed last."""
    import pexpect

    terminal.expect(pexpect.EOF)
    terminal.close()
    return terminal.exitstatus, str(terminal.before).replace("\r\n", "\n")
