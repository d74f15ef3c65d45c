"""Axis: time as a picture of copies shows it. Empty times are shortened, so that a morning of copies and a late one a
month after fit on one screen; the order of things is kept.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from math import log1p
from typing import NamedTuple

from riwaya.show import labels
from riwaya.show.charts import moment
from riwaya.show.labels import Bilingual

EDGE = 3.0
"""Per cent that are kept free at the start."""
UNDATED_AT, END, END_BEFORE_UNDATED = 96.0, 97.0, 86.0
"""Where what has no time stands, and where time ends without and with it."""
STEP = 0.6
"""The room between two times however close they are; an hour gives twice as much, a month four times."""
APART = 21.0
"""Per cent between two times that are written."""


class Stretch(NamedTuple):
    """When something was published, in days: one moment, or a day, a month, a year in which it was."""

    low: float
    high: float


class Tick(NamedTuple):
    """A time that is written under the lanes, at `x` per cent; `side` is start, middle or end."""

    x: float
    words: Bilingual
    side: str


def stretch(iso: str | None) -> Stretch | None:
    """Give when an ISO 8601 date or time is, as precisely as it is given; None when it is none."""
    low = moment(iso)
    if low is None or iso is None:
        return None
    if len(iso) == 4:
        return Stretch(low, moment(f"{int(iso) + 1:04d}") or low)
    if len(iso) == 7:
        year, month = int(iso[:4]), int(iso[5:7])
        return Stretch(low, moment(f"{year + month // 12:04d}-{month % 12 + 1:02d}") or low)
    return Stretch(low, low + 1 if len(iso) == 10 else low)


class Axis:
    """Places moments between `start` and `end` per cent; there may be none."""

    def __init__(self, stretches: Iterable[Stretch], end: float, start: float = EDGE) -> None:
        knots = sorted({at for one in stretches for at in one})
        steps = [STEP + log1p(log1p(24 * (b - a))) for a, b in pairwise(knots)]
        whole = sum(steps)
        self._at = {
            knot: round(start + (end - start) * at / whole, 2) if whole else (start + end) / 2
            for knot, at in zip(knots, accumulate(steps, initial=0.0), strict=False)
        }

    def at(self, knot: float) -> float:
        """Give the place of a moment that the axis was made with."""
        return self._at[knot]

    def middle(self, one: Stretch) -> float:
        """Give the place of something that was published in a stretch."""
        return round((self.at(one.low) + self.at(one.high)) / 2, 2)

    def ticks(self, published: Sequence[str]) -> list[Tick]:
        """Choose the times that are written: the first and the last, and between them as many as there is room for."""
        dated = {one.low: iso for iso in sorted(published) if (one := stretch(iso)) is not None}
        order = sorted(dated)
        if not order:
            return []
        first, last = order[0], order[-1]
        if self.at(last) - self.at(first) < APART:
            return [Tick(self.at(first), labels.date(dated[first]), "middle")]
        out = [Tick(self.at(first), labels.date(dated[first]), "start")]
        day = dated[first][:10]
        for knot in order[1:-1]:
            if self.at(knot) - out[-1].x >= APART * (1.4 if len(out) == 1 else 1):
                if self.at(last) - self.at(knot) < APART * 1.4:
                    break
                out.append(Tick(self.at(knot), _short(dated[knot], day), "middle"))
                day = dated[knot][:10]
        return [*out, Tick(self.at(last), _short(dated[last], day), "end")]


def _short(iso: str, day: str) -> Bilingual:
    """Write a time of a day that was written before by its hour alone."""
    return labels.same(iso[11:16]) if iso[:10] == day and len(iso) > 10 else labels.date(iso)
