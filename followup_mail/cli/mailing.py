"""The command that looks into the mailbox. It reads there and nothing else."""

from typing import Annotated

import typer

from followup_mail.cli.app import command
from followup_mail.cli.session import Session


@command("sync")
def sync(
    session: Session,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE.eml…]", help="Only these drafts. [default: all of yours]")
    ] = None,
    *,
    maildir: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="A copy of the mailbox on this machine, instead of IMAP.")
    ] = None,
) -> None:
    """See in your mailbox what was sent and answered.

    Of each draft: still a draft, sent, answered, come back, or met by an absence note. What is certain goes into the
    journal; about the rest you are asked. Nothing in the mailbox is changed, and nothing becomes read.
    """
    from followup_mail.cli.syncing import sync_all

    sync_all(session, files or [], maildir)
