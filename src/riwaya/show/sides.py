"""Sides: a passage that two reports share, in rows in which the same words stand next to each other.

The two texts are aligned word by word and cut into rows at the ends of sentences, so that a reader compares line with
line. Lines that are word for word the same are only counted: what they say is in the reports themselves.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from riwaya.arabic.words import Token, tokens
from riwaya.link.reuse import changes
from riwaya.model import Span

Kind = Literal["", "word", "edit", "gap"]

LEAST_ROW, GOOD_ROW, LONGEST_ROW = 5, 30, 60
"""Words after which a row may end at the end of a sentence, at a comma, and anywhere."""
MOST_ROWS = 30
_ENDS = frozenset(".!?؟…\n")
_PAUSES = frozenset("،؛,;:")


class Place(NamedTuple):
    """Where the `n`-th edit stands in one side; its span is empty where that side has nothing there."""

    n: int
    span: Span


class Run(NamedTuple):
    """Words of one side: the same (``""``), differing (``word``), part of edit `n` (``edit``), or absent (``gap``)."""

    text: str
    kind: Kind = ""
    n: int = 0


class Row(NamedTuple):
    """A line of both sides; one with `same` words stands for lines that are the same and not shown."""

    a: tuple[Run, ...] = ()
    b: tuple[Run, ...] = ()
    same: int = 0


class Rows(NamedTuple):
    """The rows of a passage that are shown, and how many words follow."""

    shown: tuple[Row, ...]
    left: int


class _Side(NamedTuple):
    """One side: its text, the passage in it, what differs from the other side, and the edits."""

    text: str
    span: Span
    differs: tuple[Span, ...]
    places: tuple[Place, ...]


class _Line(NamedTuple):
    """A row before it is shown: its stretch in each text, its words, and whether nothing in it differs."""

    a: Span
    b: Span
    words: int
    plain: bool


def rows(
    a_text: str,
    a_span: Span,
    b_text: str,
    b_span: Span,
    a_places: Iterable[Place] = (),
    b_places: Iterable[Place] = (),
) -> Rows:
    """Align a passage, and cut it into rows of which each says the same in both texts or shows what differs."""
    found = changes(a_text, a_span, b_text, b_span)
    a = _Side(a_text, a_span, tuple(c.old for c in found), tuple(a_places))
    b = _Side(b_text, b_span, tuple(c.new for c in found), tuple(b_places))
    lines = [_line(a, b, start, end) for start, end in pairwise(_cuts(a, b))]
    out: list[Row] = []
    left = 0
    for same, group in groupby(enumerate(lines), lambda numbered: numbered[0] > 0 and numbered[1].plain):
        stretch = [line for _, line in group]
        if len(out) >= MOST_ROWS:
            left += sum(line.words for line in stretch)
        elif same and len(stretch) > 1:
            out.append(Row(same=sum(line.words for line in stretch)))
        else:
            room = MOST_ROWS - len(out)
            out += [Row(_runs(a, line.a), _runs(b, line.b)) for line in stretch[:room]]
            left += sum(line.words for line in stretch[room:])
    return Rows(tuple(out), left)


def _line(a: _Side, b: _Side, start: tuple[int, int], end: tuple[int, int]) -> _Line:
    in_a, in_b = Span(start[0], end[0]), Span(start[1], end[1])
    words = max(len(_words(a.text, in_a)), len(_words(b.text, in_b)))
    return _Line(in_a, in_b, words, not (_marked(a, in_a) or _marked(b, in_b)))


def _marked(side: _Side, line: Span) -> bool:
    """Tell whether anything shows in a line; a span that is empty shows where it stands."""
    spans = (*side.differs, *(place.span for place in side.places))
    return any(line.start < max(s.end, s.start + 1) and s.start < _past(side, line) for s in spans)


def _past(side: _Side, line: Span) -> int:
    """Give the first place that is not the line's: what stands at the very end of the passage is the last line's."""
    return line.end + 1 if line.end == side.span.end else line.end


def _words(text: str, span: Span) -> list[Token]:
    """Give the words and numbers of a stretch; quotation marks and commas make no difference."""
    return [t for t in tokens(text, span.start, span.end) if t.kind != "mark"]


def _same(a: _Side, b: _Side) -> Iterator[tuple[Span, Span, int]]:
    """Give the stretches between what differs, with the words of the difference before each."""
    at_a, at_b, before = a.span.start, b.span.start, 0
    for old, new in zip(a.differs, b.differs, strict=True):
        yield Span(at_a, old.start), Span(at_b, new.start), before
        before = max(len(_words(a.text, old)), len(_words(b.text, new)))
        at_a, at_b = old.end, new.end
    yield Span(at_a, a.span.end), Span(at_b, b.span.end), before


def _cuts(a: _Side, b: _Side) -> list[tuple[int, int]]:
    """Give where rows start and the last one ends: beside words that are the same in both texts."""
    out = [(a.span.start, b.span.start)]
    words = 0
    for in_a, in_b, before in _same(a, b):
        words += before
        for gap_a, gap_b in zip(_gaps(a.text, in_a), _gaps(b.text, in_b), strict=False):
            between = set(a.text[gap_a.start : gap_a.end]) | set(b.text[gap_b.start : gap_b.end])
            at = _after_space(a, gap_a), _after_space(b, gap_b)
            if _may_end(words, between) and at > out[-1] and not (_inside(a, at[0]) or _inside(b, at[1])):
                out.append(at)
                words = 0
            words += 1
    end = a.span.end, b.span.end
    return [*out, end] if out[-1] < end else out


def _gaps(text: str, stretch: Span) -> list[Span]:
    """Give what stands before each word of a stretch, and after the last one."""
    found = _words(text, stretch)
    ends = [stretch.start, *(t.end for t in found)]
    return [
        Span(end, start) for end, start in zip(ends, (*(t.start for t in found), stretch.end), strict=True)
    ]


def _may_end(words: int, between: set[str]) -> bool:
    sentence, comma = bool(between & _ENDS), bool(between & _PAUSES)
    return words >= LONGEST_ROW or (words >= GOOD_ROW and comma) or (words >= LEAST_ROW and sentence)


def _after_space(side: _Side, gap: Span) -> int:
    """Give where the next row starts: after the last white space, so that an opening quotation mark goes along."""
    return next((i + 1 for i in range(gap.end - 1, gap.start - 1, -1) if side.text[i].isspace()), gap.end)


def _inside(side: _Side, at: int) -> bool:
    return any(p.span.start < at < p.span.end for p in side.places)


def _runs(side: _Side, line: Span) -> tuple[Run, ...]:
    """Cut a line of one side at the edges of what differs and of the edits."""
    edges = {line.start, line.end}
    for span in (*side.differs, *(p.span for p in side.places)):
        edges |= {at for at in (span.start, span.end) if line.start < at < line.end}
    out: list[Run] = []
    for start, end in pairwise([*sorted(edges), line.end]):
        if start < _past(side, line):
            out += [Run("", "gap", p.n) for p in side.places if p.span.start == p.span.end == start]
        if start < end:
            edit = next((p.n for p in side.places if p.span.start <= start < p.span.end), 0)
            word = any(s.start <= start < s.end for s in side.differs)
            text = side.text[start:end]
            kind: Kind = "" if not any(map(str.isalnum, text)) else "edit" if edit else "word" if word else ""
            bare = text.strip() if kind else text
            before, _, after = text.partition(bare)
            for run in (Run(before), Run(bare, kind, edit), Run(after)):
                _put(out, run)
    return tuple(out)


def _put(out: list[Run], run: Run) -> None:
    """Add a run, to the one before it when both are of one kind; what is no word is not marked."""
    if not run.text:
        return
    if out and out[-1].kind == run.kind and out[-1].n == run.n:
        out[-1] = run._replace(text=out[-1].text + run.text)
    else:
        out.append(run)


def places(edits: Sequence[tuple[int, Span]], passage: Span) -> list[Place]:
    """Give the edits whose span lies in a passage, or stands at its edge with nothing there, cut to it."""
    out = []
    for n, span in edits:
        if span.start == span.end and passage.start <= span.start <= passage.end:
            out.append(Place(n, span))
        elif span.start < passage.end and passage.start < span.end:
            out.append(Place(n, Span(max(span.start, passage.start), min(span.end, passage.end))))
    return out
