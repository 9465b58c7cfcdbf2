"""A login to a mail server by IMAP: a small typed face of IMAPClient, which is loaded when somebody logs in.

Decides how to get in safely (TLS always, certificates always checked) and says in one line what went wrong. It never
creates, renames or subscribes a folder, and opens one for writing only to put a draft there or to take its own away.
"""

import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from followup_mail.errors import FollowupError
from followup_mail.mailbox.folders import Folder, drafts_folder
from followup_mail.mailbox.passwords import NoPasswordError, password_of
from followup_mail.records import record

if TYPE_CHECKING:
    from followup_mail.config import Imap

_CONNECT, _WAIT = 15.0, 60.0  # seconds
_MOST_NAMED = 12  # folders, in a line for a person
_APPENDED = re.compile(rb"\[APPENDUID (\d+) (\d+)\]")
_CODE = re.compile(r"\[([A-Z-]+)[^\]]*\]\s*")
_REASONS: Mapping[str, str] = {
    "OVERQUOTA": "the mailbox is full",
    "LIMIT": "the server takes no larger message",
    "NOPERM": "the server does not let you write there",
    "READ-ONLY": "the mailbox can only be read",
    "UNAVAILABLE": "the server is not available just now",
    "INUSE": "another program holds the mailbox",
    "CONTACTADMIN": "the server asks you to talk to whoever runs it",
}


class AccountError(FollowupError):
    """The mail server did not do what was asked; the message is a clause without a full stop that says why."""

    exit_code = 5


class LostError(AccountError):
    """The connection broke off while something was on its way."""


class _Client(Protocol):
    """What is used of IMAPClient, which has no types of its own."""

    def starttls(self, ssl_context: ssl.SSLContext) -> object: ...
    def has_capability(self, capability: str) -> bool: ...
    def login(self, username: str, password: str) -> object: ...
    def plain_login(self, identity: str, password: str) -> object: ...
    def id_(self, parameters: Mapping[str, str]) -> object: ...
    def list_folders(self) -> Sequence[tuple[Sequence[bytes], bytes | None, str]]: ...
    def namespace(self) -> tuple[Sequence[tuple[str, str]] | None, object, object]: ...
    def select_folder(self, folder: str, readonly: bool) -> Mapping[bytes, Any]: ...  # noqa: FBT001
    def search(self, criteria: Sequence[object]) -> Sequence[int]: ...
    def fetch(self, messages: Sequence[int], data: Sequence[str]) -> Mapping[int, Mapping[bytes, Any]]: ...
    def append(self, folder: str, msg: bytes, flags: Sequence[bytes]) -> bytes: ...
    def add_flags(self, messages: Sequence[int], flags: Sequence[bytes], silent: bool) -> object: ...  # noqa: FBT001
    def uid_expunge(self, messages: Sequence[int]) -> object: ...
    def expunge(self) -> object: ...
    @property
    def _imap(self) -> Any: ...  # noqa: ANN401 - imaplib's own client, for the one command that IMAPClient lacks
    def logout(self) -> object: ...
    def shutdown(self) -> None: ...


@record(frozen=True, slots=True)
class Kept:
    """A message as a folder has it. `flags` are in small letters, `data` what was asked for of it, `arrived` aware."""

    uid: int
    flags: frozenset[str]
    data: bytes
    arrived: datetime | None = None


@record(frozen=True, slots=True)
class Account:
    """Somebody's mailbox, logged in. Each method raises AccountError, or LostError when the connection breaks off."""

    host: str
    client: _Client

    def folders(self) -> list[Folder]:
        """All folders, as the server marks them; some servers tell what is for drafts only when asked for that."""
        with self._asking():
            folders = [_folder(*row) for row in self.client.list_folders()]
            if any("\\drafts" in folder.marks for folder in folders) or not self.client.has_capability("SPECIAL-USE"):
                return folders
            marked = {folder.name: folder for folder in self._special_folders()}
        return [marked.get(folder.name, folder) for folder in folders]

    def _special_folders(self) -> Iterator[Folder]:
        """LIST (SPECIAL-USE), RFC 6154 section 3."""
        from imapclient.imap_utf7 import decode
        from imapclient.response_parser import parse_response

        _, lines = self.client._imap.list('(SPECIAL-USE) ""', '"*"')  # noqa: SLF001 - see above
        words = parse_response([line for line in lines if line])
        for marks, separator, name in zip(words[::3], words[1::3], words[2::3], strict=True):
            yield _folder(marks, separator, decode(name) if isinstance(name, bytes) else str(name))

    def prefixes(self) -> tuple[str, ...]:
        """What the names of the person's own folders begin with, the most likely first."""
        with self._asking():
            own = self.client.namespace()[0] if self.client.has_capability("NAMESPACE") else None
        return tuple(dict.fromkeys((*(prefix for prefix, _ in own or ()), "", "INBOX.", "INBOX/")))

    def open(self, folder: str, *, to_write: bool = False) -> int:
        """Open a folder, for reading only (EXAMINE) unless said otherwise; gives its UIDVALIDITY."""
        with self._asking():
            return int(self.client.select_folder(folder, not to_write).get(b"UIDVALIDITY", 0))

    def find(self, message_id: str) -> list[int]:
        """The messages of the open folder with this Message-ID, oldest first."""
        with self._asking():
            return sorted(self.client.search(["HEADER", "Message-ID", message_id]))

    def since(self, day: date) -> list[int]:
        """The messages of the open folder that were written or came on that day or later."""
        with self._asking():
            return sorted(self.client.search(["OR", "SINCE", day, "SENTSINCE", day]))

    def read(self, uids: Sequence[int], part: str = "", first: int | None = None) -> list[Kept]:
        """Those messages of the open folder that are still there: the whole, such a part as `HEADER`, or the `first`
        octets. None is marked as read by it."""
        wanted = f"BODY.PEEK[{part}]" + (f"<0.{first}>" if first else "")
        with self._asking():
            found = self.client.fetch(uids, [wanted, "FLAGS", "INTERNALDATE"]) if uids else {}
        return [_kept(uid, items) for uid, items in sorted(found.items())]

    def append(self, folder: str, data: bytes) -> tuple[int, int] | None:
        r"""Add a draft (`\\Draft \\Seen`, at once: Exchange makes a second one of a flag that comes later).

        Gives UIDVALIDITY and UID where the server tells them (RFC 4315).
        """
        with self._asking():
            answer = _APPENDED.search(self.client.append(folder, data, [rb"\Draft", rb"\Seen"]))
        return (int(answer[1]), int(answer[2])) if answer else None

    def remove(self, uids: Sequence[int]) -> bool:
        """Take messages out of the folder that is open for writing; whether they are gone, and not only marked.

        Without UID EXPUNGE a server clears away everything that is marked, so then it is asked to only if nothing
        else is: what another program has marked is not ours to take.
        """
        with self._asking():
            self.client.add_flags(uids, [rb"\Deleted"], silent=True)
            if self.client.has_capability("UIDPLUS"):
                self.client.uid_expunge(uids)
            elif sorted(self.client.search(["DELETED"])) == sorted(uids):
                self.client.expunge()
            return not self.client.search(["UID", ",".join(map(str, uids))])

    @contextmanager
    def _asking(self) -> Iterator[None]:
        from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError

        try:
            yield
        except IMAPClientReadOnlyError:
            raise AccountError(_REASONS["READ-ONLY"]) from None
        except (IMAPClientAbortError, OSError) as fault:
            raise LostError(f"the connection to {self.host} was lost ({_said(fault)})") from None
        except IMAPClientError as fault:
            raise AccountError(_reason(fault, self.host)) from None
        except ValueError:  # a name that is no modified UTF-7, a number that is none
            raise AccountError(f"{self.host} answers in a way that cannot be understood") from None


def drafts_of(account: Account, wanted: str | None) -> Folder:
    """The folder for drafts, `wanted` if the person names one; raises AccountError where it cannot be told."""
    folders = account.folders()
    found = drafts_folder(folders, account.prefixes(), wanted)
    if found is not None:
        return found
    names = [folder.name for folder in folders if folder.can_be_opened]
    listed = ", ".join([*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])]) or "none"
    wrong = f"has no folder “{wanted}”" if wanted else "marks no folder for drafts, and none has a name for it"
    raise AccountError(
        f"{account.host} {wrong}; write the name of the right one at `mailbox` below `imap:` in config.yaml "
        f"(there are: {listed})"
    )


@contextmanager
def open_account(imap: "Imap", address: str | None) -> Iterator[Account]:
    """Log in, and out at the end. `address` is the name to log in by where config.yaml has none.

    Raises AccountError. No message of it, nor of what it comes from, holds the password.
    """
    username = imap.username or address or ""
    try:
        password = password_of(imap, username)
    except NoPasswordError as fault:
        raise AccountError(str(fault)) from None
    client = _connect(imap)
    try:
        _log_in(client, imap.host, username, password)
        yield Account(imap.host, client)
    finally:
        _leave(client)


def _connect(imap: "Imap") -> _Client:
    try:
        from imapclient import IMAPClient, SocketTimeout
    except ImportError:
        raise AccountError(
            "drafts by IMAP need an addition to followup-mail; install it: pip install 'followup-mail[imap]' "
            "(uv: uv tool install '.[imap]')"
        ) from None
    context = _context(imap)
    at_once = imap.security == "tls"
    with _connecting(imap):
        client: _Client = IMAPClient(
            imap.host, imap.port, ssl=at_once, ssl_context=context, timeout=SocketTimeout(_CONNECT, _WAIT)
        )
        client.normalise_times = False  # type: ignore[attr-defined]  # a switch of IMAPClient, set once and here
        try:
            if not at_once:
                if not client.has_capability("STARTTLS"):
                    raise AccountError(
                        f"{imap.host} offers no STARTTLS on port {imap.port}, and without it anybody could read along; "
                        "set `security: tls` below `imap:` in config.yaml"
                    )
                client.starttls(context)
        except BaseException:
            _leave(client)
            raise
    return client


@contextmanager
def _connecting(imap: "Imap") -> Iterator[None]:
    """Say what is wrong where no safe connection comes about."""
    from socket import gaierror

    from imapclient.exceptions import IMAPClientError

    place = f"{imap.host}, port {imap.port}"
    try:
        yield
    except ssl.SSLCertVerificationError as fault:
        raise AccountError(
            f"the certificate of {imap.host} is not to be trusted ({fault.verify_message.rstrip('.')}), so nothing was "
            "sent there; if the server is your own, name its authority: `ca_file` below `imap:` in config.yaml"
        ) from None
    except ssl.SSLError as fault:
        raise AccountError(
            f"{place}, does not speak TLS ({fault.reason or 'no reason given'}); check `port` and `security` below "
            "`imap:` in config.yaml"
        ) from None
    except gaierror:
        raise AccountError(f"there is no server {imap.host}, or no network; check `host` below `imap:`") from None
    except TimeoutError:
        raise AccountError(f"{place}, does not answer; try again later, or check `port` below `imap:`") from None
    except (OSError, IMAPClientError) as fault:
        raise AccountError(f"{place}, cannot be reached ({_said(fault)}); try again later, or check `port`") from None


def _context(imap: "Imap") -> ssl.SSLContext:
    if imap.ca_file is None:
        return ssl.create_default_context()
    try:
        return ssl.create_default_context(cafile=Path(imap.ca_file).expanduser())
    except OSError as fault:
        raise AccountError(f"`ca_file` {imap.ca_file} holds no certificate that can be read ({_said(fault)})") from None


def _log_in(client: _Client, host: str, username: str, password: str) -> None:
    from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

    try:
        if client.has_capability("AUTH=PLAIN"):
            client.plain_login(username, password)
        else:
            client.login(username, password)
        if client.has_capability("ID"):  # Google asks for it, and some providers let nobody in without
            client.id_({"name": "followup-mail"})
    except UnicodeEncodeError:
        raise AccountError(f"{host} takes no name or password with letters outside ASCII") from None
    except (IMAPClientAbortError, OSError) as fault:
        raise LostError(f"the connection to {host} was lost ({_said(fault, password)})") from None
    except IMAPClientError as fault:
        raise AccountError(
            f"{host} does not let {username} in ({_said(fault, password)}); check name and password. Gmail, iCloud, "
            "Yahoo and Fastmail want an app password here"
        ) from None


def _leave(client: _Client) -> None:
    from imapclient.exceptions import IMAPClientError

    try:
        client.logout()
    except (IMAPClientError, OSError):
        try:
            client.shutdown()
        except OSError:
            return


def _folder(marks: Sequence[bytes], separator: bytes | None, name: str) -> Folder:
    return Folder(
        str(name),
        frozenset(mark.decode("ascii", "replace").lower() for mark in marks),
        separator.decode("ascii", "replace") if separator else None,
    )


def _kept(uid: int, items: Mapping[bytes, Any]) -> Kept:
    data = next((value for name, value in items.items() if name.startswith(b"BODY[")), b"")
    arrived = items.get(b"INTERNALDATE")
    return Kept(
        uid=uid,
        flags=frozenset(flag.decode("ascii", "replace").lower() for flag in items.get(b"FLAGS", ())),
        data=data or b"",
        arrived=arrived if isinstance(arrived, datetime) and arrived.tzinfo else None,
    )


def _reason(fault: Exception, host: str) -> str:
    """A refusal in plain words, with the server's own."""
    code = _CODE.search(str(fault))
    plain = _REASONS.get(code[1]) if code else None
    return f"{plain} (“{_said(fault)}”)" if plain else f"{host} refuses: “{_said(fault)}”"


def _said(fault: Exception, secret: str = "") -> str:
    """What a server or the system has said, without its codes, and without a password that a server may repeat."""
    text = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    text = _CODE.sub("", text.removeprefix("b'").rstrip("'"))
    if secret:
        text = text.replace(secret, "…")
    return " ".join(text.split()).rstrip(".") or type(fault).__name__
