"""Login: the way into a server that has a password, and out of it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from riwaya.errors import RiwayaError
from riwaya.show.web.answers import bare
from riwaya.show.web.refusals import STATUS, local
from riwaya.show.web.safety import Guard
from riwaya.show.web.sessions import HOURS

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask(request: Request, next: str = "/") -> Response:
    """Ask for the password; who is in already goes on."""
    if request.state.inside:
        return RedirectResponse(local(next), 303)
    return bare(request, "login.html", next=local(next), wrong="")


@router.post("/login")
async def enter(
    request: Request,
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """Let in who has the password."""
    guard: Guard = request.state.guard
    if guard.sessions is None:
        return RedirectResponse(local(next), 303)
    try:
        secret = await guard.sessions.enter(password)
    except RiwayaError as problem:
        status = STATUS[problem.code]
        return bare(request, "login.html", status=status, next=local(next), wrong=problem.code)
    answer = RedirectResponse(local(next), 303)
    secure = request.headers.get("origin", "").startswith("https:")
    answer.set_cookie(
        guard.cookie, secret, max_age=HOURS * 3600, path="/", secure=secure, httponly=True, samesite="strict"
    )
    return answer


@router.post("/logout")
def leave(request: Request, token: Annotated[str, Form(max_length=200)] = "") -> Response:
    """End the session."""
    guard: Guard = request.state.guard
    guard.check_token(token)
    if guard.sessions is not None:
        guard.sessions.leave(request.cookies.get(guard.cookie))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(guard.cookie, path="/", httponly=True, samesite="strict")
    return answer
