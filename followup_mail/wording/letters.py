"""Composes a letter: the facts of an occasion, the template of its kind, and the parts laid out."""

import re

from followup_mail.model import Letter, Occasion, Source
from followup_mail.policy import Policy
from followup_mail.wording.facts import Facts
from followup_mail.wording.layout import SEPARATORS, Parts, take_apart
from followup_mail.wording.marking import Ledger, without_marks
from followup_mail.wording.obligations import MissingFacts, missing
from followup_mail.wording.rendering import SUFFIX, TemplateFault, Templates, render
from followup_mail.wording.spelling import respelt

FRAME = "letter"  # the template that every other stands in
MARKS = ("SUBJECT_ENDS", "GREETING_ENDS", "BODY_ENDS")


def compose(occasion: Occasion, *, policy: Policy, templates: Templates) -> Letter:
    """The letter for an occasion: the same record gives the same words.

    Raises MissingFacts where the record lacks what the letter has to say, TemplateFault for a template without sense.
    """
    if lacking := missing(occasion, policy=policy):
        raise MissingFacts(lacking)
    facts = Facts(occasion)
    kind = occasion.message.kind
    template = policy.kinds[kind].template
    rendered = render(template, templates, facts.variables() | SEPARATORS, facts.hand)
    parts = take_apart(respelt(rendered) if occasion.voice.is_american else rendered)
    if parts is None:
        raise _without_frame(template, templates)
    if not (parts.subject and parts.paragraphs):
        lost = "text" if parts.subject else "subject"
        raise TemplateFault(f"{template}{SUFFIX}", None, f"it leaves the letter without a {lost}")
    return Letter(
        kind=kind,
        to=occasion.message.to,
        subject=without_marks(parts.subject),
        body=without_marks(parts.body),
        sources=tuple(_sources(parts, facts.ledger)),
    )


def _without_frame(template: str, templates: Templates) -> TemplateFault:
    """A letter that cannot be taken apart: its own frame has lost the marks, or the template does not stand in one."""
    frame = templates.source(FRAME) or ""
    if "extends" not in frame and not re.search(".*".join(MARKS), frame, re.DOTALL):
        return TemplateFault(f"{FRAME}{SUFFIX}", None, f"{', '.join(MARKS)} have to stand in it, in this order")
    return TemplateFault(f"{template}{SUFFIX}", None, f'it has to begin with {{% extends "{FRAME}{SUFFIX}" %}}')


def _sources(parts: Parts, ledger: Ledger) -> list[Source]:
    """Sentence by sentence; the greeting and each line of the sign-off are one of their own."""
    pieces = (parts.greeting, *parts.paragraphs, *parts.sign_off)
    return [source for piece in pieces for source in ledger.sources(piece)]
