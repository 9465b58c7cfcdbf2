"""Letters as links: what arrives on the other side, what cannot be smuggled in, and what happens to long ones."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.delivery import Draft, way_named
from followup_mail.errors import DeliveryError
from followup_mail.model import Address, Mail
from tests.delivery.world import World, a_draft
from tests.message.mails import BODY, a_mail

LINKS = ("gmail", "outlook", "outlook-work", "mailto")


def link_of(name: str, mail: Mail) -> str:
    """The link that a script gets."""
    world = World(terminal=False)
    way_named(name, "sam+jobs@example.org").deliver(Draft(Path("draft.eml"), mail, b""), world.around)
    (link,) = world.printed
    return link


def test_gmail_link() -> None:
    """The link opens the compose window of the account that writes, in the words of RFC 3986."""
    assert link_of("gmail", a_mail(body="Dear Dana,\n\nx+y & z\n")) == (
        "https://mail.google.com/mail/?authuser=sam%2Bjobs%40example.org&view=cm&fs=1"
        "&to=dana.ortiz%40northwind.example&su=Thank%20you%3A%20Senior%20Data%20Engineer"
        "&body=Dear%20Dana%2C%0D%0A%0D%0Ax%2By%20%26%20z"
    )


@pytest.mark.parametrize(
    ("name", "start"),
    [
        pytest.param("outlook", "https://outlook.live.com/mail/0/deeplink/compose?to=dana.ortiz%40", id="own"),
        pytest.param("outlook-work", "https://outlook.office.com/mail/deeplink/compose?to=dana.ortiz%40", id="work"),
        pytest.param("mailto", "mailto:dana.ortiz@northwind.example?subject=Thank%20you%3A%20Senior", id="mailto"),
    ],
)
def test_where_links_lead(name: str, start: str) -> None:
    """Each way has a link of its own."""
    assert link_of(name, a_mail()).startswith(start)


def test_mailto_answers() -> None:
    """A mailto link says what it answers, for the programs that listen (RFC 6068 section 2)."""
    mail = a_mail(references=("<a@x.example>", "<b+c@x.example>"))
    assert "&in-reply-to=%3Cb%2Bc%40x.example%3E&" in link_of("mailto", mail)


@pytest.mark.parametrize("name", LINKS)
def test_nobody_to_write_to(name: str) -> None:
    """Without a reader the link has none, and is still a link."""
    link = link_of(name, a_mail(to=None))
    assert "to=&" not in link
    assert "?to=" not in link
    assert "Senior%20Data%20Engineer" in link


@pytest.mark.parametrize("name", LINKS)
def test_readers_that_the_person_added(name: str) -> None:
    """A reader whom the person has added to the draft is not lost on the way."""
    mail = Mail(
        to=Address("Dana", "dana@x.example"),
        also_to=(Address("Sam", "sam@x.example"),),
        cc=(Address("", "cc@x.example"),),
        bcc=(Address("", "bcc@x.example"),),
        subject="Thanks",
        body="x",
        message_id="<a@x.example>",
    )
    link = unquote(link_of(name, mail))
    assert "dana@x.example,sam@x.example" in link
    assert "cc=cc@x.example" in link
    assert "bcc=bcc@x.example" in link


PIECES = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("&?#=+%;,\"'<>/\\ "), max_size=60)


@given(
    name=st.sampled_from(LINKS),
    subject=PIECES,
    body=PIECES,
    local=st.sampled_from(["a", "a&cc=b", "a?b", "a%b", "a#b/c"]),
)
def test_no_text_adds_a_field(name: str, subject: str, body: str, local: str) -> None:
    """Whatever subject, letter and address hold, the other side reads them, and no further field."""
    mail = a_mail(to=Address("", f"{local}@x.example"), subject=subject, body=f"{body}\n\nx{body}x\n")
    link = link_of(name, mail)
    assert link.isascii()
    assert " " not in link
    parts = urlsplit(link)
    assert parts.fragment == ""
    read = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query), keep_blank_values=True))
    assert read.get("su" if name == "gmail" else "subject", "") == subject
    assert read.get("body", "") == f"{body}\r\n\r\nx{body}x"
    fixed = {"gmail": {"authuser", "view", "fs", "to", "su", "body"}, "mailto": {"subject", "body"}}
    assert set(read) <= fixed.get(name, {"to", "subject", "body"})
    reader = unquote(parts.path) if name == "mailto" else read["to"]
    assert reader == f"{local}@x.example"


@pytest.mark.parametrize("name", LINKS)
def test_opened_on_a_terminal(name: str, tmp_path: Path) -> None:
    """A person sees it open; a script gets the very same link."""
    world = World(has_opener=True)
    said = way_named(name, "sam+jobs@example.org").deliver(a_draft(tmp_path), world.around)
    assert world.opened == [link_of(name, a_mail())]
    assert world.printed == []
    assert "check it and press Send" in said


@pytest.mark.parametrize("name", LINKS)
def test_no_browser(name: str, tmp_path: Path) -> None:
    """Where nothing opens links, the link is given to the person, with what serves instead."""
    world = World()
    with pytest.raises(DeliveryError, match="--via copy"):
        way_named(name, "sam+jobs@example.org").deliver(a_draft(tmp_path), world.around)
    assert world.printed == [link_of(name, a_mail())]


@pytest.mark.parametrize(
    ("name", "world", "length", "whole"),
    [
        pytest.param("gmail", World(has_opener=True), 7_000, True, id="Gmail takes long links"),
        pytest.param("gmail", World(has_opener=True), 8_000, False, id="but not the longest"),
        pytest.param("gmail", World("win32", has_opener=True), 1_900, False, id="Windows opens short ones only"),
        pytest.param("gmail", World(has_opener=True, environ={"WSL_DISTRO_NAME": "D"}), 1_900, False, id="WSL too"),
        pytest.param("gmail", World("win32", has_opener=True), 1_500, True, id="Windows opens those of most letters"),
        pytest.param("mailto", World(has_opener=True), 1_500, True, id="a mailto link of most letters"),
        pytest.param("mailto", World(has_opener=True), 1_800, False, id="a mailto link that would be cut"),
    ],
)
def test_a_letter_too_long_for_a_link(name: str, world: World, length: int, whole: bool, tmp_path: Path) -> None:
    """A long letter is put on the clipboard and the window opened without it; never half a letter."""
    world.programs = frozenset({"clip.exe"})
    world.opened, world.sequences, world.ran = [], [], []
    body = "x" * length
    said = way_named(name).deliver(a_draft(tmp_path, a_mail(body=body)), world.around)
    (link,) = world.opened
    assert (body in link) is whole
    assert ("clipboard" in said) is not whole
    assert bool(world.sequences or world.ran) is not whole
    assert "Senior%20Data%20Engineer" in link


def test_a_long_letter_in_a_script(tmp_path: Path) -> None:
    """A script never gets a link that would be cut; nothing is put on anybody's clipboard."""
    world = World(terminal=False, programs=frozenset({"xclip"}), environ={"DISPLAY": ":0"})
    with pytest.raises(DeliveryError, match=r"9,\d{3} characters, and Gmail takes 8,000"):
        way_named("gmail").deliver(a_draft(tmp_path, a_mail(body="x" * 9_000)), world.around)
    assert (world.printed, world.ran) == ([], [])


def test_long_and_no_clipboard(tmp_path: Path) -> None:
    """With neither room nor clipboard, the draft's own file is named."""
    draft = a_draft(tmp_path, a_mail(body="x" * 9_000))
    with pytest.raises(DeliveryError, match="no clipboard") as error:
        way_named("gmail").deliver(draft, World("win32", has_opener=True).around)
    assert str(draft.path) in str(error.value)


ANSWER = a_mail(subject="Re: Your interview", references=("<a@x>",))


@pytest.mark.parametrize("name", [name for name in LINKS if name != "mailto"])
@pytest.mark.parametrize("terminal", [pytest.param(True, id="terminal"), pytest.param(False, id="script")])
def test_an_answer_goes_to_the_clipboard(name: str, terminal: bool, tmp_path: Path) -> None:
    """A link cannot answer: the body is on the clipboard, and one line says which mail to open and answer."""
    world = World(terminal=terminal, has_opener=True, programs=frozenset({"xclip"}), environ={"DISPLAY": ":0"})
    said = way_named(name).deliver(a_draft(tmp_path, ANSWER), world.around)
    assert "open “Your interview” with dana.ortiz@northwind.example, choose Reply" in said
    assert [data for _, data in world.ran] == [BODY.removesuffix("\n").encode()]
    assert (world.opened, world.printed) == ([], [])


def test_an_answer_and_no_clipboard(tmp_path: Path) -> None:
    """Then a way that keeps the conversation is named, and the draft's own file."""
    draft = a_draft(tmp_path, ANSWER)
    with pytest.raises(DeliveryError, match="--via app") as error:
        way_named("gmail").deliver(draft, World(terminal=False).around)
    assert str(draft.path) in str(error.value)


def test_a_mailto_link_says_which_mail_it_answers(tmp_path: Path) -> None:
    """RFC 6068 knows In-Reply-To; as few programs listen, it is said what to do otherwise."""
    world = World(has_opener=True)
    said = way_named("mailto").deliver(a_draft(tmp_path, ANSWER), world.around)
    assert "in-reply-to=%3Ca%40x%3E" in world.opened[0]
    assert "paste it into a reply" in said


def test_the_letter_is_whole() -> None:
    """The other side gets every line of the letter."""
    assert dict(parse_qsl(urlsplit(link_of("outlook", a_mail())).query))["body"] == BODY.rstrip().replace("\n", "\r\n")
