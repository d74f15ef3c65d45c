"""Drift: how a claim's figure goes from report to report, and whose each value is.

Points are in order of publication (reports without a date last). The first point of each value is marked:
later ones repeat it. Marked too are values far from the others (`shifts.outliers`).
"""

from collections.abc import Sequence
from statistics import median

import msgspec

from riwaya.link.occurrences import middle
from riwaya.link.terms import keys_of
from riwaya.model import Claim, Origin, Point, Quantity, Report
from riwaya.weigh.origins import Desk, Voice
from riwaya.weigh.shifts import outliers


def drift(
    desk: Desk, claim: Claim, found: Sequence[Voice], origins: Sequence[Origin], origin_of: Sequence[int]
) -> tuple[Point, ...]:
    """Give the figures of `claim` over time; `origin` is the origin's name, None for an outlet's own
    voice.
    """
    out: list[tuple[Point, int]] = []
    for n, voice in enumerate(found):
        if voice.member.quantity is None:
            continue
        q = desk.quantity(voice.member.quantity)
        report = desk.reports[voice.report]
        origin = origins[origin_of[n]]
        point = Point(
            report=report.id,
            outlet=report.outlet,
            published=report.published,
            low=q.low,
            high=q.high,
            quantity=voice.member.quantity,
            origin=None if _unnamed(report, q, voice, origin) else origin.name or None,
        )
        out.append((point, origin_of[n]))
    out.sort(key=lambda p: (p[0].published is None, p[0].published or "", p[0].quantity))
    away = _away([desk.quantity(p.quantity) for p, _ in out], [whose for _, whose in out])
    return _marked([p for p, _ in out], away)


def _unnamed(report: Report, quantity: Quantity, voice: Voice, origin: Origin) -> bool:
    """Tell whether a figure stands without its source: an outlet's own, or a headline's that does not name
    whom its text gives it to.
    """
    name = set(keys_of(origin.name))
    named = 2 * len(name & set(keys_of(report.title or ""))) >= len(name)
    return voice.own or origin.own_voice or (quantity.where == "title" and not named)


def _marked(points: Sequence[Point], far: Sequence[bool]) -> tuple[Point, ...]:
    """Mark the first point of each value, and those that are `far` from the others."""
    seen: set[tuple[float | int | None, float | int | None]] = set()
    out = []
    for p, away in zip(points, far, strict=True):
        fresh = (p.low, p.high) not in seen
        seen.add((p.low, p.high))
        out.append(msgspec.structs.replace(p, first=fresh, outlier=away))
    return tuple(out)


def _away(quantities: Sequence[Quantity], origin_of: Sequence[int]) -> list[bool]:
    """Tell which figures are outliers: each figure of an origin counts once, however many print it.

    Headlines shorten, and «hundreds» is a figure of no one value: neither is looked at. «At least 20» is not far from
    32, for which it leaves room.
    """
    told = [(origin, q.low, q.high) for origin, q in zip(origin_of, quantities, strict=True)]
    clear = {
        one: middle(q) for one, q in zip(told, quantities, strict=True) if q.where == "text" and not q.vague
    }
    centre = median(clear.values()) if clear else 0.0
    away = zip(clear, outliers([*clear.values()]), strict=True)
    far = {(whose, low, high) for (whose, low, high), out in away if out and not _holds(low, high, centre)}
    return [one in far for one in told]


def _holds(low: float | None, high: float | None, value: float) -> bool:
    """Tell whether bounds leave room for a value."""
    return (low is None or low <= value) and (high is None or value <= high)
