"""The web archive that is written: whole after every record, checked by another program, read by our own room."""

import base64
import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from fetch.served import AGENT, PAGE, Names, Site, answer, client, only_loopback, redirect
from riwaya.errors import RiwayaError
from riwaya.fetch import Archive, Client
from riwaya.fetch.wire import Exchange
from riwaya.model import Report
from riwaya.read.files import reports
from riwaya.read.kinds import KINDS

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE.encode()[:300], PAGE.encode()[300:]))
    + b"0\r\n\r\n"
)
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n" + PAGE.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as one:
        one.answers["/a"] = answer()
        one.answers["/go"] = redirect("/a")
        one.answers["/chunked"] = CHUNKED
        one.answers["/cut"] = CUT
        one.answers["/packed"] = answer(gzip.compress(PAGE.encode(), mtime=0), content_encoding="gzip")
        one.answers["/large"] = answer("م" * 3_000_000)
        yield one


def write(path: Path, site: Site, *names: str) -> None:
    with Archive(path, AGENT) as archive:
        list(client().fetch([site.url(name) for name in names], archive.write))


def members(path: Path) -> list[bytes]:
    """Unpack a file member by member."""
    found, rest = [], path.read_bytes()
    while rest:
        unpack = zlib.decompressobj(wbits=31)
        found.append(unpack.decompress(rest))
        assert unpack.eof
        rest = unpack.unused_data
    return found


def taken(record: bytes) -> tuple[dict[str, str], bytes]:
    """Take a record apart by the standard: a line of version, headers, an empty line, the block, two line ends."""
    head, _, rest = record.partition(b"\r\n\r\n")
    version, *lines = head.decode().split("\r\n")
    assert version == "WARC/1.1"
    fields = dict(line.split(": ", 1) for line in lines)
    size = int(fields["Content-Length"])
    assert rest[size:] == b"\r\n\r\n"
    return fields, rest[:size]


def sha256(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def test_the_records_say_what_the_standard_wants(site: Site, tmp_path: Path) -> None:
    write(tmp_path / "p.warc.gz", site, "/go")
    found = [taken(record) for record in members(tmp_path / "p.warc.gz")]
    kinds = [fields["WARC-Type"] for fields, _ in found]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    assert len({fields["WARC-Record-ID"] for fields, _ in found}) == 5
    info = found[0]
    assert info[0]["WARC-Filename"] == "p.warc.gz"
    assert f"software: {AGENT}\r\n" in info[1].decode()
    assert "robots: RFC 9309\r\n" in info[1].decode()
    for fields, block in found:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["WARC-Date"])
        assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", fields["WARC-Record-ID"])
        assert fields["WARC-Block-Digest"] == sha256(block)
    for fields, _ in found[1:]:
        assert fields["WARC-Warcinfo-ID"] == info[0]["WARC-Record-ID"]
        assert fields["WARC-IP-Address"] == "127.0.0.1"
    (page, body), (question, asked) = found[3], found[4]
    assert page["WARC-Target-URI"] == question["WARC-Target-URI"] == site.url("/a")
    assert page["Content-Type"] == "application/http;msgtype=response"
    assert question["Content-Type"] == "application/http;msgtype=request"
    assert question["WARC-Concurrent-To"] == page["WARC-Record-ID"]
    assert (body, asked) == (answer(), site.asked[2])
    assert page["WARC-Payload-Digest"] == sha256(PAGE.encode())
    assert "WARC-Truncated" not in page
    assert not any(word in repr(found) for word in (os.uname().nodename, "robots.txt "))


def test_the_payload_is_the_body_without_its_chunks_and_the_block_with_them(
    site: Site, tmp_path: Path
) -> None:
    write(tmp_path / "p.warc.gz", site, "/chunked")
    fields, block = taken(members(tmp_path / "p.warc.gz")[1])
    assert block == CHUNKED
    assert fields["WARC-Payload-Digest"] == sha256(PAGE.encode())


def test_an_answer_that_was_cut_says_so(site: Site, tmp_path: Path) -> None:
    write(tmp_path / "p.warc.gz", site, "/cut")
    fields, block = taken(members(tmp_path / "p.warc.gz")[1])
    assert (block, fields["WARC-Truncated"]) == (CUT, "disconnect")
    assert "WARC-Payload-Digest" not in fields


def test_another_program_finds_every_digest_right(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "p.warc.gz"
    write(path, site, "/go", "/chunked", "/cut", "/packed", "/large", "/nothing")
    write(path, site, "/a")
    seen = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            assert record.verify_block_digest()
            if record.record_type == WarcRecordType.response:
                record.parse_http(auto_decode="transfer")
                assert record.headers.get("WARC-Truncated") or record.verify_payload_digest()
                seen.append(record.http_headers.status_code)
    assert seen == [302, 200, 200, 200, 200, 200, 404, 200]


def test_a_file_that_is_there_is_added_to(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "p.warc.gz"
    write(path, site, "/a")
    before = path.read_bytes()
    write(path, site, "/chunked")
    assert path.read_bytes().startswith(before)
    assert [taken(record)[0]["WARC-Type"] for record in members(path)] == [
        "warcinfo",
        "response",
        "request",
    ] * 2


def test_an_archive_of_another_program_is_added_to(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "p.warc.gz"
    block = b"software: other\r\n"
    record = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(block), block)
    noise = b"WARC/1.0\r\nContent-Length: 3000000\r\n\r\n" + os.urandom(3_000_000) + b"\r\n\r\n"
    path.write_bytes(
        gzip.compress(record, mtime=0) + gzip.compress(noise)
    )  # longer than the first look from the end
    write(path, site, "/a")
    assert len(members(path)) == 5


WHOLE = gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0)


@pytest.mark.parametrize(
    "there",
    [b"a diary of years", gzip.compress(b"a diary", mtime=0),
     b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n", b"\0" * 99,
     WHOLE[:-5], WHOLE + WHOLE[:-5], WHOLE + WHOLE[:12], WHOLE + b"\0" * 9, WHOLE + b"x", WHOLE[:-8] + b"\0" * 8,
     b"\x1f\x8b", b"\x1f\x8b\x08" * 200],
)  # fmt: skip
def test_what_is_no_whole_archive_is_left_as_it_was(there: bytes, tmp_path: Path) -> None:
    path = tmp_path / "p.warc.gz"
    path.write_bytes(there)
    with pytest.raises(RiwayaError, match="R501"):
        Archive(path, AGENT)
    assert path.read_bytes() == there


def test_a_place_that_cannot_be_written_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    os.mkfifo(tmp_path / "pipe.warc.gz")
    for path in (tmp_path, tmp_path / "pipe.warc.gz", tmp_path / "file" / "p.warc.gz", Path("/dev/null")):
        with pytest.raises(RiwayaError, match="R501"):
            Archive(path, AGENT)


def test_nothing_fetched_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "p.warc.gz"
    with Archive(path, AGENT) as archive:
        assert len(list(client().fetch(["http://nowhere.example/"], archive.write))) == 1
    assert not path.exists()
    path.touch()
    path.write_bytes(WHOLE)
    with Archive(path, AGENT):
        pass
    assert path.read_bytes() == WHOLE


def test_two_runs_do_not_write_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "p.warc.gz"
    with Archive(path, AGENT), pytest.raises(RiwayaError, match="another run"):
        Archive(path, AGENT)


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 1.0])
def test_what_stops_half_way_leaves_a_whole_file(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException, share: float
) -> None:
    path = tmp_path / "p.warc.gz"
    writes = 0

    class Full:
        """The file of the archive: it takes the first page whole, of the second a part, and then no more."""

        def __init__(self, file: object) -> None:
            self.file = file

        def __getattr__(self, name: str) -> object:
            return getattr(self.file, name)

        def write(self, data: bytes) -> int:
            nonlocal writes
            writes += 1
            self.file.write(data if writes == 1 else data[: int(len(data) * share)])  # type: ignore[attr-defined]
            if writes > 1:
                raise problem
            return len(data)

    expected = RiwayaError if isinstance(problem, OSError) else KeyboardInterrupt
    with pytest.raises(expected), Archive(path, AGENT) as archive:  # noqa: PT012
        monkeypatch.setattr(archive, "_file", Full(archive._file))
        list(client().fetch([site.url("/a"), site.url("/large")], archive.write))
    assert len(members(path)) == 3
    write(path, site, "/a")


def test_two_pages_go_all_the_way_to_reports(site: Site, tmp_path: Path) -> None:
    if not {"warc", "html"} <= {kind.id for kind in KINDS}:
        pytest.skip("the room that reads does not know web archives and pages yet")
    path = tmp_path / "p.warc.gz"
    site.answers["/b"] = answer(PAGE.replace("السلامى", "النوارس"))
    with Archive(path, AGENT) as archive:
        asker = Client(AGENT, resolver=Names(), check=only_loopback, wait=0)
        list(asker.fetch([site.url("/go"), site.url("/b"), site.url("/nothing")], archive.write))
    found = [one for one in reports(path) if isinstance(one, Report)]
    assert [report.url for report in found] == [site.url("/a"), site.url("/b")]
    assert ["السلامى" in found[0].text, "النوارس" in found[1].text] == [True, True]


def test_the_exchange_is_closed_when_it_is_kept(site: Site) -> None:
    kept: list[Exchange] = []
    list(client().fetch([site.url("/a")], kept.append))
    assert kept[0].response.closed
