"""The client on loopback: polite, and safe from whatever a server does."""

import gzip
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from fetch.served import AGENT, HOST, PAGE, Names, Site, answer, client, only_loopback, redirect
from riwaya.fetch import Client, Outcome
from riwaya.fetch.client import MAX_REDIRECTS
from riwaya.fetch.wire import Exchange

LOGIN = "/login"


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as one:
        yield one


class Kept(list[Exchange]):
    """What a client hands over to be kept, with the bytes of each answer."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []

    def __call__(self, found: Exchange) -> None:
        found.response.seek(0)
        self.raw.append(found.response.read()[: found.received])
        self.append(found)


def fetched(url: str, **more: object) -> tuple[Outcome, Kept]:
    kept = Kept()
    (outcome,) = client(**more).fetch([url], kept)
    return outcome, kept


def code(outcome: Outcome) -> str | None:
    return outcome.warning.code if outcome.warning else None


def words(outcome: Outcome) -> str:
    assert outcome.warning is not None
    return outcome.warning.message


def test_a_page_is_kept_byte_for_byte(site: Site) -> None:
    site.answers["/a"] = answer(PAGE, x_odd="  two  words ", server="s")
    outcome, kept = fetched(site.url("/a"))
    assert outcome == Outcome(site.url("/a"), page=True)
    assert kept.raw == [site.answers["/a"]]
    assert kept[0].request == site.asked[1]
    assert (kept[0].ip, kept[0].status, kept[0].truncated) == ("127.0.0.1", 200, None)


def test_it_says_who_asks_and_nothing_of_the_person(site: Site) -> None:
    site.answers["/"] = answer(set_cookie="id=1")
    list(client().fetch([site.url("/"), site.url("/?2")], lambda _: None))
    for request in site.asked:
        head = dict(line.split(": ", 1) for line in request.decode().strip().split("\r\n")[1:])
        assert head["User-Agent"] == AGENT
        assert head["Host"] == f"{HOST}:{site.port}"
        assert set(head) == {
            "Host",
            "User-Agent",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Connection",
        }


def test_each_address_is_asked_for_once(site: Site) -> None:
    site.answers["/"] = answer()
    twice = [site.url("/"), site.url("/").upper().replace("HTTP", "http"), site.url("/#a")]
    assert len(list(client().fetch(twice, lambda _: None))) == 1
    assert site.paths == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    "status", ["404 Not Found", "403 No", "500 Oops", "304 Not Modified", "302 Found", "410 "]
)
def test_a_status_that_is_no_page_is_said_and_kept(site: Site, status: str) -> None:
    site.answers["/"] = answer("لا شيء" if status[0] != "3" else "", status)
    outcome, kept = fetched(site.url("/"))
    assert (outcome.page, code(outcome)) == (False, "R132")
    assert status[:3] in words(outcome)
    assert kept.raw == [site.answers["/"]]


def test_redirects_are_followed_and_each_is_kept(site: Site) -> None:
    site.answers["/1"] = redirect("/2", "301 Moved Permanently")
    site.answers["/2"] = redirect(f"//other.example:{site.port}/خبر")
    site.answers["/%D8%AE%D8%A8%D8%B1"] = answer()
    outcome, kept = fetched(site.url("/1"))
    assert outcome.page
    assert [found.status for found in kept] == [301, 302, 200]
    assert [found.address.host for found in kept] == [HOST, HOST, "other.example"]
    # The rules of the other host are asked for before its page.
    assert site.paths == ["/robots.txt", "/1", "/2", "/robots.txt", "/%D8%AE%D8%A8%D8%B1"]


def test_redirects_come_to_an_end(site: Site) -> None:
    for n in range(10):
        site.answers[f"/{n}"] = redirect(f"/{n + 1}")
    outcome, kept = fetched(site.url("/0"))
    assert (code(outcome), len(kept)) == ("R134", MAX_REDIRECTS + 1)
    site.answers["/a"], site.answers["/b"] = redirect("/b"), redirect("/a")
    outcome, kept = fetched(site.url("/a"))
    assert (code(outcome), len(kept)) == ("R134", 2)
    assert "circle" in words(outcome)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("http://169.254.169.254/latest/meta-data/", "R130"),
        ("http://127.0.0.2:{port}/", "R130"),
        ("http://[::1]:{port}/", "R130"),
        ("http://[::ffff:127.0.0.1]:{port}/", "R130"),
        ("http://10.0.0.1/", "R130"),
        ("http://inside.example:{port}/", "R130"),
        ("http://0x7f000001:{port}/", "R135"),
        ("http://good.example@127.0.0.1:{port}/", "R135"),
        ("http://news.example:22/", "R135"),
        ("file:///etc/passwd", "R135"),
        ("gopher://127.0.0.1:{port}/", "R135"),
        ("http://nowhere.example/", "R134"),
    ],
)
def test_a_redirect_leads_nowhere_inside(site: Site, location: str, expected: str) -> None:
    site.answers["/"] = redirect(location.format(port=site.port))
    names = Names(**{"inside.example": ["8.8.8.8", "192.168.1.1"]})
    outcome, kept = fetched(site.url("/"), resolver=names)
    assert (outcome.page, code(outcome), len(kept)) == (False, expected, 1)
    assert site.paths == ["/robots.txt", "/"]
    assert outcome.warning
    assert outcome.warning.where.startswith(f"{site.url('/')} > ")


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.1.2.3", "::1", "169.254.169.254", "::ffff:8.8.8.8", "fe80::1%2"]
)
@pytest.mark.parametrize("first", [True, False])
def test_a_host_with_one_inner_address_is_never_asked(site: Site, ip: str, first: bool) -> None:
    names = Names(**{HOST: [ip, "8.8.8.8"] if first else ["8.8.8.8", ip]})
    outcome, kept = fetched(site.url("/"), resolver=names, check=Client(AGENT)._check)
    assert (code(outcome), kept, site.asked) == ("R130", [], [])
    assert HOST in words(outcome)
    assert ip in words(outcome)


def test_loopback_is_refused_by_the_client_as_users_have_it(site: Site) -> None:
    for host in ("127.0.0.1", "localhost", "[::1]"):
        (outcome,) = Client(AGENT).fetch([f"http://{host}:{site.port}/"], lambda _: None)
        assert code(outcome) in ("R130", "R134")
    assert site.asked == []


def test_a_name_that_changes_between_looks_leads_nowhere(site: Site) -> None:
    site.answers["/"] = answer()

    class Turning(Names):
        def __call__(self, host: str, port: int, seconds: float) -> list[str]:
            super().__call__(host, port, seconds)
            return ["127.0.0.1"] if len(self.asked) == 1 else ["127.0.0.3"]

    names = Turning()
    outcome, kept = fetched(site.url("/"), resolver=names)
    assert (code(outcome), kept) == ("R130", [])
    assert names.asked == [
        HOST,
        HOST,
    ]  # once for robots.txt, once for the page, and what was checked is asked


def test_the_next_address_is_tried_where_one_is_dead(site: Site) -> None:
    site.answers["/"] = answer()
    names = Names(**{HOST: ["127.0.0.9", "127.0.0.1"]})
    outcome, kept = fetched(site.url("/"), resolver=names, check=lambda _: None)
    assert outcome.page
    assert kept[0].ip == "127.0.0.1"


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9/")
    site.answers["/"] = answer()
    assert fetched(site.url("/"))[0].page


# What servers do to a client


def drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(100):
        connection.sendall(b"a")
        time.sleep(0.05)


def endless(head: bytes, block: bytes) -> object:
    def send(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(20_000):
            connection.sendall(block)

    return send


def silent(connection: socket.socket) -> None:
    time.sleep(3)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


def test_a_byte_now_and_then_ends_with_the_time(site: Site) -> None:
    site.answers["/"] = drip
    begun = time.monotonic()
    outcome, kept = fetched(site.url("/"), timeout=0.4)
    assert time.monotonic() - begun < 2
    assert (outcome.page, code(outcome), kept[0].truncated) == (True, "R133", "time")
    assert kept.raw[0].startswith(b"HTTP/1.1 200 OK\r\n\r\naa")
    assert kept[0].payload is None


@pytest.mark.parametrize(
    "made",
    [endless(HEAD + b"\r\n", b"a" * 65536), endless(CHUNKS, b"10000\r\n" + b"a" * 65536 + b"\r\n"),
     endless(HEAD + b"Content-Length: 99999999999999999999999\r\n\r\n", b"a" * 65536),
     endless(CHUNKS, b"1\r\na\r\n" * 1000), endless(CHUNKS + b"FFFFFFFFFFFFFFF\r\n", b"a" * 65536)],
)  # fmt: skip
def test_a_body_without_end_ends_with_the_size(site: Site, made: object) -> None:
    site.answers["/"] = made  # type: ignore[assignment]
    outcome, kept = fetched(site.url("/"), max_size=300_000)
    assert (outcome.page, code(outcome), kept[0].truncated) == (True, "R133", "length")
    assert kept[0].received == len(kept.raw[0]) == 300_000


def test_a_body_of_exactly_the_limit_is_whole(site: Site) -> None:
    for head in (HEAD + b"\r\n", HEAD + b"Content-Length: 5000\r\n\r\n"):
        raw = head + b"a" * 5000
        site.answers["/"] = raw
        outcome, kept = fetched(site.url("/"), max_size=len(raw))
        assert (outcome.warning, kept.raw) == (None, [raw])
        assert fetched(site.url("/"), max_size=len(raw) - 1)[1][0].truncated == "length"


def test_what_says_that_it_is_too_large_is_not_downloaded(site: Site) -> None:
    site.answers["/"] = endless(HEAD + b"Content-Length: 400000000\r\n\r\n", b"a" * 65536)  # type: ignore[assignment]
    outcome, kept = fetched(site.url("/"), max_size=1_000_000)
    assert (code(outcome), kept[0].truncated) == ("R133", "length")
    assert "381.5 MB" in words(outcome)
    assert kept[0].received < 200_000


@pytest.mark.parametrize(
    "made",
    [
        endless(b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"a" * 1000 + b"\r\n"),
        endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 65536),
        endless(b"HTTP/1.1 200 OK\r\n", b" folded\r\n"),
        endless(b"HTTP/1.1 ", b"2" * 65536),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        endless(b"", b"\r\n" * 100),
        b"<html>no headers at all</html>",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"SSH-2.0-OpenSSH_9\r\n",
        b"\x16\x03\x01\x00\x00",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
        b"",
    ],
)
def test_what_is_no_http_is_no_answer(site: Site, made: object) -> None:
    site.answers["/"] = made  # type: ignore[assignment]
    begun = time.monotonic()
    outcome, kept = fetched(site.url("/"), timeout=5)
    assert (outcome.page, code(outcome), kept) == (False, "R134", [])
    assert time.monotonic() - begun < 4


def test_silence_ends_with_the_time(site: Site) -> None:
    site.answers["/robots.txt"] = answer("")
    site.answers["/"] = silent
    begun = time.monotonic()
    outcome, kept = fetched(site.url("/"), timeout=0.3)
    assert (code(outcome), kept) == ("R134", [])
    assert time.monotonic() - begun < 2
    assert "0.3 s" in words(outcome)


def test_nobody_there(site: Site) -> None:
    with Site() as gone:
        url = gone.url("/")
    outcome, _ = fetched(url)
    assert (code(outcome), "refused" in words(outcome)) == ("R134", True)
    outcome, _ = fetched("http://nowhere.example/")
    assert "nowhere.example is not found" in words(outcome)


@pytest.mark.parametrize(
    ("raw", "truncated"),
    [
        (HEAD + b"Content-Length: 100\r\n\r\nshort", "disconnect"),
        (CHUNKS + b"64\r\nshort", "disconnect"),
        (CHUNKS + b"5\r\nshort\r\n", "disconnect"),
        (CHUNKS + b"5\r\nshort\r\nXX\r\n", "unspecified"),
    ],
)
def test_what_breaks_off_is_kept_as_far_as_it_came(site: Site, raw: bytes, truncated: str) -> None:
    site.answers["/"] = raw
    outcome, kept = fetched(site.url("/"))
    assert (outcome.page, code(outcome), kept[0].truncated) == (True, "R133", truncated)
    assert kept.raw == [raw]


@pytest.mark.parametrize(
    "raw", [HEAD + b"Content-Length: 5\r\n\r\nshort", CHUNKS + b"5\r\nshort\r\n0\r\nX: y\r\n\r\n"]
)
def test_what_comes_after_the_end_is_no_part_of_the_answer(site: Site, raw: bytes) -> None:
    site.answers["/"] = raw + b"HTTP/1.1 200 OK\r\n\r\nsmuggled"
    outcome, kept = fetched(site.url("/"))
    assert (outcome.warning, kept.raw) == (None, [raw])


@pytest.mark.parametrize("packed", [gzip.compress(b"\0" * 50_000_000, mtime=0), b"\x1f\x8b\x08garbage"])
def test_a_packed_body_is_never_unpacked(site: Site, packed: bytes) -> None:
    site.answers["/"] = answer(packed, content_encoding="gzip")
    outcome, kept = fetched(site.url("/"), max_size=100_000)
    assert (outcome.page, outcome.warning, kept.raw) == (True, None, [site.answers["/"]])


def test_a_wait_that_the_server_asks_for_is_kept_up_to_a_bound(site: Site) -> None:
    slept: list[float] = []
    site.answers["/1"] = answer("", "429 Too Many Requests", retry_after="7")
    site.answers["/2"] = answer("", "503 Busy", retry_after="99999999999999999999")
    site.answers["/3"] = answer("", "200 OK", retry_after="9")
    site.answers["/4"] = answer("")
    list(
        client(wait=1.0, sleep=slept.append).fetch([site.url(f"/{n}") for n in (1, 2, 3, 4)], lambda _: None)
    )
    assert [round(one) for one in slept] == [1, 7, 30, 1]


def test_hosts_take_turns_while_one_is_left_alone(site: Site) -> None:
    urls = [site.url("/1"), site.url("/2"), site.url("/3", "other.example"), site.url("/4", "other.example")]
    done = [o.url for o in client(wait=1.0, sleep=lambda _: None).fetch(urls, lambda _: None)]
    assert done == [urls[0], urls[2], urls[1], urls[3]]


def test_a_warning_names_the_address_as_it_was_written(site: Site) -> None:
    written = f"{site.url('/خبر')}#top"
    outcome, _ = fetched(f"  {written}\n")
    assert outcome.warning
    assert (outcome.url, outcome.warning.where) == (written, written)


def test_an_address_that_is_none_costs_only_itself(site: Site) -> None:
    site.answers["/"] = answer()
    outcomes = list(client().fetch(["news.example", site.url("/")], lambda _: None))
    assert [(code(o), o.page) for o in outcomes] == [("R135", False), (None, True)]


def test_trouble_in_keeping_stops_everything(site: Site) -> None:
    site.answers["/"] = answer()

    def full(_: Exchange) -> None:
        raise RuntimeError("no space")

    with pytest.raises(RuntimeError):
        list(client().fetch([site.url("/")], full))


# TLS


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for news.example that vouches for itself."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", folder / "key", "-out", folder / "cert", "-days", "2", "-subj", "/CN=x",
         "-addext", f"subjectAltName=DNS:{HOST}"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def secure(authority: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority / "cert", authority / "key")
    with Site(context) as one:
        yield one


def test_tls_checks_the_certificate_for_the_name(secure: Site, authority: Path) -> None:
    secure.answers["/"] = answer()
    trusted = ssl.create_default_context(cafile=str(authority / "cert"))
    outcome, kept = fetched(secure.url("/"), context=trusted)
    assert (outcome.page, kept.raw) == (True, [secure.answers["/"]])
    for url, context in ((secure.url("/", "other.example"), trusted), (secure.url("/"), None)):
        asked = len(secure.asked)
        outcome, _ = fetched(url, context=context)
        assert (code(outcome), "certificate" in words(outcome)) == ("R134", True)
        assert len(secure.asked) == asked


def test_tls_on_a_port_that_speaks_none(site: Site) -> None:
    outcome, _ = fetched(site.url("/").replace("http:", "https:"), timeout=2)
    assert code(outcome) == "R134"


def test_a_handshake_without_end_ends_with_the_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        begun = time.monotonic()
        outcome, _ = fetched(f"https://{HOST}:{server.getsockname()[1]}/", timeout=0.4)
        assert (code(outcome), time.monotonic() - begun < 2) == ("R134", True)


def test_an_interrupt_goes_through(site: Site) -> None:
    def stop(_: float) -> None:
        raise KeyboardInterrupt

    site.answers["/"] = answer()
    with pytest.raises(KeyboardInterrupt):
        list(client(wait=1.0, sleep=stop).fetch([site.url("/")], lambda _: None))


def test_only_loopback_is_allowed_by_the_hook_of_tests() -> None:
    assert only_loopback("127.0.0.1") is None
    assert only_loopback("127.0.0.2")
    with suppress(KeyError):
        assert "check" not in Client.fetch.__annotations__
