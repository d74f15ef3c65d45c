"""Changing: what a form that changes something carries, and how a correction comes to hold.

Who changes something says so once; the name stays in a cookie of the browser. A correction is kept at once. It holds at
once too where little has to be linked again, else the queue of jobs sees to it.
"""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, NamedTuple
from urllib.parse import quote, unquote

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse

from riwaya import pipeline
from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.show.web.answers import MOST_NAME, WHO, YEAR
from riwaya.show.web.refusals import local
from riwaya.show.web.safety import TOKEN_HEADER, Guard

MOST_TEXT = 20_000
AT_ONCE = 60
"""Reports that are linked again while the reader waits: that takes about a second."""


def who(request: Request) -> str:
    """Give the name that the reader gave, "" where none."""
    return unquote(request.cookies.get(WHO, ""))[:MOST_NAME]


class Made(NamedTuple):
    """Who changes something, when, with what reason, and where to go afterwards; `named` when he gave his name now."""

    by: str
    at: str
    why: str
    back: str
    named: bool

    def done(self) -> RedirectResponse:
        """Go back to where the change was made; the name that was given stays in the browser."""
        answer = RedirectResponse(self.back, 303)
        if self.named:
            answer.set_cookie(WHO, quote(self.by), max_age=YEAR, samesite="strict", httponly=True)
        return answer


def made(
    request: Request,
    token: Annotated[str, Form()] = "",
    who_: Annotated[str | None, Form(alias="who")] = None,
    why: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/work",
) -> Made:
    """Read what every form of ours carries; raises RiwayaError R604 where it is not ours."""
    guard: Guard = request.state.guard
    if not guard.is_token(token or request.headers.get(TOKEN_HEADER)):
        raise RiwayaError("R604")
    by = who(request) if who_ is None else " ".join(who_.split())[:MOST_NAME]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Made(by, now, why.strip()[:MOST_TEXT], local(back), who_ is not None)


Change = Annotated[Made, Depends(made)]


def uphold(request: Request, case: Case) -> None:
    """Make the corrections hold that do not yet: now where that is quick, else by the queue of jobs."""
    if pipeline.uphold(case, at_once=AT_ONCE):
        return
    # Where the queue is full the page of changes says that the correction does not hold yet.
    with suppress(RiwayaError):
        request.app.state.jobs.resume()
