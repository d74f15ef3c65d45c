"""Add: files and texts that are to be read into the case, and how far their reading is."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from riwaya.errors import RiwayaError
from riwaya.read.limits import human
from riwaya.show.web.answers import Reading, page
from riwaya.show.web.jobs import Jobs
from riwaya.show.web.safety import Guard
from riwaya.show.web.uploads import LARGEST_ADDED, LARGEST_FILE, MOST_FILES, take

router = APIRouter(include_in_schema=False)

Token = Annotated[str, Form(max_length=200)]


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found


def _checked(request: Request, token: str) -> None:
    guard: Guard = request.state.guard
    guard.check_token(token)


@router.get("/add")
def add(request: Request, case: Reading) -> HTMLResponse:
    """Show what can be added, what is being read, and what an earlier server left."""
    jobs = _jobs(request)
    return page(
        request,
        "add.html",
        jobs=jobs.jobs(),
        waiting=case.waiting(),
        interrupted=jobs.interrupted,
        largest_file=LARGEST_FILE,
        largest=LARGEST_ADDED,
        # With marks of direction: a number and its unit stay in their order among Arabic words.
        limits=tuple(f"\u200e{human(size)}\u200e" for size in (LARGEST_FILE, LARGEST_ADDED)),
        most=MOST_FILES,
    )


@router.post("/add")
async def send(request: Request) -> Response:
    """Take in what is sent, and let it be read."""
    jobs = _jobs(request)
    job = jobs.new()
    if job.folder is None:
        raise RiwayaError("R634", detail="no folder")
    try:
        names = await take(request, job.folder)
    except BaseException:
        jobs.drop(job)
        raise
    jobs.start(job, names)
    return RedirectResponse(f"/add/jobs/{job.id}", 303)


@router.post("/add/resume")
def resume(request: Request, case: Reading, token: Token = "") -> Response:
    """Go on with what waits in the case."""
    _checked(request, token)
    if not case.waiting():
        raise RiwayaError("R638")
    return RedirectResponse(f"/add/jobs/{_jobs(request).resume().id}", 303)


@router.get("/add/jobs/{name}")
def job(request: Request, name: str) -> HTMLResponse:
    """Show how far a reading is, or what came of it."""
    jobs = _jobs(request)
    found = jobs.job(name)
    return page(request, "job.html", job=found, ahead=jobs.ahead(found))


@router.post("/add/jobs/{name}/stop")
def stop(request: Request, name: str, token: Token = "") -> Response:
    """Stop a reading; what it has read by then is in the case."""
    _checked(request, token)
    jobs = _jobs(request)
    jobs.stop(jobs.job(name))
    return RedirectResponse(f"/add/jobs/{name}", 303)
