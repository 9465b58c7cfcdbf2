"""From WHO and KIND to finished letters: which messages are meant, what the notes lack, the letter, its review."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from followup_mail import wording
from followup_mail.addresses import same_address
from followup_mail.cli import who as choosing
from followup_mail.cli.agenda import window
from followup_mail.cli.asking import ask_for_fact, ask_for_me, ask_if_you_like, problem_of
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import listed
from followup_mail.errors import NeedsALookError, NotFoundError, Problem, TooEarlyError
from followup_mail.letters import Writing
from followup_mail.message import answering_subject
from followup_mail.model import Finding, Letter, Message, Severity, Status
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier
    from followup_mail.policy import Policy
    from followup_mail.wording import MissingFact

THANK_YOU = "thank_you"
FURTHER_CHECKS = ("second_check", "closing_note")
OPEN = (Status.DUE, Status.OVERDUE)


@record(frozen=True, slots=True)
class Composed:
    """A letter with the message it is for, what a careful friend would say of it, and the mails it goes on under."""

    dossier: "Dossier"
    message: Message
    letter: Letter
    findings: tuple[Finding, ...]
    references: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether a finding should keep it from leaving."""
        return any(finding.severity is Severity.BLOCK for finding in self.findings)


class LackingFactsError(NeedsALookError):
    """Letters that are not written because the notes lack what they have to say; each fact is a problem."""


def to_preview(messages: Sequence[Message], dossier: "Dossier", session: Session, kind: str | None) -> list[Message]:
    """What `preview` shows of `messages`: of `kind`, or what is due, else thanks for a held talk, else what is next."""
    if kind is not None:
        messages = [m for m in messages if m.kind == kind]
    if due := [m for m in messages if m.status in OPEN]:
        return due
    ahead = [m for m in messages if m.status is Status.NOT_YET and m.not_before is not None]
    if thanks := [m for m in ahead if m.kind == THANK_YOU and may_be_drafted(m, dossier, session)]:
        return thanks
    if ahead:
        first = min(ahead, key=lambda m: (m.not_before, m.kind))
        return [m for m in ahead if (m.kind, m.interview) == (first.kind, first.interview)]
    return _of_one_interview(list(messages))


def nothing_to_show(dossier: "Dossier", session: Session, kind: str | None) -> str:
    """Why there is no letter of `kind` to preview, and what brings one."""
    company, story = dossier.application.company, f"followup-mail why {dossier.application.id}"
    if kind is None:
        return f"there is nothing to show for {company} yet; see {story}"
    asked = session.setup.policy.kinds[kind]
    nothing = f"there is no {asked.title} to show for {company}"
    if kind in FURTHER_CHECKS:
        return f"{nothing}: it is written once the check before it was sent and has found no answer. Its days: {story}"
    if asked.after is not None and not asked.unsolicited:
        return f"{nothing}: it is written once there is something to reply to, told with `heard` or `decide`."
    return f"{nothing} as things stand; see {story}"


def to_draft(
    dossier: "Dossier", session: Session, chosen: choosing.Chosen, kind: str | None, to: str | None, *,
    early: bool, force: bool,
) -> list[Message]:  # fmt: skip
    """What `draft` writes, by the rules of design.md section 6. Raises TooEarlyError, naming the day, for a check
    before its day and for thanks before the talk has ended; NeedsALookError for what is done, let go or not needed."""
    messages = choosing.addressed(dossier.messages, chosen, to)
    if kind is None:
        picked = [m for m in messages if m.status in OPEN]
        picked = picked or [m for m in messages if m.kind == THANK_YOU and may_be_drafted(m, dossier, session)]
        picked = (
            picked
            or sorted(
                (m for m in messages if m.status is Status.NOT_YET and m.not_before),
                key=lambda m: (m.not_before, m.kind),
            )[:1]
        )
        if not picked:
            raise NotFoundError(f"there is nothing to write for {dossier.application.company} now; see `why`.")
    else:
        picked = [m for m in messages if m.kind == kind]
        picked = [m for m in picked if m.status in (*OPEN, Status.NOT_YET)] or _of_one_interview(picked)
        if not picked:
            title = session.setup.policy.kinds[kind].title
            raise NotFoundError(f"a {title} has no place here yet; `why {dossier.application.id}` tells what has.")
    ready = [
        m
        for m in picked
        if m.status in OPEN
        or may_be_drafted(m, dossier, session)
        or (early and m.status is Status.NOT_YET and m.kind != THANK_YOU)
    ]
    for message in picked:
        _refuse(message, session, force=force, others=bool(ready), dossier=dossier)
    return picked if force else ready


def compose(
    session: Session,
    dossier: "Dossier",
    messages: Sequence[Message],
    *,
    offering: bool = False,
    writing: Writing | None = None,
) -> Iterator[Composed]:
    """Each letter with its review. What is missing is asked for on a terminal.

    Letters that stay without an obligatory fact are named last of all: then LackingFactsError is raised.
    `offering`: somebody of a panel who shares a topic with others is asked about too; Enter leaves it so. `writing`
    spares reading the whole home for one letter of many, as long as nothing was added to it.
    """
    needs_me = not (session.setup.config.me.name and session.setup.config.me.email)
    if needs_me:
        ask_for_me(session)
    dossier, messages = _complete(session, dossier, messages)
    if offering and session.terminal:
        dossier, messages = _enrich(session, dossier, messages)
    if writing is None or writing.setup is not session.setup:
        writing = Writing(session.setup, session.now, [d.application for d in session.dossiers()])
    rest = lacking(session, dossier, messages)
    unwritten = [message for message, _ in rest]
    for message in messages:
        if message in unwritten:
            continue
        letter = writing.letter(dossier, message)
        composed = Composed(dossier, message, letter, tuple(writing.findings(dossier, message, letter)))
        yield _within_conversation(composed, session)
    _insist_on(dossier, rest)


def as_far_as_possible(letters: Iterator[Composed]) -> tuple[list[Composed], LackingFactsError | None]:
    """The letters of `compose` that could be written, and what the notes lack for the others."""
    composed: list[Composed] = []
    try:
        composed.extend(letters)
    except LackingFactsError as error:
        return composed, error
    return composed, None


def lacking(
    session: Session, dossier: "Dossier", messages: Sequence[Message]
) -> list[tuple[Message, tuple["MissingFact", ...]]]:
    """The messages that cannot be written yet, each with the obligatory facts that the notes lack."""
    writing = Writing(session.setup, session.now)
    return [(message, facts) for message in messages if (facts := writing.missing(dossier, message))]


def problems_of(dossier: "Dossier", rest: Sequence[tuple[Message, Sequence["MissingFact"]]]) -> list[Problem]:
    """Each missing fact once, with the letters that need it and the line of the notes where it belongs."""
    facts = {fact.field: fact for _, of_it in rest for fact in of_it}
    problems = []
    for field, fact in facts.items():
        problem = problem_of(dossier, fact)
        if not fact.problem:
            needing = [choosing.recipient(message) for message, of_it in rest if fact in of_it]
            names = list(dict.fromkeys(needing))
            needed = (
                f"the letters to {listed(names)} need this"
                if len(names) > 1
                else f"the letter to {names[0]} needs this"
            )
            line = None if fact.is_of_the_journal else _line_of(dossier, field)
            problem = replace(problem, line=line, problem=needed)
        problems.append(problem)
    return problems


def _line_of(dossier: "Dossier", field: str) -> int | None:
    """The line of a field; of one that is not there that of the person, else of the interview, it belongs to."""
    lines, known = dossier.application.lines, field
    while known and known not in lines:
        known = re.sub(r"(?:^|\.)[^.\[]*$|\[\d+\]$", "", known)
    return lines.get(known)


def _insist_on(dossier: "Dossier", rest: Sequence[tuple[Message, Sequence["MissingFact"]]]) -> None:
    """Say of all that could not be written what it needs."""
    if rest:
        names = list(dict.fromkeys(choosing.recipient(message) for message, _ in rest))
        letters = f"the letter to {names[0]} has" if len(names) == 1 else f"the letters to {listed(names)} have"
        written = "it is not written" if len(names) == 1 else "they are not written"
        raise LackingFactsError(f"the notes lack what {letters} to say, so {written}.", problems_of(dossier, rest))


def _complete(session: Session, dossier: "Dossier", messages: Sequence[Message]) -> tuple["Dossier", Sequence[Message]]:
    """Ask for the obligatory facts that the notes lack, one at a time; a letter of which one stays open is let be."""
    asked: set[str] = set()
    while session.terminal:
        facts = [of_it for _, of_it in lacking(session, dossier, messages)]
        open_ones = {f.field: f for of_it in facts if asked.isdisjoint(f.field for f in of_it) for f in of_it}
        if not open_ones:
            break
        # What the person has to mend by hand is told before they are asked to type anything.
        fact = min(open_ones.values(), key=lambda each: not each.problem)
        asked.add(fact.field)
        ask_for_fact(session, dossier, fact)
        dossier, messages = _again(session, dossier, messages)
    return dossier, messages


def _enrich(session: Session, dossier: "Dossier", messages: Sequence[Message]) -> tuple["Dossier", Sequence[Message]]:
    """Offer one question for each of a panel who has no topic of their own."""
    writing = Writing(session.setup, session.now)
    offered = {fact.field: fact for m in messages for fact in wording.offered(writing.occasion(dossier, m))}
    for fact in offered.values():
        if ask_if_you_like(session, dossier, fact):
            dossier, messages = _again(session, dossier, messages)
    return dossier, messages


def _again(session: Session, dossier: "Dossier", messages: Sequence[Message]) -> tuple["Dossier", Sequence[Message]]:
    session.forget()
    fresh = next(d for d in session.dossiers() if d.application.id == dossier.application.id)
    wanted = {(m.kind, m.interview, m.to, m.covers) for m in messages}
    return fresh, [m for m in fresh.messages if (m.kind, m.interview, m.to, m.covers) in wanted]


def may_be_drafted(message: Message, dossier: "Dossier", session: Session) -> bool:
    """Before its window: thanks once the talk has ended, replies at once, a check never."""
    if message.status is not Status.NOT_YET:
        return False
    if message.kind == THANK_YOU:
        return any(i.id == message.interview and i.end <= session.now for i in dossier.application.interviews)
    return not is_check(message, session.setup.policy)


def _within_conversation(composed: Composed, session: Session) -> Composed:
    """A check goes on under the last mail to the same address, if that one and its id are known as sent."""
    to = composed.message.to
    if to is None or not is_check(composed.message, session.setup.policy):
        return composed
    for event in reversed(composed.dossier.history):
        if event.event == "sent" and event.message_id and event.subject and same_address(event.to or "", to.email):
            letter = replace(composed.letter, subject=answering_subject(event.subject))
            return replace(composed, letter=letter, references=(event.message_id,))
    return composed


def is_check(message: Message, policy: "Policy") -> bool:
    """Whether it asks after something unbidden, so that its day has to be waited for."""
    return policy.kinds[message.kind].unsolicited and message.kind != THANK_YOU


def _refuse(message: Message, session: Session, *, force: bool, others: bool, dossier: "Dossier") -> None:
    """Say why this message is not to be written, unless others of the same request are or the person insists."""
    if others or force or message.status in OPEN:
        return
    title = session.setup.policy.kinds[message.kind].title
    to = choosing.recipient(message)
    if message.status is Status.NOT_YET:
        if may_be_drafted(message, dossier, session):
            return
        when = window(message, session.now)
        hint = "" if message.kind == THANK_YOU else " (--early writes it all the same.)"
        raise TooEarlyError(f"it is too early for the {title} to {to}: {when or 'later'}. {message.brief_reason}{hint}")
    state = {"done": "is already sent", "missed": "is best let go", "cancelled": "is not needed"}[message.status.value]
    raise NeedsALookError(f"the {title} to {to} {state}. {message.brief_reason} (--force writes it all the same.)")


def _of_one_interview(messages: list[Message]) -> list[Message]:
    """The last of them with those of its interview: a panel's letters belong together, two rounds' do not."""
    return [m for m in messages if (m.kind, m.interview) == (messages[-1].kind, messages[-1].interview)]
