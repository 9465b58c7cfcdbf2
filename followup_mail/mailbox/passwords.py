"""Where the password of a mail account comes from: a command, a variable, or the system's keyring; no file of ours.

A password is read when it is needed and held by nobody: it stands in no record, no message and no argument.
"""

import os
import subprocess
from typing import TYPE_CHECKING

from followup_mail.errors import FollowupError

if TYPE_CHECKING:
    from types import ModuleType

    from followup_mail.config import Imap

_PATIENCE = 120.0  # seconds; a command may ask the person for a passphrase first
_SERVICE = "followup-mail"
_INSTALL = "install it: pip install 'followup-mail[imap]' (uv: uv tool install '.[imap]')"
_OTHERWISE = "name a password_command or password_env below `imap:` in config.yaml"


class NoPasswordError(FollowupError):
    """The password cannot be had; the message says from where, and what serves instead."""


def password_of(account: "Imap", username: str) -> str:
    """The password, from what config.yaml names, else from the keyring; raises NoPasswordError."""
    if account.password_command is not None:
        return _from_command(account.password_command)
    if account.password_env is not None:
        return _from_variable(account.password_env)
    return _from_keyring(account.host, username)


def keep_password(host: str, username: str, password: str) -> None:
    """Give the password to the system's keyring; raises NoPasswordError where there is none that keeps it safe."""
    keyring = _keyring()
    from keyring.errors import KeyringError

    ring = keyring.get_keyring()
    if type(ring).__module__.startswith("keyrings.alt"):
        raise NoPasswordError(f"the keyring here would keep the password in a file that anybody can read; {_OTHERWISE}")
    try:
        keyring.set_password(_service(host), username, password)
        kept = keyring.get_password(_service(host), username) == password
    except (KeyringError, RuntimeError) as fault:
        raise NoPasswordError(f"{_no_keyring(fault)}; {_OTHERWISE}") from None
    if not kept:
        raise NoPasswordError(f"this system has no keyring that keeps passwords; {_OTHERWISE}")


def _from_command(command: str) -> str:
    """The first line that the command prints. It is a line for the shell, as every mail program takes it."""
    try:
        done = subprocess.run(  # noqa: S602 - the person's own command, from their own config.yaml
            command, shell=True, stdout=subprocess.PIPE, check=False, timeout=_PATIENCE
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
        raise NoPasswordError(f"password_command in config.yaml did not end well ({type(fault).__name__})") from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode != 0:
        raise NoPasswordError(f"password_command in config.yaml failed (exit code {done.returncode}); try it by hand")
    if not lines or not lines[0]:
        raise NoPasswordError("password_command in config.yaml printed no password; try it by hand")
    return lines[0]


def _from_variable(name: str) -> str:
    password = os.environ.get(name, "")
    if not password:
        raise NoPasswordError(f"the variable {name}, which config.yaml names for the password, is not set")
    return password


def _from_keyring(host: str, username: str) -> str:
    keyring = _keyring()
    from keyring.errors import KeyringError

    try:
        password = keyring.get_password(_service(host), username)
    except (KeyringError, RuntimeError) as fault:
        raise NoPasswordError(f"{_no_keyring(fault)}; {_OTHERWISE}") from None
    if not password:
        raise NoPasswordError(
            f"the keyring has no password for {username} on {host}; give it one with `followup-mail init --imap`, "
            f"or {_OTHERWISE}"
        )
    return str(password)


def _keyring() -> "ModuleType":
    try:
        import keyring
    except ImportError:
        raise NoPasswordError(f"the system's keyring needs an addition to followup-mail; {_INSTALL}") from None
    return keyring


def _no_keyring(fault: Exception) -> str:
    from keyring.errors import NoKeyringError

    if isinstance(fault, NoKeyringError):
        return "this system has no keyring"
    return f"the system's keyring does not open ({type(fault).__name__})"


def _service(host: str) -> str:
    return f"{_SERVICE} {host}"
