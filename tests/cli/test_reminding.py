"""`remind`: the due dates as a calendar file, as tasks and on Google's page, from the home to the file and back."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar

from tests.running import CONFIG, NEXT_MORNING, Program

LATER_THAT_DAY = "2026-11-18T15:00-05:00"
WRITTEN = 1_794_700_000  # when the notes of these tests were last changed


@pytest.fixture
def home(northwind: Program) -> Program:
    """Northwind's interview of yesterday: a thank-you is due, a check-in is to come."""
    os.utime(northwind.home / "interviews/northwind.yaml", (WRITTEN, WRITTEN))
    return northwind


def best_of(home: Program, kind: str) -> str:
    """The best day for the message of that kind, as `due` has it."""
    (message,) = (message for message in home("due", "--json").json["messages"] if message["kind"] == kind)
    return str(message["best"])[:10]


def events(data: str | bytes) -> list[Any]:
    """The VEVENTs of a calendar."""
    return Calendar.from_ical(data).walk("VEVENT")


def read(path: Path) -> dict[str, Any]:
    """The entries of a file by the first word of their title."""
    return {str(event["summary"]).split()[0]: event for event in events(path.read_bytes())}


def test_each_message_has_its_day_its_reason_its_letter_and_its_link(home: Program) -> None:
    """What is due stands on today, what is to come on its best day."""
    ran = home("remind")
    assert ran.code == 0, ran.err
    thanks, check = events(ran.out)
    assert str(thanks["summary"]) == "Thank-you note to Dana Ortiz · Northwind Traders"
    assert thanks.decoded("dtstart").isoformat() == "2026-11-18"
    assert check.decoded("dtstart").isoformat() == best_of(home, "status_check")
    text = str(thanks["description"])
    assert "48 hours" in text
    assert "Dear Dana," in text
    assert "your plan to move the nightly Spark jobs to streaming" in text
    assert "Send it from Wed 18 Nov 2026 00:00 (19:00 there) to Thu 19 Nov 2026 20:00 (15:00 there)." in text
    link = next(line for line in text.splitlines() if line.startswith("mailto:"))
    parts = urlsplit(link)
    assert parts.path == "dana.ortiz@northwind.example"
    assert parse_qs(parts.query)["body"][0].startswith("Dear Dana,\r\n\r\n")
    assert "they named" in str(check["description"]).lower()


def test_two_exports_of_the_same_state_are_byte_equal(home: Program, tmp_path: Path) -> None:
    """At another hour, over the first one, and in another file."""
    one, other = tmp_path / "one.ics", tmp_path / "other.ics"
    home("remind", "--out", str(one))
    home("remind", "--out", str(other), now=LATER_THAT_DAY)
    first = one.read_bytes()
    assert other.read_bytes() == first
    assert home("remind", "--out", "-").out.encode() == first
    ran = home("remind", "--out", str(one), now=LATER_THAT_DAY)
    assert ran.out == f"{one}: 2 as before\n"
    assert one.read_bytes() == first


def test_the_file_follows_what_happens(home: Program, tmp_path: Path) -> None:
    """What is sent is called off, what is moved gets the next number, and what is undone comes back."""
    path = tmp_path / "due.ics"
    home("remind", "--out", str(path))
    uids = {name: event["uid"] for name, event in read(path).items()}
    home("sent", "northwind")
    home("heard", "northwind", "new-date", "by 11 December")
    assert home("remind", "--out", str(path)).out == f"{path}: 1 changed, 1 called off\n"
    entries = read(path)
    assert {name: event["uid"] for name, event in entries.items()} == uids
    assert (entries["Thank-you"]["status"], entries["Thank-you"]["sequence"]) == ("CANCELLED", 1)
    assert (entries["Check-in"]["status"], entries["Check-in"]["sequence"]) == ("CONFIRMED", 1)
    assert entries["Check-in"].decoded("dtstart").isoformat() == best_of(home, "status_check") > "2026-12-11"
    home("undo")
    home("undo")
    home("remind", "--out", str(path))
    entries = read(path)
    assert {(event["status"], event["sequence"]) for event in entries.values()} == {("CONFIRMED", 2)}


def test_a_file_of_another_program_is_refused(home: Program, tmp_path: Path) -> None:
    """It stays as it is; exit code 3."""
    path = tmp_path / "mine.ics"
    path.write_bytes(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mine//EN\r\nEND:VCALENDAR\r\n")
    before = path.read_bytes()
    ran = home("remind", "--out", str(path))
    assert ran.code == 3
    assert "another program" in ran.err
    assert path.read_bytes() == before


def test_one_application_alone(home: Program, tmp_path: Path) -> None:
    """WHO narrows it down, and leaves the others' entries of the file alone."""
    home.write(
        "interviews/contoso.yaml", home.read("interviews/northwind.yaml").replace("Northwind Traders", "Contoso")
    )
    path = tmp_path / "due.ics"
    assert home("remind", "--out", str(path)).out.endswith("4 new\n")
    assert len(events(home("remind", "contoso").out)) == 2
    home("sent", "contoso")
    assert home("remind", "contoso", "--out", str(path)).out.endswith("1 as before, 1 called off\n")
    assert home("remind", "nobody").code == 2


def test_a_letter_that_lacks_something_says_what(home: Program) -> None:
    """Without the true detail there is no letter yet, but a day; without my name neither."""
    notes = home.read("interviews/northwind.yaml")
    home.write("interviews/northwind.yaml", notes.replace("we_talked_about:", "title:"))
    text = str(events(home("remind").out)[0]["description"])
    assert "we_talked_about" in text
    assert "mailto:" not in text
    home.write("interviews/northwind.yaml", notes)
    home.write("config.yaml", "timezone: Europe/London\n")
    assert "followup-mail init" in str(events(home("remind").out)[0]["description"])


def test_a_letter_too_long_for_a_link_has_none(home: Program) -> None:
    """The letter is there in full, the link is not."""
    notes = home.read("interviews/northwind.yaml")
    home.write("interviews/northwind.yaml", notes.replace("one late close.", f"one late close, {'über ' * 150}."))
    text = str(events(home("remind").out)[0]["description"])
    assert "über über" in text
    assert "mailto:" not in text


def test_tasks_are_a_file_each(home: Program, tmp_path: Path) -> None:
    """VTODO, for task programs; brought up to date one by one, and a file that another program has taken over stays."""
    folder = tmp_path / "tasks"
    assert home("remind", "--todo", "--out", str(folder)).out == f"{folder}: 2 new\n"
    files = sorted(folder.iterdir())
    assert len(files) == 2
    assert all(path.read_bytes().count(b"BEGIN:VTODO") == 1 for path in files)
    before = {path: path.read_bytes() for path in files}
    home("remind", "--todo", "--out", str(folder), now=LATER_THAT_DAY)
    assert {path: path.read_bytes() for path in files} == before
    taken = files[0].read_bytes().replace(b"followup-mail//due dates", b"todoman")
    files[0].write_bytes(taken)
    (folder / "milk.ics").write_bytes(b"mine")
    home("sent", "northwind")
    ran = home("remind", "--todo", "--out", str(folder))
    assert ran.code == 0
    assert "left as it stands" in ran.err
    assert files[0].read_bytes() == taken
    assert (folder / "milk.ics").read_bytes() == b"mine"


def test_googles_page(home: Program) -> None:
    """The link alone, for the next message: title, all day, and the letter."""
    ran = home("remind", "northwind", "--link", "google")
    assert ran.code == 0
    (link,) = ran.out.splitlines()
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "calendar.google.com", "/calendar/render")
    fields = parse_qs(parts.query)
    assert fields["action"] == ["TEMPLATE"]
    assert fields["dates"] == ["20261118/20261119"]
    assert fields["text"] == ["Thank-you note to Dana Ortiz · Northwind Traders"]
    assert "Dear Dana," in fields["details"][0]
    assert len(link) <= 8_000


def test_json_for_programs(home: Program, tmp_path: Path) -> None:
    """Each entry with what it says; nothing is written unless a file is named."""
    ran = home("remind", "--json")
    assert ran.json.keys() >= {"schema", "now", "file", "reminders", "problems"}
    assert ran.json["file"] is None
    first = ran.json["reminders"][0]
    assert first["uid"].endswith("@followup-mail")
    assert (first["application"], first["kind"], first["day"]) == ("northwind", "thank_you", "2026-11-18")
    assert first["mailto"].startswith("mailto:dana.ortiz@")
    assert first["google"].startswith("https://calendar.google.com/")
    path = tmp_path / "due.ics"
    assert home("remind", "--json", "--out", str(path)).json["new"] == 2
    assert path.exists()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--link", "bing"), id="another page"),
        pytest.param(("--todo",), id="tasks without a folder"),
        pytest.param(("--todo", "--out", "-"), id="tasks to the screen"),
        pytest.param(("--out", ""), id="no name"),
        pytest.param(("--link", "google", "--out", "x.ics"), id="a page and a file"),
    ],
)
def test_what_cannot_be_asked_for(home: Program, words: tuple[str, ...]) -> None:
    """One line, exit code 2, and nothing written."""
    ran = home("remind", *words)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


def test_a_broken_file_does_not_hide_the_others(home: Program, tmp_path: Path) -> None:
    """The export is written without it; exit code 3."""
    home.write("interviews/broken.yaml", "company: [\n")
    ran = home("remind", "--out", str(tmp_path / "due.ics"))
    assert ran.code == 3
    assert "broken.yaml" in ran.err
    assert len(events((tmp_path / "due.ics").read_bytes())) == 2


def test_an_empty_home_gives_an_empty_calendar(program: Program) -> None:
    """Nothing to remind of, and nothing to complain about."""
    program.write("config.yaml", CONFIG)
    ran = program("remind", now=NEXT_MORNING)
    assert ran.code == 0
    assert events(ran.out) == []
    assert program("remind", "--link", "google").code == 2


def test_the_day_of_an_offer_stands_in_the_calendar(home: Program) -> None:
    """The day by which an offer wants its answer is an entry until the answer is told; programs see that it has no
    message."""
    home("heard", "northwind", "offer", "--respond-by", "4 December")
    answer = events(home("remind").out)[-1]
    assert str(answer["summary"]) == "Answer the offer of Northwind Traders"
    assert answer.decoded("dtstart").isoformat() == "2026-12-04"
    assert "until Fri 4 Dec 2026 17:00 (12:00 there)" in str(answer["description"])
    shown = home("remind", "--json").json["reminders"][-1]
    assert (shown["application"], shown["kind"], shown["status"]) == ("northwind", None, None)
    home("decide", "northwind", "accept")
    assert "Answer the offer" not in home("remind").out
