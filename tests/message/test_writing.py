"""The bytes of a draft: golden files, shape, and a round trip through two parsers over thousands of hard names."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fast_mail_parser import PyAddress, parse_email
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_mail.message import as_written, check, for_mailbox, serialise
from followup_mail.model import Address, Mail
from tests.conftest import Golden
from tests.message.mails import BODY, DANA, SAM, a_mail

LONG_ID = f"<{'9f3c-' * 18}exchange@mail.northwind.example>"

HARD = (
    "Dana", "Ortiz,", "O'Neil", "J. R.", '"Dee"', "back\\slash", "(HR)", "<b>", "a@b", "semi;colon", "co:lon", "50%",
    "Müller", "Zoë", "Łukasz", "Nguyễn", "Ana López", "Jos\u0065\u0301", "ß", "İ", "Иван", "Γιώργος", "مريم", "שרה",
    "王小明", "さくら", "김민수", "สมชาย", "🙂", "👩\u200d🔬", "🇬🇧", "\u00a0", "\u200b", "\u202e", "\ufeff", "𝒟", "�",
    "=?", "?=", "=?utf-8?q?a=0ABcc=3A_x?=", "=?iso-8859-1?b?6Q==?=", "a=20b", "_under_", "?", "=", "#1", "[x]", "--",
    "two  blanks", "x" * 66, "x" * 67, "y" * 200, "ü" * 80, "王" * 60, "Donaudampfschifffahrtsgesellschaftskapitän",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        pytest.param("plain", a_mail(), id="plain ASCII"),
        pytest.param(
            "umlauts",
            a_mail(
                to=Address("Zoë Müller", "zoe@bücher.example"),
                sender=Address("Łukasz Żak", "lukasz@example.org"),
                subject="Vielen Dank für das Gespräch am Dienstag über die Stelle als Krankenpfleger:in",
                body="Liebe Frau Müller,\n\nvielen Dank für das Gespräch über die Nachtschicht – es hat mir sehr "
                "gefallen, wie offen Sie über die Übergaben gesprochen haben.\n\n-- \nŁukasz\n",
            ),
            id="umlauts, IDN, a long line, a signature delimiter",
        ),
        pytest.param(
            "comma",
            a_mail(to=Address('Ortiz, Dana "Dee"', DANA.email), sender=Address("S. Tester", SAM.email)),
            id="names in quotation marks",
        ),
        pytest.param(
            "hostile",
            a_mail(
                to=Address("=?utf-8?q?a=0ABcc=3A_x?=", DANA.email),
                subject="=?utf-8?q?a=0ABcc=3A_all=40x.example?= & 100% sure?",
                body="From here on I type =3D and %0A.\n.\nBcc: all@x.example\n",
            ),
            id="text that looks like mail",
        ),
        pytest.param(
            "cjk", a_mail(to=Address("王小明" * 8, DANA.email), subject="感谢您" * 20), id="CJK over several words"
        ),
        pytest.param("emoji", a_mail(to=Address("🙂" * 12, DANA.email), subject="Thanks 🙂"), id="emoji"),
        pytest.param("answer", a_mail(subject="Re: Interview", references=("<a@x.example>", LONG_ID)), id="an answer"),
        pytest.param("nobody", a_mail(to=None, sender=None), id="neither sender nor reader"),
        pytest.param(
            "several",
            replace(a_mail(), also_to=(Address("Sam Lee", "sam.lee@northwind.example"),), cc=(SAM,), bcc=(SAM, DANA)),
            id="readers that the person has added",
        ),
        pytest.param(
            "long_words",
            a_mail(subject=f"Thanks {'x' * 90}", body=f"See https://example.org/{'y' * 150}\n"),
            id="words longer than a line",
        ),
    ],
)
def test_golden_bytes(golden: Golden, name: str, mail: Mail) -> None:
    """These mails have these bytes, on every system and every Python."""
    data = serialise(mail)
    check(mail, data)
    golden(f"mail/{name}.eml", data)


def test_unsent_can_be_left_out() -> None:
    """The mark that opens a draft for editing is left out where a program would send it along."""
    mail = a_mail()
    marked, unmarked = serialise(mail), serialise(mail, unsent=False)
    check(mail, unmarked, unsent=False)
    assert marked.replace(b"X-Unsent: 1\r\n", b"") == unmarked


def shape_is_right(data: bytes) -> bool:
    """ASCII, CRLF only, From first, no line over 76, no blank at an end but `-- `."""
    lines = data.decode("ascii").split("\r\n")
    return (
        lines[0].startswith("From: ")
        and lines[-1] == ""
        and not any("\r" in line or "\n" in line for line in lines)
        and all(len(line) <= 76 for line in lines)
        and all(line == line.rstrip(" \t") or line == "-- " for line in lines)
    )


def test_some_thousand_hard_names_and_subjects() -> None:
    """Each hard piece joined to each, in names and in the subject, is read by two parsers just as it was meant."""
    for (one, other), between in zip(itertools.product(HARD, repeat=2), itertools.cycle(("", " ")), strict=False):
        text = f"{one}{between}{other}"
        mail = a_mail(to=Address(text, DANA.email), sender=Address(text[::-1], SAM.email), subject=text)
        data = serialise(mail)
        check(mail, data)
        assert shape_is_right(data), text
        assert_other_parser_agrees(mail, data)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=120)
ANY_BODY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=400)


@settings(max_examples=300)
@given(name=ANY_TEXT, subject=ANY_TEXT, body=ANY_BODY | st.text(" \t\nFrom-=.é", max_size=200))
def test_any_text_comes_back(name: str, subject: str, body: str) -> None:
    """Whatever a name, a subject and a body hold, the draft says just that, in lines that every program takes."""
    mail = a_mail(to=Address(name, DANA.email), sender=Address(name, SAM.email), subject=subject, body=body)
    data = serialise(mail)
    check(mail, data)
    assert shape_is_right(data)
    assert_other_parser_agrees(mail, data)
    assert serialise(mail) == data


def assert_other_parser_agrees(mail: Mail, data: bytes) -> None:
    """Compare with a parser in Rust that shares no line with Python's."""
    meant, read = as_written(mail), parse_email(data)
    assert read.warnings == []
    assert one_blank(read.subject) == one_blank(meant.subject)
    assert read.text_plain == [meant.body.replace("\n", "\r\n")]
    assert read.from_ is not None
    assert [seen(read.from_)] == [wanted(meant.sender)]
    assert [seen(one) for one in read.to] == [wanted(meant.to)]
    assert len(read.headers) == sum(map(bool, (meant.sender, meant.to, meant.subject, meant.references))) + 5


def seen(mailbox: PyAddress) -> tuple[str, str]:
    """A mailbox as the other parser has it."""
    return one_blank(mailbox.display_name or ""), mailbox.address


def wanted(mailbox: Address | None) -> tuple[str, str]:
    """The mailbox as it was meant."""
    assert mailbox is not None
    return one_blank(mailbox.name), mailbox.email


def one_blank(text: str) -> str:
    """The other parser makes runs of blanks one, as many mail programs do."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("From the first minute …\n", id="at the start"),
        pytest.param("From the first minute\n", id="in plain ASCII"),
        pytest.param("x" * 73 + "From the rest\n", id="where a soft break comes before it"),
    ],
)
def test_no_line_of_the_body_begins_with_from(body: str) -> None:
    """Mailbox files put a > before such a line; so none is written."""
    data = serialise(a_mail(body=body))
    assert b"\r\nFrom " not in data.partition(b"\r\n\r\n")[2].join((b"\r\n", b""))
    check(a_mail(body=body), data)


@pytest.mark.parametrize("body", [pytest.param("a" * n + "é" * 40, id=f"{n} before") for n in range(60, 78)])
def test_quoted_printable_lines_hold_whole_characters(body: str) -> None:
    """No line is longer than 76, and each can be decoded by itself."""
    written = serialise(a_mail(body=body)).partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert max(map(len, written)) <= 76
    for line in written:
        octets = bytes.fromhex(line.rstrip(b"=").replace(b"a", b"").replace(b"=", b"").decode())
        assert octets.decode() == "é" * (len(octets) // 2)


def test_double_blanks_survive_folding() -> None:
    """A line is never folded where two blanks meet: many readers would make them one."""
    mail = a_mail(subject=f"{'x' * 60}  {'y' * 20}")
    data = serialise(mail)
    check(mail, data)
    assert shape_is_right(data)
    assert b"x__y" in data.replace(b"?=\r\n =?utf-8?q?", b"")


def test_for_mailbox_takes_the_mark_out_and_puts_a_date_in() -> None:
    """What goes into a mailbox has no X-Unsent and a Date to be sorted by; all else is as it was."""
    mail = a_mail(references=("<a@x.example>",))
    day = datetime(2026, 7, 4, 9, 5, 3, tzinfo=timezone(-timedelta(hours=3, minutes=30)))
    data = for_mailbox(serialise(mail), date=day)
    assert data.replace(b"Date: Sat, 04 Jul 2026 09:05:03 -0330\r\n", b"") == serialise(mail, unsent=False)
    assert for_mailbox(data, date=datetime(2027, 1, 1, tzinfo=UTC)) == data


def test_for_mailbox_mends_what_an_editor_did() -> None:
    """A BOM goes, LF and capitals do not matter, and a body that talks of X-Unsent stays."""
    edited = b"\xef\xbb\xbfFrom: sam@example.org\nx-UNSENT: 1\nSubject: a\n\nX-Unsent: 1\n"
    assert for_mailbox(edited) == b"From: sam@example.org\nSubject: a\n\nX-Unsent: 1\n"


def test_body_is_readable_in_the_file() -> None:
    """A plain letter stands in the file word by word, broken only between words, so that any editor can change it."""
    body = serialise(a_mail()).partition(b"\r\n\r\n")[2]
    assert body.count(b" =\r\n") == body.count(b"=") == 2
    assert body.replace(b"=\r\n", b"") == BODY.replace("\n", "\r\n").encode()
