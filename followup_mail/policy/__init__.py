"""The numbers and the kinds of message, as data: what templates/policy.yaml says, with a person's own values over it.

Decides which values are allowed, and names the rule behind each refusal. Which file a table comes from, and what the
numbers lead to, is left to others.
"""

from followup_mail.policy.kinds import Kind, Policy, ReplyWindow, Words
from followup_mail.policy.numbers import Timing
from followup_mail.policy.reading import read_policy

__all__ = ["Kind", "Policy", "ReplyWindow", "Timing", "Words", "read_policy"]
