"""What holds for every history (timing.md 3.8), for every day of four years, and over each clock change."""

import locale
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_mail.model import Message, Status
from followup_mail.timing import plan
from followup_mail.workdays import Calendar
from tests.timing.building import NEW_YORK, OPEN, application, calendar, event, interview, only, planned, shipped
from tests.timing.histories import History, random_history, timeframe

UNSOLICITED = {"thank_you", "status_check", "second_check", "closing_note"}
CHECKS = UNSOLICITED - {"thank_you"}
RANK = {Status.NOT_YET: 0, Status.DUE: 1, Status.OVERDUE: 2, Status.MISSED: 3}
HISTORIES = st.integers(0, 10**9).map(random_history)
CLOCK_CHANGES = [
    ("America/New_York", "2026-03-08", "2026-11-01"),
    ("America/Los_Angeles", "2026-03-08", "2026-11-01"),
    ("America/St_Johns", "2026-03-08", "2026-11-01"),
    ("America/Santiago", "2026-04-05", "2026-09-06"),
    ("America/Havana", "2026-03-08", "2026-11-01"),
    ("Europe/London", "2026-03-29", "2026-10-25"),
    ("Europe/Berlin", "2026-03-29", "2026-10-25"),
    ("Africa/Cairo", "2026-04-24", "2026-10-30"),
    ("Asia/Beirut", "2026-03-29", "2026-10-25"),
    ("Asia/Jerusalem", "2026-03-27", "2026-10-25"),
    ("Australia/Sydney", "2026-04-05", "2026-10-04"),
    ("Australia/Lord_Howe", "2026-04-05", "2026-10-04"),
    ("Pacific/Auckland", "2026-04-05", "2026-09-27"),
    ("Pacific/Chatham", "2026-04-05", "2026-09-27"),
]


def plan_of(history: History, now: datetime | None = None, working: Calendar | None = None) -> list[Message]:
    """The plan of a history, perhaps at another instant or with other working days."""
    return plan(
        history.application,
        history.events,
        now=now or history.now,
        policy=shipped(),
        calendar=working or history.calendar,
    )


def instants(message: Message) -> list[datetime]:
    """The four instants of a message in UTC."""
    window = (message.not_before, message.best, message.not_after, message.give_up)
    return [instant.astimezone(UTC) for instant in window if instant is not None]


@given(HISTORIES)
def test_windows_are_in_order(history: History) -> None:
    """Not before, best, not after, give up: in this order, in the employer's zone."""
    for message in plan_of(history):
        assert len(instants(message)) == 4
        assert instants(message) == sorted(instants(message))
        assert message.not_before is not None
        assert message.not_before.tzinfo is history.application.zone


@given(HISTORIES)
def test_a_check_opens_on_a_quiet_mornings_business_day(history: History) -> None:
    """Every check opens on a business day outside the quiet period, within office hours."""
    for message in plan_of(history):
        if message.kind in CHECKS and message.not_before is not None:
            day = message.not_before.date()
            assert history.calendar.is_business_day(day)
            assert (day.month, day.day) < (12, 24)
            assert (day.month, day.day) != (1, 1)
            assert 9 <= message.not_before.hour <= 17


@given(HISTORIES)
def test_without_any_date_a_check_waits_a_week(history: History) -> None:
    """Where nobody named a date, no check opens within seven dates of the last job interview held."""
    app = replace(
        history.application, interviews=tuple(replace(i, promises=()) for i in history.application.interviews)
    )
    events = tuple(e for e in history.events if e.event not in ("new_promise", "on_hold", "interview_moved"))
    messages = plan_of(replace(history, application=app, events=events))
    off = {e.interview for e in events if e.event == "interview_cancelled" and e.at <= history.now}
    held = [
        i.end.date()
        for i in app.interviews
        if i.how != "informational" and not i.cancelled and i.id not in off and i.end <= history.now
    ]
    for message in messages:
        if message.kind in CHECKS and message.not_before is not None:
            assert message.not_before.date() >= max(held) + timedelta(7)


@given(HISTORIES, st.integers(0, 40))
def test_another_holiday_never_makes_a_check_earlier(history: History, days: int) -> None:
    """For a date that was named as a date, one more holiday moves a check on or leaves it."""
    extra = history.now.date() + timedelta(days)
    working = replace(history.calendar, holidays={**history.calendar.holidays, extra: "one more"})
    for before, after in zip(
        first_checks(plan_of(history)), first_checks(plan_of(history, working=working)), strict=True
    ):
        if Status.DONE not in (before.status, after.status):
            assert instants(after)[0] >= instants(before)[0]


@given(HISTORIES, st.integers(7, 60))
def test_a_longer_wait_never_makes_a_check_earlier(history: History, wait: int) -> None:
    """A person who waits longer is never told to write sooner."""
    shorter, longer = (
        plan_of(replace(history, application=replace(history.application, wait=days))) for days in (wait, wait + 5)
    )
    for before, after in zip(first_checks(shorter), first_checks(longer), strict=True):
        if Status.DONE not in (before.status, after.status):
            assert instants(after)[0] >= instants(before)[0]


def first_checks(messages: list[Message]) -> list[Message]:
    """The status checks of a plan, none or one."""
    return [m for m in messages if m.kind == "status_check"]


@given(HISTORIES, st.lists(st.integers(1, 60 * 24 * 10), min_size=1, max_size=6))
def test_a_status_only_ever_moves_on(history: History, minutes: list[int]) -> None:
    """Between two facts a message goes from not yet over due and overdue to missed, and never back."""
    before = {key(m): m.status for m in plan_of(history)}
    now = history.now
    for step in sorted(minutes):
        later = history.now + timedelta(minutes=step)
        if any(now < fact <= later for fact in facts_in_time(history)):
            break
        for message in plan_of(history, later):
            old = before[key(message)]
            if old in RANK and message.status in RANK:
                assert RANK[message.status] >= RANK[old], message
            elif old not in RANK:
                assert message.status is old, message
        before = {key(m): m.status for m in plan_of(history, later)}
        now = later


def key(message: Message) -> tuple[object, ...]:
    """What tells the messages of one plan apart."""
    return message.kind, message.interview, message.to, message.covers


def facts_in_time(history: History) -> Iterator[datetime]:
    """When something happens by itself: an interview ends, something is told, an offer runs out."""
    for talk in history.application.interviews:
        yield talk.end
    for entry in history.events:
        yield entry.at
        if entry.end is not None:
            yield entry.end
        if entry.respond_by is not None:
            yield entry.respond_by
            yield entry.respond_by + timedelta(minutes=1)


@given(HISTORIES, st.randoms(use_true_random=False), st.sampled_from(["Asia/Kathmandu", "America/Adak", "UTC"]))
def test_order_and_zone_of_what_is_given_make_no_difference(history: History, rng: Random, zone: str) -> None:
    """Shuffled events, and instants written in another zone, give the same plan."""
    place = ZoneInfo(zone)
    shuffled = [replace(e, at=e.at.astimezone(place)) for e in history.events]
    rng.shuffle(shuffled)
    other = replace(history, events=tuple(shuffled), now=history.now.astimezone(place))
    assert [(key(m), m.status, instants(m), m.reason) for m in plan_of(other)] == [
        (key(m), m.status, instants(m), m.reason) for m in plan_of(history)
    ]


@given(HISTORIES)
def test_one_message_at_a_time_to_any_one_reader(history: History) -> None:
    """Of all that nobody has asked for, at most one is open to each reader; each kind of check is there once."""
    messages = plan_of(history)
    readers = Counter(m.to.email for m in messages if m.to and m.kind in UNSOLICITED and m.status in OPEN)
    assert max(readers.values(), default=0) <= 1
    assert max(Counter(m.kind for m in messages if m.kind in CHECKS).values(), default=0) <= 1


@given(HISTORIES, st.sampled_from(["rejection", "offer", "withdrew", "accepted", "position_closed"]))
def test_nothing_unsolicited_after_the_end(history: History, what: str) -> None:
    """Once the application is decided, only what answers the decision can be open."""
    ended = replace(history, events=(*history.events, event(what, history.now, id="end")))
    assert not [m for m in plan_of(ended) if m.kind in UNSOLICITED and m.status in OPEN | {Status.NOT_YET}]


@given(HISTORIES)
def test_an_open_message_contains_its_instant(history: History) -> None:
    """Status and window never contradict each other."""
    now = history.now.astimezone(UTC)
    for message in plan_of(history):
        opens, _, closes, ends = instants(message)
        if message.status is Status.NOT_YET:
            assert now < opens
        elif message.status is Status.DUE:
            assert opens <= now <= closes
        elif message.status is Status.OVERDUE:
            assert closes < now <= ends
        elif message.status is Status.MISSED:
            assert ends < now


@given(HISTORIES)
def test_every_message_says_why(history: History) -> None:
    """No reason is empty, unfinished or full of holes."""
    for message in plan_of(history):
        for words in (message.reason, message.brief_reason):
            assert words.endswith(".")
            assert "None" not in words
            assert "{" not in words
            assert "  " not in words
            assert ".." not in words


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028])
def test_every_day_of_four_years(year: int) -> None:
    """An interview on any day: 48 hours that pass, and a check at 09:00 of a business day a week or more later."""
    day = date(year, 1, 1)
    working = calendar("US", "NY")
    while day.year == year:
        end = datetime(day.year, day.month, day.day, 16, 30, tzinfo=NEW_YORK)
        messages = planned(application(interview(end)), now=end, working=working)
        note, check = only(messages, "thank_you"), only(messages, "status_check")
        assert instants(note)[2] - end.astimezone(UTC) == timedelta(hours=48)
        assert check.not_before is not None
        opens = check.not_before
        assert (opens.hour, opens.minute) == (9, 0)
        assert opens.date() >= day + timedelta(7)
        assert working.is_business_day(opens.date())
        skipped = [day + timedelta(n) for n in range(7, (opens.date() - day).days)]
        assert all(not working.is_business_day(d) or is_quiet(d) for d in skipped)
        day += timedelta(1)


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028])
def test_every_named_day_of_four_years(year: int) -> None:
    """Whatever day is named, nothing opens before it has passed, nor later than the first open morning behind it."""
    working = calendar("US", "NY")
    day = date(year, 1, 1)
    while day.year == year:
        end = datetime(day.year, day.month, day.day, 11, tzinfo=NEW_YORK) - timedelta(9)
        talk = interview(end, said="soon")
        talk = replace(talk, promises=(replace(talk.promises[0], said=timeframe(day)),))
        check = only(planned(application(talk), now=end, working=working), "status_check")
        assert check.not_before is not None
        opens = check.not_before.date()
        between = [day + timedelta(n) for n in range(1, (opens - day).days)]
        assert opens > day
        assert working.is_business_day(opens)
        assert not [d for d in between if working.is_business_day(d) and not is_quiet(d)]
        day += timedelta(1)


def is_quiet(day: date) -> bool:
    """The days from 24 December to 1 January."""
    return (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1)


@pytest.mark.parametrize("seed", range(25))
def test_a_walk_through_time(seed: int) -> None:
    """Every five hours for ten weeks: one message to a reader, and no way back between two facts."""
    history = random_history(seed)
    now = min(talk.start for talk in history.application.interviews).astimezone(UTC) - timedelta(days=1)
    facts = sorted(fact.astimezone(UTC) for fact in facts_in_time(history))
    before: dict[tuple[object, ...], Status] = {}
    last = now
    for _ in range(340):
        messages = plan_of(history, now)
        readers = Counter(m.to.email for m in messages if m.to and m.kind in UNSOLICITED and m.status in OPEN)
        assert max(readers.values(), default=0) <= 1
        statuses = {key(m): m.status for m in messages}
        if before and not any(last < fact <= now for fact in facts):
            assert statuses.keys() == before.keys()
            moves = [(before[each], status) for each, status in statuses.items() if status in RANK]
            assert all(RANK[new] >= RANK[old] for old, new in moves if old in RANK)
        before, last = statuses, now
        now += timedelta(hours=5)


@pytest.mark.parametrize(("zone", "spring", "autumn"), [pytest.param(*row, id=row[0]) for row in CLOCK_CHANGES])
def test_over_each_clock_change(zone: str, spring: str, autumn: str) -> None:
    """Around a clock change every half hour of an interview's end keeps 48 hours and 09:00 in the morning."""
    place = ZoneInfo(zone)
    for change in (spring, autumn):
        middle = datetime.fromisoformat(f"{change}T00:00").replace(tzinfo=place).astimezone(UTC)
        offsets = {(middle + timedelta(hours=h)).astimezone(place).utcoffset() for h in (-12, 36)}
        assert len(offsets) == 2, f"no clock change near {change} in {zone}"
        for half_hour in range(-144, 48):
            end = middle + timedelta(minutes=30 * half_hour)
            app = application(interview(end, zone=place), zone=place)
            messages = planned(app, now=end, working=Calendar())
            note, check = only(messages, "thank_you"), only(messages, "status_check")
            assert instants(note)[2] - end == timedelta(hours=48)
            assert instants(note)[0] - end == timedelta(hours=4)
            assert check.not_before is not None
            assert (check.not_before.hour, check.not_before.minute) == (9, 0)
            assert check.not_before.date() >= end.astimezone(place).date() + timedelta(7)


@pytest.mark.parametrize("machine", ["Asia/Tokyo", "America/St_Johns", "UTC"])
def test_the_machines_zone_and_locale_make_no_difference(machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same plan, in the same words, wherever the program runs."""
    history = random_history(17)
    before = [(m, m.reason) for m in plan_of(history)]
    monkeypatch.setenv("TZ", machine)
    if hasattr(time, "tzset"):
        time.tzset()
    old = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "")
        assert [(m, m.reason) for m in plan_of(history)] == before
    finally:
        locale.setlocale(locale.LC_ALL, old)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 60))
def test_no_check_before_a_named_day_has_passed(said: date, days: int) -> None:
    """Whatever the date, a check opens after it, and at the latest at the end of the holidays behind it."""
    named = said + timedelta(days)
    end = datetime(said.year, said.month, said.day, 11, tzinfo=NEW_YORK)
    talk = interview(end, said="soon")
    talk = replace(talk, promises=(replace(talk.promises[0], said=timeframe(named)),))
    check = only(planned(application(talk), now=end), "status_check")
    assert check.not_before is not None
    assert named < check.not_before.date() <= named + timedelta(13)
