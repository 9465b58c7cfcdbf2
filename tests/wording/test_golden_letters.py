"""A readable selection of finished letters, each as its reader gets it. `make golden` writes them anew."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from followup_mail.model import Address, Application, Event, Interview, Me, Message, Occasion, Person, Promise
from followup_mail.moments import read_timeframe
from tests.conftest import Golden
from tests.wording.records import AGENCY, How, Process, Route, Scope, Voice, letter, message

LONDON = ZoneInfo("Europe/London")


def talk(identity: str, day: int, month: int, *people: Person, **more: Any) -> Interview:
    """An hour at two in the afternoon of a day in 2026."""
    start = datetime(2026, month, day, 14, tzinfo=LONDON)
    return Interview(identity, start, start + timedelta(hours=1), people=people, **more)


def heard(name: str, day: int, month: int, **more: Any) -> Event:
    """One line of the journal."""
    return Event(f"{name}{day}", datetime(2026, month, day, 10, tzinfo=LONDON), "any", name, **more)


def said(words: str, scope: Scope = Scope.NEXT_STEP) -> tuple[Promise, ...]:
    """What the employer said at the end of a talk."""
    return (Promise(read_timeframe(words), scope),)


def write(
    app: Application,
    me: Me,
    day: date,
    kind: str = "thank_you",
    *events: Event,
    voice: Voice | None = None,
    **about: Any,
) -> Occasion:
    """An occasion for a letter to the first person met, unless told otherwise."""
    last = app.interviews[-1] if app.interviews else None
    person = about.pop("person", last.people[0] if last and last.people else None)
    thanks = kind == "thank_you"
    to = Address(person.name, person.email) if person and person.email else None
    told: Message = replace(
        message(kind),
        application=app.id,
        interview=last.id if thanks and last else None,
        to=to,
        covers=(person.name,) if thanks and person else (),
    )
    return Occasion(replace(told, **about), app, events, me, voice or Voice(), day)


# --- eight people -----------------------------------------------------------------------------------------------------

ENGINEER = Me("Sam Tester", "sam@example.org", "+44 20 7946 0000", ("https://sam.example.org",))
DANA = Person(
    "Dana Ortiz",
    "dana.ortiz@northwind.example",
    title="Head of Data",
    we_talked_about="your plan to move the nightly Spark jobs to streaming",
    i_bring="At Contoso I led the Kafka migration, forty jobs without one late close.",
    also_say="The write-up I mentioned is at https://sam.example.org/cutover.",
)
LEE = Person(
    "Sam Lee",
    "sam.lee@northwind.example",
    we_talked_about="how the on-call rota is shared between the two teams",
    i_bring="six years of carrying a pager",
)
ODE = Person(
    "Ben Ode",
    "ben.ode@northwind.example",
    we_talked_about="that juniors may deploy on their first day",
    i_bring="brought ten juniors through their first year",
)
HALL = Person(
    "Dr. Mary Hall",
    "m.hall@northwind.example",
    title="Chief Technology Officer",
    we_talked_about="that every team writes down why it decided",
    i_bring="a habit of writing things down",
)
NORTHWIND = Application(
    "northwind",
    "Northwind Traders",
    "Senior Data Engineer",
    LONDON,
    process=Process.SENIOR,
    why_this_job="that the data team has a say before products are decided",
    recruiter=Address("Priya Raman", "priya.raman@northwind.example"),
    interviews=(talk("r1", 17, 11, DANA, LEE, ODE, promises=said("by the end of next week")),),
)

NURSE = Me("Maeve Doyle", "maeve.doyle@example.org", "+353 1 496 0000")
WHITFIELD = Person("Ms Whitfield", "h.whitfield@st-brigid.example", title="Director of Nursing")
BRIGID = Application(
    "st-brigid",
    "St Brigid's Hospital",
    "Charge Nurse post",
    LONDON,
    why_this_job="that the ward is planned with the people who work on it",
    interviews=(
        talk(
            "r1", 5, 11, WHITFIELD, how=How.IN_PERSON, promises=said("by 20 November"),
            we_talked_about="the step-down bay that opens in January", i_bring="Eleven years on a surgical ward.",
        ),
    ),
)  # fmt: skip

TEACHER = Me("Ines Roth", "ines.roth@example.org")
OKAFOR = Person("Dr Chidi Okafor", "office@lakeside.example", greet_as="Dr Okafor")
LAKESIDE = Application(
    "lakeside",
    "Lakeside School",
    "Teacher of Physics",
    LONDON,
    interviews=(
        talk(
            "r1", 12, 11, OKAFOR, how=How.IN_PERSON,
            we_talked_about="how pupils build their own measuring devices",
            i_bring="running a workshop where nobody is told the answer",
        ),
    ),
)  # fmt: skip

STUDENT = Me("Jo Park", "jo.park@example.org")
KESTREL = Application(
    "kestrel",
    "Kestrel Logistics",
    "Summer Internship",
    LONDON,
    interviews=(talk("r1", 17, 11, Person("Ruth Adler", "ruth@kestrel.example"), how=How.PHONE,
                     we_talked_about="routes that change while the van is on the road"),),
)  # fmt: skip
KESTREL_CHAT = replace(
    KESTREL,
    role=None,
    interviews=(replace(KESTREL.interviews[0], how=How.INFORMATIONAL),),
)

EXECUTIVE = Me("Marta van der Velde", "marta@vandervelde.example", "+31 20 555 0100")
HARBOUR = Application(
    "harbour",
    "Harbour Energy Trust",
    "Chief Operating Officer",
    LONDON,
    process=Process.EXECUTIVE,
    interviews=(
        talk(
            "r1", 3, 11, Person("Sir Alan Croft", "chair@harbour.example", title="Chair"), how=How.IN_PERSON,
            we_talked_about="The board wants two of the five sites rebuilt before they fail.",
            i_bring="I rebuilt three plants without a day's outage for the customers.",
            promises=said("by 4 December", Scope.FINAL_DECISION),
        ),
    ),
)  # fmt: skip

SCHOLAR = Me("Dr Lena Aro", "lena.aro@university.example")
SKAERHOLM = Application(
    "skaerholm",
    "University of Skærholm",
    "Lectureship in Soil Science",
    LONDON,
    process=Process.ACADEMIC,
    reference="2026-118",
    interviews=(
        talk(
            "r1", 4, 11, Person("Prof. Åse Lindqvist", "ase.lindqvist@skaerholm.example"), how=How.VIDEO,
            we_talked_about="the long-term plots by the lake", i_bring="nine seasons of field trials",
        ),
    ),
)  # fmt: skip

JOINER = Me("Tom Reed", "tom.reed@example.org", "+44 1632 960 000")
ATELIER = Application(
    "atelier",
    "Atelier Nord",
    "Bench Joiner",
    LONDON,
    agency=AGENCY,
    interviews=(
        talk(
            "r1", 17, 11, Person("Kit Morrow"), how=How.IN_PERSON, promises=said("within two weeks"),
            we_talked_about="your way of drying oak", i_bring="fitted staircases by hand for fourteen years",
        ),
    ),
)  # fmt: skip

WELDER = Me("Jörg Brandt", "joerg.brandt@example.de", "+49 731 555 010")
ULM = Application(
    "ulm",
    "Donau Stahlbau",
    "coded welder",
    LONDON,
    interviews=(
        talk(
            "r1", 16, 11, Person("Groß, Jürgen", "gross@donau.example"), how=How.IN_PERSON,
            we_talked_about="the big frames for the bridge", i_bring="TIG and MIG, 8 years, coded since 2019",
            promises=said("by Friday"),
        ),
    ),
)  # fmt: skip

OFFICER = Me("Nkechi Obi", "nkechi.obi@example.org")
RIVERS = Application(
    "rivers",
    "Ministry of Rivers",
    "Flood Risk Adviser",
    LONDON,
    process=Process.GOVERNMENT,
    reference="MR-2026-311",
    why_this_job="they warn people before the river rises",
    interviews=(
        talk(
            "r1", 27, 10, Person("Anna van der Berg", "a.vanderberg@rivers.example", title="Principal Officer"),
            how=How.IN_PERSON, we_talked_about="how they talk to parish councils",
            i_bring="I drew up the evacuation lists for three towns on the Shannon",
        ),
    ),
)  # fmt: skip

COOK = Me("Cher", "cher@example.org")
GULL = Application(
    "gull",
    "The Gull",
    "Sous Chef",
    LONDON,
    interviews=(
        talk(
            "r1", 17, 11, Person("Marco", "marco@gull.example"), how=How.IN_PERSON,
            we_talked_about="we talked about how the last menu went wrong", i_bring="ran a kitchen of five",
        ),
    ),
)  # fmt: skip

SECOND = replace(
    NORTHWIND,
    interviews=(
        *NORTHWIND.interviews,
        talk("r2", 1, 12, replace(DANA, also_say=None, we_talked_about="the first hundred days"), how=How.IN_PERSON),
    ),
)
FORMAL = Voice(greeting="formal", closing="Kind regards")
AMERICAN = Voice(closing="Sincerely", dates="american")
AMERICAN_FORMAL = replace(AMERICAN, greeting="formal")
OWN = Voice(closing="With good wishes", signature="Maeve Doyle, RGN\nSurgical ward, St Anne's\n+353 1 496 0000")
NOV_18, DEC_1, DEC_8 = date(2026, 11, 18), date(2026, 12, 1), date(2026, 12, 8)
CHECKED = heard("sent", 1, 12, kind="status_check")
THANKED = heard("sent", 6, 11, kind="thank_you")

LETTERS = {
    "thanks-panel-dana": write(NORTHWIND, ENGINEER, NOV_18),
    "thanks-panel-sam": write(NORTHWIND, ENGINEER, NOV_18, person=LEE),
    "thanks-panel-ben": write(NORTHWIND, ENGINEER, NOV_18, person=ODE),
    "thanks-nurse-formal": write(BRIGID, NURSE, date(2026, 11, 6), voice=FORMAL),
    "thanks-teacher": write(LAKESIDE, TEACHER, date(2026, 11, 13)),
    "thanks-late": write(LAKESIDE, TEACHER, date(2026, 11, 16)),
    "thanks-phone": write(KESTREL, STUDENT, NOV_18),
    "thanks-informational": write(KESTREL_CHAT, STUDENT, NOV_18),
    "thanks-executive-whole-sentences": write(HARBOUR, EXECUTIVE, date(2026, 11, 4), voice=FORMAL),
    "thanks-academic-american": write(SKAERHOLM, SCHOLAR, date(2026, 11, 5), voice=AMERICAN),
    "thanks-academic-american-formal": write(SKAERHOLM, SCHOLAR, date(2026, 11, 12), voice=AMERICAN_FORMAL),
    "thanks-informational-american": write(
        KESTREL_CHAT, replace(STUDENT, email="park3@example.org"), NOV_18, voice=AMERICAN
    ),
    "thanks-nurse-own-signature": write(BRIGID, NURSE, date(2026, 11, 6), voice=OWN),
    "thanks-welder-last-first": write(ULM, WELDER, date(2026, 11, 17)),
    "thanks-welder-formal": write(ULM, WELDER, date(2026, 11, 17), voice=FORMAL),
    "thanks-cook-single-names": write(GULL, COOK, NOV_18),
    "thanks-government-particle": write(RIVERS, OFFICER, date(2026, 10, 28)),
    "thanks-second-round-somebody-new": write(
        replace(SECOND, interviews=(SECOND.interviews[0], replace(SECOND.interviews[1], people=(HALL,)))),
        ENGINEER, date(2026, 12, 2),
    ),
    "thanks-second-round": write(SECOND, ENGINEER, date(2026, 12, 2)),
    "thanks-through-recruiter": write(
        NORTHWIND, ENGINEER, NOV_18, to=NORTHWIND.recruiter, route=Route.VIA_COORDINATOR,
        covers=("Dana Ortiz", "Sam Lee", "Ben Ode"),
    ),
    "thanks-through-agency": write(ATELIER, JOINER, NOV_18, to=AGENCY, route=Route.VIA_AGENCY),
    "thanks-no-address": write(ATELIER, JOINER, NOV_18, route=Route.NONE),
    "check-date-passed": write(BRIGID, NURSE, date(2026, 11, 24), "status_check", THANKED, voice=FORMAL),
    "check-no-date-opens-with-thanks": write(LAKESIDE, TEACHER, date(2026, 11, 23), "status_check"),
    "check-slow-no-date": write(SKAERHOLM, SCHOLAR, date(2026, 11, 25), "status_check", THANKED),
    "check-slow-date-passed": write(HARBOUR, EXECUTIVE, date(2026, 12, 11), "status_check", THANKED, voice=FORMAL),
    "check-recruiter": write(NORTHWIND, ENGINEER, DEC_1, "status_check", to=NORTHWIND.recruiter),
    "check-agency": write(ATELIER, JOINER, date(2026, 12, 3), "status_check", to=AGENCY, route=Route.VIA_AGENCY),
    "check-after-update": write(LAKESIDE, TEACHER, DEC_8, "status_check", heard("update_no_date", 27, 11)),
    "check-invited": write(LAKESIDE, TEACHER, DEC_1, "status_check", heard("invite_next_round", 23, 11)),
    "check-called-off": write(LAKESIDE, TEACHER, DEC_1, "status_check", heard("interview_cancelled", 23, 11)),
    "check-government": write(
        RIVERS, OFFICER, date(2026, 11, 24), "status_check", heard("sent", 28, 10, kind="thank_you"), voice=FORMAL
    ),
    "check-on-hold": write(GULL, COOK, date(2026, 12, 29), "status_check", heard("on_hold", 24, 11)),
    "second-check": write(LAKESIDE, TEACHER, DEC_8, "second_check", CHECKED),
    "second-check-with-news": write(
        replace(BRIGID, news="I have passed the ward manager's course."), NURSE, DEC_8, "second_check", CHECKED
    ),
    "closing-note": write(LAKESIDE, TEACHER, date(2026, 12, 22), "closing_note", CHECKED),
    "rejection-reply": write(
        BRIGID, NURSE, DEC_1, "rejection_reply", heard("rejection", 30, 11, valued="how openly you spoke of the rota")
    ),
    "offer-reply": write(
        LAKESIDE, TEACHER, DEC_1, "offer_reply",
        heard("offer", 30, 11, respond_by=datetime(2026, 12, 7, 17, tzinfo=LONDON)),
    ),
    "competing-offer-notice": write(
        NORTHWIND, ENGINEER, DEC_1, "competing_offer_notice",
        heard("competing_offer", 30, 11, respond_by=datetime(2026, 12, 7, 17, tzinfo=LONDON), first_choice=True),
    ),
    "offer-reply-agency": write(
        ATELIER, JOINER, DEC_8, "offer_reply", heard("offer", 7, 12), to=AGENCY, route=Route.VIA_AGENCY
    ),
    "rejection-reply-bare": write(GULL, COOK, DEC_1, "rejection_reply", heard("rejection", 30, 11)),
    "withdrawal-agency": write(
        ATELIER, JOINER, DEC_1, "withdrawal", heard("wants_to_withdraw", 30, 11, reason="a move to Leeds"),
        to=AGENCY, route=Route.VIA_AGENCY,
    ),
    "withdrawal": write(
        KESTREL, STUDENT, DEC_1, "withdrawal", heard("wants_to_withdraw", 30, 11, reason="I stay on for a master's")
    ),
    "info-reply": write(
        BRIGID, NURSE, DEC_1, "info_reply",
        heard("info_request", 30, 11, asked="two references",
              answer="Anne Cody (a.cody@example.org) and Pat Lynch (p.lynch@example.org) both know of your call."),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LETTERS)
def test_letter(name: str, golden: Golden) -> None:
    """The letter reads as it did when it was last read aloud."""
    made = letter(LETTERS[name])
    golden(f"letters/{name}.txt", f"Subject: {made.subject}\n\n{made.body}")
