"""Web archives: pages with their addresses, what is passed over, and every way in which a record can be broken."""

import base64
import gzip
import hashlib
import io
import json
import random
import time
import zipfile
import zlib
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.archives import unpack, warc
from riwaya.read.files import one

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس وعلى متنها مئة راكب."
DATE = "2021-04-07T02:18:03Z"


def record(
    kind: str,
    block: bytes,
    url: str = "https://manara.example/1",
    *,
    holds: str = "application/http; msgtype=response",
    length: object = None,
    extra: str = "",
) -> bytes:
    """Make one record; `length` is what it claims, `extra` more lines of its header."""
    lines = (
        "WARC/1.1", f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:1>", f"WARC-Date: {DATE}",
        f"WARC-Target-URI: {url}", f"Content-Type: {holds}",
        f"Content-Length: {len(block) if length is None else length}",
    )  # fmt: skip
    return ("\r\n".join(lines) + "\r\n" + extra + "\r\n").encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, status: str = "200 OK", holds: str = "text/plain; charset=utf-8", extra: str = ""
) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {holds}\r\n{extra}\r\n".encode() + body


def page(number: int, **more: str) -> bytes:
    """Make the record of a page that was answered."""
    return record("response", answer(f"{TEXT} {number}".encode(), **more), f"https://manara.example/{number}")


def said(found: Iterable[Warn]) -> list[tuple[str, str]]:
    return [(warning.code, warning.where) for warning in found]


PAGES = [page(number) for number in range(4)]
PACKED = [gzip.compress(one_page, mtime=0) for one_page in PAGES]


@pytest.mark.parametrize("data", [b"".join(PAGES), b"".join(PACKED), gzip.compress(b"".join(PAGES), mtime=0)])
def test_pages_have_their_place_their_time_and_their_own_digest(data: bytes) -> None:
    found, warnings = read_bytes(data, "x")
    assert warnings == []
    assert [report.read_from for report in found] == ["x#1", "x#2", "x#3", "x#4"]
    assert [report.text for report in found] == [f"{TEXT} {number}" for number in range(4)]
    assert {report.fetched for report in found} == {DATE}
    assert found[0].sha256 == hashlib.sha256(f"{TEXT} 0".encode()).hexdigest()


@pytest.mark.parametrize("name", ["ZstdWriter", "Lz4Writer"])
def test_other_packings(name: str) -> None:
    stream_io = pytest.importorskip("fastwarc.stream_io")
    out = io.BytesIO()
    for one_page in PAGES:
        part = io.BytesIO()
        with getattr(stream_io, name)(part) as pack:
            pack.write(one_page)
        out.write(part.getvalue())
    found, warnings = read_bytes(out.getvalue(), "x")
    assert warnings == []
    assert len(found) == 4


def test_what_stands_around_a_page_goes_in_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    source = made(
        record(
            "response",
            answer(b"<html>", holds='text/html; charset="Windows-1256"'),
            "<https://m.example/a/b>",
        ),
        "x",
    )
    source.reader = lambda inner: iter(seen.append((inner.name, dict(inner.around), inner.where)) or ())  # type: ignore[func-returns-value]
    assert list(warc.read(source)) == []
    around = {"url": "https://m.example/a/b", "charset": "windows-1256", "fetched": DATE}
    assert seen == [("b.html", around, "x#1")]


def test_what_is_passed_over_in_silence() -> None:
    quiet = (
        record("warcinfo", b"software: x\r\n", holds="application/warc-fields")
        + record("request", b"GET / HTTP/1.1\r\n\r\n", holds="application/http; msgtype=request")
        + record("metadata", b"a: b", holds="application/warc-fields")
        + record("response", b"20210407", "dns:m.example", holds="text/dns")
        + record("response", answer(b"\x89PNG\r\n", holds="image/png"))
        + record("response", answer(b"a {}", holds="text/css"))
        + record("response", answer(b"var a", holds="application/javascript; charset=utf-8"))
        + record("response", answer(b"User-agent: *"), "https://m.example/robots.txt")
        + record("resource", TEXT.encode(), "urn:text:https://m.example/1", holds="text/plain")
        + record("resource", b"log", "metadata://gnu.org/software/wget/warc/wget.log", holds="text/plain")
        + record("response", answer(b""))
    )
    assert read_bytes(quiet, "x") == ([], [])


def test_resources_and_texts_made_of_pages() -> None:
    data = record("resource", TEXT.encode(), holds="text/plain") + record(
        "conversion", TEXT.encode(), holds="text/plain"
    )
    found, warnings = read_bytes(data, "x")
    assert warnings == []
    assert [report.text for report in found] == [TEXT, TEXT]


def test_what_is_not_read_is_counted_and_said_once() -> None:
    data = b"".join(page(n, status="404 Not Found") for n in range(30))
    data += page(1, status="301 Moved") + page(2, status="no number") + record("revisit", b"")
    data += record("response", answer(b'{"a": 1}', holds="application/json")) + page(9)
    found, (warning,) = read_bytes(data, "x")
    assert [report.read_from for report in found] == ["x#35"]
    assert warning.where == "x"
    for words in (
        "30 answers with status 404",
        "1 answers with status 301",
        "no HTTP",
        "1 pages seen again",
        "1 without",
    ):
        assert words in warning.message


def test_a_page_that_is_not_what_its_digest_says() -> None:
    block = answer(TEXT.encode())
    sha1 = base64.b32encode(hashlib.sha1(block).digest()).decode()  # noqa: S324
    for digest, wrong in (
        (f"sha1:{sha1}", False),
        (f"sha256:{hashlib.sha256(block).hexdigest()}", False),
        ("sha1:" + "A" * 32, True),
        ("tiger:AAAA", False),
    ):
        data = PAGES[0] + record("response", block, extra=f"WARC-Block-Digest: {digest}\r\n")
        found, warnings = read_bytes(data, "x")
        assert len(found) == 2
        assert said(warnings) == ([("R128", "x#2")] if wrong else [])


def test_a_page_that_was_cut_when_it_was_taken() -> None:
    found, (warning,) = read_bytes(
        record("response", answer(TEXT.encode()), extra="WARC-Truncated: length\r\n"), "x"
    )
    assert len(found) == 1
    assert "1 pages are cut" in warning.message


def chunks(body: bytes, size: int = 20, tail: bytes = b"0\r\n\r\n") -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts) + tail


BODY = TEXT.encode()
RAW = zlib.compress(BODY)[2:-4]
GZIP, CHUNKED = "Content-Encoding: gzip\r\n", "Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    ("body", "extra"),
    [
        (gzip.compress(BODY, mtime=0), GZIP),
        (gzip.compress(BODY, mtime=0), "Content-Encoding: x-gzip\r\n"),
        (zlib.compress(BODY), "Content-Encoding: deflate\r\n"),
        (RAW, "Content-Encoding: deflate\r\n"),
        (chunks(BODY), CHUNKED),
        (chunks(BODY, tail=b""), CHUNKED),
        (chunks(gzip.compress(BODY, mtime=0)), CHUNKED + GZIP),
        (gzip.compress(gzip.compress(BODY), mtime=0), "Content-Encoding: gzip, gzip\r\n"),
        (BODY, CHUNKED),
        (BODY, GZIP),
        (BODY, "Content-Encoding: zstd\r\n"),
        (BODY, "Content-Encoding: utf-8\r\n"),
    ],
)
def test_encodings_are_undone_and_lies_about_them_do_no_harm(body: bytes, extra: str) -> None:
    found, warnings = read_bytes(record("response", answer(body, extra=extra)) + PAGES[1], "x")
    assert warnings == []
    assert [report.text for report in found] == [TEXT, f"{TEXT} 1"]


def test_brotli() -> None:
    brotli = pytest.importorskip("brotli")
    for body in (brotli.compress(BODY), b"<p>"):
        data = record("response", answer(body, extra="Content-Encoding: br\r\n")) + PAGES[1]
        assert f"{TEXT} 1" in [report.text for report in read_bytes(data, "x")[0]]


@pytest.mark.parametrize(
    ("body", "extra", "code"),
    [
        (gzip.compress(bytes(50_000_000), mtime=0), GZIP, "R115"),
        (
            gzip.compress(gzip.compress(bytes(50_000_000), mtime=0)),
            "Content-Encoding: gzip, gzip\r\n",
            "R115",
        ),
        (gzip.compress(BODY * 99, mtime=0)[:-30], GZIP, "R109"),
        (b"ffffffff\r\nabc\r\n", CHUNKED, "R109"),
        (b"5\r\nabcdeXX5\r\n" + b"x" * 2000, CHUNKED, "R109"),
    ],
)
def test_bombs_and_broken_encodings(body: bytes, extra: str, code: str) -> None:
    started = time.perf_counter()
    found, warnings = read_bytes(record("response", answer(body, extra=extra)) + PAGES[1], "x")
    assert time.perf_counter() - started < 5
    assert (code, "x#1") in said(warnings)
    assert found[-1].text == f"{TEXT} 1"


def claims(length: object) -> bytes:
    return record("response", answer(BODY), length=length)


LOST = {
    "garbage": (b"garbage\r\n\r\nmore\r\n" * 3, True),
    "a long claim": (claims(10**12), True),
    "a negative length": (claims(-5), True),
    "no number": (claims("abc"), True),
    "too many digits": (claims("9" * 30), True),
    "too short": (claims(30), True),
    "no end of header": (b"WARC/1.0\r\n" + b"A: b\r\n" * 100_000, True),
    "a long line": (b"WARC/1.0\r\nA: " + b"b" * 1_000_000 + b"\r\n\r\n", True),
    "zeros": (bytes(2000), True),
}


@pytest.mark.parametrize("way", LOST)
@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_costs_itself_only(way: str, packed: bool) -> None:
    broken, warned = LOST[way]
    parts = [PAGES[0], broken, PAGES[1], PAGES[2]]
    found, warnings = read_bytes(b"".join(map(gzip.compress, parts) if packed else parts), "x")
    assert [report.text for report in found if report.text.startswith(TEXT + " ")] == [
        f"{TEXT} {number}" for number in range(3)
    ]
    assert bool(warnings) == warned
    assert {warning.code for warning in warnings} <= {"R109", "R127"}


@pytest.mark.parametrize("at", [60, 100, -12])
def test_damage_in_a_packed_record(at: int) -> None:
    broken = bytearray(PACKED[1])
    broken[at : at + 3 if at + 3 else None] = b"\xff\xfe\xff"
    found, warnings = read_bytes(PACKED[0] + bytes(broken) + PACKED[2] + PACKED[3], "x")
    assert [report.text[-1] for report in found] == ["0", "2", "3"]
    assert said(warnings) == [("R109", "x#2")]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_ends_early(packed: bool) -> None:
    pages = PACKED if packed else PAGES
    for size in (10, 100, len(pages[1]) - 40):
        found, warnings = read_bytes(pages[0] + pages[1][:size], "x")
        assert [report.text[-1] for report in found] == ["0"]
        assert said(warnings) == [("R109", "x#2")]


def test_an_archive_with_the_line_ends_of_unix() -> None:
    data = b"".join(
        b"WARC/1.0\nWARC-Type: response\nWARC-Target-URI: https://m.example/%d\nWARC-Date: %s\n"
        b"Content-Type: application/http\nContent-Length: %d\n\n%s\n\n"
        % (n, DATE.encode(), len(block), block)
        for n, block in enumerate([answer(BODY), answer(BODY).replace(b"\r\n", b"\n")])
    )
    found, warnings = read_bytes(data, "x")
    assert warnings == []
    assert [report.text for report in found] == [TEXT, TEXT]


def test_a_file_of_nothing_but_beginnings_ends_in_time() -> None:
    started = time.perf_counter()
    found, warnings = read_bytes(PAGES[0] + b"WARC/1.0\r\n" * 300_000, "x")
    assert time.perf_counter() - started < 10
    assert len(found) == 1
    assert {warning.code for warning in warnings} == {"R109"}


def test_addresses_that_are_none() -> None:
    urls = ("http://[::1", "", "https://m.example/الخبر الأول", "https://m.example/" + "x" * 3000)
    found, warnings = read_bytes(b"".join(record("response", answer(BODY), url) for url in urls), "x")
    assert warnings == []
    assert len(found) == 4


def test_wacz_gives_its_web_archives_only() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", b"".join(PACKED))
        archive.writestr("pages/pages.jsonl", json.dumps({"text": TEXT}))
        archive.writestr("datapackage.json", "{}")
        archive.writestr("indexes/index.cdx", "x")
        archive.writestr("logs/a.txt", TEXT)
    found, warnings = read_bytes(out.getvalue(), "a.wacz")
    assert warnings == []
    assert [report.read_from for report in found] == [f"a.wacz!archive/data.warc.gz#{n}" for n in range(1, 5)]


def test_big_records_are_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "IN_MEMORY", 1000)
    monkeypatch.setattr(warc, "IN_MEMORY", 1000)
    lines = b"".join(b'{"text": "%s %d"}\n' % (BODY, n) for n in range(100))
    data = b"".join(
        record(
            "response", answer(body, extra=extra, holds="application/x-ndjson"), "https://m.example/a.jsonl"
        )
        for body, extra in ((lines, ""), (gzip.compress(lines, mtime=0), GZIP), (chunks(lines, 999), CHUNKED))
    )
    found, warnings = read_bytes(data + PAGES[0], "x")
    assert warnings == []
    assert len(found) == 301


@given(
    st.booleans(),
    st.lists(
        st.tuples(st.integers(0, 3000), st.binary(max_size=9), st.integers(0, 9)), min_size=1, max_size=4
    ),
)
@settings(deadline=None)
def test_damage_anywhere(packed: bool, patches: list[tuple[int, bytes, int]]) -> None:
    data = b"".join([*(PACKED if packed else PAGES), record("revisit", b"")])
    for at, patch, size in patches:
        data = data[: at % len(data)] + patch + data[at % len(data) + size :]
    assert all(isinstance(item, Report | Warn) for item in one(made(data, "x")))


@given(
    st.binary(max_size=200),
    st.sampled_from(["gzip", "br", "deflate", "zstd", "gzip, br, deflate", ""]),
    st.booleans(),
)
@settings(deadline=None)
def test_any_body(body: bytes, encoding: str, chunked: bool) -> None:
    extra = f"Content-Encoding: {encoding}\r\n" + (CHUNKED if chunked else "")
    found = list(one(made(record("response", answer(body, extra=extra)) + PAGES[1], "x")))
    assert all(isinstance(item, Report | Warn) for item in found)
    assert any(isinstance(item, Report) and item.text == f"{TEXT} 1" for item in found)


def test_random_bytes_between_records() -> None:
    dice = random.Random(7)  # noqa: S311 - not for secrets
    parts = [part for one_page in PAGES * 5 for part in (one_page, dice.randbytes(dice.randrange(1, 400)))]
    found, warnings = read_bytes(b"".join(parts), "x")
    assert len(found) == 20
    assert {warning.code for warning in warnings} == {"R109"}
