"""Zip archives: members by what they are, names of old programs, documents that are none, and what means harm."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made, read_bytes
from riwaya.model import Report, Warn
from riwaya.read.archives import unpack
from riwaya.read.files import one

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس."


def packed(*members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip archive of names and contents, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def said(found: list[Warn]) -> list[tuple[str, str]]:
    return [(warning.code, warning.where) for warning in found]


def overlapping(entries: int, size: int) -> bytes:
    """Make an archive whose list names one packed file again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = bytes(size)
    kernel = pack.compress(data) + pack.flush()
    facts = (zlib.crc32(data), len(kernel), size, 1)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, *facts, 0) + b"a" + kernel
    entry = (
        b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, *facts, 0, 0, 0, 0, 0, 0) + b"a"
    )
    listed = entry * entries
    count = entries & 0xFFFF
    return (
        local
        + listed
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(local), 0)
    )


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_members_in_the_order_of_their_names(method: int) -> None:
    found, warnings = read_bytes(packed(("b.txt", TEXT), ("a.txt", TEXT + " 2"), method=method), "x.bin")
    assert warnings == []
    assert [report.read_from for report in found] == ["x.bin!a.txt", "x.bin!b.txt"]


@pytest.mark.parametrize("encoding", ["cp1256", "cp720", "utf-8"])
def test_names_of_programs_that_do_not_say_how_they_write_them(encoding: str) -> None:
    name = "تقرير أول".encode(encoding)
    data = packed(("X" * len(name) + ".txt", TEXT)).replace(b"X" * len(name), name)
    (report,), _ = read_bytes(data, "a.zip")
    assert report.read_from == "a.zip!تقرير أول.txt"


def test_names_of_old_dos_stay() -> None:
    data = packed(("XX.txt", TEXT)).replace(b"XX", "éû".encode("cp437"))
    assert read_bytes(data, "a.zip")[0][0].read_from == "a.zip!éû.txt"


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ([("[Content_Types].xml", "x"), ("ppt/presentation.xml", "x")], "an Office document"),
        ([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], "an OpenDocument file"),
        ([("mimetype", "application/epub+zip"), ("a.txt", TEXT)], "an EPUB book"),
        ([("META-INF/MANIFEST.MF", "x"), ("a.txt", TEXT)], "a Java program"),
    ],
)
def test_documents_that_are_zip_archives_are_called_what_they_are(
    members: list[tuple[str, str]], words: str
) -> None:
    found, (warning,) = read_bytes(packed(*members), "a.zip")
    assert found == []
    assert warning.code == "R112"
    assert words in warning.message


def test_a_member_called_mimetype_makes_no_document() -> None:
    found, _ = read_bytes(packed(("mimetype", "text/plain"), ("a.txt", TEXT)), "a.zip")
    assert "a.zip!a.txt" in [report.read_from for report in found]


def test_names_that_lead_out_and_hidden_ones() -> None:
    names = (
        "../a.txt",
        "/b.txt",
        "c/../../d.txt",
        "..\\e.txt",
        "C:/f.txt",
        ".g.txt",
        "__MACOSX/h.txt",
        "./i.txt",
    )
    found, warnings = read_bytes(packed(*((name, TEXT + name) for name in names)), "a.zip")
    assert [report.read_from for report in found] == ["a.zip!./i.txt"]
    assert {warning.code for warning in warnings} == {"R115"}
    assert len(warnings) == 5


def test_two_members_with_one_name() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.txt", TEXT), ("a.txt", TEXT + " 2"))
    assert len(read_bytes(data, "a.zip")[0]) == 2


def test_encrypted_and_unknown_packing() -> None:
    data = bytearray(packed(("a.txt", TEXT)))
    listed = data.index(b"PK\x01\x02")
    data[6] = data[listed + 8] = 1
    assert said(read_bytes(bytes(data), "a.zip")[1]) == [("R109", "a.zip!a.txt")]
    data[6] = data[listed + 8] = 0
    data[8] = data[listed + 10] = 9
    assert said(read_bytes(bytes(data), "a.zip")[1]) == [("R109", "a.zip!a.txt")]


def test_a_wrong_word_is_never_shown() -> None:
    data = packed(("a.txt", TEXT), ("b.txt", TEXT), method=zipfile.ZIP_STORED)
    at = data.index(TEXT.encode())
    damaged = data[:at] + "ب".encode() + data[at + 2 :]
    found, warnings = read_bytes(damaged, "a.zip")
    assert [report.read_from for report in found] == ["a.zip!b.txt"]
    assert said(warnings) == [("R109", "a.zip!a.txt")]


def test_bombs() -> None:
    data = packed(("bomb.txt", bytes(3_000_000)), ("ok.txt", TEXT))
    found, warnings = read_bytes(data, "a.zip")
    assert len(found) == 1
    assert said(warnings) == [("R115", "a.zip!bomb.txt")]
    found, warnings = read_bytes(overlapping(3000, 1_000_000), "a.zip")
    assert found == []
    assert said(warnings) == [("R115", "a.zip")]


def test_a_list_of_files_that_would_fill_the_memory() -> None:
    data = overlapping(750_000, 10)
    assert len(data) < 40_000_000
    _, (warning,) = read_bytes(data, "a.zip")
    assert warning.code == "R115"
    assert "its list of files" in warning.message


def test_archives_in_archives_end_somewhere() -> None:
    data = packed(("a.txt", TEXT))
    for number in range(40):
        data = packed((f"{number}.zip", data))
    found, (warning,) = read_bytes(data, "a.zip")
    assert found == []
    assert (warning.code, warning.where) == ("R115", "a.zip!39.zip!38.zip!37.zip!36.zip")


def test_a_thousand_empty_members() -> None:
    found, warnings = read_bytes(packed(*((str(n), b"") for n in range(1000)), ("z.txt", TEXT)), "a.zip")
    assert len(found) == 1
    assert [warning.code for warning in warnings] == ["R102"] * 1000


@pytest.mark.parametrize("start", [b'{"text": "', b"PK"])
def test_big_members_are_streamed(monkeypatch: pytest.MonkeyPatch, start: bytes) -> None:
    monkeypatch.setattr(unpack, "IN_MEMORY", 1000)
    inside = packed(*((f"{n}.txt", f"{TEXT} {n}") for n in range(50)))
    lines = b"".join(b'{"text": "%s %d"}\n' % (TEXT.encode(), n) for n in range(50))
    data = packed(("a.jsonl", lines) if start != b"PK" else ("a.zip", inside))
    found, warnings = read_bytes(data, "x.zip")
    assert warnings == []
    assert len(found) == 50
    assert len({report.sha256 for report in found}) == 50


@given(st.binary(max_size=80), st.integers(0, 600), st.binary(min_size=1, max_size=8), st.booleans())
@settings(deadline=None)
def test_damage_anywhere(content: bytes, at: int, patch: bytes, insert: bool) -> None:
    data = packed(("a.txt", content * 9), ("b/c.json", '{"text": "قال"}'), ("d.zip", packed(("e.txt", TEXT))))
    data = data[:at] + patch + data[at if insert else at + len(patch) :]
    assert all(isinstance(item, Report | Warn) for item in one(made(data, "a.zip")))
