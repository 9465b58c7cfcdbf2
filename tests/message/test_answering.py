"""A letter as an answer to a mail: whom it goes to, its one "Re:", its conversation."""

import pytest

from followup_mail.message import (
    MailError,
    answer_to,
    answering_subject,
    bare_subject,
    check,
    read_back,
    read_head,
    serialise,
)
from followup_mail.model import Address
from tests.message.mails import a_mail


@pytest.mark.parametrize(
    ("subject", "answer", "bare"),
    [
        pytest.param("Interview", "Re: Interview", "Interview", id="none"),
        pytest.param("Re: Interview", "Re: Interview", "Interview", id="one"),
        pytest.param("RE: Re: re : Interview", "Re: Interview", "Interview", id="several"),
        pytest.param("AW: Re: Interview", "Re: Interview", "Interview", id="German"),
        pytest.param("SV: VS: Antw: RES: Interview", "Re: Interview", "Interview", id="other languages"),
        pytest.param("Re[3]: Re(2): Interview", "Re: Interview", "Interview", id="counted"),
        pytest.param("回复：面试", "Re: 面试", "面试", id="Chinese, with its own colon"),
        pytest.param("Fwd: Interview", "Re: Fwd: Interview", "Interview", id="forwarded"),
        pytest.param("Re: WG: AW: Interview", "Re: WG: AW: Interview", "Interview", id="forwarded and answered"),
        pytest.param("Reference check: Dana", "Re: Reference check: Dana", "Reference check: Dana", id="only like it"),
        pytest.param("Re", "Re: Re", "Re", id="the word alone"),
        pytest.param("  Re:   two  blanks ", "Re: two  blanks", "two blanks", id="blanks"),
        pytest.param("", "Re:", "", id="empty"),
    ],
)
def test_one_re_and_no_more(subject: str, answer: str, bare: str) -> None:
    """However many stood there; what is bare is for comparing."""
    assert answering_subject(subject) == answer
    assert answering_subject(answer) == answer
    assert bare_subject(subject) == bare


SAVED = (
    b"From: Dana Ortiz <dana@northwind.example>\r\nTo: sam@example.org\r\nSubject: =?utf-8?q?Gespr=C3=A4ch?=\r\n"
    b"Message-ID: <third@northwind.example>\r\nReferences: <first@x.example>\r\n <second@x.example>\r\n"
    b"In-Reply-To: <second@x.example>\r\n\r\nHello\r\n"
)


def test_an_answer_belongs_to_its_conversation() -> None:
    """In-Reply-To is the mail answered, References are all before it, and the bytes say so to a reader."""
    mail = answer_to(a_mail(), read_head(SAVED))
    assert mail.references == ("<first@x.example>", "<second@x.example>", "<third@northwind.example>")
    assert (mail.to, mail.subject) == (Address("Dana Ortiz", "dana@northwind.example"), "Re: Gespräch")
    data = serialise(mail)
    check(mail, data)
    assert b"\r\nIn-Reply-To: <third@northwind.example>\r\n" in data
    assert read_back(data) == mail


@pytest.mark.parametrize(
    ("head", "to"),
    [
        pytest.param(b"From: Dana <dana@x.example>\n", "dana@x.example", id="From"),
        pytest.param(b"From: Dana <dana@x.example>\nReply-To: jobs@x.example\n", "jobs@x.example", id="Reply-To"),
        pytest.param(b"From: Dana <dana@x.example>\nReply-To: dana@x.example\n", "dana@x.example", id="the same twice"),
        pytest.param(b"Sender: office@x.example\n", "office@x.example", id="Sender alone"),
        pytest.param(b"From: Sam <SAM@example.org>\nTo: dana@x.example\n", "dana@x.example", id="a mail of one's own"),
        pytest.param(b"From: sam@example.org\nTo: sam@example.org\n", "sam@example.org", id="a mail to oneself"),
    ],
)
def test_whom_an_answer_goes_to(head: bytes, to: str) -> None:
    """Reply-To before From; one's own mail is followed up with its reader."""
    mail = answer_to(a_mail(), read_head(head + b"Message-ID: <a@x.example>\n\n"), {"sam@example.org"})
    assert mail.to is not None
    assert mail.to.email == to


def test_a_name_is_kept_where_reply_to_has_none() -> None:
    """`Reply-To: dana@…` beside `From: Dana Ortiz <dana@…>` is still Dana Ortiz."""
    head = read_head(b"From: Dana Ortiz <dana@x.example>\nReply-To: dana@x.example\nMessage-ID: <a@x.example>\n\n")
    assert answer_to(a_mail(), head).to == Address("Dana Ortiz", "dana@x.example")


@pytest.mark.parametrize(
    ("head", "words"),
    [
        pytest.param(b"From: dana@x.example\n\n", "no Message-ID", id="no id"),
        pytest.param("From: dana@x.example\nMessage-ID: <ü@x.example>\n\n".encode(), "no Message-ID", id="an odd id"),
        pytest.param(b"Message-ID: <a@x.example>\n\n", "nobody to answer", id="from nobody"),
        pytest.param(b"", "no Message-ID", id="empty"),
    ],
)
def test_what_cannot_be_answered(head: bytes, words: str) -> None:
    """It is said what is missing."""
    with pytest.raises(MailError, match=words):
        answer_to(a_mail(), read_head(head))


def test_a_long_conversation_keeps_its_beginning_and_its_end() -> None:
    """References do not grow without end; the first and the newest stay, and no line is too long to write."""
    ids = b" ".join(b"<%d.%s@mail.northwind.example>" % (number, b"x" * 60) for number in range(200))
    head = read_head(b"From: dana@x.example\nMessage-ID: <last@x.example>\nReferences: " + ids + b"\n\n")
    mail = answer_to(a_mail(), head)
    assert len(mail.references) == 30
    assert mail.references[0].startswith("<0.")
    assert mail.references[-2].startswith("<199.")
    assert mail.references[-1] == "<last@x.example>"
    check(mail, serialise(mail))


def test_an_empty_subject_leaves_the_letters_own() -> None:
    """Who has written without a subject gets the letter's."""
    head = read_head(b"From: dana@x.example\nMessage-ID: <a@x.example>\nSubject: Re:\n\n")
    assert answer_to(a_mail(subject="Thank you"), head).subject == "Thank you"
