"""Lines are added, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.additions import Fact, Style, add_document, add_fact, insist, parse, say, tidy, write
from followup_mail.documents import Node, Table, Text
from followup_mail.errors import NeedsALookError

PLAIN = Style(frozenset({"how"}), {"talk": "I enjoyed hearing about …"})

FACTS = st.recursive(
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="\n #:-'\"\\"), max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "key"]), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["one", "talk", "x_y"]), FACTS, min_size=1))
def test_what_is_written_is_read_back_unchanged(facts: dict[str, Fact]) -> None:
    """Any text, with line breaks, blanks and signs of YAML, in lists and tables, survives the way out and in."""
    tidied = tidy(facts)
    assert isinstance(tidied, dict)
    if tidied and not has_list_in_list(tidied):
        assert say(parse("\n".join([*write(tidied, PLAIN), ""]), "f")[0]) == tidied


def has_list_in_list(fact: Fact) -> bool:
    """No field takes a list of lists, so none is written."""
    if isinstance(fact, str):
        return False
    if isinstance(fact, dict):
        return any(has_list_in_list(inner) for inner in fact.values())
    return any(isinstance(inner, list) or has_list_in_list(inner) for inner in fact)


def test_text_is_quoted_and_the_program_s_own_words_are_not() -> None:
    """Stems stand above as comments; longer texts below a bar."""
    facts: dict[str, Fact] = {"how": "phone", "talk": 'a "b" \\ #c', "met": [{"name": "Dana", "memo": "x\ny"}, "Sam"]}
    assert write(facts, PLAIN) == [
        "how: phone",
        "# I enjoyed hearing about …",
        'talk: "a \\"b\\" \\\\ #c"',
        "met:",
        '  - name: "Dana"',
        "    memo: |",
        "      x",
        "      y",
        '  - "Sam"',
    ]


def added(text: str, key: str, fact: Fact, *path: str | int) -> str:
    """The text with a fact added to the table that is reached by `path`."""
    target: Node = parse(text, "f")[0]
    for step in path:
        assert not isinstance(target, Text)
        target = target.entries[str(step)] if isinstance(target, Table) else target.nodes[int(step)]
    assert isinstance(target, Table)
    return add_fact(text, target, key, fact, style=PLAIN, place="f:1")


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        pytest.param("a: 1\n", (), 'a: 1\nx: "v"\n', id="plain"),
        pytest.param("a: 1", (), 'a: 1\nx: "v"', id="no-final-line-end"),
        pytest.param("a: 1\r\nb: 2\r\n", (), 'a: 1\r\nb: 2\r\nx: "v"\r\n', id="windows"),
        pytest.param("a: 1\r\nb: 2", (), 'a: 1\r\nb: 2\r\nx: "v"', id="windows-no-final-line-end"),
        pytest.param("\ufeffa: 1\n", (), '\ufeffa: 1\nx: "v"\n', id="byte-order-mark"),
        pytest.param("a: 1\n\n# end\n", (), 'a: 1\nx: "v"\n\n# end\n', id="comment-at-the-end"),
        pytest.param("a: 1\n---\nb: 2\n", (), 'a: 1\nx: "v"\n---\nb: 2\n', id="further-documents"),
        pytest.param("a: |\n  t\n\n  u\n\n\nb: 1\n", (), 'a: |\n  t\n\n  u\n\n\nb: 1\nx: "v"\n', id="block"),
        pytest.param("b: 1\na: |\n  t\n\n\n", (), 'b: 1\na: |\n  t\nx: "v"\n\n\n', id="block-last"),
        pytest.param("b: 1\na: 'x\n\n  y'\n", (), "b: 1\na: 'x\n\n  y'\nx: \"v\"\n", id="quotes-over-lines"),
        pytest.param("a: {b: c,\n  d: e}\n", (), 'a: {b: c,\n  d: e}\nx: "v"\n', id="braces-last"),
        pytest.param("x:\n", (), 'x:\n  "v"\n', id="empty-key"),
        pytest.param("x:\nb: 1\n", (), 'x:\n  "v"\nb: 1\n', id="empty-key-above"),
        pytest.param(
            "m:\n  - n: 1\n  - n: 2\nz: 1\n", ("m", 0), 'm:\n  - n: 1\n    x: "v"\n  - n: 2\nz: 1\n', id="person"
        ),
        pytest.param("m:\n- n: 1\n- n: 2\n", ("m", 1), 'm:\n- n: 1\n- n: 2\n  x: "v"\n', id="flush-list"),
        pytest.param("m:\n    n: 1\nz: 1\n", ("m",), 'm:\n    n: 1\n    x: "v"\nz: 1\n', id="deeper"),
        pytest.param("-   n: 1\n".replace("-", "m:\n  -"), ("m", 0), 'm:\n  -   n: 1\n      x: "v"\n', id="wide-dash"),
    ],
)
def test_a_line_goes_below_what_it_belongs_with(text: str, path: tuple[str | int, ...], expected: str) -> None:
    """In the same column, before comments and blank lines that follow, with the file's own line ends."""
    assert added(text, "x", "v", *path) == expected


def test_a_list_takes_further_items() -> None:
    """Behind its last item, whatever stands below."""
    assert added("m:\n  - a\n\n# end\n", "m", "b") == 'm:\n  - a\n  - "b"\n\n# end\n'
    assert added("m:\n- a\nz: 1\n", "m", [{"name": "B"}]) == 'm:\n- a\n- name: "B"\nz: 1\n'


@pytest.mark.parametrize(
    ("text", "key", "path", "says"),
    [
        pytest.param("x: 1\n", "x", (), "`x` says something already", id="taken"),
        pytest.param("m: [a]\n", "m", (), "`m` says something already", id="list-in-brackets"),
        pytest.param("m: {n: 1}\n", "x", ("m",), "in braces takes no further line", id="braces"),
    ],
)
def test_what_a_line_cannot_do_is_refused(text: str, key: str, path: tuple[str, ...], says: str) -> None:
    """The sentence names the place and what to do."""
    with pytest.raises(NeedsALookError, match=re.escape(says)):
        added(text, key, "v", *path)


def test_a_further_document() -> None:
    """It stands below its own line of dashes."""
    assert add_document("a: 1\n# end", ['b: "2"']) == 'a: 1\n# end\n---\nb: "2"'


def test_a_result_that_says_something_else_is_never_handed_on() -> None:
    """The last word has the reader."""
    with pytest.raises(NeedsALookError, match="nothing was written"):
        insist("a: 1\n", "f", [{"a": "2"}])
    with pytest.raises(NeedsALookError, match="please mend f first"):
        parse("a: @x\n", "f")
