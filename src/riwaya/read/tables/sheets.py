"""Workbooks of Excel and LibreOffice (.xlsx, .xlsm, .xlsb, .xls, .ods): one report a row, from every sheet.

They are opened by a program of its own (`apart`): calamine is quick, and trusts what a file says of its size.
"""

import zipfile
from collections.abc import Iterator
from typing import Any

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_UNPACKED, human
from riwaya.read.tables import apart, columns
from riwaya.read.tables.records import few
from riwaya.read.tables.tables import Row, read_rows

MAX_OLD = 256 * 1024 * 1024
"""Bytes of a workbook of the old kind; none that Excel writes is as large."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_BOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_WORD = "WordDocument\0".encode("utf-16-le")
_LOCKED = "EncryptedPackage\0".encode("utf-16-le")


def tells(source: Input) -> bool:
    """Tell a workbook: a zip archive with one in it, or an Office document of the old kind with one."""
    head = source.head
    if head.startswith(b"PK\x03\x04"):
        return _ODS in head[:200] or any(name in _BOOKS for name in _members(source))
    if not head.startswith(_OLE) or source.size > MAX_OLD:
        return False
    data = source.data
    # A text of Word may have a workbook in it.
    word = _WORD in data and source.suffix != ".xls"
    return not word and (_LOCKED in data or any(name in data for name in _STREAMS))


def _members(source: Input) -> dict[str, int]:
    """Give the names of a zip archive with the sizes that they unpack to; nothing where it is broken."""
    try:
        with zipfile.ZipFile(source.stream) as archive:
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    except (OSError, ValueError, RuntimeError, LookupError, NotImplementedError, zipfile.BadZipFile):
        return {}
    finally:
        source.stream.seek(0)


def read(source: Input) -> Found:
    """Read every sheet of a workbook."""
    if source.head.startswith(_OLE) and _LOCKED in source.data:
        yield warn("R109", source.where, detail="it is locked with a password")
        return
    if (size := sum(_members(source).values())) > MAX_UNPACKED:
        detail = f"it unpacks to {human(size)}, and the limit is {human(MAX_UNPACKED)}"
        yield warn("R115", source.where, detail=detail)
        return
    yield from few(_sheets(source), source.where)


def _sheets(source: Input) -> Found:
    messages = apart.rows("sheets", source)
    sheet = None
    try:
        sheet = next(messages, None)
        while sheet is not None:
            where = f"{source.where}!{sheet[1]}"
            if sheet[2]:
                yield warn(columns.TAKEN, where, detail="this sheet is hidden; it is read like the others")
            rest = _Rows(messages)
            yield from read_rows(iter(rest), source, where)
            sheet = rest.next_sheet()
    except apart.BrokenError as problem:
        yield warn("R109", source.where if sheet is None else f"{source.where}!{sheet[1]}", detail=problem)
    finally:
        messages.close()


class _Rows:
    """The rows of one sheet, up to the next."""

    def __init__(self, messages: Iterator[list[Any]]) -> None:
        self._messages = messages
        self._next: list[Any] | None = None

    def __iter__(self) -> Iterator[Row | Warn]:
        for message in self._messages:
            if message[0] == "sheet":
                self._next = message
                return
            yield Row(message[1], message[2])

    def next_sheet(self) -> list[Any] | None:
        """Give what begins the next sheet, None after the last; rows that nobody wanted are passed over."""
        while self._next is None and (message := next(self._messages, None)) is not None:
            self._next = message if message[0] == "sheet" else None
        return self._next
