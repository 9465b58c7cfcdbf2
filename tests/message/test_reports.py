"""Reports of mail servers: what came back, from whose mailbox, and what is merely late."""

import pytest

from followup_mail.message import Report, is_report, read_head, read_report

POSTFIX = b"""\
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
To: sam@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Message-ID: <report@mail.example.org>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; Dana.Ortiz@northwind.example
Original-Recipient: rfc822;dana.ortiz@northwind.example
Action: ACTION
Status: 5.1.1

--b
Content-Type: message/rfc822

From: Sam Tester <sam@example.org>
To: dana.ortiz@northwind.example
Message-ID: <sent@example.org>
Subject: Thank you

Dear Dana
--b--
"""
EXIM = b"""\
From: Mail Delivery System <Mailer-Daemon@mx.example.org>
X-Failed-Recipients: dana.ortiz@northwind.example
Subject: Mail delivery failed: returning message to sender
Message-ID: <report@mx.example.org>

This message was created automatically by mail delivery software.

------ This is a copy of the message, including all the headers. ------

Message-Id: <sent@example.org>
Subject: Thank you
"""
EXCHANGE = POSTFIX.replace(b"message/rfc822", b"text/rfc822-headers").replace(b"Message-ID: <s", b"MESSAGE-ID: <s")

GMAIL = (
    b"From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nIn-Reply-To: <sent@example.org>\n"
    b"References: <sent@example.org>\nX-Failed-Recipients: dana.ortiz@northwind.example\nAuto-Submitted: auto-replied\n"
    b"Content-Type: text/plain\n\nAddress not found\n"
)
READ_RECEIPT = (
    b"From: dana.ortiz@northwind.example\nContent-Type: multipart/report; report-type=disposition-notification; "
    b'boundary="b"\nIn-Reply-To: <sent@example.org>\n\n--b\nContent-Type: message/disposition-notification\n\n'
    b"Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n"
)


def postfix(action: bytes) -> bytes:
    """A report about a mail that has met with `action`."""
    return POSTFIX.replace(b"ACTION", action)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(postfix(b"failed"), id="Postfix"),
        pytest.param(postfix(b"failed (permanent failure)").replace(b"\n", b"\r\n"), id="with a comment"),
        pytest.param(EXCHANGE.replace(b"ACTION", b"failed"), id="headers alone"),
        pytest.param(EXIM, id="Exim, in its own words"),
        pytest.param(GMAIL, id="Gmail"),
        pytest.param(postfix(b"failed")[:700], id="without its end"),
    ],
)
def test_what_came_back(data: bytes) -> None:
    """The mail is known by its Message-ID, the reader by their address, in small letters."""
    report = read_report(data)
    assert is_report(read_head(data))
    assert report.undelivered
    assert report.readers == {"dana.ortiz@northwind.example"}
    assert report.about == ({"<sent@example.org>"} if len(data) != 700 else set())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(postfix(b"delayed"), id="late"),
        pytest.param(postfix(b"delivered"), id="delivered"),
        pytest.param(postfix(b"relayed"), id="handed on"),
        pytest.param(READ_RECEIPT, id="read"),
    ],
)
def test_what_has_not_come_back(data: bytes) -> None:
    """Late is not lost, and a receipt is good news."""
    assert is_report(read_head(data))
    assert not read_report(data).undelivered


def test_a_person_is_no_report() -> None:
    """An ordinary answer is not read as one."""
    assert not is_report(read_head(b"From: Dana <dana@x.example>\nContent-Type: multipart/alternative\n\n"))


@pytest.mark.parametrize("data", [pytest.param(b"", id="nothing"), pytest.param(b"\xff\x00" * 99, id="no text")])
def test_any_bytes_are_read(data: bytes) -> None:
    """What says nothing is about nothing."""
    assert read_report(data) == Report(undelivered=True)
