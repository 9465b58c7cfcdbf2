"""The catalogue of what a careful friend would point out: the phrases to look for, and the words of every check.

Decides how templates/phrases.yaml and a person's own phrases.yaml are read and laid over one another. Where the
phrases are looked for is the business of `searching`; what the checks compare is that of the other modules here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TypeVar

from followup_mail.documents import Items, Node, Table, Text
from followup_mail.errors import Problem
from followup_mail.model import Severity
from followup_mail.review.patterns import Lists, Pattern, PatternError, check_pattern, read_pattern

OFF = "off"
SECTIONS = ("words", "phrases", "checks")
WHERE = ("subject", "greeting", "body", "closing")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said about a finding. `severity` None: the person does not want to hear of it."""

    severity: Severity | None
    why: str
    instead: str
    group: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of the catalogue (timing.md 2.6). Empty `kinds` means every kind of letter.

    It counts in a sentence that holds one of `within` (if there are any) and none of `without`, from `times`
    occurrences on; not where one of `unless` stands elsewhere in the letter or one of the events `unless_heard` has
    happened, and not for words of the person's own notes, but for `even_own`.
    """

    id: str
    advice: Advice
    find: tuple[Pattern, ...]
    kinds: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset({"subject", "body"})
    within: tuple[Pattern, ...] = ()
    without: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    unless_heard: frozenset[str] = frozenset()
    times: int = 1
    even_own: bool = False

    @property
    def rule(self) -> str:
        return f"phrase-{self.id}"

    def applies_to(self, kind: str) -> bool:
        """Whether the entry is looked for in this kind of letter; one of unknown kind ("") gets the general ones."""
        return self.advice.severity is not None and kind not in self.not_in and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The whole catalogue: phrases by id, and the advice that goes with each check by the check's name."""

    phrases: Mapping[str, Phrase]
    checks: Mapping[str, Advice]


def read_phrases(
    shipped: Table, overrides: Sequence[tuple[str, Table]] = (), *, file: str = "templates/phrases.yaml"
) -> tuple[Phrases, list[Problem]]:
    """The shipped catalogue with a person's own files (name and content, later ones win) laid over it.

    An own entry may name only what is different; `severity: off` silences one; the words of an own list are added to
    the shipped ones. A faulty entry is left out and told. The patterns of the shipped file are taken to be sound, which
    a test sees to: checking takes longer than a letter.
    """
    problems: list[Problem] = []
    catalogue = Phrases({}, {})
    files = ((file, shipped), *overrides)
    lists = _lists(files, problems)
    for name, table in files:
        catalogue = _lay_over(catalogue, table, name, problems, lists, shipped=table is shipped)
    return catalogue, problems


def _lists(files: Iterable[tuple[str, Table]], problems: list[Problem]) -> Lists:
    """The lists of words of all files by name, which patterns write in angle brackets."""
    lists: dict[str, tuple[str, ...]] = {}
    for file, table in files:
        section = table.entries.get("words")
        if not isinstance(section, Table):
            continue
        for name, node in section.entries.items():
            if isinstance(node, Text):
                words = (word.strip() for word in node.value.split(","))
                lists[name] = (*lists.get(name, ()), *filter(None, words))
            else:
                place, remedy = f"words.{name}", "write one, two words, third*"
                problems.append(Problem(file, section.lines[name], place, "is no list of words", remedy))
    return lists


def _lay_over(
    below: Phrases, table: Table, file: str, problems: list[Problem], lists: Lists, *, shipped: bool
) -> Phrases:
    phrases, checks = dict(below.phrases), dict(below.checks)
    for section, node in table.entries.items():
        if section in SECTIONS and isinstance(node, Text) and not node.value:
            continue
        if section not in SECTIONS or not isinstance(node, Table):
            remedy = "use “words:”, “phrases:” or “checks:”"
            problems.append(Problem(file, table.lines[section], section, "is no section of this file", remedy))
            continue
        if section == "words":
            continue
        for name, entry in node.entries.items():
            place = f"{section}.{name}"
            if not isinstance(entry, Table):
                remedy = "write find:, severity:, why: and instead: below it"
                problems.append(Problem(file, node.lines[name], place, "is no entry", remedy))
                continue
            reader = _Entry(file, place, entry, lists, checked=not shipped)
            if section == "phrases":
                phrase = reader.phrase(name, phrases.get(name))
                if phrase is not None:
                    phrases[name] = phrase
            elif name in checks or shipped:
                checks[name] = reader.advice(checks.get(name))
                reader.refuse_others()
            else:
                problems.append(_unknown(file, node.lines[name], place, name, checks, "check"))
            problems += reader.problems
    return Phrases(phrases, checks)


def _unknown(file: str, line: int | None, place: str, name: str, known: Mapping[str, object], what: str) -> Problem:
    near = get_close_matches(name, known, 1)
    return Problem(
        file, line, place, f"there is no {what} “{name}”", f"did you mean “{near[0]}”?" if near else "take it out"
    )


class _Entry:
    """Reads one entry, gathering every problem in it; keys are taken one by one, what is left over is unknown."""

    def __init__(self, file: str, place: str, table: Table, lists: Lists, *, checked: bool) -> None:
        self.file, self.place, self.table, self.lists, self.checked = file, place, table, lists, checked
        self.problems: list[Problem] = []
        self.taken: set[str] = set()

    def phrase(self, name: str, below: Phrase | None) -> Phrase | None:
        """The phrase that the entry makes of the one below it; None if it cannot stand."""
        phrase = below or Phrase(name, Advice(None, "", "", ""), ())
        faults = len(self.problems)
        phrase = replace(
            phrase,
            advice=self.advice(below.advice if below else None),
            find=self._patterns("find", phrase.find),
            within=self._patterns("with", phrase.within),
            without=self._patterns("without", phrase.without),
            unless=self._patterns("unless", phrase.unless),
            kinds=self._names("kinds", phrase.kinds),
            not_in=self._names("not_in", phrase.not_in),
            where=self._names("where", phrase.where, allowed=WHERE),
            unless_heard=self._names("unless_heard", phrase.unless_heard),
            times=self._number("times", phrase.times),
            even_own=self._yes_or_no("even_own", below=phrase.even_own),
        )
        self.refuse_others()
        if not phrase.find and len(self.problems) == faults:
            self._problem(None, "says nothing to look for", "add find: with the words")
        return phrase if len(self.problems) == faults else below

    def advice(self, below: Advice | None) -> Advice:
        """Severity, reason and gentler wording; what is not said comes from below."""
        below = below or Advice(Severity.WARN, "", "", "own")
        return Advice(
            self._severity(below.severity),
            self._text("why", below.why),
            self._text("instead", below.instead),
            self._text("class", below.group),
        )

    def refuse_others(self) -> None:
        """Names every key that nothing has asked for."""
        known = dict.fromkeys(sorted(self.taken))
        for key in self.table.entries.keys() - self.taken:
            self.problems.append(_unknown(self.file, self.table.lines[key], f"{self.place}.{key}", key, known, "key"))

    def _node(self, key: str) -> Node | None:
        self.taken.add(key)
        return self.table.entries.get(key)

    def _texts(self, key: str) -> list[Text] | None:
        node = self._node(key)
        if node is None:
            return None
        nodes = node.nodes if isinstance(node, Items) else (node,)
        texts = [each for each in nodes if isinstance(each, Text)]
        if len(texts) < len(nodes):
            self._problem(key, "is not a text or a list of texts", "write - and the words on lines of their own")
        return texts

    def _text(self, key: str, below: str) -> str:
        texts = self._texts(key)
        return below if texts is None else " ".join(text.value for text in texts)

    def _patterns(self, key: str, below: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
        texts = self._texts(key)
        if texts is None:
            return below
        patterns = []
        for text in texts:
            try:
                if self.checked:
                    check_pattern(text.value, self.lists)
                patterns.append(read_pattern(text.value, self.lists))
            except PatternError as fault:
                what, _, remedy = str(fault).partition("; ")
                self.problems.append(Problem(self.file, text.line, f"{self.place}.{key}", what, remedy))
        return tuple(patterns)

    def _names(self, key: str, below: frozenset[str], allowed: Sequence[str] = ()) -> frozenset[str]:
        texts = self._texts(key)
        if texts is None:
            return below
        for text in texts:
            if allowed and text.value not in allowed:
                self._problem(key, f"there is no “{text.value}” here", f"use {', '.join(allowed)}", text.line)
        return frozenset(text.value for text in texts)

    def _severity(self, below: Severity | None) -> Severity | None:
        return self._one_of("severity", {"B": Severity.BLOCK, "W": Severity.WARN, "H": Severity.HINT, OFF: None}, below)

    def _yes_or_no(self, key: str, *, below: bool) -> bool:
        return self._one_of(key, {"yes": True, "no": False}, below)

    def _number(self, key: str, below: int) -> int:
        return self._one_of(key, {str(number): number for number in range(1, 10)}, below)

    def _one_of(self, key: str, meanings: Mapping[str, T], below: T) -> T:
        texts = self._texts(key)
        if not texts:
            return below
        if texts[0].value not in meanings:
            self._problem(key, f"there is no “{texts[0].value}” here", f"use one of {', '.join(meanings)}")
            return below
        return meanings[texts[0].value]

    def _problem(self, key: str | None, problem: str, remedy: str, line: int | None = None) -> None:
        place = f"{self.place}.{key}" if key else self.place
        at = line or (self.table.lines.get(key, self.table.line) if key else self.table.line)
        self.problems.append(Problem(self.file, at, place, problem, remedy))
