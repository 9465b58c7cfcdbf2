"""How a letter is shown: head, text, findings, and the notes each sentence rests on."""

import sys
from collections.abc import Iterable, Iterator

from followup_mail.cli.agenda import Item, message_json, window
from followup_mail.cli.composing import Composed
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import bold, listed, wrapped
from followup_mail.cli.who import recipient
from followup_mail.errors import visible
from followup_mail.model import Address, Finding, Route, Severity, Status

NOT_NOW = {
    Status.DONE: "it is sent already.",
    Status.MISSED: "its time is over.",
    Status.CANCELLED: "it is not needed.",
}
SEVERITY = {Severity.BLOCK: "must be mended", Severity.WARN: "please look", Severity.HINT: "a thought"}


def lines(composed: Composed, session: Session, *, sources: bool) -> Iterator[str]:
    """The letter as a person reads it before it goes anywhere."""
    letter, message = composed.letter, composed.message
    yield f"{bold('To:')}      {_to(letter.to, composed)}"
    yield f"{bold('Subject:')} {letter.subject}"
    when = window(message, session.now) or f"{NOT_NOW.get(message.status, '')} {message.brief_reason}".strip()
    if when:
        yield wrapped(when, " " * 9).replace(" " * 9, f"{bold('Send:')}    ", 1)
    yield ""
    yield from body_lines(letter.body)
    if sources:
        yield ""
        yield bold("What each sentence rests on")
        for source in letter.sources:
            yield wrapped(source.sentence, "  ")
            yield wrapped(", ".join(source.facts) or "the template's own words", "      ")
    if composed.findings:
        yield ""
        yield bold(f"About the letter to {recipient(message)}")
        yield from finding_lines(composed.findings)


def together(letters: Iterable[str]) -> str:
    """Several letters below each other, told apart."""
    return f"\n\n{'─' * 40}\n\n".join(letters)


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Findings as a friend would say them: where and what, below it why, and the gentler wording or what to do.

    The words themselves are place enough in a letter that has no file yet, and is folded on the screen.
    """
    for finding in findings:
        place = f"{finding.file}:{finding.line}" if finding.file and finding.line else finding.file
        gravity = SEVERITY[finding.severity]
        where = f"{place}: {gravity}" if place else gravity.capitalize()
        found = f": “{visible(finding.found)}”" if finding.found else ""
        yield wrapped(f"{where} ({finding.rule}){found}", "  ")
        yield wrapped(finding.why, "      ")
        if finding.instead:
            yield wrapped(f"→ {finding.instead}", "      ")


def finding_json(finding: Finding) -> dict[str, object]:
    """A finding as every `--json` has it."""
    return {
        "file": finding.file,
        "line": finding.line,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "found": finding.found,
        "why": finding.why,
        "instead": finding.instead,
    }


def composed_json(composed: Composed) -> dict[str, object]:
    """A letter for programs: its message as in `due --json`, its words, their sources, its findings."""
    letter = composed.letter
    return {
        **message_json(Item(composed.dossier.application, composed.message)),
        "subject": letter.subject,
        "body": letter.body,
        "sources": [{"sentence": s.sentence, "facts": list(s.facts)} for s in letter.sources],
        "findings": [finding_json(finding) for finding in composed.findings],
    }


def body_lines(body: str) -> Iterator[str]:
    """The text as it stands; on a terminal its paragraphs are folded at blanks, as a mail program would show them."""
    for line in body.rstrip("\n").split("\n"):
        yield wrapped(line) if sys.stdout.isatty() else line


def _to(address: Address | None, composed: Composed) -> str:
    if address is not None:
        return f"{address.name} <{address.email}>" if address.name else address.email
    names = listed(composed.message.covers)
    if composed.message.route is Route.NONE:
        return f"{names or 'no address known'} (no address known: paste it into their portal, or ask for one)"
    return names
