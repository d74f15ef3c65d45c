"""Drift: the figures of a claim over time as a picture. Whose a figure is, is the shape and colour of its dot.

A dot is full where its value appears first and hollow where it is repeated. A figure that says «at least» has an arrow
up, «at most» an arrow down, «from, to» two dots and a bar. What one origin revised is joined by a line. Places are per
cent of the width and pixels of the height, as in `picture`; empty times are shortened.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from riwaya.show import charts, labels
from riwaya.show.axis import END, END_BEFORE_UNDATED, UNDATED_AT, Axis, Tick, stretch
from riwaya.show.charts import Scale
from riwaya.show.figures import PointView, ShiftView
from riwaya.show.labels import Bilingual

HEIGHT, TOP = 220, 12
"""Pixels from the greatest value of the scale to its least, and above them."""
START = 15.0
"""Per cent that are kept for the values that are written."""
SERIES = 6
"""Origins that have a shape of their own; all others share one."""
APART = 17
"""Pixels between two values that are written."""
NEAR, SIDE = 1.8, 13
"""Per cent within which dots of one value would cover one another, and the pixels between them then."""
MOST_POINTS = 120
KEY = ("dot_first", "dot_again", "open_up", "open_down", "range", "outlier", "revision")


class Dot(NamedTuple):
    """Figures of one origin, one value and one time: `y` to `far` where it has two bounds, `open` where it lacks one.

    `aside` are the pixels by which it is moved off others; `series` counts from 1, and 0 is every other origin or none.
    """

    x: float
    aside: int
    y: float
    far: float
    open: str
    series: int
    first: bool
    outlier: bool
    points: tuple[PointView, ...]
    title: Bilingual


class Line(NamedTuple):
    """A revision: one origin's figure and its later one."""

    x1: float
    y1: float
    x2: float
    y2: float
    series: int
    title: Bilingual


class Level(NamedTuple):
    """A value that is written at the side."""

    y: float
    words: Bilingual


class Drift(NamedTuple):
    """The whole picture; `log` tells whether its scale is logarithmic, `names` the origins of series 1, 2 …"""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    levels: tuple[Level, ...]
    names: tuple[str, ...]
    log: bool
    undated: bool
    left_out: Bilingual | None

    @property
    def height(self) -> int:
        """Give the pixels down to the axis of time."""
        return TOP + HEIGHT

    @property
    def others(self) -> bool:
        """Tell whether there are dots of origins without a shape of their own, or of none."""
        return any(not dot.series for dot in self.dots)

    @property
    def key(self) -> tuple[str, ...]:
        """Give the labels of the marks that are in it."""
        there = {"dot_first" if dot.first else "dot_again" for dot in self.dots}
        there |= {f"open_{dot.open}" for dot in self.dots if dot.open}
        there |= {"range"} if any(dot.far != dot.y for dot in self.dots) else set()
        there |= {"outlier"} if any(dot.outlier for dot in self.dots) else set()
        there |= {"revision"} if self.lines else set()
        return tuple(one for one in KEY if one in there)


def picture(points: Sequence[PointView], revisions: Iterable[ShiftView]) -> Drift | None:
    """Draw the figures of a claim; None where fewer than two have a value and a time."""
    valued = _one_of_a_report(v for v in points if v.point.low is not None or v.point.high is not None)
    shown = valued[:MOST_POINTS]
    dated = [v for v in shown if stretch(v.point.published)]
    if len(dated) < 2:
        return None
    undated = len(dated) < len(shown)
    when = {v.point.published: stretch(v.point.published) for v in dated}
    axis = Axis(filter(None, when.values()), END_BEFORE_UNDATED if undated else END, START)
    places = {iso: axis.middle(one) for iso, one in when.items() if one}
    scale = charts.scale(bound for v in shown for bound in (v.point.low, v.point.high) if bound is not None)
    names = tuple(name for name, _ in Counter(v.origin for v in shown if v.origin).most_common(SERIES))
    dots = _dots(shown, places, scale, {name: n for n, name in enumerate(names, 1)})
    return Drift(
        dots=dots,
        lines=tuple(_lines(revisions, dots)),
        ticks=tuple(axis.ticks([v.point.published for v in dated if v.point.published])),
        levels=tuple(_levels(shown, scale)),
        names=names,
        log=scale.log,
        undated=undated,
        left_out=None if len(shown) == len(valued) else labels.label("drift", "left_out").format(
            shown=labels.number(len(shown)), all=labels.number(len(valued))
        ),
    )  # fmt: skip


def _one_of_a_report(points: Iterable[PointView]) -> list[PointView]:
    """Leave out what a report says again, as in its title; of two the figure stands that is given to somebody."""
    out: dict[tuple[str, Bilingual], PointView] = {}
    for view in points:
        key = view.point.report, view.figure
        held = out.setdefault(key, view)
        kept, other = (held, view) if held.origin or not view.origin else (view, held)
        first = kept.point.first or other.point.first
        out[key] = kept._replace(point=replace(kept.point, first=first))
    return list(out.values())


def _height(scale: Scale, value: float) -> float:
    return round(TOP + HEIGHT * (1 - min(100.0, max(0.0, scale.at(value))) / 100), 1)


def _dots(
    points: Sequence[PointView], places: Mapping[str | None, float], scale: Scale, series: Mapping[str, int]
) -> tuple[Dot, ...]:
    """Give the dots: near in time, figures of one origin and value are one, others of the value step aside."""

    def row(view: PointView) -> tuple[float, float]:
        return view.point.low or 0, view.point.high or 0

    def x(view: PointView) -> float:
        return places.get(view.point.published, UNDATED_AT)

    out: list[Dot] = []
    for _, level in groupby(sorted(points, key=lambda v: (*row(v), x(v))), key=row):
        crowd: list[Dot] = []
        for view in level:
            if crowd and x(view) - crowd[0].x > NEAR:
                out += _stepped_aside(crowd)
                crowd = []
            at = crowd[0].x if crowd else x(view)
            same = next(
                (n for n, dot in enumerate(crowd) if dot.series == series.get(view.origin or "", 0)), None
            )
            if same is None:
                crowd.append(_dot((view,), at, scale, series))
            else:
                crowd[same] = _dot((*crowd[same].points, view), at, scale, series)
        out += _stepped_aside(crowd)
    return tuple(out)


def _stepped_aside(crowd: Sequence[Dot]) -> list[Dot]:
    """Put dots of one place side by side: the first series where it is, the others on either side of it."""
    order = sorted(crowd, key=lambda dot: dot.series or SERIES + 1)
    return [dot._replace(aside=SIDE * ((n + 1) // 2) * (1 if n % 2 else -1)) for n, dot in enumerate(order)]


def _dot(points: tuple[PointView, ...], x: float, scale: Scale, series: Mapping[str, int]) -> Dot:
    view = points[0]
    low, high = view.point.low, view.point.high
    opens = "down" if low is None else "up" if high is None else ""
    ends = [_height(scale, bound) for bound in (low, high) if bound is not None]
    return Dot(
        x=x,
        aside=0,
        y=ends[0],
        far=ends[-1],
        open=opens,
        series=series.get(view.origin or "", 0),
        first=any(v.first for v in points),
        outlier=any(v.point.outlier for v in points),
        points=points,
        title=_title(points),
    )


def _title(points: Sequence[PointView]) -> Bilingual:
    """Say what a dot stands for: figure, whose, who printed it when."""
    view = points[0]
    papers = dict.fromkeys(v.paper for v in points)
    whose = dict.fromkeys(
        labels.same(v.origin) if v.origin else labels.label("claim", "nobody") for v in points
    )
    said = [view.figure, *whose, labels.same("، ".join(papers)), view.date]
    return labels.both(lambda lang: " · ".join(getattr(one, lang) for one in said))


def _lines(revisions: Iterable[ShiftView], dots: Iterable[Dot]) -> Iterable[Line]:
    of = {view.point.quantity: dot for dot in dots for view in dot.points}
    for shift in revisions:
        a, b = of.get(shift.shift.before), of.get(shift.shift.after)
        if a and b:
            yield Line(a.x, a.y, b.x, b.y, b.series, labels.both(shift.words.plain))


def _levels(points: Iterable[PointView], scale: Scale) -> list[Level]:
    """Choose the values that are written: the greatest, then those that most reports give."""
    bounds = (bound for v in points for bound in (v.point.low, v.point.high) if bound is not None)
    often = Counter(bounds)
    order = [max(often), *(value for value, _ in often.most_common())]
    out: list[Level] = []
    for value in dict.fromkeys(order):
        y = _height(scale, value)
        if all(abs(y - level.y) >= APART for level in out):
            out.append(Level(y, labels.compact(value)))
    return sorted(out, key=lambda level: level.y)
