"""Descent: from which report another has its text, and what edits that pile up tell of it.

Where one report has all the edits that a second made to their common source, and some of its own, it comes from the
second; where each has edits of its own, both come from the source (Lachmann's common errors, as in the study of
manuscripts).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from riwaya.link.reuse.alignment import differing
from riwaya.link.reuse.words import Words
from riwaya.model import Copy, Descent, Direction, Family, Passage, Wire

# Edits that two reports must have in common, and one of them beside these, or each for itself, to tell anything.
TELLING = 2

# Reasons for a direction that hang on the time alone: they say who was first, not from whom the other has it.
BY_TIME = frozenset(("copy.earlier",))

Reading = tuple[int, int, tuple[int, ...]]
"""What a report has in the place of the words ``[first, end)`` of its source."""


class Readings:
    """What reports have in the place of words of their source, looked up once for each pair."""

    def __init__(self, passages: Iterable[Passage], words: Mapping[str, Words]) -> None:
        self.words = words
        self.passages: dict[frozenset[str], list[Passage]] = {}
        for passage in passages:
            self.passages.setdefault(frozenset((passage.a, passage.b)), []).append(passage)
        self._held: dict[tuple[str, str], tuple[set[int], set[Reading]]] = {}

    def of(self, source: str, report: str) -> tuple[set[int], set[Reading]]:
        """Give the words of `source` that passages with `report` cover, and where and what `report` has otherwise."""
        if (source, report) not in self._held:
            over: set[int] = set()
            held: set[Reading] = set()
            for passage in self.passages.get(frozenset((source, report)), ()):
                spans = (passage.a_span, passage.b_span)
                mine, its = spans if passage.a == source else spans[::-1]
                first, end = self.words[source].between(mine)
                start, stop = self.words[report].between(its)
                over.update(range(first, end))
                held.update(self._readings(source, (first, end), report, (start, stop)))
            self._held[source, report] = over, held
        return self._held[source, report]

    def _readings(
        self, source: str, mine: tuple[int, int], report: str, its: tuple[int, int]
    ) -> Iterator[Reading]:
        left = self.words[source].ids[slice(*mine)].tolist()
        right = self.words[report].ids[slice(*its)].tolist()
        for (a0, a1), (b0, b1) in differing(left, right):
            yield mine[0] + a0, mine[0] + a1, tuple(right[b0:b1])

    def compared(self, source: str, a: str, b: str) -> tuple[set[Reading], set[Reading]]:
        """Give the edits that two reports made to the part of their source that both have."""
        (over_a, edits_a), (over_b, edits_b) = self.of(source, a), self.of(source, b)
        both = over_a & over_b
        return _inside(edits_a, both), _inside(edits_b, both)


def _inside(edits: Iterable[Reading], both: set[int]) -> set[Reading]:
    """Give the edits that lie within the words that both reports have, not at their edges."""
    return {e for e in edits if e[0] - 1 in both and e[1] in both and both.issuperset(range(e[0], e[1]))}


def by_edits(family: Family, copies: Mapping[frozenset[str], Copy], readings: Readings) -> Iterator[Copy]:
    """Give the copies of a family whose direction was open, with what their edits tell."""
    for copy in _open(family, copies):
        for source in family.reports:
            if not (_from(source, copy.a, copies) and _from(source, copy.b, copies)):
                continue
            direction, reason = _told(*readings.compared(source, copy.a, copy.b))
            if reason:
                yield replace(copy, direction=direction, reason=reason, args={"source": source})
                break


def _open(family: Family, copies: Mapping[frozenset[str], Copy]) -> Iterator[Copy]:
    for n, a in enumerate(family.reports):
        for b in family.reports[n + 1 :]:
            copy = copies.get(frozenset((a, b)))
            if copy is not None and copy.direction == "unknown":
                yield copy


def _first(source: str, report: str, copies: Mapping[frozenset[str], Copy]) -> bool:
    """Tell whether a report is known to have its text from a source."""
    copy = copies.get(frozenset((source, report)))
    return copy is not None and copy.direction == ("a_to_b" if copy.a == source else "b_to_a")


def _from(source: str, report: str, copies: Mapping[frozenset[str], Copy]) -> bool:
    """Tell whether a report has its text from a source by more than that it was published later."""
    copy = copies.get(frozenset((source, report)))
    return copy is not None and copy.reason not in BY_TIME and _first(source, report, copies)


def _told(a: set[Reading], b: set[Reading]) -> tuple[Direction, str]:
    """Say what the edits of two reports tell of which had the text from which."""
    common = len(a & b)
    if common >= TELLING and not a - b and len(b - a) >= TELLING:
        return "a_to_b", "copy.edits"
    if common >= TELLING and not b - a and len(a - b) >= TELLING:
        return "b_to_a", "copy.edits"
    if not common and min(len(a), len(b)) >= TELLING:
        return "unknown", "copy.siblings"
    return "unknown", ""


def descents(
    family: Family, copies: Mapping[frozenset[str], Copy], wires: Sequence[Wire]
) -> tuple[Descent, ...]:
    """Say of each report of a family from which other, or from which wire, it has its text, where that is known."""
    found = (_descent(rid, family, copies, wires) for rid in family.reports)
    return tuple(one for one in found if one is not None)


def _descent(
    rid: str, family: Family, copies: Mapping[frozenset[str], Copy], wires: Sequence[Wire]
) -> Descent | None:
    known = [
        (copies[frozenset((other, rid))], other)
        for other in family.reports
        if other != rid and _from(other, rid, copies)
    ]
    if known:
        copy, first = max(known, key=lambda pair: _share(pair[0], rid))
        return Descent(first=first, second=rid, reason=copy.reason)
    for wire in wires:
        if rid in wire.credited:
            return Descent(first=wire.report or wire.id, second=rid, reason="copy.names-agency")
        if rid in wire.inferred:
            return Descent(first=wire.report or wire.id, second=rid, reason="copy.like-wire")
    return None


def _share(copy: Copy, rid: str) -> float:
    """Give the share of a report's words that stand in the other of a copy."""
    return copy.a_share if copy.a == rid else copy.b_share
