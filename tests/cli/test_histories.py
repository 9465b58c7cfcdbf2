"""Whole histories, typed as commands or written into the journal by hand: the plan is right after every step."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.july import NOTES, SECOND_ROUND, Wanted, compare, entry, furnish, moment, note, plan, words_of
from tests.running import Program, as_a_process

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def home(program: Program) -> Program:
    """The program in that home."""
    furnish(program)
    return program


HISTORIES: list[dict[str, Any]] = yaml.safe_load((DATA / "histories.yaml").read_text(encoding="utf-8"))


def wanted_of(line: str) -> Wanted:
    """Kind, status and window of a line such as "status_check not_yet, not_before 23 09:00"."""
    first, *rest = line.split(", ")
    kind, status = first.split()
    window = [each.partition(" ") for each in rest]
    return kind, status, {name: words for name, _, words in window}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in HISTORIES])
def test_a_history_typed_as_commands(home: Program, case: dict[str, Any]) -> None:
    """Each command is taken, and the plan follows from all of them at once."""
    if case.get("rounds") == 2:
        furnish(home, notes=NOTES + SECOND_ROUND)
    for step in case["typed"]:
        day, clock, line = step.split(None, 2)
        ran = home(*words_of(line), now=moment(f"{day} {clock}"))
        assert (ran.code, ran.err) == (0, ""), line
    compare(plan(home, case["asked"]), [wanted_of(line) for line in case["then"]])


SENT = entry("sent", "14 16:00", kind="thank_you")


@pytest.mark.parametrize(
    ("lines", "asked", "wanted"),
    [
        pytest.param(
            [SENT], "21 10:00", [("thank_you", "done"), ("status_check", "due")], id="sent-without-interview-and-to"
        ),
        pytest.param(
            [entry("sent", "14 16:00", kind="thank_you", to="ANA@northwind.example", mood="cheerful")],
            "15 10:00",
            [("thank_you", "done")],
            id="capitals-and-an-unknown-field",
        ),
        pytest.param(
            [SENT, entry("bounced", "14 17:00", kind="thank_you", to="ana@northwind.example")],
            "15 10:00",
            [("thank_you", "due")],
            id="a-mail-to-all-bounced-for-one",
        ),
        pytest.param(
            [{**entry("rejection", "15 09:00"), "id": "e1"}, entry("undone", "15 09:01", id="e1")],
            "15 10:00",
            [("thank_you", "due")],
            id="undone-by-id",
        ),
        pytest.param(
            [{**entry("rejection", "15 09:00"), "id": "e1"}, entry("undone", "15 09:01", undoes="e1")],
            "15 10:00",
            [("thank_you", "due")],
            id="undone-by-undoes",
        ),
        pytest.param(
            [SENT, entry("offer", "17 15:00", respond_by="2026-07-31")],
            "17 16:00",
            [("offer_reply", "due", {"give_up": "31 17:00"})],
            id="respond-by-a-date-is-five-in-my-zone",
        ),
        pytest.param(
            [SENT, entry("competing_offer", "22 13:00", respond_by="2026-07-29", first_choice=True)],
            "22 15:00",
            [("competing_offer_notice", "due", {"not_after": "27 17:00", "give_up": "29 17:00"})],
            id="other-offer-by-a-date",
        ),
        pytest.param(
            [SENT, entry("new_promise", "16 10:00", promised="2026-07-29")],
            "29 10:00",
            [("status_check", "not_yet", {"not_before": "30"})],
            id="a-promise-as-a-date",
        ),
        pytest.param(
            [
                SENT,
                entry(
                    "reply_seen",
                    "16 10:00",
                    **{"from": "ana@northwind.example", "subject": "Re: Thanks", "message_id": "<a@b>"},
                ),
            ],
            "22 10:00",
            [("status_check", "not_yet", {"not_before": "23"})],
            id="a-reply-nobody-has-read",
        ),
        pytest.param(
            [
                SENT,
                entry(
                    "reply_seen",
                    "16 10:00",
                    id="s1",
                    **{"from": "ana@northwind.example", "subject": "", "message_id": "<a@b>"},
                ),
                entry("courtesy_ack", "18 10:00", **{"for": "s1"}),
            ],
            "21 10:00",
            [("status_check", "due", {"not_before": "21"})],
            id="a-reply-that-was-a-courtesy",
        ),
        pytest.param(
            [entry("rejection", "30 10:00"), SENT],
            "21 10:00",
            [("status_check", "due")],
            id="what-lies-ahead-and-the-order",
        ),
        pytest.param(
            [entry("skipped", "13 10:00", kind="thank_you")],
            "15 10:00",
            [("thank_you", "cancelled")],
            id="thanks-set-aside-before-the-talk",
        ),
        pytest.param(
            [
                entry(
                    "interview_moved",
                    "13 10:00",
                    interview="r1",
                    start="2026-07-16T16:00+02:00",
                    end="2026-07-16T17:00+02:00",
                )
            ],
            "16 15:00",
            [("thank_you", "due", {"not_before": "16 15:00"}), ("status_check", "not_yet", {"not_before": "23"})],
            id="moved-in-another-offset",
        ),
    ],
)
def test_a_journal_written_by_hand(
    home: Program, lines: list[dict[str, object]], asked: str, wanted: list[Wanted]
) -> None:
    """Entries in every form that docs/journal.md allows lead to the same plan."""
    note(home, lines)
    compare(plan(home, asked), wanted)


def test_a_hand_written_mail_to_somebody_of_an_earlier_round(home: Program) -> None:
    """Without an interview it counts for the latest one in which that person was met."""
    home.write("interviews/northwind.yaml", NOTES + SECOND_ROUND)
    line = entry("sent", "23 11:30", kind="thank_you", to="ana@northwind.example")
    note(home, [line])
    compare(
        plan(home, "23 15:00"),
        [("thank_you", "done", {"to": "ana"}), ("thank_you", "due", {"to": "dee"}), ("status_check", "not_yet")],
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param("sent northwind thanks", "begins on Tue 14 Jul, 10:00", id="sent-before-the-talk"),
        pytest.param("heard northwind update --at 'tomorrow 10:00'", "lies ahead", id="told-before-it-happened"),
        pytest.param("heard northwind on-hold --until yesterday", "was over by then", id="a-pause-that-is-over"),
        pytest.param("heard northwind away 'last Monday'", "over by then", id="back-already"),
        pytest.param("skip northwind thanks --until '1 July 2026'", "was over by then", id="later-means-ahead"),
    ],
)
def test_what_cannot_be_is_refused(home: Program, words: str, said: str) -> None:
    """One clear line, and nothing is noted."""
    ran = home(*words_of(words), now=moment("13 10:00"))
    assert ran.code in (2, 3)
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert home.journal == []


def test_an_entry_about_no_interview_is_told(home: Program) -> None:
    """A slip in an id is named, for the entry would count for nothing; an undone one is no matter."""
    note(home, [{**entry("interview_cancelled", "13 10:00", interview="r9"), "id": "e1"}])
    ran = home("due", now=moment("13 11:00"))
    assert ran.code == 3
    assert "journal.jsonl: interview: entry e1 is about interview r9, and interviews/northwind.yaml has r1" in ran.err
    home("undo", now=moment("13 12:00"))
    assert home("due", now=moment("13 13:00")).code == 0


def test_the_machines_zone_and_language_make_no_difference(home: Program) -> None:
    """Wherever the program runs, and whatever its surroundings speak, it says the same."""
    furnish(home, notes=NOTES + SECOND_ROUND + "hear_back: by the end of next week\n")
    note(home, [SENT, entry("out_of_office", "27 10:00", back_on="2026-08-10")])
    surroundings = (
        {"TZ": "Pacific/Chatham", "LC_ALL": "C"},
        {"TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"TZ": "America/St_Johns", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    )
    for words in (["due", "--all", "--json"], ["why", "northwind"]):
        runs = [as_a_process("--now", moment("28 10:00"), *words, home=home.home, env=env) for env in surroundings]
        assert [run.returncode for run in runs] == [0, 0, 0]
        assert len({run.stdout for run in runs}) == 1


def test_today_is_now(home: Program) -> None:
    """A day without a clock time is meant up to this moment."""
    ran = home("sent", "northwind", "thanks", "--at", "today", now=moment("15 10:00"))
    assert ran.code == 0, ran.err
    assert home.journal[0]["at"] == "2026-07-15T10:00:00-04:00"


def test_one_word_tells_of_one_round(home: Program) -> None:
    """`sent northwind thanks` is about the talk just held, not about the next one, nor the one before."""
    home.write("interviews/northwind.yaml", NOTES + SECOND_ROUND)
    home("sent", "northwind", "thanks", now=moment("15 10:00"))
    home("sent", "northwind", "thanks", now=moment("23 16:00"))
    assert [entry["to"] for entry in home.journal] == ["ana@northwind.example", "dee@northwind.example"]


def test_thanks_told_long_after_are_told_all_the_same(home: Program) -> None:
    """What was let go and yet sent in time can be told with the day on which it was."""
    ran = home("sent", "northwind", "thanks", "--at", "15 July 10:00", now=moment("30 10:00"))
    assert ran.code == 0, ran.err
    compare(plan(home, "30 10:00"), [("thank_you", "done"), ("status_check", "due")])


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param("heard northwind no", id="decided"),
        pytest.param("heard northwind next-round", id="invited"),
        pytest.param("skip northwind thanks", id="set-aside"),
    ],
)
def test_what_is_not_needed_any_more_can_be_told_late(home: Program, meanwhile: str) -> None:
    """Thanks that went out in time count, whatever has come before they were told."""
    home(*words_of(meanwhile), now=moment("17 10:00"))
    ran = home("sent", "northwind", "thanks", "--at", "15 July 10:00", now=moment("18 10:00"))
    assert ran.code == 0, ran.err
    assert [m["status"] for m in plan(home, "18 10:00") if m["kind"] == "thank_you"] == ["done"]


def test_undo_shows_what_follows(home: Program) -> None:
    """Taking back brings the plan back at once, as every other command does."""
    home("heard", "northwind", "no", now=moment("15 10:00"))
    ran = home("undo", now=moment("15 10:05"))
    assert "Taken back (Northwind, today 10:00): They decided for somebody else." in ran.out
    assert "Thank-you note to Ana Lopez" in ran.out
