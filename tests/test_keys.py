"""The one table of keys, and everything that is made from it: reading, schemas, pages, examples."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from jsonschema import Draft202012Validator

from followup_mail import keys, resources
from followup_mail.config import read_config
from followup_mail.fields import Field, Nested, Section
from followup_mail.notes import read_notes
from followup_mail.schemas import as_json, config_schema, notes_schema
from tests.test_notes import NORTHWIND

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "notes.md").read_text(encoding="utf-8")
LONDON = ZoneInfo("Europe/London")
EXAMPLES = sorted(resources.folder("examples").glob("*.yaml"))


def nested(field: Field[object]) -> Section:
    """The keys below a key."""
    assert isinstance(field.kind, Nested)
    return field.kind.section


TABLES = {
    "The application": keys.APPLICATION,
    "An interview": keys.INTERVIEW,
    "`invitation` has two keys": nested(keys.INVITATION),
    "A person": keys.PERSON,
    "config.yaml": keys.CONFIG,
    "Below `me`": nested(keys.ME),
    "Below `voice`": nested(keys.VOICE),
    "Below `imap`": nested(keys.IMAP),
}


@pytest.mark.parametrize("heading", TABLES)
def test_the_page_explains_each_key(heading: str) -> None:
    """Each table of docs/notes.md has just the rows of the code's table, in its order."""
    behind = PAGE.partition(f"\n## {heading}\n" if not heading.startswith(("`", "Below")) else f"\n{heading}:\n")[2]
    rows = re.search(r"\| Key \| Meaning \| Example \|\n\|---\|---\|---\|\n((?:\|.*\n)+)", behind)
    assert rows is not None
    assert rows[1].splitlines() == [
        f"| `{each.name}` | {each.meaning}{' Needed.' if each.required else ''} | `{each.example}` |"
        for each in TABLES[heading].fields
    ]


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(company.*?)```", PAGE, re.DOTALL))
def test_the_notes_of_the_page_can_be_read(block: str) -> None:
    """A person who copies them has no problem."""
    application, problems = read_notes(block, "page.yaml", default_zone=LONDON, default_country=None)
    assert problems == []
    assert application is not None


def test_the_page_is_right_about_quotation_marks() -> None:
    """What is shown as wrong is a problem, and what is shown instead is none."""
    rows = re.findall(r"^\| `(.*: .*)` \| .* \| `(.*)` \|$", PAGE.partition("## Prose")[2], re.MULTILINE)
    assert len(rows) == 4
    for wrong, right in rows:
        small = "company: X\nwhen: 17 Nov 2026, 14:00\n"
        assert read_notes(small + wrong, "x.yaml", default_zone=LONDON, default_country=None)[1], wrong
        assert not read_notes(small + right, "x.yaml", default_zone=LONDON, default_country=None)[1], right


@pytest.mark.parametrize("field", keys.FIRST_DOCUMENT.fields, ids=lambda field: str(field.name))
def test_the_example_of_each_key_of_the_notes_is_one(field: Field[object]) -> None:
    """It can be copied behind its key."""
    text = "\n".join(
        f"{each.name}: {each.example}" for each in keys.FIRST_DOCUMENT.fields if each.required or each is field
    )
    assert read_notes(text, "x.yaml", default_zone=LONDON, default_country=None)[1] == []


@pytest.mark.parametrize("field", keys.PERSON.fields, ids=lambda field: str(field.name))
def test_the_example_of_each_key_of_a_person_is_one(field: Field[object]) -> None:
    """It can be copied behind its key."""
    name = "" if field is keys.PERSON_NAME else "\n    name: Dana"
    text = f"company: X\nwhen: 17 Nov 2026, 14:00\nmet:\n  - {field.name}: {field.example}{name}\n"
    assert read_notes(text, "x.yaml", default_zone=LONDON, default_country=None)[1] == []


def config_fields() -> Iterator[tuple[str, Field[object]]]:
    """Each key of config.yaml and of the tables in it, with the line that leads to it."""
    for each in keys.CONFIG.fields:
        yield "{}", each
        if isinstance(each.kind, Nested):
            needed = "".join(f"{inner.name}: {inner.example}, " for inner in each.kind.section.fields if inner.required)
            for inner in each.kind.section.fields:
                yield f"{each.name}: {{{'' if inner.required else needed}{{}}}}", inner


@pytest.mark.parametrize(("frame", "field"), list(config_fields()), ids=lambda each: str(getattr(each, "name", "")))
def test_the_example_of_each_key_of_the_config_is_one(frame: str, field: Field[object]) -> None:
    """It can be copied behind its key."""
    text = frame.replace("{}", f"{field.name}: {field.example}").replace("{{", "{").replace("}}", "}")
    assert read_config(text, "config.yaml")[1] == []


@pytest.mark.parametrize("field", keys.CONFIG.fields, ids=lambda field: str(field.name))
def test_the_example_config_shows_each_key(field: Field[object]) -> None:
    """With all that may stand below it."""
    text = resources.file("config.example.yaml").read_text(encoding="utf-8")
    below = field.kind.section.fields if isinstance(field.kind, Nested) else ()
    for each in (field, *below):
        assert re.search(rf"(?m)^[ #]*{each.name}:", text), each.name


# --- schemas --------------------------------------------------------------------------------------------------------


def test_the_shipped_schemas_are_those_of_the_code() -> None:
    """`make schemas` writes them anew."""
    assert (DOCS / "notes.schema.json").read_text(encoding="utf-8") == as_json(notes_schema())
    assert (DOCS / "config.schema.json").read_text(encoding="utf-8") == as_json(config_schema())


def mistakes(schema: dict[str, object], text: str) -> list[str]:
    """What an editor would underline."""
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    documents = [json.loads(json.dumps(each, default=str)) for each in yaml.safe_load_all(text)]
    return [error.message for document in documents for error in validator.iter_errors(document)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_the_schema_accepts_the_examples(path: Path) -> None:
    """An editor underlines nothing in them."""
    assert mistakes(notes_schema(), path.read_text(encoding="utf-8")) == []


def test_the_schema_accepts_what_the_program_accepts() -> None:
    """Notes with all forms of people, and the model of config.yaml."""
    assert mistakes(notes_schema(), NORTHWIND) == []
    assert mistakes(config_schema(), resources.file("config.example.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "company: X\nrole: Y\n",
        "company: X\nwhen: 1 May\nrol: x\n",
        "company: X\nwhen: 1 May\nwait: 3\n",
        "how: phone\n",
    ],
)
def test_the_schema_refuses_what_the_program_refuses(text: str) -> None:
    """A missing key, a misspelt one, a number out of bounds."""
    assert len(mistakes(notes_schema(), text)) == 1


# --- examples -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: str(path.stem))
def test_the_sample_interviews_have_no_problems(path: Path) -> None:
    """And nobody real in them: every address lies under .example or example.org."""
    text = path.read_text(encoding="utf-8")
    application, problems = read_notes(text, path.name, default_zone=LONDON, default_country=None)
    assert problems == []
    assert application is not None
    assert application.role is not None
    assert set(re.findall(r"@[\w.-]*?([\w-]+)>?$", text, re.MULTILINE)) <= {"example"}


def test_the_sample_interviews_are_held_and_to_come() -> None:
    """At the moment they were written for, there is something of everything."""
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    held = []
    for path in EXAMPLES:
        text = path.read_text(encoding="utf-8")
        application, _ = read_notes(text, path.name, default_zone=LONDON, default_country=None)
        assert application is not None
        held += [interview.end < now for interview in application.interviews]
    assert sorted(held) == [False, False, True, True, True, True, True]
