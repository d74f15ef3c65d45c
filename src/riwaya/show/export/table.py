"""Tables: rows as CSV (RFC 4180), for spreadsheets.

The first character tells a spreadsheet that a cell is a formula, and reports are written by strangers: a text that
starts so gets an apostrophe before it, which spreadsheets take for «this is text» (OWASP, "CSV Injection"). Numbers
stay numbers. A byte order mark tells them that the file is UTF-8.
"""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NO_INK = " \u00a0\u200e\u200f"
_MARK = "\ufeff"


def document(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table."""
    out = io.StringIO()
    out.write(_MARK)
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def _cell(cell: Cell) -> Cell:
    """Make a text that could be taken for a formula a text."""
    is_formula = isinstance(cell, str) and cell.lstrip(_NO_INK).startswith(_FORMULA)
    return f"'{cell}" if is_formula else cell
