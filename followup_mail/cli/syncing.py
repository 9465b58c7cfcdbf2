"""`sync`: looks in the mailbox for what became of the drafts, writes down what is certain, and asks about the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from followup_mail import journal
from followup_mail.cli.agenda import moment
from followup_mail.cli.replying import own_addresses
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask, ask_key, say, say_problems, show, show_json
from followup_mail.cli.tracking import LOOKED_FOR, Tracked, all_of, named
from followup_mail.entries import entry
from followup_mail.errors import NeedsALookError, visible
from followup_mail.mailbox import open_account, seen_by_imap, seen_in_maildir, worth_looking_into
from followup_mail.matching import Delivery, Found, Place, Rule, Seen, State, match
from followup_mail.moments import NotUnderstood, read_day, say_day

if TYPE_CHECKING:
    from followup_mail.model import Event

_BEFORE = timedelta(days=2)  # looked further back by, as servers search by their own days
_TOLD_BY = {
    Rule.MESSAGE_ID: "known by its Message-ID",
    Rule.REFERENCES: "known by its conversation and reader",
    Rule.SUBJECT: "known by its reader and subject",
    None: "as you have told",
}


def sync_all(session: Session, files: Sequence[str], maildir: str | None) -> None:
    """`sync`: of the named drafts, or of all; on the server, or in a copy on this machine."""
    session.insist_on_no_problems("config.yaml")
    tracked = [named(session, name) for name in files] or list(all_of(session))
    if not tracked:
        if session.as_json:
            show_json({"drafts": []})
        else:
            show("No draft is written yet that could have been sent.")
        return
    found = match([one.sought for one in tracked], _messages(session, tracked, maildir), _own(session))
    found = [_asked(session, one, outcome) for one, outcome in zip(tracked, found, strict=True)]
    written = _write_down(session, tracked, found)
    if session.as_json:
        show_json({"drafts": [_as_json(one, outcome) for one, outcome in zip(tracked, found, strict=True)]})
    else:
        for one, outcome in zip(tracked, found, strict=True):
            show(f"{_named(session, one)}: {_told(session, outcome)}")
            for line in _next(session, one, outcome, written):
                show(f"    {line}")
    say_problems(session.problems)


def _messages(session: Session, tracked: Sequence[Tracked], maildir: str | None) -> list[Seen]:
    if maildir is not None:
        return list(seen_in_maildir(Path(maildir).expanduser()))
    config = session.setup.config
    if config.imap is None:
        raise NeedsALookError(
            "config.yaml names no mail account to look into; `followup-mail init --imap` asks for it. A copy of the "
            "mailbox on this machine serves too: followup-mail sync --maildir FOLDER"
        )

    def tell(folder: str, number: int) -> None:
        if session.terminal:
            say(f"Looking into {folder} ({number:,} messages) …")

    with open_account(config.imap, config.me.email) as account:
        folders = worth_looking_into(account.folders(), account.prefixes(), config.imap.mailbox)
        if all(place is not Place.SENT for _, place in folders):
            say(f"{account.host} marks no folder for sent mail, and none has a name for it: look there yourself.")
        return list(seen_by_imap(account, folders, _since(session, tracked), tell))


def _since(session: Session, tracked: Sequence[Tracked]) -> date:
    """The day from which on anything may have been sent."""
    earliest = session.now - LOOKED_FOR
    moments = [min(one.sought.made or earliest, one.sought.told or session.now) for one in tracked]
    return (min(moments).astimezone(UTC) - _BEFORE).date()


def _own(session: Session) -> frozenset[str]:
    config = session.setup.config
    login = config.imap.username if config.imap and config.imap.username and "@" in config.imap.username else None
    return own_addresses(config.me) | ({login.lower()} if login else set())


def _asked(session: Session, one: Tracked, found: Found) -> Found:
    """What is not certain becomes so when the person says so; if they say no, the draft is still one."""
    if found.sure or found.sent is None or not session.terminal:
        return found
    head = found.sent.head
    when = f" on {_when(session, found.sent.at)}" if found.sent.at else ""
    to = ", ".join(reader.email for reader in head.readers)
    say(f"{_named(session, one)}, “{one.subject}”: “{head.subject}” went to {to}{when}.")
    if ask_key("Is it this letter?", yes_by_default=False):
        return replace(found, sure=True)
    return Found()


# --- what is written down -------------------------------------------------------------------------------------------


def _write_down(session: Session, tracked: Sequence[Tracked], found: Sequence[Found]) -> dict[str, str]:
    """Add to the journal what is certain and not there yet; the ids of the new `reply_seen` entries by Message-ID."""
    lines: list[dict[str, object]] = []
    for one, outcome in zip(tracked, found, strict=True):
        if one.letter is not None and outcome.sure:
            lines += (line for line in _entries(session, one, outcome) if line not in lines)
    if not lines:
        return {}
    ids = journal.append(session.home.journal, lines, at=session.now, new_id=journal.new_id)
    return {
        str(line["message_id"]): identity
        for line, identity in zip(lines, ids, strict=True)
        if line["event"] == "reply_seen"
    }


def _entries(session: Session, one: Tracked, found: Found) -> Iterator[dict[str, object]]:
    letter = one.letter
    if letter is None:
        return
    about = {"kind": letter.kind, "interview": letter.interview, "to": letter.to}
    sent = found.sent
    if sent is not None and not one.sought.told and not _is_known(one.events, "sent", sent.head.message_id):
        identity, subject = sent.head.message_id or None, sent.head.subject
        yield entry(
            letter.application, "sent", at=sent.at or session.now, message_id=identity, subject=subject, **about
        )
    for answer in found.answers:
        if not _is_known(one.events, "reply_seen", answer.head.message_id):
            yield from _reply(letter.application, answer, session.now)
    back = found.came_back
    if back is not None and letter.to is not None:
        came = back.at or session.now
        if not any(e.event == "bounced" and e.kind == letter.kind and e.at == came for e in one.events):
            yield entry(letter.application, "bounced", at=came, **about)
    away = found.away
    if away is not None and session.terminal and not _is_told_away(one.events, away):
        day = _ask_back_on(session, away)
        if day is not None:
            yield entry(letter.application, "out_of_office", at=away.at or session.now, back_on=day)


def _reply(application: str, answer: Seen, now: datetime) -> Iterator[dict[str, object]]:
    head = answer.head
    said = {"subject": head.subject, "message_id": head.message_id, "sender": head.sender.email if head.sender else ""}
    try:
        yield entry(application, "reply_seen", at=answer.at or now, **said)
    except ValueError as error:  # an address that nobody could write to, or no Message-ID: it cannot be named again
        say(f"An answer of {visible(said['sender']) or 'somebody'} is not written down ({error}).")


def _is_known(events: "Sequence[Event]", event: str, message_id: str) -> bool:
    return any(e.event == event and e.message_id == message_id for e in events)


def _is_told_away(events: "Sequence[Event]", away: Seen) -> bool:
    return any(e.event == "out_of_office" and (away.at is None or e.at >= away.at) for e in events)


def _ask_back_on(session: Session, away: Seen) -> date | None:
    """The day on which they are back, as their note has it; only its words say that. None: not said."""
    sender = away.head.sender.email if away.head.sender else "Somebody"
    say(f"{sender} is away: “{away.head.subject}”.")
    while words := ask("", stem="back on (Enter to leave it): ").strip():
        try:
            day = read_day(words, session.setup.zone, now=session.now, look="ahead")
        except NotUnderstood as error:
            say(f"  {error}")
            continue
        say(f"  {say_day(day, weekday=True, year=True)}")
        return day
    return None


# --- what is said ---------------------------------------------------------------------------------------------------


def _as_json(one: Tracked, found: Found) -> dict[str, object]:
    return {
        "file": one.file,
        "application": one.letter.application if one.letter else None,
        "kind": one.letter.kind if one.letter else None,
        "state": found.state.value,
        "delivery": found.delivery.value if found.delivery else None,
        "rule": found.rule.value if found.rule else None,
        "at": found.at.isoformat() if found.at else None,
        "by": found.by,
    }


def _named(session: Session, one: Tracked) -> str:
    return session.home.named(Path(one.file))


def _told(session: Session, found: Found) -> str:
    if found.state is State.DRAFT:
        return "still a draft"
    sent_at = found.sent.at if found.sent else found.at if found.state is State.SENT else None
    sent = f"sent {_when(session, sent_at)}" if sent_at else "sent"
    said = f"{sent}, {_TOLD_BY[found.rule]}{'' if found.sure else ', perhaps'}"
    if found.state is State.ANSWERED:
        said += f"; answered by {found.by or 'somebody'} {_when(session, found.at)}"
    if found.delivery is Delivery.BOUNCED:
        said += "; it came back undelivered"
    elif found.delivery is Delivery.AWAY:
        said += "; an absence note came"
    return said


def _next(session: Session, one: Tracked, found: Found, written: dict[str, str]) -> Iterator[str]:
    """What the person can say that the mailbox cannot."""
    if one.letter is None:
        return
    who = one.letter.application
    if not found.sure:
        kind = one.letter.kind.replace("_", "-")
        yield f"If it is this letter: followup-mail sent {who} {kind}"
    for answer in found.answers:
        identity = written.get(answer.head.message_id)
        if identity is not None:
            yield f"What did “{answer.head.subject}” say? followup-mail heard {who} --for {identity}"
    if found.away is not None and not session.terminal and not _is_told_away(one.events, found.away):
        yield f'When are they back? followup-mail heard {who} away "1 December"'


def _when(session: Session, at: datetime | None) -> str:
    return moment(at.astimezone(session.now.tzinfo), session.now) if at else ""
