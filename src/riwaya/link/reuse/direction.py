"""Direction: which of two reports that share a passage had it first, where anything tells.

In this order: one of them credits the other's outlet; both credit one agency, then neither is the other's
source and the direction stays unknown; the passage is most of one of them and they were published at
different times. Everything else is unknown: a time of publication alone proves nothing about a shared
quotation.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from riwaya.link.outlets import outlet_name, same_outlet
from riwaya.model import Direction, Extraction, Passage, Report

# Share of the shorter report's characters that the shared passages must cover to be a near-complete copy.
COMPLETE = 0.6


def directed(
    passages: Iterable[Passage], reports: Sequence[Report], extractions: Sequence[Extraction]
) -> tuple[Passage, ...]:
    """Give the passages with direction and reason (a code of ``data/reasons.toml``) filled in."""
    by_id = {r.id: r for r in reports}
    names = {r.id: outlet_name(r) for r in reports}
    credits = {e.report: {c.name for c in e.credits if c.name} for e in extractions}
    # «وكالات» names nobody, and is a credit all the same.
    credited = {e.report: any(c.where != "forwarded_from" for c in e.credits) for e in extractions}
    found = list(passages)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for p in found:
        shared[p.a, p.b] += min(p.a_span.end - p.a_span.start, p.b_span.end - p.b_span.start)
    wires = _wires(found, names, credits)
    out = []
    for p in found:
        a, b = by_id[p.a], by_id[p.b]
        share = shared[p.a, p.b] / max(1, min(len(a.text), len(b.text)))
        direction, reason = _direction(a, b, names, credits, credited, share)
        first, second = (a, b) if a.id in wires else (b, a)
        if (
            direction == "unknown"
            and first.id in wires
            and second.id not in wires
            and _not_later(first, second)
        ):
            direction, reason = ("a_to_b" if first is a else "b_to_a"), "copy.agency"
        out.append(msgspec.structs.replace(p, direction=direction, reason=reason))
    return tuple(out)


def _wires(
    passages: Iterable[Passage], names: dict[str, str | None], credits: dict[str, set[str]]
) -> set[str]:
    """Give the reports whose outlet another report credits that shares a passage with them."""
    pairs = [pair for p in passages for pair in ((p.a, p.b), (p.b, p.a))]
    return {
        a
        for a, b in pairs
        if any(same_outlet(names[a], c) and not same_outlet(names[b], c) for c in credits[b])
    }


def _not_later(a: Report, b: Report) -> bool:
    """Tell whether both are dated and `a` is not the later one."""
    return bool(a.published and b.published and a.published <= b.published)


def _direction(
    a: Report,
    b: Report,
    names: dict[str, str | None],
    credits: dict[str, set[str]],
    credited: dict[str, bool],
    share: float,
) -> tuple[Direction, str]:
    """Say who had it first, with the reason's code."""
    from_a = any(same_outlet(names[a.id], c) for c in credits[b.id])
    from_b = any(same_outlet(names[b.id], c) for c in credits[a.id])
    one_outlet = same_outlet(names[a.id], names[b.id])
    if from_a != from_b and not one_outlet:
        return ("a_to_b" if from_a else "b_to_a"), "copy.credits"
    if not one_outlet and any(same_outlet(c, d) for c in credits[a.id] for d in credits[b.id]):
        return "unknown", "copy.one-wire"
    # Versions by one outlet have one clock; the clocks of two may differ by hours.
    size = 16 if one_outlet else 10
    dated = a.published and b.published and a.published[:size] != b.published[:size]
    if a.published and b.published and dated and (one_outlet or share >= COMPLETE):
        later = b.id if a.published < b.published else a.id
        # One that names an agency has it from there, whoever else printed it before.
        if credited[later] and not one_outlet:
            return "unknown", "copy.open"
        reason = "copy.update" if one_outlet else "copy.earlier"
        return ("a_to_b" if a.published < b.published else "b_to_a"), reason
    return "unknown", "copy.open"
