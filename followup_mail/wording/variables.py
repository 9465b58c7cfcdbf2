"""What a template may speak of: every variable with its meaning and an example. docs/templates.md lists the same.

A variable that the record says nothing about is absent: `{% if %}` finds it false, printing it is an error.
"""

from collections.abc import Sequence

from followup_mail.records import record


@record(frozen=True, slots=True)
class Variable:
    """One name. `kinds` are the kinds it makes sense in; none: all of them."""

    name: str
    meaning: str
    example: str
    kinds: tuple[str, ...] = ()


_THANKS = ("thank_you",)
_CHECKS = ("status_check", "second_check", "closing_note")

VARIABLES: Sequence[Variable] = (
    Variable("greeting", "how the letter addresses its reader", "Dear Dana"),
    Variable("name", "the reader's name, as one says it in a sentence", "Dana Ortiz"),
    Variable("title", "what the reader does, from the notes", "Head of Data"),
    Variable("company", "the employer", "Northwind Traders"),
    Variable("role", "the job, as in the notes", "Senior Data Engineer"),
    Variable("the_role", "the job in a sentence", "the Senior Data Engineer role"),
    Variable("reference", "the employer's job number", "NW-1138"),
    Variable("day", "the day of the interview: its weekday within six days, then its date", "Tuesday"),
    Variable("date", "the day of the interview, always as a date", "17 November"),
    Variable("how", "phone, video, in_person or informational", "video"),
    Variable("meeting", "meeting or talking, as the interview was held", "talking"),
    Variable("met", "met or talked, as the interview was held", "talked"),
    Variable("round", "which job interview it was, counted from 1", "1"),
    Variable("again", "true if the reader was met in an earlier round too", "true"),
    Variable("was_there", "true if the reader took part in the interview", "true"),
    Variable("via", "recruiter or agency where the reader passes it on", "recruiter"),
    Variable("slow", "true for an employer whose process is longer", "true"),
    Variable("people", "those whom it is for, each with name, title, we_talked_about and i_bring", "", _THANKS),
    Variable("names", "those whom it is for, by name", "Dana Ortiz and Sam Lee", _THANKS),
    Variable("late", "true if more than 48 hours have passed", "true", _THANKS),
    Variable("we_talked_about", "what stayed with me from talking with this reader", "your plan for streaming"),
    Variable("i_bring", "one strength or result that goes with it", "ten years of on-call", _THANKS),
    Variable("also_say", "one whole sentence that is to be said too", "The talk is at example.org.", _THANKS),
    Variable("why_this_job", "what draws me to the job", "that the data team has a say early"),
    Variable("hear_back", "the day named for an answer, while it is ahead", "27 November", _THANKS),
    Variable("named_day", "the day named for an answer, once it has passed", "20 November", _CHECKS),
    Variable("for_the_decision", "true if the day was named for the decision itself", "true"),
    Variable("worked_out", "true if that day is only where the time they gave ends, such as “within two weeks”", "true",
        (*_THANKS, *_CHECKS)),
    Variable("thanked", "true if the journal knows of a thank-you to this reader", "true", _CHECKS),
    Variable("last_heard", "what they said last: updated, invited, called_off or on_hold", "updated", _CHECKS),
    Variable("heard_on", "the day on which they said it", "23 November", _CHECKS),
    Variable("wrote_on", "the day of my last check", "30 November", _CHECKS),
    Variable("news", "one new fact since I last wrote", "I have passed the exam.", ("second_check",)),
    Variable("valued", "what I valued about the talks", "your open answers", ("rejection_reply",)),
    Variable("reason", "why I withdraw", "a move to Leeds", ("withdrawal",)),
    Variable("asked", "what they asked for", "two references", ("info_reply",)),
    Variable("answer", "what I answer", "Both know of your call.", ("info_reply",)),
    Variable("respond_by", "the day by which an offer is to be answered", "4 December", ("offer_reply",
        "competing_offer_notice")),
    Variable("decide_by", "the day by which I will answer", "2 December", ("offer_reply",)),
    Variable("first_choice", "true if this employer is my first choice", "true", ("competing_offer_notice",)),
    Variable("my_name", "my name", "Sam Tester"),
    Variable("my_email", "my address", "sam@example.org"),
    Variable("my_phone", "my telephone number", "+44 20 7946 0000"),
    Variable("my_links", "my pages, a list", "https://sam.example.org"),
    Variable("closing", "the words above my name", "Best regards"),
    Variable("signature", "what I sign with in place of name, number and pages", "Sam"),
)  # fmt: skip

FUNCTIONS: Sequence[Variable] = (
    Variable("say", "one of several wordings, with {variables} in them, chosen by the record",
             '{{ say("closing", "Thank you again.", "With thanks to all at {company}.") }}'),
    Variable("subject_line", "the first subject of at most 60 characters whose {variables} are all there",
             '{{ subject_line("Thank you - {role} interview", "Thank you - {role}") }}'),
)  # fmt: skip


def describe(kind: str) -> tuple[Variable, ...]:
    """The variables that a template of this kind may use, in the order in which they are best learned.

    A kind that is not shipped may use them all.
    """
    shipped = {name for variable in VARIABLES for name in variable.kinds} | {"rejection_reply", "offer_reply"}
    return tuple(v for v in VARIABLES if not v.kinds or kind in v.kinds or kind not in shipped)
