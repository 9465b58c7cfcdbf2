"""Decides which folder of a mailbox is for what: by the server's marks (RFC 6154), else by the names people know."""

import re
from collections.abc import Iterator, Sequence

from followup_mail.matching import Place
from followup_mail.records import record

_CLOSED = frozenset({"\\noselect", "\\nonexistent"})

# In the languages of large mail programs and providers, the usual one first; compared without case.
DRAFTS = (
    *(
        "Drafts",
        "Draft",
        "Entwürfe",
        "Brouillons",
        "Borradores",
        "Bozze",
        "Rascunhos",
        "Concepten",
        "Utkast",
        "Kladder",
    ),
    *("Udkast", "Luonnokset", "Szkice", "Wersje robocze", "Koncepty", "Piszkozatok", "Taslaklar", "Черновики"),
    *("Чернетки", "Πρόχειρα", "下書き", "草稿", "草稿箱", "임시 보관함", "임시보관함", "مسودات", "טיוטות", "ฉบับร่าง"),
)
SENT = (
    *("Sent", "Sent Items", "Sent Mail", "Sent Messages", "Gesendet", "Gesendete Elemente", "Gesendete Objekte"),
    *("Envoyés", "Éléments envoyés", "Messages envoyés", "Enviados", "Elementos enviados", "Inviati", "Posta inviata"),
    *("Itens enviados", "Verzonden", "Verzonden items", "Skickat", "Sendt", "Sendte", "Lähetetyt", "Wysłane"),
    *(
        "Odeslané",
        "Elküldött",
        "Gönderilmiş",
        "Отправленные",
        "Надіслані",
        "Απεσταλμένα",
        "送信済み",
        "已发送",
        "已傳送",
    ),
)
ARCHIVES = ("Archive", "Archives", "Archiv", "All Mail", "Archivo", "Archivio", "Arquivo", "Archief", "Arkiv")
_OUT_OF_THE_WAY = ("Trash", "Junk", "Spam", "Papierkorb", "Corbeille", "Deleted Items", "Deleted Messages", "Templates")


@record(frozen=True, slots=True)
class Folder:
    r"""A folder by its whole name, in Unicode. `marks` are its attributes in small letters (`\drafts`)."""

    name: str
    marks: frozenset[str] = frozenset()
    separator: str | None = "/"

    @property
    def can_be_opened(self) -> bool:
        """Whether messages can lie in it; some names only hold other folders."""
        return not self.marks & _CLOSED


def drafts_folder(
    folders: Sequence[Folder], prefixes: Sequence[str] = ("",), wanted: str | None = None
) -> Folder | None:
    """The folder for drafts: the one the person names, else the one that is marked, else one with a name for it.

    `prefixes` begin the names of the person's own folders (RFC 2342). None: nothing fits, so the person must say.
    """
    open_ones = [folder for folder in folders if folder.can_be_opened]
    if wanted is not None:
        return next((folder for folder in open_ones if folder.name == wanted), None)
    return next(_marked(open_ones, "\\drafts"), None) or next(_called(open_ones, prefixes, DRAFTS), None)


def worth_looking_into(
    folders: Sequence[Folder], prefixes: Sequence[str] = ("",), wanted: str | None = None
) -> list[tuple[Folder, Place]]:
    """Where a sent message and its answer may lie: sent mail, drafts, the inbox, the archive or all mail."""
    open_ones = [folder for folder in folders if folder.can_be_opened]
    sent = list(_marked(open_ones, "\\sent")) or list(_called(open_ones, prefixes, SENT))
    drafts = drafts_folder(folders, prefixes, wanted)
    inbox = [folder for folder in open_ones if folder.name.upper() == "INBOX"]
    kept = [*_marked(open_ones, "\\all"), *_marked(open_ones, "\\archive")]
    kept = kept or list(_called(open_ones, prefixes, ARCHIVES))
    places = [(folder, Place.SENT) for folder in sent]
    places += [(drafts, Place.DRAFTS)] if drafts else []
    places += [(folder, Place.OTHER) for folder in (*inbox, *kept)]
    return list({folder.name: (folder, place) for folder, place in reversed(places)}.values())[::-1]


def place_of(name: str) -> Place | None:
    """What a folder with this name (of a Maildir, whose folders bear no marks) is for; None: not worth looking into."""
    last = re.split(r"[./]", name.strip("./"))[-1] if name.strip("./") else ""
    for place, names in ((Place.SENT, SENT), (Place.DRAFTS, DRAFTS), (None, _OUT_OF_THE_WAY)):
        if _folded(last) in map(_folded, names):
            return place
    return Place.OTHER


def _marked(folders: Sequence[Folder], mark: str) -> Iterator[Folder]:
    return (folder for folder in folders if mark in folder.marks)


def _called(folders: Sequence[Folder], prefixes: Sequence[str], names: Sequence[str]) -> Iterator[Folder]:
    """Folders of the person's own with one of these names, in the order of the names."""
    by_name = {_folded(folder.name): folder for folder in reversed(folders)}
    for prefix in prefixes:
        for name in names:
            folder = by_name.get(_folded(f"{prefix}{name}"))
            if folder is not None:
                yield folder


def _folded(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", name).casefold()
