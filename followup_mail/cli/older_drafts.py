"""Finds drafts that a later one has taken the place of: they go to an address that is not noted any more."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from followup_mail.cli.session import Session
from followup_mail.model import Event, Message, Status

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

_CLOSED = (Status.DONE, Status.MISSED, Status.CANCELLED)


def about_older_drafts(session: Session, dossier: "Dossier", message: Message) -> str:
    """Which draft of a message is the latest, and which are older, in a sentence; empty where there is no older one."""
    if message.status in _CLOSED:
        return ""
    own = _latest(dossier, message)
    stale: dict[str, str] = {}
    for event in _drafts(dossier, message):
        if event.to != _reader(message) and _is_left_over(event, dossier):
            stale[str(event.file)] = event.to or "nobody"
    stale = {file: to for file, to in stale.items() if (session.home.root / file).exists()}
    if not stale:
        return ""
    older = " and ".join(f"{file} (to {to})" for file, to in stale.items())
    verb = "is" if len(stale) == 1 else "are"
    return f"The latest draft is {own}; {older} {verb} out of date." if own else f"{older} {verb} out of date."


def is_out_of_date(draft: Event, dossier: "Dossier") -> bool:
    """Whether a letter that is still to be sent was drafted to an address that it does not go to any more."""
    letter = (draft.kind, draft.interview)
    wanted = any((m.kind, m.interview) == letter and m.status not in _CLOSED for m in dossier.messages)
    return wanted and _is_left_over(draft, dossier)


def passed_over(session: Session, dossier: "Dossier", draft: Event, message: Message) -> str:
    """That a draft which is out of date is not looked at, and which is the latest of its `message`, in a sentence."""
    said = f"{draft.file} (to {draft.to or 'nobody'}) is out of date and is passed over"
    latest = _latest(dossier, message)
    return f"{said}; the latest draft is {latest}." if latest and (session.home.root / latest).exists() else f"{said}."


def _latest(dossier: "Dossier", message: Message) -> str | None:
    """The file of the last draft to the reader of a message."""
    return next((e.file for e in reversed(list(_drafts(dossier, message))) if e.to == _reader(message)), None)


def _drafts(dossier: "Dossier", message: Message) -> Iterator[Event]:
    letter = (message.kind, message.interview)
    return (e for e in dossier.history if e.event == "drafted" and e.file and (e.kind, e.interview) == letter)


def _is_left_over(draft: Event, dossier: "Dossier") -> bool:
    """Whether a draft is for nobody of the plan and was not sent: its address, or its way, has changed since."""
    letter = (draft.kind, draft.interview)
    if any((m.kind, m.interview) == letter and _reader(m) == draft.to for m in dossier.messages):
        return False
    return not any(e.event == "sent" and e.kind == draft.kind and e.to == draft.to for e in dossier.history)


def _reader(message: Message) -> str | None:
    return message.to.email if message.to else None
