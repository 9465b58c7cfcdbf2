"""What the program writes into config.yaml is what was said, and nothing else in the file changes."""

import re

import pytest

from followup_mail.config import read_config
from followup_mail.config_writing import add_facts, new_config
from followup_mail.errors import FollowupError, NeedsALookError, WordsError
from followup_mail.model import Me

MINE = {"me.name": "Zoë O'Neil", "me.email": "zoe@x.example"}


def me(text: str) -> Me:
    """Who writes, by a config.yaml without problems."""
    config, problems = read_config(text, "config.yaml")
    assert problems == []
    return config.me


def test_a_new_file_has_what_was_said_and_offers_the_rest() -> None:
    """Without the # in front, what is offered can be taken."""
    text = new_config({**MINE, "mail": "gmail", "country": ""})
    assert '\nme:\n  name: "Zoë O\'Neil"\n  email: "zoe@x.example"\nmail: gmail\n\n# You can add' in text
    assert me(text) == Me("Zoë O'Neil", "zoe@x.example")
    config, problems = read_config(re.sub(r"(?m)^#(?=\w+: )", "", text), "config.yaml")
    assert (problems, config.country, config.mail) == ([], "GB", "gmail")


@pytest.mark.parametrize(
    ("before", "facts", "after"),
    [
        pytest.param("mail: app\n", {"me.name": "Sam"}, 'mail: app\nme:\n  name: "Sam"\n', id="no-me-yet"),
        pytest.param("me:\n  name: Sam\nmail: app\n", {"me.email": "s@x.example"},
                     'me:\n  name: Sam\n  email: "s@x.example"\nmail: app\n', id="below-me"),
        pytest.param("me:\n", {"me.name": "Sam"}, 'me:\n  name: "Sam"\n', id="me-stands-empty"),
        pytest.param("# mine\n", {"mail": "app"}, "# mine\nmail: app\n", id="only-comments"),
        pytest.param("# mine", {"mail": "app"}, "# mine\nmail: app\n", id="no-final-line-end"),
        pytest.param("", {"mail": "app"}, "mail: app\n", id="empty"),
        pytest.param("mail: app\r\n", {"country": "GB"}, 'mail: app\r\ncountry: "GB"\r\n', id="windows"),
        pytest.param("mail: app\n", {"me.name": "", "me.email": ""}, "mail: app\n", id="nothing-to-say"),
        pytest.param("", {"mail": "maildir:~/My Mail #1"}, 'mail: "maildir:~/My Mail #1"\n', id="maildir"),
    ],
)  # fmt: skip
def test_facts_are_lines_of_their_own(before: str, facts: dict[str, str], after: str) -> None:
    """Every other line stays as it was."""
    assert add_facts(before, facts) == after


@pytest.mark.parametrize(
    ("before", "facts", "error", "says"),
    [
        pytest.param("me: {name: Sam}\n", {"me.email": "s@x.example"}, NeedsALookError,
                     "config.yaml:1: what stands in braces takes no further line", id="braces"),
        pytest.param("mail: app\n", {"mail": "gmail"}, NeedsALookError, "`mail` says something already", id="taken"),
        pytest.param("mail: @x\n", {"country": "GB"}, NeedsALookError, "please mend config.yaml first", id="broken"),
        pytest.param("a: b\n---\nc: d\n", {"country": "GB"}, NeedsALookError, "more than one part", id="two-parts"),
        pytest.param("", {"me.email": "sam"}, WordsError, "me.email: ", id="address"),
        pytest.param("", {"me.name": "a\nb"}, WordsError, "me.name: the value has a line break", id="line-break"),
        pytest.param("", {"mail": "hotmail"}, WordsError, "no way out for a draft", id="mail"),
        pytest.param("", {"me.shoe": "44"}, WordsError, "config.yaml has no `me.shoe`", id="unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(
    before: str, facts: dict[str, str], error: type[FollowupError], says: str
) -> None:
    """One sentence, and no text that somebody could write to the file."""
    with pytest.raises(error, match=re.escape(says)):
        add_facts(before, facts)
