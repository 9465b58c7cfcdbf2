"""Points out that mail to an address came back, before the next one is written there. It stops nobody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup_mail import history
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import say
from followup_mail.moments import say_day

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier
    from followup_mail.model import Event, Message


def say_what_came_back(session: Session, dossier: "Dossier", messages: "Sequence[Message]") -> bool:
    """Name each address of `messages` whose latest mail came back, and where it is noted; whether there is one."""
    back = _came_back(session)
    dead = dict.fromkeys(m.to.email for m in messages if m.to and m.to.email.casefold() in back)
    for email in dead:
        say(f"{_told(session, back, email)} Its address stands in {place_of(dossier, email)}.")
    return bool(dead)


def say_if_mail_came_back(session: Session, email: str) -> None:
    """The same of one address, which the notes of any application may have, or none."""
    back = _came_back(session)
    if email.casefold() in back:
        place = next((place for dossier in session.dossiers() if (place := _line_of(dossier, email))), None)
        told = _told(session, back, email)
        say(f"{told} Its address stands in {place}." if place else told)


def with_living_addresses(
    session: Session, dossier: "Dossier", messages: "Sequence[Message]"
) -> tuple["Dossier", "Sequence[Message]"]:
    """The same messages; at a terminal the notes are opened first, if the person likes, where mail came back."""
    if not say_what_came_back(session, dossier, messages) or not session.terminal:
        return dossier, messages
    from followup_mail.cli.editor import open_editor
    from followup_mail.cli.terminal import ask_key

    if not ask_key("Mend the address now, in your editor?", yes_by_default=True):
        return dossier, messages
    open_editor(session.home.notes(dossier.application.id))
    session.forget()
    fresh = next((d for d in session.dossiers() if d.application.id == dossier.application.id), None)
    session.insist_on_no_problems(dossier.application.file)
    if fresh is None:
        return dossier, messages
    wanted = {(m.kind, m.interview, m.covers) for m in messages}
    return fresh, [m for m in fresh.messages if (m.kind, m.interview, m.covers) in wanted]


def place_of(dossier: "Dossier", email: str) -> str:
    """Where in the notes an address stands: `interviews/northwind.yaml:9`; the file, where it does not say."""
    return _line_of(dossier, email) or dossier.application.file


def _came_back(session: Session) -> "dict[str, Event]":
    events = [event for of_one in session.setup.events.values() for event in of_one]
    return history.came_back(events, session.now)


def _told(session: Session, back: "dict[str, Event]", email: str) -> str:
    day = say_day(back[email.casefold()].at.astimezone(session.setup.zone).date(), weekday=True, short=True)
    return f"Your mail to {email} came back on {day}."


def _line_of(dossier: "Dossier", email: str) -> str | None:
    application, lines = dossier.application, dossier.application.lines
    fields = [
        f"{interview.id}.{part}"
        for interview in application.interviews
        for number, person in enumerate(interview.people)
        if person.email and person.email.casefold() == email.casefold()
        for part in (f"met[{number}].email", f"met[{number}]", "met")
    ]
    fields += [
        name
        for name in ("recruiter", "agency", "referrer")
        if (address := getattr(application, name)) and address.email.casefold() == email.casefold()
    ]
    line = next((lines[field] for field in fields if field in lines), None)
    return f"{application.file}:{line}" if line else None
