"""The lines of a page of a PDF, from where its glyphs stand: lines, the columns they stand in, the order to read them.

Columns are told by a gap that runs down beside several lines of some words each; the right one is read first where the
page is Arabic. A table, whose cells are short, has no columns in this sense: it is read row by row.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from riwaya.read.papers.pdf_glyphs import Glyph
from riwaya.read.papers.visual import MISSING, Piece, letters

_SAME_LINE = 0.45
"""How far glyphs of one line may stand above each other, in sizes of the larger."""
_APART = 1.0
"""The gap between two stretches of a line that may belong to two columns, in sizes."""
_CELLS_APART = 2.0
"""The gap that parts two cells of a table, in sizes; a line that is stretched to be full has smaller ones."""
_WORD_GAP = 0.22
"""The gap between two glyphs that parts two words, in sizes; where a page writes no blanks at all, a smaller one."""
_WORD_GAP_NO_BLANKS = 0.14
_WIDE_INK = 0.25
"""A glyph without a letter that is wider is no stroke between letters: a letter is missing."""
_DOUBLED = 0.05
"""A glyph that is drawn again so near is a bold made by writing twice; thin letters side by side are further apart."""
_COLUMN_LINES = 4
_COLUMN_WORDS = 3.0
_COLUMN_SHARE = 0.15
"""What makes a column: so many lines of so many words on average, and so much of the width."""
_MAX_COLUMN_DEPTH = 5
_MAX_LINES = 4_000
_MAX_COLUMN_LINES = 400
_MAX_BLOCKS = 8
"""More stretches beside each other are no columns of text."""


class Box(NamedTuple):
    """A glyph with its letters (none for ink): where it stands along its line, its rank in the order of drawing."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    drawn: int


@dataclass
class Line:
    """A line of one column, its pieces from left to right with blanks between words.

    `left` and `right` are the edges of its column, `widths` those of the words at its left and its right end; `cells`
    says that gaps part it, as in a row of a table.
    """

    pieces: list[Piece]
    x0: float
    x1: float
    y: float
    size: float
    left: float
    right: float
    widths: tuple[float, float]
    cells: bool = False
    turn: int = 0


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Give the lines of a page in the order of reading; text that is turned comes after what stands upright."""
    out: list[Line] = []
    turns = Counter(glyph.turn for glyph in glyphs if glyph.text.strip())
    for turn, _ in turns.most_common():
        boxes = list(_boxes(glyphs, turn))
        rows = [_stretches(row) for row in _rows(boxes)][:_MAX_LINES]
        spaced = any(box.text.isspace() for box in boxes)
        arabic = sum(_is_arabic(box.text) for box in boxes) * 2 >= sum(box.text.isalpha() for box in boxes)
        for column in _in_order(rows, arabic, 0):
            out.extend(_column(column, spaced, turn))
    return out


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= c <= "\u06ff" for c in text)


def _boxes(glyphs: Sequence[Glyph], turn: int) -> Iterator[Box]:
    """Give the glyphs of one direction; marks over letters are held at the height of what they follow."""
    seen: set[tuple[str, int, int]] = set()
    last: Box | None = None
    for rank, glyph in enumerate(glyphs):
        if glyph.turn != turn:
            continue
        text, size = letters(glyph.text), max(glyph.size, 0.1)
        y = glyph.y
        if _is_mark(text) and last is not None and abs(y - last.y) < 1.5 * size:
            y = last.y
        box = Box(text, glyph.x0, glyph.x1, y, size, rank)
        if text.strip() and _drawn_before(box, seen):
            continue
        if not _is_mark(text):
            last = box
        yield box


def _drawn_before(box: Box, seen: set[tuple[str, int, int]]) -> bool:
    """Tell a letter that is drawn a second time in its place: a bold that is made by writing twice."""
    cell = _DOUBLED * box.size
    column, row = round(box.x0 / cell), round(box.y / cell)
    if any((box.text, column + dx, row + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
        return True
    seen.add((box.text, column, row))
    return False


@lru_cache(maxsize=4096)
def _is_mark(text: str) -> bool:
    """Tell vowel marks and the like, which stand over or under a letter."""
    return text != "" and all(unicodedata.combining(c) for c in text)


def _rows(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """Gather what stands at one height, from the top; each row is sorted from the left."""
    row: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.y):
        if row and row[0].y - box.y > _SAME_LINE * max(box.size, row[0].size):
            yield sorted(row, key=attrgetter("x0", "drawn"))
            row = []
        row.append(box)
    if row:
        yield sorted(row, key=attrgetter("x0", "drawn"))


def _stretches(row: list[Box]) -> list[list[Box]]:
    """Cut a row where a wide gap is; blanks at the ends of a stretch are no part of it."""
    out: list[list[Box]] = []
    end = 0.0
    for box in row:
        if box.text.isspace():
            continue
        if not out or box.x0 - end > _APART * box.size:
            out.append([])
            end = box.x1
        out[-1].append(box)
        end = max(end, box.x1)
    blanks = [box for box in row if box.text.isspace()]
    for stretch in out:
        left, right = stretch[0].x0, max(box.x1 for box in stretch)
        stretch.extend(box for box in blanks if left < (box.x0 + box.x1) / 2 < right)
        stretch.sort(key=attrgetter("x0", "drawn"))
    return out


Rows = list[list[list[Box]]]


def _in_order(rows: Rows, arabic: bool, depth: int) -> Iterator[Rows]:
    """Give the columns of a page in the order of reading, each with its rows."""
    rows = [row for row in rows if row]
    plain: Rows = []
    at = 0
    while at < len(rows):
        found = _columns(rows, at) if depth < _MAX_COLUMN_DEPTH else None
        if found is None:
            plain.append(rows[at])
            at += 1
            continue
        end, cut = found
        if plain:
            yield plain
            plain = []
        sides = [
            [[part for part in row if (part[0].x0 < cut) == left] for row in rows[at:end]]
            for left in ((False, True) if arabic else (True, False))
        ]
        for side in sides:
            yield from _in_order(side, arabic, depth + 1)
        at = end
    if plain:
        yield plain


def _columns(rows: Rows, start: int) -> tuple[int, float] | None:
    """Say down to which row a gap runs that starts at this row, and where it is; None where there is none.

    Rows are taken on while they leave a gap; a row that closes the last one ends the columns.
    """
    blocks: list[tuple[float, float]] = []
    gap: float | None = None
    end = start
    for at in range(start, min(len(rows), start + _MAX_COLUMN_LINES)):
        wider = _merged([*blocks, *((part[0].x0, _right(part)) for part in rows[at])], rows[at][0][0].size)
        if len(wider) < 2 and (
            gap is not None or at - start > _COLUMN_LINES or _width(wider) > _half(rows[at : at + 40], wider)
        ):
            break
        if len(wider) > _MAX_BLOCKS:
            return None
        blocks = wider
        if len(blocks) > 1:
            gap = max((b[0] - a[1], (a[1] + b[0]) / 2) for a, b in pairwise(blocks))[1]
            end = at + 1
    if gap is None:
        return None
    for left in (True, False):
        side = [part for row in rows[start:end] for part in row if (part[0].x0 < gap) == left]
        if len(side) < _COLUMN_LINES or sum(map(_words, side)) / len(side) < _COLUMN_WORDS:
            return None
    return end, gap


def _half(rows: Rows, wider: list[tuple[float, float]]) -> float:
    """Give half the width that these rows take up: what is wider is no column."""
    edges = [(part[0].x0, _right(part)) for row in rows for part in row] + wider
    return (max(right for _, right in edges) - min(left for left, _ in edges)) * 0.6


def _width(blocks: list[tuple[float, float]]) -> float:
    return blocks[-1][1] - blocks[0][0]


def _right(part: list[Box]) -> float:
    return max(box.x1 for box in part)


def _merged(spans: list[tuple[float, float]], size: float) -> list[tuple[float, float]]:
    """Join stretches that overlap or nearly touch."""
    out: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if out and left - out[-1][1] < 0.8 * size:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _words(part: list[Box]) -> int:
    """Count the words of a stretch, by its blanks and its gaps."""
    gaps = sum(b.x0 - a.x1 > _WORD_GAP * b.size for a, b in pairwise(part))
    return 1 + max(gaps, sum(box.text.isspace() for box in part))


def _column(rows: Rows, spaced: bool, turn: int) -> Iterator[Line]:
    """Make the lines of a column; stretches of a row that is no two columns stand in one line."""
    left = min(part[0].x0 for row in rows for part in row)
    right = max(_right(part) for row in rows for part in row)
    for parts in rows:
        row = sorted((box for part in parts for box in part), key=attrgetter("x0", "drawn"))
        bases = [box for box in row if not _is_mark(box.text)] or row
        pieces, words = _pieces(row, bases, spaced)
        if not pieces:
            continue
        size = median(box.size for box in bases)
        y = Counter(round(box.y, 1) for box in bases).most_common(1)[0][0]
        ends = (words[0][1] - words[0][0], words[-1][1] - words[-1][0])
        cells = any(b[0].x0 - _right(a) > _CELLS_APART * size for a, b in pairwise(parts))
        yield Line(pieces, words[0][0], words[-1][1], y, size, left, right, ends, cells, turn)


def _pieces(row: list[Box], bases: list[Box], spaced: bool) -> tuple[list[Piece], list[tuple[float, float]]]:
    """Give the glyphs of a row with one blank between words, and the ends of each word; marks join their letters."""
    marks = _marks(row, bases) if len(bases) < len(row) else {}
    limit = _WORD_GAP if spaced else _WORD_GAP_NO_BLANKS
    pieces: list[Piece] = []
    words: list[tuple[float, float]] = []
    open_word = False
    end = 0.0
    for at, box in enumerate(bases):
        if box.text.isspace():
            open_word = False
            continue
        if not box.text and box.x1 - box.x0 < _WIDE_INK * box.size:
            end = max(end, box.x1) if open_word else end
            continue
        if not open_word or box.x0 - end > limit * box.size:
            if pieces:
                pieces.append(Piece(" ", box.drawn))
            words.append((box.x0, box.x1))
        open_word = True
        end = max(end, box.x1) if words[-1][0] != box.x0 else box.x1
        words[-1] = (words[-1][0], end)
        pieces.append(Piece((box.text or MISSING) + marks.get(at, ""), box.drawn))
    return pieces, words


def _marks(row: list[Box], bases: list[Box]) -> dict[int, str]:
    """Say which marks stand on which of the letters, by the letters' places in `bases`.

    A mark belongs to a neighbour in the order of drawing: to the next letter where the pen goes to the right (the line
    is drawn as it stands on paper), to the one before where it goes to the left. One that is drawn far from both
    belongs to the letter over or under it.
    """
    drawn = sorted(range(len(bases)), key=lambda at: bases[at].drawn)
    ranks = [bases[at].drawn for at in drawn]
    starts = [box.x0 for box in bases]
    out: dict[int, str] = {}
    for box in sorted((box for box in row if _is_mark(box.text)), key=attrgetter("drawn")):
        place = bisect_right(ranks, box.drawn)
        near = [
            at for at in drawn[max(0, place - 1) : place + 1] if abs(bases[at].x0 - box.x0) < 1.5 * box.size
        ]
        if len(near) == 2:
            at = near[1] if bases[near[0]].x0 < bases[near[1]].x0 else near[0]
        else:
            at = max(0, bisect_right(starts, (box.x0 + box.x1) / 2) - 1)
        out[at] = out.get(at, "") + box.text
    return out
