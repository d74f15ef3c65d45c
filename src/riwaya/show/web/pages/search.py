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
    """Show what was found, and who says what with these words; without anything asked for, how to ask."""
    asked = searching.asked(request.query_params)
    wanted = asked.wanted
    reports = case.count_reports(wanted) if wanted.given else 0
    statements = case.count_statements(wanted) if wanted.given else 0
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
        inside=searching.inside(case, asked),
        hints=[] if reports or not wanted.given else list(searching.hints(case, asked)),
        found=found,
    )
