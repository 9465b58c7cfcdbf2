"""config.yaml: everything in it may be missing, and what is wrong in it is said at once."""

from zoneinfo import ZoneInfo

import pytest

from followup_mail import resources
from followup_mail.config import Config, Imap, read_config
from followup_mail.documents import Text
from followup_mail.model import Me, Voice


def read(text: str) -> Config:
    """The configuration of a text without problems."""
    config, problems = read_config(text, "config.yaml")
    assert [str(problem) for problem in problems] == []
    return config


@pytest.mark.parametrize("text", ["", "# nothing\n", "me:\nvoice:\ntiming:\nimap:\nmail:\n", "me: null\nmail: ~\n"])
def test_an_empty_file_is_the_usual(text: str) -> None:
    """Nothing said, nothing changed."""
    assert read(text) == Config() == Config(me=Me(), voice=Voice())


def test_everything_at_once() -> None:
    """Each key reaches its record, with its type."""
    config = read(
        'me: {name: Sam Tester, email: sam@Example.org, phone: "+44 20 7946 0000", links: [https://sam.example.org],'
        " also: sam@work.example}\n"
        "timezone: Europe/London\ncountry: US-CA\nmail: Gmail\n"
        "voice: {greeting: Formal, closing: Kind regards, dates: american, fine: [touch base, 'circle back']}\n"
        "timing: {wait_without_timetable_days: {standard: 9}}\n"
        "imap: {host: imap.example.org, security: starttls, username: sam, mailbox: null, password_command: 'a #b'}\n"
    )
    assert config.me == Me(
        "Sam Tester", "sam@example.org", "+44 20 7946 0000", ("https://sam.example.org",), ("sam@work.example",)
    )
    assert (config.timezone, config.country, config.subdivision) == (ZoneInfo("Europe/London"), "US", "CA")
    assert config.country_with_subdivision == "US-CA"
    assert config.mail == "gmail"
    assert config.voice == Voice("formal", "Kind regards", "american", None, ("touch base", "circle back"))
    assert config.imap == Imap("imap.example.org", 143, "starttls", "sam", None, "a #b")
    assert config.timing is not None
    assert config.timing.line == 6
    assert not isinstance(config.timing.entries["wait_without_timetable_days"], Text)


def test_a_signature_of_several_lines() -> None:
    """It stands below a bar."""
    assert read("voice:\n  signature: |\n    Sam\n    Leeds\n").voice.signature == "Sam\nLeeds"


def test_a_folder_is_a_way_out() -> None:
    """`maildir:` with the folder as it was written."""
    assert read("mail: maildir:~/Mail/Drafts\n").mail == "maildir:~/Mail/Drafts"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "mail: hotmail\n", "config.yaml:1: mail: `hotmail` is no way out for a draft; choose one", id="mail"
        ),
        pytest.param("mail: 'maildir:'\n", "choose one of gmail", id="maildir-without-folder"),
        pytest.param("me: Sam\n", "config.yaml:1: me: this has keys of its own; write them below it", id="me"),
        pytest.param(
            "me:\n  name: Sam <s@x.example>\n", "config.yaml:2: me.name: the name holds an address", id="name"
        ),
        pytest.param("me:\n  email: sam\n", "config.yaml:2: me.email: ", id="email"),
        pytest.param("me:\n  links: www.x.example\n", "write it with https:// in front", id="link"),
        pytest.param("name: Sam\n", "config.yaml:1: name: there is no such key; it belongs below `me`", id="place"),
        pytest.param(
            "me:\n  nmae: Sam\n", "config.yaml:2: me.nmae: there is no such key; did you mean `name`?", id="slip"
        ),
        pytest.param("voice: {greeting: hi}\n", "voice.greeting: `hi` is none of friendly, formal", id="greeting"),
        pytest.param("timing: 7\n", "numbers with their names are expected below it", id="timing"),
        pytest.param("imap: {port: 993}\n", "imap.host: it is missing", id="imap-without-host"),
        pytest.param("imap: {host: x, port: 0}\n", "0 is not between 1 and 65535", id="port"),
        pytest.param("imap: {host: x, password: y}\n", "imap.password: there is no such key", id="no-password-here"),
        pytest.param("mail: gmail\n---\nmail: app\n", "config.yaml:3: a second part begins here", id="two-parts"),
        pytest.param("timezone: Nowhere\n", "config.yaml:1: timezone: ", id="zone"),
        pytest.param("country: XX\n", "config.yaml:1: country: ", id="country"),
        pytest.param("me: {name: Sam}\nme: {name: Lee}\n", "`me` stands twice, first on line 1", id="twice"),
    ],
)
def test_each_mistake_has_one_clear_line(text: str, problem: str) -> None:
    """The rest of the file still counts."""
    config, problems = read_config(f"{text}", "config.yaml")
    assert len(problems) == 1
    assert problem in str(problems[0])
    assert isinstance(config, Config)


def test_what_is_right_counts_beside_what_is_wrong() -> None:
    """A slip in one key costs no other."""
    config, problems = read_config("me: {name: Sam, email: x}\nmail: hotmail\ncountry: GB\n", "config.yaml")
    assert [problem.field for problem in problems] == ["me.email", "mail"]
    assert (config.me, config.mail, config.country) == (Me("Sam"), None, "GB")


def test_the_example_is_a_config() -> None:
    """The commented model at the top of the project reads without a problem, and shows every part."""
    config = read(resources.file("config.example.yaml").read_text(encoding="utf-8"))
    assert config.me.name == "Sam Tester"
    assert config.timing is not None
    assert config.imap is not None
    assert config.imap.mailbox is None
