"""Says what makes a message pointless, forbids it, or holds it back. Decides words only."""

from typing import TYPE_CHECKING

from followup_mail.timing.phrasing import Speaker, amount

if TYPE_CHECKING:
    from followup_mail.timing.candidate import Block, Candidate, Floor

# An event that settles or overtakes a message; {day} is its day.
HAPPENED = {
    "rejection": "They told you their decision on {day}.",
    "offer": "They made you an offer on {day}.",
    "withdrew": "You withdrew on {day}.",
    "accepted": "You accepted on {day}.",
    "position_closed": "They closed the position on {day}.",
    "wants_to_withdraw": "You decided on {day} to withdraw.",
    "sent": "You told them on {day} that you withdraw.",
    "invite_next_round": "They invited you to another talk on {day}.",
}

# What follows from it, or the whole reason where no event stands behind it.
BLOCKS = {
    "decided": "Nothing more needs to be written here.",
    "withdrawing": "That letter takes the place of this one.",
    "overtaken": "That leaves nothing to reply to.",
    "do_not_chase": "They asked not to be asked about it, and that holds whatever date has passed.",
    "do_not_write": "They asked not to be written to.",
    "next_round": "The next talk is on {talk}, and that is their answer so far.",
    "owes_answer": "They asked you for something on {day}: that comes first, and the waiting starts with it.",
    "other_offer": "While your other offer is open, your note about it takes the place of a check-in.",
    "closed": "Your closing note of {day} was the last word; whatever comes from them opens it anew.",
    "called_off": "This talk is called off.",
    "same_day": "You met again later that day; one note after the last talk thanks for both.",
    "met_again": "You met again on {talk}; the note for that talk thanks for both.",
    "later_round": "Its first 48 hours are over, and the next round has taken its place.",
    "skipped": "You chose on {day} to leave it out.",
}
TELLING = frozenset({"decided", "withdrawing", "overtaken"})


def block_sentence(block: "Block", candidate: "Candidate", say: Speaker, *, brief: bool = False) -> str:
    """Why a message is cancelled; `brief`: in one sentence."""
    day = say.day_of(block.fact.at) if block.fact else ""
    talk = say.day(block.talk.day) if block.talk else ""
    sentence = BLOCKS[block.what].format(day=day, talk=talk)
    if block.what == "later_round":
        hours = candidate.record.office.timing.thank_you_deadline_hours
        sentence = sentence.replace("48", str(hours))
    if block.what not in TELLING or block.fact is None:
        return sentence
    if block.fact.what in {"rejection", "offer"} and block.what == "decided":
        sentence = "Your reply to that takes the place of this message."
    happened = HAPPENED.get(block.fact.what, "Something else has happened on {day}.").format(day=day)
    return happened if brief else f"{happened} {sentence}"


def floor_sentence(floor: "Floor", candidate: "Candidate", say: Speaker) -> str:
    """What a message keeps its distance from, and until when that alone would hold it back."""
    timing, opens = candidate.record.office.timing, say.day_of(floor.opens)
    since = say.day_of(floor.since.at) if floor.since else ""
    if floor.what == "thank_you":
        gap = amount(timing.min_gap_after_thank_you_business_days, "business day")
        return f"It keeps {gap} from the thank-you of {since}: {opens}."
    if floor.what == "early_check":
        gap = amount(timing.gap_after_premature_check_days, "day")
        return f"You already asked on {since}; {gap} lie between two such messages: {opens}."
    if floor.what == "away" and candidate.record.back_on is not None:
        back = say.day(candidate.record.back_on)
        if candidate.record.back_on <= say.today:
            return f"They were away until {back}, and it leaves them a day to settle: {opens}."
        return f"They are away and back on {back}; it waits until they have settled: {opens}."
    event = floor.since.event if floor.since else None
    until = say.day(event.until) if event and event.until else opens
    return f"You set it aside until {until}."
