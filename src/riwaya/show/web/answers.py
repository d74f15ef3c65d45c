"""Answers: pages made of templates, in the language and the colours that the reader chose."""

import re
from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from riwaya.case import Case
from riwaya.show.labels import Language
from riwaya.show.report import environment, release
from riwaya.show.web.at_hand import AtHand
from riwaya.show.web.safety import Guard
from riwaya.show.web.shelf import Shelf

LANGUAGE, THEME, WHO = "riwaya_lang", "riwaya_theme", "riwaya_who"
YEAR = 31_536_000
"""Seconds that a browser keeps what a reader chose."""
SVG, CSV = "image/svg+xml; charset=utf-8", "text/csv; charset=utf-8"
MOST_NAME = 80
"""Characters of the name of who works here."""
PLACES = (
    ("/", "case", "c"),
    ("/claims", "claims", "l"),
    ("/reports", "reports", "r"),
    ("/sources", "sources", "s"),
    ("/copies", "copies", "p"),
    ("/timeline", "timeline", "t"),
    ("/map", "map", "m"),
    ("/compare", "compare", "o"),
    ("/dossier", "dossier", "d"),
    ("/add", "add", "a"),
)
"""The pages that the top of every page leads to: address, label, and the key that goes there behind «g»."""
THEMES = ("auto", "light", "dark")


def shelf(request: Request) -> Shelf:
    """Give the case file that this server shows."""
    found: Shelf = request.app.state.shelf
    return found


def reading(request: Request) -> Iterator[Case]:
    """Give the case as it is now, open for reading until the answer is made. What streams opens it itself."""
    with shelf(request).reading() as case:
        yield case


Reading = Annotated[Case, Depends(reading, scope="function")]


def language(request: Request) -> Language:
    """Give the language that the reader chose: Arabic unless told."""
    return "en" if request.cookies.get(LANGUAGE) == "en" else "ar"


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Make a page; a request of htmx gets the part of it that it asked for, by the name of a block."""
    guard: Guard = request.state.guard
    found = environment().get_template(f"web/{template}")
    with AtHand(shelf(request)) as at_hand:
        whole = found.render(
            context,
            **_chosen(request),
            token=guard.token,
            readonly=guard.readonly,
            locked=guard.sessions is not None,
            path=request.url.path,
            at_hand=at_hand,
            who=unquote(request.cookies.get(WHO, ""))[:MOST_NAME],
            case_name=shelf(request).name,
            at=in_text,
            places=PLACES,
        )
    return HTMLResponse(whole, status)


def asked(request: Request) -> str:
    """Give the address that was asked for, with its query: where a form leads back to."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def saved(content: str, kind: str, name: str) -> Response:
    """Give a file to be saved; a name that comes from a case holds nothing that a header or a disk could take amiss."""
    plain = re.sub(r"[^0-9A-Za-z_.-]", "_", name)
    return Response(
        content.encode("utf-8", "replace"),
        media_type=kind,
        headers={"content-disposition": f'attachment; filename="{plain}"'},
    )


def bare(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Make a page that tells nothing of the case: for who is not let in."""
    whole = environment().get_template(f"web/{template}").render(context, **_chosen(request))
    return HTMLResponse(whole, status)


def _chosen(request: Request) -> dict[str, Any]:
    """Give what every page needs: the language and the colours of the reader, and the version of our files."""
    theme = request.cookies.get(THEME, "auto")
    spoken = language(request)
    return {
        "lang": spoken,
        "only": spoken,
        "theme": theme if theme in THEMES else "auto",
        "release": release(),
        "self_address": asked(request),
    }


def in_text(anchor: str, report: str) -> str:
    """Give the address of a place in a report's text: the page of the report, at the fragment of the place."""
    return f"/reports/{report}#{anchor}"
