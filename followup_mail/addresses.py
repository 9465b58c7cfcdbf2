"""Decides what counts as an email address, and takes a mailbox apart into name and address (RFC 5322, RFC 5891).

Almost every address is plain ASCII and is accepted by a pattern; email-validator is asked, and loaded, only for the
rest. Nothing is looked up in the network: whether anybody reads the mailbox is for the person to know.
"""

import re
import unicodedata

from followup_mail.model import Address

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_LOCAL = rf"{_ATOM}(?:\.{_ATOM})*"
_DOMAIN = rf"(?:{_LABEL}\.)+[A-Za-z]{_LABEL}"
_LOOKS_LIKE_ADDRESS = r"\S@\S"
_QUOTED = r'"((?:[^"\\]|\\.)*)"'

_LOCAL_LIMIT = 64  # RFC 5321 4.5.3.1.1
_ADDRESS_LIMIT = 254  # RFC 5321 4.5.3.1.3, without the angle brackets
_SHOWN = 60
_LIKE = "write it like dana@company.com"


class AddressError(ValueError):
    """The text is no address that a letter can go to; the message is one line that says why and what to write."""


def check_address(text: str) -> str:
    """The addr-spec in `text`, its domain in lower case and as A-labels; raises AddressError."""
    _refuse_controls(text)
    address = text.strip()
    local, _, domain = address.partition("@")
    if re.fullmatch(_LOCAL, local) and re.fullmatch(_DOMAIN, domain) and "xn--" not in domain.lower():
        _check_lengths(address, local)
        return f"{local}@{domain.lower()}"
    _name_the_usual_slips(address)
    return _checked_by_validator(address)


def read_mailbox(text: str) -> Address:
    """What `Dana Ortiz <dana@company.com>`, `"Ortiz, Dana" <dana@…>` or a bare address means; raises AddressError.

    A name that only repeats the address is no name. A comma in the name needs no quotation marks.
    """
    _refuse_controls(text)
    mailbox = text.strip()
    if not mailbox.endswith(">"):
        if "<" in mailbox or ">" in mailbox:
            raise AddressError(f"{_shown(mailbox)}: the address does not end with >; write Name <address>")
        return Address("", check_address(mailbox))
    before, bracket, inside = mailbox[:-1].rpartition("<")
    if not bracket:
        raise AddressError(f"{_shown(mailbox)}: there is a > without its <; write Name <address>")
    address = check_address(inside)
    written = before.strip()
    if same_address(written.strip("'\""), inside.strip()):
        return Address("", address)
    return Address(_read_name(written, mailbox), address)


def same_address(one: str, other: str) -> bool:
    """Whether two addr-specs reach the same mailbox: case is no difference, nor is the spelling of an IDN domain.

    Case in the local part could mean something (RFC 5321 2.4); no mail provider that people use lets it.
    """
    if one.casefold() == other.casefold():
        return True
    if one.isascii() and other.isascii():
        return False
    try:
        return check_address(one).casefold() == check_address(other).casefold()
    except AddressError:
        return False


def domain_of(address: str) -> str:
    """What stands behind the last @, in lower case; empty when there is none."""
    return address.rpartition("@")[2].lower() if "@" in address else ""


def has_controls(text: str) -> bool:
    """Whether `text` holds a line break, another control character or half of a surrogate pair."""
    return not (text.isascii() and text.isprintable()) and any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text
    )


def _read_name(written: str, mailbox: str) -> str:
    if written.startswith('"'):
        quoted = re.fullmatch(_QUOTED, written)
        if quoted is None:
            raise AddressError(f'{_shown(mailbox)}: the quotation marks do not match; write "Name" <address>')
        written = re.sub(r"\\(.)", r"\1", quoted[1])
    elif re.search(_LOOKS_LIKE_ADDRESS, written):
        raise AddressError(f"{_shown(mailbox)} names more than one address; write one")
    elif "<" in written or ">" in written:
        raise AddressError(f"{_shown(mailbox)}: there are too many < and >; write Name <address>")
    return " ".join(written.split())


def _refuse_controls(text: str) -> None:
    if "\n" in text.strip() or "\r" in text.strip():
        raise AddressError(f"{_shown(text)} has a line break in it; write name and address on one line")
    if has_controls(text.strip()):
        raise AddressError(f"{_shown(text)} has a control character in it; type it again by hand")


def _check_lengths(address: str, local: str) -> None:
    if len(local) > _LOCAL_LIMIT or len(address) > _ADDRESS_LIMIT:
        raise AddressError(
            f"{_shown(address)} is too long: at most {_LOCAL_LIMIT} characters before the @ and {_ADDRESS_LIMIT} in all"
        )


def _name_the_usual_slips(address: str) -> None:
    """The mistakes that people make, each in words of its own; what remains is for email-validator."""
    local, _, domain = address.rpartition("@")
    if not address:
        raise AddressError(f"there is no address; {_LIKE}")
    if "@" not in address:
        raise AddressError(f"{_shown(address)} has no @; {_LIKE}")
    if "@" in local:
        several = "," in address or ";" in address or " " in address
        fault = "names more than one address; write one" if several else f"has more than one @; {_LIKE}"
        raise AddressError(f"{_shown(address)} {fault}")
    if not local or not domain:
        raise AddressError(f"{_shown(address)} has nothing {'after' if local else 'before'} the @; {_LIKE}")
    if any(character.isspace() for character in address):
        raise AddressError(f"{_shown(address)} has a blank in it; with a name, write Name <address>")
    if not local.isascii():
        raise AddressError(
            f"{_shown(address)} has letters outside ASCII before the @, which many mail programs cannot send to; "
            "ask for an address without them"
        )
    if "." not in domain.strip("."):
        raise AddressError(f"{_shown(address)} has no dot after the @; {_LIKE}")


def _checked_by_validator(address: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        # `test_environment` lets the reserved domain .test through (RFC 2606); samples and tests live there.
        found = validate_email(address, allow_smtputf8=False, check_deliverability=False, test_environment=True)
    except EmailNotValidError as fault:
        raise AddressError(f"{_shown(address)} is no email address: {str(fault).rstrip('.')}; {_LIKE}") from fault
    checked = found.ascii_email
    local, _, domain = (checked or "").partition("@")
    if checked is None or not re.fullmatch(_LOCAL, local) or not re.fullmatch(_DOMAIN, domain):
        raise AddressError(f"{_shown(address)} is no email address that mail programs agree on; {_LIKE}")
    _check_lengths(checked, local)
    return checked


def _shown(text: str) -> str:
    cut = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return "“" + "".join(repr(c)[1:-1] if has_controls(c) else c for c in cut) + "”"
