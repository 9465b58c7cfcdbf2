"""A gateway before a mail server that changes what the server says, or breaks the connection at a chosen moment."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.mailbox.dovecot import Server

Change = Callable[[bytes], bytes]


def nothing(line: bytes) -> bytes:
    """Leaves a line as it is."""
    return line


def without_uidplus(line: bytes) -> bytes:
    """A server that has never heard of RFC 4315."""
    return re.sub(rb" UIDPLUS\b", b"", re.sub(rb"\[APPENDUID[^\]]*\] ", b"", line))


def marks_on_request(line: bytes) -> bytes:
    """A server that tells special uses only to who asks for them: an answer to a plain LIST has none."""
    return re.sub(rb" \\(Drafts|Sent)\b", b"", line) if b"\\HasNoChildren" in line else line


@dataclass
class Gateway:
    """`cut` ends the connection within the letter ("within"), behind it ("behind"), or before its removal ("removal").

    `passed` counts the connections, `heard` is all that clients have said.
    """

    change: Change = nothing
    cut: str | None = None
    heard: bytearray = field(default_factory=bytearray)
    port: int = 0

    def hears(self, client: ssl.SSLSocket, server: socket.socket) -> None:
        """Hand on what the client says until it is time to break off."""
        with suppress(OSError):
            while data := client.recv(4096):
                self.heard += data
                if self.cut == "within" and b"Subject:" in self.heard:
                    server.sendall(data[: len(data) // 2])
                    break
                if self.cut == "removal" and b"\\Deleted" in data:
                    break
                server.sendall(data)
        close(client, server)

    def answers(self, client: ssl.SSLSocket, server: socket.socket) -> None:
        """Hand on what the server says, line by line."""
        with suppress(OSError), server.makefile("rb") as lines:
            for line in lines:
                if self.cut == "behind" and b"Append completed" in line:
                    break
                client.sendall(self.change(line))
        close(client, server)


@contextmanager
def gateway(server: Server, *, change: Change = nothing, cut: str | None = None) -> Iterator[Gateway]:
    """A gateway that speaks TLS with the server's own certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(server.base / "cert.pem", server.base / "key.pem")
    made = Gateway(change, cut)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made.port = listening.getsockname()[1]
        threading.Thread(target=serve, args=(made, server, listening, context), daemon=True).start()
        try:
            yield made
        finally:
            close(listening)  # a thread that waits for the next client is woken by nothing else


def serve(made: Gateway, server: Server, listening: socket.socket, context: ssl.SSLContext) -> None:
    """One client after the other, until the gateway is closed."""
    with suppress(OSError):
        while True:
            raw, _ = listening.accept()
            with suppress(OSError):
                client = context.wrap_socket(raw, server_side=True)
                inner = socket.create_connection(("127.0.0.1", server.plain))
                threads = [
                    threading.Thread(target=way, args=(client, inner), daemon=True)
                    for way in (made.hears, made.answers)
                ]
                for thread in threads:
                    thread.start()


def close(*sockets: socket.socket) -> None:
    """End both sides, at once."""
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def plain_server() -> Iterator[tuple[int, bytearray]]:
    """A server that knows no TLS at all; its port, and what was said to it."""
    heard = bytearray()

    def talk(listening: socket.socket) -> None:
        with suppress(OSError):
            client, _ = listening.accept()
            with client, client.makefile("rb") as lines:
                client.sendall(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n")
                for line in lines:
                    heard.extend(line)
                    tag, command = line.split()[:2]
                    answer = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" if command == b"CAPABILITY" else b""
                    client.sendall(answer + tag + b" OK done\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=talk, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1], heard
