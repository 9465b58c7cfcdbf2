"""Keyrings for tests, chosen by PYTHON_KEYRING_BACKEND: one that a test can look into, one that does not open."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class OpenRing(KeyringBackend):
    """Keeps passwords in the file that $RING_OF_THE_TEST names."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = {**self._kept(), f"{service}/{username}": password}
        Path(os.environ["RING_OF_THE_TEST"]).write_text(json.dumps(kept), encoding="utf-8")

    def _kept(self) -> dict[str, str]:
        path = Path(os.environ["RING_OF_THE_TEST"])
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return found


class LockedRing(KeyringBackend):
    """Does not open."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(f"{service} {username} {password}")
