"""One text from the pages of a PDF: paragraphs put together again, running heads and page numbers marked.

A page breaks lines where they are full; readers want paragraphs. A line goes on in the next one unless the first word
of the next would still have fitted on it, or a gap, an indent or another size of letters parts them. A paragraph that
runs over a page's end stays whole: the foot of that page and the head of the next come behind it. Other page ends are
an empty line.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from statistics import median

from riwaya.arabic.fold import fold
from riwaya.lexicon import toml
from riwaya.model import Furniture, Span
from riwaya.read.papers.pdf_lines import Line

_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which running heads are looked for."""
_REPEATED = 0.4
_GAP = 1.3
"""A gap between lines so many times the usual one parts paragraphs."""
_SIZES_DIFFER = 1.12
_INDENT = 0.7
_SMALL_PRINT = 0.88
_SENTENCE_ENDS = ".؟!?…:»”"
_DIGITS = re.compile(r"\d+")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_URL = re.compile(r"(?:https?|file)://[^\s\u0600-\u06ff]+")
_BULLET = re.compile(r"[•●▪■◆○*–—-]\s|\(?\d{1,2}[.)-]\s")
_LATIN_BREAK = re.compile(r"[A-Za-z]-$")


@dataclass
class Row:
    """A line of a page in the order of reading; `rule` says what furniture it is, if any."""

    line: Line
    text: str
    rule: str | None = None
    note: bool = False


@dataclass
class Joined:
    """The text of a file, its furniture, where its paragraphs stand and how large their letters are."""

    text: str = ""
    furniture: list[Furniture] = field(default_factory=list)
    paragraphs: list[tuple[Span, float]] = field(default_factory=list)
    url: str | None = None


def join(
    pages: Sequence[Sequence[Row]],
    title: str | None = None,
    seen: Mapping[int, Sequence[tuple[str, float]]] | None = None,
) -> Joined:
    """Put the pages together.

    `title` is what the file calls itself, by which a browser's own head is told; `seen` gives the paragraphs of pages
    that were read from a picture, with the size of their letters.
    """
    _mark_edges(pages, title)
    for page in pages:
        _narrow([row for row in page if row.rule is None])
    out = _Writer()
    for number, page in enumerate(pages):
        leading = _leading([row for row in page if row.rule is None])
        if number:
            out.end_page()
        for row in page:
            out.add(row, leading)
        for text, size in (seen or {}).get(number, ()):
            out.add_paragraph(text, size)
    return out.finish(_printed_from(pages))


class _Writer:
    """Writes rows as paragraphs and remembers where."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._out = Joined()
        self._paragraph: list[Row] = []
        self._waiting: list[Row] = []
        self._new_page = False

    def end_page(self) -> None:
        """Note that a page ends; whether the paragraph does is seen at the next row."""
        self._new_page = True

    def add(self, row: Row, leading: float) -> None:
        """Take the next row in the order of reading."""
        if row.rule is not None or row.note:
            self._waiting.append(row)
            return
        before = self._paragraph[-1] if self._paragraph else None
        if before is not None and _goes_on(before, row, leading, new_page=self._new_page):
            self._paragraph.append(row)
            self._new_page = False
            return
        self._close()
        if self._new_page and self._size:
            self._write("\n")
        self._new_page = False
        self._paragraph = [row]

    def add_paragraph(self, text: str, size: float) -> None:
        """Take a whole paragraph."""
        self._close()
        if self._new_page and self._size:
            self._write("\n")
        self._new_page = False
        self._out.paragraphs.append((Span(self._size, self._size + len(text)), size))
        self._write(f"{text}\n")

    def finish(self, url: str | None) -> Joined:
        """Give the whole text."""
        self._close()
        self._out.text = "".join(self._parts).rstrip("\n")
        self._out.url = url
        return self._out

    def _close(self) -> None:
        """Write the paragraph that is open, and what waited behind it."""
        if self._paragraph:
            start = self._size
            self._write(_flowing([row.text for row in self._paragraph]))
            sizes = [row.line.size for row in self._paragraph]
            self._out.paragraphs.append((Span(start, self._size), median(sizes)))
            self._write("\n")
            self._paragraph = []
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if self._size:
            self._write("\n")
        for row in waiting:
            start = self._size
            self._write(row.text)
            if row.rule is not None:
                self._out.furniture.append(Furniture(Span(start, self._size), row.rule))
            self._write("\n")
        self._write("\n")
        self._new_page = False

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)


def _flowing(lines: list[str]) -> str:
    """Put the lines of a paragraph together; a Latin word broken with a hyphen becomes whole."""
    out = ""
    for line in lines:
        broken = _LATIN_BREAK.search(out) and line[:1].islower()
        out = out[:-1] + line if broken else f"{out} {line}".lstrip()
    return out


def _goes_on(before: Row, row: Row, leading: float, *, new_page: bool) -> bool:
    """Tell whether a paragraph goes on from one row to the next."""
    a, b = before.line, row.line
    if max(a.size, b.size) > _SIZES_DIFFER * min(a.size, b.size) or _BULLET.match(row.text):
        return False
    if a.cells or b.cells:
        return False
    same_column = not new_page and a.left == b.left and a.right == b.right
    if same_column and not 0 < a.y - b.y < _GAP * max(leading, 1.0) * a.size:
        return False
    arabic = _is_arabic(before.text)
    rest = a.x0 - a.left if arabic else a.right - a.x1
    first = b.widths[1] if arabic else b.widths[0]
    if rest > first + 0.5 * b.size:
        return False
    indent, other = (b.right - b.x1, b.x0 - b.left) if arabic else (b.x0 - b.left, b.right - b.x1)
    if indent > _INDENT * b.size and abs(indent - other) > b.size:
        return False
    return same_column or before.text[-1:] not in _SENTENCE_ENDS


def _is_arabic(text: str) -> bool:
    """Tell which way a line runs: by whether it holds Arabic at all."""
    return any("\u0600" <= c <= "\u06ff" for c in text)


def _narrow(rows: Sequence[Row]) -> None:
    """Set the edges of each column by its body: running heads and tables are wider, and a line or two may stand out."""
    columns: dict[tuple[float, float], list[Line]] = {}
    for row in rows:
        if not row.line.cells:
            columns.setdefault((row.line.left, row.line.right), []).append(row.line)
    for lines in columns.values():
        left = sorted(line.x0 for line in lines)[len(lines) // 10]
        right = sorted(line.x1 for line in lines)[-1 - len(lines) // 10]
        for line in lines:
            line.left, line.right = left, right


def _leading(rows: Sequence[Row]) -> float:
    """Give the usual distance between the lines of a page, in sizes of their letters."""
    steps = [
        round((a.line.y - b.line.y) / a.line.size, 1)
        for a, b in pairwise(rows)
        if a.line.left == b.line.left and 0 < a.line.y - b.line.y < 4 * a.line.size
    ]
    if not steps:
        return 0.0
    # Of the common distances the smallest: where every line is a paragraph, the gap between them is as common.
    common = Counter(steps)
    return min(step for step, count in common.items() if count * 4 >= common.most_common(1)[0][1])


def _mark_edges(pages: Sequence[Sequence[Row]], title: str | None) -> None:
    """Mark running heads and feet, page numbers, what a browser prints around a page, and notes in small print."""
    edges = [_edges(page) for page in pages]
    filled = sum(bool(page) for page in pages)
    keys = Counter(key for edge in edges for key in {_key(row, top) for row, top in edge})
    for number, edge in enumerate(edges, 1):
        for row, top in edge:
            count = keys[_key(row, top)]
            repeated = count > 1 and (count >= _REPEATED * filled or count > 3)
            if _is_page_number(row.text, number, len(pages), sure=repeated):
                row.rule = "page-number"
            elif repeated or _printed(row.text, top, title, number, len(pages)):
                row.rule = "page-header" if top else "page-footer"
    for page in pages:
        _mark_notes([row for row in page if row.rule is None])


def _edges(page: Sequence[Row]) -> list[tuple[Row, bool]]:
    """Give the rows at the top and at the bottom of a page, and which of both."""
    rows = sorted((row for row in page if row.line.turn == page[0].line.turn), key=lambda row: -row.line.y)
    top, bottom = rows[:_EDGE_LINES], rows[_EDGE_LINES:][-_EDGE_LINES:]
    if len(rows) < 2 * _EDGE_LINES:
        half = (len(rows) + 1) // 2
        top, bottom = rows[:half], rows[half:]
    return [(row, True) for row in top] + [(row, False) for row in bottom]


def _key(row: Row, top: bool) -> tuple[str, bool]:
    """Give what makes two heads one: their words without their numbers."""
    return _DIGITS.sub("#", fold(row.text)), top


@cache
def _number_lines() -> list[re.Pattern[str]]:
    """Give the patterns of a line that is a page's number."""
    return [
        re.compile(pattern.replace("N", r"(?P<n>\d{1,4})").replace("M", r"(?P<m>\d{1,4})"))
        for pattern in toml("paper")["page_number"]
    ]


def _is_page_number(text: str, number: int, pages: int, *, sure: bool) -> bool:
    """Tell a line that is this page's number; where nothing like it repeats, the number has to be right."""
    line = fold(text).strip()
    for pattern in _number_lines():
        if found := pattern.fullmatch(line):
            of = found.groupdict().get("m")
            return sure or (int(found["n"]) == number and (of is None or int(of) == pages))
    return False


def _printed(text: str, top: bool, title: str | None, number: int, pages: int) -> bool:
    """Tell what a browser prints over and under a page: the time and the page's title, its address and number."""
    if _URL.search(text) and (
        f"{number}/{pages}" in text or f"{number} of {pages}" in text or len(text.split()) == 1
    ):
        return True
    words = set(fold(title or "").split())
    return (
        top
        and bool(words)
        and bool(_CLOCK.search(text))
        and len(words & set(fold(text).split())) > len(words) / 2
    )


def _printed_from(pages: Sequence[Sequence[Row]]) -> str | None:
    """Give the address that a browser printed on every page, if it is one of the web and whole."""
    heads = [{url for row in page if row.rule for url in _URL.findall(row.text)} for page in pages]
    common = set.intersection(*heads) if heads else set()
    whole = [url for url in common if url.startswith("http") and "…" not in url and "..." not in url]
    return whole[0] if len(whole) == 1 else None


def _mark_notes(rows: Sequence[Row]) -> None:
    """Mark what stands in small print at the foot of a page, so that no paragraph is broken by it."""
    if not rows:
        return
    usual = median(row.line.size for row in rows)
    for row in reversed(rows):
        if row.line.size >= _SMALL_PRINT * usual:
            return
        row.note = True
