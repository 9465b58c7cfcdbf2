"""Commands to try on whatever is wrong, and what must hold after each: one line, and every file as it was."""

from pathlib import Path

from tests.running import Program, Ran

CONTOSO = """\
company: Contoso
role: Charge Nurse
when: 17 Nov 2026, 10:00 to 11:00
met: Ana Roy <ana.roy@contoso.example>
we_talked_about: the rota
i_bring: ten years of nights
"""
ADD = (
    *("add", "Fabrikam", "--role", "Nurse", "--when", "17 Nov 2026, 10:00", "--met", "Ben Ode <ben@fabrikam.example>"),
    *("--talked-about", "the rota", "--i-bring", "ten years of nights", "--via", "file"),
)
# Commands that are about Northwind, and those that are about everything.
ABOUT = {
    "why": ("why", "northwind"),
    "preview": ("preview", "northwind"),
    "draft": ("draft", "northwind", "--via", "file"),
    "sent": ("sent", "northwind"),
    "heard": ("heard", "northwind", "thanks"),
    "decide": ("decide", "northwind", "other-offer", "27 Nov"),
    "skip": ("skip", "northwind"),
}
ALL = {"bare": (), "due": ("due",), "due-json": ("due", "--json"), "review": ("review",)}


def contents(home: Path) -> dict[str, bytes]:
    """Every file of the home."""
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def run(program: Program, words: tuple[str, ...]) -> Ran:
    """Run it: what escapes would be a traceback. No file that is there changes, except that the journal may grow."""
    before = contents(program.home)
    ran = program(*words)
    after = contents(program.home)
    assert ran.code in {0, 2, 3, 4, 5}
    assert "Traceback" not in ran.err
    for name, data in before.items():
        assert after[name].startswith(data) if name == "journal.jsonl" else after[name] == data, name
    assert not [name for name in after if name.endswith(".tmp")]
    return ran


def told(ran: Ran, file: str) -> list[str]:
    """The lines in which a file is named with what is wrong with it."""
    return [line for line in (ran.err + ran.out).splitlines() if line.startswith((f"{file}:", f"{file} "))]
