"""`review` and `edit`: looks over notes, templates and drafts as a careful friend would, and opens them for mending."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from followup_mail import drafts, files, notes, resources, review
from followup_mail.checkup import look_over_setup
from followup_mail.cli.agenda import problems_json
from followup_mail.cli.editor import open_editor
from followup_mail.cli.page import finding_json, finding_lines
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import say, show, show_json
from followup_mail.cli.who import choose
from followup_mail.config import read_config
from followup_mail.delivery import surroundings
from followup_mail.dossiers import read_policy, read_text
from followup_mail.errors import NeedsALookError, NotFoundError, Problem, WordsError
from followup_mail.home import SUFFIXES, notes_files
from followup_mail.letters import Writing, read_phrases
from followup_mail.model import Address, Finding, Message, Occasion, Severity

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

TEMPLATE = ".txt.j2"
BASE = "letter"  # which all templates extend


def look_over(session: Session, names: list[str], *, online: bool = False) -> None:
    """Review the named files, or everything: notes, own templates, drafts not yet sent, the set-up. Exit 3 where
    something has to be mended before a letter leaves. `online`: log in to the mail account too."""
    if names and online:
        raise WordsError("--online is about the set-up: leave the files away.")
    findings: list[Finding] = []
    problems: list[Problem] = []
    looked: list[str] = []
    for path in _named(names) if names else _everything(session):
        looked.append(path.name)
        if path.suffix.lower() == ".eml":
            findings += findings_of_draft(session, path, _bytes(path))
        else:
            problems += _problems_of(session, path)
    if not names:
        list(session.dossiers())
        problems += (*session.problems, *read_phrases(session.setup)[1])
        around = surroundings(session.terminal)
        findings += look_over_setup(session.setup, around, now=session.now, online=online)
    _tell(session, findings, list(dict.fromkeys(problems)), looked)
    if problems or review.blocks(findings):
        raise typer.Exit(3)


def edit_and_review(session: Session, what: str) -> None:
    """Open notes, config.yaml or a kind's template (the shipped one copied first), then look over what came of it."""
    path = _to_edit(session, what)
    open_editor(path)
    session.forget()
    look_over(session, [str(path)])


def findings_of_draft(session: Session, path: Path, data: bytes) -> list[Finding]:
    """What there is to say of a draft as it stands in a file, against its record where one is known."""
    draft = review.letter_from_eml(data)
    dossiers = list(session.dossiers())
    known = _record_of(session, path, draft.letter.to, dossiers)
    writing = Writing(session.setup, session.now)
    occasion: Occasion | None = None
    elsewhere = [d.application for d in dossiers]
    if known is not None:
        dossier, message = known
        occasion = writing.occasion(dossier, message)
        elsewhere = [d.application for d in dossiers if d is not dossier]
    return review.review(
        draft.letter,
        occasion,
        policy=session.setup.policy,
        phrases=writing.phrases,
        elsewhere=elsewhere,
        file=str(path),
        draft=draft,
    )


def _record_of(
    session: Session, path: Path, to: Address | None, dossiers: list["Dossier"]
) -> "tuple[Dossier, Message] | None":
    """The message a draft is for: as the journal has it, else the one open message to that address."""
    events = [event for of_one in session.setup.events.values() for event in of_one]
    origin = drafts.origin(session.home, path, events)
    fitting: list[tuple[Dossier, Message]] = []
    for dossier in dossiers:
        for message in dossier.messages:
            email = message.to.email if message.to else None
            if origin is not None:
                same = (dossier.application.id, message.kind, message.interview, email)
                if same == (origin.application, origin.kind, origin.interview, origin.to):
                    return dossier, message
            elif to is not None and email == to.email and message.status in ("not_yet", "due", "overdue"):
                fitting.append((dossier, message))
    return fitting[0] if len(fitting) == 1 else None


def _named(names: list[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        known = (".eml", *SUFFIXES)
        if path.suffix.lower() not in known and not path.name.endswith(TEMPLATE):
            raise NotFoundError(f"{name} is no draft (.eml), no notes (.yaml) and no template ({TEMPLATE}).")
        if not path.is_file():
            raise NotFoundError(f"there is no file {name}.")
        yield path


def _everything(session: Session) -> Iterator[Path]:
    yield from sorted(session.home.templates.glob(f"*{TEMPLATE}"))
    sent = {e.file for of_one in session.setup.events.values() for e in of_one if e.event == "drafted"}
    for path in sorted(session.home.drafts.glob("*.eml")):
        if session.home.named(path) in sent and not _is_sent(session, path):
            yield path


def _is_sent(session: Session, path: Path) -> bool:
    events = [event for of_one in session.setup.events.values() for event in of_one]
    origin = drafts.origin(session.home, path, events)
    return origin is not None and any(
        e.event == "sent" and (e.application, e.kind, e.to) == (origin.application, origin.kind, origin.to)
        for e in events
    )


def _problems_of(session: Session, path: Path) -> list[Problem]:
    if path.name.endswith(TEMPLATE):
        return _problems_of_template(session, path)
    problems: list[Problem] = []
    text = read_text(path, str(path), problems)
    if text is None:
        return problems
    if path.stem == "config":
        settings, found = read_config(text, str(path))
        read_policy(session.home, settings, found)
    elif path.stem == "policy":
        found = [p for p in session.setup.problems if p.file.endswith(path.name)]
    elif path.stem == "phrases":
        found = read_phrases(session.setup)[1]
    else:
        country = session.setup.config.country_with_subdivision
        _, found = notes.read_notes(text, str(path), default_zone=session.setup.zone, default_country=country)
    return problems + found


def _problems_of_template(session: Session, path: Path) -> list[Problem]:
    """Whether it can be read, and a letter of the person's own be made with it where there is one to make."""
    name = path.name.removesuffix(TEMPLATE)
    writing = Writing(session.setup, session.now)
    kinds = session.setup.policy.kinds.values()
    meant = get_close_matches(name, [kind.template for kind in kinds], n=1, cutoff=0.88)
    if meant and meant[0] != name:
        problem = "no letter is made with it"
        return [Problem(f"templates/{path.name}", None, "", problem, f"did you mean {meant[0]}{TEMPLATE}?")]
    using = [kind.name for kind in kinds if name in (kind.template, BASE)]
    try:
        writing.understand(name)
        for dossier in session.dossiers():
            for message in dossier.messages:
                if message.kind in using and not writing.missing(dossier, message):
                    writing.letter(dossier, message)
                    return []
    except NeedsALookError as error:
        return list(error.problems)
    return []


def _to_edit(session: Session, what: str) -> Path:
    if what == "config":
        if not session.home.config.exists():
            session.home.make()
            example = resources.file("config.example.yaml").read_bytes()
            files.write_atomically(session.home.config, example, replace=False)
        return session.home.config
    by_stem = next((path for path in notes_files(session.home) if path.stem == what), None)
    if by_stem is not None:
        return by_stem
    try:
        kind = session.setup.policy.kind_named(what)
    except ValueError:
        return _broken_notes(session, what) or session.home.notes(choose(session, what).dossier.application.id)
    own = session.home.templates / f"{kind.template}{TEMPLATE}"
    if not own.exists():
        session.home.make()
        shipped = resources.folder("templates") / own.name
        files.write_atomically(own, shipped.read_bytes(), replace=False)
        say(f"A copy of the shipped template is now yours: {own}")
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
        show(str(problem))
    for line in finding_lines(findings):
        show(line)
    if not problems and all(finding.severity is Severity.HINT for finding in findings):
        show(f"Looked over {len(looked)} files: nothing to mend." if looked else "Nothing to mend.")
