"""A polite and suspicious client: asks for the pages that a person named, one by one, and for nothing else.

Polite: robots.txt is kept to, a host is left alone between two requests, and who asks is said. Suspicious: every
address, also each that a redirect leads to, is checked anew, and the connection goes to the very IP address that was
checked.
"""

import ipaddress
import ssl
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from http.client import responses
from typing import NamedTuple

from msgspec.structs import replace

from riwaya.errors import warn
from riwaya.fetch.addresses import Check, Resolver, look_up, not_public
from riwaya.fetch.robots import MAX_DELAY, MAX_ROBOTS, Rules
from riwaya.fetch.urls import PORTS, Stopped, WebAddress, follow, parse
from riwaya.fetch.wire import HEAD_LIMIT, Deadline, Exchange, ask, trust
from riwaya.model import Warn

MAX_REDIRECTS = 5
TIMEOUT = 30.0
"""Seconds for one question and its whole answer."""
MAX_SIZE = 20 * 1024 * 1024
"""Bytes of one answer."""
WAIT = 1.0
"""Seconds between two requests to one host."""

_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

Keep = Callable[[Exchange], None]


class Outcome(NamedTuple):
    """What became of one address, as it was written: whether its page came (all of it, or a part), what was wrong."""

    url: str
    page: bool
    warning: Warn | None = None


class Client:
    """Fetches pages; `agent` is the name under which it asks.

    `timeout` and `wait` are seconds, `max_size` bytes. `resolver` looks names up, `check` says which IP addresses are
    not asked, `context` whose certificates are believed, `sleep` waits: they are there for tests, and the command line
    has no way to set them.
    """

    def __init__(
        self,
        agent: str,
        *,
        timeout: float = TIMEOUT,
        max_size: int = MAX_SIZE,
        wait: float = WAIT,
        resolver: Resolver = look_up,
        check: Check = not_public,
        context: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.agent, self.timeout, self.max_size, self.wait = agent, timeout, max_size, wait
        self._resolver, self._check, self._sleep = resolver, check, sleep
        self._context = context or trust()
        self._rules: dict[str, Rules | Warn] = {}
        self._free: dict[str, float] = {}

    def fetch(self, urls: Iterable[str], keep: Keep) -> Iterator[Outcome]:
        """Fetch each address once and hand every answer to `keep`, redirects too; yields what became of each.

        The order is that of the addresses, but while one host is left alone, another may have its turn.
        """
        waiting: dict[str, deque[WebAddress]] = {}
        written: dict[WebAddress, str] = {}
        for url in urls:
            try:
                address = parse(url)
            except Stopped as stop:
                yield Outcome(url, page=False, warning=stop.warning)
                continue
            if address not in written:
                written[address] = url.strip()
                waiting.setdefault(address.host, deque()).append(address)
        while waiting:
            host = min(waiting, key=lambda host: self._free.get(host, 0.0))
            address = waiting[host].popleft()
            if not waiting[host]:
                del waiting[host]
            yield self._visit(address, written[address], keep)

    def _visit(self, named: WebAddress, written: str, keep: Keep) -> Outcome:
        """Fetch one address and follow where it leads; a warning names it as the user wrote it."""
        try:
            page, warning = self._page(named, keep)
        except Stopped as stop:
            page, warning = False, stop.warning
        if warning is not None:
            where = written if warning.where == named.url else f"{written} > {warning.where}"
            warning = replace(warning, where=where)
        return Outcome(written, page, warning)

    def _page(self, named: WebAddress, keep: Keep) -> tuple[bool, Warn | None]:
        """Give whether the page came, and the warning about it; raises `Stopped` where it was not even asked for."""
        address, asked = named, {named}
        for _ in range(MAX_REDIRECTS + 1):
            self._obey(address)
            found = self._ask(address)
            with found.response:
                keep(found)
            location = found.headers.get("Location")
            if found.status not in _REDIRECTS or not location:
                return _verdict(found, named)
            address = self._next(address, location, named)
            if address in asked:
                detail = "it redirects in a circle, as pages do that want cookies"
                raise Stopped(warn("R134", named.url, detail=detail))
            asked.add(address)
        raise Stopped(warn("R134", named.url, detail=f"over {MAX_REDIRECTS} redirects"))

    def _next(self, address: WebAddress, location: str, named: WebAddress) -> WebAddress:
        """Give the address of a redirect; ports that nobody named are left alone."""
        there = follow(address, location)
        if there.port not in {*PORTS.values(), named.port}:
            raise Stopped(warn("R135", there.url, detail=f"a redirect to port {there.port}"))
        return there

    def _obey(self, address: WebAddress) -> None:
        """Raise `Stopped` where the site's robots.txt does not allow an address (R131) or cannot be had.

        It is fetched once a run; what was in the way of it is in the way of every page there.
        """
        if address.origin not in self._rules:
            try:
                self._rules[address.origin] = self._robots(address)
            except Stopped as stop:
                self._rules[address.origin] = stop.warning
        rules = self._rules[address.origin]
        if isinstance(rules, Warn):
            raise Stopped(replace(rules, where=address.url))
        if (refusal := rules.refusal(address.url)) is not None:
            raise Stopped(warn("R131", address.url, rule=refusal))

    def _robots(self, site: WebAddress) -> Rules:
        """Fetch the rules of a site. None are there (4xx): all is allowed. It cannot say (5xx, busy): nothing is."""
        address = site._replace(target="/robots.txt")
        for _ in range(MAX_REDIRECTS + 1):
            found = self._ask(address, MAX_ROBOTS)
            found.response.close()
            location = found.headers.get("Location")
            if found.status in _REDIRECTS and location:
                address = self._next(address, location, site)
            elif 200 <= found.status < 300:
                if found.truncated not in (None, "length"):
                    return Rules.closed(found.cut)
                return Rules.of(found.body, found.headers.get("Content-Encoding", ""))
            elif 400 <= found.status < 500 and found.status not in _BUSY:
                return Rules()
            else:
                return Rules.closed(f"the server answered {found.status}")
        return Rules()  # by the standard, a longer chain of redirects counts as no robots.txt

    def _ask(self, address: WebAddress, keep: int = 0) -> Exchange:
        """Ask once, when the host may be asked again; raises `Stopped` (R130, R134)."""
        if (left := self._free.get(address.host, 0.0) - time.monotonic()) > 0:
            self._sleep(left)
        rules = self._rules.get(address.origin)
        pause = max(self.wait, rules.delay if isinstance(rules, Rules) else 0.0)
        deadline = Deadline(self.timeout)
        try:
            found = ask(
                address,
                self._checked(address, deadline),
                self._headers(address),
                deadline=deadline,
                max_size=keep + HEAD_LIMIT if keep else self.max_size,
                context=self._context,
                keep=keep,
            )
            after = found.headers.get("Retry-After", "")
            if found.status in _BUSY and after.isdecimal():
                pause = max(pause, min(float(after[:9]), MAX_DELAY))
        finally:
            self._free[address.host] = time.monotonic() + pause
        return found

    def _checked(self, address: WebAddress, deadline: Deadline) -> list[str]:
        """Give the IP addresses of a host, looked up now; raises `Stopped` (R130) when one of them is not public."""
        if address.is_ip:
            ips = [address.host]
        else:
            try:
                ips = list(self._resolver(address.host, address.port, deadline.left()))
            except OSError as problem:
                detail = f"{address.host} is not found ({problem.strerror or problem})"
                raise Stopped(warn("R134", address.url, detail=detail)) from problem
        for ip in ips:
            if (kind := self._check(ip)) is not None:
                host = ip if address.is_ip else f"{address.host} ({ip})"
                raise Stopped(warn("R130", address.url, host=host, kind=kind))
        return [str(ipaddress.ip_address(ip)) for ip in ips]

    def _headers(self, address: WebAddress) -> dict[str, str]:
        """Say who asks for what, and nothing else: no cookies, no page that we come from, no packing."""
        return {
            "Host": address.place,
            "User-Agent": self.agent,
            "Accept": _ACCEPT,
            "Accept-Language": "ar,*;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }


def _verdict(found: Exchange, named: WebAddress) -> tuple[bool, Warn | None]:
    """Give whether an answer is a page, and the warning about it."""
    if not 200 <= found.status < 300:
        words = responses.get(found.status, "")  # the server's own words are not repeated
        return False, warn("R132", named.url, status=f"{found.status} {words}".strip())
    if found.truncated:
        return True, warn("R133", named.url, detail=found.cut)
    return True, None
