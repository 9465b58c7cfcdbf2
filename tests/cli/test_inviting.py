"""`add --from`: from the invitation to notes and letter; updates, cancellations, answers, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.running import CONFIG, NORTHWIND, Program, as_a_process

INVITATIONS = Path(__file__).parent.parent / "data" / "invitations"
AFTERWARDS = "2026-11-17T16:30-05:00"
BEFORE = "2026-11-12T10:00-05:00"
FACTS = {"method", "uid", "sequence", "summary", "start", "end", "timezone", "location", "link", "organizer"}
FACTS |= {"people", "company", "role", "how"}


def file(name: str) -> str:
    """The path of one of the invitations."""
    return str(INVITATIONS / name)


@pytest.fixture
def sam(program: Program) -> Program:
    """A home that knows who Sam is, and nothing else."""
    program.write("config.yaml", CONFIG)
    return program


def everything(home: Path) -> dict[str, bytes]:
    """Every file of a home with its bytes."""
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}


# --- the whole way --------------------------------------------------------------------------------------------------


def test_invitation_in_thank_you_out(sam: Program) -> None:
    """From the recruiter's mail to the finished thank-you with the right name, day and window; nothing else typed."""
    told = ("--talked-about", "the pilot with the night shift", "--i-bring", "three years of Kafka")
    ran = sam("add", "--from", file("outlook-exchange.eml"), *told, "--via", "file", now=AFTERWARDS)
    assert ran.code == 0, ran.err
    assert "Tuesday 17 November 2026, 14:00 to 15:30 in New York (UTC-05:00), 19:00 by your clock" in " ".join(
        ran.err.split()
    )
    notes = sam.read("interviews/northwind-traders.yaml")
    for line in (
        'company: "Northwind Traders"',
        'role: "Senior Data Engineer"',
        'timezone: "America/New_York"',
        'recruiter: "Priya Raman <priya.raman@northwind.example>"',
        'when: "17 Nov 2026, 14:00 to 15:30"',
        "how: video",
        '  - name: "Dana Ortiz"',
        '    email: "Dana.Ortiz@northwind.example"',
        'link: "https://teams.microsoft.com/l/meetup-join/19%3ameeting_Zm9v/0"',
    ):
        assert f"{line}\n" in notes, line
    assert "sam@example.org" not in notes
    letters = sorted(path.read_text(encoding="ascii") for path in (sam.home / "drafts").iterdir())
    assert len(letters) == 2
    assert any("To: Dana Ortiz <Dana.Ortiz@northwind.example>" in letter for letter in letters)
    assert "the pilot with the night shift" in " ".join(letters).replace("=\n", "")
    (dana,) = (m for m in sam("due", "--all", "--json").json["messages"] if m["covers"] == ["Dana Ortiz"])
    assert dana["not_after"] == "2026-11-19T15:30:00-05:00"
    assert sam("sent", "northwind", "--to", "dana").code == 0
    checks = [m for m in sam("due", "--json").json["messages"] if m["kind"] == "status_check"]
    assert [m["to"]["email"] for m in checks] == ["priya.raman@northwind.example"]


def test_before_the_talk_it_is_noted_and_waits(sam: Program) -> None:
    """An invitation usually comes before the talk: the letter has its day, and nothing is asked or written yet."""
    ran = sam("add", "--from", file("google-request.eml"), now=BEFORE)
    assert ran.code == 0, ran.err
    assert not list((sam.home / "drafts").iterdir())
    (message, *_) = sam("due", "--json", now=BEFORE).json["messages"]
    assert (message["kind"], message["status"]) == ("thank_you", "not_yet")


def test_it_comes_through_a_pipe(tmp_path: Path) -> None:
    """`cat invite.eml | followup-mail add --from -`, as a process of its own."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "config.yaml").write_text(CONFIG, encoding="utf-8")
    data = (INVITATIONS / "zoom.eml").read_bytes()
    ran = as_a_process("--now", BEFORE, "add", "--from", "-", stdin=data, home=home)
    assert ran.returncode == 0, ran.stderr
    assert 'timezone: "America/New_York"' in (home / "interviews/kestrel-logistics.yaml").read_text(encoding="utf-8")


def test_what_is_said_wins_over_the_file(sam: Program) -> None:
    """Company, role, people and time of the command line are believed before those of the file."""
    flags = ("--role", "Baker", "--met", "Ana López <ana@contoso.example>", "--how", "phone")
    assert sam("add", "Contoso", "--from", file("google-request.eml"), *flags, now=BEFORE).code == 0
    notes = sam.read("interviews/contoso.yaml")
    assert 'role: "Baker"' in notes
    assert "how: phone" in notes
    assert "Ana López" in notes
    assert "Dana" not in notes


def test_a_known_application_gets_a_further_interview(northwind: Program) -> None:
    """By the addresses of its people, whatever the title calls it; its own zone and recruiter stay."""
    earlier = NORTHWIND.replace("17 Nov 2026", "3 Nov 2026")
    northwind.write("interviews/northwind.yaml", earlier)
    ran = northwind("add", "--from", file("teams-utc.ics"), now=BEFORE)
    assert ran.code == 0, ran.err
    notes = northwind.read("interviews/northwind.yaml")
    assert notes.startswith(earlier)
    assert 'when: "17 Nov 2026, 14:00 to 15:00"' in notes[len(earlier) :]  # 19:00 UTC, by New York's clock
    assert notes.count("recruiter:") == 1


def test_the_invitation_to_a_talk_that_is_noted_is_added_to_it(northwind: Program) -> None:
    """The same time is the same talk: it gains the invitation, and stays one."""
    ran = northwind("add", "--from", file("teams-utc.ics"), now=BEFORE)
    assert ran.code == 0, ran.err
    notes = northwind.read("interviews/northwind.yaml")
    assert notes.startswith(NORTHWIND)
    assert notes.count("when:") == 1
    assert "uid:" in notes[len(NORTHWIND) :]


def test_the_persons_own_zone_is_not_repeated(sam: Program) -> None:
    """A zone that is mine anyway is left out, so that my own country with its subdivision still counts."""
    sam("add", "--from", file("yahoo.eml"), now=BEFORE)
    assert "timezone:" not in sam.read("interviews/st-brigids-hospital.yaml")


@pytest.mark.parametrize(
    ("name", "flags", "when", "said"),
    [
        pytest.param("floating.ics", (), "17 Nov 2026, 14:00 to 15:00", "taken as that of Europe/London", id="mine"),
        pytest.param(
            "floating.ics", ("--timezone", "Madrid"), "17 Nov 2026, 14:00 to 15:00", "names no zone", id="told"
        ),
        pytest.param("all-day.ics", (), "17 Nov 2026, 09:00 to 17:00", "until 17:00 assumed", id="a day alone"),
        pytest.param("no-end.ics", (), "17 Nov 2026, 14:00 to 15:00", "60 minutes assumed", id="a start alone"),
    ],
)
def test_what_the_file_leaves_open_is_said(
    sam: Program, name: str, flags: tuple[str, ...], when: str, said: str
) -> None:
    """No zone, no clock time, no end: kept as far as it goes, and told."""
    ran = sam("add", "--from", file(name), *flags, now=BEFORE)
    assert ran.code == 0, ran.err
    assert said in " ".join(ran.err.split())
    assert f'when: "{when}"' in sam.read("interviews/contoso.yaml")


# --- --dry-run ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["google-request.eml", "outlook-exchange.eml", "zoom.eml", "lotus.ics", "floating.ics"]
)
def test_a_dry_run_prints_facts_and_writes_nothing(sam: Program, name: str) -> None:
    """The shape that programs rely on: all keys, null for what cannot be told, exit code 0."""
    before = everything(sam.home)
    ran = sam("add", "--from", file(name), "--json", "--dry-run")
    assert ran.code == 0, ran.err
    assert ran.json.keys() == {"schema", "invitation", "missing", "warnings"}
    assert ran.json["schema"] == 1
    facts: dict[str, Any] = ran.json["invitation"]
    assert facts.keys() == FACTS
    assert facts["organizer"].keys() == {"name", "email"}
    assert all(person.keys() == {"name", "email"} for person in facts["people"])
    missing = {name for name in ("company", "role", "how", "timezone") if facts[name] is None} | (
        set() if facts["people"] else {"people"}
    )
    assert set(ran.json["missing"]) == missing
    assert everything(sam.home) == before


def test_a_dry_run_for_people(sam: Program) -> None:
    """The same in words."""
    ran = sam("add", "--from", file("lotus.ics"), "--dry-run")
    assert ran.code == 0
    assert "With Priya Raman <priya.raman@northwind.example> and Dana Ortiz" in " ".join(ran.out.split())
    assert "Not told: role, how." in ran.out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("cancellation.ics", "this is a cancellation", id="cancellation"),
        pytest.param("answer.ics", "no invitation but an answer by Dana Ortiz, who accepts", id="answer"),
        pytest.param("counter.ics", "no invitation but a proposal of another time by Dana Ortiz", id="proposal"),
        pytest.param("no-start.ics", "has no start", id="no start"),
        pytest.param("letter.txt", "no invitation in it", id="text"),
        pytest.param("truncated.ics", "breaks off in the middle", id="truncated"),
        pytest.param("winmail.eml", "winmail.dat", id="winmail"),
    ],
)
def test_what_is_no_invitation_says_which_it_is(sam: Program, name: str, words: str) -> None:
    """Exit code 3 and one line, dry run or not; nothing is written."""
    before = everything(sam.home)
    for flags in (("--json", "--dry-run"), ("--dry-run",), ()):
        ran = sam("add", "--from", file(name), *flags)
        assert ran.code == 3, flags
        assert len([line for line in ran.err.splitlines() if line.startswith("followup-mail:")]) == 1
        if flags:
            assert words in ran.err
        if "--json" in flags and name in ("cancellation.ics", "answer.ics", "no-start.ics"):
            assert json.loads(ran.out)["invitation"].keys() == FACTS
    assert everything(sam.home) == before


def test_several_events_are_listed_and_one_can_be_named(sam: Program) -> None:
    """In a script the file is not guessed from: --event says which."""
    before = everything(sam.home)
    ran = sam("add", "--from", file("several.ics"), now=BEFORE)
    assert ran.code == 2
    assert "1  Tuesday 17 November 2026, 19:00 to 19:30 (UTC+00:00)  Northwind phone screen" in ran.err
    assert "--event NUMBER" in ran.err
    assert everything(sam.home) == before
    assert sam("add", "--from", file("several.ics"), "--event", "3", now=BEFORE).code == 2
    assert sam("add", "--from", file("several.ics"), "--event", "2", now=BEFORE).code == 0
    assert 'when: "18 Nov 2026, 15:00 to 17:00"' in sam.read("interviews/northwind.yaml")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("--from", "no-such.ics"), 2, id="no file"),
        pytest.param(("--from", ""), 2, id="no name"),
        pytest.param(("--from", "."), 2, id="a folder"),
        pytest.param(("--dry-run",), 2, id="nothing to try"),
        pytest.param(("--event", "1"), 2, id="no file for the event"),
    ],
)
def test_what_cannot_be_asked_for(sam: Program, words: tuple[str, ...], code: int) -> None:
    """A file that is not there, and flags that go with --from alone."""
    ran = sam("add", *words)
    assert ran.code == code
    assert len(ran.err.splitlines()) == 1


# --- what comes later -----------------------------------------------------------------------------------------------


@pytest.fixture
def invited(sam: Program) -> Program:
    """A home with the interview of Google's invitation, noted before the talk."""
    assert sam("add", "--from", file("google-request.eml"), "--role", "Data Engineer", now=BEFORE).code == 0
    return sam


def test_an_update_says_what_changed_and_moves_the_interview(invited: Program) -> None:
    """Same UID, higher SEQUENCE: the journal has the new time, and the plan follows it; the notes stay as they are."""
    notes = invited.read("interviews/northwind-traders.yaml")
    ran = invited("add", "--from", file("update.ics"), now=BEFORE)
    assert ran.code == 0, ran.err
    assert "when: Tue 17 Nov 2026, 14:00 to 15:00 → Wed 18 Nov 2026, 10:00 to 11:00" in ran.out
    (entry,) = invited.journal
    assert {key: entry[key] for key in ("event", "interview", "start", "end", "sequence")} == {
        "event": "interview_moved",
        "interview": "r1",
        "start": "2026-11-18T10:00:00-05:00",
        "end": "2026-11-18T11:00:00-05:00",
        "sequence": 1,
    }
    assert invited.read("interviews/northwind-traders.yaml") == notes
    (message, *_) = invited("due", "--json", now=BEFORE).json["messages"]
    assert message["not_after"] == "2026-11-20T11:00:00-05:00"


def test_the_same_again_changes_nothing(invited: Program) -> None:
    """An update handed over twice is noted once; the first invitation comes too late then."""
    invited("add", "--from", file("update.ics"), now=BEFORE)
    again = invited("add", "--from", file("update.ics"), now=BEFORE)
    assert again.code == 0
    assert "noted already" in again.out
    older = invited("add", "--from", file("google-request.eml"), now=BEFORE)
    assert older.code == 3
    assert "older (number 0) than what is noted (number 1)" in older.err
    assert len(invited.journal) == 1


def test_an_update_for_programs(invited: Program) -> None:
    """--json names each change with what was before and after."""
    ran = invited("add", "--from", file("update.ics"), "--json", now=BEFORE)
    assert ran.code == 0
    assert ran.json["interview"] == "r1"
    (change,) = ran.json["changes"]
    assert change == {
        "field": "when",
        "before": "Tue 17 Nov 2026, 14:00 to 15:00",
        "after": "Wed 18 Nov 2026, 10:00 to 11:00",
    }


def test_other_changes_are_told_and_left_to_the_person(invited: Program, tmp_path: Path) -> None:
    """Another person and another link are named; the notes are the person's own."""
    data = (INVITATIONS / "update.ics").read_bytes()
    data = data.replace(b"CN=Sam Lee:mailto:sam.lee@", b"CN=Ben Ode:mailto:ben.ode@").replace(
        b"abc-defg-hij", b"new-link"
    )
    (tmp_path / "u.ics").write_bytes(data)
    ran = invited("add", "--from", str(tmp_path / "u.ics"), now=BEFORE)
    assert "with Ben Ode <ben.ode@northwind.example> too" in ran.out
    assert "no longer with sam.lee@northwind.example" in ran.out
    assert "link: https://meet.google.com/abc-defg-hij → https://meet.google.com/new-link" in ran.out
    assert "followup-mail edit northwind-traders" in ran.err


def test_a_cancellation_calls_the_interview_off(invited: Program) -> None:
    """The journal has it, once; no thanks are due any more, and a new time brings the interview back."""
    ran = invited("add", "--from", file("cancellation.ics"), now=BEFORE)
    assert ran.code == 0, ran.err
    assert "is called off" in ran.out
    assert [entry["event"] for entry in invited.journal] == ["interview_cancelled"]
    assert "already" in invited("add", "--from", file("cancellation.ics"), now=BEFORE).out
    assert len(invited.journal) == 1
    assert [m for m in invited("due", "--json", now=BEFORE).json["messages"] if m["kind"] == "thank_you"] == []
    invited("add", "--from", file("update.ics"), now=BEFORE)
    assert invited("due", "--json", now=BEFORE).json["messages"][0]["status"] == "not_yet"


def test_a_cancellation_of_something_unknown_changes_nothing(sam: Program) -> None:
    """An interview that is not noted here cannot be called off here."""
    ran = sam("add", "--from", file("cancellation.ics"))
    assert ran.code == 3
    assert "not noted here" in ran.err
    assert sam.journal == []


def test_an_answer_changes_nothing(invited: Program) -> None:
    """Dana's acceptance of a known invitation is no news about it."""
    before = everything(invited.home)
    assert invited("add", "--from", file("answer.ics"), now=BEFORE).code == 3
    assert everything(invited.home) == before
