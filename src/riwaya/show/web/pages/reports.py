"""Reports: the list of all, and each with its text, in which every mark says who stands behind it."""

import re
from functools import cache
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from riwaya.case import Case
from riwaya.case.reports_asked import Chosen
from riwaya.errors import RiwayaError
from riwaya.model import Extraction, Report
from riwaya.pipeline import explain
from riwaya.show import labels
from riwaya.show.evidence import anchor
from riwaya.show.web import report_around as around
from riwaya.show.web import report_panel, report_text
from riwaya.show.web.answers import Reading, page
from riwaya.show.web.paging import paged
from riwaya.show.web.report_panel import Panel
from riwaya.show.web.searching import turned_days

SIZE = 40
"""Reports on a page of the list."""
OUTLETS = 400
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d{4}")
_MOST = 5_000
"""Statements of a report that a style sheet can light."""

router = APIRouter(include_in_schema=False)


@router.get("/reports")
def reports(request: Request, case: Reading) -> HTMLResponse:
    """List the reports of an outlet or of some days, the newest first."""
    asked = {name: request.query_params.get(name, "").strip() for name in ("outlet", "from", "to")}
    unread = [asked[name] for name in ("from", "to") if asked[name] and not _DAY.fullmatch(asked[name])]
    since, until = (asked[name] if _DAY.fullmatch(asked[name]) else None for name in ("from", "to"))
    chosen = Chosen(asked["outlet"] or None, since, _last(until))
    pages = paged(request, case.number_of_reports(chosen), size=SIZE)
    return page(
        request,
        "reports.html",
        found=around.rows(case.listed_reports(chosen, SIZE, pages.offset)),
        pages=pages,
        outlets=case.reports_by_outlet(OUTLETS),
        unread=unread,
        turned=turned_days(since or "", until or ""),
        fields=asked,
        narrowed=any(asked.values()),
    )


def _last(day: str | None) -> str | None:
    """Give the last day of a month or a year that is given without its days: any later text sorts behind it."""
    return day if day is None or len(day) == 10 else f"{day}-99"


@router.get("/reports/lit.css")
def lit(
    s: Annotated[int, Query(ge=0, le=_MOST)] = 0, o: Annotated[int, Query(ge=0, le=_MOST)] = 0
) -> Response:
    """Give the style sheet that lights the statement to which an address points."""
    kept = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(report_text.lighting(s, o), media_type="text/css; charset=utf-8", headers=kept)


@router.get("/reports/{name}")
def report(request: Request, case: Reading, later: BackgroundTasks, name: str) -> Response:
    """Show a report."""
    found = case.report(name)
    if found.id != name:
        return RedirectResponse(f"/reports/{found.id}", 303)
    later.add_task(_ready)
    return _whole(request, case, found, None)


@cache
def _ready() -> None:
    """Load what explains a place before a reader presses one: seconds the first time, nothing from then on."""
    explain("قال الوزير إن الميناء مغلق.", 0)


@router.get("/reports/{name}/at")
def at(request: Request, case: Reading, name: str, ref: str = "", why: bool = False) -> Response:
    """Say what is known of a place of a report: beside its text to a script, on the whole page to everybody else."""
    found = case.report(name)
    shown = report_panel.panel(case, found, ref, reasons=why)
    if request.headers.get("hx-request") == "true":
        answer: Response = page(request, "report_panel.html", panel=shown, report=found)
    else:
        answer = _whole(request, case, found, shown)
    answer.headers["vary"] = "hx-request, cookie"
    return answer


@router.get("/reports/{name}/changes")
def changes(request: Request, case: Reading, name: str) -> HTMLResponse:
    """Show what changed from the text that was read before at the same address."""
    found = case.report(name)
    texts = around.texts_of_page(case, found.id)
    n = next(text.n for text in texts if text.own) if texts else 1
    if n < 2:
        raise RiwayaError("R405", f"{name}/changes")
    old = case.report(texts[n - 2].report)
    return page(
        request,
        "report_changes.html",
        report=found,
        old=old,
        texts=texts,
        before=texts[n - 2],
        after=texts[n - 1],
        changed=around.changed(old.text, found.text),
    )


def _whole(request: Request, case: Case, found: Report, shown: Panel | None) -> HTMLResponse:
    """Make the page of a report, with what is known of a place when one is asked for."""
    extraction = case.extraction(found.id)
    linked = case.copies_of(found.id)
    others = {copy.b if copy.a == found.id else copy.a for copy in linked.copies}
    texts = {found.id: found, **{other: case.report(other) for other in others}}
    known = report_text.shared(found, linked, texts)
    texts_of_page = around.texts_of_page(case, found.id)
    return page(
        request,
        "report.html",
        report=found,
        date=labels.date(found.published),
        updated=labels.date(found.updated) if found.updated else None,
        lines=report_text.lines(found, extraction, known),
        counts=report_text.numbers(extraction),
        said=report_panel.listed(case, found, extraction),
        panel=shown,
        sourcing=around.sourcing(extraction.sourcing),
        credits=_credits(extraction),
        pairs=around.pairs(case, found.id, linked),
        wires=linked.wires,
        claims=_claims(case, found.id),
        denied=report_panel.claim_links(case.denied_by(found.id)),
        story=case.story_of(found.id),
        sightings=case.sightings(found.id),
        texts=texts_of_page if len(texts_of_page) > 1 else (),
        digest=case.text_digest_of(found.id),
    )


def _credits(extraction: Extraction) -> tuple[str | None, ...]:
    """Give whom a report names for its text, each once; None stands for agencies that it does not name."""
    return tuple(dict.fromkeys(credit.name for credit in extraction.credits))


def _claims(case: Case, report: str) -> list[tuple[report_panel.ClaimLink, str]]:
    """Give the claims in which a report has a part, each with the fragment of its first statement there."""
    found = case.claims_of(report)
    return [
        (link, anchor(one.statements[0]))
        for link, one in zip(report_panel.claim_links(found), found, strict=True)
    ]
