"""`init --imap`: asks for a person's mail account, gives its password to the system's keyring, and tries it."""

from followup_mail.addresses import domain_of
from followup_mail.cli.asking import add_to_config
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask, ask_key, say, show
from followup_mail.config import Imap
from followup_mail.errors import NeedsALookError

# Where providers have their servers, if not at imap.DOMAIN.
_HOSTS = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), "imap.gmail.com"),
    **dict.fromkeys(("icloud.com", "me.com", "mac.com"), "imap.mail.me.com"),
    **dict.fromkeys(("yahoo.com", "ymail.com", "rocketmail.com"), "imap.mail.yahoo.com"),
    **dict.fromkeys(("gmx.de", "gmx.at", "gmx.ch", "gmx.net"), "imap.gmx.net"),
    **dict.fromkeys(("fastmail.com", "fastmail.fm"), "imap.fastmail.com"),
    "t-online.de": "secureimap.t-online.de",
    "libero.it": "imapmail.libero.it",
}
_MICROSOFT = ("outlook.com", "office365.com", "hotmail.com", "live.com", "office.com")


def set_up_account(session: Session) -> None:
    """Ask on the terminal for what config.yaml does not say yet, keep the password, log in once."""
    _add_what_is_missing(session)
    account = session.setup.config.imap
    if account is None:  # what was just added is read back
        raise NeedsALookError("config.yaml names no mail account; see docs/delivery.md.")
    if account.password_command is None and account.password_env is None:
        _ask_for_password(account, session.setup.config.me.email or "")
    show(_tried(session, account))


def _add_what_is_missing(session: Session) -> None:
    config = session.setup.config
    email, known = config.me.email or "", config.imap
    facts: dict[str, str] = {}
    if known is None:
        domain = domain_of(email)
        usual = _HOSTS.get(domain, f"imap.{domain}" if domain else "")
        facts["imap.host"] = _asked("The mail server (IMAP)?", usual)
        if facts["imap.host"].lower().endswith(_MICROSOFT):
            raise NeedsALookError(
                "Microsoft lets no program in with a password any more; use --via outlook, or outlook-work for the "
                "account of a company or school. Nothing was written."
            )
    if known is None or known.username is None:
        facts["imap.username"] = _asked("Your name there?", email)
    if config.mail is None and ask_key("Shall every letter go there from now on?", yes_by_default=True):
        facts["mail"] = "imap"
    if facts:
        add_to_config(session, facts)


def _asked(question: str, usual: str) -> str:
    while True:
        answer = ask(question, example=f"Enter for {usual}" if usual else "", default=usual).strip()
        if answer:
            return answer


def _ask_for_password(account: Imap, email: str) -> None:
    """The password is typed unseen, and goes to the keyring and nowhere else."""
    from getpass import getpass

    from followup_mail.mailbox import NoPasswordError, keep_password

    username = account.username or email
    password = getpass(f"Password of {username} on {account.host} (it is not shown; Enter leaves it as it is): ")
    if not password:
        return
    try:
        keep_password(account.host, username, password)
    except NoPasswordError as fault:
        raise NeedsALookError(f"{fault}. The account is in config.yaml; the password is kept nowhere.") from None
    say("The password is in your system's keyring.")


def _tried(session: Session, account: Imap) -> str:
    """Log in and look for the folder of drafts; one sentence about it."""
    from followup_mail.mailbox import AccountError, drafts_of, open_account

    try:
        with open_account(account, session.setup.config.me.email) as opened:
            folder = drafts_of(opened, account.mailbox)
    except AccountError as fault:
        raise NeedsALookError(f"{fault}. The account is in config.yaml; mend it there, or try again.") from None
    return f"Logged in to {account.host}: letters go to “{folder.name}” with --via imap."
