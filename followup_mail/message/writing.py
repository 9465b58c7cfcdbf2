"""Decides the bytes of a draft: header set, folding, encoded-words, quoted-printable (RFC 5322, 2045, 2047).

They are made here and not by the `email` package, whose folding loses recipients and blanks on some Pythons. A name or
a subject cannot become a header field: `meaning` has refused what could, and words are cut only between characters.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from followup_mail.message.head import BOM
from followup_mail.message.meaning import LONGEST_LINE, MailError, as_written
from followup_mail.model import Address, Mail

CRLF = "\r\n"

_LINE = 76  # RFC 2047 section 2 for lines with encoded-words, RFC 2045 section 6.7 for quoted-printable
_WORD = 75  # RFC 2047 section 2, the delimiters included
_DELIMITERS = len("=?utf-8?q??=")
_QP_ROOM = 73  # leaves room for the soft break and for "=46rom"

_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
_Q_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")  # RFC 2047 section 5 (3)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def serialise(mail: Mail, *, unsent: bool = True) -> bytes:
    """The draft: ASCII, CRLF, the same bytes for the same mail; raises MailError.

    `unsent` marks it for the programs that open a marked file for editing (Thunderbird, Outlook). From stands first, as
    `file` and xdg-open know a mail by it; there is no Date, as every mail program sets its own on sending.
    """
    meant = as_written(mail)
    body = meant.body.split("\n")[:-1]
    plain = all(len(line) <= _LINE and _is_safe(line) for line in body)
    lines = [
        *_header_lines(meant),
        *(["X-Unsent: 1"] if unsent else []),
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        f"Content-Transfer-Encoding: {'7bit' if plain else 'quoted-printable'}",
        "",
        *(body if plain else _quoted_printable(body)),
    ]
    if any(len(line) > LONGEST_LINE for line in lines):
        raise MailError(f"a header field would need a line of more than {LONGEST_LINE} characters")
    return (CRLF.join(lines) + CRLF).encode("ascii")


def _header_lines(mail: Mail) -> Iterator[str]:
    to = (*(() if mail.to is None else (mail.to,)), *mail.also_to)
    sender = () if mail.sender is None else (mail.sender,)
    for field, mailboxes in (("From", sender), ("To", to), ("Cc", mail.cc), ("Bcc", mail.bcc)):
        if mailboxes:
            yield from _folded(field, _mailbox_words(mailboxes, _room(field)))
    if mail.subject:
        yield from _folded("Subject", _text_words(mail.subject, _room("Subject")))
    yield from _folded("Message-ID", [mail.message_id])
    if mail.references:
        yield from _folded("In-Reply-To", [mail.references[-1]])
        yield from _folded("References", mail.references)


def _room(field: str) -> int:
    """How long the first word of a header field may be. It stays beside the field's name: some readers take a first
    line without a value for an empty field.
    """
    return _LINE - len(field) - 2


def _folded(field: str, words: Sequence[str]) -> Iterator[str]:
    """Fold between words only; a word that is longer than a line has a line for itself."""
    line = f"{field}: {words[0]}"
    for word in words[1:]:
        if len(line) + 1 + len(word) > _LINE:
            yield line
            line = ""
        line += f" {word}"
    yield line


def _mailbox_words(mailboxes: Sequence[Address], room: int) -> list[str]:
    words: list[str] = []
    for mailbox in mailboxes:
        if words:
            words[-1] += ","
        name = _phrase_words(mailbox.name, room) if mailbox.name else []
        words += [*name, f"<{mailbox.email}>"] if name else [mailbox.email]
    return words


def _phrase_words(name: str, room: int) -> list[str]:
    """Plain atoms, else one quoted-string that is never folded, else encoded-words."""
    if _goes_as_it_is(name, room):
        words = name.split(" ")
        if all(_ATOM.fullmatch(word) for word in words):
            return words
        quoted = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
        if len(quoted) <= room:
            return [quoted]
    return list(_encoded_words(name, room))


def _text_words(text: str, room: int) -> list[str]:
    return text.split(" ") if _goes_as_it_is(text, room) else list(_encoded_words(text, room))


def _goes_as_it_is(text: str, room: int) -> bool:
    """Whether folding at blanks and unfolding gives the same text back, and nobody takes it for an encoded-word."""
    words = text.split(" ")
    return text.isascii() and text.isprintable() and "=?" not in text and all(0 < len(word) <= room for word in words)


def _encoded_words(text: str, room: int) -> Iterator[str]:
    """RFC 2047 words, each of whole characters.

    Q and not B: GMime (notmuch, Geary, Balsa) glues B words before decoding and loses what follows a padded one.
    """
    word, limit = "", room - _DELIMITERS
    for character in text:
        piece = _q(character)
        if len(word) + len(piece) > limit:
            yield f"=?utf-8?q?{word}?="
            word, limit = "", _WORD - _DELIMITERS
        word += piece
    yield f"=?utf-8?q?{word}?="


def _q(character: str) -> str:
    if character == " ":
        return "_"
    return character if character in _Q_SAFE else "".join(f"={octet:02X}" for octet in character.encode())


def _is_safe(line: str) -> bool:
    """Whether a line of the body survives every way as it is: mbox files change lines that begin with `From `."""
    return line.isascii() and line.replace("\t", " ").isprintable() and not line.startswith("From ")


def _quoted_printable(lines: Sequence[str]) -> Iterator[str]:
    """RFC 2045 section 6.7, at most 76 characters a line, broken between words or else characters."""
    for line in lines:
        current = ""
        for position, character in enumerate(line):
            blank_at_end = character in " \t" and position == len(line) - 1
            piece = character if _is_literal(character) and not blank_at_end else _octets(character)
            if len(current) + len(piece) > _QP_ROOM:
                end_of_word = current.rfind(" ") + 1 or len(current)
                yield _without_from(current[:end_of_word]) + "="
                current = current[end_of_word:]
            current += piece
        yield _without_from(current)


def _is_literal(character: str) -> bool:
    return character == "\t" or (" " <= character <= "~" and character != "=")


def _octets(character: str) -> str:
    return "".join(f"={octet:02X}" for octet in character.encode())


def _without_from(line: str) -> str:
    return f"=46{line[1:]}" if line.startswith("From ") else line


def for_mailbox(data: bytes, *, date: datetime | None = None) -> bytes:
    """A draft for a place that is a mailbox itself: without X-Unsent, which mutt would send along, and without a BOM.

    With `date`, a Date is added where there is none: lists of drafts are sorted by it.
    """
    head, blank, body = _split(data.removeprefix(BOM))
    kept = re.sub(rb"(?im)^x-unsent:.*\r?\n(?:[ \t].*\r?\n)*", b"", head)
    if date is not None and not re.search(rb"(?im)^date:", kept):
        kept += f"Date: {_rfc5322_date(date)}{CRLF}".encode("ascii")
    return kept + blank + body


def _split(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Header, blank line and body; the header ends with a line end."""
    end = re.search(rb"(?<=\n)\r?\n", data)
    return (data[: end.start()], end[0], data[end.end() :]) if end else (data, b"", b"")


def _rfc5322_date(moment: datetime) -> str:
    """RFC 5322 section 3.3; the names are English whatever the locale."""
    offset = moment.utcoffset()
    minutes = 0 if offset is None else int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
    day = f"{_DAYS[moment.weekday()]}, {moment.day:02d} {_MONTHS[moment.month - 1]} {moment.year:04d}"
    return f"{day} {moment.hour:02d}:{moment.minute:02d}:{moment.second:02d} {zone}"
