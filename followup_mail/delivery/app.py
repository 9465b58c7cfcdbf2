"""A way out: the .eml file, opened by the program that the system has for mail files."""

from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.errors import DeliveryError
from followup_mail.records import record


@record(frozen=True, slots=True)
class App:
    """Opens the draft itself; Thunderbird and Outlook take X-Unsent for an invitation to edit it."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        if not around.open_file(draft.path):
            raise DeliveryError(
                f"nothing here opens mail files; use --via copy or --via mutt, or open the draft: {draft.path}"
            )
        if around.platform == "darwin":
            return "The draft is open; to edit it in Apple Mail, choose Message > Send Again (or use --via mailto)."
        return "The draft is open in your mail program; check it and press Send (if it cannot be edited: --via mailto)."
