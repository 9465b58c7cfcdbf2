"""Well over a thousand hard drafts, read back by three parsers of other languages, and written alike by each Python."""

import base64
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fast_mail_parser import parse_email

from followup_mail.message import as_written, serialise
from followup_mail.model import Address, Mail
from tests.message.mails import BODY, DANA, SAM, a_mail
from tests.message.test_writing import HARD, LONG_ID
from tests.outside import other_pythons, outside

PARSERS = Path(__file__).parent / "parsers"
PROJECT = Path(__file__).parents[2]
THREADS: Sequence[tuple[str, ...]] = ((), ("<a@x.example>",), ("<a@x.example>", LONG_ID), (LONG_ID, "<b@x.example>"))
Row = dict[str, Any]


@cache
def drafts() -> list[Mail]:
    """Each hard piece joined to each, in names, in the subject and in the body, with two readers and some history."""
    varied = zip(itertools.product(HARD, repeat=2), itertools.cycle(("", " ")), itertools.cycle(THREADS), strict=False)
    return [hard_draft(one, other, f"{one}{between}{other}", thread) for (one, other), between, thread in varied]


def hard_draft(one: str, other: str, text: str, thread: tuple[str, ...]) -> Mail:
    """A draft with the pieces in every place that takes text."""
    mail = a_mail(
        to=Address(text, DANA.email),
        sender=Address(text[::-1], SAM.email),
        subject=text,
        body=f"Dear {text},\n{text}\n\n{BODY}{text * 3}\n",
        references=thread,
    )
    return replace(mail, also_to=(Address(f"{other}, {one}", "sam.lee@northwind.example"),))


def by_rust(mails: Sequence[bytes]) -> Iterator[Row]:
    """fast-mail-parser, from PyPI."""
    for data in mails:
        read = parse_email(data)
        assert read.warnings == []
        assert read.from_ is not None
        (body,) = read.text_plain
        yield {
            "subject": read.subject,
            "from": [[read.from_.display_name or "", read.from_.address]],
            "to": [[one.display_name or "", one.address] for one in read.to],
            "body": body,
            "id": " ".join(read.headers["Message-ID"]),
            "thread": " ".join(read.headers.get("References", ())),
        }


def by_perl(mails: Sequence[bytes]) -> Iterator[Row]:
    """Email::MIME, from Debian."""
    return by_program(outside("Email-MIME"), "email_mime.pl", mails)


def by_ruby(mails: Sequence[bytes]) -> Iterator[Row]:
    """The gem mail, from Debian."""
    return by_program(outside("ruby-mail"), "mail.rb", mails)


def by_program(program: str, script: str, mails: Sequence[bytes]) -> Iterator[Row]:
    """All mails through one run of a script of ours."""
    lines = b"".join(base64.b64encode(data) + b"\n" for data in mails)
    done = subprocess.run([program, str(PARSERS / script)], input=lines, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return (json.loads(line) for line in done.stdout.split(b"\n") if line)


@pytest.mark.parametrize(
    ("parse", "blanks"),
    [
        pytest.param(by_rust, False, id="Rust"),  # it makes runs of blanks one, as many mail programs do
        pytest.param(by_perl, True, id="Perl"),
        pytest.param(by_ruby, True, id="Ruby"),
    ],
)
def test_hard_drafts_are_read_without_a_difference(
    parse: Callable[[Sequence[bytes]], Iterator[Row]], blanks: bool
) -> None:
    """Names, addresses, subject, conversation and every character of the letter arrive just as they were meant."""
    mails = drafts()
    assert len(mails) >= 1_000
    read = list(parse([serialise(mail) for mail in mails]))
    assert len(read) == len(mails)
    for mail, row in zip(mails, read, strict=True):
        assert said(row, blanks) == said(meant(mail), blanks)


def meant(mail: Mail) -> Row:
    """What a parser should give."""
    mail = as_written(mail)
    assert mail.sender is not None
    assert mail.to is not None
    return {
        "subject": mail.subject,
        "from": [[mail.sender.name, mail.sender.email]],
        "to": [[one.name, one.email] for one in (mail.to, *mail.also_to)],
        "body": mail.body,
        "id": mail.message_id,
        "thread": " ".join(mail.references),
    }


def said(row: Row, blanks: bool) -> Row:
    r"""The row with \n as line end; without `blanks`, runs of them in the header are one."""

    def told(text: str) -> str:
        return text if blanks else " ".join(text.split())

    return {
        "subject": told(row["subject"]),
        "from": [[told(name), address] for name, address in row["from"]],
        "to": [[told(name), address] for name, address in row["to"]],
        "body": row["body"].replace("\r\n", "\n"),
        "id": row["id"].strip(),
        "thread": " ".join(row["thread"].split()),
    }


# --- other Pythons --------------------------------------------------------------------------------------------------

WRITES = """
import json, sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
from followup_mail.message import check, serialise
from followup_mail.model import Address, Mail
def address(pair):
    return pair and Address(*pair)
for line in sys.stdin:
    sender, to, also, subject, body, identity, references = json.loads(line)
    mail = Mail(address(to), subject, body, identity, address(sender), tuple(references), tuple(map(address, also)))
    data = serialise(mail)
    check(mail, data)
    print(sha256(data).hexdigest())
"""


def test_each_python_writes_the_same_bytes() -> None:
    """What is drafted on one machine is drafted on another, whatever Python it has; each reads it back as meant."""
    pythons = other_pythons()
    if not pythons:
        pytest.skip("no other Python is at hand")
    mails = drafts()[::5]
    lines = "".join(json.dumps(as_data(mail)) + "\n" for mail in mails)
    expected = [sha256(serialise(mail)).hexdigest() for mail in mails]
    for python in pythons:
        done = subprocess.run(
            [python, "-I", "-c", WRITES, str(PROJECT)],
            input=lines.encode(),
            capture_output=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.decode().split() == expected, python


def as_data(mail: Mail) -> list[object]:
    """The mail as JSON can carry it."""
    boxes = [[one.name, one.email] if one else None for one in (mail.sender, mail.to)]
    also = [[one.name, one.email] for one in mail.also_to]
    return [*boxes, also, mail.subject, mail.body, mail.message_id, list(mail.references)]


def test_the_list_of_other_pythons_leaves_this_one_out() -> None:
    """Each Python that is found runs, and is another version than this one."""
    for python in other_pythons():
        words = [python, "-c", "import sys; print(*sys.version_info[:2])"]
        version = subprocess.run(words, capture_output=True, check=True, encoding="utf-8").stdout.split()
        assert version != [str(number) for number in sys.version_info[:2]]
