"""Shifts: who changed a figure, and whose figures exclude each other.

A revision is one origin's new figure in a later report of its own voice: copies and citations of an origin repeat it,
and what they change, or the cited report does not bear out, is not its revision. Figures of two origins disagree when
both cannot be so and the earlier still stood when the later came: it was its origin's last and, of what grows as the
dead do, not a day old. Outlets that name nobody may repeat anybody: with them nobody disagrees.
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

# Outliers: the fewest figures among which one may be far, the z-score that is far, and the least spread of logarithms
# that counts: with it 27 among many 18s is far, 25 is not.
_FEW = 4
_FAR = 3.5
_SPREAD = 0.075
# Days for which a figure of what grows stands against another's, and the outcomes of an event that do not grow.
_STANDS = 1.0
_FIXED = frozenset(["aboard", "capacity", "attackers"])


class Told(NamedTuple):
    """A figure that an origin gave for the first time."""

    point: Point
    quantity: Quantity


def shifts(
    points: Sequence[Point],
    quantities: Sequence[Quantity],
    routes: Sequence[Route],
    origins: Sequence[Origin],
    unborne: Set[str] = frozenset(),
) -> tuple[Shift, ...]:
    """Give the revisions, then the disagreements of a claim; `quantities` are those of its `points`.

    `unborne` are figures that the report they are cited from gives otherwise: they are the citing report's.
    """
    route_of = {route.quantity: route for route in routes}
    told: dict[str, list[Told]] = defaultdict(list)
    for point, quantity in zip(points, quantities, strict=True):
        route = route_of[point.quantity]
        fresh = all((t.point.low, t.point.high) != (point.low, point.high) for t in told[route.origin])
        own = not route.because and quantity.where == "text" and point.quantity not in unborne
        if fresh and own and point.published:
            told[route.origin].append(Told(point, quantity))
    named = [o.id for o in origins if not o.own_voice and o.kind != "vague" and told.get(o.id)]
    return (*_revisions(told), *_disagreements({name: told[name] for name in named}))


def _revisions(told: dict[str, list[Told]]) -> Iterator[Shift]:
    """Give each figure of an origin that comes in a later report after another of its own."""
    for origin, series in told.items():
        for a, b in pairwise(series):
            later = (a.point.published or "") < (b.point.published or "")
            if later and a.point.report != b.point.report and not (a.quantity.vague or b.quantity.vague):
                yield Shift(
                    kind="revision", before=a.point.quantity, after=b.point.quantity, origins=(origin,)
                )


def _disagreements(told: dict[str, list[Told]]) -> Iterator[Shift]:
    """Give for each two values that exclude each other the first two origins that give them at one time."""
    series = sorted(
        ((day(one.point.published) or 0.0, origin, one) for origin, of in told.items() for one in of),
        key=lambda item: (item[0], item[2].point.quantity),
    )
    stands: dict[str, tuple[float, Told]] = {}
    seen = set()
    for when, origin, one in series:
        for other, (then, before) in stands.items():
            values = frozenset([(before.point.low, before.point.high), (one.point.low, one.point.high)])
            if other == origin or when - then > _stands(one.quantity) or values in seen:
                continue
            if exclude(before.quantity, one.quantity):
                seen.add(values)
                yield Shift(
                    kind="disagreement",
                    before=before.point.quantity,
                    after=one.point.quantity,
                    origins=(other, origin),
                )
        stands[origin] = when, one


def _stands(quantity: Quantity) -> float:
    """Give for how many days a figure of this kind stands: the dead are counted anew, who was aboard is not."""
    return _STANDS if quantity.counted in OUTCOMES - _FIXED else float("inf")


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
