"""A web address as people write it becomes one that can be asked, or is refused: nothing is guessed.

Programs disagree about odd addresses, and the gap between two readings is where tricks live
(``http://good.example@127.0.0.1/``, ``http://0x7f.1/``, backslashes). So only what has one reading is taken.
"""

import ipaddress
import re
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urljoin

import idna
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from riwaya.errors import warn
from riwaya.model import Warn

MAX_URL = 8192
"""Characters of an address; servers refuse longer ones too."""
PORTS = {"http": 80, "https": 443}

_PARTS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<place>[^/?#]*)(?P<rest>[^#]*)", re.IGNORECASE)
_PLACE = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^:\[\]%@\s]+)(?::(?P<port>[0-9]{0,5}))?", re.IGNORECASE)
# Names of hosts have no underscore by the book; those that real sites use do.
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


class Stopped(Exception):  # noqa: N818 - a refusal is no error of the program
    """An address is not fetched, or not wholly; `warning` says why."""

    def __init__(self, warning: Warn) -> None:
        super().__init__(warning.message)
        self.warning = warning


class WebAddress(NamedTuple):
    """An address that can be asked: `host` is in ASCII, lower case, without brackets; `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_ip(self) -> bool:
        """Tell whether the host is an IP address and no name."""
        return ":" in self.host or _NUMBER.fullmatch(self.host.rpartition(".")[2]) is not None

    @property
    def place(self) -> str:
        """Give host and port as the header ``Host`` has them: the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Give what one robots.txt holds for: scheme, host and port."""
        return f"{self.scheme}://{self.place}"

    @property
    def url(self) -> str:
        """Write the address, in ASCII."""
        return self.origin + self.target


def parse(url: str) -> WebAddress:
    """Take an address apart; raises `Stopped` (R135) for what is none, or could be read in two ways.

    Arabic and other letters are taken as browsers take them: host names by IDNA (UTS 46), path and query as UTF-8
    with ``%``. The fragment is left out.
    """
    text = url.strip()
    shown = _CONTROL.sub("\ufffd", text)[:200]
    if len(text) > MAX_URL:
        raise _refused(shown, f"over {MAX_URL:,} characters")
    if _CONTROL.search(text):
        raise _refused(shown, "control characters in it")
    if "\\" in text:
        raise _refused(shown, "a backslash in it")
    parts = _PARTS.match(text)
    if parts is None:
        raise _refused(shown, "no http:// or https:// before it")
    scheme = parts["scheme"].lower()
    if scheme not in PORTS:
        raise _refused(shown, f"only http and https are fetched, not {scheme}")
    if "@" in parts["place"]:
        raise _refused(shown, "a user name in it")
    place = _PLACE.fullmatch(parts["place"])
    if place is None:
        raise _refused(shown, "no host that can be read")
    port = int(place["port"] or PORTS[scheme])
    if not 0 < port < 65536:
        raise _refused(shown, f"no port {port}")
    host = _host(place["host"], shown)
    try:
        target = parse_url(f"{scheme}://host{parts['rest']}").request_uri
    except (LocationParseError, UnicodeError) as problem:
        raise _refused(shown, "a path that cannot be read") from problem
    return WebAddress(scheme, host, port, target)


def follow(base: WebAddress, location: str) -> WebAddress:
    """Give where a redirect leads; raises `Stopped` (R135) where that cannot be asked.

    Headers come as Latin-1; those that are UTF-8 in truth (sites with Arabic paths send them so) are read as that.
    """
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    location = location.strip()
    if "\\" in location or len(location) > MAX_URL:
        return parse(location)  # which refuses it: joined to the base, it might look harmless
    try:
        return parse(urljoin(base.url, location))
    except ValueError as problem:
        raise _refused(_CONTROL.sub("\ufffd", location)[:200], "a redirect that cannot be read") from problem


def _host(written: str, shown: str) -> str:
    """Normalise a host: a name in ASCII and lower case without its last dot, or an IP address in its usual form."""
    if written[0] == "[":
        try:
            return str(ipaddress.IPv6Address(written[1:-1]))
        except ValueError as problem:
            raise _refused(shown, "no IPv6 address in its brackets") from problem
    name = written.lower()
    if not name.isascii():
        try:
            name = idna.encode(written, uts46=True).decode("ascii").lower()
        except UnicodeError as problem:  # idna's errors are UnicodeErrors
            raise _refused(shown, "no name of a host") from problem
    name = name.removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        # One number, octal or hexadecimal parts, fewer than four: read differently by different programs.
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError as problem:
            raise _refused(shown, "an IP address that is not four plain numbers") from problem
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused(shown, "no name of a host")
    return name


def _refused(shown: str, why: str) -> Stopped:
    return Stopped(warn("R135", shown, detail=why))
