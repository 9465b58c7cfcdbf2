"""Every key of the notes and of config.yaml: its type, its meaning, an example. The one table of them.

`notes` and `config` read by it; the JSON Schemas and the tables of docs/notes.md are made from it. Adding a key means
adding it here, and one line where the record is built.
"""

import re

from followup_mail import zones
from followup_mail.addresses import check_address, read_mailbox
from followup_mail.fields import (
    ANY_TEXT,
    LINES,
    NAME,
    PROSE,
    YES_NO,
    AsItStands,
    Field,
    Nested,
    Scalar,
    Schema,
    Section,
    Several,
    as_typed,
    choice,
    object_schema,
    whole,
)
from followup_mail.model import Address, How, Process
from followup_mail.moments import Timeframe, read_timeframe

LEAST_WAIT = 7  # days without a timetable, seed P4S1: "at least a week"

_ID = r"\w[\w.-]{0,39}"
_LINK = r"https?://[^\s<>\"\\/?#]+[^\s<>\"\\]*"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


# --- types of one value ---------------------------------------------------------------------------------------------


def _id(words: str) -> str:
    if not re.fullmatch(_ID, words):
        raise ValueError("an id is one word of letters, digits, dots and hyphens, such as final-round")
    return words


def _link(words: str) -> str:
    if not re.fullmatch(_LINK, words):
        raise ValueError(f"`{words}` is no web address; write it with https:// in front")
    return words


def _weekday(words: str) -> int:
    """Monday is 0. Two letters or more of the English name; short forms such as Thurs are fine."""
    plain = words.casefold()
    for number, name in enumerate(_WEEKDAYS):
        if len(plain) > 1 and name.startswith(plain):
            return number
    raise ValueError(f"`{words}` is no day of the week; write it like [SA, SU]")


def _person_name(words: str) -> str:
    if "@" in words or "<" in words:
        raise ValueError("the name holds an address; put the address under `email`")
    return words


def _mail(words: str) -> str:
    plain = words.casefold()
    if plain in MAIL:
        return plain
    if plain.startswith("maildir:") and words[len("maildir:") :].strip():
        return f"maildir:{words[len('maildir:') :].strip()}"
    raise ValueError(f"`{words}` is no way out for a draft; choose one of {', '.join(MAIL)} or maildir:FOLDER")


MAIL = ("gmail", "outlook", "outlook-work", "mailto", "app", "mutt", "copy", "imap", "file")

_TEXT_OR_LIST: Schema = {"type": ["string", "array", "null"], "items": {"type": "string"}}
_MAILBOX: Scalar[Address] = Scalar(read_mailbox, {"type": ["string", "null"]})
_EMAIL: Scalar[str] = Scalar(check_address, {"type": ["string", "null"], "pattern": "@"})
_LINKS: Scalar[str] = Scalar(_link, {"type": ["string", "null"], "pattern": "^https?://"})
_SAID: Several[Timeframe] = Several(Scalar(read_timeframe, ANY_TEXT, keep="all"))
_ZONE = Scalar(zones.zone_named, {"type": ["string", "null"]})
_COUNTRY = Scalar(zones.country_named, {"type": ["string", "null"]})


# --- notes: a person that was met -----------------------------------------------------------------------------------

PERSON_NAME = Field("name", Scalar(_person_name, ANY_TEXT, keep="name"), "How the person is called.", "Dana Ortiz")
PERSON_EMAIL = Field(
    "email", _EMAIL, "Where a letter reaches them; without it, it goes to the recruiter.", "dana@northwind.example"
)
PERSON_TITLE = Field("title", NAME, "What they do there; for you, never a form of address.", "Head of Data")
GREET_AS = Field("greet_as", NAME, "The name to greet them by, where it is not plain from `name`.", "Dana")

WE_TALKED_ABOUT = Field(
    "we_talked_about",
    LINES,
    "One true detail of the talk. It finishes “I enjoyed hearing about …”, or is a whole sentence.",
    "your plan to move the nightly Spark jobs to streaming",
    stem="I enjoyed hearing about …",
)
I_BRING = Field(
    "i_bring",
    PROSE,
    "What you bring to it. It finishes “I bring …”, or is a whole sentence.",
    "At Contoso I led the Kafka migration.",
    stem="I bring … (or a whole sentence)",
)
ALSO_SAY = Field(
    "also_say",
    LINES,
    "One more whole sentence, such as an answer you owe them.",
    "The write-up I mentioned is at https://sam.example.org/cutover.",
    stem="one whole sentence, optional",
)
PERSON = Section(
    (PERSON_NAME, PERSON_EMAIL, PERSON_TITLE, GREET_AS, WE_TALKED_ABOUT, I_BRING, ALSO_SAY),
    hints={
        "address": "did you mean `email`?",
        "mail": "did you mean `email`?",
        "position": "did you mean `title`?",
        "role": "did you mean `title`?",
        "topic": "did you mean `we_talked_about`?",
        "topics": "did you mean `we_talked_about`?",
        "strengths": "did you mean `i_bring`?",
    },
)

# --- notes: one interview -------------------------------------------------------------------------------------------

UID = Field("uid", NAME, "The UID of the calendar invitation.", "7f3c@northwind.example", required=True)
SEQUENCE = Field("sequence", whole(0, 2_147_483_647), "Its SEQUENCE: how often it has been changed.", "0")

WHEN = Field(
    "when",
    Scalar(as_typed, ANY_TEXT, keep="name"),
    "When it was or will be: a date with a clock range, a length, or a start alone, as the employer's clocks show it.",
    "17 Nov 2026, 14:00 to 15:00",
    required=True,
)
HOW = Field(
    "how",
    choice({how.value: how for how in How}),
    "The way you talked: phone, video, in_person or informational (a talk that is thanked for, never asked after).",
    "video",
)
MET = Field(
    "met",
    AsItStands(
        {
            "anyOf": [
                {"type": ["string", "null"]},
                {"type": "object", **object_schema(PERSON)},
                {
                    "type": "array",
                    "items": {"anyOf": [{"type": ["string", "null"]}, {"type": "object", **object_schema(PERSON)}]},
                },
            ]
        }
    ),
    "Whom you met: a name, Name <address>, keys of their own (below), or a list of these.",
    "Dana Ortiz <dana@northwind.example>",
)
HEAR_BACK = Field(
    "hear_back",
    _SAID,
    "What they said about when you would hear, in their words, or a date; a list for several.",
    "by the end of next week",
    stem="what they said, in their words, or a date; a list for several",
)
FINAL_DECISION = Field(
    "final_decision",
    _SAID,
    "What they said about the decision itself; it outlives the next round.",
    "by 18 December",
    stem="a date for the decision itself; it outlives the next round",
)
ID = Field("id", Scalar(_id, ANY_TEXT), "A name for this interview; without it r1, r2 … by position.", "final-round")
LINK = Field("link", NAME, "Where the call was, for you.", "https://meet.northwind.example/abc")
LOCATION = Field("location", NAME, "Where the visit was, for you.", "12 Harbour Street, third floor")
INVITATION = Field(
    "invitation",
    Nested(Section((UID, SEQUENCE))),
    "The calendar invitation it came from.",
    "{uid: 7f3c@northwind.example, sequence: 0}",
)
CANCELLED = Field("cancelled", YES_NO, "Whether it was called off.", "no")

_SYNONYMS = {
    "date": "did you mean `when`?",
    "start": "did you mean `when`?",
    "time": "did you mean `when`?",
    "interviewer": "did you mean `met`?",
    "interviewers": "did you mean `met`?",
    "people": "did you mean `met`?",
    "with": "did you mean `met`?",
    "topic": "did you mean `we_talked_about`?",
    "topics": "did you mean `we_talked_about`?",
    "strengths": "did you mean `i_bring`?",
    "promise": "did you mean `hear_back`?",
    "deadline": "did you mean `hear_back`?",
    "decision": "did you mean `final_decision`?",
    "kind": "did you mean `how`?",
    "email": "write it with the name: `met: Dana Ortiz <dana@northwind.example>`",
    "name": "did you mean `met`?",
    "title": "it belongs to a person below `met`",
    "greet_as": "it belongs to a person below `met`",
}
_INTERVIEW = (
    WHEN,
    HOW,
    MET,
    WE_TALKED_ABOUT,
    I_BRING,
    ALSO_SAY,
    HEAR_BACK,
    FINAL_DECISION,
    ID,
    LINK,
    LOCATION,
    INVITATION,
    CANCELLED,
)

# --- notes: the application -----------------------------------------------------------------------------------------

COMPANY = Field("company", NAME, "The employer, as it writes itself.", "Northwind Traders", required=True)
ROLE = Field("role", NAME, "The role, as their advertisement has it.", "Senior Data Engineer")
PROCESS = Field(
    "process",
    choice({process.value: process for process in Process}),
    "How slowly they decide: standard, senior, specialised, executive, government or academic.",
    "senior",
)
TIMEZONE = Field("timezone", _ZONE, "Their office's zone, or the city in its name; without it, yours.", "New York")
COUNTRY = Field(
    "country", _COUNTRY, "Whose public holidays count, with a subdivision if you like; without it, the zone's.", "US-CA"
)
RECRUITER = Field(
    "recruiter",
    _MAILBOX,
    "Who hears a check-in, and passes thanks on to people whose address you lack.",
    "Priya Raman <priya@northwind.example>",
)
AGENCY = Field("agency", _MAILBOX, "The agency, if there is one: everything goes there.", "Lea Roth <lea@roth.example>")
REFERRER = Field(
    "referrer",
    _MAILBOX,
    "Who put in a word for you; a kind of letter of your own can go there (docs/timing.md).",
    "Lena Novak <lena@contoso.example>",
)
WHY_THIS_JOB = Field(
    "why_this_job",
    PROSE,
    "What draws you. It finishes “What draws me to the job is …”, or is a whole sentence.",
    "that the data team has a say before products are decided",
    stem="What draws me to the job is …",
)
DO_NOT_CHASE = Field("do_not_chase", YES_NO, "They asked not to be asked: no check-in, thanks only.", "yes")
DO_NOT_WRITE = Field("do_not_write", YES_NO, "They asked not to be written to at all.", "yes")
WAIT = Field(
    "wait",
    whole(LEAST_WAIT, 365, "asking within a week comes too soon"),
    "How many days to wait where they named no date; never below 7.",
    "10",
)
WEEKEND = Field(
    "weekend",
    Several(Scalar(_weekday, ANY_TEXT)),
    "Their days off, where they are not their country's.",
    "[FR, SA]",
)
REFERENCE = Field("reference", NAME, "The job's number; a first check-in names it near its end.", "JR-4711")
NEWS = Field("news", PROSE, "One new fact about you, for a second check-in.", "I have passed the AWS exam")
NOTES = Field("notes", LINES, "For you alone; never in a letter.", "parking behind the building")

_APPLICATION = (
    COMPANY,
    ROLE,
    PROCESS,
    TIMEZONE,
    COUNTRY,
    RECRUITER,
    AGENCY,
    REFERRER,
    WHY_THIS_JOB,
    DO_NOT_CHASE,
    DO_NOT_WRITE,
    WAIT,
    WEEKEND,
    REFERENCE,
    NEWS,
    NOTES,
)

APPLICATION = Section(_APPLICATION)
INTERVIEW = Section(
    _INTERVIEW,
    {
        **_SYNONYMS,
        **{each.name: "it belongs to the application: move it above the first `---`" for each in _APPLICATION},
    },
)
FIRST_DOCUMENT = Section(
    (*_APPLICATION, *_INTERVIEW),
    {
        **_SYNONYMS,
        "employer": "did you mean `company`?",
        "organisation": "did you mean `company`?",
        "job": "did you mean `role`?",
        "position": "did you mean `role`?",
        "zone": "did you mean `timezone`?",
        "coordinator": "did you mean `recruiter`?",
        "interviews": "the first interview stands here; each further one below a line `---`",
    },
)

# --- config.yaml ----------------------------------------------------------------------------------------------------

MY_NAME = Field("name", Scalar(_person_name, ANY_TEXT, keep="name"), "Your name, as you sign.", "Sam Tester")
MY_EMAIL = Field("email", _EMAIL, "The address you write from.", "sam@example.org")
MY_PHONE = Field("phone", NAME, "Stands below your name.", '"+44 20 7946 0000"')
MY_LINKS = Field("links", Several(_LINKS), "Web addresses that stand below your name.", "[https://sam.example.org]")
MY_OTHERS = Field("also", Several(_EMAIL), "Further addresses of yours, to know your letters by.", "[sam@work.example]")
ME = Field(
    "me",
    Nested(Section((MY_NAME, MY_EMAIL, MY_PHONE, MY_LINKS, MY_OTHERS))),
    "Who writes. Name and email are asked for when first needed.",
    "{name: Sam Tester, email: sam@example.org}",
)
MY_ZONE = Field("timezone", _ZONE, "Your zone; without it, your system's.", "Europe/London")
MY_COUNTRY = Field("country", _COUNTRY, "Whose holidays count where notes name neither country nor zone.", "GB-ENG")
GREETING = Field(
    "greeting",
    choice({"friendly": "friendly", "formal": "formal"}),
    "friendly (Dear Dana) or formal (Dear Dana Ortiz, Dear Dr Ortiz).",
    "friendly",
)
CLOSING = Field("closing", NAME, "The words above your name.", "Best regards")
_SIDE = choice({"british": "british", "american": "american"})
DATES = Field("dates", _SIDE, "british (17 November) or american (November 17).", "british")
SPELLING = Field(
    "spelling",
    _SIDE,
    "british (favour, Dr Ortiz) or american (favor, Dr. Ortiz); without it, as the dates.",
    "american",
)
SIGNATURE = Field("signature", LINES, "Stands in place of name, phone and links.", "Sam")
FINE = Field("fine", Several(PROSE), "Phrases that a review shall never point out to you.", "[touch base]")
VOICE = Field(
    "voice",
    Nested(Section((GREETING, CLOSING, DATES, SPELLING, SIGNATURE, FINE))),
    "How you want to sound.",
    "{greeting: friendly, closing: Kind regards, dates: american}",
)
MAIL_WAY = Field(
    "mail",
    Scalar(_mail, {"anyOf": [{"enum": [*MAIL, None]}, {"type": "string", "pattern": "^maildir:."}]}),
    f"Where a draft goes after it is written: {', '.join(MAIL)} or maildir:FOLDER.",
    "gmail",
)
TIMING = Field(
    "timing",
    AsItStands({"type": ["object", "null"]}),
    "Any number of templates/policy.yaml, under the same names (docs/timing.md).",
    "{}",
)
HOST = Field("host", NAME, "The mail server.", "imap.example.org", required=True)
PORT = Field("port", whole(1, 65_535), "Its port; 993 with tls, 143 with starttls.", "993")
SECURITY = Field("security", choice({"tls": "tls", "starttls": "starttls"}), "tls or starttls.", "tls")
USERNAME = Field("username", NAME, "The name you log in by; without it, your address.", "sam")
MAILBOX = Field("mailbox", NAME, "The folder for drafts; without it, the one that the server marks.", "Drafts")
PASSWORD_COMMAND = Field("password_command", PROSE, "A command that prints the password.", "pass show mail")
PASSWORD_ENV = Field("password_env", NAME, "A variable that holds the password.", "MAIL_PASSWORD")
CA_FILE = Field("ca_file", NAME, "A certificate authority of your own.", "/etc/ssl/own.pem")
IMAP = Field(
    "imap",
    Nested(Section((HOST, PORT, SECURITY, USERNAME, MAILBOX, PASSWORD_COMMAND, PASSWORD_ENV, CA_FILE))),
    "The mail account whose drafts folder takes the draft (with `mail: imap`). It never holds a password.",
    "{host: imap.example.org, username: sam}",
)
CONFIG = Section(
    (ME, MY_ZONE, MY_COUNTRY, VOICE, MAIL_WAY, TIMING, IMAP),
    hints={
        "name": "it belongs below `me`",
        "email": "it belongs below `me`",
        "phone": "it belongs below `me`",
        "links": "it belongs below `me`",
        "greeting": "it belongs below `voice`",
        "closing": "it belongs below `voice`",
        "signature": "it belongs below `voice`",
        "via": "did you mean `mail`?",
    },
)
