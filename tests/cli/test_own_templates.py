"""A person's own templates: taken over, left behind by an upgrade, broken, and going too far."""

import json
import re
from pathlib import Path

import pytest

from followup_mail import resources
from tests.running import Program


def upgrades(program: Program, path: Path) -> list[str]:
    """What `review` says an upgrade has brought to that file."""
    found = program("review", str(path), "--json").json["findings"]
    return [finding["why"] for finding in found if finding["rule"] == "upgrade"]


@pytest.fixture
def older(northwind: Program) -> Path:
    """A person's own thank-you from before the shipped one had a loose end."""
    text = (resources.folder("templates") / "thank_you.txt.j2").read_text(encoding="utf-8")
    text = re.sub(r"\{% block loose_end %\}.*?\{% endblock %\}", "", text, flags=re.DOTALL)
    return northwind.write("templates/thank_you.txt.j2", text)


def test_a_template_that_was_taken_over_lacks_what_is_new(northwind: Program, older: Path) -> None:
    """`review` names the file and what came with the upgrade, as a hint that stops nothing."""
    for words in ((), (str(older),)):
        ran = northwind("review", *words, "--json")
        assert ran.code == 0
        (finding,) = (f for f in ran.json["findings"] if f["rule"] == "upgrade")
        assert Path(finding["file"]).name == "thank_you.txt.j2"
        assert (finding["line"], finding["severity"]) == (None, "H")
        assert "the block loose_end; the fact also_say" in finding["why"]
        assert "followup-mail templates thank_you" in finding["instead"]
    assert northwind("preview", "northwind").code == 0


def test_what_is_new_is_shown(northwind: Program, older: Path) -> None:
    """`templates KIND` shows the lines of the shipped template that one's own has not."""
    shown = northwind("templates", "thanks").out.partition("What the shipped one has and this one has not")[2]
    assert "{% block loose_end %}" in shown
    assert "also_say" in shown
    assert "{% block fit %}" not in shown
    lacks = northwind("templates", "thanks", "--json").json["lacks"]
    assert lacks == {"blocks": ["loose_end"], "facts": ["also_say"], "wordings": []}
    older.write_text(older.read_text(encoding="utf-8").replace('say("stayed"', 'say("kept"'), encoding="utf-8")
    assert "the wording stayed" in northwind("review", str(older)).out
    older.unlink()
    assert "has not" not in northwind("templates", "thanks").out


def test_a_broken_template_is_shown_all_the_same(northwind: Program) -> None:
    """`templates KIND` shows the text that has to be mended, and then what is wrong with it."""
    northwind.write(
        "templates/thank_you.txt.j2", '{% extends "thank_you.txt.j2" %}\n{% block fit %}{{ nonsense }}{% endblock %}\n'
    )
    ran = northwind("templates", "thanks")
    assert ran.code == 3
    assert "{{ nonsense }}" in ran.out
    assert "templates/thank_you.txt.j2:2: 'nonsense' is undefined" in ran.err
    assert northwind("templates", "thanks", "--json").json["sample"] is None


def test_what_was_taken_out_is_not_missed(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block deleted from a copy that `edit` has made stays deleted, and nobody asks after it."""
    monkeypatch.setenv("EDITOR", "true")
    ran = northwind("edit", "closing-note")
    assert ran.code == 0
    own = northwind.home / "templates" / "closing_note.txt.j2"
    assert own.read_text(encoding="utf-8").startswith("{# A copy of the template of followup-mail ")
    text = re.sub(r"\{% block wishes %\}.*?\{% endblock %\}", "", own.read_text(encoding="utf-8"), flags=re.DOTALL)
    own.write_text(text, encoding="utf-8")
    assert upgrades(northwind, own) == []
    own.write_text(text.partition("#}")[2], encoding="utf-8")
    assert len(upgrades(northwind, own)) == 1


def test_the_frame_of_all_letters_can_be_taken_over(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """`edit letter` opens a copy of the frame, and the letters are those from before."""
    before = northwind("preview", "northwind").out
    monkeypatch.setenv("EDITOR", "true")
    assert northwind("edit", "letter").code == 0
    assert (northwind.home / "templates" / "letter.txt.j2").exists()
    assert northwind("preview", "northwind").out == before


def test_the_frame_of_all_letters_can_be_looked_at(northwind: Program) -> None:
    """`templates letter` shows the frame with what it may use and a letter in it; the list says whose frame it is."""
    shown = northwind("templates", "letter")
    assert shown.code == 0
    assert "{% block signature %}" in shown.out
    assert "my_phone" in shown.out
    assert "Dear Dana," in shown.out
    own = '{% extends "letter.txt.j2" %}\n{% block signature %}S. T.{% endblock %}\n'
    northwind.write("templates/letter.txt.j2", own)
    assert northwind("templates", "letter", "--json").json["text"] == own
    (row,) = (row for row in northwind("templates", "--json").json["templates"] if row["kind"] == "letter")
    assert row["own"]


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        pytest.param("policy", "timing:\n  no_such_number: 3 days\n", id="policy"),
        pytest.param("phrases", "no_such_key: {}\n", id="phrases"),
    ],
)
def test_what_is_laid_over_the_shipped_file_can_be_begun(
    northwind: Program, monkeypatch: pytest.MonkeyPatch, what: str, wrong: str
) -> None:
    """`edit policy` and `edit phrases` open a file that says what it is and changes nothing; it is looked over."""
    monkeypatch.setenv("EDITOR", "true")
    before = northwind("preview", "northwind").out
    ran = northwind("edit", what)
    assert ran.code == 0, ran.out + ran.err
    text = northwind.read(f"templates/{what}.yaml")
    assert [line[:2] for line in text.splitlines()] == ["# ", "# "]
    assert str(resources.folder("templates") / f"{what}.yaml") in text
    assert northwind("preview", "northwind").out == before
    northwind.write(f"templates/{what}.yaml", wrong)
    ran = northwind("edit", what)
    assert ran.code == 3
    assert "no_such" in ran.out
    assert northwind.read(f"templates/{what}.yaml") == wrong


def test_a_kind_of_ones_own_without_a_template(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to copy for a kind that only its owner knows: the file to write is named."""
    monkeypatch.setenv("EDITOR", "true")
    entry = "kinds:\n  greeting_card:\n    title: card\n    after: interview\n"
    window = "    window: {not_before: at once, best: business hours, not_after: 48 hours, give_up: 7 days}\n"
    northwind.write("templates/policy.yaml", entry + window)
    ran = northwind("edit", "greeting-card")
    assert ran.code == 2
    assert "greeting_card.txt.j2" in ran.err


def test_a_template_elsewhere_is_the_one_that_is_looked_over(northwind: Program, tmp_path: Path) -> None:
    """A file outside the home is reviewed itself, not the one of that name in the home."""
    path = tmp_path / "thank_you.txt.j2"
    path.write_text('{% extends "thank_you.txt.j2" %}\n{% block fit %}{{ nonsense }}{% endblock %}\n', encoding="utf-8")
    ran = northwind("review", str(path))
    assert ran.code == 3
    assert f"{path}:2: 'nonsense' is undefined" in ran.out
    path.write_text('{% extends "thank_you.txt.j2" %}\n', encoding="utf-8")
    assert northwind("review", str(path)).code == 0


BREACHES = {
    "file": "{% include '/etc/passwd' %}",
    "import": "{% import 'letter.txt.j2' as x %}",
    "underscore": "{{ role.__class__ }}",
    "environment": "{{ environ['HOME'] }}",
    "self": "{{ self._TemplateReference__context }}",
    "call": "{{ role.format(role) }}",
    "long range": "{% for i in range(10**6) %}x{% endfor %}",
    "loops": 3 * "{% for a in range(2) %}" + "x" + 3 * "{% endfor %}",
    "macro": "{% macro m() %}x{% endmacro %}{{ m() }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "product": "{{ 'x' * 9 }}",
    "output": "{% for i in range(200) %}{% for j in range(200) %}twenty letters are it{% endfor %}{% endfor %}",
    "unclosed": "{% if role %}",
    "unknown filter": "{{ role|shout }}",
    "absent fact": "{{ also_say }}",
}


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES.keys())
def test_a_template_that_goes_too_far_is_one_clear_line(northwind: Program, breach: str) -> None:
    """Whatever a template tries, `review` names its file, and line where that is known, and what is wrong, once."""
    text = '{% extends "thank_you.txt.j2" %}\n{% block fit %}\n' + breach + "\n{% endblock %}\n"
    northwind.write("templates/thank_you.txt.j2", text)
    for words in (("review",), ("draft", "northwind", "--via", "file")):
        ran = northwind(*words)
        assert ran.code == 3
        (line,) = (line for line in (ran.out + ran.err).splitlines() if line.startswith("templates/"))
        assert re.match(r"templates/thank_you\.txt\.j2(:[3-5])?: \S", line), line
        assert len(line) < 160, line
        assert "Traceback" not in ran.err
    assert not (northwind.home / "journal.jsonl").exists()
    assert json.loads(northwind("review", "--json").out)["problems"]


def test_what_is_wrong_is_told_of_every_template(northwind: Program) -> None:
    """`review` names a wrong block, a wrong name and a blank, also where no such letter is due."""
    northwind.write(
        "templates/thank_you.txt.j2", '{% extends "thank_you.txt.j2" %}\n{% block thanx %}x{% endblock %}\n'
    )
    northwind.write("templates/offer_reply.txt.j2", "Dear {{ nmae }}\n")
    northwind.write("templates/withdrawal.txt.j2", "ASAP, dear [name] of {{ compny }}\n")
    ran = northwind("review")
    assert ran.code == 3
    for said in (
        "templates/thank_you.txt.j2:2: there is no block thanx; did you mean thanks?",
        "templates/offer_reply.txt.j2:1: 'nmae' is undefined; did you mean name?",
        "templates/withdrawal.txt.j2:1: 'compny' is undefined; did you mean company?",
        "templates/withdrawal.txt.j2:1: this is a placeholder still: “[name]”",
    ):
        assert said in ran.out
