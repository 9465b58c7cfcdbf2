"""Letters and drafts: what is shown, what is written, what is refused, and where it goes."""

import os
from pathlib import Path

import pytest

from followup_mail.message import read_back
from tests.running import AN_HOUR_LATER, CONFIG, NEXT_MORNING, NORTHWIND, Program

CHECK_DAY = "2026-12-01T10:00-05:00"
PANEL = NORTHWIND.replace(
    "hear_back:",
    "  - name: Sam Lee\n    email: sam.lee@northwind.example\n    we_talked_about: how the on-call teams hand over\n"
    "    i_bring: three years of a quiet pager\nhear_back:",
)


def test_preview_shows_the_letter_with_its_window_and_writes_nothing(northwind: Program) -> None:
    """The letter stands with addressee, subject and window; the home stays as it was."""
    ran = northwind("preview", "northwind")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("To:      Dana Ortiz <dana.ortiz@northwind.example>\nSubject: Thank you - ")
    assert "Send:    now, at the latest tomorrow 20:00 (15:00 there)" in ran.out
    assert "\nDear Dana,\n" in ran.out
    assert "your plan to move the nightly Spark jobs to streaming" in ran.out
    assert not (northwind.home / "drafts").exists()
    assert northwind.journal == []


def test_preview_shows_a_check_before_its_day(northwind: Program) -> None:
    """A check-in can be read long before it may be sent; its window says when."""
    ran = northwind("preview", "northwind", "check-in")
    assert ran.code == 0
    assert "Send:    from Mon 30 Nov" in ran.out
    assert ran.out.count("?") == 1


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        pytest.param("second-check", "once the check before it was sent and has found no answer", id="second-check"),
        pytest.param("closing-note", "once the check before it was sent and has found no answer", id="closing-note"),
        pytest.param("offer", "once there is something to reply to", id="reply"),
    ],
)
def test_preview_says_why_a_letter_is_not_there_to_show(northwind: Program, kind: str, why: str) -> None:
    """A letter that waits for more than its day is refused with what it waits for."""
    ran = northwind("preview", "northwind", kind)
    assert ran.code == 2
    assert why in ran.err
    assert "Northwind Traders" in ran.err


def test_preview_sources_name_the_note_behind_each_sentence(northwind: Program) -> None:
    """--sources shows, sentence by sentence, where it comes from."""
    ran = northwind("preview", "northwind", "--sources")
    assert "we_talked_about" in ran.out
    assert "i_bring" in ran.out


def test_preview_json_has_words_sources_and_findings(northwind: Program) -> None:
    """Programs get the same letter as data."""
    (letter,) = northwind("preview", "northwind", "--json").json["letters"]
    assert letter["subject"].startswith("Thank you")
    assert letter["body"].startswith("Dear Dana,\n")
    assert letter["findings"] == []
    assert {"sentence", "facts"} == letter["sources"][0].keys()


def test_a_panel_gets_a_letter_each(northwind: Program) -> None:
    """Each of a panel has a letter of their own; --to shows one."""
    northwind.write("interviews/northwind.yaml", PANEL)
    both = northwind("preview", "northwind", "--json").json["letters"]
    assert [letter["to"]["name"] for letter in both] == ["Dana Ortiz", "Sam Lee"]
    assert both[0]["body"] != both[1]["body"]
    one = northwind("preview", "northwind", "--to", "sam", "--json").json["letters"]
    assert [letter["to"]["name"] for letter in one] == ["Sam Lee"]


def test_draft_writes_a_private_file_and_records_it(northwind: Program) -> None:
    """The draft is an .eml for its owner alone, says what the preview said, and stands in the journal."""
    preview = northwind("preview", "northwind", "--json").json["letters"][0]
    ran = northwind("draft", "northwind", "--via", "file")
    assert ran.code == 0, ran.err
    path = northwind.home / "drafts" / "northwind-r1-thank-you-1.eml"
    mail = read_back(path.read_bytes())
    assert (mail.subject, mail.body) == (preview["subject"], preview["body"])
    assert mail.sender is not None
    assert (mail.sender.name, mail.sender.email) == ("Sam Tester", "sam@example.org")
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600
    (entry,) = northwind.journal
    assert (entry["event"], entry["file"]) == ("drafted", "drafts/northwind-r1-thank-you-1.eml")


def test_the_same_record_gives_the_same_bytes(northwind: Program) -> None:
    """Drafting again replaces our own draft with the same bytes."""
    northwind("draft", "northwind", "--via", "file")
    path = northwind.home / "drafts" / "northwind-r1-thank-you-1.eml"
    first = path.read_bytes()
    northwind("draft", "northwind", "--via", "file")
    assert path.read_bytes() == first
    assert len(list(path.parent.iterdir())) == 1


def test_a_changed_draft_is_never_overwritten(northwind: Program) -> None:
    """What the person has changed stays; the refusal says what to do."""
    northwind("draft", "northwind", "--via", "file")
    path = northwind.home / "drafts" / "northwind-r1-thank-you-1.eml"
    changed = path.read_bytes().replace(b"Dear Dana", b"Dear Dana O.")
    path.write_bytes(changed)
    ran = northwind("draft", "northwind", "--via", "file")
    assert ran.code == 3
    assert "northwind-r1-thank-you-1.eml" in ran.err
    assert path.read_bytes() == changed


def test_a_thank_you_may_be_drafted_as_soon_as_the_talk_has_ended(northwind: Program) -> None:
    """Within its cool hours the draft is written, and the person is told from when to send it."""
    ran = northwind("draft", "northwind", "--via", "file", now=AN_HOUR_LATER)
    assert ran.code == 0
    assert "Send it from" in ran.err
    assert "tomorrow 00:00 (Tue 17 Nov 19:00 there)" in ran.err


def test_before_the_talk_there_is_nothing_to_thank_for(northwind: Program) -> None:
    """A thank-you before the interview has ended exits 4."""
    assert northwind("draft", "northwind", "thanks", now="2026-11-16T10:00-05:00").code == 4


def test_a_check_before_its_day_is_refused_with_the_day(northwind: Program) -> None:
    """Exit 4, the day and the reason; --early overrides; nothing is written without it."""
    ran = northwind("draft", "northwind", "check-in", "--via", "file")
    assert ran.code == 4
    assert "Mon 30 Nov" in ran.err
    assert "Fri 27 Nov" in ran.err
    assert not (northwind.home / "drafts").exists()
    assert northwind("draft", "northwind", "check-in", "--via", "file", "--early").code == 0


def test_without_a_kind_the_draft_is_what_is_due(northwind: Program) -> None:
    """On the day of the check it is the check, thanks being past."""
    northwind("sent", "northwind")
    northwind("draft", "northwind", "--via", "file", now=CHECK_DAY)
    assert [e["kind"] for e in northwind.journal if e["event"] == "drafted"] == ["status_check"]


@pytest.mark.parametrize(
    ("words", "now", "said"),
    [
        pytest.param(("thanks",), NEXT_MORNING, "already sent", id="sent"),
        pytest.param(("thanks",), "2026-12-20T10:00-05:00", "already sent", id="long-sent"),
        pytest.param(("status-check",), "2027-02-20T10:00-05:00", "let go", id="missed"),
    ],
)
def test_what_is_done_or_let_go_is_refused_with_its_reason(
    northwind: Program, words: tuple[str, ...], now: str, said: str
) -> None:
    """Exit 3 and why; --force writes it all the same."""
    northwind("sent", "northwind")
    ran = northwind("draft", "northwind", *words, "--via", "file", now=now)
    assert ran.code == 3
    assert said in ran.err
    assert northwind("draft", "northwind", *words, "--via", "file", "--force", now=now).code == 0


def test_all_due_reads_each_file_once(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many letters are due, notes and phrases are read once."""
    for name in ("fabrikam", "contoso"):
        theirs = NORTHWIND.replace("northwind", name).replace("Northwind Traders", name.title())
        northwind.write(f"interviews/{name}.yaml", theirs)
    read: list[str] = []
    read_bytes = Path.read_bytes

    def counted(path: Path) -> bytes:
        read.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", counted)
    ran = northwind("draft", "--all-due", "--via", "file")
    assert (ran.code, len(list((northwind.home / "drafts").iterdir()))) == (0, 3)
    for name in ("northwind.yaml", "fabrikam.yaml", "contoso.yaml", "phrases.yaml"):
        assert read.count(name) == 1


def test_all_due_writes_what_it_can_and_says_the_rest(northwind: Program) -> None:
    """One application lacking a fact does not keep the other from its draft; the exit code is the worst."""
    lacking = "company: Contoso\nrole: Nurse\nwhen: 17 Nov 2026, 10:00 to 11:00\nmet: Ann Lee <ann@contoso.example>\n"
    northwind.write("interviews/contoso.yaml", lacking)
    ran = northwind("draft", "--all-due", "--via", "file")
    assert ran.code == 3
    assert "interviews/contoso.yaml" in ran.err
    assert "we_talked_about" in ran.err
    assert [path.name for path in (northwind.home / "drafts").iterdir()] == ["northwind-r1-thank-you-1.eml"]


def test_a_missing_fact_is_named_with_file_field_and_an_example(northwind: Program) -> None:
    """Without a terminal the letter is not written, and the line to add is shown."""
    northwind.write("interviews/northwind.yaml", NORTHWIND.replace("    we_talked_about:", "    # we_talked_about:"))
    ran = northwind("draft", "northwind", "--via", "file")
    assert ran.code == 3
    assert "interviews/northwind.yaml" in ran.err
    assert "we_talked_about" in ran.err
    assert "add a line such as" in ran.err
    assert northwind.journal == []


def test_without_a_name_there_is_no_letter_but_there_is_a_plan(program: Program) -> None:
    """Only preview and draft need to know who writes; the refusal says how to tell."""
    program.write("interviews/northwind.yaml", NORTHWIND)
    assert program("due").code == 0
    assert program("why", "northwind").code == 0
    ran = program("draft", "northwind", "--via", "file")
    assert ran.code == 3
    assert "config.yaml: me.name" in ran.err
    assert "followup-mail init --name" in ran.err


def test_out_writes_elsewhere(northwind: Program, tmp_path: Path) -> None:
    """--out FILE writes the draft there."""
    path = tmp_path / "letter.eml"
    assert northwind("draft", "northwind", "--out", str(path)).code == 0
    assert read_back(path.read_bytes()).body.startswith("Dear Dana,\n")


def test_out_takes_one_letter(northwind: Program, tmp_path: Path) -> None:
    """A panel's letters do not fit one file; the refusal names --to and the people."""
    northwind.write("interviews/northwind.yaml", PANEL)
    ran = northwind("draft", "northwind", "--out", str(tmp_path / "letter.eml"))
    assert ran.code == 2
    assert "--to" in ran.err
    assert "Sam Lee" in ran.err


def test_a_link_is_printed_where_no_browser_can_open(northwind: Program) -> None:
    """Away from a terminal the compose link is the result on stdout."""
    ran = northwind("draft", "northwind", "--via", "gmail")
    assert ran.code == 0
    assert ran.out.startswith("https://mail.google.com/mail/?authuser=sam%40example.org")
    assert "Dear%20Dana" in ran.out


def test_draft_json_names_file_way_and_link(northwind: Program) -> None:
    """Programs get one JSON object, link included."""
    (done,) = northwind("draft", "northwind", "--via", "gmail", "--json").json["drafts"]
    assert done["via"] == "gmail"
    assert done["link"].startswith("https://mail.google.com/")
    assert Path(done["file"]).exists()


def test_a_draft_of_ones_own_goes_as_it_stands(northwind: Program) -> None:
    """`draft FILE.eml --via …` hands over the person's own text; findings are told, nothing blocks."""
    northwind("draft", "northwind", "--via", "file")
    path = northwind.home / "drafts" / "northwind-r1-thank-you-1.eml"
    path.write_bytes(path.read_bytes().replace(b"Dear Dana,", b"Dear [Name],"))
    ran = northwind("draft", str(path), "--via", "gmail")
    assert ran.code == 0
    assert "Dear%20%5BName%5D" in ran.out
    assert "[Name]" in ran.err


def test_review_finds_what_must_not_leave(northwind: Program) -> None:
    """An edited draft with a placeholder is a reason to look: exit 3, the line, and what to write instead."""
    northwind("draft", "northwind", "--via", "file")
    path = northwind.home / "drafts" / "northwind-r1-thank-you-1.eml"
    assert northwind("review").code == 0
    path.write_bytes(path.read_bytes().replace(b"Dear Dana,", b"Dear [Name],"))
    ran = northwind("review", str(path), "--json")
    assert ran.code == 3
    found = ran.json["findings"]
    assert any(f["severity"] == "B" and "[Name]" in f["found"] for f in found)
    assert northwind("review").code == 3


def test_a_letter_with_a_blocking_finding_is_not_written(northwind: Program) -> None:
    """What the review blocks stays unwritten unless forced."""
    pushy = '{% extends "shipped/thank_you.txt.j2" %}{% block interest %}I need to hear back by Friday.{% endblock %}'
    northwind.write("templates/thank_you.txt.j2", pushy)
    ran = northwind("draft", "northwind", "--via", "file")
    assert ran.code == 3
    assert "need to hear back by" in ran.err
    assert not (northwind.home / "drafts").exists()
    assert northwind("draft", "northwind", "--via", "file", "--force").code == 0


def test_review_names_problems_of_notes_and_config(northwind: Program) -> None:
    """`review` FILE looks over notes; without a file, over everything."""
    path = northwind.write("interviews/contoso.yaml", "company: Contoso\nwen: 17 Nov 2026\n")
    assert northwind("review", str(path)).code == 3
    northwind.write("config.yaml", CONFIG + "mial: gmail\n")
    ran = northwind("review")
    assert ran.code == 3
    assert "did you mean `mail`?" in ran.out
    assert "did you mean `when`?" in ran.out


def test_templates_are_listed_and_shown(northwind: Program) -> None:
    """The list says where each comes from; one is shown with its text, variables and a letter."""
    listed = northwind("templates")
    assert "thank_you" in listed.out
    shown = northwind("templates", "thanks")
    assert "{% block specific %}" in shown.out
    assert "we_talked_about" in shown.out
    assert "Dear Dana," in shown.out


def test_edit_copies_the_shipped_template_and_reviews_what_came_of_it(
    northwind: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`edit KIND` gives the person a copy of their own; a fault in it is named with its line."""
    monkeypatch.setenv("EDITOR", "true")
    assert northwind("edit", "thanks").code == 0
    own = northwind.home / "templates" / "thank_you.txt.j2"
    assert own.exists()
    own.write_text('{% extends "shipped/thank_you.txt.j2" %}\n{% block interest %}{{ nonsense }}{% endblock %}\n')
    ran = northwind("edit", "thanks")
    assert ran.code == 3
    assert "nonsense" in ran.out
    assert northwind("draft", "northwind", "--via", "file").code == 3


def test_edit_opens_notes_and_config(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes and configuration open in the editor that is set."""
    monkeypatch.setenv("EDITOR", "true")
    assert northwind("edit", "northwind").code == 0
    assert northwind("edit", "config").code == 0
    monkeypatch.setenv("EDITOR", "no-such-editor-anywhere")
    ran = northwind("edit", "config")
    assert ran.code == 3
    assert "no-such-editor-anywhere" in ran.err
