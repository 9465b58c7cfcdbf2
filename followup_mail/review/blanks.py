"""Blanks left unfilled and sentences left unfinished: what a template or a half-done edit leaves behind.

Decides by the look of the text alone; words that stand so in the person's own notes are theirs.
"""

import re
from collections.abc import Iterator

from followup_mail.model import Letter
from followup_mail.review.noticing import Noticed
from followup_mail.review.passage import Passage
from followup_mail.review.record import Record

_FORMS = (
    # of template languages and mail merge: {{ name }}, ${name}, {name}, [[name]], [Name] (but no [words](link)),
    # <<name>>, <name> (but no address), «name», *|NAME|*, %NAME%, @@name@@
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\$\{[^{}\n]{0,60}\}|\{[^{}\n]{0,60}\}|\{\{|\}\}",
    r"\[\[.{0,80}?\]\]|\[[^\[\]\n]{0,200}?[A-Za-z_…][^\[\]\n]{0,200}\](?!\()|\[\s*\]",
    r"<<[^<>\n]{1,80}>>|<(?![^<>\n]{0,200}(?:@|://))[A-Za-z_][^<>\n@:/]{0,50}>|«[A-Za-z_][^»\n]{0,40}»|‹[^›\n]{1,40}›",
    r"\*\|[A-Z_:]+\|\*|\#[A-Z_]{3,}\#|@@\w+@@|%[A-Z_]{2,}%|%\([a-z_]+\)s|__[A-Za-z]+__|\$[A-Za-z_]{3,}\b",
    # of people who meant to come back: crosses, lines, dots, "to be done"
    r"\b[Xx]{3,}\b|\bXX\b|_{3,}|\.{4,}|-{5,}|\?{3,}|…{2,}",
    r"\b(?:TBD|TBC|TBA|TODO|FIXME)\b|\bt\.b\.[adc]\.",  # marks that people leave for themselves
    r"\b(?:INSERT|ENTER|ADD|FILL IN|REPLACE) (?:YOUR |THE |A )?[A-Z]{3,}\b",
    r"\((?:insert|enter|add|fill in|mention|describe|include|delete|remove|personali[sz]e|choose)\b[^()\n]{0,50}\)",
    r"\((?:note to self|say something|write something|talk about|something about)\b[^()\n]{0,50}\)",
    r"\*(?:insert|enter|add|fill in|your)\b[^*\n]{0,50}\*|\b(?:DD|MM)[/.-](?:MM|DD)\b|\b(?:YYYY|HH:MM)\b",
    r"\b(?P<digit>\d)(?P=digit){2}[-. ](?P=digit){3}[-. ]?(?P=digit){3,4}\b",
    # of articles with sample letters: (your name), Company Name, Your Title, John Doe
    r"\((?:your |the |company |job |interviewer's )?(?:name|title|company|role|date|topic|position|email|number)\)",
    r"\((?:your |the )?(?:phone(?: number)?|employer|signature|address)\)",
    r"\b(?:Your|Full|First|Last|Company|Interviewer(?:['’]s)?|Candidate|Recruiter|Employer) (?:[A-Z]\w+ )?Name\b",
    r"\b(?:Job|Role|Position) (?:Title|Name)\b|\bHiring Manager(?:['’]s)? Name\b",
    r"\bYour (?:Phone|Email|Title|Signature|Position|Company)\b|\b(?:John|Jane) Doe\b|\bACME\b",
    r"\b(?:First|Last) ?[Nn]ame\b|\b[Ll]orem ipsum\b|\bfoo(?:bar)?\b|\bplaceholder\b",
    r"\b(?:Mr|Sir|he|him|his|Herr)/(?:Ms|Mrs|Madam|she|her|hers|Frau)\b\.?",
    r"\byour-(?:link|name|site|page|url)\S*|\b(?:DD|D|XX) (?:Month|Mon|MMM)\b|\b(?:Month|Monthname) (?:DD|day)\b",
    r"\((?:\w+ ){0,2}(?:name|title|number|topic|date|course|place)\)|(?<!_)__(?!_)(?= )",
    r"\b(?:DATE|NAME|ROLE|COMPANY|TITLE|TOPIC)\b",
    r"(?<!\w)X (?:to|and|or) Y(?!\w)|(?<=[$£€])X+\b|\bX (?:years|weeks|months|percent|per cent|%)",
    # of programs: what is printed for nothing, and the names of fields
    r"\bNaN\b|\bnull\b|\bundefined\b|\bNoneType\b|\bN/A\b|\#(?:NAME|REF|VALUE|N/A)[?!]?",
    r"(?<=[a-z,] )None\b|\bNone(?= *[,.;!?]|$)|\bnone,(?=\s)",
    r"\b(?:company|role|person|first|last|job|recruiter|we|i)_(?:name|title|role|date|talked_about|bring)\b",
)
_PLACEHOLDER = re.compile("|".join(_FORMS), re.MULTILINE)
_GREETS_NOBODY = re.compile(
    r"\s*(?:dear|hello|hi|good \w+)\s*(?:(?:mr|mrs|ms|dr|prof)\.?)?\s*[,:!.]?\s*", re.IGNORECASE
)
_HOLE = re.compile(
    r"(?P<comma>\w ,|,,|, ?\.(?!\.)|;;|\w ;)|(?P<stops>(?<!\.)\.\.(?!\.))|(?P<doubled>\b([A-Za-z']{2,}),? \4\b)"
    r"|(?P<blank>\w +[.](?=\s|$))|(?P<brackets>\(\s*\)|\"\s*\"|“\s*”)|(?P<small>(?<=[a-z]{2}[.!?] )[a-z]{2,})"
    r"|(?P<dots>\w (?:\.\.\.|…) [a-z])"
    r"|(?P<about>\b(?:about|for|with|to|at|on|of|the|a|an|and|my|your|as|in) ?[.!?](?=\s|$)(?<!moved on\.))"
)
_CONTEXT = 8  # signs before a small letter that tell whether the notes have it so
_MAY_BE_DOUBLED = frozenset("that had is no very so really please ha her you".split())
_ABBREVIATED = frozenset("approx etc vs eg ie incl dept inc ltd no max min resp p.m a.m e.g i.e".split())
_MAY_END = frozenset("in on about for with to of at as".split())


def blanks(letter: Letter, passage: Passage, record: Record | None) -> Iterator[Noticed]:
    """Placeholders in the subject and anywhere in the letter; doubled, missing and unfinished words in its prose."""
    own = " ".join(record.own_texts) if record else ""
    for text, in_body in ((letter.subject, False), (passage.body[: passage.closing[1]], True)):
        for blank in _PLACEHOLDER.finditer(text):
            if blank[0] not in own and not (in_body and passage.is_quoted(*blank.span())):
                yield Noticed("placeholder", blank[0], blank.start() if in_body else None)
    greeting = passage.text_of(passage.greeting)
    if _GREETS_NOBODY.fullmatch(greeting):
        yield Noticed("placeholder", greeting, passage.greeting[0])
    yield from _holes(passage, own)
    yield from _unfinished(passage)


def _holes(passage: Passage, own: str) -> Iterator[Noticed]:
    text = passage.text_of(passage.prose)
    for hole in _HOLE.finditer(text):
        found = hole[0].strip()
        word = found.split()[0].strip(".,!?").casefold()
        if (hole["doubled"] and word in _MAY_BE_DOUBLED) or (hole["about"] and word in _MAY_END):
            continue
        if hole["small"] and text[: hole.start()].split()[-1].strip("(.").casefold() in _ABBREVIATED:
            continue
        if passage.is_quoted(passage.prose[0] + hole.start(), passage.prose[0] + hole.end()):
            continue
        around = text[hole.start() - _CONTEXT : hole.end()] if hole["small"] else found
        if around not in own:
            yield Noticed("hole", found, passage.prose[0] + hole.start())


def _unfinished(passage: Passage) -> Iterator[Noticed]:
    """Paragraphs that stop in the middle: their last sign is a letter or a comma."""
    for paragraph in re.finditer(r"\S(?:.*(?:\n(?![ \t]*\n).*)*)", passage.text_of(passage.prose)):
        text = paragraph[0].strip()
        last = text.split()[-1]
        a_list = "\n" in text and (
            re.search(r"^\s*[-*•\d]", text, re.MULTILINE) or text.count("\n") >= text.count(" ") / 6
        )
        if (last[-1].isalpha() or last[-1] == ",") and not a_list and "://" not in last and "@" not in last:
            yield Noticed(
                "hole", " ".join(text.split()[-4:]), passage.prose[0] + paragraph.start() + len(text) - len(last)
            )
