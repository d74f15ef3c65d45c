"""Lists of what the case holds, a page at a time: as the pages list them, filtered and in order, in short."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from riwaya.case.actors_asked import Type
from riwaya.case.claims_asked import SORTS, AskedClaims
from riwaya.case.claims_asked import Sort as ClaimSort
from riwaya.case.reports_asked import Chosen
from riwaya.model import Copy, Kind, Sourcing, Warn
from riwaya.show.web.answers import Reading
from riwaya.show.web.api.answering import Listed, Paging, gives, listed

router = APIRouter(tags=["lists"])

Page = Annotated[Paging, Depends()]
Words = Annotated[str, Query(max_length=1000)]
Sought = Annotated[str, Query(max_length=1000, description='Words; "a phrase", -without, begin*.')]
Name = Annotated[str, Query(max_length=300)]
Day = Annotated[str, Query(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$", description="YYYY, YYYY-MM or YYYY-MM-DD.")]
Yes = Annotated[bool, Query()]
Bound = float | int | None


class ReportBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A report without its text: how many statements it makes, with how many reports it shares text."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    sourcing: Sourcing
    statements: int
    copies: int


class Figure(msgspec.Struct, frozen=True):
    """A figure with its bounds; one that is open is null."""

    low: Bound
    high: Bound


class ClaimBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in short: at least `low` and at most `high` independent voices, the distinct figures, who denies.

    `denied` says whether a variant denies it, `denials` counts statements that do; `mismatches` counts citations
    that the cited report does not match. `said` is a statement that has the words of `q`, where the wording has not.
    """

    id: str
    story: str
    wording: str
    counted: str | None
    of: str | None
    unit: str | None
    low: int
    high: int
    phantom: bool
    figures: tuple[Figure, ...]
    denied: bool
    statements: int
    outlets: int
    denials: int
    mismatches: int
    said: str | None


class StoryBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A story in short: how many reports of how many outlets, from the `first` to the `last`, and its claims."""

    id: str
    title: str
    reports: int
    outlets: int
    first: str | None
    last: str | None
    claims: int


class SourceBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A source in short: how many statements it has, in which `outlets` how many, from the `first` to the `last`."""

    id: str
    name: str
    kind: Kind
    statements: int
    outlets: dict[str, int]
    first: str | None
    last: str | None


class ActorBrief(msgspec.Struct, frozen=True, kw_only=True):
    """A person or body in short: in how many reports it is named, and the first of its roles."""

    id: str
    name: str
    type: Type
    reports: int
    roles: tuple[str, ...]


@router.get("/reports", **gives(Listed[ReportBrief], "A page of the reports, the newest first.", 422))
def reports(
    request: Request,
    case: Reading,
    paging: Page,
    outlet: Name = "",
    since: Annotated[Day, Query(alias="from")] = "",
    until: Annotated[Day, Query(alias="to")] = "",
) -> Response:
    """List the reports: of an outlet, from a day to another; those without a date are last."""
    chosen = Chosen(outlet or None, since or None, until or None)
    found = case.listed_reports(chosen, paging.size, paging.start)
    items = [ReportBrief(**row._asdict()) for row in found]
    return listed(request, items, case.number_of_reports(chosen), paging)


@router.get(
    "/claims", **gives(Listed[ClaimBrief], "A page of the claims, in the order that is asked for.", 422)
)
def claims(
    request: Request,
    case: Reading,
    paging: Page,
    q: Sought = "",
    story: Name = "",
    disputed: Yes = False,
    denied: Yes = False,
    phantom: Yes = False,
    mismatch: Yes = False,
    sort: ClaimSort = SORTS[0],
) -> Response:
    """List the claims that have all words of `q` in their wording or in a statement, in what is said or in who says it:
    disputed ones, those that somebody denies (`denied`), those that nobody in the case has at first hand (`phantom`),
    those with a citation that the cited does not match (`mismatch`). The order `match` is by how many statements have
    the words, the wording counted as one more; without words it is that of `figures`.
    """
    asked = AskedClaims(case.claims_about(q), story or None, disputed, denied, phantom, mismatch, sort)
    items = [
        ClaimBrief(**{**row._asdict(), "figures": tuple(Figure(*bounds) for bounds in row.figures)})
        for row in case.claims_page(asked, paging.size, paging.start)
    ]
    return listed(request, items, case.count_claims(asked), paging)


@router.get("/stories", **gives(Listed[StoryBrief], "A page of the stories, the largest first.", 422))
def stories(request: Request, case: Reading, paging: Page, q: Words = "") -> Response:
    """List the stories whose title has all words of `q`: the reports of one event each."""
    among = case.stories_titled(q)
    items = [StoryBrief(**row._asdict()) for row in case.stories_page(among, paging.size, paging.start)]
    return listed(request, items, case.count_stories() if among is None else len(among), paging)


@router.get(
    "/sources", **gives(Listed[SourceBrief], "A page of the sources, those with most statements first.", 422)
)
def sources(
    request: Request, case: Reading, paging: Page, q: Words = "", kind: Annotated[Kind | None, Query()] = None
) -> Response:
    """List who speaks: those with all words of `q` in a name, and of a kind."""
    items = [
        SourceBrief(**{**row._asdict(), "outlets": dict(row.outlets)})
        for row in case.speakers(q, kind, paging.size, paging.start)
    ]
    kinds = case.sources_by_kind(q)
    return listed(request, items, kinds.get(kind, 0) if kind else sum(kinds.values()), paging)


@router.get(
    "/actors",
    **gives(Listed[ActorBrief], "A page of the persons and bodies, those that most reports name first.", 422),
)
def actors(
    request: Request,
    case: Reading,
    paging: Page,
    q: Words = "",
    type_: Annotated[Type | None, Query(alias="type", description="A person (PER) or a body (ORG).")] = None,
) -> Response:
    """List whom reports name: those with all words of `q` in a name, and of a type."""
    items = [ActorBrief(**row._asdict()) for row in case.actors_page(q, type_, paging.size, paging.start)]
    types = case.actors_by_type(q)
    return listed(request, items, types.get(type_, 0) if type_ else sum(types.values()), paging)


@router.get("/copies", **gives(Listed[Copy], "A page of the pairs of reports that share text.", 422))
def copies(request: Request, case: Reading, paging: Page) -> Response:
    """List the pairs of reports that share text, with what was changed on the way."""
    return listed(request, case.exacts(Copy, paging.size, paging.start), case.number_of(Copy), paging)


@router.get("/warnings", **gives(Listed[Warn], "A page of the warnings, in the order they came in.", 422))
def warnings(request: Request, case: Reading, paging: Page) -> Response:
    """List what went wrong in reading and did not stop the rest."""
    return listed(request, *case.some_warnings(paging.size, paging.start), paging)
