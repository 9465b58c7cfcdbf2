"""How messages are told: the lines of `due`, the window of a letter in a few words, and the JSON of a message."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from followup_mail.cli.terminal import bold, listed, wrapped
from followup_mail.cli.who import recipient
from followup_mail.model import Application, Message, Route, Status
from followup_mail.moments import say_clock, say_day, say_moment
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.dossiers import Dossier
    from followup_mail.errors import Problem
    from followup_mail.policy import Policy

NOW = (Status.DUE, Status.OVERDUE)
SOON = timedelta(days=7)  # what may be sent within a week is coming, the rest is waiting
ANSWERS = "Waiting for your answer"
HEADINGS = {
    "now": "Now",
    "coming": "Coming",
    "waiting": "Waiting",
    "done": "Done",
    "missed": "Let go",
    "cancelled": "Not needed",
}


@record(frozen=True, slots=True)
class Item:
    """One message with the application it belongs to; `aside` is what else there is to know of it, in a sentence."""

    application: Application
    message: Message
    aside: str = ""

    def place(self, now: datetime, soon: datetime) -> str:
        """Where it stands in the list: now, coming (may be sent before `soon`), waiting, done, missed, cancelled."""
        status = self.message.status
        if status in NOW:
            return "now"
        if status is not Status.NOT_YET:
            return status.value
        first = self.message.not_before
        return "coming" if first is not None and now < first <= soon else "waiting"

    def sort_key(self) -> tuple[float, float, str, str]:
        """Soonest first: by what ends first when due, by what opens first when not."""
        message = self.message
        moments = (
            (message.not_after, message.not_before) if message.status in NOW else (message.not_before, message.best)
        )
        first, second = (m.timestamp() if m else float("inf") for m in moments)
        return first, second, self.application.id, message.kind


@record(frozen=True, slots=True)
class Owed:
    """An answer that an offer waits for, and by when it is wanted, by the employer's clock."""

    dossier: "Dossier"
    by: datetime

    @property
    def application(self) -> Application:
        return self.dossier.application


def owed(dossiers: Iterable["Dossier"]) -> list[Owed]:
    """The answers that offers wait for by a day, soonest first."""
    found = [Owed(d, d.answer.by.astimezone(d.application.zone)) for d in dossiers if d.answer and d.answer.by]
    return sorted(found, key=lambda each: (each.by, each.application.id))


def window(message: Message, now: datetime) -> str:
    """When to send it, as one says it: "today from 18:00, at the latest Thu 19 Nov 15:00"; empty for what is closed."""
    if message.status not in (*NOW, Status.NOT_YET):
        return ""
    if message.not_before is None or message.not_after is None or message.best is None or message.give_up is None:
        return ""
    if message.status is Status.OVERDUE:
        return f"now; it is still worth sending until {moment(message.give_up, now)}"
    end = f"at the latest {moment(message.not_after, now)}"
    if message.status is Status.NOT_YET:
        best = "" if message.best <= message.not_before else f", best {moment(message.best, now)}"
        return f"from {moment(message.not_before, now)}{best}, {end}"
    if now < message.best:
        return f"now or, better, {moment(message.best, now)}; {end}"
    return f"now, {end}"


def moment(there: datetime, now: datetime) -> str:
    """An instant by the clock of the person (`now`'s zone), the employer's clock behind it where that differs."""
    here = there.astimezone(now.tzinfo)
    said = say_moment(here, now=now)
    if here.utcoffset() == there.utcoffset():
        return said
    other_day = "" if here.date() == there.date() else f"{say_day(there.date(), weekday=True, short=True)} "
    return f"{said} ({other_day}{say_clock(there)} there)"


def headline(item: Item, policy: "Policy") -> str:
    """What to do in a line: "Thank-you note to Dana Ortiz · Northwind Traders, Senior Data Engineer"."""
    message = item.message
    title = policy.kinds[message.kind].title
    to = recipient(message)
    if message.route is Route.VIA_COORDINATOR and message.covers and [to] != list(message.covers):
        to += f" (for {listed(message.covers)})"
    role = f", {item.application.role}" if item.application.role else ""
    optional = " (if you like)" if message.optional else ""
    return f"{title[:1].upper()}{title[1:]} to {to} · {item.application.company}{role}{optional}"


def show_agenda(
    items: Sequence[Item],
    places: Iterable[str],
    soon: datetime,
    now: datetime,
    policy: "Policy",
    answers: Sequence[Owed] = (),
) -> Iterable[str]:
    """The lines of `due`: each group under its heading, each message with its window and its reason in brief.

    What the person has to answer stands behind what is to be sent now, as it is no message of this program's.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.place(now, soon), []).append(item)
    for place in places:
        if place == "coming":
            yield from _answer_lines(answers, now)
        if place not in groups:
            continue
        yield bold(HEADINGS[place])
        for item in sorted(groups[place], key=Item.sort_key):
            yield wrapped(headline(item, policy), "  ")
            when = window(item.message, now) if place in ("now", "coming", "waiting") else ""
            if when:
                yield wrapped(when, "      ")
            reason = item.message.brief_reason
            if reason:
                yield wrapped(reason, "      ")
            if item.aside:
                yield wrapped(item.aside, "      ")
            if place == "now":
                yield f"      followup-mail draft {item.application.id}"
        yield ""


def _answer_lines(answers: Sequence[Owed], now: datetime) -> Iterable[str]:
    if not answers:
        return
    yield bold(ANSWERS)
    for each in answers:
        application = each.application
        yield wrapped(answer_headline(application), "  ")
        yield wrapped(f"{'by' if each.by >= now else 'it was wanted by'} {moment(each.by, now)}", "      ")
        yield f"      followup-mail decide {application.id}"
    yield ""


def answer_headline(application: Application) -> str:
    """What is to be answered, in a line: "The offer of Northwind Traders, Senior Data Engineer"."""
    role = f", {application.role}" if application.role else ""
    return f"The offer of {application.company}{role}"


def short_line(
    items: Sequence[Item], policy: "Policy", problems: Sequence["Problem"], answers: Sequence[Owed], now: datetime
) -> str:
    """One line for a prompt or a status bar: how many are due and the first of them; else an answer due in a week."""
    due = sorted((i for i in items if i.message.status in NOW), key=Item.sort_key)
    if not due and answers and answers[0].by <= now + SOON:
        return f"your answer to {answers[0].application.company}, by {moment(answers[0].by, now)}"
    if not due:
        return "a file needs a look: followup-mail due" if problems else "nothing due"
    first = due[0]
    more = f" (+{len(due) - 1})" if len(due) > 1 else ""
    return f"{policy.kinds[first.message.kind].title} to {recipient(first.message)}, {first.application.company}{more}"


def message_json(item: Item) -> dict[str, object]:
    """A message as `due --json` has it (design.md section 6)."""
    application, message = item.application, item.message
    return {
        "application": application.id,
        "company": application.company,
        "role": application.role,
        "kind": message.kind,
        "interview": message.interview,
        "to": {"name": message.to.name, "email": message.to.email} if message.to else None,
        "covers": list(message.covers),
        "route": message.route.value,
        "status": message.status.value,
        "not_before": _instant(message.not_before),
        "best": _instant(message.best),
        "not_after": _instant(message.not_after),
        "give_up": _instant(message.give_up),
        "optional": message.optional,
        "tone": message.tone,
        "reason": message.reason,
    }


def answer_json(answer: Owed) -> dict[str, object]:
    """An answer to an offer as `due --json` has it."""
    application = answer.application
    return {
        "application": application.id,
        "company": application.company,
        "role": application.role,
        "by": answer.by.isoformat(),
    }


def problems_json(problems: Iterable["Problem"]) -> list[dict[str, object]]:
    """Problems as every `--json` has them."""
    return [{"file": p.file, "line": p.line, "field": p.field, "problem": p.sentence} for p in problems]


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
