"""Thank-you notes: one for each interview and person, within 48 hours that really pass (seed P2S1; T1 to T14).

Decides their windows, what makes one pointless, and which notes of a day are one note.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from followup_mail.model import Interview, Person
from followup_mail.policy import Kind
from followup_mail.records import record
from followup_mail.timing.addressees import Target, addresses, same_person, thanked
from followup_mail.timing.candidate import Block, Candidate, Floor, postponed
from followup_mail.timing.cycle import Cycle
from followup_mail.timing.record import Fact, Named, Record, Talk, talk_of
from followup_mail.timing.window import Window, in_order


@record(frozen=True, slots=True)
class _Note:
    """One note to one reader. `ids` are all interviews of its day that it thanks for, `folded`: a later note does."""

    talk: Talk
    target: Target
    ids: tuple[str, ...]
    folded: Talk | None = None


def thank_yous(record: Record, kind: Kind, cycle: Cycle | None, named: Named | None) -> Iterator[Candidate]:
    """The notes of all interviews, called-off ones too, by the end of the talk; `named` is the date in force."""
    most = record.office.timing.thank_you_max_individual_notes
    known = addresses(record.application)
    for note in _notes(record, known, most):
        yield _candidate(record, kind, note, cycle, named)
    for interview in record.cancelled:
        talk = replace(talk_of(interview, record.office, record.now), held=False)
        for target in thanked(interview, record.application, known, most):
            note = _Note(talk, target, (interview.id,))
            candidate = _candidate(record, kind, note, cycle, named)
            candidate.block = Block("called_off", _called_off(record, interview))
            yield candidate


def _notes(record: Record, known: Mapping[str, str], most: int) -> list[_Note]:
    """All notes; those of one day to one reader become one, after the last talk (design.md section 3)."""
    notes: list[_Note] = []
    for talk in record.talks:
        for target in thanked(talk.interview, record.application, known, most):
            note = _Note(talk, target, (talk.interview.id,))
            for place, other in enumerate(notes):
                if _one_note(other, note):
                    people = _united(other.target.people, note.target.people)
                    note = _Note(talk, replace(target, people=people), (*other.ids, *note.ids))
                    notes[place] = replace(other, folded=talk)
            notes.append(note)
    return notes


def _one_note(earlier: _Note, later: _Note) -> bool:
    """Whether a later talk's note takes an earlier one in: the same reader, the same day, another talk."""
    return (
        earlier.folded is None
        and earlier.talk is not later.talk
        and earlier.talk.day == later.talk.day
        and earlier.target.reader == later.target.reader
    )


def _united(first: Sequence[Person], second: Sequence[Person]) -> tuple[Person, ...]:
    return (*(p for p in first if not any(same_person(p, q) for q in second)), *second)


def _candidate(record: Record, kind: Kind, note: _Note, cycle: Cycle | None, named: Named | None) -> Candidate:
    talk, target = note.talk, note.target
    last = max((t for t in record.talks if t.day == talk.day), key=lambda t: t.end, default=talk)
    window, with_check = _window(record, talk, last, cycle, named)
    mine = [f for f in record.skipped if f.event and f.event.kind == kind.name and _is_for(record, f, note)]
    skipped, until = postponed(record, kind, mine)
    if until is not None and until.opens > window.not_before:
        window = _later(record, window, until)
    overtaken = _overtaken(record, talk)
    return Candidate(
        kind=kind,
        record=record,
        rule="thanks",
        to=target.to,
        route=target.route,
        window=window,
        covers=tuple(person.name for person in target.people),
        talk=talk,
        interview=talk.interview.id,
        ids=note.ids,
        day_ended=last,
        closes_with_check=with_check and overtaken is None,
        closes_early=overtaken is not None,
        cycle=cycle,
        floors=[until] if until else [],
        sent=_sent(record, note),
        block=_block(record, note) or (overtaken if record.now > window.not_after else None) or skipped,
    )


def _window(record: Record, talk: Talk, last: Talk, cycle: Cycle | None, named: Named | None) -> tuple[Window, bool]:
    """The window, and whether the check-in closes it. Its hours are elapsed ones, its days are the employer's."""
    office, timing = record.office, record.office.timing
    today = named is not None and named.day == talk.day
    pause = timing.thank_you_cool_down_hours_if_decision_same_day if today else timing.thank_you_cool_down_hours
    opens = last.end + timedelta(hours=pause)
    closes = talk.end + timedelta(hours=timing.thank_you_deadline_hours)
    best = office.office_hour(opens)
    if best > talk.end + timedelta(hours=timing.thank_you_ideal_hours):
        best = office.polite_hour(opens)
    ends = office.days_later(talk.end, timing.thank_you_late_days)
    check = cycle.window.not_before if cycle is not None and talk.held else ends
    return in_order(opens, min(best, max(closes, opens)), closes, min(ends, check)), closes < check < ends


def _later(record: Record, window: Window, floor: Floor) -> Window:
    """The window from the day on that the person chose; its end moves to that day's close where it was earlier."""
    office = record.office
    close = office.closes(office.day_of(floor.opens))
    return in_order(floor.opens, max(window.best, floor.opens), max(window.not_after, close), window.give_up)


def _block(record: Record, note: _Note) -> Block | None:
    if record.silenced is not None or record.application.do_not_write:
        return Block("do_not_write", record.silenced)
    if record.decided is not None:
        return Block("decided", record.decided)
    if record.withdrawing is not None:
        return Block("withdrawing", record.withdrawing)
    if note.folded is not None:
        return Block("same_day", talk=note.folded)
    again = [t for t in record.talks if t.held and t.day > note.talk.day]
    people = note.target.people
    if people and all(any(same_person(p, q) for t in again for q in t.interview.people) for p in people):
        return Block("met_again", talk=again[-1])
    return None


def _overtaken(record: Record, talk: Talk) -> Block | None:
    """The next round, to which a note that is late gives way (timing.md 3.7.10)."""
    later = next((t for t in record.talks if t.day > talk.day), None)
    if later is not None:
        return Block("later_round", talk=later)
    if record.invited is not None and record.invited.at > talk.end:
        return Block("later_round", record.invited)
    return None


def _sent(record: Record, note: _Note) -> Fact | None:
    """The entry that says that this note went out: to its reader, to all, or to each of its people."""
    mine = [f for f in record.sent if f.event and f.event.kind == "thank_you" and _of_interview(record, f, note)]
    for fact in reversed(mine):
        if _reaches(record, fact, note):
            return fact
    reached = {fact.event.to.casefold() for fact in mine if fact.event and fact.event.to}
    people = note.target.people
    if people and all(person.email and person.email.casefold() in reached for person in people):
        return mine[-1]
    return None


def _is_for(record: Record, fact: Fact, note: _Note) -> bool:
    return _of_interview(record, fact, note) and _reaches(record, fact, note)


def _reaches(record: Record, fact: Fact, note: _Note) -> bool:
    """Whether an entry means this note's reader; one without an address means all, but for whom it came back."""
    to, address = fact.event.to if fact.event else None, note.target.to
    if to is not None:
        return address is not None and address.email.casefold() == to.casefold()
    if address is None:
        return True
    back = [b.event.to for b in record.bounced if b.event and b.event.to and b.position > fact.position]
    return address.email.casefold() not in [email.casefold() for email in back]


def _of_interview(record: Record, fact: Fact, note: _Note) -> bool:
    """Whether an entry belongs to the note's interviews: the one it names, else the latest held at its instant.

    Of somebody who was met it is the latest one with them. What was sent before the talk began cannot thank for it;
    what is set aside before any talk is meant for the first.
    """
    named = fact.event.interview if fact.event else None
    if fact.what == "sent" and fact.at < note.talk.start and len(note.ids) == 1:
        return False
    if named is None:
        over = [talk for talk in record.talks if talk.end <= fact.at]
        begun = over or [talk for talk in record.talks if talk.start <= fact.at]
        if not begun and fact.what == "skipped":
            begun = record.talks[:1]
        to = fact.event.to if fact.event else None
        with_them = [talk for talk in begun if to is not None and _met(talk, to)]
        latest = with_them or begun
        named = latest[-1].interview.id if latest else None
    return named in note.ids


def _met(talk: Talk, email: str) -> bool:
    return any(p.email is not None and p.email.casefold() == email.casefold() for p in talk.interview.people)


def _called_off(record: Record, interview: Interview) -> Fact | None:
    off = [f for f in record.facts if f.what == "interview_cancelled" and f.event and f.event.interview == interview.id]
    return off[-1] if off else None
