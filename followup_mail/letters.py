"""From a message of the plan to the finished, reviewed letter. Reads templates and phrases; writes and asks nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from followup_mail import resources, review, wording
from followup_mail.documents import Table
from followup_mail.dossiers import Dossier, Setup, read_table, read_text
from followup_mail.errors import NeedsALookError, Problem
from followup_mail.model import Application, Finding, Letter, Message, Occasion
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.review import Phrases

PHRASES = "templates/phrases.yaml"


@record(frozen=True, slots=True)
class HomeTemplates:
    """The templates of a home before the shipped ones (`wording.Templates`)."""

    setup: Setup

    def source(self, name: str) -> str | None:
        """The text of template `name`; a `shipped/` in front passes the person's own by; None where there is none."""
        own = None if name.startswith("shipped/") else self.setup.home.templates / f"{name}.txt.j2"
        shipped = resources.folder("templates") / f"{name.removeprefix('shipped/')}.txt.j2"
        for path in (own, shipped):
            if path is not None and path.exists():
                problems: list[Problem] = []
                text = read_text(path, f"templates/{path.name}", problems)
                if text is None:
                    raise NeedsALookError("please mend the template first.", problems)
                return text
        return None


def read_phrases(setup: Setup) -> "tuple[Phrases, list[Problem]]":
    """The shipped catalogue of phrases with the person's own templates/phrases.yaml laid over it."""
    problems: list[Problem] = []
    shipped = read_table(resources.folder("templates") / "phrases.yaml", PHRASES, problems)
    own_file = setup.home.templates / "phrases.yaml"
    own = read_table(own_file, PHRASES, problems) if own_file.exists() else None
    phrases, found = review.read_phrases(shipped or Table({}, {}, 0), [(PHRASES, own)] if own else [])
    return phrases, problems + found


@dataclass
class Writing:
    """Writes and reviews letters for one home. `elsewhere` are the person's other applications: their facts must not
    turn up in a letter."""

    setup: Setup
    now: datetime
    elsewhere: Sequence[Application] = ()

    @cached_property
    def templates(self) -> HomeTemplates:
        return HomeTemplates(self.setup)

    @cached_property
    def phrases(self) -> "Phrases":
        """The catalogue of phrases. Raises NeedsALookError where the person's own file cannot be read."""
        phrases, problems = read_phrases(self.setup)
        if problems:
            raise NeedsALookError(f"please mend {PHRASES} first.", problems)
        return phrases

    def occasion(self, dossier: Dossier, message: Message) -> Occasion:
        """All a letter may rest on, worded for the day it is to be read: today, or its best day if that is ahead."""
        day = self.now
        if message.not_before is not None and message.best is not None and self.now < message.not_before:
            day = message.best
        return Occasion(
            message=message,
            application=dossier.application,
            history=dossier.history,
            me=self.setup.config.me,
            voice=self.setup.config.voice,
            day=day.astimezone(dossier.application.zone).date(),
            calendar=dossier.calendar,
        )

    def missing(self, dossier: Dossier, message: Message) -> tuple[wording.MissingFact, ...]:
        """The obligatory facts that the notes do not have yet."""
        return wording.missing(self.occasion(dossier, message), policy=self.setup.policy)

    def letter(self, dossier: Dossier, message: Message) -> Letter:
        """The letter. Raises wording.MissingFacts, and NeedsALookError for a template that cannot be used."""
        try:
            return wording.compose(self.occasion(dossier, message), policy=self.setup.policy, templates=self.templates)
        except wording.TemplateFault as fault:
            raise _unusable(fault) from fault

    def understand(self, template: str) -> None:
        """Read a template without making a letter; raises NeedsALookError where its signs cannot be understood."""
        try:
            wording.understand(template, self.templates)
        except wording.TemplateFault as fault:
            raise _unusable(fault) from fault

    def findings(self, dossier: Dossier, message: Message, letter: Letter) -> list[Finding]:
        """What a careful friend would point out, the letters to the others of the same interview considered."""
        siblings = []
        for other in dossier.messages:
            same = other.kind == message.kind and other.interview == message.interview and other.to != message.to
            if same and not self.missing(dossier, other):
                siblings.append(self.letter(dossier, other))
        return review.review(
            letter,
            self.occasion(dossier, message),
            policy=self.setup.policy,
            phrases=self.phrases,
            siblings=siblings,
            elsewhere=self.elsewhere,
        )


def _unusable(fault: "wording.TemplateFault") -> NeedsALookError:
    problem = Problem(f"templates/{fault.file}", fault.line, "", fault.message, "see docs/templates.md")
    return NeedsALookError("this template cannot be used as it stands.", [problem])
