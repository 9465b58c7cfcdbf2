"""Puts the checks together: one letter, its occasion, the catalogue, and the findings in the order of reading."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from followup_mail.model import Application, Finding, Letter, Occasion, Severity
from followup_mail.policy import Policy
from followup_mail.records import record
from followup_mail.review.blanks import blanks
from followup_mail.review.days import days
from followup_mail.review.employers import employers
from followup_mail.review.envelope import envelope
from followup_mail.review.facts import facts
from followup_mail.review.form import form
from followup_mail.review.likeness import likeness
from followup_mail.review.names import names
from followup_mail.review.noise import noise
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage, passage
from followup_mail.review.phrases import Phrase, Phrases
from followup_mail.review.reading import ReadDraft
from followup_mail.review.record import Record
from followup_mail.review.searching import phrases_in

_NUMBERED = frozenset({"54", "63", "92", "93", "95"})
_GRAVITY = (Severity.BLOCK, Severity.WARN, Severity.HINT, None)
_LONGEST_FOUND = 120
_MOST_OF_A_RULE = 10
_LONGEST_READ = 20_000  # signs: no letter is longer, and what is would keep the person waiting


def review(
    letter: Letter,
    occasion: Occasion | None,
    *,
    policy: Policy,
    phrases: Phrases,
    siblings: Sequence[Letter] = (),
    elsewhere: Sequence[Application] = (),
    file: str | None = None,
    draft: ReadDraft | None = None,
) -> list[Finding]:
    """What a careful friend would point out in a letter, in the order of reading; the letter as a whole comes first.

    Without an occasion the checks that need a record are left out, and one finding says so. `siblings` are the
    letters to others of the same interview, `elsewhere` all applications (its own is passed over). `file` is named in
    the findings; with a `draft` their lines are the file's, where it has the body's lines, and its header is looked at.
    """
    if not letter.kind and occasion is not None:
        letter = replace(letter, kind=occasion.message.kind)
    record = Record(occasion, elsewhere) if occasion is not None else None
    voice = occasion.voice if occasion is not None else None
    parts = passage(
        letter.body[:_LONGEST_READ],
        closing=voice.closing if voice else "",
        signature=voice.signature if voice else None,
    )
    found = [
        *(_Found.of_check(each, phrases) for each in _checks(letter, parts, policy, record, siblings, draft)),
        *(_Found.of_phrase(*each) for each in phrases_in(letter, parts, record, phrases, voice=voice)),
    ]
    findings = {
        Finding(
            file=file,
            line=_line(parts.line_of(each.at), draft) if each.at is not None else None,
            rule=each.rule,
            severity=severity,
            found=_shortened(each.text),
            why=each.why,
            instead=each.instead,
        )
        for each in _gravest(found)
        if (severity := each.severity) is not None
    }
    return sorted(findings, key=lambda finding: (finding.line or 0, finding.rule, finding.found))


def blocks(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops a draft."""
    return any(finding.severity is Severity.BLOCK for finding in findings)


def _line(line: int, draft: ReadDraft | None) -> int | None:
    """The line of the file for one of the body, None where the file does not show the body."""
    if draft is None:
        return line
    return draft.lines[line - 1] if line <= len(draft.lines) else None


def _checks(
    letter: Letter,
    parts: Passage,
    policy: Policy,
    record: Record | None,
    siblings: Sequence[Letter],
    draft: ReadDraft | None,
) -> Iterator[Noticed]:
    yield from envelope(letter, draft, record)
    yield from blanks(letter, parts, record)
    yield from noise(letter, parts, record)
    yield from form(letter, parts, policy, record)
    if record is None:
        yield Noticed("no-record", "")
    else:
        yield from names(letter, parts, record)
        yield from employers(letter, parts, record)
        yield from facts(letter, parts, record)
        yield from days(letter, parts, record)
    yield from likeness(letter, parts, siblings)


@record(frozen=True, slots=True)
class _Found:
    """A finding on its way, with its place as an offset into the body."""

    rule: str
    severity: Severity | None
    text: str
    at: int | None
    why: str
    instead: str

    @classmethod
    def of_check(cls, noticed: Noticed, phrases: Phrases) -> "_Found":
        advice = phrases.checks[noticed.check]
        rule = f"phrase-{noticed.check}" if noticed.check in _NUMBERED else noticed.check
        words = (_filled(advice.why, noticed), _filled(advice.instead, noticed))
        return cls(rule, advice.severity, noticed.found, noticed.at, *words)

    @classmethod
    def of_phrase(cls, phrase: Phrase, text: str, at: int | None) -> "_Found":
        return cls(phrase.rule, phrase.advice.severity, text, at, phrase.advice.why, phrase.advice.instead)

    def covers(self, other: "_Found") -> bool:
        """Whether both speak of the same words, or of one phrase and its stricter sister ("57", "57-own")."""
        if other.rule.startswith("phrase-") and self.rule.removeprefix(other.rule).startswith("-"):
            return True
        if self.at is None or other.at is None:
            return False
        return self.at < other.at + len(other.text) and other.at < self.at + len(self.text)


def _gravest(found: Iterable[_Found]) -> list[_Found]:
    """One finding for one place: the gravest, of equals the first; and of one rule no more than anybody reads."""
    kept: list[_Found] = []
    seen = Counter[str]()
    for each in sorted(found, key=lambda each: _GRAVITY.index(each.severity)):
        seen[each.rule] += 1
        if each.severity is None or seen[each.rule] > _MOST_OF_A_RULE:
            continue
        if not any(graver.covers(each) for graver in kept):
            kept.append(each)
    return kept


def _filled(words: str, noticed: Noticed) -> str:
    for name, value in noticed.values.items():
        words = words.replace("{" + name + "}", str(value))
    return words


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST_FOUND else one_line[: _LONGEST_FOUND - 1] + "…"
