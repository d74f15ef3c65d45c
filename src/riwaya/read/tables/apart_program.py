"""The program that reads workbooks, Parquet and Arrow files: it runs by itself (see `apart`) and imports nothing of
Riwaya.

    python -P apart_program.py sheets|arrow PATH BOUNDS

An empty PATH is standard input; BOUNDS is JSON. Its messages are lists in MessagePack, some of them together behind
their size in four bytes: ``["sheet", name, hidden]``, ``["row", number, cells]`` of it, ``["record", number, values]``
and ``["broken", words]``. Dates are written as ISO 8601.
"""

import io
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from typing import Any, BinaryIO

import msgspec

_TOGETHER = 1 << 18
_MERGED = 1_000_000
_DEEPEST = 8
_ROWS = 64


def main(what: str, path: str, bounds: dict[str, Any]) -> None:
    """Read one file and write what is in it to standard output."""
    _bound(bounds["memory"], bounds["seconds"])
    out = _Out(sys.stdout.buffer, bounds["cut"])
    try:
        for message in (_sheets if what == "sheets" else _arrow)(path, bounds):
            out.put(message)
    except BrokenPipeError:
        return
    except MemoryError:
        out.put(["broken", "it takes too much memory to open"])
    except BaseException as problem:  # a library in Rust ends in exceptions of its own kind
        out.put(["broken", " ".join(str(problem).split())[:120] or type(problem).__name__])
    out.flush()


def _bound(memory: int, seconds: int) -> None:
    """Take no more than this much memory and time, where the system can see to it."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


class _Out:
    """Messages on their way out, some at a time."""

    def __init__(self, stream: BinaryIO, cut: int) -> None:
        self._stream, self._cut = stream, cut
        self._held: list[Any] = []
        self._size = 0

    def put(self, message: list[Any]) -> None:
        """Send a message, now or with those that follow."""
        sent = [_sent(value, self._cut, 0) for value in message]
        self._held.append(sent)
        self._size += 64 + sum(_size(value) for value in sent)
        if self._size > _TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Send what is held."""
        data = msgspec.msgpack.encode(self._held)
        self._stream.write(struct.pack("<I", len(data)) + data)
        self._stream.flush()
        self._held, self._size = [], 0


def _size(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return sum(map(_size, value)) + len(value)
    return sum(map(_size, value.values())) + len(value) if isinstance(value, dict) else 8


def _sent(value: Any, cut: int, depth: int) -> Any:
    """Write a value as MessagePack knows it: strings cut, dates and whatever else as strings."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, str):
        return value[:cut]
    if isinstance(value, int):
        return value if -(1 << 63) <= value < 1 << 64 else str(value)
    if isinstance(value, datetime | date | time):
        return _written(value)
    if isinstance(value, bytes):
        return value[: 4 * cut].decode("utf-8", errors="replace")[:cut]
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {str(name): _sent(inner, cut, depth + 1) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_sent(inner, cut, depth + 1) for inner in value]
    return str(value)[:cut]


def _written(value: datetime | date | time) -> str:
    """Write a date as precisely as it was meant: midnight of a spreadsheet is a day."""
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat(timespec="seconds")


def _sheets(path: str, bounds: dict[str, Any]) -> Iterator[list[Any]]:
    """Read a workbook: each sheet, and its rows with the values that formulas had."""
    import python_calamine as calamine  # noqa: PLC0415 - one kind of file of two

    book = calamine.load_workbook(path or io.BytesIO(sys.stdin.buffer.read()))
    for number, about in enumerate(book.sheets_metadata):
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        yield ["sheet", about.name, about.visible is not calamine.SheetVisibleEnum.Visible]
        sheet = book.get_sheet_by_index(number)
        filled = _filled(sheet)
        for at, cells in _rows(sheet):
            row: list[Any] = [None if cell == "" else cell for cell in cells]
            for column, value in filled.pop(at, ()):
                row[column] = value
            yield ["row", at + 1, row]


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """Give the rows of a sheet that are not empty, with their numbers from 0."""
    if sheet.start is None:
        return
    at: int = sheet.start[0]
    begun = False
    # Whether calamine gives the empty rows before it, too, differs by version.
    for cells in sheet.iter_rows():
        full = any(cell != "" for cell in cells)
        begun = begun or full
        if full:
            yield at, cells
        at += begun


def _filled(sheet: Any) -> dict[int, list[tuple[int, Any]]]:
    """Give the value of cells that are merged downwards to each row of them: row to columns and values."""
    ranges = [(a, b) for a, b in sheet.merged_cell_ranges or () if b[0] > a[0]]
    out: dict[int, list[tuple[int, Any]]] = {}
    if not ranges or sheet.start is None:
        return out
    (_, left), (bottom, right) = sheet.start, sheet.end
    starts = {(row, column): min(end[0], bottom) for (row, column), end in ranges if left <= column <= right}
    total = 0
    for at, cells in _rows(sheet):
        for column, value in enumerate(cells, left):
            end = starts.get((at, column))
            if end is None or value == "" or total > _MERGED:
                continue
            total += end - at
            for row in range(at + 1, end + 1):
                out.setdefault(row, []).append((column - left, value))
    return out


def _arrow(path: str, bounds: dict[str, Any]) -> Iterator[list[Any]]:
    """Read a Parquet or Arrow file: its rows, with the wanted columns."""
    import os  # noqa: PLC0415 - before pyarrow is loaded

    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    import pyarrow as pa  # noqa: PLC0415 - as above

    file = pa.OSFile(path) if path else pa.BufferReader(sys.stdin.buffer.read())
    head = file.read(6)
    file.seek(0)
    batches = (_parquet if head[:4] == b"PAR1" else _ipc)(pa, file, bounds["columns"])
    number = 0
    for batch in batches:
        for at in range(0, batch.num_rows, _ROWS):
            for record in _records(pa, batch.slice(at, _ROWS)):
                number += 1
                yield ["record", number, record]
                if number == bounds["limit"]:
                    return


def _parquet(pa: Any, file: Any, columns: list[str] | None) -> Iterator[Any]:
    from pyarrow import parquet  # noqa: PLC0415 - as above

    table = parquet.ParquetFile(file, buffer_size=1 << 20, pre_buffer=False)
    yield from table.iter_batches(_ROWS, columns=columns, use_threads=False)


def _ipc(pa: Any, file: Any, columns: list[str] | None) -> Iterator[Any]:
    """Read Arrow's own format, as a file or as a stream."""
    try:
        reader, opened = pa.ipc.open_file(file), pa.ipc.open_file
    except pa.ArrowInvalid:
        file.seek(0)
        reader, opened = pa.ipc.open_stream(file), pa.ipc.open_stream
    if columns is not None:
        wanted = [n for n, name in enumerate(reader.schema.names) if name in columns]
        file.seek(0)
        reader = opened(file, options=pa.ipc.IpcReadOptions(included_fields=wanted, use_threads=False))
    if opened is pa.ipc.open_file:
        yield from (reader.get_batch(n) for n in range(reader.num_record_batches))
    else:
        yield from reader


def _records(pa: Any, batch: Any) -> Iterator[dict[str, Any]]:
    """Give the rows of a batch as records; a value that Python has no room for is None."""
    columns = {
        name: _values(pa, column) for name, column in zip(batch.schema.names, batch.columns, strict=True)
    }
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))


def _values(pa: Any, column: Any) -> list[Any]:
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values: list[Any] = column.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException):
        values = []
        for value in column:
            try:
                values.append(value.as_py())
            except (ValueError, OverflowError, pa.ArrowException):
                values.append(None)
    return values


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], msgspec.json.decode(sys.argv[3]))
