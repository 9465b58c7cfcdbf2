"""The answer to an offer: awaited from the offer on, by the earlier day, until it is given or long past."""

import pytest

from followup_mail.model import Event
from followup_mail.timing import answer_to_offer
from tests.timing.building import event, moment, sent

OFFER = event("offer", "2026-07-17T15:00", respond_by="2026-07-30T17:00")
NOW = moment("2026-07-20T10:00")


@pytest.mark.parametrize(
    ("history", "by"),
    [
        pytest.param([OFFER], "2026-07-30T17:00", id="their day"),
        pytest.param([OFFER, sent("offer_reply", "2026-07-17T16:00")], "2026-07-30T17:00", id="thanked for it"),
        pytest.param(
            [event("offer", "2026-07-17T15:00", respond_by="2026-07-30T17:00", decide_by=moment("2026-07-24T12:00"))],
            "2026-07-24T12:00",
            id="the day I named",
        ),
        pytest.param(
            [OFFER, event("offer", "2026-07-19T15:00", respond_by="2026-08-06T17:00")],
            "2026-08-06T17:00",
            id="a longer day",
        ),
        pytest.param(
            [event("accepted", "2026-07-10T15:00"), OFFER], "2026-07-30T17:00", id="an offer after all was settled"
        ),
    ],
)
def test_an_offer_waits_for_an_answer(history: list[Event], by: str) -> None:
    """Thanking for an offer does not answer it; of two days the earlier one counts, of two offers the later."""
    answer = answer_to_offer(history, NOW)
    assert answer is not None
    assert answer.by == moment(by)


def test_an_offer_without_a_day_waits_too() -> None:
    """Where nobody named a day there is none."""
    answer = answer_to_offer([event("offer", "2026-07-17T15:00")], NOW)
    assert answer is not None
    assert answer.by is None


@pytest.mark.parametrize(
    "end",
    [
        *(
            pytest.param(event(name, "2026-07-18T15:00"), id=name)
            for name in ("accepted", "wants_to_withdraw", "withdrew", "rejection", "position_closed")
        ),
        pytest.param(sent("withdrawal", "2026-07-18T15:00"), id="withdrawal sent"),
    ],
)
def test_an_answer_or_their_second_thought_ends_it(end: Event) -> None:
    """What settles the offer leaves nothing to answer."""
    assert answer_to_offer([OFFER, end], NOW) is None


def test_nobody_is_asked_for_ever() -> None:
    """Two weeks after its day an answer that was not told is not asked for any more."""
    assert answer_to_offer([OFFER], moment("2026-08-13T17:00")) is not None
    assert answer_to_offer([OFFER], moment("2026-08-13T17:01")) is None
