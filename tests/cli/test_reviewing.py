"""`review` as a whole: its JSON, which record a draft belongs to, its sisters, placeholders in the notes."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.running import NORTHWIND, Program

PANEL = NORTHWIND.replace(
    "hear_back:",
    "  - name: Sam Lee\n    email: sam.lee@northwind.example\n    we_talked_about: how the on-call teams hand over\n"
    "    i_bring: three years of a quiet pager\nhear_back:",
)
CONTOSO = """\
company: Contoso
role: Charge Nurse
timezone: London
recruiter: Priya Raman <priya.raman@northwind.example>
when: 16 Nov 2026, 9:00 to 10:00
met: Ben Ode <ben.ode@contoso.example>
we_talked_about: the pilot with the night shift
i_bring: ten years of nights
"""
OWN = "This one sentence of mine is long enough to be known again by anybody."
FIELDS = ["file", "line", "rule", "severity", "found", "why", "instead"]
SCRIPT = """\
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
path.write_bytes(path.read_bytes().replace({old}, {new}))
"""


def mail(
    program: Program, body: str, *, to: str = "Dana Ortiz <dana.ortiz@northwind.example>", subject: str = ""
) -> str:
    """A letter written in another program, saved outside the home; its path."""
    head = "From: Sam Tester <sam@example.org>\n" + (f"To: {to}\n" if to else "")
    head += f"Subject: {subject or 'Thank you - Senior Data Engineer interview'}\n"
    path = program.home.parent / "mine.eml"
    path.write_text(f"{head}\n{body}\n\nBest regards,\nSam Tester\n", encoding="utf-8")
    return str(path)


def drafted(program: Program, number: int = 1) -> Path:
    """A draft of the thank-you letters."""
    return program.home / "drafts" / f"northwind-r1-thank-you-{number}.eml"


def change(path: Path, old: str, new: str) -> None:
    """Change a draft as an editor would; its lines are soft-wrapped."""
    text = path.read_bytes().decode().replace("=\r\n", "")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """An editor that replaces one text by another and closes."""
    script = folder / "editor.py"
    script.write_text(SCRIPT.format(old=old.encode(), new=new.encode()), encoding="utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')


def rules(program: Program, *files: str) -> set[str]:
    """The rules that `review` names."""
    return {finding["rule"] for finding in program("review", *files, "--json").json["findings"]}


# --- JSON -----------------------------------------------------------------------------------------------------------


def test_the_json_of_a_draft(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly the fields of the contract with the file as it was named, in UTF-8 and nothing escaped."""
    monkeypatch.chdir(northwind.home.parent)
    northwind("draft", "northwind", "--via", "file")
    change(drafted(northwind), "Dear Dana,", "Dear Dana,\n\nI “loved” the café of [Company].")
    name = str(drafted(northwind).relative_to(northwind.home.parent))
    ran = northwind("review", name, "--json")
    assert ran.code == 3
    assert ran.json == {
        "schema": 1,
        "findings": [
            {
                "file": name,
                "line": 12,
                "rule": "placeholder",
                "severity": "B",
                "found": "[Company]",
                "why": "A blank was left unfilled.",
                "instead": "fill it in or take the sentence out",
            }
        ],
        "problems": [],
    }
    assert "\\u" not in ran.out


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        pytest.param("interviews/contoso.yaml", CONTOSO, 0, id="notes"),
        pytest.param("interviews/contoso.yaml", CONTOSO.replace("role", "rolle"), 3, id="broken notes"),
        pytest.param("templates/thank_you.txt.j2", '{% extends "letter.txt.j2" %}', 3, id="template"),
        pytest.param("templates/closing_note.txt.j2", '{% extends "letter.txt.j2" %}', 0, id="template behind"),
        pytest.param("drafts/mine.eml", "To: a@b.example\nSubject: Hi\n\nDear A,\n\nJust checking in.\n", 0, id="eml"),
        pytest.param("config.yaml", "me: {name: Sam}\nmail: post\n", 3, id="config"),
    ],
)
def test_the_fields_are_the_same_for_every_file(northwind: Program, name: str, text: str, code: int) -> None:
    """Findings and problems have all their fields, unknown ones null, and B or a problem is what makes 3."""
    path = northwind.write(name, text)
    ran = northwind("review", str(path), "--json")
    assert ran.code == code
    assert list(ran.json) == ["schema", "findings", "problems"]
    assert all(list(finding) == FIELDS for finding in ran.json["findings"])
    assert all(finding["severity"] in ("B", "W", "H") for finding in ran.json["findings"])
    assert all(list(problem) == ["file", "line", "field", "problem"] for problem in ran.json["problems"])
    assert bool(ran.json["problems"] or any(f["severity"] == "B" for f in ran.json["findings"])) == (code == 3)


def test_what_is_found_is_told_with_place_reason_and_remedy(northwind: Program) -> None:
    """For people: where and what, below it why, then the gentler wording; at the end how many there are."""
    northwind("draft", "northwind", "--via", "file")
    change(drafted(northwind), "Dear Dana,", "Dear [Name],")
    lines = northwind("review").out.splitlines()
    at = lines.index("  drafts/northwind-r1-thank-you-1.eml:10: must be mended (placeholder): “[Name]”")
    assert lines[at + 1 : at + 3] == ["      A blank was left unfilled.", "      → fill it in or take the sentence out"]
    assert re.fullmatch(r"Looked over 3 files: 1 to mend( and \d to look at)?\.", lines[-1])


# --- which record ---------------------------------------------------------------------------------------------------


def test_a_copy_is_reviewed_as_the_draft_it_was(northwind: Program, tmp_path: Path) -> None:
    """A draft that was moved and changed still has its record: the company one letter off is found."""
    northwind("draft", "northwind", "--out", str(tmp_path / "out.eml"))
    change(tmp_path / "out.eml", "Dear Dana,", "Dear Dana,\r\n\r\nNorthwnd Traders was a pleasure.")
    copy = str(shutil.copy(tmp_path / "out.eml", tmp_path / "letter to Dana.eml"))
    assert "no-record" not in rules(northwind, copy)
    assert rules(northwind, copy) == rules(northwind, str(tmp_path / "out.eml"))


def test_a_letter_of_another_program_has_a_record(northwind: Program) -> None:
    """Written elsewhere to somebody in the notes, it is held against them; to nobody known, it says that it is not."""
    facts = "I enjoyed talking about the Senior Data Engineer role at Northwind Traders."
    assert "no-detail" in rules(northwind, mail(northwind, f"Dear Dana,\n\n{facts}"))
    found = rules(northwind, mail(northwind, f"Dear Ann,\n\n{facts}", to="ann@fabrikam.example"))
    assert "no-record" in found
    assert "no-detail" not in found


def test_one_recruiter_for_two_companies(northwind: Program) -> None:
    """The company that is named decides; the facts of the other one are then out of place."""
    northwind.write("interviews/contoso.yaml", CONTOSO)
    body = "Dear Priya,\n\nCould you tell me how things stand with the Charge Nurse role at Contoso? {}"
    to = "Priya Raman <PRIYA.RAMAN@northwind.example>"
    clean = mail(northwind, body.format("Thank you for your help."), to=to, subject="Charge Nurse - next steps")
    assert not {"other-application", "no-record"} & rules(northwind, clean)
    other = "We spoke of your plan to move the nightly Spark jobs to streaming."
    mixed = mail(northwind, body.format(other), to=to, subject="Charge Nurse - next steps")
    blocking = [f for f in northwind("review", mixed, "--json").json["findings"] if f["severity"] == "B"]
    assert blocking


def test_what_was_sent_is_looked_at_when_it_is_named(northwind: Program) -> None:
    """A draft told as sent is left out of the whole, and still reviewed by name."""
    northwind("draft", "northwind", "--via", "file")
    change(drafted(northwind), "Dear Dana,", "Dear [Name],")
    northwind("sent", "northwind")
    assert northwind("review").code == 0
    assert northwind("review", str(drafted(northwind))).code == 3


# --- a panel --------------------------------------------------------------------------------------------------------


def test_a_sentence_of_a_sister_is_found(northwind: Program) -> None:
    """Two of a panel may compare their letters, as they stand in the drafts: what was copied over is pointed out."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("draft", "northwind", "--via", "file")
    change(drafted(northwind, 1), "Dear Dana,", f"Dear Dana,\r\n\r\n{OWN}")
    assert "shared-sentence" not in rules(northwind, str(drafted(northwind, 1)))
    change(drafted(northwind, 2), "Dear Sam,", f"Dear Sam,\r\n\r\n{OWN}")
    for number, name in ((1, "Sam Lee"), (2, "Dana Ortiz")):
        found = northwind("review", str(drafted(northwind, number)), "--json").json["findings"]
        (shared,) = (finding for finding in found if finding["rule"] == "shared-sentence")
        assert shared["found"] == OWN
        assert name in shared["why"]


def test_a_twin_is_found(northwind: Program) -> None:
    """A whole letter under another name is a twin, also where the sister was not drafted yet."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("draft", "northwind", "--to", "dana", "--via", "file")
    theirs = northwind("preview", "northwind", "--to", "sam", "--json").json["letters"][0]["body"]
    path = drafted(northwind)
    head = path.read_bytes().split(b"\r\n\r\n")[0].replace(b"quoted-printable", b"8bit")
    path.write_bytes(head + b"\r\n\r\n" + theirs.replace("Dear Sam", "Dear Dana").encode())
    assert "twin" in rules(northwind, str(path))


def test_a_panel_without_addresses(northwind: Program) -> None:
    """Letters to be pasted into a portal are held against each other, too, and each sister is called by name."""
    northwind.write("interviews/northwind.yaml", re.sub(r"    email: .*\n|recruiter: .*\n", "", PANEL))
    northwind("draft", "northwind", "--via", "file")
    for number, name in ((1, "Dana"), (2, "Sam")):
        change(drafted(northwind, number), f"Dear {name},", f"Dear {name},\r\n\r\n{OWN}")
    found = northwind("review", str(drafted(northwind, 1)), "--json").json["findings"]
    assert ["Sam Lee gets" in f["why"] for f in found if f["rule"] == "shared-sentence"] == [True]


def test_a_draft_whose_address_was_corrected_since_is_passed_over(northwind: Program) -> None:
    """`review` says which is the latest, and no letter is compared with itself under the older address."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("draft", "northwind", "--via", "file")
    northwind.write("interviews/northwind.yaml", PANEL.replace("sam.lee@", "sam@"))
    older = "drafts/northwind-r1-thank-you-2.eml (to sam.lee@northwind.example) is out of date and is passed over"
    assert f"{older}.\n" in northwind("review").err
    northwind("draft", "northwind", "--via", "file")
    ran = northwind("review")
    assert ran.code == 0
    assert ran.err == f"{older}; the latest draft is drafts/northwind-r1-thank-you-3.eml.\n"
    assert not {"shared-sentence", "twin"} & (rules(northwind) | rules(northwind, str(drafted(northwind, 3))))
    assert rules(northwind, str(drafted(northwind, 2))) == {"wrong-recipient"}
    change(drafted(northwind, 2), "sam.lee@", "sam@")
    assert northwind("review").err == ""


def test_a_sister_that_cannot_be_written_is_no_hindrance(northwind: Program) -> None:
    """A colleague of whom the notes say too little yet does not keep a draft from being looked over."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("draft", "northwind", "--to", "dana", "--via", "file")
    northwind.write(
        "interviews/northwind.yaml", PANEL.replace("    we_talked_about: how the on-call", "    title: how")
    )
    assert northwind("review", str(drafted(northwind))).code == 0


def test_what_the_editor_leaves_is_held_against_the_sisters(
    northwind: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`draft --edit`, and a draft handed over by its file, say the same as `review`, and hand it over all the same."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("draft", "northwind", "--to", "dana", "--via", "file")
    change(drafted(northwind, 1), "Dear Dana,", f"Dear Dana,\r\n\r\n{OWN}")
    editor(tmp_path, monkeypatch, "Dear Sam,", f"Dear Sam,\r\n\r\n{OWN}")
    edited = northwind("draft", "northwind", "--to", "sam", "--via", "file", "--edit")
    assert edited.code == 0
    assert "shared-sentence" in edited.err
    handed = northwind("draft", str(drafted(northwind, 2)), "--via", "file")
    assert handed.code == 0
    assert "shared-sentence" in handed.err


# --- placeholders ---------------------------------------------------------------------------------------------------

LEFT_OPEN = NORTHWIND.replace("your plan to move the nightly Spark jobs to streaming", "TODO")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("review", "FILE"), id="review FILE"),
        pytest.param(("review",), id="review"),
        pytest.param(("preview", "northwind"), id="preview"),
        pytest.param(("draft", "northwind", "--via", "file"), id="draft"),
        pytest.param(("draft", "--all-due", "--via", "file"), id="draft --all-due"),
    ],
)
def test_a_placeholder_is_named_with_its_line(northwind: Program, words: tuple[str, ...]) -> None:
    """A fact still to be filled in is as good as missing: named with file, line and field, and no letter is written."""
    path = northwind.write("interviews/northwind.yaml", LEFT_OPEN)
    ran = northwind(*(str(path) if word == "FILE" else word for word in words))
    assert ran.code == 3
    said = "interviews/northwind.yaml:11: r1.met[0].we_talked_about: this is a placeholder still: “TODO”; write"
    assert said in ran.out + ran.err
    assert not (northwind.home / "drafts").exists()


def test_a_placeholder_is_no_letter_in_add(northwind: Program) -> None:
    """`add` notes the talk, and says what keeps its letter from being written."""
    words = ("--role", "Nurse", "--when", "17 Nov 2026, 9:00", "--met", "Ben Ode <ben@contoso.example>")
    ran = northwind("add", "Contoso", *words, "--talked-about", "[topic]", "--i-bring", "ten years of nights")
    assert ran.code == 0
    assert "we_talked_about: this is a placeholder still: “[topic]”" in ran.err
    assert not list((northwind.home / "drafts").iterdir())


def test_the_plan_is_not_disturbed(northwind: Program) -> None:
    """What a letter still lacks is no problem of `due`."""
    northwind.write("interviews/northwind.yaml", LEFT_OPEN)
    assert northwind("due", "--json").json["problems"] == []
