"""Telling what has happened: each command adds one line to the journal, echoes it, and the plan follows at once."""

import pytest

from tests.running import NEXT_MORNING, NORTHWIND, Program

LATER = "2026-12-01T10:00-05:00"


def status(program: Program, kind: str, now: str = NEXT_MORNING) -> list[str]:
    """The status of each message of that kind."""
    return [m["status"] for m in program("due", "--all", "--json", now=now).json["messages"] if m["kind"] == kind]


def test_sent_closes_a_message(northwind: Program) -> None:
    """What is told as sent is done, with its addressee in the journal."""
    ran = northwind("sent", "northwind")
    assert ran.code == 0
    assert "thank-you note sent to Dana Ortiz" in ran.out
    (entry,) = northwind.journal
    assert {key: entry[key] for key in ("event", "application", "kind", "interview", "to")} == {
        "event": "sent",
        "application": "northwind",
        "kind": "thank_you",
        "interview": "r1",
        "to": "dana.ortiz@northwind.example",
    }
    assert status(northwind, "thank_you") == ["done"]


def test_sent_without_words_is_the_latest_draft(northwind: Program) -> None:
    """After a draft, `sent` alone means that draft."""
    northwind("draft", "northwind", "--via", "file")
    assert "sent to Dana Ortiz" in northwind("sent").out
    assert [entry["event"] for entry in northwind.journal] == ["drafted", "sent"]


def test_sent_without_a_draft_asks_which(northwind: Program) -> None:
    """Without a draft there is nothing that `sent` alone could mean."""
    ran = northwind("sent")
    assert ran.code == 2
    assert northwind.journal == []


def test_sent_may_lie_back(northwind: Program) -> None:
    """--at says when it was; the words are read as looking back."""
    northwind("sent", "northwind", "--at", "yesterday 20:30")
    assert northwind.journal[0]["at"] == "2026-11-17T20:30:00+00:00"


PANEL = NORTHWIND.replace("hear_back:", "  - name: Sam Lee\n    email: sam.lee@northwind.example\nhear_back:")


def test_one_of_a_panel_can_be_told_alone(northwind: Program) -> None:
    """--to, or a person's name as WHO, tells one of several."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("sent", "northwind", "--to", "sam")
    assert sorted(status(northwind, "thank_you")) == ["done", "due"]
    northwind("sent", "dana")
    assert status(northwind, "thank_you") == ["done", "done"]


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        pytest.param(("no",), {"event": "rejection"}, id="no"),
        pytest.param(("next-round",), {"event": "invite_next_round"}, id="next-round"),
        pytest.param(("new-date", "by Friday"), {"event": "new_promise", "promised": "by Friday"}, id="new-date"),
        pytest.param(
            ("new-date", "by 18 December", "--scope", "final"),
            {"event": "new_promise", "promised": "by 18 December", "scope": "final_decision"},
            id="final-decision",
        ),
        pytest.param(("thanks",), {"event": "courtesy_ack"}, id="thanks"),
        pytest.param(("update",), {"event": "update_no_date"}, id="update"),
        pytest.param(
            ("question", "two references"), {"event": "info_request", "asked": "two references"}, id="question"
        ),
        pytest.param(("on-hold", "--until", "4 Jan"), {"event": "on_hold", "until": "2027-01-04"}, id="on-hold"),
        pytest.param(("away", "--back-on", "1 Dec"), {"event": "out_of_office", "back_on": "2026-12-01"}, id="away"),
        pytest.param(("away", "1 Dec"), {"event": "out_of_office", "back_on": "2026-12-01"}, id="away-by-words"),
        pytest.param(("closed",), {"event": "position_closed"}, id="closed"),
        pytest.param(("do-not-chase",), {"event": "do_not_contact", "level": "no_status_checks"}, id="do-not-chase"),
        pytest.param(("do-not-write",), {"event": "do_not_contact", "level": "no_contact"}, id="do-not-write"),
        pytest.param(
            ("offer", "--respond-by", "Friday 12:00"),
            {"event": "offer", "respond_by": "2026-11-20T12:00:00+00:00"},
            id="offer",
        ),
        pytest.param(("rejection",), {"event": "rejection"}, id="the-event's-own-name"),
        pytest.param(("clos",), {"event": "position_closed"}, id="prefix"),
    ],
)
def test_heard_understands_everyday_words(northwind: Program, words: tuple[str, ...], fields: dict[str, str]) -> None:
    """Each everyday word becomes its event, with its dates as understood."""
    ran = northwind("heard", "northwind", *words)
    assert ran.code == 0, ran.err
    (entry,) = northwind.journal
    assert {key: entry[key] for key in fields} == fields


def test_heard_echoes_the_date_as_understood(northwind: Program) -> None:
    """What was said is echoed with the day it comes to."""
    ran = northwind("heard", "northwind", "new-date", "by the end of next week")
    assert "“by the end of next week” → Fri 27 Nov 2026" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param((), "no, offer, next-round", id="nothing"),
        pytest.param(("maybe",), "it can be no, offer", id="unknown"),
        pytest.param(("ofer",), "did you mean offer?", id="slip"),
        pytest.param(("new-date",), "please add the words", id="date-without-words"),
        pytest.param(("new-date", "in the spring"), "in the spring", id="not-understood"),
        pytest.param(("no-such",), "it can be", id="unknown-with-hyphen"),
        pytest.param(("next-round", "words"), "takes no further words", id="too-many-words"),
        pytest.param(("cancelled",), "--interview", id="nothing-ahead"),
    ],
)
def test_what_is_not_understood_is_refused_and_nothing_noted(
    northwind: Program, words: tuple[str, ...], said: str
) -> None:
    """A slip is one clear line with exit code 2, and the journal stays as it was."""
    ran = northwind("heard", "northwind", *words)
    assert ran.code == 2
    assert said in ran.err
    assert northwind.journal == []


def test_a_moved_interview_is_moved(northwind: Program) -> None:
    """`heard … moved` gives the coming interview its new time; the plan follows."""
    northwind.write("interviews/northwind.yaml", NORTHWIND + "---\nwhen: 1 Dec 2026, 09:30 to 10:30\nmet: Ben Ode\n")
    ran = northwind("heard", "northwind", "moved", "3 Dec 2026, 11:00 to 12:00")
    assert ran.code == 0, ran.err
    assert northwind.journal[0]["interview"] == "r2"
    found = northwind("why", "northwind", "--json").json["interviews"][1]
    assert found["end"] == "2026-12-03T12:00:00-05:00"
    northwind("heard", "northwind", "cancelled")
    assert northwind("why", "northwind", "--json").json["interviews"][1]["cancelled"] is True


def test_a_bounce_opens_the_message_again(northwind: Program) -> None:
    """A mail that came back does not count as sent."""
    northwind("sent", "northwind")
    assert northwind("heard", "northwind", "bounced").code == 0
    assert status(northwind, "thank_you") == ["due"]


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        pytest.param(
            ("withdraw", "a move to Leeds"), {"event": "wants_to_withdraw", "reason": "a move to Leeds"}, id="w"
        ),
        pytest.param(("accept",), {"event": "accepted"}, id="accept"),
        pytest.param(
            ("other-offer", "--respond-by", "27 Nov"),
            {"event": "competing_offer", "respond_by": "2026-11-27T17:00:00+00:00"},
            id="other-offer",
        ),
    ],
)
def test_decide_notes_what_the_person_decided(
    northwind: Program, words: tuple[str, ...], fields: dict[str, str]
) -> None:
    """A day without an hour means 17:00 in the person's own zone."""
    assert northwind("decide", "northwind", *words).code == 0
    assert {key: northwind.journal[0][key] for key in fields} == fields


def test_skip_sets_a_message_aside_and_undo_takes_that_back(northwind: Program) -> None:
    """`skip` cancels, `undo` appends an entry that takes the latest one back; nothing is erased."""
    assert northwind("skip", "northwind").code == 0
    assert status(northwind, "thank_you") == ["cancelled"]
    ran = northwind("undo")
    assert "Taken back (Northwind Traders, today 15:00): You set the thank-you note to Dana Ortiz aside." in ran.out
    assert status(northwind, "thank_you") == ["due"]
    assert [entry["event"] for entry in northwind.journal] == ["skipped", "undone"]


def test_undo_goes_back_one_entry_at_a_time(northwind: Program) -> None:
    """Undoing twice takes back the two latest entries; with nothing left it says so."""
    northwind("heard", "northwind", "thanks")
    northwind("heard", "northwind", "update")
    assert "They wrote, without naming a date." in northwind("undo").out
    assert "They thanked you for your note." in northwind("undo").out
    assert northwind("undo").code == 2


def test_skip_until_a_day_only_waits(northwind: Program) -> None:
    """With --until the message comes back on that day."""
    northwind("skip", "northwind", "check-in", "--until", "7 Dec", now=LATER)
    assert status(northwind, "status_check", now=LATER) == ["not_yet"]
    assert status(northwind, "status_check", now="2026-12-07T10:00-05:00") == ["due"]


def test_accepting_an_offer_that_is_not_noted_is_pointed_out(northwind: Program) -> None:
    """Away from a terminal it is noted, and said how to take it back; after an offer nothing is said."""
    ran = northwind("decide", "northwind", "accept")
    assert (ran.code, [line["event"] for line in northwind.journal]) == (0, ["accepted"])
    assert ran.err == "No offer of Northwind Traders was noted. If they made none: followup-mail undo\n"
    northwind("undo")
    northwind("heard", "northwind", "offer")
    assert northwind("decide", "northwind", "accept").err == ""


def test_a_draft_to_an_address_from_which_mail_came_back_says_so(northwind: Program) -> None:
    """The draft is written all the same; the line names the address, the day, and where it is noted."""
    northwind("sent", "northwind", "--at", "2026-11-17T17:00-05:00")
    place = "interviews/northwind.yaml:10"
    assert place in northwind("heard", "northwind", "bounced", now="2026-11-17T18:00-05:00").out
    told = f"Your mail to dana.ortiz@northwind.example came back on Tue 17 Nov. Its address stands in {place}.\n"
    for words in (("northwind",), ("--all-due",)):
        ran = northwind("draft", *words, "--via", "file")
        assert ran.code == 0
        assert told in ran.err
    mine = northwind.home / "drafts/northwind-r1-thank-you-1.eml"
    assert told in northwind("draft", str(mine), "--via", "file").err
    northwind.write("interviews/northwind.yaml", NORTHWIND.replace("dana.ortiz@", "dana@"))
    assert "came back" not in northwind("draft", "northwind", "--via", "file").err
    unknown = northwind("draft", str(mine), "--via", "file").err
    assert "Your mail to dana.ortiz@northwind.example came back on Tue 17 Nov.\n" in unknown
    mine.write_bytes(mine.read_bytes().replace(b"dana.ortiz@", b"dana@"))
    assert "came back" not in northwind("draft", str(mine), "--via", "file").err


def test_a_talk_is_moved_to_the_coming_weekday(northwind: Program) -> None:
    """Nobody moves a talk into the past: a bare weekday is the one to come, a date stays what it is."""
    before = "2026-11-16T10:00-05:00"
    northwind("heard", "northwind", "moved", "Friday 11:00 to 12:00", now=before)
    northwind("heard", "northwind", "moved", "13 Nov 2026, 11:00 to 12:00", "--interview", "r1", now=before)
    assert [entry["start"][:10] for entry in northwind.journal] == ["2026-11-20", "2026-11-13"]


@pytest.mark.parametrize(
    ("words", "event", "says"),
    [
        pytest.param(("sent", "northwind"), "sent", "thank-you note sent to Dana Ortiz", id="sent"),
        pytest.param(("heard", "northwind", "offer"), "offer", "they made me an offer", id="heard"),
        pytest.param(("decide", "northwind", "withdraw"), "wants_to_withdraw", "I want to withdraw", id="decide"),
        pytest.param(("skip", "northwind", "thanks"), "skipped", "thank-you note set aside", id="skip"),
        pytest.param(("undo",), "undone", "They thanked you for your note.", id="undo"),
    ],
)
def test_programs_are_told_what_was_noted_and_what_follows(
    northwind: Program, words: tuple[str, ...], event: str, says: str
) -> None:
    """With --json: the entry as the journal has it, what it was taken for, and the plan as `due` has it."""
    northwind("heard", "northwind", "thanks")
    ran = northwind(*words, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json.keys() == {"schema", "now", "application", "noted", "says", "messages", "answers", "problems"}
    assert ran.json["application"] == "northwind"
    assert ran.json["noted"] == northwind.journal[1:]
    assert ran.json["noted"][0]["event"] == event
    assert says in ran.json["says"]
    due = northwind("due", "--json").json
    assert sorted(ran.json["messages"], key=str) == sorted(due["messages"], key=str)


def test_an_undoing_names_what_it_was_also_where_the_notes_are_gone(northwind: Program) -> None:
    """An entry about notes that are not there any more can be taken back too."""
    northwind("heard", "northwind", "thanks")
    (northwind.home / "interviews/northwind.yaml").unlink()
    ran = northwind("undo")
    assert (ran.code, ran.out) == (0, "Taken back (northwind, today 15:00): courtesy ack.\n")


def test_an_older_draft_to_an_address_that_is_not_noted_any_more_is_named(northwind: Program) -> None:
    """`draft` and `due` say which draft is the latest; once the older one is gone they say nothing."""
    northwind("draft", "northwind", "--via", "file")
    older = "drafts/northwind-r1-thank-you-1.eml (to dana.ortiz@northwind.example) is out of date."
    assert older not in northwind("due").out
    northwind.write("interviews/northwind.yaml", NORTHWIND.replace("dana.ortiz@", "dana@"))
    assert older in " ".join(northwind("due").out.split())
    assert older in northwind("draft", "northwind", "--via", "file").err
    latest = f"The latest draft is drafts/northwind-r1-thank-you-2.eml; {older}"
    assert latest in " ".join(northwind("due").out.split())
    assert latest in northwind("draft", "northwind", "--via", "file").err
    (northwind.home / "drafts/northwind-r1-thank-you-1.eml").unlink()
    assert "out of date" not in northwind("due").out


def test_the_drafts_of_a_panel_are_no_older_ones(northwind: Program) -> None:
    """Each of several people has a draft of their own, and a draft that was sent has done its work."""
    northwind.write("interviews/northwind.yaml", PANEL)
    northwind("draft", "northwind", "--via", "file")
    assert "out of date" not in northwind("due").out
    northwind("sent", "northwind", "--to", "sam")
    northwind.write("interviews/northwind.yaml", PANEL.replace("sam.lee@", "sam@"))
    assert "out of date" not in northwind("due").out
