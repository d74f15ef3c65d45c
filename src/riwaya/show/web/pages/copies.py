"""Copies: who copied whom: pairs, families and agencies' texts, a pair side by side, a family as a picture."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from riwaya.case.search_asked import Wanted
from riwaya.errors import RiwayaError
from riwaya.model import Linked
from riwaya.show import svg
from riwaya.show.web import copied
from riwaya.show.web.answers import CSV, SVG, Reading, language, page, saved
from riwaya.show.web.paging import paged

SIZE = 30
"""Pairs, families or agencies' texts on a page."""

router = APIRouter(include_in_schema=False)


@router.get("/copies")
def every(request: Request, case: Reading) -> HTMLResponse:
    """Show one of the three lists, with how many each of them has."""
    asked = copied.asked(request.query_params)
    counts = {
        "pairs": case.count_copies(asked.pairs),
        "families": case.count_families(asked.pairs.outlet),
        "wires": case.count_wires(),
    }
    pages = paged(request, counts[asked.which], size=SIZE)
    views: dict[str, object] = dict.fromkeys(copied.LISTS, ())
    match asked.which:
        case "families":
            found = case.found_families(asked.pairs.outlet, SIZE, pages.offset)
            views["families"] = copied.family_views(case, found)
        case "wires":
            linked = Linked(wires=case.found_wires(SIZE, pages.offset))
            views["wires"] = copied.wire_views(case, linked)
        case _:
            some = case.found_copies(asked.pairs, asked.order, SIZE, pages.offset)
            views["pairs"] = copied.listed(case, some)
    outlets = list(case.outlets_of(Wanted()))
    return page(request, "copies.html", query=asked, pages=pages, counts=counts, outlets=outlets, views=views)


@router.get("/copies/families/{name}.svg")
def picture(request: Request, case: Reading, name: str) -> Response:
    """Give the picture of a family as a file of its own."""
    drawn = copied.drawn(case, case.family(name))
    if drawn is None:
        raise RiwayaError("R620", name=name)
    return saved(svg.render(drawn, language(request)), SVG, f"{name}.svg")


@router.get("/copies/families/{name}.csv")
def table(case: Reading, name: str) -> Response:
    """Give the links of a family as a table; the mark at its start tells spreadsheets that it is UTF-8."""
    drawn = copied.drawn(case, case.family(name))
    return saved(copied.table(drawn), CSV, f"{name}.csv")


@router.get("/copies/families/{name}")
def family(request: Request, case: Reading, name: str) -> HTMLResponse:
    """Show a family: its picture, its reports in time, its pairs."""
    linked = case.family(name)
    pages = paged(request, len(linked.copies), size=SIZE, fragment="#h-pairs")
    return page(
        request,
        "family.html",
        page=copied.family_page(case, linked, SIZE, pages.offset),
        pages=pages,
        name=name,
    )


@router.get("/copies/{name}")
def pair(request: Request, case: Reading, name: str) -> HTMLResponse:
    """Show two reports that share text, side by side."""
    copy = case.copy(name)
    return page(request, "copy.html", p=copied.whole(case, copy), families=case.families_of(copy))
