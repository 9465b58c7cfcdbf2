"""Text as a person reads it, out of what others wrote: HTML without its tags, no character that nobody can see."""

import re
import unicodedata
from html.parser import HTMLParser

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BEGINS_WITH_TAG = re.compile(r"\s*<(?:!doctype\b|/?[a-z][a-z0-9]*(?:\s[^<>]{0,1000})?/?>)", re.IGNORECASE)
_HAS_TAG = re.compile(
    r"</?(?:br|p|div|span|html|b|strong|ul|ol|li|table)(?:\s[^<>]{0,300})?/?>|<a\s[^<>]{0,300}>", re.IGNORECASE
)
_LONGEST_HTML = 30_000  # a hostile one may take its time, by the square of its length
LONGEST = 50_000  # characters that are read of any text; nobody invites with more
_PARAGRAPHS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "hr"}
_SILENT = {"script", "style", "head", "title", "template"}


def tidy_text(text: str) -> str:
    """Lines that end alike, without characters that nobody sees, and without blanks at their ends."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ").replace("\t", " ")
    lines = (re.sub(r" {2,}", " ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_line(text: str, longest: int = 300) -> str:
    """The text on one line, cut where nobody would read on."""
    line = " ".join(tidy_text(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def readable(text: str) -> str:
    """The text of a description, which may be HTML."""
    return from_html(text) if _BEGINS_WITH_TAG.match(text) or _HAS_TAG.search(text) else tidy_text(text)


def from_html(text: str) -> str:
    """What the HTML says; the address of a link stands behind its words, in angle brackets."""
    reader = _Reader()
    reader.feed(text[:_LONGEST_HTML])
    reader.close()
    return tidy_text("".join(reader.said))


class _Reader(HTMLParser):
    """Gathers what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _PARAGRAPHS:
            self.said.append("\n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _PARAGRAPHS:
            self.said.append("\n")
        elif tag == "a" and self._links:
            link = self._links.pop()
            if link.startswith(("https://", "http://")):
                self.said.append(f" <{link}> ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(re.sub(r"[ \t\r\n]+", " ", data))
