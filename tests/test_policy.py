"""The numbers and kinds as data: what a person may change, what is refused and where, and that the page says so."""

import contextlib
import io
import re
from dataclasses import fields
from datetime import time
from pathlib import Path

import pytest

from followup_mail.documents import Items, Table, Text, read_documents
from followup_mail.errors import Problem
from followup_mail.model import How, Process
from followup_mail.policy import Kind, Policy, Timing, Words, read_policy
from followup_mail.policy.kinds import CAUSES, FROM_THE_INTERVIEW
from followup_mail.policy.numbers import NUMBERS, RELATIONS, SPANS, Number
from tests.timing.building import POLICY_FILE, policy_with, shipped

PAGE = (Path(__file__).parents[1] / "docs" / "timing.md").read_text(encoding="utf-8")


def table(text: str) -> Table:
    """The first document of a text."""
    tables, problems = read_documents(text, "test.yaml")
    assert not problems
    return tables[0]


OURS = table(POLICY_FILE.read_text(encoding="utf-8"))


def overridden(text: str) -> tuple[Policy, list[Problem]]:
    """The shipped policy with a person's own lines over it, as config.yaml."""
    return read_policy(OURS, [("config.yaml", table(text))])


def nested(name: str, value: str) -> str:
    """A `timing:` with one number by its dotted name."""
    lines = ["timing:"]
    for depth, part in enumerate(name.split("."), 1):
        lines.append("  " * depth + f"{part}:")
    return "\n".join(lines) + f" {value}\n"


def test_the_shipped_policy_has_no_problems() -> None:
    """Every number and every kind of the shipped file is read."""
    policy, problems = read_policy(OURS)
    assert problems == []
    assert len(fields(Timing)) == len(NUMBERS) + len(SPANS)
    assert set(FROM_THE_INTERVIEW) < set(policy.kinds)


def test_the_shipped_numbers_are_within_their_bounds_and_relations() -> None:
    """What we ship would not be refused to a person."""
    timing = shipped().timing
    for number in NUMBERS:
        assert number.least <= getattr(timing, number.field) <= number.most, number.name
    for relation in RELATIONS:
        larger, smaller = (getattr(timing, name.replace(".", "_")) for name in (relation.larger, relation.smaller))
        assert larger >= smaller


@pytest.mark.parametrize("found", [pytest.param(n, id=n.name) for n in NUMBERS])
def test_every_number_can_be_changed_within_its_bounds(found: Number) -> None:
    """One more is taken; what lies outside the bounds is refused with its place, and the shipped value holds."""
    for value in {found.least - 1, found.most + 1} - {-1}:
        policy, problems = overridden(nested(found.name, str(value)))
        assert [p.field for p in problems] == [f"timing.{found.name}"]
        assert problems[0].line == len(found.name.split(".")) + 1
        assert f"between {found.least} and {found.most}" in str(problems[0])
        assert policy == shipped()
    value = getattr(shipped().timing, found.field) + 1
    if value <= found.most:
        policy, _ = overridden(nested(found.name, str(value)))
        related = {name for r in RELATIONS for name in (r.larger, r.smaller)}
        assert getattr(policy.timing, found.field) == value or found.name in related


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("timing: {wait_without_timetable_days: {standard: 5}}", "at least a week", id="a-week"),
        pytest.param("timing: {after_promise: {floor_business_days: 0}}", "named day has passed", id="named-day"),
        pytest.param("timing: {thank_you: {deadline_hours: 72}}", "24 to 48 hours", id="48-hours"),
        pytest.param("timing: {wait_without_timetable_days: {standard: 20}}", "given longer", id="slower-is-longer"),
        pytest.param("timing: {give_up_days: 10}", "less than window_days", id="end-before-close"),
        pytest.param("timing: {thank_you: {ideal_hours: many}}", "“many” is no whole number", id="no-number"),
        pytest.param("timing: {window_days: -3}", "no whole number", id="negative"),
        pytest.param("timing: {window_days: [3]}", "takes one value", id="a-list"),
        pytest.param("timing: {windowdays: 3}", "did you mean `window_days`?", id="misspelt"),
        pytest.param(
            "timing: {thank_you: {cooldown_hours: 3}}", "did you mean `thank_you.cool_down_hours`?", id="within"
        ),
        pytest.param("timing: {business_hours: nine to five}", "no pair of clock times", id="hours"),
        pytest.param("timing: {business_hours: 17:00-09:00}", "leaves no time", id="hours-backwards"),
        pytest.param("timing: {quiet_period: 12-24}", "no pair of days", id="quiet-one-day"),
        pytest.param("timing: {quiet_period: 02-01 .. 11-30}", "longer than", id="quiet-too-long"),
        pytest.param("timing: {quiet_period: Christmas .. Easter}", "no pair of days", id="quiet-words"),
        pytest.param("timing: 7", "`timing` is no table", id="timing-is-a-number"),
        pytest.param("kind: {}", "did you mean `kinds`?", id="top-level"),
        pytest.param("kinds: {status_chek: {title: x}}", "did you mean `status_check`?", id="misspelt-kind"),
        pytest.param("kinds: {mine: {title: x}}", "needs `after`", id="no-cause"),
        pytest.param("kinds: {mine: {after: rejected}}", "did you mean `rejection`?", id="unknown-cause"),
        pytest.param("kinds: {My-Kind: {after: offer}}", "cannot be a kind's name", id="name"),
        pytest.param("kinds: {mine: offer}", "no lines", id="not-a-table"),
        pytest.param("kinds: {offer_reply: {optional: perhaps}}", "neither yes nor no", id="yes-or-no"),
        pytest.param("kinds: {offer_reply: {needs: [salary]}}", "no fact that can be needed", id="unknown-fact"),
        pytest.param(
            "kinds: {offer_reply: {words: {default: {minimum: 9}}}}", "a minimum, a target and a limit", id="length"
        ),
        pytest.param("kinds: {thank_you: {not_needed: {fax: [i_bring]}}}", "no way of talking", id="unknown-how"),
        pytest.param("kinds: {offer_reply: {window: {not_after: soon}}}", "no moment of a window", id="moment"),
        pytest.param("kinds: {offer_reply: {window: {until: 3 days}}}", "not known here", id="window-key"),
        pytest.param("kinds: {offer_reply: {window: 3 days}}", "no table", id="window-is-words"),
        pytest.param(
            "kinds: {status_check: {window: {not_before: at once}}}", "`window` is not known", id="fixed-window"
        ),
        pytest.param("timing: {offer_reply: {not_after: 2 days before easter}}", "no date that an event", id="field"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(text: str, words: str) -> None:
    """One problem with its file and line, and the shipped value holds."""
    policy, problems = overridden(text)
    assert words in str(problems[0])
    assert {p.file for p in problems} == {"config.yaml"}
    assert all(p.line for p in problems)
    assert policy == shipped()


def test_all_problems_come_together() -> None:
    """Three slips are three problems, in the order of their lines."""
    _, problems = overridden("timing:\n  window_days: x\n  nonsense: 3\n  give_up_days: 1\n")
    assert [p.line for p in problems] == [2, 3, 4]


def test_later_tables_win() -> None:
    """config.yaml is laid over the person's policy.yaml, that over the shipped one."""
    own = ("templates/policy.yaml", table("timing: {window_days: 10}\nkinds: {status_check: {title: check-in}}"))
    config = ("config.yaml", table("timing: {window_days: 12}"))
    policy, problems = read_policy(OURS, [own, config])
    assert problems == []
    assert policy.timing.window_days == 12
    assert policy.kinds["status_check"].title == "check-in"
    assert policy.kinds["status_check"].words == shipped().kinds["status_check"].words


def test_hours_and_the_quiet_period_are_read() -> None:
    """An en dash and blanks are fine, and no quiet period is one too."""
    policy = policy_with("timing: {business_hours: 08:30 – 16:00, quiet_period: none}")
    assert policy.timing.business_hours == (time(8, 30), time(16))
    assert policy.timing.quiet_period is None


def test_a_kind_of_ones_own_ranks_before_what_nobody_asked_for() -> None:
    """It has the usual window and lengths where its entry is silent."""
    policy = policy_with("kinds: {thanks_to_referrer: {after: interview}}")
    kind = policy.kinds["thanks_to_referrer"]
    assert (kind.title, kind.template) == ("thanks to referrer", "thanks_to_referrer")
    assert policy.kinds["rejection_reply"].order < kind.order < policy.kinds["thank_you"].order
    assert kind.window is not None
    assert kind.words_for() == Words(10, (40, 120), 150)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("thanks", "thank_you"),
        ("thank-you", "thank_you"),
        ("Thank you", "thank_you"),
        ("thank", "thank_you"),
        ("check-in", "status_check"),
        ("check", "status_check"),
        ("status", "status_check"),
        ("status_check", "status_check"),
        ("second", "second_check"),
        ("closing", "closing_note"),
        ("no", "rejection_reply"),
        ("other-offer", "competing_offer_notice"),
        ("offer", "offer_reply"),
        ("withdraw", "withdrawal"),
        ("question", "info_reply"),
    ],
)
def test_everyday_words_name_a_kind(words: str, name: str) -> None:
    """Names, hyphens, aliases and unique beginnings serve."""
    assert shipped().kind_named(words).name == name


@pytest.mark.parametrize("words", ["", "-", "xyz", "s", "re"])
def test_words_that_name_no_kind_or_several_are_refused_with_the_choices(words: str) -> None:
    """The message names what can be chosen."""
    with pytest.raises(ValueError, match=r"choose from .*-"):
        shipped().kind_named(words)


def test_no_two_kinds_share_a_word() -> None:
    """Every name and alias belongs to one kind."""
    for kind in shipped().kinds.values():
        for word in (kind.name, *kind.aliases):
            assert shipped().kind_named(word) is kind


@pytest.mark.parametrize(
    ("how", "late", "limit"),
    [
        pytest.param(How.VIDEO, False, 200, id="video"),
        pytest.param(How.IN_PERSON, True, 180, id="late"),
        pytest.param(How.PHONE, False, 140, id="phone"),
        pytest.param(How.PHONE, True, 140, id="late-phone"),
        pytest.param(None, False, 200, id="unknown"),
    ],
)
def test_a_thank_yous_length_follows_the_talk(how: How | None, late: bool, limit: int) -> None:
    """Short talks have short notes."""
    assert shipped().kinds["thank_you"].words_for(how, late=late).limit == limit


def test_what_a_thank_you_needs_follows_the_talk() -> None:
    """After a telephone call or an informal talk nobody has to say what they bring."""
    kind = shipped().kinds["thank_you"]
    assert kind.needs_for(How.VIDEO) == ("name", "role", "date", "we_talked_about", "i_bring")
    assert kind.needs_for(How.PHONE) == kind.needs_for(How.INFORMATIONAL) == ("name", "role", "date", "we_talked_about")


def test_the_wait_is_the_processes_own_or_the_persons() -> None:
    """A person's own number wins, and is never less than a week."""
    timing = shipped().timing
    waits = {process.value: timing.wait_for(process, None) for process in Process}
    assert waits == {"standard": 7, "senior": 14, "specialised": 14, "executive": 14, "government": 21, "academic": 21}
    assert [timing.wait_for(Process.ACADEMIC, own) for own in (1, 7, 9)] == [7, 7, 9]


# --- docs/timing.md -------------------------------------------------------------------------------------------------


def rows(heading: str) -> dict[str, list[str]]:
    """The rows of the table under a heading, by what stands in backticks first."""
    section = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("| `")
    ]
    return {row[0].strip("`"): row[1:] for row in cells}


def test_the_page_names_every_number_with_its_value_and_bounds() -> None:
    """docs/timing.md, the code and templates/policy.yaml say the same."""
    page = rows("All numbers")
    assert list(page) == [*[n.name for n in NUMBERS], *SPANS]
    for number in NUMBERS:
        value, bounds, what = page[number.name]
        assert value == str(getattr(shipped().timing, number.field)), number.name
        assert bounds == f"{number.least} to {number.most}", number.name
        assert what
    for name in SPANS:
        node = OURS.entries["timing"]
        assert isinstance(node, Table)
        shown = node.entries[name]
        assert isinstance(shown, Text)
        assert page[name][0] == shown.value


def test_the_page_names_every_kind_in_order_of_rank() -> None:
    """Titles, everyday words, needs and lengths are those of templates/policy.yaml."""
    page = rows("All kinds")
    assert list(page) == list(shipped().kinds)
    for kind in shipped().kinds.values():
        words = kind.words["default"]
        length = f"{words.minimum}, {words.target[0]}-{words.target[1]}, {words.limit}"
        assert page[kind.name] == [kind.title, ", ".join(kind.aliases), ", ".join(kind.needs), length]


def test_the_page_names_the_window_of_every_reply() -> None:
    """Word for word as in templates/policy.yaml."""
    page = rows("Replies")
    replies = [kind for kind in shipped().kinds.values() if kind.after]
    assert list(page) == [kind.name for kind in replies]
    for kind in replies:
        assert page[kind.name] == [
            f"`{kind.after}`",
            *(written(kind, key) for key in ("not_before", "not_after", "give_up")),
        ]


def written(kind: Kind, key: str) -> str:
    """How a line of a window stands in the file."""
    kinds = OURS.entries["kinds"]
    assert isinstance(kinds, Table)
    entry = kinds.entries[kind.name]
    assert isinstance(entry, Table)
    window = entry.entries["window"]
    assert isinstance(window, Table)
    node = window.entries[key]
    return ", ".join(n.value for n in (node.nodes if isinstance(node, Items) else (node,)) if isinstance(n, Text))


def test_the_pages_examples_of_yaml_are_accepted() -> None:
    """What the page shows can be used as it stands."""
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        _, problems = overridden(block)
        assert problems == []


def test_the_pages_python_prints_what_the_page_says() -> None:
    """The example runs as it stands and prints the text below it."""
    code, output = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("python", "text"))
    assert code is not None
    assert output is not None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code[1], "docs/timing.md", "exec"), {})
    assert printed.getvalue() == output[1]


def test_every_cause_can_call_for_a_reply() -> None:
    """Each event that the page allows behind `after` is accepted."""
    for cause in CAUSES:
        assert policy_with(f"kinds: {{mine: {{after: {cause}}}}}").kinds["mine"].after == cause
