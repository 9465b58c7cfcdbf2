"""What a check hands on: the rule it rests on, what was found, where, and the words for the advice."""

from collections.abc import Mapping
from dataclasses import field

from followup_mail.records import record


@record(frozen=True, slots=True)
class Noticed:
    """Something to point out. `check` is its name in phrases.yaml; `at` an offset into the body, None: no one place.

    `values` fill the braces of the advice (`{expected}`).
    """

    check: str
    found: str
    at: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
