"""Where the shipped templates, examples and the commented config stand: in a checkout, an editable install, a wheel.

A wheel carries them in `_shipped` inside the package; in a checkout they are at the top level, beside the package.
What is in them is others' business.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The shipped folder `templates` or `examples`."""
    return _root() / name


def file(name: str) -> Path:
    """The shipped file `config.example.yaml`."""
    return _root() / name


def _root() -> Path:
    shipped = PACKAGE / "_shipped"
    return shipped if shipped.is_dir() else PACKAGE.parent
