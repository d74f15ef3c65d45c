"""Charts: where things stand on a lane, in per cent from its start, so that a page can draw them at any
width.

All words of a chart are HTML beside it; the SVG holds shapes only, drawn from the start side of the reading
direction. The style sheet turns it around for the other direction.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from riwaya.model import Point

Bound = float | int | None

LOG_FROM = 40
"""Ratio of the greatest to the smallest figure from which the scale is logarithmic."""


class Mark(NamedTuple):
    """A figure on its lane: a stretch from `start` to `end` per cent; an open end fades out."""

    start: float
    end: float
    open_low: bool
    open_high: bool


class Dot(NamedTuple):
    """A report on its lane of time, at `x` per cent."""

    x: float
    report: str


def moment(iso: str | None) -> float | None:
    """Give an ISO 8601 date or time as days since year 1, or None when it is absent or not understood."""
    if not iso:
        return None
    padded = iso + "-01-01"[len(iso) - 4 :] if len(iso) in (4, 7) else iso
    try:
        when = datetime.fromisoformat(padded)
    except ValueError:
        return None
    seconds = when.hour * 3600 + when.minute * 60 + when.second
    return when.toordinal() + seconds / 86400


def place(value: float, low: float, high: float) -> float:
    """Give the per cent of `value` between low and high, kept 3 per cent off the ends; the middle when they
    are one.
    """
    if high <= low:
        return 50.0
    return round(3 + 94 * (value - low) / (high - low), 2)


def time_lane(dates: Sequence[tuple[str, str | None]], low: float, high: float) -> list[Dot]:
    """Place (report, published) pairs on a lane of time from `low` to `high` (days); undated ones are left
    out.
    """
    out = []
    for report, published in dates:
        when = moment(published)
        if when is not None:
            out.append(Dot(place(when, low, high), report))
    return out


class Scale(NamedTuple):
    """A scale of figures: linear from zero, or logarithmic when they differ by orders of magnitude."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        """Give the per cent of a figure."""
        if self.log:
            return place(math.log(max(value, self.low)), math.log(self.low), math.log(self.high))
        return place(value, self.low, self.high)


def scale(figures: Iterable[float]) -> Scale:
    """Choose the scale for the figures of a claim."""
    values = [v for v in figures if v >= 0]
    if not values:
        return Scale(0.0, 1.0, False)
    positive = [v for v in values if v > 0]
    least, most = (min(positive), max(positive)) if positive else (0.0, 1.0)
    if least > 0 and len(positive) == len(values) and most / least >= LOG_FROM:
        return Scale(least / 2, most * 1.5, True)
    return Scale(0.0, float(most) * 1.15, False)


def marks(points: Sequence[Point]) -> tuple[Scale, list[Mark | None]]:
    """Place the figures of a claim on one scale; None for a point without a figure."""
    chosen = scale([v for p in points for v in (p.low, p.high) if v is not None])
    return chosen, [_mark(chosen, p.low, p.high) for p in points]


def _mark(chosen: Scale, low: Bound, high: Bound) -> Mark | None:
    if low is None and high is None:
        return None
    start = 0.0 if low is None else chosen.at(low)
    end = 100.0 if high is None else chosen.at(high)
    return Mark(min(start, end), max(start, end), low is None, high is None)
