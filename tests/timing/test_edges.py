"""The edge cases of interviews and mail, one after the other: what the plan says where a hasty rule would go wrong."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from followup_mail.model import Address, How, Process, Route, Scope, Status
from followup_mail.timing import plan
from tests.timing.building import (
    NEW_YORK,
    OPEN,
    application,
    calendar,
    event,
    interview,
    kinds,
    moment,
    only,
    person,
    planned,
    policy_with,
    sent,
    shipped,
)

TUESDAY = "2026-07-14T11:00-04:00"
THANKED = sent("thank_you", "2026-07-14T16:00-04:00", interview="r1")


def test_hours_of_a_thank_you_really_pass() -> None:
    """Over a clock change 48 hours end an hour off on the clock."""
    spring = only(planned(application(interview("2026-03-06T15:00")), now="2026-03-07T12:00"), "thank_you")
    autumn = only(planned(application(interview("2026-10-30T15:00")), now="2026-10-31T12:00"), "thank_you")
    assert spring.not_after == moment("2026-03-08T16:00-04:00")
    assert autumn.not_after == moment("2026-11-01T14:00-05:00")


@pytest.mark.parametrize(
    ("zone", "end", "opens"),
    [
        pytest.param("Europe/London", "2026-03-24T11:00", "2026-03-31T09:00+01:00", id="london"),
        pytest.param("America/New_York", "2026-03-03T11:00", "2026-03-10T09:00-04:00", id="new-york"),
        pytest.param("Australia/Sydney", "2026-04-02T11:00", "2026-04-09T09:00+10:00", id="sydney-back"),
        pytest.param("America/Santiago", "2026-09-02T11:00", "2026-09-09T09:00-03:00", id="santiago-forward"),
    ],
)
def test_nine_in_the_morning_stays_nine(zone: str, end: str, opens: str) -> None:
    """A check-in opens at 09:00 on the employer's clock, on either side of a clock change."""
    place = ZoneInfo(zone)
    app = application(interview(end, zone=place), zone=place)
    check = only(planned(app, now=moment(end, place), working=calendar(None)), "status_check")
    assert check.not_before is not None
    assert check.not_before.isoformat(timespec="minutes") == opens


def test_a_day_is_the_employers_day() -> None:
    """Monday morning in Sydney is Sunday in Los Angeles: the week starts on Sunday there."""
    place = ZoneInfo("America/Los_Angeles")
    app = application(interview("2026-07-13T10:00+10:00", zone=place), zone=place)
    check = only(planned(app, now="2026-07-14T10:00+10:00"), "status_check")
    assert check.not_before == datetime(2026, 7, 20, 9, tzinfo=place)  # Sunday 12 July and seven days, rolled to Monday
    assert only(planned(app, now="2026-07-14T10:00+10:00"), "thank_you").not_after == moment("2026-07-15T10:00+10:00")


def test_an_interview_near_midnight_counts_for_its_local_day() -> None:
    """At half past eleven in the evening it is still that day's interview."""
    late = only(planned(application(interview("2026-07-14T23:30")), now="2026-07-15T12:00"), "status_check")
    after = only(planned(application(interview("2026-07-15T00:30")), now="2026-07-15T12:00"), "status_check")
    assert (late.not_before, after.not_before) == (moment("2026-07-21T09:00"), moment("2026-07-22T09:00"))


def test_a_new_date_replaces_the_old_one_and_counting_starts_again() -> None:
    """After a check and a new date the first check of a new cycle is planned, and it thanks for the news."""
    app = application(interview(TUESDAY, said="by Friday"))
    news = event("new_promise", "2026-07-22T10:00", promised="by 31 July")
    messages = planned(app, THANKED, sent("status_check", "2026-07-21T10:00"), news, now="2026-07-27T10:00")
    check = only(messages, "status_check")
    assert (check.status, check.not_before, check.tone) == (Status.NOT_YET, moment("2026-08-03T09:00"), "thankful")
    assert "second_check" not in kinds(messages)


def test_of_two_statements_the_later_occasion_counts() -> None:
    """A nearer date said later replaces a farther one said earlier."""
    app = application(interview(TUESDAY, said="by the end of the month"))
    news = event("new_promise", "2026-07-16T10:00", promised="by 22 July")
    assert only(planned(app, THANKED, news, now="2026-07-17T10:00"), "status_check").not_before == moment(
        "2026-07-23T09:00"
    )


def test_an_invitation_keeps_the_promise_of_a_next_step() -> None:
    """A date for the next step is spent once they invite; the wait counts from the invitation."""
    app = application(interview(TUESDAY, said="by the end of the month"))
    invited = event("invite_next_round", "2026-07-16T10:00")
    assert only(planned(app, THANKED, invited, now="2026-07-17T10:00"), "status_check").not_before == moment(
        "2026-07-23T09:00"
    )


def test_a_date_for_the_final_decision_outlives_the_next_round() -> None:
    """After the second round the date named for the decision still holds, the one for the next step does not."""
    first = interview(TUESDAY, final="by 14 August")
    second = interview("2026-07-21T11:00", id="r2")
    check = only(planned(application(first, second), now="2026-07-22T10:00"), "status_check")
    assert check.not_before == moment("2026-08-17T09:00")
    spent = interview(TUESDAY, said="by 14 August")
    check = only(planned(application(spent, second), now="2026-07-22T10:00"), "status_check")
    assert check.not_before == moment("2026-07-28T09:00")


def test_talks_of_one_day_do_not_keep_a_promise_of_that_day() -> None:
    """What the first of two talks of a day promised is still open after the second."""
    first = interview(TUESDAY, said="by Friday")
    second = interview("2026-07-14T15:00", "Ben", id="r2")
    assert only(planned(application(first, second), now="2026-07-16T10:00"), "status_check").not_before == moment(
        "2026-07-20T09:00"
    )


@pytest.mark.parametrize("what", ["courtesy_ack", "drafted"])
def test_a_courtesy_answer_is_no_news(what: str) -> None:
    """Thanks for the thanks, like a draft, changes no date."""
    app = application(interview(TUESDAY))
    extra = event(what, "2026-07-16T10:00", kind="status_check" if what == "drafted" else None)
    with_it, without = (planned(app, THANKED, *more, now="2026-07-17T10:00") for more in ([extra], []))
    assert [m.not_before for m in with_it] == [m.not_before for m in without]


def test_a_reply_nobody_has_read_yet_counts_as_an_update() -> None:
    """A reply seen in the mailbox starts the week anew until the person says what it was."""
    app = application(interview(TUESDAY))
    seen = event("reply_seen", "2026-07-17T09:00", id="seen")
    read = event("courtesy_ack", "2026-07-18T09:00", replaces="seen")
    now = "2026-07-18T12:00"
    assert only(planned(app, THANKED, seen, now=now), "status_check").not_before == moment("2026-07-24T09:00")
    assert only(planned(app, THANKED, seen, read, now=now), "status_check").not_before == moment("2026-07-21T09:00")


def test_a_later_round_ends_a_late_thank_you_and_spares_a_timely_one() -> None:
    """The next round in the diary takes the place of a thank-you whose 48 hours are over."""
    app = application(interview(TUESDAY), interview("2026-07-30T11:00", "Dee", id="r2"))
    assert only(planned(app, now="2026-07-16T10:00"), "thank_you", interview="r1").status is Status.DUE
    assert only(planned(app, now="2026-07-16T12:00"), "thank_you", interview="r1").status is Status.CANCELLED
    assert only(planned(app, now="2026-07-16T12:00"), "status_check").status is Status.CANCELLED


def test_a_round_called_off_counts_from_that_message() -> None:
    """The week starts with the message that calls the round off; its thank-you is cancelled and listed."""
    app = application(interview(TUESDAY), interview("2026-07-22T11:00", "Dee", id="r2"))
    off = event("interview_cancelled", "2026-07-20T10:00", interview="r2")
    messages = planned(app, THANKED, off, now="2026-07-21T10:00")
    assert only(messages, "thank_you", interview="r2").status is Status.CANCELLED
    assert only(messages, "status_check").not_before == moment("2026-07-27T09:00")


def test_a_moved_interview_takes_its_promises_along() -> None:
    """What was said at the end of an interview was said at its end, wherever it was moved to."""
    app = application(interview(TUESDAY, said="by the end of the week"))
    move = event(
        "interview_moved", "2026-07-13T10:00", interview="r1", start="2026-07-21T10:00", end="2026-07-21T11:00"
    )
    messages = planned(app, move, now="2026-07-22T10:00")
    assert only(messages, "status_check").not_before == moment("2026-07-27T09:00")
    assert only(messages, "thank_you").not_after == moment("2026-07-23T11:00")


def test_a_bounce_undoes_what_was_sent() -> None:
    """A thank-you that came back is due again and says so; one to somebody else stays done."""
    app = application(interview(TUESDAY, "Ana", "Ben"))
    ana, ben = (sent("thank_you", "2026-07-14T16:00", interview="r1", to=person(n).email) for n in ("Ana", "Ben"))
    back = event("bounced", "2026-07-14T16:05", kind="thank_you", to=person("Ana").email)
    messages = planned(app, ana, ben, back, now="2026-07-15T10:00")
    assert only(messages, "thank_you", to="Ana").status is Status.DUE
    assert "came back" in only(messages, "thank_you", to="Ana").reason
    assert only(messages, "thank_you", to="Ben").status is Status.DONE


def test_a_bounce_of_one_address_leaves_the_others_sent() -> None:
    """Of a thank-you sent to all, only the one that came back is open again."""
    app = application(interview(TUESDAY, "Ana", "Ben"))
    back = event("bounced", "2026-07-14T16:05", kind="thank_you", to=person("Ana").email)
    messages = planned(app, THANKED, back, now="2026-07-15T10:00")
    assert only(messages, "thank_you", to="Ana").status is Status.DUE
    assert only(messages, "thank_you", to="Ben").status is Status.DONE


def test_a_check_sent_too_early_is_not_used_up_and_costs_a_week() -> None:
    """A premature check leaves the first check open, seven days after it."""
    app = application(interview(TUESDAY, said="by 31 July"))
    early = sent("status_check", "2026-07-30T10:00")
    messages = planned(app, THANKED, early, now="2026-08-04T10:00")
    check = only(messages, "status_check")
    assert (check.status, check.not_before) == (Status.NOT_YET, moment("2026-08-06T09:00"))
    assert "second_check" not in kinds(messages)


def test_a_check_counts_by_its_day() -> None:
    """A check sent early in the morning of its first day counts."""
    app = application(interview(TUESDAY))
    messages = planned(app, THANKED, sent("status_check", "2026-07-21T07:30"), now="2026-07-22T10:00")
    assert only(messages, "status_check").status is Status.DONE


def test_two_business_days_lie_between_a_late_thank_you_and_the_check() -> None:
    """The last note sent counts, to whomever it went."""
    app = application(interview("2026-07-10T11:00", "Ana", "Ben"))
    notes = [
        sent("thank_you", f"2026-07-{d}T16:00", interview="r1", to=person(n).email)
        for d, n in ((10, "Ana"), (16, "Ben"))
    ]
    check = only(planned(app, *notes, now="2026-07-17T10:00"), "status_check")
    assert (check.status, check.not_before) == (Status.NOT_YET, moment("2026-07-20T09:00"))


def test_a_thank_you_never_sent_ends_where_the_check_begins() -> None:
    """One mail, not two: to one reader the thank-you is over when the check is due."""
    app = application(interview(TUESDAY), recruiter=None)
    before, after = (planned(app, now=f"2026-07-{when}") for when in ("20T12:00", "21T12:00"))
    assert [m.kind for m in before if m.status in OPEN] == ["thank_you"]
    assert [m.kind for m in after if m.status in OPEN] == ["status_check"]


def test_a_very_short_promise_leaves_the_thank_you_its_48_hours() -> None:
    """The check to the same reader waits for the unsent thank-you, and says from when it follows."""
    app = application(interview("2026-07-13T11:00", said="tomorrow"), recruiter=None)
    messages = planned(app, now="2026-07-15T10:00")
    check = only(messages, "status_check")
    assert only(messages, "thank_you").status is Status.DUE
    assert (check.status, check.not_before) == (Status.NOT_YET, moment("2026-07-15T11:00"))
    assert "goes first" in check.reason
    assert only(planned(app, now="2026-07-15T11:00:01"), "status_check").status is Status.DUE


def test_a_held_check_never_claims_to_be_open() -> None:
    """At the very instant at which the thank-you ends, the check that waits for it opens later."""
    app = application(interview("2026-07-13T11:00", said="tomorrow"), recruiter=None)
    check = only(planned(app, now="2026-07-15T11:00"), "status_check")
    assert check.status is Status.NOT_YET
    assert check.not_before
    assert check.not_before > moment("2026-07-15T11:00")


@pytest.mark.parametrize("process", [p for p in Process if p is not Process.STANDARD])
def test_a_slow_employer_with_a_promise_is_given_more_grace(process: Process) -> None:
    """The promise wins over the wait; best on the fifth business day, three weeks long, with understanding."""
    app = application(interview(TUESDAY, said="by Friday"), process=process)
    check = only(planned(app, THANKED, now="2026-07-16T10:00"), "status_check")
    assert check.not_before == moment("2026-07-20T09:00")
    assert check.best == moment("2026-07-24T09:00")
    assert check.not_after == moment("2026-08-07T17:00")
    assert check.tone == "understanding"


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "open_"),
    [
        pytest.param("DE", "BY", "2026-06-04", False, id="corpus-christi-bavaria"),
        pytest.param("DE", "BE", "2026-06-04", True, id="corpus-christi-berlin"),
        pytest.param("US", None, "2026-07-03", False, id="observed-independence-day"),
        pytest.param("JP", None, "2026-05-06", False, id="substitute-day-japan"),
        pytest.param("IL", None, "2026-07-12", True, id="sunday-in-israel"),
        pytest.param("IL", None, "2026-07-10", False, id="friday-in-israel"),
        pytest.param("SA", None, "2026-07-10", False, id="friday-in-saudi-arabia"),
        pytest.param("CN", None, "2026-02-14", False, id="make-up-saturday-in-china"),
    ],
)
def test_a_check_opens_only_on_a_working_day_of_the_employer(
    country: str, subdivision: str | None, day: str, open_: bool
) -> None:
    """Public holidays of the country and its part, and its own weekend, move the check on."""
    wanted = date.fromisoformat(day)
    app = application(interview(datetime(wanted.year, wanted.month, wanted.day, 11, tzinfo=NEW_YORK) - timedelta(7)))
    check = only(planned(app, now=f"{day}T12:00", working=calendar(country, subdivision)), "status_check")
    assert check.not_before is not None
    assert (check.not_before.date() == wanted) is open_


def test_what_is_not_known_of_holidays_is_said() -> None:
    """Without a country, and outside the years that are known, only weekends count, and the reason says so."""
    unknown = only(planned(application(interview(TUESDAY)), now=TUESDAY, working=calendar(None)), "status_check")
    far = only(planned(application(interview("2040-07-10T11:00")), now="2040-07-10T11:00"), "status_check")
    assert "only weekends are skipped" in unknown.reason
    assert "2040 are not known" in far.reason


def test_the_quiet_days_hold_checks_back_and_neither_thanks_nor_replies() -> None:
    """Between 24 December and 1 January no check opens, a thank-you and an answer do."""
    app = application(interview("2026-12-21T11:00"))
    asked = event("info_request", "2026-12-29T10:00")
    assert only(planned(app, now="2026-12-22T10:00"), "status_check").not_before == moment("2027-01-04T09:00")
    assert only(planned(app, now="2026-12-22T10:00"), "thank_you").status is Status.DUE
    assert only(planned(app, asked, now="2026-12-29T12:00"), "info_reply").not_after == moment("2026-12-30T17:00")


def test_the_employers_business_days_are_counted_through_the_quiet_days() -> None:
    """“Within five business days” runs on between the years; only our mail keeps quiet."""
    app = application(interview("2026-12-21T11:00", said="within 5 business days"))
    check = only(planned(app, now="2026-12-22T10:00"), "status_check")
    assert check.reason.startswith("They named Tue 29 Dec")
    assert check.not_before == moment("2027-01-04T09:00")


@pytest.mark.parametrize("how", ["notes", "event"])
def test_a_request_not_to_ask_beats_a_date_that_has_passed(how: str) -> None:
    """Checks are cancelled, the thank-you is not."""
    app = application(interview(TUESDAY, said="by Friday"), do_not_chase=how == "notes")
    wish = [event("do_not_contact", "2026-07-14T12:00", level="no_status_checks")] if how == "event" else []
    assert only(planned(app, *wish, now="2026-07-27T10:00"), "status_check").status is Status.CANCELLED
    assert only(planned(app, *wish, now="2026-07-15T10:00"), "thank_you").status is Status.DUE


@pytest.mark.parametrize("how", ["notes", "event"])
def test_a_request_not_to_write_stops_what_nobody_has_asked_for(how: str) -> None:
    """Thanks and checks are cancelled; a question asked after it is still answered."""
    app = application(interview(TUESDAY), do_not_write=how == "notes")
    wish = [event("do_not_contact", "2026-07-14T12:00", level="no_contact")] if how == "event" else []
    asked = event("info_request", "2026-07-15T09:00")
    messages = planned(app, *wish, asked, now="2026-07-15T10:00")
    assert only(messages, "thank_you").status is only(messages, "status_check").status is Status.CANCELLED
    assert only(messages, "info_reply").status is Status.DUE


def test_a_short_fuse_of_another_offer_allows_a_note_at_once() -> None:
    """With less than two business days left the note is due until the offer ends or tomorrow's close."""
    app = application(interview(TUESDAY))
    offer = event("competing_offer", "2026-07-22T13:00", respond_by="2026-07-23T12:00")
    note = only(planned(app, THANKED, offer, now="2026-07-22T14:00"), "competing_offer_notice")
    assert (note.status, note.not_after, note.give_up) == (
        Status.DUE,
        moment("2026-07-23T12:00"),
        moment("2026-07-23T12:00"),
    )


def test_another_offer_is_told_only_where_an_interview_was_held() -> None:
    """Before the first interview there is nobody to tell."""
    offer = event("competing_offer", "2026-07-13T13:00", respond_by="2026-07-20T12:00")
    assert "competing_offer_notice" not in kinds(
        planned(application(interview(TUESDAY)), offer, now="2026-07-13T14:00")
    )


def test_an_expired_offer_of_another_frees_the_check_again() -> None:
    """Once the other offer has run out, waiting goes on as before."""
    app = application(interview(TUESDAY))
    offer = event("competing_offer", "2026-07-15T13:00", respond_by="2026-07-20T17:00")
    assert only(planned(app, THANKED, offer, now="2026-07-20T17:00"), "status_check").status is Status.CANCELLED
    assert only(planned(app, THANKED, offer, now="2026-07-21T10:00"), "status_check").status is Status.DUE


@pytest.mark.parametrize("what", ["rejection", "offer", "withdrew", "accepted", "position_closed"])
def test_a_decision_ends_everything_unsolicited(what: str) -> None:
    """A thank-you not yet sent is folded into the reply; no check is left."""
    app = application(interview(TUESDAY))
    messages = planned(app, event(what, "2026-07-15T09:00"), now="2026-07-15T12:00")
    assert {m.status for m in messages if m.kind in ("thank_you", "status_check")} == {Status.CANCELLED}
    reply = {"rejection": ["rejection_reply"], "offer": ["offer_reply"]}.get(what, [])
    assert [m.kind for m in messages if m.status in OPEN] == reply


def test_while_they_wait_for_an_answer_no_check_is_due() -> None:
    """The answer to their question comes first, and the week starts with it."""
    app = application(interview(TUESDAY))
    asked = event("info_request", "2026-07-15T09:00")
    waiting = planned(app, THANKED, asked, now="2026-07-22T10:00")
    assert only(waiting, "status_check").status is Status.CANCELLED
    answered = planned(app, THANKED, asked, sent("info_reply", "2026-07-16T10:00"), now="2026-07-22T10:00")
    assert only(answered, "info_reply").status is Status.DONE
    assert only(answered, "status_check").not_before == moment("2026-07-23T09:00")


def test_an_absence_is_a_floor_and_the_later_return_counts() -> None:
    """A check waits for the business day after the return, and its latest day comes along where needed."""
    app = application(interview(TUESDAY))
    away = [
        event("out_of_office", f"2026-07-{d}T10:00", back_on=b) for d, b in ((15, "2026-07-31"), (16, "2026-07-24"))
    ]
    check = only(planned(app, THANKED, *away, now="2026-07-22T10:00"), "status_check")
    assert (check.status, check.not_before) == (Status.NOT_YET, moment("2026-08-03T09:00"))


def test_an_absence_longer_than_the_window_takes_the_window_along() -> None:
    """Being asked to wait never costs the message: it has its two weeks after the return."""
    app = application(interview(TUESDAY))
    away = event("out_of_office", "2026-07-15T10:00", back_on="2026-09-14")
    check = only(planned(app, THANKED, away, now="2026-09-16T10:00"), "status_check")
    assert (check.status, check.not_before, check.not_after) == (
        Status.DUE,
        moment("2026-09-15T09:00"),
        moment("2026-09-29T17:00"),
    )


def test_each_of_several_people_has_a_status_of_their_own() -> None:
    """What was sent to one is done for that one."""
    app = application(interview(TUESDAY, "Ana", "Ben"))
    messages = planned(
        app, sent("thank_you", "2026-07-14T16:00", interview="r1", to=person("Ana").email), now="2026-07-15T10:00"
    )
    assert only(messages, "thank_you", to="Ana").status is Status.DONE
    assert only(messages, "thank_you", to="Ben").status is Status.DUE


def test_thanks_sent_without_a_name_count_for_all_of_the_latest_interview() -> None:
    """`sent northwind thanks` means everybody of the interview that was held last."""
    app = application(interview(TUESDAY, "Ana", "Ben"), interview("2026-07-20T11:00", "Cho", id="r2"))
    messages = planned(app, sent("thank_you", "2026-07-15T10:00"), now="2026-07-20T18:00")
    assert {m.status for m in messages if m.interview == "r1"} == {Status.DONE}
    assert only(messages, "thank_you", interview="r2").status is Status.DUE


def test_the_same_person_twice_in_a_day_gets_one_note_after_the_last_talk() -> None:
    """The first talk's note is cancelled, the last one's opens four hours after the day's last talk."""
    app = application(interview(TUESDAY, "Ana"), interview("2026-07-14T16:00", "Ana", "Ben", id="r2"))
    messages = planned(app, now="2026-07-14T20:30")
    assert only(messages, "thank_you", interview="r1").status is Status.CANCELLED
    last = only(messages, "thank_you", interview="r2", to="Ana")
    assert (last.status, last.not_before) == (Status.DUE, moment("2026-07-14T20:00"))


def test_a_note_after_the_first_talk_of_a_day_is_the_note_of_that_day() -> None:
    """Who has thanked between two talks with one person has thanked."""
    app = application(interview(TUESDAY, "Ana"), interview("2026-07-14T16:00", "Ana", id="r2"))
    note = sent("thank_you", "2026-07-14T13:00", interview="r1", to=person("Ana").email)
    assert {m.status for m in planned(app, note, now="2026-07-15T10:00") if m.kind == "thank_you"} == {Status.DONE}


def test_all_talks_of_a_day_end_before_any_thanks() -> None:
    """Ana's note waits for the end of the visit, and its 48 hours still run from her talk."""
    app = application(interview(TUESDAY, "Ana"), interview("2026-07-14T16:00", "Ben", id="r2"))
    note = only(planned(app, now="2026-07-14T15:30"), "thank_you", interview="r1")
    assert (note.not_before, note.not_after) == (moment("2026-07-14T20:00"), moment("2026-07-16T11:00"))


def test_the_same_person_on_a_later_day_gets_the_later_note() -> None:
    """A note never sent is overtaken by the next talk with that person; one that was sent is followed by another."""
    app = application(interview(TUESDAY, "Ana"), interview("2026-07-15T16:00", "Ana", id="r2"))
    messages = planned(app, now="2026-07-15T20:00")
    assert only(messages, "thank_you", interview="r1").status is Status.CANCELLED
    assert only(messages, "thank_you", interview="r2").status is Status.DUE


def test_more_than_seven_people_are_thanked_in_one_note() -> None:
    """Seven people have seven notes; eight have one, to the recruiter, that covers them all."""
    names = [f"Person {letter}" for letter in "ABCDEFGH"]
    seven = planned(application(interview(TUESDAY, *names[:7])), now="2026-07-15T10:00")
    eight = planned(application(interview(TUESDAY, *names)), now="2026-07-15T10:00")
    assert len([m for m in seven if m.kind == "thank_you"]) == 7
    note = only(eight, "thank_you")
    assert (note.route, list(note.covers)) == (Route.VIA_COORDINATOR, names)
    alone = planned(application(interview(TUESDAY, *names), recruiter=None), now="2026-07-15T10:00")
    assert {m.route for m in alone if m.kind == "thank_you"} == {Route.DIRECT}


def test_without_any_address_the_days_are_the_same() -> None:
    """Route none, nobody in `to`, the full window, and a hint how to get an address."""
    app = application(interview(TUESDAY, person("Ana", reachable=False)), recruiter=None)
    note = only(planned(app, now="2026-07-15T10:00"), "thank_you")
    assert (note.route, note.to, note.covers, note.status) == (Route.NONE, None, ("Ana",), Status.DUE)
    assert "No address is known" in note.reason
    assert only(planned(app, now="2026-07-22T10:00"), "status_check").route is Route.NONE


def test_an_address_left_once_is_known_for_later() -> None:
    """Somebody met before, noted by name alone, is written to at the known address."""
    app = application(interview(TUESDAY, "Ana"), interview("2026-07-20T11:00", person("Ana", reachable=False), id="r2"))
    note = only(planned(app, now="2026-07-20T18:00"), "thank_you", interview="r2")
    assert note.to
    assert note.to.email == person("Ana").email


def test_an_agency_has_one_note_an_interview_and_everything_else() -> None:
    """Days are as ever; whom a note thanks stands in `covers`."""
    agency = Address("Lee", "lee@agency.example")
    messages = planned(application(interview(TUESDAY, "Ana", "Ben"), agency=agency), now="2026-07-15T10:00")
    note = only(messages, "thank_you")
    assert (note.to, note.route, note.covers) == (agency, Route.VIA_AGENCY, ("Ana", "Ben"))
    assert note.not_after == moment("2026-07-16T11:00")
    assert only(messages, "status_check").to == agency


def test_two_notes_to_one_agency_go_one_after_the_other() -> None:
    """The note of the next day's interview waits until the first is sent or its time is over."""
    app = application(
        interview(TUESDAY), interview("2026-07-15T11:00", "Ben", id="r2"), agency=Address("", "a@b.example")
    )
    messages = planned(app, now="2026-07-15T16:00")
    held = only(messages, "thank_you", interview="r2")
    assert only(messages, "thank_you", interview="r1").status is Status.DUE
    assert (held.status, held.not_before) == (Status.NOT_YET, moment("2026-07-16T11:00"))
    after = planned(app, sent("thank_you", "2026-07-15T16:00", interview="r1"), now="2026-07-15T16:01")
    assert only(after, "thank_you", interview="r2").status is Status.DUE


def test_what_lies_ahead_does_not_count() -> None:
    """An event dated after now changes nothing."""
    app = application(interview(TUESDAY))
    ahead = [event("rejection", "2026-07-16T10:00"), sent("thank_you", "2026-07-16T10:00", interview="r1")]
    assert planned(app, *ahead, now="2026-07-15T10:00") == planned(app, now="2026-07-15T10:00")


def test_thanks_sent_before_the_talk_began_do_not_count() -> None:
    """A note cannot thank for a talk that was still to come."""
    early = sent("thank_you", "2026-07-14T09:00", interview="r1")
    assert (
        only(planned(application(interview(TUESDAY)), early, now="2026-07-15T10:00"), "thank_you").status is Status.DUE
    )


@pytest.mark.parametrize(
    ("now", "status"),
    [
        pytest.param("2026-07-14T14:59:59", Status.NOT_YET, id="before-opening"),
        pytest.param("2026-07-14T15:00:00", Status.DUE, id="opening"),
        pytest.param("2026-07-16T11:00:00", Status.DUE, id="48-hours"),
        pytest.param("2026-07-16T11:00:01", Status.OVERDUE, id="48-hours-and-a-second"),
        pytest.param("2026-07-21T09:00:00", Status.OVERDUE, id="end"),
        pytest.param("2026-07-21T09:00:01", Status.MISSED, id="after-the-end"),
    ],
)
def test_the_ends_of_a_thank_yous_window_belong_to_it(now: str, status: Status) -> None:
    """Exactly 48 hours is due, one second later is overdue."""
    assert only(planned(application(interview(TUESDAY)), now=now), "thank_you").status is status


@pytest.mark.parametrize(
    ("now", "status"),
    [
        pytest.param("2026-07-21T08:59:59", Status.NOT_YET, id="before-nine"),
        pytest.param("2026-07-21T09:00:00", Status.DUE, id="nine"),
        pytest.param("2026-08-04T17:00:00", Status.DUE, id="last-day-at-five"),
        pytest.param("2026-08-04T17:00:01", Status.OVERDUE, id="a-second-later"),
        pytest.param("2026-08-20T17:00:00", Status.OVERDUE, id="thirty-days"),
        pytest.param("2026-08-20T17:00:01", Status.MISSED, id="given-up"),
    ],
)
def test_the_ends_of_a_checks_window_belong_to_it(now: str, status: Status) -> None:
    """17:00 of the last day is due, one second later is overdue."""
    assert only(planned(application(interview(TUESDAY)), THANKED, now=now), "status_check").status is status


def test_news_after_long_silence_opens_a_new_cycle() -> None:
    """After the closing note a mail from the employer starts everything anew."""
    app = application(interview(TUESDAY))
    said = [
        sent("status_check", "2026-07-21T10:00"),
        sent("second_check", "2026-07-28T10:00"),
        sent("closing_note", "2026-08-11T10:00"),
    ]
    before = planned(app, THANKED, *said, now="2026-10-01T10:00")
    assert not [m for m in before if m.status in OPEN | {Status.NOT_YET}]
    after = planned(app, THANKED, *said, event("update_no_date", "2026-10-01T11:00"), now="2026-10-02T10:00")
    assert only(after, "status_check").not_before == moment("2026-10-08T09:00")


def test_a_closing_note_ends_thirty_days_after_the_second_check() -> None:
    """Then it is time to let go."""
    said = [sent("status_check", "2026-07-21T10:00"), sent("second_check", "2026-07-28T10:00")]
    note = only(planned(application(interview(TUESDAY)), THANKED, *said, now="2026-08-11T10:00"), "closing_note")
    assert (note.status, note.optional, note.give_up) == (Status.DUE, True, moment("2026-08-27T17:00"))


def test_on_hold_waits_a_month_unless_a_day_was_named() -> None:
    """Thirty days without a date; with one, that day first has to pass."""
    app = application(interview(TUESDAY))
    open_end = planned(app, THANKED, event("on_hold", "2026-07-15T10:00"), now="2026-07-16T10:00")
    until = planned(app, THANKED, event("on_hold", "2026-07-15T10:00", until="2026-08-07"), now="2026-07-16T10:00")
    assert only(open_end, "status_check").not_before == moment("2026-08-14T09:00")
    assert only(until, "status_check").not_before == moment("2026-08-10T09:00")


def test_a_decision_announced_for_the_same_day_shortens_the_pause() -> None:
    """An hour after the talk is early enough then."""
    note = only(planned(application(interview(TUESDAY, said="today")), now="2026-07-14T12:00"), "thank_you")
    assert (note.status, note.not_before) == (Status.DUE, moment("2026-07-14T12:00"))


def test_a_message_set_aside_is_cancelled_or_waits() -> None:
    """Without a day it is left out; with one it waits for it; told as sent it is done all the same."""
    app = application(interview(TUESDAY))
    out = event("skipped", "2026-07-20T10:00", kind="status_check")
    later = event("skipped", "2026-07-20T10:00", kind="status_check", until="2026-07-29")
    assert only(planned(app, THANKED, out, now="2026-07-22T10:00"), "status_check").status is Status.CANCELLED
    waiting = only(planned(app, THANKED, later, now="2026-07-22T10:00"), "status_check")
    assert (waiting.status, waiting.not_before) == (Status.NOT_YET, moment("2026-07-29T09:00"))
    done = planned(app, THANKED, out, sent("status_check", "2026-07-22T11:00"), now="2026-07-22T12:00")
    assert only(done, "status_check").status is Status.DONE


def test_a_thank_you_set_aside_keeps_its_end_in_sight() -> None:
    """It opens at a polite hour of the chosen day and may go that whole day."""
    later = event("skipped", "2026-07-15T10:00", kind="thank_you", until="2026-07-17")
    note = only(planned(application(interview(TUESDAY)), later, now="2026-07-16T10:00"), "thank_you")
    assert (note.status, note.not_before, note.not_after) == (
        Status.NOT_YET,
        moment("2026-07-17T08:00"),
        moment("2026-07-17T17:00"),
    )


def test_undoing_brings_everything_back() -> None:
    """An undone entry has never been; undoing the undoing brings it back."""
    app = application(interview(TUESDAY))
    gone = event("rejection", "2026-07-15T09:00", id="a")
    undo = event("undone", "2026-07-15T09:01", id="b", undoes="a")
    again = event("undone", "2026-07-15T09:02", id="c", undoes="b")
    now = "2026-07-15T10:00"
    assert planned(app, gone, undo, now=now) == planned(app, now=now)
    assert planned(app, gone, undo, again, now=now) == planned(app, gone, now=now)


def test_offer_and_withdrawal_replies_end_with_what_makes_them_pointless() -> None:
    """Accepting an offer, or withdrawing after it, leaves nothing to thank for in a letter of its own."""
    app = application(interview(TUESDAY))
    offer = event("offer", "2026-07-16T09:00", respond_by="2026-07-30T17:00")
    accepted = planned(app, offer, event("accepted", "2026-07-17T09:00"), now="2026-07-17T10:00")
    assert only(accepted, "offer_reply").status is Status.CANCELLED
    declined = planned(app, offer, event("wants_to_withdraw", "2026-07-17T09:00"), now="2026-07-17T10:00")
    assert [m.kind for m in declined if m.status in OPEN] == ["withdrawal"]


def test_an_offer_is_answered_by_the_next_business_day() -> None:
    """An offer on Friday: Monday's close; its own date is the end."""
    offer = event("offer", "2026-07-17T15:00", respond_by="2026-07-30T17:00")
    reply = only(planned(application(interview(TUESDAY)), offer, now="2026-07-17T16:00"), "offer_reply")
    assert (reply.not_after, reply.give_up) == (moment("2026-07-20T17:00"), moment("2026-07-30T17:00"))


def test_a_kind_of_ones_own_follows_its_event() -> None:
    """An entry in policy.yaml adds a message kind: cause, window and rank, without any code."""
    own = policy_with(
        "kinds:\n  referrer_thanks:\n    after: interview\n    window: {not_before: 4 hours, not_after: 48 hours}\n"
    )
    app = application(interview(TUESDAY))
    messages = planned(app, now="2026-07-15T10:00", policy=own)
    mine = only(messages, "referrer_thanks")
    assert (mine.status, mine.not_after) == (Status.DUE, moment("2026-07-16T11:00"))
    assert [m.kind for m in messages].index("referrer_thanks") < [m.kind for m in messages].index("thank_you")


def test_a_changed_number_changes_the_plan() -> None:
    """Every number of the policy is the person's to change within its bounds."""
    longer = policy_with("timing:\n  wait_without_timetable_days: {standard: 10}\n")
    app = application(interview(TUESDAY))
    assert only(planned(app, THANKED, now="2026-07-15T10:00", policy=longer), "status_check").not_before == moment(
        "2026-07-24T09:00"
    )


def test_a_wait_of_ones_own_is_never_below_a_week() -> None:
    """`wait` in the notes lengthens or shortens the wait, down to seven days."""
    shorter = application(interview(TUESDAY), process=Process.SENIOR, wait=9)
    least = application(interview(TUESDAY), wait=2)
    assert only(planned(shorter, THANKED, now=TUESDAY), "status_check").not_before == moment("2026-07-23T09:00")
    assert only(planned(least, THANKED, now=TUESDAY), "status_check").not_before == moment("2026-07-21T09:00")


def test_informational_talks_are_thanked_for_and_never_asked_after() -> None:
    """Beside a job interview an informal talk starts no wait either."""
    app = application(interview(TUESDAY), interview("2026-07-17T11:00", "Cho", id="r2", how=How.INFORMATIONAL))
    messages = planned(app, THANKED, now="2026-07-17T16:00")
    assert only(messages, "thank_you", interview="r2").status is Status.DUE
    assert only(messages, "status_check").not_before == moment("2026-07-21T09:00")


def test_reasons_neither_guess_nor_count_the_silence() -> None:
    """Weeks after the date the reason still says only what is known."""
    app = application(interview(TUESDAY, said="by Friday"), process=Process.SENIOR)
    text = only(planned(app, THANKED, now="2026-08-12T10:00"), "status_check").reason.lower()
    assert "fri 17 jul" in text
    for word in ("budget", "silence", "ignored", "weeks ago", "days ago", "still have not", "late reply"):
        assert word not in text


def test_now_must_say_its_zone() -> None:
    """A naive now is refused rather than guessed."""
    with pytest.raises(ValueError, match="aware"):
        plan(application(interview(TUESDAY)), [], now=datetime(2026, 7, 15), policy=shipped(), calendar=calendar())  # noqa: DTZ001


def test_how_now_is_written_makes_no_difference() -> None:
    """The same instant in another zone gives the same plan."""
    app = application(interview(TUESDAY, said="by Friday"))
    now = moment("2026-07-20T10:00")
    assert planned(app, THANKED, now=now) == planned(app, THANKED, now=now.astimezone(ZoneInfo("Asia/Kathmandu")))
    assert planned(app, THANKED, now=now) == planned(app, THANKED, now=now.astimezone(UTC))


def test_the_scope_of_a_new_date_is_kept() -> None:
    """A date for the decision, told by mail, outlives the round that follows."""
    news = event("new_promise", "2026-07-15T10:00", promised="by 14 August", scope=Scope.FINAL_DECISION)
    app = application(interview(TUESDAY), interview("2026-07-21T11:00", "Ben", id="r2"))
    assert only(planned(app, news, now="2026-07-22T10:00"), "status_check").not_before == moment("2026-08-17T09:00")
