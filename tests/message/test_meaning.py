"""What a mail means before it is bytes, and what no mail can hold."""

import re

import pytest

from followup_mail.addresses import has_controls
from followup_mail.message import MailError, as_written, message_id, serialise
from followup_mail.model import Address, Mail
from tests.message.mails import a_mail


def test_same_key_same_message_id() -> None:
    """The Message-ID comes from the key and the sender's domain, and from nothing else."""
    assert message_id("a", "example.org") == message_id("a", "example.org")
    assert message_id("a", "example.org") != message_id("b", "example.org")
    assert re.fullmatch(r"<[0-9a-f]{32}@xn--bcher-kva\.example>", message_id("a", "Bücher.example"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("Ortiz; Dana", "Ortiz, Dana", id="semicolon"),
        pytest.param(" Dana   Ortiz ", "Dana Ortiz", id="blanks"),
        pytest.param("Dana\u00a0Ortiz", "Dana Ortiz", id="no-break space"),
        pytest.param('D\'Arcy "Dee" O\\Neil', 'D\'Arcy "Dee" O\\Neil', id="quotes and backslash stay"),
    ],
)
def test_names_as_written(typed: str, name: str) -> None:
    """A display name is changed only where mail programs would change it."""
    assert as_written(a_mail(to=Address(typed, "d@x.example"))).to == Address(name, "d@x.example")


@pytest.mark.parametrize(
    ("body", "written"),
    [
        pytest.param("a\r\nb\rc\n", "a\nb\nc\n", id="line ends"),
        pytest.param("a  \nb\t\n", "a\nb\n", id="blanks at line ends"),
        pytest.param("a\n-- \nSam", "a\n-- \nSam\n", id="signature delimiter"),
        pytest.param("a\n--  \nSam", "a\n--\nSam\n", id="not quite a signature delimiter"),
        pytest.param("a\n\n\n", "a\n", id="one line end at the end"),
        pytest.param("", "\n", id="nothing"),
    ],
)
def test_body_as_written(body: str, written: str) -> None:
    """Bodies have one kind of line end and no blank that a mail program would trip over."""
    assert as_written(a_mail(body=body)).body == written


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        pytest.param(a_mail(subject="Thanks\r\nBcc: all@x.example"), "subject has a line break", id="break in subject"),
        pytest.param(a_mail(subject="Thanks\u2028you"), "subject has a line break", id="separator in subject"),
        pytest.param(a_mail(subject="Thanks \udc80"), "subject has", id="lone surrogate in subject"),
        pytest.param(a_mail(to=Address("Dana\nBcc: x", "d@x.example")), "To: the name", id="break in name"),
        pytest.param(a_mail(sender=Address("Sam\0", "s@x.example")), "From: the name", id="NUL in name"),
        pytest.param(a_mail(to=Address("Dana", "dána@x.example")), "To: .*outside ASCII", id="non-ASCII local part"),
        pytest.param(a_mail(to=Address("Dana", "d@x.example>, <e@x.example")), "To: ", id="two addresses in one"),
        pytest.param(a_mail(to=Address("Dana", "d@x.example\r\nBcc: e@x.example")), "To: ", id="break in address"),
        pytest.param(a_mail(body="a\0b"), "NUL", id="NUL in body"),
        pytest.param(a_mail(body="a\ud800b"), "surrogate", id="lone surrogate in body"),
        pytest.param(a_mail(references=("<a@b> <c@d>",)), "no message-id", id="two ids in one"),
        pytest.param(a_mail(references=("<a@b>\r\nBcc: x",)), "no message-id", id="break in reference"),
        pytest.param(a_mail(references=("<" + "a" * 1000 + "@b>",)), "no message-id", id="endless reference"),
        pytest.param(Mail(None, "Thanks", "a", "no-brackets@x"), "no message-id", id="id without brackets"),
    ],
)
def test_what_no_mail_can_hold(mail: Mail, said: str) -> None:
    """What would break a mail, or smuggle a header into it, is refused in one clean line."""
    with pytest.raises(MailError, match=said) as refusal:
        serialise(mail)
    assert not has_controls(str(refusal.value))
