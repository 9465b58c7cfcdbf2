"""A way out: a mailto link (RFC 6068), which makes a new message in whatever program the system has for mail."""

from followup_mail.delivery.links import Compose, addresses, encoded, query
from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.model import Mail
from followup_mail.records import record

LIMIT = 1_800  # Windows and some browsers cut links at about 2,000


@record(frozen=True, slots=True)
class Mailto:
    """Opens a new message in the system's mail program."""

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        return Compose("your mail program", LIMIT, link, answers=True).deliver(draft, around)


def link(mail: Mail) -> str:
    """The mailto link of a mail, however long; `LIMIT` is the longest that serves everywhere."""
    readers = ",".join(_reader(one.email) for one in (mail.to, *mail.also_to) if one is not None)
    fields = query(
        [
            ("cc", addresses(mail.cc)),
            ("bcc", addresses(mail.bcc)),
            ("subject", mail.subject),
            ("in-reply-to", mail.references[-1] if mail.references else ""),
            ("body", mail.body),
        ]
    )
    return f"mailto:{readers}?{fields}"


def _reader(address: str) -> str:
    """RFC 6068 section 2: the @ and the commas between addresses stand as they are, all else is encoded."""
    local, _, domain = address.rpartition("@")
    return f"{encoded(local)}@{encoded(domain)}"
