"""Makes a home: the folders and config.yaml, from flags or questions. What stands in config.yaml already is kept."""

from followup_mail.cli.asking import add_to_config, ask_who, git_identity
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask_which, say, show, show_json
from followup_mail.cli.told import what_is_wrong_with_country
from followup_mail.delivery import WAYS, proposed_for
from followup_mail.errors import NeedsALookError, Problem, WordsError
from followup_mail.model import Address


def set_up(session: Session, given: dict[str, str | None], *, imap: bool = False) -> None:
    """`init`: ask (on a terminal) for what the flags and config.yaml leave open, write it, say what holds now.

    `imap`: ask for the mail account too.
    """
    config = session.setup.config
    if imap and not session.terminal:
        raise WordsError("--imap asks for a password, so it needs a terminal.")
    session.insist_on_no_problems("config.yaml")
    facts = {"me.name": given["name"], "me.email": given["email"]}
    facts |= {key: given[key] for key in ("timezone", "country", "mail")}
    if given["country"] and (wrong := what_is_wrong_with_country(given["country"], session)):
        raise WordsError(f"--country: {wrong}")
    _refuse_changes(session, facts)
    asking = session.terminal and not any(given.values())
    if asking and not (config.me.name and config.me.email):
        known = Address(config.me.name, config.me.email or "") if config.me.name or config.me.email else git_identity()
        me = ask_who(known)
        facts |= {"me.name": "" if config.me.name else me.name, "me.email": "" if config.me.email else me.email}
    if asking and config.mail is None and not imap:
        facts["mail"] = _ask_for_way(facts["me.email"] or config.me.email or "")
    session.home.make()
    added = {key: value for key, value in facts.items() if value}
    if added or not session.home.config.exists():
        add_to_config(session, added)
    if imap or (asking and facts["mail"] == "imap"):
        from followup_mail.cli.mail_account import set_up_account

        set_up_account(session)
    _tell(session)


def _ask_for_way(email: str) -> str:
    ways = [way for way in WAYS if ":" not in way]
    proposed = proposed_for(email)
    if proposed in ways:
        ways.remove(proposed)
        ways.insert(0, proposed)
    return ways[ask_which("Where shall a letter go once it is written?", (WAYS[way] for way in ways))]


def _refuse_changes(session: Session, facts: dict[str, str | None]) -> None:
    """What a person has written down themselves is theirs to change: `init` only adds."""
    config = session.setup.config
    present = {
        "me.name": config.me.name,
        "me.email": config.me.email,
        "timezone": config.timezone.key if config.timezone else None,
        "country": config.country_with_subdivision,
        "mail": config.mail,
    }
    remedy = "change it there: followup-mail edit config"
    problems = [
        Problem("config.yaml", None, key, f"says {present[key]} already", remedy)
        for key, value in facts.items()
        if value and present[key] and value != present[key]
    ]
    if problems:
        raise NeedsALookError("nothing was changed.", problems)
    for key, value in present.items():
        if value:
            facts[key] = None


def _tell(session: Session) -> None:
    config = session.setup.config
    if session.as_json:
        show_json(
            {
                "home": str(session.home.root),
                "me": {"name": config.me.name or None, "email": config.me.email},
                "timezone": session.setup.zone.key,
                "country": config.country_with_subdivision,
                "mail": config.mail,
            }
        )
        return
    show(f"Your home is {session.home.root}.")
    who = f"{config.me.name} <{config.me.email}>" if config.me.email else "asked for when the first letter is written"
    show(f"  You: {who}")
    show(f"  Your zone: {session.setup.zone.key}" + ("" if config.timezone else " (your system's)"))
    show(f"  Drafts go: {WAYS.get(config.mail, config.mail) if config.mail else 'asked for with the first draft'}")
    say("After an interview: followup-mail add")
