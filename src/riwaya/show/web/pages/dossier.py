"""Dossier: what was pinned, to be read, printed and saved with every sentence, source and digest."""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response

from riwaya.show import dossier, dossier_records
from riwaya.show.web.answers import Reading, language, page, shelf
from riwaya.show.web.changing import Change
from riwaya.show.web.paging import paged

router = APIRouter(include_in_schema=False)

SIZE = 12
SHOWN = 6
"""Statements of a claim that are shown on the screen; print, file and JSON have them all."""


@router.get("/dossier")
def findings(request: Request, case: Reading, whole: str = "") -> HTMLResponse:
    """Show the pinned findings, some at a time or, to be printed, all."""
    total = case.count_pins()
    paging = paged(request, total, size=max(1, total) if whole == "1" else SIZE)
    most = dossier.EVERY if whole == "1" else SHOWN
    found = dossier.views(case, case.pins(paging.size, paging.offset), most=most)
    return page(request, "dossier.html", findings=found, paging=paging, total=total, whole=whole == "1")


@router.post("/dossier/pin")
def pin(request: Request, change: Change, ref: Annotated[str, Form()]) -> Response:
    """Pin a finding, with the words that it has now."""
    with shelf(request).writing() as case:
        case.pin(case.finding(ref), at=change.at, by=change.by)
    return change.done()


@router.get("/dossier/file")
def file(request: Request, case: Reading) -> Response:
    """Give the dossier as one HTML file that fetches nothing."""
    found = dossier.views(case, case.pins(), most=dossier.EVERY)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made = dossier.page(found, shelf(request).name, now, language(request))
    return _saved(request, made.encode("utf-8", "surrogatepass"), "text/html; charset=utf-8", "html")


@router.get("/dossier/json")
def as_json(request: Request, case: Reading) -> Response:
    """Give the dossier as JSON."""
    made = {
        "case": shelf(request).name,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "findings": list(dossier_records.records(dossier.views(case, case.pins(), most=dossier.EVERY))),
    }
    return _saved(
        request, msgspec.json.format(msgspec.json.encode(made), indent=1), "application/json", "json"
    )


def _saved(request: Request, content: bytes, kind: str, ending: str) -> Response:
    """Give a file to be saved under the name of the case."""
    name = quote(f"{shelf(request).name}-dossier.{ending}", safe="")
    headers = {"content-disposition": f"attachment; filename=\"dossier.{ending}\"; filename*=UTF-8''{name}"}
    return Response(content, media_type=kind, headers=headers)
