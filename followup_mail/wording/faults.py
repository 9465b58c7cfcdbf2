"""What the template engine says of a mistake, in words for somebody who has never met it: one sentence, no address in
memory, and of a part that was left open which one."""

import re

_LEFT_OPEN = re.compile(
    r"(?:Unexpected end of template|Encountered unknown tag '(?:end\w*|else|elif)').*needs to be closed is '(\w+)'"
)
_SAID = (
    (_LEFT_OPEN, r"the last {% \1 … %} before this line is not closed by its {% end\1 %}"),
    (re.compile(r"Encountered unknown tag '(\w+)'"), r"there is no {% \1 %}"),
    (re.compile(r"No (filter|test) named '(\w+)'"), r"there is no \1 `\2`"),
    (re.compile(r"access to attribute '(\w+)' of .* is unsafe"), r"`\1` is out of a template's reach"),
    (re.compile(r"<(?:\w+[ -])*\w+ (?:\w+\.)*(\w+)(?: .*)?> is not safely callable"), r"`\1` cannot be called here"),
    (re.compile(r"unexpected '(.+?)'$"), r"`\1` is out of place"),
)


def in_plain_words(message: str) -> str:
    """What is wrong, as the start of a sentence without its full stop. What is plain already stays as it is."""
    for said, plainly in _SAID:
        if found := said.match(message):
            return found.expand(plainly)
    return message.partition(". ")[0].rstrip(".")
