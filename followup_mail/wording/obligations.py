"""What a letter cannot do without, and what would make it better. `policy.yaml` says which facts a kind needs.

A missing fact is asked for with the beginning of its sentence, never made up.
"""

from collections.abc import Iterable, Iterator, Mapping

from followup_mail.model import Application, How, Occasion
from followup_mail.policy import Policy
from followup_mail.records import record
from followup_mail.wording.facts import Facts
from followup_mail.wording.marking import FORBIDDEN, Fact, Prose
from followup_mail.wording.placeholders import PROSE, placeholder
from followup_mail.wording.variables import VARIABLES, describe


@record(frozen=True, slots=True)
class MissingFact:
    """One fact to ask for. `field` is its place in the notes (`r1.met[0].we_talked_about`), `key` its last part.

    `question` begins the sentence that the answer ends; `example` is a line as it would stand in the notes, or, of a
    fact that the journal holds, the words that tell it. `problem` says what is wrong with a fact that is there and
    cannot be used, `remedy` what to do about it.
    """

    field: str
    question: str
    example: str
    problem: str = ""
    remedy: str = "type it anew"

    @property
    def key(self) -> str:
        return self.field.rpartition(".")[2]

    @property
    def is_of_the_journal(self) -> bool:
        """Whether it is told of an event (`journal.answer`) and has no place in the notes."""
        return self.field.startswith(JOURNAL)


class MissingFacts(Exception):
    """A letter that cannot be written without facts that are not there."""

    def __init__(self, facts: Iterable[MissingFact]) -> None:
        self.facts = tuple(facts)
        super().__init__(f"this letter needs {', '.join(fact.field for fact in self.facts)}")


JOURNAL = "journal."
_TOLD = {
    "answer": ("My answer is …", 'heard {} question "two references" --answer "Ann Cody and Pat Lynch know of it."'),
    "respond_by": ("My answer is due …", 'decide {} other-offer --respond-by "27 November"'),
}
_QUESTIONS = {
    "name": ("You met …", "met: Dana Ortiz <dana.ortiz@example.org>"),
    "role": ("The job is …", "role: Senior Data Engineer"),
    "date": ("The interview was on …", "when: 17 Nov 2026, 14:00 to 15:00"),
    "we_talked_about": ("I enjoyed hearing about …", "we_talked_about: your plan to move the nightly jobs"),
    "i_bring": ("I bring …", "i_bring: ten years of running a ward at night"),
    "why_this_job": ("What draws me to the job is …", "why_this_job: that the team has a say early"),
    "news": ("Since I last wrote, …", "news: I have passed the exam for the certificate."),
}


def missing(occasion: Occasion, *, policy: Policy) -> tuple[MissingFact, ...]:
    """The facts without which this letter is not written, those first that are asked for first."""
    facts = Facts(occasion)
    needed = [fact for need in _needs(occasion, policy) if (fact := _lack(need, facts))]
    if not occasion.me.name.strip():
        needed.append(MissingFact("me.name", "Your name, as you sign", "me: {name: Sam Tester}"))
    return (*needed, *_unprintable(occasion), *_unfilled(occasion, facts))


def unfilled(application: Application) -> tuple[MissingFact, ...]:
    """The facts of some notes that are still a placeholder, whichever letter they are for."""
    return tuple(_blanks((field, words, field.rpartition(".")[2] in PROSE) for field, words in _noted(application)))


def offered(occasion: Occasion) -> tuple[MissingFact, ...]:
    """What would make this letter its reader's own: asked for once, and never needed.

    That is a topic of their own for each of a panel whose colleague's letter tells what was noted for them all.
    """
    facts = Facts(occasion)
    interview, reader = facts.situation.interview, facts.situation.reader
    if occasion.message.kind != "thank_you" or interview is None or reader is None or len(interview.people) < 2:
        return ()
    noted = facts.noted("we_talked_about")
    if noted is None or not noted.shared:
        return ()
    field = f"{interview.id}.met[{interview.people.index(reader)}].we_talked_about"
    example = "we_talked_about: the rota you drew on the board"
    return (MissingFact(field, f"From {reader.name} I heard about …", example),)


def _needs(occasion: Occasion, policy: Policy) -> Iterator[str]:
    interview = occasion.interview
    yield from policy.kinds[occasion.message.kind].needs_for(interview.how if interview else None)


def _lack(need: str, facts: Facts) -> MissingFact | None:
    interview = facts.situation.interview
    at = f"{interview.id}." if interview else ""
    question, example = _QUESTIONS.get(need, ("", ""))
    if need == "name":
        someone = facts.situation.covered or facts.occasion.message.to
        return None if someone else MissingFact(f"{at}met", question, example)
    if need == "role":
        there = (facts.situation.application.role or "").strip()
        unneeded = interview is not None and interview.how is How.INFORMATIONAL
        return None if there or unneeded else MissingFact("role", question, example)
    if need == "date":
        return None if interview else MissingFact("when", question, example)
    if need in {"we_talked_about", "i_bring"}:
        return None if facts.noted(need) else MissingFact(f"{at}{_place(facts)}{need}", question, example)
    if facts.variables().get(need):
        return None
    if need in _TOLD:
        question, words = _TOLD[need]
        return MissingFact(f"{JOURNAL}{need}", question, words.format(facts.situation.application.id))
    meaning = next((variable.meaning for variable in VARIABLES if variable.name == need), need)
    return MissingFact(need, question or meaning.capitalize(), example or f"{need}: …")


def _place(facts: Facts) -> str:
    """Where a fact for this reader belongs: with the person, or with the interview where there is only one."""
    interview, reader = facts.situation.interview, facts.situation.reader
    if interview is None or reader is None or len(interview.people) < 2 or reader not in interview.people:
        return ""
    return f"met[{interview.people.index(reader)}]."


def _unprintable(occasion: Occasion) -> Iterator[MissingFact]:
    """Facts with characters that could come apart as something else than words."""
    for field, words in _all_words(occasion):
        found = FORBIDDEN.search(words or "")
        if found:
            what = f"it holds a character that no letter can (U+{ord(found.group()):04X})"
            yield MissingFact(field, "Please type it again", f"{field.rpartition('.')[2]}: …", what)


def _unfilled(occasion: Occasion, facts: Facts) -> Iterator[MissingFact]:
    """What this letter could say, and what is a placeholder still."""
    speaks_of = {variable.name for variable in describe(occasion.message.kind)}
    given = (value for name, value in facts.variables().items() if name in speaks_of)
    yield from _blanks((fact.field, fact.bare, isinstance(fact, Prose)) for value in given for fact in _facts_in(value))


def _facts_in(value: object) -> Iterator[Fact]:
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, Mapping):
        yield from _facts_in(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _facts_in(each)


def _blanks(facts: Iterable[tuple[str, str | None, bool]]) -> Iterator[MissingFact]:
    """Those that are no words yet, each field once; what finishes a sentence is held to more than a name."""
    seen = set()
    for field, words, is_prose in facts:
        if field not in seen and (blank := placeholder(words or "", prose=is_prose)):
            seen.add(field)
            question, example = _QUESTIONS.get(field.rpartition(".")[2], ("Please type it again", ""))
            told = field.startswith(JOURNAL)
            remedy = "undo that entry, and tell it anew" if told else "write the words themselves, or delete the line"
            yield MissingFact(field, question, example, f"this is a placeholder still: “{blank}”", remedy)


def _all_words(occasion: Occasion) -> Iterator[tuple[str, str | None]]:
    me, voice = occasion.me, occasion.voice
    yield from _noted(occasion.application)
    for event in occasion.history:
        for key in ("asked", "answer", "valued", "reason"):
            yield f"journal.{key}", getattr(event, key)
    yield "to", occasion.message.to.name if occasion.message.to else None
    yield from (("me.name", me.name), ("me.email", me.email), ("me.phone", me.phone))
    yield from (("me.links", link) for link in me.links)
    yield from (("voice.closing", voice.closing), ("voice.signature", voice.signature))


def _noted(application: Application) -> Iterator[tuple[str, str | None]]:
    """The words of the notes that a letter may print, each with its place."""
    for key in ("company", "role", "reference", "why_this_job", "news"):
        yield key, getattr(application, key)
    for interview in application.interviews:
        for key in ("we_talked_about", "i_bring", "also_say"):
            yield f"{interview.id}.{key}", getattr(interview, key)
        for place, person in enumerate(interview.people):
            for key in ("name", "title", "greet_as", "we_talked_about", "i_bring", "also_say"):
                yield f"{interview.id}.met[{place}].{key}", getattr(person, key)
