"""Real programs at the other end: NeoMutt on a pseudo-terminal, and a clipboard of X11 that is read back."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from followup_mail.delivery import surroundings, way_named
from followup_mail.message import read_back
from followup_mail.model import Address
from tests.delivery.world import a_draft
from tests.message.mails import a_mail

LETTER = a_mail(
    to=Address("Zoë Müller", "zoe@xn--bcher-kva.example"),
    subject="Vielen Dank für das Gespräch über die Stelle als Krankenpfleger",
    body="Liebe Frau Müller,\n\nvielen Dank für das Gespräch; mir blieb, wie offen Sie über die Übergaben sprachen.\n",
)
PATIENCE = 30  # seconds


@pytest.fixture
def mutt_home(nobodys_environment: Path) -> Path:
    """A NeoMutt that asks nothing on the way and hands what it sends to a file."""
    outbox = nobodys_environment / "sent.eml"
    post = nobodys_environment / "post"
    post.write_text(f'#!/bin/sh\ncat > "{outbox}"\n', encoding="utf-8")
    post.chmod(0o755)
    settings = (
        *("set editor=true", "set autoedit", "set fast_reply", "set record=''", "set copy=no", "set use_domain=no"),
        *(f"set folder={nobodys_environment}", f"set postponed={nobodys_environment}/later", f"set sendmail='{post}'"),
        *("set sendmail_wait=0", "set postpone=no", "set abort_nosubject=no", "set abort_unmodified=no"),
        *("set charset=utf-8", "set mail_check=60"),
    )
    (nobodys_environment / ".neomuttrc").write_text("\n".join(settings) + "\n", encoding="utf-8")
    return nobodys_environment


HAND_OVER = """
import sys
from pathlib import Path
from followup_mail.delivery import Draft, surroundings, way_named
from followup_mail.errors import DeliveryError
from followup_mail.message import read_back

path = Path(sys.argv[1])
data = path.read_bytes()
try:
    print("SAID", way_named("mutt").deliver(Draft(path, read_back(data), data), surroundings(terminal=True)))
except DeliveryError as error:
    print("FAILED", error)
"""


def said_after(keys: Sequence[tuple[str, str]], folder: Path) -> str:
    """Hand the letter to NeoMutt on a pseudo-terminal, press a key whenever its text shows, and give what is said."""
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-c", HAND_OVER, str(a_draft(folder, LETTER).path)],
        env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(30, 120),
    )
    for shown, key in keys:
        child.expect_exact(shown)
        child.send(key)
    child.expect(r"(SAID|FAILED) [^\r\n]*\r\n")  # the whole line: it may arrive in pieces
    said = str(child.after).rstrip()
    child.close()
    return said


def test_neomutt_sends_the_letter_as_it_was_meant(
    outside: Callable[[str], str], mutt_home: Path, tmp_path: Path
) -> None:
    """The person sees the letter in NeoMutt and sends it: every word arrives, and X-Unsent does not."""
    outside("neomutt")
    said = said_after([("y:Send", "y")], tmp_path)
    assert said.startswith("SAID neomutt has closed")
    data = (mutt_home / "sent.eml").read_bytes()
    sent = read_back(data)
    assert (sent.sender, sent.to, sent.subject, sent.body) == (LETTER.sender, LETTER.to, LETTER.subject, LETTER.body)
    assert sent.message_id == LETTER.message_id
    assert b"unsent" not in data.lower()


def test_neomutt_left_without_sending(outside: Callable[[str], str], mutt_home: Path, tmp_path: Path) -> None:
    """Whoever leaves NeoMutt is told where the draft still is, and nothing went out."""
    outside("neomutt")
    said = said_after([("q:Abort", "q")], tmp_path)
    assert said.startswith("FAILED neomutt has closed without sending; the draft is still")
    assert not (mutt_home / "sent.eml").exists()


@pytest.fixture
def screen(outside: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A screen of X11 that nobody looks at."""
    with (tmp_path / "number").open("w+") as number:
        server = subprocess.Popen(
            [outside("Xvfb"), "-displayfd", str(number.fileno()), "-nolisten", "tcp"],
            pass_fds=[number.fileno()],
            stderr=subprocess.DEVNULL,
        )
        try:
            until = time.monotonic() + PATIENCE
            while not (shown := (tmp_path / "number").read_text().strip()) and time.monotonic() < until:
                time.sleep(0.05)
            monkeypatch.setenv("DISPLAY", f":{shown}")
            yield
        finally:
            server.terminate()
            server.wait()


@pytest.mark.usefixtures("screen")
def test_an_x11_clipboard_holds_the_letter(outside: Callable[[str], str], tmp_path: Path) -> None:
    """What xclip was given can be pasted afterwards, umlauts and emoji included."""
    xclip = outside("xclip")
    way_named("copy").deliver(a_draft(tmp_path, a_mail(body="Dear Zoë,\n\n謝謝 🙂\n")), surroundings(terminal=False))
    pasted = subprocess.run([xclip, "-selection", "clipboard", "-o"], capture_output=True, check=True, timeout=PATIENCE)
    assert pasted.stdout.decode() == "Dear Zoë,\n\n謝謝 🙂"
