"""What is typed and cannot be met: one clear line, exit 2, and nothing is written."""

import os

import pytest

from tests.cli.trying import ABOUT, ADD, CONTOSO, contents, run
from tests.running import Program, as_a_process

NOTES = "interviews/northwind.yaml"


@pytest.mark.parametrize(
    "who, said",
    [
        pytest.param("zzz", "no application answers to “zzz”; there is contoso, northwind.", id="nothing"),
        pytest.param("nortwind", "did you mean northwind?", id="slip"),
        pytest.param("interviews/northwind.yaml", "no application answers to", id="path"),
        pytest.param("", "the name of the application is empty; say which", id="empty"),
        pytest.param(" ", "the name of the application is empty; say which", id="blank"),
        pytest.param("\x1b[2J\n", "no application answers to “\\x1b[2J\\n”", id="escapes"),
        pytest.param("o", "“o” could be", id="two"),
        pytest.param("x" * 5000, "no application answers to", id="long"),
    ],
)
def test_a_who_that_matches_nothing_or_two_is_exit_2(northwind: Program, who: str, said: str) -> None:
    """One line that names the choices; nothing is written to any of them."""
    northwind.write("interviews/contoso.yaml", CONTOSO.replace("Charge Nurse", "O Engineer"))
    if who == "o":
        northwind.write("interviews/ortega.yaml", CONTOSO.replace("Contoso", "Ortega"))
        northwind.write("interviews/oslo.yaml", CONTOSO.replace("Contoso", "Oslo"))
    before = contents(northwind.home)
    for command in (*(words[0] for words in ABOUT.values()), "edit"):
        words = {"heard": (command, who, "thanks"), "decide": (command, who, "accept")}.get(command, (command, who))
        ran = run(northwind, words)
        (line,) = ran.err.splitlines()
        assert ran.code == 2, words
        assert said in line
    assert contents(northwind.home) == before


NOT_A_TIME = [
    pytest.param("", "no time is given", id="empty"),
    pytest.param("soonish", "soonish", id="nonsense"),
    pytest.param("31 Feb", "31 February does not exist", id="no-such-day"),
    pytest.param("03/04/2026", "may be 3 April or 4 March: write the month as a word", id="ambiguous"),
    pytest.param("9" * 400, "9", id="digits"),
    pytest.param("2026-11-17T10:00+99:99", "no zone is so far from UTC", id="offset"),
]


@pytest.mark.parametrize(
    "option, words",
    [
        pytest.param("--now", ("due",), id="now"),
        pytest.param("--at", ("sent", "northwind"), id="at"),
        pytest.param("--when", ("add", "Fabrikam"), id="when"),
        pytest.param("--respond-by", ("heard", "northwind", "offer"), id="respond-by"),
        pytest.param("--back-on", ("heard", "northwind", "away"), id="back-on"),
        pytest.param("--until", ("skip", "northwind"), id="until"),
    ],
)
@pytest.mark.parametrize("time, said", NOT_A_TIME)
def test_a_time_that_cannot_be_read_is_exit_2(
    northwind: Program, option: str, words: tuple[str, ...], time: str, said: str
) -> None:
    """One line with the option, what is wrong, and what is understood; nothing is noted."""
    before = contents(northwind.home)
    ran = run(northwind, (*words, option, time))
    (line,) = ran.err.splitlines()
    assert ran.code == 2
    assert line.startswith(f"followup-mail: {option}: ")
    assert said in line
    assert contents(northwind.home) == before


def test_the_clock_of_the_environment_is_named_when_it_cannot_be_read(
    northwind: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """$FOLLOWUP_MAIL_NOW is not taken for an option that nobody typed."""
    monkeypatch.setenv("FOLLOWUP_MAIL_NOW", "soonish")
    ran = northwind("due", now=None)
    assert ran.code == 2
    assert ran.err.startswith("followup-mail: $FOLLOWUP_MAIL_NOW: “soonish” is not understood")


CLOCKS = ("add", "Fabrikam", "--role", "Nurse", "--timezone", "New York", "--when")


@pytest.mark.parametrize(
    "when, said",
    [
        pytest.param("8 Mar 2026, 02:30 to 03:30", "02:30 does not exist on 8 March 2026", id="missing"),
        pytest.param("1 Nov 2026, 01:30 to 03:00", "01:30 is shown twice on 1 November 2026", id="twice"),
    ],
)
def test_a_clock_time_that_is_not_there_or_there_twice_names_both_instants(
    northwind: Program, when: str, said: str
) -> None:
    """What was meant can be copied from the line."""
    ran = run(northwind, (*CLOCKS, when))
    assert ran.code == 2
    assert said in ran.err
    first, second = ran.err.rpartition("write ")[2].strip().split(" or ")
    for instant in (first, second):
        assert northwind("add", "Fabrikam", "--role", "Nurse", *CLOCKS[4:], f"{instant}, 1 hour").code == 0, instant


def test_all_that_is_wrong_with_the_flags_is_said_at_once(northwind: Program) -> None:
    """A line for each flag that cannot be used, before anything is written."""
    before = contents(northwind.home)
    wrong = {
        "COMPANY": ("Fab\trikam",),
        "--role": ("--role", "a\nb"),
        "--when": ("--when", "31 Nov 2026"),
        "--how": ("--how", "zoom"),
        "--met": ("--met", "Ana <ana>"),
        "--talked-about": ("--talked-about", "\u202ebackwards"),
        "--i-bring": ("--i-bring", "a\nb"),
        "--hear-back": ("--hear-back", "31 Feb"),
        "--process": ("--process", "slow"),
        "--country": ("--country", "US-ZZ"),
        "--recruiter": ("--recruiter", "Priya"),
        "--via": ("--via", "pigeon"),
    }
    ran = run(northwind, ("add", *(word for words in wrong.values() for word in words)))
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert {line.split(": ")[1] for line in lines} == wrong.keys()
    assert all(line.startswith("followup-mail: ") for line in lines)
    assert contents(northwind.home) == before


@pytest.mark.parametrize(
    "words, said",
    [
        pytest.param(("add", ""), "COMPANY is empty", id="no-company"),
        pytest.param(("add", "Fabrikam"), "please say when it was: --when", id="no-time"),
        pytest.param(("add",), "please name the company", id="nothing"),
        pytest.param((*ADD, "--talked-about", "again"), "twice for everybody", id="two-topics-for-all"),
        pytest.param(
            (*ADD, "--talked-about", "ben=a", "--talked-about", "ode=b"), "twice for Ben Ode", id="two-for-one"
        ),
        pytest.param((*ADD, "--timezone", "Nowhere"), "--timezone: “Nowhere” is no zone", id="zone"),
        pytest.param((*ADD, "--country", "XX"), "--country: “XX” is no country", id="country"),
        pytest.param(
            (*ADD, "--met", "ana@fabrikam.example"), "--met: please put the name in front", id="address-alone"
        ),
        pytest.param((*ADD, "--met", "Ana\nBcc: x <a@b.example>"), "has a line break in it", id="name-with-break"),
        pytest.param((*ADD, "--met", "Zoë <zoë@b.example>"), "letters outside ASCII before the @", id="local-part"),
        pytest.param(("draft", "northwind", "--via", "pigeon"), "“pigeon” is no way to hand over a letter", id="way"),
        pytest.param(("draft", "northwind", "--via", "gmial"), "did you mean gmail?", id="way-slip"),
        pytest.param(("draft", "northwind", "--out", ""), "--out names no file", id="out"),
        pytest.param(("draft", "nothing.eml"), "nothing.eml cannot be read", id="no-draft"),
        pytest.param(("draft", "northwind", "letter"), "“letter” is no kind of letter; choose from", id="kind"),
        pytest.param(("preview", "northwind", "--to", ""), "nobody here is called “”", id="to-nobody"),
        pytest.param(("sent", "northwind", "--to", "zzz"), "nobody here is called “zzz”; there is Dana Ortiz", id="to"),
        pytest.param(
            ("heard", "northwind", "no", "--until", "Friday"), "--until says nothing with “no”", id="no-place"
        ),
        pytest.param(("heard", "northwind", "no", "--to", "dana"), "--to says nothing with “no”", id="no-place-for-to"),
        pytest.param(
            ("heard", "northwind", "cancelled", "--interview", "r9"), "--interview r9: there is r1", id="round"
        ),
        pytest.param(("heard", "northwind", "new-date", " "), "please add the words", id="no-words"),
        pytest.param(
            ("heard", "northwind", "question", "two\nlines"), "“two\\nlines” has a line break", id="two-lines"
        ),
        pytest.param(("heard", "northwind", "new-date", "\u202e"), "“\\u202e” has a line break or an in", id="unseen"),
        pytest.param(("decide", "northwind", "withdraw", "\x1b[1m"), "“\\x1b[1m” has a line break", id="escapes"),
        pytest.param(("heard", "northwind", "thanks", "--for", "x"), "has no reply “x”", id="reply"),
        pytest.param(("review", "nothing.yaml"), "there is no file nothing.yaml", id="review"),
        pytest.param(("--home", "", "due"), "--home names no folder", id="home"),
    ],
)
def test_words_that_cannot_be_met_are_exit_2_in_one_line(northwind: Program, words: tuple[str, ...], said: str) -> None:
    """Nothing is written, and the line says what to type instead."""
    before = contents(northwind.home)
    ran = run(northwind, words)
    (line,) = ran.err.splitlines()
    assert ran.code == 2
    assert line.startswith("followup-mail: ")
    assert said in line
    assert contents(northwind.home) == before


def test_what_a_known_company_is_told_again_is_kept_or_refused(northwind: Program) -> None:
    """Facts of the application that come with a further interview are added, or named where they contradict."""
    more = ("add", "Northwind Traders", "--when", "18 Nov 2026, 09:00", "--met", "Ben Ode")
    same = northwind(*more, "--role", "Senior Data Engineer", "--process", "senior", "--notes", "ask for Ben")
    assert same.code == 0
    assert 'notes: "ask for Ben"' in northwind.read(NOTES)
    before = northwind.read(NOTES)
    other = run(northwind, (*more, "--role", "Nurse"))
    assert other.code == 3
    assert f"{NOTES}:2: `role` says something already" in other.err
    zone = run(northwind, (*more, "--timezone", "Tokyo"))
    assert zone.code == 2
    assert "Northwind Traders is noted with America/New_York" in zone.err
    assert northwind.read(NOTES) == before


@pytest.mark.parametrize("name", ["con", "NUL", "Com1"])
def test_a_company_named_like_a_device_gets_a_file_that_windows_can_open(program: Program, name: str) -> None:
    """con.yaml would be the screen there."""
    program("add", name, "--when", "17 Nov 2026, 10:00")
    assert [path.name for path in (program.home / "interviews").iterdir()] == [f"{name.lower()}-company.yaml"]


@pytest.mark.parametrize("word", ["\udcff", "a\0b", "caf\udce9"], ids=["byte", "nul", "latin-1"])
def test_words_that_are_no_text_are_exit_2_in_one_line(northwind: Program, word: str) -> None:
    """A byte that is not UTF-8, wherever it stands, is shown as its escape and goes nowhere."""
    before = contents(northwind.home)
    for words in (
        (word,), ("why", word), ("--home", word, "due"), ("due", "--now", word), ("draft", "northwind", "--out", word),
        ("add", word), (*ADD, "--notes", word), ("heard", "northwind", "question", word), ("review", f"{word}.eml"),
    ):  # fmt: skip
        ran = run(northwind, words)
        (line,) = ran.err.splitlines()
        assert ran.code == 2
        assert line.endswith("is not text that can be read; type it again, in UTF-8.")
        assert line.isprintable()
    assert contents(northwind.home) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows hands over its words as text")
def test_a_byte_that_is_not_utf_8_from_a_real_shell(northwind: Program) -> None:
    """The same for the words that the system hands over."""
    done = as_a_process("why", os.fsdecode(b"\xff"), home=northwind.home)
    assert done.returncode == 2
    assert b"is not text that can be read" in done.stderr
    assert b"Traceback" not in done.stderr


def test_notes_on_stdin_that_are_no_text_are_refused(northwind: Program) -> None:
    """`--notes -` takes UTF-8, and nothing is written before that is sure."""
    done = as_a_process(*ADD, "--notes", "-", home=northwind.home, stdin=b"caf\xe9")
    assert done.returncode == 2
    assert done.stderr == b"followup-mail: --notes -: this is not UTF-8 text.\n"
    assert not (northwind.home / "interviews/fabrikam.yaml").exists()
