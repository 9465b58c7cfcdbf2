"""templates/phrases.yaml: every entry with a sentence that must be found and one near it that must not."""

from typing import Any

import pytest

from followup_mail import resources
from followup_mail.documents import Table, read_documents
from followup_mail.model import Letter, Severity, Voice
from followup_mail.review import read_phrases
from followup_mail.review.passage import passage
from followup_mail.review.phrases import Phrases
from followup_mail.review.searching import phrases_in
from tests.review.letters import load, phrases

PATTERNLESS = {"54", "63", "92", "93", "95"}
UNDER_ANOTHER_NAME = {"65": "emoji", "79": "placeholder", "94": "twin", "96": "too-long"}


def rules(sentence: str, kind: str, *, greeting: str = "Dear Dana", known: Phrases | None = None) -> set[str]:
    """The entries that a letter with one sentence sets off."""
    letter = Letter(
        kind, None, "Nurse - interview", f"{greeting},\n\nThe tour was long. {sentence}\n\nBest regards,\nSam\n"
    )
    hits = phrases_in(letter, passage(letter.body), None, known or phrases(), voice=None)
    return {phrase.id for phrase, _, _ in hits}


def examples() -> list[Any]:
    """Each entry with its examples, as table rows."""
    return [pytest.param(name, sentences, id=name) for name, sentences in load("examples.yaml").items()]


@pytest.mark.parametrize(("name", "sentences"), examples())
def test_found_and_fine(name: str, sentences: dict[str, Any]) -> None:
    """Each entry finds its sentence, also in capitals with typographic apostrophes, and leaves its neighbour alone."""
    if "greeting" in sentences:
        bad, good = sentences["greeting"]
        assert name in rules("It was good.", "thank_you", greeting=bad)
        assert name not in rules("It was good.", "thank_you", greeting=good)
        return
    kind = sentences.get("kind", "status_check")
    assert name in rules(sentences["found"], kind)
    assert name in rules(sentences["found"].replace("'", "’").upper(), kind)
    assert name in rules(sentences["found"].replace(" ", "\n"), kind)
    assert name not in rules(sentences["fine"], kind)


def test_every_entry_has_examples() -> None:
    """No entry without its pair of sentences, and no sentences without an entry."""
    assert set(load("examples.yaml")) == set(phrases().phrases)


def test_all_of_the_table() -> None:
    """The 96 entries of the table are all there, as phrases or as checks."""
    there = {name.split("-")[0] for name in phrases().phrases} | set(UNDER_ANOTHER_NAME) | PATTERNLESS
    assert there >= {str(number) for number in range(1, 97)}
    assert phrases().checks.keys() >= PATTERNLESS | set(UNDER_ANOTHER_NAME.values())


def test_all_advice_is_complete() -> None:
    """Each entry and each check says why and what instead."""
    for advice in (*(phrase.advice for phrase in phrases().phrases.values()), *phrases().checks.values()):
        assert advice.why
        assert advice.instead
        assert advice.group
        assert advice.severity is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "I look forward to hearing from you.",
        "I am following up on our conversation.",
        "I am still interested.",
        "Please let me know if anything is missing.",
        "I understand that hiring takes time.",
        "As we discussed the migration, I drew a plan.",
        "You called it “an amazing, urgent mess”, and I liked that.",
        'You said that "nobody can stop thinking about the budget cuts".',
        "The date you mentioned was the 17th.",
        "Hope Ansah and May Brandt will gladly speak to you.",
        "Thank you for giving me the opportunity to see the ward.",
        "Please do not feel that you have to reply.",
        "I would appreciate it if you passed this on.",
        "Please find the list below.",
        "I am happy to call you if that is easier.",
        "It is a pleasure to think about these questions.",
        "I paid attention to the small print, and it pays off.",
        "My time at the port was the best of schools.",
        "The benefits of streaming are plain.",
        "I know that such decisions take time.",
        "There is no need to answer this.",
        "You need a nurse who stays calm, and I do.",
        "What you need to know before the move is all in the sheet.",
        "I can start in March, as I said.",
        "In the past two weeks I have read both plans.",
        "Please keep me in mind for later.",
        "Take all the time you need.",
        "I expect that the first month would be spent listening.",
        "We never had an urgent call.",
    ],
)
@pytest.mark.parametrize("kind", ["thank_you", "status_check"])
def test_not_to_be_flagged(sentence: str, kind: str) -> None:
    """What polite people write is left alone."""
    assert not rules(sentence, kind)


def own(text: str) -> tuple[Phrases, list[str]]:
    """The catalogue with a person's file laid over it, and the problems as lines."""
    [table], problems = read_documents(text, "phrases.yaml")
    assert not problems
    assert isinstance(table, Table)
    [shipped], _ = read_documents(
        "phrases:\n  '37': {find: i just wanted, severity: H, why: small, instead: big}\n", "s"
    )
    read, more = read_phrases(shipped, [("own/phrases.yaml", table)])
    return read, [str(problem) for problem in more]


def test_an_own_file_changes_one_line() -> None:
    """What an own entry does not say stays as it was."""
    read, problems = own("phrases:\n  '37': {severity: B}\n")
    assert not problems
    assert read.phrases["37"].advice.severity is Severity.BLOCK
    assert read.phrases["37"].advice.why == "small"
    assert rules("I just wanted to ask.", "thank_you", known=read) == {"37"}


def test_an_own_file_silences() -> None:
    """`off` takes an entry away."""
    read, problems = own("phrases:\n  '37': {severity: off}\n")
    assert not problems
    assert not rules("I just wanted to ask.", "thank_you", known=read)


def test_an_own_file_adds() -> None:
    """A person's own phrase is found like any other."""
    read, problems = own(
        "phrases:\n  blue:\n    find: blue sky\n    why: stale\n    instead: the idea\n    kinds: thank_you\n"
    )
    assert not problems
    assert rules("It was blue-sky thinking.", "thank_you", known=read) == {"blue"}
    assert not rules("It was blue-sky thinking.", "status_check", known=read)


def test_problems_of_an_own_file() -> None:
    """All that cannot be read is told at once, with its line; what stood there before stays."""
    read, problems = own(
        "phrases:\n  '37': {severity: X}\n  empty: {why: so}\n  odd:\n    find: (a|b\n    wehre: now\n  flat: text\n"
        "  lost: {find: the <crew> left}\nchecks:\n  no-such: {severity: off}\nthings: {}\nwords: {crew: [sailors]}\n"
    )
    assert problems == [
        "own/phrases.yaml:12: words.crew: is no list of words; write one, two words, third*",
        "own/phrases.yaml:2: phrases.37.severity: there is no “X” here; use one of B, W, H, off",
        "own/phrases.yaml:3: phrases.empty: says nothing to look for; add find: with the words",
        "own/phrases.yaml:5: phrases.odd.find: “(a|b” lacks a “)”; put it in",
        "own/phrases.yaml:6: phrases.odd.wehre: there is no key “wehre”; did you mean “where”?",
        "own/phrases.yaml:7: phrases.flat: is no entry; write find:, severity:, why: and instead: below it",
        "own/phrases.yaml:8: phrases.lost.find: there is no list “crew”; use words of its own",
        "own/phrases.yaml:10: checks.no-such: there is no check “no-such”; take it out",
        "own/phrases.yaml:11: things: is no section of this file; use “words:”, “phrases:” or “checks:”",
    ]
    assert set(read.phrases) == {"37"}
    assert read.phrases["37"].advice.severity is Severity.HINT


def test_words_of_an_own_list_are_added() -> None:
    """A person's own words for a list of the catalogue are looked for wherever the catalogue names the list."""
    assert "bad-news" not in rules("I loved hearing that the ferry was becalmed.", "thank_you")
    [shipped], _ = read_documents((resources.folder("templates") / "phrases.yaml").read_text("utf-8"), "phrases.yaml")
    [table], _ = read_documents("words:\n  sad: becalmed, run aground\n", "own")
    read, problems = read_phrases(shipped, [("own", table)])
    assert not problems
    assert "bad-news" in rules("I loved hearing that the ferry was becalmed.", "thank_you", known=read)
    assert "bad-news" in rules("I loved hearing about the arson.", "thank_you", known=read)


def test_fine_phrases_of_the_voice() -> None:
    """What the person calls fine is never flagged."""
    letter = Letter(
        "thank_you", None, "Nurse", "Dear Dana,\n\nI am a team player, just checking in.\n\nBest regards,\nSam\n"
    )
    hits = phrases_in(
        letter, passage(letter.body), None, phrases(), voice=Voice(fine=("team player", "Just checking in"))
    )
    assert not list(hits)
