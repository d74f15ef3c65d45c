"""Answers of the API: nouns as their exact JSON, lists of them a page at a time, and what went wrong as one shape."""

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec
from fastapi import Query, Request, Response

T = TypeVar("T")

MOST, SIZE = 200, 50
"""How many things a page of a list holds at most, and unless it is asked for more or fewer."""
LAST = 100_000
"""The highest number that a page can have."""
_ENCODE = msgspec.json.Encoder()
_SCHEMAS = "#/components/schemas/"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: a code of docs/errors.md or the status as a word, what it means here, and what to do."""

    code: str
    message: str
    hint: str


class Listed(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A page of a list: `total` counts what all `pages` hold together, `next` is the address of the page after it."""

    items: tuple[T, ...]
    total: int
    page: int
    pages: int
    next: str | None = None


class Paging:
    """Which page of a list is asked for."""

    def __init__(
        self,
        page: Annotated[int, Query(ge=1, le=LAST, description="The page, counted from 1.")] = 1,
        size: Annotated[int, Query(ge=1, le=MOST, description="How many things a page holds.")] = SIZE,
    ) -> None:
        self.page = page
        self.size = size

    @property
    def start(self) -> int:
        """Give how many things stand before this page."""
        return (self.page - 1) * self.size


def answer(noun: object) -> Response:
    """Give a noun as its JSON, made by msgspec from the types that the schemas come from."""
    return Response(_ENCODE.encode(noun), media_type="application/json")


def listed(request: Request, items: Sequence[object], total: int, paging: Paging) -> Response:
    """Give a page of a list, with the address of the next."""
    pages = -(-total // paging.size)
    after = _address(request, paging.page + 1) if paging.page < min(pages, LAST) else None
    return answer(Listed(items=tuple(items), total=total, page=paging.page, pages=pages, next=after))


def _address(request: Request, page: int) -> str:
    """Give the address of another page of the list that was asked for."""
    asked = [pair for pair in parse_qsl(request.url.query) if pair[0] != "page"]
    return f"{request.url.path}?{urlencode([*asked, ('page', page)])}"


def gives(noun: type, of: str = "", *refusals: int) -> dict[str, Any]:
    """Describe what a path gives: the noun as `of`, and refusals by their status."""
    said = {404: "There is nothing of that name.", 413: "The text is too long.", 422: "It cannot be read."}
    said |= {
        403: "It did not come from a page of ours, or from a program that says so.",
        400: "Not understood.",
    }
    return {
        "responses": {
            200: {"description": of or _first_line(noun), "content": _json(noun)},
            **{status: {"description": said[status], "content": _json(Problem)} for status in refusals},
        }
    }


def takes(noun: type) -> dict[str, Any]:
    """Describe what is sent to a path."""
    return {"requestBody": {"required": True, "content": _json(noun)}}


def _json(noun: Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components([noun], ref_template=_SCHEMAS + "{name}")
    return {"application/json": {"schema": schema}}


def _first_line(noun: Any) -> str:
    return (noun.__doc__ or "").strip().splitlines()[0]
