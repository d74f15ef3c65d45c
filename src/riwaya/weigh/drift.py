"""Drift: how a claim's figure goes from report to report, whose each value is, and who revised their own.

Points are in order of publication (reports without a date last). The first point of each value is marked:
later ones repeat it. A change of value by one origin is a revision; different values of different origins
are a disagreement.
"""

from collections.abc import Sequence

import msgspec

from riwaya.link.claims.wording import label_of
from riwaya.link.terms import keys_of
from riwaya.model import Claim, Origin, Point, Quantity, Reason, Report
from riwaya.weigh.origins import Desk, Voice


def drift(
    desk: Desk, claim: Claim, found: Sequence[Voice], origins: Sequence[Origin], origin_of: Sequence[int]
) -> tuple[Point, ...]:
    """Give the figures of `claim` over time; `origin` is the origin's name, None for an outlet's own
    voice.
    """
    out = []
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
        out.append(point)
    out.sort(key=lambda p: (p.published is None, p.published or "", p.quantity))
    return _firsts(out)


def _unnamed(report: Report, quantity: Quantity, voice: Voice, origin: Origin) -> bool:
    """Tell whether a figure stands without its source: an outlet's own, or a headline's that does not name
    whom its text gives it to.
    """
    name = set(keys_of(origin.name))
    named = 2 * len(name & set(keys_of(report.title or ""))) >= len(name)
    return voice.own or origin.own_voice or (quantity.where == "title" and not named)


def _firsts(points: Sequence[Point]) -> tuple[Point, ...]:
    """Mark the first point of each value."""
    seen: set[tuple[float | int | None, float | int | None]] = set()
    out = []
    for p in points:
        fresh = (p.low, p.high) not in seen
        seen.add((p.low, p.high))
        out.append(msgspec.structs.replace(p, first=fresh))
    return tuple(out)


def revisions(points: Sequence[Point], origins: Sequence[Origin]) -> tuple[Reason, ...]:
    """Give a reason for each time that one named origin changed its figure from one day to a later one."""
    ids = {o.name: o.id for o in origins}
    last: dict[str, Point] = {}
    out = []
    for p in points:
        if p.origin is None or p.published is None:
            continue
        before = last.get(p.origin)
        if before is not None and (before.low, before.high) != (p.low, p.high) and before.report != p.report:
            values = {"before": label_of(before.low, before.high), "after": label_of(p.low, p.high)}
            args = {"name": p.origin, **values}
            reason = Reason(
                state="dependent", code="drift.revised", args=args, origins=(ids.get(p.origin, ""),)
            )
            if reason not in out:
                out.append(reason)
        last[p.origin] = p
    return tuple(out)
