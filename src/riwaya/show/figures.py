"""Figures: what a claim's figures were over time, and which of them cannot both be so, in words.

A later figure of one origin after its earlier one is a revision; different figures of different origins are a
disagreement. The words say who gave what, and never which of them holds.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from riwaya.model import Account, Point, Report, Shift, split_ref
from riwaya.show import labels
from riwaya.show.evidence import Index, anchor
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told, told
from riwaya.show.whose import Whose


class PointView(NamedTuple):
    """A figure in time: who printed it where, its words, its date, whose it is; `anchor` is where it stands."""

    point: Point
    paper: str
    anchor: str | None
    figure: Bilingual
    date: Bilingual
    origin: str | None

    @property
    def first(self) -> bool:
        """Tell whether its value appears here first; of reports without a date nobody knows that."""
        return self.point.first and self.point.published is not None


class ShiftView(NamedTuple):
    """Two figures that cannot both be so, in words; an end is None where no point of the claim has its quantity."""

    shift: Shift
    words: Told
    before: PointView | None
    after: PointView | None


def points(account: Account, index: Index, whose: Whose) -> tuple[PointView, ...]:
    """Give the figures of a claim over time."""
    return tuple(
        PointView(
            p,
            p.outlet or index.title(p.report),
            place(p.quantity, index),
            labels.figure(p.low, p.high, account.claim.unit),
            labels.date(p.published),
            whose.name(p.origin) if p.origin else None,
        )
        for p in account.drift
    )


def place(quantity: str, index: Index) -> str | None:
    """Give the fragment of a figure on the page; None where it stands outside the text, as in a title."""
    found = index.quantity(quantity)
    return anchor(quantity) if found and found.where == "text" else None


def said(ref: str, index: Index) -> Bilingual:
    """Write the figure of a quantity's reference."""
    found = index.quantity(ref)
    return labels.quantity(found) if found else labels.figure(None, None)


def paper(ref: str, index: Index) -> str:
    """Name the outlet of the report that a reference is of, else its title."""
    report: Report = index.reports[split_ref(ref)[0]]
    return report.outlet or index.title(report.id)


def shifts(
    account: Account, found: Sequence[PointView], index: Index, whose: Whose
) -> tuple[tuple[ShiftView, ...], tuple[ShiftView, ...]]:
    """Give the revisions of a claim's figures, and the disagreements about them."""
    by_quantity = {view.point.quantity: view for view in found}
    views = [_shift(shift, by_quantity, index, whose) for shift in account.shifts]
    return tuple(_of("revision", views)), tuple(_of("disagreement", views))


def _of(kind: str, views: Iterable[ShiftView]) -> Iterable[ShiftView]:
    return (view for view in views if view.shift.kind == kind)


def _shift(shift: Shift, points: dict[str, PointView], index: Index, whose: Whose) -> ShiftView:
    before, after = points.get(shift.before), points.get(shift.after)
    names = whose.names(shift.origins) or (paper(shift.before, index),)
    facts: dict[str, Bilingual | str] = {
        "a": names[0],
        "b": names[-1],
        "before": before.figure if before else said(shift.before, index),
        "after": after.figure if after else said(shift.after, index),
    }
    return ShiftView(shift, told(labels.label("shift", shift.kind), facts), before, after)
