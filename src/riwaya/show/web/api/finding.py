"""Search for programs: reports, or statements, by their words and by what holds of them besides."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from riwaya.case.search import Hit
from riwaya.case.search_asked import Sort, Wanted
from riwaya.model import Kind, Stance, Statement
from riwaya.show.evidence import plain
from riwaya.show.web.answers import Reading
from riwaya.show.web.api.answering import Listed, gives, listed
from riwaya.show.web.api.listing import Day, Name, Page, Sought

router = APIRouter(tags=["search"])

Figure = Annotated[float | None, Query(ge=-1e15, le=1e15)]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was found: its reference, the report that it stands in, and what is said in plain words."""

    ref: str
    report: str
    outlet: str | None
    published: str | None
    content: str
    statement: Statement


def wanted(
    q: Sought = "",
    outlet: Name = "",
    since: Annotated[Day, Query(alias="from")] = "",
    until: Annotated[Day, Query(alias="to")] = "",
    place: Annotated[Name, Query(description="A place that is named: its name or id.")] = "",
    within: Annotated[bool, Query(description="Whether places that lie in the place are meant too.")] = True,
    actor: Annotated[Name, Query(description="A person or body that is named: the name or id.")] = "",
    kind: Annotated[Kind | None, Query(description="The kind of the origin of something said.")] = None,
    stance: Annotated[Stance | None, Query(description="How something is said.")] = None,
    least: Figure = None,
    most: Figure = None,
    counted: Annotated[Name, Query(description="What the figure counts: killed, injured …")] = "",
    story: Name = "",
) -> Wanted:
    """Say what is looked for."""
    return Wanted(
        q, outlet, since, until, place, actor, kind or "", stance or "", least, most, counted, story, within
    )


Looking = Annotated[Wanted, Depends(wanted)]


@router.get("/search", **gives(Listed[Hit], "A page of the reports that were found.", 422))
def reports(request: Request, case: Reading, paging: Page, asked: Looking, sort: Sort = "best") -> Response:
    """Find reports by their words, however they are spelt, and by what holds of them besides; best first."""
    found = case.found_reports(asked, sort, paging.size, paging.start)
    return listed(request, found, case.count_reports(asked), paging)


@router.get("/search/statements", **gives(Listed[Said], "A page of the statements that were found.", 422))
def statements(
    request: Request, case: Reading, paging: Page, asked: Looking, sort: Sort = "best"
) -> Response:
    """Find what is said to somebody's name, by the words of who says it and of what is said."""
    items = []
    for name in case.found_statements(asked, sort, paging.size, paging.start):
        report, statement = case.statement(name)
        items.append(
            Said(
                ref=name,
                report=report.id,
                outlet=report.outlet,
                published=report.published,
                content=plain(report, statement),
                statement=statement,
            )
        )
    return listed(request, items, case.count_statements(asked), paging)
