"""A way out: NeoMutt or Mutt in this terminal, with the letter as a message to edit (`-H`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.errors import DeliveryError, NeedsALookError
from followup_mail.files import write_atomically
from followup_mail.message import for_mailbox
from followup_mail.records import record


@record(frozen=True, slots=True)
class Mutt:
    """Opens a copy without X-Unsent, which both programs would send along, and waits until the person is done."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        program = next(filter(None, map(around.find, ("neomutt", "mutt"))), None)
        if program is None:
            raise DeliveryError(
                f"neither neomutt nor mutt is installed here; use --via app or --via copy. The draft is {draft.path}"
            )
        if not around.terminal:
            around.print_result(_command(draft.path, around.platform))
            return f"{Path(program).stem} needs a terminal: this command opens the letter in it."
        with _copy(draft) as copy:
            code = around.run([program, "-H", str(copy)], None)
        if code != 0:
            raise DeliveryError(f"{Path(program).stem} has closed without sending; the draft is still {draft.path}")
        return f"{Path(program).stem} has closed, and the letter is sent or postponed there."


@contextmanager
def _copy(draft: Draft) -> Iterator[Path]:
    """The letter in a folder that only this person can open, gone afterwards."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="followup-mail-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, draft.path.name)
        try:
            write_atomically(copy, for_mailbox(draft.data), replace=False)
        except NeedsALookError as fault:
            raise DeliveryError(f"{fault} The draft is {draft.path}") from fault
        yield copy


def _command(path: Path, platform: str) -> str:
    """Our own command and not mutt's, which would send X-Unsent along."""
    words = ["followup-mail", "draft", str(path), "--via", "mutt"]
    if platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    from shlex import join

    return join(words)
