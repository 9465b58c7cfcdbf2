"""A way out: the compose window of Outlook on the web, of a person's own account or of a company's."""

from followup_mail.delivery.links import Compose, addresses, query
from followup_mail.delivery.way import Draft, Surroundings
from followup_mail.model import Mail
from followup_mail.records import record

_LIMIT = 8_000  # what common web servers take as one request line
_OWN = "https://outlook.live.com/mail/0/deeplink/compose"
_WORK = "https://outlook.office.com/mail/deeplink/compose"


@record(frozen=True, slots=True)
class Outlook:
    """Opens a new message in Outlook.com, or in Microsoft 365 when `at_work`."""

    at_work: bool = False

    def deliver(self, draft: Draft, around: Surroundings) -> str:
        return Compose("Outlook", _LIMIT, self._link).deliver(draft, around)

    def _link(self, mail: Mail) -> str:
        fields = query(
            [
                ("to", addresses((mail.to, *mail.also_to))),
                ("cc", addresses(mail.cc)),
                ("bcc", addresses(mail.bcc)),
                ("subject", mail.subject),
                ("body", mail.body),
            ]
        )
        return f"{_WORK if self.at_work else _OWN}?{fields}"
