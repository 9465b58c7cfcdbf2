"""Programs that some tests need and that are not Python's: skipped by name where missing, a failure in `.ci/run`."""

import os
import shutil

import pytest

ALL_TOOLS = "FOLLOWUP_MAIL_ALL_TOOLS"


def outside(program: str) -> str:
    """The path of `program`. Where it is missing the test is skipped, or fails if all tools were promised."""
    found = shutil.which(program)
    if found:
        return found
    missing = f"{program} is not installed"
    if os.environ.get(ALL_TOOLS) == "1":
        pytest.fail(f"{missing}, and {ALL_TOOLS}=1 promises that it is: add it to .ci/run", pytrace=False)
    pytest.skip(missing)
