"""Sides: a passage aligned word by word, so that what stands at a place of one side is found on the other."""

from bisect import bisect_left
from functools import cached_property
from typing import Self

from rapidfuzz.distance import Levenshtein

from riwaya.arabic.fold import fold
from riwaya.extract.cues import denying_forms
from riwaya.link.reuse.words import Words
from riwaya.link.spelling import name_words
from riwaya.model import Edit, Edited, Extraction, Mention, Passage, Report, Span, Stance, Statement

# How many words more than the one side the other may have at a place.
WIDER = 12


class Side:
    """A report as edits are looked for in it."""

    def __init__(self, report: Report, extraction: Extraction, words: Words) -> None:
        self.report = report
        self.extraction = extraction
        self.words = words
        self._between: dict[Span, tuple[int, int]] = {}

    def between(self, span: Span) -> tuple[int, int]:
        """Give the words ``[first, end)`` that begin in a span; asked of the same spans again and again."""
        known = self._between.get(span)
        if known is None:
            known = self._between[span] = self.words.between(span)
        return known

    @cached_property
    def said(self) -> list[tuple[Statement, frozenset[int]]]:
        """Give each saying with the positions of the words of its content."""
        return [
            (one, frozenset(n for span in one.content for n in range(*self.between(span))))
            for one in self.extraction.statements
        ]

    def forms(self, first: int, end: int) -> list[str]:
        """Give the folded words ``[first, end)``."""
        spans = self.words.spans[first:end].tolist()
        return [fold(self.report.text[start:stop]) for start, stop in spans]

    @cached_property
    def hedges(self) -> list[Span]:
        """Give the words of doubt in all that the report says, itself or by others."""
        told = (*self.extraction.statements, *self.extraction.own_voice)
        return [hedge for said in told for hedge in said.hedges]

    @cached_property
    def denies(self) -> bool:
        """Tell whether any word of the report denies, be it in a saying that was found or not."""
        if any(said.stance == "denies" for said in self.extraction.statements):
            return True
        return any(form in denying_forms() for form in self.forms(0, len(self.words.ids)))

    def says(self, stance: Stance, cue: Span, near: int) -> bool:
        """Tell whether another saying within some words of a cue has a stance."""
        at = self.between(cue)[0]
        cues = (said.cue for said, _ in self.said if said.cue and said.cue != cue and said.stance == stance)
        return any(abs(self.between(one)[0] - at) <= near for one in cues)

    def called(self, mention: Mention) -> str:
        """Give the fullest name that the report has for one that it names."""
        return mention.identity or self.written(mention)

    def written(self, mention: Mention) -> str:
        """Give a name as it is written there."""
        return self.report.text[mention.span.start : mention.span.end]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Give the words of all names of the report, in the form in which names are compared."""
        told = {name for m in self.extraction.mentions for name in (self.called(m), self.written(m))}
        return frozenset(word for name in told for word in name_words(name))


class Sides:
    """One passage, seen from one of its sides: `here` is the side looked from, `there` the other.

    Positions are numbers of words in their reports.
    """

    def __init__(self, passage: Passage, here: Side, there: Side) -> None:
        self.passage = passage
        self.here, self.there = here, there
        spans = (passage.a_span, passage.b_span)
        mine, its = spans if passage.a == here.report.id else spans[::-1]
        self.start, self.end = here.between(mine)
        self.start_there, self.end_there = there.between(its)

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
        first, end = self.here.between(span)
        return self.start <= first < end <= self.end

    def kept(self, span: Span) -> bool:
        """Tell whether the other side has all words of a stretch."""
        first, end = self.here.between(span)
        return all(n in self.same for n in range(first, end))

    def lost(self, span: Span) -> bool:
        """Tell whether the other side has no word of a stretch."""
        first, end = self.here.between(span)
        return first < end and not any(n in self.same for n in range(first, end))

    def beside(self, span: Span) -> tuple[int, int] | None:
        """Give the words ``[first, end)`` of the other side that stand where a stretch of this side does; None where
        that cannot be said closely.
        """
        first, end = self.here.between(span)
        before = bisect_left(self._known, first) - 1
        after = bisect_left(self._known, end)
        lower = self.same[self._known[before]] + 1 if before >= 0 else self.start_there
        upper = self.same[self._known[after]] if after < len(self._known) else self.end_there
        return (lower, upper) if lower <= upper <= lower + end - first + WIDER else None

    def within(self, span: Span, place: tuple[int, int]) -> bool:
        """Tell whether a stretch of the other side's text lies at a place there."""
        first, end = self.there.between(span)
        return place[0] <= first < end <= place[1]

    def near(self, span: Span, place: tuple[int, int] | None, words: int = 12) -> bool:
        """Tell whether a stretch of the other side's text lies within some words of a place there."""
        if place is None:
            return False
        first, end = self.there.between(span)
        return place[0] - words <= first and end <= place[1] + words

    def edit(self, kind: Edited, here: Span, there: Span, is_here: str = "", is_there: str = "") -> Edit:
        """Make an edit of this passage, seen from this side."""
        return Edit(kind=kind, a=here, b=there, a_is=is_here, b_is=is_there, passage=self.passage.id)

    def settled(self, span: Span, near: int = 5) -> bool:
        """Tell whether most of the words around a stretch are the same on the other side: the sentence was kept."""
        first, end = self.here.between(span)
        around = [*range(max(self.start, first - near), first), *range(end, min(self.end, end + near))]
        return len(around) >= near and 2 * sum(n in self.same for n in around) > len(around)
