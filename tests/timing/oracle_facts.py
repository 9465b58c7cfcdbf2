"""What the oracle knows: days and hours of an employer, what happened, and what one is waiting for.

Plain dictionaries and loops with the numbers written out; shares no code with the program. Instants are in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Facts = dict[str, Any]
Row = dict[str, Any]

DECISIONS = ("rejection", "offer", "withdrew", "accepted", "position_closed")
ANCHORS = (
    "update_no_date",
    "reply_seen",
    "new_promise",
    "invite_next_round",
    "interview_cancelled",
    "on_hold",
    "info_request",
)


class Known:
    """What is known from one set of facts: days, events, the cycle."""

    def __init__(self, facts: Facts) -> None:
        self.f = facts
        self.zone = ZoneInfo(facts["zone"])
        self.now = facts["now"]
        self.events = [e for e in facts["events"] if e["at"] <= self.now]
        for number, e in enumerate(self.events):
            e["n"] = number
        self.interviews = [dict(i, off=i["cancelled"]) for i in facts["interviews"]]
        for interview in self.interviews:
            for e in self.events:
                if e["interview"] == interview["id"] and e["type"] == "interview_cancelled":
                    interview["off"] = True
                if e["interview"] == interview["id"] and e["type"] == "interview_moved":
                    interview.update(start=e["start"], end=e["end"], off=interview["cancelled"])
        self.on = sorted((i for i in self.interviews if not i["off"]), key=lambda i: i["end"])
        self.drop_bounced()

    def day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def at(self, day: date, hour: int) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=self.zone).astimezone(UTC)

    def works(self, day: date) -> bool:
        return day.weekday() not in self.f["weekend"] and day not in self.f["holidays"]

    def roll(self, day: date) -> date:
        while not self.works(day) or (day.month, day.day) >= (12, 24) or (day.month, day.day) == (1, 1):
            day += timedelta(1)
        return day

    def business(self, day: date, count: int) -> date:
        while count:
            day += timedelta(1)
            if self.works(day):
                count -= 1
        return day

    def open_days(self, day: date, count: int) -> date:
        while count:
            day += timedelta(1)
            if self.roll(day) == day:
                count -= 1
        return day

    def drop_bounced(self) -> None:
        gone: list[Row] = []
        for bounce in [e for e in self.events if e["type"] == "bounced"]:
            for e in reversed([e for e in self.events if e["n"] < bounce["n"] and e not in gone]):
                if e["type"] == "sent" and e["kind"] == bounce["kind"] and e["to"] in (None, bounce["to"]):
                    if e["to"] is not None:
                        gone += [e, bounce]
                    break
        self.events = [e for e in self.events if e not in gone]

    def all(self, *types: str) -> list[Row]:
        return [e for e in self.events if e["type"] in types]

    def last(self, *types: str) -> Row | None:
        found = self.all(*types)
        return found[-1] if found else None

    def sent(self, kind: str, after: tuple[datetime, int]) -> list[Row]:
        return [e for e in self.all("sent") if e["kind"] == kind and (e["at"], e["n"]) > after]

    def held(self, *, job: bool = True) -> list[Row]:
        return [i for i in self.on if i["end"] <= self.now and (i["job"] or not job)]

    def debt(self) -> Row | None:
        owed = None
        for e in self.events:
            if e["type"] == "info_request":
                owed = e
            elif e.get("kind") == "info_reply" and (e["type"] == "sent" or (e["type"] == "skipped" and not e["until"])):
                owed = None
        return owed

    def answers(self) -> list[Row]:
        """Our answers to a question that was open."""
        found, owed = [], False
        for e in self.events:
            if e["type"] == "info_request":
                owed = True
            elif e.get("kind") == "info_reply" and (e["type"] == "sent" or (e["type"] == "skipped" and not e["until"])):
                found += [e] if owed else []
                owed = False
        return found

    def withdrawing(self) -> bool:
        return bool(self.all("wants_to_withdraw")) or any(e["kind"] == "withdrawal" for e in self.all("sent"))

    def in_force(self) -> date | None:
        dates = [
            (i["end"], p["day"], p["final"], self.day(i["end"])) for i in self.held(job=False) for p in i["promises"]
        ]
        dates += [(e["at"], e["day"], e["final"], self.day(e["at"])) for e in self.all("new_promise") if e["day"]]
        dates += [(e["at"], e["until"], False, self.day(e["at"])) for e in self.all("on_hold") if e["until"]]
        live = []
        for at, day, final, said in dates:
            invited = any(e["at"] > at for e in self.all("invite_next_round"))
            met = any(i["end"] > at and self.day(i["end"]) > said for i in self.held())
            if final or not (invited or met):
                live.append((at, day))
        return max(live)[1] if live else None

    def cycle(self) -> Row | None:
        anchors = [(i["end"], -1, "interview") for i in self.held()]
        if not anchors:
            return None
        anchors += [(e["at"], e["n"], e["type"]) for e in self.events if e["type"] in ANCHORS]
        anchors += [(e["at"], e["n"], "answer") for e in self.answers()]
        at, number, what = max(anchors)
        first, named = self.day(at), self.in_force()
        wait = self.f["wait"]
        slow = wait > 7
        if named and named >= first:
            nb = self.at(self.roll(self.business(named, 1)), 9)
            best = max(nb, self.at(self.open_days(named, 5 if slow else 2), 9))
            na = max(best, self.at(self.roll(named + timedelta(21 if slow else 14)), 17))
            return {
                "after": (at, number),
                "slow": slow,
                "w": (nb, best, na, max(na, self.at(named + timedelta(30), 17))),
            }
        if what == "on_hold":
            wait = max(wait, 30)
        return {"after": (at, number), "slow": slow, "w": self.waited(first + timedelta(wait))}

    def waited(self, base: date) -> tuple[datetime, ...]:
        nb = self.at(self.roll(base), 9)
        na = self.at(self.roll(base + timedelta(14)), 17)
        return nb, nb, na, max(na, self.at(base + timedelta(30), 17))

    def polite(self, instant: datetime) -> datetime:
        local = instant.astimezone(self.zone)
        if local.time() > time(20):
            return self.at(local.date() + timedelta(1), 8)
        return max(instant, self.at(local.date(), 8))

    def office(self, instant: datetime) -> datetime:
        local = instant.astimezone(self.zone)
        if self.works(local.date()) and local.time() <= time(17):
            return max(instant, self.at(local.date(), 9))
        return self.at(self.business(local.date(), 1), 9)

    def silenced(self) -> Row | None:
        return next((e for e in reversed(self.all("do_not_contact")) if e["level"] == "no_contact"), None)
