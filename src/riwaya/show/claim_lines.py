"""Claim lines: a claim in a list, with its figures and voices in words, and why it was found."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.case.claims_about import SaidSo
from riwaya.case.claims_asked import ClaimRow
from riwaya.case.search import Term, around, spans_of
from riwaya.model import Span, Support
from riwaya.show import labels, marks
from riwaya.show.labels import Bilingual
from riwaya.show.visible import clipped

MOST_FIGURES = 8
"""Figures of a claim that are written in a list."""
_WIDTH = 240
Pieces = tuple[marks.Piece, ...]
_CUT = marks.Piece(" … ")


class SaidLine(NamedTuple):
    """A statement that has the words which were looked for: who says so, and the words around the first of them."""

    statement: SaidSo
    names: Pieces
    words: Pieces


class ClaimLine(NamedTuple):
    """A claim, what its figures count, as many of them as there is room for, and how many are left."""

    row: ClaimRow
    wording: Pieces
    support: Support
    voices: Bilingual
    counted: Bilingual | None
    figures: tuple[Bilingual, ...]
    more: int
    said: SaidLine | None


def lines(
    rows: Iterable[ClaimRow], looked: Sequence[Term] = (), said: Mapping[str, SaidSo] | None = None
) -> tuple[ClaimLine, ...]:
    """Put rows of claims in words, those that were looked for marked; `said` are the statements that have them."""
    return tuple(_line(row, looked, (said or {}).get(row.said or "")) for row in rows)


def _line(row: ClaimRow, looked: Sequence[Term], said: SaidSo | None) -> ClaimLine:
    support = Support(low=row.low, high=row.high)
    counted = labels.label("counted", row.counted) if row.counted else labels.same(row.of) if row.of else None
    figures = tuple(labels.figure(low, high, row.unit) for low, high in row.figures[:MOST_FIGURES])
    more = len(row.figures) - len(figures)
    found = (
        SaidLine(said, _marked(said.names or said.outlet or "", looked), _part(said.content, looked))
        if said
        else None
    )
    wording = _wording(row.wording, looked)
    return ClaimLine(row, wording, support, labels.voices(support), counted, figures, more, found)


def _wording(wording: str, looked: Sequence[Term]) -> Pieces:
    """Give how a wording begins; the words that were looked for behind it where they stand only there."""
    begins = clipped(wording, _WIDTH)
    behind = _found(wording, looked) and not _found(begins, looked)
    return _marked(begins, looked) + (_part(wording, looked) if behind else ())


def _part(text: str, looked: Sequence[Term]) -> Pieces:
    """Give the words around the first of those that were looked for."""
    at = around(text, _found(text, looked))
    before, after = (_CUT,) * (at.start > 0), (_CUT,) * (at.end < len(text))
    return (*before, *_marked(text[at.start : at.end], looked), *after)


def _marked(text: str, looked: Sequence[Term]) -> Pieces:
    return marks.lit(text, _found(text, looked))


def _found(text: str, looked: Sequence[Term]) -> tuple[Span, ...]:
    return spans_of(text, Span(0, len(text)), looked) if looked else ()
