"""Reads the `kinds:` of a policy file: entries that add a kind, or change some lines of one that is there.

Decides what an entry may say. A line that cannot be read is reported, and what stood there before holds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from followup_mail.documents import Items, Node, Table, Text
from followup_mail.errors import Problem
from followup_mail.model import How
from followup_mail.policy.kinds import CAUSES, FROM_THE_INTERVIEW, READERS, Kind, ReplyWindow, Words
from followup_mail.policy.terms import AT_ONCE, read_best, read_preference
from followup_mail.records import record

WINDOW = frozenset({"not_before", "best", "not_after", "give_up"})
FACTS = ("name", "role", "date", "we_talked_about", "i_bring", "answer", "respond_by")
VARIANTS = ("default", "late", *(how.value for how in How))


def nearest(word: str, choices: Iterable[str]) -> str:
    """What to do about an unknown word: the known one that looks most like it, else all of them if they are few."""
    from difflib import get_close_matches  # slow to load, and needed only for a slip

    known = list(choices)
    near = get_close_matches(word, known, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"known are {', '.join(known)}" if len(known) < 12 else "see docs/timing.md for the names"


@record(frozen=True, slots=True)
class Place:
    """Where something stands: the file, the line and the names of the tables around it."""

    file: str
    line: int
    field: str

    def at(self, table: Table, key: str) -> "Place":
        return Place(self.file, table.lines.get(key, table.line), f"{self.field}.{key}" if self.field else key)

    def problem(self, problem: str, remedy: str) -> Problem:
        return Problem(self.file, self.line, self.field, problem, remedy)


class Kinds:
    """The kinds as they stand while one file after the other is laid over them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.entries: dict[str, Kind] = {}

    def lay(self, file: str, table: Table) -> None:
        for name, node in table.entries.items():
            place = Place(file, table.line, "kinds").at(table, name)
            if not isinstance(node, Table):
                self.problems.append(place.problem("the kind has no lines", "indent its lines below its name"))
            elif not (name.isascii() and name.isidentifier() and name.islower()):
                what = f"`{name}` cannot be a kind's name"
                self.problems.append(place.problem(what, "use small letters, digits and _"))
            else:
                self._entry(name, node, place)

    def in_order(self) -> Mapping[str, Kind]:
        """By rank: replies as they stand in the files, then what nobody has asked for."""
        ranked = sorted(self.entries.values(), key=lambda kind: (kind.name in FROM_THE_INTERVIEW, kind.order))
        return {kind.name: replace(kind, order=order) for order, kind in enumerate(ranked)}

    def replace_window(self, name: str, window: ReplyWindow) -> None:
        self.entries[name] = replace(self.entries[name], window=window)

    def _entry(self, name: str, table: Table, place: Place) -> None:
        kind = self.entries.get(name)
        if kind is None and name not in FROM_THE_INTERVIEW and "after" not in table.entries:
            known = nearest(name, self.entries)
            what = "a kind of your own needs `after`: the event that calls for it"
            self.problems.append(place.problem(what, known if known.startswith("did") else "add `after: …`"))
            return
        base = kind or Kind(name=name, title=name.replace("_", " "), order=len(self.entries), template=name)
        changes: dict[str, Any] = {}
        for key, node in table.entries.items():
            here = place.at(table, key)
            if key == "window" and name not in FROM_THE_INTERVIEW:
                changes[key] = read_window(node, here, self.problems, base.window)
            elif key not in FIELDS or (key == "to" and name in FROM_THE_INTERVIEW):
                self.problems.append(here.problem(f"`{key}` is not known here", nearest(key, (*FIELDS, "window"))))
            else:
                try:
                    changes[key] = FIELDS[key](node)
                except ValueError as error:
                    self.problems.append(here.problem(str(error), "see docs/timing.md"))
        changes = {key: value for key, value in changes.items() if value is not None}
        merged = replace(base, **changes)
        if "default" not in merged.words:
            merged = replace(merged, words={"default": Words(10, (40, 120), 150), **merged.words})
        if name not in FROM_THE_INTERVIEW and merged.after is None:
            return
        if name not in FROM_THE_INTERVIEW and merged.window is None:
            merged = replace(merged, window=_usual_window())
        self.entries[name] = merged


def read_window(node: Node, place: Place, problems: list[Problem], before: ReplyWindow | None) -> ReplyWindow | None:
    """The window of a reply; lines that are absent or cannot be read keep what stood there `before`."""
    if not isinstance(node, Table):
        problems.append(place.problem("the window is no table", f"give it {', '.join(sorted(WINDOW))}"))
        return None
    changes: dict[str, Any] = {}
    for key, inner in node.entries.items():
        here = place.at(node, key)
        if key not in WINDOW:
            problems.append(here.problem(f"`{key}` is not known here", nearest(key, sorted(WINDOW))))
            continue
        try:
            words = _texts(inner)
            changes[key] = read_best(words) if key == "best" else read_preference(words)
        except ValueError as error:
            problems.append(here.problem(str(error), "such as 48 hours, 1 business day, 7 days, or respond_by"))
    return replace(before or _usual_window(), **changes)


def _usual_window() -> ReplyWindow:
    return ReplyWindow(AT_ONCE, "business hours", read_preference(("2 business days",)), read_preference(("7 days",)))


def _text(node: Node) -> str:
    if not isinstance(node, Text) or not node.value.strip():
        raise ValueError("one word or phrase is needed here")
    return node.value.strip()


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(_text(item) for item in node.nodes) if isinstance(node, Items) else (_text(node),)


def _yes(node: Node) -> bool:
    answers = {"yes": True, "true": True, "no": False, "false": False}
    word = _text(node)
    if word.lower() not in answers:
        raise ValueError(f"“{word}” is neither yes nor no")
    return answers[word.lower()]


def _cause(node: Node) -> str:
    word = _text(node)
    if word not in CAUSES:
        raise ValueError(f"“{word}” is no event; {nearest(word, CAUSES)}")
    return word


def _reader(node: Node) -> str:
    word = _text(node)
    if word not in READERS:
        raise ValueError(f"“{word}” is nobody a letter can go to; {nearest(word, READERS)}")
    return word


def _causes(node: Node) -> frozenset[str]:
    return frozenset(_cause(item) for item in (node.nodes if isinstance(node, Items) else (node,)))


def _facts(node: Node) -> tuple[str, ...]:
    words = _texts(node) if not isinstance(node, Items) or node.nodes else ()
    for word in words:
        if word not in FACTS:
            raise ValueError(f"“{word}” is no fact that can be needed; {nearest(word, FACTS)}")
    return words


def _not_needed(node: Node) -> Mapping[How, frozenset[str]]:
    if isinstance(node, Table):
        return {_how(key): frozenset(_facts(inner)) for key, inner in node.entries.items()}
    raise ValueError("this says, for a way of talking, which facts are not needed")


def _how(word: str) -> How:
    try:
        return How(word)
    except ValueError:
        raise ValueError(f"“{word}” is no way of talking; {nearest(word, [how.value for how in How])}") from None


def _lengths(node: Node) -> Mapping[str, Words]:
    if isinstance(node, Table):
        return {variant: _length(variant, inner) for variant, inner in node.entries.items()}
    raise ValueError("lengths are a table, such as default: {minimum: 25, target: 40-90, limit: 110}")


def _length(variant: str, node: Node) -> Words:
    if variant not in VARIANTS:
        raise ValueError(f"“{variant}” is no kind of length; {nearest(variant, VARIANTS)}")
    if not isinstance(node, Table) or set(node.entries) != {"minimum", "target", "limit"}:
        raise ValueError("a length has a minimum, a target and a limit")
    try:
        low, high = (int(part) for part in _text(node.entries["target"]).split("-"))
        words = Words(int(_text(node.entries["minimum"])), (low, high), int(_text(node.entries["limit"])))
    except ValueError:
        raise ValueError("lengths are whole numbers of words, the target two of them: 40-90") from None
    if not 0 <= words.minimum <= low <= high <= words.limit:
        raise ValueError("a length does not rise from minimum over target to limit")
    return words


FIELDS: Mapping[str, Callable[[Node], Any]] = {
    "title": _text,
    "to": _reader,
    "template": _text,
    "aliases": _texts,
    "after": _cause,
    "after_interview": _yes,
    "unless_decided": _yes,
    "ends_with": _causes,
    "optional": _yes,
    "unsolicited": _yes,
    "asks": _yes,
    "needs": _facts,
    "not_needed": _not_needed,
    "words": _lengths,
    "tone": _text,
}
