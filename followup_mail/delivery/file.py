"""A way out that goes nowhere: the draft stays a file, and the person is told how to open it."""

from dataclasses import dataclass

from followup_mail.delivery.way import Draft, Surroundings


@dataclass(frozen=True, slots=True)
class File:
    """Leaves the draft where it is."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        del around
        return f"The draft is {draft.path}; open it in your mail program, check it and press Send."
