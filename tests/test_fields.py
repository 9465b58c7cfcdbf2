"""Values converted once, by declared type; what cannot be converted is named."""

import pytest

from followup_mail.documents import Table, read_documents
from followup_mail.errors import Problem
from followup_mail.fields import (
    LINES,
    NAME,
    PROSE,
    YES_NO,
    Field,
    Nested,
    Place,
    Scalar,
    Section,
    Several,
    as_typed,
    choice,
    nearest,
    read_table,
    whole,
)

TALK = Field("we_talked_about", PROSE, "A detail.", "the night shift")
ROLE = Field("role", NAME, "The role.", "Nurse", required=True)
MEMO = Field("memo", LINES, "For me.", "parking")
WAIT = Field("wait", whole(7, 365, "too soon"), "Days.", "10")
CHASE = Field("chase", YES_NO, "Whether.", "yes")
HOW = Field("how", choice({"phone": 1, "in_person": 2}), "How.", "phone")
SAID = Field("said", Several(Scalar(as_typed, {}, keep="all")), "Said.", "soon")
INNER = Field("inner", Nested(Section((ROLE,))), "Inner.", "{role: Nurse}")
SECTION = Section((TALK, ROLE, MEMO, WAIT, CHASE, HOW, SAID, INNER), {"position": "did you mean `role`?"})


def table(text: str) -> Table:
    """The table of a text that YAML can read."""
    tables, problems = read_documents(text, "f.yaml")
    assert problems == []
    return tables[0]


def told(text: str) -> list[str]:
    """Problems of a text, as a person sees them."""
    problems: list[Problem] = []
    read_table(table(text), SECTION, Place("f.yaml", problems))
    return [str(problem) for problem in problems]


def test_values_come_with_their_types() -> None:
    """Each value is what its field says, and None where nothing is said."""
    problems: list[Problem] = []
    text = "role: Nurse\nwait: 10\nchase: No\nhow: In-Person\nsaid: [soon, 'by: May']\ninner: {role: Cook}\nmemo:\n"
    values = read_table(table(text), SECTION, Place("f.yaml", problems))
    assert problems == []
    assert (values[ROLE], values[WAIT], values[CHASE], values[HOW]) == ("Nurse", 10, False, 2)
    assert values[SAID] == ("soon", "by: May")
    inner = values[INNER]
    assert inner is not None
    assert inner[ROLE] == "Cook"
    assert (values[TALK], values[MEMO]) == (None, None)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("we_talked_about: we are #1", "we_talked_about: YAML takes `#1` for a comment", id="lost-words"),
        pytest.param("we_talked_about: # of beds", "would lose it; put it in quotation marks", id="all-lost"),
        pytest.param("we_talked_about: null", "`null` means nothing at all in YAML", id="null"),
        pytest.param("we_talked_about: [x]", "a text in brackets has a meaning of its own", id="brackets"),
        pytest.param("we_talked_about: {x}", "a text in braces has a meaning of its own", id="braces"),
        pytest.param("we_talked_about: >5", "there is no text below it", id="empty-block"),
        pytest.param('we_talked_about: "a\\u202eb"', "the invisible character U+202E", id="escaped-override"),
        pytest.param('we_talked_about: "a\\0b"', "the invisible character U+0000", id="escaped-nul"),
        pytest.param('we_talked_about: "a\\tb"', "the value holds a tab", id="tab"),
        pytest.param('we_talked_about: "a\\nb"', "has a line break in it; write it on one line", id="line-break"),
        pytest.param('memo: "C:\\new"', "only stands below a `|`", id="backslash-n"),
        pytest.param("we_talked_about:\n  - x", "one value is expected here, not a list", id="list"),
        pytest.param("we_talked_about:\n  x: y", "one value is expected here, not keys", id="table"),
        pytest.param("role: Engineer #2", "YAML takes `#2` for a comment", id="number-in-a-name"),
        pytest.param("wait: 6", "6 is not between 7 and 365: too soon", id="too-small"),
        pytest.param("wait: ten", "`ten` is no whole number; write it in digits, such as 7", id="word"),
        pytest.param("wait: ٣٣", "is no whole number", id="other-digits"),
        pytest.param("chase: perhaps", "`perhaps` is neither yes nor no", id="yes-no"),
        pytest.param("how: fone", "`fone` is none of phone, in_person; did you mean phone?", id="choice"),
        pytest.param("inner: Nurse", "this has keys of its own; write them below it and further in", id="nested"),
        pytest.param("said: [soon, null]", "said[1]: `null` means nothing", id="place-in-a-list"),
        pytest.param("rolle: Nurse", "rolle: there is no such key; did you mean `role`?", id="misspelt"),
        pytest.param("Role: Nurse", "Role: there is no such key; did you mean `role`?", id="capital"),
        pytest.param("talked-about: x", "did you mean `we_talked_about`?", id="part-of-a-name"),
        pytest.param("position: Nurse", "did you mean `role`?", id="another-name"),
        pytest.param("qwertz: x", "the keys here are we_talked_about, role", id="unknown"),
    ],
)
def test_what_cannot_be_used_is_told(line: str, problem: str) -> None:
    """One line that names the key, what is wrong, and what to do."""
    first = told(f"{line}\nrole: Nurse\n" if not line.startswith("role") else line)[0]
    assert first.startswith("f.yaml:1: ") or line.startswith("inner")
    assert problem in first


def test_a_required_key_that_is_missing_or_empty_is_told() -> None:
    """The remedy is a line to add."""
    assert told("wait: 8\n") == ["f.yaml:1: role: it is missing; add a line such as `role: Nurse`"]
    assert told("wait: 8\nrole:\n") == ["f.yaml:2: role: it is missing; add a line such as `role: Nurse`"]


def test_a_comment_behind_a_name_or_a_number_is_a_comment() -> None:
    """Only prose, and what looks like part of a name, is kept from being cut."""
    assert told("role: Nurse   # the night shift\nwait: 8 #days\nchase: yes # no\n") == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param('"  two blanks  "', "  two blanks  ", id="quoted-blanks-stay"),
        pytest.param("'it''s'", "it's", id="single-quotes"),
        pytest.param("one\n  wrapped line", "one wrapped line", id="wrapped"),
        pytest.param(">\n  folded\n  text\n", "folded text", id="folded"),
        pytest.param('""', None, id="empty"),
        pytest.param('"   "', None, id="blank"),
        pytest.param("a\u200db \u200f", "a\u200db \u200f", id="joiners-and-marks-stay"),
    ],
)
def test_prose_is_taken_as_it_was_typed(written: str, value: str | None) -> None:
    """Nothing is trimmed but what YAML itself takes for layout."""
    problems: list[Problem] = []
    values = read_table(table(f"role: x\nwe_talked_about: {written}"), SECTION, Place("f.yaml", problems))
    assert (values[TALK], problems) == (value, [])


def test_lines_come_back_below_a_bar() -> None:
    """Line breaks inside stay; those around the text belong to the file."""
    values = read_table(table("role: x\nmemo: |\n  a\n\n    b\n\n"), SECTION, Place("f.yaml", []))
    assert values[MEMO] == "a\n\n  b"


@pytest.mark.parametrize(
    ("word", "name"),
    [("compny", "company"), ("hear-back", "hear_back"), ("talked_about", "we_talked_about"), ("zz", None)],
)
def test_the_nearest_name(word: str, name: str | None) -> None:
    """A slip of the finger, another dash and a part of a name are understood; anything else is not guessed at."""
    assert nearest(word, ["company", "hear_back", "we_talked_about"]) == name
