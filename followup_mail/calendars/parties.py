"""Who takes part in an invitation's event: the organiser, and those whom the candidate will meet.

Left out of the latter: the candidate, rooms and other resources, lists, shared mailboxes, and addresses of services. A
name is cleaned of what programs put around it; where there is none, none is made up.
"""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from followup_mail.addresses import AddressError, check_address
from followup_mail.calendars.blocks import Block, Property
from followup_mail.calendars.plain_text import one_line
from followup_mail.calendars.senders import is_relay, is_service, is_shared
from followup_mail.records import record

_NO_PERSONS = {"RESOURCE", "ROOM", "GROUP"}
_SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|ph\.? ?d|m\.?d|m\.?sc|b\.?sc|mba|ma|ba|rn|bsn|msn|cpa|esq|pe|obe|mbe|frcn|phr|sphr)\.?\Z",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|\((?=[^()]*\Z)[^()]*)\s*")
_VIA = re.compile(r"\s+(?:via|through|über)\s+\S.*\Z", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:[|·•/]|-{1,2}|[–—@])\s+.*\Z")
_LOTUS = re.compile(r"(?:\A|/)\s*(CN|OU|O|C)\s*=\s*", re.IGNORECASE)
_MOST = 500
LONGEST_NAME = 100


@record(frozen=True, slots=True)
class Party:
    """Somebody in the file. `name` is empty and `email` None where it does not tell; `organisation` as Lotus has it."""

    name: str
    email: str | None
    organisation: str = ""


@record(frozen=True, slots=True)
class Candidate:
    """The person whose invitation it is: how they are called, and their addresses."""

    name: str = ""
    emails: tuple[str, ...] = ()

    def is_me(self, party: Party) -> bool:
        """Whether that is the candidate: by address, else (where that is another one) by name."""
        if party.email is not None and _bare(party.email) in {_bare(mine) for mine in self.emails}:
            return True
        return bool(self.name) and _plain(party.name) == _plain(self.name)


def organiser_of(event: Block) -> Party | None:
    """Who has made the event, as the file has them, a relay and a shared mailbox too; None where it does not tell."""
    written = event.first("ORGANIZER")
    party = _party(written) if written else None
    return party if party and (party.name or party.email) else None


def people_of(event: Block, organiser: Party | None, candidate: Candidate) -> tuple[tuple[Party, ...], tuple[str, ...]]:
    """Whom the candidate meets, in the order of the file, and a word about those left out that one could miss."""
    people: dict[str, Party] = {}
    warnings: list[str] = []
    written = event.all("ATTENDEE")
    if len(written) > _MOST:
        warnings.append(f"{len(written)} people are invited; only the first {_MOST} are looked at")
    for each in written[:_MOST]:
        party = _party(each)
        if _is_thing(each, party) or candidate.is_me(party) or not (party.name or party.email):
            continue
        if party.email is not None and (is_shared(party.email) or is_relay(party.email)):
            if party != organiser and not (organiser and party.email == organiser.email):
                what = "a service's address" if is_service(party.email) else "a shared mailbox"
                warnings.append(f"{party.email} is left out as {what}, not a person")
            continue
        people.setdefault(party.email.casefold() if party.email else _plain(party.name), party)
    return tuple(people.values()), tuple(dict.fromkeys(warnings))


def addresses_of(event: Block) -> tuple[str, ...]:
    """The addresses of all who are invited."""
    return tuple(email for each in event.all("ATTENDEE")[:_MOST] if (email := _party(each).email))


def rooms_of(event: Block) -> tuple[str, ...]:
    """The names of the rooms and other things that are reserved for the event."""
    kinds = ("RESOURCE", "ROOM")
    things = (each for each in event.all("ATTENDEE")[:_MOST] if each.parameters.get("CUTYPE", "").upper() in kinds)
    return tuple(one_line(each.parameters.get("CN", "")) for each in things)


def mailbox(text: str) -> Party | None:
    """The first mailbox of a mail's header field; None where it holds no address."""
    from email.utils import getaddresses

    for name, address in getaddresses([text]):
        email = _address(address)
        if email:
            return Party(_person_name(name, email), email)
    return None


def addresses_in(text: str) -> tuple[str, ...]:
    """Every address of a mail's header field."""
    from email.utils import getaddresses

    return tuple(email for _, address in getaddresses([text]) if (email := _address(address)))


def decoded_words(text: str) -> str:
    """Text whose encoded-words (RFC 2047) are read, as they stand in headers and, with some senders, in CN."""
    if "=?" not in text:
        return text
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        parts = decode_header(text)
    except (HeaderParseError, ValueError):
        return text
    said = ""
    for part, charset in parts:
        if isinstance(part, str):
            said += part
            continue
        try:
            said += part.decode(charset or "raw-unicode-escape", "replace")
        except LookupError:
            said += part.decode("utf-8", "replace")
    return said


def _party(written: Property) -> Party:
    emails = (_address(written.value), _address(written.parameters.get("EMAIL", "")))
    # A calendar's relay, or a number in place of an address: then the EMAIL parameter has the person's own.
    email = next((one for one in emails if one and not is_service(one)), None) or next(
        (one for one in emails if one), None
    )
    name = one_line(decoded_words(_uncareted(written.parameters.get("CN", ""))), 200)
    if not name and email is None and not re.match(r"\s*(?:mailto|urn|https?|invalid):", written.value, re.IGNORECASE):
        name = one_line(unquote(written.value), 200)
    return Party(_person_name(name, email), email, _organisation(name))


def _is_thing(written: Property, party: Party) -> bool:
    """Whether it is a room, a projector or a list rather than a person, or somebody who only gets to know of it."""
    parameters = {name: value.strip().strip('"').upper() for name, value in written.parameters.items()}
    role = parameters.get("ROLE", "").replace("_", "-")
    if parameters.get("CUTYPE", "") in _NO_PERSONS or role == "NON-PARTICIPANT":
        return True
    return bool(party.email) and str(party.email).endswith("@resource.calendar.google.com")


def _address(text: str) -> str | None:
    """The addr-spec of a calendar address, in whatever dress it comes; None where there is none that could be used."""
    bare = re.sub(r"\A\s*(?:mailto\s*:\s*)+", "", text.strip().strip("\"'"), flags=re.IGNORECASE)
    bare = unquote(bare.partition("?")[0]).strip().strip("<>\"'").strip()
    if "@" not in bare or len(bare) > 254:
        return None
    try:
        return check_address(bare)
    except AddressError:
        return None


def _person_name(written: str, email: str | None) -> str:
    """A person's name as one says it: without address, department, service or brackets, first name first."""
    name = _without_lotus(one_line(written, 200)).strip().strip("\"'“”„ ").strip()
    name = _VIA.sub("", name).strip("\"' ")
    if email and name.casefold() == email.casefold():
        return ""
    name = _BEHIND.sub("", _BRACKETS.sub(" ", name)).strip(" ,;")
    if "@" in name or not any(character.isalpha() for character in name) or len(name) > LONGEST_NAME:
        return ""
    return " ".join(_first_name_first(name).replace("<", "").replace(">", "").split())


def _first_name_first(name: str) -> str:
    parts = [part.strip() for part in name.split(",") if part.strip()]
    suffixes = [part for part in parts[1:] if _SUFFIX.match(part)]
    names = [part for part in parts if part not in suffixes]
    if len(names) == 2 and len(names[0].split()) <= 4:
        return f"{names[1]} {names[0]}"
    return ", ".join(parts) if len(names) == 1 else " ".join(names)


def _without_lotus(name: str) -> str:
    """The person of "CN=Dana Ortiz/OU=HR/O=Northwind" or "Dana Ortiz/Northwind"."""
    bare = _LOTUS.sub(lambda found: "/" if found[0].startswith("/") else "", name)
    return bare.partition("/")[0] if "/" in bare and " / " not in bare else bare


def _organisation(name: str) -> str:
    """The company that Lotus Notes puts behind a name."""
    bare = _LOTUS.sub(lambda found: f"/{found[1].upper()}=", name)
    named = re.search(r"/O=([^/]+)", bare)
    if named:
        return named[1].split("@")[0].strip()
    parts = name.split("/")
    return parts[-1].split("@")[0].strip() if len(parts) > 1 and " / " not in name and "@" not in parts[0] else ""


def _uncareted(text: str) -> str:
    """RFC 6868: quotes and line ends in a parameter are written with a caret."""
    return re.sub(r"\^([n'^])", lambda found: {"n": " ", "'": '"', "^": "^"}[found[1]], text)


def _bare(email: str) -> str:
    """An address without what a person adds behind a +, for that reaches the same mailbox."""
    local, _, domain = email.casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{'gmail.com' if domain == 'googlemail.com' else domain}"


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold()).split())


def same_person(name: str, parties: Iterable[Party]) -> bool:
    """Whether the words name one of them: the whole name, the first name, or what stands in the address."""
    wanted = _plain(name)
    for party in parties:
        whole = _plain(party.name)
        local = _plain((party.email or "").partition("@")[0].replace("_", " "))
        if wanted and (wanted in (whole, local) or wanted in whole.split() or wanted in local.split()):
            return True
        if wanted and whole and set(wanted.split()) >= set(whole.split()):
            return True
    return False
