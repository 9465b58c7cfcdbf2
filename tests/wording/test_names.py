"""How people are addressed."""

import pytest

from followup_mail.wording.names import in_text, listed, salutation


@pytest.mark.parametrize(
    "name, friendly, formal",
    [
        pytest.param("Dana Ortiz", "Dear Dana", "Dear Dana Ortiz", id="first and last"),
        pytest.param("Dr Dana Ortiz", "Dear Dana", "Dear Dr Ortiz", id="doctor"),
        pytest.param("Dr. Ortiz", "Dear Dr Ortiz", "Dear Dr Ortiz", id="title and family name only"),
        pytest.param("Prof. Dr. Anna van der Berg", "Dear Anna", "Dear Professor van der Berg", id="two titles"),
        pytest.param("Ms Whitfield", "Dear Ms Whitfield", "Dear Ms Whitfield", id="Ms"),
        pytest.param("Sir Simon Rattle", "Dear Simon", "Dear Sir Simon", id="Sir goes with the first name"),
        pytest.param("Anna van der Berg", "Dear Anna", "Dear Anna van der Berg", id="particles"),
        pytest.param("Ortiz, Dana", "Dear Dana", "Dear Dana Ortiz", id="Last, First"),
        pytest.param("Berg, Anna van der", "Dear Anna", "Dear Anna van der Berg", id="Last, First particles"),
        pytest.param("Ortiz, Dr Dana", "Dear Dana", "Dear Dr Ortiz", id="Last, title First"),
        pytest.param("Dana Ortiz, PhD", "Dear Dana", "Dear Dana Ortiz", id="letters after the name"),
        pytest.param("Dr Dana Ortiz, MD, PhD", "Dear Dana", "Dear Dr Ortiz", id="several letters"),
        pytest.param("Sam Lee Jr.", "Dear Sam", "Dear Sam Lee", id="Jr"),
        pytest.param("J. R. Lee", "Dear J. R. Lee", "Dear J. R. Lee", id="initials"),
        pytest.param("Search Committee", "Dear Search Committee", "Dear Search Committee", id="a group"),
        pytest.param("Northwind HR", "Dear Northwind HR", "Dear Northwind HR", id="a department"),
        pytest.param("Steve Jobs", "Dear Steve", "Dear Steve Jobs", id="no group"),
        pytest.param("Frau Dr. Müller", "Dear Frau Müller", "Dear Frau Müller", id="Frau"),
        pytest.param("Herr Jörg Groß", "Dear Jörg", "Dear Herr Groß", id="Herr"),
        pytest.param("Schwester Hildegard", "Dear Schwester Hildegard", "Dear Schwester Hildegard", id="Schwester"),
        pytest.param("Sister Anne Daly", "Dear Anne", "Dear Sister Anne", id="Sister"),
        pytest.param("Señora Ruiz", "Dear Señora Ruiz", "Dear Señora Ruiz", id="Señora"),
        pytest.param("Cher", "Dear Cher", "Dear Cher", id="single name"),
        pytest.param("李明", "Dear 李明", "Dear 李明", id="no blanks"),
        pytest.param("Jean-Luc Picard", "Dear Jean-Luc", "Dear Jean-Luc Picard", id="hyphen"),
        pytest.param("Zoë O'Neil", "Dear Zoë", "Dear Zoë O'Neil", id="accents and apostrophe"),
        pytest.param("María del Carmen Ruiz", "Dear María", "Dear María del Carmen Ruiz", id="particle inside"),
        pytest.param("Dr María de la Cruz", "Dear María", "Dear Dr de la Cruz", id="title with particles"),
    ],
)
def test_greeting(name: str, friendly: str, formal: str) -> None:
    """A greeting uses the name as it is written, by first name or formally as the person likes."""
    assert salutation(name, None, "friendly") == friendly
    assert salutation(name, None, "formal") == formal


@pytest.mark.parametrize(
    "greet_as, greeting",
    [
        pytest.param("Dana", "Dear Dana", id="name"),
        pytest.param("Dr Ortiz", "Dear Dr Ortiz", id="title"),
        pytest.param("Hello Dana", "Hello Dana", id="whole greeting"),
        pytest.param("Dear all", "Dear all", id="Dear already there"),
    ],
)
def test_greet_as_wins(greet_as: str, greeting: str) -> None:
    """What the person wants to call somebody beats every rule."""
    assert salutation("Dr Dana Ortiz", greet_as, "formal") == greeting


def test_names_in_a_sentence() -> None:
    """Several people are named as a sentence names them."""
    assert listed([in_text("Ortiz, Dana"), in_text("Dr. Ben Ode, MD"), in_text("Sam Lee")]) == (
        "Dana Ortiz, Dr Ben Ode and Sam Lee"
    )
    assert listed(["Dana Ortiz"]) == "Dana Ortiz"
