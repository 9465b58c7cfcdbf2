"""Makes a letter of what a template has rendered: subject and body apart, paragraphs filled, no blank too many.

Templates may be laid out as is convenient: in the body line breaks and empty lines are blanks, and NEW_PARAGRAPH alone
begins a paragraph, so that a sentence may vanish without a trace. Below the body every line stays a line.
"""

import re

from followup_mail.records import record
from followup_mail.wording.marking import CLOSE, OPEN

# What stands between the parts. No fact may hold them and no template can write them but by these names.
SUBJECT_ENDS, GREETING_ENDS, BODY_ENDS, NEW_PARAGRAPH = "\x01", "\x02", "\x03", "\x04"
SEPARATORS = {
    "SUBJECT_ENDS": SUBJECT_ENDS,
    "GREETING_ENDS": GREETING_ENDS,
    "BODY_ENDS": BODY_ENDS,
    "NEW_PARAGRAPH": NEW_PARAGRAPH,
}

_BLANKS = re.compile(r"\s+")
_BLANK_BEFORE_STOP = re.compile(rf"\s+({CLOSE}?)(?=[,.;:?!](?:\s|$))")
_TWO_STOPS = re.compile(rf"(?<!\.)\.(?:{OPEN}.|{CLOSE})*\.(?!\.)")


@record(frozen=True, slots=True)
class Parts:
    """A letter in its parts, its facts still marked."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    sign_off: tuple[str, ...]

    @property
    def body(self) -> str:
        """From the greeting to the signature."""
        return "\n\n".join((self.greeting, *self.paragraphs, "\n".join(self.sign_off))) + "\n"


def take_apart(rendered: str) -> Parts | None:
    """The parts of a rendered letter; None where the marks between them are not there once each and in order."""
    found = [character for character in rendered if character in {SUBJECT_ENDS, GREETING_ENDS, BODY_ENDS}]
    if found != [SUBJECT_ENDS, GREETING_ENDS, BODY_ENDS]:
        return None
    subject, _, rest = rendered.partition(SUBJECT_ENDS)
    greeting, _, rest = rest.partition(GREETING_ENDS)
    body, _, sign_off = rest.partition(BODY_ENDS)
    return Parts(
        subject=_in_a_line(subject),
        greeting=_in_a_line(greeting),
        paragraphs=tuple(text for part in body.split(NEW_PARAGRAPH) if (text := _in_a_line(part))),
        sign_off=tuple(line for part in sign_off.splitlines() if (line := _in_a_line(part))),
    )


def _in_a_line(text: str) -> str:
    joined = _BLANK_BEFORE_STOP.sub(r"\1", _BLANKS.sub(" ", text).strip())
    return _TWO_STOPS.sub(lambda stops: stops.group()[:-1], joined)
