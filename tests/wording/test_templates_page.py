"""docs/templates.md tells the truth: its tables are complete and its examples work."""

import re
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from followup_mail.documents import read_documents
from followup_mail.policy import read_policy
from followup_mail.wording import VARIABLES, compose, describe
from followup_mail.wording.facts import Facts
from followup_mail.wording.rendering import _FILTERS
from tests.wording.records import TEMPLATES, Address, How, Shelf, application, letter, message, occasion, policy

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```jinja file=(\w+)\.txt\.j2\n(.*?)```", PAGE, re.DOTALL))
KINDS = sorted(path.name.removesuffix(".txt.j2") for path in TEMPLATES.glob("*.txt.j2"))


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    part = re.split(r"^##", PAGE.split(f"### {heading}\n")[1], flags=re.MULTILINE)[0]
    table = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in table[1:]]


def test_variables_are_listed_as_they_are() -> None:
    """The table of variables is the one that the program knows."""
    known = [[v.name, v.meaning, v.example, ", ".join(v.kinds) or "all"] for v in VARIABLES]
    assert rows("Variables") == known


def test_variables_given_are_those_listed() -> None:
    """A template gets every variable of the list and no other."""
    assert sorted(Facts(occasion()).variables()) == sorted(variable.name for variable in VARIABLES)


def test_blocks_are_listed_as_they_are() -> None:
    """The table of blocks names each block of each kind, in order."""
    frame = {"subject", "greeting", "body", "closing", "signature"}
    body = ["thanks", "specific", "fit", "loose_end", "interest", "offer_more"]
    for kind, listed in rows("Blocks"):
        tree = jinja2.Environment().parse((TEMPLATES / f"{kind}.txt.j2").read_text(encoding="utf-8"))
        found = [node.name for node in tree.find_all(nodes.Block) if node.name not in frame]
        has_own_body = any(node.name == "body" for node in tree.find_all(nodes.Block))
        assert listed.split(", ") == found if has_own_body else listed.split(", ") == body
    assert sorted([kind for kind, _ in rows("Blocks")] + ["letter"]) == KINDS


def test_filters_are_listed_as_they_are() -> None:
    """The page names the filters that a template can use."""
    told = re.sub(r"\s+", " ", PAGE.split("the filters ")[1].split(".")[0])
    assert set(re.split(r", | and ", told)) == _FILTERS - {"d", "count"}


def test_kinds_have_templates() -> None:
    """Each kind of policy.yaml has its template, and each template its kind."""
    assert sorted([*(kind.template for kind in policy().kinds.values()), "letter"]) == KINDS


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "letter"])
def test_templates_speak_of_their_own_variables(kind: str) -> None:
    """What a template names is described for its kind, so that `templates KIND` leaves nothing out."""
    text = (TEMPLATES / f"{kind}.txt.j2").read_text(encoding="utf-8")
    code = " ".join(re.findall(r"\{[{%](.*?)[%}]\}", text, re.DOTALL))
    outside = re.sub(r'"[^"]*"', " ", code)
    named = set(re.findall(r"\b[a-z_]+\b", outside)) | set(re.findall(r"\{(\w+)\}", code))
    described = {variable.name for variable in describe(kind)}
    assert named & {variable.name for variable in VARIABLES} <= described


def test_example_sign_off() -> None:
    """The first example of the page changes the sign-off of every kind."""
    shelf = Shelf({"letter": EXAMPLES["letter"]}, "page 1")
    for kind in ("thank_you", "status_check"):
        made = letter(occasion(None, message(kind)), shelf)
        assert made.body.endswith("Best regards,\nSam Tester\nCharge Nurse, Ward 4\n+44 20 7946 0000\n")


def test_example_sentence() -> None:
    """The second example adds a sentence to one kind, where it fits."""
    shelf = Shelf({"thank_you": EXAMPLES["thank_you"]}, "page 2")
    added = "It was good to see the place as well."
    given = occasion()
    talk = replace(given.application.interviews[0], how=How.IN_PERSON)
    seen = replace(given, application=replace(given.application, interviews=(talk,)))
    assert added not in letter(given, shelf).body
    assert added in letter(seen, shelf).body


def test_example_kind() -> None:
    """The third example adds a kind with an entry and a template, and no Python."""
    entry = re.search(r"```yaml\n(kinds:.*?)```", PAGE, re.DOTALL)
    assert entry is not None
    shipped, _ = read_documents((TEMPLATES / "policy.yaml").read_text(encoding="utf-8"), "policy.yaml")
    own, _ = read_documents(entry[1], "templates/policy.yaml")
    extended, problems = read_policy(shipped[0], [("templates/policy.yaml", own[0])])
    assert not problems
    shelf = Shelf({"referrer_thanks": EXAMPLES["referrer_thanks"]}, "page 3")
    made = compose(occasion(None, message("referrer_thanks")), policy=extended, templates=shelf)
    assert made.subject == "Thank you for the introduction"
    assert "Northwind Traders" in made.body
    lena = Address("Lena Novak", "lena@contoso.example")
    about = message("referrer_thanks", to=lena)
    thanked = compose(occasion(application(referrer=lena), about), policy=extended, templates=shelf)
    assert ("Dear Lena,", ("referrer",)) in [(source.sentence, source.facts) for source in thanked.sources]
    assert len(describe("referrer_thanks")) == len(VARIABLES)
