"""Curves between two places of a picture whose width is not known: x in per cent, y in pixels.

A curve leaves and reaches its places straight up or down, or straight from the side where both stand above each other:
however wide the picture is drawn, its arrow head points the right way.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

Heading = Literal["down", "up", "start", "end"]

RADIUS = 6.0
"""Pixels of a dot."""
HEAD = 7.0
"""Pixels of an arrow head."""
HEADS: dict[Heading, str] = {
    "down": "M-4.5 0h9L0 7z",
    "up": "M-4.5 0h9L0-7z",
    "start": "M6 0l8-4.5v9z",
    "end": "M-6 0l-8-4.5v9z",
}
"""The shape of a head around the end of its curve; one that comes from the side stands before the dot itself."""
BESIDE = 3.0
"""Per cent between two places that count as standing above each other."""
OVER = 14.0
"""Pixels that a curve within a lane rises above it."""


class Curve(NamedTuple):
    """A cubic curve: start, two controls, end, each x in per cent and y in pixels; and where its head points."""

    points: tuple[tuple[float, float], ...]
    heading: Heading

    def path(self, at: Callable[[float], float] = lambda x: x) -> str:
        """Write it as an SVG path; `at` gives the pixels of a per cent, or leaves per cent as they are."""
        start, *rest = (f"{round(at(x), 2):g} {y:g}" for x, y in self.points)
        return f"M{start}C{' '.join(rest)}"

    @property
    def head(self) -> str:
        """Give the SVG path of the arrow head, around the end of the curve."""
        return HEADS[self.heading]

    @property
    def end(self) -> tuple[float, float]:
        """Give where it ends: at the back of its arrow head."""
        return self.points[-1]

    @property
    def middle(self) -> tuple[float, float]:
        """Give the place half-way along."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.points
        return round((x0 + 3 * x1 + 3 * x2 + x3) / 8, 2), round((y0 + 3 * y1 + 3 * y2 + y3) / 8, 2)


def curve(x1: float, y1: float, x2: float, y2: float, *, arrow: bool = True) -> Curve:
    """Draw a curve from the edge of one dot to the arrow head before another, or to its edge."""
    room = RADIUS + (HEAD if arrow else 0)
    if abs(x1 - x2) < BESIDE and abs(y1 - y2) > RADIUS:
        return _beside(x1, y1, x2, y2)
    if abs(y1 - y2) < 2 * RADIUS + HEAD:
        top = min(y1, y2) - RADIUS - OVER
        return _curve((x1, y1 - RADIUS), (x1, top), (x2, top), (x2, y2 - room), heading="down")
    way = 1 if y2 > y1 else -1
    start, end = y1 + way * RADIUS, y2 - way * room
    bend = max(16.0, abs(end - start) * 0.6)
    return _curve(
        (x1, start), (x1, start + way * bend), (x2, end - way * bend), (x2, end),
        heading="down" if way > 0 else "up",
    )  # fmt: skip


def _beside(x1: float, y1: float, x2: float, y2: float) -> Curve:
    """Draw a curve around what stands between two places above each other, towards the end where there is room."""
    out = min(12.0, 2.0 + abs(y2 - y1) / 18)
    way = 1 if max(x1, x2) + out * 0.75 < 98 else -1
    far = (max(x1, x2) if way > 0 else min(x1, x2)) + way * out
    return _curve((x1, y1), (far, y1), (far, y2), (x2, y2), heading="start" if way > 0 else "end")


def _curve(*points: tuple[float, float], heading: Heading) -> Curve:
    return Curve(tuple((round(x, 2), round(y, 2)) for x, y in points), heading)
