"""Shifts: who changed a figure, and whose figures exclude each other.

A revision is one origin's new figure in a later report of its own voice: copies and citations of an origin repeat it,
and what they change, or the cited report does not bear out, is not its revision; nor is a figure that it denies, nor
«at least 14» after 14. Figures of two origins disagree when both cannot be so and the earlier still stood when the
later came: it was its origin's last and, of what grows as the dead do, no more than a day old. Outlets that name nobody
may repeat anybody, whether they speak for themselves or are cited: with them nobody disagrees.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from math import log
from statistics import median
from typing import NamedTuple

from riwaya.link.occurrences import OUTCOMES
from riwaya.link.stories import day
from riwaya.model import Origin, Point, Quantity, Route, Shift
from riwaya.weigh.origins import same_value

# Outliers: the fewest figures among which one may be far, the z-score that is far, and the least spread of logarithms
# that counts: with it 27 among many 18s is far, 25 is not.
_FEW = 4
_FAR = 3.5
_SPREAD = 0.075
# Letters of a date without a time.
_DAY = len("2031-05-01")
# Days for which a figure of what grows stands against another's, and the outcomes of an event that do not grow.
_STANDS = 1.0
_FIXED = frozenset(["aboard", "capacity", "attackers"])


class Told(NamedTuple):
    """A figure that an origin gave for the first time, and the day of it."""

    point: Point
    quantity: Quantity
    day: float


def shifts(
    points: Sequence[Point],
    quantities: Sequence[Quantity],
    routes: Sequence[Route],
    origins: Sequence[Origin],
    *,
    counted: str | None = None,
    borrowed: Set[str] = frozenset(),
) -> tuple[Shift, ...]:
    """Give the revisions, then the disagreements of a claim; `quantities` are those of its `points`.

    `counted` is the class that the claim counts. `borrowed` are figures that are not their origin's own: they stand in
    a copy, are denied, are cited from a report that gives another, or are measures of another story.
    """
    route_of = {route.quantity: route for route in routes}
    told: dict[str, list[Told]] = defaultdict(list)
    for point, quantity in zip(points, quantities, strict=True):
        route, when = route_of[point.quantity], day(point.published)
        own = not route.because and quantity.where == "text" and point.quantity not in borrowed
        if own and when is not None and not any(same_value(t.quantity, quantity) for t in told[route.origin]):
            told[route.origin].append(Told(point, quantity, when))
    named = [o.id for o in origins if o.kind not in ("vague", "outlet")]
    stands = _STANDS if counted in OUTCOMES - _FIXED else float("inf")
    return (*_revisions(told), *_disagreements({name: told[name] for name in named if name in told}, stands))


def _revisions(told: dict[str, list[Told]]) -> Iterator[Shift]:
    """Give each figure of an origin that comes in a later report after another of its own."""
    for origin, series in told.items():
        for a, b in pairwise(one for one in series if not one.quantity.vague):
            if _earlier(a, b):
                yield Shift(
                    kind="revision", before=a.point.quantity, after=b.point.quantity, origins=(origin,)
                )


def _earlier(a: Told, b: Told) -> bool:
    """Tell whether a figure was published before another, as far as both say when: a day is not before its noon."""
    first, second = a.point.published or "", b.point.published or ""
    return a.day < b.day and (min(len(first), len(second)) > _DAY or first[:_DAY] < second[:_DAY])


def _disagreements(told: dict[str, list[Told]], stands: float) -> Iterator[Shift]:
    """Give for each two values that exclude each other the first two origins that give them at one time.

    A figure `stands` for so many days: the dead are counted anew, who was aboard is not.
    """
    series = sorted(
        ((origin, one) for origin, of in told.items() for one in of),
        key=lambda item: (item[1].day, item[1].point.quantity),
    )
    last: dict[str, Told] = {}
    seen = set()
    for origin, one in series:
        for other, before in last.items():
            values = frozenset([(before.point.low, before.point.high), (one.point.low, one.point.high)])
            if other == origin or one.day - before.day > stands or values in seen:
                continue
            if exclude(before.quantity, one.quantity):
                seen.add(values)
                yield Shift(
                    kind="disagreement",
                    before=before.point.quantity,
                    after=one.point.quantity,
                    origins=(other, origin),
                )
        last[origin] = one


def exclude(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities cannot both be so: their bounds leave no number in common.

    A number that is said to be about so many leaves a tenth on either side; «hundreds» leaves room above.
    """
    (a_low, a_high), (b_low, b_high) = _bounds(a), _bounds(b)
    return a_high < b_low or b_high < a_low


def _bounds(quantity: Quantity) -> tuple[float, float]:
    """Give the bounds of a quantity, open ones infinite."""
    low = float("-inf") if quantity.low is None else float(quantity.low)
    high = float("inf") if quantity.high is None else float(quantity.high)
    slack = 0.1 if quantity.approx else 0.0
    return low - slack * abs(low), high + slack * abs(high)


def outliers(values: Sequence[float]) -> list[bool]:
    """Tell which of some positive figures lie far from the rest, by the modified z-score of their logarithms.

    Source: B. Iglewicz and D. Hoaglin, *How to Detect and Handle Outliers* (1993): far is 0.6745 |x - median| / MAD of
    more than 3.5. Figures of one claim often agree so well that their MAD is next to nothing: below `_SPREAD` it counts
    as that. Of fewer than `_FEW` figures none is an outlier.
    """
    if len(values) < _FEW or min(values) <= 0:
        return [False] * len(values)
    logs = [log(value) for value in values]
    middle = median(logs)
    away = [abs(x - middle) for x in logs]
    spread = max(median(away), _SPREAD)
    return [0.6745 * distance / spread > _FAR for distance in away]
