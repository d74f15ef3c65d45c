"""Case: what is here, and where to begin."""

from typing import NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from riwaya.case import Case
from riwaya.case.claims_asked import AskedClaims
from riwaya.case.stories_asked import Asked
from riwaya.show.claim_lines import ClaimLine, lines
from riwaya.show.labels import Bilingual, label
from riwaya.show.web import timelines
from riwaya.show.web.answers import Reading, page
from riwaya.show.web.paging import paged

router = APIRouter(include_in_schema=False)

MOST_CLAIMS, MOST_STORIES, MOST_WARNINGS = 5, 8, 20
_COUNTS = (
    ("reports", ("page", "reports"), "/reports"),
    ("outlets", ("page", "outlets_tile"), None),
    ("statements", ("page", "statements"), "/search?list=statements"),
    ("sources", ("page", "sources"), "/sources"),
    ("actors", ("page", "actors"), "/actors"),
    ("places", ("page", "places"), "/map"),
    ("stories", ("stories", "stories"), "/stories"),
    ("claims", ("page", "claims"), "/claims"),
    ("copies", ("page", "copies"), "/copies"),
    ("warnings", ("page", "warnings"), "#warnings"),
)
"""What is counted: its name in `Case.counts`, its label, and where it leads."""
_LISTS = (
    ("figures", AskedClaims(sort="figures"), "/claims?sort=figures"),
    ("voices", AskedClaims(sort="voices"), "/claims?sort=voices"),
    ("doubt", AskedClaims(sort="doubt"), "/claims?sort=doubt"),
    ("mismatch", AskedClaims(mismatch=True), "/claims?mismatch=1"),
    ("phantom", AskedClaims(phantom=True), "/claims?phantom=1"),
)
"""The claims to begin with: the label of the list, what is in it, and where all of it stands."""


class Count(NamedTuple):
    """How many of something the case holds, and where they are listed."""

    label: Bilingual
    n: int
    href: str | None


class ClaimList(NamedTuple):
    """Some claims to begin with, and the address of all of them."""

    name: str
    lines: tuple[ClaimLine, ...]
    href: str


@router.get("/")
def home(request: Request, case: Reading) -> HTMLResponse:
    """Show what the case holds."""
    counts = case.counts()
    turning = paged(request, counts["warnings"], size=MOST_WARNINGS, field="warnings", fragment="#warnings")
    return page(
        request,
        "home.html",
        counts=[Count(label(*name), counts[key], href) for key, name, href in _COUNTS],
        reports=counts["reports"],
        waiting=case.waiting(),
        timeline=_timeline(case, counts["reports"]),
        lists=[
            ClaimList(name, lines(case.claims_page(asked, MOST_CLAIMS)), href) for name, asked, href in _LISTS
        ],
        stories=case.stories_page(None, MOST_STORIES),
        warnings=case.some_warnings(turning.size, turning.offset)[0],
        turning=turning,
        file=case.path,
    )


def _timeline(case: Case, reports: int) -> timelines.Timeline | None:
    """Draw the reports: one by one where they are few."""
    if reports <= timelines.MOST_DOTS:
        return timelines.dots(case.report_heads(Asked(), timelines.MOST_DOTS))
    return timelines.bars(case.reports_by_day(Asked()), timelines.to_reports)
