"""A way out: the clipboard, for every mail page and application portal that takes pasted text.

Decides which program reaches the clipboard of the screen in front of the person, also from inside Windows' Linux, tmux
or a remote shell.
"""

from collections.abc import Callable, Iterator, Sequence

from followup_mail.delivery.way import Draft, Surroundings, reader_of
from followup_mail.errors import DeliveryError
from followup_mail.records import record

_OSC_52_LIMIT = 74_994  # bytes: what xterm and its relatives take at most


@record(frozen=True, slots=True)
class _Tool:
    """A program that reads the text on its stdin, and what to say about where it is then."""

    words: Sequence[str]
    encoding: str = "utf-8"
    newline: str = "\n"
    remark: str = ""


# It takes UTF-8 for an old code page, and a BOM for a character of the text.
_WINDOWS = _Tool(["clip.exe"], "utf-16-le", "\r\n")
_TOOLS_OF_X = (_Tool(["xclip", "-selection", "clipboard"]), _Tool(["xsel", "--clipboard", "--input"]))
_MAC = _Tool(["env", "LC_CTYPE=UTF-8", "pbcopy"])  # without a locale it reads Mac Roman
_TMUX = _Tool(["tmux", "load-buffer", "-w", "-"], remark=" (If pasting brings nothing, tmux has it: prefix and ].)")


@record(frozen=True, slots=True)
class Clipboard:
    """Copies the letter; subject and address are said, as they have fields of their own."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        mail = draft.mail
        try:
            pasting = put(mail.body, around)
        except DeliveryError as fault:
            raise DeliveryError(f"{fault}; open the draft instead: {draft.path}") from fault
        reader = reader_of(mail)
        message = "your reply" if mail.references else "a message"
        where = f"{message} to {reader}" if reader else f"their portal or {message}"
        return f"The letter is on the clipboard: paste it into {where}, with the subject “{mail.subject}”.{pasting}"


def put(text: str, around: Surroundings) -> str:
    """Put the text on the clipboard; gives what to say in addition, mostly nothing. Raises DeliveryError."""
    text = text.removesuffix("\n")
    for tool in _tools(around):
        program, *options = tool.words
        path = around.find(program)
        octets = text.replace("\n", tool.newline).encode(tool.encoding)
        if path is not None and around.run([path, *options], octets) == 0:
            return tool.remark
    if _terminal_may_know(around):
        return _by_terminal(text, around.write_terminal)
    raise DeliveryError("there is no clipboard here that can be reached")


def tool(around: Surroundings) -> str | None:
    """The program that would be asked first, or "the terminal"; None: no clipboard can be reached."""
    for one in _tools(around):
        if around.find(one.words[0]) is not None:
            return one.words[0]
    return "the terminal" if _terminal_may_know(around) else None


def _terminal_may_know(around: Surroundings) -> bool:
    return around.terminal and around.platform != "win32" and not around.environ.keys() & {"TMUX", "STY"}


def _tools(around: Surroundings) -> Iterator[_Tool]:
    """What may reach the clipboard here, the surest first."""
    if around.platform == "win32" or around.in_wsl:
        yield _WINDOWS
    if around.platform == "darwin":
        yield _MAC
    if around.environ.get("WAYLAND_DISPLAY"):
        yield _Tool(["wl-copy"])
    if around.environ.get("DISPLAY"):
        yield from _TOOLS_OF_X
    if around.environ.get("TMUX"):
        yield _TMUX


def _by_terminal(text: str, write: Callable[[str], None]) -> str:
    """OSC 52: ask the terminal itself, which may stand on another machine. It gives no answer."""
    from base64 import b64encode

    octets = b64encode(text.encode())
    if len(octets) > _OSC_52_LIMIT:
        raise DeliveryError("the letter is too long for this terminal's clipboard")
    write(f"\x1b]52;c;{octets.decode('ascii')}\x07")
    return " (Your terminal was asked to copy it; if pasting brings nothing, it does not take that: use --via file.)"
