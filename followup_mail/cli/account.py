"""The story of one application for `why`: what was, what was said and how it was read, what is next and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from followup_mail.cli.agenda import NOW, Item, headline, moment, window
from followup_mail.cli.next_words import Change, changes
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import bold, listed, wrapped
from followup_mail.figures import Figure, fitting
from followup_mail.model import Event, How, Interview, Message, Promise, Scope, Status
from followup_mail.moments import say_clock, say_day
from followup_mail.timing.closed_days import left_out
from followup_mail.timing.outlook import afterwards, standing

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier
    from followup_mail.policy import Policy

HOW = {How.PHONE: "by phone", How.VIDEO: "by video", How.IN_PERSON: "in person", How.INFORMATIONAL: "an informal talk"}

# What each event of the journal reads like; {title} is the kind's name, {to} the addressee, {words} what was said.
TOLD = {
    "drafted": "You wrote the {title}{to_them}.",
    "sent": "You sent the {title}{to_them}.",
    "bounced": "The {title} to {to} came back undelivered.",
    "courtesy_ack": "They thanked you for your note.",
    "out_of_office": "They are away until {words}.",
    "update_no_date": "They wrote, without naming a date.",
    "new_promise": "They said {words}.",
    "invite_next_round": "They invited you to the next round.",
    "interview_cancelled": "They called off interview {interview}.",
    "interview_moved": "They moved interview {interview}{words}.",
    "on_hold": "They put the position on hold{words}.",
    "info_request": "They asked you for something{words}.",
    "rejection": "They decided for somebody else.",
    "offer": "They made you an offer{words}.",
    "position_closed": "They closed the position.",
    "do_not_contact": "They asked you not to {words}.",
    "competing_offer": "You have another offer; your answer is due {words}.",
    "wants_to_withdraw": "You decided to withdraw{words}.",
    "withdrew": "You withdrew.",
    "accepted": "You accepted.",
    "skipped": "You set the {title}{to_them} aside{words}.",
    "reply_seen": "A mail from {to} came: “{words}”.",
}
WISHES = {"no_contact": "write at all", "no_status_checks": "ask after it"}
ALIKE = ("drafted", "sent", "skipped")  # told in one breath where they happened together
COLUMN = 36  # what is longer stands on a line of its own, above its command
STATES = {Status.MISSED: "let go", Status.CANCELLED: "not needed"}


def account(dossier: "Dossier", session: Session) -> Iterator[str]:
    """The account line by line, for a person."""
    application, now, policy = dossier.application, session.now, session.setup.policy
    state, sentence = standing(dossier.messages)
    yield bold(f"{application.company}{f', {application.role}' if application.role else ''}") + f"  ({application.id})"
    yield wrapped(sentence, "  ")
    yield from _clock(dossier, now)
    yield from _part("What has been", _past(dossier, now, policy))
    yield from _part("What is next", _ahead(dossier, now, policy))
    yield from _part("If nobody answers", _unanswered(dossier, session))
    yield from _part("What is behind you, or not needed", _rest(dossier, policy))
    figure = fitting(figures(session), state, dossier.messages, application.process)
    yield from _part("Good to know", [wrapped(f"{said(figure)}", "  ")] if figure else [])
    yield from _part("What would change it", _columns(changes(dossier, session, state)))


def figures(session: Session) -> dict[str, Figure]:
    """The figures by situation, the person's own over the shipped ones; what is wrong with them joins the problems."""
    from followup_mail import resources
    from followup_mail.dossiers import read_table
    from followup_mail.figures import read_figures

    name = "templates/figures.yaml"
    shipped = read_table(resources.folder("templates") / "figures.yaml", name, session.problems)
    own = session.home.templates / "figures.yaml"
    mine = read_table(own, name, session.problems) if own.exists() else None
    if shipped is None:
        raise FileNotFoundError(resources.folder("templates") / "figures.yaml")
    found, problems = read_figures(shipped, [(name, mine)] if mine else [])
    session.problems += problems
    return found


def said(figure: Figure) -> str:
    """A figure as a sentence with its source."""
    return f"{figure.says[:1].upper()}{figure.says[1:]} ({figure.source})."


def outlook(dossier: "Dossier", session: Session) -> list[Message]:
    """The check that is open or to come, and those that could follow if nobody answered."""
    return afterwards(
        dossier.application,
        dossier.history,
        dossier.messages,
        policy=session.setup.policy,
        calendar=dossier.calendar,
        now=session.now,
    )


def what_was_said(interview: Interview, dossier: "Dossier") -> Iterator[str]:
    """What they said at the end of that interview, each with the day it comes to."""
    for promise in interview.promises:
        yield f"They said {_promised(promise, interview.end, dossier)}."


def _part(heading: str, rows: Iterator[str] | Sequence[str]) -> Iterator[str]:
    lines = list(rows)
    if lines:
        yield ""
        yield bold(heading)
        yield from lines


def _clock(dossier: "Dossier", now: datetime) -> Iterator[str]:
    application = dossier.application
    there = now.astimezone(application.zone)
    where = application.zone.key.rsplit("/", 1)[-1].replace("_", " ")
    clock = "" if there.utcoffset() == now.utcoffset() else f", where it is {say_clock(there)} now"
    holidays = f"{application.country or ''}{f'-{application.subdivision}' if application.subdivision else ''}"
    known = f"public holidays of {holidays}" if holidays else "no country is known, so only weekends are skipped"
    theirs = " The reasons below speak of that clock." if clock else ""
    yield wrapped(f"Days are counted in {where}{clock}; {known}.{theirs}", "  ")


# --- what has been --------------------------------------------------------------------------------------------------


def _past(dossier: "Dossier", now: datetime, policy: "Policy") -> Iterator[str]:
    rows = [(i.start, list(_interview(i, dossier, now))) for i in dossier.application.interviews if i.start <= now]
    rows += [(group[0].at, [_told(group, dossier, now, policy)]) for group in _together(dossier.history)]
    for _, lines in sorted(rows, key=lambda row: row[0]):
        yield wrapped(lines[0], "  ")
        for line in lines[1:]:
            yield wrapped(line, "      ")


def _together(history: Sequence[Event]) -> Iterator[list[Event]]:
    """Events in groups: what was sent to several at once is one, and a draft that was sent goes without saying."""
    group: list[Event] = []
    for event in history:
        if event.event == "delivered" or any(_settles(later, event) for later in history):
            continue
        if group and event.event in ALIKE and _key(group[0]) == _key(event) and event.to != group[-1].to:
            group.append(event)
            continue
        if group:
            yield group
        group = [event]
    if group:
        yield group


def _settles(later: Event, draft: Event) -> bool:
    return (
        draft.event == "drafted"
        and later.event in ALIKE
        and later is not draft
        and later.at >= draft.at
        and (later.kind, later.interview, later.to) == (draft.kind, draft.interview, draft.to)
    )


def _key(event: Event) -> tuple[object, ...]:
    return event.event, event.kind, event.until, event.at.replace(second=0, microsecond=0)


def _interview(interview: Interview, dossier: "Dossier", now: datetime) -> Iterator[str]:
    zone = dossier.application.zone
    names = listed([person.name for person in interview.people])
    met = f" with {names}" if names else ""
    off = " (called off)" if interview.cancelled else ""
    noted = next(each for each in dossier.written.interviews if each.id == interview.id)
    off += f"; your notes have {_span(noted.start, noted.end, now)}" if noted.start != interview.start else ""
    assumed = f" ({interview.assumed} assumed)" if interview.assumed else ""
    there = "" if interview.start.utcoffset() == interview.start.astimezone(now.tzinfo).utcoffset() else " there"
    when = _span(interview.start.astimezone(zone), interview.end.astimezone(zone), now)
    how = f", {HOW[interview.how]}" if f"{interview.id}.how" in dossier.application.lines else ""
    yield f"{when}{there}{assumed}: interview {interview.id}{how}{met}{off}"
    yield from what_was_said(interview, dossier)


def _span(start: datetime, end: datetime, now: datetime) -> str:
    day = say_day(start.date(), weekday=True, short=True, year=start.year != now.year)
    last = "" if end.date() == start.date() else f"{say_day(end.date(), weekday=True, short=True)}, "
    return f"{day}, {say_clock(start)} to {last}{say_clock(end)}"


def _promised(promise: Promise, at: datetime, dossier: "Dossier") -> str:
    said_on = at.astimezone(dossier.application.zone).date()
    about = " about the decision itself" if promise.scope is Scope.FINAL_DECISION else ""
    day = promise.said.deadline(said_on, dossier.calendar)
    if day is None:
        return f"“{promise.said.words}”{about}, which names no day"
    without = left_out(promise.said, said_on, dossier.calendar)
    counted = f", {listed(without)} left out" if without else ""
    shown = say_day(day, weekday=True, short=True, year=day.year != said_on.year)
    return f"“{promise.said.words}”{about} → {shown}{counted}"


def happened(event: Event, dossier: "Dossier", session: Session) -> str:
    """An entry of the journal in plain words: "They made you an offer."."""
    return _sentence([event], dossier, session.now, session.setup.policy)


def _told(group: Sequence[Event], dossier: "Dossier", now: datetime, policy: "Policy") -> str:
    return f"{moment(group[0].at, now)}: {_sentence(group, dossier, now, policy)}"


def _sentence(group: Sequence[Event], dossier: "Dossier", now: datetime, policy: "Policy") -> str:
    event = group[0]
    kind = policy.kinds.get(event.kind) if event.kind else None
    to = listed([_name_of(each.to or each.sender, dossier) for each in group])
    return TOLD.get(event.event, event.event).format(
        title=kind.title if kind else "message",
        to=to,
        to_them=f" to {to}" if event.to else "",
        interview=event.interview or "",
        words=_words(event, dossier, now),
    )


def _words(event: Event, dossier: "Dossier", now: datetime) -> str:
    if event.promised is not None:
        return _promised(Promise(event.promised, event.scope), event.at, dossier)
    if event.event == "interview_moved" and event.start and event.end:
        zone = dossier.application.zone
        return f" to {_span(event.start.astimezone(zone), event.end.astimezone(zone), now)}"
    if event.event in ("skipped", "on_hold"):
        return f" until {say_day(event.until, weekday=True, short=True)}" if event.until else ""
    if event.back_on is not None:
        return say_day(event.back_on, weekday=True, short=True)
    if event.respond_by is not None:
        until = moment(event.respond_by, now)
        return f" and hope for your answer by {until}" if event.event == "offer" else until
    aside = event.asked or event.reason
    return WISHES.get(event.level or "") or (f": {aside}" if aside else event.subject or "")


def _name_of(email: str | None, dossier: "Dossier") -> str:
    application = dossier.application
    for person in (p for interview in application.interviews for p in interview.people):
        if email and person.email == email:
            return person.name
    for address in (application.recruiter, application.agency, application.referrer):
        if email and address and address.email == email:
            return address.name or email
    return email or "them"


# --- what is next, and what is not ----------------------------------------------------------------------------------


def _ahead(dossier: "Dossier", now: datetime, policy: "Policy") -> Iterator[str]:
    messages = [m for m in dossier.messages if m.status in (*NOW, Status.NOT_YET)]
    messages.sort(key=lambda m: (m.status not in NOW, m.not_after if m.status in NOW else m.not_before))
    coming = [i for i in dossier.application.interviews if i.start > now]
    for interview in sorted(coming, key=lambda i: i.start):
        yield wrapped(next(_interview(interview, dossier, now)), "  ")
    if not messages:
        yield "  Nothing to write."
    for message in messages:
        yield wrapped(_title(message, dossier, policy), "  ")
        end = f"; let it go after {moment(message.give_up, now)}" if message.give_up else ""
        overdue = message.status is Status.OVERDUE  # its window speaks of the end itself
        yield wrapped(f"{window(message, now)}{'' if overdue else end}", "      ")
        yield wrapped(message.reason, "      ")


def _unanswered(dossier: "Dossier", session: Session) -> Iterator[str]:
    """One more, a closing note, then stop: with the days that would follow."""
    following = outlook(dossier, session)
    best = following[0].best if following else None
    if best is None:
        return
    first, *later = following
    titles, zone = session.setup.policy.kinds, dossier.application.zone
    steps = [
        f"{'if you like, ' if m.optional else ''}a {titles[m.kind].title} from {_day(m.not_before)}"
        for m in later
        if m.not_before is not None
    ]
    title = titles[first.kind].title
    if steps:
        went = _day(max(best, session.now).astimezone(zone))
        yield wrapped(f"Sent on {went}, the {title} could be followed by {' and, '.join(steps)}.", "  ")
    if (end := following[-1].give_up) is not None:
        rest = "Then" if steps else f"After the {title}"
        yield wrapped(f"{rest} let it rest, after {_day(end)} at the latest: nothing more is needed from you.", "  ")


def _rest(dossier: "Dossier", policy: "Policy") -> Iterator[str]:
    for message in dossier.messages:
        title = _title(message, dossier, policy)
        if message.status is Status.DONE:
            yield wrapped(f"{title}: {message.brief_reason[:1].lower()}{message.brief_reason[1:]}", "  ")
        elif message.status in STATES:
            yield wrapped(f"{title}: {STATES[message.status]}. {message.reason}", "  ")


def _columns(rows: Iterable[Change]) -> Iterator[str]:
    """What to type behind what has happened, on one line, so that it can be copied."""
    table = list(rows)
    width = max((len(row.when) for row in table if len(row.when) <= COLUMN), default=0)
    for row in table:
        if len(row.when) > width:
            yield wrapped(row.when, "  ")
            yield f"  {'':{width}}  {row.words}"
        else:
            yield f"  {row.when:{width}}  {row.words}"


def _day(moment: datetime) -> str:
    return say_day(moment.date(), weekday=True, short=True)


def _title(message: Message, dossier: "Dossier", policy: "Policy") -> str:
    return headline(Item(dossier.application, message), policy).split(" · ")[0]
