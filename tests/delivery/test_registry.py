"""The names of the ways out, and which one an address suggests."""

from pathlib import Path

import pytest

from followup_mail.delivery import WAYS, proposed_for, way_named
from followup_mail.errors import WordsError

DOCS = Path(__file__).parents[2] / "docs" / "delivery.md"


def test_every_way_has_a_row_in_the_docs() -> None:
    """docs/delivery.md tells of each way by the name that is typed, and of no other."""
    rows = [line.split("`")[1] for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert sorted(rows) == sorted(WAYS)


@pytest.mark.parametrize("name", [way for way in WAYS if ":" not in way])
def test_each_name_gives_a_way(name: str) -> None:
    """What help and completion offer can be typed."""
    assert callable(way_named(name).deliver)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        pytest.param("gmial", "gmail", id="letters swapped"),
        pytest.param("Outlook_Work", "outlook-work", id="underscore and capitals"),
        pytest.param("clipbord", None, id="nothing near"),
        pytest.param("carrier-pigeon", None, id="not among them"),
    ],
)
def test_an_unknown_name_gets_the_choices(typed: str, near: str | None) -> None:
    """A slip of the pen names the nearest way, and always all of them."""
    with pytest.raises(WordsError) as refusal:
        way_named(typed)
    message = str(refusal.value)
    assert (f"did you mean {near}?" in message) is (near is not None)
    assert all(way in message for way in WAYS)


def test_maildir_needs_a_folder() -> None:
    """`maildir:` alone is a slip, and says what it lacks."""
    with pytest.raises(WordsError, match="folder of drafts"):
        way_named("maildir:")


@pytest.mark.parametrize(
    ("address", "way"),
    [
        pytest.param("sam@gmail.com", "gmail", id="Gmail"),
        pytest.param("sam@GoogleMail.com", "gmail", id="Gmail, older"),
        pytest.param("sam@outlook.com", "outlook", id="Outlook.com"),
        pytest.param("sam@hotmail.co.uk", "outlook", id="Hotmail of a country"),
        pytest.param("sam@live.nl", "outlook", id="Live of a country"),
        pytest.param("sam@contoso.onmicrosoft.com", "outlook-work", id="Microsoft 365"),
        pytest.param("sam@icloud.com", "mailto", id="iCloud"),
        pytest.param("sam@yahoo.co.jp", "copy", id="Yahoo of a country"),
        pytest.param("sam@gmx.net", "copy", id="GMX"),
        pytest.param("sam@example.org", None, id="a domain that does not tell"),
        pytest.param("sam@notgmail.com", None, id="only like Gmail"),
        pytest.param("sam", None, id="no address"),
    ],
)
def test_what_an_address_suggests(address: str, way: str | None) -> None:
    """Where most people with such an address write their mail."""
    assert proposed_for(address) == way
    assert way is None or way in WAYS
