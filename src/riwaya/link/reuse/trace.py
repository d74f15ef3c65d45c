"""Trace: from the passages to who copied whom: copies with their edits, families, wires."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from riwaya.link.reuse.copies import copies
from riwaya.link.reuse.descent import BY_TIME, Readings, by_edits, descents
from riwaya.link.reuse.edits import edits
from riwaya.link.reuse.families import families
from riwaya.link.reuse.forms import is_form
from riwaya.link.reuse.sides import Side, Sides
from riwaya.link.reuse.wires import credits_of, merged, opened, wires
from riwaya.link.reuse.words import Words
from riwaya.model import Copy, Extraction, Family, Linked, Passage, Report, Wire


class Traced(NamedTuple):
    """Who copied whom; the passages are the new ones, with the directions that their edits told."""

    passages: tuple[Passage, ...]
    copies: tuple[Copy, ...]
    families: tuple[Family, ...]
    wires: tuple[Wire, ...]


def traced(
    passages: Sequence[Passage],
    reports: Sequence[Report],
    extractions: Sequence[Extraction],
    words: Mapping[str, Words],
    before: Linked | None = None,
) -> Traced:
    """Follow `passages`, which have their directions, to copies, families and wires; forms that were filled in twice
    are left out.

    `reports`, `extractions` and `words` are of the reports that they are in. Copies that were found `before` between
    these reports take part in the families and are given with the others.
    """
    by_id = {r.id: r for r in reports}
    told = {e.report: e for e in extractions}
    sides = {rid: Side(by_id[rid], told[rid], words[rid]) for p in passages for rid in (p.a, p.b)}
    of = {p.id: p for p in passages}
    every: list[Copy] = []
    forms: set[str] = set()
    for copy in copies(passages, words):
        seen = [Sides(of[pid], sides[copy.a], sides[copy.b]) for pid in copy.passages]
        if is_form(seen):
            forms.update(copy.passages)
        else:
            every.append(replace(copy, edits=edits(copy, seen)))
    kept = [p for p in passages if p.id not in forms]
    known = before or Linked()
    every += [c for c in known.copies if c.a in by_id and c.b in by_id]
    old = [p for p in known.passages if p.a in by_id and p.b in by_id]
    traced = _brought_together(every, (*kept, *old), by_id, credits_of(extractions), words)
    return traced._replace(passages=traced.passages[: len(kept)])


def _brought_together(
    found: Sequence[Copy],
    passages: Sequence[Passage],
    reports: Mapping[str, Report],
    credits: Mapping[str, list[str]],
    words: Mapping[str, Words],
) -> Traced:
    """Bring copies together to families, and let each family tell what it knows of directions and wires."""
    between = {frozenset((c.a, c.b)): c for c in found}
    readings = Readings(passages, words)
    held: list[Family] = []
    carried: dict[str, Wire] = {}
    for family in families(found, reports):
        between |= {frozenset((c.a, c.b)): c for c in by_edits(family, between, readings)}
        here = wires(family, between, reports, credits)
        between |= {frozenset((c.a, c.b)): c for wire in here for c in opened(wire, between)}
        here = tuple(merged(wire, carried.values()) for wire in here)
        carried |= {wire.id: wire for wire in here}
        names = tuple(dict.fromkeys(wire.id for wire in here))
        held.append(replace(family, wires=names, descents=descents(family, between, here)))
    return Traced(
        tuple(_told(passage, between) for passage in passages),
        tuple(between.values()),
        tuple(held),
        tuple(carried.values()),
    )


def _told(passage: Passage, between: Mapping[frozenset[str], Copy]) -> Passage:
    """Give a passage the direction of its copy, where it had none of its own, or one that hung on the time alone."""
    copy = between[frozenset((passage.a, passage.b))]
    if copy.reason == "copy.both-ways" or (passage.direction != "unknown" and passage.reason not in BY_TIME):
        return passage
    return replace(passage, direction=copy.direction, reason=copy.reason)
