"""The records that travel from notes and journal to a letter: frozen, typed, and without behaviour of their own.

Every `datetime` is aware. Those of an application carry the employer's zone; a `date` is a day in that zone.
Prose (what finishes a sentence) is kept exactly as the person typed it; None means that nothing was said.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from followup_mail.moments import Timeframe
from followup_mail.records import record
from followup_mail.workdays import Calendar


class Process(StrEnum):
    """How long the employer takes over a decision (seed P5S1); all but `standard` are given longer."""

    STANDARD = "standard"
    SENIOR = "senior"
    SPECIALISED = "specialised"
    EXECUTIVE = "executive"
    GOVERNMENT = "government"
    ACADEMIC = "academic"


class How(StrEnum):
    """How an interview was held. An `informational` talk is thanked for and never asked after."""

    PHONE = "phone"
    VIDEO = "video"
    IN_PERSON = "in_person"
    INFORMATIONAL = "informational"


class Scope(StrEnum):
    """What a promised date is for. A date for the final decision outlives the next round."""

    NEXT_STEP = "next_step"
    FINAL_DECISION = "final_decision"


class Route(StrEnum):
    """Whom a message goes to: the person, somebody on their behalf, or nobody known."""

    DIRECT = "direct"
    VIA_COORDINATOR = "via_coordinator"
    VIA_AGENCY = "via_agency"
    NONE = "none"


class Status(StrEnum):
    """Where a message stands at one instant. Bounds belong to the window: exactly not_after is still due."""

    NOT_YET = "not_yet"
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"
    DONE = "done"
    CANCELLED = "cancelled"


@record(frozen=True, slots=True)
class Address:
    """A mailbox: a display name (may be empty) and an addr-spec, ASCII, its domain as A-labels (RFC 5322, RFC 5891)."""

    name: str
    email: str


@record(frozen=True, slots=True)
class Person:
    """Somebody the candidate met, with what was said to this person alone."""

    name: str
    email: str | None = None
    title: str | None = None
    greet_as: str | None = None
    we_talked_about: str | None = None
    i_bring: str | None = None
    also_say: str | None = None


@record(frozen=True, slots=True)
class Promise:
    """What the employer said about when they will be in touch; `at` is the instant at which it was said.

    In an interview's `promises` the instant is that interview's end, wherever it may be moved to: `at` is None there.
    """

    said: Timeframe
    scope: Scope = Scope.NEXT_STEP
    at: datetime | None = None


@record(frozen=True, slots=True)
class Invitation:
    """The calendar invitation an interview came from (RFC 5545 UID and SEQUENCE)."""

    uid: str
    sequence: int = 0


@record(frozen=True, slots=True)
class Interview:
    """One talk or one visit. `assumed` says in words what the notes left open ("until 17:00"), else it is empty."""

    id: str
    start: datetime
    end: datetime
    how: How = How.VIDEO
    people: tuple[Person, ...] = ()
    promises: tuple[Promise, ...] = ()
    we_talked_about: str | None = None
    i_bring: str | None = None
    also_say: str | None = None
    cancelled: bool = False
    link: str | None = None
    location: str | None = None
    invitation: Invitation | None = None
    assumed: str = ""


@record(frozen=True, slots=True)
class Application:
    """One application with its interviews, as the notes have it. `id` is the stem of the notes file.

    `wait` is in calendar days; `weekend` holds weekday numbers (Monday = 0) and None leaves it to the country. `lines`
    tells where in the file each field stands (`we_talked_about`, `r2.when`, `r1.met[0].email`), for messages only.
    """

    id: str
    company: str
    role: str | None
    zone: ZoneInfo
    process: Process = Process.STANDARD
    country: str | None = None
    subdivision: str | None = None
    why_this_job: str | None = None
    recruiter: Address | None = None
    agency: Address | None = None
    referrer: Address | None = None
    do_not_chase: bool = False
    do_not_write: bool = False
    wait: int | None = None
    weekend: frozenset[int] | None = None
    reference: str | None = None
    news: str | None = None
    notes: str | None = None
    interviews: tuple[Interview, ...] = ()
    file: str = field(default="", compare=False)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@record(frozen=True, slots=True)
class Event:
    """One line of the journal, converted (design.md 2.2). Fields that an event does not have are None.

    `event` is the name of 2.2 (`sent`, `new_promise`, …). `to` and `sender` are addr-specs. `respond_by` and
    `decide_by` are instants (a bare date meant 17:00 in the person's own zone); `until` and `back_on` are days.
    """

    id: str
    at: datetime
    application: str
    event: str
    kind: str | None = None
    interview: str | None = None
    to: str | None = None
    reader: str | None = None
    file: str | None = None
    sha256: str | None = None
    message_id: str | None = None
    back_on: date | None = None
    promised: Timeframe | None = None
    scope: Scope = Scope.NEXT_STEP
    start: datetime | None = None
    end: datetime | None = None
    sequence: int | None = None
    was: datetime | None = None
    until: date | None = None
    asked: str | None = None
    answer: str | None = None
    valued: str | None = None
    respond_by: datetime | None = None
    decide_by: datetime | None = None
    level: str | None = None
    first_choice: bool | None = None
    reason: str | None = None
    sender: str | None = None
    subject: str | None = None
    undoes: str | None = None
    replaces: str | None = None
    mailbox: str | None = None
    kept: str | None = None
    validity: int | None = None
    uid: int | None = None


@record(frozen=True, slots=True)
class Me:
    """The person who writes. `email` is None and `name` empty until asked for; `also` are further own addr-specs."""

    name: str = ""
    email: str | None = None
    phone: str | None = None
    links: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Voice:
    """How the person wants to sound. `signature` replaces the block under the closing; `fine` are phrases never
    flagged. Where `spelling` is not said, it goes with the dates."""

    greeting: str = "friendly"  # friendly (first name) | formal
    closing: str = "Best regards"
    dates: str = "british"  # british (17 November) | american (November 17)
    signature: str | None = None
    fine: tuple[str, ...] = ()
    spelling: str | None = None  # british | american

    @property
    def is_american(self) -> bool:
        """Whether words and titles are spelt as in America."""
        return (self.spelling or self.dates) == "american"


@record(frozen=True, slots=True)
class Message:
    """One message of the plan, at one instant `now` (design.md section 3).

    The window's ends belong to it: due from `not_before` to `not_after`, late but worth sending to `give_up`. They are
    None where a message has no window (blocked before it could have one). `covers` names the people a thank-you is
    for, as the notes have them. `reason` makes its text when it is read.
    """

    application: str
    kind: str
    interview: str | None
    to: Address | None
    covers: tuple[str, ...]
    route: Route
    status: Status
    not_before: datetime | None
    best: datetime | None
    not_after: datetime | None
    give_up: datetime | None
    optional: bool = False
    tone: str = ""
    because: "Because | None" = None

    @property
    def readers(self) -> str:
        """Those whom it is for where no address says it, by name; empty else."""
        return "" if self.to is not None else " and ".join(self.covers)

    @property
    def reason(self) -> str:
        """Why this status and this window, in sentences: the rule, where it counts from, what was skipped."""
        return self.because.told() if self.because else ""

    @property
    def brief_reason(self) -> str:
        """The reason in one sentence, for a list."""
        return self.because.briefly() if self.because else ""


class Because(Protocol):
    """The grounds of a message, kept as facts; `timing.reasons` makes the sentences when they are read."""

    def told(self) -> str:
        """The whole reason: the rule, the fact it counts from, the arithmetic, what was skipped."""

    def briefly(self) -> str:
        """The reason in one sentence."""


@record(frozen=True, slots=True)
class Occasion:
    """All that a letter may rest on: one message of the plan, its application and history, and who writes.

    `application` has moved and cancelled interviews applied, `history` is what holds at the time of writing, soonest
    first. `day` is the day on which the reader gets the letter, in the employer's zone. `calendar` holds the employer's
    working days: what was said ("by the end of next week") is read with it.
    """

    message: Message
    application: Application
    history: tuple[Event, ...]
    me: Me
    voice: Voice
    day: date
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def interview(self) -> Interview | None:
        """The interview a thank-you is for; for other kinds the latest one held by `day`, None if there is none."""
        if self.message.interview is not None:
            return next((i for i in self.application.interviews if i.id == self.message.interview), None)
        held = [i for i in self.application.interviews if not i.cancelled and i.end.date() <= self.day]
        return max(held, key=lambda i: i.end, default=None)


@record(frozen=True, slots=True)
class Source:
    """One sentence of a letter with the notes it rests on (`met[0].we_talked_about`); empty: the template's own."""

    sentence: str
    facts: tuple[str, ...]


@record(frozen=True, slots=True)
class Letter:
    """A finished letter. `body` runs from the greeting to the signature; no line ends with a blank."""

    kind: str
    to: Address | None
    subject: str
    body: str
    sources: tuple[Source, ...] = ()


class Severity(StrEnum):
    """How a finding is treated: B stops `draft` unless forced, W and H are shown."""

    BLOCK = "B"
    WARN = "W"
    HINT = "H"


@record(frozen=True, slots=True, order=True)
class Finding:
    """Something in a letter that a careful friend would point out. `line` counts from 1 in the letter's body, or the
    file's own lines where it was read from a file; None: the letter as a whole."""

    file: str | None
    line: int | None
    rule: str
    severity: Severity
    found: str
    why: str
    instead: str


@record(frozen=True, slots=True)
class Mail:
    """What becomes an .eml draft (interop.md 1.2). `sender` None leaves From to the mail program.

    `references` are message-ids with their angle brackets, oldest first; the last is the one answered. `also_to`, `cc`
    and `bcc` are a person's own additions to a draft, read back from it: what the program makes has one reader.
    """

    to: Address | None
    subject: str
    body: str
    message_id: str
    sender: Address | None = None
    references: tuple[str, ...] = ()
    also_to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
