"""Talking to a person: results to stdout, everything else to stderr, questions only where somebody sits there."""

import os
import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import TextIO

from followup_mail.errors import NeedsALookError, Problem

WIDEST = 88
UNTOLD = 80  # columns of a terminal that does not tell


class AnswersEndedError(NeedsALookError):
    """The person ended their answers (Ctrl-D) while something was asked."""


def show(text: str = "") -> None:
    """Print a result."""
    print(text)


def say(text: str = "") -> None:
    """Say something about the work itself; on a terminal long lines are folded at blanks."""
    sys.stdout.flush()
    print(aside(text), file=sys.stderr)


def aside(text: str) -> str:
    """`text` as it goes to stderr: on a terminal long lines are folded at blanks."""
    if not sys.stderr.isatty():
        return text
    columns = width(sys.stderr)
    lines = [(line.lstrip(), line[: len(line) - len(line.lstrip())]) for line in text.split("\n")]
    return "\n".join(wrapped(line, indent, columns) for line, indent in lines)


def say_problems(problems: Iterable[Problem]) -> None:
    """Name what cannot be read, a line each."""
    for problem in problems:
        say(str(problem))


def show_json(content: dict[str, object]) -> None:
    """Print `content` as JSON in UTF-8, readable by people too, under "schema": 1."""
    import json

    print(json.dumps({"schema": 1, **content}, ensure_ascii=False, indent=1))


def bold(text: str) -> str:
    """`text` as a heading where the terminal can show one (NO_COLOR is honoured)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty() or os.name == "nt":
        return text
    return f"\033[1m{text}\033[0m"


def width(stream: TextIO | None = None) -> int:
    """Columns to fill: those of the terminal, within what reads well; away from a terminal always the same.

    `stream` is where the lines go, by default stdout: with `due | less` stderr alone is a terminal.
    """
    stream = stream or sys.stdout
    if not stream.isatty():
        return WIDEST
    if stream is sys.stdout or os.environ.get("COLUMNS"):
        return min(get_terminal_size((UNTOLD, 24)).columns, WIDEST)
    try:
        return min(os.get_terminal_size(stream.fileno()).columns or UNTOLD, WIDEST)
    except OSError:
        return UNTOLD


def wrapped(text: str, indent: str = "", columns: int | None = None) -> str:
    """`text` folded at blanks to the terminal's width, each line behind `indent`; a long word keeps its length."""
    room, text = (columns or width()) - len(indent), text.replace("\n", " ")
    lines = []
    while len(text) > room:
        blank = text.rfind(" ", 1, room + 1)
        if blank < 0:
            blank = text.find(" ", room)
        if blank < 0:
            break
        lines.append(text[:blank].rstrip())
        text = text[blank:].lstrip()
    return "\n".join(f"{indent}{line}" for line in (*lines, text) if line)


def listed(words: Sequence[str]) -> str:
    """Names as one says them: "Ana", "Ana and Ben", "Ana, Ben and Cho"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def ask(prompt: str, *, example: str = "", default: str = "", stem: str = "") -> str:
    """One line typed by the person, exactly as typed; Enter alone gives `default`.

    `example` stands behind the question. `stem` is printed as the beginning of the line that the person finishes.
    Raises AnswersEndedError at end of input.
    """
    _keep_the_tab_key_plain()
    if prompt:
        say(f"{bold(prompt)}  ({example})" if example else bold(prompt))
    while True:
        try:
            answer = input(f"  {stem}" if stem else "  > ")
            answer.encode()
        except EOFError as end:
            raise AnswersEndedError("the answers ended here, so nothing more was written.") from end
        except UnicodeError:  # the terminal does not send UTF-8, or half a character
            say("  That could not be read as UTF-8; please type it again.")
        else:
            return answer if answer.strip() else default


def ask_key(question: str, *, yes_by_default: bool) -> bool:
    """A yes-or-no question answered with one key; Enter takes the default, any other key says no, Ctrl-C stops all."""
    import typer

    sys.stdout.write(f"{question} [{'Y/n' if yes_by_default else 'y/N'}] ")
    sys.stdout.flush()
    try:
        key = typer.getchar().lower()
    except EOFError:
        key = "n"
    answer = yes_by_default if key in ("\r", "\n", "") else key == "y"
    print("yes" if answer else "no")
    return answer


def ask_which(prompt: str, choices: Iterable[str]) -> int:
    """A numbered menu; the index of the choice, counted from 0. Asks again until a number of the list is typed."""
    rows = list(choices)
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    say(bold(prompt))
    for number, row in zip(numbers, rows, strict=True):
        say(f"  {number:>2}  {row}")
    while True:
        answer = ask("", stem="number: ").strip()
        if answer in numbers:
            return numbers.index(answer)
        say(f"  Please type a number from 1 to {len(rows)}.")


def _keep_the_tab_key_plain() -> None:
    """Line editing where the system has it, without its file-name completion: a tab is no answer."""
    try:
        import readline
    except ImportError:  # Windows edits lines by itself
        return
    readline.parse_and_bind("tab: self-insert")
