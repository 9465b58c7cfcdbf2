"""The kinds of message: what each is called, what it needs, how long it may be, and what calls for it."""

from collections.abc import Iterator, Mapping
from dataclasses import field

from followup_mail.model import How
from followup_mail.policy.numbers import Timing
from followup_mail.records import record

# The four kinds whose day follows from the interview and from what was said; every other kind replies to an event.
FROM_THE_INTERVIEW = ("thank_you", "status_check", "second_check", "closing_note")

# What a message of one's own kind can be called for by: events of the journal, and the end of the latest interview.
CAUSES = (
    "interview", "courtesy_ack", "out_of_office", "update_no_date", "new_promise", "invite_next_round",
    "interview_cancelled", "interview_moved", "on_hold", "info_request", "rejection", "offer", "position_closed",
    "competing_offer", "wants_to_withdraw", "withdrew", "accepted",
)  # fmt: skip


# To whom a reply can go: whoever hears of the application, or somebody whom the notes name under that key.
READERS = ("contact", "recruiter", "agency", "referrer")


@record(frozen=True, slots=True)
class Words:
    """How many words a letter has, from after the greeting to before the closing (timing.md section 2).

    Under `minimum` it says too little; `target` is a good length; over `limit` it is too long. Bounds belong to it.
    """

    minimum: int
    target: tuple[int, int]
    limit: int


@record(frozen=True, slots=True)
class Term:
    """One moment of a reply: so many hours, days or business days after its cause, or before or at a date it names.

    `unit` is "hours", "days" or "business_days"; `field` is the event's own date (`respond_by`), None for the cause.
    """

    amount: int = 0
    unit: str = "hours"
    field: str | None = None


# The sooner of some terms; and several of those, the first one counts that can be kept.
Sooner = tuple[Term, ...]
Preference = tuple[Sooner, ...]


@record(frozen=True, slots=True)
class ReplyWindow:
    """When a reply may go, is best, is due at the latest and is pointless; `best` is a Preference or one of BEST."""

    not_before: Preference
    best: "Preference | str"
    not_after: Preference
    give_up: Preference


@record(frozen=True, slots=True)
class Kind:
    """One kind of message. `name` is its name in files, `title` what a person reads.

    `order` is its rank in a plan, lowest first. `needs` are the obligatory facts, `not_needed` those that a way of
    talking makes optional. `words` has "default" and may have "late" and the values of How. `unsolicited` kinds go
    out one at a time to any one reader. `asks`: the letter holds exactly one question. For replies `after` names the
    cause; later events of `ends_with` make the reply pointless; `after_interview`: only once an interview was held;
    `unless_decided`: not once the application is decided, whichever came first. `to` is one of READERS.
    """

    name: str
    title: str
    order: int
    template: str
    aliases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    not_needed: Mapping[How, frozenset[str]] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    optional: bool = False
    unsolicited: bool = False
    asks: bool = False
    tone: str = ""
    after: str | None = None
    window: ReplyWindow | None = None
    ends_with: frozenset[str] = frozenset()
    after_interview: bool = False
    unless_decided: bool = False
    to: str = "contact"

    def needs_for(self, how: How | None) -> tuple[str, ...]:
        """The facts without which there is no letter, for an interview held that way."""
        optional = self.not_needed.get(how, frozenset()) if how else frozenset()
        return tuple(fact for fact in self.needs if fact not in optional)

    def words_for(self, how: How | None = None, *, late: bool = False) -> Words:
        """The lengths for an interview held that way; a late note has its own, unless it is a short one anyway."""
        if how is not None and how.value in self.words:
            return self.words[how.value]
        return self.words["late"] if late and "late" in self.words else self.words["default"]


@record(frozen=True, slots=True)
class Policy:
    """All numbers and kinds that hold for a person. `kinds` is in order of rank."""

    timing: Timing
    kinds: Mapping[str, Kind]

    def kind_named(self, words: str) -> Kind:
        """The kind a person means: its name, an everyday word for it, or the unique beginning of either.

        Raises ValueError with one line that names the choices.
        """
        wanted = _plain(words)
        for kind in self.kinds.values():
            if wanted in {_plain(name) for name in _names(kind)}:
                return kind
        found = [kind for kind in self.kinds.values() if wanted and any(_begins(n, wanted) for n in _names(kind))]
        if len(found) == 1:
            return found[0]
        choices = ", ".join(_typed(kind.name) for kind in (found or self.kinds.values()))
        what = "could be more than one kind of letter" if found else "is no kind of letter"
        raise ValueError(f"“{words}” {what}; choose from {choices}")


def _names(kind: Kind) -> Iterator[str]:
    yield kind.name
    yield from kind.aliases


def _begins(name: str, wanted: str) -> bool:
    return _plain(name).startswith(wanted)


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _typed(name: str) -> str:
    return name.replace("_", "-")
