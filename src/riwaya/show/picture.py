"""Picture: who copied whom at a glance — lanes of outlets over time, reports as dots, copies as arcs between them.

Not every pair is drawn: twenty reports of one wire are 190 pairs, and what they share is the wire. Drawn are the
agencies' texts with those who carry them, what is known to come from what, of every other report the pair that shares
most, and one pair with edits that matter of each report that has such. Places are per cent of the width and pixels of
the height, so that a page can draw it at any width; all words beside the shapes are HTML or SVG text made elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.link.outlets import same_outlet
from riwaya.model import Copy, Linked, Report, Wire
from riwaya.show import copies, edits, labels
from riwaya.show.axis import EDGE, END, END_BEFORE_UNDATED, UNDATED_AT, Axis, Stretch, Tick, stretch
from riwaya.show.curves import Curve, curve
from riwaya.show.labels import Bilingual
from riwaya.show.visible import clipped

MOST_DOTS, MOST_LANES, MOST_ROWS = 60, 24, 6
LANE, ROW = 34, 14
"""Pixels of a lane, and of each further row in it for reports that would cover one another."""
NEAR = 2.6
"""Per cent between two dots of one row."""
BEFORE = 4.5
"""Per cent by which an agency's text that is not at hand stands before the first report that carries it."""
THIN, THICK = 1.4, 3.0
KINDS = {"copied": "copied", "open": "open", "carries": "carries", "inferred": "carries_inferred"}
SPOTS = {"report": "report", "wire": "wire", "absent": "wire_absent"}
"""The label of each kind of line and of spot."""
KEY = ("report", "wire", "wire_absent", "copied", "open", "carries", "carries_inferred", "edits", "day_only")


class Spot(NamedTuple):
    """A report (``report``) or an agency's text (``wire``, or ``absent`` where it is not at hand) in its lane.

    `low` and `high` are the ends of the stretch in which it was published, where that is not one moment.
    """

    key: str
    kind: str
    x: float
    y: float
    low: float
    high: float
    report: Report | None
    name: str
    title: Bilingual


class Line(NamedTuple):
    """A link between two spots: ``copied``, ``open`` where nobody knows who was first, or whose text an agency's is:
    ``carries``, and ``inferred`` where the report does not name it.
    """

    kind: str
    first: Spot
    second: Spot
    curve: Curve
    width: float
    copy: Copy | None
    title: Bilingual

    @property
    def edits(self) -> int:
        """Count the edits of its pair."""
        return len(self.copy.edits) if self.copy else 0

    @property
    def label(self) -> str:
        """Give the label of its kind."""
        return KINDS[self.kind]

    @property
    def head_scale(self) -> float:
        """Give how much larger the arrow head of a wide line is, so that it stands out from it."""
        return round(max(1.0, (self.width / 2 + 3) / 4.5), 2)


class Lane(NamedTuple):
    """A row of the picture: an agency, an outlet, the outlets without a lane of their own (`rest`), or no outlet."""

    name: str | None
    kind: str
    y: int
    rows: int
    reports: int

    @property
    def height(self) -> int:
        """Give its pixels."""
        return LANE + ROW * (self.rows - 1)


class Picture(NamedTuple):
    """The whole picture; `undated` tells whether reports without a time stand in a column at the end."""

    lanes: tuple[Lane, ...]
    spots: tuple[Spot, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    height: int
    undated: bool
    left_out: Bilingual | None

    @property
    def key(self) -> tuple[str, ...]:
        """Give the labels of what is in the picture, in the order in which its key explains them."""
        there = {SPOTS[s.kind] for s in self.spots} | {line.label for line in self.lines}
        there |= {"edits"} if any(line.edits for line in self.lines) else set()
        there |= {"day_only"} if any(s.high > s.low for s in self.spots) else set()
        return tuple(one for one in KEY if one in there)


class _Planned(NamedTuple):
    """A spot before its lane has a place."""

    key: str
    lane: tuple[str, str | None]
    x: float
    when: Stretch | None
    report: Report | None
    wire: Wire | None


def picture(linked: Linked, reports: Mapping[str, Report]) -> Picture | None:
    """Draw what a case has of copies; None when there are none."""
    found = copies.copies(linked, reports)
    groups = _groups(linked, found)
    shown = _chosen(groups, reports)
    if not shown:
        return None
    wires = [w for w in linked.wires if shown & {*w.credited, *w.inferred}]
    shown |= {w.report for w in wires if w.report}
    planned, axis, undated = _planned([reports[r] for r in shown], wires)
    lanes, spots = _laid_out(planned, axis, copies.called(reports[r] for r in shown))
    lines = _lines(linked, found, wires, {spot.key: spot for spot in spots})
    published = [p.report.published for p in planned if p.report and p.report.published and p.when]
    every = {r for group in groups for r in group}
    return Picture(
        lanes=tuple(lanes),
        spots=tuple(spots),
        lines=tuple(lines),
        ticks=tuple(axis.ticks(published)),
        height=lanes[-1].y + lanes[-1].height,
        undated=undated,
        left_out=None if len(shown) == len(every) else labels.label("picture", "left_out").format(
            shown=labels.number(len(shown)), all=labels.number(len(every))
        ),
    )  # fmt: skip


# --- what is shown ---


def _groups(linked: Linked, found: Sequence[Copy]) -> list[tuple[str, ...]]:
    """Give the reports that belong together, the largest group first: families, wires, and pairs that are in none."""
    groups = [f.reports for f in linked.families]
    held = {wire for family in linked.families for wire in family.wires}
    loose = (w for w in linked.wires if w.id not in held)
    groups += [tuple(filter(None, (w.report, *w.credited, *w.inferred))) for w in loose]
    groups.sort(key=lambda g: -len(g))
    of: dict[str, set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for report in group:
            of[report].add(n)
    return groups + [(c.a, c.b) for c in found if not of[c.a] & of[c.b]]


def _chosen(groups: Iterable[Sequence[str]], reports: Mapping[str, Report]) -> set[str]:
    """Choose as many whole groups as there is room for; of a first one that is too large its earliest reports."""
    shown: set[str] = set()
    for group in groups:
        if len(shown | set(group)) <= MOST_DOTS:
            shown |= set(group)
        elif not shown:
            shown = set(sorted(group, key=lambda r: _in_time(reports[r]))[:MOST_DOTS])
    return shown


def _in_time(report: Report) -> tuple[bool, str, str]:
    return report.published is None, report.published or "", report.id


# --- where it stands ---


def _planned(shown: Iterable[Report], wires: Sequence[Wire]) -> tuple[list[_Planned], Axis, bool]:
    """Give every spot its lane and its place in time."""
    order = sorted(shown, key=_in_time)
    when = {r.id: stretch(r.published) for r in order}
    undated = not all(when.values())
    absent = any(w.report is None for w in wires)
    start = EDGE + BEFORE if absent else EDGE
    axis = Axis(filter(None, when.values()), END_BEFORE_UNDATED if undated else END, start)
    places = {rid: axis.middle(one) if one else UNDATED_AT for rid, one in when.items()}
    own = {w.report: w for w in wires if w.report}
    out = []
    for wire in wires:
        carried = [places[r] for r in (*wire.credited, *wire.inferred) if r in places]
        if wire.report in places:
            continue
        out.append(_Planned(wire.id, ("agency", wire.name), min(carried) - BEFORE, None, None, wire))
    for report in order:
        its = own.get(report.id)
        name = its.name if its else _agency(report, wires)
        lane = ("agency", name) if name else ("outlet", report.outlet)
        out.append(_Planned(report.id, lane, places[report.id], when[report.id], report, its))
    return out, axis, undated


def _agency(report: Report, wires: Iterable[Wire]) -> str | None:
    """Give the agency of the picture whose own a report is."""
    return next((w.name for w in wires if same_outlet(w.name, report.outlet)), None)


def _laid_out(
    planned: Sequence[_Planned], axis: Axis, names: Mapping[str, str]
) -> tuple[list[Lane], list[Spot]]:
    """Stack the lanes: agencies first, then outlets by their first report, so that copies mostly run downwards."""
    members: dict[tuple[str, str | None], list[_Planned]] = {}
    for spot in sorted(planned, key=lambda p: (p.lane[0] != "agency", p.x)):
        members.setdefault(spot.lane, []).append(spot)
    if len(members) > MOST_LANES:
        least = sorted(members, key=lambda lane: (lane[0] == "agency", len(members[lane])))
        rest = least[: len(members) - MOST_LANES + 1]
        members["rest", None] = sorted((p for lane in rest for p in members.pop(lane)), key=lambda p: p.x)
    lanes: list[Lane] = []
    spots: list[Spot] = []
    y = 0
    for (kind, name), held in members.items():
        rows = stacked([p.x for p in held])
        lane = Lane(name, kind, y, max(rows) + 1, sum(p.report is not None for p in held))
        lanes.append(lane)
        spots += [_spot(p, y + LANE / 2 + ROW * row, axis, names) for p, row in zip(held, rows, strict=True)]
        y += lane.height
    return lanes, spots


def stacked(places: Iterable[float]) -> list[int]:
    """Give each dot of a lane, in order, the first row in which it covers none."""
    ends: list[float] = []
    out = []
    for x in places:
        row = next((n for n, end in enumerate(ends) if x - end >= NEAR), len(ends))
        if row == MOST_ROWS:
            row = min(range(MOST_ROWS), key=lambda n: ends[n])
        ends[row : row + 1] = [x]
        out.append(row)
    return out


def _spot(planned: _Planned, y: float, axis: Axis, names: Mapping[str, str]) -> Spot:
    report, wire, when = planned.report, planned.wire, planned.when
    low, high = (axis.at(when.low), axis.at(when.high)) if when else (planned.x, planned.x)
    if report is None:
        name = wire.name if wire else ""
        absent = labels.label("copying", "absent")
        title = labels.both(lambda lang: f"{name} — {getattr(absent, lang)}")
        return Spot(planned.key, "absent", planned.x, y, low, high, None, clipped(name, 40), title)
    date = labels.date(report.published)
    head = clipped(report.title or report.name, 70)
    title = labels.both(lambda lang: f"{names[report.id]} · {getattr(date, lang)} · {head}")
    kind = "wire" if wire else "report"
    return Spot(planned.key, kind, planned.x, y, low, high, report, names[report.id], title)


# --- what is drawn between ---


class _Joined:
    """Which spots are joined already, by whatever way."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def join(self, a: str, b: str) -> bool:
        """Join two; False when they were."""
        first, second = self.root(a), self.root(b)
        self._parent[second] = first
        return first != second


def _lines(
    linked: Linked, found: Sequence[Copy], wires: Iterable[Wire], spots: Mapping[str, Spot]
) -> Iterator[Line]:
    """Give the links that are drawn, the thin ones last so that they are not covered."""
    pairs = {frozenset((c.a, c.b)): c for c in found}
    most = max((c.words for c in found if {c.a, c.b} <= spots.keys()), default=1)
    joined = _Joined()
    out: dict[frozenset[str], Line] = {}

    def draw(kind: str, first: str, second: str, copy: Copy | None) -> None:
        if first in spots and second in spots and frozenset((first, second)) not in out:
            joined.join(first, second)
            out[frozenset((first, second))] = _line(kind, spots[first], spots[second], copy, most)

    for wire in wires:
        own = wire.report if wire.report and wire.report in spots else wire.id
        for kind, members in (("carries", wire.credited), ("inferred", wire.inferred)):
            for report in members:
                draw(kind, own, report, pairs.get(frozenset((own, report))))
    for family in linked.families:
        for descent in family.descents:
            copy = pairs.get(frozenset((descent.first, descent.second)))
            draw("copied", descent.first, descent.second, copy)
    for copy in sorted(found, key=lambda c: (-c.words, c.id)):
        if joined.root(copy.a) != joined.root(copy.b):
            draw(*_ends(copy), copy)
    shown = {line.second.key for line in out.values() if line.edits}
    for copy in found:
        kind, first, second = _ends(copy)
        if any(e.kind in edits.STRONG for e in copy.edits) and second not in shown:
            shown |= {second, first} if kind == "open" else {second}
            draw(kind, first, second, copy)
    yield from sorted(out.values(), key=lambda line: -line.width)


def _ends(copy: Copy) -> tuple[str, str, str]:
    """Give the kind of a copy's line and its two ends, the first report first."""
    one = copies.oriented(copy)
    return "open" if copy.direction == "unknown" else "copied", one.a, one.b


def _line(kind: str, first: Spot, second: Spot, copy: Copy | None, most: int) -> Line:
    width = THIN if copy is None else round(THIN + THICK * (copy.words / max(1, most)) ** 0.5, 1)
    way = labels.label("copying", "both" if kind == "open" else "way")
    said = [way.format(a=first.name, b=second.name), labels.label("picture", KINDS[kind])]
    if copy:
        said.append(labels.count("word_shared", copy.words))
        said += [labels.count("edit", len(copy.edits))] if copy.edits else []
    drawn = curve(first.x, first.y, second.x, second.y, arrow=kind != "open")
    title = labels.both(lambda lang: " · ".join(getattr(one, lang) for one in said))
    return Line(kind, first, second, drawn, width, copy, title)
