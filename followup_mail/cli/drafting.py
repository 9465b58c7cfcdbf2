"""Writes drafts and hands them over: the .eml first, then the journal, then the person's own mail program."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from followup_mail import delivery, drafts, journal, review
from followup_mail.cli import who as choosing
from followup_mail.cli.agenda import problems_json, window
from followup_mail.cli.asking import propose_way
from followup_mail.cli.composing import OPEN, Composed, as_far_as_possible, compose, to_draft
from followup_mail.cli.dead_addresses import say_if_mail_came_back, say_what_came_back, with_living_addresses
from followup_mail.cli.handing_over import LetterOf, hand_over
from followup_mail.cli.older_drafts import about_older_drafts
from followup_mail.cli.page import finding_json, finding_lines
from followup_mail.cli.reminding import offer_calendar
from followup_mail.cli.replying import answering
from followup_mail.cli.session import SET_UP, Session
from followup_mail.cli.terminal import ask_key, say, say_problems, show, show_json
from followup_mail.errors import FollowupError, NeedsALookError, NotFoundError, Problem, WordsError
from followup_mail.letters import Writing
from followup_mail.message import MailError, check, message_id, serialise
from followup_mail.model import Address, Finding, Mail, Message
from followup_mail.records import record

_ONCE_MORE = "Mend it first. Open it once more?"


@record(frozen=True, slots=True)
class Wishes:
    """What the person wants done with what is written, as the options of `draft` say it."""

    via: str | None = None
    out: str | None = None
    edit: bool = False
    early: bool = False
    force: bool = False
    reply_to: str | None = None


class LeftToMendError(NeedsALookError):
    """Drafts that the person has edited, and that must not leave as they stand; `done` is all that was written."""

    def __init__(self, letters: Sequence[tuple[str, Path]], done: Sequence[dict[str, object]]) -> None:
        super().__init__("; ".join(self._sentence(*letter) for letter in letters))
        self.done = tuple(done)

    @staticmethod
    def _sentence(to: str, path: Path) -> str:
        return (
            f"the letter to {to} is not handed over. Mend it first: what you wrote is kept as it stands in {path};"
            f' then followup-mail draft "{path}"'
        )


def draft_one(session: Session, who: str | None, kind: str | None, to: str | None, wishes: Wishes) -> None:
    """`draft WHO KIND`: what is due for one application, or the thank-you of a held talk."""
    who, kind = choosing.sort_out(session, who, kind)
    kind = choosing.choose_kind(session, kind)
    chosen = choosing.choose(session, who)
    session.insist_on_no_problems(*SET_UP)
    _check_wishes(session, wishes)
    wanted = to_draft(chosen.dossier, session, chosen, kind, to, early=wishes.early, force=wishes.force)
    dossier, messages = with_living_addresses(session, chosen.dossier, wanted)
    composed, lacking = as_far_as_possible(compose(session, dossier, messages, offering=True))
    problems = lacking.problems if lacking else ()
    if wishes.reply_to is not None and lacking is None:
        composed = [answering(session, composed, Path(wishes.reply_to))]
    elif wishes.reply_to is not None:  # whose letter the answer is can only be told among all of them
        composed = []
    try:
        _show_done(session, write_and_hand_over(session, composed, wishes), problems)
    except LeftToMendError as error:
        _show_done(session, error.done, problems)
        raise
    say_problems(session.setup.problems)
    if lacking is not None:
        raise lacking


def draft_all_due(session: Session, wishes: Wishes) -> None:
    """`draft --all-due`: all that is due in every application; what cannot be written is said, the rest is written."""
    session.insist_on_no_problems(*SET_UP)
    _check_wishes(session, wishes)
    if wishes.out is not None:
        raise WordsError("--out takes one letter; with --all-due they go to drafts/.")
    if wishes.reply_to is not None:
        raise WordsError("--reply-to takes one letter: name whose, without --all-due.")
    done: list[dict[str, object]] = []
    problems: list[Problem] = []
    worst = 0
    dossiers = list(session.dossiers())
    writing = Writing(session.setup, session.now, [dossier.application for dossier in dossiers])
    for dossier in dossiers:
        due = [m for m in dossier.messages if m.status in OPEN]
        say_what_came_back(session, dossier, due)
        try:
            for one in due:
                done += write_and_hand_over(session, list(compose(session, dossier, [one], writing=writing)), wishes)
        except FollowupError as error:
            worst = max(worst, error.exit_code)
            done += error.done if isinstance(error, LeftToMendError) else ()
            found = error.problems if isinstance(error, NeedsALookError) else ()
            say_problems(found)
            problems += found
            say(f"{dossier.application.company}: {error}")
    if not done and not worst:
        say("Nothing is due.")
    _show_done(session, done, [*problems, *session.problems])
    say_problems(session.problems)
    worst = max(worst, NeedsALookError.exit_code if session.problems else 0)
    if worst:
        raise typer.Exit(worst)


def _check_wishes(session: Session, wishes: Wishes) -> None:
    """Refuse a way out or a file that there cannot be, before anything is written."""
    if wishes.via is not None:
        delivery.way_named(wishes.via, session.setup.config.me.email)
    if wishes.out is not None and not wishes.out.strip():
        raise WordsError("--out names no file; write --out FILE, or --out - for the screen.")


def hand_over_file(session: Session, path: Path, wishes: Wishes) -> None:
    """`draft FILE.eml --via …`: the person's own text goes as it stands; findings are told, nothing blocks."""
    from followup_mail.cli.looking_over import findings_of_draft

    _check_wishes(session, wishes)
    if wishes.reply_to is not None:
        raise WordsError("a draft of your own goes as it stands; --reply-to is for a letter that is written anew.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read ({error.strerror}); give the path of a draft.") from error
    for line in finding_lines(findings_of_draft(session, path, data)):
        say(line)
    mail = _understood(path, data)
    if mail.to is not None:
        say_if_mail_came_back(session, mail.to.email)
    events = [event for of_one in session.setup.events.values() for event in of_one]
    origin = drafts.origin(session.home, path, events)
    letter = LetterOf.event(origin) if origin else None
    via = wishes.via or _way(session)
    say(hand_over(session, via, path, mail, data, letter=letter, print_result=show))


def write_and_hand_over(session: Session, composed: Sequence[Composed], wishes: Wishes) -> list[dict[str, object]]:
    """Write each letter as a draft, record it, hand it over; what was done, as JSON has it.

    Raises NeedsALookError before anything is written where the review blocks one of them, unless forced; and
    LeftToMendError, once all are written, where it blocks what the person has made of one.
    """
    for one in composed:
        _insist(one, wishes)
    if wishes.out is not None and len(composed) > 1:
        names = ", ".join(choosing.recipient(c.message) for c in composed)
        raise WordsError(f"--out takes one letter, and there are {len(composed)}: choose with --to ({names}).")
    done: list[dict[str, object]] = []
    left: list[tuple[str, Path]] = []
    for one in composed:
        for line in finding_lines(one.findings):
            say(line)
        mail = mail_of(one, session)
        data = _as_bytes(mail)
        if wishes.out == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            continue
        path = _written(session, one, data, wishes)
        findings: Sequence[Finding] = one.findings
        if wishes.edit:
            data, findings = _edited(session, path)
            mail = _understood(path, data)
        blocked = wishes.edit and review.blocks(findings) and not wishes.force
        if blocked:
            left.append((choosing.recipient(one.message), path))
        via, link = ("file", None) if blocked else _hand_over(session, one, path, mail, data, wishes)
        done.append(_as_json(one.message, path, mail, findings, via=via, link=link))
    if left:
        raise LeftToMendError(left, done)
    if done:
        offer_calendar(session)
    return done


def mail_of(composed: Composed, session: Session) -> Mail:
    """The mail a letter becomes. Its Message-ID follows from whom it is for and its words: same words, same id."""
    me, message, letter = session.setup.config.me, composed.message, composed.letter
    mine = me.email or ""  # never empty here: `compose` asks for it or refuses
    to = letter.to.email if letter.to else ""
    key = "\n".join((message.application, message.interview or "", message.kind, to, letter.subject, letter.body))
    return Mail(
        to=letter.to,
        subject=letter.subject,
        body=letter.body,
        message_id=message_id(key, mine.rpartition("@")[2]),
        sender=Address(me.name, mine),
        references=composed.references,
    )


def _as_bytes(mail: Mail) -> bytes:
    """The draft, read back; raises NeedsALookError for what no mail can say, such as an odd address to answer to."""
    try:
        data = serialise(mail)
        check(mail, data)
    except MailError as fault:
        raise NeedsALookError(f"the draft is not written: {fault}.") from fault
    return data


def _understood(path: Path, data: bytes) -> Mail:
    """What a draft says that somebody else has written or changed; raises NeedsALookError."""
    from followup_mail.message import read_back

    try:
        return read_back(data)
    except MailError as fault:
        raise NeedsALookError(f"{path}: {fault}.") from fault


def _insist(composed: Composed, wishes: Wishes) -> None:
    if composed.blocked and not wishes.force:
        for line in finding_lines(composed.findings):
            say(line)
        to = choosing.recipient(composed.message)
        raise NeedsALookError(
            f"the letter to {to} is not written: mend what is named above, in the notes or the template"
            " (--force writes it all the same)."
        )


def _written(session: Session, one: Composed, data: bytes, wishes: Wishes) -> Path:
    """The file of the draft, which is written and recorded."""
    events = session.setup.events.get(one.message.application, ())
    out = Path(wishes.out) if wishes.out else None
    written = drafts.write(session.home, one.message, data, events=events, out=out)
    journal.append(session.home.journal, [written.entry], at=session.now, new_id=journal.new_id)
    return written.path


def _hand_over(
    session: Session, one: Composed, path: Path, mail: Mail, data: bytes, wishes: Wishes
) -> tuple[str, str | None]:
    """Hand a written draft over and say so; by which way, and the link that came of it."""
    via = "file" if wishes.out is not None else wishes.via or _way(session)
    printed: list[str] = []
    told = printed.append if session.as_json else show
    letter = LetterOf.message(one.message)
    sentence = hand_over(session, via, path, mail, data, letter=letter, print_result=told)
    if not session.as_json:
        _tell(session, one, sentence)
    return via, printed[0] if printed else None


def _as_json(
    message: Message, path: Path, mail: Mail, findings: Sequence[Finding], *, via: str, link: str | None
) -> dict[str, object]:
    return {
        "application": message.application,
        "kind": message.kind,
        "interview": message.interview,
        "to": {"name": mail.to.name, "email": mail.to.email} if mail.to else None,
        "subject": mail.subject,
        "file": str(path),
        "via": via,
        "link": link,
        "findings": [finding_json(finding) for finding in findings],
    }


def _tell(session: Session, one: Composed, sentence: str) -> None:
    say(sentence)
    if older := about_older_drafts(session, one.dossier, one.message):
        say(older)
    when = window(one.message, session.now)
    if when:
        say(f"Send it {when}. Then say so: followup-mail sent {one.message.application}")


def _show_done(session: Session, done: Sequence[dict[str, object]], problems: Sequence[Problem]) -> None:
    if session.as_json:
        show_json({"drafts": list(done), "problems": problems_json(problems)})


def _edited(session: Session, path: Path) -> tuple[bytes, list[Finding]]:
    """Let the person change the draft, at a terminal again as long as something must be mended and they wish to; what
    they leave behind, with its review, which is told."""
    from followup_mail.cli.editor import open_editor
    from followup_mail.cli.looking_over import findings_of_draft

    while True:
        open_editor(path)
        data = path.read_bytes()
        findings = findings_of_draft(session, path, data)
        for line in finding_lines(findings):
            say(line)
        if not (review.blocks(findings) and session.terminal and ask_key(_ONCE_MORE, yes_by_default=True)):
            return data, findings


def _way(session: Session) -> str:
    """The way out the person has set; else what their address proposes, asked once on a terminal; else the file."""
    if session.way is None:
        session.way = session.setup.config.mail or propose_way(session) or "file"
    return session.way
