"""Reads config.yaml: who writes, and what they want otherwise. Everything in it may be missing.

A value that cannot be read is a problem and counts as unsaid. What the numbers under `timing` mean is left to `policy`,
and whether an account answers to `delivery`.
"""

from collections.abc import Mapping
from dataclasses import field
from zoneinfo import ZoneInfo

from followup_mail import keys
from followup_mail.documents import Table, read_documents
from followup_mail.errors import Problem
from followup_mail.fields import Place, Values, read_table, says_nothing
from followup_mail.model import Me, Voice
from followup_mail.records import record

_PORTS = {"tls": 993, "starttls": 143}


@record(frozen=True, slots=True)
class Imap:
    """A mail account whose drafts folder takes a draft. It knows where a password is, never the password."""

    host: str
    port: int = 993
    security: str = "tls"  # tls | starttls
    username: str | None = None
    mailbox: str | None = None
    password_command: str | None = None
    password_env: str | None = None
    ca_file: str | None = None


@record(frozen=True, slots=True)
class Config:
    """What config.yaml says. `timing` is left as it stands; `mail` is the name of a way out, or `maildir:FOLDER`."""

    me: Me = field(default_factory=Me)
    timezone: ZoneInfo | None = None
    country: str | None = None
    subdivision: str | None = None
    voice: Voice = field(default_factory=Voice)
    mail: str | None = None
    timing: Table | None = None
    imap: Imap | None = None

    @property
    def country_with_subdivision(self) -> str | None:
        """As one writes it: "GB", "US-CA"; None where no country is named."""
        return "-".join(part for part in (self.country, self.subdivision) if part) or None


def read_config(text: str, file: str) -> tuple[Config, list[Problem]]:
    """What a config.yaml says, with every problem of it. An empty file is fine."""
    documents, problems = read_documents(text, file)
    if len(documents) > 1:
        what = "a second part begins here"
        problems.append(Problem(file, documents[1].line, "", what, "take the line `---` out; config.yaml has one part"))
    if not documents:
        return Config(), problems
    table = documents[0]
    misread = {problem.line for problem in problems}
    found: list[Problem] = []
    values = read_table(table, keys.CONFIG, Place(file, found))
    country, subdivision = values[keys.MY_COUNTRY] or (None, None)
    config = Config(
        me=_me(values[keys.ME]),
        timezone=values[keys.MY_ZONE],
        country=country,
        subdivision=subdivision,
        voice=_voice(values[keys.VOICE]),
        mail=values[keys.MAIL_WAY],
        timing=_timing(table, Place(file, found)),
        imap=_imap(values[keys.IMAP]),
    )
    problems += (problem for problem in found if problem.line not in misread)
    return config, sorted(problems, key=lambda problem: problem.line or 0)


def _me(values: Values | None) -> Me:
    if values is None:
        return Me()
    return Me(
        name=values[keys.MY_NAME] or "",
        email=values[keys.MY_EMAIL],
        phone=values[keys.MY_PHONE],
        links=values[keys.MY_LINKS] or (),
        also=values[keys.MY_OTHERS] or (),
    )


def _voice(values: Values | None) -> Voice:
    usual = Voice()
    if values is None:
        return usual
    return Voice(
        greeting=values[keys.GREETING] or usual.greeting,
        closing=values[keys.CLOSING] or usual.closing,
        dates=values[keys.DATES] or usual.dates,
        signature=values[keys.SIGNATURE],
        fine=values[keys.FINE] or (),
        spelling=values[keys.SPELLING],
    )


def _timing(table: Table, place: Place) -> Table | None:
    node = table.entries.get(keys.TIMING.name)
    if node is None or isinstance(node, Table):
        return node
    if not says_nothing(node):
        here = place.at(keys.TIMING.name, table.lines[keys.TIMING.name])
        here.tell("numbers with their names are expected below it", "docs/timing.md lists them")
    return None


def _imap(values: Values | None) -> Imap | None:
    if values is None:
        return None
    security = values[keys.SECURITY] or "tls"
    return Imap(
        host=values[keys.HOST] or "",
        port=values[keys.PORT] or _PORTS[security],
        security=security,
        username=values[keys.USERNAME],
        mailbox=values[keys.MAILBOX],
        password_command=values[keys.PASSWORD_COMMAND],
        password_env=values[keys.PASSWORD_ENV],
        ca_file=values[keys.CA_FILE],
    )


def schema() -> Mapping[str, object]:
    """The JSON Schema of config.yaml (draft 2020-12), for editors."""
    from followup_mail.schemas import config_schema

    return config_schema()
