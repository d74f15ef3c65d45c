"""Work: correcting what was found, notes, and the page of everything that was changed, each line to be taken back."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from msgspec.structs import replace

from riwaya.case import Case
from riwaya.case.work import TABLES, Table
from riwaya.errors import RiwayaError
from riwaya.link import correcting, correcting_claims
from riwaya.model import Actor, Correction, Linked, Note, Place
from riwaya.show.corrected import words_of
from riwaya.show.web import worked
from riwaya.show.web.answers import Reading, page, shelf
from riwaya.show.web.changing import MOST_TEXT, Change, Made, uphold
from riwaya.show.web.paging import paged
from riwaya.show.web.refusals import local

router = APIRouter(include_in_schema=False)

Field = Annotated[str, Form()]
BESIDE = 40
"""Claims of the same story that are offered to be joined."""

NAMING = 60
"""Reports that name an actor or a place from which one may be chosen."""


@router.get("/work")
def changes(request: Request, case: Reading) -> HTMLResponse:
    """Show what was changed, the newest first."""
    counts = case.count_done()
    paging = paged(request, sum(counts.values()))
    done = case.done(paging.size, paging.offset)
    return page(
        request,
        "work.html",
        counts=counts,
        paging=paging,
        entries=worked.views(case, done),
        pending=len(case.pending_corrections()),
        linking=request.app.state.jobs.going_on(),
    )


@router.get("/correct")
def on(request: Request, case: Reading, of: str, back: str = "") -> HTMLResponse:
    """Show what can be done with one finding: its forms, and the notes there are."""
    found = case.finding(of, keys=False)
    claims = case.holding(of) if found.kind == "statement" else ()
    identity = _identity(case, of) if found.kind in ("actor", "place") else None
    naming = dict.fromkeys(name.rpartition("/")[0] for name in identity.mentions) if identity else {}
    return page(
        request,
        "work_on.html",
        of=found,
        there=worked.address(found),
        back=local(back) if back else worked.address(found) or "/work",
        pinned=case.pinned([of]).get(of),
        notes_here=case.notes([of]).get(of, {}),
        claims=[account.claim for account in case.accounts_of(claims)],
        others=case.told_beside(of, BESIDE) if found.kind == "claim" else [],
        identity=identity,
        naming=[case.report(rid) for rid in list(naming)[:NAMING]],
        naming_more=len(naming) > NAMING,
        wrong_n=case.called_wrong(of.rpartition("/")[0]).get(of) if found.kind == "statement" else None,
    )


@router.post("/correct/name")
def name(change: Change) -> Response:
    """Keep the name of who works here, in the browser."""
    return change.done()


@router.post("/correct/note")
def note(request: Request, change: Change, ref: Field, text: Field) -> Response:
    """Keep a note on a finding."""
    said = text.strip()[:MOST_TEXT]
    if said:
        with shelf(request).writing() as case:
            case.annotate(Note(of=case.finding(ref), text=said, at=change.at, by=change.by))
    return change.done()


@router.post("/correct/undo")
def undo(request: Request, change: Change, table: Field, n: Annotated[int, Form(ge=1, lt=2**63)]) -> Response:
    """Take back what was done."""
    if table not in TABLES:
        raise RiwayaError("R423", n=n)
    which: Table = TABLES[TABLES.index(table)]
    with shelf(request).writing() as case:
        case.undo(which, n, at=change.at, by=change.by)
        if which == "corrections":
            uphold(request, case)
    return change.done()


@router.post("/correct/link")
def link(request: Request, change: Change) -> Response:
    """Make the corrections hold that do not yet."""
    with shelf(request).writing() as case:
        uphold(request, case)
    return change.done()


@router.post("/correct/wrong")
def wrong(request: Request, change: Change, ref: Field) -> Response:
    """Say that a statement was read wrongly."""
    with shelf(request).writing() as case:
        if case.finding(ref, keys=False).kind != "statement":
            raise RiwayaError("R418", name=ref)
        return _correct(request, case, correcting_claims.wrong(ref, case.statement(ref)[1]), change)


@router.post("/correct/leave")
def leave(request: Request, change: Change, claim: Field, statement: Field, quantity: Field = "") -> Response:
    """Say that a statement does not belong to a claim: with one figure, or with all that it gives there."""
    with shelf(request).writing() as case:
        found = case.account(claim).claim
        figures = [quantity] if quantity else case.figures_in(claim, statement)
        gone = [(statement, figure) for figure in figures]
        return _correct(request, case, correcting_claims.leaving(found, gone, case.extraction), change)


@router.post("/correct/join")
def join(request: Request, change: Change, claim: Field, other: Field = "", address: Field = "") -> Response:
    """Say that two claims are one; the other is chosen, or given by its id or address."""
    with shelf(request).writing() as case:
        first = case.account(claim).claim
        second = case.account(_last(address) or other).claim
        return _correct(request, case, correcting_claims.joining(first, second, case.extraction), change)


@router.post("/correct/no-copy")
def no_copy(request: Request, change: Change, ref: Field) -> Response:
    """Say that two reports share nothing that matters."""
    with shelf(request).writing() as case:
        found = case.shared_text(ref)
        if found is None:
            raise RiwayaError("R418", name=ref)
        return _correct(request, case, correcting_claims.no_copy(found[0]), change)


@router.post("/correct/merge")
def merge(request: Request, change: Change, actor: Field, other: Field) -> Response:
    """Say that two actors, or two places, are one."""
    with shelf(request).writing() as case:
        named = _last(other) or other.strip()
        linked = _linked(case, actor, named)
        said = correcting.merging(linked, (actor, named), case.numbered_corrections())
        return _correct(request, case, said, change)


@router.post("/correct/split")
def split(
    request: Request, change: Change, actor: Field, name: Field, report: Field = "", address: Field = ""
) -> Response:
    """Say that a name of an actor or place is another one's, everywhere or in one report, which is chosen or given."""
    given = address.strip() or report.strip()
    with shelf(request).writing() as case:
        only = case.report(_last(given) or given).id if given else None
        linked = _linked(case, actor)
        said = correcting.splitting(
            linked, actor, (name,), lambda rid: (case.report(rid), case.extraction(rid)), only
        )
        return _correct(request, case, said, change)


def _correct(request: Request, case: Case, said: Correction, change: Made) -> Response:
    """Keep a correction, make it hold, and go back; raises RiwayaError R416 where it was taken back."""
    n = case.correct(replace(said, at=change.at, by=change.by, note=change.why))
    uphold(request, case)
    if code := case.refused_corrections().get(n):
        raise RiwayaError(
            code, names=", ".join(dict.fromkeys(one.words for one in words_of(case, said, said.a)))
        )
    return change._replace(back=worked.still(case, change.back, said)).done()


def _linked(case: Case, *names: str) -> Linked:
    """Give the actors and places that ids or names may mean, with the stories that they are named in."""
    known = case.known()
    actors = (*known.actors(frozenset(), (), names), *known.namesakes(names))
    places = (*known.places(frozenset(), (), names), *known.places_called(names))
    every: tuple[Actor | Place, ...] = (*actors, *places)
    one = next((i for i in every if i.id == names[0]), None)
    if one is None:
        raise RiwayaError("R409", name=names[0])
    mentioned = frozenset(mention.rpartition("/")[0] for mention in one.mentions)
    return Linked(
        actors=tuple({a.id: a for a in actors}.values()),
        places=tuple({p.id: p for p in places}.values()),
        stories=known.stories(mentioned),
    )


def _identity(case: Case, name: str) -> Actor | Place | None:
    known = case.known()
    found: tuple[Actor | Place, ...] = (
        *known.actors(frozenset(), (), (name,)),
        *known.places(frozenset(), (), (name,)),
    )
    return next(iter(found), None)


def _last(address: str) -> str:
    """Give the id at the end of an address of ours, "" where it is no address."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    return path.rstrip("/").rpartition("/")[2] if "/" in path else path if " " not in path else ""
