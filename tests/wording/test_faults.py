"""Mistakes in a template are told in plain words, whatever the engine calls them."""

import pytest

from followup_mail.wording.faults import in_plain_words
from followup_mail.wording.rendering import TemplateFault
from tests.wording.records import Shelf, letter, occasion


def fault(text: str) -> str:
    """What is said of a thank-you with such a part."""
    shelf = Shelf({"thank_you": f'{{% extends "thank_you.txt.j2" %}}{{% block fit %}}{text}{{% endblock %}}'}, text)
    with pytest.raises(TemplateFault) as caught:
        letter(occasion(), shelf)
    return in_plain_words(caught.value.message)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("{% if role %}", "the last {% if … %} before this line is not closed by its {% endif %}", id="if"),
        pytest.param(
            "{% for x in people %}{% if x %}{% endfor %}",
            "the last {% if … %} before this line is not closed by its {% endif %}", id="crossed",
        ),
        pytest.param("{% foo %}", "there is no {% foo %}", id="tag"),
        pytest.param("{{ role|shout }}", "there is no filter `shout`", id="filter"),
        pytest.param("{% if role is shouted %}x{% endif %}", "there is no test `shouted`", id="test"),
        pytest.param("{{ role.__class__ }}", "`__class__` is out of a template's reach", id="underscore"),
        pytest.param("{{ role.format(1) }}", "`format` cannot be called here", id="method"),
        pytest.param("{{ role }", "`}` is out of place", id="brace"),
        pytest.param("{{ rolle }}", "'rolle' is undefined", id="name"),
        pytest.param("{% macro x() %}{% endmacro %}", "a letter has no macros", id="ours"),
        pytest.param("{{ 1 / 0 }}", "division by zero", id="sum"),
    ],
)  # fmt: skip
def test_what_is_said(text: str, said: str) -> None:
    """One sentence that names the sign or the name at fault, the same on each run."""
    assert fault(text) == said


def test_the_end_of_a_template() -> None:
    """A block that is never closed is named, although the template ends before anything else goes wrong."""
    with pytest.raises(TemplateFault) as caught:
        letter(occasion(), Shelf({"thank_you": '{% extends "letter.txt.j2" %}{% block fit %}'}, "open"))
    said = in_plain_words(caught.value.message)
    assert said == "the last {% block … %} before this line is not closed by its {% endblock %}"


@pytest.mark.parametrize(
    ("own", "file"),
    [
        pytest.param({"letter": "{{ my_name }}"}, "letter.txt.j2", id="a frame without its marks"),
        pytest.param(
            {"letter": "{{ BODY_ENDS }}{{ SUBJECT_ENDS }}{{ GREETING_ENDS }}"}, "letter.txt.j2", id="out of order"
        ),
        pytest.param({"thank_you": "Thank you."}, "thank_you.txt.j2", id="a letter without its frame"),
        pytest.param(
            {"thank_you": "Thanks.", "letter": '{% extends "letter.txt.j2" %}'}, "thank_you.txt.j2", id="both own"
        ),
    ],
)
def test_the_file_at_fault_is_named(own: dict[str, str], file: str) -> None:
    """Where a letter cannot be taken apart, the one to mend is named: its frame, or itself if it stands in none."""
    with pytest.raises(TemplateFault) as caught:
        letter(occasion(), Shelf(own, file))
    assert caught.value.file == file
