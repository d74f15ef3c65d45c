"""Sources: everybody to whom something is attributed, each with what it says; and actors, whom reports name."""

from typing import get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from riwaya.case.actors_asked import Type
from riwaya.model import Kind, Stance
from riwaya.show.web import source_views as views
from riwaya.show.web.answers import Reading, page
from riwaya.show.web.paging import paged

SIZE, SAID, NAMING = 50, 20, 40
"""Sources or actors, statements of a source and reports that name an actor on a page."""
DENIALS = 12
LONGEST = 200
"""Characters of what is searched for that are read."""

router = APIRouter(include_in_schema=False)


@router.get("/sources")
def sources(request: Request, case: Reading) -> HTMLResponse:
    """List the sources with some words in a name and of a kind, those with most statements first."""
    words = request.query_params.get("q", "").strip()[:LONGEST]
    asked = request.query_params.get("kind", "")
    kind = asked if asked in get_args(Kind) else None
    counts = case.sources_by_kind(words)
    every = sum(counts.values())
    pages = paged(request, counts.get(kind, 0) if kind else every, size=SIZE)
    return page(
        request,
        "sources.html",
        found=views.rows(case.speakers(words, kind, SIZE, pages.offset)),
        pages=pages,
        kinds=views.kinds(counts),
        every=every,
        words=words,
        kind=kind,
        address=lambda one: _address("/sources", q=words, kind=one),
    )


@router.get("/sources/{name}")
def source(request: Request, case: Reading, name: str) -> HTMLResponse:
    """Show a source: what it says, who carries it, who relies on it, who denies what it says."""
    found = case.source(name)
    asked = request.query_params.get("stance", "")
    stance = asked if asked in get_args(Stance) else None
    outlet = request.query_params.get("outlet", "") or None
    _, total = case.some_statements(found.statements, stance, outlet, 0, 0)
    pages = paged(request, total, size=SAID, fragment="#statements")
    refs, _ = case.some_statements(found.statements, stance, outlet, SAID, pages.offset)
    denied, denials = case.denials_of(found.statements, DENIALS)
    relying, relied = case.beside(found)
    return page(
        request,
        "source.html",
        source=found,
        names=views.other_names(found),
        actor=case.actor_of(found),
        carriers=views.carriers(case.carriers(found.statements)),
        stances=case.stances(found.statements),
        relying=relying,
        relied=relied,
        denied=views.denials(case, denied),
        denials=denials,
        said=views.uttered(case, refs),
        pages=pages,
        stance=stance,
        outlet=outlet,
        address=lambda **fields: _address(
            f"/sources/{name}", **{"stance": stance, "outlet": outlet, **fields}
        ),
    )


@router.get("/actors")
def actors(request: Request, case: Reading) -> HTMLResponse:
    """List the persons and bodies with some words in a name and of a type, those that most reports name first."""
    words = request.query_params.get("q", "").strip()[:LONGEST]
    type_ = next((one for one in get_args(Type) if one == request.query_params.get("type")), None)
    counts = case.actors_by_type(words)
    every = sum(counts.values())
    pages = paged(request, counts.get(type_, 0) if type_ else every, size=SIZE)
    return page(
        request,
        "actors.html",
        found=case.actors_page(words, type_, SIZE, pages.offset),
        pages=pages,
        types=[(one, counts[one]) for one in get_args(Type) if counts.get(one)],
        every=every,
        words=words,
        type=type_,
        address=lambda one: _address("/actors", q=words, type=one),
    )


@router.get("/actors/{name}")
def actor(request: Request, case: Reading, name: str) -> HTMLResponse:
    """Show an actor: its names and offices, why they are one, where it is named, and what it says as a source."""
    found = case.actor(name)
    pages = paged(request, case.number_naming(name), size=NAMING, fragment="#named")
    speaking = case.speaking_as(found)
    said = tuple(ref for one in speaking[:1] for ref in case.source(one.id).statements)
    refs, _ = case.some_statements(said, None, None, 5, 0)
    return page(
        request,
        "actor.html",
        actor=found,
        names=views.other_names(found),
        merges=views.merges(found),
        speaking=speaking,
        said=views.uttered(case, refs),
        mentioned=views.mentioned(case.naming(name, NAMING, pages.offset)),
        pages=pages,
    )


def _address(path: str, **fields: str | None) -> str:
    """Give an address with the fields that are not empty."""
    kept = {name: value for name, value in fields.items() if value}
    return path + (f"?{urlencode(kept)}" if kept else "")
