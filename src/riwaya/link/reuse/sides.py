"""Sides: a passage aligned word by word, so that what stands at a place of one side is found on the other."""

from bisect import bisect_left
from functools import cached_property
from typing import Self

from rapidfuzz.distance import Levenshtein

from riwaya.link.reuse.words import Words
from riwaya.model import Extraction, Passage, Report, Span

# How many words more than the one side the other may have at a place.
WIDER = 12


class Side:
    """A report as edits are looked for in it."""

    def __init__(self, report: Report, extraction: Extraction, words: Words) -> None:
        self.report = report
        self.extraction = extraction
        self.words = words


class Sides:
    """One passage, seen from one of its sides: `here` is the side looked from, `there` the other.

    Positions are numbers of words in their reports.
    """

    def __init__(self, passage: Passage, here: Side, there: Side) -> None:
        self.passage = passage
        self.here, self.there = here, there
        spans = (passage.a_span, passage.b_span)
        mine, its = spans if passage.a == here.report.id else spans[::-1]
        self.start, self.end = here.words.between(mine)
        self.start_there, self.end_there = there.words.between(its)

    def turned(self) -> Self:
        """Give the same passage seen from the other side."""
        return type(self)(self.passage, self.there, self.here)

    @cached_property
    def same(self) -> dict[int, int]:
        """Give for each word of this side that the other has too the position of that."""
        mine = self.here.words.ids[self.start : self.end].tolist()
        its = self.there.words.ids[self.start_there : self.end_there].tolist()
        out = {}
        for op in Levenshtein.opcodes(mine, its):
            if op.tag == "equal":
                for i in range(op.src_end - op.src_start):
                    out[self.start + op.src_start + i] = self.start_there + op.dest_start + i
        return out

    @cached_property
    def _known(self) -> list[int]:
        return sorted(self.same)

    def holds(self, span: Span) -> bool:
        """Tell whether a stretch of this side's text lies in the passage, with a word at least."""
        first, end = self.here.words.between(span)
        return self.start <= first < end <= self.end

    def kept(self, span: Span) -> bool:
        """Tell whether the other side has all words of a stretch."""
        first, end = self.here.words.between(span)
        return all(n in self.same for n in range(first, end))

    def lost(self, span: Span) -> bool:
        """Tell whether the other side has no word of a stretch."""
        first, end = self.here.words.between(span)
        return first < end and not any(n in self.same for n in range(first, end))

    def beside(self, span: Span) -> tuple[int, int] | None:
        """Give the words ``[first, end)`` of the other side that stand where a stretch of this side does; None where
        that cannot be said closely.
        """
        first, end = self.here.words.between(span)
        before = bisect_left(self._known, first) - 1
        after = bisect_left(self._known, end)
        lower = self.same[self._known[before]] + 1 if before >= 0 else self.start_there
        upper = self.same[self._known[after]] if after < len(self._known) else self.end_there
        return (lower, upper) if lower <= upper <= lower + end - first + WIDER else None

    def within(self, span: Span, place: tuple[int, int]) -> bool:
        """Tell whether a stretch of the other side's text lies at a place there."""
        first, end = self.there.words.between(span)
        return place[0] <= first < end <= place[1]

    def settled(self, span: Span, near: int = 5) -> bool:
        """Tell whether most of the words around a stretch are the same on the other side: the sentence was kept."""
        first, end = self.here.words.between(span)
        around = [*range(max(self.start, first - near), first), *range(end, min(self.end, end + near))]
        return len(around) >= near and 2 * sum(n in self.same for n in around) > len(around)
