"""Asks a person at a terminal for what is missing and adds the answer to their own files. Elsewhere it refuses."""

import re
from typing import TYPE_CHECKING

from followup_mail import config_writing, files, notes_writing
from followup_mail.addresses import AddressError, read_mailbox
from followup_mail.cli.answers import with_brackets, with_capitals
from followup_mail.cli.session import Session
from followup_mail.cli.terminal import ask, ask_key, say
from followup_mail.delivery import WAYS, proposed_for
from followup_mail.errors import NeedsALookError, Problem
from followup_mail.model import Address
from followup_mail.wording.placeholders import PROSE, placeholder

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier
    from followup_mail.wording import MissingFact

_FIELD = re.compile(r"(?:(?P<interview>[\w.-]+?)\.)?(?:met\[(?P<person>\d+)\]\.)?(?P<key>\w+)")


def ask_for_me(session: Session) -> None:
    """Make sure that name and address of the person are known: ask in one line, and add them to config.yaml."""
    me = session.setup.config.me
    if me.name and me.email:
        return
    if not session.terminal:
        lacking = [key for key, value in (("name", me.name), ("email", me.email)) if not value]
        remedy = 'followup-mail init --name "Sam Tester" --email sam@example.org'
        problems = [Problem("config.yaml", None, f"me.{key}", "a letter needs this", remedy) for key in lacking]
        raise NeedsALookError("the letter has nobody to sign it yet.", problems)
    known = Address(me.name, me.email or "") if me.name or me.email else git_identity()
    write_me(session, ask_who(known))


def ask_who(known: Address | None) -> Address:
    """Name and address in one line; Enter takes what is known. Asks again until both are there."""
    shown = f"{known.name} <{known.email}>" if known and known.name and known.email else ""
    while True:
        example = f"Enter for {shown}" if shown else "Sam Tester <sam@example.org>"
        answer = ask("Your name and email address?", example=example, default=shown).strip()
        try:
            address = read_mailbox(with_brackets(answer))
        except AddressError as error:
            say(f"  {error}" if "@" in answer else "  Please add your email address behind your name.")
            continue
        name = address.name or ask("And your name, as you sign?").strip()
        if name:
            return Address(with_capitals(name), address.email)


def write_me(session: Session, me: Address) -> None:
    """Add name and address to config.yaml, which is made where it is not there."""
    given = session.setup.config.me
    facts = {"me.name": "" if given.name else me.name, "me.email": "" if given.email else me.email}
    add_to_config(session, facts)


def add_to_config(session: Session, facts: dict[str, str]) -> None:
    """Add lines to config.yaml, or write a new one; the session reads it anew."""
    path = session.home.config
    session.insist_on_no_problems("config.yaml")
    session.home.make()
    if path.exists():
        text = config_writing.add_facts(path.read_bytes().decode("utf-8"), facts)
    else:
        text = config_writing.new_config(facts)
    files.write_atomically(path, text.encode(), replace=True)
    session.forget()


def ask_for_fact(session: Session, dossier: "Dossier", fact: "MissingFact") -> None:
    """Ask for one fact of the notes by the beginning of its sentence, and add it there. Enter leaves it for later."""
    if fact.problem:
        problem = problem_of(dossier, fact)
        opened = {"config.yaml": "edit config", "journal.jsonl": "undo"}
        command = opened.get(problem.file, f"edit {dossier.application.id}")
        raise NeedsALookError(f"please mend {problem.file} first: followup-mail {command}", [problem])
    if fact.is_of_the_journal:
        _ask_for_told(session, dossier, fact)
        return
    addition = place_of(dossier, fact)
    # Whether the notes can take the line is found out before anybody is asked to type.
    _with_fact(session, dossier, addition, fact.example.partition(": ")[2])
    answer = _words_for(_needed(dossier, whose(dossier, fact, addition)), fact)
    if not answer:
        raise _left_for_later(dossier)
    _add_to_notes(session, dossier, addition, answer)


def problem_of(dossier: "Dossier", fact: "MissingFact") -> Problem:
    """A missing fact with its file and line, and what to do about it."""
    file, line = dossier.application.file, dossier.application.lines.get(fact.field)
    if fact.problem:
        of_mine = fact.field.startswith(("me.", "voice."))
        where = "config.yaml" if of_mine else "journal.jsonl" if fact.is_of_the_journal else file
        return Problem(where, line, fact.field, fact.problem, fact.remedy)
    if fact.is_of_the_journal:
        return Problem("journal.jsonl", None, fact.key, "a letter needs this", f"tell it: followup-mail {fact.example}")
    return Problem(file, line, fact.field, "a letter needs this", f"add a line such as  {fact.example}")


def _ask_for_told(session: Session, dossier: "Dossier", fact: "MissingFact") -> None:
    """Ask for what the journal should say of the event that a letter answers, and add the entry with it there."""
    from followup_mail import entries, journal
    from followup_mail.cli.events import HEARD
    from followup_mail.cli.reading import fields_of

    said = {e.event: {field.attribute for field in entries.EVENTS[e.event].fields} for e in dossier.history}
    event = next((e for e in reversed(dossier.history) if {fact.key, "replaces"} <= said[e.event]), None)
    news = next((n for n in HEARD if event and n.event == event.event), None)
    if event is None or news is None:
        raise NeedsALookError(f"please tell it first: followup-mail {fact.example}")
    answer = ask(_needed(dossier), stem=_stem(fact))
    if not answer:
        raise _left_for_later(dossier)
    fields, _ = fields_of(session, dossier, news, None, {fact.key: answer}, event.at)
    told = {name: getattr(event, name) for name in said[event.event] - {"replaces"}}
    entry = entries.entry(dossier.application.id, event.event, **(told | fields), replaces=event.id)
    journal.append(session.home.journal, [entry], at=session.now, new_id=journal.new_id)


def ask_if_you_like(session: Session, dossier: "Dossier", fact: "MissingFact") -> bool:
    """Offer a question that makes a letter better; whether it was answered. Notes that take no line are left alone."""
    addition = place_of(dossier, fact)
    try:
        _with_fact(session, dossier, addition, fact.example.partition(": ")[2])
    except NeedsALookError:
        return False
    answer = _words_for("Something of their own would make this letter better; Enter leaves it as it is:", fact)
    if answer:
        _add_to_notes(session, dossier, addition, answer)
    return bool(answer)


def place_of(dossier: "Dossier", fact: "MissingFact") -> notes_writing.Addition:
    """Where in the notes the fact belongs. What I bring is the same for all of them, as long as nobody has words of
    their own. Somebody noted on one line takes no keys: then it goes to the interview, if that is true of nobody else.
    """
    match = _FIELD.fullmatch(fact.field)
    interviews = dossier.written.interviews
    number = next((n for n, i in enumerate(interviews) if match and i.id == match["interview"]), 0)
    person = int(match["person"]) if match and match["person"] else None
    key = match["key"] if match else fact.field
    if person is not None:
        on_one_line = f"{interviews[number].id}.met[{person}].name" not in dossier.written.lines
        others = [getattr(p, key, None) for n, p in enumerate(interviews[number].people) if n != person]
        if (key == "i_bring" and (on_one_line or not any(others))) or (on_one_line and all(others)):
            person = None
    return notes_writing.Addition(key, "", number, person)


def whose(dossier: "Dossier", fact: "MissingFact", addition: notes_writing.Addition) -> str:
    """What the fact is about, to be said behind "one thing more": the talk with one of them, the letter to one."""
    interviews = dossier.written.interviews
    match = _FIELD.fullmatch(fact.field)
    if match is None or fact.key not in ("we_talked_about", "i_bring") or addition.interview >= len(interviews):
        return ""
    people = interviews[addition.interview].people
    if fact.key == "we_talked_about":
        number = int(match["person"]) if match["person"] else 0 if len(people) == 1 else None
    else:
        number = addition.person  # what I bring may be the same for all of them
    if number is None or number >= len(people):
        return ""
    name = people[number].name or people[number].email
    return f", from your talk with {name}" if fact.key == "we_talked_about" else f", for the letter to {name}"


def propose_way(session: Session) -> str | None:
    """Where no way out is set: what the person's address suggests, asked with one key and remembered."""
    email = session.setup.config.me.email
    way = proposed_for(email) if email else None
    if way is None or not session.terminal:
        return None
    if ask_key(f"From now on a letter becomes {WAYS[way]}. All right?", yes_by_default=True):
        add_to_config(session, {"mail": way})
        return way
    say("As you like; `followup-mail init --mail WAY` sets another way once and for all.")
    return None


def git_identity() -> Address | None:
    """Name and address as git has them, where it is there and answers; None else."""
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None:
        return None
    values = []
    for key in ("user.name", "user.email"):
        words = [git, "config", "--global", key]
        try:
            done = subprocess.run(words, capture_output=True, check=True, timeout=5)  # noqa: S603  # our own words
            values.append(done.stdout.decode("utf-8").strip())
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            return None
    try:
        return Address(values[0], read_mailbox(values[1]).email) if all(values) else None
    except AddressError:
        return None


def _words_for(question: str, fact: "MissingFact") -> str:
    """What the person types, asked again while it is a placeholder; empty where Enter skips it."""
    while blank := placeholder(answer := ask(question, stem=_stem(fact)), prose=fact.key in PROSE):
        say(f"  “{blank}” is a placeholder; write the words themselves, or press Enter.")
    return answer


def _needed(dossier: "Dossier", of_whom: str = "") -> str:
    return (
        f"One thing more{of_whom} ({dossier.application.company}). The letter cannot be written without it; Enter"
        " leaves it for later."
    )


def _left_for_later(dossier: "Dossier") -> NeedsALookError:
    later = f"followup-mail draft {dossier.application.id}"
    return NeedsALookError(f"without that no letter is written. As soon as you know it: {later}")


def _stem(fact: "MissingFact") -> str:
    return f"{fact.question.rstrip(' …')} "


def _with_fact(session: Session, dossier: "Dossier", addition: notes_writing.Addition, words: str) -> str:
    """The notes with the fact; raises NeedsALookError where they take no such line."""
    path = session.home.notes(dossier.application.id)
    fact = notes_writing.Addition(addition.key, words, addition.interview, addition.person)
    return notes_writing.add_facts(path.read_bytes().decode("utf-8"), [fact], file=path.name)


def _add_to_notes(session: Session, dossier: "Dossier", addition: notes_writing.Addition, words: str) -> None:
    text = _with_fact(session, dossier, addition, words)
    files.write_atomically(session.home.notes(dossier.application.id), text.encode(), replace=True)
