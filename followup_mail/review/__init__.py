"""Reads a finished letter the way a careful friend would, and says what, where, why, and the gentler wording.

Decides what is pointed out and how gravely; changes nothing and sends nothing. The phrases and every sentence of
advice are data (templates/phrases.yaml).
"""

from followup_mail.review.phrases import Phrases, read_phrases
from followup_mail.review.reading import ReadDraft, letter_from_eml
from followup_mail.review.reviewing import blocks, review

__all__ = ["Phrases", "ReadDraft", "blocks", "letter_from_eml", "read_phrases", "review"]
