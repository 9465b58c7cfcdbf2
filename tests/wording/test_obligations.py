"""What is asked for before a letter is written."""

from dataclasses import replace
from typing import Any

import pytest

from followup_mail.model import Me, Occasion
from followup_mail.wording import MissingFact, MissingFacts, missing, offered, unfilled
from tests.wording.records import (
    BEN,
    DANA,
    PRIYA,
    SAM_LEE,
    How,
    Route,
    application,
    event,
    interview,
    letter,
    message,
    occasion,
    policy,
    to,
)
from tests.wording.records import at as instant

SILENT = replace(DANA, we_talked_about=None, i_bring=None)


def lacking(given: Occasion) -> list[str]:
    """Places of the facts that are asked for."""
    return [fact.field for fact in missing(given, policy=policy())]


@pytest.mark.parametrize(
    "given, fields",
    [
        pytest.param(occasion(), [], id="all there"),
        pytest.param(
            occasion(application(interview(SILENT))), ["r1.we_talked_about", "r1.i_bring"], id="one person: interview"
        ),
        pytest.param(
            occasion(application(interview(BEN, SILENT))),
            ["r1.met[1].we_talked_about", "r1.met[1].i_bring"], id="a panel: the person",
        ),
        pytest.param(
            occasion(application(interview(SILENT, we_talked_about="the pilot", i_bring="nights"))), [], id="for all"
        ),
        pytest.param(
            occasion(application(interview(SILENT, how=How.PHONE))), ["r1.we_talked_about"], id="phone"
        ),
        pytest.param(occasion(application(role=None)), ["role"], id="no role"),
        pytest.param(occasion(application(role="  ")), ["role"], id="blank role"),
        pytest.param(
            occasion(application(interview(how=How.INFORMATIONAL), role=None)), [], id="informational needs no role"
        ),
        pytest.param(
            occasion(application(interview(people=())), message(covers=(), to=None, route=Route.NONE)),
            ["r1.met", "r1.we_talked_about", "r1.i_bring"], id="nobody met",
        ),
        pytest.param(
            occasion(
                application(interview(SILENT, SAM_LEE)),
                message(to=PRIYA, covers=("Dana Ortiz", "Sam Lee"), route=Route.VIA_COORDINATOR),
            ), [], id="one topic serves the recruiter's note",
        ),
        pytest.param(occasion(me=Me()), ["me.name"], id="my name"),
        pytest.param(occasion(None, message("status_check")), [], id="a check"),
        pytest.param(occasion(application(role=None), message("status_check")), ["role"], id="a check without role"),
        pytest.param(
            occasion(None, message("info_reply"), event("info_request", instant(20), asked="two references")),
            ["journal.answer"], id="an answer that was not given",
        ),
        pytest.param(
            occasion(None, message("info_reply"), event("info_request", instant(20), answer="Both know of it.")),
            [], id="an answer that was given",
        ),
        pytest.param(
            occasion(None, message("competing_offer_notice"), event("competing_offer", instant(20))),
            ["journal.respond_by"], id="another offer without its day",
        ),
    ],
)  # fmt: skip
def test_what_is_missing(given: Occasion, fields: list[str]) -> None:
    """Obligatory facts are named by their place in the notes, in the order in which they are asked."""
    assert lacking(given) == fields


def test_a_letter_with_a_gap_is_not_written() -> None:
    """Composing without an obligatory fact raises what is missing instead of making it up."""
    with pytest.raises(MissingFacts) as caught:
        letter(occasion(application(interview(SILENT))))
    first = caught.value.facts[0]
    assert first == MissingFact(
        "r1.we_talked_about", "I enjoyed hearing about …", "we_talked_about: your plan to move the nightly jobs"
    )
    assert first.key == "we_talked_about"


@pytest.mark.parametrize(
    "field, given",
    [
        pytest.param("company", occasion(application(company="A\x00B")), id="NUL"),
        pytest.param("role", occasion(application(role="A\x01B")), id="the mark between parts"),
        pytest.param("why_this_job", occasion(application(why_this_job="a\x0e\ue000b")), id="the mark of a fact"),
        pytest.param("r1.met[0].name", occasion(application(interview(replace(DANA, name="D\u202ea")))), id="bidi"),
        pytest.param("r1.also_say", occasion(application(interview(also_say="a\u2028b"))), id="line separator"),
        pytest.param("me.phone", occasion(me=Me("Sam", phone="1\x1b[2J")), id="escape"),
        pytest.param(
            "journal.valued",
            occasion(None, message("rejection_reply"), event("rejection", instant(20), valued="\x07")), id="journal",
        ),
    ],
)  # fmt: skip
def test_control_characters_are_refused(field: str, given: Occasion) -> None:
    """A fact with a character that is no part of a text is asked for again."""
    with pytest.raises(MissingFacts) as caught:
        letter(given)
    assert field in [fact.field for fact in caught.value.facts]
    assert all(fact.problem for fact in caught.value.facts if fact.field == field)


@pytest.mark.parametrize(
    "shared, offers",
    [
        pytest.param({"we_talked_about": "the pilot"}, ["r1.met[1].we_talked_about"], id="shared topic"),
        pytest.param({}, [], id="nothing shared"),
    ],
)
def test_one_question_is_offered_to_a_panel(shared: dict[str, Any], offers: list[str]) -> None:
    """Who has only the topic of all is offered one of their own; it is never needed."""
    silent = replace(SAM_LEE, we_talked_about=None)
    given = occasion(application(interview(DANA, silent, **shared)), to(silent))
    assert [fact.field for fact in offered(given)] == offers


def test_nothing_is_offered_to_who_has_a_topic() -> None:
    """A person with a topic of their own, or alone in the interview, is not asked about."""
    assert offered(occasion(application(interview(DANA, SAM_LEE, we_talked_about="the pilot")))) == ()
    assert offered(occasion(application(interview(SILENT, we_talked_about="the pilot")))) == ()


@pytest.mark.parametrize(
    "given, fields",
    [
        pytest.param(
            occasion(application(interview(replace(DANA, we_talked_about="TODO")))), ["r1.met[0].we_talked_about"],
            id="the reader's",
        ),
        pytest.param(
            occasion(application(interview(DANA, replace(SAM_LEE, we_talked_about="TODO")))), [], id="somebody else's"
        ),
        pytest.param(
            occasion(
                application(interview(DANA, replace(SAM_LEE, we_talked_about="TODO"))),
                message(to=PRIYA, covers=("Dana Ortiz", "Sam Lee"), route=Route.VIA_COORDINATOR),
            ), ["r1.met[1].we_talked_about"], id="one of those whom it covers",
        ),
        pytest.param(
            occasion(application(interview(SILENT, we_talked_about="your [topic]", i_bring="xxx"))),
            ["r1.we_talked_about", "r1.i_bring"], id="for all",
        ),
        pytest.param(occasion(application(why_this_job="...")), ["why_this_job"], id="an optional one"),
        pytest.param(occasion(application(interview(also_say="?"))), ["r1.also_say"], id="a whole sentence"),
        pytest.param(occasion(application(role="TBD")), ["role"], id="the role"),
        pytest.param(occasion(application(company="[Company]")), ["company"], id="the company"),
        pytest.param(occasion(application(news="n/a")), [], id="news in a letter that tells none"),
        pytest.param(occasion(application(news="n/a"), message("second_check")), ["news"], id="news in one that does"),
        pytest.param(occasion(me=Me("[Your Name]", "sam@example.org")), ["me.name"], id="my name"),
        pytest.param(
            occasion(None, message("rejection_reply"), event("rejection", instant(20), valued="tbd")),
            ["journal.valued"], id="journal",
        ),
    ],
)  # fmt: skip
def test_a_placeholder_is_no_fact(given: Occasion, fields: list[str]) -> None:
    """What a letter could say and is still to be filled in keeps it from being written, and is named as it stands."""
    found = missing(given, policy=policy())
    assert [fact.field for fact in found] == fields
    assert all("placeholder" in fact.problem and fact.remedy for fact in found)


def test_every_placeholder_of_some_notes() -> None:
    """Notes are looked over whole, whichever letter a fact is for; a name may be an odd word."""
    noted = application(
        interview(DANA, replace(SAM_LEE, name="Nothing", we_talked_about="TODO"), also_say="[sentence]"), news="later"
    )
    assert [fact.field for fact in unfilled(noted)] == ["news", "r1.also_say", "r1.met[1].we_talked_about"]
    assert unfilled(application()) == ()
