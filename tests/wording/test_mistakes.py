"""What is wrong with a template is told although no letter is due: wrong names, and blanks left in its words."""

import pytest

from followup_mail import resources
from followup_mail.wording import mistakes_in

SHIPPED = sorted(path.name.removesuffix(".txt.j2") for path in resources.folder("templates").glob("*.txt.j2"))


class Folder:
    """The shipped templates, with one of somebody's own before them."""

    def __init__(self, name: str = "", text: str = "") -> None:
        self._own = {name: text} if name else {}

    def source(self, name: str) -> str | None:
        """The person's own before the shipped one."""
        if name in self._own:
            return self._own[name]
        path = resources.folder("templates") / f"{name.removeprefix('shipped/')}.txt.j2"
        return path.read_text(encoding="utf-8") if path.exists() else None


def told(text: str, name: str = "offer_reply") -> list[str]:
    """What is said of a template of one's own."""
    return [f"{one.line}: {one.problem}; {one.remedy}" for one in mistakes_in(name, Folder(name, text))]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_ones_are_right(name: str) -> None:
    """No shipped template has anything to mend."""
    assert mistakes_in(name, Folder()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            '{% extends "thank_you.txt.j2" %}\n{% block thanx %}x{% endblock %}',
            ["2: there is no block thanx; did you mean thanks?"],
            id="block",
        ),
        pytest.param(
            "Dear {{ nmae }},\n{{ rolee }}",
            ["1: 'nmae' is undefined; did you mean name?", "2: 'rolee' is undefined; did you mean role?"],
            id="names",
        ),
        pytest.param(
            '{{ say("a", "At {compny}.") }}', ["1: 'compny' is undefined; did you mean company?"], id="in a wording"
        ),
        pytest.param(
            "Hello\nASAP, dear [name]",
            ["2: this is a placeholder still: “[name]”; write the words, or a {{ variable }}"],
            id="blank",
        ),
        pytest.param(
            '{{ say("a", "About [topic].") }}',
            ["1: this is a placeholder still: “[topic]”; write the words, or a {{ variable }}"],
            id="blank in a wording",
        ),
        pytest.param("{% if role %}", [], id="what cannot be read is told elsewhere"),
        pytest.param('{% set x = role %}{{ x }}{{ say("a", "{each}.", each=x) }}, {{ role }}?', [], id="own names"),
        pytest.param(
            '{% extends "letter.txt.j2" %}{% block body %}{% block mine %}x{% endblock %}{% endblock %}',
            [],
            id="a block in a block",
        ),
    ],
)
def test_what_is_told(text: str, said: list[str]) -> None:
    """Each mistake with its line and what was meant."""
    assert told(text, "thank_you") == said
