"""Every combination of facts present and absent makes a letter without holes, long enough and not too long."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, product

import pytest

from followup_mail.model import Event, How, Letter, Me, Occasion, Process, Route, Scope, Voice
from tests.wording.holes import holes
from tests.wording.records import (
    AGENCY,
    DANA,
    PRIYA,
    SAM_LEE,
    application,
    at,
    count_words,
    event,
    interview,
    letter,
    message,
    occasion,
    paragraphs,
    policy,
    promise,
)

BARE = replace(DANA, title=None, we_talked_about=None, i_bring=None)
TOPICS = (
    "your plan to move the nightly Spark jobs to streaming",
    "how two colleagues left in spring",
    "I liked how calm the night shift was.",
    "that juniors may deploy on their first day",
)
STRENGTHS = (
    "ten years of running jobs at night",
    "I led the Kafka migration at Contoso, forty jobs without one late close.",
    "led a migration of that size",
    None,
)
WHYS = (None, "that the data team has a say before products are decided", "I have always worked in schools.")
OF_AN_EVENT = frozenset({"answer", "respond_by"})  # facts without which a reply is not written
ROUTES = ("direct", "recruiter", "agency", "none")
VOICES = (Voice(), Voice(greeting="formal", closing="Kind regards,", dates="american", signature="Sam\nSam Tester"))
PEOPLE = (Me("Sam Tester", "sam@example.org"), Me("Sam Tester", "s@example.org", "020 7946", ("https://s.example",)))


def thanks() -> Iterator[tuple[str, Occasion]]:
    """Thank-you notes: route, way of talking, what was noted, what was said, when it is written, who writes how."""
    for route, how, topic, strength, why in product(ROUTES, How, TOPICS, STRENGTHS, WHYS):
        if strength is None and how not in {How.PHONE, How.INFORMATIONAL}:
            continue
        for ahead, late in ((False, False), (True, False), (False, True), (True, True)):
            name = f"{route} {how} {topic[:12]!r} {str(strength)[:8]!r} {str(why)[:8]!r} {ahead} {late}"
            odd = len(name) % 2
            person = replace(BARE, title="Head of Data" if odd else None)
            people = (person,) if route != "recruiter" else (person, replace(SAM_LEE, we_talked_about=None))
            talk = interview(
                *people,
                how=how,
                we_talked_about=topic,
                i_bring=strength,
                also_say="the write-up is at https://sam.example/cutover" if odd else None,
                promises=(promise("by 4 December"),) if ahead else (),
            )
            app = application(
                talk, why_this_job=why, role=None if how is How.INFORMATIONAL and odd else "Data Engineer"
            )
            to = {
                "direct": message(),
                "recruiter": message(to=PRIYA, covers=("Dana Ortiz", "Sam Lee"), route=Route.VIA_COORDINATOR),
                "agency": message(to=AGENCY, route=Route.VIA_AGENCY),
                "none": message(to=None, route=Route.NONE),
            }[route]
            day = date(2026, 11, 21 if late else 18)
            yield name, occasion(app, to, me=PEOPLE[odd], voice=VOICES[odd], day=day)


def heard() -> dict[str, tuple[Event, ...]]:
    """What may have come in before a check."""
    return {
        "nothing": (),
        "thanked": (event("sent", at(18), kind="thank_you"),),
        "updated": (event("update_no_date", at(30)),),
        "invited": (event("invite_next_round", at(30)),),
        "called off": (event("interview_cancelled", at(30), interview="r2"),),
        "on hold": (event("on_hold", at(30)),),
    }


def checks() -> Iterator[tuple[str, Occasion]]:
    """Every other kind: who reads, what was noted, what was named, what came in, how slow the employer is."""
    others = [
        name for name, kind in policy().kinds.items() if name != "thank_you" and OF_AN_EVENT.isdisjoint(kind.needs)
    ]
    for route, how, topic, why in product(ROUTES, (How.PHONE, How.IN_PERSON), (None, *TOPICS[1:3]), WHYS):
        for (came, events), process, named in product(
            heard().items(), (Process.STANDARD, Process.SENIOR), (None, *Scope)
        ):
            name = f"{route} {how} {str(topic)[:12]!r} {str(why)[:8]!r} {came} {process} {named}"
            odd = len(name) % 2
            talk = interview(
                replace(BARE, we_talked_about=topic),
                how=how,
                promises=(promise("by 27 November", named),) if named else (),
            )
            app = application(
                talk, why_this_job=why, process=process, reference="NW-1138" if odd else None,
                news="a certificate in streaming systems" if odd else None,
            )  # fmt: skip
            to = {"direct": None, "recruiter": PRIYA, "agency": AGENCY, "none": None}[route]
            about = message(others[sum(map(ord, name)) % len(others)] if route == "none" else "status_check")
            if to:
                about = replace(about, to=to, route=Route.VIA_AGENCY if route == "agency" else Route.DIRECT)
            yield name, occasion(app, about, *events, me=PEOPLE[odd], voice=VOICES[odd], day=date(2026, 12, 3))


def replies() -> Iterator[tuple[str, Occasion]]:
    """The kinds that answer to an event, with each of its fields there and not."""
    causes: dict[str, tuple[str, dict[str, object]]] = {
        "rejection_reply": ("rejection", {"valued": "your open answers"}),
        "offer_reply": ("offer", {"respond_by": at(9, 17, 12), "decide_by": at(8, 17, 12)}),
        "competing_offer_notice": ("competing_offer", {"respond_by": at(9, 17, 12), "first_choice": True}),
        "withdrawal": ("wants_to_withdraw", {"reason": "because we move to Leeds"}),
        "info_reply": ("info_request", {"asked": "two references", "answer": "Both know of your call."}),
        "second_check": ("sent", {}),
        "closing_note": ("sent", {}),
    }
    for (kind, (cause, fields)), route, why, odd in product(causes.items(), ROUTES, WHYS, (0, 1)):
        for names in product((True, False), repeat=len(fields)):
            some = {name: value for (name, value), there in zip(fields.items(), names, strict=True) if there}
            if not OF_AN_EVENT.isdisjoint({*policy().kinds[kind].needs} - some.keys()):
                continue
            more: dict[str, object] = {"kind": "status_check"} if cause == "sent" else {}
            to = {"direct": message().to, "recruiter": PRIYA, "agency": AGENCY, "none": None}[route]
            by = {"agency": Route.VIA_AGENCY, "none": Route.NONE}.get(route, Route.DIRECT)
            app = application(why_this_job=why, news="I have passed the exam." if odd else None)
            about = message(kind, to=to, route=by)
            yield (
                f"{kind} {route} {why} {some}",
                occasion(
                    app,
                    about,
                    event(cause, at(30), **more, **some),
                    me=PEOPLE[odd],
                    voice=VOICES[odd],
                    day=date(2026, 12, 3),
                ),
            )


def complaints(name: str, given: Occasion) -> list[str]:
    """Everything wrong with one letter: holes, length, and the rules of style that a program can see."""
    made = letter(given)
    found = holes(made.subject, made.body, signed="Sam")
    kind = policy().kinds[made.kind]
    talk = given.application.interviews[0]
    late = made.kind == "thank_you" and given.day == date(2026, 11, 21)
    bounds = kind.words_for(talk.how if made.kind == "thank_you" else None, late=late)
    if not bounds.minimum <= count_words(made) <= bounds.limit:
        found.append(f"{count_words(made)} words, not {bounds.minimum} to {bounds.limit}")
    questions = made.body.count("?")
    if kind.asks and questions != 1:
        found.append(f"{questions} questions")
    found += style(made, given)
    return [f"{name}: {what}\n{made.body}" for what in found]


def style(made: Letter, given: Occasion) -> list[str]:
    """No two sentences running that begin with "I" unless the person typed one; the job within thirty words."""
    found = []
    texts = [source.sentence for source in made.sources if source.sentence]
    for first, second in pairwise(texts):
        if re.match(r"I\b", first) and re.match(r"I\b", second):
            found.append(f"two sentences running begin with I: {first!r} {second!r}")
    opening = " ".join(" ".join(paragraphs(made)).split()[:30])
    role = given.application.role
    informational = made.kind == "thank_you" and given.application.interviews[0].how is How.INFORMATIONAL
    if role and role not in opening and not informational:
        found.append(f"the job is not named in the first thirty words: {opening!r}")
    return found


@pytest.mark.parametrize(
    "make", [pytest.param(thanks, id="thanks"), pytest.param(checks, id="checks"), pytest.param(replies, id="replies")]
)
def test_no_combination_leaves_a_hole(make: type[Iterator[tuple[str, Occasion]]]) -> None:
    """Whatever is noted and whatever is not, the letter is whole, has its length, and asks what it should."""
    wrong: list[str] = []
    count = 0
    for name, given in make():
        count += 1
        writer = replace(given.me, email=f"sam{count}@example.org")  # another writer, other wordings
        wrong += complaints(name, replace(given, me=writer))
    assert count > 100
    assert not wrong, f"{len(wrong)} complaints, the first:\n\n" + "\n\n".join(wrong[:6])
