"""Letters within a conversation: answers to a saved mail, and checks under an earlier mail of one's own."""

import json
from pathlib import Path

import pytest

from followup_mail.message import read_back
from followup_mail.model import Address, Mail
from tests.running import NORTHWIND, Program

CHECK_DAY = "2026-12-01T10:00-05:00"
DRAFT = "northwind-r1-thank-you-1.eml"
CHECK = "northwind-status-check-1.eml"
FROM_DANA = (
    "From: Dana Ortiz <dana.ortiz@northwind.example>\r\nTo: sam@example.org\r\nSubject: AW: Re: Your visit\r\n"
    "Message-ID: <second@northwind.example>\r\nReferences: <first@example.org>\r\n"
    "In-Reply-To: <first@example.org>\r\n\r\nSee you on Tuesday.\r\n"
)
PANEL = NORTHWIND.replace(
    "hear_back:",
    "  - name: Sam Lee\n    email: sam.lee@northwind.example\n    we_talked_about: how the on-call teams hand over\n"
    "    i_bring: three years of a quiet pager\nhear_back:",
)


def saved(folder: Path, text: str = FROM_DANA) -> str:
    """A mail saved from a mail program."""
    path = folder / "saved.eml"
    path.write_bytes(text.encode())
    return str(path)


def draft(program: Program, name: str = DRAFT) -> Mail:
    """What the draft says."""
    return read_back((program.home / "drafts" / name).read_bytes())


def tell(program: Program, **entry: str) -> None:
    """Add a line to the journal by hand."""
    path = program.home / "journal.jsonl"
    line = json.dumps({"application": "northwind", "at": "2026-11-18T12:00:00-05:00", **entry})
    path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}{line}\n", encoding="utf-8")


def test_a_letter_answers_a_saved_mail(northwind: Program, tmp_path: Path) -> None:
    """One "Re:", the conversation's ids, and nothing to complain of."""
    ran = northwind("draft", "northwind", "thanks", "--via", "file", "--reply-to", saved(tmp_path))
    assert ran.code == 0, ran.err
    mail = draft(northwind)
    assert (mail.subject, mail.references) == (
        "Re: Your visit",
        ("<first@example.org>", "<second@northwind.example>"),
    )
    assert mail.to == Address("Dana Ortiz", "dana.ortiz@northwind.example")
    assert "must be mended" not in ran.err
    assert "false-re" not in ran.err


def test_an_answer_goes_where_answers_are_wanted(northwind: Program, tmp_path: Path) -> None:
    """Reply-To of the person that the letter is for is no wrong reader."""
    text = f"Reply-To: replies+17@jobs.example\r\n{FROM_DANA}"
    ran = northwind("draft", "northwind", "thanks", "--via", "file", "--reply-to", saved(tmp_path, text))
    assert ran.code == 0, ran.err
    assert draft(northwind).to == Address("", "replies+17@jobs.example")


def test_a_letter_to_dana_is_no_answer_to_priya(northwind: Program, tmp_path: Path) -> None:
    """A greeting that is not the reader's stops the draft, unless the person insists."""
    words = ("draft", "northwind", "thanks", "--via", "file", "--reply-to")
    path = saved(tmp_path, FROM_DANA.replace("Dana Ortiz <dana.ortiz@", "Priya Raman <priya.raman@"))
    ran = northwind(*words, path)
    assert ran.code == 3
    assert "priya.raman@northwind.example" in ran.err
    assert northwind.journal == []
    assert northwind(*words, path, "--force").code == 0
    assert draft(northwind).to == Address("Priya Raman", "priya.raman@northwind.example")


def test_a_check_answers_the_recruiter(northwind: Program, tmp_path: Path) -> None:
    """A check-in answers the mail of whoever hears it."""
    path = saved(tmp_path, FROM_DANA.replace("Dana Ortiz <dana.ortiz@", "Priya Raman <priya.raman@"))
    ran = northwind("draft", "northwind", "check-in", "--via", "file", "--reply-to", path, now=CHECK_DAY)
    assert ran.code == 0, ran.err
    assert draft(northwind, CHECK).references[-1] == "<second@northwind.example>"


def test_of_a_panel_the_one_who_wrote_is_answered(northwind: Program, tmp_path: Path) -> None:
    """The mail says whose letter is meant; a stranger's mail does not."""
    northwind.write("interviews/northwind.yaml", PANEL)
    words = ("draft", "northwind", "thanks", "--via", "file", "--reply-to")
    assert northwind(*words, saved(tmp_path)).code == 0
    assert [entry["to"] for entry in northwind.journal] == ["dana.ortiz@northwind.example"]
    stranger = northwind(*words, saved(tmp_path, FROM_DANA.replace("dana.ortiz@", "eve@")))
    assert stranger.code == 2
    assert "choose with --to" in stranger.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(FROM_DANA.replace("Message-ID", "X-Lost-ID"), "no Message-ID", id="no id"),
        pytest.param("Message-ID: <a@x.example>\r\n\r\n", "nobody to answer", id="from nobody"),
        pytest.param("", "no Message-ID", id="an empty file"),
    ],
)
def test_a_mail_that_cannot_be_answered(northwind: Program, tmp_path: Path, text: str, words: str) -> None:
    """Exit 3, the file and what it lacks; nothing is written."""
    ran = northwind("draft", "northwind", "thanks", "--via", "file", "--reply-to", saved(tmp_path, text))
    assert ran.code == 3
    assert "saved.eml" in ran.err
    assert words in ran.err
    assert northwind.journal == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("northwind", "thanks", "--reply-to", "no-such-file.eml"), id="no such file"),
        pytest.param(("--all-due", "--reply-to", "x.eml"), id="with everything due"),
        pytest.param(("draft.eml", "--reply-to", "x.eml"), id="with a draft of one's own"),
    ],
)
def test_a_wish_that_makes_no_sense(northwind: Program, words: tuple[str, ...]) -> None:
    """Exit 2, and nothing is written."""
    assert northwind("draft", *words, "--via", "file").code == 2
    assert northwind.journal == []


def test_a_compose_link_cannot_answer(northwind: Program, tmp_path: Path) -> None:
    """Without a clipboard that is an error that names the draft: no link that begins a new conversation is printed."""
    ran = northwind("draft", "northwind", "thanks", "--via", "gmail", "--reply-to", saved(tmp_path))
    assert ran.code == 5
    assert "a link cannot answer a mail" in ran.err
    assert DRAFT in ran.err
    assert ran.out == ""


# --- one's own earlier mail -----------------------------------------------------------------------------------------

ONLY_DANA = NORTHWIND.replace("recruiter: Priya Raman <priya.raman@northwind.example>\n", "")
SENT = {
    "event": "sent",
    "kind": "thank_you",
    "interview": "r1",
    "to": "dana.ortiz@northwind.example",
    "message_id": "<sent@program.example>",
    "subject": "Thank you - Senior Data Engineer interview",
}


def test_a_check_goes_on_under_what_was_sent(northwind: Program) -> None:
    """Known as sent, its id known, to the same address: then the check is in its conversation, in the preview too."""
    northwind.write("interviews/northwind.yaml", ONLY_DANA)
    tell(northwind, **SENT)
    shown = northwind("preview", "northwind", "check-in", "--json", now=CHECK_DAY).json["letters"][0]
    ran = northwind("draft", "northwind", "check-in", "--via", "file", now=CHECK_DAY)
    assert ran.code == 0, ran.err
    mail = draft(northwind, CHECK)
    assert mail.references == ("<sent@program.example>",)
    assert mail.subject == shown["subject"] == "Re: Thank you - Senior Data Engineer interview"


@pytest.mark.parametrize(
    ("notes", "entry"),
    [
        pytest.param(ONLY_DANA, None, id="nothing known as sent"),
        pytest.param(ONLY_DANA, {**SENT, "message_id": ""}, id="sent under an id that nobody knows"),
        pytest.param(NORTHWIND, SENT, id="sent to another address"),
    ],
)
def test_a_check_that_has_no_conversation(northwind: Program, notes: str, entry: dict[str, str] | None) -> None:
    """Then it begins one of its own, and has no "Re:"."""
    northwind.write("interviews/northwind.yaml", notes)
    if entry is not None:
        tell(northwind, **{name: value for name, value in entry.items() if value})
    assert northwind("draft", "northwind", "check-in", "--via", "file", now=CHECK_DAY).code == 0
    mail = draft(northwind, CHECK)
    assert mail.references == ()
    assert not mail.subject.startswith("Re:")


def test_ones_own_draft_is_gone_on_under_once_it_is_known_as_sent(northwind: Program) -> None:
    """`--reply-to` a draft of one's own asks whether it was sent; then it goes to the same reader."""
    northwind.write("interviews/northwind.yaml", ONLY_DANA)
    northwind("draft", "northwind", "thanks", "--via", "file")
    thanks = northwind.home / "drafts" / DRAFT
    words = ("draft", "northwind", "check-in", "--via", "file", "--reply-to", str(thanks))
    refused = northwind(*words, now=CHECK_DAY)
    assert refused.code == 3
    assert "is not known as sent" in refused.err
    northwind("sent", "northwind")
    assert northwind(*words, now=CHECK_DAY).code == 0
    assert draft(northwind, CHECK).references == (draft(northwind).message_id,)
    assert draft(northwind, CHECK).to == Address("Dana Ortiz", "dana.ortiz@northwind.example")


def test_the_id_that_a_mail_program_gave_is_the_one_to_go_on_under(northwind: Program) -> None:
    """Where it is known, it stands in place of the draft's own."""
    northwind.write("interviews/northwind.yaml", ONLY_DANA)
    northwind("draft", "northwind", "thanks", "--via", "file")
    tell(northwind, **{**SENT, "subject": ""})
    thanks = str(northwind.home / "drafts" / DRAFT)
    assert northwind("draft", "northwind", "check-in", "--via", "file", "--reply-to", thanks, now=CHECK_DAY).code == 0
    assert draft(northwind, CHECK).references == ("<sent@program.example>",)


def test_ones_own_mail_to_somebody_else_is_another_conversation(northwind: Program) -> None:
    """A check for the recruiter does not go on under what went to Dana."""
    northwind("draft", "northwind", "thanks", "--via", "file")
    northwind("sent", "northwind")
    thanks = str(northwind.home / "drafts" / DRAFT)
    ran = northwind("draft", "northwind", "check-in", "--via", "file", "--reply-to", thanks, now=CHECK_DAY)
    assert ran.code == 3
    assert "went to dana.ortiz@northwind.example, and this letter goes to priya.raman@northwind.example" in ran.err


def test_a_draft_of_ones_own_that_is_a_web_page(northwind: Program, tmp_path: Path) -> None:
    """A file without plain text is named, in one line, and goes nowhere."""
    path = tmp_path / "page.eml"
    path.write_text("From: sam@example.org\nContent-Type: text/html\n\n<p>Dear Dana\n", encoding="utf-8")
    ran = northwind("draft", str(path), "--via", "file")
    assert ran.code == 3
    assert "page.eml: the file holds no plain text" in ran.err


def test_an_address_that_nobody_can_write_to(northwind: Program, tmp_path: Path) -> None:
    """Not even --force makes a draft of what no mail can say; the reason is one line."""
    path = saved(tmp_path, FROM_DANA.replace("dana.ortiz@", "dañá@"))
    ran = northwind("draft", "northwind", "thanks", "--via", "file", "--reply-to", path, "--force")
    assert ran.code == 3
    assert "letters outside ASCII before the @" in ran.err
    assert northwind.journal == []
