"""What a template can do, what it cannot, and how it is told."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.model import Letter
from followup_mail.wording import TemplateFault, placeholder
from tests.wording.records import (
    DANA,
    Shelf,
    application,
    interview,
    letter,
    message,
    occasion,
)

LOOP, END = "{% for number in range(200) %}", "{% endfor %}"
EXTENDS = '{% extends "shipped/thank_you.txt.j2" %}\n'


def with_own(text: str, name: str = "thank_you") -> Letter:
    """A thank-you by a template of one's own."""
    return letter(occasion(), Shelf({name: text}, text))


def block(code: str) -> str:
    """The shipped letter with one block replaced."""
    return f"{EXTENDS}{{% block offer_more %}}{code}{{% endblock %}}"


# --- extending -------------------------------------------------------------------------------------------------------


def test_one_block_is_replaced() -> None:
    """A template of one's own replaces one block and leaves the rest as shipped."""
    own = with_own(block("I am glad to help."))
    shipped = letter(occasion())
    assert "I am glad to help." in own.body
    assert own.body.split("\n\n")[:3] == shipped.body.split("\n\n")[:3]


def test_own_name_means_the_shipped_one() -> None:
    """A template that extends its own name does not run in a circle, and super() is what is shipped."""
    own = with_own('{% extends "thank_you.txt.j2" %}{% block offer_more %}{{ super() }} Many thanks.{% endblock %}')
    assert own.body.count("Many thanks.") == 1
    assert own.body.replace(" Many thanks.", "") == letter(occasion()).body


def test_frame_changes_every_kind() -> None:
    """A frame of one's own holds for all kinds, the extended ones too."""
    frame = '{% extends "letter.txt.j2" %}{% block signature %}{{ my_name }}, RN{% endblock %}'
    shelf = Shelf({"letter": frame}, "frame")
    for kind in ("thank_you", "status_check"):
        assert letter(occasion(None, message(kind)), shelf).body.endswith("Best regards,\nSam Tester, RN\n")


def test_an_edited_template_counts_at_once() -> None:
    """What is compiled is known by its text, so a change is never overlooked."""
    assert "One." in with_own(block("One.")).body
    assert "Two." in with_own(block("Two.")).body


def test_sentence_vanishes_with_its_fact() -> None:
    """A wording whose fact is absent leaves neither words nor blanks."""
    own = with_own(block('One. {{ say("x", "The number is {reference}.") }} Two.'))
    assert "One. Two." in own.body


def test_paragraphs_begin_where_the_template_says() -> None:
    """Line breaks mean nothing in the body; a new paragraph is asked for by name."""
    own = with_own(block("One.\n\n  Two. {{ NEW_PARAGRAPH }} Three."))
    assert "One. Two.\n\nThree." in own.body


# --- faults ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code, told",
    [
        pytest.param("{{ reference }}", "reference", id="absent fact printed"),
        pytest.param("{{ 'No. ' ~ reference }}", "reference", id="absent fact joined"),
        pytest.param("{{ none }}", "cannot be printed", id="None"),
        pytest.param("{{ '  ' }}", "cannot be printed", id="blank"),
        pytest.param("{{ people }}", "cannot be printed", id="list"),
        pytest.param("{{ late }}", "cannot be printed", id="yes or no"),
        pytest.param("{{ compnay }}", "compnay", id="misspelt"),
        pytest.param("{% if compnay %}x{% endif %}", "compnay", id="misspelt in a question"),
        pytest.param("{{ say('x', 'At {compnay}.') }}", "compnay", id="misspelt in a wording"),
        pytest.param("{{ company }", "unexpected", id="syntax"),
        pytest.param("{{ company | frobnicate }}", "frobnicate", id="unknown filter"),
    ],
)
def test_fault_names_file_line_and_what(code: str, told: str) -> None:
    """A fault says in one line which template, which line and what is wrong."""
    with pytest.raises(TemplateFault) as fault:
        with_own(f"{EXTENDS}{{% block offer_more %}}\n{code}\n{{% endblock %}}")
    assert (fault.value.file, fault.value.line) == ("thank_you.txt.j2", 3)
    assert told in fault.value.message
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    "text, told",
    [
        pytest.param("Just some words.", "extends", id="no frame"),
        pytest.param('{% extends "nowhere.txt.j2" %}', "nowhere", id="unknown parent"),
        pytest.param(EXTENDS + "{% block subject %}{% endblock %}", "subject", id="no subject"),
        pytest.param(EXTENDS + "{% block body %}{% endblock %}", "text", id="no text"),
        pytest.param(EXTENDS + "{% block body %}{{ SUBJECT_ENDS }}x{% endblock %}", "extends", id="parts twice"),
        pytest.param(EXTENDS + "{% block body %}\x02{% endblock %}", "control character", id="control character"),
    ],
)
def test_template_without_sense(text: str, told: str) -> None:
    """A template that makes no letter is told so."""
    with pytest.raises(TemplateFault, match=told):
        with_own(text)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("{{ company.__class__ }}", id="class"),
        pytest.param("{{ company.__class__.__mro__[-1].__subclasses__() }}", id="subclasses"),
        pytest.param("{{ say.__globals__ }}", id="globals"),
        pytest.param("{{ say.__wrapped__ }}", id="wrapped"),
        pytest.param("{{ self.__init__ }}", id="self"),
        pytest.param("{{ self._TemplateReference__context }}", id="context"),
        pytest.param("{{ company.field }}{{ company.with_words('x') }}", id="methods of facts"),
        pytest.param("{{ '{0.__class__}'.format(company) }}", id="format"),
        pytest.param("{{ '%s' % company }}", id="percent"),
        pytest.param("{{ 'x' * 1000000000 }}", id="product"),
        pytest.param("{{ [0] * 1000000000 }}", id="long list"),
        pytest.param("{{ 9 ** 9 ** 9 }}", id="power"),
        pytest.param("{{ 'x' + 'y' }}", id="sum of texts"),
        pytest.param("{{ 'x'.ljust(1000000000) }}", id="padding"),
        pytest.param("{{ 'x' | center(1000000000) }}", id="centre"),
        pytest.param("{{ range(201) | join }}", id="range"),
        pytest.param("{{ people.append(1) }}", id="change of a list"),
        pytest.param("{{ people[0].update({}) }}", id="change of a record"),
        pytest.param("{% macro m() %}{% endmacro %}", id="macro"),
        pytest.param("{% include 'letter.txt.j2' %}", id="include"),
        pytest.param("{% import 'letter.txt.j2' as x %}", id="import"),
        pytest.param("{% include '/etc/passwd' %}", id="file"),
        pytest.param("{{ lipsum() }}", id="lipsum"),
        pytest.param("{{ cycler('a') }}", id="cycler"),
        pytest.param("{{ dict() }}", id="dict"),
        pytest.param(f"{LOOP}{LOOP}{LOOP}x{END}{END}{END}", id="loops"),
        pytest.param(f"{LOOP}{LOOP}{{{{ company }}}}{END}{END}", id="flood"),
    ],
)  # fmt: skip
def test_hostile_template_gets_nowhere(code: str) -> None:
    """A template from anywhere reads nothing, changes nothing, and stops."""
    with pytest.raises(TemplateFault):
        with_own(block(code))


def test_numbers_can_be_reckoned_with() -> None:
    """Sums, products and powers of small numbers are a template's to use; nothing else is multiplied."""
    assert "12 8 5." in with_own(block("{{ 3 * 4 }} {{ 2 ** 3 }} {{ 2 + 3 }}.")).body


# --- hostile values --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("the {{ 7 * 7 }} jobs", id="expression"),
        pytest.param("the {% raw %} jobs", id="statement"),
        pytest.param("the {# hidden #} jobs", id="comment"),
        pytest.param("the | jobs", id="bar"),
        pytest.param("the %s jobs", id="percent"),
        pytest.param("the \\n jobs", id="backslash"),
        pytest.param("the <b>jobs</b> & more", id="markup"),
        pytest.param("the \ue000 jobs", id="private use"),
    ],
)
def test_values_are_words_and_nothing_else(typed: str) -> None:
    """What is typed is printed as it is, whatever it looks like."""
    assert typed in letter(occasion(application(interview(replace(DANA, we_talked_about=typed))))).body


def test_no_value_names_a_variable() -> None:
    """What stands in braces in a fact is not filled in, although a wording's own braces are."""
    made = letter(occasion(application(role="Engineer {my_email}")))
    assert "Engineer {my_email}" in made.subject
    assert "sam@example.org" not in made.subject + made.body


def test_no_value_becomes_a_header() -> None:
    """A line break in a role or a company is a blank in the subject."""
    made = letter(occasion(application(role="Nurse\nBcc: all@example.org", company="A\r\nB")))
    assert "\n" not in made.subject
    assert "\r" not in made.subject + made.body


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=1, max_size=120))
def test_any_prose_makes_a_letter(typed: str) -> None:
    """Whatever finishes the sentence and is no blank, a letter comes out, and its sources are its text."""
    if placeholder(typed) or not any(character.isalnum() for character in typed):
        return
    made = letter(occasion(application(interview(replace(DANA, we_talked_about=typed, i_bring=typed)))))
    assert " ".join(source.sentence for source in made.sources) == " ".join(made.body.split())
