"""Plain text files: one report each; its first line that is not empty is the title, the whole file is the
text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from riwaya.arabic.fold import fold
from riwaya.errors import warn
from riwaya.model import Furniture, Report, Span, Warn
from riwaya.read.inputs import Found, Input
from riwaya.read.record import report_from, unclear
from riwaya.read.told.clean import line_rule

ENDINGS = (".txt", ".text", "")
_MARKUP = ("<!doctype", "<html", "<?xml", "<rss")
_LINES = re.compile(r"[^\r\n]+")
_MAX_TITLE = 300
# A heading of the page over the title: a few words, an empty line, a longer headline, an empty line, a
# paragraph.
_HEADING_WORDS = 3
_PARAGRAPH = 150


def tells(source: Input) -> bool:
    """Tell plain text by its ending, or take any text that the user named; markup is none."""
    opening = source.opening
    return (source.suffix in ENDINGS or source.named) and bool(opening) and not opening.startswith(_MARKUP)


def read(source: Input) -> Found:
    """Read a file of plain text as one report."""
    text = source.decoded.text or ""
    if not text.strip():
        yield warn("R102", source.where)
        return
    yield from unclear(source.decoded, source.where)
    yield from read_txt(text, source.where)


def read_txt(text: str, where: str) -> Iterator[Report | Warn]:
    """Read one report; lines over and at the title are marked as furniture ``section-heading`` and
    ``title-line``.
    """
    title, marks = _title(text)
    record = {"text": text, "title": title}
    yield from report_from(record, where, marks)


def _title(text: str) -> tuple[str | None, tuple[Furniture, ...]]:
    """Find the title line and what stands over it; None when there is none."""
    lines = [span for span in map(_stripped, _LINES.finditer(text)) if span is not None]
    at, marks = 0, []
    while at + 1 < len(lines) and _is_no_title(_words(text, lines[at])):
        at += 1
    if _is_heading(text, lines[at : at + 3]):
        marks.append(Furniture(lines[at], "section-heading"))
        at += 1
    # One line by itself is a text without a title, not a title without a text.
    if at + 1 >= len(lines) or lines[at].end - lines[at].start > _MAX_TITLE:
        return None, ()
    marks.append(Furniture(lines[at], "title-line"))
    return _words(text, lines[at]), tuple(marks)


def _is_no_title(line: str) -> bool:
    """Tell a line that is furniture, or has nothing but marks and long strokes, which folding takes away."""
    folded = fold(line)[:_MAX_TITLE].strip()
    return not folded or line_rule(folded) is not None


def _stripped(found: re.Match[str]) -> Span | None:
    """Give the span of a line without the white space at its ends, or None when nothing is left."""
    line = found.group()
    start = found.start() + len(line) - len(line.lstrip())
    end = found.end() - len(line) + len(line.rstrip())
    return Span(start, end) if start < end else None


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _is_heading(text: str, lines: list[Span]) -> bool:
    """Tell whether the first of three lines is a section's heading and the second the report's headline."""
    if len(lines) < 3:
        return False
    heading, headline, body = (_words(text, line) for line in lines)
    apart = all(text[a.end : b.start].count("\n") > 1 for a, b in pairwise(lines))
    return (
        apart
        and len(heading.split()) <= _HEADING_WORDS < len(headline.split())
        and len(headline) <= _PARAGRAPH <= len(body)
        and headline[-1] not in ".،:"
    )
