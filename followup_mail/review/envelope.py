"""What surrounds the words: recipient, sender, copies, receipts, "Re:", and how lately the last letter went out.

Looks at the letter's address and, of a draft read back from a file, at its header fields.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from followup_mail.model import Letter
from followup_mail.moments import say_day
from followup_mail.review.form import is_reply
from followup_mail.review.noticing import Noticed
from followup_mail.review.reading import ReadDraft
from followup_mail.review.record import Record

_CHECKS = frozenset({"status_check", "second_check"})
_BETWEEN_CHECKS = timedelta(days=7)
_RECEIPTS = ("disposition-notification-to", "return-receipt-to", "x-confirm-reading-to", "return-receipt-requested")
_ATTACHED = re.compile(
    r"\b(?:I (?:also )?(?:attach|enclose)\b|I(?: have|['’]ve| am|['’]m) (?:also )?(?:attach|enclos)(?:ed|ing)"
    r"|(?:is|are) (?:attached|enclosed)\b|(?:attached|enclosed) (?:is|are|you will find)\b|find (?:attached|enclosed))",
    re.IGNORECASE,
)
_LOUD = {
    "x-priority": ("1", "2"),
    "importance": ("high",),
    "priority": ("urgent",),
    "x-msmail-priority": ("high",),
}


def envelope(letter: Letter, draft: ReadDraft | None, record: Record | None) -> Iterator[Noticed]:
    """Everything outside the body."""
    if record is not None:
        yield from _recipient(letter, record)
        yield from _pace(letter, record)
    references = draft.references if draft else ()
    in_a_thread = bool(references) or (draft is None and record is not None and _may_be_a_reply(record))
    if is_reply(letter.subject) and not in_a_thread:
        yield Noticed("false-re", letter.subject)
    if draft is not None:
        yield from _nobody(draft, record)
        yield from _header(draft, record)


def _may_be_a_reply(record: Record) -> bool:
    """Whether there is a mail to answer: one sent before, or one that the employer wrote."""
    return any(event.event not in {"drafted", "delivered", "skipped", "undone"} for event in record.occasion.history)


def _recipient(letter: Letter, record: Record) -> Iterator[Noticed]:
    expected = record.occasion.message.to
    if expected is None or letter.to is None or letter.to.email.casefold() == expected.email.casefold():
        return
    yield Noticed("wrong-recipient", letter.to.email, None, {"expected": expected.email})


def _nobody(draft: ReadDraft, record: Record | None) -> Iterator[Noticed]:
    """No address to go to, although there is one; a letter to be pasted into a portal needs none."""
    expected = record.occasion.message.to if record else None
    if draft.letter.to is not None or "broken-mail" in draft.faults or (record and expected is None):
        return
    address = f"{expected.name} <{expected.email}>".strip() if expected else "their name <their address>"
    yield Noticed("no-recipient", draft.headers.get("to", ""), None, {"expected": address})


def _pace(letter: Letter, record: Record) -> Iterator[Noticed]:
    """A second check within a week of the first (timing.md 2.6, 93)."""
    if letter.kind not in _CHECKS:
        return
    sent = [event.at for event in record.occasion.history if event.event == "sent" and event.kind in _CHECKS]
    if sent and record.occasion.day - record.day_of(max(sent)) < _BETWEEN_CHECKS:
        yield Noticed("93", "", None, {"day": say_day(record.day_of(max(sent)), style=record.occasion.voice.dates)})


def _header(draft: ReadDraft, record: Record | None) -> Iterator[Noticed]:
    copies = (*draft.cc, *draft.bcc, *draft.further_to)
    me = record.occasion.me if record else None
    own = {address.casefold() for address in (me.email, *me.also) if address} if me else set()
    others = [address for address in copies if address.casefold() not in own]
    if others:
        yield Noticed("copies", ", ".join(others))
    for name in _RECEIPTS:
        if name in draft.headers:
            yield Noticed("92", name, None, {"what": "A request for a receipt"})
    for name, values in _LOUD.items():
        if any(draft.headers.get(name, "").strip().casefold().startswith(value) for value in values):
            yield Noticed("92", f"{name}: {draft.headers[name]}", None, {"what": "High importance"})
            break
    promised = _ATTACHED.search(draft.letter.body)
    if promised and not draft.attachments:
        yield Noticed("no-attachment", promised[0])
    for attachment in draft.attachments:
        yield Noticed("attachment", attachment)
    for fault in draft.faults:
        yield Noticed(fault, "")
    if own and draft.sender and draft.sender.email.casefold() not in own:
        yield Noticed("wrong-sender", draft.sender.email, None, {"expected": me.email if me else ""})
