"""The story that `why` tells: calm, complete, with the words to type next, and the same for programs."""

import pytest

from tests.cli.july import NOTES, SECOND_ROUND, entry, furnish, moment, note, story
from tests.running import Program

THANKED = entry("sent", "14 16:00", kind="thank_you", interview="r1", to="ana@northwind.example")
ASKED = entry("sent", "22 10:00", kind="status_check", to="priya@northwind.example")
TWICE = entry("sent", "30 10:00", kind="second_check")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param(
            "by the end of next week", "They said “by the end of next week” → Fri 24 Jul.", id="the-day-it-was-read-as"
        ),
        pytest.param(
            "within 5 business days",
            "They said “within 5 business days” → Tue 21 Jul, weekends left out.",
            id="what-was-left-out",
        ),
        pytest.param("we will be in touch", "They said “we will be in touch”, which names no day.", id="no-day"),
    ],
)
def test_what_was_said_and_how_it_was_read(program: Program, said: str, told: str) -> None:
    """Each promise stands below its interview in their words, with the day and what counting left out."""
    assert told in story(program, "15 10:00", notes=f"{NOTES}hear_back: {said}\n")


def test_holidays_left_out_in_counting_are_named(program: Program) -> None:
    """Business days around a holiday say which it was."""
    notes = NOTES.replace("14 Jul", "1 Jul") + "hear_back: within 3 business days\n"
    told = story(program, "02 10:00", notes=notes)
    assert "→ Tue 7 Jul, weekends and Independence Day, observed (Fri 3 Jul) left out." in told


def test_a_date_for_the_decision_is_told_as_such(program: Program) -> None:
    """What a promise is for stands behind it."""
    told = story(program, "15 10:00", notes=f"{NOTES}final_decision: by 31 July\n")
    assert "They said “by 31 July” about the decision itself → Fri 31 Jul." in told


def test_the_rule_the_arithmetic_and_what_was_skipped(program: Program) -> None:
    """The check-in's reason names the promise, the days that follow from it, and the weekend with its dates."""
    told = story(program, "15 10:00", THANKED, notes=f"{NOTES}hear_back: by the end of next week\n")
    assert "They have until Fri 24 Jul; a check-in is in order from Mon 27 Jul." in told
    assert (
        "They named Fri 24 Jul (“by the end of next week”, said on Tue 14 Jul). A check-in waits until that day has "
        "passed: Mon 27 Jul; best on Tue 28 Jul. Skipped: the weekend (Sat 25 Jul and Sun 26 Jul)."
    ) in told


@pytest.mark.parametrize(
    ("lines", "now", "told"),
    [
        pytest.param(
            [entry("sent", "20 10:00", kind="thank_you")],
            "21 10:00",
            "It keeps two business days from the thank-you of Mon 20 Jul: Wed 22 Jul.",
            id="thanks",
        ),
        pytest.param(
            [THANKED, entry("out_of_office", "20 10:00", back_on="2026-07-24")],
            "21 10:00",
            "They are away and back on Fri 24 Jul; it waits until they have settled: Mon 27 Jul. "
            "Skipped: the weekend (Sat 25 Jul and Sun 26 Jul).",
            id="absence",
        ),
        pytest.param(
            [THANKED, entry("sent", "17 10:00", kind="status_check")],
            "21 10:00",
            "You already asked on Fri 17 Jul; seven days lie between two such messages: Fri 24 Jul.",
            id="asked-early",
        ),
        pytest.param(
            [THANKED, entry("skipped", "17 10:00", kind="status_check", until="2026-08-01")],
            "21 10:00",
            "You set it aside until Sat 1 Aug. Skipped: the weekend (Sat 1 Aug and Sun 2 Aug).",
            id="set-aside",
        ),
    ],
)
def test_what_holds_a_message_back(program: Program, lines: list[dict[str, object]], now: str, told: str) -> None:
    """Each thing that holds a check-in back is named with the day to which it does."""
    assert told in story(program, now, *lines)


def test_a_day_on_which_the_office_is_closed_is_pointed_out(program: Program) -> None:
    """An open check-in on a Saturday names the next business day, in the list too."""
    told = story(program, "25 10:00", THANKED)
    assert "Today the office is closed; it reads better on Mon 27 Jul." in told
    assert "Mon 27 Jul reads better." in " ".join(program("due", now=moment("25 10:00")).out.split())


def test_what_would_follow_and_when_to_stop(program: Program) -> None:
    """One more, a closing note, then stop: with their days, and the day after which to let it rest."""
    told = story(program, "21 10:00", THANKED)
    assert (
        "Sent on Tue 21 Jul, the check-in could be followed by a second check-in from Tue 28 Jul and, if you like, a "
        "closing note from Tue 11 Aug. Then let it rest, after Thu 27 Aug at the latest: nothing more is needed from "
        "you."
    ) in told
    assert "let it go after Thu 20 Aug 17:00" in told
    told = story(program, "31 10:00", THANKED, ASKED, TWICE)
    assert "After the closing note let it rest, after Sat 29 Aug at the latest" in told


def test_nothing_follows_where_no_check_is_to_come(program: Program) -> None:
    """With the next talk in the diary, or a decision, nobody is told what an unanswered check would lead to."""
    assert "If nobody answers" not in story(program, "15 10:00", notes=NOTES + SECOND_ROUND)
    assert "If nobody answers" not in story(program, "15 10:00", entry("rejection", "15 09:00"))


@pytest.mark.parametrize(
    ("lines", "now", "state", "sentence"),
    [
        pytest.param([], "13 10:00", "scheduled", "The talk is on Tue 14 Jul, 10:00.", id="scheduled"),
        pytest.param([], "14 10:30", "scheduled", "The talk is going on.", id="going-on"),
        pytest.param(
            [entry("interview_cancelled", "13 09:00", interview="r1")],
            "15 10:00",
            "no_interview",
            "No talk lies behind you or ahead.",
            id="called-off",
        ),
        pytest.param(
            [THANKED],
            "15 10:00",
            "waiting",
            "You are waiting for their answer; a check-in is in order from Tue 21 Jul.",
            id="waiting",
        ),
        pytest.param(
            [THANKED], "21 10:00", "waiting", "You are waiting for their answer, and a check-in is in order.", id="due"
        ),
        pytest.param(
            [THANKED],
            "08-31 10:00",
            "waiting",
            "The time for a check-in is over; let it rest unless they write.",
            id="over",
        ),
        pytest.param(
            [THANKED, ASKED], "23 10:00", "checked_1", "You asked on Wed 22 Jul, and it is their turn.", id="asked"
        ),
        pytest.param(
            [THANKED, ASKED],
            "29 10:00",
            "checked_1",
            "You asked on Wed 22 Jul; a second, shorter check-in is in order.",
            id="second",
        ),
        pytest.param(
            [THANKED, ASKED, TWICE],
            "31 10:00",
            "checked_2",
            "You asked twice, last on Thu 30 Jul; you have done your part.",
            id="twice",
        ),
        pytest.param(
            [THANKED, ASKED, TWICE],
            "08-31 10:00",
            "closed_silent",
            "You have asked, and may let it rest; whatever comes from them opens it anew.",
            id="let-go",
        ),
        pytest.param(
            [THANKED, entry("on_hold", "16 10:00", until="2026-08-07")],
            "17 10:00",
            "on_hold",
            "It is on hold until Fri 7 Aug; a check-in is in order from Mon 10 Aug.",
            id="on-hold",
        ),
        pytest.param(
            [THANKED, entry("info_request", "16 10:00")],
            "17 10:00",
            "answering",
            "They asked you for something on Thu 16 Jul; the next word is yours.",
            id="question",
        ),
        pytest.param(
            [THANKED, entry("competing_offer", "16 10:00", respond_by="2026-07-24")],
            "17 10:00",
            "pressed",
            "Another offer waits for your answer until Fri 24 Jul, 17:00.",
            id="pressed",
        ),
        pytest.param(
            [THANKED, entry("rejection", "16 10:00")],
            "17 10:00",
            "terminal",
            "They told you their decision on Thu 16 Jul.",
            id="rejected",
        ),
        pytest.param(
            [THANKED, entry("do_not_contact", "16 10:00", level="no_status_checks")],
            "17 10:00",
            "waiting",
            "You are waiting for their answer. They asked not to be asked after it.",
            id="do-not-chase",
        ),
        pytest.param(
            [THANKED, entry("skipped", "17 10:00", kind="status_check")],
            "22 10:00",
            "waiting",
            "You are waiting for their answer, and chose not to ask.",
            id="chose-not-to",
        ),
    ],
)
def test_where_it_stands(program: Program, lines: list[dict[str, object]], now: str, state: str, sentence: str) -> None:
    """One sentence on top says where the application stands; programs have the state by name."""
    assert f"(northwind) {sentence} Days are counted" in story(program, now, *lines)
    assert program("why", "northwind", "--json", now=moment(now)).json["state"] == state


def test_an_informal_talk_leaves_nothing_to_wait_for(program: Program) -> None:
    """After it thanks are due, and nothing else."""
    told = story(program, "15 10:00", notes=f"{NOTES}how: informational\n")
    assert "An informal talk wants thanks, and leaves nothing to wait for." in told


def test_a_public_figure_stands_where_it_helps(program: Program) -> None:
    """One line with its source, which an own file may replace or leave out."""
    line = "80 % of HR managers take a thank-you into account, and 24 % of applicants write one (Accountemps, 2017)."
    assert f"Good to know {line}" in story(program, "15 10:00")
    program.write(
        "templates/figures.yaml", "figures: {thanks: {says: most people are glad of a note, source: my aunt}}\n"
    )
    assert "Good to know Most people are glad of a note (my aunt)." in story(program, "15 10:00")
    program.write("templates/figures.yaml", "figures: {thanks: off}\n")
    assert "Good to know" not in story(program, "15 10:00")
    program.write("templates/figures.yaml", "figures: {tanks: off}\n")
    ran = program("why", "northwind", now=moment("15 10:00"))
    assert ran.code == 3
    assert ran.err.startswith("templates/figures.yaml:1: figures.tanks:")


def test_no_account_scolds_or_counts_the_silence(program: Program) -> None:
    """Weeks of silence are told without a word about their length or anybody's fault."""
    for now in ("08-10 10:00", "09-01 10:00", "12-01 10:00"):
        told = story(program, now, THANKED, notes=f"{NOTES}hear_back: by Friday\n").lower()
        for word in (
            "weeks ago",
            "days ago",
            "silent for",
            "should have",
            "failed",
            "forgot",
            "ignored",
            "still have not",
        ):
            assert word not in told


def test_what_happened_together_is_told_together(program: Program) -> None:
    """Notes to a panel are one line, a draft that was sent goes without saying, a move says where to."""
    both = [
        entry("sent", "14 16:00", kind="thank_you", interview="r1", to=f"{n}@northwind.example") for n in ("ana", "ben")
    ]
    drafted = entry("drafted", "14 15:30", kind="thank_you", interview="r1", to="ana@northwind.example")
    moved = entry(
        "interview_moved", "13 09:00", interview="r1", start="2026-07-14T09:00-04:00", end="2026-07-14T10:00-04:00"
    )
    told = story(program, "15 10:00", moved, drafted, *both, notes=NOTES + "  - Ben Ode <ben@northwind.example>\n")
    assert "You sent the thank-you note to Ana Lopez and Ben Ode." in told
    assert "You wrote" not in told
    assert "They moved interview r1 to Tue 14 Jul, 09:00 to 10:00." in told


def test_every_event_has_a_sentence() -> None:
    """Whatever the journal can say is told in words."""
    from followup_mail.cli.account import TOLD
    from followup_mail.entries import EVENTS

    assert set(EVENTS) - {"undone", "delivered"} == set(TOLD)


def test_the_account_for_programs_has_it_all(program: Program) -> None:
    """State, what would follow, the figure and the words to type are there under names of their own."""
    furnish(program, notes=f"{NOTES}hear_back: by Friday\n")
    note(program, [THANKED])
    found = program("why", "northwind", "--json", now=moment("15 10:00")).json
    assert found["standing"].startswith("They have until Fri 17 Jul")
    assert [m["kind"] for m in found["if_unanswered"]] == ["status_check", "second_check", "closing_note"]
    assert [m["not_before"][:10] for m in found["if_unanswered"]] == ["2026-07-20", "2026-07-28", "2026-08-11"]
    assert found["figure"]["source"] == "NACE, 2017"
    assert {"when": "They say no", "words": "followup-mail heard northwind no"} in found["changes"]
    assert found["interviews"][0]["said"][0]["said_on"] == "2026-07-14"
    assert found["problems"] == []
