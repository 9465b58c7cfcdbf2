"""What is wrong with a template whether or not a letter is due: names that nothing answers to, and blanks in its words.

Whether its signs can be understood at all is `rendering`'s to say; what the letters say is `review`'s.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, nodes

from followup_mail.records import record
from followup_mail.wording.layout import SEPARATORS
from followup_mail.wording.placeholders import placeholder
from followup_mail.wording.rendering import SHIPPED, SUFFIX, Templates
from followup_mail.wording.variables import FUNCTIONS, VARIABLES

_NAMES = (*(known.name for known in (*VARIABLES, *FUNCTIONS)), *SEPARATORS)
_ENGINES_OWN = frozenset({"range", "super", "self", "loop"})
_HOLE = re.compile(r"\{(\w+)\}")
_SEE = "see docs/templates.md"


@record(frozen=True, slots=True)
class Mistake:
    """One thing to mend: the line of the template it is in, what is wrong, and what to do."""

    line: int
    problem: str
    remedy: str


def mistakes_in(name: str, templates: Templates) -> list[Mistake]:
    """All that is wrong with template `name`, by line; nothing where it is not there or cannot be read."""
    tree = _tree(templates.source(name))
    if tree is None:
        return []
    found = [*_blocks_of_nothing(tree, name, templates), *_names_of_nothing(tree), *_blanks(tree)]
    return sorted(found, key=lambda mistake: mistake.line)


def _tree(text: str | None) -> nodes.Template | None:
    try:
        plain = Environment(autoescape=False)  # noqa: S701  # plain text, and only looked at
        return plain.parse(text) if text is not None else None
    except TemplateSyntaxError:
        return None


def _blocks_of_nothing(tree: nodes.Template, name: str, templates: Templates) -> Iterator[Mistake]:
    """Blocks that none of the templates below has, and that stand in no other block: nobody would ever see them."""
    below: set[str] = set()
    parent = _parent(tree, name)
    if parent is None:
        return
    passed: set[str] = set()
    while parent is not None and parent not in passed:
        passed.add(parent)
        lower = _tree(templates.source(parent))
        if lower is None:
            return
        below |= {block.name for block in lower.find_all(nodes.Block)}
        parent = _parent(lower, parent)
    within = {inner.name for outer in tree.find_all(nodes.Block) for inner in outer.find_all(nodes.Block)}
    for block in tree.find_all(nodes.Block):
        if block.name not in below | within:
            yield Mistake(block.lineno, f"there is no block {block.name}", _meant(block.name, below))


def _parent(tree: nodes.Template, name: str) -> str | None:
    """The template that this one extends; its own name means the shipped one."""
    extends = next(tree.find_all(nodes.Extends), None)
    if extends is None or not isinstance(extends.template, nodes.Const):
        return None
    parent = str(extends.template.value).removesuffix(SUFFIX)
    return f"{SHIPPED}{parent}" if parent == name else parent


def _names_of_nothing(tree: nodes.Template) -> Iterator[Mistake]:
    """Variables that there are not, in expressions and between the braces of a wording, each once."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    known, told = own | _ENGINES_OWN | set(_NAMES), set[str]()
    for word, line in (*_loaded(tree), *_in_wordings(tree)):
        if word not in known and word not in told:
            told.add(word)
            yield Mistake(line, f"'{word}' is undefined", _meant(word, {*_NAMES, *own}))


def _loaded(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    yield from ((node.name, node.lineno) for node in tree.find_all(nodes.Name) if node.ctx == "load")


def _in_wordings(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    for call in _calls(tree):
        given = {keyword.key for keyword in call.kwargs}
        for text, line in _texts(call):
            yield from ((word, line) for word in _HOLE.findall(text) if word not in given)


def _calls(tree: nodes.Template) -> Iterator[nodes.Call]:
    functions = {function.name for function in FUNCTIONS}
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in functions:
            yield call


def _texts(call: nodes.Call) -> Iterator[tuple[str, int]]:
    for argument in call.args:
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            yield argument.value, argument.lineno


def _blanks(tree: nodes.Template) -> Iterator[Mistake]:
    """Placeholders in what the template itself says."""
    texts = [(data.data, data.lineno) for data in tree.find_all(nodes.TemplateData)]
    texts += [(_HOLE.sub("it", text), line) for call in _calls(tree) for text, line in _texts(call)]
    for text, start in texts:
        for number, line in enumerate(text.split("\n"), start):
            # Between two words: what stands between two facts may be a sign alone.
            if blank := placeholder(f"a {line} a"):
                yield Mistake(number, f"this is a placeholder still: “{blank}”", "write the words, or a {{ variable }}")


def _meant(word: str, known: set[str]) -> str:
    near = get_close_matches(word, sorted(known), n=1)
    return f"did you mean {near[0]}?" if near else _SEE
