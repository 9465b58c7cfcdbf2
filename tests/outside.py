"""Programs that some tests need and that are not Python's: skipped by name where missing, a failure in `.ci/run`."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ALL_TOOLS = "FOLLOWUP_MAIL_ALL_TOOLS"


# Libraries of other languages: the program that runs them, and what it cannot do without the library.
LIBRARIES = {"Email-MIME": ("perl", "-MEmail::MIME", "-e", "1"), "ruby-mail": ("ruby", "-rmail", "-e", "0")}


def outside(program: str) -> str:
    """The path of `program`, or of the program that runs a library of this name.

    Where it is missing the test is skipped, or fails if all tools were promised.
    """
    command, *trial = LIBRARIES.get(program, (program,))
    found = shutil.which(command) or shutil.which(command, path="/usr/sbin")  # servers are not on everybody's path
    if found and (not trial or subprocess.run([found, *trial], capture_output=True, check=False).returncode == 0):
        return found
    missing = f"{program} is not installed"
    if os.environ.get(ALL_TOOLS) == "1":
        pytest.fail(f"{missing}, and {ALL_TOOLS}=1 promises that it is: add it to .ci/run", pytrace=False)
    pytest.skip(missing)


@cache
def other_pythons() -> tuple[str, ...]:
    """Paths of further Pythons, of each version that we support and have: those on the path, and pyenv's."""
    found = {}
    for minor in range(11, 20):
        path = shutil.which(f"python3.{minor}")
        candidates = [path] if path else []
        for candidate in (*candidates, *(python for python in _of_pyenv() if f"3.{minor}." in python)):
            if minor != sys.version_info.minor and minor not in found and _is_python(candidate, minor):
                found[minor] = candidate
    return tuple(found.values())


def _of_pyenv() -> list[str]:
    """The Pythons that pyenv keeps; its commands on the path run only those that somebody has chosen."""
    pyenv = shutil.which("pyenv")
    if pyenv is None:
        return []

    def told(*words: str) -> list[str]:
        return subprocess.run([pyenv, *words], capture_output=True, check=False, encoding="utf-8").stdout.split()

    return [
        str(Path(folder) / "bin" / "python")
        for version in told("versions", "--bare")
        for folder in told("prefix", version)
    ]


def _is_python(path: str, minor: int) -> bool:
    words = [path, "-c", f"import sys; sys.exit(sys.version_info[:2] != (3, {minor}))"]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0
