"""Copied: pairs, families and agencies' texts as their pages show them, and a family as a table for spreadsheets."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args
from urllib.parse import urlencode

from fastapi.datastructures import QueryParams

from riwaya.case import Case
from riwaya.case.copies_asked import Order, Pairs, Way
from riwaya.model import Copy, Edited, Extent, Linked, Report
from riwaya.show import copies, families
from riwaya.show.copies import Pair
from riwaya.show.export.table import Cell, document
from riwaya.show.families import FamilyView, WireView
from riwaya.show.picture import Picture, Spot, picture

LISTS = ("pairs", "families", "wires")
PASSAGES = 60
"""Passages of a pair that its own page shows at most."""
LONGEST = 300
_COLUMNS = (
    "first", "first_outlet", "first_published", "second", "second_outlet", "second_published", "link", "words",
    "edits", "pair",
)  # fmt: skip


class Asked(NamedTuple):
    """What a reader asks of copies: which list, of which pairs, in which order."""

    which: str
    pairs: Pairs
    order: Order

    def address(self, which: str) -> str:
        """Give the address of one of the lists; the outlet that is asked for is kept where a list has outlets."""
        fields = [("list", which)] if which != "pairs" else []
        fields += [("outlet", self.pairs.outlet)] if self.pairs.outlet and which != "wires" else []
        return "/copies" + (f"?{urlencode(fields)}" if fields else "")


class FamilyPage(NamedTuple):
    """A family: its reports in time, who copied whom among them as a picture, and every pair."""

    view: FamilyView
    picture: Picture | None
    pairs: list[Pair]

    @property
    def pair_anchors(self) -> frozenset[str]:
        """Give the fragments of the pairs on the page."""
        return frozenset(pair.anchor for pair in self.pairs)


def asked(fields: QueryParams) -> Asked:
    """Read what an address asks for; what cannot be read is not asked for."""

    def one_of(name: str, values: Iterable[str]) -> str:
        said = fields.get(name, "")
        return said if said in values else ""

    return Asked(
        one_of("list", LISTS) or "pairs",
        Pairs(
            fields.get("outlet", "")[:LONGEST].encode("utf-8", "ignore").decode(),
            one_of("extent", get_args(Extent)),
            one_of("edited", get_args(Edited)),
            one_of("way", get_args(Way)),
        ),
        "edits" if fields.get("sort") == "edits" else "words",
    )


def listed(case: Case, found: Iterable[Copy]) -> list[Pair]:
    """Give pairs for a list: how much they share, and what was changed, without their passages."""
    held = tuple(found)
    return copies.pairs(held, Linked(), _reports(case, (rid for copy in held for rid in (copy.a, copy.b))))


def whole(case: Case, copy: Copy) -> Pair:
    """Give a pair with its passages side by side."""
    reports = _reports(case, (copy.a, copy.b))
    return copies.pairs((copy,), case.passages_of(copy), reports, PASSAGES)[0]


def family_views(case: Case, linked: Linked) -> list[FamilyView]:
    """Give families with their reports."""
    return families.families(linked, case.heads(rid for f in linked.families for rid in f.reports))


def wire_views(case: Case, linked: Linked) -> list[WireView]:
    """Give agencies' texts with the reports that carry them."""
    return families.wires(linked, case.heads(_carriers(linked)))


def family_page(case: Case, linked: Linked, limit: int, offset: int) -> FamilyPage:
    """Give one family, with a page of its pairs."""
    reports = case.heads((*_carriers(linked), *linked.families[0].reports))
    shown = linked.copies[offset : offset + limit]
    return FamilyPage(families.families(linked, reports)[0], picture(linked, reports), listed(case, shown))


def drawn(case: Case, linked: Linked) -> Picture | None:
    """Draw a family."""
    return picture(linked, case.heads((*_carriers(linked), *linked.families[0].reports)))


def _carriers(linked: Linked) -> Iterator[str]:
    """Give the reports that carry agencies' texts, and the agencies' own."""
    return (rid for w in linked.wires for rid in (w.report, *w.credited, *w.inferred) if rid)


def _reports(case: Case, names: Iterable[str]) -> dict[str, Report]:
    return {name: case.report(name) for name in dict.fromkeys(names)}


def table(found: Picture | None) -> str:
    """Write the lines of a picture as a table: from whom to whom, how they are linked, and how much they share."""
    rows: list[tuple[Cell, ...]] = []
    for line in found.lines if found else ():
        words, pair = (line.copy.words, line.copy.id) if line.copy else ("", "")
        rows.append((*_end(line.first), *_end(line.second), line.label, words, line.edits, pair))
    return document(_COLUMNS, rows)


def _end(spot: Spot) -> tuple[str, str, str]:
    report = spot.report
    return (report.id, report.outlet or "", report.published or "") if report else ("", spot.name, "")
