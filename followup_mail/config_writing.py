"""Writes config.yaml: a new one from the answers of `init`, and further lines into the one a person has.

Keys are given as `mail` or `me.email`. A value is accepted only if the reader of config.yaml would take it, and the
result is read back before anybody gets it. Files are left to the caller.
"""

from collections.abc import Mapping

from followup_mail import keys
from followup_mail.additions import Fact, Style, add_fact, insist, parse, say, tidy, write
from followup_mail.documents import Table, Text
from followup_mail.errors import NeedsALookError, Problem, WordsError
from followup_mail.fields import Field, Nested, Place, Scalar, Section, Several

_FILE = "config.yaml"
_STYLE = Style(bare=frozenset({keys.MAIL_WAY.name, keys.GREETING.name, keys.DATES.name}), stems={})
_HEAD = "# Who you are, and what you want otherwise. `followup-mail edit config` opens this file."
_OFFERED: tuple[Field[object], ...] = (keys.MY_ZONE, keys.MY_COUNTRY, keys.VOICE, keys.MAIL_WAY)


def new_config(facts: Mapping[str, str]) -> str:
    """A config.yaml, with comments, from facts such as {"me.name": …, "mail": …}; raises WordsError."""
    given = _nested(facts)
    width = max(len(f"{each.name}: {each.example}") for each in _OFFERED)
    offered = [
        f"#{f'{each.name}: {each.example}':{width}}  # {each.meaning}" for each in _OFFERED if each.name not in given
    ]
    further = ["", "# You can add any of these: take the # in front of it away.", *offered] if offered else []
    text = "\n".join([_HEAD, *write(given, _STYLE), *further, ""])
    return insist(text, _FILE, [given] if given else [])


def add_facts(text: str, facts: Mapping[str, str]) -> str:
    """The file with these facts, each on lines of its own and every other line as it was.

    Raises WordsError where a value cannot stand there, NeedsALookError where a line cannot be added.
    """
    given = _nested(facts)
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return insist(text + _gap(text) + "\n".join([*write(given, _STYLE), ""]), _FILE, [given])
    for key, fact in given.items():
        for path, value in _parts(text, key, fact):
            text = _add(text, path, value)
    return text


def _gap(text: str) -> str:
    return "" if not text or text[-1] in "\r\n\ufeff" else "\n"


def _parts(text: str, key: str, fact: Fact) -> list[tuple[tuple[str, ...], Fact]]:
    """A table that stands already takes its facts one by one."""
    present = parse(text, _FILE)[0].entries.get(key)
    if isinstance(fact, Mapping) and isinstance(present, Table):
        return [((key, inner), value) for inner, value in fact.items()]
    return [((key,), fact)]


def _add(text: str, path: tuple[str, ...], fact: Fact) -> str:
    tables = parse(text, _FILE)
    if len(tables) != 1:
        raise NeedsALookError(f"{_FILE} has more than one part; take the line `---` out first.")
    table = tables[0]
    expected = say(table)
    target, said = table, expected
    for key in path[:-1]:
        inner = target.entries[key]
        if isinstance(inner, Table) and isinstance(said, dict):
            target, said = inner, said[key]
    place = f"{_FILE}:{target.lines.get(path[-1], target.line)}"
    changed = add_fact(text, target, path[-1], fact, style=_STYLE, place=place)
    if isinstance(said, dict):
        said[path[-1]] = fact
    return insist(changed, _FILE, [expected])


def _nested(facts: Mapping[str, str]) -> dict[str, Fact]:
    """The facts as the file has them; raises WordsError with the first that the reader would not take."""
    given: dict[str, Fact] = {}
    problems: list[Problem] = []
    for path, value in facts.items():
        fact = tidy(value)
        if not isinstance(fact, str) or not fact:
            continue
        above, _, key = path.rpartition(".")
        _check(_section(above), path, key, fact, problems)
        inner = given.setdefault(above, {}) if above else given
        if isinstance(inner, dict):
            inner[key] = fact
    if problems:
        raise WordsError(f"{problems[0].field}: {problems[0].sentence}.")
    return given


def _section(name: str) -> Section:
    kind = keys.CONFIG.by_name[name].kind if name in keys.CONFIG.by_name else None
    return kind.section if isinstance(kind, Nested) else keys.CONFIG


def _check(section: Section, path: str, key: str, fact: str, problems: list[Problem]) -> None:
    known = section.by_name.get(key)
    if known is None or not isinstance(known.kind, Scalar | Several):
        raise WordsError(f"config.yaml has no `{path}`.")
    known.kind.read(Text(fact, 0, plain=False, block="\n" in fact), Place("", problems, path))
