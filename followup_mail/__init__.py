"""followup-mail: which message is due after an interview, when, and the words for it."""

__version__ = "0.1.0"
