"""Single checks at their borders: names, facts, days, blanks, form."""

from dataclasses import replace
from datetime import date

import pytest

from followup_mail.model import Voice
from followup_mail.review import review
from tests.review.checking import DANA, PATEL, PRIYA, letter, rules
from tests.review.letters import applications, phrases, policy


def test_the_letter_itself_is_fine() -> None:
    """What the other tests change has nothing to point out."""
    assert not rules(letter())


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        pytest.param("Dear Dana,", set(), id="first-name"),
        pytest.param("Hello Dana,", set(), id="hello"),
        pytest.param("Dear Dana Ortiz,", set(), id="whole-name"),
        pytest.param("Dear Ms Ortiz,", set(), id="title"),
        pytest.param("Good morning Dana,", set(), id="good-morning"),
        pytest.param("Dana,", set(), id="name-alone"),
        pytest.param("Dear Dana", set(), id="no-comma"),
        pytest.param("Dear Danna,", {"misspelt-name"}, id="one-letter-more"),
        pytest.param("Dear Ms Ortis,", {"misspelt-name"}, id="another-letter"),
        pytest.param("Dear dana Ortizz,", {"misspelt-name"}, id="family-name"),
        pytest.param("Dear Priya,", {"wrong-name"}, id="another-of-the-record"),
        pytest.param("Dear Dana Ode,", {"wrong-name"}, id="two-people-mixed"),
        pytest.param("Dear Johanna,", {"wrong-name"}, id="a-stranger"),
        pytest.param("Dear Da,", {"nickname"}, id="cut-short"),
        pytest.param("dear dana,", {"misspelt-name"}, id="small-letter"),
        pytest.param("Dear Mr/Ms Ortiz,", {"placeholder"}, id="title-left-open"),
        pytest.param("Dear Ms,", {"placeholder"}, id="title-alone"),
    ],
)
def test_greetings(greeting: str, expected: set[str]) -> None:
    """Every usual form of the right name is right; another name, or the name with a slip, is not."""
    assert rules(letter(greeting=greeting)) == expected


def test_a_first_name_with_a_formal_voice() -> None:
    """The first name alone is pointed out to a person who set a formal greeting, and to no other."""
    formal = replace(PATEL, voice=Voice(greeting="formal"))
    given = replace(letter(at=PATEL), body="Dear Asha,\n\nThank you.\n\nBest regards,\nSam Tester\n")
    assert "phrase-63" in rules(given, formal)
    assert "phrase-63" not in rules(given, PATEL)
    assert "phrase-63" not in rules(replace(given, body=given.body.replace("Asha", "Dr Patel")), formal)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Data of that kind is what I know, and data at rest too.", set(), id="common-word-near-a-name"),
        pytest.param("I have told Priya Raman the same.", set(), id="right-name"),
        pytest.param("I have told Priya Ramen the same.", {"misspelt-name"}, id="wrong-name"),
        pytest.param("Northwind’s people were kind.", set(), id="possessive"),
        pytest.param("Northwind Traders would be a good place for it.", set(), id="right-company"),
        pytest.param("NorthWind would be a good place for it.", {"misspelt-company"}, id="other-case"),
        pytest.param("Norhtwind would be a good place for it.", {"misspelt-company"}, id="swapped"),
        pytest.param("Good Senior Data Engineers write things down.", set(), id="plural-of-the-role"),
        pytest.param("As a Senior Data Enginer I would write things down.", {"misspelt-role"}, id="role"),
        pytest.param("In my role at Fabrikam I wrote things down.", set(), id="own-past"),
        pytest.param("I am keen on the analyst role at Fabrikam.", {"unknown-company"}, id="unknown"),
    ],
)
def test_names_in_the_text(sentence: str, expected: set[str]) -> None:
    """Names of the record are compared letter by letter, ordinary words are not."""
    assert rules(letter(sentence)) == expected


# --- facts ----------------------------------------------------------------------------------------------------------


def test_naming_the_other_person_is_no_confusion() -> None:
    """A fact of somebody else's is fine in a sentence that says whose it is."""
    said = "Marit Lindqvist told me of the on-call rota and who wakes up when a load fails."
    assert not rules(letter(said))
    assert "other-person" in rules(letter(said.replace("Marit Lindqvist told me of", "I liked")))


def test_other_applications_are_known_by_company_and_fact() -> None:
    """The company and the topics of another application are pointed out, those of the same one are not."""
    given = letter("Drawing the icons by hand before they go on screen is a good idea.")
    at_once = review(given, DANA, policy=policy(), phrases=phrases(), elsewhere=applications())
    assert [found.rule for found in at_once] == ["other-application"]
    assert "Fernleaf Studio" in at_once[0].why
    assert not review(letter(), DANA, policy=policy(), phrases=phrases(), elsewhere=[DANA.application])


def test_no_detail_of_the_talk() -> None:
    """A thank-you without anything of the talk lacks what makes it one; half a topic in other words will do."""
    bare = replace(
        letter(), body="Dear Dana,\n\n" + "It was good to speak with you. " * 12 + "\n\nBest regards,\nSam Tester\n"
    )
    assert "no-detail" in rules(bare)
    assert "no-detail" not in rules(
        replace(bare, body=bare.body.replace("speak with you.", "hear of streaming jobs.", 1))
    )


# --- days -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words", "expected"),
    [
        pytest.param(17, "today", set(), id="today"),
        pytest.param(18, "today", {"stale-day"}, id="today-a-day-later"),
        pytest.param(18, "yesterday", set(), id="yesterday"),
        pytest.param(19, "yesterday", {"stale-day"}, id="yesterday-two-days-later"),
        pytest.param(23, "on Tuesday", set(), id="weekday-within-six-days"),
        pytest.param(24, "on Tuesday", {"stale-day"}, id="weekday-a-week-later"),
        pytest.param(18, "on Wednesday", {"wrong-day"}, id="wrong-weekday"),
        pytest.param(30, "on 17 November", set(), id="date"),
        pytest.param(30, "on November 17th", set(), id="american-date"),
        pytest.param(30, "on the 18th of November", set(), id="the-day-after-is-not-looked-at-without-a-talk"),
        pytest.param(30, "on Tuesday 17 November", set(), id="weekday-with-date"),
        pytest.param(24, "last week", set(), id="last-week"),
        pytest.param(18, "last week", {"stale-day"}, id="last-week-this-week"),
        pytest.param(20, "this week", set(), id="this-week"),
    ],
)
def test_days(day: int, words: str, expected: set[str]) -> None:
    """A day is right when it is right on the day of reading."""
    at = replace(DANA, day=date(2026, 11, day))
    given = letter(f"It was good to see you {words}.")
    if "18th" in words:
        given = letter(f"The new jobs went live {words}.")
    assert rules(given, at) == expected


def test_another_date_for_the_talk() -> None:
    """A date said of the talk that the record does not have is pointed out with the right one."""
    given = letter("I have thought about our conversation on 19 November.")
    found = review(given, replace(DANA, day=date(2026, 11, 30)), policy=policy(), phrases=phrases())
    assert [(each.rule, each.instead) for each in found] == [("wrong-day", "17 November")]


@pytest.mark.parametrize(
    "sentence",
    [
        "I am free on Tuesday for a talk.",
        "You expect to decide by Friday, and we could meet on Monday.",
        "Every Monday we met at noon.",
        "I will call a colleague on Thursday to ask for the plans.",
        "On Friday I finish the course we spoke of.",
    ],
)
def test_days_ahead_are_left_alone(sentence: str) -> None:
    """Days that are not said of the talk are nobody's business."""
    assert not {"stale-day", "wrong-day"} & rules(letter(sentence))


# --- blanks and form ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "I wrote to <sam@example.org> about it.",
        "The list [1] is short.",
        "The sheet is at <https://sam.example.org/a_b>.",
        "None of the loads failed.",
        "The rule is simple: nothing is lost.",
        "It cost 1/2 of a day… and was worth it.",
        "Our team (your team, soon) had 40 % fewer calls, i.e. ten.",
        "The load ran at 02:00, the check at 3.15 p.m. on most days.",
        "That is what I came for.",
        "Bed 83 was free (ward 8), and the shift was 8-3.",
        "I had had to learn that that is so.",
    ],
)
def test_what_is_no_blank(sentence: str) -> None:
    """Addresses, notes, abbreviations and doubled words that English allows are no slips."""
    assert not {"placeholder", "hole", "emoji"} & rules(letter(sentence))


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("I would be be glad.", "hole", id="doubled"),
        pytest.param("I would be glad , as I said.", "hole", id="blank-before-comma"),
        pytest.param("I would be glad..", "hole", id="two-stops"),
        pytest.param("I would be glad of the.", "hole", id="breaks-off"),
        pytest.param("I would be glad of", "hole", id="no-end"),
        pytest.param("It was good. it was long.", "hole", id="small-letter"),
        pytest.param("I met your team () too.", "hole", id="empty-brackets"),
        pytest.param("I am glad. :)", "emoji", id="emoticon"),
        pytest.param("I am glad. 8-)", "emoji", id="emoticon with glasses"),
        pytest.param("I am glad 👍.", "emoji", id="emoji"),
        pytest.param("That was good! Really!", "phrase-54", id="two-marks"),
        pytest.param("PLEASE think of it.", "phrase-54", id="capitals"),
    ],
)
def test_slips(sentence: str, rule: str) -> None:
    """Holes, pictures and noise are seen."""
    assert rules(letter(sentence)) == {rule}


def test_capitals_of_the_record() -> None:
    """An abbreviation that the notes use is no shouting."""
    notes = replace(DANA.application, why_this_job="that UNESCO uses it")
    assert not rules(letter("That UNESCO uses it is a good sign."), replace(DANA, application=notes))
    assert rules(letter("That UNESCO uses it is a good sign.")) == {"phrase-54"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(29, {"too-short"}, id="one-too-few"),
        pytest.param(30, set(), id="just-enough"),
        pytest.param(125, set(), id="just-short-enough"),
        pytest.param(126, {"too-long"}, id="one-too-many"),
    ],
)
def test_length(words: int, expected: set[str]) -> None:
    """Words are counted from after the greeting to before the closing; both bounds belong to the letter."""
    role = "Is there a date for the Senior Data Engineer role?"
    text = " ".join([role, *["word"] * (words - len(role.split()) - 1), "word."])
    given = letter(at=PRIYA, subject="Senior Data Engineer - next steps")
    given = replace(
        given, body=f"Dear Priya,\n\n{text.replace('word word', 'more word')}\n\nBest regards,\nSam Tester\n"
    )
    assert rules(given, PRIYA) - {"hole"} == expected


@pytest.mark.parametrize(
    ("text", "counted"),
    [pytest.param("Hello.", "1 word;", id="one"), pytest.param("Hello there.", "2 words;", id="two")],
)
def test_words_are_counted_in_right_english(text: str, counted: str) -> None:
    """One word is no words."""
    given = replace(letter(at=PRIYA), body=f"Dear Priya,\n\n{text}\n\nBest regards,\nSam Tester\n")
    found = review(given, PRIYA, policy=policy(), phrases=phrases())
    assert next(each.why for each in found if each.rule == "too-short").startswith(f"It has {counted}")


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param("Senior Data Engineer - next steps", set(), id="good"),
        pytest.param("", {"subject-empty"}, id="empty"),
        pytest.param("Following up", {"subject-bare"}, id="bare"),
        pytest.param("Thank you - Senior Data Engineer interview, and some more", set(), id="fifty-six"),
        pytest.param(
            "Thank you - Senior Data Engineer interview, and a good deal more", {"subject-long"}, id="too-long"
        ),
        pytest.param("Senior Data Engineer!", {"subject-shouts"}, id="mark"),
        pytest.param("Re: Senior Data Engineer", {"false-re"}, id="false-re"),
        pytest.param("Regarding Senior Data Engineer", set(), id="regarding"),
    ],
)
def test_subjects(subject: str, expected: set[str]) -> None:
    """A subject is short, names the role, and answers only what there is to answer."""
    assert rules(replace(letter(), subject=subject)) == expected


def test_a_check_asks_once() -> None:
    """One question, or one polite request in its place; none and two are pointed out."""
    text = (
        "I am writing about the Senior Data Engineer role, for which we met on 17 November. I would still like it. {}"
    )
    given = replace(
        letter(at=PRIYA, subject="Senior Data Engineer - next steps"),
        body=f"Dear Priya,\n\n{text}\n\nBest,\nSam Tester\n",
    )

    def asked(words: str) -> set[str]:
        return rules(replace(given, body=given.body.format(words)), PRIYA)

    assert not asked("Is there a date that you are working towards by now, if I may ask?")
    assert not asked("I would be grateful for an update on the timeline whenever you have one.")
    assert asked("I look forward to hearing from you whenever it is that it suits you.") == {"no-question"}
    assert asked("Is there a date that you have in mind? Is there anything I can send?") == {"phrase-95"}
