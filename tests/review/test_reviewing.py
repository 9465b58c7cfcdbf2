"""What surrounds a letter, the review as a whole, and the slips of an edit."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.model import Address, Event, Finding, Letter, Me, Severity, Voice
from followup_mail.review import ReadDraft, blocks, review
from tests.review.checking import DANA, letter, rules
from tests.review.letters import applications, findings, good, phrases, policy

# --- around the letter ----------------------------------------------------------------------------------------------


def test_another_recipient() -> None:
    """An address that is not the record's is pointed out with the right one; case makes no difference."""
    wrong = replace(letter(), to=Address("Dana Ortiz", "dana.ortis@northwind.example"))
    assert rules(wrong) == {"wrong-recipient"}
    assert not rules(replace(letter(), to=Address("Dana Ortiz", "Dana.Ortiz@Northwind.example")))


def test_copies_receipts_and_flags() -> None:
    """Copies to others, receipts, loud flags and attachments are pointed out; a copy to oneself is fine."""
    given = letter()
    assert not rules(given, draft=ReadDraft(given, bcc=("sam@example.org",)))
    assert rules(given, draft=ReadDraft(given, cc=("ben@northwind.example",))) == {"copies"}
    assert rules(given, draft=ReadDraft(given, further_to=("ben@northwind.example",))) == {"copies"}
    assert rules(given, draft=ReadDraft(given, headers={"disposition-notification-to": "a@b.example"})) == {"phrase-92"}
    assert rules(given, draft=ReadDraft(given, headers={"x-priority": "1 (Highest)"})) == {"phrase-92"}
    assert not rules(given, draft=ReadDraft(given, headers={"x-priority": "3"}))
    assert rules(given, draft=ReadDraft(given, attachments=("cv.pdf",))) == {"attachment"}
    assert rules(given, draft=ReadDraft(given, sender=Address("", "sam@work.example"))) == {"wrong-sender"}


def test_a_draft_to_nobody() -> None:
    """It is pointed out with the address of the record, unless none is known and the letter goes into a portal."""
    given = replace(letter(), to=None)
    [found] = review(given, DANA, policy=policy(), phrases=phrases(), draft=ReadDraft(given))
    assert (found.rule, found.severity) == ("no-recipient", Severity.WARN)
    assert found.instead == "To: Dana Ortiz <dana.ortiz@northwind.example>"
    assert rules(given, None, draft=ReadDraft(given)) == {"no-recipient", "no-record"}
    portal = replace(DANA, message=replace(DANA.message, to=None))
    assert not rules(given, portal, draft=ReadDraft(given))
    assert not rules(letter(), draft=ReadDraft(letter()))


def test_a_true_re() -> None:
    """An answer in a thread may say so."""
    given = replace(letter(), subject="Re: Senior Data Engineer")
    assert not rules(given, draft=ReadDraft(given, references=("<1@northwind.example>",)))
    assert rules(given, draft=ReadDraft(given)) == {"false-re"}


def test_two_checks_in_a_week() -> None:
    """A check within seven days of the last one is too soon; a week later it is not."""
    case = next(case for case in good() if case.letter.kind == "second_check")
    for days, expected in ((6, ["phrase-93"]), (7, [])):
        sent = Event(
            "e", datetime(2026, 12, 3, 9, tzinfo=UTC) - timedelta(days=days), "trades", "sent", kind="status_check"
        )
        given = replace(case, occasion=replace(case.occasion, history=(sent,)))
        assert [found.rule for found in findings(given)] == expected


def test_likeness_within_a_panel() -> None:
    """Almost the same letter to two people blocks, one long sentence in common is a warning; oneself is no sibling."""
    other = replace(letter(), to=Address("Ben Ode", "ben.ode@northwind.example"))

    def compared(sibling: Letter) -> list[Finding]:
        return review(letter(), DANA, policy=policy(), phrases=phrases(), siblings=[sibling])

    assert [found.rule for found in compared(other)] == ["twin"]
    assert blocks(compared(other))
    shared = (
        "Dear Ben,\n\nAt Contoso I led the Kafka migration, forty jobs without one late close, and I would be glad to"
    )
    shared += " bring that to your team. The dashboards that you review with the warehouse on Mondays are a good habit."
    [found] = compared(replace(other, body=shared + "\n\nBest regards,\nSam Tester\n"))
    assert (found.rule, found.severity, found.line) == ("shared-sentence", Severity.WARN, 3)
    assert not compared(letter())


# --- the review as a whole ------------------------------------------------------------------------------------------


def test_without_a_record() -> None:
    """Without an occasion only the words are looked at, and the review says so."""
    found = review(letter(greeting="Dear Zoltan,"), None, policy=policy(), phrases=phrases())
    assert [(each.rule, each.severity) for each in found] == [("no-record", Severity.HINT)]
    assert "address" in found[0].instead
    assert "company" in found[0].instead
    assert not blocks(found)


def test_one_finding_for_one_place() -> None:
    """Where several rules meet in the same words, the gravest speaks."""
    found = review(letter("What is the salary for this role?"), DANA, policy=policy(), phrases=phrases(), file="a.eml")
    assert [(each.file, each.line, each.rule, each.found) for each in found] == [
        ("a.eml", 5, "phrase-57-own", "What is the salary")
    ]


def test_the_persons_own_words() -> None:
    """A term of the notes is no finding; what the notes do not have is."""
    notes = replace(DANA.application, why_this_job="that the salary survey is open to all")
    assert not rules(letter("The salary survey is a good idea."), replace(DANA, application=notes))
    assert rules(letter("The salary survey is a good idea.")) == {"phrase-57"}


def test_an_offer_that_is_real() -> None:
    """To speak of another offer is a bluff only where none is recorded."""
    offer = Event("e", datetime(2026, 11, 18, 9, tzinfo=UTC), "engineer", "competing_offer")
    assert "phrase-58" in rules(letter("I have another offer."))
    assert "phrase-58" not in rules(letter("I have another offer."), replace(DANA, history=(offer,)))


def test_no_name_under_it() -> None:
    """A letter without the writer's name says so, unless the writer has a sign-off of their own."""
    given = replace(letter(), body=letter().body.replace("Sam Tester", ""))
    assert rules(given) == {"no-name"}
    own = replace(DANA, voice=Voice(signature="– S. T."))
    assert not rules(replace(given, body=given.body + "– S. T.\n"), own)
    assert not rules(given, replace(DANA, me=Me()))


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_can_be_reviewed(body: str, subject: str) -> None:
    """Whatever stands in a letter, the review ends, and each of its lines exists."""
    given_letter = replace(letter(), body=body, subject=subject)
    for found in review(given_letter, DANA, policy=policy(), phrases=phrases(), elsewhere=applications()):
        assert found.line is None or 1 <= found.line <= body.count("\n") + 1


@pytest.mark.parametrize(
    "piece", ["{", "[", "on tuesday we met ", "dear ", "a ", "\n", "x", "Northwind Trader ", "> a\n"]
)
def test_enormous_texts(piece: str) -> None:
    """A text that is no letter comes to an end, too, and no rule fills the page."""
    found = review(replace(letter(), body="Dear Dana,\n\n" + piece * 20_000), DANA, policy=policy(), phrases=phrases())
    assert max(Counter(each.rule for each in found).values()) <= 10


# --- slips of an edit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        pytest.param("I have run such jobs before. I have run such jobs before.", {"said-twice"}, id="twice"),
        pytest.param("I have run such jobs before. I have run others, too.", set(), id="nearly-twice"),
        pytest.param("Contoso had fifty jobs without one late close.", {"other-number"}, id="another-number"),
        pytest.param("Contoso had forty jobs without one late close in all.", set(), id="the-number-of-the-notes"),
        pytest.param(
            "Certainly! Here is a polished version you can adapt.", {"phrase-generated"}, id="said-by-a-machine"
        ),
    ],
)
def test_what_an_edit_leaves_behind(middle: str, expected: set[str]) -> None:
    """A sentence said twice, a number that is another in the notes, and a writing program's words are pointed out."""
    assert rules(letter(middle)) == expected


@pytest.mark.parametrize(
    "words",
    ["I attach my certificate.", "My certificate is attached.", "Please find attached my certificate."],
)
def test_an_attachment_that_is_promised(words: str) -> None:
    """A letter that speaks of something attached has it; before there is a file nothing is said."""
    given = letter(words)
    assert "no-attachment" in rules(given, draft=ReadDraft(given))
    assert "no-attachment" not in rules(given, draft=ReadDraft(given, attachments=("certificate.pdf",)))
    assert "no-attachment" not in rules(given)
