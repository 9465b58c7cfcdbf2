"""Makes the JSON Schemas of notes and config.yaml from the table of keys, for editors that check while one types.

Decides nothing of its own: what a key takes is said in `keys`. The schemas stand in docs/, and a test compares.
"""

import json
from collections.abc import Mapping

from followup_mail import keys
from followup_mail.fields import object_schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def notes_schema() -> dict[str, object]:
    """The schema of each document of a notes file: the first one is known by its `company`."""
    return {
        "$schema": _DIALECT,
        "title": "Interview notes for followup-mail",
        "description": "One application a file; each further interview below its own `---`.",
        "type": "object",
        "if": {"required": [keys.COMPANY.name]},
        "then": object_schema(keys.FIRST_DOCUMENT),
        "else": object_schema(keys.INTERVIEW),
    }


def config_schema() -> dict[str, object]:
    """The schema of config.yaml."""
    return {
        "$schema": _DIALECT,
        "title": "config.yaml of followup-mail",
        "type": "object",
        **object_schema(keys.CONFIG),
    }


def as_json(schema: Mapping[str, object]) -> str:
    """A schema as the text of its file in docs/."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
