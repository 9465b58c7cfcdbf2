"""Says what a person meant to write where YAML gave up, and in which line. Decides nothing about meaning.

YAML's own messages speak of tokens and mappings, and often of a line below the one that is to blame. Nearly always the
cause is prose that YAML takes for its own signs, and quotation marks are the remedy.
"""

import re
from typing import Literal

import yaml

from followup_mail.records import record

FORM = "write each line as `key: value`"

_SHOWN = 72  # characters of a value that a message repeats
_KEY_LINE = re.compile(
    r"(?P<before>\s*(?:-\s+)*)(?P<key>[^\s\-?:#'\"\[\]{},&*!|>%@`][^:#]*):(?:\s+(?P<value>.*))?$", re.DOTALL
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_SIGNS = {
    "-": "a value cannot begin with a dash and a blank",
    "?": "a value cannot begin with a question mark and a blank",
    ":": "a value cannot begin with a colon",
    "|": "behind `|` the text has to begin on the next line",
    ">": "behind `>` the text has to begin on the next line",
    "[": "the square bracket opens a list for YAML",
    "{": "the brace opens a table for YAML",
}
_CLOSING = {"[": "]", "{": "}"}


@record(frozen=True, slots=True)
class Slip:
    """One place that YAML could not read; `line` counts from 1.

    `out` says what has to be left out for the rest to be judged: the value, the whole line, or all that follows.
    """

    line: int
    field: str
    problem: str
    remedy: str
    out: Literal["value", "line", "rest"] = "value"


def quoted(value: str) -> str:
    """`value` as a YAML double-quoted scalar on one line; every character but line breaks and tabs as it is."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def in_quotes(key: str, value: str) -> str:
    """The remedy for prose that YAML would take for something else, with the line as it should be."""
    value = value.strip()
    if not value or len(value) > _SHOWN:
        return "put the whole value in quotation marks"
    return f"put it in quotation marks: {f'{key}: ' if key else ''}{quoted(value)}"


def key_of(line: str) -> str:
    """The key that a line begins with, empty where there is none."""
    found = _KEY_LINE.match(line)
    return found["key"].rstrip() if found else ""


def explain(error: yaml.YAMLError, lines: list[str]) -> Slip:
    """Where and why YAML gave up, in a person's words."""
    number, column = _place(error, lines)
    raw = lines[number]
    found = _KEY_LINE.match(raw)
    key, value = (key_of(raw), (found["value"] or "").strip()) if found else ("", "")
    reason, context = _words(error)
    if "mapping values" in reason and found and column <= found.end("key"):
        return _out_of_line(number, lines)
    if "document start" in reason or "block collection" in context:
        return Slip(number + 1, key, "the line does not line up with those above it", _ALIGN, out="rest")
    if "unknown escape" in reason:
        what = "a backslash between double quotation marks has a meaning of its own"
        return Slip(number + 1, key, what, f"write it twice, or use single quotation marks around {_short(value)}")
    if value:
        return Slip(number + 1, key, _why(value), _remedy(key, value))
    return Slip(number + 1, key, f"YAML cannot read `{_short(raw)}`", FORM, out="line")


def without(slip: Slip, lines: list[str]) -> list[str]:
    """The lines with an empty text in place of what could not be read, so that the rest can be."""
    at = slip.line - 1
    found = _KEY_LINE.match(lines[at]) if slip.out == "value" else None
    kept = f'{found["before"]}{found["key"]}: ""' if found else ""
    indent = len(found["before"]) if found else _indent(lines[at])
    after = at + 1
    while after < len(lines) and lines[after].strip() and _indent(lines[after]) > indent:
        after += 1
    return [*lines[:at], kept, *[""] * (after - at - 1), *lines[after:]]


_ALIGN = "begin it in the same column as the other keys it belongs with"


def _words(error: yaml.YAMLError) -> tuple[str, str]:
    return str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _place(error: yaml.YAMLError, lines: list[str]) -> tuple[int, int]:
    """The line to blame (from 0) and the column in it."""
    _, context = _words(error)
    mark = getattr(error, "problem_mark", None)
    opening = context.startswith(("while scanning a ", "while parsing a flow", "while parsing a quoted"))
    if opening and getattr(error, "context_mark", None):
        mark = getattr(error, "context_mark", None)
    number = min(mark.line if mark else 0, len(lines) - 1)
    while number and not lines[number].strip():
        number -= 1
    return _unclosed_above(number, lines), mark.column if mark else 0


def _unclosed_above(number: int, lines: list[str]) -> int:
    """The line whose value opens a quotation mark that was closed only in line `number`, if there is one."""
    for above in range(number, -1, -1):
        found = _KEY_LINE.match(lines[above])
        value = (found["value"] or "").strip() if found else ""
        if value[:1] in ("'", '"') and value:
            closed = re.fullmatch(r"""'(?:[^']|'')*'(?:\s+#.*)?|"(?:[^"\\]|\\.)*"(?:\s+#.*)?""", value)
            return number if closed else above
    return number


def _why(value: str) -> str:
    value = value.strip()
    sign = value[0]
    if sign in ("'", '"'):
        closed = sign in value[1:]
        return f"the quotation mark that opens the value {'is closed before its end' if closed else 'is never closed'}"
    if sign in _SIGNS and not (sign in "-?" and value[1:2].strip()):
        return _SIGNS[sign]
    if ": " in value or value.endswith(":"):
        return "a colon within the value looks like another key to YAML"
    return f"a value cannot begin with `{sign}`"


def _remedy(key: str, value: str) -> str:
    closing = _CLOSING.get(value[0], "")
    quotes = in_quotes(key, value)
    return f"close it with `{closing}`, or {quotes}" if closing and closing not in value else quotes


def _out_of_line(number: int, lines: list[str]) -> Slip:
    """The key of line `number` is where none can be: the line above lacks its colon, or this one is too far in."""
    above = number - 1
    while above > 0 and (not lines[above].strip() or lines[above].lstrip().startswith("#")):
        above -= 1
    if above >= 0 and not _KEY_LINE.match(lines[above]):
        return Slip(above + 1, "", f"there is no colon behind the key in `{_short(lines[above])}`", FORM, out="line")
    what = "the line is further in than the ones it belongs with"
    return Slip(number + 1, key_of(lines[number]), what, _ALIGN, out="line")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
