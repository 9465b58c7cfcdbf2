"""Finds what a person means by WHO and KIND: an application, perhaps one of its people, and messages of its plan."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from followup_mail.cli.session import Session
from followup_mail.errors import NeedsALookError, NotFoundError, WordsError
from followup_mail.model import Application, Message, Person, Status
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier

OPEN = (Status.DUE, Status.OVERDUE)


@record(frozen=True, slots=True)
class Chosen:
    """What WHO came to: one dossier, and the person's name where the word was a person's."""

    dossier: "Dossier"
    person: str | None = None


def choose(session: Session, who: str | None) -> Chosen:
    """The application meant by WHO; without WHO the one with something due, or the only one.

    Raises NotFoundError where nothing or more than one answers, and NeedsALookError where its file cannot be read.
    """
    dossiers = list(session.dossiers())
    if who is None:
        return Chosen(_without_words(session, dossiers))
    if not who.strip():  # a script's variable that is not set: nothing must be done to whoever comes first
        raise NotFoundError("the name of the application is empty; say which, or leave it away.")
    for matches in (_by_stem(dossiers, who), _by_word(dossiers, who)):
        if len(matches) == 1:
            return matches[0]
        if matches:
            named = ", ".join(sorted(m.dossier.application.id for m in matches))
            raise NotFoundError(f"“{who}” could be {named}: please say which.")
    unread = [p for p in session.problems if p.file.startswith("interviews/") and _stem(p.file).startswith(who.lower())]
    if unread:
        raise NeedsALookError(f"please mend {unread[0].file} first.", unread)
    raise NotFoundError(_nothing_found(who, dossiers))


def choose_kind(session: Session, words: str | None) -> str | None:
    """The kind a person names with `words` (hyphens, prefixes and everyday words serve); None for no words."""
    if words is None:
        return None
    try:
        return session.setup.policy.kind_named(words).name
    except ValueError as error:
        raise WordsError(str(error)) from error


def sort_out(session: Session, who: str | None, kind: str | None) -> tuple[str | None, str | None]:
    """WHO and KIND where only one word was typed and it names a kind and no application (`draft thanks`)."""
    if who is None or kind is not None:
        return who, kind
    try:
        named = session.setup.policy.kind_named(who).name
    except ValueError:
        return who, kind
    taken = any(_by_stem([d], who) or _by_word([d], who) for d in session.dossiers())
    return (who, None) if taken else (None, named)


def addressed(messages: Sequence[Message], chosen: Chosen, to: str | None) -> list[Message]:
    """Those of `messages` that are for the person meant by `--to` or by WHO; all where nobody is."""
    wanted = chosen.person if to is None else to
    if wanted is None:
        return list(messages)
    found = [m for m in messages if _is_for(m, wanted)]
    if not found and to is not None:
        known = sorted({name for m in messages for name in recipient_names(m)})
        raise NotFoundError(f"nobody here is called “{to}”; there is {', '.join(known) or 'nobody'}.")
    return found or list(messages)


def recipient_names(message: Message) -> list[str]:
    """Whom a message is addressed to and whom it is for, by name or address."""
    names = [message.to.name or message.to.email] if message.to else []
    return names + [name for name in message.covers if name not in names]


def recipient(message: Message) -> str:
    """The addressee as one says it; those a thank-you is for where there is no address."""
    if message.to is not None:
        return message.to.name or message.to.email
    return " and ".join(message.covers) or "them"


def _is_for(message: Message, wanted: str) -> bool:
    wanted = wanted.lower()
    if message.to is not None and message.to.email.lower() == wanted:
        return True
    return any(wanted == name.lower() or wanted in name.lower().split() for name in recipient_names(message))


def _without_words(session: Session, dossiers: list["Dossier"]) -> "Dossier":
    due = [d for d in dossiers if any(m.status in OPEN for m in d.messages)]
    candidates = due or dossiers
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        unread = [p for p in session.problems if p.file.startswith("interviews/")]
        if unread:
            raise NeedsALookError("no interview can be read yet.", unread)
        raise NotFoundError("no interview is noted yet: followup-mail add")
    named = ", ".join(d.application.id for d in candidates)
    raise NotFoundError(f"{'more than one is due' if due else 'there are several'}: {named}. Please say which.")


def _by_stem(dossiers: Sequence["Dossier"], who: str) -> list[Chosen]:
    who = who.lower()
    exact = [d for d in dossiers if d.application.id.lower() == who]
    return [Chosen(d) for d in exact or [d for d in dossiers if d.application.id.lower().startswith(who)]]


def _by_word(dossiers: Sequence["Dossier"], who: str) -> list[Chosen]:
    wanted = who.lower().split()
    found = []
    for dossier in dossiers:
        application = dossier.application
        person = next((p.name for p in _people(application) if _says(p.name, wanted) or _is(p.email, who)), None)
        if person is not None or _says(application.company, wanted) or _says(application.role or "", wanted):
            found.append(Chosen(dossier, person))
    return found


def _says(text: str, wanted: Sequence[str]) -> bool:
    words = text.lower().replace(",", " ").split()
    return bool(wanted) and all(word in words for word in wanted)


def _is(email: str | None, who: str) -> bool:
    return email is not None and email.lower() == who.lower()


def _people(application: Application) -> Iterator[Person]:
    for interview in application.interviews:
        yield from interview.people


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].split(".", 1)[0].lower()


def _nothing_found(who: str, dossiers: Sequence["Dossier"]) -> str:
    known = [d.application.id for d in dossiers]
    if not known:
        return "no interview is noted yet: followup-mail add"
    near = get_close_matches(who.lower(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}."
    return f"no application answers to “{who}”; {hint}"
