"""The words in which people write times: months, weekdays, numbers, and one tidy spelling of whatever was typed.

Decides how a text is made comparable; what it means is left to the readers.
"""


class NotUnderstood(ValueError):
    """Words that name no time this program is sure of. The message is one line: what is wrong, what is understood."""
