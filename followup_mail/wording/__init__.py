"""The words of every letter: from the facts of an occasion and a template to a finished text.

Whether a letter is due is `timing`'s, whether it may go out is `review`'s. Jinja is loaded when a letter is composed.
"""

from typing import TYPE_CHECKING

from followup_mail.wording.obligations import MissingFact, MissingFacts, missing, offered, unfilled
from followup_mail.wording.placeholders import placeholder
from followup_mail.wording.variables import FUNCTIONS, VARIABLES, Variable, describe

if TYPE_CHECKING:
    from followup_mail.wording.letters import compose
    from followup_mail.wording.mistakes import mistakes_in
    from followup_mail.wording.rendering import TemplateFault, Templates, understand
    from followup_mail.wording.upgrades import Parts, copied, lacking

__all__ = [
    "FUNCTIONS",
    "VARIABLES",
    "MissingFact",
    "MissingFacts",
    "Parts",
    "TemplateFault",
    "Templates",
    "Variable",
    "compose",
    "copied",
    "describe",
    "lacking",
    "missing",
    "mistakes_in",
    "offered",
    "placeholder",
    "understand",
    "unfilled",
]


def __getattr__(name: str) -> object:
    """`compose` and what goes with it load the template engine, so they come when they are first asked for."""
    if name == "compose":
        from followup_mail.wording.letters import compose

        return compose
    if name == "mistakes_in":
        from followup_mail.wording.mistakes import mistakes_in

        return mistakes_in
    if name in {"TemplateFault", "Templates", "understand"}:
        from followup_mail.wording import rendering

        return getattr(rendering, name)
    if name in {"Parts", "copied", "lacking"}:
        from followup_mail.wording import upgrades

        return getattr(upgrades, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
