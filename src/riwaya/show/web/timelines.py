"""Timelines: the reports of a case or a story in time, a lane for each outlet.

Few reports are dots that lead to their texts; many are bars, one for each outlet and day (or several days, where the
time is long), as high as that outlet published reports then. Places are per cent of the width and pixels of the height,
as in `picture`; the words of the table beside it say the same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from riwaya.case.stories_asked import Published, ReportHead
from riwaya.show import labels
from riwaya.show.axis import END, END_BEFORE_UNDATED, UNDATED_AT, Axis, Tick, stretch
from riwaya.show.labels import Bilingual
from riwaya.show.picture import LANE, ROW, stacked
from riwaya.show.visible import clipped

MOST_DOTS = 400
"""Reports that are drawn one by one."""
MOST_LANES, MOST_BARS = 16, 62
"""Outlets with a lane of their own, and bars of a lane."""
HIGHEST, LOWEST = 28, 2
"""Pixels of the highest bar of all and of the lowest."""
_APART = 16
"""Per cent between two days that are written."""
_DAY = 10
"""Characters of a day in ISO 8601."""

Address = Callable[[str | None, str, str], str]
"""What a bar leads to: an outlet (None for several or none), the first day and the last."""


class Lane(NamedTuple):
    """The reports of an outlet; `rest` stands for all outlets that have no lane of their own."""

    name: str | None
    rest: bool
    reports: int
    y: int
    rows: int

    @property
    def height(self) -> int:
        """Give its pixels."""
        return LANE + ROW * (self.rows - 1)


class Dot(NamedTuple):
    """A report where it was published, `low` to `high` where that is not one moment."""

    x: float
    y: float
    low: float
    high: float
    report: ReportHead
    title: Bilingual


class Bar(NamedTuple):
    """The reports of a lane in some days."""

    x: float
    width: float
    y: float
    height: float
    reports: int
    href: str
    title: Bilingual


class Days(NamedTuple):
    """One day or some, of which a lane has one bar, with how many reports each lane has in them (None for none)."""

    words: Bilingual
    href: str
    bars: tuple[Bar | None, ...]
    reports: int


class Timeline(NamedTuple):
    """The whole picture: dots or bars. `days` are the rows of its table; `undated` reports are on no day of it."""

    lanes: tuple[Lane, ...]
    dots: tuple[Dot, ...]
    days: tuple[Days, ...]
    ticks: tuple[Tick, ...]
    undated: int

    @property
    def height(self) -> int:
        """Give its pixels down to the axis of time."""
        return self.lanes[-1].y + self.lanes[-1].height

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Give its bars."""
        return tuple(bar for days in self.days for bar in days.bars if bar)

    @property
    def column(self) -> bool:
        """Tell whether reports without a time stand in a column at the end."""
        return bool(self.undated and self.dots)


# --- dots ---


def dots(reports: Sequence[ReportHead]) -> Timeline | None:
    """Draw reports one by one; None where there are none."""
    if not reports:
        return None
    when = {r.id: stretch(r.published) for r in reports}
    undated = sum(one is None for one in when.values())
    axis = Axis(filter(None, when.values()), END_BEFORE_UNDATED if undated else END)
    places = {rid: axis.middle(one) if one else UNDATED_AT for rid, one in when.items()}
    lanes: list[Lane] = []
    drawn: list[Dot] = []
    y = 0
    for name, rest, held in _lanes(reports):
        held.sort(key=lambda r: places[r.id])
        rows = stacked([places[r.id] for r in held])
        lane = Lane(name, rest, len(held), y, max(rows) + 1)
        lanes.append(lane)
        for report, row in zip(held, rows, strict=True):
            one, x = when[report.id], places[report.id]
            low, high = (axis.at(one.low), axis.at(one.high)) if one else (x, x)
            drawn.append(Dot(x, y + LANE / 2 + ROW * row, low, high, report, _title(report)))
        y += lane.height
    dated = [r.published for r in reports if r.published and when[r.id]]
    return Timeline(tuple(lanes), tuple(drawn), (), tuple(axis.ticks(dated)), undated)


def _lanes(reports: Iterable[ReportHead]) -> list[tuple[str | None, bool, list[ReportHead]]]:
    """Give each outlet its reports, those with most first; the smallest share a lane."""
    held: dict[str | None, list[ReportHead]] = defaultdict(list)
    for report in reports:
        held[report.outlet].append(report)
    own = _own({outlet: len(some) for outlet, some in held.items()})
    rest = [report for outlet, some in held.items() if outlet not in own for report in some]
    lanes = [(outlet, False, held[outlet]) for outlet in own]
    return [*lanes, (None, True, rest)] if rest else lanes


def _own(counted: Mapping[str | None, int]) -> list[str | None]:
    """Choose the outlets that have a lane of their own; reports of no outlet come last."""
    order = sorted(counted, key=lambda outlet: (outlet is None, -counted[outlet], outlet or ""))
    return order if len(order) <= MOST_LANES else order[: MOST_LANES - 1]


def _title(report: ReportHead) -> Bilingual:
    paper = labels.same(report.outlet) if report.outlet else labels.label("page", "no_outlet")
    head = labels.same(clipped(report.title or report.name, 70))
    return labels.both(
        lambda lang: " · ".join(getattr(one, lang) for one in (paper, labels.date(report.published), head))
    )


# --- bars ---


def bars(counted: Sequence[Published], address: Address) -> Timeline | None:
    """Draw how many reports each outlet published in which days; None where no day is known of any."""
    known = [(one.outlet, day, one.reports) for one in counted if (day := _day(one.day)) is not None]
    if not known:
        return None
    first, last = min(day for _, day, _ in known), max(day for _, day, _ in known)
    step = -(-((last - first).days + 1) // MOST_BARS)
    whole: Counter[str | None] = Counter()
    for outlet, _, reports in known:
        whole[outlet] += reports
    own = _own(whole)
    column = {outlet: n for n, outlet in enumerate(own)}
    held: Counter[tuple[int, int]] = Counter()
    for outlet, day, reports in known:
        held[(day - first).days // step, column.get(outlet, len(own))] += reports
    lanes = [Lane(outlet, False, whole[outlet], LANE * n, 1) for n, outlet in enumerate(own)]
    if rest := whole.total() - sum(lane.reports for lane in lanes):
        lanes.append(Lane(None, True, rest, LANE * len(lanes), 1))
    steps = (last - first).days // step + 1
    starts = [first + timedelta(days=step * n) for n in range(steps)]
    days = _days(starts, step, lanes, held, address)
    undated = sum(one.reports for one in counted) - whole.total()
    return Timeline(tuple(lanes), (), tuple(days), tuple(_ticks(starts)), undated)


def _day(said: str | None) -> date | None:
    """Read a day; a month, a year or what is none of these is not known to the day."""
    try:
        return date.fromisoformat(said) if said and len(said) == _DAY else None
    except ValueError:
        return None


def _days(
    starts: Sequence[date], step: int, lanes: Sequence[Lane], held: Counter[tuple[int, int]], address: Address
) -> Iterable[Days]:
    most = max(held.values())
    width = 100 / len(starts)
    for n, start in enumerate(starts):
        since, until = start.isoformat(), (start + timedelta(days=step - 1)).isoformat()
        words = _span(since, until)
        found: list[Bar | None] = []
        for column, lane in enumerate(lanes):
            reports = held[n, column]
            height = max(LOWEST, round(HIGHEST * reports / most, 1))
            bar = Bar(
                x=round(width * n + width * 0.1, 3),
                width=round(width * 0.8, 3),
                y=lane.y + LANE - height,
                height=height,
                reports=reports,
                href=address(lane.name, since, until),
                title=_said(lane, words, reports),
            )
            found.append(bar if reports else None)
        yield Days(words, address(None, since, until), tuple(found), sum(bar.reports for bar in found if bar))


def _span(since: str, until: str) -> Bilingual:
    if since == until:
        return labels.date(since)
    return labels.label("timelines", "span").format(first=labels.date(since), last=labels.date(until))


def _said(lane: Lane, days: Bilingual, reports: int) -> Bilingual:
    if lane.rest:
        paper = labels.label("page", "other_outlets")
    else:
        paper = labels.same(lane.name) if lane.name else labels.label("page", "no_outlet")
    said = (paper, days, labels.count("report", reports))
    return labels.both(lambda lang: " · ".join(getattr(one, lang) for one in said))


def _ticks(starts: Sequence[date]) -> Iterable[Tick]:
    """Write the first day and the last, and between them as many as there is room for."""
    width = 100 / len(starts)
    places = [(round(width * (n + 0.5), 2), labels.date(day.isoformat())) for n, day in enumerate(starts)]
    if len(places) == 1:
        yield Tick(places[0][0], places[0][1], "middle")
        return
    yield Tick(0, places[0][1], "start")
    at = places[0][0]
    for x, words in places[1:-1]:
        if x - at >= _APART * 1.3 and 100 - x >= _APART * 1.3:
            yield Tick(x, words, "middle")
            at = x
    yield Tick(100, places[-1][1], "end")


def to_reports(outlet: str | None, since: str, until: str) -> str:
    """Give the address of the list of an outlet's reports of some days."""
    asked = {"outlet": outlet, "from": since, "to": until}
    return "/reports?" + urlencode({key: value for key, value in asked.items() if value})
