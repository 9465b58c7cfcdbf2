"""The language of templates/phrases.yaml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.review.patterns import PatternError, check_pattern, read_pattern
from followup_mail.review.words import stream
from tests.review.letters import phrases


def found(pattern: str, text: str) -> list[str]:
    """What the pattern finds, as it stands in the text."""
    check_pattern(pattern)
    return [text[start:end] for start, end in read_pattern(pattern).found_in(stream(text))]


@pytest.mark.parametrize(
    ("pattern", "text", "finds"),
    [
        pytest.param("have not heard", "I haven’t\nheard.", ["haven’t\nheard"], id="contraction-and-line"),
        pytest.param("i haven't heard", "I have not heard", ["I have not heard"], id="contraction-in-the-pattern"),
        pytest.param("please respond", "PLEASE, respond", ["PLEASE, respond"], id="case-and-comma"),
        pytest.param("follow-up e-mail", "Follow up email", ["Follow up email"], id="hyphens"),
        pytest.param("(any|some) news", "some news, any news", ["some news", "any news"], id="choice"),
        pytest.param("(at once|now)", "at once", ["at once"], id="several-words"),
        pytest.param(
            "a [very|so] good day", "A good day, a very good day", ["A good day", "a very good day"], id="may-miss"
        ),
        pytest.param("said … by", "said you would call me by", ["said you would call me by"], id="gap"),
        pytest.param("said … by", "said that all of you would by", [], id="gap-too-wide"),
        pytest.param("said … by", "said so. By", [], id="gap-ends-with-the-sentence"),
        pytest.param("said ... by", "said so by", ["said so by"], id="three-dots"),
        pytest.param("desperat*", "desperate, desperately", ["desperate", "desperately"], id="ending"),
        pytest.param("# weeks", "two weeks, 14 weeks, many weeks", ["two weeks", "14 weeks"], id="number"),
        pytest.param("^ any news", "So any news. Any news", ["Any news"], id="beginning"),
        pytest.param("any news ?", "Any news. Any news?", ["Any news?"], id="ends-with-a-question"),
        pytest.param("any news $", "Any news of it? Any news!", ["Any news!"], id="ends"),
        pytest.param("(£*|$*)", "for £60 or $70", ["£60", "$70"], id="money"),
        pytest.param("art", "start of the party", [], id="whole-words"),
    ],
)
def test_what_a_pattern_finds(pattern: str, text: str, finds: list[str]) -> None:
    """Each sign of the language means what the top of phrases.yaml says."""
    assert found(pattern, text) == finds


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        pytest.param("(one|two", "lacks a “)”", id="open"),
        pytest.param("one|two)", "nothing that opens", id="closed"),
        pytest.param("[one two", "lacks a “]”", id="open-square"),
        pytest.param("(one|)", "empty choice", id="empty"),
        pytest.param("[maybe]", "found everywhere", id="everywhere"),
        pytest.param("…", "found everywhere", id="gap-alone"),
        pytest.param("a {name}", "holds a sign", id="strange-sign"),
        pytest.param("a … b … c … d … e", "more than 3 gaps", id="too-many-gaps"),
    ],
)
def test_what_is_no_pattern(pattern: str, says: str) -> None:
    """A pattern that cannot be read says in one line what is wrong."""
    with pytest.raises(PatternError) as fault:
        check_pattern(pattern)
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_list_stands_for_each_of_its_words() -> None:
    """A name in angle brackets is any one of the list's words; one that is no list says so."""
    crew = {"crew": ("sailor*", "first mate", "(old|young) cook")}
    text = "The sailors left, the first mate left, the old cook left, the captain left"
    pattern = read_pattern("the <crew> left", crew)
    finds = [text[start:end] for start, end in pattern.found_in(stream(text))]
    assert finds == ["The sailors left", "the first mate left", "the old cook left"]
    with pytest.raises(PatternError, match="there is no list “cew”; use crew"):
        check_pattern("the <cew> left", crew)


@pytest.mark.parametrize("phrase", phrases().phrases.values(), ids=lambda phrase: phrase.rule)
def test_shipped_patterns_are_sound(phrase: object) -> None:
    """Every shipped pattern can be read: the program takes that on trust."""
    for name in ("find", "within", "without", "unless"):
        for pattern in getattr(phrase, name):
            check_pattern(pattern.written, pattern.lists)


@given(st.text(alphabet="ab .,!?'’\n", max_size=300), st.sampled_from(["a … b", "(a|b) [a|a b] … b", "^ a $", "a* b*"]))
def test_finds_stand_in_the_text(text: str, pattern: str) -> None:
    """Whatever the text, a find is a piece of it, begins and ends with a word or a mark, and holds no paragraph."""
    for piece in found(pattern, text):
        assert piece
        assert piece == piece.strip()
        assert "\n\n" not in piece


def test_long_texts_of_one_word() -> None:
    """Choices and gaps over thousands of equal words come to an end."""
    assert not found("(a|a a|a a a) … (a|a a) … b", "a " * 5000)
