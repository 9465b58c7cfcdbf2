"""Renders one template in a sandbox. A template can print what it is given, choose and repeat; nothing else.

A fact that is absent may be tested and never printed. An unknown name is a fault with file and line. What a template
can reach, and how much it can make, is bounded here; what letters say is the templates' own business.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any, Protocol

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError
from jinja2.runtime import BlockReference, Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from followup_mail.wording.fitting import GAP, finish, suits
from followup_mail.wording.marking import Fact, Prose, without_marks
from followup_mail.wording.shapes import Shape, is_of_the_writer, shape_of
from followup_mail.wording.variety import Hand

SUFFIX = ".txt.j2"
SHIPPED = "shipped/"
LONGEST_SUBJECT = 60
MOST_REPEATS = 200
HIGHEST_POWER = 64
MOST_CHARACTERS = 100_000
HAND = "hand of the letter"  # no template can spell a name with blanks
_FILTERS = frozenset(
    "upper lower capitalize title trim default d first last length count join list reverse sort unique select reject "
    "selectattr rejectattr map int round abs".split()
)
_METHODS = frozenset("upper lower title capitalize strip startswith endswith".split())
OR = " | "
_HOLE = re.compile(r"\{(\w+)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class TemplateFault(Exception):
    """A template that cannot be used. `file` is its name, `line` where it goes wrong, if that is known."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        super().__init__(f"{file}{f':{line}' if line else ''}: {message}")
        self.file = file
        self.line = line
        self.message = message


class Templates(Protocol):
    """Where templates come from. A person's own come before the shipped ones; `shipped/NAME` passes them by."""

    def source(self, name: str) -> str | None:
        """The text of `thank_you` (file thank_you.txt.j2) or `shipped/thank_you`; None where there is none."""


class Absent(Undefined):
    """A fact that the record does not have: false when tested, an error when printed."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(self._fail_with_undefined_error())


class Rendered(str):
    """What a block has made, with its facts marked already. It may be empty, as a block may have nothing to say."""

    __slots__ = ()


def render(kind: str, templates: Templates, variables: Mapping[str, object], hand: Hand) -> str:
    """The whole letter of a kind as its template makes it, facts marked. Raises TemplateFault."""
    given = {name: _given(name, value) for name, value in variables.items()} | {HAND: hand}
    try:
        template = _read(kind, templates)
        made: list[str] = []
        length = 0
        for piece in template.generate(given):
            made.append(piece)
            length += len(piece)
            if length > MOST_CHARACTERS:
                raise SecurityError(f"it makes more than {MOST_CHARACTERS} characters")
        return "".join(made)
    except (TemplateNotFound, TemplateSyntaxError) as error:
        raise _unreadable(error, kind) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        file, line = _place(error, f"{kind}{SUFFIX}")
        raise TemplateFault(file, line, _in_a_line(error)) from error


def understand(name: str, templates: Templates) -> None:
    """Read a template without making a letter. Raises TemplateFault where its signs cannot be understood."""
    try:
        _read(name, templates)
    except (TemplateNotFound, TemplateSyntaxError) as error:
        raise _unreadable(error, name) from error


def _read(name: str, templates: Templates) -> Template:
    return _environment().overlay(loader=_Loader(templates)).get_template(f"{name}{SUFFIX}")


def _unreadable(error: TemplateNotFound | TemplateSyntaxError, name: str) -> TemplateFault:
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.name or name, error.lineno, str(error.message))
    return TemplateFault(str(error), None, "there is no such template")


class _Loader(BaseLoader):
    """Finds templates where the person keeps them. What was compiled once serves while its text is the same."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        text = self._templates.source(name.removesuffix(SUFFIX))
        if text is None:
            raise TemplateNotFound(name)
        return Template.from_code(environment, _compiled(name, text), globals if globals is not None else {}, None)


@lru_cache(maxsize=256)
def _compiled(name: str, text: str) -> CodeType:
    plain = text.replace("\r\n", "\n")
    if found := _CONTROL.search(plain):
        line = plain.count("\n", 0, found.start()) + 1
        raise TemplateSyntaxError("it holds a control character; take it out", line, name)
    return _environment().compile(plain, name, name)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with what a letter needs and no more."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})
    concat = staticmethod(lambda pieces: Rendered("".join(pieces)))

    def join_path(self, template: str, parent: str) -> str:
        """A template that extends its own name means the shipped one of that name."""
        return f"{SHIPPED}{template}" if template == parent else template

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _refuse_what_is_too_much(tree, name)
        return tree

    def is_safe_callable(self, obj: object) -> bool:
        """Only what this module gives, blocks, and a few harmless methods of text."""
        if isinstance(obj, BlockReference) or obj in self.globals.values():
            return True
        owner = getattr(obj, "__self__", None)
        return isinstance(owner, str) and getattr(obj, "__name__", "") in _METHODS

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Sums and products of small numbers; texts are put together with `~`."""
        if not all(isinstance(side, int | float) and abs(side) < MOST_CHARACTERS for side in (left, right)):
            raise SecurityError(f"{operator} is for small numbers; join texts with ~")
        if operator == "**" and isinstance(right, int | float) and right > HIGHEST_POWER:
            raise SecurityError(f"** goes up to {HIGHEST_POWER}")
        return super().call_binop(context, operator, left, right)


def _refuse_what_is_too_much(tree: nodes.Template, name: str | None) -> None:
    for refused, what in (
        (nodes.Macro, "macros"), (nodes.CallBlock, "macros"), (nodes.Import, "imports"), (nodes.FromImport, "imports"),
        (nodes.Include, "includes (extend a template instead)"),
    ):  # fmt: skip
        for node in tree.find_all(refused):
            raise TemplateSyntaxError(f"a letter has no {what}", node.lineno, name)
    for outer in tree.find_all(nodes.For):
        if outer.recursive or any(True for inner in outer.find_all(nodes.For) for _ in inner.find_all(nodes.For)):
            raise TemplateSyntaxError("loops may be nested two deep at most", outer.lineno, name)


@lru_cache(maxsize=1)
def _environment() -> _Environment:
    environment = _Environment(
        undefined=StrictUndefined,
        finalize=_printable,
        autoescape=False,  # plain text: there is nothing to escape
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.tests |= {"whole_sentence": is_whole_sentence, "about_me": is_about_me}
    environment.globals = {"range": _short_range, "say": say, "subject_line": subject_line}
    return environment


def _printable(value: object) -> object:
    if isinstance(value, Undefined | Rendered):
        return value
    if value is None or (isinstance(value, str) and not value.strip()):
        raise UndefinedError("a fact that is absent cannot be printed; ask for it first with {% if … %}")
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise UndefinedError(f"{type(value).__name__} cannot be printed; a letter prints words and numbers")


def _short_range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > MOST_REPEATS:
        raise SecurityError(f"range() gives at most {MOST_REPEATS} numbers")
    return made


def is_whole_sentence(value: object) -> bool:
    """Whether a fact is a sentence of its own, which is never put into another."""
    return isinstance(value, Fact) and shape_of(value.bare) is Shape.SENTENCE


def is_about_me(value: object) -> bool:
    """Whether a fact is a whole sentence about the writer ("I was deputy for six years"), which nobody told them."""
    return is_whole_sentence(value) and isinstance(value, Fact) and is_of_the_writer(value.bare)


@pass_context
def say(context: Context, block: str, *wordings: str, **more: object) -> Rendered:
    """One of the wordings, with its {variables} filled in, chosen by the record; nothing if none can be said.

    A wording may hold alternatives, parted by " | ": the first that can be said counts. It cannot be said when one of
    its variables is absent, or when what was typed does not fit its grammar; then the next wording serves. One that
    puts what was typed behind a colon takes anything, and is used when no other can be said. `of` names the fact, or a
    list of them, without which the sentence would not stand there although it does not print it.
    """
    grounds = more.pop("of", ())
    values = Values(context, more)
    slots = [[Wording(text, values) for text in wording.split(OR)] for wording in wordings]
    usual = [slot for slot in slots if not slot[0].is_last_resort]
    first = context.resolve(HAND).choose(block, len(usual)) if usual else 0
    in_turn = (*usual[first:], *usual[:first], *(slot for slot in slots if slot[0].is_last_resort))
    said = next((wording.said() for slot in in_turn for wording in slot if wording.can_be_said), "")
    return Rendered(_resting_on(said, grounds if isinstance(grounds, list | tuple) else [grounds]))


def _resting_on(said: str, grounds: Sequence[object]) -> str:
    """A sentence marked with facts that it rests on and does not print."""
    marks = "".join(str(fact.with_words("")) for fact in grounds if isinstance(fact, Fact))
    return f"{said[:-1]}{marks}{said[-1]}" if marks and said[-1:] in {".", "?", "!"} else said


@pass_context
def subject_line(context: Context, *subjects: str) -> Rendered:
    """The first subject that can be said in 60 characters; if all are longer, the shortest."""
    can = [subject for subject in subjects if all(context.resolve(name) for name in _HOLE.findall(subject))]
    said = [_HOLE.sub(lambda hole: str(context.resolve(hole[1])), subject) for subject in can]
    short = (subject for subject in said if len(without_marks(subject)) <= LONGEST_SUBJECT)
    return Rendered(next(short, min(said, key=lambda subject: len(without_marks(subject)), default="")))


class Values:
    """The variables that a wording can name: those of the letter, and those it was given with it."""

    def __init__(self, context: Context, more: Mapping[str, object]) -> None:
        self._context = context
        self._more = more

    def __getitem__(self, name: str) -> object:
        value = self._more[name] if name in self._more else self._context.resolve(name)
        if isinstance(value, Undefined) and not isinstance(value, Absent):
            raise UndefinedError(f"{{{name}}} is not a variable")
        return value


class Wording:
    """One sentence or more with {variables} in it."""

    def __init__(self, text: str, values: Values) -> None:
        self._text = text.strip()
        self._values = values
        self._named = {name: values[name] for name in _HOLE.findall(text)}

    @property
    def can_be_said(self) -> bool:
        return all(self._named.values()) and all(suits(stem, typed.bare) for stem, typed in self._stems())

    @property
    def is_last_resort(self) -> bool:
        return any(stem.partition(GAP)[0].endswith(": ") for stem, _ in self._stems())

    def said(self) -> str:
        """The wording with its variables filled in and marked."""
        for stem, typed in self._stems():
            made = finish(stem, typed.bare)
            rest = f" {typed.with_words(made.rest)!s}" if made.rest else ""
            return f"{self._filled(made.before)}{typed.with_words(made.words)!s}{self._filled(made.after)}{rest}"
        return self._filled(self._text)

    def _stems(self) -> Iterator[tuple[str, Prose]]:
        for name, value in self._named.items():
            if isinstance(value, Prose):
                yield self._text.replace(f"{{{name}}}", GAP), value

    def _filled(self, text: str) -> str:
        return _HOLE.sub(lambda hole: str(_printable(self._values[hole[1]])), text)


def _given(name: str, value: object) -> object:
    if value is None:
        return Absent(name=name, hint=f"the record has no `{name}`; ask for it first with {{% if {name} %}}")
    if isinstance(value, Mapping):
        return {key: _given(key, each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_given(name, each) for each in value]
    return value


def _place(error: BaseException, default: str) -> tuple[str, int | None]:
    """File and line of the template in which it happened: Jinja rewrites tracebacks to the template's own lines."""
    trace = error.__traceback__
    place: tuple[str, int | None] = (default, None)
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(SUFFIX):
            place = (file, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _in_a_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
