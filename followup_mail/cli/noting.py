"""Writes what a person has told into the journal, says how it was understood, and what follows from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from followup_mail.cli import agenda
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import say_problems, show, show_json, wrapped
from followup_mail.model import Status

OPEN = (Status.DUE, Status.OVERDUE, Status.NOT_YET)


def note(
    session: Session, application: str, at: datetime, told: Sequence[Mapping[str, object]]
) -> list[Mapping[str, object]]:
    """Add the entries to the journal, as if they had been written at that instant, and give them back as they stand
    there; `event` names what each is."""
    from followup_mail import journal
    from followup_mail.entries import entry

    lines = [
        entry(application, str(fields["event"]), **{name: fields[name] for name in fields if name != "event"})
        for fields in told
    ]
    ids = journal.append(session.home.journal, lines, at=at, new_id=journal.new_id)
    return [{"id": identity, "at": at.isoformat(), **line} for identity, line in zip(ids, lines, strict=True)]


def tell(session: Session, application: str, at: datetime, told: Sequence[Mapping[str, object]], *, what: str) -> None:
    """Note what happened at that instant; `what` says it, as understood, for the person."""
    noted = note(session, application, at, told)
    show_noted(session, application, noted, f"Noted ({agenda.moment(at, session.now)}): {what}.")


def show_noted(session: Session, application: str, noted: Sequence[Mapping[str, object]], says: str) -> None:
    """Say what was recorded and what follows from it: the plan of that application, read anew from its files."""
    session.forget()
    now, policy = session.now, session.setup.policy
    found = [dossier for dossier in session.dossiers() if dossier.application.id == application]
    items = [agenda.Item(d.application, m) for d in found for m in d.messages if m.status in OPEN]
    answers = agenda.owed(found)
    if session.as_json:
        show_json(
            {
                "now": now.isoformat(),
                "application": application,
                "noted": list(noted),
                "says": says,
                "messages": [agenda.message_json(item) for item in items],
                "answers": [agenda.answer_json(answer) for answer in answers],
                "problems": agenda.problems_json(session.problems),
            }
        )
        return
    show(wrapped(says) if session.terminal else says)
    places = ("now", "coming", "waiting")
    lines = list(agenda.show_agenda(items, places, now + agenda.SOON, now, policy, answers))
    if found:
        show()
        show("\n".join(lines).rstrip() if lines else "Nothing more to write here.")
    say_problems(session.problems)
