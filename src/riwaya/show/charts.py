"""Charts: where things stand on a lane, in per cent from its start, so that a page can draw them at any
width.

All words of a chart are HTML beside it; the SVG holds shapes only, drawn from the start side of the reading
direction. The style sheet turns it around for the other direction.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

LOG_FROM = 40
"""Ratio of the greatest to the smallest figure from which the scale is logarithmic."""
FAR_FROM_ZERO = 3
"""Ratio of the greatest to the smallest figure up to which the scale does not start at zero."""


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
    """A scale of figures: linear, or logarithmic when they differ by orders of magnitude."""

    low: float
    high: float
    log: bool

    def at(self, value: float) -> float:
        """Give the per cent of a figure."""
        if self.log:
            return place(math.log(max(value, self.low)), math.log(self.low), math.log(self.high))
        return place(value, self.low, self.high)


def scale(figures: Iterable[float]) -> Scale:
    """Choose the scale for the figures of a claim; it starts at zero unless they are all far from it."""
    values = [v for v in figures if v >= 0]
    if not values:
        return Scale(0.0, 1.0, False)
    positive = [v for v in values if v > 0]
    least, most = (min(positive), max(positive)) if positive else (0.0, 1.0)
    if least > 0 and len(positive) == len(values) and most / least >= LOG_FROM:
        return Scale(least / 2, most * 1.5, True)
    if len(positive) == len(values) and most / FAR_FROM_ZERO <= least < most:
        room = (most - least) / 3
        return Scale(least - room, most + room, False)
    return Scale(0.0, float(most) * 1.15, False)
