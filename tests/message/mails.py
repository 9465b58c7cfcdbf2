"""Mails that the tests of writing, reading and delivering share."""

from followup_mail.message import message_id
from followup_mail.model import Address, Mail

SAM = Address("Sam Tester", "sam@example.org")
DANA = Address("Dana Ortiz", "dana.ortiz@northwind.example")

BODY = """Dear Dana,

Thank you for talking with me on Tuesday about the Senior Data Engineer role.

What stayed with me is your plan to move the nightly Spark jobs to streaming.

Best regards,
Sam Tester
"""


def a_mail(
    *,
    to: Address | None = DANA,
    sender: Address | None = SAM,
    subject: str = "Thank you: Senior Data Engineer",
    body: str = BODY,
    references: tuple[str, ...] = (),
) -> Mail:
    """A thank-you that differs only in what a test is about."""
    return Mail(
        to=to,
        subject=subject,
        body=body,
        message_id=message_id("northwind r1 thank_you", "example.org"),
        sender=sender,
        references=references,
    )
