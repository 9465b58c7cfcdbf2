"""Turns an occasion into the variables of `wording.variables`, each a fact that knows its note; None where absent.

Decides which topic and strength serve this reader: a person's own, else what was noted for everybody, and of that
only once in a panel what could only be said in the same words again.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from followup_mail.model import Event, How, Interview, Occasion, Person, Route
from followup_mail.moments.saying import NEAR, WEEKDAY_NAMES, say_day
from followup_mail.records import record
from followup_mail.wording import names
from followup_mail.wording.marking import Fact, Ledger, Prose
from followup_mail.wording.pronouns import told_to_one, told_to_others, told_to_them
from followup_mail.wording.shapes import Shape, shape_of
from followup_mail.wording.situation import Situation
from followup_mail.wording.spelling import with_full_stops
from followup_mail.wording.typed import as_sentences, lowered, mended
from followup_mail.wording.variety import Hand

_HEARD = {
    "update_no_date": "updated",
    "new_promise": "updated",
    "invite_next_round": "invited",
    "interview_cancelled": "called_off",
    "on_hold": "on_hold",
}
_SAYS_WHAT_IT_IS = re.compile(
    r"\b(role|post|position|job|vacancy|placement|chair)$|^(role|post|position|chair) (of|as|in)\b"
    r"|\b(intern|apprentice|fellow|lecture|professor|trainee|student|scholar|reader)ship\b|\bresidency\b",
    re.IGNORECASE,
)
_WEEK = 6  # days within which a weekday alone cannot be mistaken
_CHECKS = ("status_check", "second_check", "closing_note")


@record(frozen=True, slots=True)
class Noted:
    """Words of the notes with the place they stand at (`r1.met[0].we_talked_about`)."""

    words: str
    field: str
    shared: bool = False


class Facts:
    """The facts of one letter. `variables()` are what its template may speak of."""

    def __init__(self, occasion: Occasion) -> None:
        self.occasion = occasion
        self.situation = Situation(occasion)
        self.ledger = Ledger()

    @property
    def hand(self) -> Hand:
        """Who writes to whom about what: the ground of the choice among wordings."""
        message, interview = self.occasion.message, self.situation.interview
        return Hand(
            writer=self.occasion.me.email or self.occasion.me.name,
            application=message.application,
            interview=f"{message.kind} {interview.id if interview else ''}",
            reader=message.to.email if message.to else "",
            seat=self._place_in_panel if message.kind == "thank_you" else None,
        )

    def variables(self) -> dict[str, object]:
        """Every variable of `VARIABLES`, absent ones as None."""
        return self._about_the_job() | self._about_the_talk() | self._about_the_course() | self._about_me()

    # --- parts --------------------------------------------------------------------------------------------------------

    def _about_the_job(self) -> dict[str, object]:
        application = self.situation.application
        role = _sentence_role(application.role) if application.role else None
        return {
            "company": self._fact(application.company, "company"),
            "role": self._fact(application.role, "role"),
            "the_role": self._fact(role, "role"),
            "reference": self._fact(application.reference, "reference"),
            "why_this_job": self._why(),
            "news": self._fact(_of_me(application.news or ""), "news", Prose),
            "slow": self._fact(application.process.value, "process") if self.situation.slow else None,
        }

    def _about_the_talk(self) -> dict[str, object]:
        situation = self.situation
        interview, reader = situation.interview, situation.reader
        how = interview.how if interview else How.VIDEO
        in_person = how is How.IN_PERSON
        place = self._person_place(reader) if reader else None
        at = interview.id if interview else ""
        return {
            "greeting": self._greeting(),
            "name": self._reader_name(),
            "title": self._fact(reader.title, f"{place}.title") if reader and place else None,
            "day": self._fact(self._near_day(interview), f"{at}.when"),
            "date": self._fact(self._say(interview.start.date()) if interview else None, f"{at}.when"),
            "how": how.value,
            "meeting": "meeting" if in_person else "talking",
            "met": "met" if in_person else "talked",
            "round": situation.round,
            "again": situation.again,
            "was_there": situation.reader_was_there,
            "via": self._via(),
            "late": situation.late,
            "people": [self._person(person) for person in situation.covered],
            "names": self._names(),
            "we_talked_about": self._prose(self.noted("we_talked_about")),
            "i_bring": self._prose(self.noted("i_bring")),
            "also_say": self._as_sentences(self._prose(self.noted("also_say"))),
        }

    def _about_the_course(self) -> dict[str, object]:
        situation = self.situation
        day, field, decision, spans = self._named()
        ahead = day is not None and day > self.occasion.day
        passed = day is not None and day < self.occasion.day
        news = situation.news
        heard = _HEARD.get(news.event) if news else None
        check = situation.last_sent("status_check", "second_check")
        offer = situation.latest("offer" if self.occasion.message.kind == "offer_reply" else "competing_offer")
        return {
            "hear_back": self._fact(self._say(day) if ahead and day else None, field),
            "named_day": self._fact(self._say(day) if passed and day and heard in {None, "updated"} else None, field),
            "for_the_decision": decision,
            "worked_out": spans,
            "thanked": situation.thanked,
            "last_heard": heard,
            "heard_on": self._on(news if heard else None),
            "wrote_on": self._on(check),
            "valued": self._told(situation.latest("rejection"), "valued", told_to_them),
            "reason": self._told(situation.latest("wants_to_withdraw"), "reason", _of_me),
            "asked": self._told(situation.latest("info_request"), "asked"),
            "answer": self._told(situation.latest("info_request"), "answer"),
            "respond_by": self._by(offer, "respond_by"),
            "decide_by": self._by(offer, "decide_by"),
            "first_choice": self._fact("yes", "journal.first_choice") if offer and offer.first_choice else None,
        }

    def _about_me(self) -> dict[str, object]:
        me, voice = self.occasion.me, self.occasion.voice
        signature = "\n".join(line.strip() for line in (voice.signature or "").splitlines()).strip()
        return {
            "my_name": self._fact(me.name, "me.name"),
            "my_email": self._fact(me.email, "me.email"),
            "my_phone": self._fact(me.phone, "me.phone"),
            "my_links": [fact for link in me.links if (fact := self._fact(link, "me.links"))],
            "closing": self._fact(voice.closing.strip().rstrip(","), "voice.closing"),
            "signature": self.ledger.fact(signature, "voice.signature") if signature else None,
        }

    # --- who is spoken to ---------------------------------------------------------------------------------------------

    @property
    def _reader_index(self) -> int | None:
        reader, interview = self.situation.reader, self.situation.interview
        return interview.people.index(reader) if interview and reader and reader in interview.people else None

    @property
    def _seat(self) -> int | None:
        interview = self.situation.interview
        return self._reader_index if interview and len(interview.people) > 1 else None

    @property
    def _place_in_panel(self) -> int | None:
        """The reader's seat; a note that is passed on has that of the first whom it is for, so that it is no twin of a
        colleague's letter.
        """
        interview, covered = self.situation.interview, self.situation.covered
        if self._seat is not None or interview is None or len(interview.people) < 2 or not covered:
            return self._seat
        return interview.people.index(covered[0]) if len(covered) < len(interview.people) else None

    def _person_place(self, person: Person) -> str | None:
        for interview in self.situation.application.interviews:
            if person in interview.people:
                return f"{interview.id}.met[{interview.people.index(person)}]"
        return None

    def _greeting(self) -> Fact | None:
        message, reader = self.occasion.message, self.situation.reader
        style = self.occasion.voice.greeting
        if reader is not None:
            field = f"{self._person_place(reader)}.{'greet_as' if reader.greet_as else 'name'}"
            return self._fact(self._salutation(reader), field)
        if message.to is not None:
            words = names.salutation(message.to.name, None, style) if message.to.name.strip() else "Hello"
            return self._fact(self._titled(words), self._addressee_field)
        group = self.situation.covered
        if message.kind == "thank_you" and 1 < len(group) <= 3:
            called = [self._salutation(person).removeprefix("Dear ") for person in group]
            return self._fact(f"Dear {names.listed(called)}", "met")
        return self._fact(f"Dear {self.situation.application.company} team", "company")

    def _salutation(self, person: Person) -> str:
        words = names.salutation(person.name, person.greet_as, self.occasion.voice.greeting)
        return words if person.greet_as else self._titled(words)

    def _titled(self, words: str) -> str:
        return with_full_stops(words) if self.occasion.voice.is_american else words

    def _reader_name(self) -> Fact | None:
        reader, to = self.situation.reader, self.occasion.message.to
        if reader is not None:
            return self._name_of(reader)
        return self._fact(self._titled(names.in_text(to.name)) if to and to.name else None, self._addressee_field)

    def _name_of(self, person: Person) -> Fact | None:
        return self._fact(self._titled(names.in_text(person.name)), f"{self._person_place(person)}.name")

    def _via(self) -> str | None:
        """Who passes a letter on, if it is not for the reader alone; in a check: who hears it for the others."""
        message, application = self.occasion.message, self.situation.application
        if message.route is Route.VIA_AGENCY or _goes_to(message.to, application.agency):
            return "agency"
        if message.route is Route.VIA_COORDINATOR:
            return "recruiter"
        return "recruiter" if self.situation.reader is None and message.to is not None else None

    @property
    def _addressee_field(self) -> str:
        """Where the notes name somebody who is written to and was not met."""
        if _goes_to(self.occasion.message.to, self.situation.application.referrer):
            return "referrer"
        return self._via() or "to"

    def _names(self) -> str | None:
        people = self.situation.covered
        facts = [self._name_of(person) for person in people]
        return names.listed([str(fact) for fact in facts]) if facts else None

    def _person(self, person: Person) -> dict[str, object]:
        place = self._person_place(person)
        values: dict[str, object] = {
            "name": self._name_of(person),
            "title": self._fact(person.title, f"{place}.title"),
        }
        for key in ("we_talked_about", "i_bring"):
            words: str | None = getattr(person, key)
            told = told_to_others(words) if words and self._via() else words
            values[key] = self._fact(told, f"{place}.{key}", Prose)
        return values

    # --- what is said to this reader ----------------------------------------------------------------------------------

    def noted(self, key: str) -> Noted | None:
        """What the notes have of `key` for this reader, unless a letter to somebody before has to serve for it."""
        interview = self.situation.interview
        if interview is None:
            return None
        asked = self.situation.covered if self._speaks_of_all else [self.situation.reader]
        for person in asked:
            if person is not None and person in interview.people and (words := _said(getattr(person, key))):
                return Noted(words, f"{interview.id}.met[{interview.people.index(person)}].{key}")
        words = _said(getattr(interview, key))
        if words is None or not (self._speaks_of_all or self.situation.reader in interview.people):
            return None
        return Noted(words, f"{interview.id}.{key}", shared=True)

    @property
    def _speaks_of_all(self) -> bool:
        return self.occasion.message.kind == "thank_you" and self.situation.reader is None

    def _prose(self, noted: Noted | None) -> Fact | None:
        if noted is None or (noted.shared and self._said_before(noted)):
            return None
        if not noted.field.endswith("we_talked_about"):
            return self._fact(_by_itself(noted.words), noted.field, Prose)
        interview = self.situation.interview
        alone = not noted.shared or (interview is not None and len(interview.people) == 1)
        if alone and not self._via():
            reader = self.situation.reader
            return self._fact(told_to_one(noted.words, reader.name if reader else ""), noted.field, Prose)
        told = told_to_others if self._via() else told_to_them
        return self._fact(told(noted.words), noted.field, Prose)

    @staticmethod
    def _as_sentences(fact: Fact | None) -> Fact | None:
        return fact.with_words(as_sentences(fact.bare)) if fact is not None else None

    def _said_before(self, noted: Noted) -> bool:
        """Whether a colleague's letter has this, so that here it could only be the same sentence again."""
        interview, seat = self.situation.interview, self._seat
        if interview is None or seat is None or self.occasion.message.kind != "thank_you":
            return False
        key = noted.field.rpartition(".")[2]
        if shape_of(noted.words) is not Shape.SENTENCE and key != "also_say":
            return False
        return seat != _first(interview, key)

    def _why(self) -> Fact | None:
        why = _said(self.situation.application.why_this_job)
        if why is None:
            return None
        interview, seat = self.situation.interview, self._seat
        told_before = self.situation.again or (interview and seat is not None and seat != _first(interview, None))
        if told_before and self.occasion.message.kind == "thank_you":
            return None
        told = told_to_others if self._via() == "agency" else told_to_them
        return self._fact(told(why), "why_this_job", Prose)

    # --- days ---------------------------------------------------------------------------------------------------------

    def _named(self) -> tuple[date | None, str, bool, bool]:
        if self.situation.named is None:
            return None, "", False, False
        day, promise, spans = self.situation.named
        decision = promise.scope.value == "final_decision"
        key = "final_decision" if decision else "hear_back"
        held = next((i for i in self.situation.application.interviews if promise in i.promises), None)
        return day, f"{held.id}.{key}" if held else f"journal.{key}", decision, spans

    def _near_day(self, interview: Interview | None) -> str | None:
        if interview is None:
            return None
        day = interview.start.date()
        away = (self.occasion.day - day).days
        return WEEKDAY_NAMES[day.weekday()] if 0 <= away <= _WEEK else self._say(day)

    def _say(self, day: date) -> str:
        year = abs((day - self.occasion.day).days) > NEAR
        return say_day(day, style=self.occasion.voice.dates, year=year)

    def _on(self, event: Event | None) -> Fact | None:
        zone = self.situation.application.zone
        return self._fact(self._say(event.at.astimezone(zone).date()), f"journal.{event.id}") if event else None

    def _by(self, event: Event | None, name: str) -> Fact | None:
        moment = getattr(event, name) if event else None
        return self._fact(self._say(moment.date()), f"journal.{name}") if moment else None

    def _told(self, event: Event | None, name: str, put: Callable[[str], str] = str) -> Fact | None:
        told: str | None = getattr(event, name) if event else None
        return self._fact(put(told), f"journal.{name}", Prose) if told else None

    def _fact(self, words: str | None, field: str, kind: type[Fact] = Fact) -> Fact | None:
        said = _said(words)
        return self.ledger.fact(said, field, kind) if said else None


def _said(words: str | None) -> str | None:
    """The words with single blanks; None where nothing is said."""
    return " ".join(words.split()) or None if words else None


def _by_itself(words: str) -> str:
    """Words that have their verb ("we halved the waste") as the sentence that they nearly are."""
    said = mended(_said(words) or "")
    is_nearly = shape_of(said) in {Shape.CLAUSE, Shape.THAT}
    return as_sentences(said.removeprefix("that ")) if is_nearly else said


def _of_me(words: str) -> str:
    """What I did or what is new with me ("passed my exam") as a sentence about me."""
    said = _said(words) or ""
    return _by_itself(f"I {lowered(said)}" if shape_of(said) is Shape.DEED else said)


def _first(interview: Interview, key: str | None) -> int | None:
    """The place of the first person who gets a letter of their own and has nothing of their own for `key`."""
    people: Sequence[tuple[int, Person]] = list(enumerate(interview.people))
    reached = [(place, person) for place, person in people if person.email] or people
    return next((place for place, person in reached if key is None or not _said(getattr(person, key))), None)


def _goes_to(to: object, other: object) -> bool:
    one, two = getattr(to, "email", None), getattr(other, "email", None)
    return one is not None and two is not None and one.casefold() == two.casefold()


def _sentence_role(role: str) -> str:
    words = " ".join(role.split())
    for article in ("the ", "a ", "an "):
        if words.lower().startswith(article):
            words = words[len(article) :]
            break
    return f"the {words}" if _SAYS_WHAT_IT_IS.search(words) else f"the {words} role"
