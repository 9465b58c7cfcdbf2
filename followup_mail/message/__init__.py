"""A mail as bytes: what it means, how it is written, and how a file is read back (domain of RFC 5322 and MIME).

Decides all that is inside an .eml file. Where the file stands and who opens it is left to `drafts` and `delivery`.
"""

from followup_mail.message.meaning import MailError, ReadBackError, as_written, message_id
from followup_mail.message.reading import check, read_back
from followup_mail.message.writing import for_mailbox, serialise

__all__ = ["MailError", "ReadBackError", "as_written", "check", "for_mailbox", "message_id", "read_back", "serialise"]
