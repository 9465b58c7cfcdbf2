"""After an upgrade a person learns what their copy of a template lacks, and never of what they left out themselves."""

import re

import pytest

from followup_mail.wording import Parts, copied, lacking
from tests.wording.records import TEMPLATES, Shelf, letter, occasion

NEW = """\
{# Thanks. It speaks of the closing in a comment. #}
{% extends "letter.txt.j2" %}
{% block thanks %}{{ say("thanks", "Thank you for {day}.", "Thanks for {date}.") }}{% endblock %}
{% block fit %}{% if i_bring %}{{ say("tie", "I bring {i_bring}.", of=slow) }}{% endif %}{% endblock %}
{% block loose_end %}{{ also_say }}{% endblock %}
"""
OLD = """\
{% extends "letter.txt.j2" %}
{% block thanks %}{{ say("thanks", "My own thanks for {day}.") }}{% endblock %}
{% block fit %}{% if i_bring %}I bring {{ i_bring }}.{% endif %}{% endblock %}
"""
SHIPPED = {path.name.removesuffix(".txt.j2"): path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.txt.j2")}


def test_what_came_after_a_copy() -> None:
    """Blocks, facts and wordings that the shipped one has gained are named; other words of one's own are no lack."""
    assert lacking(OLD, NEW) == Parts(blocks=("loose_end",), facts=("date", "slow", "also_say"), wordings=("tie",))


@pytest.mark.parametrize(
    "comment, facts",
    [
        pytest.param("{# without: date, slow, tie #}", ("also_say",), id="some"),
        pytest.param("{# Mine is short. Without: date; slow\n   and tie. #}", ("also_say",), id="capital"),
        pytest.param("{# I do without: date, slow,\n   tie #}", ("also_say",), id="within a sentence, over lines"),
        pytest.param("{#- with: date, also_say -#}", ("slow",), id="had when copied"),
        pytest.param("{# without: all #}", (), id="all"),
        pytest.param("{# date and slow are not for me #}", ("date", "slow", "also_say"), id="another comment"),
    ],
)  # fmt: skip
def test_what_is_left_out_on_purpose(comment: str, facts: tuple[str, ...]) -> None:
    """What a comment names is known of, and never named again."""
    assert lacking(f"{comment}\n{OLD}", NEW).facts == facts


@pytest.mark.parametrize(
    "own",
    [
        pytest.param('{% extends "thank_you.txt.j2" %}', id="the shipped one, extended"),
        pytest.param('{% extends "shipped/thank_you.txt.j2" %}', id="by its full name"),
        pytest.param('{% extends "my_frame.txt.j2" %}', id="built on another template"),
        pytest.param("{% extends", id="not to be read"),
        pytest.param(NEW, id="the same"),
    ],
)
def test_nothing_is_lacking(own: str) -> None:
    """Who extends the shipped template has all of it; who builds on their own frame wants none of it."""
    assert lacking(own, NEW) == Parts()


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_a_copy_knows_what_it_had(name: str) -> None:
    """A fresh copy lacks nothing, and neither does one from which everything was taken out but its first lines."""
    copy = copied(SHIPPED[name], "0.1.0")
    assert copy.endswith(SHIPPED[name])
    assert lacking(copy, SHIPPED[name]) == Parts()
    heading = copy.partition("#}")[0] + "#}\n"
    frame = re.search(r"\{% extends .*? %\}", copy)
    assert lacking(heading + (frame[0] if frame else ""), SHIPPED[name]) == Parts()


@pytest.mark.parametrize("block", ["specific", "fit", "loose_end", "interest", "offer_more"])
def test_each_block_of_the_thank_you_would_be_missed(block: str) -> None:
    """A copy from before a block is told of that block, whichever it is."""
    older = re.sub(rf"\{{% block {block} %\}}.*?\{{% endblock %\}}", "", SHIPPED["thank_you"], flags=re.DOTALL)
    assert lacking(older, SHIPPED["thank_you"]).blocks == (block,)


def test_a_copy_writes_the_same_letter() -> None:
    """The comment on top leaves no trace in a letter."""
    copies = Shelf({name: copied(text, "0.1.0") for name, text in SHIPPED.items()}, "copies")
    assert letter(occasion(), copies) == letter(occasion())
