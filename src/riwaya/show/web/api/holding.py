"""What the case holds, noun by noun: each by its id, as it is kept."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Request, Response

from riwaya.case import Case
from riwaya.case.found_rows import Found
from riwaya.errors import RiwayaError
from riwaya.model import SCHEMA, Account, Actor, Copy, Extraction, Passage, Report, Source, Story
from riwaya.show.report import release
from riwaya.show.web.answers import Reading, shelf
from riwaya.show.web.api.answering import answer, gives

router = APIRouter(tags=["case"])

Id = Annotated[str, Path(max_length=200, description="The id of the noun.")]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The case: its name, how many there are of each noun, which Riwaya answers and in which version of the schema."""

    name: str
    counts: dict[str, int]
    riwaya: str
    schema: int


class CopyInFull(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports that share text, with the passages that they share."""

    copy: Copy
    passages: tuple[Passage, ...]


@router.get("/case", **gives(Held))
def held(request: Request, case: Reading) -> Response:
    """Say what the case holds."""
    return answer(Held(name=shelf(request).name, counts=case.counts(), riwaya=release(), schema=SCHEMA))


@router.get("/reports/{name}", **gives(Report, "", 404, 422))
def report(case: Reading, name: Id) -> Response:
    """Give a report with its text: by its id, the id it came with, or the beginning of its id."""
    return answer(case.report(name))


@router.get("/reports/{name}/extraction", **gives(Extraction, "", 404, 422))
def extraction(case: Reading, name: Id) -> Response:
    """Give everything that a report says."""
    return answer(case.exact_extraction(case.report(name).id))


@router.get("/claims/{name}", **gives(Account, "", 404, 422))
def claim(case: Reading, name: Id) -> Response:
    """Give a claim, weighed: who stands behind it, its figures over time, who denies it."""
    return answer(_one(case, Account, name, "R417"))


@router.get("/stories/{name}", **gives(Story, "", 404, 422))
def story(case: Reading, name: Id) -> Response:
    """Give a story."""
    return answer(_one(case, Story, name))


@router.get("/sources/{name}", **gives(Source, "", 404, 422))
def source(case: Reading, name: Id) -> Response:
    """Give a source with the statements that are its."""
    return answer(_one(case, Source, name))


@router.get("/actors/{name}", **gives(Actor, "", 404, 422))
def actor(case: Reading, name: Id) -> Response:
    """Give a person or body: its names, its roles, why they are one, and where it is named."""
    return answer(_one(case, Actor, name, "R409"))


@router.get("/copies/{name}", **gives(CopyInFull, "", 404, 422))
def copy(case: Reading, name: Id) -> Response:
    """Give a pair of reports that share text, with its passages."""
    found = msgspec.json.decode(_one(case, Copy, name), type=Copy)
    return answer({"copy": found, "passages": case.exactly(Passage, found.passages)})


def _one(case: Case, noun: type[Found], name: str, code: str = "R620") -> msgspec.Raw:
    """Give one noun as it is kept; raises RiwayaError where there is none."""
    found = case.exact(noun, name)
    if found is None:
        raise RiwayaError(code, name, name=name)
    return found
