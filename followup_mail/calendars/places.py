"""Where and how the talk is held: the link to the call, the place, and phone, video or in person.

Nothing but what the file says; where it says two things (a street and a link), how they meet is left open.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from followup_mail.calendars.blocks import Block
from followup_mail.calendars.parties import rooms_of
from followup_mail.calendars.plain_text import one_line
from followup_mail.model import How
from followup_mail.records import record

_LINK_FIELDS = (
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
    "X-ZOOM-MEETING-URL",
    "CONFERENCE",
)
_URL = re.compile(r"https?://[^\s<>\"'\\^`{|}\]]+", re.IGNORECASE)
_CALLS = re.compile(
    r"(?:\A|\.)(?:zoom\.us|zoomgov\.com|zoom\.com|teams\.microsoft\.com|teams\.live\.com|teams\.microsoft\.us|gov\.teams\.microsoft\.us"
    r"|meet\.google\.com|webex\.com|whereby\.com|gotomeeting\.com|gotomeet\.me|goto\.com|meet\.jit\.si|chime\.aws"
    r"|bluejeans\.com|meet\.ringcentral\.com|v\.ringcentral\.com|video\.ringcentral\.com|skype\.com|join\.skype\.com|meet\.lync\.com"
    r"|around\.co|gather\.town|hirevue\.com|codesignal\.com|coderpad\.io|meet\.\S+|video\.\S+|vc\.\S+|bbb\.\S+|jitsi\.\S+)\Z"
)
_WRAPPED = {
    "safelinks.protection.outlook.com": "url",
    "www.google.com": "q",
    "google.com": "q",
    "urldefense.com": "",
    "urldefense.proofpoint.com": "u",
}
_MAPS = re.compile(r"//(?:maps\.|www\.openstreetmap\.|goo\.gl/maps)|//[^/]+/maps\b", re.IGNORECASE)
_ONLINE_PLACE = re.compile(
    r"\b(?:teams|zoom|meet|webex|skype|video|online|virtual|remote|hangouts?|jitsi|whereby|chime|link)\b",
    re.IGNORECASE,
)
_PHONE_PLACE = re.compile(
    r"\b(?:phone|telephone|tel|call me|dial|mobile|cell|telefon)\b|\Atel:|\A\W*\+?[\d\s().-]{7,}\Z", re.IGNORECASE
)
_NO_PLACE = re.compile(
    r"\W*(?:tbd|tba|tbc|n/?a|none|to be (?:announced|confirmed|decided)|see (?:below|description|invite))?\W*\Z",
    re.IGNORECASE,
)
_WORDS = {
    How.INFORMATIONAL: r"informational|informal (?:chat|talk|conversation)|coffee(?: chat)?|career chat",
    How.IN_PERSON: r"on-?\s?site|in[ -]person|face[ -]to[ -]face|at our offices?|vor ort|sur place|en persona",
    How.PHONE: r"phone|telephone|telefon\w*|téléphon\w*",
    How.VIDEO: (
        r"video\w*|virtual|zoom|(?:ms|microsoft) teams|teams (?:call|meeting|interview)|google meet|webex|skype|online"
        r"|remote|visio\w*"
    ),
}
_SAYS = {how: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for how, words in _WORDS.items()}


@record(frozen=True, slots=True)
class Place:
    """`location` is as the file has it, `site` the part of it that one goes to; empty where it does not tell."""

    location: str
    link: str | None
    how: How | None
    site: str = ""
    warnings: tuple[str, ...] = ()


def read_place(event: Block, summary: str, description: str) -> Place:
    """Link, location and way of talking. The title's words come first, then the location, then a link."""
    written = event.first("LOCATION")
    lines = written.text.split("\n") if written else []
    location = one_line(", ".join(line.strip(" ,") for line in lines if line.strip(" ,")))
    link = _link(event, location, description)
    words = _URL.sub("", location).replace("()", "").strip(" ;,|-")
    # “Microsoft Teams Meeting; Harbour House, Quay Street”: what is left is a place one goes to.
    parts = [part.strip() for part in words.split(";")]
    parts = [part for part in parts if part and not _NO_PLACE.match(part) and not _ONLINE_PLACE.search(part)]
    site = "; ".join(part for part in parts if not _PHONE_PLACE.search(part))
    rooms = {room.casefold() for room in rooms_of(event)}
    if link and site.casefold() in rooms:
        site = ""  # the interviewers' own room, reserved beside the call
    said = next((how for how, pattern in _SAYS.items() if pattern.search(summary)), None)
    if said is not None:
        return Place(location, link, said, site)
    if site and link:
        warning = "the file names a place and a link to a call, so it does not tell how you will talk"
        return Place(location, link, None, site, (warning,))
    if link or _ONLINE_PLACE.search(words):
        return Place(location, link, How.VIDEO)
    if _PHONE_PLACE.search(words):
        return Place(location, None, How.PHONE)
    return Place(location, None, How.IN_PERSON if site else None, site)


def _link(event: Block, location: str, description: str) -> str | None:
    """The address of the call: where programs put it, else in the location, else the first in the text that is one."""
    placed = [written.raw_text for name in _LINK_FIELDS for written in event.all(name)]
    for text in (*placed, location):
        if found := list(_links(text)):
            return found[0]
    url = event.first("URL")
    texts = (url.raw_text if url else "", description)
    return next((link for text in texts for link in _links(text) if _CALLS.search(_host(link))), None)


def _links(text: str) -> Iterator[str]:
    for found in _URL.findall(text):
        link = _unwrapped(found.rstrip(".,;:!?)*_"))
        if _host(link) and not _MAPS.search(link) and len(link) <= 2_000:
            yield one_line(link, 2_000)


def _unwrapped(link: str) -> str:
    """The link that a mail filter or Google has wrapped into one of its own."""
    host = _host(link)
    name = next(
        (name for wrapper, name in _WRAPPED.items() if name and (host == wrapper or host.endswith(f".{wrapper}"))), None
    )
    if name is None:
        return link
    try:
        inside = parse_qs(urlsplit(link).query, max_num_fields=50).get(name, [""])[0]
    except ValueError:
        return link
    return str(inside) if inside.startswith(("https://", "http://")) else link


def _host(link: str) -> str:
    try:
        parts = urlsplit(link)
        return (parts.hostname or "").lower() if parts.scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""
