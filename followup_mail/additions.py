"""Puts facts into a person's YAML by adding lines: the text before and the text after stay as they are, to the byte.

Decides how a value is written (always so that it is read back unchanged) and where its line goes. After adding, the
result is read again and must say what was said before, and the addition, and nothing else. Files are left to others.
"""

import re
from collections.abc import Mapping, Sequence

from followup_mail.documents import Items, Node, Table, Text, read_documents
from followup_mail.errors import NeedsALookError
from followup_mail.misread import quoted
from followup_mail.records import record

Fact = str | Sequence["Fact"] | Mapping[str, "Fact"]

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_WORD = re.compile(r"[A-Za-z][A-Za-z_-]*|[0-9]+")
_STEP = 2  # columns further in


@record(frozen=True, slots=True)
class Style:
    """How keys are written: `bare` ones need no quotes around a word, `stems` stand above theirs as comments."""

    bare: frozenset[str]
    stems: Mapping[str, str]


def tidy(fact: Fact) -> Fact:
    """The fact as it will be read back: line ends as Unix has them, none at either end, and nothing that is blank."""
    if isinstance(fact, str):
        words = fact.replace("\r\n", "\n").strip("\n")
        return words if words.strip() else ""
    if isinstance(fact, Mapping):
        return {key: inner for key, value in fact.items() if (inner := tidy(value))}
    return [inner for value in fact if (inner := tidy(value))]


def say(node: Node) -> Fact:
    """What a node says, without its places."""
    if isinstance(node, Text):
        return node.value.strip("\n") if node.block else node.value
    if isinstance(node, Items):
        return [say(inner) for inner in node.nodes]
    return {key: say(inner) for key, inner in node.entries.items()}


def parse(text: str, file: str) -> list[Table]:
    """The documents of a text that is to be added to; raises NeedsALookError with all its problems."""
    tables, problems = read_documents(text, file)
    if problems:
        raise NeedsALookError(f"please mend {file} first; nothing was written.", problems)
    return tables


def insist(text: str, file: str, expected: Sequence[Fact]) -> str:
    """`text`, if its documents say just what is expected; raises NeedsALookError otherwise."""
    tables, problems = read_documents(text, file)
    if problems or [say(table) for table in tables] != list(expected):
        raise NeedsALookError(f"{file} could not take this as lines of its own; nothing was written.", problems)
    return text


def write(facts: Mapping[str, Fact], style: Style, *, column: int = 0) -> list[str]:
    """Lines of YAML that say the facts, in their order."""
    lines: list[str] = []
    for key, fact in facts.items():
        if key in style.stems:
            lines.append(f"{' ' * column}# {style.stems[key]}")
        if not isinstance(fact, str):
            lines += [f"{' ' * column}{key}:", *_below(fact, style, column)]
        elif "\n" in fact:
            header, *text = _block(fact, column)
            lines += [f"{' ' * column}{key}: {header}", *text]
        else:
            lines.append(
                f"{' ' * column}{key}: {fact if key in style.bare and _WORD.fullmatch(fact) else quoted(fact)}"
            )
    return lines


def add_fact(text: str, table: Table, key: str, fact: Fact, *, style: Style, place: str) -> str:
    """The text with one more fact in `table`; raises NeedsALookError where a line cannot do that.

    A key that stands empty is filled below its line; a list takes further items.
    """
    node = table.entries.get(key)
    if table.flow:
        raise NeedsALookError(f"{place}: what stands in braces takes no further line; write `{key}:` into it yourself.")
    if node is None:
        return _insert(text, table.last, write({key: fact}, style, column=table.column))
    if isinstance(node, Text) and node.plain and not node.value:
        return _insert(text, node.last, _below(fact, style, table.column))
    if isinstance(node, Items) and not node.flow and not isinstance(fact, Mapping):
        items = [fact] if isinstance(fact, str) else fact
        return _insert(text, node.last, _items(items, style, node.column))
    raise NeedsALookError(f"{place}: `{key}` says something already; change it there yourself.")


def add_document(text: str, lines: Sequence[str]) -> str:
    """The text with a further document below."""
    return _insert(text, len(_LINES.findall(text)), ["---", *lines])


def _below(fact: Fact, style: Style, column: int) -> list[str]:
    """The lines of a value that stands below its key."""
    if isinstance(fact, Mapping):
        return write(fact, style, column=column + _STEP)
    if not isinstance(fact, str):
        return _items(fact, style, column + _STEP)
    if "\n" not in fact:
        return [f"{' ' * (column + _STEP)}{quoted(fact)}"]
    header, *text = _block(fact, column)
    return [f"{' ' * (column + _STEP)}{header}", *text]


def _block(words: str, column: int) -> list[str]:
    """A literal block below a key in that column. A first line that begins with a blank hides where the text begins."""
    header = f"|{_STEP}" if words[0].isspace() else "|"
    return [header, *(f"{' ' * (column + _STEP)}{line}" if line else "" for line in words.split("\n"))]


def _items(facts: Sequence[Fact], style: Style, column: int) -> list[str]:
    lines: list[str] = []
    for fact in facts:
        if isinstance(fact, str):
            lines.append(f"{' ' * column}- {quoted(fact)}")
        elif isinstance(fact, Mapping):
            first, *rest = write(fact, style, column=column + _STEP)
            lines += [f"{' ' * column}- {first.strip()}", *rest]
    return lines


def _insert(text: str, after: int, lines: Sequence[str]) -> str:
    """The text with lines below line number `after`, ending as the first line of the text does."""
    present = _LINES.findall(text)
    above, below = "".join(present[:after]), "".join(present[after:])
    end = next((line[len(line.rstrip("\r\n")) :] for line in present if line[-1] in "\r\n"), "\n")
    if above and above[-1] not in "\r\n":
        return above + "".join(f"{end}{line}" for line in lines)
    return above + "".join(f"{line}{end}" for line in lines) + below
