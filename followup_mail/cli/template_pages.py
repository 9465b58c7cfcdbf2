"""The templates for a person to read: where each comes from; one with its text, its variables and a sample letter."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from followup_mail import resources
from followup_mail.cli.composing import to_preview
from followup_mail.cli.page import body_lines
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import bold, listed, show, show_json, wrapped
from followup_mail.cli.who import choose_kind
from followup_mail.errors import NeedsALookError
from followup_mail.letters import Writing
from followup_mail.wording import FUNCTIONS, Parts, Variable, describe

if TYPE_CHECKING:
    from followup_mail.model import Letter

FRAME = "letter"  # the template that all others extend
FRAME_TITLE = "frame of all letters"
_COLUMN = 23  # where the meaning of a name begins


def show_list(session: Session) -> None:
    """Each kind with its title and the file its words come from; last the frame of them all."""
    rows = []
    kinds = [(name, kind.title, kind.template) for name, kind in session.setup.policy.kinds.items()]
    for name, title, template in (*kinds, (FRAME, FRAME_TITLE, FRAME)):
        own = session.home.templates / f"{template}.txt.j2"
        shipped = resources.folder("templates") / own.name
        path = own if own.exists() else shipped if shipped.exists() else None
        rows.append({"kind": name, "title": title, "own": path == own, "file": str(path) if path else None})
        where = "as shipped" if path else "missing: no template has this name"
        if not session.as_json:
            show(f"{name:24} {title:28} {f'yours: {session.home.named(own)}' if path == own else where}")
    if session.as_json:
        show_json({"templates": rows})
        return
    show()
    show(wrapped("See one: followup-mail templates thanks   Make it your own: followup-mail edit thanks"))


def show_one(session: Session, words: str) -> None:
    """A kind's template, or the frame: text, what it may use, what an upgrade has brought, a letter made with it.

    Raises NeedsALookError, once all else is shown, where no letter can be made with it.
    """
    name = FRAME if words.lower() == FRAME else choose_kind(session, words)
    if name is None:
        return
    kind = session.setup.policy.kinds.get(name)  # None: the frame
    title, template = (kind.title, kind.template) if kind else (FRAME_TITLE, FRAME)
    writing = Writing(session.setup, session.now)
    letter, fault = None, None
    try:
        letter = _sample(session, writing, kind.name if kind else None)
    except NeedsALookError as error:
        fault = error
    text, variables, new = writing.templates.source(template) or "", describe(name), writing.lacking(template)
    if session.as_json:
        described = [{"name": v.name, "meaning": v.meaning, "example": v.example} for v in (*variables, *FUNCTIONS)]
        sample = {"subject": letter.subject, "body": letter.body} if letter else None
        lacks = {"blocks": list(new.blocks), "facts": list(new.facts), "wordings": list(new.wordings)}
        content = {"kind": name, "title": title, "text": text, "variables": described, "sample": sample}
        show_json({**content, "lacks": lacks})
    else:
        show(text.rstrip("\n"))
        _show_variables(variables)
        if new.names:
            _show_new(new, writing.templates.source(f"shipped/{template}") or "")
        if letter is not None:
            _show_heading("A letter made with it")
            show(f"Subject: {letter.subject}\n")
            for line in body_lines(letter.body):
                show(line)
    if fault is not None:
        raise fault


def _show_heading(words: str) -> None:
    show()
    show(bold(words))


def _show_variables(variables: Sequence[Variable]) -> None:
    _show_heading("What it may use")
    for variable in variables:
        _show_row(variable.name, f"{variable.meaning} ({variable.example})" if variable.example else variable.meaning)
    for function in FUNCTIONS:
        _show_row(function.name, f"{function.meaning}: {function.example}")


def _show_row(name: str, words: str) -> None:
    """A name, and what there is to say of it in a column of its own."""
    show(f"  {name:20} {wrapped(words, ' ' * _COLUMN)[_COLUMN:]}")


def _show_new(new: Parts, shipped: str) -> None:
    """What came with an upgrade, and the lines of the shipped template in which it stands."""
    _show_heading("What the shipped one has and this one has not")
    show(wrapped(f"{said_of(new)}. It reads:", "  "))
    show()
    for number, line in _mentioning(shipped, new.names):
        show(f"  {number:>4}  {line}")


def said_of(parts: Parts) -> str:
    """Parts of a template in words: "the block loose_end; the facts also_say and again"."""
    rows = (("block", parts.blocks), ("fact", parts.facts), ("wording", parts.wordings))
    return "; ".join(f"the {what}{'s' if len(names) > 1 else ''} {listed(names)}" for what, names in rows if names)


def _mentioning(text: str, names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines of a template in which one of these names stands, with the whole of such a block or wording."""
    wanted = re.compile(rf"\b({'|'.join(names)})\b")
    opening = re.compile(rf"\{{%-?\s*block ({'|'.join(names)})\b")
    depth, in_expression = 0, False
    for number, line in enumerate(text.splitlines(), start=1):
        inside = depth or opening.search(line)
        if inside or in_expression or wanted.search(line):
            yield number, line
            in_expression = line.rfind("{{") > line.rfind("}}") or (in_expression and "}}" not in line)
        if inside:
            depth += len(re.findall(r"\{%-?\s*block\b", line)) - len(re.findall(r"\{%-?\s*endblock\b", line))


def _sample(session: Session, writing: Writing, kind: str | None) -> "Letter | None":
    """A letter of that kind, or of any, from the person's own notes, where one of them has a place for it."""
    for dossier in session.dossiers():
        for message in to_preview(dossier.messages, dossier, session, kind):
            if not writing.missing(dossier, message):
                return writing.letter(dossier, message)
    return None
