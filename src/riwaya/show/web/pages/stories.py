"""Stories: the list of them, each with its reports in time, and the time of the whole case."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from riwaya.case import Case
from riwaya.case.claims_asked import AskedClaims
from riwaya.case.stories_asked import Asked
from riwaya.errors import RiwayaError
from riwaya.show.charts import moment
from riwaya.show.claim_lines import lines
from riwaya.show.web import timelines
from riwaya.show.web.answers import Reading, page
from riwaya.show.web.paging import paged

router = APIRouter(include_in_schema=False)

MOST_CLAIMS = 10
_MOST_WORDS = 200
"""Characters of a question that are read."""


@router.get("/stories")
def listed(request: Request, case: Reading) -> HTMLResponse:
    """List the stories, the largest first."""
    about = request.query_params.get("q", "").strip()[:_MOST_WORDS]
    among = case.stories_titled(about)
    turning = paged(request, case.count_stories() if among is None else len(among))
    found = case.stories_page(among, turning.size, turning.offset)
    return page(request, "stories.html", about=about, stories=found, turning=turning)


@router.get("/stories/{story}")
def one(request: Request, case: Reading, story: str) -> HTMLResponse:
    """Show a story: its reports in time, and its claims."""
    row = case.story_row(story)
    if row is None:
        raise RiwayaError("R650", case.path, name=story)
    asked = _asked(request, story)
    about = AskedClaims(story=story)
    return _in_time(
        request,
        case,
        asked,
        story=row,
        copying=case.copying_in(story),
        claims=lines(case.claims_page(about, MOST_CLAIMS)),
    )


@router.get("/timeline")
def timeline(request: Request, case: Reading) -> Response:
    """Show the time of the whole case; that of a story is on its own page."""
    story = request.query_params.get("story")
    if story and case.story_row(story):
        return RedirectResponse(f"/stories/{story}", 303)
    return _in_time(request, case, _asked(request, None), story=None)


def _asked(request: Request, story: str | None) -> Asked:
    """Read from the address which days are asked for; what is no day asks for nothing."""
    since, until = (request.query_params.get(name, "") for name in ("from", "to"))
    return Asked(story, since if moment(since) else "", until if moment(until) else "")


def _in_time(request: Request, case: Case, asked: Asked, **more: Any) -> HTMLResponse:
    """Show reports in time: the picture, and the reports in its order, a page at a time."""
    counted = case.reports_by_day(asked)
    reports = sum(one.reports for one in counted)
    if reports <= timelines.MOST_DOTS:
        drawn = timelines.dots(case.report_heads(asked, timelines.MOST_DOTS))
    else:
        drawn = timelines.bars(counted, _closer(request))
    turning = paged(request, reports, fragment="#reports")
    return page(
        request,
        "story.html",
        asked_days=asked,
        timeline=drawn,
        heads=case.report_heads(asked, turning.size, turning.offset),
        turning=turning,
        **more,
    )


def _closer(request: Request) -> timelines.Address:
    """Make the addresses of bars: an outlet's reports in the whole case, the days of a story from nearer by."""
    path = request.url.path
    if path == "/timeline":
        return timelines.to_reports
    return lambda _outlet, since, until: f"{path}?{urlencode({'from': since, 'to': until})}"
