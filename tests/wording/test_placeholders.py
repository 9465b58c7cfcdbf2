"""What people type to fill in later never becomes words of a letter, and what only looks like it does."""

import pytest

from followup_mail.wording import placeholder

BLANKS = (
    "TODO", "todo", "to do", "tbd", "TBA", "t.b.d.", "FIXME", "xxx", "XX", "...", "…", "?", "???", "-", "n/a", "N.A.",
    "none", "nothing yet", "not sure", "don't know", "fill in later", "add something here", "same as above", "same",
    "ditto", "{name}", "<topic>", "[…]", "[topic]", "____", "{{ topic }}", "lorem ipsum dolor", "placeholder", "asdf",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(pytest.param(words, words, id=words) for words in BLANKS),
        pytest.param("  tbd. ", "tbd.", id="blanks around"),
        pytest.param("TODO: ask Lee", "TODO", id="a note to self"),
        pytest.param("your plan to [topic]", "[topic]", id="in brackets"),
        pytest.param("your plan for {project name}", "{project name}", id="in braces"),
        pytest.param("your plan for ${project}", "${project}", id="of a shell"),
        pytest.param("how you <do what>", "<do what>", id="in angle brackets"),
        pytest.param("the move to XXX", "XXX", id="crosses"),
        pytest.param("the move to ___", "___", id="a line"),
        pytest.param("the move to ??", "??", id="marks"),
        pytest.param("the pilot TBD", "TBD", id="to be decided"),
    ],
)
def test_what_is_a_placeholder(typed: str, found: str) -> None:
    """Each usual form is named as it stands."""
    assert placeholder(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "your TODO app", "the to-do list on the wall", "why none of you left", "the same rota as in Leeds",
        "how a[i] became an iterator", "List<String> against String[]", "see [the write-up](https://sam.example.org)",
        "my page is <https://sam.example.org>", "write to <sam@example.org>", "what now?", "C++ and C#", "42",
        "nothing but the night shift", "something you said about trust", "XXL uniforms", "later shifts", "Q&A",
        "the words “we care [sic]”", "testing in production", "a blank page policy", "f(x) = {1, 2}",
        "the <b>jobs</b> & more", "the {{ 7 * 7 }} of your templates", "[x] done on the board", "X", "Project {}",
    ],
)  # fmt: skip
def test_what_are_words(typed: str) -> None:
    """Words that hold a sign or a word of that kind are what the person means to say."""
    assert placeholder(typed) == ""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("TBD", "TBD", id="to be decided"),
        pytest.param("[Company]", "[Company]", id="in brackets"),
        pytest.param("?", "?", id="a mark"),
        pytest.param("Your Name", "Your Name", id="of an article"),
        pytest.param("company name", "company name", id="of another article"),
        pytest.param("Job Title", "Job Title", id="of a third"),
        pytest.param("N/A", "N/A", id="not applicable"),
        pytest.param("Later", "", id="a company"),
        pytest.param("Nothing", "", id="another company"),
        pytest.param("Engineer [Platform]", "", id="a team in brackets"),
        pytest.param("X", "", id="one letter"),
    ],
)
def test_names_are_held_to_less(typed: str, found: str) -> None:
    """A company, a role or a name may be any word; only a blank is none."""
    assert placeholder(typed, prose=False) == found
