"""What the record lets a letter say: its own facts, and those that belong to somebody or somewhere else.

Decides which facts are the reader's and which are not; whether a letter uses them is asked in `facts`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from followup_mail.model import Address, Application, Interview, Occasion, Person
from followup_mail.records import record
from followup_mail.review.words import content_pairs, content_stems, is_content, plain_words

_A_TERM = 2  # words: "the salary" can be a term of the notes, "did I get the job" cannot
CHECKED_FOR_OTHERS = frozenset({"thank_you", "rejection_reply", "withdrawal", "closing_note", "offer_reply"})


@record(frozen=True, slots=True)
class Foreign:
    """A fact that is not for this letter, with whose it is: a person's name, or another application's company."""

    text: str
    owner: str
    company: str = ""
    is_strength: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return plain_words(self.text)


@dataclass(frozen=True)
class Record:
    """One occasion, seen from the letter: what is its own, who its reader is, and what belongs elsewhere."""

    occasion: Occasion
    elsewhere: Sequence[Application] = ()

    @property
    def application(self) -> Application:
        return self.occasion.application

    @cached_property
    def reader(self) -> Person | Address | None:
        """Whom the letter greets: the person as the notes have them, else the address; None if nobody is known."""
        to, covers = self.occasion.message.to, self.occasion.message.covers
        people = list(self.people())
        if to is not None:
            known = [person for person in people if person.email and person.email.casefold() == to.email.casefold()]
            if known:
                return known[-1]
            named = [person for person in people if person.name == to.name and person.email is None]
            return named[-1] if named else to
        return next((person for person in people if person.name in covers), None)

    @cached_property
    def reader_name(self) -> str:
        return self.reader.name if self.reader is not None else ""

    def people(self) -> Iterator[Person]:
        """Everybody met, interview by interview."""
        for interview in self.application.interviews:
            yield from interview.people

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of everybody in the record, the candidate among them."""
        contacts = (self.application.recruiter, self.application.agency, self.occasion.message.to)
        found = [person.name for person in self.people()]
        found += [contact.name for contact in contacts if contact is not None and contact.name]
        found += [self.occasion.me.name] if self.occasion.me.name else []
        return tuple(dict.fromkeys(found))

    @cached_property
    def readers(self) -> tuple[Person, ...]:
        """The people whose facts are this letter's own: its reader, or all whom it is for."""
        covers = self.occasion.message.covers
        own = [
            person
            for person in self.people()
            if person.name in covers
            or person is self.reader
            or (isinstance(self.reader, Person) and person.name == self.reader.name)
        ]
        to_one = self.occasion.message.kind in CHECKED_FOR_OTHERS and own
        return tuple(own) if to_one else tuple(self.people())

    @cached_property
    def own_texts(self) -> tuple[str, ...]:
        """Every text of the record that this letter may use."""
        application, me = self.application, self.occasion.me
        shared = [application.company, application.role, application.why_this_job, application.news]
        shared += [application.reference, me.name, me.phone, *me.links, *self.names]
        for interview in application.interviews:
            shared += [interview.we_talked_about, interview.i_bring, interview.also_say, interview.location]
        for person in self.readers:
            shared += [person.we_talked_about, person.i_bring, person.also_say]
        for person in self.people():
            shared += [person.title, person.greet_as]
        for event in self.occasion.history:
            shared += [event.asked, event.answer, event.valued, event.reason]
        return tuple(text for text in shared if text)

    @cached_property
    def own_words(self) -> frozenset[str]:
        """Every plain word of those texts."""
        return frozenset(word for text in self.own_texts for word in plain_words(text))

    @cached_property
    def application_words(self) -> frozenset[str]:
        """Every plain word of the application, whomever of it the letter is for."""
        texts = [text for person in self.people() for text in (person.we_talked_about, person.i_bring, person.also_say)]
        return self.own_words | {word for text in texts if text for word in plain_words(text)}

    @cached_property
    def own_stems(self) -> frozenset[str]:
        return content_stems(self.own_words)

    @cached_property
    def own_pairs(self) -> frozenset[tuple[str, str, str]]:
        """Each two words of meaning that stand together in those texts."""
        return frozenset(pair for text in self.own_texts for pair in content_pairs(plain_words(text)))

    @cached_property
    def own_runs(self) -> tuple[str, ...]:
        """Each text as a run of plain words with blanks around, to be searched for a phrase."""
        return tuple(" " + " ".join(plain_words(text)) + " " for text in self.own_texts)

    def is_own(self, words: Sequence[str]) -> bool:
        """Whether words are the record's: one of its content words, or a run that stands in one of its texts."""
        content = [word for word in words if is_content(word)]
        if len(content) == 1 and len(words) <= _A_TERM and content[0] in self.own_words:
            return True
        run = " " + " ".join(words) + " "
        return bool(content) and any(run in own for own in self.own_runs)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """What was talked about with the reader(s), and what was shared: one of them is what a thank-you must name."""
        interview = self.occasion.interview
        shared = [interview.we_talked_about, interview.i_bring, interview.also_say] if interview else []
        personal = [text for person in self.readers for text in (person.we_talked_about, person.i_bring)]
        return tuple(text for text in (*personal, *shared) if text)

    @cached_property
    def foreign(self) -> tuple[Foreign, ...]:
        """Facts of other people of this application, and facts of the other applications."""
        found = []
        if self.occasion.message.kind in CHECKED_FOR_OTHERS and self.readers:
            own_names = {person.name for person in self.readers}
            for person in self.people():
                if person.name not in own_names:
                    found += [Foreign(text, person.name) for text in (person.we_talked_about, person.also_say) if text]
                    found += [Foreign(person.i_bring, person.name, is_strength=True)] if person.i_bring else []
        for other in self.elsewhere:
            if other.id != self.application.id:
                found += [Foreign(text, other.company, other.company) for text in _topics(other)]
        own = {text.casefold() for text in self.own_texts}
        return tuple(each for each in found if each.text.casefold() not in own)

    @cached_property
    def talks(self) -> tuple[Interview, ...]:
        """The interviews held by the day of reading, soonest first."""
        held = [each for each in self.application.interviews if not each.cancelled and self._begun(each)]
        return tuple(sorted(held, key=lambda each: each.start))

    def _begun(self, interview: Interview) -> bool:
        return interview.start.astimezone(self.application.zone).date() <= self.occasion.day

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.application.zone).date()


def _topics(application: Application) -> list[str]:
    found = [application.why_this_job, application.news]
    for interview in application.interviews:
        found += [interview.we_talked_about, interview.i_bring]
        for person in interview.people:
            found += [person.we_talked_about, person.i_bring]
    return [text for text in found if text]
