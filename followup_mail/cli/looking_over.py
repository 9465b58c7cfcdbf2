"""`review` and `edit`: looks over notes, templates and drafts as a careful friend would, and opens them for mending."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from followup_mail import __version__, drafts, files, notes, resources, review, wording
from followup_mail.addresses import same_address
from followup_mail.checkup import look_over_setup
from followup_mail.cli.agenda import problems_json
from followup_mail.cli.composing import OPEN, lacking, may_be_drafted, problems_of
from followup_mail.cli.editor import open_editor
from followup_mail.cli.handing_over import LetterOf
from followup_mail.cli.older_drafts import is_out_of_date, passed_over
from followup_mail.cli.page import finding_json, finding_lines
from followup_mail.cli.session import Session
from followup_mail.cli.template_pages import said_of
from followup_mail.cli.terminal import listed, say, show, show_json, wrapped
from followup_mail.cli.who import choose
from followup_mail.config import read_config
from followup_mail.delivery import surroundings
from followup_mail.dossiers import read_dossier, read_policy, read_text
from followup_mail.errors import NeedsALookError, NotFoundError, Problem, WordsError
from followup_mail.history import settled
from followup_mail.home import SUFFIXES, notes_files
from followup_mail.letters import Writing, read_phrases
from followup_mail.model import Application, Event, Finding, Message, Severity
from followup_mail.recognising import recognise

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

TEMPLATE = ".txt.j2"
BASE = "letter"  # which all templates extend
# What a person may lay over the shipped file of the same name, without copying it.
OVERLAYS = {
    "policy": "Your own numbers and kinds of letter, laid over the shipped ones; write only what differs.",
    "phrases": "Your own phrases and checks for `review`, laid over the shipped ones; write only what differs.",
}


def look_over(session: Session, names: list[str], *, online: bool = False) -> None:
    """Review the named files, or everything: notes, own templates, drafts not yet sent, the set-up. Exit 3 where
    something has to be mended before a letter leaves. `online`: log in to the mail account too."""
    if names and online:
        raise WordsError("--online is about the set-up: leave the files away.")
    findings: list[Finding] = []
    problems: list[Problem] = []
    looked: list[str] = []
    letters = _Drafts(session)
    for path, name in _named(names) if names else _everything(session, letters):
        looked.append(name)
        if path.suffix.lower() == ".eml":
            findings += letters.findings(path, _bytes(path), name)
        elif path.name.endswith(TEMPLATE):
            found = _problems_of_template(session, path, name)
            problems += found
            findings += () if found else _behind(session, path, name)
        else:
            problems += _problems_of(session, path, name)
            findings += _asked_for_in(session, path, name)
    if not names:
        looked += [path.name for path in (session.home.config, *notes_files(session.home)) if path.exists()]
        for dossier in session.dossiers():
            problems += _placeholders(dossier.written)
            findings += _asked_for(session, dossier, dossier.application.file)
        problems += (*session.problems, *read_phrases(session.setup)[1])
        around = surroundings(session.terminal)
        findings += look_over_setup(session.setup, around, now=session.now, online=online)
    _tell(session, findings, list(dict.fromkeys(problems)), looked)
    if problems or review.blocks(findings):
        raise typer.Exit(3)


def edit_and_review(session: Session, what: str) -> None:
    """Open notes, config.yaml, a kind's template or the frame `letter`, and look over what came of it.

    A shipped template is copied first; `policy` and `phrases` begin empty, as they are laid over the shipped ones.
    """
    path = _to_edit(session, what)
    open_editor(path)
    session.forget()
    look_over(session, [str(path)])


def findings_of_draft(session: Session, path: Path, data: bytes) -> list[Finding]:
    """What there is to say of a draft as it stands in a file, against its record where one is known."""
    return _Drafts(session).findings(path, data, str(path))


class _Drafts:
    """The drafts of one home, looked over one after the other; what each is held against is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _events(self) -> list[Event]:
        return [event for of_one in self._session.setup.events.values() for event in of_one]

    @cached_property
    def _dossiers(self) -> "list[Dossier]":
        return list(self._session.dossiers())

    @cached_property
    def _writing(self) -> Writing:
        return Writing(self._session.setup, self._session.now, [dossier.application for dossier in self._dossiers])

    def findings(self, path: Path, data: bytes, name: str) -> list[Finding]:
        """What there is to say of these bytes of a file, which the findings call by `name`."""
        draft = review.letter_from_eml(data)
        known = self._known(draft, drafts.origin(self._session.home, path, self._events, data))
        return self._writing.findings_of_draft(draft, known, name)

    def to_look_at(self) -> Iterator[Path]:
        """Those in drafts/ that nobody has told as sent; of one that is out of date it is said, and that is all."""
        for path in sorted(self._session.home.drafts.glob("*.eml")):
            origin = drafts.origin(self._session.home, path, self._events)
            if origin is None:
                yield path
            elif not self._is_sent(origin):
                if passed := self._passed_over(path, origin):
                    say(passed)
                else:
                    yield path

    def _known(self, draft: review.ReadDraft, origin: Event | None) -> "tuple[Dossier, Message] | None":
        answers = bool(draft.references)
        return recognise(draft.letter, self._dossiers, drafted=origin, answers=answers, now=self._session.now)

    def _passed_over(self, path: Path, origin: Event) -> str:
        """What is said of a draft that is out of date; of any other, or one readdressed by hand, nothing."""
        dossier = next((each for each in self._dossiers if each.application.id == origin.application), None)
        if dossier is None or not is_out_of_date(origin, dossier):
            return ""
        draft = review.letter_from_eml(_bytes(path))
        known, to = self._known(draft, origin), draft.letter.to
        readdressed = to is not None and not (origin.to and same_address(to.email, origin.to))
        return passed_over(self._session, dossier, origin, known[1]) if known and not readdressed else ""

    def _is_sent(self, origin: Event) -> bool:
        letter = LetterOf.event(origin)
        told = settled(self._session.setup.events[origin.application], self._session.now)
        return any(event.event == "sent" and event.at >= origin.at and letter.is_meant_by(event) for event in told)


def _named(names: list[str]) -> Iterator[tuple[Path, str]]:
    for name in names:
        path = Path(name)
        known = (".eml", *SUFFIXES)
        if path.suffix.lower() not in known and not path.name.endswith(TEMPLATE):
            raise NotFoundError(f"{name} is no draft (.eml), no notes (.yaml) and no template ({TEMPLATE}).")
        if not path.is_file():
            raise NotFoundError(f"there is no file {name}.")
        yield path, name


def _everything(session: Session, letters: _Drafts) -> Iterator[tuple[Path, str]]:
    """Templates and the drafts that are not told as sent; the rest is read in any case. Named from the home."""
    for path in (*sorted(session.home.templates.glob(f"*{TEMPLATE}")), *letters.to_look_at()):
        yield path, session.home.named(path)


# --- notes, configuration, templates --------------------------------------------------------------------------------


def _problems_of(session: Session, path: Path, name: str) -> list[Problem]:
    """What is wrong with notes, the configuration, or another file of the person's own."""
    problems: list[Problem] = []
    text = read_text(path, name, problems)
    if text is None:
        return problems
    if path.stem == "config":
        settings, found = read_config(text, name)
        read_policy(session.home, settings, found)
    elif path.stem == "policy":
        found = [p for p in session.setup.problems if p.file.endswith(path.name)]
    elif path.stem == "phrases":
        found = read_phrases(session.setup)[1]
    else:
        country = session.setup.config.country_with_subdivision
        application, found = notes.read_notes(text, name, default_zone=session.setup.zone, default_country=country)
        found += _placeholders(application) if application is not None else ()
    return problems + found


def _placeholders(application: Application) -> Iterator[Problem]:
    """What the notes leave to be filled in, each with its line."""
    for fact in wording.unfilled(application):
        line = application.lines.get(fact.field)
        yield Problem(application.file, line, fact.field, fact.problem, fact.remedy)


def _asked_for_in(session: Session, path: Path, name: str) -> Iterator[Finding]:
    """The same of the notes in one file, if they are notes that can be read."""
    if path.stem not in ("config", "policy", "phrases"):
        dossier = read_dossier(session.setup, path, session.now, [])
        yield from () if dossier is None else _asked_for(session, dossier, name)


def _asked_for(session: Session, dossier: "Dossier", name: str) -> Iterator[Finding]:
    """What a letter that could be written now will ask for; what has to be mended by hand is told by others."""
    now = [m for m in dossier.messages if m.status in OPEN or may_be_drafted(m, dossier, session)]
    rest = [
        (message, [fact for fact in facts if not fact.problem and not fact.field.startswith("me.")])
        for message, facts in lacking(session, dossier, now)
    ]
    for problem in problems_of(dossier, rest):
        file = name if problem.file == dossier.application.file else problem.file
        why = f"{problem.problem[:1].upper()}{problem.problem[1:]}: {problem.field}."
        yield Finding(file, problem.line, "asked-for", Severity.HINT, "", why, problem.remedy)


def _problems_of_template(session: Session, path: Path, name: str) -> list[Problem]:
    """Whether it can be read, and a letter of the person's own be made with it where there is one to make."""
    template = path.name.removesuffix(TEMPLATE)
    kinds = session.setup.policy.kinds.values()
    meant = get_close_matches(template, [kind.template for kind in kinds], n=1, cutoff=0.88)
    if meant and meant[0] != template:
        return [Problem(name, None, "", "no letter is made with it", f"did you mean {meant[0]}{TEMPLATE}?")]
    using = [kind.name for kind in kinds if template in (kind.template, BASE)]
    writing = Writing(session.setup, session.now, trying=path)
    try:
        writing.understand(template)
        if found := wording.mistakes_in(template, writing.templates):
            return [Problem(name, one.line, "", one.problem, one.remedy) for one in found]
        for dossier in session.dossiers():
            for message in dossier.messages:
                if message.kind in using and not writing.missing(dossier, message):
                    writing.letter(dossier, message)
                    return []
    except NeedsALookError as error:
        return [_of_this(problem, path, name, writing) for problem in error.problems]
    return []


def _of_this(problem: Problem, path: Path, name: str, writing: Writing) -> Problem:
    """The problem under the name of the file that is looked over, where it is the one to be mended."""
    if problem.file == f"templates/{path.name}":
        return replace(problem, file=name)
    asked_for = problem.file.removeprefix("templates/")
    if writing.templates.source(asked_for.removesuffix(TEMPLATE)) is None:
        return replace(problem, file=name, problem=f"it extends {asked_for}, and there is no such template")
    return problem


def _behind(session: Session, path: Path, name: str) -> Iterator[Finding]:
    """What has come to a shipped template since a person made it their own."""
    template = path.name.removesuffix(TEMPLATE)
    new = Writing(session.setup, session.now, trying=path).lacking(template)
    if new.names:
        yield Finding(
            file=name,
            line=None,
            rule="upgrade",
            severity=Severity.HINT,
            found="",
            why=f"The shipped {template}{TEMPLATE} has what yours has not: {said_of(new)}.",
            instead=f"see it with `followup-mail templates {template}`, and take it over, or say in a comment that you"
            f" do without: {{# without: {', '.join(new.names)} #}}",
        )


# --- edit -----------------------------------------------------------------------------------------------------------


def _to_edit(session: Session, what: str) -> Path:
    if what == "config":
        if not session.home.config.exists():
            session.home.make()
            example = resources.file("config.example.yaml").read_bytes()
            files.write_atomically(session.home.config, example, replace=False)
        return session.home.config
    if what in OVERLAYS:
        return _overlay(session, what)
    by_stem = next((path for path in notes_files(session.home) if path.stem == what), None)
    if by_stem is not None:
        return by_stem
    try:
        template = BASE if what == BASE else session.setup.policy.kind_named(what).template
    except ValueError:
        return _broken_notes(session, what) or session.home.notes(choose(session, what).dossier.application.id)
    own = session.home.templates / f"{template}{TEMPLATE}"
    shipped = resources.folder("templates") / own.name
    if not own.exists():
        if not shipped.exists():
            raise NotFoundError(f"no template of that name is shipped; write your own: {own}")
        session.home.make()
        copy = wording.copied(shipped.read_text(encoding="utf-8"), __version__)
        files.write_atomically(own, copy.encode(), replace=False)
        say(f"A copy of the shipped template is now yours: {own}")
    return own


def _overlay(session: Session, what: str) -> Path:
    """The person's own policy.yaml or phrases.yaml; a new one says what it is and where the shipped one stands."""
    own = session.home.templates / f"{what}.yaml"
    if not own.exists():
        session.home.make()
        shipped = resources.folder("templates") / own.name
        files.write_atomically(own, f"# {OVERLAYS[what]}\n# The shipped one: {shipped}\n".encode(), replace=False)
        say(f"A new file, for what you want otherwise: {own}")
    return own


def _broken_notes(session: Session, what: str) -> Path | None:
    """The one notes file that cannot be read and is called so, or names that company: it has to open, too."""
    list(session.dossiers())
    broken = {problem.file for problem in session.problems}
    wanted = what.lower().removesuffix(".yaml").removesuffix(".yml")
    paths = [path for path in notes_files(session.home) if f"interviews/{path.name}" in broken]
    found = [p for p in paths if p.stem.lower().startswith(wanted)] or [
        p for p in paths if wanted.encode() in p.read_bytes().split(b"\n---", 1)[0].lower()
    ]
    return found[0] if len(found) == 1 else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read ({error.strerror}).") from error


def _tell(session: Session, findings: list[Finding], problems: list[Problem], looked: list[str]) -> None:
    if session.as_json:
        show_json({"findings": [finding_json(f) for f in findings], "problems": problems_json(problems)})
        return
    for problem in problems:
        show(wrapped(str(problem), "  ") if sys.stdout.isatty() else str(problem))
    for line in finding_lines(findings):
        show(line)
    show(_summary(findings, problems, looked))


def _summary(findings: list[Finding], problems: list[Problem], looked: list[str]) -> str:
    """How it went, in one line."""
    gravities = [finding.severity for finding in findings]
    mend, look = len(problems) + gravities.count(Severity.BLOCK), gravities.count(Severity.WARN)
    counted = [f"{number} to {what}" for number, what in ((mend, "mend"), (look, "look at")) if number]
    files = f"Looked over {len(looked)} {'file' if len(looked) == 1 else 'files'}: " if looked else ""
    summary = f"{files}{listed(counted) or 'nothing to mend'}."
    return summary[:1].upper() + summary[1:]
