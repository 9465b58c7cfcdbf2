"""Thank-you notes: their hours, their readers, and what makes one pointless."""

import pytest

from followup_mail.model import Address, How, Route, Status
from tests.timing.building import (
    OPEN,
    application,
    event,
    interview,
    moment,
    only,
    person,
    planned,
    sent,
)

TUESDAY = "2026-07-14T11:00-04:00"
THANKED = sent("thank_you", "2026-07-14T16:00-04:00", interview="r1")


def test_hours_of_a_thank_you_really_pass() -> None:
    """Over a clock change 48 hours end an hour off on the clock."""
    spring = only(planned(application(interview("2026-03-06T15:00")), now="2026-03-07T12:00"), "thank_you")
    autumn = only(planned(application(interview("2026-10-30T15:00")), now="2026-10-31T12:00"), "thank_you")
    assert spring.not_after == moment("2026-03-08T16:00-04:00")
    assert autumn.not_after == moment("2026-11-01T14:00-05:00")


def test_a_later_round_ends_a_late_thank_you_and_spares_a_timely_one() -> None:
    """The next round in the diary takes the place of a thank-you whose 48 hours are over."""
    app = application(interview(TUESDAY), interview("2026-07-30T11:00", "Dee", id="r2"))
    assert only(planned(app, now="2026-07-16T10:00"), "thank_you", interview="r1").status is Status.DUE
    assert only(planned(app, now="2026-07-16T12:00"), "thank_you", interview="r1").status is Status.CANCELLED
    assert only(planned(app, now="2026-07-16T12:00"), "status_check").status is Status.CANCELLED


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


def test_the_quiet_days_hold_checks_back_and_neither_thanks_nor_replies() -> None:
    """Between 24 December and 1 January no check opens, a thank-you and an answer do."""
    app = application(interview("2026-12-21T11:00"))
    asked = event("info_request", "2026-12-29T10:00")
    assert only(planned(app, now="2026-12-22T10:00"), "status_check").not_before == moment("2027-01-04T09:00")
    assert only(planned(app, now="2026-12-22T10:00"), "thank_you").status is Status.DUE
    assert only(planned(app, asked, now="2026-12-29T12:00"), "info_reply").not_after == moment("2026-12-30T17:00")


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


def test_a_decision_announced_for_the_same_day_shortens_the_pause() -> None:
    """An hour after the talk is early enough then."""
    note = only(planned(application(interview(TUESDAY, said="today")), now="2026-07-14T12:00"), "thank_you")
    assert (note.status, note.not_before) == (Status.DUE, moment("2026-07-14T12:00"))


def test_a_thank_you_set_aside_keeps_its_end_in_sight() -> None:
    """It opens at a polite hour of the chosen day and may go that whole day."""
    later = event("skipped", "2026-07-15T10:00", kind="thank_you", until="2026-07-17")
    note = only(planned(application(interview(TUESDAY)), later, now="2026-07-16T10:00"), "thank_you")
    assert (note.status, note.not_before, note.not_after) == (
        Status.NOT_YET,
        moment("2026-07-17T08:00"),
        moment("2026-07-17T17:00"),
    )


def test_informational_talks_are_thanked_for_and_never_asked_after() -> None:
    """Beside a job interview an informal talk starts no wait either."""
    app = application(interview(TUESDAY), interview("2026-07-17T11:00", "Cho", id="r2", how=How.INFORMATIONAL))
    messages = planned(app, THANKED, now="2026-07-17T16:00")
    assert only(messages, "thank_you", interview="r2").status is Status.DUE
    assert only(messages, "status_check").not_before == moment("2026-07-21T09:00")
