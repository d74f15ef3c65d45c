"""Stories: the list of them, each with its reports in time, and the time of the whole case."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from riwaya.case import Case
from riwaya.case.claims_asked import AskedClaims
from riwaya.case.stories_asked import Asked, Published, StoryRow
from riwaya.errors import RiwayaError
from riwaya.show.charts import moment
from riwaya.show.claim_lines import lines
from riwaya.show.web import timeline_files, timelines
from riwaya.show.web.answers import CSV, SVG, Reading, language, page, saved, shelf
from riwaya.show.web.paging import paged

router = APIRouter(include_in_schema=False)

MOST_CLAIMS = 10
MOST_ROWS = 100_000
"""Reports in a table that is saved."""
_MOST_WORDS = 200
"""Characters of a question that are read."""


class Files(NamedTuple):
    """The addresses of a timeline as a picture and as a table, for the days that are asked for."""

    svg: str
    csv: str


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
    row = _row(case, story)
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


@router.get("/timeline.svg")
def timeline_svg(request: Request, case: Reading) -> Response:
    """Give the picture of the time of the whole case."""
    return _picture(request, case, _asked(request, None), shelf(request).name, "timeline.svg")


@router.get("/timeline.csv")
def timeline_csv(request: Request, case: Reading) -> Response:
    """Give the reports of the whole case in time as a table."""
    return _table(case, _asked(request, None), "timeline.csv")


@router.get("/stories/{story}/timeline.svg")
def story_svg(request: Request, case: Reading, story: str) -> Response:
    """Give the picture of a story's reports in time."""
    row = _row(case, story)
    return _picture(request, case, _asked(request, story), row.title or row.id, f"{story}-timeline.svg")


@router.get("/stories/{story}/timeline.csv")
def story_csv(request: Request, case: Reading, story: str) -> Response:
    """Give a story's reports in time as a table."""
    _row(case, story)
    return _table(case, _asked(request, story), f"{story}-timeline.csv")


def _row(case: Case, story: str) -> StoryRow:
    """Give a story; raises RiwayaError R650 where there is none."""
    row = case.story_row(story)
    if row is None:
        raise RiwayaError("R650", case.path, name=story)
    return row


def _picture(request: Request, case: Case, asked: Asked, title: str, name: str) -> Response:
    drawn = _drawn(case, asked, case.reports_by_day(asked), timelines.to_reports)
    if drawn is None:
        raise RiwayaError("R651", case.path, detail="no report was published in a time that is known")
    return saved(timeline_files.picture(drawn, title, language(request)), SVG, name)


def _table(case: Case, asked: Asked, name: str) -> Response:
    return saved(timeline_files.rows(case.report_heads(asked, MOST_ROWS)), CSV, name)


def _asked(request: Request, story: str | None) -> Asked:
    """Read from the address which days are asked for; what is no day asks for nothing."""
    since, until = (request.query_params.get(name, "") for name in ("from", "to"))
    return Asked(story, since if moment(since) else "", until if moment(until) else "")


def _in_time(request: Request, case: Case, asked: Asked, **more: Any) -> HTMLResponse:
    """Show reports in time: the picture, and the reports in its order, a page at a time."""
    counted = case.reports_by_day(asked)
    turning = paged(request, sum(one.reports for one in counted), fragment="#reports")
    return page(
        request,
        "story.html",
        asked_days=asked,
        timeline=_drawn(case, asked, counted, _closer(request)),
        files=_files(request, asked),
        heads=case.report_heads(asked, turning.size, turning.offset),
        turning=turning,
        **more,
    )


def _drawn(
    case: Case, asked: Asked, counted: Sequence[Published], address: timelines.Address
) -> timelines.Timeline | None:
    """Draw reports in time: one by one where they are few."""
    if sum(one.reports for one in counted) <= timelines.MOST_DOTS:
        return timelines.dots(case.report_heads(asked, timelines.MOST_DOTS))
    return timelines.bars(counted, address)


def _files(request: Request, asked: Asked) -> Files:
    path = "/timeline" if asked.story is None else f"{request.url.path}/timeline"
    days = urlencode({key: day for key, day in (("from", asked.since), ("to", asked.until)) if day})
    return Files(*(f"{path}.{kind}{'?' if days else ''}{days}" for kind in ("svg", "csv")))


def _closer(request: Request) -> timelines.Address:
    """Make the addresses of bars: an outlet's reports in the whole case, the days of a story from nearer by."""
    path = request.url.path
    if path == "/timeline":
        return timelines.to_reports
    return lambda _outlet, since, until: f"{path}?{urlencode({'from': since, 'to': until})}"
