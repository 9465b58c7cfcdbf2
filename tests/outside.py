"""Programs that some tests need and that are not Python's: skipped by name where missing, a failure in `.ci/run`."""

import os
import shutil
import subprocess

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
