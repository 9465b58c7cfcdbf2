"""The ways into the project: make's list of commands, the gate's tools, and the golden files' bookkeeping."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import conftest
from tests.outside import ALL_TOOLS, outside

PROJECT = Path(__file__).parent.parent
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
GATE = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")

needs_shell = pytest.mark.skipif(os.name == "nt", reason="make and sh are at home elsewhere")


@needs_shell
def test_make_lists_all_it_can_do() -> None:
    """`make` alone names every target with its meaning."""
    listed = subprocess.run(["make", "-s"], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True).stdout
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)

    assert re.findall(r"^  make (\w+) +\S", listed, re.MULTILINE) == phony.split()


@needs_shell
@pytest.mark.parametrize(
    ("answers", "words"),
    [
        pytest.param({}, "No Python 3.11 or newer was found", id="no Python at all"),
        pytest.param({"python3": "exit 1"}, "No Python 3.11 or newer was found", id="an older one"),
        pytest.param(
            {"python3": 'case "$2" in *ensurepip*) exit 1;; *print*) echo 3.12;; esac'},
            "sudo apt install python3.12-venv",
            id="one that cannot make environments",
        ),
    ],
)
def test_a_missing_python_is_one_clear_line(tmp_path: Path, answers: dict[str, str], words: str) -> None:
    """Whoever lacks what it takes is told what to install."""
    for name, answer in answers.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    shell = shutil.which("sh")
    assert shell is not None

    done = subprocess.run(
        [shell, str(PROJECT / ".ci" / "venv"), str(tmp_path / "environment")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_gate_installs_every_program_that_a_test_asks_for() -> None:
    """A test that needs an outside program is skipped on no machine of ours: .ci/run has its package."""
    sources = (path.read_text(encoding="utf-8") for path in (PROJECT / "tests").rglob("*.py"))
    wanted = {name for source in sources for name in re.findall(r"\boutside\(\"([\w.+-]+)\"\)", source)}
    (packages,) = re.findall(r"packages=\(([^)]*)\)", GATE)

    assert wanted <= set(re.findall(r"\[([\w.+-]+)\]=", packages))
    assert f"export {ALL_TOOLS}=1" in GATE


@needs_shell
def test_the_gate_can_be_run() -> None:
    """The scripts are executable, also in a fresh clone."""
    assert all(os.access(PROJECT / ".ci" / name, os.X_OK) for name in ("run", "venv"))


def test_a_missing_program_skips_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Skipped by its name on a developer's machine, a failure where all were promised."""
    program = "no-such-" + "program"
    monkeypatch.delenv(ALL_TOOLS, raising=False)
    with pytest.raises(pytest.skip.Exception, match=program):
        outside(program)

    monkeypatch.setenv(ALL_TOOLS, "1")
    with pytest.raises(pytest.fail.Exception, match=program):
        outside(program)


def test_unused_golden_files_are_found(tmp_path: Path) -> None:
    """A golden file that no test compares with any more is named after a whole run."""
    for name in ("a.eml", "letters/b.txt", "letters/old.txt", ".keep"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()

    assert conftest.unused_golden({"a.eml", "letters/b.txt"}, tmp_path) == ["letters/old.txt"]


def test_the_network_is_out_of_reach() -> None:
    """A test that tries to leave this machine fails, whatever it would have found there."""
    import socket

    with pytest.raises(RuntimeError):
        socket.getaddrinfo("www.example.org", 443)
    with socket.socket() as connection, pytest.raises(RuntimeError):
        connection.connect(("192.0.2.1", 443))
