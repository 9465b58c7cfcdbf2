"""A mail file finds its record: by the journal, by its reader and the company it names, by what is due."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from followup_mail.model import Address, Application, Event, Letter, Message, Person, Route, Status
from followup_mail.recognising import recognise
from tests.wording.records import AGENCY, BEN, DANA, PRIYA, ZONE, application, at, event, interview

NOW = at(18)
NAMELESS = Person("Ann Cody")
TO_DANA = Address("Dana Ortiz", "dana.ortiz@northwind.example")


@dataclass(frozen=True)
class Plan:
    """An application with its messages."""

    application: Application
    messages: tuple[Message, ...]


def message(kind: str, to: Address | None, status: Status = Status.DUE, **more: Any) -> Message:
    """A message of Northwind's plan."""
    talk = "r1" if kind == "thank_you" else None
    base = Message("northwind", kind, talk, to, (), Route.DIRECT, status, None, None, None, None)
    return replace(base, **more)


NORTHWIND = Plan(
    application(interview(DANA, NAMELESS), recruiter=PRIYA, agency=None),
    (
        message("thank_you", TO_DANA, Status.DONE, covers=("Dana Ortiz",)),
        message("thank_you", None, covers=("Ann Cody",), route=Route.NONE),
        message("status_check", PRIYA, Status.NOT_YET),
    ),
)
CONTOSO = Plan(
    Application("contoso", "Contoso Ltd", "Charge Nurse", ZONE, recruiter=PRIYA, interviews=(interview(BEN),)),
    (message("status_check", PRIYA, Status.DUE, application="contoso"),),
)


def letter(
    to: str | None = TO_DANA.email, subject: str = "Our talk", body: str = "Dear Dana,\n\nThank you.\n"
) -> Letter:
    """A letter as a file has it: nobody has said yet what it is."""
    return Letter("", Address("", to) if to else None, subject, body)


def found(given: Letter, *plans: Plan, now: datetime = NOW, **more: Any) -> tuple[str, str, str | None] | None:
    """Application, kind and status of what the letter is taken for."""
    known = recognise(given, plans or (NORTHWIND,), **{"drafted": None, "answers": False, "now": now, **more})
    return (known[0].application.id, known[1].kind, known[1].status.value) if known else None


def drafted(**more: Any) -> Event:
    """What the journal says of a file."""
    return replace(event("drafted", at(17)), **{"kind": "status_check", "to": PRIYA.email, **more})


# --- which application ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(letter(), "northwind", id="the reader"),
        pytest.param(letter("Dana.Ortiz@NORTHWIND.example"), "northwind", id="capitals are no difference"),
        pytest.param(letter("hr@fabrikam.example", body="Dear all,\n\nThank you.\n"), None, id="nobody we know"),
        pytest.param(letter(PRIYA.email, body="About Northwind Traders."), "northwind", id="the company in the text"),
        pytest.param(letter(PRIYA.email, "Contoso - next steps"), "contoso", id="the company in the subject"),
        pytest.param(letter(PRIYA.email, body="NORTHWIND’s offices"), "northwind", id="the first word of its name"),
        pytest.param(letter(PRIYA.email, "Charge Nurse - next steps", ""), "contoso", id="the role"),
        pytest.param(letter(PRIYA.email, body="Dear Priya,\n"), "contoso", id="nothing: the one that is due"),
        pytest.param(letter(None, body="Dear Dana,\n\nNorthwind was a pleasure.\n"), "northwind", id="greeted by name"),
        pytest.param(letter(None, body="Dear Ms Ortiz,\n\nNorthwind.\n"), "northwind", id="greeted by family name"),
        pytest.param(
            letter(None, body="Dear Ann,\n\nNorthwind Traders.\n"), "northwind", id="somebody without address"
        ),
        pytest.param(
            letter("dana@gmail.example", body="Dear Dana,\n\nNorthwind.\n"), "northwind", id="another address"
        ),
        pytest.param(letter(None, body="Dear Dana,\n\nThank you.\n"), None, id="a first name alone is too little"),
        pytest.param(
            letter(None, body="Dear Ben,\n\nNorthwind.\n"), None, id="the name of one, the company of another"
        ),
        pytest.param(letter(None, body="Dear team,\n\nNorthwind.\n"), None, id="nobody greeted"),
        pytest.param(letter(None, body=""), None, id="nothing at all"),
    ],
)
def test_which_application(given: Letter, expected: str | None) -> None:
    """An address belongs to the application that is named; without one the greeting and the company have to agree."""
    known = found(given, NORTHWIND, CONTOSO)
    assert (known[0] if known else None) == expected


def test_two_that_could_be_meant_are_none() -> None:
    """Where nothing tells two applications apart, no record is better than the wrong one."""
    quiet = replace(CONTOSO, messages=())
    calm = replace(NORTHWIND, messages=NORTHWIND.messages[:2])
    assert found(letter(PRIYA.email, body="Dear Priya,\n"), calm, quiet) is None


def test_the_journal_is_believed() -> None:
    """What was drafted for somebody stays their letter, whatever has become of address and words."""
    given = letter("ben.ode@contoso.example", "Contoso", "Dear Ben,\n")
    assert found(given, NORTHWIND, CONTOSO, drafted=drafted()) == ("northwind", "status_check", "not_yet")


def test_a_message_that_has_left_the_plan_is_still_known() -> None:
    """A check that an answer has overtaken is reviewed as the check that it is, with its reader's name."""
    gone = replace(NORTHWIND, messages=())
    known = recognise(letter(), [gone], drafted=drafted(), answers=False, now=NOW)
    assert known is not None
    assert (known[1].kind, known[1].to) == ("status_check", PRIYA)


def test_an_address_that_was_mended_since() -> None:
    """A draft to an address that the notes no longer have is held against the one that they have now."""
    known = recognise(letter(), [NORTHWIND], drafted=drafted(to="prya@northwind.example"), answers=False, now=NOW)
    assert known is not None
    assert known[1].to == PRIYA


def test_an_application_that_is_gone() -> None:
    """Where the notes of a draft are deleted, its reader and its words have to do."""
    assert found(letter(), NORTHWIND, drafted=drafted(application="gone")) == ("northwind", "thank_you", "done")


# --- which letter ---------------------------------------------------------------------------------------------------

EVERYTHING = (
    message("thank_you", TO_DANA, Status.DONE),
    message("status_check", TO_DANA, Status.NOT_YET),
    message("second_check", TO_DANA, Status.DUE),
    message("withdrawal", TO_DANA, Status.NOT_YET),
    message("offer_reply", TO_DANA, Status.DONE),
    message("rejection_reply", TO_DANA, Status.MISSED),
)


@pytest.mark.parametrize(
    ("given", "answers", "expected"),
    [
        pytest.param(letter(subject="Hello"), False, "second_check", id="what is due"),
        pytest.param(letter(subject="Thank you - Senior Data Engineer"), False, "thank_you", id="thanks, though sent"),
        pytest.param(letter(subject="Senior Data Engineer - next steps"), False, "second_check", id="the check due"),
        pytest.param(letter(subject="Withdrawing: Senior Data Engineer"), False, "withdrawal", id="withdrawing"),
        pytest.param(
            letter(subject="News", body="I would like to withdraw my application."),
            False,
            "withdrawal",
            id="in the text",
        ),
        pytest.param(letter(subject="Your offer"), False, "offer_reply", id="offer"),
        pytest.param(
            letter(subject="Another offer"), False, "competing_offer_notice", id="another offer, not told yet"
        ),
        pytest.param(letter(subject="Thank you for letting me know"), False, "rejection_reply", id="a no"),
        pytest.param(
            letter(subject="Re: Thank you for your time"), True, "second_check", id="their subject tells nothing"
        ),
    ],
)
def test_which_letter(given: Letter, answers: bool, expected: str) -> None:
    """A letter says itself what it is; where it does not, it is the one that is due, and what is done counts too."""
    known = recognise(given, [Plan(NORTHWIND.application, EVERYTHING)], drafted=None, answers=answers, now=NOW)
    assert known is not None
    assert known[1].kind == expected


def test_thanks_for_what_came_last() -> None:
    """A subject that thanks is thanks for the talk, unless an answer that opens with thanks is due."""
    given = letter(subject="Senior Data Engineer - thank you")
    after_a_no = (message("thank_you", TO_DANA, Status.DONE), message("rejection_reply", TO_DANA))
    assert found(given, Plan(NORTHWIND.application, after_a_no)) == ("northwind", "rejection_reply", "due")
    assert found(given, Plan(NORTHWIND.application, EVERYTHING)) == ("northwind", "thank_you", "done")


def test_a_role_that_sounds_like_a_letter() -> None:
    """Words of the role in a subject say nothing of the kind."""
    plan = Plan(replace(NORTHWIND.application, role="Offer Manager"), EVERYTHING)
    assert found(letter(subject="Thank you - Offer Manager interview"), plan) == ("northwind", "thank_you", "done")


def test_in_a_conversation_an_answer_comes_first() -> None:
    """Of two letters that are due, one under a mail of theirs is the one that answers."""
    due = (message("status_check", TO_DANA), message("info_reply", TO_DANA))
    plan = Plan(NORTHWIND.application, due)
    assert found(letter(subject="Re: x"), plan, answers=True) == ("northwind", "info_reply", "due")


@pytest.mark.parametrize(
    ("now", "expected"),
    [pytest.param(at(18), "r1", id="before the second"), pytest.param(at(26), "r2", id="after it")],
)
def test_nobody_is_thanked_for_a_talk_to_come(now: datetime, expected: str) -> None:
    """Of two talks with one person the latest that was held is thanked for."""
    second = interview(DANA, id="r2", start=at(25), end=at(25) + timedelta(hours=1))
    messages = tuple(message("thank_you", TO_DANA, Status.NOT_YET, interview=talk) for talk in ("r1", "r2"))
    plan = Plan(application(interview(DANA), second), messages)
    known = recognise(letter(subject="Thank you"), [plan], drafted=None, answers=False, now=now)
    assert known is not None
    assert known[1].interview == expected


@pytest.mark.parametrize(
    ("to", "subject", "kind", "talk"),
    [
        pytest.param(DANA.email, "Hello", "thank_you", "r1", id="somebody who was met"),
        pytest.param(PRIYA.email, "Hello", "status_check", None, id="the recruiter"),
        pytest.param(AGENCY.email, "Thank you", "thank_you", None, id="the agency, thanked"),
    ],
)
def test_a_letter_that_the_plan_does_not_hold(to: str, subject: str, kind: str, talk: str | None) -> None:
    """Whoever writes where no letter is planned is reviewed against the notes all the same."""
    bare = Plan(application(interview(DANA), recruiter=PRIYA, agency=AGENCY), ())
    known = recognise(letter(to, subject), [bare], drafted=None, answers=False, now=NOW)
    assert known is not None
    assert (known[1].kind, known[1].interview, known[1].to and known[1].to.email) == (kind, talk, to)
