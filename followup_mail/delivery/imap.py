"""A way out: the Drafts folder of a mail account, so that the letter is there on the phone too.

Decides what becomes of a draft that was put there before: one that nobody has touched since makes room for the new one,
one that was changed there is never touched. The new one is added first, so that nothing is lost on the way.
"""

import hashlib
import re
from typing import TYPE_CHECKING

from followup_mail.addresses import domain_of
from followup_mail.delivery.way import Draft, Stored, Surroundings
from followup_mail.errors import DeliveryError
from followup_mail.message import for_mailbox, message_id
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.config import Imap
    from followup_mail.mailbox import Account, Folder, Kept

_CHANGED = "; the one that you have changed there is kept beside it"
_ANOTHER = "; another version of it, which was there, is kept beside it"
_NOWHERE = "followup-mail.invalid"  # for a draft that says neither its Message-ID nor whom it is from


@record(frozen=True, slots=True)
class ImapDrafts:
    """Adds the letter to the drafts of `account`, once. `address` is the name to log in by where `account` has none."""

    account: "Imap | None"
    address: str | None = None

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        otherwise = f"use --via copy, or open the draft: {draft.path}"
        if self.account is None:
            raise DeliveryError(
                f"config.yaml names no mail account; `followup-mail init --imap` asks for it. Until then, {otherwise}"
            )
        from followup_mail.mailbox import AccountError, LostError, drafts_of, open_account

        try:
            with open_account(self.account, self.address) as account:
                return _put(account, drafts_of(account, self.account.mailbox), draft, around)
        except LostError as fault:
            raise DeliveryError(
                f"{fault}, so the letter may be among your drafts or not. The same command looks before it adds "
                f"anything: try it again. Or {otherwise}"
            ) from fault
        except AccountError as fault:
            raise DeliveryError(f"{fault}. Otherwise {otherwise}") from fault


def _put(account: "Account", folder: "Folder", draft: Draft, around: Surroundings) -> str:
    """Add the letter unless it is there, then take the untouched earlier ones away; what is said of it."""
    identity, data = _as_kept(draft, around)
    there = _There(draft, identity, data, account.open(folder.name))
    ids = dict.fromkeys((identity, *(one.message_id for one in draft.earlier)))
    uids = sorted({uid for one in ids for uid in account.find(one)})
    found = [kept for kept in account.read(uids) if "\\deleted" not in kept.flags]
    present = [kept for kept in found if there.is_this(kept)]
    earlier = [kept for kept in found if kept not in present and there.is_untouched(kept)]
    changed = len(found) - len(present) - len(earlier)
    if not present:
        where = account.append(folder.name, data)
        around.remember(_stored(account, folder, there, where))
    elif not there.is_untouched(present[0]):
        around.remember(there.stored(folder, present[0]))  # it was added, and the connection broke before we knew
    return _told(
        folder,
        already=bool(present),
        replaced=_replace(account, folder, there, earlier),
        beside="" if changed == 0 else _CHANGED if draft.earlier else _ANOTHER,
    )


@record(frozen=True, slots=True)
class _There:
    """The draft as the folder would have it, and how to tell it from what else is there."""

    draft: Draft
    identity: str
    data: bytes
    validity: int

    def is_this(self, kept: "Kept") -> bool:
        """Whether this is the very letter: the same bytes but for the date, or what the server has made of them."""
        same = _without_date(kept.data) == _without_date(self.data)
        digest = _digest(self.draft.data)
        known = any(one.sha256 == digest and self._is(one, kept) for one in self.draft.earlier)
        return same or known

    def is_untouched(self, kept: "Kept") -> bool:
        """Whether it is one that we have put there, as we have put it there."""
        return "\\draft" in kept.flags and any(self._is(one, kept) for one in self.draft.earlier)

    def stored(self, folder: "Folder", kept: "Kept") -> Stored:
        """What to remember of a message that is there."""
        return Stored(folder.name, self.identity, _digest(self.draft.data), _digest(kept.data), self.validity, kept.uid)

    def _is(self, stored: Stored, kept: "Kept") -> bool:
        """Same bytes, and the same UID as long as the server counts as it did."""
        same_count = stored.uid is not None and stored.validity == self.validity
        return stored.kept == _digest(kept.data) and (not same_count or stored.uid == kept.uid)


def _stored(account: "Account", folder: "Folder", there: _There, where: tuple[int, int] | None) -> Stored:
    """What to remember of a letter that was just added: as the server gives it back, for some write mails anew.

    A server without UIDPLUS does not say where it is: then it is found by its Message-ID.
    """
    from followup_mail.mailbox import AccountError

    validity, uid = where or (None, None)
    unread = Stored(folder.name, there.identity, _digest(there.draft.data), _digest(there.data), validity, uid)
    try:
        account.open(folder.name)
        kept = account.read([uid] if uid is not None else account.find(there.identity)[-1:])
    except AccountError:
        return unread  # it is there all the same
    return there.stored(folder, kept[0]) if kept else unread


def _replace(account: "Account", folder: "Folder", there: _There, earlier: "list[Kept]") -> bool | None:
    """Take the earlier ones away; None: there is nothing to take away, False: the server would not have it."""
    from followup_mail.mailbox import AccountError

    if not earlier:
        return None
    try:
        return account.open(folder.name, to_write=True) == there.validity and account.remove([k.uid for k in earlier])
    except AccountError:
        return False


def _told(folder: "Folder", *, already: bool, replaced: bool | None, beside: str) -> str:
    said = f"The letter is {'already ' if already else ''}among your drafts, in “{folder.name}”, on your phone too"
    if replaced:
        said += ", and has taken the place of the earlier one"
    elif replaced is False:
        said += "; the earlier one could not be taken away, so delete it there"
    return f"{said}{beside}. Check it there and press Send."


def _as_kept(draft: Draft, around: Surroundings) -> tuple[str, bytes]:
    """The Message-ID and the bytes for the folder: CRLF, a Date, no X-Unsent, and always a Message-ID."""
    identity, data = draft.mail.message_id, draft.data
    if not identity:
        sender = draft.mail.sender
        identity = message_id(_digest(data), domain_of(sender.email) if sender else _NOWHERE)
        data = f"Message-ID: {identity}\r\n".encode() + for_mailbox(data)
    return identity, re.sub(rb"\r?\n", b"\r\n", for_mailbox(data, date=around.now()))


def _without_date(data: bytes) -> bytes:
    head, blank, body = data.partition(b"\r\n\r\n")
    return re.sub(rb"(?im)^date:.*(?:\r\n[ \t].*)*(?:\r\n|\Z)", b"", head + b"\r\n") + blank + body


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
