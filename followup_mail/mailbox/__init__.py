"""A person's mailbox: an account on a mail server (IMAP), or a copy of it on this machine (Maildir).

Decides how to get in, which folder is which, and what is read or put there. What the messages mean is `matching`'s.
"""

from followup_mail.mailbox.account import Account, AccountError, Kept, LostError, drafts_of, open_account
from followup_mail.mailbox.folders import Folder, worth_looking_into
from followup_mail.mailbox.passwords import NoPasswordError, keep_password
from followup_mail.mailbox.reading import seen_by_imap, seen_in_maildir

__all__ = [
    "Account",
    "AccountError",
    "Folder",
    "Kept",
    "LostError",
    "NoPasswordError",
    "drafts_of",
    "keep_password",
    "open_account",
    "seen_by_imap",
    "seen_in_maildir",
    "worth_looking_into",
]
