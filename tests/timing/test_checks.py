"""Check-ins: what they count from, what holds them back, and when they end."""

from datetime import date, datetime, timedelta

import pytest

from followup_mail.model import Process, Scope, Status
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
    planned,
    sent,
)

TUESDAY = "2026-07-14T11:00-04:00"
THANKED = sent("thank_you", "2026-07-14T16:00-04:00", interview="r1")


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


def test_a_reply_nobody_has_read_yet_counts_as_an_update() -> None:
    """A reply seen in the mailbox starts the week anew until the person says what it was."""
    app = application(interview(TUESDAY))
    seen = event("reply_seen", "2026-07-17T09:00", id="seen")
    read = event("courtesy_ack", "2026-07-18T09:00", replaces="seen")
    now = "2026-07-18T12:00"
    assert only(planned(app, THANKED, seen, now=now), "status_check").not_before == moment("2026-07-24T09:00")
    assert only(planned(app, THANKED, seen, read, now=now), "status_check").not_before == moment("2026-07-21T09:00")


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


def test_the_employers_business_days_are_counted_through_the_quiet_days() -> None:
    """“Within five business days” runs on between the years; only our mail keeps quiet."""
    app = application(interview("2026-12-21T11:00", said="within 5 business days"))
    check = only(planned(app, now="2026-12-22T10:00"), "status_check")
    assert check.reason.startswith("They named a time that ends on Tue 29 Dec (“within 5 business days”")
    assert check.brief_reason.startswith("They named a time that ends on Tue 29 Dec, and")
    assert check.not_before == moment("2027-01-04T09:00")


@pytest.mark.parametrize("how", ["notes", "event"])
def test_a_request_not_to_ask_beats_a_date_that_has_passed(how: str) -> None:
    """Checks are cancelled, the thank-you is not."""
    app = application(interview(TUESDAY, said="by Friday"), do_not_chase=how == "notes")
    wish = [event("do_not_contact", "2026-07-14T12:00", level="no_status_checks")] if how == "event" else []
    assert only(planned(app, *wish, now="2026-07-27T10:00"), "status_check").status is Status.CANCELLED
    assert only(planned(app, *wish, now="2026-07-15T10:00"), "thank_you").status is Status.DUE


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


def test_a_wait_of_ones_own_is_never_below_a_week() -> None:
    """`wait` in the notes lengthens or shortens the wait, down to seven days."""
    shorter = application(interview(TUESDAY), process=Process.SENIOR, wait=9)
    least = application(interview(TUESDAY), wait=2)
    assert only(planned(shorter, THANKED, now=TUESDAY), "status_check").not_before == moment("2026-07-23T09:00")
    assert only(planned(least, THANKED, now=TUESDAY), "status_check").not_before == moment("2026-07-21T09:00")


def test_the_scope_of_a_new_date_is_kept() -> None:
    """A date for the decision, told by mail, outlives the round that follows."""
    news = event("new_promise", "2026-07-15T10:00", promised="by 14 August", scope=Scope.FINAL_DECISION)
    app = application(interview(TUESDAY), interview("2026-07-21T11:00", "Ben", id="r2"))
    assert only(planned(app, news, now="2026-07-22T10:00"), "status_check").not_before == moment("2026-08-17T09:00")
