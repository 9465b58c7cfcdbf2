"""Decides whether what a person typed is still a placeholder: a blank to be filled in later, of whatever form.

What they typed is theirs, so only what can be nothing else counts. Blanks in a finished letter are `review`'s.
"""

import re

PROSE = frozenset({"we_talked_about", "i_bring", "also_say", "why_this_job", "news"})  # what finishes a sentence

_SIGNS = r"[^\w\s]\W*"  # "...", "?", "-", "…": a word is what has a letter or a digit
_LATER = r"to[ -]?do|fix ?me|t\.?b\.?[acd]\.?|to be (?:added|confirmed|decided|determined|done)|x{2,}|_{2,}"
_OF_ARTICLES = (
    r"(?:your|full|first|last|company|employer|interviewer)(?: (?:full|first|last|company))? name"
    r"|(?:your|job|role) title|your (?:company|employer|phone(?: number)?|role|job)"
)
_NOTHING = r"n\.?/?a\.?|none|nil|null|undefined|nothing(?: yet)?|not applicable|blank|empty|placeholder"
_NOT_KNOWN = (
    r"(?:i )?(?:don'?t|don’t|do not) (?:know|remember)(?: yet)?|dunno|idk|no idea|not sure(?: yet)?|something|stuff"
    r"|fill (?:me |this |it )?in(?: later)?|(?:add|write|insert|type|ask)(?: \w+){0,2} (?:here|later)|add later|later"
    r"|(?:the )?same(?: as (?:above|before|below|\w+))?|ditto|see above|as above|lorem ipsum\b.*|asdf\w*|foo(?: ?bar)?"
)
_WHOLE = re.compile(rf"\s*(?:{_SIGNS}|(?:{_LATER}|{_OF_ARTICLES}|n\.?/?a\.?)[\s.:!?…-]*)\s*", re.IGNORECASE)
_WHOLE_PROSE = re.compile(rf"\s*(?:{_LATER}|{_NOTHING}|{_NOT_KNOWN})[\s.:!?…-]*\s*", re.IGNORECASE)
# Brackets of templates: {{ name }}, {name}, ${name}, [topic] (no list index, no [words](link)), <topic> (no List<int>,
# no <b>mark-up</b>, no address); and what people leave for themselves: ___, ???, XXX, TBD, TODO.
_WITHIN = re.compile(
    r"\$?\{{1,2}\s*[^\W\d][\w .'’-]{0,60}\}{1,2}|\[\[.{0,80}?\]\]"
    r"|(?<![\w\])])\[(?!sic\])[^\[\]\n]{0,80}?(?:[A-Za-z]{2}|[…._])[^\[\]\n]{0,80}\](?!\()|(?<!\w)\[\s*\]"
    r"|(?<![\w<])<(?![^<>\n]*(?:@|://)|(\w+)>.*</\1>)[A-Za-z_…][^<>\n]{0,60}>"
    r"|_{3,}|\?{2,}|\bX{3,}\b|\bTB[ACD]\b|\bTODO(?=:|\s*$)|^\s*TODO\b|\bFIXME\b"  # marks for later
)


def placeholder(typed: str, *, prose: bool = True) -> str:
    """The part of what was typed that is a placeholder; empty where it is words.

    `prose` is what finishes a sentence; a name, a role or a title may be "Later" or "Nothing", and hold brackets.
    """
    if _WHOLE.fullmatch(typed) or (prose and _WHOLE_PROSE.fullmatch(typed)):
        return " ".join(typed.split())
    found = _WITHIN.search(typed)
    return found[0] if found is not None and (prose or found[0] == typed.strip()) else ""
