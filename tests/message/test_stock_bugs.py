"""What Python's own email package gets wrong, case by case (python/cpython issues), and what is written here instead.

Each case is a mail that some Python writes or reads wrongly. Ours must be right on every one; that the standard library
is wrong is asserted only where it is known to be, so that a Python in which it was mended fails nothing.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.headerregistry import Address as StockAddress
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from fast_mail_parser import parse_email

from followup_mail.message import MailError, as_written, check, read_back, read_head, serialise
from followup_mail.model import Address, Mail
from tests.message.mails import DANA, SAM, a_mail
from tests.message.test_writing import LONG_ID

SAM_LEE = Address("", "sam.lee@northwind.example")


def by_stock(mail: Mail, width: int | None = 78) -> bytes:
    """The mail as the standard library's modern interface writes it."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=width))
    for field, boxes in (("From", [mail.sender]), ("To", [mail.to, *mail.also_to])):
        message[field] = [StockAddress(one.name, addr_spec=one.email) for one in boxes if one]
    message["Subject"] = mail.subject
    message["Message-ID"] = mail.message_id
    if mail.references:
        message["In-Reply-To"], message["References"] = mail.references[-1], " ".join(mail.references)
    message.set_content(mail.body)
    return message.as_bytes()


def is_right(mail: Mail, data: bytes) -> bool:
    """Whether a parser that is not Python's reads what was meant, and the bytes keep the rules."""
    meant, read = as_written(mail), parse_email(data)
    head, _, body = data.partition(b"\r\n\r\n")
    ids = re.sub(rb"\s+", b" ", head)
    return (
        read.subject == meant.subject
        and [(one.display_name or "", one.address) for one in read.to] == [(a.name, a.email) for a in readers(meant)]
        and [text.replace("\r\n", "\n") for text in read.text_plain] == [meant.body]
        and all(reference.encode() in ids for reference in meant.references)
        and set(read.headers) <= KNOWN
        and max(map(len, body.split(b"\r\n"))) <= 76
        and str(message_from_bytes(data, policy=default)["subject"]) == meant.subject
    )


def readers(mail: Mail) -> list[Address]:
    """All of To."""
    return [one for one in (mail.to, *mail.also_to) if one is not None]


KNOWN = {
    *("From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "X-Unsent"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


@pytest.mark.parametrize(
    ("mail", "wrong_on"),
    [
        pytest.param(
            a_mail(references=("<first@x.example>", LONG_ID)), {(3, 11, 7), (3, 12, 7), (3, 13, 2), (3, 14, 2)},
            id="100991, 79986: long ids become encoded-words",
        ),
        pytest.param(
            a_mail(to=Address(f"Ortiz, {'x' * 69}", DANA.email)), {(3, 11, 7), (3, 12, 7)},
            id="80222: a quoted name loses its quotes, and one address becomes two",
        ),
        pytest.param(
            a_mail(to=Address(f"Ortiz, Däna {'y' * 22} z", DANA.email)), {(3, 11, 7), (3, 12, 7), (3, 13, 2)},
            id="121284: a comma of an encoded-word comes out of it",
        ),
        pytest.param(
            replace(
                a_mail(to=Address("Zoë Jörg-Günther", DANA.email)), also_to=(replace(SAM_LEE, name="Müller Zoë"),)
            ),
            {(3, 11, 7)},
            id="100884: the comma between two readers goes into a name, and one reader is lost",
        ),
        pytest.param(
            a_mail(subject=f"{'ü' * 10} {'x' * 15} ä ä ä {'ö' * 10}"), {(3, 11, 7), (3, 12, 7)},
            id="92081: a blank between two encoded-words is lost",
        ),
        pytest.param(
            a_mail(subject=f"word word word {'x' * 41} ü end"), {(3, 11, 7), (3, 12, 7)},
            id="124452, 87659: a subject that just fills the line gains a blank",
        ),
        pytest.param(
            a_mail(body=f"é{'x' * 160}\n"), {(3, 11, 7), (3, 12, 7), (3, 13, 2), (3, 14, 2)},
            id="quoted-printable lines of 78",
        ),
        pytest.param(
            a_mail(subject="=?utf-8?q?a=0ABcc=3A_x?="), {(3, 11, 7)},
            id="121650: a subject becomes a header field",
        ),
        pytest.param(
            a_mail(subject="=?utf-8?q?caf=C3=A9?= as it is typed"), {(3, 11, 7), (3, 12, 7), (3, 13, 2), (3, 14, 2)},
            id="152519, 85725: text that looks like an encoded-word is decoded",
        ),
    ],
)  # fmt: skip
def test_what_stock_writes_wrongly(mail: Mail, wrong_on: set[tuple[int, int, int]]) -> None:
    """Ours is read just as it was meant; the standard library's is not, on the Pythons where that was found."""
    data = serialise(mail)
    check(mail, data)
    assert is_right(mail, data)
    if sys.version_info[:3] in wrong_on:
        assert not is_right(mail, by_stock(mail))


def refusal(write: Callable[[], bytes]) -> str:
    """The kind of error that it ends with."""
    try:
        return f"written: {write()[:40]!r}"
    except (ValueError, TypeError) as error:
        return type(error).__name__


def test_an_international_domain() -> None:
    """83938, 122476: stock writes an encoded-word into the address, where none may be; here it is an A-label."""
    mail = a_mail(to=Address("Zoë", "zoe@bücher.example"))
    assert b"<zoe@xn--bcher-kva.example>" in serialise(mail)
    if sys.version_info[:3] in {(3, 11, 7), (3, 12, 7), (3, 13, 2), (3, 14, 2)}:
        assert b"@=?utf-8?q?b=C3=BCcher?=" in by_stock(mail)


def test_a_local_part_outside_ascii() -> None:
    """83938: stock encodes it, so that it reaches somebody else or nobody; here it is refused in one line."""
    with pytest.raises(MailError, match="letters outside ASCII before the @"):
        serialise(a_mail(to=Address("Zoë", "zoë@northwind.example")))


@pytest.mark.parametrize("place", ["subject", "body"])
def test_half_a_character(place: str) -> None:
    """A lone surrogate: an error about codecs in stock, one line that says what is wrong here."""
    mail = a_mail(subject="a\ud800") if place == "subject" else a_mail(body="a\ud800\n")
    with pytest.raises(MailError, match=r"control character|half a character"):
        serialise(mail)
    if sys.version_info[:3] == (3, 11, 7):
        assert refusal(lambda: by_stock(mail)) == "UnicodeEncodeError"


@pytest.mark.parametrize("length", [None, 0])
def test_lines_without_a_limit(length: int | None) -> None:
    """A policy without a width ends in an error in stock; lines here have theirs, whatever is in them."""
    mail = a_mail(subject=f"=?x {'ü' * 200}", references=(LONG_ID,) * 9)
    assert all(len(line) <= 76 or LONG_ID.encode() in line for line in serialise(mail).split(b"\r\n"))
    if sys.version_info[:3] == (3, 11, 7):
        assert refusal(lambda: by_stock(mail, length)) in {"TypeError", "ValueError"}


@pytest.mark.parametrize(
    "mail",
    [
        pytest.param(a_mail(subject="a\nBcc: all@x.example"), id="in the subject"),
        pytest.param(a_mail(to=Address("Dana\r\nBcc: all@x.example", DANA.email)), id="in a name"),
        pytest.param(a_mail(references=("<a@x>\r\nBcc: all@x.example",)), id="in an id"),
        pytest.param(a_mail(to=Address("Dana", "dana@x.example>\nBcc: <all@x.example")), id="in an address"),
    ],
)
def test_no_line_break_becomes_a_header_field(mail: Mail) -> None:
    """127794, 144125: whatever the Python lets through, a line break is refused before anything is written."""
    with pytest.raises(MailError):
        serialise(mail)


def test_text_in_brackets_is_no_comment() -> None:
    """143935: stock folds a long comment without a blank; here round brackets are part of a quoted or encoded name."""
    mail = a_mail(to=Address(f"Dana ({'HR ' * 40}team)", DANA.email), sender=Address("Sam (he/him)", SAM.email))
    data = serialise(mail)
    check(mail, data)
    assert is_right(mail, data)


def test_a_name_in_two_encoded_words() -> None:
    """79728: stock reads a blank into the middle of the name; here it is read whole."""
    data = b"To: =?utf-8?q?Donau?= =?utf-8?q?dampfer?= <d@northwind.example>\r\n\r\n"
    assert read_head(data).readers == (Address("Donaudampfer", "d@northwind.example"),)
    if sys.version_info[:3] == (3, 11, 7):
        stock = message_from_bytes(data, policy=default)["to"].addresses
        assert [one.display_name for one in stock] == ["Donau dampfer"]


@pytest.mark.parametrize("character", ["\x0b", "\x0c", "\x85", "\u2028"], ids=["VT", "FF", "NEL", "LS"])
def test_odd_line_ends_are_characters(character: str) -> None:
    """90620: what only looks like the end of a line stays within its line."""
    mail = a_mail(body=f"one{character}two\nthree\n")
    data = serialise(mail)
    check(mail, data)
    assert read_back(data).body == mail.body
    assert is_right(mail, data)


@pytest.mark.parametrize("body", ["a\r\nb\r\n", "a\rb\r", "a\nb\n"], ids=["CRLF", "CR", "LF"])
def test_no_line_end_is_doubled(body: str) -> None:
    """132105, 142006: each line end is one CRLF."""
    data = serialise(a_mail(body=body))
    assert data.partition(b"\r\n\r\n")[2] == b"a\r\nb\r\n"
