"""Where a person's own files are: which folder is the home, what is in it, and which files there would be overlooked.

Reading what is in those files is left to `notes`, `config` and `journal`.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from followup_mail.errors import Problem, WordsError, visible
from followup_mail.files import make_folder
from followup_mail.records import record

VARIABLE = "FOLLOWUP_MAIL_HOME"
DEFAULT = "followup-mail"
_XDG = sys.platform == "linux"  # its rule is two lines, and spares each start the import of platformdirs
SUFFIXES = (".yaml", ".yml")
_BACKUPS = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp", "#")
_MEANT_AS_NOTES = (
    "",
    ".txt",
    ".yam",
    ".ya",
    ".yalm",
    ".ymal",
    ".taml",
    ".tml",
)  # Notepad's doing, a slip, or no ending


@record(frozen=True, slots=True)
class Home:
    """A person's folder, which need not exist yet."""

    root: Path

    @property
    def config(self) -> Path:
        """Who the person is and what they want otherwise."""
        return self.root / "config.yaml"

    @property
    def interviews(self) -> Path:
        """The folder of notes, one file an application."""
        return self.root / "interviews"

    @property
    def templates(self) -> Path:
        """The person's own templates, which win over the shipped ones."""
        return self.root / "templates"

    @property
    def drafts(self) -> Path:
        """The folder of .eml files."""
        return self.root / "drafts"

    @property
    def journal(self) -> Path:
        """What has happened, one event a line."""
        return self.root / "journal.jsonl"

    def notes(self, application: str) -> Path:
        """The notes file of an application: the one that is there, else the one to make."""
        there = (path for path in notes_files(self) if path.stem == application)
        return next(there, self.interviews / f"{application}.yaml")

    def named(self, path: Path) -> str:
        """The path as a person finds it: `interviews/northwind.yaml`, or whole where it lies outside the home."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def make(self) -> None:
        """Make the folders that are missing, for their owner alone; raises NeedsALookError where that fails."""
        for folder in (self.root, self.interviews, self.templates, self.drafts):
            make_folder(folder)


def find(option: str | None, environ: Mapping[str, str], user_home: Path | None) -> Home:
    """The home that `--home` names, else $FOLLOWUP_MAIL_HOME, else ~/followup-mail.

    `user_home` is None where the system knows none; then one of the others has to name a folder, else WordsError.
    """
    if option is not None and not option.strip():
        message = "--home names no folder; write --home FOLDER, or leave it away for ~/followup-mail"
        raise WordsError(message)
    named = option or environ.get(VARIABLE, "").strip()
    # A shell puts the folder in for the ~, but not within --home=~/x or a .env file.
    below = DEFAULT if not named else named[2:] if named == "~" or named.startswith(("~/", "~\\")) else None
    if below is None:
        return Home(Path(named).absolute())
    if user_home is None:
        raise WordsError("this system does not say where your own folder is; name one for the notes: --home FOLDER")
    return Home(user_home / below)


def cache_folder() -> Path | None:
    """The user's cache folder: what is in it can be made again at any time. It need not exist; None: there is none."""
    try:
        if _XDG:
            named = Path(os.environ.get("XDG_CACHE_HOME", ""))
            return (named if named.is_absolute() else Path.home() / ".cache") / "followup-mail"
        from platformdirs import user_cache_path

        return user_cache_path("followup-mail", appauthor=False)
    except RuntimeError:  # no $HOME, and nobody in the system's list of users
        return None


def notes_files(home: Home) -> Iterator[Path]:
    """The notes by name, and of two with one stem the first; a folder that is missing or closed holds none.

    A name that cannot be printed is left out: it would break every line, and every JSON, in which it stands.
    """
    try:
        entries = _entries(home)
    except OSError:
        return
    taken = set()
    for entry in entries:
        readable = _is_notes(entry.name) and entry.name == visible(entry.name)
        if readable and (stem := _stem(entry.name)) not in taken and _is_file(entry):
            taken.add(stem)
            yield home.interviews / entry.name


def overlooked(home: Home) -> list[Problem]:
    """What a person may take for notes although it is not read: other endings, twins, what cannot be opened."""
    try:
        entries = _entries(home)
    except FileNotFoundError:
        return []
    except OSError as error:
        return [Problem("interviews", None, "", f"cannot be read ({error.strerror})", "check the folder's permissions")]
    problems = []
    first_of: dict[str, str] = {}
    for entry in entries:
        found = _why_overlooked(entry, first_of)
        if found is not None:
            problems.append(Problem(f"interviews/{visible(entry.name)}", None, "", *found))
    return problems


def _entries(home: Home) -> "list[os.DirEntry[str]]":
    """What is in interviews/, by name. An entry knows what it is, where a path would ask the system again."""
    with os.scandir(home.interviews) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _stem(name: str) -> str:
    """What two files may not have in common, on systems that know no capitals in names either."""
    return name.rpartition(".")[0].lower()


def _is_notes(name: str) -> bool:
    return not _is_quiet(name) and name.lower().endswith(SUFFIXES)


def _is_quiet(name: str) -> bool:
    """Hidden files and what editors leave behind: nobody takes them for notes."""
    return name.startswith((".", "#", "~")) or name.lower().endswith(_BACKUPS)


def _why_overlooked(entry: "os.DirEntry[str]", first_of: dict[str, str]) -> tuple[str, str] | None:
    """What is wrong with an entry of interviews/, and what to do; `first_of` gathers the names that are taken."""
    name = entry.name
    if _is_quiet(name):
        return None
    if not _is_notes(name):
        return _why_not_notes(entry)
    if not _is_file(entry):
        return _why_no_file(Path(entry))
    if name != visible(name):
        return "is not read, because its name cannot be printed", "rename it with plain letters"
    first = first_of.setdefault(_stem(name), name)
    if first != name:
        return (
            f"is passed over, because it goes by the same name as {first}",
            "put both into one file, or rename one of them",
        )
    return None


def _why_no_file(path: Path) -> tuple[str, str]:
    if path.is_dir():
        return "is a folder, not a notes file", "move the files in it up, and rename it"
    if not path.exists():
        return "points to a file that is not there", "mend the link or delete it"
    return "is no ordinary file", "move it out of interviews/"


def _why_not_notes(entry: "os.DirEntry[str]") -> tuple[str, str] | None:
    name = entry.name.lower()
    looks_so = any(ending in name for ending in SUFFIXES) or Path(name).suffix in _MEANT_AS_NOTES
    if not looks_so or name.startswith("readme") or not _is_file(entry):
        return None
    return "is not read, because its name does not end in .yaml", "rename it, or move it out of interviews/"
