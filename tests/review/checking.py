"""A letter that is fine but for what a test puts into it, and the names of what the review finds."""

from datetime import date

from followup_mail.model import Letter, Occasion
from followup_mail.review import ReadDraft, review
from tests.review.letters import occasion, phrases, policy

DANA = occasion("engineer", "thank_you", "Dana Ortiz", date(2026, 11, 18))
PRIYA = occasion("engineer", "status_check", "Priya Raman", date(2026, 12, 1))
PATEL = occasion("teacher", "thank_you", "Dr Asha Patel", date(2026, 11, 13))
TALK = (
    "Thank you for talking with me about the Senior Data Engineer role. What stayed with me is your plan to move the"
    " nightly Spark jobs to streaming. At Contoso I led the Kafka migration, forty jobs without one late close, and I"
    " would be glad to bring that to your team."
)


def letter(middle: str = "", *, greeting: str = "Dear Dana,", at: Occasion = DANA, subject: str = "") -> Letter:
    """A letter that is fine but for what is given."""
    body = (
        f"{greeting}\n\n{TALK}\n\n{middle}\n\nBest regards,\nSam Tester\n"
        if middle
        else (f"{greeting}\n\n{TALK}\n\nBest regards,\nSam Tester\n")
    )
    return Letter(at.message.kind, at.message.to, subject or "Thank you - Senior Data Engineer interview", body)


def rules(given: Letter, at: Occasion | None = DANA, *, draft: ReadDraft | None = None) -> set[str]:
    """The names of what is found."""
    return {found.rule for found in review(given, at, policy=policy(), phrases=phrases(), draft=draft)}
