"""The page as data: everything that the HTML file shows, in the order in which it shows it.

Large cases are capped so that the file stays usable; what was left out is said (`Cap`), never dropped in
silence.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from riwaya.case import Case
from riwaya.model import Account, Extraction, Report, Source, Warn, split_ref
from riwaya.show import charts, claims, copies, families, labels, marks, picture
from riwaya.show.claims import Card
from riwaya.show.evidence import Evidence, Index
from riwaya.show.labels import Bilingual

MAX_REPORTS = 300
MAX_CLAIMS = 200
MAX_SOURCES = 200
MAX_PAIRS = 150
MAX_WIRES = 60
MAX_FAMILIES = 60
MAX_LANES = 16
STATEMENTS_OF_A_SOURCE = 8
MAX_WARNINGS = 200


class Cap(NamedTuple):
    """How many of how many are shown."""

    shown: int
    all: int

    @property
    def words(self) -> Bilingual | None:
        """Say what was left out, or None when nothing was."""
        if self.shown >= self.all:
            return None
        return labels.label("page", "capped").format(
            shown=labels.number(self.shown), all=labels.number(self.all)
        )


class Lane(NamedTuple):
    """An outlet's reports in time; the outlet None stands for all that have no lane of their own."""

    outlet: str | None
    reports: int
    dots: tuple[charts.Dot, ...]
    rest: bool = False


class Timeline(NamedTuple):
    """The lanes between the first and the last date, and how many reports have none."""

    lanes: tuple[Lane, ...]
    first: Bilingual | None
    last: Bilingual | None
    undated: int


class Doubt(NamedTuple):
    """How many claims have one voice, several, or an open number; `share` in per cent, `start` where it
    begins.
    """

    key: str
    claims: int
    start: float
    share: float


class SourceView(NamedTuple):
    """A source with the outlets in which it speaks and some of its statements."""

    source: Source
    outlets: tuple[str, ...]
    statements: tuple[Evidence, ...]


class Slice(NamedTuple):
    """A part of a report's sourcing bar, in per cent."""

    key: str
    start: float
    share: float
    words: Bilingual


class ReportView(NamedTuple):
    """A report with its marked text, its notes and its sourcing bar."""

    report: Report
    date: Bilingual
    paragraphs: tuple[marks.Paragraph, ...]
    notes: dict[str, Evidence]
    sourcing: tuple[Slice, ...]
    credits: tuple[str | None, ...]


class Page(NamedTuple):
    """The whole page."""

    counts: dict[str, int]
    doubts: tuple[Doubt, ...]
    timeline: Timeline
    warnings: tuple[Warn, ...]
    claims: tuple[Card, ...]
    sources: tuple[SourceView, ...]
    copies: tuple[copies.Pair, ...]
    wires: tuple[families.WireView, ...]
    families: tuple[families.FamilyView, ...]
    picture: picture.Picture | None
    reports: tuple[ReportView, ...]
    shown: frozenset[str]
    caps: dict[str, Cap]
    most_parts: dict[str, int]

    @property
    def pair_anchors(self) -> frozenset[str]:
        """Give the fragments of the pairs that are shown."""
        return frozenset(pair.anchor for pair in self.copies)


def _timeline(reports: list[Report]) -> Timeline:
    moments = [m for r in reports if (m := charts.moment(r.published)) is not None]
    if not moments:
        return Timeline((), None, None, len(reports))
    low, high = min(moments), max(moments)
    by_outlet: dict[str | None, list[tuple[str, str | None]]] = defaultdict(list)
    for r in reports:
        by_outlet[r.outlet].append((r.id, r.published))
    order = sorted(by_outlet.items(), key=lambda g: (g[0] is None, -len(g[1]), g[0] or ""))
    lanes = [Lane(o, len(rs), tuple(charts.time_lane(rs, low, high))) for o, rs in order[:MAX_LANES]]
    rest = [pair for _, rs in order[MAX_LANES:] for pair in rs]
    if rest:
        lanes.append(Lane(None, len(rest), tuple(charts.time_lane(rest, low, high)), rest=True))
    dated = sorted((m, r.published) for r in reports if (m := charts.moment(r.published)) is not None)
    first, last = labels.date(_day(dated[0][1])), labels.date(_day(dated[-1][1]))
    if first == last:
        first, last = labels.date(dated[0][1]), labels.date(dated[-1][1])
    return Timeline(tuple(lanes), first, last, len(reports) - len(moments))


def _day(iso: str | None) -> str | None:
    return iso[:10] if iso else None


def _doubts(accounts: tuple[Account, ...]) -> tuple[Doubt, ...]:
    found = Counter(claims.doubt(a.support) for a in accounts)
    out, start = [], 0.0
    for key in ("several", "open", "one"):
        if found[key]:
            share = 100 * found[key] / len(accounts)
            out.append(Doubt(key, found[key], round(start, 2), round(share, 2)))
            start += share
    return tuple(out)


def _sources(sources: tuple[Source, ...], index: Index) -> tuple[SourceView, ...]:
    order = sorted(sources, key=lambda s: (-len(s.statements), s.name))[:MAX_SOURCES]
    out = []
    for source in order:
        outlets: dict[str, None] = {}
        for ref in source.statements:
            outlet = index.reports[split_ref(ref)[0]].outlet
            if outlet:
                outlets[outlet] = None
        evidence = tuple(index.evidence(ref) for ref in source.statements[:STATEMENTS_OF_A_SOURCE])
        out.append(SourceView(source, tuple(outlets), evidence))
    return tuple(out)


def _sourcing(extraction: Extraction) -> tuple[Slice, ...]:
    profile = extraction.sourcing
    out, start = [], 0.0
    for key in ("named", "described", "vague", "nobody"):
        share = getattr(profile, key)
        if share > 0:
            out.append(Slice(key, round(100 * start, 2), round(100 * share, 2), labels.share(share)))
            start += share
    return tuple(out)


def _report(report: Report, extraction: Extraction, index: Index) -> ReportView:
    notes = {f"s{n}": index.evidence(f"{report.id}/s{n}") for n in range(len(extraction.statements))}
    return ReportView(
        report,
        labels.date(report.published),
        tuple(marks.paragraphs(report, extraction)),
        notes,
        _sourcing(extraction),
        tuple(dict.fromkeys(c.name for c in extraction.credits)),
    )


def _choose(reports: list[Report], cards: list[Card]) -> list[Report]:
    """Choose whose texts are shown: all of a small case, else those that support the claims shown."""
    if len(reports) <= MAX_REPORTS:
        return reports
    wanted: dict[str, None] = {}
    for card in cards:
        for variant in card.variants:
            for member in variant.members:
                wanted[member.report.id] = None
        for denial in card.denials:
            wanted[denial.evidence.report.id] = None
    kept = set(list(wanted)[:MAX_REPORTS])
    return [r for r in reports if r.id in kept]


def build(case: Case) -> Page:
    """Make the page of a case."""
    index = Index(case)
    linked, accounts, warnings = case.linked(), case.accounts(), case.warnings()
    reports = list(index.reports.values())
    cards = claims.cards(sorted(accounts, key=claims.rank)[:MAX_CLAIMS], index)
    chosen = _choose(reports, cards)
    sources = _sources(linked.sources, index)
    found = copies.copies(linked, index.reports)
    shared = copies.pairs(found[:MAX_PAIRS], linked, index.reports)
    wires = families.wires(linked, index.reports, MAX_WIRES)
    kin = families.families(linked, index.reports, MAX_FAMILIES)
    read = index.extractions.values()
    return Page(
        counts=case.counts(),
        doubts=_doubts(accounts),
        timeline=_timeline(reports),
        warnings=warnings[:MAX_WARNINGS],
        claims=tuple(cards),
        sources=sources,
        copies=tuple(shared),
        wires=tuple(wires),
        families=tuple(kin),
        picture=picture.picture(linked, index.reports),
        reports=tuple(_report(r, index.extractions[r.id], index) for r in chosen),
        shown=frozenset(r.id for r in chosen),
        caps={
            "claims": Cap(len(cards), len(accounts)),
            "sources": Cap(len(sources), len(linked.sources)),
            "copies": Cap(len(shared), len(found)),
            "wires": Cap(len(wires), len(linked.wires)),
            "families": Cap(len(kin), len(linked.families)),
            "reports": Cap(len(chosen), len(reports)),
            "warnings": Cap(min(len(warnings), MAX_WARNINGS), len(warnings)),
        },
        most_parts={
            "s": max((len(e.statements) for e in read), default=0),
            "o": max((len(e.own_voice) for e in read), default=0),
        },
    )
