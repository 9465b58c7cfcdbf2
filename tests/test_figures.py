"""Public figures: which is shown when, how a person lays their own over them, and that the page names them all."""

import re
from pathlib import Path

import pytest

from followup_mail.documents import Table, read_documents
from followup_mail.figures import SITUATIONS, Figure, fitting, read_figures
from followup_mail.model import Event, Process
from followup_mail.timing.outlook import standing
from tests.timing.building import application, event, interview, planned, sent

PROJECT = Path(__file__).parents[1]
TUESDAY = "2026-07-14T11:00-04:00"
THANKED = sent("thank_you", "2026-07-14T16:00-04:00", interview="r1")
ASKED = sent("status_check", "2026-07-22T10:00-04:00")
TWICE = sent("second_check", "2026-07-30T10:00-04:00")


def table(text: str) -> Table:
    """The first document of a text."""
    found, problems = read_documents(text, "figures.yaml")
    assert not problems
    return found[0]


SHIPPED = table((PROJECT / "templates" / "figures.yaml").read_text(encoding="utf-8"))


def test_the_shipped_figures_are_short_and_sourced() -> None:
    """Each fits its situation, begins small, ends without a full stop, and neither scolds nor counts the silence."""
    figures, problems = read_figures(SHIPPED)
    assert problems == []
    assert set(figures) <= set(SITUATIONS)
    for figure in figures.values():
        assert not figure.says[:1].isupper()
        assert not figure.says.endswith(".")
        assert len(figure.says) <= 120
        assert figure.source
        assert not re.search(r"\b(must|should|dropped|less likely|ghosted|weeks ago|days ago)\b", figure.says)


def test_the_page_names_every_figure() -> None:
    """docs/timing.md shows each situation with its figure and its source, word for word."""
    page = (PROJECT / "docs" / "timing.md").read_text(encoding="utf-8").split("## What `why` tells")[1]
    rows = [line.strip("| ").split(" | ") for line in page.split("\n## ")[0].splitlines() if line.startswith("| `")]
    figures, _ = read_figures(SHIPPED)
    assert {row[0].strip("`"): Figure(row[2], row[3]) for row in rows} == figures


@pytest.mark.parametrize(
    ("events", "now", "process", "situation"),
    [
        pytest.param([], "2026-07-14T12:00", Process.STANDARD, "waiting", id="an-hour-after-the-talk"),
        pytest.param([], "2026-07-15T10:00", Process.STANDARD, "thanks", id="thanks-due"),
        pytest.param([], "2026-07-18T10:00", Process.STANDARD, "late_thanks", id="thanks-late"),
        pytest.param([THANKED], "2026-07-17T10:00", Process.STANDARD, "waiting", id="waiting"),
        pytest.param([THANKED], "2026-07-17T10:00", Process.SENIOR, "waiting", id="no-figure-of-its-own"),
        pytest.param([THANKED], "2026-07-17T10:00", Process.GOVERNMENT, "waiting_government", id="waiting-government"),
        pytest.param([THANKED], "2026-07-22T10:00", Process.STANDARD, "check_in", id="check-in-due"),
        pytest.param([THANKED], "2026-09-01T10:00", Process.STANDARD, "let_go", id="never-asked"),
        pytest.param([THANKED, ASKED], "2026-07-23T10:00", Process.STANDARD, "asked", id="asked"),
        pytest.param([THANKED, ASKED, TWICE], "2026-08-03T10:00", Process.STANDARD, "let_go", id="asked-twice"),
        pytest.param([event("offer", "2026-07-16T10:00")], "2026-07-16T11:00", Process.STANDARD, "offer", id="offer"),
        pytest.param([event("rejection", "2026-07-16T10:00")], "2026-07-16T11:00", Process.STANDARD, None, id="no"),
        pytest.param(
            [event("info_request", "2026-07-17T10:00"), THANKED],
            "2026-07-17T11:00",
            Process.STANDARD,
            None,
            id="question",
        ),
        pytest.param([], "2026-07-13T10:00", Process.STANDARD, None, id="before-the-talk"),
    ],
)
def test_one_figure_where_it_fits(events: list[Event], now: str, process: Process, situation: str | None) -> None:
    """The most fitting one is shown, and none where none would help."""
    figures, _ = read_figures(SHIPPED)
    messages = planned(application(interview(TUESDAY), process=process), *events, now=now)
    found = fitting(figures, standing(messages)[0], messages, process)
    assert found == (figures[situation] if situation else None)


def test_an_own_figure_wins_and_off_leaves_one_out() -> None:
    """A person's file is laid over the shipped one, situation by situation."""
    own = table("figures:\n  thanks: off\n  waiting_senior: {says: x, source: y}\n")
    figures, problems = read_figures(SHIPPED, [("templates/figures.yaml", own)])
    assert problems == []
    assert "thanks" not in figures
    assert figures["waiting_senior"] == Figure("x", "y")
    assert figures["waiting"] == read_figures(SHIPPED)[0]["waiting"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "figures:\n  tanks: {says: x, source: y}\n", "mine:2: figures.tanks: “tanks” is no situation", id="slip"
        ),
        pytest.param(
            "figures:\n  thanks: {says: x}\n", "mine:2: figures.thanks: a figure has two lines", id="no-source"
        ),
        pytest.param("figures:\n  thanks: {says: x, source: }\n", "a figure and its source are texts", id="empty"),
        pytest.param("figure:\n  thanks: off\n", "mine:1: figure: is not known here", id="another-key"),
    ],
)
def test_an_entry_that_cannot_be_read_is_told(text: str, said: str) -> None:
    """One line with its place; what stood there before holds."""
    figures, problems = read_figures(SHIPPED, [("mine", table(text))])
    (problem,) = problems
    assert said in str(problem)
    assert figures == read_figures(SHIPPED)[0]
