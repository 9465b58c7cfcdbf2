"""Decides how a letter becomes an answer to a mail: to whom, under which subject, in which conversation (RFC 5322)."""

import re
from collections.abc import Collection
from dataclasses import replace

from followup_mail.message.head import Head
from followup_mail.message.meaning import MailError
from followup_mail.model import Address, Mail

_ANSWER = r"(?:re|aw|sv|vs|antw|betr|r[eé]f|res|rif|odp|ynt|отв|回复|回覆|答复)"
_FORWARD = r"(?:fwd?|wg|tr|vb|enc|rv|pd|doorst|vl|转发|轉寄)"
_COUNT = r"\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:\uff1a]\s*"  # the colon of CJK subjects is a wide one
_ANSWERS = re.compile(rf"\s*(?:{_ANSWER}{_COUNT})+", re.IGNORECASE)
_PREFIXES = re.compile(rf"\s*(?:(?:{_ANSWER}|{_FORWARD}){_COUNT})+", re.IGNORECASE)
_ID = re.compile(r"<[!-;=?-~]+>")
_MOST_REFERENCES = 30  # the first and the newest; some servers cut a longer field in the middle of an id


def bare_subject(subject: str) -> str:
    """The subject without "Re:", "AW:", "Fwd:" and their sisters, and with single blanks."""
    return " ".join(_PREFIXES.sub("", subject, count=1).split())


def answering_subject(subject: str) -> str:
    """One "Re:" in front, however many there were."""
    return f"Re: {_ANSWERS.sub('', subject, count=1).strip()}".strip()


def answer_to(mail: Mail, answered: Head, own: Collection[str] = ()) -> Mail:
    """The letter as an answer to that mail; raises MailError for one that nobody can answer.

    It goes to Reply-To, else From; a mail that the person (whose addresses are `own`, in small letters) has sent
    themselves is followed up with its first reader. Bcc and Cc are not taken along: a letter has one reader.
    """
    if not _ID.fullmatch(answered.message_id):
        raise MailError("it has no Message-ID, so no answer can refer to it; save the mail whole, as .eml")
    to = addressee(answered, own)
    if to is None:
        raise MailError("it names nobody to answer: neither Reply-To nor From holds an address")
    subject = answering_subject(answered.subject) if bare_subject(answered.subject) else mail.subject
    return replace(mail, to=to, subject=subject, references=conversation(answered))


def addressee(answered: Head, own: Collection[str] = ()) -> Address | None:
    """Whom an answer to that mail goes to."""
    to = answered.reply_to or answered.sender
    if to is not None and to.email.lower() in own:
        return next((one for one in answered.readers if one.email.lower() not in own), to)
    if to is not None and not to.name and answered.sender is not None and answered.sender.email == to.email:
        return answered.sender
    return to


def conversation(answered: Head) -> tuple[str, ...]:
    """The message-ids that an answer refers to, the answered mail's own last."""
    ids = [one for one in answered.references if _ID.fullmatch(one) and one != answered.message_id]
    if len(ids) >= _MOST_REFERENCES:
        ids = [ids[0], *ids[-(_MOST_REFERENCES - 2) :]]
    return (*ids, answered.message_id)
