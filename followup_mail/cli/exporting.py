"""Writes the due dates where the person wants them: a calendar file, a folder of tasks, or Google's own page."""

import sys
from collections.abc import Sequence
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from followup_mail import delivery, files
from followup_mail.calendars.export import LARGEST, PRODUCT, Entry, Export, Reminder, as_calendar, merged, read_export
from followup_mail.cli import agenda
from followup_mail.cli.due_dates import DueDate, due_dates
from followup_mail.cli.reminding import FILE
from followup_mail.cli.session import SET_UP, Session
from followup_mail.cli.terminal import ask_key, say, say_problems, show, show_json
from followup_mail.cli.who import choose
from followup_mail.delivery.links import WINDOWS_LIMIT, query
from followup_mail.errors import DeliveryError, NeedsALookError, NotFoundError, WordsError

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

_GOOGLE_LIMIT = 8_000  # what common web servers take as one request line
_MENTIONED = 3


def export(session: Session, who: str | None, *, out: str | None, todo: bool, link: str | None) -> None:
    """The command `remind`."""
    _check(out, link, todo=todo)
    session.insist_on_no_problems(*SET_UP)
    dossiers: list[Dossier] = [choose(session, who).dossier] if who is not None else list(session.dossiers())
    dates = list(due_dates(session, dossiers))
    within = dossiers[0].application.id if who is not None else None
    if link is not None:
        _open_google(session, dates)
    elif todo:
        _write_tasks(session, dates, Path(out or ""), within)
    else:
        _write_calendar(session, dates, out, within)
    say_problems(session.problems)
    if session.problems:
        raise typer.Exit(NeedsALookError.exit_code)


def _check(out: str | None, link: str | None, *, todo: bool) -> None:
    if link is not None and link.lower() != "google":
        raise WordsError(f"--link {link}: there is a page of its own for google; else import the file of --out.")
    if link is not None and (todo or out is not None):
        raise WordsError("--link opens a page and writes nothing; leave --out and --todo away.")
    if out is not None and not out.strip():
        raise WordsError("--out names no file; write --out FILE, or --out - for the screen.")
    if todo and out in (None, "-"):
        raise WordsError("--todo writes a file for each task: name their folder with --out FOLDER.")


def _write_calendar(session: Session, dates: Sequence[DueDate], out: str | None, within: str | None) -> None:
    path = _path(session, out)
    before = read_export(_bytes(path), str(path)) if path is not None else {}
    made = merged((date.reminder for date in dates), before, now=session.now.astimezone(UTC), within=within)
    data = as_calendar(made.entries)
    if path is not None:
        if path.parent == session.home.root:
            session.home.make()
        files.write_atomically(path, data, replace=True)
    elif not session.as_json:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    if session.as_json:
        _show_json(session, dates, made, path)
    elif path is not None:
        show(f"{path}: {_counted(made)}")
        _say_what_next(session, path, first=not before)


def _path(session: Session, out: str | None) -> Path | None:
    """Where to: the file that is named; at a terminal the home; else nowhere, as the export goes to stdout."""
    if out == "-" or (out is None and not session.terminal):
        return None
    return session.home.root / FILE if out is None else Path(out)


def _bytes(path: Path) -> bytes:
    """What the file holds by now, and nothing where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise NeedsALookError(f"{path} cannot be read ({error.strerror}); choose another name with --out.") from error


def _counted(made: Export) -> str:
    counts = ((made.new, "new"), (made.changed, "changed"), (made.same, "as before"), (made.called_off, "called off"))
    return ", ".join(f"{number} {what}" for number, what in counts if number) or "nothing is due or to come"


def _say_what_next(session: Session, path: Path, *, first: bool) -> None:
    if not session.terminal:
        return
    if first and ask_key("Open it in your calendar now?", yes_by_default=False):
        if delivery.surroundings(session.terminal, print_result=show).open_file(path):
            return
        say("Nothing here opens calendar files; import it in your calendar instead.")
    say("Import it into your calendar; a later export brings the entries up to date and doubles none.")


def _write_tasks(session: Session, dates: Sequence[DueDate], folder: Path, within: str | None) -> None:
    """One task a file, as task programs want them. A file that another program has taken over is left as it stands."""
    files.make_folder(folder)
    before: dict[str, Entry] = {}
    others = []
    for path in sorted(folder.glob("followup-*.ics")):
        data = _bytes(path)
        if PRODUCT.encode() in data:
            before |= read_export(data, str(path))
        else:
            others.append(path.name)
    tasks = [_as_task(date.reminder) for date in dates]
    ours = [task for task in tasks if _task_file(task.uid) not in others]
    made = merged(ours, before, now=session.now.astimezone(UTC), kind="VTODO", within=within)
    for entry in made.entries:
        if entry != before.get(entry.uid):
            files.write_atomically(folder / _task_file(entry.uid), as_calendar([entry]), replace=True)
    for name in others:
        say(f"{folder / name} has been changed by another program, and is left as it stands.")
    if session.as_json:
        _show_json(session, dates, made, folder)
    else:
        show(f"{folder}: {_counted(made)}")


def _as_task(reminder: Reminder) -> Reminder:
    """The same as a task: an id of its own, for one collection may hold both."""
    from dataclasses import replace

    return replace(reminder, uid=f"todo-{reminder.uid}")


def _task_file(uid: str) -> str:
    return f"followup-{uid.partition('@')[0].removeprefix('todo-')}.ics"


def _open_google(session: Session, dates: Sequence[DueDate]) -> None:
    """Google's page for a new event, filled in with the next message; the link alone where nobody sits there."""
    if not dates:
        raise NotFoundError("nothing is due or to come, so there is no date to open.")
    ordered = sorted(dates, key=lambda date: (date.reminder.day, date.reminder.uid))
    if session.as_json:
        _show_json(session, ordered, Export(()), None)
        return
    around = delivery.surroundings(session.terminal, print_result=show)
    limit = WINDOWS_LIMIT if session.terminal and around.opens_by_windows else _GOOGLE_LIMIT
    link = google_link(ordered[0], limit)
    if not session.terminal:
        show(link)
        return
    if not around.open_url(link):
        show(link)
        raise DeliveryError("nothing here opens links; open the one above in your browser.")
    more = [date.reminder.application for date in ordered[1 : 1 + _MENTIONED]]
    also = f" More are to come ({', '.join(dict.fromkeys(more))}): `remind` writes all into one file." if more else ""
    say(f"Google Calendar is open with “{ordered[0].reminder.summary}”; check it and save.{also}")


def google_link(date: DueDate, limit: int) -> str:
    """The link of Google's page; what is too long for it is left away, the end of the description first."""
    reminder = date.reminder
    parts = reminder.description.split("\n\n")
    while True:
        fields = query(
            [
                ("action", "TEMPLATE"),
                ("text", reminder.summary),
                ("dates", f"{reminder.day:%Y%m%d}/{reminder.day + timedelta(days=1):%Y%m%d}"),
                ("details", "\n\n".join(parts)),
                ("trp", "false"),  # the day stays free
            ]
        )
        link = f"https://calendar.google.com/calendar/render?{fields}"
        if len(link) <= limit or not parts:
            return link
        parts.pop()


def _show_json(session: Session, dates: Sequence[DueDate], made: Export, path: Path | None) -> None:
    entries = {entry.uid.removeprefix("todo-"): entry for entry in made.entries}
    show_json(
        {
            "now": session.now.isoformat(),
            "file": str(path) if path is not None else None,
            "reminders": [_reminder_json(date, entries.get(date.reminder.uid)) for date in dates],
            "new": made.new,
            "changed": made.changed,
            "unchanged": made.same,
            "called_off": made.called_off,
            "problems": agenda.problems_json(session.problems),
        }
    )


def _reminder_json(date: DueDate, entry: Entry | None) -> dict[str, object]:
    message, reminder = date.message, date.reminder
    return {
        "uid": reminder.uid,
        "application": reminder.application,
        "kind": message.kind if message else None,
        "interview": message.interview if message else None,
        "to": {"name": message.to.name, "email": message.to.email} if message and message.to else None,
        "status": message.status.value if message else None,
        "day": reminder.day.isoformat(),
        "summary": reminder.summary,
        "description": reminder.description,
        "sequence": entry.sequence if entry else 0,
        "mailto": date.mailto,
        "google": google_link(date, _GOOGLE_LIMIT),
    }
