"""A home with one interview, and the program on it."""

from pathlib import Path

import pytest

from tests.running import CONFIG, NORTHWIND, Program


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program on a home that does not exist yet."""
    return Program(tmp_path / "followup-mail", capsys)


@pytest.fixture
def northwind(program: Program) -> Program:
    """The program on a home with one interview, held on Tue 17 Nov 2026 in New York."""
    program.write("config.yaml", CONFIG)
    program.write("interviews/northwind.yaml", NORTHWIND)
    return program
