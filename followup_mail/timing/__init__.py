"""When to write what to whom, and why: the plan of one application at one instant.

Pure: no clock, no file, no environment. Everything that can be decided differently is data in templates/policy.yaml;
docs/timing.md explains the rules.
"""

from followup_mail.timing.answers import Answer, answer_to_offer
from followup_mail.timing.planning import plan
from followup_mail.timing.reasons import Grounds

__all__ = ["Answer", "Grounds", "answer_to_offer", "plan"]
