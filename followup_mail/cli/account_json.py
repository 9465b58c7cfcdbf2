"""The account of `why` for programs: facts as read, events that hold, the whole plan, what would follow or change."""

from datetime import datetime
from typing import TYPE_CHECKING

from followup_mail.cli.account import figures, outlook
from followup_mail.cli.agenda import Item, message_json, problems_json
from followup_mail.cli.next_words import changes
from followup_mail.cli.session import Session
from followup_mail.figures import fitting
from followup_mail.model import Event, Promise
from followup_mail.timing.closed_days import left_out
from followup_mail.timing.outlook import standing

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier


def account_json(dossier: "Dossier", session: Session) -> dict[str, object]:
    """Everything that `why` tells. Days are dates of the employer's zone, instants carry their offset."""
    application = dossier.application
    state, sentence = standing(dossier.messages)
    figure = fitting(figures(session), state, dossier.messages, application.process)
    following = outlook(dossier, session)
    return {
        "now": session.now.isoformat(),
        "application": application.id,
        "company": application.company,
        "role": application.role,
        "process": application.process.value,
        "timezone": application.zone.key,
        "country": application.country,
        "subdivision": application.subdivision,
        "state": state.value,
        "standing": sentence,
        "interviews": [
            {
                "id": interview.id,
                "start": interview.start.isoformat(),
                "end": interview.end.isoformat(),
                "how": interview.how.value,
                "met": [{"name": p.name, "email": p.email} for p in interview.people],
                "cancelled": interview.cancelled,
                "said": [_promise(p, interview.end, dossier) for p in interview.promises],
            }
            for interview in application.interviews
        ],
        "history": [_event(event, dossier) for event in dossier.history],
        "messages": [message_json(Item(application, message)) for message in dossier.messages],
        "if_unanswered": [message_json(Item(application, message)) for message in following],
        "figure": {"says": figure.says, "source": figure.source} if figure else None,
        "changes": [{"when": change.when, "words": change.words} for change in changes(dossier, session, state)],
        "problems": problems_json(session.problems),
    }


def _promise(promise: Promise, at: datetime, dossier: "Dossier") -> dict[str, object]:
    said = at.astimezone(dossier.application.zone).date()
    day = promise.said.deadline(said, dossier.calendar)
    return {
        "words": promise.said.words,
        "deadline": day.isoformat() if day else None,
        "scope": promise.scope.value,
        "said_on": said.isoformat(),
        "left_out": left_out(promise.said, said, dossier.calendar),
    }


def _event(event: Event, dossier: "Dossier") -> dict[str, object]:
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "event": event.event,
        "kind": event.kind,
        "interview": event.interview,
        "to": event.to,
        "promised": _promise(Promise(event.promised, event.scope), event.at, dossier) if event.promised else None,
    }
