"""CSV of reports: a header line with the names of the fields, one report a row; comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterator

from riwaya.errors import warn
from riwaya.model import Report, Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_FILE
from riwaya.read.record import known_fields, report_from, unclear

_DELIMITERS = ",;\t|"


def tells(source: Input) -> bool:
    """Tell a table by its ending: any text may have commas in it."""
    return source.suffix in (".csv", ".tsv") and bool(source.opening)


def read(source: Input) -> Found:
    """Read a file of rows."""
    yield from unclear(source.decoded, source.where)
    yield from read_csv(source.decoded.text or "", source.where)


def read_csv(text: str, where: str) -> Iterator[Report | Warn]:
    """Read the rows of a CSV file; a row with too many cells gives a warning and is read by the header's
    columns.
    """
    header = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    # The module's own limit of 128 KB a cell is less than a long report; ours is checked on the text.
    csv.field_size_limit(MAX_FILE)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = next((row for row in rows if any(row)), [])
        if "text" not in known_fields(columns):
            names = ", ".join(columns)[:80]
            yield warn("R111", where, detail=f"no column for the text among: {names}")
            return
        for row in rows:
            if any(cell.strip() for cell in row):
                at = f"{where}:{rows.line_num}"
                if len(row) > len(columns):
                    yield warn("R111", at, detail=f"{len(row)} cells in {len(columns)} columns")
                yield from report_from(dict(zip(columns, row, strict=False)), at)
    except csv.Error as problem:
        yield warn("R111", f"{where}:{rows.line_num}", detail=str(problem))
