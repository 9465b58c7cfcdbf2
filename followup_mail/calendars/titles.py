"""Which company and which role an invitation is about, from its title, its text and the addresses in it.

Titles are written by hand: what is found is a proposal, which a person confirms. A stage ("Technical screen"), a team,
a person's name, a mail provider and a hiring service are never taken for the company. Where two things could be meant,
nothing is proposed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from followup_mail.calendars.parties import Party, same_person
from followup_mail.calendars.plain_text import one_line
from followup_mail.calendars.senders import employer_domain
from followup_mail.calendars.title_words import COMPANIES, ROLES, STAGES, TEAMS
from followup_mail.records import record

_COMMA_NAME = re.compile(r",\s+(?=(?:inc|ltd|llc|llp|plc|gmbh|ag|s\.?a|corp|co)\b)", re.IGNORECASE)
_PARTS = re.compile(
    r"(\s+(?:[-–—|•·/x]|<>|//|<->)\s+|\s*[|•·;]\s*|(?<=\w):\s+|\s+-\s*|\s*[–—]\s*|\s*<>\s*|,\s+|\s*[()\[\]]\s*"
    r"|\s*@\s+|\s+@\s*|\s+at\s+|\s+with\s+|\s+for\s+(?:the\s+|an?\s+)?|\s+as\s+(?:an?\s+)?|\s+(?:als|bei|chez)\s+)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:,|&|\+|/|<>|\band\b|\bund\b|\bet\b|\by\b)\s*", re.IGNORECASE)
_JOB = r"(?:role|position|post|opening|vacancy|job)"
_ROLE_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_JOB}\s+(?:of|as)\s+(?:an?\s+|the\s+)?(?P<role>[^\n.,;:!?()]{{3,80}})",
        rf"\b(?:for|about|regarding)\s+(?:the|our|an?)\s+(?P<role>[^\n.;:!?()]{{3,80}}?)\s+{_JOB}\b",
        r"\binterview(?:ing)?\s+for\s+(?:the\s+|an?\s+)?(?P<role>[^\n.,;:!?()]{3,80}?)\s+(?:at|with)\s+",
    )
)
_COMPANY_SAID = re.compile(
    rf"\b(?:interview(?:ing)?|{_JOB}|conversation|talk)\b(?:\s+for\s+[^\n.;:!?()]{{3,80}}?)?\s+(?:at|with)\s+"
    r"(?P<company>[A-Z0-9][^\n.,;:!?()<>]{1,60})"
)
_LABEL = r"^[^\w\n]*(?:{})\s*(?::|=)\s*(?P<said>\S[^\n]{{1,100}})$"
_ROLE_LABEL = re.compile(
    _LABEL.format("role|position|job(?: title)?|job role|vacancy|opening|job posting|post"),
    re.IGNORECASE | re.MULTILINE,
)
_COMPANY_LABEL = re.compile(
    _LABEL.format("company|employer|organi[sz]ation|company name|firm"), re.IGNORECASE | re.MULTILINE
)
_OPENERS = re.compile(
    r"\A\s*(?:(?:updated |cancell?ed )?invitation(?: from [^:]{1,60})?|accepted|declined|tentative|cancell?ed|updated"
    r"|confirmed|re|fwd?|wg|aw|einladung|invito|invitación)\s*:\s*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b\d{1,2}(?::\d{2})?\s*(?:am|pm|h|uhr)\b|\b\d{1,2}:\d{2}\b|\b\d{1,2}[./]\d{1,2}\b"
    r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:#|no\.?|ref\.?|req\.?|r-|jr-|id)\s*[\w/-]*\d[\w/-]*\s*", re.IGNORECASE)
_SECOND_LEVEL = frozenset(
    "ac co com edu go gob gov gouv govt ltd me ne net nhs nom or org plc police sch school".split()
)


@record(frozen=True, slots=True)
class Title:
    """What the title and the text tell, and a word of doubt where there is one."""

    company: str | None
    role: str | None
    warnings: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class _Piece:
    """A part of the title without the words for the stage; `sign` is what stood before it."""

    words: str
    sign: str


def read_title(
    summary: str,
    description: str,
    parties: Sequence[Party],
    people: Sequence[Party],
    organiser: Party | None,
    *,
    sender: str = "",
    subject: str = "",
) -> Title:
    """Company and role. `parties` are all who take part, the candidate too; `sender` and `subject` are the mail's."""
    title = _OPENERS.sub("", _OPENERS.sub("", one_line(summary)))
    pieces = [piece for piece in _pieces(title) if not _only_people(piece.words, parties)]
    pieces += [
        _Piece(_without_stages(found["company"]).strip(" \"'“”"), "with")
        for found in _COMPANY_SAID.finditer(f"{subject}\n{description}")
        if not _only_people(found["company"].strip(), parties)
    ]
    role = _role(title, description, pieces)
    domain = _domain(people, organiser, sender)
    left = [piece for piece in pieces if role is None or piece.words.casefold() not in role.casefold()]
    company, doubtful = _company(description, [piece for piece in left if not _is_role(piece.words)], domain)
    if company is None:
        company = next(
            (party.organisation for party in (*filter(None, [organiser]), *people) if party.organisation), None
        )
    if company is None and domain:
        company, doubtful = _name_of(domain), True
    source = f"its addresses ({domain})" if domain and company == _name_of(domain) else "the title"
    warnings = (f"the company is read from {source}: is it {company}?",) if company and doubtful else ()
    return Title(company, role, warnings)


def _only_people(words: str, parties: Sequence[Party]) -> bool:
    """Whether nothing but people who take part are named: "Sam Tester and Dana Ortiz"."""
    return all(same_person(name, parties) for name in _SEVERAL.split(words) if name)


def _role(title: str, description: str, pieces: Sequence[_Piece]) -> str | None:
    """The role as it is labelled or said; else the one part of the title that names a job."""
    for text in (title, description):
        for pattern in _ROLE_SAID:
            for found in pattern.finditer(text):
                if role := _as_role(found["role"]):
                    return role
    label = _ROLE_LABEL.search(description)
    if label and (role := _as_role(label["said"], labelled=True)):
        return role
    named = list(dict.fromkeys(role for piece in pieces if (role := _as_role(piece.words))))
    return named[0] if len(named) == 1 else None


def _as_role(words: str, *, labelled: bool = False) -> str | None:
    role = re.sub(
        r"\s+(?:role|position|post|opening|vacancy|job|at .*)\Z", "", one_line(words, 90), flags=re.IGNORECASE
    )
    role = _NUMBER.sub(" ", _without_stages(role)).strip(" -–—,.;:\"'“”")
    return role if role and (labelled or _is_role(role)) and len(role.split()) <= 9 else None


def _is_role(words: str) -> bool:
    return any(
        word in ROLES
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words.lower())
        for word in (word, *word.split("-"))
    )


def _company(description: str, pieces: Sequence[_Piece], domain: str) -> tuple[str | None, bool]:
    """The company that the text names, and whether that is doubtful."""
    if found := _COMPANY_LABEL.search(description):
        return one_line(found["said"], 100).rstrip(" .;"), False
    fitting = [piece.words for piece in pieces if domain and _fits(piece.words, domain)]
    if fitting:
        return fitting[0], False
    named = [piece for piece in pieces if _may_be_company(piece)]
    strong = [piece.words for piece in named if piece.sign in ("at", "@", "bei", "chez")]
    if strong:
        return strong[0], False
    sure = [piece.words for piece in named if _says_company(piece.words)]
    if len(sure) == 1:
        return sure[0], False
    others = [piece.words for piece in named if piece.sign not in ("with", "for", "as", "als", ",")]
    if len(others) == 1 and (len(others[0].split()) > 1 or not domain):
        return others[0], True
    return None, False


def _may_be_company(piece: _Piece) -> bool:
    words = re.findall(r"[^\W_]+", piece.words.lower())
    starts_well = piece.words[:1].isupper() or piece.words[:1].isdigit()
    if not words or len(words) > 6 or _TIME.search(piece.words) or not starts_well:
        return False
    return words[-1] not in ("team", "department") and not all(_is_common(word) for word in words)


def _is_common(word: str) -> bool:
    return word in TEAMS or word in STAGES or word.isdigit()


def _says_company(words: str) -> bool:
    return any(word in COMPANIES for word in re.findall(r"[^\W_]+", words.lower()))


def _pieces(title: str) -> Iterator[_Piece]:
    """The parts of the title that say more than which stage it is."""
    kept = _COMMA_NAME.sub("\0 ", title)
    sign = ""
    for number, part in enumerate(_PARTS.split(kept)):
        if number % 2:
            sign = part.strip().lower().split()[0] if part.strip() else ""
            continue
        words = _without_stages(part.replace("\0", ",")).strip(" -–—,.;:\"'“”")
        if words and not re.fullmatch(r"[\d\W]+", words):
            yield _Piece(words, sign)


def _without_stages(part: str) -> str:
    """The part without the words for the stage at its ends, and without “hiring manager” anywhere."""
    words = re.sub(r"\bhiring manager\b", " ", part, flags=re.IGNORECASE).split()
    while words and _is_stage(words[-1]):
        words.pop()
    while words and _is_stage(words[0]):
        words.pop(0)
    return " ".join(words)


def _is_stage(word: str) -> bool:
    plain = word.lower().strip("-–—,.;:!?\"'“”()#&")
    return not plain or all(part in STAGES for part in plain.split("-") if part)


def _domain(people: Sequence[Party], organiser: Party | None, sender: str) -> str:
    """The employer's domain: that of all the interviewers, else the organiser's, else the sender's."""
    theirs = Counter(domain for party in people if (domain := employer_domain(party.email)))
    if len(theirs) == 1:
        return next(iter(theirs))
    mine = employer_domain(organiser.email) if organiser else ""
    return mine or (theirs.most_common(1)[0][0] if theirs else "") or employer_domain(sender)


def _label(domain: str) -> str:
    """The part of a domain that is a name: "northwind" of mail.northwind.co.uk."""
    labels = domain.split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else labels[0]


def _name_of(domain: str) -> str:
    words = _label(domain).split("-")
    return " ".join(word.upper() if len(word) <= 3 and len(words) == 1 else word.capitalize() for word in words if word)


def _fits(words: str, domain: str) -> bool:
    """Whether they name the company of the domain: "Northwind Traders" that of northwind.example, "BBC" by letters."""
    label = re.sub(r"[^a-z0-9]", "", _label(domain).lower())
    parts = re.findall(r"[a-z0-9]+", words.lower())
    joined = "".join(parts)
    if len(label) < 3 or len(joined) < 3:
        return joined == label
    spelt = joined.startswith(label) or label.startswith(joined) or (len(label) > 4 and label in joined)
    return spelt or label == "".join(part[0] for part in parts)
