"""Which commands a run makes known: the one that is typed, and all of them where a person looks for one."""

import re
from pathlib import Path

import pytest

from followup_mail import cli
from followup_mail.cli import app

ALL = list(app.GROUPS)


@pytest.mark.parametrize("group", ALL)
def test_the_table_of_groups_is_right(group: str) -> None:
    """Each module registers the commands that the table says, in this order."""
    source = Path(cli.__file__).with_name(f"{group}.py").read_text(encoding="utf-8")

    assert tuple(re.findall(r'^@command\("(.+)"\)$', source, re.MULTILINE)) == app.GROUPS[group]


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        pytest.param("due", ["looking"], id="a command"),
        pytest.param("sent northwind due", ["telling"], id="a command with words that are commands too"),
        pytest.param("--home due --now draft sent", ["telling"], id="options whose values are commands"),
        pytest.param("--home=x --now=y --json why", ["looking"], id="options in one word"),
        pytest.param("", ["looking"], id="no command"),
        pytest.param("--home x", ["looking"], id="no command but an option"),
        pytest.param("--home", ["looking"], id="an option without its value"),
        pytest.param("sned", ALL, id="a slip"),
        pytest.param("--help", ALL, id="help"),
        pytest.param("-h due", ALL, id="help before a command"),
    ],
)
def test_a_run_makes_no_more_known_than_it_needs(words: str, groups: list[str]) -> None:
    """Typer is told of one group where one is meant, of all where help or a remedy is to name them."""
    assert list(app._groups_for(words.split())) == groups
