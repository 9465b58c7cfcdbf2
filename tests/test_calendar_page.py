"""docs/calendar.md tells the truth: its commands and flags exist, and what it says of files is what the code says."""

import re
from pathlib import Path

import pytest

from followup_mail.calendars.export import MORNING, REFRESH
from followup_mail.cli.app import app, register_commands
from followup_mail.cli.reminding import FILE

PAGE = (Path(__file__).parent.parent / "docs" / "calendar.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"followup-mail(?:\.exe)? ((?:add|remind)\b[^\n`|<\"]*)", PAGE)))


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_of_the_page_can_be_typed(words: str) -> None:
    """Each flag that the page shows is one of its command's."""
    register_commands()
    name, *rest = words.split()
    (callback,) = {command.callback for command in app.registered_commands if command.name == name}
    assert callback is not None
    known = {f"--{parameter.replace('_', '-')}" for parameter in callback.__annotations__} | {"--from", "--json"}
    assert {word for word in rest if word.startswith("--")} <= known


def test_the_page_names_what_is_so() -> None:
    """The file in the home, and the hour of the alarm."""
    assert f"`{FILE}` in your home folder" in PAGE
    assert "with an alarm at nine" in PAGE
    assert MORNING.total_seconds() == 9 * 3600
    assert REFRESH.total_seconds() == 12 * 3600


def test_all_four_ways_to_let_it_follow_are_shown() -> None:
    """systemd, cron, launchd and the Windows task scheduler."""
    assert all(word in PAGE for word in ("systemctl --user enable", "crontab -e", "launchctl load", "schtasks /create"))
