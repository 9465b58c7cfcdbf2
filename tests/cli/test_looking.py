"""What to do now and why: on the screen, for programs, and through the exit code."""

import pytest

from tests.running import AN_HOUR_LATER, NEXT_MORNING, NORTHWIND, Program

FIELDS = {
    "application", "company", "role", "kind", "interview", "to", "covers", "route", "status", "not_before", "best",
    "not_after", "give_up", "optional", "tone", "reason",
}  # fmt: skip


def test_due_says_what_to_do_now_with_its_window_reason_and_command(northwind: Program) -> None:
    """What is due stands under "Now", with when to send it, why, and the words to type."""
    ran = northwind("due")
    now, _, rest = ran.out.partition("Waiting")
    assert ran.code == 0
    assert "Thank-you note to Dana Ortiz · Northwind Traders, Senior Data Engineer" in now
    assert "at the latest tomorrow 20:00 (15:00 there)" in now
    assert "48 hours" in now
    assert "followup-mail draft northwind" in now
    assert "Priya Raman" in rest


def test_the_program_without_a_command_does_the_same(northwind: Program) -> None:
    """The bare program is `due`, and asks nothing where nobody sits at a terminal."""
    assert northwind().out == northwind("due").out


def test_due_json_has_every_field_for_every_message(northwind: Program) -> None:
    """Programs find all fields of the contract, unknown ones null, under schema 1."""
    found = northwind("due", "--json", "--all").json
    assert found.keys() == {"schema", "now", "messages", "answers", "problems"}
    assert found["schema"] == 1
    assert found["problems"] == found["answers"] == []
    thanks, check = found["messages"]
    assert thanks.keys() == check.keys() == FIELDS
    assert thanks["to"] == {"name": "Dana Ortiz", "email": "dana.ortiz@northwind.example"}
    assert thanks["covers"] == ["Dana Ortiz"]
    assert thanks["not_after"] == "2026-11-19T15:00:00-05:00"
    assert check["kind"] == "status_check"
    assert check["interview"] is None
    assert check["covers"] == []
    assert check["not_before"] == "2026-11-30T09:00:00-05:00"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("due", "--json"), id="after"),
        pytest.param(("--json", "due"), id="before"),
    ],
)
def test_json_may_stand_before_or_after_the_command(northwind: Program, words: tuple[str, ...]) -> None:
    """--json, --home and --now are understood on either side of the command."""
    assert northwind(*words).json["schema"] == 1


def test_the_clock_may_be_given_after_the_command_or_by_the_environment(
    northwind: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--now after the command wins over one before it; $FOLLOWUP_MAIL_NOW serves where neither is given."""
    late = northwind("due", "--json", "--now", "2026-11-30T15:00+00:00", now=AN_HOUR_LATER).json
    assert late["now"] == "2026-11-30T15:00:00+00:00"
    monkeypatch.setenv("FOLLOWUP_MAIL_NOW", NEXT_MORNING)
    assert northwind("due", "--json", now=None).json["now"] == "2026-11-18T15:00:00+00:00"


def test_a_broken_file_never_hides_the_others(northwind: Program) -> None:
    """What can be read is listed, what cannot is named with its line, and the exit code says that a look is needed."""
    northwind.write("interviews/broken.yaml", "company: Broken\nwhn: 17 Nov 2026, 10:00\n")
    ran = northwind("due", "--json")
    assert ran.code == 3
    assert [m["application"] for m in ran.json["messages"]] == ["northwind", "northwind"]
    fields = {(p["file"], p["line"], p["field"]) for p in ran.json["problems"]}
    assert ("interviews/broken.yaml", 2, "whn") in fields
    shown = northwind("due")
    assert "did you mean `when`?" in shown.err
    assert "Dana Ortiz" in shown.out


@pytest.mark.parametrize(
    ("now", "words", "code"),
    [
        pytest.param(NEXT_MORNING, ("due", "--exit-code"), 10, id="something-due"),
        pytest.param(NEXT_MORNING, ("due",), 0, id="not-asked"),
        pytest.param(AN_HOUR_LATER, ("due", "--exit-code"), 0, id="nothing-due-yet"),
    ],
)
def test_the_exit_code_tells_a_script_whether_something_is_due(
    northwind: Program, now: str, words: tuple[str, ...], code: int
) -> None:
    """10 means that something is due, and only where a script asks for it."""
    assert northwind(*words, now=now).code == code


def test_problems_win_over_what_is_due(northwind: Program) -> None:
    """With --exit-code a file that needs a look is 3, whatever is due."""
    northwind.write("interviews/broken.yaml", "company: [\n")
    assert northwind("due", "--exit-code").code == 3


def test_short_is_one_line(northwind: Program) -> None:
    """A status bar gets one line."""
    assert northwind("due", "--short").out == "thank-you note to Dana Ortiz, Northwind Traders\n"


def test_within_keeps_what_may_be_sent_by_then(northwind: Program) -> None:
    """--within leaves out what has its day later; an odd length is refused with an example."""
    assert "Priya" not in northwind("due", "--within", "7d").out
    assert "Priya" in northwind("due", "--within", "2w").out
    odd = northwind("due", "--within", "soon")
    assert odd.code == 2
    assert "such as 7d" in odd.err


def test_an_empty_home_is_no_error(program: Program) -> None:
    """Before the first interview the program says how to begin."""
    ran = program()
    assert (ran.code, ran.err) == (0, "")
    assert "followup-mail add" in ran.out


def test_why_tells_the_story(northwind: Program) -> None:
    """`why` names what was said and how it was read, the rule, the days skipped, and what would change it."""
    northwind("heard", "northwind", "new-date", "by 4 December", "--at", "2026-11-18T09:00-05:00")
    ran = northwind("why", "northwind")
    assert ran.code == 0
    text = " ".join(ran.out.split())
    assert "They said “by the end of next week” → Fri 27 Nov." in text
    assert "They said “by 4 December” → Fri 4 Dec." in text
    assert "Mon 7 Dec" in text
    assert "followup-mail heard northwind" in text
    assert "public holidays of US" in text


def test_why_json_has_facts_history_and_plan(northwind: Program) -> None:
    """The same account is there for programs."""
    northwind("heard", "northwind", "update", "--at", NEXT_MORNING)
    found = northwind("why", "northwind", "--json").json
    assert found["schema"] == 1
    assert found["interviews"][0]["said"] == [
        {
            "words": "by the end of next week",
            "deadline": "2026-11-27",
            "scope": "next_step",
            "said_on": "2026-11-17",
            "left_out": [],
        }
    ]
    assert [event["event"] for event in found["history"]] == ["update_no_date"]
    assert found["messages"][0]["kind"] == "thank_you"


@pytest.mark.parametrize(
    ("who", "code", "said"),
    [
        pytest.param("north", 0, "Northwind", id="prefix"),
        pytest.param("dana", 0, "Northwind", id="person"),
        pytest.param("traders", 0, "Northwind", id="company-word"),
        pytest.param("engineer", 0, "Northwind", id="role-word"),
        pytest.param("nortwind", 2, "did you mean northwind?", id="slip"),
        pytest.param("zzz", 2, "there is northwind", id="nobody"),
    ],
)
def test_who_is_a_file_a_prefix_or_a_word(northwind: Program, who: str, code: int, said: str) -> None:
    """WHO is found by file name, prefix, or a word of company, role or person; else the choices are named."""
    ran = northwind("why", who)
    assert ran.code == code
    assert said in ran.out + ran.err


def test_who_that_could_be_two_is_refused_by_name(northwind: Program) -> None:
    """Where two answer, both are named and nothing is guessed."""
    northwind.write("interviews/northgate.yaml", NORTHWIND.replace("Northwind Traders", "Northgate"))
    ran = northwind("why", "north")
    assert ran.code == 2
    assert "northgate, northwind" in ran.err


def test_an_unreadable_application_is_named_when_it_is_meant(northwind: Program) -> None:
    """Asking for a broken file shows its problems."""
    northwind.write("interviews/contoso.yaml", "company: Contoso\nwhen: 31 Nov 2026\n")
    ran = northwind("why", "contoso")
    assert ran.code == 3
    assert "interviews/contoso.yaml:2: when:" in ran.err


def test_an_offer_is_listed_until_it_is_answered(northwind: Program) -> None:
    """Once the thanks for an offer are sent, its own day still stands in `due` and `why`; the answer ends that."""
    northwind("heard", "northwind", "offer", "--respond-by", "4 December")
    told = northwind("sent", "northwind", "offer").out
    listed = northwind("due").out
    assert listed in told
    assert "Waiting for your answer" in listed
    assert "The offer of Northwind Traders, Senior Data Engineer" in listed
    assert "by Fri 4 Dec 17:00 (12:00 there)" in listed
    assert "It waits for your answer until Fri 4 Dec, 12:00." in " ".join(northwind("why").out.split())
    assert northwind("due", "--json").json["answers"] == [
        {
            "application": "northwind",
            "company": "Northwind Traders",
            "role": "Senior Data Engineer",
            "by": "2026-12-04T12:00:00-05:00",
        }
    ]
    assert "The offer" not in northwind("due", "--within", "7d").out
    assert northwind("due", "--short").out == "nothing due\n"
    short = northwind("due", "--short", now="2026-12-01T10:00-05:00").out
    assert short == "your answer to Northwind Traders, by Fri 4 Dec 17:00 (12:00 there)\n"
    assert "it was wanted by Fri 4 Dec" in northwind("due", now="2026-12-07T10:00-05:00").out
    northwind("decide", "northwind", "accept")
    assert northwind("due").out == "Nothing to do, and nothing to wait for.\n"


def test_a_time_changed_in_the_notes_after_a_move_is_pointed_out(northwind: Program) -> None:
    """The journal's move counts, and says so once the notes say something else; the remedy that is named ends it."""
    before = "2026-11-16T10:00-05:00"
    northwind("heard", "northwind", "moved", "19 Nov, 10:00 to 11:00", now=before)
    assert northwind("due", now=before).err == ""
    assert "your notes have Tue 17 Nov, 14:00 to 15:00" in " ".join(northwind("why", now=before).out.split())
    northwind.write("interviews/northwind.yaml", NORTHWIND.replace("17 Nov 2026, 14:00 to 15:00", "18 Nov 2026, 9:00"))
    ran = northwind("due", now=before)
    assert ran.code == 3
    assert ran.err == (
        "interviews/northwind.yaml:6: when: is 18 Nov 2026, 09:00 to 10:00, but the journal has the talk moved to "
        "19 Nov 2026, 10:00 to 11:00, and that counts; write the new time here, or, if the notes are right: "
        "followup-mail heard northwind moved “18 Nov 2026, 09:00 to 10:00” --interview r1\n"
    )
    northwind("heard", "northwind", "moved", "18 Nov 2026, 09:00 to 10:00", "--interview", "r1", now=before)
    again = northwind("due", now=before)
    assert (again.code, again.err) == (0, "")
