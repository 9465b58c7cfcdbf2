"""The first minute: a person at a terminal with a fresh home types one word, answers, and has the letter."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect, which Windows lacks")

NOW = "2026-11-17T16:00+00:00"
ANSWERS = (
    (r"for which job\?.*> ", "Northwind Traders, Data Engineer"),
    (r"with whom\?.*> ", "today 2pm to 3pm with Dana Ortiz <dana@northwind.example>"),
    ("I enjoyed hearing about ", "your plan to stream the nightly jobs"),
    ("I bring ", "three years of Kafka"),
    ("I will hear ", "by the end of next week"),
    ("name and email.*> ", "Sam Tester sam@example.org"),
)


@pytest.fixture
def terminal(nobodys_environment: Path) -> Any:
    """The program typed without a command, on a terminal, by somebody whom nobody knows yet."""
    git = shutil.which("git")
    path = str(Path(git).parent) if git else "/usr/bin"
    environment = {
        "HOME": str(nobodys_environment),
        "PATH": path,
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "TZ": "Europe/London",
        "FOLLOWUP_MAIL_NOW": NOW,
    }
    return pexpect.spawn(
        sys.executable, ["-m", "followup_mail"], env=environment, encoding="utf-8", timeout=30, dimensions=(50, 100)
    )


def test_one_word_and_six_answers_give_a_finished_letter(terminal: Any, nobodys_environment: Path) -> None:
    """At most six prompts and two hundred typed characters, nothing quoted, from an empty home to letter and draft."""
    typed = ""
    for prompt, answer in ANSWERS:
        terminal.expect(prompt)
        terminal.sendline(answer)
        typed += answer + "\n"
    terminal.expect(pexpect.EOF)
    shown = terminal.before.replace("\r\n", "\n")
    terminal.close()
    assert terminal.exitstatus == 0, shown
    assert len(ANSWERS) <= 6
    assert len(typed) <= 200
    assert "Dear Dana," in shown
    assert "your plan to stream the nightly jobs" in shown
    assert "from today 19:00" in shown
    assert "Status check" in shown or "Check-in" in shown
    home = nobodys_environment / "followup-mail"
    assert [path.name for path in (home / "drafts").iterdir()] == ["northwind-traders-r1-thank-you-1.eml"]
    assert "Sam Tester" in (home / "config.yaml").read_text(encoding="utf-8")
    notes = (home / "interviews" / "northwind-traders.yaml").read_text(encoding="utf-8")
    assert 'we_talked_about: "your plan to stream the nightly jobs"' in notes
