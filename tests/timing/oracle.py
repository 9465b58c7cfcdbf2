"""The decision model a second time, as plainly as it can be put: dictionaries, loops, and the numbers written out.

It follows section 3 of the domain's timing page line by line and shares no code with the program, so that a slip in
one of the two shows as a difference. Facts and answers are plain dictionaries; instants are in UTC.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from tests.timing.oracle_facts import DECISIONS, Known, Row


class Oracle(Known):
    """Answers for one set of facts."""

    def rows(self) -> list[Row]:
        cycle = self.cycle()
        replies = self.replies()
        rows = replies + self.thanks(cycle)
        if cycle:
            rows += self.checks(cycle, next((r for r in replies if r["kind"] == "competing_offer_notice"), None))
        self.one_at_a_time(rows)
        for row in rows:
            row["status"] = self.status(row)
        return rows

    def status(self, row: Row) -> str:
        nb, _, na, gu = row["w"]
        if row["done"]:
            return "done"
        if row["off"]:
            return "cancelled"
        if row.get("held") or self.now < nb:
            return "not_yet"
        return "due" if self.now <= na else "overdue" if self.now <= gu else "missed"

    def one_at_a_time(self, rows: list[Row]) -> None:
        first: dict[str, Row] = {}
        for row in rows:
            if row["kind"] not in ("thank_you", "status_check", "second_check", "closing_note") or row["to"] is None:
                continue
            status = self.status(row)
            active = status in ("due", "overdue")
            coming = status == "not_yet" and row.get("cooling", False)
            if row["to"] in first and active:
                other = first[row["to"]]
                free = (
                    max(other["ends"], self.now + timedelta(seconds=1)) if other["ends"] <= self.now else other["ends"]
                )
                row["held"] = True
                self.hold(row, free)
            elif row["to"] not in first and (active or coming):
                first[row["to"]] = row

    def hold(self, row: Row, free: datetime) -> None:
        _, best, na, gu = row["w"]
        if row["kind"] == "thank_you":
            free = self.polite(free)
        else:
            local = free.astimezone(self.zone)
            day = local.date()
            if self.works(day) and local.time() <= time(17):
                free = max(free, self.at(day, 9))
            else:
                day = self.business(day, 1)
                free = self.at(day, 9)
            if self.roll(day) != day:
                day = self.roll(day)
                free = self.at(day, 9)
            na = max(na, self.at(day, 17))
        best = max(best, free)
        na = max(na, best)
        row["w"] = (free, best, na, max(gu, na))

    def targets(self, interview: Row) -> list[Row]:
        people = interview["people"]
        if self.f["agency"]:
            return [{"to": self.f["agency"], "people": list(people)}]
        if self.f["recruiter"] and (len(people) > 7 or not people):
            return [{"to": self.f["recruiter"], "people": list(people)}]
        known = {name: mail for i in reversed(self.f["interviews"]) for name, mail in i["people"] if mail}
        if not people:
            return [{"to": None, "people": []}]
        targets, rest = [], []
        for name, mail in people:
            if mail or name in known:
                targets.append({"to": mail or known[name], "people": [(name, mail)]})
            elif self.f["recruiter"]:
                rest.append((name, mail))
            else:
                targets.append({"to": None, "people": [(name, mail)]})
        return targets + ([{"to": self.f["recruiter"], "people": rest}] if rest else [])

    def thanks(self, cycle: Row | None) -> list[Row]:
        notes: list[Row] = []
        for i in self.on:
            notes += [
                {"i": i, "to": t["to"], "people": t["people"], "ids": [i["id"]], "folded": False}
                for t in self.targets(i)
            ]
        for k, note in enumerate(notes):
            for other in notes[k + 1 :]:
                same = note["to"] == other["to"] and (
                    note["to"] or [p[0] for p in note["people"]] == [p[0] for p in other["people"]]
                )
                if same and self.day(note["i"]["end"]) == self.day(other["i"]["end"]) and note["i"] is not other["i"]:
                    if not note["folded"]:
                        other["ids"] = note["ids"] + other["ids"]
                        other["people"] = [
                            p for p in note["people"] if p[0] not in [q[0] for q in other["people"]]
                        ] + other["people"]
                    note["folded"] = True
        rows = [self.thank(note, cycle) for note in notes]
        for i in self.interviews:
            if i["off"]:
                for t in self.targets(i):
                    row = self.thank(
                        {"i": i, "to": t["to"], "people": t["people"], "ids": [i["id"]], "folded": False}, cycle
                    )
                    rows.append(dict(row, off=True))
        return rows

    def thank(self, note: Row, cycle: Row | None) -> Row:
        i = note["i"]
        end, day = i["end"], self.day(i["end"])
        visit_end = max([o["end"] for o in self.on if self.day(o["end"]) == day], default=end)
        nb = visit_end + timedelta(hours=1 if self.in_force() == day else 4)
        na = max(nb, end + timedelta(hours=48))
        best = self.office(nb)
        if best > end + timedelta(hours=24):
            best = self.polite(nb)
        best = min(best, na)
        local = end.astimezone(self.zone)
        week = datetime.combine(day + timedelta(7), local.timetz()).astimezone(UTC)
        if cycle and end <= self.now and not i["off"]:
            week = min(week, cycle["w"][0])
        gu = max(na, week)
        skip = [e for e in self.all("skipped") if e["kind"] == "thank_you" and self.meant(e, note)]
        floor = skip[-1]["until"] if skip else None
        cooling = end <= self.now and not i["off"]
        if floor and self.at(floor, 8) > nb:
            nb = self.at(floor, 8)
            best = max(best, nb)
            na = max(na, self.at(floor, 17), best)
            gu = max(gu, na)
        later = [o for o in self.on if self.day(o["end"]) > day]
        overtaken = bool(later) or any(e["at"] > end for e in self.all("invite_next_round")[-1:])
        again = [p[0] for o in later if o["end"] <= self.now for p in o["people"]]
        off = (
            i["off"]
            or self.silenced() is not None
            or self.f["no_write"]
            or bool(self.all(*DECISIONS))
            or self.withdrawing()
            or note["folded"]
            or (bool(note["people"]) and all(p[0] in again for p in note["people"]))
            or (overtaken and self.now > na)
            or (bool(skip) and floor is None)
        )
        return {
            "kind": "thank_you",
            "interview": i["id"],
            "to": note["to"],
            "covers": tuple(p[0] for p in note["people"]),
            "w": (nb, best, na, gu),
            "done": self.thanked(note),
            "off": off,
            "cooling": cooling,
            "ends": na if overtaken else gu,
        }

    def belongs(self, e: Row, note: Row) -> bool:
        if e["type"] == "sent" and len(note["ids"]) == 1 and e["at"] < note["i"]["start"]:
            return False
        named = e["interview"]
        if named is None:
            over = [i for i in self.on if i["end"] <= e["at"]] or [i for i in self.on if i["start"] <= e["at"]]
            if not over and e["type"] == "skipped":
                over = self.on[:1]
            over = [i for i in over if e["to"] and e["to"] in [p[1] for p in i["people"]]] or over
            named = over[-1]["id"] if over else None
        return named in note["ids"]

    def meant(self, e: Row, note: Row) -> bool:
        if not self.belongs(e, note):
            return False
        if e["to"] is not None:
            return bool(e["to"] == note["to"])
        return not any(b["to"] == note["to"] and b["n"] > e["n"] for b in self.all("bounced") if b["to"] and note["to"])

    def thanked(self, note: Row) -> bool:
        mine = [e for e in self.all("sent") if e["kind"] == "thank_you"]
        if any(self.meant(e, note) for e in mine):
            return True
        reached = {e["to"] for e in mine if e["to"] and self.belongs(e, note)}
        return bool(note["people"]) and all(p[1] in reached for p in note["people"])

    def contact(self) -> str | None:
        if self.f["agency"] or self.f["recruiter"]:
            return str(self.f["agency"] or self.f["recruiter"])
        known = {name: mail for i in reversed(self.f["interviews"]) for name, mail in i["people"] if mail}
        met = self.held(job=False)
        return (
            next((mail or known[name] for name, mail in met[-1]["people"] if mail or name in known), None)
            if met
            else None
        )

    def checks(self, cycle: Row, offer: Row | None) -> list[Row]:
        blocked = (
            bool(self.all(*DECISIONS))
            or self.withdrawing()
            or bool(self.all("do_not_contact"))
            or self.f["no_chase"]
            or self.f["no_write"]
            or any(i["end"] > self.now for i in self.on)
            or self.debt() is not None
            or (offer is not None and self.now <= offer["w"][3])
            or bool(self.sent("closing_note", cycle["after"]))
        )
        after, slow, rule = cycle["after"], cycle["slow"], cycle["w"]
        sent = self.sent("status_check", after)
        good = [e for e in sent if self.day(e["at"]) >= self.day(rule[0])]
        early = [e for e in sent if self.day(e["at"]) < self.day(rule[0])]
        rows = [self.check("status_check", rule, after, good, blocked, early)]
        if good:
            second = [e for e in self.sent("second_check", after) if e["n"] > good[-1]["n"]]
            base = self.day(good[-1]["at"]) + timedelta(14 if slow else 7)
            rows.append(self.check("second_check", self.waited(base), after, second, blocked, []))
            if second:
                close = [e for e in self.sent("closing_note", after) if e["n"] > second[-1]["n"]]
                said = self.day(second[-1]["at"])
                nb, best, na, gu = self.waited(said + timedelta(21 if slow else 14))
                gu = max(na, min(gu, self.at(said + timedelta(30), 17)))
                rows.append(self.check("closing_note", (nb, best, na, gu), after, close, blocked, []))
        return rows

    def check(
        self,
        kind: str,
        w: tuple[datetime, ...],
        after: tuple[datetime, int],
        sent: list[Row],
        blocked: bool,
        early: list[Row],
    ) -> Row:
        nb, best, na, gu = w
        floors = []
        thanks = [e for e in self.all("sent") if e["kind"] == "thank_you"]
        if thanks:
            floors.append(self.business(self.day(thanks[-1]["at"]), 2))
        away = [e["back_on"] for e in self.all("out_of_office")]
        if away:
            floors.append(self.business(max(away), 1))
        if early:
            floors.append(self.day(early[-1]["at"]) + timedelta(7))
        skips = [e for e in self.all("skipped") if e["kind"] == kind and (e["at"], e["n"]) > after]
        if skips and skips[-1]["until"]:
            floors.append(skips[-1]["until"])
        floor = self.roll(max(floors)) if floors else self.day(nb)
        if self.at(floor, 9) > nb:
            length, rest = self.day(na) - self.day(nb), self.day(gu) - self.day(na)
            nb = self.at(floor, 9)
            if nb > gu:
                best = nb
                last = self.roll(floor + length)
                na, gu = self.at(last, 17), self.at(last + rest, 17)
            else:
                na = max(na, self.at(max(floor, self.day(best)), 17))
                best = max(best, nb)
                gu = max(gu, na)
        off = blocked or bool(skips and not skips[-1]["until"])
        return {
            "kind": kind,
            "interview": None,
            "to": self.contact(),
            "covers": (),
            "w": (nb, best, na, gu),
            "done": bool(sent),
            "off": off,
            "ends": gu,
        }

    def replies(self) -> list[Row]:
        rows = []
        for kind, cause, over in (
            (
                "info_reply",
                "info_request",
                ("rejection", "offer", "position_closed", "wants_to_withdraw", "withdrew", "accepted"),
            ),
            ("offer_reply", "offer", ("rejection", "position_closed", "wants_to_withdraw", "withdrew", "accepted")),
            ("withdrawal", "wants_to_withdraw", ("rejection", "position_closed", "withdrew")),
            ("competing_offer_notice", "competing_offer", ()),
            ("rejection_reply", "rejection", ("offer", "invite_next_round")),
        ):
            e = self.last(cause)
            if e is None or (kind == "competing_offer_notice" and not self.held()):
                continue
            since = (e["at"], e["n"])
            later = [x for x in self.events if (x["at"], x["n"]) > since]
            off = any(x["type"] in over for x in later)
            if kind == "competing_offer_notice":
                off = bool(self.all(*DECISIONS)) or self.withdrawing()
            hush = self.silenced()
            unasked = kind in ("competing_offer_notice", "rejection_reply")
            off = off or (hush is not None and (unasked or hush in later)) or (unasked and self.f["no_write"])
            skips = [x for x in later if x["type"] == "skipped" and x["kind"] == kind]
            w = self.reply_window(kind, e)
            if skips and skips[-1]["until"] and self.at(skips[-1]["until"], 9) > w[0]:
                nb = self.at(skips[-1]["until"], 9)
                best = max(w[1], nb)
                na = max(w[2], best)
                w = (nb, best, na, max(w[3], na))
            off = off or bool(skips and not skips[-1]["until"])
            rows.append(
                {
                    "kind": kind,
                    "interview": None,
                    "to": self.contact(),
                    "covers": (),
                    "w": w,
                    "done": bool(self.sent(kind, since)),
                    "off": off,
                    "ends": w[3],
                }
            )
        return rows

    def reply_window(self, kind: str, e: Row) -> tuple[datetime, ...]:
        at: datetime = e["at"]
        by: Any = e.get("respond_by")
        tomorrow = self.at(self.business(self.day(at), 1), 17)

        def later(days: int) -> datetime:
            local = at.astimezone(self.zone)
            return datetime.combine(local.date() + timedelta(days), local.timetz()).astimezone(UTC)

        nb: datetime = at
        na: datetime = tomorrow
        gu: datetime = later(7)
        if kind == "rejection_reply":
            nb, na = at + timedelta(hours=2), at + timedelta(hours=48)
        elif kind == "withdrawal":
            gu = later(14)
        elif kind == "offer_reply" and by:
            na = min(tomorrow, by)
            na, gu = (na, by) if na >= nb else (nb, by)
        elif kind == "competing_offer_notice":
            day, count = self.day(by), 2
            while count:
                day -= timedelta(1)
                count -= self.works(day)
            na = self.at(day, 17)
            if na < nb:
                na = min(tomorrow, by)
            na, gu = (na, by) if na >= nb else (nb, by)
        hours = [self.office(nb), self.polite(nb)]
        if kind == "rejection_reply":
            hours.insert(0, self.at(self.business(self.day(at), 1), 9))
        best = next((h for h in hours if nb <= h <= na), nb)
        na = max(na, best)
        return nb, best, na, max(gu, na)
