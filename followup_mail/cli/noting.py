"""Writes what a person has told into the journal, says how it was understood, and what follows from it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from followup_mail.cli import agenda
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import say_problems, show

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier


def note(session: Session, dossier: "Dossier", at: datetime, told: Sequence[Mapping[str, object]]) -> None:
    """Add the entries to the journal, as if they had been written at that instant; `event` names what each is."""
    from followup_mail import journal
    from followup_mail.entries import entry

    application = dossier.application.id
    lines = [
        entry(application, str(fields["event"]), **{name: fields[name] for name in fields if name != "event"})
        for fields in told
    ]
    journal.append(session.home.journal, lines, at=at, new_id=journal.new_id)


def show_noted(session: Session, dossier: "Dossier", what: str, when: datetime) -> None:
    """Say what was recorded, as understood, and what follows from it."""
    show(f"Noted ({agenda.moment(when, session.now)}): {what}.")
    show_what_follows(session, dossier.application.id)


def show_what_follows(session: Session, application: str) -> None:
    """The plan of that application as it is now, read anew from its files."""
    session.forget()
    now, policy = session.now, session.setup.policy
    for fresh in (d for d in session.dossiers() if d.application.id == application):
        items = [agenda.Item(fresh.application, m) for m in fresh.messages if m.status in ("due", "overdue", "not_yet")]
        places, answers = ("now", "coming", "waiting"), agenda.owed([fresh])
        lines = list(agenda.show_agenda(items, places, now + agenda.SOON, now, policy, answers))
        show()
        show("\n".join(lines).rstrip() if lines else "Nothing more to write here.")
    say_problems(session.problems)
