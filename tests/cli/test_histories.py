"""Whole histories, typed as commands or written into the journal by hand: the plan is right after every step."""

import pytest

from tests.cli.july import NOTES, SECOND_ROUND, Step, Wanted, compare, entry, furnish, moment, note, plan, words_of
from tests.running import Program

THANKED = ("15 10:00", "sent northwind thanks")


@pytest.fixture
def home(program: Program) -> Program:
    """The program in that home."""
    furnish(program)
    return program


ROWS = [
    pytest.param(
        [], "15 10:00", [("thank_you", "due"), ("status_check", "not_yet", {"not_before": "21 09:00"})], id="nothing"
    ),
    pytest.param([THANKED], "21 09:00", [("thank_you", "done"), ("status_check", "due")], id="thanked"),
    pytest.param(
        [("20 10:00", "sent northwind thanks")],
        "21 10:00",
        [("status_check", "not_yet", {"not_before": "22 09:00"})],
        id="thanked-late",
    ),
    pytest.param([THANKED, ("15 10:05", "heard northwind bounced")], "15 10:06", [("thank_you", "due")], id="bounced"),
    pytest.param(
        [("14 16:00", "skip northwind thanks")],
        "15 10:00",
        [("thank_you", "cancelled"), ("status_check", "not_yet")],
        id="thanks-skipped",
    ),
    pytest.param(
        [("14 16:00", "skip northwind thanks"), ("14 16:01", "undo")],
        "15 10:00",
        [("thank_you", "due")],
        id="skip-undone",
    ),
    pytest.param(
        [("14 16:00", 'skip northwind thanks --until "16 July"')],
        "15 10:00",
        [("thank_you", "not_yet", {"not_before": "16 08:00", "not_after": "16 17:00"})],
        id="thanks-later",
    ),
    pytest.param(
        [THANKED, ("16 10:00", 'heard northwind new-date "by the end of next week"')],
        "24 16:00",
        [("status_check", "not_yet", {"not_before": "27 09:00", "best": "28 09:00", "not_after": "08-07 17:00"})],
        id="new-date",
    ),
    pytest.param(
        [
            THANKED,
            ("16 10:00", 'heard northwind new-date "by 29 July"'),
            ("17 10:00", 'heard northwind new-date "by Wednesday"'),
        ],
        "23 10:00",
        [("status_check", "due", {"not_before": "23"})],
        id="a-second-new-date",
    ),
    pytest.param(
        [
            THANKED,
            ("16 10:00", 'heard northwind new-date "by 29 July"'),
            ("17 10:00", 'heard northwind new-date "by Wednesday"'),
            ("17 10:01", "undo"),
        ],
        "23 10:00",
        [("status_check", "not_yet", {"not_before": "30"})],
        id="a-second-new-date-undone",
    ),
    pytest.param(
        [THANKED, ("16 10:00", 'heard northwind new-date "we will be in touch"')],
        "22 10:00",
        [("status_check", "not_yet", {"not_before": "23"})],
        id="new-date-that-names-none",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind update")],
        "22 10:00",
        [("status_check", "not_yet", {"not_before": "23"})],
        id="update",
    ),
    pytest.param(
        [THANKED, ("21 10:00", "heard northwind update --at '16 July 10:00'")],
        "22 10:00",
        [("status_check", "not_yet", {"not_before": "23"})],
        id="update-told-later",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind thanks")], "21 10:00", [("status_check", "due")], id="courtesy"
    ),
    pytest.param(
        [THANKED, ("20 10:00", 'heard northwind away --back-on "24 July"')],
        "24 10:00",
        [("status_check", "not_yet", {"not_before": "27"})],
        id="away",
    ),
    pytest.param(
        [THANKED, ("22 10:00", 'heard northwind away --back-on "20 July" --at "15 July 12:00"')],
        "22 10:00",
        [("status_check", "due", {"not_before": "21"})],
        id="away-told-afterwards",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind next-round")],
        "22 10:00",
        [("status_check", "not_yet", {"not_before": "23"})],
        id="invited",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind on-hold")],
        "08-14 10:00",
        [("status_check", "not_yet", {"not_before": "08-17"})],
        id="on-hold",
    ),
    pytest.param(
        [THANKED, ("16 10:00", 'heard northwind on-hold --until "7 August"')],
        "08-07 10:00",
        [("status_check", "not_yet", {"not_before": "08-10"})],
        id="on-hold-until",
    ),
    pytest.param(
        [THANKED, ("16 10:00", 'heard northwind question "two references"')],
        "16 11:00",
        [("info_reply", "due", {"not_after": "17 17:00"}), ("status_check", "cancelled")],
        id="question",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind question"), ("17 10:00", "sent northwind answer")],
        "24 09:00",
        [("info_reply", "done"), ("status_check", "due", {"not_before": "24"})],
        id="question-answered",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind no")],
        "16 12:00",
        [("rejection_reply", "due", {"not_after": "18 10:00"}), ("status_check", "cancelled")],
        id="rejected",
    ),
    pytest.param(
        [("15 10:00", "heard northwind no")],
        "15 13:00",
        [("rejection_reply", "due"), ("thank_you", "cancelled"), ("status_check", "cancelled")],
        id="rejected-before-thanks",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind no"), ("16 12:30", "sent northwind rejection")],
        "17 10:00",
        [("rejection_reply", "done"), ("status_check", "cancelled")],
        id="rejection-answered",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind no"), ("16 10:01", "undo")],
        "21 10:00",
        [("status_check", "due")],
        id="rejection-undone",
    ),
    pytest.param(
        [THANKED, ("17 15:00", 'heard northwind offer --respond-by "31 July"')],
        "17 16:00",
        [("offer_reply", "due", {"not_after": "20 17:00", "give_up": "31 17:00"}), ("status_check", "cancelled")],
        id="offer",
    ),
    pytest.param(
        [THANKED, ("17 15:00", "heard northwind offer"), ("17 16:00", "decide northwind accept")],
        "17 16:30",
        [("offer_reply", "cancelled"), ("status_check", "cancelled")],
        id="accepted",
    ),
    pytest.param(
        [THANKED, ("22 13:00", 'decide northwind other-offer --respond-by "29 July 17:00"')],
        "22 15:00",
        [
            ("competing_offer_notice", "due", {"not_after": "27 17:00", "give_up": "29 17:00"}),
            ("status_check", "cancelled"),
        ],
        id="other-offer",
    ),
    pytest.param(
        [THANKED, ("22 13:00", 'decide northwind other-offer --respond-by "tomorrow 12:00"')],
        "22 15:00",
        [("competing_offer_notice", "due", {"not_after": "23 12:00"}), ("status_check", "cancelled")],
        id="other-offer-short-fuse",
    ),
    pytest.param(
        [
            THANKED,
            ("22 13:00", 'decide northwind other-offer --respond-by "29 July"'),
            ("22 14:00", "sent northwind other-offer"),
        ],
        "24 10:00",
        [("competing_offer_notice", "done"), ("status_check", "cancelled")],
        id="other-offer-told",
    ),
    pytest.param(
        [
            THANKED,
            ("22 13:00", 'decide northwind other-offer --respond-by "29 July"'),
            ("23 10:00", "decide northwind other-offer --respond-by now"),
        ],
        "23 10:01",
        [("competing_offer_notice", "missed"), ("status_check", "due")],
        id="other-offer-turned-down",
    ),
    pytest.param(
        [("15 10:00", 'decide northwind withdraw "a move to Leeds"')],
        "15 11:00",
        [("withdrawal", "due", {"not_after": "16 17:00"}), ("thank_you", "cancelled"), ("status_check", "cancelled")],
        id="withdrawing",
    ),
    pytest.param(
        [("15 10:00", "decide northwind withdraw"), ("15 11:00", "sent northwind withdrawal")],
        "22 10:00",
        [("withdrawal", "done"), ("status_check", "cancelled")],
        id="withdrawn",
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind closed")], "21 10:00", [("status_check", "cancelled")], id="closed"
    ),
    pytest.param(
        [THANKED, ("16 10:00", "heard northwind do-not-chase")],
        "27 10:00",
        [("status_check", "cancelled")],
        id="do-not-chase",
    ),
    pytest.param(
        [("15 10:00", "heard northwind do-not-write")],
        "15 11:00",
        [("thank_you", "cancelled"), ("status_check", "cancelled")],
        id="do-not-write",
    ),
    pytest.param(
        [THANKED, ("17 10:00", "sent northwind check")],
        "22 10:00",
        [("status_check", "not_yet", {"not_before": "24"})],
        id="asked-too-early",
    ),
    pytest.param(
        [THANKED, ("22 10:00", "sent northwind check")],
        "29 10:00",
        [("status_check", "done"), ("second_check", "due", {"not_before": "29"})],
        id="asked",
    ),
    pytest.param(
        [THANKED, ("22 10:00", "sent northwind check"), ("24 10:00", "heard northwind update")],
        "30 10:00",
        [("status_check", "not_yet", {"not_before": "31"})],
        id="asked-and-answered",
    ),
    pytest.param(
        [THANKED, ("22 10:00", "sent northwind check"), ("29 10:00", "skip northwind second-check-in")],
        "30 10:00",
        [("second_check", "cancelled")],
        id="second-skipped",
    ),
    pytest.param(
        [THANKED, ("22 10:00", "sent northwind check"), ("29 10:00", "skip northwind --until '10 August'")],
        "30 10:00",
        [("second_check", "not_yet", {"not_before": "08-10"})],
        id="second-later",
    ),
    pytest.param(
        [THANKED, ("22 10:00", "sent northwind check"), ("30 10:00", "sent northwind second-check-in")],
        "08-13 10:00",
        [("second_check", "done"), ("closing_note", "due")],
        id="asked-twice",
    ),
    pytest.param(
        [
            THANKED,
            ("22 10:00", "sent northwind check"),
            ("30 10:00", "sent northwind second-check-in"),
            ("08-13 10:00", "sent northwind goodbye"),
        ],
        "09-30 10:00",
        [("closing_note", "done")],
        id="said-goodbye",
    ),
    pytest.param(
        [
            THANKED,
            ("22 10:00", "sent northwind check"),
            ("30 10:00", "sent northwind second-check-in"),
            ("08-13 10:00", "sent northwind goodbye"),
            ("09-30 10:00", 'heard northwind new-date "by the end of the week"'),
        ],
        "10-05 10:00",
        [("status_check", "due", {"not_before": "10-05"})],
        id="heard-again-after-the-goodbye",
    ),
    pytest.param(
        [("13 10:00", "heard northwind moved '16 Jul 2026, 10:00 to 11:00'")],
        "15 10:00",
        [("thank_you", "not_yet", {"not_before": "16 15:00"})],
        id="moved",
    ),
    pytest.param([("13 10:00", "heard northwind cancelled")], "15 10:00", [("thank_you", "cancelled")], id="cancelled"),
    pytest.param(
        [
            ("13 10:00", "heard northwind cancelled"),
            ("13 11:00", "heard northwind moved --interview r1 '16 Jul 2026, 10:00 to 11:00'"),
        ],
        "16 15:00",
        [("thank_you", "due"), ("status_check", "not_yet", {"not_before": "23"})],
        id="cancelled-then-a-new-time",
    ),
]


@pytest.mark.parametrize(("steps", "asked", "wanted"), ROWS)
def test_a_history_typed_as_commands(home: Program, steps: list[Step], asked: str, wanted: list[Wanted]) -> None:
    """Each command is taken, and the plan follows from all of them at once."""
    for now, line in steps:
        ran = home(*words_of(line), now=moment(now))
        assert (ran.code, ran.err) == (0, ""), line
    compare(plan(home, asked), wanted)


@pytest.mark.parametrize(
    ("steps", "asked", "wanted"),
    [
        pytest.param(
            [("16 10:00", "heard northwind next-round")],
            "17 10:00",
            [
                ("thank_you", "cancelled", {"to": "ana"}),
                ("thank_you", "not_yet", {"to": "dee", "not_before": "23 15:00"}),
                ("status_check", "cancelled"),
            ],
            id="ahead",
        ),
        pytest.param(
            [THANKED, ("21 10:00", "heard northwind cancelled")],
            "27 10:00",
            [
                ("thank_you", "done", {"to": "ana"}),
                ("thank_you", "cancelled", {"to": "dee"}),
                ("status_check", "not_yet", {"not_before": "28"}),
            ],
            id="called-off",
        ),
        pytest.param(
            [THANKED, ("21 10:00", "heard northwind moved '24 Jul 2026, 14:00 to 15:00'"), ("24 20:00", "sent dee")],
            "31 10:00",
            [
                ("thank_you", "done", {"to": "ana"}),
                ("thank_you", "done", {"to": "dee"}),
                ("status_check", "due", {"not_before": "31"}),
            ],
            id="moved-and-held",
        ),
        pytest.param(
            [THANKED, ("16 10:00", 'heard northwind new-date "by 7 August" --scope final'), ("24 09:00", "sent dee")],
            "08-07 10:00",
            [
                ("thank_you", "done", {"to": "ana"}),
                ("thank_you", "done", {"to": "dee"}),
                ("status_check", "not_yet", {"not_before": "08-10"}),
            ],
            id="a-date-for-the-decision-outlives-it",
        ),
        pytest.param(
            [THANKED, ("16 10:00", 'heard northwind new-date "by 7 August"'), ("24 09:00", "sent dee")],
            "30 10:00",
            [
                ("thank_you", "done", {"to": "ana"}),
                ("thank_you", "done", {"to": "dee"}),
                ("status_check", "due", {"not_before": "30"}),
            ],
            id="a-date-for-the-next-step-does-not",
        ),
    ],
)
def test_a_second_round(home: Program, steps: list[Step], asked: str, wanted: list[Wanted]) -> None:
    """With a further interview in the notes: it cancels, is moved or called off, and fulfils a promise."""
    home.write("interviews/northwind.yaml", NOTES + SECOND_ROUND)
    test_a_history_typed_as_commands(home, steps, asked, wanted)


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
    assert "Taken back: rejection, northwind." in ran.out
    assert "Thank-you note to Ana Lopez" in ran.out
