"""Edge cases of clocks, order and history: what the plan says where a hasty rule would go wrong."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from followup_mail.model import Process
from followup_mail.timing import plan
from tests.timing.building import (
    application,
    calendar,
    event,
    interview,
    moment,
    only,
    planned,
    policy_with,
    sent,
    shipped,
)

TUESDAY = "2026-07-14T11:00-04:00"
THANKED = sent("thank_you", "2026-07-14T16:00-04:00", interview="r1")


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


@pytest.mark.parametrize("what", ["courtesy_ack", "drafted"])
def test_a_courtesy_answer_is_no_news(what: str) -> None:
    """Thanks for the thanks, like a draft, changes no date."""
    app = application(interview(TUESDAY))
    extra = event(what, "2026-07-16T10:00", kind="status_check" if what == "drafted" else None)
    with_it, without = (planned(app, THANKED, *more, now="2026-07-17T10:00") for more in ([extra], []))
    assert [m.not_before for m in with_it] == [m.not_before for m in without]


def test_what_lies_ahead_does_not_count() -> None:
    """An event dated after now changes nothing."""
    app = application(interview(TUESDAY))
    ahead = [event("rejection", "2026-07-16T10:00"), sent("thank_you", "2026-07-16T10:00", interview="r1")]
    assert planned(app, *ahead, now="2026-07-15T10:00") == planned(app, now="2026-07-15T10:00")


def test_undoing_brings_everything_back() -> None:
    """An undone entry has never been; undoing the undoing brings it back."""
    app = application(interview(TUESDAY))
    gone = event("rejection", "2026-07-15T09:00", id="a")
    undo = event("undone", "2026-07-15T09:01", id="b", undoes="a")
    again = event("undone", "2026-07-15T09:02", id="c", undoes="b")
    now = "2026-07-15T10:00"
    assert planned(app, gone, undo, now=now) == planned(app, now=now)
    assert planned(app, gone, undo, again, now=now) == planned(app, gone, now=now)


def test_a_changed_number_changes_the_plan() -> None:
    """Every number of the policy is the person's to change within its bounds."""
    longer = policy_with("timing:\n  wait_without_timetable_days: {standard: 10}\n")
    app = application(interview(TUESDAY))
    assert only(planned(app, THANKED, now="2026-07-15T10:00", policy=longer), "status_check").not_before == moment(
        "2026-07-24T09:00"
    )


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
