"""Plain words: what a phrase is found in, whatever the spelling."""

import pytest

from followup_mail.review.words import content_stems, one_slip_apart, plain_words, stem, stream, trigram_likeness


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param("I haven’t heard.", "i have not heard", id="typographic"),
        pytest.param("I haven't heard.", "i have not heard", id="typewriter"),
        pytest.param("I havent heard.", "i have not heard", id="none"),
        pytest.param("Why haven't you written?", "why have you not written", id="question"),
        pytest.param("I`ll can´t", "i will can not", id="accents-for-apostrophes"),
        pytest.param("It's been Dana's idea; let's go", "it is been dana idea let us go", id="three-kinds-of-s"),
        pytest.param("A follow-up\nby e-mail, at last", "a follow up by email at last", id="hyphen-and-line"),
        pytest.param("3.5 of 10,000 in node.js", "3.5 of 10,000 in node.js", id="inner-points"),
        pytest.param("£60k", "£60k", id="money"),
        pytest.param("see https://a.example/x?y=1.", "see url", id="link"),
    ],
)
def test_plain_words(written: str, words: str) -> None:
    """Contractions are written out, hyphens opened, case and punctuation dropped."""
    assert " ".join(plain_words(written)) == words


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("Dear Dr. Patel came. I went", 1, id="abbreviation"),
        pytest.param("J. R. Lee came.", 1, id="initials"),
        pytest.param("Really?! Yes...", 2, id="several-marks"),
        pytest.param("At https://a.example/b. Then", 1, id="link-ends-the-sentence"),
        pytest.param("What is it? It is plan B. So it goes.", 3, id="one-letter-at-the-end"),
    ],
)
def test_sentence_ends(text: str, ends: int) -> None:
    """A stop ends a sentence unless it ends an abbreviation or an initial."""
    assert sum(word in {".", "?", "!"} for word in stream(text).words) == ends


def test_the_way_back() -> None:
    """Every word of the stream knows where it stood in the text."""
    text = "Sorry,  I haven’t\nheard."
    words = stream(text)
    first = words.joined.index("have not")
    start, end = words.span(first, first + len("have not "))
    assert text[start:end] == "haven’t"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        pytest.param("ortiz", "ortis", True, id="another-letter"),
        pytest.param("ortiz", "ortz", True, id="one-less"),
        pytest.param("ortiz", "orttiz", True, id="one-more"),
        pytest.param("ortiz", "otriz", True, id="swapped"),
        pytest.param("ortiz", "ortiz", False, id="the-same"),
        pytest.param("ortiz", "oritz", True, id="swapped-in-the-middle"),
        pytest.param("ortiz", "ortega", False, id="another-name"),
        pytest.param("dana", "adna", True, id="swapped-at-the-front"),
        pytest.param("dana", "dnan", False, id="two-slips"),
    ],
)
def test_one_slip_apart(one: str, other: str, near: bool) -> None:
    """A slip is one letter more, less, other, or two swapped."""
    assert one_slip_apart(one, other) is near
    assert one_slip_apart(other, one) is near


@pytest.mark.parametrize("family", ["move moves moved moving", "plan plans planned planning", "organise organised"])
def test_stem(family: str) -> None:
    """The forms of a word have one root."""
    assert len({stem(word) for word in family.split()}) == 1


def test_content_stems() -> None:
    """Articles, pronouns and auxiliaries tell nothing."""
    assert content_stems(plain_words("It would have been the plan of yours.")) == {stem("plan")}


def test_trigram_likeness() -> None:
    """The same text is wholly alike, another one not at all."""
    words = "a b c d e".split()
    assert trigram_likeness(words, words) == 1
    assert trigram_likeness(words, "v w x y z".split()) == 0
    assert trigram_likeness(words, ["a"]) == 0
