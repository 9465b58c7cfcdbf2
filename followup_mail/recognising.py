"""Decides which letter of which application a mail file is: as the journal has it, else by whom it is to and what it
names, else by what is due.

What is known of the applications and what the journal says of the file is given; whether the letter is any good is
left to `review`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from followup_mail.addresses import same_address
from followup_mail.model import Address, Application, Event, Letter, Message, Person, Route, Status
from followup_mail.policy.kinds import FROM_THE_INTERVIEW
from followup_mail.review.passage import passage
from followup_mail.review.words import plain_words
from followup_mail.wording.names import take_apart

_OPEN = (Status.DUE, Status.OVERDUE)
_LIKELY = (*_OPEN, Status.NOT_YET, Status.DONE, Status.MISSED, Status.CANCELLED)
_CHECKS = ("status_check", "second_check")
_OF_A_FIRM = frozenset("inc ltd limited llc llp plc gmbh ag se corp corporation co company sa bv nv group".split())
_TOO_COMMON = 3  # letters; the first word of "The Body Shop" or "AB Volvo" names nobody
_WITHDRAWS = re.compile(
    r"\bwithdraw(?:ing|al)?\b.{0,40}\b(?:application|candidacy|process|consideration)\b", re.IGNORECASE | re.DOTALL
)
# What a subject tells of a letter, the surest first. Of several kinds the one that is due is meant.
_BY_SUBJECT = (
    (r"\bwithdr[ae]w", ("withdrawal",)),
    (r"\b(?:an)?other offer\b|\bcompeting\b|\btiming\b", ("competing_offer_notice",)),
    (r"\boffer\b", ("offer_reply", "competing_offer_notice")),
    (r"\bletting me know\b|\byour decision\b", ("rejection_reply",)),
    (r"\basked for\b|\breferences\b|\bdocuments\b", ("info_reply",)),
    (r"\bnext steps?\b|\bstatus\b|\bupdate\b|\btimeline\b|\bcheck(?:ing)?[ -]in\b", _CHECKS),
    (r"\bgood wishes\b", ("closing_note",)),
    (r"\bthank|\bgrateful\b|\bappreciat", ("thank_you", "closing_note", "rejection_reply", "offer_reply")),
    (r"\bfollow(?:ing)?[ -]up\b", ("thank_you", *_CHECKS)),
)


class Course(Protocol):
    """One application with its plan, whatever else is known of it."""

    @property
    def application(self) -> Application:
        """As it stands."""

    @property
    def messages(self) -> tuple[Message, ...]:
        """Its plan."""


C = TypeVar("C", bound=Course)


def recognise(
    letter: Letter, courses: Sequence[C], *, drafted: Event | None, answers: bool, now: datetime
) -> tuple[C, Message] | None:
    """The application and the message that a letter is; None where nobody in the notes goes with it.

    `drafted` is what the journal says of the file: it is believed. Else the address has to stand in the notes, or the
    name that is greeted, with the company; an address of several applications belongs to the one that is named. A
    letter that the plan does not hold is made up, without a window. `answers`: it goes on under somebody's mail.
    """
    for course in courses:
        if drafted is not None and course.application.id == drafted.application:
            return course, _as_drafted(course, drafted, letter)
    reached = [(course, who) for course in courses for who in _addressed(letter, course.application)]
    meant = _meant(letter, reached) if reached else _greeted(letter, courses)
    if meant is None:
        return None
    course, who = meant
    return course, _message(letter, course, who, answers=answers, now=now)


# --- what the journal says ------------------------------------------------------------------------------------------


def _as_drafted(course: Course, drafted: Event, letter: Letter) -> Message:
    """The message of the plan that was drafted. Its reader may have another address by now, or it may be gone."""
    kind, to = drafted.kind or "thank_you", drafted.to
    of_kind = [message for message in course.messages if (message.kind, message.interview) == (kind, drafted.interview)]
    reached: Sequence[Message] = [one for one in of_kind if _goes_to(to, one)]
    if to is None:
        reached = _without_address(letter, course.application, drafted, reached, of_kind)
    if reached:
        return reached[0]
    who = next((one for one in _known(course.application) if to and one.email and same_address(one.email, to)), None)
    meant = _by_name(letter, of_kind) if who is None and len(of_kind) > 1 else of_kind
    if who is None and len(meant) == 1:
        return meant[0]
    address = Address(who.name if who else "", to) if to else None
    return _made(course.application, kind, drafted.interview, address, (who.name,) if isinstance(who, Person) else ())


def _goes_to(to: str | None, message: Message) -> bool:
    return same_address(to, message.to.email) if to and message.to else to is None and message.to is None


def _without_address(
    letter: Letter, application: Application, drafted: Event, reached: Sequence[Message], of_kind: Sequence[Message]
) -> Sequence[Message]:
    """Those of the messages that a draft without an address may be: its reader's, as the journal has the name, also
    where their address is known by now; else, of several, whose reader is greeted by name."""
    if drafted.reader is not None:
        named = [one for one in of_kind if drafted.reader == " and ".join(one.covers)]
        return named or reached
    if len(reached) < 2:
        return reached
    greeting = _greeting(letter)
    people = [who for who in _known(application) if any(_as_run(name) in greeting for name in _called(who))]
    return [one for one in reached if any(who.name in one.covers for who in people)] or reached


def _by_name(letter: Letter, messages: Sequence[Message]) -> list[Message]:
    """Those that go to somebody of the reader's name, at whatever address."""
    name = letter.to.name.casefold() if letter.to else ""
    return [one for one in messages if name and one.to is not None and one.to.name.casefold() == name]


# --- which application ----------------------------------------------------------------------------------------------

Reader = Person | Address


def _known(application: Application) -> Iterator[Reader]:
    """Everybody whom a letter of this application could go to, those of the latest interview first."""
    for interview in reversed(application.interviews):
        yield from interview.people
    yield from (one for one in (application.recruiter, application.agency, application.referrer) if one is not None)


def _addressed(letter: Letter, application: Application) -> Iterator[Reader]:
    """The reader, if the notes have that address."""
    if letter.to is not None:
        to = letter.to.email
        yield from [who for who in _known(application) if who.email and same_address(who.email, to)][:1]


def _meant(letter: Letter, reached: Sequence[tuple[C, Reader]]) -> tuple[C, Reader] | None:
    """Of all who could be meant the only one, else the one whose company or role is named, else whose letter is due."""
    if len(reached) < 2:
        return reached[0] if reached else None
    named = [_named(letter, course.application) for course, _ in reached]
    best = [one for one, score in zip(reached, named, strict=True) if score == max(named)]
    if len(best) > 1:
        best = [(course, who) for course, who in best if any(m.status in _OPEN for m in _to(course, who))]
    return best[0] if len(best) == 1 else None


def _greeted(letter: Letter, courses: Sequence[C]) -> tuple[C, Reader] | None:
    """Where the address says nothing: the one who is greeted by name, at a company that is named."""
    greeting = _greeting(letter)
    found: list[tuple[C, Reader]] = []
    for course in courses:
        if _named(letter, course.application)[0]:
            greeted = [who for who in _known(course.application) if any(_as_run(n) in greeting for n in _called(who))]
            found += [(course, who) for who in greeted[:1]]
    return _meant(letter, found)


def _greeting(letter: Letter) -> str:
    """How the letter greets, as a run of plain words."""
    parts = passage(letter.body)
    return _as_run(parts.text_of(parts.greeting))


def _called(who: Reader) -> Iterator[str]:
    """What somebody is called in a greeting; of a bare address nothing is known."""
    name = take_apart(who.name)
    greet_as = who.greet_as if isinstance(who, Person) else None
    yield from (part for part in (greet_as, name.given, name.family, name.full) if part)


def _named(letter: Letter, application: Application) -> tuple[int, bool]:
    """How surely the letter names the company (2 whole, 1 by its first word), and whether it names the role."""
    text = _as_run(f"{letter.subject}\n{letter.body}")
    firm = [word for word in plain_words(application.company) if word not in _OF_A_FIRM] or [application.company]
    whole = _as_run(" ".join(firm)) in text
    by_first = len(firm[0]) > _TOO_COMMON and _as_run(firm[0]) in text
    return 2 if whole else int(by_first), bool(application.role) and _as_run(application.role or "") in text


def _as_run(text: str) -> str:
    return f" {' '.join(plain_words(text))} "


# --- which letter ---------------------------------------------------------------------------------------------------


def _message(letter: Letter, course: Course, who: Reader, *, answers: bool, now: datetime) -> Message:
    """What is likeliest of all that the plan has for this reader, in the light of what the letter says of itself."""
    application = course.application
    kinds = _kinds_said(letter, application, answers=answers)
    theirs = list(_to(course, who))
    fitting = [message for message in theirs if message.kind in kinds] if kinds else theirs
    if fitting:
        return min(fitting, key=lambda message: _unlikeliness(message, application, answers=answers, now=now))
    usual = "thank_you" if isinstance(who, Person) else "status_check"
    kind = usual if usual in kinds or not kinds else kinds[0]
    held = [talk for talk in application.interviews if who in talk.people and talk.end <= now and not talk.cancelled]
    talk = max(held, key=lambda talk: talk.end, default=None) if kind == "thank_you" else None
    to = Address(who.name, who.email) if who.email else None
    return _made(application, kind, talk.id if talk else None, to, (who.name,))


def _kinds_said(letter: Letter, application: Application, *, answers: bool) -> tuple[str, ...]:
    """The kinds that the letter may be by its own words; none: it does not say. A subject that it answers is theirs."""
    if _WITHDRAWS.search(letter.body):
        return ("withdrawal",)
    if answers:
        return ()
    subject = letter.subject.lower().replace((application.role or "").lower(), "")
    return next((kinds for words, kinds in _BY_SUBJECT if re.search(words, subject)), ())


def _to(course: Course, who: Reader) -> Iterator[Message]:
    for message in course.messages:
        if message.to is None:
            reached = who.email is None and who.name in message.covers
        else:
            reached = who.email is not None and same_address(message.to.email, who.email)
        if reached:
            yield message


def _unlikeliness(message: Message, application: Application, *, answers: bool, now: datetime) -> tuple[float, ...]:
    """What the likeliest has least of: a talk still to come, being closed, being no answer, a talk long ago."""
    talk = next((talk for talk in application.interviews if talk.id == message.interview), None)
    to_come = message.kind == "thank_you" and talk is not None and talk.end > now
    no_answer = answers and message.kind in FROM_THE_INTERVIEW
    status = _LIKELY.index(message.status)
    return to_come, message.status not in _OPEN, no_answer, status, -talk.end.timestamp() if talk else 0


def _made(
    application: Application, kind: str, interview: str | None, to: Address | None, covers: tuple[str, ...]
) -> Message:
    """A message that the plan does not hold, for whoever has written the letter all the same."""
    return Message(
        application=application.id,
        kind=kind,
        interview=interview,
        to=to,
        covers=covers if kind == "thank_you" else (),
        route=Route.DIRECT if to else Route.NONE,
        status=Status.NOT_YET,
        not_before=None,
        best=None,
        not_after=None,
        give_up=None,
    )
