"""Ours: the style sheets, scripts, fonts and maps that come with Riwaya, and nothing else of this machine."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, Response

from riwaya.errors import RiwayaError

router = APIRouter(include_in_schema=False)

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "woff2": "font/woff2",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_YEAR = "public, max-age=31536000, immutable"


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Give one of our own files: they change with the version only, which their address carries."""
    place = _places().get(name)
    if place is None:
        raise RiwayaError("R609")
    return Response(
        place.read_bytes(), media_type=_TYPES[name.rpartition(".")[2]], headers={"cache-control": _YEAR}
    )


@cache
def _places() -> dict[str, Traversable]:
    """Give the files by their names: what is asked for is looked up here and never on the disk."""
    folders = (files("riwaya.show").joinpath(*path) for path in (("static",), ("web", "static")))
    there = (place for folder in folders for place in folder.iterdir() if place.is_file())
    return {place.name: place for place in there if place.name.rpartition(".")[2] in _TYPES}
