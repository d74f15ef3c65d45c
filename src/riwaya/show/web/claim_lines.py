"""Claim lines: a claim in a list, with its figures and voices in words."""

from collections.abc import Iterable
from typing import NamedTuple

from riwaya.case.claims_asked import ClaimRow
from riwaya.model import Support
from riwaya.show import labels
from riwaya.show.labels import Bilingual

MOST_FIGURES = 8
"""Figures of a claim that are written in a list."""


class ClaimLine(NamedTuple):
    """A claim, what its figures count, as many of them as there is room for, and how many are left."""

    row: ClaimRow
    support: Support
    voices: Bilingual
    counted: Bilingual | None
    figures: tuple[Bilingual, ...]
    more: int


def lines(rows: Iterable[ClaimRow]) -> tuple[ClaimLine, ...]:
    """Put rows of claims in words."""
    return tuple(map(_line, rows))


def _line(row: ClaimRow) -> ClaimLine:
    support = Support(low=row.low, high=row.high)
    counted = labels.label("counted", row.counted) if row.counted else labels.same(row.of) if row.of else None
    figures = tuple(labels.figure(low, high, row.unit) for low, high in row.figures[:MOST_FIGURES])
    more = len(row.figures) - len(figures)
    return ClaimLine(row, support, labels.voices(support), counted, figures, more)
