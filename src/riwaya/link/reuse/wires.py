"""Wires: texts of agencies that several reports carry, be the agency's own text in the case or not.

Which text a report has from an agency is known where reports of one family name the agency. Where only the reprints are
at hand the wire is a source that nobody in the case has seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from msgspec.structs import replace

from riwaya.link.outlets import outlet_name, same_outlet
from riwaya.link.reuse.descent import BY_TIME
from riwaya.model import Copy, Extraction, Family, Report, Wire

# The share of a report's words that it must have from those that name the agency to have them from there too.
MOSTLY = 0.5


def wires(
    family: Family,
    copies: Mapping[frozenset[str], Copy],
    reports: Mapping[str, Report],
    credits: Mapping[str, list[str]],
) -> tuple[Wire, ...]:
    """Give the wires that a family goes back to; `credits` are the agencies that each report names."""
    naming: dict[str, list[str]] = defaultdict(list)
    for rid in family.reports:
        for name in credits[rid]:
            naming[_known(name, naming)].append(rid)
    own = {name: _own(name, family, reports) for name in naming}
    found = (_wire(name, held, own[name], family, copies, credits) for name, held in sorted(naming.items()))
    return tuple(wire for wire in found if wire is not None)


def merged(wire: Wire, among: Iterable[Wire]) -> Wire:
    """Join a wire with one of the same agency that half of the reports of either name too: families overlap, and a
    dispatch is one. Gives the wire as it is where there is none.
    """
    mine = set(wire.credited)
    for other in among:
        both = mine & set(other.credited)
        if other.name == wire.name and 2 * len(both) >= min(len(mine), len(other.credited)):
            credited = dict.fromkeys((*other.credited, *wire.credited))
            inferred = (
                rid for rid in dict.fromkeys((*other.inferred, *wire.inferred)) if rid not in credited
            )
            report = other.report or wire.report
            return replace(other, report=report, credited=tuple(credited), inferred=tuple(inferred))
    return wire


def opened(wire: Wire, copies: Mapping[frozenset[str], Copy]) -> Iterator[Copy]:
    """Give the copies between carriers of a wire whose direction hung on time: each may have it from the agency."""
    carriers = (*wire.credited, *wire.inferred)
    for n, a in enumerate(carriers):
        for b in carriers[n + 1 :]:
            copy = copies.get(frozenset((a, b)))
            if copy is not None and copy.reason in BY_TIME:
                yield replace(copy, direction="unknown", reason="copy.same-wire", args={"agency": wire.name})


def credits_of(extractions: Iterable[Extraction]) -> dict[str, list[str]]:
    """Give the agencies that each report names for its text; a forwarded message names who is heard, no agency."""
    return {
        e.report: list(dict.fromkeys(c.name for c in e.credits if c.name and c.where != "forwarded_from"))
        for e in extractions
    }


def _known(name: str, naming: Iterable[str]) -> str:
    """Give a name in the form in which the family has it already."""
    return next((one for one in naming if same_outlet(one, name)), name)


def _own(name: str, family: Family, reports: Mapping[str, Report]) -> list[str]:
    """Give the reports of the agency itself, the first before its later versions."""
    return [rid for rid in family.reports if same_outlet(outlet_name(reports[rid]), name)]


def _wire(
    name: str,
    naming: Sequence[str],
    own: Sequence[str],
    family: Family,
    copies: Mapping[frozenset[str], Copy],
    credits: Mapping[str, list[str]],
) -> Wire | None:
    """Make a wire, where several reports carry it: the agency's own counts for one."""
    credited = [rid for rid in dict.fromkeys(naming) if rid not in own]
    base = [*credited, *own]
    inferred = [
        rid
        for rid in family.reports
        if rid not in base
        and not credits[rid]
        and any(_taken(rid, copies.get(frozenset((rid, one)))) for one in base)
    ]
    if len(base) < 2 or not credited:
        return None
    digest = blake2b(" ".join((name, *sorted(base))).encode(), digest_size=6).hexdigest()
    return Wire(
        id="w" + digest,
        name=name,
        report=own[0] if own else None,
        credited=tuple(credited),
        inferred=tuple(inferred),
    )


def _taken(rid: str, copy: Copy | None) -> bool:
    """Tell whether most of a report's words are in the other report of a copy, and may come from there."""
    if copy is None:
        return False
    share, away = (copy.a_share, "a_to_b") if copy.a == rid else (copy.b_share, "b_to_a")
    return share >= MOSTLY and copy.direction != away
