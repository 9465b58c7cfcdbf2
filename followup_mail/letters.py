"""From a message of the plan to the finished, reviewed letter. Reads templates and phrases; writes and asks nothing."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from followup_mail import drafts, resources, review, wording
from followup_mail.addresses import same_address
from followup_mail.documents import Table
from followup_mail.dossiers import Dossier, Setup, read_table, read_text
from followup_mail.errors import NeedsALookError, Problem
from followup_mail.model import Address, Application, Finding, Letter, Message, Occasion
from followup_mail.records import record
from followup_mail.wording.faults import in_plain_words

if TYPE_CHECKING:
    from followup_mail.review import Phrases, ReadDraft

PHRASES = "templates/phrases.yaml"


@record(frozen=True, slots=True)
class HomeTemplates:
    """The templates of a home before the shipped ones (`wording.Templates`); `trying` before all, wherever it lies."""

    setup: Setup
    trying: Path | None = None

    def source(self, name: str) -> str | None:
        """The text of template `name`; a `shipped/` in front passes the person's own by; None where there is none."""
        file = f"{name.removeprefix('shipped/')}.txt.j2"
        paths = [resources.folder("templates") / file]
        if not name.startswith("shipped/"):
            tried = [self.trying] if self.trying is not None and self.trying.name == file else []
            paths = [*tried, self.setup.home.templates / file, *paths]
        for path in paths:
            if path.exists():
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
    turn up in a letter. `trying` is a template to be used before those of the home."""

    setup: Setup
    now: datetime
    elsewhere: Sequence[Application] = ()
    trying: Path | None = None

    @cached_property
    def templates(self) -> HomeTemplates:
        return HomeTemplates(self.setup, self.trying)

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

    def lacking(self, template: str) -> wording.Parts:
        """What the shipped template has that the person's own of that name has not; nothing where it is the shipped."""
        own, shipped = self.templates.source(template), self.templates.source(f"shipped/{template}")
        return wording.lacking(own, shipped) if own is not None and shipped is not None else wording.Parts()

    def findings(self, dossier: Dossier, message: Message, letter: Letter) -> list[Finding]:
        """What a careful friend would point out, the letters to the others of the same interview considered."""
        return review.review(
            letter,
            self.occasion(dossier, message),
            policy=self.setup.policy,
            phrases=self.phrases,
            siblings=[
                _to_compare(self.letter(dossier, other), other)
                for other in sisters(dossier, message)
                if not self.missing(dossier, other)
            ],
            elsewhere=self.elsewhere,
        )

    def findings_of_draft(self, draft: "ReadDraft", known: tuple[Dossier, Message] | None, file: str) -> list[Finding]:
        """The same of a draft in a file, which is named in the findings; its sisters as their own drafts stand.

        Without a record (`known` is None) what only a record can tell is left out, and one finding says so.
        """
        return review.review(
            draft.letter,
            self.occasion(*known) if known else None,
            policy=self.setup.policy,
            phrases=self.phrases,
            siblings=list(self._as_drafted(*known, own=draft.letter)) if known else (),
            elsewhere=self.elsewhere,
            file=file,
            draft=draft,
        )

    def _as_drafted(self, dossier: Dossier, message: Message, *, own: Letter) -> Iterator[Letter]:
        """The sisters of a letter as they stand in their drafts, else as they would be made now, if they can be.

        A record without address and name may be of any of them: then the letter's `own` draft is no sister's.
        """
        events = self.setup.events.get(dossier.application.id, ())
        for other in sisters(dossier, message):
            data = drafts.standing(self.setup.home, other, events)
            standing = review.letter_from_eml(data).letter if data is not None else None
            if standing is not None and (other.to is not None or standing != own):
                yield _to_compare(standing, other)
                continue
            # A template at fault is told where it is looked over.
            with suppress(NeedsALookError):
                if not self.missing(dossier, other):
                    yield _to_compare(self.letter(dossier, other), other)


def sisters(dossier: Dossier, message: Message) -> Iterator[Message]:
    """The messages of the same kind to the others of an interview: their readers may compare them."""
    for other in dossier.messages:
        if (other.kind, other.interview) == (message.kind, message.interview) and not _same_reader(other, message):
            yield other


def _to_compare(letter: Letter, message: Message) -> Letter:
    """A sister's letter, named by its reader, also where no address of theirs is known."""
    return replace(letter, kind=message.kind, to=message.to or Address(" and ".join(message.covers), ""))


def _same_reader(one: Message, other: Message) -> bool:
    if one.to is None or other.to is None:
        return one.to is other.to and one.covers == other.covers
    return same_address(one.to.email, other.to.email)


def _unusable(fault: "wording.TemplateFault") -> NeedsALookError:
    words = in_plain_words(fault.message)
    problem = Problem(f"templates/{fault.file}", fault.line, "", words, "see docs/templates.md")
    return NeedsALookError("this template cannot be used as it stands.", [problem])
