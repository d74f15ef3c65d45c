"""Workbooks of three kinds: what stands in them, and what they may claim to hold."""

import io
import struct
import time
import zipfile
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import made
from riwaya.model import Report, Warn
from riwaya.read.files import reports
from riwaya.read.inputs import Options
from riwaya.read.tables import apart, sheets
from workbooks import cell, compound, ods, packed, xls, xlsx

TEXT = "أعلن مدير ميناء السلامى وصول السفينة الثانية مساء أمس وعلى متنها مئة راكب."
HEADER = ["id", "outlet", "date", "text"]


def read(data: bytes, name: str = "a.xlsx", **columns: str) -> tuple[list[Report], list[Warn]]:
    source = made(data, name)
    source.options = Options(columns=columns)
    assert sheets.tells(source)
    found = list(sheets.read(source))
    return [f for f in found if isinstance(f, Report)], [f for f in found if isinstance(f, Warn)]


@pytest.mark.parametrize("make", [lambda rows: xlsx({"S": rows}), ods, xls], ids=["xlsx", "ods", "xls"])
def test_each_kind_is_told_by_its_content(make) -> None:  # type: ignore[no-untyped-def]
    found, warnings = read(
        make([HEADER, ["7", "المنارة", "03/04/2021", TEXT], ["8", "المرفأ", "2021-04-04", TEXT]]), "a"
    )
    assert warnings == []
    assert [(r.given_id, r.outlet, r.published, r.read_from) for r in found] == [
        ("7", "المنارة", "2021-04-03", "a!S:2"),
        ("8", "المرفأ", "2021-04-04", "a!S:3"),
    ]


def test_what_is_no_workbook() -> None:
    archive = packed({"a.txt": TEXT})
    word = compound("WordDocument", "Workbook\0".encode("utf-16-le"))
    for data in (
        archive,
        word,
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(500),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"x",
    ):
        assert not sheets.tells(made(data, "a.bin"))


def test_a_sheet_of_a_desk() -> None:
    rows = [
        [None, "تقرير الرصد اليومي"],
        [],
        [None, "م", "الموقع", "التاريخ", "الوقت", "العنوان", "نص الخبر"],
        [None, 1, "المنارة", datetime(2021, 4, 3), "10:15", "=A1", TEXT],
        [None, 2, None, datetime(2021, 4, 4, 9, 30), None, None, TEXT + " ثم غادر."],
        [],
        [None, 3, "المرفأ", None, None, "عنوان", TEXT + " ثم عاد."],
    ]
    found, warnings = read(xlsx({"رصد": rows}, merged=["C4:C5", "B1:G1"]))
    assert warnings == []
    assert [(r.outlet, r.published, r.title, r.read_from) for r in found] == [
        ("المنارة", "2021-04-03T10:15", "cached", "a.xlsx!رصد:4"),
        ("المنارة", "2021-04-04T09:30:00", None, "a.xlsx!رصد:5"),
        ("المرفأ", None, "عنوان", "a.xlsx!رصد:7"),
    ]


def test_every_sheet_is_read_and_hidden_ones_are_named() -> None:
    book = xlsx(
        {
            "أ": [HEADER, ["1", "المنارة", "2021-04-03", TEXT]],
            "فارغ": [],
            "أعداد": [["اليوم", "العدد"], ["السبت", 5]],
            "مخفي": [["نص الخبر", "المصدر"], [TEXT + " سر", "المرفأ"]],
        },
        hidden=["مخفي"],
    )
    found, warnings = read(book)
    assert [report.read_from for report in found] == ["a.xlsx!أ:2", "a.xlsx!مخفي:2"]
    assert [(w.code, w.where) for w in warnings] == [
        ("R111", "a.xlsx!أعداد"),
        (warnings[1].code, "a.xlsx!مخفي"),
    ]
    assert "hidden" in warnings[1].message


def test_the_columns_that_the_user_gives() -> None:
    book = xlsx({"S": [["أ", "ب", "ج"], [TEXT, TEXT + " ثم", "المنارة"]]})
    assert read(book)[0] == []
    (report,), warnings = read(book, text="ب", outlet="ج")
    assert (report.text, report.outlet, warnings) == (TEXT + " ثم", "المنارة", [])


def test_a_file_on_disk_and_in_an_archive(tmp_path: Path) -> None:
    book = xlsx({"S": [HEADER, ["1", "المنارة", "2021-04-03", TEXT]]})
    (tmp_path / "-a b.xlsx").write_bytes(book)
    (tmp_path / "b.zip").write_bytes(packed({"x.txt": TEXT, "in/c.xlsx": book}))
    found = [item for item in reports([tmp_path]) if isinstance(item, Report)]
    assert [(report.read_from or "").removeprefix(f"{tmp_path}/") for report in found] == [
        "-a b.xlsx!S:2",
        "b.zip!in/c.xlsx!S:2",
        "b.zip!x.txt",
    ]
    assert found[0].sha256 == found[1].sha256 is not None


# --- what a workbook may claim ---


def refused(data: bytes, name: str = "a.xlsx", within: float = 60) -> str:
    """Read what must give one warning and no report, within bounds, and give its words."""
    started = time.perf_counter()
    found, warnings = read(data, name)
    assert found == []
    assert len(warnings) == 1
    assert time.perf_counter() - started < within
    return f"{warnings[0].code} {warnings[0].message}"


def test_two_cells_that_span_seventeen_billion() -> None:
    far = f'<row r="1">{cell("A1", "text")}</row><row r="1048576">{cell("XFD1048576", TEXT)}</row>'
    assert "memory" in refused(xlsx({"S": far}))


def test_a_million_empty_rows_between_two() -> None:
    rows = f'<row r="1">{cell("A1", "text")}{cell("B1", "title")}</row><row r="2">{cell("A2", TEXT)}</row>'
    found, _ = read(xlsx({"S": rows + f'<row r="900000">{cell("A900000", TEXT)}</row>'}))
    assert [report.read_from for report in found] == ["a.xlsx!S:2", "a.xlsx!S:900000"]


def test_a_cell_that_is_repeated_for_ever() -> None:
    bomb = (
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="16384"><text:p>{TEXT}</text:p></table:table-cell></table:table-row>'
    )
    assert refused(ods(bomb), "a.ods").startswith("R109")


def test_an_archive_that_unpacks_to_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    book = xlsx({"S": " " * 20_000_000})
    assert len(book) < 100_000
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 10_000_000)
    assert refused(book).startswith("R115")


def test_an_archive_that_lies_about_its_sizes() -> None:
    data = bytearray(xlsx({"S": " " * 50_000_000}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 100)
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(data)).startswith("R109")


def test_entities_that_grow() -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    book = zipfile.ZipFile(io.BytesIO(xlsx({"S": [["x"]]})))
    files: dict[str, str | bytes] = {name: book.read(name) for name in book.namelist()}
    files["xl/worksheets/s1.xml"] = (
        f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]><worksheet><sheetData><row r="1">'
        f'<c r="A1" t="inlineStr"><is><t>text</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>&j;</t></is>'
        "</c></row></sheetData></worksheet>"
    )
    found, _ = read(packed(files))
    assert found == []


def test_a_cell_of_a_novel() -> None:
    rows = f'<row r="1">{cell("A1", "text")}{cell("B1", "id")}</row><row r="2">{cell("A2", "ا" * 9_000_000)}</row>'
    assert refused(xlsx({"S": rows})).startswith("R108")


def test_a_locked_workbook() -> None:
    assert "password" in refused(compound("EncryptedPackage", b""))


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_workbook_that_was_cut(cut: float) -> None:
    for data in (xls([HEADER, ["1", "أ", "ب", TEXT]] * 20), xlsx({"S": [HEADER, ["1", "أ", "ب", TEXT]]})):
        source = made(data[: int(len(data) * cut)], "a.xls")
        for item in sheets.read(source) if sheets.tells(source) else ():
            assert isinstance(item, Report | Warn)


@given(st.integers(0, 6000), st.binary(min_size=1, max_size=40), st.sampled_from(["xlsx", "xls", "ods"]))
@settings(deadline=None, max_examples=25)
def test_workbooks_with_errors(at: int, patch: bytes, kind: str) -> None:
    rows = [HEADER, ["1", "المنارة", "2021-04-03", TEXT]]
    data = bytearray(
        {"xlsx": lambda: xlsx({"S": rows}), "xls": lambda: xls(rows), "ods": lambda: ods(rows)}[kind]()
    )
    data[at % len(data) : at % len(data) + len(patch)] = patch
    source = made(bytes(data), f"a.{kind}")
    for item in sheets.read(source) if sheets.tells(source) else ():
        assert isinstance(item, Report | Warn)


def test_a_reader_that_takes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "endless.py"
    program.write_text("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass\n")
    monkeypatch.setattr(apart, "_PROGRAM", program)
    assert "seconds" in refused(xlsx({"S": [["x"]]}))


def test_who_stops_reading_leaves_no_program_behind() -> None:
    source = made(
        xlsx({"S": [HEADER, *(["1", "أ", "2021-04-03", TEXT * 50] for _ in range(3000))]}), "a.xlsx"
    )
    found = sheets.read(source)
    assert isinstance(next(found), Report)
    started = time.perf_counter()
    found.close()  # type: ignore[attr-defined]
    assert time.perf_counter() - started < 5
