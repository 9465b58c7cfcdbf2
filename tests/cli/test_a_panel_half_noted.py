"""A panel of whom the notes say too little of one: the other letters are written, and what he lacks is named."""

import pytest

from tests.running import NORTHWIND, Program

HALF = NORTHWIND.replace(
    "hear_back:",
    "  - name: Tom Asante\n    email: tom@northwind.example\n    we_talked_about: how the on-call teams hand over\n"
    "hear_back:",
)
LINE_OF_TOM = HALF.splitlines().index("  - name: Tom Asante") + 1


@pytest.fixture
def panel(northwind: Program) -> Program:
    """Dana is noted as a letter needs it; of Tom it is not said what goes with his topic."""
    northwind.write("interviews/northwind.yaml", HALF)
    return northwind


def test_the_other_letter_is_shown(panel: Program) -> None:
    """`preview` shows the letter that can be written, and whom the other is for."""
    ran = panel("preview", "northwind")
    assert ran.code == 3
    assert "Dear Dana" in ran.out
    assert f"interviews/northwind.yaml:{LINE_OF_TOM}: r1.met[1].i_bring: the letter to Tom Asante needs this" in ran.err


def test_the_other_draft_is_written(panel: Program) -> None:
    """`draft` writes what it can; JSON has both, and the exit code says that somebody has to look."""
    ran = panel("draft", "northwind", "--via", "file", "--json")
    assert ran.code == 3
    assert [draft["to"]["name"] for draft in ran.json["drafts"]] == ["Dana Ortiz"]
    assert [(p["line"], p["field"]) for p in ran.json["problems"]] == [(LINE_OF_TOM, "r1.met[1].i_bring")]
    assert [entry["to"] for entry in panel.journal] == ["dana.ortiz@northwind.example"]


def test_nothing_to_write_is_json_too(panel: Program) -> None:
    """Where the only letter asked for lacks something, there is JSON all the same."""
    ran = panel("draft", "northwind", "--to", "tom", "--via", "file", "--json")
    assert (ran.code, ran.json["drafts"], len(ran.json["problems"])) == (3, [], 1)


def test_an_answer_is_never_guessed(panel: Program) -> None:
    """Whose letter an answer would be can only be told among all of them."""
    mail = panel.write("theirs.eml", "From: tom@northwind.example\nTo: sam@example.org\nMessage-ID: <1@x>\n\nHello\n")
    ran = panel("draft", "northwind", "--reply-to", str(mail), "--via", "file")
    assert (ran.code, panel.journal) == (3, [])


@pytest.mark.parametrize("whole", [pytest.param(True, id="everything"), pytest.param(False, id="the notes")])
def test_review_says_what_will_be_asked(panel: Program, whole: bool) -> None:
    """What a letter will still ask for is a thought, at the person it is about; the notes are not broken."""
    notes = "interviews/northwind.yaml"
    ran = panel("review", *(() if whole else (str(panel.home / notes),)), "--json")
    (asked,) = [finding for finding in ran.json["findings"] if finding["rule"] == "asked-for"]
    assert (ran.code, asked["severity"], asked["line"]) == (0, "H", LINE_OF_TOM)
    assert asked["file"].endswith(notes)
    assert asked["why"] == "The letter to Tom Asante needs this: r1.met[1].i_bring."
