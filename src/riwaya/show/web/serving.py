"""Serving: the application at a port of this machine, with patience that has an end."""

import asyncio
import socket

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from riwaya.errors import RiwayaError

HOST = "127.0.0.1"
"""The only address that is listened at: what stands before it for others is a proxy of the user's."""
CONNECTIONS = 500
"""Connections that are open at once; each reader's browser keeps up to six."""
HEADERS = 20.0
"""Seconds that the head of a request may take."""
KEPT = 15
"""Seconds that a connection is kept open for the next request."""
ENDING = 5
"""Seconds that answers may still take when the server ends."""
LONGEST_HEAD = 32 * 1024
"""Bytes of the head of a request."""


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it; a connection whose next request does not come to its body in time is closed."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._timer = self.loop.call_later(HEADERS, transport.close)

    def data_received(self, data: bytes) -> None:
        """Take what comes; while it is no whole head, the time for it runs on."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._rest()
        elif self._timer is None and not self.transport.is_closing():
            self._timer = self.loop.call_later(HEADERS, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._rest()
        super().connection_lost(exc)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def listen(port: int) -> socket.socket:
    """Take a port of this machine, a free one for 0; raises RiwayaError R613."""
    # Only of a socket that says that it is TCP does asyncio send what is written at once; others wait 40 ms for more.
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        taken.listen(128)
    except OSError as problem:
        taken.close()
        raise RiwayaError("R613", port=port, detail=problem.strerror or problem) from problem
    return taken


def address(taken: socket.socket) -> str:
    """Give the web address of a port that was taken."""
    return f"http://{HOST}:{taken.getsockname()[1]}/"


def serve(app: FastAPI, taken: socket.socket) -> None:
    """Answer at a port until the program is told to end; an interrupt ends it in order and is raised then."""
    server(app).run(sockets=[taken])


def server(app: FastAPI) -> uvicorn.Server:
    """Make what answers."""
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        # Nobody's word is taken for who they are and how they came.
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEPT,
        timeout_graceful_shutdown=ENDING,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )
    return uvicorn.Server(config)
