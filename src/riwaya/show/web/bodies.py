"""Bodies: what a request carries, no more of it than is allowed, and no slower."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from riwaya.errors import RiwayaError
from riwaya.read.limits import human

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

PATIENCE = 30.0
"""Seconds that the next piece of a body may take."""


class Body:
    """The body of a request, read through `receive`; `error` says why no more of it is read."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._read = 0
        self._whole = False
        self.error: RiwayaError | None = None

    def announced(self, length: str | None) -> None:
        """Refuse a body that says itself that it is too long; a length that is none is R608."""
        if length is not None and not (length.isascii() and length.isdigit()):
            self.error = RiwayaError("R608", detail="Content-Length")
        elif int(length or 0) > self._most:
            self.error = RiwayaError("R602", limit=human(self._most))

    async def receive(self) -> Message:
        """Give the next message; the connection counts as gone once there is too much or it takes too long."""
        if self.error:
            return {"type": "http.disconnect"}
        if self._whole:
            return await self._receive()  # waits until the connection ends
        try:
            message = await asyncio.wait_for(self._receive(), PATIENCE)
        except TimeoutError:
            self.error = RiwayaError("R611")
            return {"type": "http.disconnect"}
        self._read += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._read > self._most:
            self.error = RiwayaError("R602", limit=human(self._most))
            return {"type": "http.disconnect"}
        return message


class Answer:
    """The answer to a request on its way out: with our headers, held back where the body was refused, and without its
    own body for HEAD.
    """

    def __init__(
        self, send: Send, body: Body, headers: tuple[tuple[bytes, bytes], ...], *, head: bool
    ) -> None:
        self._send, self._body, self._headers, self._head = send, body, headers, head
        self.begun = False

    async def send(self, message: Message) -> None:
        """Send one message of the application on, unless its body was refused before it began to answer."""
        if self._body.error and not self.begun:
            return
        await self.ours(message)

    async def ours(self, message: Message) -> None:
        """Send one message."""
        if message["type"] == "http.response.start":
            self.begun = True
            given = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(h for h in self._headers if h[0] not in given)]
        elif self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)
