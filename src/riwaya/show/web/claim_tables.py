"""Claim tables: the figures of a claim and its ways from outlets to origins, as rows for a spreadsheet.

The names of the columns are the same in every language, so that what reads the files need not know it.
"""

from riwaya.model import split_ref
from riwaya.show.claims import Card
from riwaya.show.evidence import Index
from riwaya.show.export.table import Cell

FIGURES = (
    "published", "outlet", "low", "high", "unit", "words", "whose", "first", "far_from_others", "report", "quantity",
)  # fmt: skip
CHAINS = ("outlet", "through", "origin", "origin_kind", "by", "statements", "refs", "report")
_AND = " | "
_UNNAMED = "?"


def figures(card: Card, index: Index) -> list[tuple[Cell, ...]]:
    """Give a row for each figure of a claim, in the order of publication."""
    unit = card.account.claim.unit
    return [
        (
            view.point.published, view.paper, view.point.low, view.point.high, unit, _words(view.point.quantity, index),
            view.origin, int(view.first), int(view.point.outlier), view.point.report, view.point.quantity,
        )
        for view in card.points
    ]  # fmt: skip


def _words(quantity: str, index: Index) -> str | None:
    """Give the words of a figure; None where they stand outside the text, as in a title."""
    found = index.quantity(quantity)
    if found is None or found.where != "text":
        return None
    return index.reports[split_ref(quantity)[0]].text[found.span.start : found.span.end]


def chains(card: Card, _index: Index) -> list[tuple[Cell, ...]]:
    """Give a row for each way of a claim, those that most statements went first."""
    if card.chains is None:
        return []
    kinds = {origin.id: "own_voice" if origin.own_voice else origin.kind for origin in card.origins}
    return [
        (
            way.outlet, _AND.join(way.stops), card.chains.names[way.origin].en or _UNNAMED, kinds.get(way.origin),
            way.why.plain("en") if way.why else "words", len(way.statements), _AND.join(way.statements), way.report,
        )
        for way in card.chains.ways
    ]  # fmt: skip
