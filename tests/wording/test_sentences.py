"""Where sentences end."""

import pytest

from followup_mail.wording.sentences import ends_in_abbreviation, is_finished, split


@pytest.mark.parametrize(
    "text, sentences",
    [
        pytest.param("One. Two? Three!", ["One.", "Two?", "Three!"], id="three"),
        pytest.param(
            "I met Dr. Ortiz on Tuesday. It was good.", ["I met Dr. Ortiz on Tuesday.", "It was good."], id="Dr"
        ),
        pytest.param("J. Lee came.", ["J. Lee came."], id="initial"),
        pytest.param("Logs, alerts etc. were shown.", ["Logs, alerts etc. were shown."], id="etc inside"),
        pytest.param("Logs, alerts etc. They help.", ["Logs, alerts etc.", "They help."], id="etc at the end"),
        pytest.param("See https://a.example/b.html for it.", ["See https://a.example/b.html for it."], id="page"),
        pytest.param("It costs 2.5 hours.", ["It costs 2.5 hours."], id="number"),
        pytest.param("She said “yes.” He left.", ["She said “yes.”", "He left."], id="quotes"),
        pytest.param("Dear Dana,\n\nThank you.", ["Dear Dana,", "Thank you."], id="paragraphs"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    """Dots of abbreviations, numbers and pages end no sentence."""
    assert split(text) == sentences


def test_final_dots() -> None:
    """A final dot may belong to a word, and it ends the sentence all the same."""
    assert is_finished("Contoso Ltd.")
    assert not is_finished("Contoso")
    assert ends_in_abbreviation("Contoso Ltd.")
    assert not ends_in_abbreviation("the ward.")
