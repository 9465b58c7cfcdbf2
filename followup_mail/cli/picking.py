"""Text without an invitation: its lines, numbered, to pick from for each question; nothing is read out unasked."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from followup_mail import notes_writing
from followup_mail.cli.answers import read_people
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask, say, width
from followup_mail.cli.told import Told, what_is_wrong_with
from followup_mail.moments import NotUnderstood, read_span
from followup_mail.zones import zone_named

_MOST_LINES = 99
_PICKED = re.compile(r"\d{1,2}(?:[ ,+&]+\d{1,2})*")
_LABEL = re.compile(r"\A[^\W\d][^:\d]{0,30}:\s+(?=\S)")
Objections = Callable[[str], list[str]]


def pick(session: Session, told: Told, lines: Sequence[str]) -> Told:
    """Ask each question that the command line leaves open; an answer is a line's number, or the person's own words."""
    shown = lines[:_MOST_LINES]
    say("This is no invitation, so nothing is read out of it. Its lines:")
    for number, line in enumerate(shown, 1):
        say(f"  {number:2}  {line[: width() - 6]}")
    say("Answer with the number of a line, with several (3 4), or in your own words. Enter skips.")

    def answer(question: str, key: str, objections: Objections | None = None) -> str | None:
        return _ask(question, shown, objections or (lambda words: notes_writing.objections(key, words)))

    company = told.company or answer("Which company?", "company")
    role = told.role or answer("Which role?", "role")
    timezone = told.timezone or answer("In which city is their office?", "timezone")
    zone = zone_named(timezone) if timezone else session.setup.zone

    def is_no_time(words: str) -> list[str]:
        try:
            read_span(words, zone, now=session.now)
        except NotUnderstood as error:
            return [str(error)]
        return []

    when = told.when or answer("When was it, or when will it be?", "when", is_no_time)
    met = told.met or tuple(read_people(answer("With whom?", "met", _wrong_people) or ""))
    told = replace(told, company=company, role=role, timezone=timezone, when=when, met=met)
    if when is None or read_span(when, zone, now=session.now).end > session.now:
        return told
    topic = (
        () if told.talked_about else filter(None, [answer("What stayed with you from the talk?", "we_talked_about")])
    )
    return replace(
        told,
        talked_about=told.talked_about or tuple(topic),
        i_bring=told.i_bring or answer("What do you bring to it?", "i_bring"),
        hear_back=told.hear_back or answer("When did they say you would hear?", "hear_back"),
    )


def _ask(question: str, lines: Sequence[str], objections: Objections) -> str | None:
    """The answer, once it can be noted; None where Enter skips the question."""
    while True:
        typed = ask(question, example="a line's number, or your words").strip()
        if not typed:
            return None
        wrong = [f"There is no line {number}." for number in _numbers(typed) if not 1 <= number <= len(lines)]
        words = typed if wrong or not _numbers(typed) else _joined([lines[number - 1] for number in _numbers(typed)])
        wrong = wrong or objections(words)
        if not wrong:
            if words != typed:
                say(f"  {words}")
            return words
        for sentence in wrong:
            say(f"  {sentence}")


def _numbers(typed: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", typed)] if _PICKED.fullmatch(typed) else []


def _joined(lines: Sequence[str]) -> str:
    """The lines as one, without the label in front ("When: …"); of several, people are told apart by semicolons."""
    bare = [_LABEL.sub("", line) for line in lines]
    return "; ".join(bare) if all("@" in line for line in bare) else " ".join(bare)


def _wrong_people(words: str) -> list[str]:
    return [sentence for person in read_people(words) if (sentence := what_is_wrong_with(person))]
