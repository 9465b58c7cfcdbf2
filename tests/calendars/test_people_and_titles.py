"""Whom one meets, how they are called, for which job, and where: what programs put around it is taken away."""

import pytest

from followup_mail.calendars.blocks import Block, read_calendars
from followup_mail.calendars.parties import Candidate, Party, organiser_of, people_of
from followup_mail.calendars.places import read_place
from followup_mail.calendars.senders import employer_domain, is_relay, is_shared
from followup_mail.calendars.titles import Title, read_title
from followup_mail.model import How

SAM = Candidate("Sam Tester", ("sam@example.org", "sam.t@gmail.com"))


def event(*lines: str) -> Block:
    """A VEVENT of these lines."""
    (calendar,) = read_calendars(
        "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    )
    return next(iter(calendar.within("VEVENT")))


def people(*lines: str) -> list[Party]:
    """Whom Sam meets."""
    block = event(*lines)
    return list(people_of(block, organiser_of(block), SAM)[0])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("Dana Ortiz", "Dana Ortiz", id="as it is"),
        pytest.param('"Ortiz, Dana"', "Dana Ortiz", id="last name first"),
        pytest.param('"Ortiz, Dana (Data Platform)"', "Dana Ortiz", id="with the department"),
        pytest.param('"Ortiz, Dana (Data) [External]"', "Dana Ortiz", id="two brackets"),
        pytest.param('"Dana Ortiz (she/her)"', "Dana Ortiz", id="pronouns"),
        pytest.param('"van den Berg, Jan"', "Jan van den Berg", id="a name of three words"),
        pytest.param('"Duarte, Ines, PhD"', "Ines Duarte", id="a degree"),
        pytest.param('"Ines Duarte, PhD"', "Ines Duarte, PhD", id="a degree behind the name"),
        pytest.param('"Ben Ode via Calendly"', "Ben Ode", id="via a service"),
        pytest.param('"Ben Ode | Northwind"', "Ben Ode", id="the company behind it"),
        pytest.param("CN=Dana Ortiz/OU=HR/O=Northwind", "Dana Ortiz", id="Lotus Notes"),
        pytest.param("Dana Ortiz/HR/Northwind@Northwind", "Dana Ortiz", id="Lotus Notes, short"),
        pytest.param("=?UTF-8?Q?Zo=C3=AB_K=C3=BChn?=", "Zoë Kühn", id="an encoded word"),
        pytest.param("=?utf-8?B?Wm/DqyA=?= =?utf-8?B?S8O8aG4=?=", "Zoë Kühn", id="two encoded words"),
        pytest.param("Kim ^'KJ^' Jong", 'Kim "KJ" Jong', id="carets"),
        pytest.param("dana@n.example", "", id="the address"),
        pytest.param("'Dana@N.example'", "", id="the address in quotes"),
        pytest.param("other@n.example", "", id="another address"),
        pytest.param("", "", id="nothing"),
        pytest.param("+1 555 0100", "", id="a number"),
        pytest.param("x" * 150, "", id="no name is so long"),
        pytest.param("'Dana Ortiz'", "Dana Ortiz", id="in single quotes"),
    ],
)
def test_names(written: str, name: str) -> None:
    """First name first, without brackets, services and organisations; no name is made from an address."""
    (person,) = people(f"ATTENDEE;CN={written}:mailto:dana@n.example")
    assert person == Party(name, "dana@n.example", person.organisation)


@pytest.mark.parametrize(
    ("written", "email"),
    [
        pytest.param(":mailto:dana@n.example", "dana@n.example", id="mailto"),
        pytest.param(":MAILTO:Dana@N.example", "Dana@n.example", id="capitals"),
        pytest.param(":dana@n.example", "dana@n.example", id="without mailto"),
        pytest.param(":mailto:mailto:dana@n.example", "dana@n.example", id="twice"),
        pytest.param(":mailto:<dana@n.example>", "dana@n.example", id="in brackets"),
        pytest.param(":mailto:dana%2Bjobs@n.example?subject=x", "dana+jobs@n.example", id="as a link"),
        pytest.param(";EMAIL=dana@n.example:mailto:2_AB@imip.me.com", "dana@n.example", id="a relay and EMAIL"),
        pytest.param(";EMAIL=dana@n.example:/aMTIz/principal/", "dana@n.example", id="a path and EMAIL"),
        pytest.param(";EMAIL=dana@n.example:urn:uuid:1", "dana@n.example", id="a number and EMAIL"),
        pytest.param(":invalid:nomail", None, id="none"),
        pytest.param(":mailto:dana @ n", None, id="no address"),
    ],
)
def test_addresses(written: str, email: str | None) -> None:
    """The address in whatever dress; where there is none, the name stays alone."""
    (person,) = people(f"ATTENDEE;CN=Dana Ortiz{written}")
    assert (person.name, person.email) == ("Dana Ortiz", email)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("ATTENDEE;CN=Sam:mailto:SAM@example.org", id="me"),
        pytest.param("ATTENDEE;CN=Sam:mailto:sam+jobs@example.org", id="me behind a plus"),
        pytest.param("ATTENDEE;CN=Sam:mailto:sam.t@googlemail.com", id="me under Gmail's other name"),
        pytest.param("ATTENDEE;CN=sam tester:mailto:other@example.net", id="my name"),
        pytest.param("ATTENDEE;CUTYPE=RESOURCE;CN=Projector:mailto:p@n.example", id="a resource"),
        pytest.param("ATTENDEE;CUTYPE=ROOM;CN=Hudson:mailto:r@n.example", id="a room"),
        pytest.param("ATTENDEE;CUTYPE=GROUP;CN=Data:mailto:d@n.example", id="a list"),
        pytest.param("ATTENDEE;ROLE=NON-PARTICIPANT;CN=Room:mailto:r@n.example", id="no participant"),
        pytest.param(
            "ATTENDEE;ROLE=NON_PARTICIPANT;CN=Room:mailto:r@n.example", id="no participant, with an underscore"
        ),
        pytest.param("ATTENDEE;CN=Room:mailto:c_1@resource.calendar.google.com", id="Google's rooms"),
        pytest.param("ATTENDEE;CN=Recruiting:mailto:recruiting@n.example", id="a shared mailbox"),
        pytest.param("ATTENDEE;CN=Northwind:mailto:no-reply+17@n.example", id="one that takes no answer"),
        pytest.param("ATTENDEE;CN=Notes:mailto:bot@goodtime.io", id="a service"),
        pytest.param("ATTENDEE;CN=Relay:mailto:2_AB@imip.me.com", id="a relay"),
        pytest.param("ATTENDEE:", id="nobody"),
    ],
)
def test_who_is_not_met(line: str) -> None:
    """The candidate, things, lists, shared mailboxes and services are left out."""
    assert people(line, "ATTENDEE;CN=Dana Ortiz:mailto:dana@n.example") == [Party("Dana Ortiz", "dana@n.example")]


def test_one_person_twice_is_one_and_who_is_left_out_is_said() -> None:
    """By address; and a shared mailbox that is dropped is named, for it may be somebody after all."""
    block = event(
        "ATTENDEE;CN=Dana:mailto:d@n.example",
        "ATTENDEE;CN=Dana Ortiz:mailto:D@n.example",
        "ATTENDEE:mailto:jobs@n.example",
    )
    found, left_out = people_of(block, None, SAM)
    assert [person.name for person in found] == ["Dana"]
    assert left_out == ("jobs@n.example is left out as a shared mailbox, not a person",)


@pytest.mark.parametrize(
    ("address", "shared", "relay", "domain"),
    [
        pytest.param("dana@northwind.example", False, False, "northwind.example", id="a person"),
        pytest.param("london@northwind.example", False, False, "northwind.example", id="a place may be a name"),
        pytest.param("talent.acquisition@northwind.example", True, False, "northwind.example", id="shared"),
        pytest.param("us-recruiting@northwind.example", True, False, "northwind.example", id="shared, by country"),
        pytest.param("noreply@northwind.example", True, True, "northwind.example", id="no answer"),
        pytest.param("sam@gmail.com", False, False, "", id="a mail provider"),
        pytest.param("x@us.greenhouse-mail.io", False, True, "", id="a hiring service"),
        pytest.param("invites@calendly.com", True, True, "", id="a calendar service"),
        pytest.param("unknownorganizer@calendar.google.com", True, True, "", id="Google's own"),
        pytest.param("x@northwind.onmicrosoft.com", False, False, "", id="Microsoft's own"),
    ],
)
def test_what_an_address_says(address: str, shared: bool, relay: bool, domain: str) -> None:
    """Whether it is somebody's, whether it takes an answer, and whose domain it may be."""
    assert (is_shared(address), is_relay(address), employer_domain(address)) == (shared, relay, domain)


DANA = Party("Dana Ortiz", "dana@northwind.example")
PRIYA = Party("Priya Raman", "priya.raman@northwind.example")


def title(summary: str, description: str = "", *others: Party, subject: str = "") -> Title:
    """Company and role of a talk with Dana, called by Priya."""
    everybody = (*others, DANA, PRIYA, Party("Sam Tester", "sam@example.org"))
    return read_title(
        summary,
        description,
        everybody,
        [*others, DANA] if not others else list(others),
        None if others else PRIYA,
        subject=subject,
    )


@pytest.mark.parametrize(
    ("summary", "company", "role"),
    [
        pytest.param(
            "Interview: Senior Data Engineer - Northwind Traders",
            "Northwind Traders",
            "Senior Data Engineer",
            id="a role and a company",
        ),
        pytest.param(
            "Northwind Traders | Senior Data Engineer | Technical Screen",
            "Northwind Traders",
            "Senior Data Engineer",
            id="bars",
        ),
        pytest.param(
            "Senior Data Engineer Interview @ Northwind", "Northwind", "Senior Data Engineer", id="an at sign"
        ),
        pytest.param(
            "Interview with Northwind for the Product Manager role", "Northwind", "Product Manager", id="in words"
        ),
        pytest.param(
            "Sam Tester <> Northwind Traders - Technical interview", "Northwind Traders", None, id="two parties"
        ),
        pytest.param("Sam Tester and Dana Ortiz", "Northwind", None, id="two people: the domain"),
        pytest.param("Hiring manager interview (Sam Tester)", "Northwind", None, id="a stage, and me in brackets"),
        pytest.param("Interview with Dana - Platform team", "Northwind", None, id="a person and a team"),
        pytest.param("Interview at Northwind Traders, Inc. - Nurse", "Northwind Traders, Inc", "Nurse", id="Inc"),
        pytest.param(
            "Charge Nurse interview - St Brigid's Hospital",
            "St Brigid's Hospital",
            "Charge Nurse",
            id="a hospital that is not the domain",
        ),
        pytest.param("Interview - 45 min - Tue 14:00", "Northwind", None, id="a time"),
        pytest.param("Invitation: Interview with Northwind Traders", "Northwind Traders", None, id="as a subject"),
        pytest.param("Engineering Manager chat", "Northwind", "Engineering Manager", id="a role alone"),
        pytest.param(
            "Interview (JR-4711) Warehouse Shift Lead", "Northwind", "Warehouse Shift Lead", id="a job's number"
        ),
        pytest.param("", "Northwind", None, id="no title"),
        pytest.param("Video interview - Registered Nurse, Ward 7", "Northwind", "Registered Nurse", id="a ward"),
        pytest.param(
            "Gespräch bei Nordwind GmbH als Data Engineer (m/w/d)", "Nordwind GmbH", "Data Engineer", id="German"
        ),
        pytest.param("Marks & Spencer interview", "Marks & Spencer", None, id="an ampersand"),
    ],
)
def test_titles(summary: str, company: str, role: str | None) -> None:
    """Stages, people, teams and times are no company; what fits the addresses is believed first."""
    found = title(summary)
    assert (found.company, found.role) == (company, role)


@pytest.mark.parametrize(
    ("description", "company", "role"),
    [
        pytest.param("Role: Staff Engineer (Payments)", "Northwind", "Staff Engineer (Payments)", id="a label"),
        pytest.param("Company: Contoso\nJob title: Baker", "Contoso", "Baker", id="labels win"),
        pytest.param(
            "You are interviewing for Staff Nurse at Northwind Clinic.",
            "Northwind Clinic",
            "Staff Nurse",
            id="a sentence",
        ),
        pytest.param(
            "an interview for the position of Senior Data Engineer.",
            "Northwind",
            "Senior Data Engineer",
            id="the position of",
        ),
        pytest.param(
            "We are glad to talk about the Junior Baker vacancy with you",
            "Northwind",
            "Junior Baker",
            id="about the vacancy",
        ),
        pytest.param("Your role will be to listen.", "Northwind", None, id="a role that is none"),
    ],
)
def test_what_the_text_tells(description: str, company: str, role: str | None) -> None:
    """Labelled lines and plain sentences of the description."""
    found = title("Interview", description)
    assert (found.company, found.role) == (company, role)


def test_nothing_is_proposed_where_nothing_is_told() -> None:
    """A recruiter at a mail provider, and a title without a company: then none is guessed."""
    assert title("Chat", "", Party("Fiona", "fiona@gmail.com")).company is None
    assert title("Interview with Fiona Macrae", "", Party("", "fiona.macrae@gmail.com")).company is None
    assert title("Interview with Contoso", "", Party("Fiona", "fiona@gmail.com")).company is None


def test_what_is_read_from_addresses_is_said_to_be() -> None:
    """A proposal that rests on a domain asks to be looked at."""
    assert title("Interview").warnings == (
        "the company is read from its addresses (northwind.example): is it Northwind?",
    )
    assert title("Interview at Northwind Traders").warnings == ()


# --- where, and how -------------------------------------------------------------------------------------------------

TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0"
ZOOM = "https://us02web.zoom.us/j/1?pwd=a"


@pytest.mark.parametrize(
    ("summary", "lines", "description", "how", "link", "site"),
    [
        pytest.param(
            "Interview", ("LOCATION:Microsoft Teams Meeting",), f"Join<{TEAMS}>", How.VIDEO, TEAMS, "", id="Teams"
        ),
        pytest.param(
            "Interview", (f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{TEAMS}",), "", How.VIDEO, TEAMS, "", id="Teams' own field"
        ),
        pytest.param(
            "Interview",
            ("X-GOOGLE-CONFERENCE:https://meet.google.com/a",),
            "",
            How.VIDEO,
            "https://meet.google.com/a",
            "",
            id="Meet",
        ),
        pytest.param("Interview", (f"LOCATION:{ZOOM}",), "", How.VIDEO, ZOOM, "", id="a link as place"),
        pytest.param(
            "Interview",
            ("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://call.n.example/1",),
            "",
            How.VIDEO,
            "https://call.n.example/1",
            "",
            id="RFC 7986",
        ),
        pytest.param(
            "Interview", (), f"https://www.n.example/job {ZOOM}.", How.VIDEO, ZOOM, "", id="the call among links"
        ),
        pytest.param("Interview", (), "https://www.n.example/job", None, None, "", id="a link that is no call"),
        pytest.param(
            "Interview",
            (),
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F9&data=1",
            How.VIDEO,
            "https://zoom.us/j/9",
            "",
            id="wrapped by a filter",
        ),
        pytest.param(
            "Interview",
            (),
            "https://www.google.com/url?q=https://zoom.us/j/9&sa=D",
            How.VIDEO,
            "https://zoom.us/j/9",
            "",
            id="wrapped by Google",
        ),
        pytest.param(
            "Interview", ("LOCATION:12 Harbour Street",), "", How.IN_PERSON, None, "12 Harbour Street", id="a street"
        ),
        pytest.param(
            "Interview",
            ("LOCATION:Quay 1 https://maps.google.com/?q=1",),
            "",
            How.IN_PERSON,
            None,
            "Quay 1",
            id="a map is no call",
        ),
        pytest.param(
            "Interview",
            ("LOCATION:12 Harbour Street", "X-GOOGLE-CONFERENCE:https://meet.google.com/a"),
            "",
            None,
            "https://meet.google.com/a",
            "12 Harbour Street",
            id="both: not told",
        ),
        pytest.param(
            "Interview",
            (
                "LOCATION:Teams; Hudson",
                "ATTENDEE;CUTYPE=ROOM;CN=Hudson:mailto:r@n.example",
                f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{TEAMS}",
            ),
            "",
            How.VIDEO,
            TEAMS,
            "",
            id="their own room",
        ),
        pytest.param(
            "On-site interview",
            ("X-GOOGLE-CONFERENCE:https://meet.google.com/a",),
            "",
            How.IN_PERSON,
            "https://meet.google.com/a",
            "",
            id="the title comes first",
        ),
        pytest.param(
            "Phone screen",
            ("X-GOOGLE-CONFERENCE:https://meet.google.com/a",),
            "",
            How.PHONE,
            "https://meet.google.com/a",
            "",
            id="a phone screen with a link",
        ),
        pytest.param("Interview", ("LOCATION:+44 20 7946 0000",), "", How.PHONE, None, "", id="a number"),
        pytest.param("Interview", ("LOCATION:Phone call",), "", How.PHONE, None, "", id="by phone"),
        pytest.param("Coffee chat", (), "", How.INFORMATIONAL, None, "", id="informational"),
        pytest.param("Interview", ("LOCATION:TBD",), "", None, None, "", id="to be decided"),
        pytest.param(
            "Interview",
            ("LOCATION:javascript:alert(1)",),
            "",
            How.IN_PERSON,
            None,
            "javascript:alert(1)",
            id="no web address",
        ),
        pytest.param("Interview", (), "", None, None, "", id="nothing"),
    ],
)
def test_how_and_where(
    summary: str, lines: tuple[str, ...], description: str, how: How | None, link: str | None, site: str
) -> None:
    """The link to the call, the place one goes to, and the way of talking; two ways at once are not decided."""
    found = read_place(event(*lines), summary, description)
    assert (found.how, found.link, found.site) == (how, link, site)
