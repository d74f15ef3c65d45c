"""Chains: the ways of a claim from the outlets that printed it to the origins that they go back to, as a picture.

Outlets stand at the side where reading begins, whom they have it from in the columns after, the origins at the end.
Ways that are the same are drawn once and counted; a line is dashed where not the words themselves but a copy or a
citation leads there. Columns and rows are whole numbers: a page and a file each give them their own room.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from riwaya.link.outlets import outlet_name, same_outlet
from riwaya.model import Account, split_ref
from riwaya.show import columns, labels
from riwaya.show.evidence import Index, anchor
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told, reason, told
from riwaya.show.whose import Whose

MOST_OUTLETS, MOST_STOPS_OF_A_COLUMN, MOST_ORIGINS = 18, 10, 12
"""Spots of a column that are drawn by name; the others stand together as one."""
MOST_STOPS = 3
"""Columns between outlets and origins; a longer way has its middle stops in one."""
ROW = 34
"""Pixels of a row; above the first there is one for the headings."""
KEY = ("outlet", "carrier", "absent", "link", "origin", "own_voice", "phantom", "words", "reasoned")
REST = "rest"

_Key = tuple[str, int, str]
"""A spot: what it is (``outlet``, ``stop``, ``origin``, or ``pass`` where a way only passes), its column, its name."""


class Way(NamedTuple):
    """The same way of one or more statements: outlet, stops, origin. `why` says what leads there where words do not."""

    outlet: str
    stops: tuple[str, ...]
    origin: str
    reasoned: bool
    statements: tuple[str, ...]
    why: Told | None

    @property
    def anchor(self) -> str:
        """Give the fragment of its first statement on the page."""
        return anchor(self.statements[0])

    @property
    def report(self) -> str:
        """Give the report of its first statement."""
        return split_ref(self.statements[0])[0]


class Spot(NamedTuple):
    """A box of the picture; `kind` is a key of `KEY`, ``rest`` or ``pass``, `source` the kind of an origin's source."""

    kind: str
    column: int
    row: int
    name: Bilingual
    source: str
    statements: int
    reasoned: bool
    title: Bilingual


class Bond(NamedTuple):
    """A line from a spot to one in the next column, with how many statements went that way.

    `late` tells whether more lines meet where it starts than where it ends: there its number would cover others.
    """

    a: Spot
    b: Spot
    statements: int
    reasoned: bool
    late: bool
    title: Bilingual

    @property
    def kind(self) -> str:
        """Give the label of the line."""
        return "reasoned" if self.reasoned else "words"

    def path(self, x1: float = 0, x2: float = 100) -> str:
        """Write its curve as an SVG path between two sides of a gap."""
        half, a, b = (x1 + x2) / 2, middle(self.a.row), middle(self.b.row)
        return f"M{x1:g} {a}C{half:g} {a} {half:g} {b} {x2:g} {b}"

    def tally(self, x1: float = 0, x2: float = 100) -> tuple[float, float]:
        """Give where on its curve its number stands: nearer to the end where lines are apart."""
        t = 0.68 if self.late else 0.32
        along = 1.5 * t * (1 - t) ** 2 + 1.5 * t**2 * (1 - t) + t**3
        down = 3 * t**2 * (1 - t) + t**3
        a, b = middle(self.a.row), middle(self.b.row)
        return round(x1 + (x2 - x1) * along, 1), round(a + (b - a) * down, 1)


class Chains(NamedTuple):
    """The picture: its columns, each with a cell for every row (None where it is empty), its lines, its ways."""

    columns: tuple[tuple[Spot | None, ...], ...]
    bonds: tuple[Bond, ...]
    ways: tuple[Way, ...]
    names: Mapping[str, Bilingual]
    left_out: Bilingual | None

    @property
    def rows(self) -> int:
        """Count its rows."""
        return len(self.columns[0])

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Give its boxes."""
        return tuple(spot for column in self.columns for spot in column if spot)

    @property
    def key(self) -> tuple[str, ...]:
        """Give the labels of what is in it, in the order in which its key explains them."""
        there = {spot.kind for spot in self.spots} | {bond.kind for bond in self.bonds}
        return tuple(one for one in KEY if one in there)

    def gap(self, column: int) -> tuple[Bond, ...]:
        """Give the lines between a column and the next."""
        return tuple(bond for bond in self.bonds if bond.a.column == column)

    def marks(self, gap: int) -> tuple[Spot, ...]:
        """Give the spots whose mark stands in a gap: outlets at its start, others at its end."""
        return tuple(s for s in self.spots if s.kind != "pass" and max(0, s.column - 1) == gap)


def middle(row: int) -> int:
    """Give the pixels of the middle of a row."""
    return ROW * (row + 1) + ROW // 2


def picture(account: Account, index: Index, whose: Whose) -> Chains | None:
    """Draw the ways of a claim; None where they were not kept."""
    ways = _ways(account, index, whose)
    if not ways:
        return None
    drawn, left_out = _capped(ways)
    depth = 1 + max(len(way.stops) for way in drawn)
    paths = [(_path(way, depth), way) for way in drawn]
    rows = columns.rows([path for path, _ in paths])
    words = _Words(account, index, whose)
    spots = _spots(paths, rows, words)
    height = 1 + max(spot.row for spot in spots.values())
    cells: list[list[Spot | None]] = [[None] * height for _ in range(depth + 1)]
    for spot in spots.values():
        cells[spot.column][spot.row] = spot
    return Chains(
        tuple(tuple(column) for column in cells),
        tuple(_bonds(paths, spots, words)),
        tuple(ways),
        {way.origin: words.name("origin", way.origin) for way in ways},
        left_out,
    )


# --- the ways ---


def _ways(account: Account, index: Index, whose: Whose) -> list[Way]:
    """Give the ways of a claim's statements, each once, those that most went first."""
    found: dict[tuple[str, tuple[str, ...], str, str], dict[str, None]] = defaultdict(dict)
    # Reasons name an outlet as weighing does, a report as it was read.
    weighed: dict[str, set[str]] = defaultdict(set)
    for route in account.routes:
        report = index.reports[split_ref(route.statement)[0]]
        outlet = report.outlet or index.title(report.id)
        own = (outlet, report.name, report.id)
        stops = [index.title(name) for name in route.through if not _is_one(name, own)]
        origin = whose.name(route.origin)
        if stops and same_outlet(stops[-1], origin):
            stops.pop()
        because = "" if not stops and same_outlet(outlet, origin) else route.because
        found[outlet, _folded(stops), route.origin, because][route.statement] = None
        weighed[outlet] |= {outlet, outlet_name(report) or outlet}
    ways = [
        Way(
            outlet,
            stops,
            origin,
            bool(because),
            tuple(said),
            _why(because, weighed[outlet], origin, account, index),
        )
        for (outlet, stops, origin, because), said in found.items()
    ]
    return sorted(ways, key=lambda way: -len(way.statements))


def _is_one(name: str, own: Sequence[str]) -> bool:
    return name in own or same_outlet(name, own[0])


def _folded(stops: Sequence[str]) -> tuple[str, ...]:
    if len(stops) <= MOST_STOPS:
        return tuple(stops)
    return stops[0], "، ".join(stops[1 : 2 - MOST_STOPS]), *stops[2 - MOST_STOPS :]


def _why(because: str, outlet: Set[str], origin: str, account: Account, index: Index) -> Told | None:
    """Say what leads a way to its origin: the reason of this code that speaks of it, and best of this outlet."""
    if not because:
        return None
    reasons = [r for r in account.support.reasons if r.code == because and origin in r.origins]
    reasons.sort(key=lambda r: outlet.isdisjoint(r.args.values()))
    if not reasons:
        return told(labels.label("chains", "reasoned"), {})
    return reason(because, {key: index.title(value) for key, value in reasons[0].args.items()})


def _capped(ways: Sequence[Way]) -> tuple[list[Way], Bilingual | None]:
    """Put the outlets, stops and origins that there is no room for together.

    Outlets that go a way which many go are put together first, and stops and origins to which the fewest ways lead.
    """
    alike = Counter((way.stops, way.origin) for way in ways)
    rare: dict[str, int] = {}
    for way in ways:
        rare[way.outlet] = min(rare.get(way.outlet, len(ways)), alike[way.stops, way.origin])
    outlets = set(sorted(rare, key=lambda name: rare[name])[:MOST_OUTLETS])
    stops = _most(stop for way in ways for stop in way.stops)(MOST_STOPS_OF_A_COLUMN)
    origins = _most(way.origin for way in ways)(MOST_ORIGINS)
    drawn = [
        way._replace(
            outlet=way.outlet if way.outlet in outlets else REST,
            stops=tuple(stop if stop in stops else REST for stop in way.stops),
            origin=way.origin if way.origin in origins else REST,
        )
        for way in ways
    ]
    every = [len(rare), len({s for way in ways for s in way.stops}), len({way.origin for way in ways})]
    shown = [len(outlets), len(stops), len(origins)]
    if shown == every:
        return drawn, None
    counts = {"shown": labels.number(sum(shown)), "all": labels.number(sum(every))}
    return drawn, labels.label("chains", "left_out").format(**counts)


def _most(names: Iterable[str]) -> Callable[[int], set[str]]:
    counted = Counter(names)
    return lambda room: {name for name, _ in counted.most_common(room)}


# --- where they stand ---


def _path(way: Way, depth: int) -> list[_Key]:
    """Give the spots of a way, one in each column: its stops stand next to the origin, before them it passes."""
    real: list[_Key] = [("stop", depth - len(way.stops) + n, stop) for n, stop in enumerate(way.stops)]
    real.append(("origin", depth, way.origin))
    line = "reasoned" if way.reasoned else "words"
    passed: list[_Key] = [("pass", n, f"{line} {real[0]}") for n in range(1, real[0][1])]
    return [("outlet", 0, way.outlet), *passed, *real]


# --- what is drawn ---


class _Words:
    """What the spots of one picture are, and what they are called."""

    def __init__(self, account: Account, index: Index, whose: Whose) -> None:
        self._index, self._whose = index, whose
        said = dict.fromkeys(route.statement for route in account.routes)
        self._nodes = [node for name in said for node in index.way(name)]

    def name(self, what: str, name: str) -> Bilingual:
        """Call a spot by its name."""
        if name == REST:
            return labels.label("chains", f"other_{what}s")
        shown = self._whose.name(name) if what == "origin" else name
        return labels.same(shown) if shown else labels.label("kind", "unnamed")

    def kind(self, what: str, name: str) -> tuple[str, str]:
        """Tell what a spot is, and of what kind the source of an origin is."""
        if name == REST:
            return REST, ""
        if what == "stop":
            return self._stop(name), ""
        origin = self._whose.origin(name) if what == "origin" else None
        if origin is None:
            return what, ""
        kind = "phantom" if origin.phantom else "own_voice" if origin.own_voice else "origin"
        return kind, "own_voice" if origin.own_voice else origin.kind

    def _stop(self, name: str) -> str:
        """Tell whether an outlet on the way has a report here; a source on the way is none of both."""
        known = [
            n.kind
            for n in self._nodes
            if n.name == name or (n.kind == "outlet" and same_outlet(n.name, name))
        ]
        if self._index.holds(name):
            return "carrier"
        return "absent" if "outlet" in known else "link"

    def title(self, what: str, name: str, statements: int) -> Bilingual:
        """Say all of a spot that its box has no room for."""
        kind, source = self.kind(what, name)
        said = [self.name(what, name), labels.label("chains", kind)]
        said += [labels.label("kind", source)] if source and source != "own_voice" else []
        return _joined(*said, labels.count("statement", statements))


def _spots(
    paths: Sequence[tuple[Sequence[_Key], Way]], rows: Mapping[_Key, int], words: _Words
) -> dict[_Key, Spot]:
    told: dict[_Key, dict[str, None]] = defaultdict(dict)
    for path, way in paths:
        for key in path:
            told[key] |= dict.fromkeys(way.statements)
    out = {}
    for key, statements in told.items():
        what, column, name = key
        kind, source = words.kind(what, name)
        passes = what == "pass"
        out[key] = Spot(
            kind=kind,
            column=column,
            row=rows[key],
            name=labels.same("") if passes else words.name(what, name),
            source=source,
            statements=len(statements),
            reasoned=passes and name.startswith("reasoned"),
            title=labels.same("") if passes else words.title(what, name, len(statements)),
        )
    return out


def _bonds(
    paths: Sequence[tuple[Sequence[_Key], Way]], spots: Mapping[_Key, Spot], words: _Words
) -> Iterable[Bond]:
    """Give the lines; one that some words lead along is not dashed."""
    held: dict[tuple[_Key, _Key], list[Way]] = defaultdict(list)
    for path, way in paths:
        for ends in pairwise(path):
            held[ends].append(way)
    starting, ending = Counter(a for a, _ in held), Counter(b for _, b in held)
    for (a, b), ways in held.items():
        statements = len({name for way in ways for name in way.statements})
        reasoned = all(way.reasoned for way in ways)
        said = [
            labels.label("chains", "reasoned" if reasoned else "words"),
            labels.count("statement", statements),
        ]
        if a[0] != "pass" and b[0] != "pass":
            facts = {"a": words.name(a[0], a[2]), "b": words.name(b[0], b[2])}
            said.insert(0, labels.label("chains", "from").format(**facts))
        late = starting[a] > ending[b]
        yield Bond(spots[a], spots[b], statements, reasoned, late, _joined(*said))


def _joined(*said: Bilingual) -> Bilingual:
    return labels.both(lambda lang: " · ".join(getattr(one, lang) for one in said))
