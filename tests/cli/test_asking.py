"""What a person at a terminal is asked while a letter is written, and where the answers go."""

import sys
from pathlib import Path

import pytest

from tests.running import CONFIG

pexpect = pytest.importorskip("pexpect", reason="a pseudo-terminal needs pexpect, which Windows lacks")

NOW = "2026-11-17T20:00+00:00"
NOTES = """\
company: Northwind Traders
role: Data Engineer
when: 17 Nov 2026, 14:00 to 15:00
met:
  - Dana Ortiz <dana@northwind.example>
  - name: Sam Lee
    email: sam@northwind.example
we_talked_about: your plan for streaming
"""


class Terminal:
    """The program on a pseudo-terminal, with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def write(self, name: str, text: str) -> None:
        """Put a file into the home."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def __call__(self, *words: str, answers: tuple[tuple[str, str], ...] = ()) -> tuple[int | None, str]:
        """Run it, answer each prompt that matches; its exit code and all that was shown after the last answer."""
        program = pexpect.spawn(
            sys.executable,
            ["-m", "followup_mail", "--home", str(self.home), "--now", NOW, *words],
            env={"HOME": str(self.home.parent), "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8"},
            encoding="utf-8",
            timeout=30,
            dimensions=(50, 100),
        )
        for prompt, answer in answers:
            program.expect(prompt)
            program.send(answer)
        program.expect(pexpect.EOF)
        shown = str(program.before).replace("\r\n", "\n")
        program.close()
        return program.exitstatus, shown


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A home with a panel of two who share a topic; one of them stands on one line of the notes."""
    terminal = Terminal(tmp_path / "followup-mail")
    terminal.write("config.yaml", CONFIG.replace("sam@example.org", "sam@gmail.com"))
    terminal.write("interviews/northwind.yaml", NOTES)
    return terminal


def test_a_placeholder_is_no_answer(terminal: Terminal) -> None:
    """Who types what is to be filled in later is asked again, before anything is written."""
    code, shown = terminal(
        "draft", "--to", "dana", "--via", "file",
        answers=(
            ("I bring ", "TODO\r"),
            ("“TODO” is a placeholder; write the words themselves, or press Enter.(?s:.*)I bring ", "nights\r"),
        ),
    )  # fmt: skip
    assert code == 0, shown
    notes = (terminal.home / "interviews/northwind.yaml").read_text(encoding="utf-8")
    assert "TODO" not in notes
    assert 'i_bring: "nights"' in notes


def test_a_placeholder_in_the_notes_is_theirs_to_mend(terminal: Terminal) -> None:
    """What stands in the notes is never written over: it is named with its line, and the command that opens it."""
    terminal.write("interviews/northwind.yaml", NOTES.replace("your plan for streaming", "TODO"))
    code, shown = terminal("draft", "--to", "dana", "--via", "file")
    assert code == 3
    assert "interviews/northwind.yaml:8: r1.we_talked_about: this is a placeholder still" in " ".join(shown.split())
    assert "followup-mail edit northwind" in " ".join(shown.split())


def test_missing_facts_are_asked_for_and_added_to_the_notes(terminal: Terminal) -> None:
    """What both letters need is asked once; what would be one person's own is offered; the notes gain lines only."""
    code, shown = terminal(
        "draft",
        "--via",
        "file",
        answers=(("I bring ", "three years of Kafka\r"), ("From Sam Lee I heard about ", "the rota you drew\r")),
    )
    assert code == 0, shown
    notes = (terminal.home / "interviews/northwind.yaml").read_text(encoding="utf-8")
    added = [line for line in notes.splitlines() if line not in NOTES.splitlines()]
    assert [line for line in NOTES.splitlines() if line not in notes.splitlines()] == []
    assert '    we_talked_about: "the rota you drew"' in added
    assert 'i_bring: "three years of Kafka"' in added
    assert len(list((terminal.home / "drafts").iterdir())) == 2


def test_enter_at_a_question_that_is_needed_writes_nothing(terminal: Terminal) -> None:
    """Without the fact there is no letter, and the notes stay as they were."""
    code, shown = terminal("draft", "--via", "file", answers=(("Enter\\s+leaves it for later.*I bring ", "\r"),))
    assert code == 3
    assert "As soon as you know it: followup-mail draft northwind" in " ".join(shown.split())
    assert (terminal.home / "interviews/northwind.yaml").read_text(encoding="utf-8") == NOTES
    assert not (terminal.home / "drafts").exists()


@pytest.mark.parametrize(
    ("lacking", "asked"),
    [
        pytest.param("we_talked_about", "from your talk with Dana Ortiz", id="topic"),
        pytest.param("i_bring", "for the letter to Dana Ortiz", id="what-i-bring"),
    ],
)
def test_a_question_about_one_of_them_says_whom(terminal: Terminal, lacking: str, asked: str) -> None:
    """Of a panel, the one whose letter lacks something is named with the question."""
    person = "  - name: {}\n    email: {}@northwind.example\n"
    facts = {"we_talked_about": "    we_talked_about: the rota\n", "i_bring": "    i_bring: three years of Kafka\n"}
    dana = "".join(words for key, words in facts.items() if key != lacking)
    panel = person.format("Dana Ortiz", "dana") + dana + person.format("Sam Lee", "sam") + "".join(facts.values())
    terminal.write("interviews/northwind.yaml", f"{NOTES.partition('  - ')[0]}{panel}")
    code, shown = terminal("draft", "--via", "file", answers=((rf"One thing more, {asked} \(", "\r"),))
    assert code == 3, shown


def test_the_way_out_is_proposed_once(terminal: Terminal) -> None:
    """Where no way is set, the address proposes one; a no is taken as a no for all letters of the run."""
    terminal.write("interviews/northwind.yaml", NOTES + "i_bring: three years of Kafka\n")
    code, shown = terminal("draft", answers=(("I heard about ", "\r"), (r"Gmail.*\[Y/n\] ", "n")))
    assert code == 0, shown
    assert "[Y/n]" not in shown
    assert "\nmail:" not in (terminal.home / "config.yaml").read_text(encoding="utf-8")


def test_a_yes_to_the_proposed_way_is_remembered(terminal: Terminal) -> None:
    """The way goes into config.yaml; where no browser can be opened, the draft is there all the same (exit 5)."""
    terminal.write("interviews/northwind.yaml", NOTES + "i_bring: three years of Kafka\n")
    code, shown = terminal("draft", "--to", "dana", answers=((r"Gmail.*\[Y/n\] ", "y"),))
    assert code == 5, shown
    assert "\nmail: gmail\n" in (terminal.home / "config.yaml").read_text(encoding="utf-8")
    assert len(list((terminal.home / "drafts").iterdir())) == 1


def test_sent_is_answered_with_one_key(terminal: Terminal) -> None:
    """The bare program asks for each draft whether it was sent; y records it, anything else does not."""
    terminal.write("interviews/northwind.yaml", NOTES + "i_bring: three years of Kafka\n")
    terminal("draft", "--via", "file", answers=(("I heard about ", "\r"),))
    code, shown = terminal(answers=((r"Sent to Dana Ortiz\? \[y/N\] ", "y"), (r"Sent to Sam Lee\? \[y/N\] ", "n")))
    assert code == 0, shown
    journal = (terminal.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line for line in journal if '"sent"' in line and "dana@" in line]
    assert not [line for line in journal if '"sent"' in line and "sam@" in line]


def test_heard_without_words_is_a_menu(terminal: Terminal) -> None:
    """A person who knows no words chooses a number, and finishes a sentence."""
    code, shown = terminal("heard", "northwind", answers=(("number: ", "4\r"), ("I will hear ", "by Friday\r")))
    assert code == 0, shown
    assert "“by Friday” → Fri 20 Nov 2026" in shown


def test_init_asks_who_and_where_to(tmp_path: Path) -> None:
    """In a new home `init` asks for name and address in one line, and where letters go."""
    terminal = Terminal(tmp_path / "new")
    code, shown = terminal("init", answers=(("name and email.*> ", "Zoë Díaz zoe@outlook.com\r"), ("number: ", "1\r")))
    assert code == 0, shown
    config = (terminal.home / "config.yaml").read_text(encoding="utf-8")
    assert 'name: "Zoë Díaz"' in config
    assert "mail: outlook" in config


def test_what_a_reply_answers_is_asked_and_told_to_the_journal(terminal: Terminal) -> None:
    """The answer to their question stands in the journal, beside what they asked; the notes stay as they were."""
    notes = terminal.home / "interviews" / "northwind.yaml"
    before = notes.read_bytes()
    terminal("heard", "northwind", "question", "two references")
    code, shown = terminal(
        "preview", "northwind", "question", answers=(("My answer is", "Ann Cody and Pat Lynch know of your call.\r"),)
    )
    assert code == 0
    assert "Ann Cody and Pat Lynch know of your call." in shown
    assert notes.read_bytes() == before
    entries = (terminal.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(entries) == 2
    assert '"asked": "two references"' in entries[1]
    assert '"for"' in entries[1]
