"""Which IP addresses are asked: whatever the address, none that is not of the public Internet."""

import ipaddress
import socket
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from riwaya.fetch.addresses import look_up, not_public

NOT_V4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
]  # fmt: skip
NOT_V6 = [
    "::/128", "::1/128", "::ffff:0:0/96", "::/96", "100::/64", "64:ff9b:1::/48", "2001::/23", "2001:db8::/32",
    "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "fd00:ec2::254/128",
]  # fmt: skip


@pytest.mark.parametrize(
    "ip",
    ["8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "193.0.0.1",
     "169.253.255.255", "169.255.0.0", "223.255.255.255", "2606:4700::1", "2a00:1450:4001::1", "2001:200::1",
     "64:ff9b::808:808"],
)  # fmt: skip
def test_public_addresses_are_asked(ip: str) -> None:
    assert not_public(ip) is None


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "169.254.169.254", "100.100.100.200", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "fe80::1%eth0",
     "2002:808:808::1", "2001:0:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "2606::1%lo",
     "fec0::1", "255.255.255.255", "0.0.0.1", "127.1", "2130706433", "", "news.example", "0177.0.0.1"],
)  # fmt: skip
def test_others_are_not(ip: str) -> None:
    assert not_public(ip)


@pytest.mark.parametrize("block", [*NOT_V4, *NOT_V6])
@given(data=st.data())
def test_no_address_of_a_special_block_is_asked(block: str, data: st.DataObject) -> None:
    network = ipaddress.ip_network(block)
    offset = data.draw(st.integers(0, network.num_addresses - 1))
    for at in (0, offset, network.num_addresses - 1):
        assert not_public(str(network[at]))


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
@example(ipaddress.IPv4Address("192.31.196.1"))
def test_ipv4_is_as_global_as_the_standard_library_says_less_what_is_named(ip: ipaddress.IPv4Address) -> None:
    special = any(ip in ipaddress.ip_network(block) for block in NOT_V4)
    assert (not_public(str(ip)) is None) == (ip.is_global and not special)


@given(st.one_of(st.integers(0, 2**128 - 1), st.integers(2**125, 2**126 - 1)).map(ipaddress.IPv6Address))
def test_ipv6_is_asked_only_in_the_unicast_block(ip: ipaddress.IPv6Address) -> None:
    if not_public(str(ip)) is None:
        assert ip.is_global
        assert not ip.is_multicast
        assert str(ip)[0] in "23"
    elif ip in ipaddress.ip_network("2000::/3"):
        assert not ip.is_global or any(ip in ipaddress.ip_network(block) for block in NOT_V6)


@given(st.integers(0, 2**32 - 1))
def test_nat64_is_judged_by_the_address_in_it(number: int) -> None:
    inner = ipaddress.IPv4Address(number)
    outer = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + number)
    assert (not_public(str(outer)) is None) == (not_public(str(inner)) is None)


def test_a_name_gives_all_its_addresses_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def fake(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (ip, port)) for ip in ("8.8.8.8", "2606:4700::1", "8.8.8.8")]

    monkeypatch.setattr(socket, "getaddrinfo", fake)
    assert look_up("a.example", 80, 1) == ["8.8.8.8", "2606:4700::1"]


def test_a_name_that_is_not_found_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(2))
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        look_up("a.example", 80, 0.05)
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("problem", [socket.gaierror(-2, "no such name"), UnicodeError("label too long")])
def test_a_name_that_is_not_there_is_an_error_of_the_system(
    monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def fake(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(socket, "getaddrinfo", fake)
    with pytest.raises(OSError, match="name"):
        look_up("a.example", 80, 1)
