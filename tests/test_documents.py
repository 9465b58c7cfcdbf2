"""YAML as text with its places; what cannot be read is told, and never hides the rest."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from followup_mail import documents
from followup_mail.documents import Items, Table, Text, read_documents

LOADERS = [
    pytest.param(yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader, id="fastest"),
    pytest.param(yaml.BaseLoader, id="pure"),
]


def read(text: str) -> Table:
    """The only document of a text that has no problems."""
    tables, problems = read_documents(text, "f.yaml")
    assert problems == []
    assert len(tables) == 1
    return tables[0]


def told(text: str) -> list[str]:
    """The problems of a text, as a person sees them."""
    return [str(problem) for problem in read_documents(text, "f.yaml")[1]]


@pytest.mark.parametrize(
    "written",
    ["NO", "yes", "14:30", "0123", "1e3", "2026-11-17", "null", "~", "0x1F", "1_000", "=", ".inf", "on", "a:b", "C#"],
)
@pytest.mark.parametrize("loader", LOADERS)
def test_scalars_are_never_guessed(written: str, loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind a colon is the text that stands there."""
    monkeypatch.setattr(documents, "_LOADER", loader)
    node = read(f"key: {written}\n").entries["key"]
    assert isinstance(node, Text)
    assert (node.value, node.plain, node.line) == (written, True, 1)


def test_every_node_knows_its_lines() -> None:
    """Lines count from 1; `last` is the last line that holds something of a node."""
    table = read(
        "# note\na: 1\nmet:\n  - name: Dana\n    email: d@x.example\n\n  - Sam\n\nb: |\n  x\n\n  y\n\nc: 'z'\n"
    )
    assert table.lines == {"a": 2, "met": 3, "b": 9, "c": 14}
    met, block, quoted = table.entries["met"], table.entries["b"], table.entries["c"]
    assert isinstance(met, Items)
    assert [(node.line, node.last) for node in met.nodes] == [(4, 5), (7, 7)]
    assert (met.last, met.column, table.last) == (7, 2, 14)
    assert isinstance(block, Text)
    assert (block.value, block.block, block.last) == ("x\n\ny\n", True, 12)
    assert isinstance(quoted, Text)
    assert not quoted.plain


def test_documents_are_split_and_empty_ones_left_out() -> None:
    """`---` begins a further document; an empty one says nothing."""
    tables, problems = read_documents("---\na: 1\n---\nb: 2\n---\n# only a comment\n", "f.yaml")
    assert problems == []
    assert [list(table.entries) for table in tables] == [["a"], ["b"]]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_has_no_documents(text: str) -> None:
    """Whether that is a problem is for others to say."""
    assert read_documents(text, "f.yaml") == ([], [])


def test_a_byte_order_mark_and_windows_line_ends_are_no_difference() -> None:
    """Files saved by Notepad read like others."""
    assert read("\ufeffa: x\r\nb: y\r\n").lines == {"a": 1, "b": 2}


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "lost"),
    [
        pytest.param("a: we are #1 in town\n", "#1 in town", id="behind"),
        pytest.param("a: #1 in town\n", "#1 in town", id="alone"),
        pytest.param('a: "quoted" # note\n', "# note", id="behind-quotes"),
        pytest.param("a: we are\n  #1 in town\nb: x\n", "#1 in town", id="on-the-next-line"),
        pytest.param("a: we are\n# note\nb: x\n", "", id="comment-of-its-own"),
        pytest.param("a: C#\n", "", id="no-blank"),
    ],
)
def test_what_yaml_takes_for_a_comment_is_kept_in_sight(
    text: str, lost: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words behind ` #` stand in `lost`, so that prose can refuse to lose them."""
    monkeypatch.setattr(documents, "_LOADER", loader)
    node = read(text).entries["a"]
    assert isinstance(node, Text)
    assert node.lost == lost


QUOTES = 'put it in quotation marks: a: "'


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param("a: b: c\n", 1, QUOTES + 'b: c"', id="colon"),
        pytest.param("a: b:\n", 1, QUOTES + 'b:"', id="trailing-colon"),
        pytest.param("a: - x\nb: 1\n", 1, QUOTES + '- x"', id="dash"),
        pytest.param("a: @x\n", 1, QUOTES + '@x"', id="at"),
        pytest.param("a: %x\n", 1, QUOTES + '%x"', id="percent"),
        pytest.param("a: `x`\n", 1, QUOTES + '`x`"', id="backtick"),
        pytest.param("a: *x\n", 1, QUOTES + '*x"', id="alias"),
        pytest.param("a: * x\n", 1, QUOTES + '* x"', id="star"),
        pytest.param("a: &x y\n", 1, QUOTES + '&x y"', id="anchor"),
        pytest.param("a: & x\n", 1, QUOTES + '& x"', id="ampersand"),
        pytest.param("a: !x y\n", 1, QUOTES + '!x y"', id="tag"),
        pytest.param("a: ! x\n", 1, QUOTES + '! x"', id="exclamation-mark"),
        pytest.param("a: !a!b x\n", 1, QUOTES + '!a!b x"', id="tag-handle"),
        pytest.param("a: > 90 %\n", 1, QUOTES + '> 90 %"', id="greater"),
        pytest.param("a: |x\n", 1, QUOTES + '|x"', id="pipe"),
        pytest.param("a: [x] y\nb: 1\n", 1, QUOTES + '[x] y"', id="brackets"),
        pytest.param("a: [x\nb: 1\n", 1, "close it with `]`, or " + QUOTES + '[x"', id="open-bracket"),
        pytest.param("a: {x\nb: 1\n", 1, "close it with `}`, or " + QUOTES + '{x"', id="open-brace"),
        pytest.param('a: "x" y\nb: 1\n', 1, QUOTES + '\\"x\\" y"', id="quoted-word-first"),
        pytest.param("a: 'tis\nb: 1\n", 1, QUOTES + "'tis\"", id="apostrophe-first"),
        pytest.param("a: 'tis\nb: don't\n", 1, QUOTES + "'tis\"", id="apostrophe-closed-elsewhere"),
        pytest.param('a: "\\d"\n', 1, "use single quotation marks", id="backslash"),
        pytest.param("a: 'x\nb: y'\nc: 1\n", 1, "closed only on line 2", id="quotes-over-other-keys"),
        pytest.param("company Northwind\nrole: x\n", 1, "there is no colon behind the key", id="no-colon-first"),
        pytest.param("role: x\ncompany Northwind\n", 2, "write each line as `key: value`", id="no-colon-last"),
        pytest.param("a: x\n   b: c\n", 2, "further in than the ones it belongs with", id="too-far-in"),
        pytest.param("  a: 1\nb: 2\n", 2, "does not line up", id="too-far-out"),
        pytest.param(
            "met:\n  - x\n   - y\n", 3, "the dash has become part of the value above it", id="dash-too-far-in"
        ),
        pytest.param("a: 1\n\tb: 2\n", 2, "begins with a tab; indent it with spaces", id="tab"),
        pytest.param("a: 1\nb: 2\na: 3\n", 3, "`a` stands twice, first on line 1", id="twice"),
        pytest.param("<<: {a: b}\n", 1, "merge keys are not supported", id="merge-key"),
        pytest.param("? [a]\n: b\n", 1, "no key before the colon", id="no-key"),
        pytest.param("- a\n- b\n", 1, "does not consist of keys", id="a-list"),
        pytest.param("just words\n", 1, "does not consist of keys", id="words"),
        pytest.param("a: x\x00y\n", 1, "invisible character U+0000", id="nul"),
        pytest.param("a: x\u202ey\n", 1, "invisible character U+202E", id="bidi-override"),
        pytest.param("a: x\u2028y\n", 1, "invisible character U+2028", id="line-separator"),
        pytest.param("a: x\ud800y\n", 1, "invisible character U+D800", id="surrogate"),
        pytest.param("a: x\x85y\n", 1, "invisible character U+0085", id="next-line"),
        pytest.param("a: " + "[" * 500 + "\n", 1, "more than 12 deep", id="deep"),
        pytest.param("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", 1, "a meaning of its own", id="billion-laughs"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line_and_remedy(
    text: str, line: int, says: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first problem names the line that is to blame, and what to write instead."""
    monkeypatch.setattr(documents, "_LOADER", loader)
    first = told(text)[0]
    assert first.startswith(f"f.yaml:{line}:")
    assert says in first


@pytest.mark.parametrize("loader", LOADERS)
def test_one_slip_does_not_hide_the_next(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """All unreadable values come at once, and what is right is read."""
    monkeypatch.setattr(documents, "_LOADER", loader)
    text = "a: @x\nb: c: d\nc: - e\nd: 'q' r\ne: fine\nf: 'tis\n  and more\ng: fine\n---\nh: [i\nj: fine\n"
    tables, problems = read_documents(text, "f.yaml")
    assert [(problem.line, problem.field) for problem in problems] == [
        (1, "a"), (2, "b"), (3, "c"), (4, "d"), (6, "f"), (10, "h"),
    ]  # fmt: skip
    values = [{key: node.value for key, node in table.entries.items() if isinstance(node, Text)} for table in tables]
    assert values == [{"a": "", "b": "", "c": "", "d": "", "e": "fine", "f": "", "g": "fine"}, {"h": "", "j": "fine"}]


def test_a_huge_file_is_refused() -> None:
    """A film that was dropped into the folder is not parsed."""
    assert "more than 1,000,000 characters" in told("a" * 1_000_001)[0]


def test_many_slips_end() -> None:
    """A file that is no YAML at all is reported without end or crash."""
    _, problems = read_documents("a: @x\n" * 500, "f.yaml")
    assert 1 < len(problems) < 100


@given(st.text(st.sampled_from("ab:#-?!&*|>%@`'\"[]{},\n \t\\~é\x00\u2028"), max_size=60))
def test_no_text_whatsoever_raises(text: str) -> None:
    """Each text gives tables, or problems that stand in one of its lines; both loaders agree that there is trouble."""
    _, problems = read_documents(text, "f.yaml")
    assert all(problem.line is None or 1 <= problem.line <= text.count("\n") + 1 for problem in problems)
