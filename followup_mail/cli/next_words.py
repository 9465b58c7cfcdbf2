"""What would change the plan of an application, as the words to type for just this situation."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from followup_mail.cli.session import Session
from followup_mail.history import to_take_back
from followup_mail.model import Message, Process, Route, Status
from followup_mail.moments import say_day
from followup_mail.records import record
from followup_mail.timing.outlook import State

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

NOW = (Status.DUE, Status.OVERDUE)
BY_THE_PROGRAM = ("drafted", "delivered")  # what nobody has told cannot be a slip of the tongue
MOST = 2  # kinds of open letters whose commands are shown

# What an employer may do while one waits, and how it is told.
NEWS = (
    ("They name a day", 'heard {who} new-date "by Friday"'),
    ("They write without naming one", "heard {who} update"),
    ("They invite you to another talk", "heard {who} next-round"),
    ("They say no", "heard {who} no"),
    ("They make an offer", 'heard {who} offer --respond-by "{monday}"'),
)
AWAY = ("An absence note comes", 'heard {who} away --back-on "{monday}"')
TALK_AHEAD = (
    ("They move the talk", 'heard {who} moved "{monday}, 11:00 to 12:00"{which}'),
    ("They call it off", "heard {who} cancelled{which}"),
)
OTHER_OFFER = (
    ("You turn the other offer down", "decide {who} other-offer --respond-by now"),
    ("You take the other offer", 'decide {who} withdraw "I have accepted another position"'),
    ("They make an offer too", 'heard {who} offer --respond-by "{monday}"'),
)
OFFERED = (("You accept", "decide {who} accept"), ("You decline", "decide {who} withdraw"))


@record(frozen=True, slots=True)
class Change:
    """Something that would change the plan: when, and the command for it, or a line to change in a file."""

    when: str
    words: str


def changes(dossier: "Dossier", session: Session, state: State) -> Iterator[Change]:
    """The most pressing first: mail to be explained, letters to be sent, what they may say, facts, a slip."""
    yield from _unexplained(dossier)
    yield from _letters(dossier, session)
    yield from _news(dossier, session, state)
    yield from _facts(dossier, state)
    yield from _slip(dossier, session)


def _command(words: str) -> str:
    return f"followup-mail {words}"


def _unexplained(dossier: "Dossier") -> Iterator[Change]:
    who = dossier.application.id
    for event in dossier.history:
        if event.event == "reply_seen":
            day = say_day(event.at.astimezone(dossier.application.zone).date(), weekday=True, short=True)
            yield Change(f"You have read their mail of {day}", _command(f"heard {who} --for {event.id}"))


def _letters(dossier: "Dossier", session: Session) -> Iterator[Change]:
    who, kinds = dossier.application.id, session.setup.policy.kinds
    open_ones = {m.kind: m for m in reversed(dossier.messages) if m.status in NOW}
    for name in [name for name in kinds if name in open_ones][:MOST]:
        title, typed = kinds[name].title, _typed(name, session)
        if not any(event.event == "drafted" and event.kind == name for event in dossier.history):
            yield Change(f"You write the {title}", _command(f"draft {who} {typed}"))
        yield Change("It is sent", _command(f"sent {who} {typed}"))
        yield Change("You leave it out", _command(f"skip {who} {typed}"))
    if not open_ones:
        yield from _later(dossier, session)


def _later(dossier: "Dossier", session: Session) -> Iterator[Change]:
    """For the next letter in time: see it beforehand, or have it later."""
    ahead = [m for m in dossier.messages if m.status is Status.NOT_YET and m.not_before is not None]
    if not ahead:
        return
    following = min(ahead, key=lambda m: (m.not_before, m.kind))
    who, typed = dossier.application.id, _typed(following.kind, session)
    title = session.setup.policy.kinds[following.kind].title
    yield Change(f"You want to see the {title}", _command(f"preview {who} {typed}"))
    if following.kind != "thank_you":
        yield Change("You would rather wait", _command(f'skip {who} {typed} --until "{_week_later(following)}"'))


def _week_later(message: Message) -> str:
    day = (message.best or message.not_before or message.give_up).date()  # type: ignore[union-attr]  # a window is there
    return say_day(day + timedelta(7), short=True)


def _news(dossier: "Dossier", session: Session, state: State) -> Iterator[Change]:
    rows: tuple[tuple[str, str], ...] = ()
    which = ""
    if state is State.SCHEDULED:
        rows = TALK_AHEAD
        ahead = [i.id for i in dossier.application.interviews if not i.cancelled and i.end > session.now]
        which = f" --interview {ahead[0]}" if len(ahead) > 1 else ""
    elif state in {State.WAITING, State.ON_HOLD, State.CHECKED_ONCE}:
        rows = (*NEWS, AWAY)
    elif state in {State.CHECKED_TWICE, State.LET_GO, State.ANSWERING}:
        rows = NEWS
    elif state is State.PRESSED:
        rows = OTHER_OFFER
    elif state is State.DECIDED and any(m.kind == "offer_reply" for m in dossier.messages):
        rows = OFFERED if not any(e.event in ("accepted", "withdrew") for e in dossier.history) else ()
    today = session.now.astimezone(dossier.application.zone).date()
    monday = say_day(today + timedelta(14 - today.weekday()), short=True)
    for when, words in rows:
        yield Change(when, _command(words.format(who=dossier.application.id, monday=monday, which=which)))
    if any(e.event == "invite_next_round" for e in dossier.history) and state in {State.WAITING, State.CHECKED_ONCE}:
        yield Change("The next talk has a day", _command(f'add "{dossier.application.company}"'))


def _facts(dossier: "Dossier", state: State) -> Iterator[Change]:
    application = dossier.application
    if any(m.route is Route.NONE and m.status in (*NOW, Status.NOT_YET) for m in dossier.messages):
        yield Change("You find an address", f"put it behind the name in {_place(dossier, 'met')}")
    if state is State.DECIDED:
        return
    for key in ("do_not_chase", "do_not_write"):
        if getattr(application, key):
            yield Change("They do not mind being asked after all", f"take `{key}` out of {_place(dossier, key)}")
    if application.country is None:
        yield Change("Their public holidays should count", f"write `country: US`, or theirs, in {application.file}")
    patient = application.process is not Process.STANDARD or application.wait is not None
    if not patient and any(m.kind == "status_check" and m.status is Status.NOT_YET for m in dossier.messages):
        yield Change("They decide slowly", f"write `process: senior`, or `wait: 14`, in {application.file}")


def _place(dossier: "Dossier", key: str) -> str:
    line = dossier.application.lines.get(key)
    return f"{dossier.application.file}:{line}" if line else dossier.application.file


def _slip(dossier: "Dossier", session: Session) -> Iterator[Change]:
    """The latest entry of the journal can be taken back, if it is about this application."""
    from followup_mail import journal
    from followup_mail.cli.account import happened

    events, _ = journal.read(session.home.journal, my_zone=session.setup.zone)
    last = to_take_back(events)
    if last is not None and last.application == dossier.application.id and last.event not in BY_THE_PROGRAM:
        yield Change(f"A slip: “{happened(last, dossier, session)}”", _command("undo"))


def _typed(kind: str, session: Session) -> str:
    """The kind in the shortest everyday word."""
    found = session.setup.policy.kinds[kind]
    return found.aliases[0] if found.aliases else kind.replace("_", "-")
