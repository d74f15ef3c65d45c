"""Tables as text: one report a row, with comma, semicolon, tab or bar between the cells, read a line at a time.

Which of these it is, is told by the rows that it makes and not by the header alone. A quotation mark that is never
closed costs its own row: what follows is read anew, and the row is named.
"""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple, TextIO

from riwaya.errors import warn
from riwaya.model import Warn
from riwaya.read.decode import Decoded, decode
from riwaya.read.inputs import Found, Input
from riwaya.read.limits import MAX_TEXT
from riwaya.read.record import unclear
from riwaya.read.tables import columns
from riwaya.read.tables.tables import Row, read_rows

ENDINGS = (".csv", ".tsv", ".tab", ".psv")
_SHEETS = (".xls", ".xlsx")
"""Endings of spreadsheets under which programs save plain tables."""
MAX_ROW = 4 * MAX_TEXT
"""Characters of one row; a quotation mark that opens and does not close within them is a mistake."""
MAX_AGAIN = 32 * MAX_ROW
"""Characters that are read a second time because of such marks; beyond it every line is a row."""
_SAMPLE_LINES, _SAMPLE = 200, 1 << 16
_BLOCK = 1 << 16
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_OF_BYTES = ("utf-8", "cp1256", "iso8859-6")
_LONG_TEXT = 1000
"""Lines that one text may have where its marks do not match."""
_NO_DELIMITER = "\x1f"
_SEP = re.compile(r"\ufeff?sep=(.)\r?\n?")
_ESCAPED, _DOUBLED = re.compile(r'[^\\]\\"[^,;\t|\r\n]'), re.compile(r'[^,;\t|\n"]""[^,;\t|\r\n"]')


class Dialect(NamedTuple):
    """How cells are set apart, how many there are in a row, whether ``\\"`` is a quotation mark in a cell."""

    delimiter: str
    width: int
    escape: str | None = None

    def options(self) -> dict[str, Any]:
        """Give what the module `csv` wants to know."""
        return {"delimiter": self.delimiter, "escapechar": self.escape}


def tells(source: Input) -> bool:
    """Tell a table by its ending, or where the ending says nothing by a first line that names columns."""
    opening = source.opening
    if not opening or opening.startswith(("<", "{", "[")):
        return False
    if source.suffix in ENDINGS:
        return True
    first = opening.split("\n", 1)[0].strip()
    if _SEP.fullmatch(first):
        return True
    cells = max((re.split(re.escape(d), first) for d in ",;\t|"), key=len)
    names = [cell.strip(" \"'") for cell in cells]
    return len(names) > 1 and (columns.knows(names, {}) > 4 or source.suffix in _SHEETS)


def read(source: Input) -> Found:
    """Read a file of rows without holding it."""
    decoded = _encoding(source)
    if decoded.text is None:
        yield warn("R103", source.where, detail=decoded.encoding)
        return
    yield from unclear(decoded, source.where)
    source.stream.seek(0)
    # A byte that is none of the encoding stays one character of no text, which the record then says (R114).
    errors = "surrogateescape" if decoded.encoding in _OF_BYTES else "replace"
    text = io.TextIOWrapper(source.stream, decoded.encoding, errors, newline="")
    try:
        yield from _read(text, source)
    finally:
        text.detach()


def _encoding(source: Input) -> Decoded:
    """Tell the encoding by the first stretch that has more than ASCII in it."""
    source.stream.seek(0)
    start = block = source.stream.read(_BLOCK)
    while block and block.isascii() and b"\x00" not in block:
        block = source.stream.read(_BLOCK)
    start = block or start
    if len(start) == _BLOCK and b"\x00" not in start:
        # The last word may have been cut inside a letter.
        start = start.rstrip(_BEYOND_ASCII)
    return decode(start)


def _read(file: TextIO, source: Input) -> Found:
    """Read the rows of an open table."""
    # The module's own limit of 128 KB a cell is less than a long report.
    csv.field_size_limit(MAX_ROW)
    reader = _Rows(file, source.where)
    sample = reader.sample()
    if sample and (said := _SEP.fullmatch(sample[0])):
        reader.skip()
        dialect = _dialect(sample[1:], source, said[1])
    else:
        dialect = _dialect(sample, source)
    yield from read_rows(reader.rows(dialect), source, source.where, dialect.delimiter)


def _dialect(lines: list[str], source: Input, delimiter: str | None = None) -> Dialect:
    """Tell how the cells of these lines are set apart: so that columns are known, or rows are of one width."""
    text = "".join(lines)
    escape = "\\" if _ESCAPED.search(text) and not _DOUBLED.search(text) else None
    best, best_score = Dialect(delimiter or _NO_DELIMITER, 1, escape), (0, 0.0, 0)
    for mark in delimiter or ",;\t|":
        found = Dialect(mark, 1, escape)
        try:
            rows = [row for row in islice(csv.reader(lines, **found.options()), 50) if any(row)]
        except csv.Error:
            continue
        known = [columns.knows(row, source.options.columns) for row in rows] or [0]
        widths = Counter(map(len, rows)).most_common(1) or [(1, 0)]
        (width, count), share = widths[0], 0.0
        if max(known) > 1 and len(rows[known.index(max(known))]) > 1:
            width = len(rows[known.index(max(known))])
            share = 1 + sum(len(row) == width for row in rows) / len(rows)
        elif width > 1:
            share = count / len(rows)
        score = (max(known) if share >= 1 else 0, share, width)
        if share >= 0.5 and score > best_score:
            best, best_score = Dialect(mark, width, escape), score
    return best


class _RunawayError(Exception):
    """A row that does not end."""


class _Rows:
    """The rows of a table: as strictly quoted ones where they are, else as what makes most sense of them."""

    def __init__(self, file: TextIO, where: str) -> None:
        self._file, self._where = file, where
        self._number = 0
        self._again: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []
        self._size = self._twice = 0
        self._said: list[Warn] = []

    def sample(self) -> list[str]:
        """Give the first lines; they are read again."""
        lines: list[tuple[int, str]] = []
        while len(lines) < _SAMPLE_LINES and sum(len(line) for _, line in lines) < _SAMPLE:
            if (line := self._line()) is None:
                break
            lines.append(line)
        if lines:
            lines[0] = (lines[0][0], lines[0][1].removeprefix("\ufeff"))
        self._again.extend(lines)
        return [line for _, line in lines]

    def skip(self) -> None:
        """Drop a line."""
        self._again.popleft()

    def _line(self) -> tuple[int, str] | None:
        """Give the next line with its number; one that is too long is passed over and named."""
        if self._again:
            return self._again.popleft()
        while line := self._file.readline(MAX_ROW + 1):
            self._number += 1
            if len(line) <= MAX_ROW:
                return self._number, line
            size = len(line)
            while line and line[-1] not in "\r\n":
                line = self._file.readline(MAX_ROW)
                size += len(line)
            at = f"{self._where}:{self._number}"
            self._said.append(warn("R108", at, size=f"{size:,} characters", limit=f"{MAX_ROW:,}"))
        return None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Give a line to the module `csv`, which asks for more until a row is whole."""
        line = self._line()
        if line is None:
            raise StopIteration
        self._taken.append(line)
        self._size += len(line[1])
        if self._size > MAX_ROW:
            raise _RunawayError
        return line[1]

    def rows(self, dialect: Dialect) -> Iterator[Row | Warn]:
        """Give the rows, each with the number of its first line, and what is wrong with their marks."""
        strict = csv.reader(self, strict=True, **dialect.options())
        while True:
            self._taken, self._size = [], 0
            try:
                cells: list[str] | None = (
                    next(strict) if self._twice <= MAX_AGAIN else _alone(next(self), dialect)
                )
            except StopIteration:
                yield from self._warned()
                return
            except (csv.Error, _RunawayError):
                cells = self._mended(dialect)
            number = self._taken[0][0]
            yield from self._warned()
            if cells:
                yield Row(number, cells)

    def _warned(self) -> Iterator[Warn]:
        yield from self._said
        self._said.clear()

    def _mended(self, dialect: Dialect) -> list[str] | None:
        """Read lines whose quotation marks do not match: the first alone where that makes a row, else all of them."""
        taken = self._taken
        number, line = taken[0]
        alone = _alone(line, dialect)
        if len(taken) == 1 or (len(alone) == dialect.width and self._hold_rows(taken[1:], dialect)):
            self._return(taken[1:])
            if len(taken) > 1 or len(alone) != dialect.width:
                self._say(f"a quotation mark that does not close; read as {len(alone)} cells", number)
            return alone
        self._return(taken)
        self._taken, self._size = [], 0
        try:
            cells = next(csv.reader(self, **dialect.options()))
        except (csv.Error, _RunawayError, StopIteration):
            self._return(self._taken[1:])
            self._taken = taken[:1]
            self._say("a quotation mark that does not close; this line is left out", number)
            return None
        self._say(
            f"quotation marks that do not match; lines {number} to {self._taken[-1][0]} are one row", number
        )
        return cells

    def _hold_rows(self, lines: list[tuple[int, str]], dialect: Dialect) -> bool:
        """Tell whether there are rows among lines that a mark has swallowed, and not only the rest of a text."""
        return len(lines) > _LONG_TEXT or any(
            len(_alone(line, dialect)) == dialect.width for _, line in lines
        )

    def _say(self, detail: str, number: int) -> None:
        self._said.append(warn("R111", f"{self._where}:{number}", detail=detail))

    def _return(self, lines: list[tuple[int, str]]) -> None:
        """Have lines read again."""
        self._again.extendleft(reversed(lines))
        self._twice += sum(len(line) for _, line in lines)


def _alone(line: str, dialect: Dialect) -> list[str]:
    """Read one line as a row, whose marks are no strict ones, in the way that makes a row of the right width.

    Either only marks beside a delimiter count (``"a "b" c"`` is one cell), or those that `csv` counts, or none.
    """
    made: list[list[str]] = [_between_edges(line.rstrip("\r\n"), dialect.delimiter)]
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        with suppress(csv.Error):
            made.append(next(csv.reader([line], quoting=quoting, **dialect.options()), []))
    return next((cells for cells in made if len(cells) == dialect.width), made[-1])


def _between_edges(line: str, delimiter: str) -> list[str]:
    """Split a line at its delimiters, but not between a mark that opens a cell and the next that closes one."""
    cells, at = [], 0
    while at <= len(line):
        end = -1
        if line.startswith('"', at):
            end = line.find(f'"{delimiter}', at + 1)
            end = len(line) - 1 if end < 0 and line.endswith('"') and len(line) > at + 1 else end
        if end >= 0:
            cells.append(line[at + 1 : end].replace('""', '"'))
            at = end + 1 + len(delimiter)
        else:
            end = line.find(delimiter, at)
            end = len(line) if end < 0 else end
            cells.append(line[at:end])
            at = end + len(delimiter)
    return cells
