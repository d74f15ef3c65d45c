"""One question to one server and its answer, with every byte that went over the line kept as it was.

urllib3 speaks HTTP here over a socket that we opened to an address that we checked. Between the two stands a `Wire`: it
keeps what is sent and received, and it is the one place where size and time end, so that no trick of a server (a header
without end, chunks without end, a byte a second) gets past it.
"""

import hashlib
import io
import socket
import ssl
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException, RemoteDisconnected
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Literal

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, InvalidChunkLength
from urllib3.response import HTTPResponse

from riwaya.errors import RiwayaError, warn
from riwaya.fetch.urls import Stopped, WebAddress
from riwaya.read.limits import human

HEAD_LIMIT = 256 * 1024
"""Bytes before the body; real answers have a few thousand."""
CONNECT_SECONDS = 10.0
"""Time for one address of a host to take the call; then the next is tried."""
IN_MEMORY = 4 * 1024 * 1024
"""Bytes of an answer that are kept in memory; a longer one waits on disk."""
_BLOCK = 64 * 1024

Truncated = Literal["length", "time", "disconnect", "unspecified"]
"""Why an answer is not whole, in the words of WARC."""


@dataclass
class Exchange:
    """A question and its answer. `request` and `response` are the bytes on the line, `received` how many of the answer.

    `payload` is the SHA-256 of the body without its transfer encoding, None when it is not whole; `body` its first
    bytes where they were asked for. `truncated` says in one word of WARC, `cut` in words for people, why it is not
    whole.
    """

    address: WebAddress
    ip: str
    at: datetime
    request: bytes
    response: IO[bytes]
    received: int = 0
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    payload: bytes | None = None
    body: bytes = b""
    truncated: Truncated | None = None
    cut: str = ""


class _Cut(Exception):  # noqa: N818 - urllib3 must not take it for an error of the network
    """The limit of size or time is reached."""

    def __init__(self, truncated: Truncated, words: str) -> None:
        super().__init__(words)
        self.truncated, self.words = truncated, words


class Deadline:
    """A point in time that everything about one question has to end by; `seconds` from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Give the seconds that are left; raises `_Cut` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> _Cut:
        """Make what is raised when the time is up."""
        return _Cut("time", f"not done within {self.seconds:g} s")


class _Incoming(io.RawIOBase):
    """The stream of what the server sends, up to a limit of bytes and a point in time; it keeps all of it."""

    def __init__(self, sock: socket.socket, deadline: Deadline, kept: IO[bytes]) -> None:
        self.limit = HEAD_LIMIT
        self.taken = 0
        self._sock, self._deadline, self._kept = sock, deadline, kept

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.taken

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer)[: max(1, self.limit - self.taken)]
        self._sock.settimeout(self._deadline.left())
        try:
            n = self._sock.recv_into(room)
        except TimeoutError:
            raise self._deadline.over() from None
        if n and self.taken >= self.limit:  # one byte more than may come: it was not the end
            raise _Cut("length", f"over {human(self.limit)}")
        try:
            self._kept.write(room[:n])
        except OSError as problem:  # our disk, not their line
            raise RiwayaError("R501", "temporary file", detail=problem.strerror or problem) from problem
        self.taken += n
        return n


class _Reader(io.BufferedReader):
    """What urllib3 reads from; `end` is how many bytes of the line it has really used."""

    end = 0

    def close(self) -> None:
        """Close, and remember where the answer ended: what a server sends after it is no part of it."""
        if not self.closed:
            self.end = self.tell()
        super().close()


class Wire:
    """A socket as urllib3 wants one, that keeps what goes over it."""

    def __init__(self, sock: socket.socket, deadline: Deadline, kept: IO[bytes]) -> None:
        self.sent = b""
        self.incoming = _Incoming(sock, deadline, kept)
        self.reader = _Reader(self.incoming, _BLOCK)
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        """Send, within the time that is left."""
        self._sock.settimeout(self._deadline.left())
        self._sock.sendall(data)
        self.sent += data

    def makefile(self, mode: str) -> _Reader:
        """Give the stream of the answer."""
        return self.reader

    def settimeout(self, seconds: float | None) -> None:
        """Do nothing: the time left is set before every step."""

    def close(self) -> None:
        """Do nothing: urllib3 closes a connection while its answer is still being read; `ask` closes the socket."""


class _OverWire:
    """Has urllib3 use a socket that is connected already, and a `Wire` on top of it."""

    sock: Any

    def over(self, sock: socket.socket, deadline: Deadline, kept: IO[bytes]) -> Wire:
        """Connect (for https: agree on keys and check the certificate) and give the wire."""
        self._opened = sock
        self.connect()  # type: ignore[attr-defined]
        self.secured = self.sock
        wire = Wire(self.sock, deadline, kept)
        self.sock = wire
        return wire

    def _new_conn(self) -> socket.socket:
        return self._opened


class _Plain(_OverWire, HTTPConnection):
    pass


class _Secure(_OverWire, HTTPSConnection):
    pass


def trust() -> ssl.SSLContext:
    """Make what certificates are checked against: the system's authorities, or certifi's where the system has none."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    there = paths.cafile or (paths.capath and any(Path(paths.capath).iterdir()))
    if not there and not context.get_ca_certs():
        context.load_verify_locations(certifi.where())
    return context


def ask(
    address: WebAddress,
    ips: list[str],
    headers: Mapping[str, str],
    *,
    deadline: Deadline,
    max_size: int,
    context: ssl.SSLContext,
    keep: int = 0,
) -> Exchange:
    """Ask one of these IP addresses for what stands at an address, and read the answer as far as the limits go.

    `max_size` is in bytes of the whole answer, `keep` how many bytes of the body are given back beside it. The host
    name is for the certificate and the headers only: it is not looked up again. Raises `Stopped` (R134) when there is
    no answer with its headers; an answer that breaks off later comes back as far as it came, and says so.
    """
    kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the exchange owns it
    try:
        sock, ip = _connected(ips, address.port, deadline)
        at = datetime.now(UTC)
        with closing(sock):
            connection = _connection(address, context)
            wire = connection.over(sock, deadline, kept)
            wire.incoming.limit = min(HEAD_LIMIT, max_size)
            with closing(connection.secured):
                connection.request(
                    "GET", address.target, headers=headers, preload_content=False, decode_content=False
                )
                response = connection.getresponse()
                found = Exchange(
                    address, ip, at, wire.sent, kept, status=response.status, headers=response.headers
                )
                wire.incoming.limit = max_size
                _read(response, wire, found, max_size, keep)
    except BaseException as problem:
        kept.close()
        if isinstance(problem, _TROUBLES):
            raise Stopped(warn("R134", address.url, detail=_words(problem, address, deadline))) from problem
        raise
    return found


_TROUBLES = (_Cut, OSError, HTTPException, HTTPError, ValueError)


def _connection(address: WebAddress, context: ssl.SSLContext) -> Any:
    if address.scheme == "http":
        return _Plain(address.host, address.port)
    return _Secure(address.host, address.port, ssl_context=context, server_hostname=address.host)


def _connected(ips: list[str], port: int, deadline: Deadline) -> tuple[socket.socket, str]:
    """Connect to the first of these addresses that takes the call; raises OSError of the last one."""
    last: OSError = OSError("it has no address")
    for ip in ips:
        try:
            sock = socket.create_connection((ip, port), timeout=min(CONNECT_SECONDS, deadline.left()))
        except OSError as problem:
            last = problem
        else:
            sock.settimeout(deadline.left())  # the handshake of TLS as a whole has this long
            return sock, ip
    raise last


def _read(response: HTTPResponse, wire: Wire, found: Exchange, max_size: int, keep: int) -> None:
    """Read the body to its end or to a limit, and note which."""
    digest, body = hashlib.sha256(), bytearray()
    try:
        declared = response.headers.get("Content-Length", "")
        if not keep and declared.isdecimal() and len(declared) < 20 and int(declared) > max_size:
            raise _Cut("length", f"{human(int(declared))}, over {human(max_size)}")
        for block in response.stream(_BLOCK, decode_content=False):
            digest.update(block)
            body += block[: keep - len(body)]
    except _Cut as cut:
        found.truncated, found.cut = cut.truncated, cut.words
    except (OSError, HTTPException, HTTPError, ValueError) as problem:
        if any(isinstance(part, InvalidChunkLength) for part in problem.args):
            found.truncated, found.cut = "unspecified", "the server sent chunks that are none"
        else:
            found.truncated, found.cut = "disconnect", "the server broke off"
    wire.reader.close()
    if found.truncated:
        found.received = wire.incoming.taken
    else:
        found.payload, found.received = digest.digest(), wire.reader.end
    found.body = bytes(body)


def _words(problem: BaseException, address: WebAddress, deadline: Deadline) -> str:
    """Say for people why there was no answer; what the server itself said is not repeated."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"its certificate does not hold for {address.host} ({problem.verify_message})"
    if isinstance(problem, ssl.SSLError):
        return f"no safe connection ({problem.reason or 'TLS failed'})"
    if isinstance(problem, _Cut):
        return problem.words if problem.truncated == "time" else f"headers {problem.words}"
    if isinstance(problem, TimeoutError):
        return "it does not answer"
    if isinstance(problem, RemoteDisconnected):
        return "it hung up without an answer"
    if isinstance(problem, OSError):
        return (problem.strerror or str(problem) or type(problem).__name__).lower()
    return "what it answers is no HTTP"
