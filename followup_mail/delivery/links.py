"""Decides how a letter becomes a link that opens it in a new message (RFC 3986, RFC 6068), and what if it is too long.

Shared by the ways that are links; each of them says where its link leads. Everything in a link is percent-encoded but
unreserved characters, so that no subject or body can add a field to it.
"""

from collections.abc import Callable, Iterable
from urllib.parse import quote

from followup_mail.delivery.way import Draft, Surroundings, reader_of
from followup_mail.errors import DeliveryError
from followup_mail.message import bare_subject
from followup_mail.model import Address, Mail
from followup_mail.records import record

WINDOWS_LIMIT = 2_000  # ShellExecute takes no more than 2,083 characters of a link


@record(frozen=True, slots=True)
class Compose:
    """A place that opens links as new messages. `link` makes one for a mail, `limit` is its longest, in characters.

    `answers`: a link can say which mail it answers, though not every program listens.
    """

    place: str
    limit: int
    link: Callable[[Mail], str]
    answers: bool = False

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        """Open the link on a terminal; else print it, and it alone.

        A letter that is too long for a link goes to the clipboard, and a link without it is opened. An answer goes
        there too, where links cannot answer: then the person opens the mail that is to be answered.
        """
        if draft.mail.references and not self.answers:
            return self._as_answer(draft, around)
        link = self.link(draft.mail)
        if not around.terminal:
            if len(link) > self.limit:
                raise DeliveryError(f"{self._too_long(link, self.limit)}; use --via copy. The draft is {draft.path}")
            around.print_result(link)
            return f"The link opens the letter as a new message in {self.place}; check it there and press Send."
        limit = min(self.limit, WINDOWS_LIMIT) if around.opens_by_windows else self.limit
        if len(link) > limit:
            return self._without_body(draft, around, self._too_long(link, limit))
        self._open(link, draft, around)
        return f"The letter is open in {self.place}; check it and press Send.{_loose_thread(draft.mail)}"

    def _as_answer(self, draft: Draft, around: Surroundings) -> str:
        from followup_mail.delivery.clipboard import put

        mail = draft.mail
        try:
            pasting = put(mail.body, around)
        except DeliveryError as fault:
            raise DeliveryError(
                f"a link cannot answer a mail, and {fault}; use --via app, or open the draft: {draft.path}"
            ) from fault
        reader = reader_of(mail)
        which = f"“{bare_subject(mail.subject)}”{f' with {reader}' if reader else ''}"
        return (
            f"A link cannot answer a mail, so the letter is on the clipboard: in {self.place}, open {which}, choose "
            f"Reply, and paste it in.{pasting}"
        )

    def _too_long(self, link: str, limit: int) -> str:
        return f"the letter makes a link of {len(link):,} characters, and {self.place} takes {limit:,}"

    def _without_body(self, draft: Draft, around: Surroundings, too_long: str) -> str:
        from dataclasses import replace

        from followup_mail.delivery.clipboard import put

        try:
            pasting = put(draft.mail.body, around)
        except DeliveryError as fault:
            raise DeliveryError(f"{too_long}; {fault}. Open the draft instead: {draft.path}") from fault
        self._open(self.link(replace(draft.mail, body="")), draft, around)
        return (
            f"A new message is open in {self.place}, and as the letter is too long for a link, it is on the clipboard: "
            f"paste it in, check it and press Send.{pasting}{_loose_thread(draft.mail)}"
        )

    def _open(self, link: str, draft: Draft, around: Surroundings) -> None:
        if around.open_url(link):
            return
        around.print_result(link)
        raise DeliveryError(
            f"nothing here opens links; open the one above where you have {self.place}, or use --via copy. "
            f"The draft is {draft.path}"
        )


def query(pairs: Iterable[tuple[str, str]]) -> str:
    """`name=value&…` of the pairs that have a value, line ends as CRLF and blanks as %20 (RFC 6068 section 5)."""
    return "&".join(f"{name}={encoded(value)}" for name, value in pairs if value)


def encoded(text: str) -> str:
    """Percent-encoded UTF-8 of everything but unreserved characters; lines are joined by %0D%0A."""
    return quote(text.removesuffix("\n").replace("\n", "\r\n"), safe="", errors="replace")


def addresses(mailboxes: Iterable[Address | None]) -> str:
    """The addresses alone, separated by commas."""
    return ",".join(mailbox.email for mailbox in mailboxes if mailbox is not None)


def _loose_thread(mail: Mail) -> str:
    # Web pages take no In-Reply-To from a link, and few mail programs do.
    return " It begins a new conversation: to stay in theirs, paste it into a reply." if mail.references else ""
