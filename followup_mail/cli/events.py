"""The words in which a person tells what has happened, and the event of the journal each stands for."""

from dataclasses import field
from difflib import get_close_matches

from followup_mail.errors import WordsError
from followup_mail.records import record


@record(frozen=True, slots=True)
class News:
    """Something that can be told: `word` is its everyday word, `menu` its line in the menu.

    `words` names the field that free words fill, `asks` the beginning of a sentence the person finishes on a terminal
    where that field is needed, `example` what they might say; `given` are fields that the word itself fixes.
    """

    word: str
    event: str
    menu: str
    words: str | None = None
    asks: str | None = None
    example: str = ""
    given: dict[str, str] = field(default_factory=dict)


HEARD = (
    News("no", "rejection", "They decided for somebody else", words="valued"),
    News("offer", "offer", "They made me an offer"),
    News("next-round", "invite_next_round", "They invited me to another talk"),
    News(
        "new-date", "new_promise", "They named a new date", words="promised", asks="I will hear … ", example="by Friday"
    ),
    News("update", "update_no_date", "They wrote, without a date"),
    News("thanks", "courtesy_ack", "They just thanked me for my note"),
    News("question", "info_request", "They asked me for something", words="asked"),
    News("on-hold", "on_hold", "They put it on hold", words="until"),
    News("away", "out_of_office", "An absence note came", words="back_on", asks="back on ", example="1 December"),
    News(
        "moved",
        "interview_moved",
        "The interview was moved",
        words="when",
        asks="new time: ",
        example="3 Dec, 11:00 to 12:00",
    ),
    News("cancelled", "interview_cancelled", "The interview was called off"),
    News("closed", "position_closed", "The position was closed"),
    News("do-not-chase", "do_not_contact", "They asked me not to ask after it", given={"level": "no_status_checks"}),
    News("do-not-write", "do_not_contact", "They asked me not to write at all", given={"level": "no_contact"}),
    News("bounced", "bounced", "My mail came back"),
)

DECIDED = (
    News("withdraw", "wants_to_withdraw", "I want to withdraw", words="reason"),
    News("accept", "accepted", "I accept their offer"),
    News(
        "other-offer",
        "competing_offer",
        "I have another offer",
        words="respond_by",
        asks="my answer is due ",
        example="27 November",
    ),
)


def news_named(word: str, choices: tuple[News, ...]) -> News:
    """The news a person means: its everyday word, a unique prefix of it, or the event's own name."""
    wanted = word.lower().replace("_", "-")
    exact = [n for n in choices if wanted in (n.word, n.event.replace("_", "-"))]
    found = exact[:1] or [n for n in choices if n.word.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    words = [n.word for n in choices]
    near = get_close_matches(wanted, words, n=1)
    hint = f"did you mean {near[0]}?" if near else f"it can be {', '.join(words)}."
    raise WordsError(f"“{word}” is not known here; {hint}")
