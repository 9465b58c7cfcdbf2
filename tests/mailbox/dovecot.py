"""A real mail server (Dovecot) on the loopback, with a configuration and a folder of its own, gone after the tests."""

import base64
import hashlib
import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.outside import outside

PASSWORD = 'pa$$ wörd "quoted\\" {7}'  # what may stand in one, and what a protocol could stumble over
PATIENCE = 10.0  # seconds

SETTINGS = """
base_dir = {base}/run
state_dir = {base}/run
log_path = {base}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {internal_user}
default_internal_group = {internal_group}
default_login_user = {login_user}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 100
auth_failure_delay = 0
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
mail_location = maildir:{base}/mail/%u{options}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
{folders}
}}
{more}
"""


@dataclass(frozen=True)
class Mood:
    """How a server is set up. `folders` are names with the attribute each bears, if any."""

    folders: tuple[tuple[str, str | None], ...] = (("Drafts", "\\Drafts"), ("Sent", "\\Sent"))
    separator: str = "/"
    prefix: str = ""
    options: str = ""
    more: str = ""
    access: tuple[str, ...] = ()

    def written(self) -> str:
        """The folders as the server's settings have them; each is there from the first login on."""
        return "\n".join(
            f'  mailbox "{name}" {{\n    auto = create\n{f"    special_use = {use}" if use else ""}\n  }}'
            for name, use in self.folders
        )


USUAL = Mood()


@dataclass
class Server:
    """A server that runs. `ca_file` is what its certificate is to be checked by."""

    base: Path
    plain: int
    tls: int
    process: subprocess.Popen[bytes]

    @property
    def ca_file(self) -> str:
        return str(self.base / "cert.pem")

    @contextmanager
    def mailbox(self, user: str) -> Iterator[imaplib.IMAP4]:
        """The user's mailbox by Python's own client, to look and to change as another program would."""
        client = imaplib.IMAP4("127.0.0.1", self.plain, timeout=PATIENCE)
        try:
            client.authenticate("PLAIN", lambda _: f"\0{user}\0{PASSWORD}".encode())
            yield client
        finally:
            client.logout()

    def messages(self, user: str, folder: str = "Drafts") -> list[tuple[str, bytes]]:
        r"""Flags (in small letters, sorted, without \Recent) and bytes of every message of a folder."""
        with self.mailbox(user) as client:
            found, _ = client.select(quoted(folder), readonly=True)
            if found != "OK" or client.untagged_responses.get("EXISTS") == [b"0"]:
                return []
            _, parts = client.fetch("1:*", "(FLAGS BODY.PEEK[])")
        pairs = [part for part in parts if isinstance(part, tuple)]
        flags = [imaplib.ParseFlags(head) for head, _ in pairs]
        return [
            (" ".join(sorted(flag.decode().lower() for flag in own if flag != rb"\Recent")), data)
            for own, (_, data) in zip(flags, pairs, strict=True)
        ]

    def folders(self, user: str) -> list[str]:
        """All names, as the protocol has them."""
        with self.mailbox(user) as client:
            _, lines = client.list()
        return sorted(line.rpartition(b" ")[2].decode().strip('"') for line in lines if isinstance(line, bytes))

    def add(self, user: str, folder: str, data: bytes, flags: str = "", when: str | None = None) -> None:
        """Put a message there, as another program would."""
        with self.mailbox(user) as client:
            answer = client.append(quoted(folder), flags, when or "", data)
            assert answer[0] == "OK", answer

    def log(self) -> str:
        """What the server says of itself."""
        path = self.base / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def quoted(folder: str) -> str:
    """A folder's name as a command takes it; `&` and what is not ASCII in modified UTF-7 (RFC 3501 section 5.1.3)."""
    from imapclient.imap_utf7 import encode

    name: bytes = encode(folder)
    return '"' + name.decode("ascii").replace("\\", "\\\\").replace('"', '\\"') + '"'


@contextmanager
def running(mood: Mood) -> Iterator[Server]:
    """A server in that mood, as root or as whoever runs the tests."""
    program = outside("dovecot")
    base = Path(tempfile.mkdtemp(prefix="followup-dovecot-"))  # not pytest's, into which no other user can go
    try:
        plain, tls = free_ports(2)
        make_certificate(base)
        (base / "dovecot.conf").write_text(settings(mood, base, plain, tls), encoding="utf-8")
        (base / "access").write_text("".join(f"{line}\n" for line in mood.access), encoding="utf-8")
        with (base / "stderr").open("wb") as complaints:
            process = subprocess.Popen(
                [program, "-F", "-c", str(base / "dovecot.conf")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
            )
        server = Server(base, plain, tls, process)
        try:
            wait_for(server)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(base, ignore_errors=True)


def settings(mood: Mood, base: Path, plain: int, tls: int) -> str:
    """The whole configuration, with every file of the server below `base`."""
    (base / "run").mkdir()
    (base / "mail").mkdir()
    me, group = os.getuid(), os.getgid()
    if me == 0:  # a server that runs as root serves mail as somebody else
        base.chmod(0o755)
        me, group = 65534, 65534
        os.chown(base / "mail", me, group)
        internal, internal_group, login = "dovecot", "dovecot", "dovenull"
    else:
        import grp
        import pwd

        internal = login = pwd.getpwuid(me).pw_name
        internal_group = grp.getgrgid(group).gr_name
    digest = base64.b64encode(hashlib.sha256(PASSWORD.encode()).digest()).decode()
    return SETTINGS.format(
        base=base,
        plain=plain,
        tls=tls,
        uid=me,
        gid=group,
        internal_user=internal,
        internal_group=internal_group,
        login_user=login,
        password="{SHA256}" + digest,
        prefix=mood.prefix,
        separator=mood.separator,
        folders=mood.written(),
        options=mood.options,
        more=mood.more.replace("{base}", str(base)),
    )


def make_certificate(folder: Path) -> None:
    """A certificate for this machine that nobody has signed but itself."""
    words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    subprocess.run(
        [outside("openssl"), *words.split(), "-addext", "subjectAltName=DNS:localhost",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def free_ports(number: int) -> Sequence[int]:
    """Ports of the loopback that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def wait_for(server: Server) -> None:
    """Until the server answers; an error with its own words if it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", server.tls), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"Dovecot does not run: {server.log()}{(server.base / 'stderr').read_text(encoding='utf-8')}")
