"""Tar archives and single compressed files: what is in them is read, and nothing that means harm gets anywhere."""

import bz2
import gzip
import io
import lzma
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.archives import compressed, unpack
from riwaya.read.files import one, reports

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس."
BODY = TEXT.encode()
Member = tuple[str, bytes] | tuple[str, bytes, dict[str, object]]


def packed(*members: Member, mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    """Make a tar archive of names, contents and other facts, in this order."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, data, *facts in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for fact, value in (facts[0] if facts else {}).items():
                setattr(info, fact, value)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def header(name: str, size: int, kind: bytes = b"0", field: bytes | None = None) -> bytes:
    """Make one header; `field` overwrites the twelve bytes of its size."""
    info = tarfile.TarInfo(name)
    info.size, info.type = (0 if field else size), kind
    raw = bytearray(info.tobuf(tarfile.USTAR_FORMAT))
    if field:
        raw[124:136] = field
        raw[148:156] = b" " * 8
        raw[148:156] = b"%06o\0 " % sum(raw)
    return bytes(raw)


def said(found: list[Warn]) -> list[tuple[str, str]]:
    return [(warning.code, warning.where) for warning in found]


GOOD = packed(("b.txt", BODY + b" b"), ("a.txt", BODY + b" a"))


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_packing_is_told_by_content_and_read_in_order(mode: str, form: int) -> None:
    data = packed(("./b.txt", BODY + b" b"), ("d/ليل.txt", BODY + b" a"), mode=mode, form=form)
    found, warnings = read_bytes(data, "x")
    assert warnings == []
    assert [report.read_from for report in found] == ["x!b.txt", "x!d/ليل.txt"]


def test_zstd_and_lz4() -> None:
    stream_io = pytest.importorskip("fastwarc.stream_io")
    for writer in (stream_io.ZstdWriter, stream_io.Lz4Writer):
        out = io.BytesIO()
        with writer(out) as pack:
            pack.write(GOOD)
        found, warnings = read_bytes(out.getvalue(), "x")
        assert warnings == []
        assert len(found) == 2


def test_an_archive_of_the_time_before_the_format_had_a_name() -> None:
    data = bytearray(packed(("a.txt", BODY), form=tarfile.USTAR_FORMAT))
    data[257:265] = bytes(8)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    assert [report.read_from for report in read_bytes(bytes(data), "x")[0]] == ["x!a.txt"]


def test_a_text_with_the_word_in_its_place_is_hardly_an_archive() -> None:
    assert (
        read_bytes(BODY + b" " * (260 - len(BODY)) + b"ustr" + BODY * 9, "x.txt")[0][0].read_from == "x.txt"
    )


def test_names_and_kinds_that_are_refused(tmp_path: Path) -> None:
    data = packed(
        ("../x.txt", BODY),
        ("/abs.txt", BODY),
        ("link.txt", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/hostname"}),
        ("hard.txt", b"", {"type": tarfile.LNKTYPE, "linkname": "ok.txt"}),
        ("device.txt", b"", {"type": tarfile.CHRTYPE}),
        ("pipe", b"", {"type": tarfile.FIFOTYPE}),
        ("folder", b"", {"type": tarfile.DIRTYPE}),
        (".hidden.txt", BODY),
        ("x" * 300 + ".txt", BODY + b" 1"),
        ("ok.txt", BODY),
    )
    (tmp_path / "a.tar").write_bytes(data)
    items = list(reports([tmp_path / "a.tar"]))
    assert len([item for item in items if isinstance(item, Report)]) == 2
    assert [item.code for item in items if isinstance(item, Warn)] == ["R115"] * 6
    assert [path.name for path in tmp_path.iterdir()] == ["a.tar"]


def test_names_in_the_encoding_of_arabic_windows() -> None:
    name = "تقرير.txt".encode("cp1256").decode("utf-8", "surrogateescape")
    data = packed((name, BODY), form=tarfile.GNU_FORMAT)
    assert read_bytes(data, "a.tar")[0][0].read_from == "a.tar!تقرير.txt"


def test_cut_in_a_file_and_in_a_header() -> None:
    found, warnings = read_bytes(GOOD[: 512 + 20], "a.tar")
    assert found[0].text.encode() == BODY[:20]
    assert said(warnings) == [("R109", "a.tar!b.txt"), ("R115", "a.tar")]
    found, warnings = read_bytes(GOOD[: 1024 + 300], "a.tar")
    assert len(found) == 1
    assert said(warnings) == [("R109", "a.tar")]


def test_a_damaged_header_costs_its_file_only() -> None:
    data = packed(*((f"{n}.txt", BODY + str(n).encode()) for n in range(3)))
    found, warnings = read_bytes(data[:1029] + b"\xff" + data[1030:], "a.tar")
    assert [report.read_from for report in found] == ["a.tar!0.txt", "a.tar!2.txt"]
    assert said(warnings) == [("R109", "a.tar")]


@pytest.mark.parametrize(
    "start",
    [
        header("p", 8 * 1024**3 - 1, b"x") + bytes(3_000_000),
        header("p", 2_000_000, b"L") + bytes(3_000_000),
        header("s", 0, b"S"),
        header("n.txt", 0, field=b"\xff" * 12),
        header("n", 0, b"x", field=b"\xff" * 11 + b"\0"),
        (header("p", 512, b"x") + b"11 path=abc\n".ljust(512, b"\0")) * 3000,
        header("s.txt", 8 * 1024**3 - 1),
    ],
    ids=["long-pax", "long-name", "sparse", "negative", "negative-pax", "chain", "claims-8-GB"],
)
def test_headers_that_mean_harm(start: bytes) -> None:
    started = time.perf_counter()
    _, warnings = read_bytes(start + GOOD, "a.tar")
    assert time.perf_counter() - started < 5
    assert all(warning.code in ("R109", "R115") for warning in warnings)


def test_bombs() -> None:
    bomb = gzip.compress(packed(("b.txt", bytes(30_000_000)), ("a.txt", BODY)))
    found, warnings = read_bytes(bomb, "a.tgz")
    assert found == []
    assert {warning.code for warning in warnings} == {"R109", "R115"}
    assert said(read_bytes(gzip.compress(bytes(30_000_000), mtime=0), "a.txt.gz")[1]) == [
        ("R115", "a.txt.gz!a.txt")
    ]


def test_a_tar_in_a_zip_in_a_tar_and_no_further() -> None:
    def zipped(name: str, data: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, data)
        return out.getvalue()

    found, warnings = read_bytes(packed(("z.zip", zipped("in.tar", GOOD))), "a.tar")
    assert [report.read_from for report in found] == ["a.tar!z.zip!in.tar!b.txt", "a.tar!z.zip!in.tar!a.txt"]
    assert warnings == []
    deeper = packed(("z.zip", zipped("in.tar", packed(("x.tgz", gzip.compress(GOOD, mtime=0))))))
    found, warnings = read_bytes(deeper, "a.tar")
    assert found == []
    assert {warning.code for warning in warnings} == {"R115"}


def test_many_members_cost_no_memory_each() -> None:
    data = packed(*((f"{n}.txt", b"") for n in range(3000)), ("z.txt", BODY), mode="w:gz")
    found, warnings = read_bytes(data, "a.tgz")
    assert len(found) == 1
    assert [warning.code for warning in warnings] == ["R102"] * 3000


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_big_members_are_streamed(monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(unpack, "IN_MEMORY", 1000)
    lines = b"".join(b'{"text": "%s %d"}\n' % (BODY, n) for n in range(100))
    found, warnings = read_bytes(packed(("a.jsonl", lines), ("b.txt", BODY), mode=mode), "a.tar")
    assert warnings == []
    assert len(found) == 101


# --- single compressed files ---


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.xz", "a"])
def test_one_compressed_file_and_several_parts(pack: Callable[[bytes], bytes], name: str) -> None:
    found, warnings = read_bytes(pack(BODY) + pack(b"\n" + BODY), name)
    assert warnings == []
    assert found[0].text == f"{TEXT}\n{TEXT}"
    assert found[0].read_from == (f"{name}!a.txt" if "." in name else "a")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_what_is_cut_is_read_so_far_and_said(pack: Callable[[bytes], bytes]) -> None:
    lines = b"".join(b'{"text": "%s %d"}\n' % (BODY, n * n) for n in range(20_000))
    whole = pack(lines)
    found, warnings = read_bytes(whole[: len(whole) // 2], "a.jsonl.gz")
    assert 0 < len(found) < 20_000
    assert ("R109", "a.jsonl.gz!a.jsonl") in said(warnings)


def test_what_fails_its_checksum_is_not_read() -> None:
    data = gzip.compress(BODY, mtime=0)
    assert said(read_bytes(data[:-8] + b"12345678", "a.txt.gz")[1]) == [("R109", "a.txt.gz!a.txt")]


def test_garbage_after_the_end() -> None:
    found, warnings = read_bytes(gzip.compress(BODY, mtime=0) + b"garbage", "a.txt.gz")
    assert len(found) == 1
    assert said(warnings) == [("R109", "a.txt.gz!a.txt")]
    assert read_bytes(gzip.compress(BODY, mtime=0) + bytes(99), "a.txt.gz")[1] == []


def test_empty_and_nested() -> None:
    assert said(read_bytes(gzip.compress(b"", mtime=0), "a.txt.gz")[1]) == [("R102", "a.txt.gz!a.txt")]
    data = BODY
    for _ in range(9):
        data = gzip.compress(data, mtime=0)
    assert {warning.code for warning in read_bytes(data, "a.gz")[1]} == {"R115"}


def test_an_xz_file_that_wants_all_memory() -> None:
    data = bytearray(lzma.compress(BODY, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]))
    # The size of the dictionary is one byte of the first block's header, which ends with its CRC-32.
    end = 12 + (data[12] + 1) * 4
    data[data.index(b"\x21\x01", 12) + 2] = 40
    data[end - 4 : end] = zlib.crc32(bytes(data[12 : end - 4])).to_bytes(4, "little")
    _, (warning,) = read_bytes(bytes(data), "a.txt.xz")
    assert warning.code == "R109"
    assert "emory" in warning.message


@given(
    st.sampled_from(["w", "w:gz", "w:bz2", "w:xz"]),
    st.integers(0, 2500),
    st.binary(min_size=1, max_size=9),
    st.booleans(),
)
@settings(deadline=None)
def test_damage_anywhere(mode: str, at: int, patch: bytes, insert: bool) -> None:
    data = packed(("a.txt", BODY * 3), ("b/c.json", b'{"text": "x"}'), ("d.tar", GOOD[:2048]), mode=mode)
    at %= len(data)
    data = data[:at] + patch + data[at if insert else at + len(patch) :]
    assert all(isinstance(item, Report | Warn) for item in one(made(data, "a.tar")))


@given(
    st.sampled_from(
        [b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18"]
    ),
    st.binary(max_size=90),
)
@settings(deadline=None)
def test_only_the_first_bytes_are_right(start: bytes, rest: bytes) -> None:
    source = made(start + rest, "a")
    assert compressed.tells(source)
    assert all(isinstance(item, Report | Warn) for item in one(source))
