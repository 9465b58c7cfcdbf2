"""Lines at a width that reads well."""

import os
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.cli import terminal

WORDS = st.lists(st.text(alphabet="ax-é", min_size=1, max_size=30) | st.just("a" * 100), max_size=30)


@pytest.mark.parametrize("indent", ["", " " * 6])
@given(words=WORDS, blanks=st.lists(st.sampled_from([" ", " ", "  "]), min_size=30, max_size=30))
def test_lines_are_folded_as_the_standard_library_does(indent: str, words: list[str], blanks: list[str]) -> None:
    """Folding is done by a few lines of our own, for speed; what they come to is what `textwrap` would."""
    text = "".join(map("".join, zip(words, blanks, strict=False))).strip()

    assert terminal.wrapped(text, indent) == textwrap.fill(
        text,
        terminal.WIDEST,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def test_a_terminal_that_does_not_tell_its_width_has_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines folded for a wider one would break in the middle of a word."""
    pytest.importorskip("pty", reason="Windows has no pseudo-terminal to open")
    monkeypatch.delenv("COLUMNS", raising=False)
    master, slave = os.openpty()  # of a new one the size is 0 by 0
    with os.fdopen(master, "rb"), os.fdopen(slave, "w", encoding="utf-8") as stream:
        assert terminal.width(stream) == 80
