"""What the record says about the moment of writing: how the talk went on, what was named, what was last heard.

Pure look-up. Whether and when to write is `timing`'s; the sentences are the templates'.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain

from followup_mail.model import (
    Application,
    Event,
    How,
    Interview,
    Occasion,
    Person,
    Process,
    Promise,
    Route,
    Scope,
)

_NEWS = frozenset(
    "update_no_date reply_seen new_promise invite_next_round interview_cancelled on_hold info_request".split()
)
_LATE_AFTER = timedelta(hours=48)  # seed P2S1


@dataclass(frozen=True)
class Situation:
    """An occasion, looked at. Days are the employer's."""

    occasion: Occasion

    @property
    def application(self) -> Application:
        return self.occasion.application

    @cached_property
    def interview(self) -> Interview | None:
        """The interview the letter speaks of; a check speaks of the latest one that was no informational talk."""
        if self.occasion.message.interview is not None:
            return self.occasion.interview
        return max(self._job_interviews_held or self._held, key=lambda interview: interview.end, default=None)

    @cached_property
    def reader(self) -> Person | None:
        """The person of the notes whom the letter is addressed to; None for a recruiter, an agency, nobody known."""
        message = self.occasion.message
        if message.route is Route.NONE or message.to is None:
            return self.covered[0] if len(self.covered) == 1 else None
        if message.route is not Route.DIRECT and message.kind == "thank_you":
            return None
        at = message.to.email.casefold()
        interviews = chain((self.interview,), reversed(self.application.interviews))
        people = (person for interview in interviews if interview for person in interview.people)
        return next((person for person in people if person.email and person.email.casefold() == at), None)

    @cached_property
    def covered(self) -> tuple[Person, ...]:
        """The people of the interview whom a thank-you is for; else everybody of it."""
        people = self.interview.people if self.interview else ()
        names = self.occasion.message.covers
        return tuple(person for person in people if person.name in names) if names else people

    @cached_property
    def reader_was_there(self) -> bool:
        return self.interview is not None and self.reader is not None and self.reader in self.interview.people

    @property
    def slow(self) -> bool:
        """Whether this employer is known to take longer (seed P5S1)."""
        return self.application.process is not Process.STANDARD

    @cached_property
    def late(self) -> bool:
        """Whether a thank-you comes after its 48 hours, as far as the day of writing tells."""
        return self.interview is not None and self.occasion.day > (self.interview.end + _LATE_AFTER).date()

    @cached_property
    def round(self) -> int:
        """The how-manieth job interview this was, from 1; an informational talk is the first of none."""
        if self.interview is None:
            return 1
        earlier = [i for i in self._job_interviews if i.end <= self.interview.end and i.id != self.interview.id]
        return len({i.end.date() for i in earlier} - {self.interview.end.date()}) + 1

    @cached_property
    def again(self) -> bool:
        """Whether the reader was met in an earlier round already."""
        if self.interview is None or self.reader is None:
            return False
        earlier = (i for i in self._job_interviews if i.end.date() < self.interview.end.date())
        return any(_same(self.reader, person) for interview in earlier for person in interview.people)

    @cached_property
    def thanked(self) -> bool:
        """Whether a thank-you for the latest interview is known to have gone to this reader."""
        to = self.occasion.message.to
        return any(
            event.event == "sent"
            and event.kind == "thank_you"
            and self._is_for_this_interview(event)
            and (event.to is None or to is None or event.to.casefold() == to.email.casefold())
            for event in self.occasion.history
        )

    @cached_property
    def news(self) -> Event | None:
        """What the employer said last about the course of things, if that was after the interview."""
        since = self.interview.end if self.interview else None
        said = (event for event in self.occasion.history if event.event in _NEWS and (not since or event.at > since))
        return max(said, key=lambda event: event.at, default=None)

    @cached_property
    def named(self) -> tuple[date, Promise, bool] | None:
        """The day that was named for an answer, in which words, and whether it is only where a length of time or a
        range ends; None where none holds any more.

        Of what was said last the latest day counts. A date for the next step ends with an invitation; a date that had
        passed when the employer wrote again is not held up to them.
        """
        calendar = self.occasion.calendar
        dated = [
            (said, day, promise)
            for said, promise in self._promises()
            if not (promise.scope is Scope.NEXT_STEP and self._went_on_after(said))
            and (day := promise.said.deadline(self._day_of(said), calendar))
        ]
        if not dated:
            return None
        last = max(said for said, _, _ in dated)
        day, promise = max(((day, promise) for said, day, promise in dated if said == last), key=lambda pair: pair[0])
        spans = not promise.said.names_its_deadline(self._day_of(last), calendar)
        anchors = [talk.end for talk in self._job_interviews_held] + ([self.news.at] if self.news else [])
        anchor = max((self._day_of(at) for at in anchors), default=day)
        return (day, promise, spans) if day >= anchor else None

    def latest(self, *names: str) -> Event | None:
        """The latest event of one of these names."""
        return next((event for event in reversed(self.occasion.history) if event.event in names), None)

    def last_sent(self, *kinds: str) -> Event | None:
        """The latest `sent` of one of these kinds."""
        sent = (event for event in reversed(self.occasion.history) if event.event == "sent" and event.kind in kinds)
        return next(sent, None)

    @cached_property
    def _held(self) -> list[Interview]:
        day = self.occasion.day
        return [i for i in self.application.interviews if not i.cancelled and i.end.date() <= day]

    @property
    def _job_interviews_held(self) -> list[Interview]:
        return [interview for interview in self._held if interview.how is not How.INFORMATIONAL]

    @cached_property
    def _job_interviews(self) -> list[Interview]:
        held = (i for i in self.application.interviews if not i.cancelled and i.how is not How.INFORMATIONAL)
        return sorted(held, key=lambda interview: interview.end)

    def _is_for_this_interview(self, event: Event) -> bool:
        if event.interview is not None or self.interview is None:
            return self.interview is not None and event.interview == self.interview.id
        held = [interview for interview in self._held if interview.end <= event.at]
        return not held or max(held, key=lambda interview: interview.end).id == self.interview.id

    def _promises(self) -> Iterator[tuple[datetime, Promise]]:
        for interview in self._held:
            for promise in interview.promises:
                yield promise.at or interview.end, promise
        for event in self.occasion.history:
            if event.event == "new_promise" and event.promised is not None:
                yield event.at, Promise(event.promised, event.scope, event.at)

    def _day_of(self, at: datetime) -> date:
        return at.astimezone(self.application.zone).date()

    def _went_on_after(self, said: datetime) -> bool:
        invited = any(event.event == "invite_next_round" and event.at > said for event in self.occasion.history)
        day = self._day_of(said)
        return invited or any(talk.end > said and talk.end.date() > day for talk in self._job_interviews_held)


def _same(one: Person, other: Person) -> bool:
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return one.name.casefold() == other.name.casefold()
