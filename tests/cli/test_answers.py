"""What a tired person types into one line comes apart into what they meant."""

import pytest

from followup_mail.cli.answers import read_job, read_people, read_time, read_whose
from followup_mail.model import How


@pytest.mark.parametrize(
    ("typed", "company", "role"),
    [
        pytest.param("Northwind Traders, Data Engineer", "Northwind Traders", "Data Engineer", id="comma"),
        pytest.param("Charge Nurse at St Mary's", "St Mary's", "Charge Nurse", id="at"),
        pytest.param("Engineer @ Contoso", "Contoso", "Engineer", id="at-sign"),
        pytest.param("Smith, Jones & Co, Nurse", "Smith, Jones & Co", "Nurse", id="company-with-a-comma"),
        pytest.param(
            "St Mary's Hospital, Charge Nurse, Ward 7",
            "St Mary's Hospital",
            "Charge Nurse, Ward 7",
            id="role-with-a-comma",
        ),
        pytest.param(
            "Smith, Jones & Partners, Paralegal, Family Law",
            "Smith, Jones & Partners",
            "Paralegal, Family Law",
            id="both-with-a-comma",
        ),
        pytest.param("Smith, Baker & Sons, Joinery", "Smith, Baker & Sons", "Joinery", id="a-name-that-is-a-trade"),
        pytest.param("Oak School, Year 6, Mathematics", "Oak School", "Year 6, Mathematics", id="plainly-a-company"),
        pytest.param("Acme Group, Inc., Nights, Ward 7", "Acme Group, Inc.", "Nights, Ward 7", id="legal-form"),
        pytest.param("Fisk, Ålesund, Maskinist", "Fisk, Ålesund", "Maskinist", id="nothing-known"),
        pytest.param("Nurse, Ward 7 at St Mary's", "St Mary's", "Nurse, Ward 7", id="at-and-comma"),
        pytest.param("Teacher for special needs at Oak School", "Oak School", "Teacher for special needs", id="for"),
        pytest.param("Northwind", "Northwind", None, id="company-alone"),
        pytest.param("  Northwind ,  ", "Northwind", None, id="a-comma-and-nothing"),
        pytest.param("Ålesund Fisk, Maskinist", "Ålesund Fisk", "Maskinist", id="accents"),
    ],
)
def test_company_and_role_come_apart(typed: str, company: str, role: str | None) -> None:
    """One line names the company and the role, in either order."""
    assert read_job(typed) == (company, role)


@pytest.mark.parametrize(
    ("typed", "time", "how", "people"),
    [
        pytest.param("today 14:00 to 15:00", "today 14:00 to 15:00", None, [], id="time-alone"),
        pytest.param(
            "today 2pm by phone with Dana Ortiz <dana@n.example>",
            "today 2pm",
            How.PHONE,
            ["Dana Ortiz <dana@n.example>"],
            id="time-how-person",
        ),
        pytest.param("Tue 9:30, on site, with Ben Ode", "Tue 9:30", How.IN_PERSON, ["Ben Ode"], id="on-site"),
        pytest.param(
            "yesterday 10-11 on Zoom with Ana Roy and Ben Ode",
            "yesterday 10-11",
            How.VIDEO,
            ["Ana Roy", "Ben Ode"],
            id="zoom",
        ),
        pytest.param("with Ana Roy", "", None, ["Ana Roy"], id="person-alone"),
    ],
)
def test_time_and_people_come_apart(typed: str, time: str, how: How | None, people: list[str]) -> None:
    """One line says when it was, how they met and whom."""
    assert read_time(typed) == (time, how, people)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        pytest.param("Dana Ortiz <d@n.example>", ["Dana Ortiz <d@n.example>"], id="one"),
        pytest.param("Ana Roy <a@n.example>, Ben Ode <b@n.example>", ["Ana Roy <a@n.example>", "Ben Ode <b@n.example>"],
                     id="comma-behind-an-address"),
        pytest.param("Ortiz, Dana <d@n.example>", ["Ortiz, Dana <d@n.example>"], id="last-first"),
        pytest.param("Ortiz, Dana", ["Ortiz, Dana"], id="last-first-without-address"),
        pytest.param("Ana Roy, Ben Ode and Cho Lee", ["Ana Roy", "Ben Ode", "Cho Lee"], id="names-in-a-row"),
        pytest.param("Ana; Ben & Cho", ["Ana", "Ben", "Cho"], id="semicolon-and-ampersand"),
        pytest.param("Alexandra Sand <a@n.example>", ["Alexandra Sand <a@n.example>"], id="and-inside-a-name"),
        pytest.param("a@n.example, b@n.example", ["a@n.example", "b@n.example"], id="bare-addresses"),
    ],
)  # fmt: skip
def test_people_come_apart(typed: str, people: list[str]) -> None:
    """Several people in a line are told apart; a comma inside a name parts nobody."""
    assert read_people(typed) == people


@pytest.mark.parametrize(
    ("typed", "whose", "words"),
    [
        pytest.param("ana=the rota", 0, "the rota", id="first-name"),
        pytest.param("ODE=the rota", 1, "the rota", id="last-name-in-capitals"),
        pytest.param("E=mc² in your talk", None, "E=mc² in your talk", id="equals-sign-in-prose"),
        pytest.param("the rota", None, "the rota", id="for-everybody"),
        pytest.param("ana=", None, "ana=", id="nothing-behind-it"),
    ],
)
def test_words_for_one_person_are_told_from_words_for_all(typed: str, whose: int | None, words: str) -> None:
    """Only the name of somebody met, before an equals sign, makes words that person's; all else stays as typed."""
    assert read_whose(typed, ["Ana Roy ", "Ben Ode "]) == (whose, words)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        pytest.param("karen lopez, the nurse manager", ["Karen Lopez"], id="a-title-is-nobody"),
        pytest.param(
            "Karen Lopez <k@n.example>, head of data", ["Karen Lopez <k@n.example>"], id="title-after-address"
        ),
        pytest.param("jean-luc picard", ["Jean-Luc Picard"], id="small-letters"),
        pytest.param("karen lopez k@n.example", ["Karen Lopez <k@n.example>"], id="no-brackets"),
        pytest.param("Ludwig van der Berg", ["Ludwig van der Berg"], id="particles-stay"),
    ],
)
def test_what_is_typed_in_haste_becomes_a_name(typed: str, people: list[str]) -> None:
    """Titles are left out, small letters get their capitals, an address its brackets."""
    assert read_people(typed) == people
