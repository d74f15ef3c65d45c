"""Compare: two reports of the case, or two texts that are pasted and not kept."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from riwaya.case import Case
from riwaya.case.search_asked import Wanted
from riwaya.errors import RiwayaError
from riwaya.model import Report
from riwaya.show.web import comparing, searching
from riwaya.show.web.answers import Reading, language, page

OFFERED = 12
"""Reports that are offered to be compared."""
_ID = re.compile(r"r[0-9a-f]{16}")

router = APIRouter(include_in_schema=False)


@router.get("/compare")
def compare(
    request: Request, case: Reading, a: str = "", b: str = "", find: str = "", verdicts: str = ""
) -> HTMLResponse:
    """Show two reports beside each other, or what is still to be chosen."""
    one, other = _report(case, a), _report(case, b)
    beside = None
    if one and other and one.id != other.id:
        beside = comparing.of_case(case, one.id, other.id, judge=bool(verdicts))
    one = one or other
    return page(
        request,
        "compare.html",
        beside=beside,
        chosen=None if beside else one,
        find=find[: searching.LONGEST],
        offered=[] if beside else _offered(case, one, find[: searching.LONGEST]),
        sentences=None,
        texts=("", ""),
        longest=comparing.LONGEST,
        nowhere=_nowhere,
    )


@router.post("/compare")
def pasted(
    request: Request, first: Annotated[str, Form()] = "", second: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """Show two pasted texts beside each other; nothing of them is kept."""
    texts = first.replace("\r\n", "\n").strip(), second.replace("\r\n", "\n").strip()
    return page(
        request,
        "compare.html",
        beside=comparing.of_texts(*texts, language(request)),
        chosen=None,
        find="",
        offered=[],
        sentences=comparing.sentences(*texts),
        texts=texts,
        longest=comparing.LONGEST,
        nowhere=_nowhere,
    )


def _report(case: Case, name: str) -> Report | None:
    """Give the report that is asked for; R405 where there is none."""
    return case.report(name) if name else None


def _offered(case: Case, chosen: Report | None, find: str) -> list[Report]:
    """Give reports to choose from: those found, that of an address, or those that share text with the chosen."""
    if found := _ID.search(find):
        try:
            names = [case.report(found.group()).id]
        except RiwayaError:
            names = []
    elif find.strip():
        names = [hit.report for hit in case.found_reports(Wanted(find), "best", OFFERED + 1)]
    else:
        names = case.sharing_with(chosen.id, OFFERED) if chosen else []
    heads = case.heads(names)
    return [heads[name] for name in names if not chosen or name != chosen.id][:OFFERED]


def _nowhere(_anchor: str, _report: str) -> None:
    """Give no address: a pasted text has no page."""
