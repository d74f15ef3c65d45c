"""Which IP addresses are asked: only those of the public Internet; a name is looked up, and all it gives is checked.

A page that a person names may lead anywhere, by a redirect or by the DNS of its owner: to this machine, to the printer
of the office, to the service of a cloud that hands out its keys. None of these is ever asked.
"""

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any

Resolver = Callable[[str, int, float], Sequence[str]]
"""Gives the IP addresses of a host, for a port, within some seconds; raises OSError (TimeoutError) otherwise."""
Check = Callable[[str], str | None]
"""Says why an IP address is not asked, or None."""

_PRIVATE, _DOCUMENTS = "an address in a private network", "an address for examples"
# From the registries of special-purpose addresses of IANA, with what these leave to others.
_V4 = {
    "0.0.0.0/8": "no address of a host",
    "10.0.0.0/8": _PRIVATE,
    "100.64.0.0/10": "an address behind the NAT of a carrier",
    "127.0.0.0/8": "this machine",
    "168.63.129.16/32": "a service inside a cloud",
    "169.254.0.0/16": "a link-local address, where clouds keep their keys",
    "172.16.0.0/12": _PRIVATE,
    "192.0.0.0/24": "an address for protocols",
    "192.0.2.0/24": _DOCUMENTS,
    "192.88.99.0/24": "a relay of 6to4",
    "192.168.0.0/16": _PRIVATE,
    "198.18.0.0/15": "an address for benchmarks",
    "198.51.100.0/24": _DOCUMENTS,
    "203.0.113.0/24": _DOCUMENTS,
    "224.0.0.0/4": "a multicast address",
    "240.0.0.0/4": "a reserved address",
}
_V6 = {
    "::/128": "no address of a host",
    "::1/128": "this machine",
    "::ffff:0:0/96": "an IPv4 address in the clothes of IPv6",
    "2001::/23": "an address for protocols",
    "2001:db8::/32": _DOCUMENTS,
    "2002::/16": "an IPv4 address in the clothes of 6to4",
    "3fff::/20": _DOCUMENTS,
    "fc00::/7": _PRIVATE,
    "fe80::/10": "a link-local address",
    "ff00::/8": "a multicast address",
}
_RANGES = [(ipaddress.ip_network(block), kind) for table in (_V4, _V6) for block, kind in table.items()]
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def not_public(address: str) -> str | None:
    """Say what an IP address is where it is none of the public Internet; None when it is public.

    In networks that know only IPv6, a host of IPv4 has an address of NAT64 with its own in it: that one is judged.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None:
            return "an address of one network card"
        if ip in _NAT64:
            return not_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)))
    for block, kind in _RANGES:
        if ip.version == block.version and ip in block:
            return kind
    if not ip.is_global or (ip.version == 6 and ip not in _PUBLIC_V6):
        return "not a public address"
    return None


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """Ask the system for all IP addresses of a host, in its order; raises OSError when there is none in time.

    The system's own call knows no limit of time, so it runs in a thread that is left behind when it is late.
    """
    answers: queue.SimpleQueue[list[Any] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as problem:
            answers.put(problem)

    threading.Thread(target=ask, daemon=True, name="riwaya-dns").start()
    try:
        found = answers.get(timeout=max(0.0, seconds))
    except queue.Empty:
        raise TimeoutError("the name was not found in time") from None
    if isinstance(found, OSError):
        raise found
    if isinstance(found, UnicodeError):
        raise OSError("no name of a host") from found
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
