"""A way out: Gmail's compose window in the browser."""

from followup_mail.delivery.links import Compose, addresses, query
from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.model import Mail
from followup_mail.records import record

_LIMIT = 8_000  # what common web servers take as one request line


@record(frozen=True, slots=True)
class Gmail:
    """Opens a new message in the account of `account`, where that is one of several in the browser."""

    account: str | None = None

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        return Compose("Gmail", _LIMIT, self._link).deliver(draft, around)

    def _link(self, mail: Mail) -> str:
        fields = query(
            [
                ("authuser", self.account or ""),
                ("view", "cm"),
                ("fs", "1"),
                ("to", addresses((mail.to, *mail.also_to))),
                ("cc", addresses(mail.cc)),
                ("bcc", addresses(mail.bcc)),
                ("su", mail.subject),
                ("body", mail.body),
            ]
        )
        return f"https://mail.google.com/mail/?{fields}"
