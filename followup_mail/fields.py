"""Converts what a person wrote under a key, once and by its declared type, and names what it cannot convert.

A `Field` says everything about one key: its name, its type, what it means, an example. The tables of `keys` are made of
them, and from those tables come the reading, "did you mean", the JSON Schemas and the pages of docs/. Prose is taken
exactly as it was typed, or refused: a word that YAML would cut off is a problem, never a loss.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypeVar

from followup_mail.documents import Items, Node, Table, Text, named, unseen
from followup_mail.errors import Problem
from followup_mail.misread import in_quotes
from followup_mail.records import record

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Keep = Literal["all", "name", "token"]  # how much of what stands behind a value may be a comment
Schema = Mapping[str, object]

_NOTHING = {"~", "null", "Null", "NULL"}
_NOTHING_FOR_A_NAME = {"~", "null"}  # there are people called Null
_SHOWN = 60


class Place:
    """Where a value stands, and where its problems go. `path` is the key as the person knows it: `met[0].email`."""

    __slots__ = ("file", "line", "path", "problems")

    def __init__(self, file: str, problems: list[Problem], path: str = "", line: int | None = None) -> None:
        self.file = file
        self.problems = problems
        self.path = path
        self.line = line

    def tell(self, problem: str, remedy: str = "", *, line: int | None = None) -> None:
        self.problems.append(Problem(self.file, line or self.line, self.path, problem, remedy))

    def at(self, key: str, line: int) -> "Place":
        return Place(self.file, self.problems, f"{self.path}.{key}" if self.path else key, line)

    def item(self, index: int, line: int) -> "Place":
        return Place(self.file, self.problems, f"{self.path}[{index}]", line)


class Kind(Protocol[T_co]):
    """How a value is read. `read` gives None where nothing is said, or what is said cannot be used (and was told)."""

    @property
    def schema(self) -> Schema: ...

    def read(self, node: Node, place: Place) -> T_co | None: ...


@record(frozen=True, slots=True)
class Field(Generic[T_co]):
    """One key. `example` is written as in the file; `stem` begins the sentence that the value finishes."""

    name: str
    kind: Kind[T_co]
    meaning: str
    example: str
    required: bool = False
    stem: str = ""


class Section:
    """The keys that may stand side by side. `hints`: remedies for keys that belong elsewhere or go by another name."""

    __slots__ = ("by_name", "fields", "hints", "required")

    def __init__(self, fields: Sequence[Field[object]], hints: Mapping[str, str] = MappingProxyType({})) -> None:
        self.fields = fields
        self.hints = hints
        self.by_name = {each.name: each for each in fields}
        self.required = tuple(each for each in fields if each.required)


class Values:
    """What a table held, by field and with its type; None where nothing was said."""

    __slots__ = ("_found",)

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found

    def __getitem__(self, key: Field[T]) -> T | None:
        value: T | None = self._found.get(key.name)
        return value


def read_table(table: Table, section: Section, place: Place) -> Values:
    """Every value of a table, converted; unknown and missing keys are told."""
    found: dict[str, object] = {}
    for name, node in table.entries.items():
        line = table.lines[name]
        known = section.by_name.get(name)
        if known is None:
            place.at(name, line).tell("there is no such key", _meant(name, section))
        else:
            found[name] = known.kind.read(node, place.at(name, line))
    for each in section.required:
        if _is_blank(table.entries.get(each.name)):
            line = table.lines.get(each.name, table.line)
            place.at(each.name, line).tell("it is missing", f"add a line such as `{each.name}: {each.example}`")
    return Values(found)


def nearest(word: str, names: Sequence[str]) -> str | None:
    """The name that `word` was probably meant to be."""
    from difflib import get_close_matches

    plain = word.casefold().replace("-", "_").replace(" ", "_")
    if plain in names:
        return plain
    inside = [name for name in names if len(plain) > 3 and plain in name]
    return next(iter(get_close_matches(plain, names, 1, 0.65) or inside), None)


def _meant(name: str, section: Section) -> str:
    if name in section.hints:
        return section.hints[name]
    near = nearest(name, list(section.by_name))
    if near:
        return f"did you mean `{near}`?"
    hint = nearest(name, list(section.hints))
    return section.hints[hint] if hint else f"the keys here are {', '.join(section.by_name)}"


def _is_blank(node: Node | None) -> bool:
    return node is None or (isinstance(node, Text) and node.plain and not node.value and not node.lost)


# --- kinds ----------------------------------------------------------------------------------------------------------


class Scalar(Generic[T]):
    """One value. `convert` raises ValueError with one line. `breaks`: it may have several lines, below a `|`."""

    __slots__ = ("breaks", "convert", "keep", "schema")

    def __init__(
        self, convert: Callable[[str], T], schema: Schema, *, keep: Keep = "token", breaks: bool = False
    ) -> None:
        self.convert = convert
        self.schema = schema
        self.keep = keep
        self.breaks = breaks

    def read(self, node: Node, place: Place) -> T | None:
        words = read_words(node, place, keep=self.keep, breaks=self.breaks)
        if words is None:
            return None
        try:
            return self.convert(words)
        except ValueError as error:
            place.tell(str(error))
            return None


class Several(Generic[T]):
    """A list, or a single value for a list of one. An empty list is a statement too."""

    __slots__ = ("each",)

    def __init__(self, each: Scalar[T]) -> None:
        self.each = each

    @property
    def schema(self) -> Schema:
        return {"anyOf": [self.each.schema, {"type": "array", "items": self.each.schema}]}

    def read(self, node: Node, place: Place) -> tuple[T, ...] | None:
        if not isinstance(node, Items):
            one = self.each.read(node, place)
            return None if one is None else (one,)
        found = (self.each.read(item, place.item(index, item.line)) for index, item in enumerate(node.nodes))
        return tuple(value for value in found if value is not None)


class Nested:
    """A table of its own; its reader takes the `Values`."""

    __slots__ = ("section",)

    def __init__(self, section: Section) -> None:
        self.section = section

    @property
    def schema(self) -> Schema:
        return {"type": ["object", "null"], **object_schema(self.section)}

    def read(self, node: Node, place: Place) -> Values | None:
        if isinstance(node, Table):
            return read_table(node, self.section, place)
        if says_nothing(node):
            return None
        lines = " and ".join(f"`{each.name}: {each.example}`" for each in self.section.fields[:2])
        place.tell("this has keys of its own", f"write them below it and further in, such as {lines}")
        return None


class AsItStands:
    """Left to another reader, places and all."""

    __slots__ = ("schema",)

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def read(self, node: Node, place: Place) -> Node:
        del place
        return node


def object_schema(section: Section) -> dict[str, object]:
    """The part of a JSON Schema that describes one table."""
    properties = {
        each.name: {**each.kind.schema, "description": each.meaning, "examples": [each.example]}
        for each in section.fields
    }
    required = [each.name for each in section.fields if each.required]
    return {"properties": properties, "additionalProperties": False, **({"required": required} if required else {})}


# --- words ----------------------------------------------------------------------------------------------------------


def says_nothing(node: Node) -> bool:
    """Whether a key stands empty, or with YAML's word for nothing."""
    return isinstance(node, Text) and node.plain and (not node.value or node.value in _NOTHING)


def read_words(node: Node, place: Place, *, keep: Keep, breaks: bool = False) -> str | None:
    """The words of a scalar as the person meant them; None where there are none, or where YAML would change them."""
    if not isinstance(node, Text):
        _tell_structure(node, place, keep)
        return None
    if node.lost and (keep == "all" or (keep == "name" and node.lost[1:2].strip("# \t!"))):
        what = f"YAML takes `{_short(node.lost)}` for a comment and would lose it"
        whole = f"{node.value} {node.lost}"
        remedy = f"{in_quotes(place.path.rpartition('.')[2], whole)}, or move the comment to a line above"
        place.tell(what, remedy)
        return None
    if node.plain and node.value in _NOTHING:
        if keep == "all" or (keep == "name" and node.value not in _NOTHING_FOR_A_NAME):
            place.tell(f"`{node.value}` means nothing at all in YAML", "leave the value empty, or put it in quotes")
        return None
    words = node.value.strip("\n") if node.block else node.value
    if not words and node.block:
        place.tell("there is no text below it", "write the text on the next line, further in, or put it in quotes")
    if not words.strip():
        return None
    if not words.isprintable() and not _may_hold(words, place, breaks=breaks, block=node.block):
        return None
    return words if keep == "all" else words.strip()


def _may_hold(words: str, place: Place, *, breaks: bool, block: bool) -> bool:
    """Whether every character of the words may stand in a letter; what may not is told."""
    character = unseen(words) or next((each for each in words if each in "\t\r"), "")
    if character:
        what = "a tab" if character == "\t" else f"the invisible character {named(character)}"
        place.tell(f"the value holds {what}", "delete it")
    elif "\n" in words and not breaks:
        place.tell("the value has a line break in it", "write it on one line")
    elif "\n" in words and not block:
        remedy = "write `|` behind the colon and the text on the lines below, further in"
        place.tell("the value has a line break in it, which only stands below a `|`", remedy)
    else:
        return True
    return False


def _tell_structure(node: Node, place: Place, keep: Keep) -> None:
    flow = isinstance(node, Items | Table) and node.flow
    if flow and keep != "token":
        what = "brackets" if isinstance(node, Items) else "braces"
        place.tell(f"a text in {what} has a meaning of its own in YAML", "put the whole value in quotation marks")
    elif isinstance(node, Items):
        place.tell("one value is expected here, not a list", "write it behind the colon")
    else:
        place.tell("one value is expected here, not keys", "write it behind the colon, in quotes if it holds a colon")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


# --- common types ---------------------------------------------------------------------------------------------------

ANY_TEXT: Schema = {"type": ["string", "number", "boolean", "null"]}


def as_typed(words: str) -> str:
    """The words themselves."""
    return words


def choice(choices: Mapping[str, T]) -> Scalar[T]:
    """One of a few words; capitals, blanks and hyphens are no difference."""

    def convert(words: str) -> T:
        found = choices.get(words.casefold().replace("-", "_").replace(" ", "_"), choices.get(words))
        if found is not None:
            return found
        near = nearest(words, list(choices))
        remedy = f"; did you mean {near}?" if near else ""
        raise ValueError(f"`{_short(words)}` is none of {', '.join(choices)}{remedy}")

    return Scalar(convert, {"enum": [*choices, None]})


def whole(least: int, most: int, why: str = "") -> Scalar[int]:
    """A whole number within bounds, both inclusive; `why` it is not less."""

    def convert(words: str) -> int:
        if not (words.isascii() and words.isdecimal() and len(words) <= 10):
            raise ValueError(f"`{_short(words)}` is no whole number; write it in digits, such as {least}")
        if not least <= int(words) <= most:
            reason = f": {why}" if why and int(words) < least else ""
            raise ValueError(f"{words} is not between {least} and {most}{reason}")
        return int(words)

    return Scalar(convert, {"type": ["integer", "null"], "minimum": least, "maximum": most})


_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def _convert_yes_no(words: str) -> bool:
    found = _YES_NO.get(words.casefold())
    if found is None:
        raise ValueError(f"`{_short(words)}` is neither yes nor no; write yes or no")
    return found


PROSE = Scalar(as_typed, ANY_TEXT, keep="all")
LINES = Scalar(as_typed, ANY_TEXT, keep="all", breaks=True)
NAME = Scalar(as_typed, ANY_TEXT, keep="name")
YES_NO = Scalar(_convert_yes_no, {"enum": [True, False, "yes", "no", "Yes", "No", None]})
