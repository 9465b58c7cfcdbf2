"""Letters to several readers of one interview: notes get compared, so no two may be the same.

Compares the prose alone; greeting, closing and signature may be alike (timing.md 2.1, panel).
"""

from collections.abc import Iterator, Sequence

from followup_mail.model import Letter
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage, passage
from followup_mail.review.words import trigram_likeness

TOO_ALIKE = 0.5
LONGEST_SHARED_SENTENCE = 8


def likeness(letter: Letter, own: Passage, siblings: Sequence[Letter]) -> Iterator[Noticed]:
    """A sibling that says almost the same, or one sentence of more than eight words that it shares."""
    words = own.words_of(own.prose)
    for sibling in siblings:
        if letter.to == sibling.to:
            continue
        other = passage(sibling.body)
        name = sibling.to.name or sibling.to.email if sibling.to else "another reader"
        if trigram_likeness(words, other.words_of(other.prose)) >= TOO_ALIKE:
            yield Noticed("twin", "", None, {"name": name})
            continue
        said_there = {sentence.words for sentence in other.sentences}
        for sentence in own.sentences:
            if len(sentence.words) > LONGEST_SHARED_SENTENCE and sentence.words in said_there:
                yield Noticed("shared-sentence", sentence.text, sentence.start, {"name": name})
