"""A panel of whom some have no address: each letter keeps its own draft, and `review` knows whose it is."""

import json

import pytest

from tests.running import NORTHWIND, Program

PANEL = NORTHWIND.replace("recruiter: Priya Raman <priya.raman@northwind.example>\n", "").replace(
    "hear_back:",
    "  - name: Tom Asante\n    we_talked_about: how the on-call teams hand over\n"
    "    i_bring: three years of a quiet pager\n"
    "  - name: Dr Helen Boyd\n    we_talked_about: the data that the clinics send in\n"
    "    i_bring: a thesis on late records\nhear_back:",
)


@pytest.fixture
def panel(northwind: Program) -> Program:
    """Dana has an address; Tom and Dr Helen Boyd have none."""
    northwind.write("interviews/northwind.yaml", PANEL)
    return northwind


def test_our_own_drafts_pass(panel: Program) -> None:
    """Drafts that nobody has touched hold nothing to mend, whoever has no address."""
    assert panel("draft", "northwind", "--via", "file").code == 0
    ran = panel("review")
    assert (ran.code, "must be mended" in ran.out) == (0, False), ran.out


def test_the_journal_says_who_a_draft_is_for(panel: Program) -> None:
    """Where there is no address, the journal has the reader's name."""
    panel("draft", "northwind", "--via", "file")
    assert [entry.get("reader") for entry in panel.journal] == [None, "Tom Asante", "Dr Helen Boyd"]


def test_a_record_without_the_reader_is_told_by_the_greeting(panel: Program) -> None:
    """A journal of before the name was kept serves too."""
    panel("draft", "northwind", "--via", "file")
    lines = [{key: value for key, value in entry.items() if key != "reader"} for entry in panel.journal]
    panel.write("journal.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))
    ran = panel("review", str(panel.home / "drafts" / "northwind-r1-thank-you-3.eml"))
    assert "other-person" not in ran.out
    assert ran.code == 0


def test_an_address_that_came_since_changes_nobody(panel: Program) -> None:
    """A draft for Dr Boyd stays hers once her address is noted."""
    panel("draft", "northwind", "--via", "file")
    with_address = PANEL.replace("Dr Helen Boyd\n", "Dr Helen Boyd\n    email: hb@x.example\n")
    panel.write("interviews/northwind.yaml", with_address)
    assert "other-person" not in panel("review", str(panel.home / "drafts" / "northwind-r1-thank-you-3.eml")).out


def test_drafted_again_each_keeps_its_file(panel: Program) -> None:
    """A second round writes each letter over its own draft, and over nobody else's."""
    panel("draft", "northwind", "--via", "file")
    before = {path.name: path.read_bytes() for path in (panel.home / "drafts").iterdir()}
    assert len(before) == 3
    assert panel("draft", "northwind", "--via", "file").code == 0
    assert {path.name: path.read_bytes() for path in (panel.home / "drafts").iterdir()} == before
