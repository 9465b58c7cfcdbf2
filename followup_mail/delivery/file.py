"""A way out that goes nowhere: the draft stays a file, and the person is told how to open it."""

from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.records import record


@record(frozen=True, slots=True)
class File:
    """Leaves the draft where it is."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        del around
        return f"The draft is {draft.path}; open it in your mail program, check it and press Send."
