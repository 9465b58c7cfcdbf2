"""Decides which ways out there are, what a person calls them, and which one an address suggests.

A new way is a module with a class, a line in WAYS, a case in `way_named`, and a row in docs/delivery.md.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from followup_mail.addresses import domain_of
from followup_mail.delivery.way import Way
from followup_mail.errors import WordsError

if TYPE_CHECKING:
    from followup_mail.config import Imap

MAILDIR = "maildir:"

# What a person types, and what it does in a few words: for help, completion and questions, in the order of showing.
WAYS: Mapping[str, str] = {
    "gmail": "a new message in Gmail, in the browser",
    "outlook": "a new message in Outlook.com, in the browser",
    "outlook-work": "a new message in Outlook of a company or school (Microsoft 365), in the browser",
    "mailto": "a new message in the system's mail program",
    "app": "the draft itself, opened in the system's mail program (Thunderbird, Outlook)",
    "mutt": "the draft in NeoMutt or Mutt, in this terminal",
    "copy": "the letter on the clipboard, to paste anywhere",
    "imap": "the draft in the Drafts folder of your mail account, on your phone too",
    "maildir:FOLDER": "the draft in a Maildir's folder of drafts (aerc, mu4e, notmuch)",
    "file": "nothing more: the draft stays the file that it is",
}

_BY_DOMAIN: Mapping[str, str] = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), "gmail"),
    **dict.fromkeys(("outlook.com", "hotmail.com", "live.com", "msn.com", "passport.com"), "outlook"),
    # Apple Mail shows an .eml without letting it be edited, and makes a fine new message of a mailto link.
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), "mailto"),
    # Read in a browser by nearly everybody, and their compose pages take no letter from a link.
    **dict.fromkeys(
        (
            *("yahoo.com", "ymail.com", "aol.com", "proton.me", "protonmail.com", "pm.me", "fastmail.com", "hey.com"),
            *("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com", "web.de", "mail.com", "zoho.com", "tutanota.com"),
            *("orange.fr", "free.fr", "laposte.net", "libero.it", "mail.ru", "yandex.ru", "qq.com", "163.com"),
        ),
        "copy",
    ),
}
_MICROSOFT = ("outlook.", "hotmail.", "live.")  # hotmail.co.uk, outlook.de, live.nl


def way_named(name: str, me_email: str | None = None, account: "Imap | None" = None) -> Way:
    """The way that a person calls `name` (`--via`, `mail:`); raises WordsError with the names that there are.

    `me_email` chooses between several accounts that are open in one browser; `account` is the one of config.yaml.
    """
    if name.startswith(MAILDIR):
        return _maildir(name.removeprefix(MAILDIR))
    way: Way
    match name:
        case "gmail":
            from followup_mail.delivery.gmail import Gmail

            way = Gmail(me_email)
        case "outlook" | "outlook-work":
            from followup_mail.delivery.outlook import Outlook

            way = Outlook(at_work=name == "outlook-work")
        case "mailto":
            from followup_mail.delivery.mailto import Mailto

            way = Mailto()
        case "app":
            from followup_mail.delivery.app import App

            way = App()
        case "mutt":
            from followup_mail.delivery.mutt import Mutt

            way = Mutt()
        case "copy":
            from followup_mail.delivery.clipboard import Clipboard

            way = Clipboard()
        case "imap":
            from followup_mail.delivery.imap import ImapDrafts

            way = ImapDrafts(account, me_email)
        case "file":
            from followup_mail.delivery.file import File

            way = File()
        case _:
            raise WordsError(_unknown(name))
    return way


def _maildir(folder: str) -> Way:
    from followup_mail.delivery.maildir import Maildir

    if not folder.strip():
        raise WordsError("maildir: needs the folder of drafts behind it, such as maildir:~/Mail/Drafts")
    return Maildir(Path(folder).expanduser())


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower().replace("_", "-"), [way.partition(":")[0] for way in WAYS], n=1)
    guess = f"did you mean {near[0]}? There are" if near else "there are"
    return f"“{name}” is no way to hand over a letter; {guess} {', '.join(WAYS)}."


def proposed_for(address: str) -> str | None:
    """The way that suits most people with an address at this provider; None where the domain does not tell."""
    domain = domain_of(address)
    if domain.startswith(_MICROSOFT):
        return "outlook"
    if domain.endswith(".onmicrosoft.com"):
        return "outlook-work"
    if domain.startswith("yahoo."):
        return "copy"
    return _BY_DOMAIN.get(domain)
