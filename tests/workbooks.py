"""Workbooks made for tests, of the three kinds that there are: no library that writes them is wanted for that."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f"{_OFFICE}/spreadsheetml/2006/main"
_RELATIONS = f"{_OFFICE}/package/2006/relationships"
_IN_BOOK = f"{_OFFICE}/officeDocument/2006/relationships"

Rows = Sequence[Sequence[object]]


def letter(column: int) -> str:
    """Name a column: ``letter(27) == "AB"``."""
    return (letter(column // 26 - 1) if column > 25 else "") + chr(65 + column % 26)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files into a zip archive; the first is stored as it is, as ODF wants it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files.items()):
            archive.writestr(name, data, zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def cell(at: str, value: object) -> str:
    """Write a cell of a sheet of Excel."""
    if isinstance(value, date):
        days = (
            value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        ) - datetime(1899, 12, 30)
        return f'<c r="{at}" s="1"><v>{days.total_seconds() / 86400}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    if isinstance(value, str) and value.startswith("="):
        return f'<c r="{at}" t="str"><f>{escape(value[1:])}</f><v>cached</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet_data(rows: Rows, first: int = 1) -> str:
    """Write the rows of a sheet of Excel; None is an empty cell."""
    return "".join(
        f'<row r="{n}">'
        + "".join(cell(f"{letter(c)}{n}", v) for c, v in enumerate(row) if v is not None)
        + "</row>"
        for n, row in enumerate(rows, first)
    )


def xlsx(sheets: Mapping[str, Rows | str], hidden: Sequence[str] = (), merged: Sequence[str] = ()) -> bytes:
    """Make a workbook of Excel; a sheet is its rows, or the XML of its rows."""
    names = list(sheets)
    states = [' state="hidden"' if name in hidden else "" for name in names]
    book = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"{state}/>'
        for n, (name, state) in enumerate(zip(names, states, strict=True), 1)
    )
    parts = "".join(
        f'<Relationship Id="r{n}" Type="{_IN_BOOK}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f"<mergeCells>{merges}</mergeCells>" if merged else ""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_IN_BOOK}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_IN_BOOK}"><sheets>{book}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_RELATIONS}">{parts}'
        f'<Relationship Id="st" Type="{_IN_BOOK}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{_XML}<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for n, rows in enumerate(sheets.values(), 1):
        data = rows if isinstance(rows, str) else sheet_data(rows)
        files[f"xl/worksheets/s{n}.xml"] = (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{merges if n == 1 else ""}</worksheet>'
        )
    return packed(files)


def ods(rows: str | Rows) -> bytes:
    """Make a workbook of LibreOffice with one sheet; `rows` may be the XML of its rows."""
    if not isinstance(rows, str):
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(str(v))}</text:p></table:table-cell>'
                for v in row
            )
            + "</table:table-row>"
            for row in rows
        )
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{ns}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f'{_XML}<office:document-content xmlns:office="{ns}:office:1.0" xmlns:table="{ns}:table:1.0"'
            f' xmlns:text="{ns}:text:1.0"><office:body><office:spreadsheet><table:table table:name="S">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def xls(rows: Rows) -> bytes:
    """Make a workbook of the old Excel (BIFF8 in a compound file) with one sheet of strings and numbers."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(what: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, what, 0, 0, 0, 0))

    cells = b""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, int | float):
                cells += record(0x203, struct.pack("<HHHd", r, c, 0, value))
            else:
                text = str(value).encode("utf-16-le")
                cells += record(0x204, struct.pack("<HHHHB", r, c, 0, len(text) // 2, 1) + text)
    size = record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    sheet = begin(0x10) + size + cells + record(0x0A, b"")
    name = "S".encode("utf-16-le")
    head = begin(0x05)
    at = len(head) + 4 + 8 + len(name) + 4
    book = head + record(0x85, struct.pack("<IHBB", at, 0, 1, 1) + name) + record(0x0A, b"") + sheet
    return compound("Workbook", book)


def compound(name: str, data: bytes) -> bytes:
    """Make a compound file with one stream, of at most sixty kilobytes."""
    data = data.ljust(4096, b"\0")
    sectors = -(-len(data) // 512)
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    # Sector 0 is the table of sectors, sector 1 the directory, and then comes the stream.
    table = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")

    def entry(label: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = (label + "\0").encode("utf-16-le")
        links = struct.pack("<BBIII", kind, 1, free, free, child)
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<H", len(raw))
            + links
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(data))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6),
        0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header += struct.pack("<108I", *[free] * 108)
    return header + fat + directory.ljust(512, b"\0") + data.ljust(sectors * 512, b"\0")
