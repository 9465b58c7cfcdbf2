"""Notes become an application, or everything that is wrong with them is said at once."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from followup_mail import zones
from followup_mail.model import Address, Application, How, Invitation, Person, Process, Scope
from followup_mail.notes import read_notes
from tests.odd_prose import ODD_PROSE

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
SMALL = "company: Northwind\nrole: Nurse\nwhen: 17 Nov 2026, 14:00 to 15:00\n"

NORTHWIND = """\
# interviews/northwind.yaml
company: Northwind Traders
role: Senior Data Engineer
process: senior                  # standard | senior
timezone: New York               # the employer's office
country: US-CA
recruiter: Priya Raman <priya.raman@northwind.example>      # who hears a check-in
# What draws me to the job is …
why_this_job: that the data team has a say before products are decided
when: 17 Nov 2026, 14:00 to 15:00
how: video                       # phone | video | in_person | informational
met:
  - name: Dana Ortiz
    email: dana.ortiz@northwind.example
    title: Head of Data
    greet_as: Dana
    # I enjoyed hearing about …
    we_talked_about: your plan to move the nightly Spark jobs to streaming
    # I bring … (or a whole sentence)
    i_bring: At Contoso I led the Kafka migration, forty jobs without one late close.
    # one whole sentence, optional
    also_say: The write-up I mentioned is at https://sam.example.org/cutover.
  - Sam Lee <sam.lee@northwind.example>
hear_back: by the end of next week
---
when: 1 Dec 2026, 09:30, 3 hours
how: in_person
met: Ben Ode <ben.ode@northwind.example>
we_talked_about: the pilot with the night shift
# a date for the decision itself; it outlives the next round
final_decision: by 18 December
"""


def read(text: str) -> Application:
    """The application of notes without problems."""
    application, problems = read_notes(text, "interviews/x.yaml", default_zone=LONDON, default_country=None)
    assert [str(problem) for problem in problems] == []
    assert application is not None
    return application


def told(text: str) -> list[str]:
    """What is wrong with notes; there is no application then."""
    application, problems = read_notes(text, "x.yaml", default_zone=LONDON, default_country=None)
    assert application is None
    return [str(problem) for problem in problems]


def test_the_whole_of_an_application() -> None:
    """Every fact stands where the letter, the plan and the messages look for it."""
    found = read(NORTHWIND)
    assert (found.id, found.company, found.role) == ("x", "Northwind Traders", "Senior Data Engineer")
    assert (found.zone.key, found.country, found.subdivision) == ("America/New_York", "US", "CA")
    assert found.process is Process.SENIOR
    assert found.recruiter == Address("Priya Raman", "priya.raman@northwind.example")
    assert found.why_this_job == "that the data team has a say before products are decided"
    first, second = found.interviews
    assert (first.id, second.id) == ("r1", "r2")
    assert first.start == datetime(2026, 11, 17, 14, tzinfo=NEW_YORK)
    assert second.end == datetime(2026, 12, 1, 12, 30, tzinfo=NEW_YORK)
    assert (first.how, second.how) == (How.VIDEO, How.IN_PERSON)
    assert first.people == (
        Person(
            "Dana Ortiz",
            "dana.ortiz@northwind.example",
            "Head of Data",
            "Dana",
            "your plan to move the nightly Spark jobs to streaming",
            "At Contoso I led the Kafka migration, forty jobs without one late close.",
            "The write-up I mentioned is at https://sam.example.org/cutover.",
        ),
        Person("Sam Lee", "sam.lee@northwind.example"),
    )
    assert [(promise.said.words, promise.scope, promise.at) for promise in first.promises + second.promises] == [
        ("by the end of next week", Scope.NEXT_STEP, None),
        ("by 18 December", Scope.FINAL_DECISION, None),
    ]
    assert second.we_talked_about == "the pilot with the night shift"


def test_each_field_knows_its_line() -> None:
    """Those of an interview under its id, those of the first part of the file also bare."""
    lines = read(NORTHWIND).lines
    assert [lines[name] for name in ("company", "when", "r1.when", "met[0].email", "r1.met[0].email")] == [
        2, 10, 10, 14, 14,
    ]  # fmt: skip
    assert [lines[name] for name in ("r1.met[1]", "r2", "r2.when", "r2.final_decision")] == [23, 26, 26, 31]


def test_what_is_left_out_has_its_usual_value() -> None:
    """The smallest file needs a company and a time."""
    found = read(SMALL)
    assert (found.zone, found.process, found.country) == (LONDON, Process.STANDARD, "GB")
    assert (found.wait, found.weekend, found.recruiter, found.do_not_chase) == (None, None, None, False)
    assert (found.interviews[0].people, found.interviews[0].promises) == ((), ())
    assert (found.interviews[0].how, found.interviews[0].cancelled) == (How.VIDEO, False)


def test_a_role_may_be_missing() -> None:
    """A letter lacks it then; the notes are fine."""
    assert read("company: X\nwhen: 17 Nov 2026, 14:00\n").role is None


def test_an_empty_key_says_nothing() -> None:
    """A key may stand there for later."""
    assert read(f"{SMALL}met:\nhear_back:\nwait:\ncountry:\nnotes:\n") == read(SMALL)


def test_further_keys() -> None:
    """The keys that few people need."""
    found = read(
        SMALL
        + "agency: Lea Roth <lea@roth.example>\ndo_not_chase: Yes\ndo_not_write: no\nwait: 10\nweekend: [FR, SA]\n"
        "reference: 2026/4711\nnews: I passed the exam\nnotes: |\n  parking\n\n  behind the house\nid: first\n"
        "link: https://x.example/a#b\nlocation: Room 5\ninvitation: {uid: a@b, sequence: 2}\ncancelled: yes\n"
    )
    assert found.agency == Address("Lea Roth", "lea@roth.example")
    assert (found.do_not_chase, found.do_not_write, found.wait, found.weekend) == (True, False, 10, frozenset({4, 5}))
    assert (found.reference, found.news) == ("2026/4711", "I passed the exam")
    assert found.notes == "parking\n\nbehind the house"
    (interview,) = found.interviews
    assert (interview.id, interview.link, interview.location) == ("first", "https://x.example/a#b", "Room 5")
    assert (interview.invitation, interview.cancelled) == (Invitation("a@b", 2), True)


@pytest.mark.parametrize(
    ("met", "people"),
    [
        pytest.param("Dana Ortiz", [Person("Dana Ortiz")], id="name"),
        pytest.param("Dana Ortiz <d@x.example>", [Person("Dana Ortiz", "d@x.example")], id="mailbox"),
        pytest.param("d@x.example", [Person("", "d@x.example")], id="address"),
        pytest.param('"Ortiz, Dana <d@x.example>"', [Person("Ortiz, Dana", "d@x.example")], id="comma"),
        pytest.param("{name: Dana, email: d@x.example}", [Person("Dana", "d@x.example")], id="braces"),
        pytest.param("[Dana, Sam <s@x.example>]", [Person("Dana"), Person("Sam", "s@x.example")], id="brackets"),
        pytest.param("\n  name: Dana\n  title: Boss", [Person("Dana", title="Boss")], id="keys"),
        pytest.param("\n- Dana\n- name: Sam", [Person("Dana"), Person("Sam")], id="list"),
        pytest.param("\n  - Dana\n  -\n", [Person("Dana")], id="empty-item"),
        pytest.param("Dana <d@bücher.example>", [Person("Dana", "d@xn--bcher-kva.example")], id="idn"),
        pytest.param("", [], id="nobody"),
    ],
)
def test_people_may_be_written_in_many_ways(met: str, people: list[Person]) -> None:
    """A name, an address, both, keys, or a list of these."""
    assert list(read(f"{SMALL}met: {met}\n").interviews[0].people) == people


def test_several_promises() -> None:
    """A list for several, in their words."""
    (interview,) = read(f"{SMALL}hear_back: [by Friday, 'soon']\n").interviews
    assert [promise.said.words for promise in interview.promises] == ["by Friday", "soon"]


@pytest.mark.parametrize(
    ("notes", "default_country", "expected"),
    [
        pytest.param("country: FR\ntimezone: New York\n", "JP", ("FR", None), id="the-notes-country-first"),
        pytest.param("timezone: New York\n", "JP", ("US", None), id="then-the-country-of-the-notes-zone"),
        pytest.param("", "US-CA", ("US", "CA"), id="then-mine"),
        pytest.param("", None, ("GB", None), id="then-that-of-my-zone"),
        pytest.param("timezone: UTC\n", "JP", (None, None), id="a-zone-of-no-country"),
    ],
)
def test_whose_holidays_count(notes: str, default_country: str | None, expected: tuple[str | None, str | None]) -> None:
    """The nearer to the employer, the more it counts."""
    found, problems = read_notes(SMALL + notes, "x.yaml", default_zone=LONDON, default_country=default_country)
    assert problems == []
    assert found is not None
    assert (found.country, found.subdivision) == expected


BAD: Mapping[str, tuple[str, str]] = {
    "empty": ("", "x.yaml: the file is empty"),
    "only-comments": ("# nothing\n", "x.yaml: the file is empty"),
    "no-company": ("when: 17 Nov 2026, 14:00\n", "x.yaml:1: company: it is missing"),
    "no-when": ("company: X\n", "x.yaml:1: when: it is missing; add a line such as `when: 17 Nov 2026"),
    "no-when-later": (f"{SMALL}---\nhow: video\n", "x.yaml:5: when: it is missing"),
    "misspelt": (f"{SMALL}hear_bak: soon\n", "x.yaml:4: hear_bak: there is no such key; did you mean `hear_back`?"),
    "another-name": (f"{SMALL}position: x\n", "did you mean `role`?"),
    "application-key-below": (f"{SMALL}---\nwhen: 1 Dec 2026, 09:00\nwait: 9\n", "move it above the first `---`"),
    "person-key": (f"{SMALL}greet_as: Dana\n", "it belongs to a person below `met`"),
    "twice": (f"{SMALL}role: Cook\n", "x.yaml:4: role: `role` stands twice, first on line 2"),
    "impossible-date": ("company: X\nwhen: 31 Nov 2026, 14:00\n", "x.yaml:2: when: "),
    "ambiguous-date": ("company: X\nwhen: 03/04/2026, 14:00\n", "x.yaml:2: when: "),
    "no-such-hour": ("company: X\nwhen: 29 Mar 2026, 01:30\n", "x.yaml:2: when: "),
    "an-hour-twice": ("company: X\nwhen: 25 Oct 2026, 01:30\n", "x.yaml:2: when: "),
    "relative-date": ("company: X\nwhen: yesterday, 14:00\n", "x.yaml:2: when: "),
    "zone": (f"{SMALL}timezone: Nirgendwo\n", "x.yaml:4: timezone: "),
    "country": (f"{SMALL}country: XX\n", "x.yaml:4: country: "),
    "country-name": (f"{SMALL}country: Nowhereland\n", "x.yaml:4: country: "),
    "process": (f"{SMALL}process: slow\n", "x.yaml:4: process: `slow` is none of standard, senior"),
    "how": (f"{SMALL}how: vidoe\n", "did you mean video?"),
    "wait": (f"{SMALL}wait: 6\n", "6 is not between 7 and 365: asking within a week comes too soon"),
    "weekend-all": (f"{SMALL}weekend: [MO, TU, WE, TH, FR, SA, SU]\n", "no working day is left"),
    "weekday": (f"{SMALL}weekend: [FR, SO]\n", "x.yaml:4: weekend[1]: `SO` is no day of the week"),
    "promise": (f"{SMALL}hear_back: goldfish\n", "x.yaml:4: hear_back: "),
    "address": (f"{SMALL}recruiter: Priya Raman\n", "x.yaml:4: recruiter: "),
    "local-part": (f"{SMALL}met: Zoë <zoë@x.example>\n", "x.yaml:4: met: "),
    "person-address": (f"{SMALL}met:\n  - name: D\n    email: d.example\n", "x.yaml:6: met[0].email: "),
    "name-with-address": (f"{SMALL}met:\n  - name: D <d@x.example>\n", "met[0].name: the name holds an address"),
    "two-people": (f"{SMALL}met: Dana and Sam\n", "looks like more than one person; write a list"),
    "same-person": (f"{SMALL}met: [Dana <d@x.example>, D <D@X.example>]\n", "x.yaml:4: met[1]: D stands here twice"),
    "no-name": (f"{SMALL}met:\n  - title: Boss\n", "x.yaml:5: met[0]: this person has no name"),
    "name-with-break": (f'{SMALL}met:\n  - name: "D\\nBcc: e"\n', "met[0].name: the value has a line break in it"),
    "two-ids": (f"{SMALL}id: r2\n---\nwhen: 1 Dec 2026, 09:00\n", "two interviews have the id r2, the other on line 4"),
    "bad-id": (f'{SMALL}id: "a b"\n', "an id is one word"),
    "id-with-break": (f'{SMALL}id: "a\\nb"\n', "the value has a line break in it"),
    "invitation": (f"{SMALL}invitation: a@b\n", "this has keys of its own"),
    "unquoted": (f"{SMALL}we_talked_about: the cluster: live in May\n", 'we_talked_about: "the cluster: live in May"'),
}


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_has_one_clear_line(name: str) -> None:
    """One problem, with its place; nothing else is blamed for it."""
    text, problem = BAD[name]
    lines = told(text)
    assert len(lines) == 1
    assert problem in lines[0]


def test_all_problems_of_a_file_come_at_once() -> None:
    """In the order of the lines, whatever found them."""
    text = "company: X\nrol: Cook\nwhen: 31 Nov 2026, 14:00\nhow: vidoe\ni_bring: @home\nmet: d@\n---\nhow: phone\n"
    assert [line.split(": ")[0] for line in told(text)] == [f"x.yaml:{number}" for number in (2, 3, 4, 5, 6, 8)]


def test_a_value_that_yaml_could_not_read_is_blamed_once() -> None:
    """A missing key is no second problem of the same line."""
    assert len(told("company: @home\nwhen: 17 Nov 2026, 14:00\n")) == 1


def test_many_odd_values() -> None:
    """The list of odd prose is as long as it promises."""
    assert len(set(ODD_PROSE)) > 500


@pytest.mark.parametrize("key", ["we_talked_about", "why_this_job", "i_bring"])
def test_prose_written_by_hand_is_never_silently_different(key: str) -> None:
    """Each odd value comes back as it was typed, or is a problem in its own line."""
    read_back = 0
    for value in ODD_PROSE:
        if is_quoted(value) or "\r" in value or "\n" in value:
            continue
        found, problems = read_notes(f"{SMALL}{key}: {value}\n", "x.yaml", default_zone=LONDON, default_country=None)
        if found is None:
            assert [problem.line for problem in problems] == [4], value
            assert problems[0].problem, value
        else:
            said = found.why_this_job if key == "why_this_job" else getattr(found.interviews[0], key)
            assert (said or "") == value.strip(" "), value
            read_back += 1
    assert read_back > 150


def is_quoted(value: str) -> bool:
    """Whoever types quotation marks around the whole of a value means YAML's."""
    return len(value) > 1 and value[0] == value[-1] and value[0] in "'\""


def test_zones_are_asked_for_the_country() -> None:
    """The zone of the employer's office tells the country, by the zone database."""
    assert zones.country_of("America/New_York") == "US"
