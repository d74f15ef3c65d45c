"""Repetition: what stands on many pages of one outlet, whatever they tell, belongs to the page and not to the report.

Three things are told, each with its own caution, because a mark that is wrong hides evidence:

- a **notice**: a line, or the end of the last one, in which the page speaks of itself or to its reader;
- a **list**: five short lines or more that come again and again in the same order (a menu, a ticker, a box of links);
- a **signature**: a line with nothing but the outlet's own name.

Whole sentences of news are none of these: the standing last paragraph of an agency, a list of victims in every
follow-up, a dateline or a byline is never marked, however often it comes. Pages count only as far as they are not
copies of each other (notices) or of one story (lists). What may come again at all is said in `read.recurring`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace

from riwaya.arabic.fold import Folded, fold
from riwaya.model import Furniture, Report
from riwaya.read.record import merged
from riwaya.read.told import outlets
from riwaya.read.told.recurring import (
    ITEM,
    LIST_LINES,
    NOTICE,
    PAIR,
    SIGNATURE,
    SKETCH,
    Row,
    Thing,
    Things,
    sketch,
    tail_start,
    things,
)

RULE = "repeated"
VERSION = 1
"""Of the form in which a state is kept; a state of another one is not read."""

LEAST = 5
"""Reports of an outlet that have to hold a thing before it may be marked."""
MOST_KNOWN = 150_000
"""Things that are counted at once (about 60 MB); beyond it those that came least often are forgotten, down to half."""

_STEADY = 0.8  # of the reports with one of two neighbours in a list have both
_SEAM = 2  # lines of a list next to other text that are left alone: a byline may have come among them
_APART = 0.75


class _Kind(NamedTuple):
    """How often a thing must come: in a `share` of the reports, no two of them in a row `alike` to that degree."""

    share: float
    alike: float


_LISTED = _Kind(0.05, 0.12)
_KINDS = {NOTICE: _Kind(0.01, 0.5), ITEM: _LISTED, PAIR: _LISTED, SIGNATURE: _Kind(0.3, 0.5)}


class _Count:
    """How many reports had a thing, how many of them were unlike the one before, and a sketch of the last."""

    __slots__ = ("apart", "seen", "sketch")

    def __init__(self, seen: int, apart: int, sketch: frozenset[int]) -> None:
        self.seen, self.apart, self.sketch = seen, apart, sketch


class Repeats:
    """What repeats in the reports of each outlet.

    Hand it the reports a chunk at a time, each once; `state` is what to keep for the next run. The same reports in the
    same chunks always give the same marks. Memory is bounded by `MOST_KNOWN`.
    """

    def __init__(self, state: Mapping[str, Any] | None = None) -> None:
        self._reports: dict[str, int] = {}
        self._counts: dict[tuple[str, str], _Count] = {}
        if state and state.get("version") == VERSION:
            sketches = [frozenset(sketch) for sketch in state["sketches"]]
            for outlet, known in state["outlets"].items():
                self._reports[outlet] = known["reports"]
                for key, (seen, apart, sketch) in known["things"].items():
                    self._counts[outlet, key] = _Count(seen, apart, sketches[sketch])

    def state(self) -> dict[str, Any]:
        """Give what is known as plain values that JSON holds, to be handed to the next `Repeats`."""
        sketches: dict[frozenset[int], int] = {}
        kept: dict[str, Any] = {
            outlet: {"reports": number, "things": {}} for outlet, number in self._reports.items()
        }
        for (outlet, key), count in self._counts.items():
            at = sketches.setdefault(count.sketch, len(sketches))
            kept[outlet]["things"][key] = [count.seen, count.apart, at]
        return {"version": VERSION, "outlets": kept, "sketches": [sorted(sketch) for sketch in sketches]}

    def marked(self, reports: Iterable[Report]) -> list[Report]:
        """Take the reports of a chunk into account, then give them with what repeats marked.

        What was marked before stays. A report of no known outlet is given as it is.
        """
        chunk = [(report, _outlet(report)) for report in reports]
        held = [self._counted(report, outlet) if outlet else None for report, outlet in chunk]
        return [
            self._with_marks(report, outlet, there) if outlet and there else report
            for (report, outlet), there in zip(chunk, held, strict=True)
        ]

    def _counted(self, report: Report, outlet: str) -> Things | None:
        """Take a report into account, and give what in it may come again."""
        self._reports[outlet] = self._reports.get(outlet, 0) + 1
        text = fold(report.text)
        held = things(text, outlet)
        keys = held.keys()
        if not keys:
            return None
        drawn = sketch(text, held)
        for key in sorted(keys):
            known = self._counts.get((outlet, key))
            if known is None:
                self._counts[outlet, key] = _Count(1, 0, drawn)
            else:
                known.seen += 1
                known.apart += _likeness(known.sketch, drawn) < _KINDS[key[0]].alike
                known.sketch = drawn
        if len(self._counts) > MOST_KNOWN:
            self._forget()
        return held

    def _with_marks(self, report: Report, outlet: str, held: Things) -> Report:
        """Mark in a report what repeats, as far as is known now."""
        found = [thing for thing in held.lines if self._repeats(outlet, thing.key)]
        found += [item for row in held.rows for item in self._listed(outlet, row)]
        tail = next((thing for thing in held.tails if self._repeats(outlet, thing.key)), None)
        if not found and tail is None:
            return report
        folded = Folded(report.text)
        if tail is not None:
            found.append(tail._replace(start=tail_start(folded.text, tail)))
        marks: list[Furniture] = []
        for start, end in sorted({(thing.start, thing.end) for thing in found}):
            span = folded.raw(start, end)
            if not marks or span.start >= marks[-1].span.end:
                marks.append(Furniture(span, RULE))
        return replace(report, furniture=merged(report.furniture, tuple(marks)))

    def _listed(self, outlet: str, row: Row) -> Iterator[Thing]:
        """Give the lines of a row that are a list: each repeats, and so does that it stands next to the one before."""
        size = len(row.items)
        at = 0
        while at < size:
            end = at + 1
            if self._repeats(outlet, row.items[at].key):
                while end < size and self._steady(
                    outlet, row.items[end - 1], row.items[end], row.pairs[end - 1]
                ):
                    end += 1
            if end - at >= LIST_LINES:
                first = at if at == 0 and row.first else at + _SEAM
                last = end if end == size and row.last else end - _SEAM
                yield from row.items[first:last]
            at = end

    def _steady(self, outlet: str, one: Thing, other: Thing, pair: str) -> bool:
        """Tell whether two lines are neighbours wherever one of them stands."""
        if not (self._repeats(outlet, other.key) and self._repeats(outlet, pair)):
            return False
        most = max(self._counts[outlet, one.key].seen, self._counts[outlet, other.key].seen)
        return self._counts[outlet, pair].seen >= _STEADY * most

    def _repeats(self, outlet: str, key: str) -> bool:
        """Tell whether a thing came often enough, in reports that are unlike each other."""
        count = self._counts.get((outlet, key))
        if count is None or count.seen < LEAST or count.apart < _APART * (count.seen - 1):
            return False
        return count.seen >= _KINDS[key[0]].share * self._reports[outlet]

    def _forget(self) -> None:
        """Forget what came least often, until half of the room is free."""
        least = 0
        while len(self._counts) > MOST_KNOWN // 2:
            least += 1
            self._counts = {thing: count for thing, count in self._counts.items() if count.seen > least}
        left = {outlet for outlet, _ in self._counts}
        self._reports = {outlet: number for outlet, number in self._reports.items() if outlet in left}


def _outlet(report: Report) -> str | None:
    """Name the outlet whose pages a report is counted with: its name, else its host; None when neither is known."""
    if report.outlet:
        return _outlet_key(report.outlet) or None
    try:
        return urlsplit(report.url or "").hostname
    except ValueError:  # brackets that are no address
        return None


_outlet_key = lru_cache(maxsize=4096)(outlets.key)


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Estimate how many of the words of two reports are the same, from their sketches; nothing is like nothing."""
    both = set(sorted(a | b)[:SKETCH])
    return len(both & a & b) / len(both) if both else 1.0
