"""What a letter is made of: whom it speaks to, what it rests on, how letters of one panel differ."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from followup_mail.model import Interview, Occasion
from followup_mail.wording.facts import Facts
from tests.wording.records import (
    AGENCY,
    BEN,
    DANA,
    ME,
    PRIYA,
    Address,
    How,
    Route,
    Scope,
    Voice,
    application,
    at,
    event,
    interview,
    letter,
    message,
    occasion,
    promise,
)

TWO = application(interview(DANA, BEN))


def body(given: Occasion) -> str:
    """The letter's text."""
    return letter(given).body


# --- whom it speaks to ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, greeting",
    [
        pytest.param(occasion(), "Dear Dana,", id="first name"),
        pytest.param(occasion(voice=Voice(greeting="formal")), "Dear Dana Ortiz,", id="formal"),
        pytest.param(
            occasion(application(interview(replace(DANA, greet_as="Professor Ortiz")))), "Dear Professor Ortiz,",
            id="as they like",
        ),
        pytest.param(
            occasion(about=message(to=PRIYA, route=Route.VIA_COORDINATOR)), "Dear Priya,", id="recruiter",
        ),
        pytest.param(
            occasion(about=message(to=Address("", "jobs@northwind.example"), route=Route.VIA_COORDINATOR)), "Hello,",
            id="recruiter without a name",
        ),
        pytest.param(occasion(about=message(to=None, route=Route.NONE)), "Dear Dana,", id="no address"),
        pytest.param(
            occasion(TWO, message(to=None, route=Route.NONE, covers=("Dana Ortiz", "Ben Ode"))),
            "Dear Dana and Ben,", id="two without addresses",
        ),
        pytest.param(
            occasion(None, message("status_check", to=None, route=Route.NONE)), "Dear Dana,", id="check, one person met"
        ),
        pytest.param(
            occasion(TWO, message("status_check", to=None, route=Route.NONE)),
            "Dear Northwind Traders team,", id="check, nobody to write to",
        ),
    ],
)  # fmt: skip
def test_greeting(given: Occasion, greeting: str) -> None:
    """The letter greets who reads it: the person met, the recruiter, or the team."""
    assert body(given).split("\n")[0] == greeting


def test_recruiter_is_asked_to_pass_the_thanks_on() -> None:
    """Those without an address are named to the recruiter, and "your plan" becomes theirs."""
    people = (replace(DANA, email=None), replace(BEN, email=None))
    about = message(to=PRIYA, covers=("Dana Ortiz", "Ben Ode"), route=Route.VIA_COORDINATOR)
    text = body(occasion(application(interview(*people), recruiter=PRIYA), about))
    assert "Dana Ortiz and Ben Ode" in text
    assert "their plan to move the nightly Spark jobs" in text
    assert "the pilot with the night shift" in text
    assert "your plan" not in text


def test_agency_hears_of_the_company() -> None:
    """A consultant places many people: the company is named."""
    about = message(to=AGENCY, route=Route.VIA_AGENCY)
    assert "Northwind Traders" in body(occasion(application(agency=AGENCY), about))


# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day, words",
    [
        pytest.param(date(2026, 11, 17), "on Tuesday", id="the same day"),
        pytest.param(date(2026, 11, 18), "on Tuesday", id="the next day"),
        pytest.param(date(2026, 11, 21), "17 November", id="late"),
    ],
)
def test_day_of_a_thank_you(day: date, words: str) -> None:
    """The weekday serves within six days, and no letter says today or yesterday."""
    texts = [body(occasion(day=day, me=replace(ME, email=f"s{n}@example.org"))) for n in range(8)]
    assert all(words in text for text in texts)


def test_american_dates() -> None:
    """The voice decides how dates look."""
    text = body(occasion(None, message("status_check"), voice=Voice(dates="american"), day=date(2026, 11, 30)))
    assert "November 17" in text


def test_promised_day_is_named_while_it_is_ahead() -> None:
    """A thank-you refers to the day they named, worked out from their words and working days."""
    said = interview(promises=(promise("by the end of next week"),))
    assert "27 November" in body(occasion(application(said)))
    assert "27 November" not in body(occasion(application(said), day=date(2026, 11, 28)))


@pytest.mark.parametrize(
    "words", [pytest.param("soon", id="soon"), pytest.param("once we have seen everyone", id="no date")]
)
def test_vague_promise_is_not_made_a_date(words: str) -> None:
    """Words that name no time leave no trace in the letter."""
    given = application(interview(promises=(promise(words),)))
    assert body(occasion(given)) == body(occasion())


def test_check_names_the_day_that_has_passed_without_reproach() -> None:
    """The named day is mentioned, then understanding, then one question."""
    said = interview(promises=(promise("by 27 November", Scope.FINAL_DECISION),))
    text = body(occasion(application(said), message("status_check"), day=date(2026, 12, 1)))
    assert "the decision" in text
    assert text.index("27 November") < text.index("understand" if "understand" in text else "I know") < text.index("?")


@pytest.mark.parametrize("name", ["Dana Ortiz", "Sam Lee", "Ann Cody", "Ben Ode", "Mia Roth", "Lena Novak"])
@pytest.mark.parametrize("words", ["in 5–7 business days", "within two weeks", "in a week or two"])
def test_a_length_of_time_is_not_retold_as_a_date_they_named(words: str, name: str) -> None:
    """The day it ends on stands there as our own count, whichever wording is picked; nobody "mentioned" it."""
    to = Address(name, f"{name.split(maxsplit=1)[0].lower()}@northwind.example")
    said = application(interview(replace(DANA, name=name, email=to.email), promises=(promise(words),)))
    check = body(occasion(said, replace(message("status_check"), to=to), day=date(2026, 12, 14)))
    thanks = body(occasion(said, replace(message(), to=to, covers=(name,)), day=date(2026, 11, 18)))
    assert any(own in check for own in ("From what you had said", "Going by your words", "as I counted it"))
    for claim in ("You mentioned", "You had mentioned", "was planned for", "new date", "if yours has."):
        assert claim not in check + thanks


def test_a_day_that_was_overtaken_is_not_held_up_to_them() -> None:
    """When they wrote after the day they had named, the letter speaks of what they wrote."""
    said = interview(promises=(promise("by 20 November"),))
    news = event("update_no_date", at(24))
    text = body(occasion(application(said), message("status_check"), news, day=date(2026, 12, 2)))
    assert "20 November" not in text
    assert "24 November" in text


@pytest.mark.parametrize(
    "later, named",
    [
        pytest.param(timedelta(hours=2), True, id="another talk on the same day"),
        pytest.param(timedelta(days=2), False, id="the next round"),
    ],
)
def test_a_date_for_the_next_step_ends_with_it(later: timedelta, named: bool) -> None:
    """A later round keeps the promise of a next step; a second talk of the same day does not."""
    said = interview(promises=(promise("by 27 November"),))
    more = replace(interview(BEN), id="r2", start=said.start + later, end=said.end + later)
    text = body(occasion(application(said, more), message("status_check"), day=date(2026, 12, 3)))
    assert ("27 November" in text) is named


# --- what it rests on ------------------------------------------------------------------------------------------------


def test_sources_name_the_note_of_each_sentence() -> None:
    """Every sentence tells the notes it rests on, and those only."""
    made = letter(occasion(application(why_this_job="that the data team has a say early")))
    resting = {
        fact: " ".join(source.sentence for source in made.sources if fact in source.facts)
        for fact in {fact for source in made.sources for fact in source.facts}
    }
    assert "your plan to move" in resting["r1.met[0].we_talked_about"]
    assert "At Contoso" in resting["r1.met[0].i_bring"]
    assert "Senior Data Engineer" in resting["role"]
    assert "Tuesday" in resting["r1.when"]
    assert "has a say early" in resting["why_this_job"]
    assert resting["me.name"] == "Sam Tester"
    joined = " ".join(source.sentence for source in made.sources)
    assert " ".join(made.body.split()) == joined


@pytest.mark.parametrize(
    "field, without",
    [
        pytest.param("also_say", {"also_say": None}, id="also_say"),
        pytest.param("i_bring", {"i_bring": "a steady hand"}, id="i_bring"),
        pytest.param("we_talked_about", {"we_talked_about": "the move to a new site"}, id="we_talked_about"),
    ],
)
def test_one_fact_changes_only_its_own_sentences(field: str, without: dict[str, Any]) -> None:
    """Taking away or changing one fact leaves every sentence that does not rest on it as it was."""
    person = replace(DANA, also_say="The write-up is at https://sam.example.", i_bring="ten years of nights")
    before = letter(occasion(application(interview(person))))
    after = letter(occasion(application(interview(replace(person, **without)))))
    own = f"r1.met[0].{field}"
    kept = [source.sentence for source in before.sources if own not in source.facts]
    assert [source.sentence for source in after.sources if own not in source.facts] == kept
    assert before.body != after.body


def test_mending_a_typo_does_not_reword() -> None:
    """The wording hangs on who writes to whom about what, never on the words of the notes."""
    typo = replace(DANA, we_talked_about="your plan to move the nigthly Spark jobs to streaming")
    assert body(occasion(application(interview(typo)))).replace("nigthly", "nightly") == body(occasion())


@pytest.mark.parametrize("kind", ["thank_you", "status_check", "second_check", "closing_note"])
def test_the_reference_stands_near_the_end_of_a_first_check(kind: str) -> None:
    """docs/notes.md says so: it is in the last paragraph of a check-in, in no other letter, and never the subject."""
    given = letter(occasion(application(reference="NW-1138"), message(kind), day=date(2026, 12, 14)))
    assert "NW-1138" not in given.subject
    assert [part for part in given.body.split("\n\n") if "NW-1138" in part] == (
        [given.body.split("\n\n")[-2]] if kind == "status_check" else []
    )


def test_same_record_same_words() -> None:
    """A letter can be made again to the byte."""
    assert letter(occasion()) == letter(occasion())


def test_private_notes_never_show() -> None:
    """What is private in the notes is in no letter."""
    assert "salary" not in body(occasion(application(notes="they asked about salary")))


# --- situations -------------------------------------------------------------------------------------------------------


def second_round(**changes: object) -> Interview:
    """A second interview on 1 December."""
    start = at(1, month=12)
    return interview(DANA, id="r2", start=start, end=start + timedelta(hours=1), **changes)


def test_second_round_says_something_new() -> None:
    """The second note to the same person speaks of the step from the first talk, and not again of the reason."""
    app = application(interview(), second_round(), why_this_job="that the data team has a say early")
    text = body(occasion(app, message(interview="r2"), day=date(2026, 12, 2)))
    assert re.search(r"\b(again|another|further|still more)\b", text)
    assert "has a say early" not in text


def test_late_note_makes_no_excuse() -> None:
    """A late note thanks; it does not apologise."""
    app = application(interview(replace(DANA, i_bring="ten years of nights")))
    texts = [body(occasion(app, day=date(2026, 11, 22), me=replace(ME, email=f"s{n}@example.org"))) for n in range(8)]
    assert not any(re.search(r"sorry|apolog|delay|busy|late\b", text) for text in texts)


def test_informational_talk_is_no_pitch() -> None:
    """Thanks for an informational talk claim no strength and no interest in a job."""
    text = body(occasion(application(interview(how=How.INFORMATIONAL))))
    assert "Contoso" not in text
    assert "the role" not in text


@pytest.mark.parametrize("sent", [pytest.param(True, id="recorded"), pytest.param(False, id="not recorded")])
def test_check_is_true_whether_or_not_thanks_were_sent(sent: bool) -> None:
    """Without a recorded thank-you the check opens with thanks, and never says "again"."""
    events = (event("sent", at(18), kind="thank_you"),) if sent else ()
    text = body(occasion(None, message("status_check"), *events, day=date(2026, 11, 30)))
    assert text.split("\n\n")[1].startswith("Thank you") is not sent
    assert "Thank you again" not in text


@pytest.mark.parametrize(
    "name, question",
    [
        pytest.param("invite_next_round", "day", id="invited"),
        pytest.param("interview_cancelled", "day|date", id="called off"),
        pytest.param("on_hold", "taken up", id="on hold"),
    ],
)
def test_check_asks_about_what_came_last(name: str, question: str) -> None:
    """After an invitation, a cancellation or a pause the one question is about just that."""
    text = body(occasion(None, message("status_check"), event(name, at(20)), day=date(2026, 12, 22)))
    asked = re.findall(r"[^.?!]*\?", text)
    assert len(asked) == 1
    assert re.search(question, asked[0])


def test_first_choice_is_said_only_if_it_is() -> None:
    """Nothing is called a first choice that the person has not called so."""
    due = at(7, 17, 12)
    offers = {first: event("competing_offer", at(30), first_choice=first, respond_by=due) for first in (True, False)}
    texts = {first: body(occasion(None, message("competing_offer_notice"), offer)) for first, offer in offers.items()}
    assert "first choice" in texts[True]
    assert "first choice" not in texts[False]


# --- subject and sign-off ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role, subject",
    [
        pytest.param("Senior Data Engineer", "Thank you - Senior Data Engineer interview", id="usual"),
        pytest.param(
            "Senior Lecturer in Comparative Medieval Literature", "Thank you for your time on Tuesday", id="very long"
        ),
        pytest.param("Head of Early Years and Family Learning", "Thank you - Head of Early Years and Family Learning",
                     id="long"),
    ],
)  # fmt: skip
def test_subject_is_short(role: str, subject: str) -> None:
    """A subject has at most sixty characters; a long role takes the short form, and my own name is in none."""
    assert letter(occasion(application(role=role))).subject == subject


@pytest.mark.parametrize(
    "role, words",
    [
        pytest.param("Charge Nurse", "the Charge Nurse role", id="role added"),
        pytest.param("Charge Nurse post", "the Charge Nurse post", id="post is there"),
        pytest.param("the position of Dean", "the position of Dean", id="article dropped"),
        pytest.param("Lectureship in Soil Science", "the Lectureship in Soil Science", id="lectureship"),
        pytest.param("Job Coach", "the Job Coach role", id="job in the middle"),
        pytest.param("a Junior Fellowship", "the Junior Fellowship", id="fellowship"),
    ],
)
def test_role_in_a_sentence(role: str, words: str) -> None:
    """The job reads well in a sentence, however it was typed."""
    given = occasion(application(role=role))
    assert Facts(given).variables()["the_role"] == words
    assert words in body(given)


def test_own_signature_replaces_the_block() -> None:
    """My own sign-off stands under the closing as it was written, line by line."""
    text = body(occasion(voice=Voice(closing="Kind regards,", signature="Sam\n\nhttps://s.example")))
    assert text.endswith("\n\nKind regards,\nSam\nhttps://s.example\n")


# --- what follows a whole sentence ----------------------------------------------------------------------------------


@pytest.mark.parametrize("via", [pytest.param(False, id="to the person"), pytest.param(True, id="passed on")])
@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("I was deputy on a surgical ward for six years", id="I was"),
        pytest.param("I have run a ward.", id="I have"),
        pytest.param("I've led two teams of five", id="I've"),
        pytest.param("My last ward had forty beds.", id="my"),
    ],
)
def test_what_i_told_is_not_taken_for_their_words(typed: str, via: bool) -> None:
    """A sentence about myself stands plainly: nothing says that it stayed with me or taught me about the work."""
    about = message(to=PRIYA, route=Route.VIA_COORDINATOR) if via else message()
    for number in range(8):
        person = replace(DANA, we_talked_about=typed)
        given = occasion(application(interview(person)), about, me=replace(ME, email=f"sam{number}@example.org"))
        found = body(given)
        before, after = found.split(typed)
        assert not re.match(r"\.? (?:That|My thoughts|It)\b", after)
        assert not before.endswith(("me. ", "this. ", f"{DANA.name}. "))


def test_bad_news_is_not_the_best_part() -> None:
    """After a sentence of bad news nothing is called the best, and nothing is done "there"."""
    person = replace(DANA, we_talked_about="Three people left for agency work.", i_bring="six years of nights")
    for number in range(20):
        me = replace(ME, email=f"sam{number}@example.org")
        for about in (message(), message(to=PRIYA, route=Route.VIA_COORDINATOR)):
            middle = letter(occasion(application(interview(person)), about, me=me)).body.split("\n\n")[2]
            assert not re.search(r"\b(?:best|glad|enjoy\w*|there)\b", middle, re.IGNORECASE)
