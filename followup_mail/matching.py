"""Decides from the headers of a mailbox what became of a draft: still one, sent, answered, come back, met by absence.

Mail programs give a sent message a new Message-ID more often than not, so three rules are tried in their order
(interop.md section 2). Which mailboxes are looked into, and what is written down, is left to `mailbox` and `cli`.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from followup_mail.addresses import same_address
from followup_mail.message import Head, Report, bare_subject
from followup_mail.model import Address
from followup_mail.records import record

_FEWEST_ALIKE = 8  # letters; a shorter beginning is shared by subjects that have nothing to do with each other
_NOTES_OF_ABSENCE = ("x-autoreply", "x-autorespond")  # before Auto-Submitted there were these
_IN_BULK = {"bulk", "junk", "list", "auto_reply"}
_LISTS = re.compile(r"list-\w")
_OF_A_CALENDAR = re.compile(
    r"(?:accepted|declined|tentative|tentatively accepted|new time proposed|zugesagt|abgelehnt|mit vorbehalt|"
    r"accept[ée]|refus[ée]|aceptad[oa]|rechazad[oa]|accettat[oa]|rifiutat[oa])\s*:",
    re.IGNORECASE,
)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class Place(StrEnum):
    """What a mailbox is for, as far as it tells who wrote what is in it."""

    SENT = "sent"
    DRAFTS = "drafts"
    OTHER = "other"


class Rule(StrEnum):
    """What told that a message is the draft, the surest first."""

    MESSAGE_ID = "message-id"
    REFERENCES = "references"
    SUBJECT = "subject"


class State(StrEnum):
    """How far a draft has come."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"


class Delivery(StrEnum):
    """What a machine has said about a sent message."""

    BOUNCED = "bounced"
    AWAY = "away"


@record(frozen=True, slots=True)
class Seen:
    """A message of the mailbox, all but its words. `arrived` is when the server got it, `report` what it says if it is
    one."""

    head: Head
    place: Place = Place.OTHER
    is_draft: bool = False
    arrived: datetime | None = None
    report: Report | None = None

    @property
    def at(self) -> datetime | None:
        """When it was written; where it does not say, when it came."""
        return self.head.date or self.arrived


@record(frozen=True, slots=True)
class Sought:
    """A draft to look for. `ids` are the message-ids that it has, `references` what it answers; `known_as` are ids of
    messages that are known to be this draft, sent.

    `made` is its `drafted` event, else its Date; None: unknown, and the third rule does not apply. `told` is when the
    person says they sent it.
    """

    ids: frozenset[str]
    to: Address | None
    subject: str = ""
    references: frozenset[str] = frozenset()
    made: datetime | None = None
    told: datetime | None = None
    known_as: frozenset[str] = frozenset()


@record(frozen=True, slots=True)
class Found:
    """What became of a draft. `sure` is false where the rule leaves room for another message.

    `at` is the instant of the state; `sent` and `rule` say which message it became and what told so. `answers` are
    soonest first, `came_back` and `away` the messages that told of it.
    """

    state: State = State.DRAFT
    at: datetime | None = None
    sent: Seen | None = None
    rule: Rule | None = None
    sure: bool = True
    answers: tuple[Seen, ...] = ()
    came_back: Seen | None = None
    away: Seen | None = None

    @property
    def delivery(self) -> Delivery | None:
        """The worst that a machine has said."""
        return Delivery.BOUNCED if self.came_back else Delivery.AWAY if self.away else None

    @property
    def by(self) -> str | None:
        """The address of who answered first."""
        sender = self.answers[0].head.sender if self.answers else None
        return sender.email if sender else None


def match(sought: Sequence[Sought], messages: Iterable[Seen], own: Collection[str]) -> list[Found]:
    """What became of each draft, in their order. `own` are the person's addresses.

    A message is what at most one draft has become. Of several drafts that it could be, it is the one that was made
    last; what a surer rule says of one draft is out of reach for the others.
    """
    mine: list[Seen] = []
    theirs: list[Seen] = []
    for message in sorted(_once_each(messages), key=_when):
        if message.place is Place.DRAFTS or message.is_draft:
            continue
        (mine if message.place is Place.SENT or _is_from(message, own) else theirs).append(message)
    became: dict[int, tuple[Seen, Rule, bool]] = {}
    taken: set[int] = set()
    for rule, sure, fits in _RULES:
        for number, message in enumerate(mine):
            waiting = [] if number in taken else [n for n in range(len(sought)) if n not in became]
            fitting = [n for n in waiting if fits(sought[n], message)]
            if fitting:
                latest = max(fitting, key=lambda n: sought[n].made or _LONG_AGO)
                became[latest] = message, rule, sure
                taken.add(number)
    return [_outcome(draft, became.get(number), theirs) for number, draft in enumerate(sought)]


# --- which message a draft has become -------------------------------------------------------------------------------


def _by_id(draft: Sought, message: Seen) -> bool:
    return message.head.message_id in draft.ids


def _by_references(draft: Sought, message: Seen) -> bool:
    same = bool(draft.references) and frozenset(message.head.references) == draft.references
    return same and _reaches(draft, message) and (draft.made is None or _is_after(message, draft.made))


def _by_subject(draft: Sought, message: Seen) -> bool:
    return _could_be(draft, message) and _plain(draft.subject) == _plain(message.head.subject)


def _by_beginning(draft: Sought, message: Seen) -> bool:
    shorter, longer = sorted((_plain(draft.subject), _plain(message.head.subject)), key=len)
    return _could_be(draft, message) and len(shorter) >= _FEWEST_ALIKE and longer.startswith(shorter)


_RULES = (
    (Rule.MESSAGE_ID, True, _by_id),
    (Rule.REFERENCES, True, _by_references),
    (Rule.SUBJECT, True, _by_subject),
    (Rule.SUBJECT, False, _by_beginning),
)


def _could_be(draft: Sought, message: Seen) -> bool:
    """What both forms of the third rule ask for besides the subject."""
    made = draft.made is not None and _is_after(message, draft.made)
    return made and bool(_plain(draft.subject)) and _reaches(draft, message)


def _reaches(draft: Sought, message: Seen) -> bool:
    to = draft.to
    return to is not None and any(same_address(to.email, reader.email) for reader in message.head.readers)


def _plain(subject: str) -> str:
    return bare_subject(subject).casefold()


# --- what came of it ------------------------------------------------------------------------------------------------


def _outcome(draft: Sought, became: tuple[Seen, Rule, bool] | None, theirs: Sequence[Seen]) -> Found:
    sent, rule, sure = became or (None, None, True)
    at = sent.at if sent else draft.told
    after = at or draft.made
    ids = draft.ids | draft.known_as | ({sent.head.message_id} - {""} if sent else set())
    later = [one for one in theirs if after is None or _is_after(one, after)]
    about = [one for one in later if ids.intersection(one.head.references)]
    answers = tuple(one for one in about if _is_from_a_person(one))
    came_back = next((one for one in later if _says_undelivered(one, ids, draft.to if at else None)), None)
    away = next((one for one in later if _is_absence(one) and (one in about or _is_of_reader(one, draft, at))), None)
    known = at is not None or bool(answers or came_back or away)
    return Found(
        state=State.ANSWERED if answers else State.SENT if known else State.DRAFT,
        at=answers[0].at if answers else at,
        sent=sent,
        # Whoever answers a draft's own id, or sends it back, has seen it sent.
        rule=rule or (Rule.MESSAGE_ID if answers or came_back or away else None),
        sure=sure or (sent is not None and sent.head.message_id in draft.known_as),
        answers=answers,
        came_back=came_back,
        away=away,
    )


def _is_from_a_person(message: Seen) -> bool:
    head = message.head
    calendar = head.says("content-type").startswith("text/calendar") or "calendarmessage" in head.says("content-class")
    by_list = any(_LISTS.match(name) for name in head.fields) or head.says("precedence") in _IN_BULK
    answer_to_invitation = bool(_OF_A_CALENDAR.match(head.subject))
    return not (message.report or _is_automatic(message) or calendar or answer_to_invitation or by_list)


def _is_automatic(message: Seen) -> bool:
    head = message.head
    return head.says("auto-submitted").split(";")[0].strip() not in {"", "no"} or any(
        head.says(name) for name in _NOTES_OF_ABSENCE
    )


def _is_absence(message: Seen) -> bool:
    """A note that answers by itself (RFC 3834); what a program makes of its own accord is none."""
    head = message.head
    answers = head.says("auto-submitted").startswith("auto-replied") or head.says("precedence") == "auto_reply"
    return not message.report and (answers or any(head.says(name) for name in _NOTES_OF_ABSENCE))


def _is_of_reader(message: Seen, draft: Sought, sent_at: datetime | None) -> bool:
    """Whether it comes from whom the draft was sent to; many notes of absence name no mail that they answer."""
    sender = message.head.sender
    known = sent_at is not None and sender is not None and draft.to is not None and not message.head.references
    return known and sender is not None and draft.to is not None and same_address(sender.email, draft.to.email)


def _says_undelivered(message: Seen, ids: Collection[str], sent_to: Address | None) -> bool:
    """By the mail that it names; a report that names none, by the reader whom a mail was sent to."""
    report = message.report
    if report is None or not report.undelivered:
        return False
    if report.about:
        return bool(report.about.intersection(ids))
    return sent_to is not None and any(same_address(sent_to.email, reader) for reader in report.readers)


# --- messages -------------------------------------------------------------------------------------------------------


def _once_each(messages: Iterable[Seen]) -> Iterable[Seen]:
    """A message that lies in several mailboxes counts where its place says most."""
    order = (Place.SENT, Place.DRAFTS, Place.OTHER)
    found: dict[object, Seen] = {}
    for message in sorted(messages, key=lambda one: order.index(one.place)):
        found.setdefault(message.head.message_id or id(message), message)
    return found.values()


def _is_from(message: Seen, own: Collection[str]) -> bool:
    sender = message.head.sender
    return sender is not None and any(same_address(sender.email, address) for address in own)


def _is_after(message: Seen, moment: datetime) -> bool:
    return message.at is not None and message.at > moment


def _when(message: Seen) -> datetime:
    return message.at or _LONG_AGO
