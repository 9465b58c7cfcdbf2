"""Public figures that help a person who waits, from templates/figures.yaml: which one fits, and where it comes from.

Decides when a figure is shown: one at a time, to calm, and never to count how long somebody has been silent.
"""

from collections.abc import Mapping, Sequence

from followup_mail.documents import Node, Table, Text
from followup_mail.errors import Problem
from followup_mail.model import Message, Process, Status
from followup_mail.records import record
from followup_mail.timing.outlook import State

# When a figure fits, as docs/timing.md explains each.
SITUATIONS = (
    "thanks", "late_thanks", "waiting", *(f"waiting_{process.value}" for process in Process), "check_in", "asked",
    "let_go", "offer",
)  # fmt: skip


@record(frozen=True, slots=True)
class Figure:
    """A figure as half a sentence that begins small, and its source with its year."""

    says: str
    source: str


def read_figures(
    shipped: Table, overrides: Sequence[tuple[str, Table]] = ()
) -> tuple[dict[str, Figure], list[Problem]]:
    """The figures by situation, a person's own files (name and content) laid over the shipped ones.

    An entry that cannot be read is told, and what stood there before holds.
    """
    figures: dict[str, Figure] = {}
    problems: list[Problem] = []
    for file, table in (("templates/figures.yaml", shipped), *overrides):
        for key, node in table.entries.items():
            if key != "figures" or not isinstance(node, Table):
                where = Problem(file, table.lines[key], key, "is not known here", "put the figures below `figures:`")
                problems.append(where)
                continue
            for name, entry in node.entries.items():
                try:
                    figure = _figure(name, entry)
                except ValueError as error:
                    remedy = "give it `says:` and `source:`, or write `off`"
                    problems.append(Problem(file, node.lines[name], f"figures.{name}", str(error), remedy))
                    continue
                figures.pop(name, None)
                if figure is not None:
                    figures[name] = figure
    return figures, problems


def fitting(
    figures: Mapping[str, Figure], state: State, messages: Sequence[Message], process: Process
) -> Figure | None:
    """The figure for where an application stands; None where none would help."""
    return next((figures[name] for name in _situations(state, messages, process) if name in figures), None)


def _situations(state: State, messages: Sequence[Message], process: Process) -> list[str]:
    """What fits, the most fitting first."""
    if state is State.DECIDED:
        return ["offer"] if any(m.kind == "offer_reply" and m.status is not Status.CANCELLED for m in messages) else []
    thanks = {m.status for m in messages if m.kind == "thank_you"}
    if Status.DUE in thanks:
        return ["thanks"]
    if Status.OVERDUE in thanks:
        return ["late_thanks"]
    if state in {State.CHECKED_TWICE, State.LET_GO}:
        return ["let_go"]
    if state is State.CHECKED_ONCE:
        return ["asked"]
    if state not in {State.WAITING, State.ON_HOLD}:
        return []
    check = next(m.status for m in messages if m.kind == "status_check")
    if check is Status.MISSED:
        return ["let_go"]
    waiting = [f"waiting_{process.value}", "waiting"]
    return ["check_in", *waiting] if check in {Status.DUE, Status.OVERDUE} else waiting


def _figure(name: str, entry: Node) -> Figure | None:
    if name not in SITUATIONS:
        raise ValueError(f"“{name}” is no situation; known are {', '.join(SITUATIONS)}")
    if isinstance(entry, Text) and entry.value == "off":
        return None
    if not isinstance(entry, Table) or set(entry.entries) != {"says", "source"}:
        raise ValueError("a figure has two lines")
    says, source = entry.entries["says"], entry.entries["source"]
    if not (isinstance(says, Text) and isinstance(source, Text) and says.value.strip() and source.value.strip()):
        raise ValueError("a figure and its source are texts")
    return Figure(says.value.strip(), source.value.strip())
