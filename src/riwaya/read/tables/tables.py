"""Rows of cells: which row names the columns, and what to do where none does."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.tables import columns
from riwaya.read.tables.records import Record, read_records
from riwaya.read.told.dates import iso

LOOKED_AT = 30
"""Rows among which the header is: titles and the terms of an export stand above it."""
_LONG_CELL = 100


class Row(NamedTuple):
    """One row: its number in the file, and its cells."""

    number: int
    cells: Sequence[object]


class Header(NamedTuple):
    """The names of the columns, and how many rows stand before the first row of data."""

    names: list[str]
    skipped: int
    numbered: bool = False


def read_rows(rows: Iterator[Row | Warn], source: Input, where: str, joint: str | None = None) -> Found:
    """Read the rows of one table as reports; row 7 of it is called ``where:7``.

    `joint` stands between cells in the file: with it, cells beyond the last column are joined to a text that is last.
    """
    first = list(islice(rows, LOOKED_AT))
    header = find_header([row for row in first if isinstance(row, Row)], source)
    if header is None:
        yield from (item for item in first if isinstance(item, Warn))
        return
    if header.numbered:
        detail = f"there is no header line; the columns are called by their numbers, 1 to {len(header.names)}"
        yield warn(columns.TAKEN, where, detail=detail)
    yield from read_records(_records(chain(first, rows), header, where, joint), source, where, table=True)


def find_header(rows: Sequence[Row], source: Input) -> Header | None:
    """Find the names of the columns: the row with most names that are known, else the first of several words.

    None when there is no row at all.
    """
    full = [n for n, row in enumerate(rows) if any(_text(cell) for cell in row.cells)]
    if not full:
        return None
    score = {n: columns.knows(map(_text, rows[n].cells), source.options.columns) for n in full}
    at = max(full, key=lambda n: score[n])
    first = [_text(cell) for cell in rows[full[0]].cells]
    if score[at] < 2 and not _is_count(first):
        at = next((n for n in full if sum(map(_is_word, rows[n].cells)) > 1), full[0])
    elif score[at] < 2:
        at = full[0]
    row = [_text(cell) for cell in rows[at].cells]
    if score[at] == 0 and not _is_count(row) and any(map(_is_data, row)):
        width = max(len(rows[n].cells) for n in full if n >= at)
        return Header([str(n) for n in range(1, width + 1)], at, numbered=True)
    while row and not row[-1]:
        row.pop()
    return Header(_distinct(row), at + 1)


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell)[:1000].split())


def _is_word(cell: object) -> bool:
    return isinstance(cell, str) and any(c.isalpha() for c in cell)


def _is_data(cell: str) -> bool:
    """Tell a value from a heading: long, an address, a number or a date."""
    short = cell.strip("\"' ")
    return (
        len(short) > _LONG_CELL
        or "://" in short
        or short.replace(".", "", 1).isdigit()
        or (any(c.isdigit() for c in short) and iso(short) is not None)
    )


def _is_count(row: list[str]) -> bool:
    """Tell the header of a table whose columns were never named: 0, 1, 2 …"""
    return len(row) > 1 and row in (
        [str(n) for n in range(len(row))],
        ["", *(str(n) for n in range(len(row) - 1))],
    )


def _distinct(names: Sequence[str]) -> list[str]:
    """Give each column a name of its own: the number where it has none, «text (2)» for the second «text»."""
    out: list[str] = []
    seen: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        given = name or str(number)
        seen[given] = seen.get(given, 0) + 1
        out.append(given if seen[given] == 1 else f"{given} ({seen[given]})")
    return out


def _records(
    rows: Iterable[Row | Warn], header: Header, where: str, joint: str | None
) -> Iterator[Record | Warn]:
    """Make the records of the rows below the header."""
    names, skipped = header.names, header.skipped
    joins = joint is not None and _ends_in_text(names)
    for row in rows:
        if isinstance(row, Warn):
            yield row
            continue
        if skipped > 0:
            skipped -= 1
            continue
        cells = row.cells
        at = f"{where}:{row.number}"
        if not any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in cells):
            continue
        if any(map(_text, cells[len(names) :])):
            detail = f"{len(cells)} cells in {len(names)} columns"
            if joins and joint is not None:
                cells = [*cells[: len(names) - 1], joint.join(map(str, cells[len(names) - 1 :]))]
                detail += "; those at the end are joined to the text"
            yield warn("R111", at, detail=detail)
        values = dict(zip(names, cells, strict=False))
        yield Record(at, values, sum(len(cell) for cell in values.values() if isinstance(cell, str)))


def _ends_in_text(names: Sequence[str]) -> bool:
    known = columns.names_of(tuple(names)).fields.get("text", ())
    return bool(names) and bool(known) and known[0] == names[-1]
