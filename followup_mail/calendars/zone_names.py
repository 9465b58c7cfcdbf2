"""Which zone an invitation's TZID names: an IANA key, whatever a program has put around it, or a name of Windows'.

A name that cannot be told is None, never a guess; then the zone that the file itself defines is asked (`file_zones`).
"""

import re
from zoneinfo import ZoneInfo

from followup_mail import zones
from followup_mail.calendars.windows_zones import iana_of

_UTC = {"z", "utc", "gmt", "uct", "zulu", "etc/utc", "etc/gmt", "etc/uct", "etc/universal", "etc/zulu", "universal"}
_UTC |= {
    "tzone://microsoft/utc",
    "coordinated universal time",
    "(utc) coordinated universal time",
    "greenwich mean time",
}
_MICROSOFT = re.compile(r"\Atzone://microsoft/", re.IGNORECASE)
_NO_NAME = {"custom", "customized time zone"}


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of a TZID: "Europe/Berlin", "/vendor/2.0/Europe/Berlin", "US/Eastern", "Eastern Standard Time"."""
    words = " ".join(name.strip().strip("\"'").split())
    if words.casefold() in _UTC:
        return ZoneInfo("UTC")
    words = _MICROSOFT.sub("", words)
    if not words or re.sub(r"[ \d]+\Z", "", words.casefold()) in _NO_NAME:
        return None
    parts = words.strip("/").split("/")
    for start in range(len(parts)):
        # The longest first, so that America/Argentina/Buenos_Aires is found behind a vendor's path.
        zone = zones.zone_with_key("/".join(parts[start:]))
        if zone is not None and (start == 0 or len(parts) - start > 1):
            return zone
    key = iana_of(words)
    return zones.zone_with_key(key) if key else None
