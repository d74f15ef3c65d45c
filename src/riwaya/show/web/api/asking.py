"""What a program sends a text for: two texts compared, one extracted. Nothing of it is kept."""

from typing import Annotated, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from riwaya import pipeline
from riwaya.errors import RiwayaError
from riwaya.model import Comparison, Extraction, Report, Warn
from riwaya.read.record import report_from
from riwaya.show.web.api.answering import answer, gives, takes

router = APIRouter(tags=["asking"])

LONGEST_PAIRED, LONGEST = 5_000, 200_000
"""Characters of a text that is compared, and of one that is extracted, at most: both are done while somebody waits."""
_KIND = "application/json"
T = TypeVar("T")

Paired = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_PAIRED)]
Field = Annotated[str, msgspec.Meta(max_length=2_000)]


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two sentences or short texts."""

    a: Paired
    b: Paired


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The text of a report, and what is known of it: whose text it is and when it was published matter."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
    title: Field | None = None
    outlet: Field | None = None
    published: Field | None = None
    byline: Field | None = None
    url: Field | None = None


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """A text as a report, what it says, and what was wrong with it."""

    report: Report
    extraction: Extraction
    warnings: tuple[Warn, ...]


async def body(request: Request) -> bytes:
    """Give what was sent; it has to say that it is JSON, which no form of another site can."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _KIND:
        raise RiwayaError("R622")
    return await request.body()


Sent = Annotated[bytes, Depends(body)]


@router.post("/compare", **gives(Comparison, "", 403, 422), openapi_extra=takes(Pair))
def compare(sent: Sent) -> Response:
    """Say whether two sentences say the same, contradict each other, or speak of other things, and why."""
    pair = _read(sent, Pair)
    try:
        return answer(pipeline.compare(pair.a, pair.b))
    except ValueError as problem:
        raise RiwayaError("R621", detail="a text without words") from problem


@router.post("/extract", **gives(Extracted, "", 403, 422), openapi_extra=takes(Text))
def extract(sent: Sent) -> Response:
    """Find everything that a text says; spans count in the text of the report that is given back."""
    found = list(report_from(msgspec.structs.asdict(_read(sent, Text)), ""))
    warned = tuple(one for one in found if isinstance(one, Warn))
    report = next((one for one in found if isinstance(one, Report)), None)
    if report is None:
        raise RiwayaError("R621", detail=warned[-1].message)
    return answer(Extracted(report=report, extraction=pipeline.extract(report), warnings=warned))


def _read(sent: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(sent, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise RiwayaError("R621", detail=str(problem)) from problem
