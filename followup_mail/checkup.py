"""Looks over a person's set-up, as `review` does without a file: home, ways out, mail account, zones and holidays.

Decides what would surprise them later, and what to do about it. It changes nothing, and talks to nobody but the mail
server, and to that only when asked to. What is in the files is left to those who read them.
"""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path

from followup_mail import resources
from followup_mail.calendars.public_holidays import calendar_for, library_version
from followup_mail.config import Config
from followup_mail.delivery import Surroundings
from followup_mail.delivery.clipboard import tool
from followup_mail.dossiers import Setup
from followup_mail.home import Home
from followup_mail.model import Finding, Severity
from followup_mail.moments import NotUnderstood
from followup_mail.wording import placeholder
from followup_mail.zones import country_of

_EVERYBODY_READS, _EVERYBODY_PASSES = 0o004, 0o001
_BY_LINK = ("gmail", "outlook", "outlook-work", "mailto", "app")
_OPENERS = ("xdg-open", "gio", "wslview")
_OLD = 2  # years; by then some country has changed its clocks or its holidays
_UPDATE = "update it: pip install --upgrade followup-mail tzdata holidays (uv tool upgrade, pipx upgrade)"


def look_over_setup(setup: Setup, around: Surroundings, *, now: datetime, online: bool) -> Iterator[Finding]:
    """Each finding with its remedy, what stops a letter first of its kind. `online`: log in to the mail account too."""
    yield from _home(setup.home)
    yield from _templates(setup.home)
    yield from _me(setup.config)
    yield from _way(setup.config, around)
    yield from _account(setup.config, around, online=online)
    yield from _days(setup, now.date())


def _home(home: Home) -> Iterator[Finding]:
    if not home.root.exists():
        yield _found("home", Severity.HINT, f"There is no home yet at {home.root}.", "followup-mail init")
        return
    for path in (home.root, home.interviews, home.drafts, home.templates, home.config, home.journal):
        if path.exists() and not os.access(path, os.W_OK):
            why = f"{home.named(path)} cannot be written to, so nothing new is remembered there."
            yield _found("home", Severity.BLOCK, why, "give yourself the right to write there")
    if os.name != "nt" and _is_open_to_all(home.root):
        why = f"Everybody on this machine can read {home.root}."
        yield _found("permissions", Severity.WARN, why, f'close it: chmod -R go-rwx "{home.root}"')


def _is_open_to_all(folder: Path) -> bool:
    """Whether somebody else gets in: they may read it, and pass every folder above it."""
    path = folder.resolve()
    try:
        passes = all(above.stat().st_mode & _EVERYBODY_PASSES for above in (path, *path.parents))
        return passes and bool(path.stat().st_mode & _EVERYBODY_READS)
    except OSError:
        return False


def _templates(home: Home) -> Iterator[Finding]:
    """Files that lie among the templates and are none."""
    known = {path.name for path in resources.folder("templates").iterdir()}
    try:
        names = sorted(path.name for path in home.templates.iterdir())
    except OSError:
        return
    for name in names:
        quiet = name.startswith((".", "#")) or name.endswith(("~", ".bak", ".orig", ".swp"))
        if name not in known and not quiet and not name.endswith(".txt.j2"):
            why = f"templates/{name} is passed over: templates are called like thank_you.txt.j2."
            yield _found("overlooked", Severity.WARN, why, "rename it, or move it elsewhere")


def _me(config: Config) -> Iterator[Finding]:
    if not (config.me.name and config.me.email):
        why = "config.yaml does not say who writes; it is asked for with the first letter."
        yield _found("config", Severity.HINT, why, 'followup-mail init --name "Sam Tester" --email sam@example.org')
    signed = {"me.name": config.me.name, "me.phone": config.me.phone, "voice.signature": config.voice.signature}
    for key, words in signed.items():
        if blank := placeholder(words or "", prose=False):
            why = f"config.yaml has a placeholder still for {key}: “{blank}”."
            yield _found("config", Severity.BLOCK, why, "followup-mail edit config")


# --- where letters go -----------------------------------------------------------------------------------------------


def _way(config: Config, around: Surroundings) -> Iterator[Finding]:
    clipboard = tool(around)
    if config.mail == "copy" and clipboard is None:
        why = "Letters go to the clipboard, and there is none here that can be reached."
        yield _found("clipboard", Severity.WARN, why, _clipboard_remedy(around))
    elif clipboard is None and config.mail in (None, *_BY_LINK):
        why = "No clipboard can be reached; answers, and letters too long for a link, would need it."
        yield _found("clipboard", Severity.HINT, why, _clipboard_remedy(around))
    if config.mail in _BY_LINK and not _opens(around):
        why = f"Letters go by `{config.mail}`, and nothing here opens links or files."
        yield _found("mail-program", Severity.WARN, why, "install xdg-utils, or choose another way: mail: copy")
    if config.mail == "mutt" and not any(map(around.find, ("neomutt", "mutt"))):
        why = "Letters go by `mutt`, and neither neomutt nor mutt is installed."
        yield _found("mail-program", Severity.WARN, why, "install one of them, or choose another way: mail: app")
    if config.mail and config.mail.startswith("maildir:"):
        folder = Path(config.mail.removeprefix("maildir:")).expanduser()
        if not all((folder / part).is_dir() for part in ("cur", "new", "tmp")):
            why = f"Letters go to {folder}, and that is no Maildir."
            yield _found("mail-program", Severity.WARN, why, "name the folder that holds cur, new and tmp")


def _opens(around: Surroundings) -> bool:
    """Whether something here opens links and files as a double click would."""
    if around.platform in {"win32", "darwin"} or around.in_wsl:
        return True
    screen = around.environ.get("DISPLAY") or around.environ.get("WAYLAND_DISPLAY")
    return bool(around.environ.get("BROWSER") or (screen and any(map(around.find, _OPENERS))))


def _clipboard_remedy(around: Surroundings) -> str:
    if around.environ.get("WAYLAND_DISPLAY"):
        return "install wl-clipboard"
    return "install xclip, wl-clipboard or xsel" if around.platform.startswith("linux") else "use --via file"


def _account(config: Config, around: Surroundings, *, online: bool) -> Iterator[Finding]:
    account = config.imap
    if account is None:
        if config.mail == "imap" or online:
            gravity = Severity.BLOCK if config.mail == "imap" else Severity.WARN
            yield _found("imap", gravity, "config.yaml names no mail account.", "followup-mail init --imap")
        return
    lacking = [name for name in ("imapclient", "keyring") if find_spec(name) is None]
    if "imapclient" in lacking:
        why = "The mail account needs an addition to followup-mail that is not installed."
        yield _found("imap", Severity.WARN, why, "pip install 'followup-mail[imap]' (uv tool install '.[imap]')")
        return
    if account.password_env and not around.environ.get(account.password_env):
        why = f"The variable {account.password_env}, which holds the password, is not set here."
        yield _found("imap", Severity.WARN, why, "set it where you call followup-mail")
        return
    if online:
        from followup_mail.mailbox import AccountError, drafts_of, open_account  # loads TLS, for this alone

        try:
            with open_account(account, config.me.email) as opened:
                drafts_of(opened, account.mailbox)
        except AccountError as fault:
            why = f"{str(fault)[:1].upper()}{str(fault)[1:]}."
            yield _found("imap", Severity.BLOCK, why, "mend it in config.yaml, or followup-mail init --imap")


# --- days -----------------------------------------------------------------------------------------------------------


def _days(setup: Setup, today: date) -> Iterator[Finding]:
    import tzdata  # type: ignore[import-untyped]  # a package of data, without types

    if setup.config.timezone is None and setup.zone.key == "UTC":
        why = "This machine does not say which zone it is in, so times are those of UTC."
        yield _found("zone", Severity.WARN, why, "followup-mail init --timezone London, or your own city")
    version = str(tzdata.IANA_VERSION)
    if today.year - int(version[:4]) >= _OLD:
        yield _found("zone", Severity.WARN, f"The data about time zones are of {version[:4]}.", _UPDATE)
    country = setup.config.country or country_of(setup.zone.key)
    if country is None:
        why = "No country is known for you, so where notes name none only weekends are skipped."
        yield _found("holidays", Severity.HINT, why, "followup-mail init --country GB, or your own")
        return
    yield from _holidays(lambda year: _knows(setup, country, year), country, today)


def _holidays(knows: Callable[[int], bool], country: str, today: date) -> Iterator[Finding]:
    for year in (today.year, today.year + 1):
        if not knows(year):
            why = f"The public holidays of {country} in {year} are not known to holidays {library_version()}."
            yield _found("holidays", Severity.WARN, why, _UPDATE)
            return


def _knows(setup: Setup, country: str, year: int) -> bool:
    subdivision = setup.config.subdivision if setup.config.country else None
    try:
        known = calendar_for(country, subdivision, weekend=None, years=(year, year), cache=setup.cache)
    except NotUnderstood:
        return False
    return any(day.year == year for day in known.holidays)


def _found(what: str, severity: Severity, why: str, instead: str) -> Finding:
    return Finding(None, None, f"set-up: {what}", severity, "", why, instead)
