"""Wires and families: agencies' texts with who carries them, and reports that go back to one text, in time."""

from collections.abc import Mapping
from typing import NamedTuple

from riwaya.model import Descent, Family, Linked, Report, Wire
from riwaya.show import labels
from riwaya.show.copies import called
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told, told


class WireView(NamedTuple):
    """An agency's text: its own report where that is at hand, and who carries it."""

    wire: Wire
    own: Report | None
    credited: tuple[Report, ...]
    inferred: tuple[Report, ...]


class Member(NamedTuple):
    """A report of a family: when it was published, and whose text it has where that is known."""

    report: Report
    name: str
    date: Bilingual
    after: Told | None


class FamilyView(NamedTuple):
    """A family in the order of publication; `first` is the report or the agency that all others go back to."""

    family: Family
    first: str | None
    agencies: tuple[str, ...]
    members: tuple[Member, ...]


def wires(linked: Linked, reports: Mapping[str, Report], most: int | None = None) -> list[WireView]:
    """Give the agencies' texts, at most so many, those that most reports carry first."""
    order = sorted(linked.wires, key=lambda w: (-len(w.credited) - len(w.inferred), w.name, w.id))
    return [
        WireView(
            wire,
            reports.get(wire.report) if wire.report else None,
            tuple(reports[r] for r in wire.credited),
            tuple(reports[r] for r in wire.inferred),
        )
        for wire in order[:most]
    ]


def families(linked: Linked, reports: Mapping[str, Report], most: int | None = None) -> list[FamilyView]:
    """Give the families, at most so many, the largest first."""
    agencies = {wire.id: wire.name for wire in linked.wires}
    order = sorted(linked.families, key=lambda f: (-len(f.reports), f.id))
    return [_family(family, agencies, reports) for family in order[:most]]


def _family(family: Family, agencies: Mapping[str, str], reports: Mapping[str, Report]) -> FamilyView:
    after = {d.second: d for d in family.descents}
    names = called(reports[r] for r in family.reports)
    return FamilyView(
        family,
        _first(family, {**agencies, **names}),
        tuple(agencies[w] for w in family.wires if w in agencies),
        tuple(_member(reports[r], after.get(r), agencies, names) for r in family.reports),
    )


def _first(family: Family, names: Mapping[str, str]) -> str | None:
    """Give the one report or agency that others go back to and that goes back to none itself; None when open."""
    roots = {d.first for d in family.descents} - {d.second for d in family.descents}
    return names.get(roots.pop()) if len(roots) == 1 else None


def _member(
    report: Report, after: Descent | None, agencies: Mapping[str, str], names: Mapping[str, str]
) -> Member:
    name, date = names[report.id], labels.date(report.published)
    if after is None:
        return Member(report, name, date, None)
    wire = after.first in agencies
    source = agencies[after.first] if wire else names.get(after.first, after.first)
    words = labels.label("copying", "carried" if wire else "from_report")
    return Member(report, name, date, told(words, {"a": source}))
