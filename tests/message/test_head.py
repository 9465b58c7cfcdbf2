"""The header of any mail, as others have written it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from followup_mail.message import read_head
from followup_mail.model import Address


def test_a_header_says_who_when_and_where_it_belongs() -> None:
    """Names are decoded, readers gathered, and the mail answered comes last, also where References leaves it out."""
    head = read_head(
        b"From: =?utf-8?q?Zo=C3=AB?= <zoe@x.example>\r\nTo: a@x.example\r\nCc: B <b@x.example>\r\n"
        b"Reply-To: hr@x.example\r\nSubject: =?utf-8?b?R3LDvMOfZQ==?=\r\n\t=?utf-8?q?_aus_K=C3=B6ln?=\r\n"
        b"Date: Tue, 17 Nov 2026 14:00:00 -0500 (EST)\r\nMessage-ID: <m@x.example>\r\n"
        b"References: <one@x> <two@x>\r\nIn-Reply-To: <three@x> (your mail)\r\n\r\nbody: of no interest\r\n"
    )
    assert (head.sender, head.reply_to) == (Address("Zoë", "zoe@x.example"), Address("", "hr@x.example"))
    assert [one.email for one in head.readers] == ["a@x.example", "b@x.example"]
    assert head.subject == "Grüße aus Köln"
    assert head.date == datetime(2026, 11, 17, 14, tzinfo=timezone(-timedelta(hours=5)))
    assert (head.message_id, head.references) == ("<m@x.example>", ("<one@x>", "<two@x>", "<three@x>"))
    assert "body" not in head.fields


@pytest.mark.parametrize(
    ("date", "read"),
    [
        pytest.param("Tue, 17 Nov 2026 14:00:00 -0000", datetime(2026, 11, 17, 14, tzinfo=UTC), id="no zone told"),
        pytest.param("17 Nov 26 14:00 GMT", datetime(2026, 11, 17, 14, tzinfo=UTC), id="an old form"),
        pytest.param("yesterday", None, id="words"),
        pytest.param("Tue, 99 Nov 2026 14:00:00 +0000", None, id="no such day"),
        pytest.param("Tue, 17 Nov 9999 14:00:00 -1400", None, id="a year nobody meant"),
        pytest.param("", None, id="empty"),
    ],
)
def test_dates(date: str, read: datetime | None) -> None:
    """What is no date is none; never an error, and never without a zone."""
    assert read_head(f"Date: {date}\n\n".encode()).date == read


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe\x00\r\n", id="no text"),
        pytest.param(b"From: <<>>@\nTo: =?x?q?\nReferences: <\nMessage-ID: >\n", id="broken fields"),
        pytest.param(b"From:" + b" a@x.example," * 5000 + b"\n", id="very many senders"),
    ],
)
def test_any_bytes_are_read(data: bytes) -> None:
    """Nothing that lies in a mailbox stops the reading."""
    assert read_head(data).subject == ""


def test_what_a_field_says() -> None:
    """Several fields of a name are one text, in small letters; a field that is missing is empty."""
    head = read_head(b"Auto-Submitted: Auto-Replied\nX-Loop: a\nx-loop: B\n\n")
    assert (head.says("auto-submitted"), head.says("x-loop"), head.says("list-id")) == ("auto-replied", "a b", "")
