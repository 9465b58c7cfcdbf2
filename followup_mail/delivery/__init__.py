"""Handing a finished draft over to the person's own mail program. There is no code here that sends.

Decides which ways out there are and which one suits an address; each way is a module of its own. That the draft is
written and what it says is settled before.
"""

from followup_mail.delivery.desktop import surroundings
from followup_mail.delivery.registry import WAYS, proposed_for, way_named
from followup_mail.delivery.way import Draft, Stored, Surroundings, Way

__all__ = ["WAYS", "Draft", "Stored", "Surroundings", "Way", "proposed_for", "surroundings", "way_named"]
