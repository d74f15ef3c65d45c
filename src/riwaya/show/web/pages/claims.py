"""Claims: the list of them, and each in full with its pictures and tables to take away."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from riwaya.case import Case
from riwaya.case.claims_asked import SORTS, AskedClaims, Sort
from riwaya.case.search import terms
from riwaya.errors import RiwayaError
from riwaya.show import claims as cards
from riwaya.show import svg
from riwaya.show.claim_lines import lines
from riwaya.show.claims import Card
from riwaya.show.evidence import OnDemand
from riwaya.show.export import table
from riwaya.show.web.answers import CSV, SVG, Reading, language, page, saved
from riwaya.show.web.claim_tables import CHAINS, FIGURES, chains, figures
from riwaya.show.web.paging import paged

router = APIRouter(include_in_schema=False)

_MOST_WORDS = 200
"""Characters of a question that are read."""


@router.get("/claims")
def listed(request: Request, case: Reading) -> HTMLResponse:
    """List the claims that are asked for."""
    about = request.query_params.get("q", "").strip()[:_MOST_WORDS]
    # Without words there is nothing to match.
    sorts = SORTS if about else SORTS[1:]
    wanted = _wanted(request, sorts)._replace(among=case.claims_about(about))
    turning = paged(request, case.count_claims(wanted))
    rows = case.claims_page(wanted, turning.size, turning.offset)
    said = case.who_says_so(row.said for row in rows if row.said)
    return page(
        request,
        "claims.html",
        about=about,
        wanted=wanted,
        story=case.story_row(wanted.story) if wanted.story else None,
        all=not about and wanted == AskedClaims(sort=wanted.sort),
        sorts=[(sort, _sorted(request, sort)) for sort in sorts],
        claims=lines(rows, terms(about), said),
        turning=turning,
    )


def _wanted(request: Request, sorts: Sequence[Sort]) -> AskedClaims:
    """Read what is asked for from the address; what cannot be read asks for nothing."""
    given = request.query_params
    sort = given.get("sort", "")
    return AskedClaims(
        story=given.get("story") or None,
        disputed=bool(given.get("disputed")),
        denied=bool(given.get("denied")),
        phantom=bool(given.get("phantom")),
        mismatch=bool(given.get("mismatch")),
        sort=next((one for one in sorts if one == sort), sorts[0]),
    )


def _sorted(request: Request, sort: str) -> str:
    """Give the address of this list in another order, from its first page."""
    kept = {
        key: value for key, value in request.query_params.items() if value and key not in ("sort", "page")
    }
    return f"/claims?{urlencode({**kept, 'sort': sort})}"


def _card(case: Case, claim: str, index: OnDemand | None = None) -> Card:
    """Make the card of a claim; raises RiwayaError R417 when there is none."""
    return cards.card(1, case.account(claim), index or OnDemand(case))


@router.get("/claims/{claim}")
def one(request: Request, case: Reading, claim: str) -> HTMLResponse:
    """Show a claim in full."""
    card = _card(case, claim)
    return page(request, "claim.html", c=card, story=case.story_row(card.account.claim.story))


@router.get("/claims/{claim}/chains.svg")
def chains_svg(request: Request, case: Reading, claim: str) -> Response:
    """Give the picture of a claim's chains."""
    card = _card(case, claim)
    if card.chains is None:
        raise RiwayaError("R651", case.path, detail="its ways were not kept")
    drawn = svg.chains(card.chains, card.wording, language(request))
    return _file(drawn, SVG, card, "chains.svg")


@router.get("/claims/{claim}/drift.svg")
def drift_svg(request: Request, case: Reading, claim: str) -> Response:
    """Give the picture of a claim's figures over time."""
    card = _card(case, claim)
    if card.drift is None:
        raise RiwayaError("R651", case.path, detail="fewer than two of its figures have a value and a time")
    return _file(svg.drift(card.drift, card.wording, language(request)), SVG, card, "drift.svg")


@router.get("/claims/{claim}/figures.csv")
def figures_csv(case: Reading, claim: str) -> Response:
    """Give a claim's figures over time as a table."""
    return _table(case, claim, FIGURES, figures, "figures.csv")


@router.get("/claims/{claim}/chains.csv")
def chains_csv(case: Reading, claim: str) -> Response:
    """Give a claim's ways from outlets to origins as a table."""
    return _table(case, claim, CHAINS, chains, "chains.csv")


def _table(
    case: Case,
    claim: str,
    header: tuple[str, ...],
    rows: Callable[[Card, OnDemand], list[tuple[table.Cell, ...]]],
    name: str,
) -> Response:
    index = OnDemand(case)
    card = _card(case, claim, index)
    return _file(table.document(header, rows(card, index)), CSV, card, name)


def _file(content: str, kind: str, card: Card, name: str) -> Response:
    """Give a file to be saved, named after its claim."""
    return saved(content, kind, f"{card.account.claim.id}-{name}")
