"""Reads YAML as text with its places: a tree of scalars, lists and tables in which nothing has been guessed.

Decides what of YAML a person's file may use: no anchors, aliases, tags or merge keys, no key twice, no tab as
indentation. Says in their words what YAML could not read, and goes on, so that one slip does not hide the next. What a
value means, and whether a word cut off by YAML matters, is left to `fields` and its callers.
"""

import re
from collections.abc import Iterator, Mapping

import yaml

from followup_mail import misread
from followup_mail.errors import Problem
from followup_mail.records import record

LONGEST = 1_000_000  # characters of a file: a hundred times the notes of the longest search
DEEPEST = 12  # tables in tables; ours need four
MOST_SLIPS = 40  # unreadable values reported of one file

_LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
# Control characters, other line breaks of Unicode, direction overrides, halves of surrogate pairs, a BOM inside.
_UNSEEN = (  # most texts have none, which is told without this pattern
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


@record(frozen=True, slots=True)
class Text:
    """A scalar. `plain`: written without quotes; `block`: written below a `|` or `>`.

    `lost` is what stands behind the value after a ` #`, where YAML takes it for a comment. `last` is the last line.
    """

    value: str
    line: int
    plain: bool
    block: bool = False
    lost: str = ""
    last: int = 0


@record(frozen=True, slots=True)
class Items:
    """A list. `flow`: written in square brackets; `column` is where its dashes stand, from 0."""

    nodes: "tuple[Node, ...]"
    line: int
    flow: bool = False
    column: int = 0
    last: int = 0


@record(frozen=True, slots=True)
class Table:
    """Keys with their values; `lines` has the line of each key. `flow`: written in braces."""

    entries: "Mapping[str, Node]"
    lines: Mapping[str, int]
    line: int
    flow: bool = False
    column: int = 0
    last: int = 0


Node = Text | Items | Table


def read_documents(text: str, file: str) -> tuple[list[Table], list[Problem]]:
    """The documents of a file, split by `---`, with everything that could not be read. Never raises.

    An unreadable value is reported and stands as an empty text. Empty documents are left out.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST:
        what = f"the file has more than {LONGEST:,} characters"
        return [], [Problem(file, None, "", what, "check that it is the file you mean")]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problems = list(_unseen(lines, file)) if unseen(text) else []
    if "\t" in text:
        problems.extend(_tabs(lines, file))
    if problems:
        return [], problems
    slips: dict[int, Problem] = {}
    while True:
        reading = _Reading(lines, file)
        try:
            tables = reading.documents()
        except yaml.YAMLError as error:
            slip = misread.explain(error, lines)
            known = slip.line in slips
            slips.setdefault(slip.line, Problem(file, slip.line, slip.field, slip.problem, slip.remedy))
            if known or slip.out == "rest" or len(slips) >= MOST_SLIPS:
                return reading.tables, sorted([*slips.values(), *reading.problems])
            lines = misread.without(slip, lines)
        except _TooDeepError as error:
            what = f"tables within tables, more than {DEEPEST} deep"
            return [], [*slips.values(), Problem(file, error.line, "", what, "check that it is the file you mean")]
        else:
            return tables, sorted([*slips.values(), *reading.problems])


def named(character: str) -> str:
    """How to name a character that cannot be seen: "U+202E"."""
    return f"U+{ord(character):04X}"


def unseen(text: str) -> str | None:
    """The first character of `text` that no file and no letter may hold; line breaks and tabs are not among them."""
    if text.replace("\n", "").isprintable():
        return None
    found = re.search(_UNSEEN, text)
    return found.group() if found else None


def _unseen(lines: list[str], file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        if character := unseen(line):
            what = f"the invisible character {named(character)} stands in this line"
            yield Problem(file, number, misread.key_of(line), what, "delete it, or type the line again")


def _tabs(lines: list[str], file: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        if "\t" in line[: len(line) - len(line.lstrip())] and line.strip():
            yield Problem(file, number, misread.key_of(line), "the line begins with a tab", "indent it with spaces")


def _start(event: yaml.Event) -> tuple[int, int]:
    """Line (from 1) and column (from 0) of an event's beginning."""
    mark = event.start_mark
    return (mark.line + 1, mark.column) if mark else (1, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    mark = event.end_mark
    return (mark.line + 1, mark.column) if mark else (1, 0)


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Reading:
    """One pass over a file's events. `tables` holds the documents finished so far."""

    def __init__(self, lines: list[str], file: str) -> None:
        self.lines = lines
        self.file = file
        self.tables: list[Table] = []
        self.problems: list[Problem] = []
        self.text = "\n".join(lines)
        self.comments = "#" in self.text
        self.events: Iterator[yaml.Event] = iter(())

    def documents(self) -> list[Table]:
        self.events = yaml.parse(self.text, Loader=_LOADER)
        for event in self.events:
            if not isinstance(event, yaml.NodeEvent):
                continue
            node = self._node(event, "", -1, 0)
            if isinstance(node, Table):
                self.tables.append(node)
            elif not isinstance(node, Text) or node.value or not node.plain:
                self._tell(node.line, "", "the file does not consist of keys with values", misread.FORM)
        return self.tables

    def _tell(self, line: int, field: str, problem: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, line, field, problem, remedy))

    def _node(self, event: yaml.Event, path: str, indent: int, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._marked(*_start(event), path)
            return self._text(event, path, indent)
        line, column = _start(event)
        if depth > DEEPEST:
            raise _TooDeepError(line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._marked(line, column, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, path, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(event, path, depth)
        return Text("", line, plain=False, last=line)

    def _marked(self, line: int, column: int, path: str) -> None:
        """An anchor, an alias or a tag: nearly always prose that happens to begin with its sign."""
        raw = self.lines[line - 1][column:]
        what = f"a value that begins with `{raw[:1]}` has a meaning of its own in YAML"
        self._tell(line, path, what, misread.in_quotes(misread.key_of(self.lines[line - 1]), raw))

    def _text(self, event: yaml.ScalarEvent, path: str, indent: int) -> Text:
        line, _ = _start(event)
        last, column = _end(event)
        block = event.style in ("|", ">")
        if block:
            last = self._last_of_block(line, last)
        elif last > line:
            self._continued(event, last, path, indent)
        lost = self._lost(event, last, column, indent) if self.comments and not block else ""
        return Text(event.value, line, plain=not event.style, block=block, lost=lost, last=last)

    def _last_of_block(self, first: int, end: int) -> int:
        """The last line of a block scalar that holds something; its end mark stands on the line after it."""
        last = min(end, len(self.lines))
        while last > first and (last == end or not self.lines[last - 1].strip()):
            last -= 1
        return last

    def _continued(self, event: yaml.ScalarEvent, last: int, path: str, indent: int) -> None:
        """A value over several lines must not have swallowed lines that were meant for themselves."""
        line, _ = _start(event)
        for number in range(line + 1, last + 1):
            raw = self.lines[number - 1]
            if event.style and raw.strip() and len(raw) - len(raw.lstrip()) <= indent:
                what = f"the quotation mark that opens here is closed only on line {number}"
                self._tell(line, path, what, "put the whole value in one pair of quotation marks, on one line")
                return
            if not event.style and raw.lstrip().startswith("- "):
                what = "the dash has become part of the value above it"
                self._tell(number, path, what, "line the dashes of the list up below one another")
                return

    def _lost(self, event: yaml.ScalarEvent, last: int, column: int, indent: int) -> str:
        """The comment right behind a value, or on the next line and further in than its key."""
        behind = self.lines[last - 1][column:].strip() if last <= len(self.lines) else ""
        if behind.startswith("#"):
            return behind
        if not event.value or last >= len(self.lines):
            return ""
        below = self.lines[last]
        deeper = len(below) - len(below.lstrip()) > max(indent, 0)
        return below.strip() if deeper and below.lstrip().startswith("#") else ""

    def _items(self, event: yaml.SequenceStartEvent, path: str, depth: int) -> Items:
        line, column = _start(event)
        flow = bool(event.flow_style)
        nodes: list[Node] = []
        for inner in self.events:
            if isinstance(inner, yaml.SequenceEndEvent):
                last = max([_end(inner)[0] if flow else line, *(node.last for node in nodes)])
                return Items(tuple(nodes), line, flow, column, last)
            nodes.append(self._node(inner, f"{path}[{len(nodes)}]", column, depth + 1))
        raise yaml.YAMLError  # the parser always closes what it opened

    def _table(self, event: yaml.MappingStartEvent, path: str, depth: int) -> Table:
        first, column = _start(event)
        flow = bool(event.flow_style)
        entries: dict[str, Node] = {}
        lines: dict[str, int] = {}
        last = first
        for key in self.events:
            if isinstance(key, yaml.MappingEndEvent):
                last = max(last, _end(key)[0]) if flow else last
                return Table(entries, lines, first, flow, column, last)
            name, line = self._key(key, depth), _start(key)[0]
            inner = f"{path}.{name}" if path else name
            node = self._node(next(self.events), inner, column, depth + 1)
            last = max(last, node.last)
            if name in lines:
                what = f"`{name}` stands twice, first on line {lines[name]}"
                self._tell(line, inner, what, "keep one of the two, or make one line of both")
            elif name:
                entries[name], lines[name] = node, line
        raise yaml.YAMLError  # the parser always closes what it opened

    def _key(self, event: yaml.Event, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent) and not event.anchor and not event.tag:
            if event.value and event.value != "<<":
                return event.value
        else:
            self._node(event, "", -1, depth + 1)
        if getattr(event, "value", ""):
            self._tell(_start(event)[0], "<<", "merge keys are not supported", "write the lines out")
        else:
            self._tell(_start(event)[0], "", "there is no key before the colon", misread.FORM)
        return ""
