"""The application: the pages of one case, guarded, with errors that say what to do."""

import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError

from riwaya.errors import RiwayaError
from riwaya.show.web import api, ours, pages
from riwaya.show.web.described import ADDRESS, describe
from riwaya.show.web.jobs import Jobs
from riwaya.show.web.refusals import failed, is_program, refused
from riwaya.show.web.safety import Guard
from riwaya.show.web.shelf import Shelf
from riwaya.show.web.uploads import LARGEST_ADDED
from riwaya.show.web.warming import warm

AT_ONCE = 12
"""Answers that are made at once: more would only share the processors, and each holds a connection to the file."""


def create_app(
    path: str | Path, *, readonly: bool = False, password: str | None = None, names: Iterable[str] = ()
) -> FastAPI:
    """Make the server of the case file at `path`.

    `readonly` refuses all that changes something, `password` asks every reader for it, `names` are host names under
    which a proxy answers. Raises RiwayaError R401 to R406 where the file cannot be opened.
    """
    app = FastAPI(title="Riwaya", docs_url=None, redoc_url=None, openapi_url=ADDRESS, lifespan=_life)
    app.state.shelf = shelf = Shelf(path)
    app.state.jobs = Jobs(shelf.path, readonly=readonly)
    for router in (*pages.ROUTERS, api.router, ours.router):
        app.include_router(router)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    app.exception_handler(RiwayaError)(_failed)
    # By their statuses too: what the router and the reader of forms raise is of a class below FastAPI's.
    for refusal in (HTTPException, 400, 404, 405, 413):
        app.exception_handler(refusal)(_refused)
    app.exception_handler(RequestValidationError)(_misread)
    app.add_middleware(
        Guard,
        refuse=refused,
        names=names,
        readonly=readonly,
        password=password,
        larger={"/add": LARGEST_ADDED},
        name=sha256(shelf.path.encode("utf-8", "replace")).hexdigest()[:8],
    )
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """Load what the first reader would wait for, and close everything in the end."""
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    threading.Thread(target=warm, args=(app.state.shelf,), daemon=True).start()
    yield
    await run_in_threadpool(app.state.jobs.close)
    app.state.shelf.close()


def _failed(request: Request, error: Exception) -> Response:
    if not isinstance(error, RiwayaError):
        raise error
    return failed(request, error)


def _refused(request: Request, error: Exception) -> Response:
    """Say by a code what the router says by a status."""
    match getattr(error, "status_code", 500):
        case 404:
            return failed(request, RiwayaError("R609"))
        case 405:
            return failed(request, RiwayaError("R610", method=request.method))
    return failed(request, RiwayaError("R608", detail=str(getattr(error, "detail", ""))))


def _misread(request: Request, error: Exception) -> Response:
    detail = _first(error) if isinstance(error, RequestValidationError) else ""
    return failed(request, RiwayaError("R621" if is_program(request) else "R608", detail=detail))


def _first(error: RequestValidationError) -> str:
    """Say which part of the address or the form is wrong, and how; the first of several."""
    first: dict[str, Any] = next(iter(error.errors()), {})
    return f"{'.'.join(map(str, first.get('loc', ())[1:]))}: {first.get('msg', '')}"
