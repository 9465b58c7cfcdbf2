"""What became of a draft, told from headers alone: a table of mailboxes, each with the one right answer."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.matching import Delivery, Found, Place, Rule, Seen, Sought, State, match
from followup_mail.message import Report, read_head
from followup_mail.model import Address

MADE = datetime(2026, 11, 17, 20, tzinfo=UTC)
ME = ("sam@example.org", "Sam.Tester@work.example")
DRAFT = Sought(
    ids=frozenset({"<draft@example.org>"}),
    to=Address("Dana Ortiz", "dana.ortiz@northwind.example"),
    subject="Thank you - Data Engineer interview",
    made=MADE,
)
ANSWER = replace(DRAFT, subject="Re: Your visit", references=frozenset({"<one@x.example>", "<two@x.example>"}))
DAY = {name: MADE + timedelta(days=number) for number, name in enumerate(("same", "next", "third", "fourth"))}


def at(moment: datetime) -> str:
    """A Date field."""
    return moment.strftime("%a, %d %b %Y %H:%M:%S +0000")


def message(
    place: Place, when: datetime, fields: dict[str, str], *, is_draft: bool = False, report: Report | None = None
) -> Seen:
    """A message with these header fields; underscores stand for hyphens."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in {"Date": at(when), **fields}.items() if value]
    return Seen(read_head(("\r\n".join(lines) + "\r\n\r\n").encode()), place, is_draft=is_draft, report=report)


def sent(place: Place = Place.SENT, when: datetime = DAY["next"], *, is_draft: bool = False, **fields: str) -> Seen:
    """The draft as most mail programs send it: under a Message-ID of their own."""
    usual = {
        "From": "Sam Tester <sam@example.org>",
        "To": "Dana Ortiz <Dana.Ortiz@Northwind.example>",
        "Subject": DRAFT.subject,
        "Message_ID": "<sent@program.example>",
    }
    return message(place, when, {**usual, **fields}, is_draft=is_draft)


def in_thread(
    references: str = "<one@x.example> <two@x.example>",
    to: str = "dana.ortiz@northwind.example",
    cc: str = "",
    when: datetime = DAY["next"],
) -> Seen:
    """The answer as sent, under another subject."""
    return sent(when=when, References=references, In_Reply_To="<two@x.example>", To=to, Cc=cc, Subject="Another")


def reply(when: datetime = DAY["third"], report: Report | None = None, **fields: str) -> Seen:
    """Dana's answer to what was sent."""
    usual = {
        "From": "Dana Ortiz <dana.ortiz@northwind.example>",
        "To": "sam@example.org",
        "Subject": "Re: Thank you",
        "Message_ID": "<reply@northwind.example>",
        "In_Reply_To": "<sent@program.example>",
    }
    return message(Place.OTHER, when, {**usual, **fields}, report=report)


@dataclass(frozen=True)
class Told:
    """What is expected of one draft."""

    state: State
    rule: Rule | None = None
    at: datetime | None = None
    by: str | None = None
    delivery: Delivery | None = None
    sure: bool = True


def told(found: Found) -> Told:
    """The same of what was found."""
    return Told(found.state, found.rule, found.at, found.by, found.delivery, found.sure)


STILL = Told(State.DRAFT)
BY_ID = Told(State.SENT, Rule.MESSAGE_ID, DAY["next"])
BY_REFERENCES = Told(State.SENT, Rule.REFERENCES, DAY["next"])
BY_SUBJECT = Told(State.SENT, Rule.SUBJECT, DAY["next"])
ALIKE = replace(BY_SUBJECT, sure=False)
ANSWERED = Told(State.ANSWERED, Rule.SUBJECT, DAY["third"], "dana.ortiz@northwind.example")


@pytest.mark.parametrize(
    ("draft", "messages", "expected"),
    [
        pytest.param(DRAFT, [], STILL, id="an empty mailbox"),
        # --- the first rule
        pytest.param(DRAFT, [sent(Message_ID="<draft@example.org>", Subject="x", To="")], BY_ID, id="1: the same id"),
        pytest.param(DRAFT, [sent(Place.OTHER, Message_ID="<draft@example.org>")], BY_ID, id="1: all mail, from me"),
        pytest.param(
            DRAFT,
            [sent(Place.OTHER, Message_ID="<draft@example.org>", From="sam.tester@WORK.example")],
            BY_ID,
            id="1: from another address of mine",
        ),
        pytest.param(DRAFT, [sent(Place.DRAFTS, Message_ID="<draft@example.org>")], STILL, id="1: still among drafts"),
        pytest.param(
            DRAFT, [sent(Place.OTHER, Message_ID="<draft@example.org>", is_draft=True)], STILL, id="1: flagged a draft"
        ),
        pytest.param(
            DRAFT, [sent(Place.OTHER, Message_ID="<draft@example.org>", From="eve@x.example")], STILL, id="1: not mine"
        ),
        pytest.param(
            replace(DRAFT, made=None), [sent(Message_ID="<draft@example.org>")], BY_ID, id="1: nobody knows when made"
        ),
        pytest.param(
            DRAFT,
            [sent(Message_ID="<draft@example.org>", when=MADE - timedelta(days=1))],
            replace(BY_ID, at=MADE - timedelta(days=1)),
            id="1: whatever the clock says",
        ),
        # --- the second rule
        pytest.param(ANSWER, [in_thread()], BY_REFERENCES, id="2: the same references and reader"),
        pytest.param(
            ANSWER, [in_thread(references="")], STILL, id="2: some of the references are not enough"
        ),
        pytest.param(ANSWER, [in_thread(to="eve@x.example")], STILL, id="2: to somebody else"),
        pytest.param(
            ANSWER,
            [in_thread(to="eve@x.example", cc="dana.ortiz@northwind.example")],
            BY_REFERENCES,
            id="2: in Cc",
        ),
        pytest.param(ANSWER, [in_thread(when=MADE - timedelta(hours=1))], STILL, id="2: before the draft was made"),
        pytest.param(replace(ANSWER, made=None), [in_thread()], BY_REFERENCES, id="2: nobody knows when made"),
        pytest.param(DRAFT, [sent(Subject="Other")], STILL, id="2: neither has references"),
        # --- the third rule
        pytest.param(DRAFT, [sent()], BY_SUBJECT, id="3: reader and subject"),
        pytest.param(DRAFT, [sent(Subject=f"Re: AW: {DRAFT.subject.upper()}")], BY_SUBJECT, id="3: Re, AW, capitals"),
        pytest.param(DRAFT, [sent(Subject=f"{DRAFT.subject} on Tuesday")], ALIKE, id="3: goes on"),
        pytest.param(DRAFT, [sent(Subject="Thank you - Data Engineer")], ALIKE, id="3: cut short"),
        pytest.param(DRAFT, [sent(Subject="Thank")], STILL, id="3: too short to tell"),
        pytest.param(DRAFT, [sent(Subject="")], STILL, id="3: no subject"),
        pytest.param(DRAFT, [sent(Subject="An offer of thanks")], STILL, id="3: another subject"),
        pytest.param(DRAFT, [sent(To="dana.ortiz@other.example")], STILL, id="3: another reader"),
        pytest.param(DRAFT, [sent(when=MADE)], STILL, id="3: not after it was made"),
        pytest.param(replace(DRAFT, made=None), [sent()], STILL, id="3: does not apply without a time"),
        pytest.param(replace(DRAFT, to=None), [sent()], STILL, id="3: does not apply without a reader"),
        pytest.param(replace(DRAFT, subject=""), [sent(Subject="")], STILL, id="3: does not apply without a subject"),
        pytest.param(DRAFT, [message(Place.SENT, DAY["next"], {})], STILL, id="3: nothing in it"),
        # --- the surest rule wins, the first message counts
        pytest.param(
            DRAFT, [sent(), sent(Message_ID="<draft@example.org>", when=DAY["third"])],
            replace(BY_ID, at=DAY["third"]), id="the id before the subject",
        ),
        pytest.param(
            DRAFT, [sent(when=DAY["third"]), sent(Message_ID="<b@x.example>")], BY_SUBJECT, id="the first of two",
        ),
        pytest.param(DRAFT, [sent(Place.OTHER), sent()], BY_SUBJECT, id="the same in two folders"),
        # --- told by hand
        pytest.param(
            replace(DRAFT, told=DAY["same"]), [], Told(State.SENT, None, DAY["same"]), id="told by hand, not found"
        ),
        pytest.param(replace(DRAFT, told=DAY["third"]), [sent()], BY_SUBJECT, id="told by hand, and found"),
        pytest.param(
            replace(DRAFT, told=DAY["next"], known_as=frozenset({"<sent@program.example>"})),
            [sent(Subject=f"{DRAFT.subject} on Tuesday")],
            BY_SUBJECT,
            id="told which message it became",
        ),
        pytest.param(
            replace(DRAFT, told=DAY["next"], known_as=frozenset({"<sent@program.example>"})),
            [reply()],
            replace(ANSWERED, rule=Rule.MESSAGE_ID),
            id="an answer to the message it became",
        ),
        # --- answered
        pytest.param(DRAFT, [sent(), reply()], ANSWERED, id="an answer to the sent id"),
        pytest.param(
            DRAFT, [sent(), reply(In_Reply_To="", References="<x@x> <sent@program.example> <y@y>")], ANSWERED,
            id="an answer that names it among others",
        ),
        pytest.param(DRAFT, [sent(), reply(In_Reply_To="<draft@example.org>")], ANSWERED, id="to the draft's id"),
        pytest.param(
            DRAFT, [reply(In_Reply_To="<draft@example.org>")], replace(ANSWERED, rule=Rule.MESSAGE_ID),
            id="an answer where nothing sent is found",
        ),
        pytest.param(
            DRAFT, [sent(), reply(From="Priya <priya@northwind.example>")],
            replace(ANSWERED, by="priya@northwind.example"), id="an answer of a colleague",
        ),
        pytest.param(
            DRAFT, [sent(), reply(when=DAY["fourth"], Message_ID="<late@x>"), reply()], ANSWERED, id="the first answer",
        ),
        pytest.param(DRAFT, [sent(), reply(when=DAY["same"])], BY_SUBJECT, id="before the sending"),
        pytest.param(DRAFT, [sent(), reply(when=DAY["next"])], BY_SUBJECT, id="not later than the sending"),
        pytest.param(DRAFT, [sent(), reply(In_Reply_To="<another@x>")], BY_SUBJECT, id="an answer to something else"),
        pytest.param(DRAFT, [sent(), reply(From="sam@example.org")], BY_SUBJECT, id="my own further mail"),
        # --- no answers
        pytest.param(DRAFT, [sent(), reply(Auto_Submitted="auto-generated")], BY_SUBJECT, id="made by a program"),
        pytest.param(DRAFT, [sent(), reply(Auto_Submitted="no")], ANSWERED, id="said to be by a person"),
        pytest.param(DRAFT, [sent(), reply(Auto_Submitted="no; owner=x")], ANSWERED, id="said so at length"),
        pytest.param(DRAFT, [sent(), reply(List_Id="<jobs.x.example>")], BY_SUBJECT, id="by way of a list"),
        pytest.param(DRAFT, [sent(), reply(List_Unsubscribe="<mailto:x@x>")], BY_SUBJECT, id="with a way to end it"),
        pytest.param(DRAFT, [sent(), reply(Precedence="bulk")], BY_SUBJECT, id="in bulk"),
        pytest.param(
            DRAFT, [sent(), reply(Content_Type="text/calendar; method=REPLY")], BY_SUBJECT, id="a calendar's answer",
        ),
        pytest.param(DRAFT, [sent(), reply(Subject="Accepted: Interview")], BY_SUBJECT, id="an invitation accepted"),
        pytest.param(
            DRAFT, [sent(), reply(Content_class="urn:content-classes:calendarmessage")], BY_SUBJECT, id="of Exchange",
        ),
        # --- absence
        pytest.param(
            DRAFT, [sent(), reply(Auto_Submitted="auto-replied")], replace(BY_SUBJECT, delivery=Delivery.AWAY),
            id="an absence note in the conversation",
        ),
        pytest.param(
            DRAFT, [sent(), reply(Auto_Submitted="auto-replied (vacation)", In_Reply_To="")],
            replace(BY_SUBJECT, delivery=Delivery.AWAY), id="an absence note of the reader",
        ),
        pytest.param(
            DRAFT, [sent(), reply(X_Autoreply="yes")], replace(BY_SUBJECT, delivery=Delivery.AWAY), id="in an old way",
        ),
        pytest.param(
            DRAFT, [sent(), reply(Auto_Submitted="auto-replied", In_Reply_To="", From="eve@x.example")], BY_SUBJECT,
            id="somebody else's absence",
        ),
        pytest.param(
            DRAFT, [sent(), reply(Auto_Submitted="auto-replied", In_Reply_To="<another@x>")], BY_SUBJECT,
            id="absence told to another mail",
        ),
        pytest.param(DRAFT, [reply(Auto_Submitted="auto-replied", In_Reply_To="")], STILL, id="absence, nothing sent"),
        pytest.param(
            DRAFT, [sent(), reply(Auto_Submitted="auto-replied"), reply(Message_ID="<real@x>", when=DAY["fourth"])],
            replace(ANSWERED, at=DAY["fourth"], delivery=Delivery.AWAY), id="away first, answered later",
        ),
        # --- come back
        pytest.param(
            DRAFT, [sent(), reply(report=Report(undelivered=True, about=frozenset({"<sent@program.example>"})))],
            replace(BY_SUBJECT, delivery=Delivery.BOUNCED), id="come back, by its id",
        ),
        pytest.param(
            DRAFT,
            [sent(), reply(report=Report(True, readers=frozenset({"dana.ortiz@northwind.example"})))],
            replace(BY_SUBJECT, delivery=Delivery.BOUNCED), id="come back, by its reader",
        ),
        pytest.param(
            DRAFT,
            [sent(), reply(report=Report(True, frozenset({"<x@x>"}), frozenset({"dana.ortiz@northwind.example"})))],
            BY_SUBJECT, id="another mail to that reader came back",
        ),
        pytest.param(
            DRAFT, [sent(), reply(report=Report(undelivered=False, about=frozenset({"<sent@program.example>"})))],
            BY_SUBJECT, id="only late, and no answer either",
        ),
        pytest.param(
            DRAFT, [reply(report=Report(undelivered=True, about=frozenset({"<draft@example.org>"})))],
            Told(State.SENT, Rule.MESSAGE_ID, None, None, Delivery.BOUNCED), id="come back where nothing sent is found",
        ),
        pytest.param(
            DRAFT, [reply(report=Report(True, readers=frozenset({"dana.ortiz@northwind.example"})))], STILL,
            id="come back, but nothing was sent",
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_draft(draft: Sought, messages: list[Seen], expected: Told) -> None:
    """Each mailbox has one answer, in whatever order its messages are read."""
    assert told(match([draft], messages, ME)[0]) == expected
    assert told(match([draft], messages[::-1], ME)[0]) == expected


def test_a_message_is_one_draft_only() -> None:
    """Two thank-yous to one person under one subject: each message is the one that was made last before it."""
    first, second = DRAFT, replace(DRAFT, ids=frozenset({"<second@example.org>"}), made=DAY["third"])
    early, late = sent(), sent(Message_ID="<late@program.example>", when=DAY["fourth"])
    assert [one.at for one in match([first, second], [late, early], ME)] == [DAY["next"], DAY["fourth"]]
    assert [one.at for one in match([first, second], [late], ME)] == [None, DAY["fourth"]]
    assert [one.at for one in match([second, first], [early], ME)] == [None, DAY["next"]]


def test_what_is_sure_of_one_draft_is_out_of_reach_for_another() -> None:
    """The id of one draft wins over the subject of another, whichever is asked for first."""
    other = replace(DRAFT, ids=frozenset({"<other@example.org>"}))
    (known,) = [sent(Message_ID="<other@example.org>")]
    assert [one.state for one in match([DRAFT, other], [known], ME)] == [State.DRAFT, State.SENT]


def test_one_reply_may_answer_two_letters() -> None:
    """A check-in that goes on under the thank-you: who answers it has read both."""
    thanks = replace(DRAFT, ids=frozenset({"<sent@program.example>"}))
    check = replace(DRAFT, ids=frozenset({"<check@x.example>"}), references=frozenset({"<sent@program.example>"}))
    found = match(
        [thanks, check],
        [
            sent(),
            sent(Message_ID="<check@x.example>", References="<sent@program.example>", when=DAY["third"]),
            reply(References="<sent@program.example>", In_Reply_To="<check@x.example>", when=DAY["fourth"]),
        ],
        ME,
    )
    assert [one.state for one in found] == [State.ANSWERED, State.ANSWERED]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=20)


@given(st.lists(st.tuples(st.sampled_from(Place), TEXT, TEXT, TEXT, st.booleans()), max_size=8))
def test_any_mailbox_has_an_answer(rows: list[tuple[Place, str, str, str, bool]]) -> None:
    """Whatever lies in it: no error, the same answer in any order, and nothing is sure that no rule tells."""
    messages = [
        message(place, DAY["next"], {"Subject": subject, "From": sender, "In_Reply_To": reference}, is_draft=is_draft)
        for place, subject, sender, reference, is_draft in rows
    ]
    (found,) = match([DRAFT], messages, ME)
    assert told(match([DRAFT], messages[::-1], ME)[0]) == told(found)
    assert (found.rule is None) == (found.state is State.DRAFT)
