"""Chooses one of several wordings. The record decides, never chance: same record, same words.

What is looked at is who writes, about which interview, to whom and in which block, so that mending a typo in the
notes does not reword the letter. The people of one panel take neighbouring wordings, so that they do not get the same.
"""

from hashlib import sha256

from followup_mail.records import record


@record(frozen=True, slots=True)
class Hand:
    """The handwriting of one letter. `seat` is the reader's place among the people of the interview, from 0."""

    writer: str
    application: str
    interview: str
    reader: str
    seat: int | None = None

    def choose(self, block: str, count: int) -> int:
        """Which of `count` wordings of a block to take, from 0. With a seat, neighbours differ by one."""
        names = [self.writer, self.application, self.interview, block]
        if self.seat is None:
            names.append(self.reader)
        digest = sha256("\x1f".join(names).casefold().encode("utf-8", "surrogatepass")).digest()
        start = int.from_bytes(digest[:8], "big")
        return (start + (self.seat or 0)) % count
