"""Handing letters over to a mail account, and what is in the mailbox before and after."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from followup_mail.config import Imap
from followup_mail.delivery import Stored, way_named
from followup_mail.errors import DeliveryError
from followup_mail.message import for_mailbox
from followup_mail.model import Mail
from tests.delivery.world import NOW, World, a_draft
from tests.mailbox.dovecot import PASSWORD, Mood, Server
from tests.message.mails import a_mail

VARIABLE = "PASSWORD_OF_THE_TEST"
Servers = Callable[[Mood], Server]

LETTER = a_mail(body="Dear Dana,\n\nGrüße aus Köln. What a talk!\n\nSam\n")
OTHER_WORDS = replace(a_mail(body="Dear Dana,\n\nin other words\n\nSam\n"), message_id="<other-words@example.org>")
BYSTANDERS = (
    ("Drafts", b"Message-ID: <mine@example.org>\r\nSubject: to my sister\r\n\r\nDear Eva\r\n", "\\Draft"),
    (
        "Drafts",
        b"Message-ID: <gone@example.org>\r\nSubject: marked by another program\r\n\r\nx\r\n",
        "\\Draft \\Deleted",
    ),
    ("INBOX", b"Message-ID: <news@example.org>\r\nSubject: unread\r\n\r\nx\r\n", ""),
)


def account(server: Server, user: str, *, port: int | None = None, security: str = "tls", **more: str | None) -> Imap:
    """The account of a user as config.yaml would have it."""
    usual = server.tls if security == "tls" else server.plain
    settings: dict[str, str | None] = {"ca_file": server.ca_file, "password_env": VARIABLE, **more}
    return Imap("localhost", port or usual, security, user, **settings)


class Post:
    """Hands letters over to one account, and remembers as the journal does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remembered: list[Stored] = []

    def __call__(self, imap: Imap | None, mail: Mail = LETTER) -> str:
        draft = a_draft(self.folder, mail)
        around = replace(World().around, remember=self.remembered.append)
        try:
            return way_named("imap", "sam@example.org", imap).deliver(
                replace(draft, earlier=tuple(self.remembered)), around
            )
        finally:
            assert draft.path.read_bytes() == draft.data

    def fails(self, imap: Imap | None, mail: Mail = LETTER) -> str:
        """The one line about what did not work: it names the draft and another way, and never the password."""
        with pytest.raises(DeliveryError) as refusal:
            self(imap, mail)
        said = str(refusal.value)
        assert said == " ".join(said.split())
        assert "northwind-r1-thank_you-1.eml" in said
        assert "--via copy" in said
        seen: BaseException | None = refusal.value
        while seen is not None:
            assert PASSWORD not in repr(seen)
            seen = seen.__cause__ or seen.__context__
        return said


def as_kept(mail: Mail, tmp_path: Path) -> bytes:
    """The letter as a mailbox is to have it."""
    return for_mailbox(a_draft(tmp_path, mail).data, date=NOW)


def with_bystanders(server: Server, user: str) -> None:
    """Put messages of other people and programs into the mailbox."""
    for folder, data, flags in BYSTANDERS:
        server.add(user, folder, data, flags)


def bystanders_are_untouched(server: Server, user: str) -> bool:
    """Whether what was there before is there, byte by byte and flag by flag."""
    return all(
        (flags.lower() and " ".join(sorted(flags.lower().split())), data) in server.messages(user, folder)
        for folder, data, flags in BYSTANDERS
    )


def letters(server: Server, user: str, folder: str = "Drafts") -> list[bytes]:
    """The drafts that are not those of others."""
    strangers = {data for _, data, _ in BYSTANDERS}
    return [data for _, data in server.messages(user, folder) if data not in strangers]
