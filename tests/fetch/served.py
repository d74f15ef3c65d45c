"""A site on loopback that answers what a test wants, byte for byte, and a client that may ask it."""

import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress

from riwaya.fetch import Client
from riwaya.fetch.addresses import not_public

HOST = "news.example"
AGENT = "Riwaya/test (reads pages that a person named)"
PAGE = (
    "<!doctype html><html lang=ar><head><meta charset=utf-8><title>حريق في ميناء السلامى</title></head>"
    "<body><article><h1>حريق في ميناء السلامى</h1><p>قال مدير ميناء السلامى سعيد الراوي إن سبعة بحارة نقلوا إلى "
    "المستشفى بعد حريق في سفينة شحن رست في الميناء مساء الثلاثاء، وإن الرصيف الشمالي أغلق أمام السفن.</p>"
    "<p>وأضاف أن فرق الإطفاء سيطرت على النار قبل منتصف الليل، وأن أسباب الحريق لا تزال مجهولة حتى الآن.</p>"
    "</article></body></html>"
)
Answer = bytes | Callable[[socket.socket], None]


def answer(body: bytes | str = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """Write an answer with its length; ``content_type`` becomes ``Content-Type``."""
    raw = body.encode() if isinstance(body, str) else body
    names = {"content_type": "text/html; charset=utf-8", **headers}
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in names.items()]
    if "content_length" not in headers and "transfer_encoding" not in headers:
        lines.append(f"Content-Length: {len(raw)}")
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + raw


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", status, location=location)


class Site:
    """Answers on a port of loopback; what has no answer gets a 404. `asked` holds the requests as they came."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[bytes] = []
        self._tls = tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> "Site":
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._socket.close()

    def url(self, path: str = "/", host: str = HOST) -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.split(b" ")[1].decode() for request in self.asked]

    def _serve(self) -> None:
        while self._open:
            with suppress(OSError):
                connection, _ = self._socket.accept()
                threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request:
                if not (block := connection.recv(4096)):
                    return
                request += block
            self.asked.append(request)
            path = request.split(b" ")[1].decode()
            found = self.answers.get(path, answer("", "404 Not Found"))
            if callable(found):
                found(connection)
            else:
                connection.sendall(found)
            connection.close()


class Names:
    """A resolver of invented names; counts what it is asked."""

    def __init__(self, **more: list[str]) -> None:
        self.known = {HOST: ["127.0.0.1"], "other.example": ["127.0.0.1"], **more}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, seconds: float) -> list[str]:
        self.asked.append(host)
        if host not in self.known:
            raise OSError(-2, "Name or service not known")
        return self.known[host]


def only_loopback(ip: str) -> str | None:
    """Allow the site of the test, and judge every other address as always."""
    return None if ip == "127.0.0.1" else not_public(ip)


def client(**more: object) -> Client:
    """Make a client that may ask the site, does not wait, and knows invented names."""
    given: dict[str, object] = {"resolver": Names(), "check": only_loopback, "wait": 0.0, **more}
    return Client(AGENT, **given)  # type: ignore[arg-type]
