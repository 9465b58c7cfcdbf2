"""What the program writes into notes is what was said, and nothing else in the file changes."""

import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.additions import Fact
from followup_mail.documents import unseen
from followup_mail.errors import FollowupError, NeedsALookError, WordsError
from followup_mail.model import Application, Person
from followup_mail.notes import read_notes
from followup_mail.notes_writing import Addition, add_facts, add_interview, new_application
from tests.odd_prose import ODD_PROSE
from tests.test_notes import NORTHWIND, SMALL

LONDON = ZoneInfo("Europe/London")
FACTS: dict[str, Fact] = {"company": "Northwind", "when": "17 Nov 2026, 14:00 to 15:00"}


def read(text: str) -> Application:
    """The application of notes without problems."""
    application, problems = read_notes(text, "x.yaml", default_zone=LONDON, default_country=None)
    assert [str(problem) for problem in problems] == []
    assert application is not None
    return application


def test_a_new_file_says_what_was_typed_and_offers_what_could_be() -> None:
    """Prose below the beginning of its sentence, people with keys, words of the program unquoted."""
    text = new_application(
        {
            **FACTS,
            "role": "Charge Nurse",
            "how": "in_person",
            "met": [
                {"name": "Ana López", "email": "ana@x.example", "we_talked_about": "the night shift"},
                "Sam <s@x.example>",
            ],
            "i_bring": "",
            "hear_back": "by the end of next week",
        }
    )
    assert text == (
        'company: "Northwind"\n'
        'role: "Charge Nurse"\n'
        'when: "17 Nov 2026, 14:00 to 15:00"\n'
        "how: in_person\n"
        "met:\n"
        '  - name: "Ana López"\n'
        '    email: "ana@x.example"\n'
        "    # I enjoyed hearing about …\n"
        '    we_talked_about: "the night shift"\n'
        '  - name: "Sam"\n'
        '    email: "s@x.example"\n'
        "# what they said, in their words, or a date; a list for several\n"
        'hear_back: "by the end of next week"\n'
        "\n"
        "# You can add any of these: take the # in front of it away, and write your own words.\n"
        "#recruiter: Priya Raman <priya@northwind.example>\n"
        "#why_this_job: that the data team has a say before products are decided\n"
        "#final_decision: by 18 December\n"
        "#also_say: The write-up I mentioned is at https://sam.example.org/cutover.\n"
        "#notes: parking behind the building\n"
    )
    assert read(text).interviews[0].people[0] == Person("Ana López", "ana@x.example", we_talked_about="the night shift")


def test_what_is_offered_can_be_taken() -> None:
    """Without the # in front, each offered line is read."""
    text = re.sub(r"(?m)^#(?=\w+: )", "", new_application(FACTS))
    found = read(text)
    assert found.recruiter is not None
    assert found.notes == "parking behind the building"
    assert len(found.interviews[0].promises) == 2


def typed_for_a_new_file(value: str) -> str | None:
    """As a prompt, a flag or the standard input hands it over."""
    return read(new_application({**FACTS, "we_talked_about": value})).interviews[0].we_talked_about


def typed_for_a_person(value: str) -> str | None:
    """With a person, in a new file."""
    met: Fact = [{"name": "Dana", "also_say": value}]
    return read(new_application({**FACTS, "met": met})).interviews[0].people[0].also_say


def added_to_an_interview(value: str) -> str | None:
    """As a line of its own, in a file that exists."""
    return read(add_facts(SMALL, [Addition("we_talked_about", value)])).interviews[0].we_talked_about


def added_to_a_person(value: str) -> str | None:
    """With a person, in a file with Windows line ends."""
    text = NORTHWIND.replace("    also_say: The write-up I mentioned is at https://sam.example.org/cutover.\n", "")
    changed = add_facts(text.replace("\n", "\r\n"), [Addition("also_say", value, person=0)])
    return read(changed).interviews[0].people[0].also_say


def kept_for_myself(value: str) -> str | None:
    """`--notes -`: a longer text on the standard input."""
    return read(new_application({**FACTS, "notes": value})).notes


@pytest.mark.parametrize(
    "way",
    [typed_for_a_new_file, typed_for_a_person, added_to_an_interview, added_to_a_person, kept_for_myself],
)
def test_odd_prose_comes_back_unchanged_or_is_refused(way: Callable[[str], str | None]) -> None:
    """Only what no letter may hold is refused; line ends become one kind, and those around a text are no part of it."""
    refused = {value for value in ODD_PROSE if unseen(value) or "\t" in value or "\r" in value.replace("\r\n", "\n")}
    assert len(refused) == 13
    for value in ODD_PROSE:
        if value in refused:
            with pytest.raises(WordsError, match=r"the value holds (a tab|the invisible character U)"):
                way(value)
        else:
            assert (way(value) or "") == value.replace("\r\n", "\n").strip("\n"), value


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_text_comes_back_unchanged_or_is_refused(value: str, end: str, final: bool) -> None:
    """The same for whatever else can be typed, into files with either line end, with and without a last one."""
    text = (SMALL + "met: Dana").replace("\n", end) + (end if final else "")
    try:
        changed = add_facts(text, [Addition("also_say", value)])
    except WordsError:
        return
    assert changed.startswith(text)
    expected = value.replace("\r\n", "\n").strip("\n")
    assert read(changed).interviews[0].also_say == (expected if expected.strip() else None)


@pytest.mark.parametrize(
    ("addition", "line", "below"),
    [
        pytest.param(Addition("reference", "JR-1"), 'reference: "JR-1"', "hear_back: by the end", id="application"),
        pytest.param(Addition("i_bring", "x", 1), 'i_bring: "x"', "final_decision: by 18", id="later-interview"),
        pytest.param(
            Addition("we_talked_about", "x", 1, 0), None, "", id="taken"
        ),
        pytest.param(Addition("also_say", "x", 1, 0), 'also_say: "x"', "final_decision: by 18", id="met-alone"),
        pytest.param(Addition("met", "Zoe", 0), '  - name: "Zoe"', "  - Sam Lee", id="one-more-person"),
    ],
)  # fmt: skip
def test_a_fact_is_a_line_below_what_it_belongs_with(addition: Addition, line: str | None, below: str) -> None:
    """All lines of the file stay as they are, in their order."""
    if line is None:
        with pytest.raises(NeedsALookError, match="says something already"):
            add_facts(NORTHWIND, [addition])
        return
    before = NORTHWIND.splitlines()
    after = add_facts(NORTHWIND, [addition]).splitlines()
    new = [number for number, each in enumerate(after) if each == line]
    assert len(new) == 1
    # Above the new line there may be a comment with the beginning of its sentence.
    added = [number for number in range(len(after)) if after[number] not in before]
    assert [each for number, each in enumerate(after) if number not in added] == before
    assert after[min(added) - 1].startswith(below)


def test_somebody_on_one_line_among_several_is_pointed_out() -> None:
    """Such a line takes no keys; the sentence says what to write instead."""
    with pytest.raises(NeedsALookError, match=re.escape("northwind.yaml:23: this person stands on one line")):
        add_facts(NORTHWIND, [Addition("we_talked_about", "x", 0, 1)], file="northwind.yaml")


@pytest.mark.parametrize(
    ("addition", "error", "says"),
    [
        pytest.param(Addition("colour", "red"), WordsError, "notes have no `colour` here", id="unknown-key"),
        pytest.param(Addition("email", "d@x", person=0), WordsError, "no dot after the @", id="address"),
        pytest.param(Addition("title", "a\nb", person=0), WordsError, "line break", id="name-with-break"),
        pytest.param(Addition("wait", "3"), WordsError, "asking within a week", id="wait"),
        pytest.param(Addition("i_bring", "x", 7), NeedsALookError, "no interview number 8", id="no-interview"),
        pytest.param(Addition("i_bring", "x", 0, 7), NeedsALookError, "no person number 8", id="no-person"),
        pytest.param(Addition("company", "Y"), NeedsALookError, "says something already", id="taken"),
    ],
)
def test_what_cannot_be_added_is_refused(addition: Addition, error: type[FollowupError], says: str) -> None:
    """One sentence, and no text that somebody could write to the file."""
    with pytest.raises(error, match=re.escape(says)):
        add_facts(NORTHWIND, [addition])


def test_nothing_is_added_to_a_file_that_has_to_be_mended_first() -> None:
    """All its problems come along."""
    with pytest.raises(NeedsALookError, match=re.escape("please mend x.yaml first")) as caught:
        add_facts("company: @x\nrole: b: c\n", [Addition("wait", "9")], file="x.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 2]


def test_a_further_interview_stands_below_its_own_dashes() -> None:
    """Everything above stays, with or without a last line end, and comments too."""
    for text in (NORTHWIND, NORTHWIND.rstrip("\n"), f"{NORTHWIND}\n# end\n", NORTHWIND.replace("\n", "\r\n")):
        changed = add_interview(text, {"when": "4 Dec 2026, 11:00", "how": "phone", "met": "Zoe"})
        assert changed.startswith(text)
        assert [interview.id for interview in read(changed).interviews] == ["r1", "r2", "r3"]
        assert read(changed).interviews[2].people == (Person("Zoe"),)


def test_an_interview_takes_no_key_of_the_application() -> None:
    """That would contradict the first part of the file."""
    with pytest.raises(WordsError, match="notes have no `company` here"):
        add_interview(SMALL, {"company": "Y", "when": "4 Dec 2026, 11:00"})


def test_several_facts_at_once() -> None:
    """Each on lines of its own; nothing to say adds nothing."""
    additions = [
        Addition("met", [{"name": "Zoe", "email": "z@x.example"}]),
        Addition("we_talked_about", "the rota", person=0),
        Addition("notes", " \n"),
        Addition("hear_back", ["soon", "by Friday"]),
    ]
    found = read(add_facts(SMALL, additions))
    assert found.interviews[0].people == (Person("Zoe", "z@x.example", we_talked_about="the rota"),)
    assert [promise.said.words for promise in found.interviews[0].promises] == ["soon", "by Friday"]
    assert found.notes is None
