"""Web addresses: one reading or none."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.fetch.urls import Stopped, WebAddress, follow, parse


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://news.example", "https://news.example/"),
        ("  HTTPS://NEWS.Example./a#b ", "https://news.example/a"),
        ("http://news.example:80/?q=1", "http://news.example/?q=1"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("http://news.example:/", "http://news.example/"),
        ("http://news.example/اخبار/حريق?ص=١", "http://news.example/%D8%A7%D8%AE%D8%A8%D8%A7%D8%B1/%D8%AD%D8%B1%D9%8A%D9%82?%D8%B5=%D9%A1"),
        ("http://news.example/%d8%a7 b", "http://news.example/%D8%A7%20b"),
        ("http://news.example/a/../../b/./c", "http://news.example/b/c"),
        ("http://المنارة.مثال/", "http://xn--mgbag5a1ggh.xn--mgbh0fb/"),
        ("http://xn--mgbag5a1ggh.xn--mgbh0fb/", "http://xn--mgbag5a1ggh.xn--mgbh0fb/"),
        ("http://BÜCHER.example/", "http://xn--bcher-kva.example/"),
        ("http://my_site.example/", "http://my_site.example/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:0:0:0:0:0:1]:8080/", "http://[2606:4700::1]:8080/"),
        ("http://news.example/a@b", "http://news.example/a@b"),
        ("http://news.example?u=http://127.0.0.1/", "http://news.example/?u=http://127.0.0.1/"),
    ],
)  # fmt: skip
def test_addresses_become_one_form(written: str, url: str) -> None:
    found = parse(written)
    assert found.url == url
    assert parse(found.url) == found


@pytest.mark.parametrize(
    "written",
    [
        "", "news.example", "//news.example/", "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)",
        "http:/news.example", "http://", "http:///a", "http://user@news.example/", "http://good.example@127.0.0.1/",
        "http://good.example:80@127.0.0.1/", "http://@127.0.0.1/", "http://good.example\\@127.0.0.1/",
        "http:\\\\127.0.0.1/", "http://a.example/\\..\\b", "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1.1/", "http://1.2.3.256/", "http://a.1/", "http://0/",
        "http://a.0x/", "http://[::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[::1", "http://::1/", "http://[1.2.3.4]/",
        "http://news.example:0/", "http://news.example:65536/", "http://news.example:99999999/", "http://news.example:x/",
        "http://news..example/", "http://news.example../", "http://-news.example/", "http://%31%32%37.0.0.1/",
        "http://news.example%00.evil.example/", "http://news\u0000.example/", "http://news.example/a\nb",
        "http://news.example/a\r\nHost: x", "http://ne ws.example/", "http://a\u2028b.example/", "http://\u202e.example/",
        "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://news.example/" + "a" * 9000,
        "http://news.example/\ud800", "http://.example/", "http://news.example;@evil/", "http://a,b.example/",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_refused(written: str) -> None:
    with pytest.raises(Stopped) as stopped:
        parse(written)
    assert stopped.value.warning.code == "R135"
    assert stopped.value.warning.where.isprintable() or not stopped.value.warning.where.isascii()


def test_letters_that_look_like_digits_do_not_hide_an_address() -> None:
    assert parse("http://１２７.０.０.１/").host == "127.0.0.1"
    assert parse("http://127。0。0。1/").is_ip
    assert parse("http://ⓝews.example/").host == "news.example"


@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_written_gives_a_plain_address_or_a_refusal(place: str, rest: str) -> None:
    try:
        found = parse(f"http://{place}/{rest}")
    except Stopped:
        return
    assert found.url.isascii()
    assert not set(found.url) & set(" \t\r\n\\")
    assert not set(found.host) & set("@%/?#[]")
    assert found.host == found.host.lower()
    assert parse(found.url) == found
    if found.is_ip:
        ipaddress.ip_address(found.host)


@given(st.integers(0, 2**32 - 1))
def test_an_ip_address_has_one_form(number: int) -> None:
    plain = str(ipaddress.IPv4Address(number))
    assert parse(f"http://{plain}/") == WebAddress("http", plain, 80, "/")
    for odd in (str(number), hex(number), f"0{oct(number)[2:]}", plain.replace(".", ".0", 1)):
        with pytest.raises(Stopped):
            parse(f"http://{odd}/")


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://news.example/b"),
        ("b?c", "https://news.example/x/b?c"),
        ("//other.example/", "https://other.example/"),
        (" http://other.example/ ", "http://other.example/"),
        ("#top", "https://news.example/x/a"),
        ("/خبر".encode().decode("latin-1"), "https://news.example/%D8%AE%D8%A8%D8%B1"),
        ("/caf\xe9", "https://news.example/caf%C3%A9"),
    ],
)
def test_redirects_lead_where_browsers_go(location: str, url: str) -> None:
    assert follow(parse("https://news.example/x/a"), location).url == url


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://other.example/", "/\\evil.example", "\\\\evil.example\\a", "http://u:p@a.example/",
     "http://[::1/", "http://[x]/", "http://0x7f000001/", "javascript:1", "http://a.example/" + "b" * 9000],
)  # fmt: skip
def test_redirects_to_odd_places_are_refused(location: str) -> None:
    with pytest.raises(Stopped) as stopped:
        follow(parse("https://news.example/x/a"), location)
    assert stopped.value.warning.code == "R135"
