"""API: what other programs may ask for, written from the OpenAPI document."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from riwaya.show.web import manual
from riwaya.show.web.answers import page
from riwaya.show.web.described import ADDRESS, describe

router = APIRouter(include_in_schema=False)


@router.get("/api")
def about(request: Request) -> HTMLResponse:
    """Show the paths of the API and the nouns that they speak of."""
    document = describe(request.app)
    base = request.base_url
    origin = f"{base.scheme}://{base.netloc}"
    return page(
        request,
        "api.html",
        address=ADDRESS,
        paths=tuple(manual.paths(document, origin)),
        schemas=tuple(manual.schemas(document)),
    )
