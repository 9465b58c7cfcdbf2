"""Takes apart what a tired person types into one line: the job, the time with the people met, several people."""

import re
from collections.abc import Sequence

from followup_mail.model import How

_AT = re.compile(r"\s+(?:at|@)\s+", re.IGNORECASE)
_WITH = re.compile(r"(?:^|[,;\s])\s*with\s+", re.IGNORECASE)
_ADDRESS_END = re.compile(r"(?<=>)\s*(?:,|;|\band\b|&)\s*", re.IGNORECASE)
_NAMES_END = re.compile(r"\s*(?:;|\band\b|&)\s*", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:the|a|an|our|their|his|her|head of|director of|manager of|vice president|chief)\s", re.IGNORECASE
)
_HOW = (
    (re.compile(r",?\s*\b(?:(?:by|on the|over the|via|a)\s+)?(?:tele)?phone\b(?:\s+call)?", re.IGNORECASE), How.PHONE),
    (re.compile(r",?\s*\b(?:(?:by|on|via|over)\s+)?(?:video|zoom|teams)\b(?:\s+call)?", re.IGNORECASE), How.VIDEO),
    (re.compile(r",?\s*\b(?:in person|on[- ]site|in their office)\b", re.IGNORECASE), How.IN_PERSON),
)
# What jobs are called, whatever stands before it: "Charge Nurse", "Senior Data Engineer".
_JOB = re.compile(
    r"\b(?:accountant|actuary|administrator|advis[eo]r|agent|analyst|apprentice|architect|assistant|associate|attorney"
    r"|auditor|baker|barista|bookkeeper|buyer|carer|carpenter|cashier|chef|cleaner|clerk|coach|consultant|controller"
    r"|co-?ordinator|cook|counsel|counsellor|counselor|curator|dentist|designer|developer|director|doctor|driver"
    r"|economist|editor|electrician|engineer|executive|fellow|gardener|geologist|head|housekeeper|inspector|instructor"
    r"|intern|interpreter|investigator|joiner|journalist|lawyer|lead|leader|lecturer|librarian|machinist|manager"
    r"|mechanic|midwife|nurse|officer|operator|optician|paralegal|paramedic|partner|pharmacist|photographer|physician"
    r"|physicist|physiotherapist|pilot|planner|plumber|porter|president|principal|producer|professor|programmer"
    r"|psychologist|receptionist|recruiter|registrar|representative|researcher|scientist|secretary|social worker"
    r"|solicitor|specialist|statistician|superintendent|supervisor|surgeon|surveyor|teacher|teaching|technician"
    r"|technologist|therapist|trainee|trainer|translator|treasurer|tutor|underwriter|veterinarian|vet|volunteer|waiter"
    r"|waitress|warden|welder|worker|writer|ceo|cfo|coo|cto|vp)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"&|\b(?:academy|agency|bank|clinic|college|company|corporation|council|foundation|group|hospital|hotel|institute"
    r"|laborator(?:y|ies)|ministry|museum|partners|practice|school|society|sons|trust|universit(?:y|é|ät)"
    r"|ag|co|corp|gmbh|inc|llc|llp|ltd|plc)\b",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"(?:ag|co|corp|gmbh|inc|llc|llp|ltd|plc)\.?", re.IGNORECASE)


def read_job(answer: str) -> tuple[str, str | None]:
    """Company and role of "Northwind Traders, Senior Data Engineer" or "Nurse at St Mary's"; a role may be missing."""
    parts = _AT.split(answer.strip(), maxsplit=1)
    if len(parts) == 2:
        return parts[1].strip(), parts[0].strip(" ,")
    parts = [part.strip() for part in answer.strip().split(",")]
    begins = _where_the_role_begins(parts)
    company, role = ", ".join(parts[:begins]).strip(" ,"), ", ".join(parts[begins:]).strip(" ,")
    return (company, role or None) if company else (role, None)


def _where_the_role_begins(parts: Sequence[str]) -> int:
    """Which of the parts between commas is the first of the role; both halves may hold commas of their own.

    "St Mary's Hospital, Charge Nurse, Ward 7" and "Smith, Jones & Partners, Paralegal": where a job is named; failing
    that, behind what is plainly a company; else behind the last comma.
    """
    for number, part in enumerate(parts[1:], start=1):
        if _JOB.search(part) and not _COMPANY.search(part):
            return number
    if len(parts) > 2 and _COMPANY.search(parts[0]):
        return 2 if _LEGAL_FORM.fullmatch(parts[1]) else 1
    return max(len(parts) - 1, 1)


def read_time(answer: str) -> tuple[str, How | None, list[str]]:
    """The time, how they met and whom, of "today 2pm to 3pm by phone with Dana Ortiz <dana@…>"."""
    time, *people = _WITH.split(answer.strip(), maxsplit=1)
    for pattern, how in _HOW:
        shorter = pattern.sub("", time, count=1)
        if shorter != time:
            return shorter.strip(" ,;"), how, read_people(people[0]) if people else []
    return time.strip(" ,;"), None, read_people(people[0]) if people else []


def read_people(answer: str) -> list[str]:
    """Each person of a line: parted by semicolons, "and", a comma behind an address or between whole names.

    "Ortiz, Dana" stays one person: a comma between two single words is part of a name. What begins like a title ("the
    nurse manager", "head of data") is nobody. A name typed in small letters alone gets its capitals.
    """
    pieces: list[str] = []
    for with_address in _ADDRESS_END.split(answer.strip()):
        name, bracket, address = with_address.partition("<")
        names = [part for group in _NAMES_END.split(name) for part in _by_comma(group)]
        names = [_tidy(part.strip()) for part in names if part.strip() and not _TITLE.match(part.strip())]
        if bracket:
            last = names.pop() if names else ""
            names.append(f"{last} <{address.strip()}".strip())
        pieces += names
    return pieces


def read_whose(answer: str, names: Sequence[str]) -> tuple[int | None, str]:
    """Which of `names` the words of `--talked-about ana="…"` are for, by index; None: for everybody.

    Prose may hold an equals sign: only what is a word of exactly one name counts as a person.
    """
    word, equals, words = answer.partition("=")
    if equals:
        meant = [number for number, name in enumerate(names) if word.strip().lower() in name.lower().split()]
        if len(meant) == 1 and words.strip():
            return meant[0], words
    return None, answer


def with_capitals(name: str) -> str:
    """A name typed in small letters alone, with its capitals; any other stays as it was typed."""
    return name if "@" in name or name != name.lower() else re.sub(r"(?:^|(?<=[\s-]))\w", _capital, name)


def with_brackets(mailbox: str) -> str:
    """Sam Tester sam@example.org, as well as Sam Tester <sam@example.org>."""
    words = mailbox.split()
    if len(words) > 1 and "@" in words[-1] and not words[-1].endswith(">"):
        return f"{' '.join(words[:-1]).strip(' ,')} <{words[-1]}>"
    return mailbox


def _tidy(part: str) -> str:
    name, bracket, address = with_brackets(part).partition(" <")
    return f"{with_capitals(name)}{bracket}{address}"


def _capital(found: re.Match[str]) -> str:
    return found.group().upper()


def _by_comma(group: str) -> list[str]:
    parts = [part.strip() for part in group.split(",")]
    whole = all(len(part.split()) >= 2 or "@" in part for part in parts if part)
    return parts if whole or len(parts) > 2 else [group]
