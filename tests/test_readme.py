"""The README is true: its commands run and print what stands below them; every page it names is there."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
AFTER_THE_INTERVIEW = "2026-11-17T16:00+00:00"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(text: str) -> Iterator[tuple[list[str], str]]:
    """Each command of the console blocks, as words, with the output that is shown below it."""
    for block in BLOCK.findall(text):
        for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = typed.split("\n")
            number = next(n for n, line in enumerate(lines) if not line.endswith("\\"))
            words = shlex.split(" ".join(line.removesuffix("\\") for line in lines[: number + 1]))
            yield words, "\n".join(lines[number + 1 :]).rstrip("\n")


def test_the_commands_of_the_readme_run_in_their_order(nobodys_environment: Path) -> None:
    """A person who types what the README shows, in a new home, gets what it shows."""
    environment = {**os.environ, "TZ": "Europe/London", "FOLLOWUP_MAIL_NOW": AFTER_THE_INTERVIEW}
    ran = 0
    for words, shown in commands(README):
        if words[0] == "make":
            continue
        assert words[0] == "followup-mail"
        done = subprocess.run(
            [sys.executable, "-m", "followup_mail", *words[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            cwd=nobodys_environment,
            env=environment,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, (words, done.stderr)
        if shown:
            assert done.stdout.rstrip("\n") == shown
            ran += 1
    assert ran, "the README shows no output at all"


def test_the_readme_names_its_two_commands_for_developers() -> None:
    """`make demo` and `make test` stand in the README."""
    assert {("make", "demo"), ("make", "test")} <= {tuple(words) for words, _ in commands(README)}


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", *(
    f"docs/{path.name}" for path in sorted((PROJECT / "docs").glob("*.md"))
)])  # fmt: skip
def test_links_lead_somewhere(page: str) -> None:
    """Each file that a page links to is there."""
    path = PROJECT / page
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_command_of_the_program_has_help_and_stands_in_the_readme_or_its_help() -> None:
    """No command is a secret: the README's tables name those that a person needs."""
    from followup_mail.cli.app import app, register_commands

    register_commands()
    names = {command.name for command in app.registered_commands}
    assert all(command.callback is not None and command.callback.__doc__ for command in app.registered_commands)
    known = set(re.findall(r"\b(?:followup-mail )?([a-z]+)\b", README))
    assert {str(name) for name in names} <= known
