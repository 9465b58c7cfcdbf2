"""Whatever is wrong with what was written or typed: one clear line, the right exit code, nothing lost, no traceback."""

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from tests.cli.trying import ABOUT, ADD, ALL, CONTOSO, run, told
from tests.running import NORTHWIND, Program

NOTES = "interviews/northwind.yaml"


def notes(old: str, new: str) -> str:
    """Northwind's notes with something in them that is wrong."""
    assert old in NORTHWIND
    return NORTHWIND.replace(old, new)


# --- notes ----------------------------------------------------------------------------------------------------------

BAD_NOTES = [
    pytest.param("", ": the file is empty; write at least `company:`", id="empty"),
    pytest.param("# later\n", ": the file is empty; write at least `company:`", id="only-a-comment"),
    pytest.param(NORTHWIND.encode() + b"notes: \xff\n", ":14: this is not UTF-8 text; save the file", id="latin-1"),
    pytest.param(NORTHWIND.encode("utf-16"), ":1: this is not UTF-8 text; save the file as UTF-8", id="utf-16"),
    pytest.param("company: [\n", ":1: company: the square bracket", id="wrong-yaml"),
    pytest.param("- a\n- b\n", ":1: ", id="a-list"),
    pytest.param("hello\n", ":1: ", id="a-word"),
    pytest.param(notes("  - name", "\t- name"), ":9: ", id="tab"),
    pytest.param(notes("Dana Ortiz", "Dana\x07Ortiz"), ":9: name: the invisible character U+0007", id="bell"),
    pytest.param(notes("Dana Ortiz", "Dana\0Ortiz"), ":9: name: the invisible character U+0000", id="nul"),
    pytest.param(
        NORTHWIND + "role: Nurse\n", ":14: role: `role` stands twice, first on line 2; keep one", id="key-twice"
    ),
    pytest.param(
        notes("recruiter:", "recuiter:"), ":5: recuiter: there is no such key; did you mean `recruiter`?", id="slip"
    ),
    pytest.param(notes("17 Nov 2026", "31 Nov 2026"), ":6: when: 31 November 2026 does not exist", id="no-such-day"),
    pytest.param(
        notes("17 Nov 2026", "03/04/2026"),
        ":6: when: “03/04/2026” may be 3 April or 4 March: write the month as a word",
        id="ambiguous-day",
    ),
    pytest.param(notes("17 Nov 2026, 14:00 to 15:00", "soon"), ":6: when: ", id="no-day"),
    pytest.param(notes("17 Nov 2026", "17 Nov"), ":6: when: “17 nov” has no year: add it", id="no-year"),
    pytest.param(notes("17 Nov 2026", "17 Nov 9999"), ":6: when: “17 nov 9999”: 9999 is no year", id="no-such-year"),
    pytest.param(notes("14:00 to 15:00", "25:00 to 26:00"), ":6: when: ", id="no-such-time"),
    pytest.param(notes("by the end of next week", "by 25:00"), ":13: hear_back: “by 25:00”: “by 25” is not", id="hour"),
    pytest.param(notes("by the end of next week", "in 999999 days"), ":13: hear_back: “in 999999 days” is", id="days"),
    pytest.param(
        notes("17 Nov 2026, 14:00 to 15:00", "8 Mar 2026, 02:30 to 03:30"),
        ":6: when: 02:30 does not exist on 8 March 2026 in America/New_York, where the clocks change: "
        "write 2026-03-08T01:30-05:00 or 2026-03-08T03:30-04:00",
        id="clock-leaps-over-it",
    ),
    pytest.param(
        notes("17 Nov 2026, 14:00 to 15:00", "1 Nov 2026, 00:30 to 01:30"),
        ":6: when: 01:30 is shown twice on 1 November 2026 in America/New_York, where the clocks change: "
        "write 2026-11-01T01:30-04:00 or 2026-11-01T01:30-05:00",
        id="clock-shows-it-twice",
    ),
    pytest.param(notes("New York", "New Yrok"), ":4: timezone: “New Yrok” is no zone: ", id="zone"),
    pytest.param(notes("New York", "Europe/Londn"), ":4: timezone: “Europe/Londn” is no zone: ", id="zone-key"),
    pytest.param(NORTHWIND + "country: XX\n", ":14: country: “XX” is no country: write its code", id="country"),
    pytest.param(NORTHWIND + "country: US-ZZ\n", ":14: country: “US-ZZ” is no subdivision of US: ", id="subdivision"),
    pytest.param(
        NORTHWIND + "id: r2\n---\nwhen: 18 Nov 2026, 10:00\n",
        ":16: id: two interviews have the id r2, the other on line 14; give one of them another `id:`",
        id="one-id-for-two",
    ),
    pytest.param(
        notes("dana.ortiz@", "dana.ortiz."), ":10: met[0].email: “dana.ortiz.northwind.example” has no @", id="no-at"
    ),
    pytest.param(
        notes("name: Dana Ortiz", 'name: "Dana\\nOrtiz"'),
        ":9: met[0].name: the value has a line break in it; write it on one line",
        id="name-with-break",
    ),
    pytest.param(
        notes("Northwind Traders", '"Northwind\\nBcc: x@y.example"'),
        ":1: company: the value has a line break in it; write it on one line",
        id="company-with-break",
    ),
    pytest.param(
        notes("by the end of next week", "we are #1"), ":13: hear_back: YAML takes `#1` for a comment", id="cut-by-yaml"
    ),
    pytest.param(notes("by the end of next week", "31 Feb"), ":13: hear_back: 31 February does not", id="promise"),
    pytest.param("company: " + "[" * 5000, ":1: tables within tables, more than 12 deep", id="nested"),
    pytest.param(NORTHWIND + "wait: 3\n", ":14: wait: 3 is not between 7 and 365", id="too-soon"),
]  # fmt: skip


@pytest.mark.parametrize("text, line", BAD_NOTES)
def test_a_problem_in_notes_is_one_line_everywhere(northwind: Program, text: str | bytes, line: str) -> None:
    """File, line, field, what is wrong and what to do; exit 3; the other applications are not hidden by it."""
    northwind.write(NOTES, text)
    northwind.write("interviews/contoso.yaml", CONTOSO)
    about = [ABOUT[name] for name in ("why", "preview", "draft", "sent", "heard")]
    for words in (*ALL.values(), *about, ("add", "Northwind", "--when", "18 Nov 2026, 10:00")):
        ran = run(northwind, words)
        assert ran.code == 3, words
        if "--json" in words:
            (problem,) = ran.json["problems"]
            assert problem["file"] == NOTES
            assert line.removeprefix(":").startswith(str(problem["line"] or ""))
            assert {message["application"] for message in ran.json["messages"]} == {"contoso"}
        else:
            (found,) = told(ran, NOTES)
            assert found.startswith(NOTES + line), found
        if words in {(), ("due",)}:
            assert "Ana Roy" in ran.out
    assert northwind.journal == []


def test_a_broken_file_keeps_nobody_from_noting_the_next_interview(northwind: Program) -> None:
    """Another company is noted, and its letter written, beside a file that has to be mended."""
    northwind.write(NOTES, "company: [\n")
    assert run(northwind, ADD).code == 0
    assert (northwind.home / "interviews/fabrikam.yaml").exists()
    assert len(list((northwind.home / "drafts").iterdir())) == 1


def test_all_problems_of_all_files_come_at_once(northwind: Program) -> None:
    """Nobody has to mend one thing to be told of the next."""
    northwind.write("config.yaml", "me: {name: Sam, emial: sam@example.org}\ntimezone: Nowhere\n")
    northwind.write(NOTES, notes("role:", "rôle:").replace("how: video", "how: zoom").replace("dana.ortiz@", "dana@@"))
    northwind.write("interviews/acme.yaml.txt", CONTOSO)
    northwind.write("interviews/b.yaml", "company: B\nwhen: 32 May 2026\n")
    northwind.write("journal.jsonl", "{}\nnonsense\n")
    ran = run(northwind, ("due",))
    assert ran.code == 3
    places = {":".join(line.split(":")[:3]) for line in ran.err.splitlines()}
    assert {
        "config.yaml:1: me.emial",
        "config.yaml:2: timezone",
        f"{NOTES}:2: rôle",
        f"{NOTES}:7: how",
        f"{NOTES}:10: met[0].email",
        "interviews/b.yaml:2: when",
        "journal.jsonl:1: event",
        "journal.jsonl:2: is not a JSON object; mend the line, or delete it",
    } <= places
    assert any(line.startswith("interviews/acme.yaml.txt: is not read") for line in ran.err.splitlines())


def test_a_folder_in_the_place_of_a_file_is_one_line(northwind: Program) -> None:
    """As is every other file that the system will not open."""
    (northwind.home / NOTES).unlink()
    (northwind.home / NOTES).mkdir()
    for words in (*ALL.values(), *ABOUT.values()):
        ran = run(northwind, words)
        assert ran.code == 3, words
        if "--json" not in words:
            assert told(ran, NOTES) == [
                f"{NOTES}: is a folder, not a notes file; move the files in it up, and rename it"
            ]


def test_a_file_without_permission_is_one_line(northwind: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own reason is given, in a line like any other."""
    northwind.write("interviews/contoso.yaml", CONTOSO)
    opened = Path.open

    def forbidden(self: Path, *rest: object, **more: object) -> object:
        if self.name == "northwind.yaml":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opened(self, *rest, **more)  # type: ignore[call-overload]  # whatever Path.open takes

    for words in ((), ("due",), *ABOUT.values()):
        with monkeypatch.context() as closed:
            closed.setattr(Path, "open", forbidden)
            ran = northwind(*words)
        assert ran.code == 3
        assert told(ran, NOTES) == [f"{NOTES}: cannot be read (Permission denied); check the file's permissions"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names by themselves")
def test_a_name_that_cannot_be_printed_is_pointed_out(northwind: Program) -> None:
    """A file name that is not UTF-8, or holds a line break, breaks no line and no JSON."""
    folder = os.fsencode(northwind.home / "interviews")
    for name in (b"\xff.yaml", b"two\nlines.yaml"):
        Path(os.fsdecode(folder + b"/" + name)).write_text(CONTOSO, encoding="utf-8")
    for words in (*ALL.values(), ("draft", "--all-due", "--via", "file")):
        ran = run(northwind, words)
        assert ran.code == 3
        if "--json" in words:
            assert [problem["file"] for problem in ran.json["problems"]] == [
                "interviews/two\\nlines.yaml",
                "interviews/\\udcff.yaml",
            ]
        else:
            lines = told(ran, "interviews/\\udcff.yaml") + told(ran, "interviews/two\\nlines.yaml")
            assert len(lines) == 2
            assert "rename it with plain letters" in lines[0]


# --- the set-up -----------------------------------------------------------------------------------------------------

BAD_CONFIG = [
    pytest.param(b"me: {name: Zo\xeb}\n", ":1: this is not UTF-8 text", id="latin-1"),
    pytest.param("me: {name: \n", ":1: ", id="wrong-yaml"),
    pytest.param("- a\n", ":1: ", id="a-list"),
    pytest.param("me:\n\tname: Sam\n", ":2: ", id="tab"),
    pytest.param("mail: copy\nmail: gmail\n", ":2: mail: `mail` stands twice, first on line 1", id="key-twice"),
    pytest.param("vioce: {}\n", ":1: vioce: there is no such key; did you mean `voice`?", id="slip"),
    pytest.param("timing: {thank_yu: 3}\n", ":1: timing.thank_yu: ", id="slip-in-a-number"),
    pytest.param("timezone: Nowhere\n", ":1: timezone: “Nowhere” is no zone", id="zone"),
    pytest.param("country: ZZ\n", ":1: country: “ZZ” is no country", id="country"),
    pytest.param("me: {email: sam}\n", ":1: me.email: “sam” has no @; write it like", id="no-at"),
    pytest.param('me: {name: "Sam\\nBcc: x"}\n', ":1: me.name: the value has a line break in it", id="name-with-break"),
    pytest.param("mail: pigeon\n", ":1: mail: `pigeon` is no way out", id="way-out"),
]  # fmt: skip
WRITES_LETTERS = {"preview", "draft"}


@pytest.mark.parametrize("text, line", BAD_CONFIG)
def test_a_problem_in_config_is_one_line_everywhere(northwind: Program, text: str | bytes, line: str) -> None:
    """What looks or writes a letter exits with 3; what only notes an event notes it all the same, and says the line."""
    northwind.write("config.yaml", text)
    for name, words in {**ALL, **ABOUT, "add": ADD, "init": ("init", "--mail", "copy")}.items():
        ran = run(northwind, words)
        notes_an_event = name in {"sent", "heard", "decide", "skip"}
        assert ran.code == (0 if notes_an_event else 3), name
        if "--json" not in words:
            (found,) = told(ran, "config.yaml")
            assert found.startswith("config.yaml" + line), found
    assert not (northwind.home / "interviews/fabrikam.yaml").exists()
    assert not (northwind.home / "drafts").exists()


@pytest.mark.parametrize("name", ["config.yaml", "templates/policy.yaml"])
def test_a_folder_in_the_place_of_the_set_up_stops_letters(northwind: Program, name: str) -> None:
    """Numbers that somebody has changed are not passed over silently."""
    (northwind.home / name).unlink(missing_ok=True)
    (northwind.home / name).mkdir(parents=True)
    for words in (*ALL.values(), ABOUT["preview"], ABOUT["draft"], ADD, ("draft", "--all-due")):
        ran = run(northwind, words)
        assert ran.code == 3, words
        if "--json" not in words:
            (found,) = told(ran, name)
            assert found.startswith(f"{name}: cannot be read (")
            assert found.endswith("; move it away")


@pytest.mark.parametrize(
    "name, text, line",
    [
        pytest.param("policy.yaml", b"\xff", ":1: this is not UTF-8 text", id="policy-latin-1"),
        pytest.param("policy.yaml", "timing: [\n", ":1: timing: ", id="policy-wrong-yaml"),
        pytest.param("policy.yaml", "tming: {}\n", ":1: tming: ", id="policy-slip"),
        pytest.param("phrases.yaml", b"\xff", ":1: this is not UTF-8 text", id="phrases-latin-1"),
        pytest.param("phrases.yaml", "phrases: [\n", ":1: phrases: ", id="phrases-wrong-yaml"),
        pytest.param("phrases.yaml", "hello\n", ":1: ", id="phrases-a-word"),
        pytest.param("thank_you.txt.j2", b"Zo\xeb", ":1: this is not UTF-8 text", id="template-latin-1"),
        pytest.param("thank_you.txt.j2", "", ": it has to begin with", id="template-empty"),
        pytest.param("thank_you.txt.j2", "{% if %}", ":1: ", id="template-wrong"),
        pytest.param("thank_you.txt.j2", "{{ nonsense }}", ":1: 'nonsense' is undefined", id="template-slip"),
        pytest.param("thank_you.txt.j2", "a\0b", ":1: it holds a control character", id="template-nul"),
        pytest.param("thank_you.txt.j2", "{{ ''.__class__ }}", ":1: `__class__` is out of", id="template-attack"),
    ],
)
def test_a_problem_in_the_persons_own_templates_is_one_line(
    northwind: Program, name: str, text: str | bytes, line: str
) -> None:
    """Letters wait until it is mended; everything else goes on."""
    file = f"templates/{name}"
    northwind.write(file, text)
    for words in (ABOUT["preview"], ABOUT["draft"], ("draft", "--all-due", "--via", "file"), ("review",)):
        ran = run(northwind, words)
        assert ran.code == 3, words
        (found,) = told(ran, file)
        assert found.startswith(file + line), found
    assert not (northwind.home / "drafts").exists() or not list((northwind.home / "drafts").iterdir())


@pytest.mark.parametrize(
    "name, text, line",
    [
        pytest.param("letter.txt.j2", "{% if %}", ":1: ", id="the-base-of-all"),
        pytest.param("withdrawal.txt.j2", "{% if %}", ":1: ", id="of-a-letter-nobody-needs-yet"),
        pytest.param("status_check.txt.j2", "{{ nonsense }}", ":1: 'nonsense' is undefined", id="of-a-letter-to-come"),
        pytest.param("thankyou.txt.j2", "x", ": no letter is made with it; did you mean thank_you.txt.j2?", id="slip"),
    ],
)
def test_review_reads_every_template_before_it_is_needed(northwind: Program, name: str, text: str, line: str) -> None:
    """Also those of letters that are not due for weeks."""
    northwind.write(f"templates/{name}", text)
    ran = run(northwind, ("review",))
    assert ran.code == 3
    (found,) = told(ran, f"templates/{name}")
    assert found.startswith(f"templates/{name}{line}")


@pytest.mark.parametrize("name", ["policy.yaml", "phrases.yaml"])
def test_an_empty_file_of_ones_own_changes_nothing(northwind: Program, name: str) -> None:
    """A file of comments, or nothing at all, is no problem where nothing has to be said."""
    shown = run(northwind, ABOUT["preview"])
    for text in ("", "# later\n"):
        northwind.write(f"templates/{name}", text)
        assert run(northwind, ABOUT["preview"]) == shown
        assert run(northwind, ("review",)).code == 0


BAD_JOURNAL = [
    pytest.param(b'{"id": "\xff"}\n', ":1: is not a JSON object; mend the line, or delete it", id="latin-1"),
    pytest.param("[]\n", ":1: is not a JSON object; mend the line, or delete it", id="a-list"),
    pytest.param("[" * 100_000 + "\n", ":1: is not a JSON object; mend the line, or delete it", id="nested"),
    pytest.param("\0\0\0\0", ":1: the last line was cut off while it was written", id="nul"),
    pytest.param({"event": "flew"}, ":1: event: “flew” is no event that is known", id="event"),
    pytest.param({"event": "sent", "kind": "thankyou"}, ": kind: entry a is about a “thankyou”", id="kind"),
    pytest.param({"event": "accepted", "at": "soon"}, ":1: at: must be a moment with its offset", id="no-moment"),
    pytest.param({"event": "accepted", "at": "2026-11-17T15:00:00"}, ":1: at: must be a moment", id="no-offset"),
    pytest.param({"event": "accepted", "at": "0001-01-01T00:00:00+14:00"}, ":1: at: must lie between", id="year-1"),
    pytest.param({"event": "offer", "respond_by": "9999-12-31T23:59:59Z"}, ":1: respond_by: must lie", id="year-9999"),
    pytest.param({"event": "on_hold", "until": "9999-12-31"}, ":1: until: must lie between 1970 and", id="day-9999"),
    pytest.param({"event": "out_of_office", "back_on": "31 Feb"}, ":1: back_on: must be a date such as", id="no-day"),
    pytest.param({"event": "new_promise", "promised": "\ud800"}, ":1: promised: must be a text", id="surrogate"),
    pytest.param({"event": "drafted", "kind": "thank_you", "file": "a\0", "sha256": "x"}, ":1: file: must", id="file"),
    pytest.param(
        {
            "event": "interview_moved",
            "interview": "r1",
            "start": "2026-11-18T10:00:00Z",
            "end": "2026-11-18T09:00:00Z",
        },
        ":1: end: is not after the start; mend the line",
        id="ends-before-it-starts",
    ),
]  # fmt: skip


@pytest.mark.parametrize("line, said", BAD_JOURNAL)
def test_a_problem_in_the_journal_is_one_line_everywhere(
    northwind: Program, line: dict[str, str] | str | bytes, said: str
) -> None:
    """The line is named and passed over; nothing of the journal is changed, and what comes next is appended."""
    entry = {"id": "a", "at": "2026-11-17T20:00:00+00:00", "application": "northwind"}
    text = json.dumps(entry | line) + "\n" if isinstance(line, dict) else line
    northwind.write("journal.jsonl", text)
    commands = {**ALL, **ABOUT}
    del commands["preview"], commands["decide"], commands["skip"]
    for name, words in commands.items():
        if "cut off" in said and name == "draft":
            return  # the first that writes sets the torn line aside, which tests/test_journal.py looks at
        ran = run(northwind, words)
        assert ran.code == (3 if name in {*ALL, "why"} else 0), (name, ran.err)
        if "--json" not in words:
            (found,) = told(ran, "journal.jsonl")
            assert found.startswith("journal.jsonl" + said), found


def test_a_folder_in_the_place_of_the_journal_is_one_line(northwind: Program) -> None:
    """What has to write there says so; what only looks says that something is missing."""
    (northwind.home / "journal.jsonl").mkdir()
    for name, words in {**ALL, **ABOUT, "undo": ("undo",)}.items():
        ran = run(northwind, words)
        assert ran.code == (0 if name == "preview" else 3), name
        if "--json" not in words:
            lines = (ran.err if name != "review" else ran.out).splitlines()
            if name == "review":  # it looks over the set-up, too
                lines = [line for line in lines if "journal" in line]
            assert "journal.jsonl" in lines[0]
            assert len(lines) == (2 if name == "undo" else 1)


@pytest.mark.parametrize(
    "data", [b"", b"\0\x1b[2J\xff garbage", b"Subject: " + b"x" * 500_000], ids=["empty", "bytes", "huge"]
)
def test_a_draft_that_is_no_mail_is_looked_over_without_a_traceback(northwind: Program, data: bytes) -> None:
    """What is wrong with it is said in text that leaves the screen as it is; the file stays."""
    path = northwind.write("drafts/odd.eml", data)
    ran = run(northwind, ("review", str(path)))
    assert ran.code == 3
    assert "odd.eml" in ran.out
    assert ran.out.replace("\n", "").replace("\ufffd", "").isprintable()
