"""An .eml file read as a letter, whatever a mail program has made of it since it was written.

Decides what is the letter and what is wrapping; `message.read_back` compares our own bytes, this one forgives.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from followup_mail.model import Address, Letter
from followup_mail.records import record

if TYPE_CHECKING:
    from email.message import Message as Mail

_FLOWED = re.compile(r"format\s*=\s*\"?flowed", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_BREAKS = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h\d)\s*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


@record(frozen=True, slots=True)
class ReadDraft:
    """A draft as its file has it. `letter.kind` is "" until somebody says what it is.

    `headers` has every field by its small-letter name (the last one of several). `lines` are the file's lines, counted
    from 1, on which the body's begin; empty where that cannot be told. `faults` are names of checks.
    """

    letter: Letter
    sender: Address | None = None
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    further_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[int, ...] = ()
    attachments: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def letter_from_eml(data: bytes) -> ReadDraft:
    """Reads a draft. Never raises: what cannot be read is named among the faults and left out."""
    from email import message_from_bytes  # 20 ms that only a review of a file needs
    from email.policy import compat32

    mail = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=compat32)
    headers = {name.lower(): _decoded(str(value)) for name, value in mail.items()}
    faults = [] if {"to", "subject", "from", "message-id"} & headers.keys() else ["broken-mail"]
    body, attachments, part = _body(mail, faults)
    if not body.strip() and "broken-mail" not in faults:
        faults.append("broken-mail")
    recipients = _addresses(mail, "to")
    return ReadDraft(
        letter=Letter("", recipients[0] if recipients else None, headers.get("subject", ""), body),
        sender=next(iter(_addresses(mail, "from")), None),
        cc=tuple(address.email for address in _addresses(mail, "cc")),
        bcc=tuple(address.email for address in _addresses(mail, "bcc")),
        further_to=tuple(address.email for address in recipients[1:]),
        references=_references(headers),
        headers=headers,
        lines=_lines_of_body(data, body, str(mail.get("Content-Transfer-Encoding", ""))) if part is mail else (),
        attachments=attachments,
        faults=tuple(faults),
    )


def _decoded(value: str) -> str:
    """A header field's text: unfolded, its encoded words read; what cannot be decoded stays as it is."""
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    unfolded = re.sub(r"\r?\n[ \t]?", " ", value).strip()
    try:
        return str(make_header(decode_header(re.sub(r"(\?=)\s+(?==\?)", r"\1 ", unfolded))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return unfolded


def _addresses(mail: "Mail", name: str) -> Sequence[Address]:
    from email.utils import getaddresses

    pairs = getaddresses([str(value) for value in mail.get_all(name, [])])
    return [Address(_decoded(shown), email) for shown, email in pairs if email]


def _references(headers: Mapping[str, str]) -> tuple[str, ...]:
    named = f"{headers.get('references', '')} {headers.get('in-reply-to', '')}"
    return tuple(dict.fromkeys(re.findall(r"<[^<>\s]+>", named)))


def _body(mail: "Mail", faults: list[str]) -> tuple[str, tuple[str, ...], "Mail | None"]:
    """The letter's words, the names of what is attached, and the part they were read from."""
    parts = [part for part in mail.walk() if not part.is_multipart()]
    attached = tuple(
        _decoded(part.get_filename() or part.get_content_type())
        for part in parts
        if part.get_content_disposition() == "attachment" or part.get_content_maintype() not in {"text", "multipart"}
    )
    texts = [part for part in parts if part.get_content_disposition() != "attachment"]
    plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
    if plain is not None:
        flowed = bool(_FLOWED.search(str(plain.get("Content-Type", ""))))
        return _tidy(_text(plain, faults), flowed=flowed), attached, plain
    html = next((part for part in texts if part.get_content_type() == "text/html"), None)
    if html is None:
        faults.append("broken-mail")
        return "", attached, None
    faults.append("html-only")
    return _tidy(_words_of_html(_text(html, faults)), flowed=False), attached, html


def _text(part: "Mail", faults: list[str]) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        faults.append("broken-mail")
        return data.decode("utf-8", errors="replace")


def _tidy(text: str, *, flowed: bool) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ").split("\n")
    if flowed:
        lines = _unflowed(lines)
    return "\n".join(line if line == "-- " else line.rstrip() for line in lines).rstrip("\n") + "\n"


def _unflowed(lines: Sequence[str]) -> list[str]:
    """Lines of format=flowed put together again (RFC 3676): a blank at the end says that the line goes on."""
    joined: list[str] = []
    goes_on = False
    for line in lines:
        unstuffed = line.removeprefix(" ")
        if goes_on:
            joined[-1] += unstuffed
        else:
            joined.append(unstuffed)
        goes_on = unstuffed.endswith(" ") and unstuffed != "-- "
    return joined


def _words_of_html(page: str) -> str:
    from html import unescape

    text = re.sub(r"\s+", " ", _UNSEEN.sub("", page))
    text = unescape(_TAGS.sub("", _BREAKS.sub("\n", text)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def _lines_of_body(data: bytes, body: str, encoding: str) -> tuple[int, ...]:
    """The file's line for each of the body's, where the file shows the body line by line: a line of quoted-printable
    that ends with "=" goes on in the next (RFC 2045 6.7); base64 shows nothing."""
    head, _, rest = data.replace(b"\r\n", b"\n").partition(b"\n\n")
    first = head.count(b"\n") + 3
    soft = encoding.strip().lower() == "quoted-printable"
    lines, goes_on = list[int](), False
    for number, line in enumerate(rest.rstrip().split(b"\n"), start=first):
        if not goes_on:
            lines.append(number)
        goes_on = soft and line.rstrip().endswith(b"=")
    return tuple(lines) if len(lines) == len(body.rstrip().split("\n")) else ()
