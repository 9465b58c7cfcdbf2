"""Replies, other offers, decisions, and kinds of one's own."""

from typing import Any

import pytest

from followup_mail.model import Address, Status
from tests.timing.building import (
    OPEN,
    application,
    event,
    interview,
    kinds,
    moment,
    only,
    planned,
    policy_with,
    sent,
)

TUESDAY = "2026-07-14T11:00-04:00"
THANKED = sent("thank_you", "2026-07-14T16:00-04:00", interview="r1")


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


@pytest.mark.parametrize("reader", ["recruiter", "agency", "referrer"])
def test_a_kind_of_ones_own_goes_to_whom_the_notes_name(reader: str) -> None:
    """`to` names a key of the notes; where they name nobody there is no such message."""
    own = policy_with(f"kinds: {{mine: {{after: interview, to: {reader}}}}}")
    lena = Address("Lena Novak", "lena@contoso.example")
    now = "2026-07-15T10:00"
    nobody = application(interview(TUESDAY), recruiter=None)
    assert "mine" not in kinds(planned(nobody, now=now, policy=own))
    fields: dict[str, Any] = {"recruiter": None, reader: lena}
    named = application(interview(TUESDAY), **fields)
    assert only(planned(named, now=now, policy=own), "mine").to == lena


def test_a_wish_not_to_be_written_to_is_the_employers_own() -> None:
    """Whoever put in a word may be thanked although the employer wants no mail."""
    own = policy_with("kinds: {mine: {after: interview, to: referrer, optional: yes}}")
    app = application(interview(TUESDAY), do_not_write=True, referrer=Address("Lena", "lena@contoso.example"))
    assert only(planned(app, now="2026-07-15T10:00", policy=own), "mine").status is Status.DUE
