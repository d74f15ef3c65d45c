"""Edits: what was changed on the way from one report to another, where it matters to who reads them.

Looked for are the differences that a desk wants to see first: another figure, words that lost their source or got
another, a verb of saying that judges, a hedge or a denial that one side has alone, another name. What both sides say
comes from their extractions, what stands at the same place from the alignment of the passage. Spelling, order and
wording are none of it (`alignment.changes` has those).
"""

from collections.abc import Iterator, Sequence

from riwaya.link.reuse.edits_of_facts import figures, names
from riwaya.link.reuse.edits_of_sayings import denials, hedges, sources, stances
from riwaya.link.reuse.sides import Sides
from riwaya.model import Copy, Edit

# A report that has less of its words from the other did not leave a denial out: it may never have had it.
FROM_THERE = 0.5
# Figures and names among which the one of an edit stands, within so many words, and how many others make them blanks.
AROUND = 20
BLANKS = 3


def edits(copy: Copy, seen: Sequence[Sides]) -> tuple[Edit, ...]:
    """Give the differences that matter between the two reports of a copy, in the order of the first; `seen` are its
    passages, each from the side of the first.
    """
    found: list[Edit] = []
    a, b, passages = seen[0].here, seen[0].there, [sides.passage for sides in seen]
    for sides in seen:
        found += (*_no_blanks(sides, (*figures(sides), *names(sides))), *stances(sides))
        turned = sides.turned()
        found += (*sources(sides), *hedges(sides))
        found += (_turned(edit) for edit in (*sources(turned), *hedges(turned)))
    if copy.b_share >= FROM_THERE and copy.direction != "b_to_a":
        found += denials(a, b, passages)
    if copy.a_share >= FROM_THERE and copy.direction != "a_to_b":
        found += (_turned(edit) for edit in denials(b, a, passages))
    once = {(e.kind, e.a, e.b): e for e in found}
    return tuple(sorted(once.values(), key=lambda e: (e.a, e.b, e.kind)))


def _no_blanks(sides: Sides, found: Sequence[Edit]) -> Iterator[Edit]:
    """Leave out figures and names that stand among others that are others too, and few that are the same: the blanks of
    a form, or of a wire that is told anew every hour.
    """
    here = sides.here
    told = here.extraction
    spans = [q.span for q in told.quantities if q.where == "text"] + [m.span for m in told.mentions]
    kept = [here.between(span)[0] for span in spans if sides.holds(span) and sides.kept(span)]
    places = [here.between(edit.a)[0] for edit in found]
    for edit, at in zip(found, places, strict=True):
        others = sum(abs(place - at) <= AROUND for place in places)
        if others < BLANKS or others <= sum(abs(place - at) <= AROUND for place in kept):
            yield edit


def _turned(edit: Edit) -> Edit:
    """Give an edit as it is seen from the other side."""
    return Edit(kind=edit.kind, a=edit.b, b=edit.a, a_is=edit.b_is, b_is=edit.a_is, passage=edit.passage)
