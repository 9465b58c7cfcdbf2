"""Commands that tell the program what has happened. Each adds to the journal and shows what follows from it."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from followup_mail.cli import completion
from followup_mail.cli.app import command
from followup_mail.cli.session import Session

if TYPE_CHECKING:
    from followup_mail.cli.events import News
    from followup_mail.dossiers import Dossier
    from followup_mail.model import Message

Who = Annotated[
    str | None,
    typer.Argument(metavar="[WHO]", help="Company, person or file name.", autocompletion=completion.applications),
]
KindWords = Annotated[
    str | None,
    typer.Argument(metavar="[KIND]", help="thanks, check-in, … as `due` calls it.", autocompletion=completion.kinds),
]
To = Annotated[str | None, typer.Option(metavar="PERSON", help="Only this one of several people.")]
At = Annotated[str | None, typer.Option(metavar="WHEN", help="When it was. [default: now]")]


@command("sent")
def sent(session: Session, who: Who = None, kind: KindWords = None, to: To = None, at: At = None) -> None:
    """Say that a message was sent.

    Without words, the latest draft.
    """
    from followup_mail.cli import who as choosing
    from followup_mail.cli.noting import tell
    from followup_mail.cli.terminal import listed
    from followup_mail.errors import NotFoundError

    who, kind = choosing.sort_out(session, who, kind)
    kind = choosing.choose_kind(session, kind)
    moment = _moment(session, at)
    if who is None and kind is None:
        dossier, messages = _latest_draft(session)
    else:
        chosen = choosing.choose(session, who)
        dossier = chosen.dossier
        messages = choosing.addressed(_could_be_sent(dossier, kind), chosen, to)
    messages = _of_one_day(dossier, _after_the_talk(dossier, messages, moment))
    if not messages:
        raise NotFoundError(f"nothing of {dossier.application.id} is open to be told as sent; see `why`.")
    title = session.setup.policy.kinds[messages[0].kind].title
    what = f"{title} sent to {listed([choosing.recipient(m) for m in messages])}"
    tell(session, dossier.application.id, moment, [_about(m, "sent") for m in messages], what=what)


@command("heard")
def heard(
    session: Session,
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="Company, person or file name.", autocompletion=completion.applications)
    ],
    what: Annotated[
        str | None,
        typer.Argument(metavar="[WHAT]", help="no, offer, next-round, new-date, …", autocompletion=completion.news),
    ] = None,
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help='What they said, such as "by Friday".')] = None,
    *,
    at: At = None,
    scope: Annotated[
        str | None, typer.Option(metavar="STEP", help="next-step or final-decision: what a date is for.")
    ] = None,
    respond_by: Annotated[str | None, typer.Option(metavar="WHEN", help="When an offer wants its answer.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="How long it is on hold.")] = None,
    back_on: Annotated[str | None, typer.Option(metavar="DAY", help="When they are back.")] = None,
    decide_by: Annotated[str | None, typer.Option(metavar="WHEN", help="When you will answer an offer.")] = None,
    answer: Annotated[str | None, typer.Option(metavar="WORDS", help="What you answer to their question.")] = None,
    interview: Annotated[str | None, typer.Option(metavar="ID", help="Which interview (r1, r2, …).")] = None,
    to: To = None,
    replaces: Annotated[str | None, typer.Option("--for", metavar="ID", help="The reply this was, by its id.")] = None,
) -> None:
    """Say what you heard from them.

    WHAT is one of no, offer, next-round, new-date, update, thanks, question, on-hold, away, moved, cancelled, closed,
    do-not-chase, do-not-write, bounced. On a terminal you can leave it out and choose from a list.
    """
    from followup_mail.cli.events import HEARD
    from followup_mail.cli.who import choose

    chosen = choose(session, who)
    news = _which_news(session, what, HEARD, "What did you hear?")
    given = {"scope": scope, "respond_by": respond_by, "until": until, "back_on": back_on, "interview": interview}
    given |= {"decide_by": decide_by, "answer": answer}
    given["to"] = None if news.event == "bounced" else to
    if news.event == "bounced":
        _bounced(session, chosen.dossier, to or chosen.person, _moment(session, at))
        return
    _tell(session, chosen.dossier, news, words, given, at=at, replaces=replaces)


@command("decide")
def decide(
    session: Session,
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="Company, person or file name.", autocompletion=completion.applications)
    ],
    what: Annotated[
        str | None,
        typer.Argument(metavar="[WHAT]", help="withdraw, accept or other-offer.", autocompletion=completion.decisions),
    ] = None,
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="Your reason, or the day.")] = None,
    respond_by: Annotated[str | None, typer.Option(metavar="WHEN", help="When the other offer ends.")] = None,
    first_choice: Annotated[
        bool | None, typer.Option("--first-choice", help="This one is your first choice, and may be told so.")
    ] = None,
    at: At = None,
) -> None:
    """Say what you have decided.

    WHAT is withdraw, accept, or other-offer with --respond-by.
    """
    from followup_mail.cli.events import DECIDED
    from followup_mail.cli.who import choose

    dossier = choose(session, who).dossier
    news = _which_news(session, what, DECIDED, "What have you decided?")
    if news.event == "accepted" and not any(event.event == "offer" for event in dossier.history):
        _accept_without_an_offer(session, dossier)
    given = {"respond_by": respond_by, "first_choice": "yes" if first_choice else None}
    _tell(session, dossier, news, words, given, at=at, replaces=None)


@command("skip")
def skip(
    session: Session,
    who: Who = None,
    kind: KindWords = None,
    to: To = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Not before this day, instead of never.")] = None,
) -> None:
    """Set a message aside, for good or until a day."""
    from followup_mail.cli import who as choosing
    from followup_mail.cli.noting import tell
    from followup_mail.cli.reading import day_ahead
    from followup_mail.errors import NotFoundError
    from followup_mail.moments import say_day

    who, kind = choosing.sort_out(session, who, kind)
    kind = choosing.choose_kind(session, kind)
    chosen = choosing.choose(session, who)
    messages = choosing.addressed(_open(chosen.dossier, kind), chosen, to)
    if not messages:
        raise NotFoundError(f"nothing of {chosen.dossier.application.id} is open to be set aside; see `why`.")
    day = day_ahead(session, until, "--until")
    fields = {"until": day.isoformat()} if day else {}
    until_day = f" until {say_day(day, weekday=True)}" if day else ""
    entries = [{**_about(m, "skipped"), **fields} for m in messages]
    what = f"{session.setup.policy.kinds[messages[0].kind].title} set aside{until_day}"
    tell(session, chosen.dossier.application.id, session.now, entries, what=what)


@command("undo")
def undo(session: Session) -> None:
    """Take back the latest entry of the journal.

    By another entry: nothing is erased.
    """
    from followup_mail import history, journal
    from followup_mail.cli.account import happened
    from followup_mail.cli.agenda import moment
    from followup_mail.cli.noting import note, show_noted
    from followup_mail.errors import NeedsALookError, NotFoundError

    events, problems = journal.read(session.home.journal, my_zone=session.setup.zone)
    last = history.to_take_back(events)
    if last is None and problems:
        raise NeedsALookError("nothing was taken back.", problems)
    if last is None:
        raise NotFoundError("the journal has nothing to take back.")
    dossier = next((d for d in session.dossiers() if d.application.id == last.application), None)
    what = happened(last, dossier, session) if dossier else f"{last.event.replace('_', ' ')}."
    where = f"{dossier.application.company if dossier else last.application}, {moment(last.at, session.now)}"
    noted = note(session, last.application, session.now, [{"event": "undone", "undoes": last.id}])
    show_noted(session, last.application, noted, f"Taken back ({where}): {what}")


def ask_what_was_sent(session: Session) -> None:
    """Ask for each draft that was written and may have been sent by now; y records it."""
    from followup_mail.cli.noting import note
    from followup_mail.cli.terminal import ask_key
    from followup_mail.cli.who import recipient

    for dossier in list(session.dossiers()):
        for message in drafted(dossier):
            early = message.not_before is not None and session.now < message.not_before
            if not early and ask_key(f"Sent to {recipient(message)}?", yes_by_default=False):
                note(session, dossier.application.id, session.now, [_about(message, "sent")])


def drafted(dossier: "Dossier") -> list["Message"]:
    """Messages with a draft on disk that have not been told as sent or set aside since."""
    waiting: dict[tuple[str | None, str | None, str | None], bool] = {}
    for event in dossier.history:
        key = (event.kind, event.interview, event.to)
        if event.event == "drafted":
            waiting[key] = True
        elif event.event in ("sent", "skipped"):
            waiting[key] = False
    return [m for m in dossier.messages if waiting.get(_key(m)) and m.status not in ("done", "cancelled")]


def _key(message: "Message") -> tuple[str | None, str | None, str | None]:
    return message.kind, message.interview, message.to.email if message.to else None


def _open(dossier: "Dossier", kind: str | None) -> list["Message"]:
    """What can still be written, of `kind` if one is named: what is due, else what is next."""
    possible = [m for m in dossier.messages if kind in (None, m.kind)]
    due = [m for m in possible if m.status in ("due", "overdue")]
    if due:
        return _of_one_day(dossier, [m for m in due if m.kind == due[0].kind])
    ahead = sorted(
        (m for m in possible if m.status == "not_yet" and m.not_before), key=lambda m: (m.not_before, m.kind)
    )
    return [m for m in ahead if (m.kind, m.interview) == (ahead[0].kind, ahead[0].interview)]


def _could_be_sent(dossier: "Dossier", kind: str | None) -> list["Message"]:
    """What may have been sent, of one kind: what was drafted, else whatever is not told as sent yet.

    Also what was let go or is not needed any more: it may be told late, with the day on which it was sent.
    """
    written = [m for m in drafted(dossier) if kind in (None, m.kind)]
    if kind is None:
        first = written or _open(dossier, None)
        kind = first[0].kind if first else None
    return [m for m in written if m.kind == kind] or [
        m for m in dossier.messages if m.kind == kind and m.status != "done"
    ]


def _after_the_talk(dossier: "Dossier", messages: list["Message"], moment: datetime) -> list["Message"]:
    """Those that may have been sent at `moment`, open ones first; thanks sent before their talk are refused."""
    from followup_mail.errors import NeedsALookError
    from followup_mail.moments import say_clock, say_day

    held = {i.id: i.start for i in dossier.application.interviews if not i.cancelled}
    taking_place = [m for m in messages if m.interview is None or m.interview in held]
    possible = [m for m in taking_place if m.interview is None or held[m.interview] <= moment]
    if not possible and taking_place:
        interview = taking_place[0].interview or ""
        start = held[interview].astimezone(dossier.application.zone)
        begins = f"begins on {say_day(start.date(), weekday=True, short=True)}, {say_clock(start)} there"
        raise NeedsALookError(
            f"the talk {interview} {begins}, and what was sent before cannot thank for it; "
            f"if it took place earlier, mend `when` in {dossier.application.file}."
        )
    for statuses in (("due", "overdue"), ("not_yet",), ("missed",)):
        if found := [m for m in possible if m.status in statuses]:
            return found
    return possible


def _of_one_day(dossier: "Dossier", messages: list["Message"]) -> list["Message"]:
    """Of thanks for talks of several days those for the latest day: one word never tells of two rounds."""
    zone = dossier.application.zone
    days = {i.id: i.end.astimezone(zone).date() for i in dossier.application.interviews}
    latest = max((days[m.interview] for m in messages if m.interview is not None), default=None)
    return [m for m in messages if m.interview is None or days[m.interview] == latest]


def _latest_draft(session: Session) -> tuple["Dossier", list["Message"]]:
    from followup_mail.errors import NotFoundError

    newest: tuple[datetime, Dossier, Message] | None = None
    for dossier in session.dossiers():
        open_keys = {_key(m): m for m in drafted(dossier)}
        for event in dossier.history:
            message = open_keys.get((event.kind, event.interview, event.to))
            if event.event == "drafted" and message and (newest is None or event.at >= newest[0]):
                newest = event.at, dossier, message
    if newest is None:
        raise NotFoundError("no draft is waiting to be told as sent; say which: followup-mail sent WHO")
    return newest[1], [newest[2]]


def _about(message: "Message", event: str) -> dict[str, str]:
    entry = {"event": event, "kind": message.kind}
    if message.interview:
        entry["interview"] = message.interview
    if message.to:
        entry["to"] = message.to.email
    return entry


def _which_news(session: Session, what: str | None, choices: tuple["News", ...], question: str) -> "News":
    from followup_mail.cli.events import news_named
    from followup_mail.cli.terminal import ask_which
    from followup_mail.errors import WordsError

    if what is not None:
        return news_named(what, choices)
    if not session.terminal:
        raise WordsError(f"please say what it was: {', '.join(n.word for n in choices)}.")
    return choices[ask_which(question, (n.menu for n in choices))]


def _tell(
    session: Session,
    dossier: "Dossier",
    news: "News",
    words: str | None,
    given: dict[str, str | None],
    *,
    at: str | None,
    replaces: str | None,
) -> None:
    from followup_mail.cli import reading
    from followup_mail.cli.noting import tell

    when = _moment(session, at)
    if replaces is not None:
        when = reading.reply_moment(dossier, replaces)
    fields, echo = reading.fields_of(session, dossier, news, words, given, when)
    if replaces is not None:
        fields["replaces"] = replaces
    told = news.menu if news.menu.startswith("I ") else news.menu[:1].lower() + news.menu[1:]
    tell(session, dossier.application.id, when, [{"event": news.event, **fields}], what=told + echo)


def _accept_without_an_offer(session: Session, dossier: "Dossier") -> None:
    """An offer may have come and been taken in one telephone call; or another application is meant."""
    from followup_mail.cli.terminal import ask_key, say
    from followup_mail.errors import NeedsALookError

    company, who = dossier.application.company, dossier.application.id
    if not session.terminal:
        say(f"No offer of {company} was noted. If they made none: followup-mail undo")
        return
    say(f"No offer of {company} is noted yet.")
    if not ask_key("Have they made you one, by phone perhaps, and have you accepted it?", yes_by_default=False):
        raise NeedsALookError(f"nothing was noted. When they make you an offer: followup-mail heard {who} offer")


def _bounced(session: Session, dossier: "Dossier", to: str | None, when: datetime) -> None:
    from followup_mail.cli.dead_addresses import place_of
    from followup_mail.cli.noting import tell
    from followup_mail.errors import NotFoundError

    address = _address_of(to, dossier) if to else None
    out = [e for e in dossier.history if e.event == "sent" and (to is None or e.to in (None, address))]
    if not out:
        raise NotFoundError(f"nothing of {dossier.application.id} is told as sent to {to or 'anybody'}.")
    last = out[-1]
    reader = last.to or address
    if reader is None:
        raise NotFoundError("please say whose mail came back: --to PERSON.")
    what = f"your mail to {reader} came back; its address stands in {place_of(dossier, reader)}"
    entry = {"event": "bounced", "kind": last.kind or "", "to": reader}
    tell(session, dossier.application.id, when, [entry], what=what)


def _address_of(words: str, dossier: "Dossier") -> str | None:
    """The address that somebody means by an address or a part of a name; None where nobody has one."""
    application = dossier.application
    known = [(p.name, p.email) for interview in application.interviews for p in interview.people]
    known += [(a.name, a.email) for a in (application.recruiter, application.agency, application.referrer) if a]
    wanted = words.lower()
    exact = [email for _, email in known if email and email.lower() == wanted]
    return next(iter(exact or [email for name, email in known if email and wanted in name.lower()]), None)


def _moment(session: Session, at: str | None) -> datetime:
    from followup_mail.cli.reading import moment_back

    return moment_back(session, at, "--at") or session.now
