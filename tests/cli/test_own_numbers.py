"""A person's own numbers and kinds, as docs/timing.md and docs/templates.md teach: the effect shows at once."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from followup_mail.policy.numbers import NUMBERS, SPANS
from tests.cli.july import NOTES, entry, furnish, moment, moment_of, note, plan
from tests.running import Program

DOCS = Path(__file__).parents[2] / "docs"
TIMING_PAGE, TEMPLATES_PAGE = ((DOCS / name).read_text(encoding="utf-8") for name in ("timing.md", "templates.md"))

SENIOR = NOTES.replace("role: Analyst", "role: Analyst\nprocess: senior")
FRIDAY = NOTES + "hear_back: by Friday\n"
SENIOR_FRIDAY = SENIOR + "hear_back: by Friday\n"
EVENING = NOTES.replace("10:00 to 11:00", "18:00 to 19:00")
TWO = NOTES + "  - Ben Ode <ben@northwind.example>\n"
ASKED = [entry("sent", "22 10:00", kind="status_check")]
TWICE = [*ASKED, entry("sent", "30 10:00", kind="second_check")]
SLOWLY = [entry("sent", "28 10:00", kind="status_check"), entry("sent", "08-11 10:00", kind="second_check")]


def of_process(name: str) -> str:
    """The notes of an application with that process."""
    return NOTES.replace("role: Analyst", f"role: Analyst\nprocess: {name}")


class Row(NamedTuple):
    """A number and what is written behind it; what is asked about which history; the answer as shipped, and then."""

    name: str
    words: str
    notes: str
    lines: list[dict[str, object]]
    asked: str
    kind: str
    field: str
    shipped: str
    changed: str


AWAY = [entry("out_of_office", "20 10:00", back_on="2026-07-24")]
REST = [entry("on_hold", "16 10:00")]
ROWS = [
    Row("thank_you.cool_down_hours", "6", NOTES, [], "15 10:00", "thank_you", "not_before", "14 15:00", "14 17:00"),
    Row(
        "thank_you.cool_down_hours_if_decision_same_day", "2", NOTES + "hear_back: today\n", [], "15 10:00",
        "thank_you", "not_before", "14 12:00", "14 13:00",
    ),
    Row("thank_you.ideal_hours", "12", EVENING, [], "15 10:00", "thank_you", "best", "15 09:00", "15 08:00"),
    Row("thank_you.deadline_hours", "24", NOTES, [], "15 10:00", "thank_you", "not_after", "16 11:00", "15 11:00"),
    Row("thank_you.late_days", "3", NOTES, [], "15 10:00", "thank_you", "give_up", "21 09:00", "17 11:00"),
    Row("thank_you.max_individual_notes", "1", TWO, [], "15 10:00", "thank_you", "route", "direct", "via_coordinator"),
    Row("wait_without_timetable_days.standard", "10", NOTES, [], "15 10:00", "status_check", "not_before", "21", "24"),
    Row(
        "wait_without_timetable_days.senior", "20", SENIOR, [], "15 10:00",
        "status_check", "not_before", "28", "08-03",
    ),
    Row(
        "wait_without_timetable_days.specialised", "15", of_process("specialised"), [], "15 10:00",
        "status_check", "not_before", "28", "29",
    ),
    Row(
        "wait_without_timetable_days.executive", "16", of_process("executive"), [], "15 10:00",
        "status_check", "not_before", "28", "30",
    ),
    Row(
        "wait_without_timetable_days.government", "22", of_process("government"), [], "15 10:00",
        "status_check", "not_before", "08-04", "08-05",
    ),
    Row(
        "wait_without_timetable_days.academic", "28", of_process("academic"), [], "15 10:00",
        "status_check", "not_before", "08-04", "08-11",
    ),
    Row("slow_above_days", "14", SENIOR_FRIDAY, [], "15 10:00", "status_check", "best", "24", "21"),
    Row("after_promise.floor_business_days", "2", FRIDAY, [], "15 10:00", "status_check", "not_before", "20", "21"),
    Row("after_promise.best_business_days", "3", FRIDAY, [], "15 10:00", "status_check", "best", "21", "22"),
    Row(
        "after_promise.best_business_days_slow", "4", SENIOR_FRIDAY, [], "15 10:00",
        "status_check", "best", "24", "23",
    ),
    Row("window_days", "7", FRIDAY, [], "15 10:00", "status_check", "not_after", "31", "24"),
    Row("window_days_slow_promise", "14", SENIOR_FRIDAY, [], "15 10:00", "status_check", "not_after", "08-07", "31"),
    Row("give_up_days", "25", FRIDAY, [], "15 10:00", "status_check", "give_up", "08-16", "08-11"),
    Row("second_check_gap_days.standard", "10", NOTES, ASKED, "22 11:00", "second_check", "not_before", "29", "08-03"),
    Row(
        "second_check_gap_days.slow", "21", SENIOR, SLOWLY[:1], "28 11:00",
        "second_check", "not_before", "08-11", "08-18",
    ),
    Row(
        "closing_note_gap_days.standard", "21", NOTES, TWICE, "30 11:00",
        "closing_note", "not_before", "08-13", "08-20",
    ),
    Row(
        "closing_note_gap_days.slow", "28", SENIOR, SLOWLY, "08-12 11:00",
        "closing_note", "not_before", "09-01", "09-08",
    ),
    Row("stop_after_second_check_days", "40", NOTES, TWICE, "30 11:00", "closing_note", "give_up", "08-29", "09-08"),
    Row(
        "min_gap_after_thank_you_business_days", "4", NOTES, [entry("sent", "16 10:00", kind="thank_you")], "17 10:00",
        "status_check", "not_before", "21", "22",
    ),
    Row(
        "gap_after_premature_check_days", "14", NOTES, [entry("sent", "17 10:00", kind="status_check")], "17 11:00",
        "status_check", "not_before", "24", "31",
    ),
    Row(
        "after_return_business_days", "3", NOTES, AWAY, "20 11:00",
        "status_check", "not_before", "27", "29",
    ),
    Row("on_hold_wait_days", "45", NOTES, REST, "16 11:00", "status_check", "not_before", "08-17", "08-31"),
    Row("business_hours", "10:00-16:00", NOTES, [], "15 10:00", "status_check", "not_before", "21 09:00", "21 10:00"),
    Row(
        "polite_hours", "09:30-19:00", NOTES.replace("14 Jul 2026, 10:00 to 11:00", "17 Jul 2026, 17:00 to 18:00"), [],
        "18 10:00", "thank_you", "best", "18 08:00", "18 09:30",
    ),
    Row("quiet_period", "07-20 .. 07-24", NOTES, [], "15 10:00", "status_check", "not_before", "21", "27"),
    Row(
        "rejection_reply.not_before", "4 hours", NOTES, [entry("rejection", "16 10:00")], "16 11:00",
        "rejection_reply", "not_before", "16 12:00", "16 14:00",
    ),
]  # fmt: skip


def under_timing(name: str, words: str) -> str:
    """The line of config.yaml, nested as docs/timing.md nests it."""
    *groups, last = name.split(".")
    inner = f"{{{last}: {words}}}" if groups else words
    return f"timing:\n  {groups[0] if groups else last}: {inner}\n"


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in ROWS])
def test_a_number_in_the_config_changes_the_plan(program: Program, row: Row) -> None:
    """Each number of docs/timing.md, put under `timing:`, shows its effect in `due`."""
    note(program, row.lines)
    for config, expected in (("", row.shipped), (under_timing(row.name, row.words), row.changed)):
        furnish(program, notes=row.notes, config=config)
        message = next(m for m in plan(program, row.asked) if m["kind"] == row.kind)
        if row.field == "route":
            assert message["route"] == expected, config
        else:
            assert message[row.field].startswith(moment_of(expected)), config


def test_every_number_has_a_row() -> None:
    """No number can be added without a test that shows what it does."""
    numbers = [row.name for row in ROWS if row.kind != "rejection_reply"]
    assert numbers == [*[number.name for number in NUMBERS], *SPANS]


@pytest.mark.parametrize(
    ("config", "line", "said"),
    [
        pytest.param(
            "timing:\n  wait_without_timetable_days: {standard: 5}\n",
            3,
            "timing.wait_without_timetable_days.standard: 5 is not between 7 and 180: without a timetable a check-in "
            "waits at least a week; write a number from 7 to 180",
            id="a-wait-below-a-week",
        ),
        pytest.param(
            "timing:\n  after_promise:\n    floor_business_days: 0\n",
            4,
            "0 is not between 1 and 20: a check-in waits until the named day has passed",
            id="before-the-named-day-has-passed",
        ),
        pytest.param(
            "timing: {thank_you: {deadline_hours: 72}}\n",
            2,
            "72 is not between 24 and 48: a thank-you is sent within 24 to 48 hours",
            id="thanks-after-48-hours",
        ),
        pytest.param(
            "timing:\n  wait_without_timetable_days: {standard: 20}\n",
            3,
            "slower employers are given longer, not less",
            id="slower-employers-longer",
        ),
        pytest.param(
            "timing:\n  second_check_gap_days: {standard: 3}\n",
            3,
            "two messages of this sort within a week are felt as pressure",
            id="twice-a-week",
        ),
        pytest.param("timing:\n  window_day: 10\n", 3, "did you mean `window_days`?", id="a-slip-in-the-name"),
        pytest.param("timing:\n  window_days: two weeks\n", 3, "“two weeks” is no whole number", id="no-number"),
    ],
)
def test_a_value_that_breaks_a_rule_is_one_clear_line(program: Program, config: str, line: int, said: str) -> None:
    """File, line, field, what is wrong, what to do; the shipped value holds, and `due` goes on."""
    furnish(program, notes=FRIDAY, config=config)
    ran = program("due", now=moment("15 10:00"))
    assert ran.code == 3
    found = ran.err.splitlines()
    assert all(each.startswith("config.yaml:") for each in found)
    assert f"config.yaml:{line}: " in found[0]
    assert said in " ".join(found)
    assert "from Mon 20 Jul 09:00, best Tue 21 Jul 09:00" in " ".join(ran.out.split())


def test_the_numbers_of_the_page_can_be_taken_over(program: Program) -> None:
    """What docs/timing.md shows under `timing:` works as it stands."""
    config = next(block for block in blocks("yaml", TIMING_PAGE) if block.startswith("timing:"))
    furnish(program, config=config)
    (check,) = [m for m in plan(program, "15 10:00") if m["kind"] == "status_check"]
    assert check["not_before"].startswith("2026-07-24")


# --- a kind of one's own --------------------------------------------------------------------------------------------


def blocks(language: str, page: str) -> list[str]:
    """The code of that language on a page."""
    return re.findall(rf"```{language}\b[^\n]*\n(.*?)```", page, re.DOTALL)


@pytest.fixture(params=[TIMING_PAGE, TEMPLATES_PAGE], ids=["timing.md", "templates.md"])
def thankful(program: Program, request: pytest.FixtureRequest) -> Program:
    """A home in which a reader has done what the page says, word for word."""
    furnish(program, config="me: {name: Sam Tester, email: sam@example.org}\n")
    (kind,) = [block for block in blocks("yaml", request.param) if block.startswith("kinds:")]
    template = re.search(r"```jinja file=referrer_thanks\.txt\.j2\n(.*?)```", TEMPLATES_PAGE, re.DOTALL)
    line = re.search(r"`(referrer: [^`]+)`", request.param)
    assert template is not None
    assert line is not None
    program.write("templates/policy.yaml", kind)
    program.write("templates/referrer_thanks.txt.j2", template[1])
    program.write("interviews/northwind.yaml", NOTES.replace("when:", f"{line[1]}\nwhen:"))
    program.write("interviews/contoso.yaml", NOTES.replace("Northwind", "Contoso"))
    return program


def test_a_kind_of_ones_own_needs_an_entry_and_a_template(thankful: Program) -> None:
    """It is due in its window, goes to whom the notes name, and only where they name somebody."""
    (message,) = [m for m in plan(thankful, "15 10:00") if m["kind"] == "referrer_thanks"]
    assert (message["application"], message["status"], message["route"]) == ("northwind", "due", "direct")
    assert message["to"] == {"name": "Lena Novak", "email": "lena@contoso.example"}
    assert message["not_after"] == "2026-07-16T11:00:00-04:00"


def test_a_kind_of_ones_own_is_previewed_drafted_and_sent(thankful: Program) -> None:
    """The commands know it by the word of its entry, like every other kind."""
    shown = thankful("preview", "northwind", "referrer", now=moment("15 10:00"))
    assert shown.code == 0, shown.err
    assert "To:      Lena Novak <lena@contoso.example>" in shown.out
    assert "Dear Lena," in shown.out
    assert "grateful that you put in a word for me" in " ".join(shown.out.split())
    drafted = thankful("draft", "northwind", "referrer", "--via", "file", now=moment("15 10:00"))
    assert drafted.code == 0, drafted.err
    (draft,) = (thankful.home / "drafts").iterdir()
    assert b"To: Lena Novak <lena@contoso.example>" in draft.read_bytes()
    assert "sent to Lena Novak" in thankful("sent", "northwind", "referrer", now=moment("15 10:05")).out
    assert "thanks for the introduction to Lena Novak" in thankful("why", "northwind", now=moment("15 11:00")).out
    (message,) = [m for m in plan(thankful, "15 10:10") if m["kind"] == "referrer_thanks"]
    assert message["status"] == "done"


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        pytest.param("kinds:\n  mine:\n    after: interview\n    to: boss\n", "“boss” is nobody", id="to-nobody"),
        pytest.param("kinds:\n  mine:\n    title: x\n", "needs `after`", id="no-cause"),
        pytest.param(
            "kinds:\n  thank_you:\n    to: referrer\n", "`to` is not known here", id="thanks-have-their-readers"
        ),
    ],
)
def test_a_kind_that_cannot_be_read_is_told(program: Program, kinds: str, said: str) -> None:
    """One line with file and line; everything else goes on."""
    furnish(program)
    program.write("templates/policy.yaml", kinds)
    ran = program("due", now=moment("15 10:00"))
    assert ran.code == 3
    (line,) = ran.err.splitlines()
    assert line.startswith("templates/policy.yaml:")
    assert said in line
    assert "Thank-you note to Ana Lopez" in ran.out
