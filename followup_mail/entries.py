"""What an entry of the journal may say: every event with its fields, in one table that reads, checks and writes.

Where the lines are kept is `journal`'s business; what an event means for a message is `history`'s and `timing`'s.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, TypeVar

from followup_mail.addresses import check_address
from followup_mail.errors import Problem, visible
from followup_mail.model import Event, Scope
from followup_mail.moments import Timeframe, read_timeframe
from followup_mail.records import record

END_OF_DAY = time(17)  # a day on which an answer is wanted ends here, in the person's own zone
YEARS = range(1970, 2200)  # what lies outside was not meant, and cannot be counted from in every zone
Moment = TypeVar("Moment", bound=date)
Reader = Callable[[object, tzinfo], object]  # from a JSON value and the person's zone; raises ValueError


@record(frozen=True, slots=True)
class Field:
    """One field: its name in the journal, in `Event`, how it is read, and what it means."""

    name: str
    attribute: str
    read: Reader = field(repr=False)
    meaning: str
    required: bool = False


@record(frozen=True, slots=True)
class Form:
    """One event: who acts (`you`, `employer`, `mailbox`, `program`), what it means, and what it may say."""

    by: str
    meaning: str
    fields: tuple[Field, ...] = ()


def _any_text(value: object, zone: tzinfo) -> str:
    del zone
    if not isinstance(value, str) or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("must be a text")
    return value


def _text(value: object, zone: tzinfo) -> str:
    if not _any_text(value, zone).strip():
        raise ValueError("must not be empty")
    return str(value)


def _address(value: object, zone: tzinfo) -> str:
    return check_address(_text(value, zone))


def _file(value: object, zone: tzinfo) -> str:
    name = _text(value, zone)
    if visible(name) != name:
        raise ValueError("must be the name of a file")
    return name


def _day(value: object, zone: tzinfo) -> date:
    try:
        day = date.fromisoformat(_text(value, zone))
    except ValueError:
        raise ValueError("must be a date such as 2026-11-27") from None
    return _near(day)


def _near(moment: Moment) -> Moment:
    if moment.year not in YEARS:
        raise ValueError(f"must lie between {YEARS.start} and {YEARS.stop}")
    return moment


def _instant(value: object, zone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value, zone))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError("must be a moment with its offset, such as 2026-11-17T15:00:00-05:00")
    return _near(moment)


def _instant_or_day(value: object, zone: tzinfo) -> datetime:
    """An instant; a date alone ends at 17:00 in the person's own zone (design: respond_by)."""
    text = _text(value, zone)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _instant(text, zone)
    return datetime.combine(_near(day), END_OF_DAY, zone)


def _timeframe(value: object, zone: tzinfo) -> Timeframe:
    return read_timeframe(_text(value, zone))


def _number(value: object, zone: tzinfo) -> int:
    del zone
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("must be a whole number")
    return value


def _yes_or_no(value: object, zone: tzinfo) -> bool:
    del zone
    if not isinstance(value, bool):
        raise ValueError("must be true or false")  # noqa: TRY004 - all that a reader raises is a ValueError
    return value


def _one_of(*choices: str) -> Callable[[object, tzinfo], str]:
    def read(value: object, zone: tzinfo) -> str:
        del zone
        if value not in choices:
            raise ValueError(f"must be {' or '.join(choices)}")
        return str(value)

    return read


def _scope(value: object, zone: tzinfo) -> Scope:
    return Scope(_one_of(*Scope)(value, zone))


KIND = Field("kind", "kind", _text, "which message: thank_you, status_check, …", required=True)
INTERVIEW = Field("interview", "interview", _text, "the interview's id: r1, r2, …")
TO = Field("to", "to", _address, "the recipient's address")
READER = Field("reader", "reader", _text, "the recipient by name, where no address is known")
FOR = Field("for", "replaces", _text, "the id of the reply_seen that this explains")
RESPOND_BY = Field(
    "respond_by", "respond_by", _instant_or_day, "when an answer is wanted; a date means 17:00 in your zone"
)
LEVELS = ("no_status_checks", "no_contact")
SUBJECT = Field("subject", "subject", _any_text, "the subject of the mail")
UNTIL = Field("until", "until", _day, "the day until which it rests")
MESSAGE_ID = Field("message_id", "message_id", _text, "the Message-ID, with its angle brackets")


def _needed(what: Field) -> Field:
    return Field(what.name, what.attribute, what.read, what.meaning, required=True)


EVENTS: Mapping[str, Form] = {
    "drafted": Form("program", "a draft was written", (
        KIND, INTERVIEW, TO, READER,
        Field("file", "file", _file, "the draft, from the home folder"),
        Field("sha256", "sha256", _text, "of the draft's bytes as they were written"),
    )),
    "delivered": Form("program", "a draft was put into your mailbox", (
        KIND, INTERVIEW, TO, READER,
        Field("sha256", "sha256", _text, "of the draft's bytes as they were written", required=True),
        Field("mailbox", "mailbox", _text, "the mailbox's folder", required=True),
        Field("message_id", "message_id", _text, "the Message-ID, with its angle brackets", required=True),
        Field("kept", "kept", _text, "the sha256 of the draft's bytes as the mailbox has them", required=True),
        Field("validity", "validity", _number, "the folder's UIDVALIDITY"),
        Field("uid", "uid", _number, "the draft's UID in that folder"))),
    "sent": Form("you", "you have sent it", (KIND, INTERVIEW, TO, MESSAGE_ID, SUBJECT)),
    "bounced": Form("mailbox", "it came back undelivered", (KIND, INTERVIEW, _needed(TO))),
    "courtesy_ack": Form("employer", "they said thanks", (FOR,)),
    "out_of_office": Form("employer", "they are away", (
        Field("back_on", "back_on", _day, "the first day on which they are back", required=True), FOR)),
    "update_no_date": Form("employer", "they gave news without a date", (FOR,)),
    "new_promise": Form("employer", "they named a new date", (
        Field("promised", "promised", _timeframe, "what they said, in their words, or a date", required=True),
        Field("scope", "scope", _scope, "next_step or final_decision"), FOR)),
    "invite_next_round": Form("employer", "they asked for another interview", (FOR,)),
    "interview_cancelled": Form("employer", "an interview will not be held", (_needed(INTERVIEW), FOR)),
    "interview_moved": Form("employer", "an interview has another time", (
        _needed(INTERVIEW),
        Field("start", "start", _instant, "the interview's new beginning", required=True),
        Field("end", "end", _instant, "the interview's new end", required=True),
        Field("sequence", "sequence", _number, "the SEQUENCE of the new invitation"),
        Field("was", "was", _instant, "the beginning that your notes had then"), FOR)),
    "on_hold": Form("employer", "the process rests", (UNTIL, FOR)),
    "info_request": Form("employer", "they asked you for something", (
        Field("asked", "asked", _text, "what they asked for"),
        Field("answer", "answer", _text, "what you answer"), FOR)),
    "rejection": Form("employer", "they said no", (
        Field("valued", "valued", _text, "what you valued in the talks"), FOR)),
    "offer": Form("employer", "they made an offer", (
        RESPOND_BY, Field("decide_by", "decide_by", _instant_or_day, "when you will decide"), FOR)),
    "position_closed": Form("employer", "nobody will be hired", (FOR,)),
    "do_not_contact": Form("employer", "they asked not to be written to", (
        Field("level", "level", _one_of(*LEVELS), " or ".join(LEVELS), required=True), FOR)),
    "competing_offer": Form("you", "somebody else made you an offer", (
        _needed(RESPOND_BY),
        Field("first_choice", "first_choice", _yes_or_no, "whether this employer is your first choice"))),
    "wants_to_withdraw": Form("you", "you want to withdraw", (Field("reason", "reason", _text, "why, in a sentence"),)),
    "withdrew": Form("you", "you have withdrawn"),
    "accepted": Form("you", "you have accepted"),
    "skipped": Form("you", "not this message, or not before a day", (KIND, INTERVIEW, TO, UNTIL)),
    "undone": Form("you", "an earlier entry does not hold", (
        Field("undoes", "undoes", _text, "the id of the entry that does not hold", required=True),)),
    "reply_seen": Form("mailbox", "a reply that nobody has explained yet", (
        Field("from", "sender", _address, "the address of who wrote", required=True),
        _needed(SUBJECT),
        _needed(MESSAGE_ID))),
}  # fmt: skip
_COMMON = (
    Field("id", "id", _text, "made once, never used again"),
    Field("at", "at", _instant, "when it happened", required=True),
    Field("application", "application", _text, "the notes file's name without its ending", required=True),
)


def read_entry(
    record: Mapping[str, Any], *, file: str, line: int, my_zone: tzinfo
) -> tuple[Event | None, list[Problem]]:
    """One line as an event, or None with everything that is wrong with it. Fields that nobody knows are ignored.

    An entry without an id, written by hand, goes by its line. `undone` may name the other entry as its own `id`.
    """
    name = record.get("event")
    form = EVENTS.get(name) if isinstance(name, str) else None
    if form is None:
        return None, [Problem(file, line, "event", *_unknown_event(name))]
    values: dict[str, Any] = {"event": name, "id": f"line-{line}"}
    if name == "undone" and record.get("undoes") is None and record.get("id") is not None:
        record = {**record, "undoes": record["id"], "id": f"undone-{record['id']}"}
    problems = []
    for wanted in (*_COMMON, *form.fields):
        value = record.get(wanted.name)
        if value is None:
            if wanted.required:
                problems.append(Problem(file, line, wanted.name, "is missing", f"add it: {wanted.meaning}"))
            continue
        try:
            values[wanted.attribute] = wanted.read(value, my_zone)
        except ValueError as error:
            problems.append(Problem(file, line, wanted.name, str(error), "mend the line, or delete it"))
    if "start" in values and "end" in values and values["end"] <= values["start"]:
        problems.append(Problem(file, line, "end", "is not after the start", "mend the line, or delete it"))
    return (None if problems else Event(**values)), problems


def entry(application: str, event: str, **fields: object) -> dict[str, Any]:
    """The fields of a line to append, by their names in `Event`; None leaves a field out.

    `at` is for what happened earlier than it is written down. Raises ValueError for what could not be read back.
    """
    form = EVENTS[event]
    names = {"at": "at"} | {known.attribute: known.name for known in form.fields}
    if unknown := fields.keys() - names.keys():
        raise ValueError(f"{event} says nothing of {', '.join(sorted(unknown))}")
    record: dict[str, Any] = {"application": application, "event": event}
    record |= {names[attribute]: _written(value) for attribute, value in fields.items() if value is not None}
    _, problems = read_entry({"at": "2000-01-01T00:00Z", **record}, file=event, line=1, my_zone=UTC)
    if problems:
        raise ValueError("; ".join(str(problem) for problem in problems))
    return record


def _written(value: object) -> object:
    """A value as JSON has it; what `read_entry` makes of it is the value again."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.words if isinstance(value, Timeframe) else value


def _unknown_event(name: object) -> tuple[str, str]:
    """What is wrong with an event that is in no table, and what to do."""
    if name is None:
        return "is missing", "add it, or delete the line"
    from difflib import get_close_matches

    near = get_close_matches(str(name), EVENTS, n=1)
    remedy = f"did you mean {near[0]}?" if near else "the line is passed over; a newer followup-mail may know it"
    return f"“{name}” is no event that is known", remedy
