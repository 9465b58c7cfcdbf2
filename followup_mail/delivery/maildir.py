"""A way out: the Drafts folder of a Maildir, where aerc, mu4e, notmuch and mutt's postponed messages look."""

import hashlib
from pathlib import Path

from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.errors import DeliveryError, NeedsALookError
from followup_mail.files import write_atomically
from followup_mail.message import for_mailbox
from followup_mail.records import record

_FLAGS = ":2,DS"  # Draft and Seen


@record(frozen=True, slots=True)
class Maildir:
    """Adds the letter as a file of its own; the same letter is added once."""

    folder: Path

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        instead = f"use --via copy, or open the draft: {draft.path}"
        if around.platform == "win32":
            raise DeliveryError(f"Windows has no Maildir, as its file names hold no colon; {instead}")
        if not all((self.folder / part).is_dir() for part in ("cur", "new", "tmp")):
            raise DeliveryError(
                f"{self.folder} is no Maildir: name the folder that holds cur, new and tmp, such as "
                f"maildir:~/Mail/Drafts, or {instead}"
            )
        # The name comes from the letter, so that handing it over again finds it, whatever flags it has by then.
        name = f"{hashlib.sha256(draft.data).hexdigest()[:32]}.followup-mail"
        if any(self.folder.glob(f"cur/{name}*")) or any(self.folder.glob(f"new/{name}*")):
            return f"The letter is already in {self.folder}; recall it in your mail program."
        try:
            _add(self.folder, name, for_mailbox(draft.data, date=around.now()))
        except (NeedsALookError, OSError) as fault:
            raise DeliveryError(f"the letter could not be added to {self.folder} ({fault}); {instead}") from fault
        return f"The letter is among the drafts in {self.folder}; recall it in your mail program, check it and send it."


def _add(folder: Path, name: str, data: bytes) -> None:
    """Whole in tmp first and then moved, so that no mail program ever sees half a letter."""
    waiting = folder / "tmp" / name
    write_atomically(waiting, data, replace=True)
    try:
        waiting.rename(folder / "cur" / f"{name}{_FLAGS}")
    except OSError:
        waiting.unlink(missing_ok=True)
        raise
