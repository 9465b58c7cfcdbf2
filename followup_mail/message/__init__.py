"""A mail as bytes: what it means, how it is written, and how a file is read back (domain of RFC 5322 and MIME).

Decides all that is inside an .eml file. Where the file stands and who opens it is left to `drafts` and `delivery`.
"""

from followup_mail.message.answering import addressee, answer_to, answering_subject, bare_subject
from followup_mail.message.head import Head, read_head
from followup_mail.message.meaning import MailError, ReadBackError, as_written, message_id
from followup_mail.message.reading import check, read_back
from followup_mail.message.reports import Report, is_report, read_report
from followup_mail.message.writing import for_mailbox, serialise

__all__ = [
    "Head",
    "MailError",
    "ReadBackError",
    "Report",
    "addressee",
    "answer_to",
    "answering_subject",
    "as_written",
    "bare_subject",
    "check",
    "for_mailbox",
    "is_report",
    "message_id",
    "read_back",
    "read_head",
    "read_report",
    "serialise",
]
