"""An .eml read as a letter, whatever a mail program has made of it."""

import base64
import quopri
from email.message import EmailMessage

import pytest

from followup_mail.message import serialise
from followup_mail.model import Address, Mail
from followup_mail.review import letter_from_eml, review
from tests.review.letters import phrases, policy

BODY = "Dear Zoë,\n\nThank you for the talk.\nIt was “good”.\n\nBest regards,\nSam Tester\n"
HEAD = "From: Sam Tester <sam@example.org>\r\nTo: =?utf-8?q?Zo=C3=AB_Ode?= <zoe@b.example>\r\nSubject: Nurse\r\n"


def eml(kind: str, encoding: str, data: bytes, *, head: str = HEAD) -> bytes:
    """A mail with one part."""
    fields = f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return (head + fields).encode() + data


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(eml('text/plain; charset="utf-8"', "8bit", BODY.encode()), id="8bit"),
        pytest.param(eml('text/plain; charset="utf-8"', "8bit", BODY.replace("\n", "\r\n").encode()), id="crlf"),
        pytest.param(eml('text/plain; charset="utf-8"', "base64", base64.encodebytes(BODY.encode())), id="base64"),
        pytest.param(
            eml('text/plain; charset="utf-8"', "quoted-printable", quopri.encodestring(BODY.encode())),
            id="quoted-printable",
        ),
        pytest.param(eml('text/plain; charset="windows-1252"', "8bit", BODY.encode("cp1252")), id="windows"),
        pytest.param(
            eml("text/plain; charset=utf-8; format=flowed", "8bit", BODY.replace("the talk.", "the \ntalk.").encode()),
            id="flowed",
        ),
        pytest.param(b"\xef\xbb\xbf" + eml('text/plain; charset="utf-8"', "8bit", BODY.encode()), id="byte-order-mark"),
        pytest.param(
            serialise(Mail(Address("Zoë Ode", "zoe@b.example"), "Nurse", BODY, "<1@b.example>")), id="our-own"
        ),
    ],
)
def test_every_dress(data: bytes) -> None:
    """The same letter comes out of every encoding."""
    draft = letter_from_eml(data)
    assert draft.letter.body == BODY
    assert draft.letter.to == Address("Zoë Ode", "zoe@b.example")
    assert draft.letter.subject == "Nurse"
    assert draft.letter.kind == ""
    assert not draft.faults


def test_a_web_page_is_read_and_named() -> None:
    """A letter turned into HTML keeps its words, and the review says what has happened."""
    page = "<html><head><style>p{}</style></head><p>Dear Zo&euml;,</p><p>I am <b>desperate</b>.</p>Best<br>Sam</html>"
    draft = letter_from_eml(eml("text/html; charset=utf-8", "8bit", page.encode()))
    assert "Dear Zoë,\nI am desperate." in draft.letter.body
    rules = {found.rule for found in review(draft.letter, None, policy=policy(), phrases=phrases(), draft=draft)}
    assert {"html-only", "phrase-40"} <= rules


def test_alternatives_and_attachments() -> None:
    """Of two versions the plain one is read; what hangs on the mail is named."""
    mail = EmailMessage()
    mail["To"] = "zoe@b.example, ben@b.example"
    mail["Cc"] = "ann@b.example"
    mail["Subject"] = "Re: Nurse"
    mail["In-Reply-To"] = "<2@b.example>"
    mail["References"] = "<1@b.example> <2@b.example>"
    mail["X-Priority"] = "1"
    mail.set_content(BODY)
    mail.add_alternative("<p>other</p>", subtype="html")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="cv.pdf")
    draft = letter_from_eml(bytes(mail))
    assert draft.letter.body == BODY
    assert (draft.further_to, draft.cc, draft.attachments) == (("ben@b.example",), ("ann@b.example",), ("cv.pdf",))
    assert draft.references == ("<1@b.example>", "<2@b.example>")
    rules = {found.rule for found in review(draft.letter, None, policy=policy(), phrases=phrases(), draft=draft)}
    assert {"copies", "attachment", "phrase-92"} <= rules
    assert "false-re" not in rules


def test_lines_of_the_file() -> None:
    """A finding names the file's line where the body stands in it as it is, and none where it is encoded."""
    body = "Dear Ann,\n\nI beg you.\n\nBest regards,\nSam\n"
    plain = letter_from_eml(eml("text/plain; charset=us-ascii", "7bit", body.encode()))
    coded = letter_from_eml(eml("text/plain; charset=us-ascii", "base64", base64.encodebytes(body.encode())))
    lines = []
    for draft in (plain, coded):
        found = review(draft.letter, None, policy=policy(), phrases=phrases(), draft=draft, file="drafts/a.eml")
        lines += [each.line for each in found if each.rule == "phrase-44"]
    assert lines == [10, None]
    data = eml("text/plain; charset=us-ascii", "7bit", body.encode())
    assert data.splitlines()[10 - 1] == b"I beg you."


def test_quoted_mail_below_is_not_the_letter() -> None:
    """What the other side wrote is theirs."""
    body = "Dear Ann,\n\nThank you.\n\nBest regards,\nSam\n\nOn 17 Nov 2026, Ann wrote:\n> I beg you!! Did I get it??\n"
    draft = letter_from_eml(eml("text/plain; charset=us-ascii", "7bit", body.encode()))
    rules = {found.rule for found in review(draft.letter, None, policy=policy(), phrases=phrases(), draft=draft)}
    assert rules == {"no-record"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00\xff\xfe", id="no-mail"),
        pytest.param(b"just some words", id="words"),
        pytest.param(eml("text/plain; charset=klingon", "8bit", b"Dear Ann,"), id="unknown-charset"),
        pytest.param(eml("multipart/mixed; boundary=x", "7bit", b"--x\r\n"), id="no-part"),
        pytest.param(eml("image/png", "base64", b"AAAA"), id="a-picture"),
    ],
)
def test_what_is_no_letter(data: bytes) -> None:
    """A file that cannot be read is a finding, never a crash."""
    draft = letter_from_eml(data)
    rules = {found.rule for found in review(draft.letter, None, policy=policy(), phrases=phrases(), draft=draft)}
    assert "broken-mail" in rules
