"""Sessions: who has given the password of the server, and for how long that holds.

Wrong passwords are answered one after the other, each later than the last, so that guessing is slow however many
connections guess at once.
"""

import asyncio
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable
from hashlib import blake2b

from riwaya.errors import RiwayaError

HOURS = 12
"""How long a session lasts after the last request of it."""
MOST = 1000
"""Sessions that are kept at once; the oldest are forgotten first."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
"""Seconds that the first wrong password takes, doubled by each further one, and at most."""
WAITING = 8
"""How many passwords may wait to be looked at; further ones are refused at once."""


class Sessions:
    """The sessions of one server; nothing of them outlives it."""

    def __init__(
        self,
        password: str,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._salt = secrets.token_bytes(16)
        self._password = self._digest(password)
        self._until: dict[bytes, float] = {}
        self._clock, self._sleep = clock, sleep
        self._one = asyncio.Lock()
        self._waiting = self._wrong = 0

    async def enter(self, password: str) -> str:
        """Give the secret of a new session to who has the password; raises RiwayaError R606, or R607 for too many."""
        if self._waiting >= WAITING:
            raise RiwayaError("R607")
        self._waiting += 1
        try:
            async with self._one:
                if not hmac.compare_digest(self._digest(password), self._password):
                    self._wrong += 1
                    await self._sleep(min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(self._wrong - 1, 8)))
                    raise RiwayaError("R606")
                self._wrong = 0
        finally:
            self._waiting -= 1
        secret = secrets.token_urlsafe(32)
        while len(self._until) >= MOST:
            del self._until[next(iter(self._until))]
        self._until[self._digest(secret)] = self._clock() + HOURS * 3600
        return secret

    def holds(self, secret: str | None) -> bool:
        """Tell whether a session goes on, and let it go on from now."""
        name = self._digest(secret or "")
        until = self._until.get(name)
        if until is None:
            return False
        if until < self._clock():
            del self._until[name]
            return False
        self._until[name] = self._clock() + HOURS * 3600
        return True

    def leave(self, secret: str | None) -> None:
        """End a session."""
        self._until.pop(self._digest(secret or ""), None)

    def _digest(self, words: str) -> bytes:
        """Digest what is secret: all digests are of one length, so that comparing them tells nothing."""
        return blake2b(words.encode("utf-8", "surrogatepass"), key=self._salt).digest()
