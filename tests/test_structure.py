"""The shape of the package: who may import whom, what the core may not touch, and what a quick command may load."""

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from followup_mail import resources

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "followup_mail"

# The import table stands in ARCHITECTURE.md. A part is a module or a folder right below followup_mail. The core
# decides, and touches nothing but its arguments; the shell reads, writes and asks; the command line is on top.
TABLE = re.findall(
    r"^\| (`.+?`) \| .+ \| (core|shell) \|$", (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE
)
PARTS = {name: side for names, side in TABLE for name in re.findall(r"`(\w+)`", names)}
CORE = {name for name, side in PARTS.items() if side == "core"}
SHELL = {name for name, side in PARTS.items() if side == "shell"} - {"cli"}
TOP = {"__init__", "__main__", "cli"}

# Which part of the core may load which library, and whether with the module or only inside a function.
CORE_LIBRARIES = {
    ("documents", "yaml", "top"),
    ("misread", "yaml", "top"),
    ("wording", "jinja2", "top"),
    ("wording", "markupsafe", "top"),
    ("addresses", "email_validator", "inside"),
    ("addresses", "idna", "inside"),
}
# Standard library modules that reach outside: files, the environment, the clock, chance, the network, a screen.
OUTSIDE = {
    *("asyncio", "builtins", "codecs", "fileinput", "getpass", "glob", "http", "importlib", "io", "locale", "logging"),
    *("mmap", "multiprocessing", "os", "pathlib", "platform", "random", "secrets", "select", "shutil", "signal"),
    *("smtplib", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "uuid", "warnings"),
}
OUTSIDE_CALLS = {"open", "print", "input", "exec", "eval", "breakpoint", "__import__", "ZoneInfo"}
ALLOWED_CALLS = {"records.py": {"exec"}}  # it compiles an __init__ of known names, as dataclasses does
CLOCK = {"now", "today", "utcnow", "localtime", "tzset"}

# What `due`, `why`, `sent` and `heard` may not load (Typer brings uuid along); `holidays` only with a warm cache.
SLOW = {
    *("jinja2", "rich", "email_validator", "dns", "icalendar", "imapclient", "holidays", "pydantic", "email"),
    *("asyncio", "concurrent.futures", "importlib.metadata", "urllib.request", "http", "ssl"),
}


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "_shipped" not in path.parts]


def part_of(path: Path) -> str:
    """The part a file belongs to: `timing` for followup_mail/timing/window.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    """The file as a test's id."""
    return path.relative_to(PACKAGE).as_posix()


CORE_MODULES = [path for path in MODULES if part_of(path) in CORE]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Every module that the file imports, and whether it does so inside a function. For type checkers alone: not."""
    pending: list[tuple[ast.AST, bool]] = [(tree(path), False)]
    while pending:
        node, inside = pending.pop()
        if isinstance(node, ast.Import):
            yield from ((name.name, inside) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: imports are written out in full"
            module = str(node.module)
            yield from (
                (f"{module}.{name.name}" if module == "followup_mail" else module, inside) for name in node.names
            )
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            pending += [(child, inside) for child in node.orelse]
        else:
            within = inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            pending += [(child, within) for child in ast.iter_child_nodes(node)]


def own_parts(path: Path) -> set[str]:
    """The other parts of the package that a file imports, anywhere in it."""
    names = (name.split(".") for name, _ in imports(path))
    parts = {name[1] for name in names if name[0] == "followup_mail" and len(name) > 1}
    return {part for part in parts if not part.startswith("__")} - {part_of(path)}


def test_every_part_is_in_the_table() -> None:
    """ARCHITECTURE.md puts each module into the core or the shell, and names none that is gone."""
    parts = {part_of(path) for path in MODULES}

    assert parts == CORE | SHELL | TOP
    assert {"model", "moments", "policy", "timing", "wording", "review", "message", "history", "workdays"} <= CORE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    """The core imports the core, the shell both, and nothing but the way in imports the command line."""
    part = part_of(path)
    allowed = CORE if part in CORE else CORE | SHELL if part in SHELL else CORE | SHELL | {"cli"}

    assert own_parts(path) <= allowed


def test_no_two_parts_need_each_other() -> None:
    """The parts can be put into an order in which each needs only earlier ones."""
    needs: dict[str, set[str]] = {}
    for path in MODULES:
        if part_of(path) not in TOP:
            needs.setdefault(part_of(path), set()).update(own_parts(path))
    while free := {part for part, others in needs.items() if not others & needs.keys()}:
        needs = {part: others for part, others in needs.items() if part not in free}

    assert not needs, "these need each other, or what needs each other"


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_touches_nothing_outside(path: Path) -> None:
    """No file, clock, environment, chance, network or screen: what the core says depends on its arguments alone."""
    found = [name for name, _ in imports(path) if name.split(".")[0] in OUTSIDE]
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in OUTSIDE_CALLS - ALLOWED_CALLS.get(path.name, set()):
                found.append(f"line {node.lineno}: {called.id}()")
            elif isinstance(called, ast.Attribute) and called.attr in CLOCK:
                found.append(f"line {node.lineno}: .{called.attr}()")

    assert found == []


@pytest.mark.parametrize("path", CORE_MODULES, ids=name_of)
def test_the_core_needs_few_libraries(path: Path) -> None:
    """YAML for documents, Jinja2 for wording, and email-validator where a rare address asks for it."""
    found = {
        (part_of(path), name.split(".")[0], "inside" if inside else "top")
        for name, inside in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"followup_mail"}
    }

    assert found <= CORE_LIBRARIES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_can_be_read_in_one_sitting(path: Path) -> None:
    """At most 400 lines; a module begins by saying what it is for."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert ast.get_docstring(tree(path)) or not tree(path).body


@pytest.mark.parametrize("path", sorted((PROJECT / "tests").rglob("test_*.py")), ids=lambda path: path.name)
def test_every_test_states_its_promise(path: Path) -> None:
    """A test without a sentence says nothing to the one whose change it stops."""
    silent = [
        node.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]

    assert silent == []


# --- what a command loads -------------------------------------------------------------------------------------------

LOADED = """
import json, sys
from followup_mail.__main__ import main
sys.argv = ["followup-mail", *sys.argv[1:]]
code = main()
print("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def loaded_by(*words: str) -> set[str]:
    """The modules that the command has loaded when it ends well."""
    run = subprocess.run([sys.executable, "-c", LOADED, *words], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    code, names = json.loads(run.stdout.splitlines()[-1])
    assert code == 0, run.stdout + run.stderr
    return set(names)


@pytest.fixture
def warm_home(tmp_path: Path) -> list[str]:
    """Words that lead to a home with the sample interviews, whose holidays have been looked up before."""
    interviews = tmp_path / "home" / "interviews"
    shutil.copytree(resources.folder("examples"), interviews)
    words = ["--home", str(interviews.parent), "--now", "2026-11-23T09:00+00:00"]
    loaded_by(*words, "due")
    return words


def test_the_version_costs_nothing() -> None:
    """`--version` loads the entry module and no library at all."""
    loaded = loaded_by("--version")
    ours = {name for name in loaded if name.split(".")[0] == "followup_mail"}

    assert ours == {"followup_mail", "followup_mail.__main__"}
    assert not loaded & (SLOW | {"typer", "yaml", "dataclasses", "pathlib"})


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["due"], id="due"),
        pytest.param(["due", "--json"], id="due --json"),
        pytest.param(["why", "northwind"], id="why"),
        pytest.param(["sent", "northwind", "thank-you"], id="sent"),
        pytest.param(["heard", "northwind", "thanks"], id="heard"),
    ],
)
def test_quick_commands_load_nothing_slow(warm_home: list[str], command: list[str]) -> None:
    """What a person types every day starts without templates, mail, network and calendars of the world."""
    loaded = loaded_by(*warm_home, *command)
    roots = {name for name in loaded if name in SLOW or name.split(".")[0] in SLOW}

    assert "followup_mail.timing" in loaded
    assert roots == set()
