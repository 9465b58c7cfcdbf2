"""What a shipped template has that a person's own copy of it has not: what came with an upgrade, told by name.

A copy knows of what it uses, and of what it names in a comment `{# with: … #}` or `{# without: … #}`: the first is
written when the copy is made, so that what a person then takes out is never missed; the second is for them to write,
and may name `all`.
"""

import re
from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

from followup_mail.records import record
from followup_mail.wording.rendering import SHIPPED, SUFFIX
from followup_mail.wording.variables import VARIABLES

_FACTS = frozenset(variable.name for variable in VARIABLES)
_HOLE = re.compile(r"\{(\w+)\}")
_KNOWN = re.compile(r"\{#(?:(?!#\}).)*?\bwith(?:out)?:(.*?)#\}", re.DOTALL | re.IGNORECASE)
_WIDTH = 100
EVERYTHING = "all"


@record(frozen=True, slots=True)
class Parts:
    """What a template is made of, by name, in the order in which it stands there: its blocks, the facts that it prints
    or asks for, and the wordings that `say` chooses from."""

    blocks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.blocks, *self.facts, *self.wordings)))


def lacking(own: str, shipped: str) -> Parts:
    """What a shipped template has and a person's own one of that name neither has nor names in a comment.

    Nothing where theirs extends the shipped one, is built on another template, or cannot be read at all.
    """
    theirs, ours = _tree(own), _tree(shipped)
    known = set(_known(own))
    if theirs is None or ours is None or _extended(theirs) != _extended(ours) or EVERYTHING in known:
        return Parts()
    has = parts_of(theirs)
    new = parts_of(ours)
    return Parts(
        blocks=tuple(one for one in new.blocks if one not in known.union(has.blocks)),
        facts=tuple(one for one in new.facts if one not in known.union(has.facts)),
        wordings=tuple(one for one in new.wordings if one not in known.union(has.wordings, new.blocks)),
    )


def copied(shipped: str, version: str) -> str:
    """A shipped template as a person's own: with the comment that tells what it had when it was copied."""
    tree = _tree(shipped)
    names = parts_of(tree).names if tree is not None else ()
    lines, line = [], f"{{# A copy of the template of followup-mail {version}, with:"
    for word in [f"{name}," for name in names[:-1]] + [f"{name}. #}}" for name in names[-1:]]:
        if len(line) + len(word) >= _WIDTH:
            lines.append(line)
            line = "  "
        line += f" {word}"
    return "\n".join((*lines, line, shipped))


def parts_of(tree: nodes.Template) -> Parts:
    """The parts of a template that has been parsed."""
    said = [call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name) and call.node.name == "say"]
    first = [call.args[0].value for call in said if call.args and isinstance(call.args[0], nodes.Const)]
    return Parts(
        blocks=tuple(dict.fromkeys(block.name for block in tree.find_all(nodes.Block))),
        facts=tuple(dict.fromkeys(name for name in _mentioned(tree) if name in _FACTS)),
        wordings=tuple(dict.fromkeys(str(name) for name in first)),
    )


def _mentioned(tree: nodes.Template) -> Iterator[str]:
    """Every name that is printed or asked for, in expressions and between the braces of a wording."""
    for node in tree.find_all((nodes.Name, nodes.Const)):
        if isinstance(node, nodes.Name):
            yield node.name
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield from _HOLE.findall(node.value)


def _tree(text: str) -> nodes.Template | None:
    try:
        return Environment(autoescape=False).parse(text)  # noqa: S701  # plain text, and only looked at
    except TemplateSyntaxError:
        return None


def _extended(tree: nodes.Template) -> str | None:
    """The template that this one is built on."""
    parent = next(tree.find_all(nodes.Extends), None)
    named = parent.template.value if parent is not None and isinstance(parent.template, nodes.Const) else None
    return str(named).removeprefix(SHIPPED).removesuffix(SUFFIX) if named is not None else None


def _known(text: str) -> Iterator[str]:
    for comment in _KNOWN.finditer(text):
        yield from re.findall(r"\w+", comment[1])
