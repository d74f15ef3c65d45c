"""Search: reports and statements by their words and by what holds of them."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from riwaya.case.search_asked import Wanted
from riwaya.show.web import searching
from riwaya.show.web.answers import Reading, page
from riwaya.show.web.paging import paged

SIZE = 20
"""Reports or statements on a page."""

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(request: Request, case: Reading) -> HTMLResponse:
    """Show what was found, and who says what with these words; without anything asked for, how to ask, or all."""
    asked = searching.asked(request.query_params)
    wanted = asked.wanted
    reports = case.count_reports(wanted) if wanted.given else 0
    # By itself the list of statements has all of them: the first page of the case leads there.
    listing = bool(wanted.given) or asked.tab == "statements"
    statements = case.count_statements(wanted) if listing else 0
    pages = paged(request, reports if asked.tab == "reports" else statements, size=SIZE)
    found: dict[str, object] = {"reports": (), "statements": ()}
    if pages.total:
        found[asked.tab] = searching.found(case, asked, SIZE, pages.offset)
    return page(
        request,
        "search.html",
        asked=wanted.words,
        query=asked,
        plain=asked.address(Wanted(wanted.words)),
        fields=asked.fields,
        pages=pages,
        counts={"reports": reports, "statements": statements},
        outlets=case.outlets_of(wanted),
        classes=case.counted_classes(),
        names={of: case.called_by(of, getattr(wanted, of)) for of in ("place", "actor")},
        filters=list(searching.filters(case, asked)),
        listing=listing,
        turned=list(searching.turned(wanted)),
        of_report=asked.tab == "statements" and bool(wanted.place or wanted.actor),
        inside=searching.inside(case, asked),
        hints=[] if reports or not wanted.given else list(searching.hints(case, asked)),
        found=found,
    )
