"""The plan against a second, deliberately plain implementation, over random histories."""

import os
from datetime import UTC
from typing import Any

import pytest

from followup_mail.model import Message
from followup_mail.timing import plan
from tests.timing.building import shipped
from tests.timing.histories import random_history
from tests.timing.oracle import Oracle

MANY = 100_000 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else 3_000
PARTS = 10


def told(message: Message) -> tuple[Any, ...]:
    """What the oracle has an opinion on."""
    instants = (message.not_before, message.best, message.not_after, message.give_up)
    window = [instant.astimezone(UTC) if instant else None for instant in instants]
    to = message.to.email if message.to else None
    return message.kind, message.interview, to, message.covers, message.status.value, *window


@pytest.mark.parametrize("part", range(PARTS))
def test_the_plan_is_what_the_oracle_says(part: int) -> None:
    """Kind, addressee, status and all four instants agree, message by message and in order of rank."""
    policy = shipped()
    for seed in range(part, MANY, PARTS):
        history = random_history(seed)
        found = plan(history.application, history.events, now=history.now, policy=policy, calendar=history.calendar)
        rows = Oracle(history.facts).rows()
        expected = [(r["kind"], r["interview"], r["to"], r["covers"], r["status"], *r["w"]) for r in rows]
        assert [told(m) for m in found] == expected, f"seed {seed}, {history.facts}"
