"""What would change the plan, as the words to type: for just this situation, and taken by the program."""

import re
import shlex

import pytest

from tests.cli import case_files
from tests.cli.july import NOTES, entry, story
from tests.running import Program
from tests.timing.test_cases import CASES

THANKED = entry("sent", "14 16:00", kind="thank_you", interview="r1", to="ana@northwind.example")


@pytest.mark.parametrize(
    ("lines", "now", "words"),
    [
        pytest.param(
            [],
            "13 10:00",
            ['heard northwind moved "27 Jul, 11:00 to 12:00"', "heard northwind cancelled"],
            id="scheduled",
        ),
        pytest.param(
            [],
            "15 10:00",
            ["draft northwind thanks", "sent northwind thanks", "skip northwind thanks"],
            id="thanks-due",
        ),
        pytest.param(
            [THANKED],
            "15 10:00",
            ['skip northwind check --until "28 Jul"', 'heard northwind new-date "by Friday"'],
            id="waiting",
        ),
        pytest.param(
            [THANKED], "21 10:00", ["draft northwind check", "heard northwind away --back-on"], id="check-due"
        ),
        pytest.param(
            [THANKED, entry("drafted", "21 09:00", kind="status_check")],
            "21 10:00",
            ["sent northwind check"],
            id="drafted",
        ),
        pytest.param(
            [
                entry(
                    "reply_seen",
                    "15 09:00",
                    id="s1",
                    subject="Hello",
                    message_id="<a@b>",
                    **{"from": "ana@northwind.example"},
                )
            ],
            "15 10:00",
            ["heard northwind --for s1"],
            id="unread",
        ),
        pytest.param(
            [THANKED, entry("info_request", "16 10:00")], "16 11:00", ["draft northwind answer"], id="question"
        ),
        pytest.param(
            [THANKED, entry("offer", "16 10:00")],
            "16 11:00",
            ["decide northwind accept", "decide northwind withdraw"],
            id="offer",
        ),
        pytest.param(
            [THANKED, entry("competing_offer", "16 10:00", respond_by="2026-07-24")],
            "16 11:00",
            ["decide northwind other-offer --respond-by now"],
            id="other-offer",
        ),
        pytest.param([THANKED, entry("invite_next_round", "16 10:00")], "17 10:00", ['add "Northwind"'], id="invited"),
        pytest.param([entry("rejection", "15 09:00")], "15 10:00", ["undo"], id="a-slip"),
    ],
)
def test_the_words_to_type_next(program: Program, lines: list[dict[str, object]], now: str, words: list[str]) -> None:
    """What would change it is told as commands for just this situation."""
    told = story(program, now, *lines).split("What would change it")[1]
    for each in words:
        assert f"followup-mail {each}" in told


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        pytest.param(
            f"{NOTES}do_not_chase: yes\n", "take `do_not_chase` out of interviews/northwind.yaml:8", id="wish"
        ),
        pytest.param(NOTES, "write `process: senior`, or `wait: 14`, in interviews/northwind.yaml", id="wait"),
        pytest.param(
            NOTES.replace("New York", "Etc/UTC"),
            "write `country: US`, or theirs, in interviews/northwind.yaml",
            id="country",
        ),
        pytest.param(
            re.sub("recruiter.*\n", "", NOTES).replace(" <ana@northwind.example>", ""),
            "You find an address put it behind the name in interviews/northwind.yaml:5",
            id="address",
        ),
    ],
)
def test_facts_that_would_change_it(program: Program, notes: str, told: str) -> None:
    """A line of the notes that would change the plan is named with its place."""
    assert told in story(program, "15 10:00", notes=notes)


def test_every_command_that_is_proposed_is_taken(program: Program) -> None:
    """In each worked case what `why` says to type is typed, and the program takes it."""
    proposed: dict[str, tuple[int, str]] = {}
    for number, case in enumerate(CASES):
        if case["facts"]["interviews"]:
            case_files.write(case, program)
            found = program("why", "northwind", "--json", now=case["now"]).json
            for change in found["changes"]:
                command = change["words"].removeprefix("followup-mail ")
                if command.split()[0] in ("heard", "decide", "sent", "skip", "undo"):
                    proposed.setdefault(re.sub(r"\d+ \w{3}", "DAY", command), (number, command))
    assert len(proposed) > 20
    for number, command in proposed.values():
        case_files.write(CASES[number], program)
        ran = program(*shlex.split(command), now=CASES[number]["now"])
        assert ran.code == 0, (CASES[number]["id"], command, ran.err)
