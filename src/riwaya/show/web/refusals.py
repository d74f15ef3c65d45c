"""Refusals: what is said to who cannot be answered: as a page to a reader, as JSON to a program, with its code."""

from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from riwaya.errors import RiwayaError
from riwaya.show.web.answers import bare, page

_STATUSES = {
    400: "R608",
    401: "R605 R606",
    403: "R603 R604",
    404: "R404 R405 R408 R409 R417 R418 R423 R609 R620 R636 R650 R651",
    405: "R610",
    408: "R611",
    409: "R410 R411 R412 R413 R414 R415 R416 R419 R420 R421 R422 R638",
    413: "R640 R602 R631 R632",
    415: "R622",
    421: "R601",
    422: "R641 R116 R118 R621 R630 R633",
    429: "R607",
    503: "R402 R612 R635",
    507: "R634",
}
STATUS = {code: status for status, codes in _STATUSES.items() for code in codes.split()}
"""The status by which a code is told; 500 for all others."""


def refused(request: Request, error: RiwayaError) -> Response:
    """Refuse what does not reach a page, and tell nothing of the case; who lacks the password is shown the way in."""
    if is_program(request):
        return _json(error)
    if error.code == "R605":
        return _way_in(request)
    return _told(bare(request, "refused.html", status=STATUS.get(error.code, 500), **_facts(error)), error)


def failed(request: Request, error: RiwayaError) -> Response:
    """Say what went wrong in making a page."""
    if is_program(request):
        return _json(error)
    if not request.state.inside:
        return refused(request, error)
    status = STATUS.get(error.code, 500)
    return _told(page(request, "error.html", status=status, came=_came_from(request), **_facts(error)), error)


def is_program(request: Request) -> bool:
    """Tell whether it is no reader that asks."""
    return request.url.path == "/api" or request.url.path.startswith("/api/")


def local(address: str) -> str:
    """Give an address of ours as it is, and the first page in the place of any other."""
    is_ours = address.startswith("/") and not address.startswith("//") and address.isprintable()
    return address if is_ours and "\\" not in address else "/"


def _way_in(request: Request) -> Response:
    """Lead to where the password is given, and from there to what was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    there = (
        f"/login?next={quote(local(asked), safe='/')}"
        if request.method == "GET" and asked != "/"
        else "/login"
    )
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"hx-redirect": "/login"})
    return RedirectResponse(there, 303)


def _json(error: RiwayaError) -> Response:
    body = {"code": error.code, "message": error.what, "hint": error.hint}
    return JSONResponse(body, STATUS.get(error.code, 500))


def _facts(error: RiwayaError) -> dict[str, Any]:
    return {"code": error.code, "what": error.what, "hint": error.hint, "facts": error.facts}


def _came_from(request: Request) -> str:
    """Give the page of ours on which a form was sent, "" where it is not known."""
    try:
        came = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if request.method != "POST" or came.netloc != request.headers.get("host"):
        return ""
    return local(came.path + (f"?{came.query}" if came.query else ""))


def _told(answer: HTMLResponse, error: RiwayaError) -> HTMLResponse:
    if answer.status_code in (429, 503):
        answer.headers["retry-after"] = "5"
    return answer
