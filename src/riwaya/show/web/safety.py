"""Safety: what every request has to pass and every answer carries.

A page on loopback can be reached by any site that the reader's browser has open. So only the names that the server is
known by are answered (DNS rebinding), a request that changes something must come from our own page (`Origin`) and carry
the token that only our pages hold (cross-site request forgery), and the content policy lets a page load our own files
and nothing else.
"""

import hmac
import logging
import re
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response

from riwaya.errors import RiwayaError
from riwaya.show.web.bodies import Answer, Body, Receive, Send
from riwaya.show.web.sessions import Sessions

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Refuse = Callable[[Request, RiwayaError], Response]

SAFE = frozenset(["GET", "HEAD"])
TOKEN_HEADER = "x-riwaya-token"  # noqa: S105 - the name of a header
SESSION = "riwaya_session"
LARGEST = 2 * 2**20
"""Bytes that a request may carry where nothing else is said of its path."""
AT_ONCE = 200
"""Requests that are answered at once; who comes then is told to come again."""
OPEN = re.compile(r"/login|/language|/static/[^/]+")
"""What is answered before the password is given: the way in and what it looks like."""
WITHOUT_CHANGE = ("/login", "/logout", "/compare", "/api/compare", "/api/extract")
"""What is posted to and changes nothing of the case."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Not `no-referrer`: with it a browser sends `Origin: null` with our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_ONCE = ("host", "origin", "content-length", "sec-fetch-site", "sec-fetch-mode", TOKEN_HEADER)
_LOG = logging.getLogger("uvicorn.error")


class Guard:
    """Refuses what is not ours, and puts our headers on every answer.

    `names` are further host names under which a proxy answers for us; `readonly` refuses all that changes something;
    with a `password` everything but the way in asks for it. `larger` says of paths that they may be sent more than
    `LARGEST` bytes. `refuse` makes the answer to what is refused, `name` tells our cookie from those of other servers
    on this machine.
    """

    def __init__(
        self,
        app: App,
        *,
        refuse: Refuse,
        names: Iterable[str] = (),
        readonly: bool = False,
        password: str | None = None,
        larger: Mapping[str, int] | None = None,
        name: str = "",
    ) -> None:
        self.app = app
        self.readonly = readonly
        self.sessions = None if password is None else Sessions(password)
        self.cookie = f"{SESSION}_{name}" if name else SESSION
        self.token = secrets.token_urlsafe(32)
        self._names = frozenset(name.lower() for name in (*LOOPBACK, *names))
        self._refuse = refuse
        self._larger = larger or {}
        # A page that was looked at is not shown again from a cache once the session has ended.
        kept = b"private, no-cache" if password is None else b"no-store"
        self._headers = (*HEADERS, (b"cache-control", kept))
        self._busy = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; there is nothing here but HTTP."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            self._busy += 1
            try:
                await self._answer(scope, receive, send)
            finally:
                self._busy -= 1
        else:
            await send({"type": f"{scope['type']}.close"})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = scope["method"] == "HEAD"
        given: Counter[str] = Counter(name.decode("latin-1").lower() for name, _ in scope["headers"])
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        body = Body(receive, self._larger.get(scope["path"], LARGEST))
        answer = Answer(send, body, self._headers, head=head)
        inside = self.sessions is None or self.sessions.holds(self._secret(headers))
        state = {**scope.get("state", {}), "guard": self, "inside": inside}
        # What answers GET answers HEAD: `Answer` leaves the body out.
        scope = {**scope, "state": state, "method": "GET" if head else scope["method"]}
        error = self._refusal(scope, headers, given, inside)
        if error is None:
            body.announced(headers.get("content-length"))
        if error is None and body.error is None:
            error = await self._pass(scope, body, answer)
        # What still comes of a refused body is dropped by the server behind us, so that a browser gets to read why.
        if (error := error or body.error) and not answer.begun:
            await self._refuse(Request(scope), error)(scope, body.receive, answer.ours)

    async def _pass(self, scope: Scope, body: Body, answer: Answer) -> RiwayaError | None:
        """Let the application answer; what fails in it is told on the terminal, and to the reader by its code."""
        try:
            await self.app(scope, body.receive, answer.send)
        except Exception:
            if body.error:
                return body.error
            _LOG.exception("%s %s", scope["method"], scope["path"])
            return RiwayaError("R902")
        return None

    def _refusal(
        self, scope: Scope, headers: dict[str, str], given: Counter[str], inside: bool
    ) -> RiwayaError | None:
        """Say why a request is not answered, None where it is."""
        host = headers.get("host", "")
        if twice := next((name for name in _ONCE if given[name] > 1), None):
            return RiwayaError("R608", detail=f"{twice}, twice")
        if not self._is_known(host):
            return RiwayaError("R601")
        if self._busy > AT_ONCE:
            return RiwayaError("R612")
        if not scope["path"].startswith("/"):
            return RiwayaError("R608", detail="an address without a path")
        changes = scope["method"] not in SAFE
        if changes and self.readonly and scope["path"] not in WITHOUT_CHANGE:
            return RiwayaError("R603")
        if not (self._is_ours(host, headers) if changes else _is_looked_at(headers)):
            return RiwayaError("R604")
        if not inside and not OPEN.fullmatch(scope["path"]):
            return RiwayaError("R605")
        return None

    def _is_known(self, host: str) -> bool:
        """Tell whether a host, with or without its port, is a name of ours."""
        found = _HOST.fullmatch(host)
        return found is not None and found[1].lower() in self._names

    def _is_ours(self, host: str, headers: dict[str, str]) -> bool:
        """Tell whether a request that changes something comes from a page of ours."""
        try:
            origin = urlsplit(headers.get("origin", "null"))
        except ValueError:
            return False
        if origin.scheme not in ("http", "https") or origin.netloc.lower() != host.lower():
            return False
        return headers.get("sec-fetch-site", "same-origin") == "same-origin"

    def is_token(self, token: str | None) -> bool:
        """Tell whether a form or a script carries the token of our pages."""
        return hmac.compare_digest((token or "").encode("utf-8", "replace"), self.token.encode())

    def check_token(self, token: str | None) -> None:
        """Raise RiwayaError R604 unless a form or a script carries the token of our pages."""
        if not self.is_token(token):
            raise RiwayaError("R604")

    def _secret(self, headers: Mapping[str, str]) -> str | None:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return None
        return None if cookie is None else cookie.value


def _is_looked_at(headers: Mapping[str, str]) -> bool:
    """Tell whether a page is asked for by us or by who follows a link, and not by another site's page for itself."""
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    return (
        headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest", "document") == "document"
    )
