"""Reading a mail file, also one that others have changed, and finding a fault before anything is written."""

import subprocess
import sys

import pytest

from followup_mail.message import MailError, ReadBackError, check, read_back, serialise
from followup_mail.model import Address, Mail
from tests.message.mails import a_mail

HEAD = "From: Sam Tester <sam@example.org>\r\nTo: Dana <dana@x.example>\r\nSubject: Thanks\r\n"


def test_a_draft_comes_back() -> None:
    """What is written is read as the mail that it was made from."""
    mail = a_mail(references=("<a@x.example>", "<b@x.example>"))
    assert read_back(serialise(mail)) == mail


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param((b"Dana Ortiz", b"Dana Ortis"), id="a name"),
        pytest.param((b"Subject: ", b"Subject: Re: "), id="the subject"),
        pytest.param((b"X-Unsent: 1\r\n", b""), id="a header field less"),
        pytest.param((b"X-Unsent: 1", b"X-Unsent: 1\r\nX-More: 1"), id="a header field more"),
        pytest.param((b"To: ", b"Bcc: all@x.example\r\nTo: "), id="a reader more"),
        pytest.param((b"Tuesday", b"Monday"), id="the body"),
        pytest.param((b"Dear Dana,\r\n", b"Dear Dana,\n"), id="a line end"),
        pytest.param((b"streaming", b"str\xc3\xa9aming"), id="a character outside ASCII"),
        pytest.param((b"<dana.ortiz@", b"<dana@"), id="an address"),
    ],
)
def test_a_difference_is_found(damage: tuple[bytes, bytes]) -> None:
    """Bytes that do not say what was meant are never taken for good."""
    data = serialise(a_mail())
    assert damage[0] in data
    with pytest.raises(ReadBackError, match="please report"):
        check(a_mail(), data.replace(*damage))


def read(head: str, body: str | bytes) -> Mail:
    """What a file with this header and body says."""
    return read_back(head.encode() + b"\r\n" + (body if isinstance(body, bytes) else body.encode()))


def test_a_draft_changed_in_an_editor() -> None:
    """A BOM, LF, raw UTF-8 in header and body, and no charset at all: read as the person sees it."""
    edited = (
        "\ufeffFrom: Łukasz <l@example.org>\nTo: Zoë Ortiz <zoe@bücher.example>\nSubject: Grüße\n\nDear Zoë,\nça va\n"
    )
    mail = read_back(edited.encode())
    assert mail.sender == Address("Łukasz", "l@example.org")
    assert mail.to == Address("Zoë Ortiz", "zoe@xn--bcher-kva.example")
    assert (mail.subject, mail.body) == ("Grüße", "Dear Zoë,\nça va\n")


def test_readers_that_a_person_has_added() -> None:
    """Nobody whom the person has added is lost."""
    mail = read(
        "To: Dana <dana@x.example>, sam.lee@x.example\nCc: a@x.example\nCc: b@x.example\n"
        "Bcc: =?utf-8?q?Zo=C3=AB?= <z@x.example>\n",
        "x",
    )
    assert mail.to == Address("Dana", "dana@x.example")
    assert mail.also_to == (Address("", "sam.lee@x.example"),)
    assert mail.cc == (Address("", "a@x.example"), Address("", "b@x.example"))
    assert mail.bcc == (Address("Zoë", "z@x.example"),)


def test_a_mail_to_answer() -> None:
    """Its id and those before it are read whole, also when folded and when only In-Reply-To is there."""
    answered = read(f"{HEAD}Message-ID: <c@x>\r\nReferences: <a@x>\r\n\t<b@x>\r\n", "x")
    assert (answered.message_id, answered.references) == ("<c@x>", ("<a@x>", "<b@x>"))
    assert read(f"{HEAD}In-Reply-To: <a@x>\r\n", "x").references == ("<a@x>",)


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        pytest.param("Content-Type: text/plain; charset=iso-8859-1\r\n", b"caf\xe9\r\n", "café\n", id="Latin-1"),
        pytest.param("Content-Type: text/plain; charset=us-ascii\r\n", "café\n", "café\n", id="wrongly called ASCII"),
        pytest.param("Content-Type: text/plain; charset=x-odd\r\n", "café\n", "café\n", id="unknown charset"),
        pytest.param("Content-Transfer-Encoding: base64\r\n", "Y2Fmw6k=\r\n", "café", id="base64"),
        pytest.param(
            "Content-Type: text/plain; charset=utf-8; format=flowed\r\n",
            "one \r\ntwo\r\n\r\n three\r\n-- \r\nSam\r\n",
            "one two\n\nthree\n-- \nSam\n",
            id="flowed",
        ),
        pytest.param("Content-Type: text/plain; format=flowed; delsp=yes\r\n", "on \r\ne\r\n", "one\n", id="delsp"),
        pytest.param(
            'Content-Type: multipart/alternative; boundary="b"\r\n',
            "--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b--\r\n",
            "plain",
            id="text beside HTML",
        ),
    ],
)
def test_bodies_that_others_wrote(head: str, body: str | bytes, text: str) -> None:
    """The plain text is found and decoded, however another program has wrapped it."""
    assert read(HEAD + head, body).body == text


def test_no_plain_text() -> None:
    """A file that is only HTML is refused in one line."""
    with pytest.raises(MailError, match="no plain text"):
        read(f"{HEAD}Content-Type: text/html\r\n", "<p>Dear Dana")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"Dear Dana,\n\nthank you\n", id="no header"),
        pytest.param(b"Subject: =?utf-8?b?!!!?= =?x-odd?q?a?=\nTo: <<>>, @\n\nx", id="broken words and addresses"),
    ],
)
def test_any_file_is_read_without_a_traceback(data: bytes) -> None:
    """A file that is hardly a mail gives a mail that says little."""
    assert read_back(data).to is None


def test_the_email_package_is_loaded_by_reading_only() -> None:
    """Making the bytes needs nothing of Python's email package."""
    asked = (
        "import sys; from followup_mail.message import message_id, serialise; from followup_mail.model import Mail;"
        "serialise(Mail(None, 'Thanks', 'Dear Dana', message_id('a', 'x.example')));"
        "print([name for name in sys.modules if name.split('.')[0] == 'email'])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
