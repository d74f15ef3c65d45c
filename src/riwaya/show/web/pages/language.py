"""Language: the one that a reader chose, kept in the browser, for those whose browser runs no script."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from riwaya.show.tongues import LANGUAGES
from riwaya.show.web.answers import LANGUAGE, YEAR
from riwaya.show.web.refusals import local

router = APIRouter(include_in_schema=False)


@router.get("/language")
def choose(request: Request, to: str, back: str = "/") -> Response:
    """Keep the language, and go back to the page that was in another one. What is no language of ours is ignored."""
    answer = RedirectResponse(local(back), 303)
    if to in LANGUAGES:
        answer.set_cookie(LANGUAGE, to, max_age=YEAR, samesite="strict")
    return answer
