"""Worked: what was changed in a case as the page of changes shows it."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from riwaya.case import Case
from riwaya.case.work import Entry, Table
from riwaya.errors import RiwayaError
from riwaya.model import Correction, Finding, Note
from riwaya.show import labels
from riwaya.show.corrected import WIDTH, Words, words_of
from riwaya.show.evidence import anchor
from riwaya.show.labels import Bilingual
from riwaya.show.visible import clipped

SHOWN = 4
_PAGES = {
    "claim": "/claims/",
    "copy": "/copies/",
    "report": "/reports/",
    "source": "/sources/",
    "actor": "/actors/",
    "story": "/stories/",
    "place": "/search?place=",
}


class EntryView(NamedTuple):
    """One change: what was done, of what, with what text, by whom and when, and whether it holds."""

    table: Table
    n: int
    what: Bilingual
    of: tuple[Words, ...]
    beside: tuple[Words, ...]
    left: int
    text: str
    at: str
    by: str
    undone: str | None
    undone_by: str
    pending: bool
    refused: str | None


def address(of: Finding) -> str | None:
    """Give the address of the page that shows a finding; None where there is none any more."""
    if not of.name:
        return None
    if of.kind == "statement":
        report = of.name.rpartition("/")[0]
        return f"/reports/{report}#{anchor(of.name)}"
    return _PAGES[of.kind] + of.name


def still(case: Case, back: str, said: Correction) -> str:
    """Give an address of ours; where a correction took what it shows away, that of what is in its place."""
    folder, _, name = urlsplit(back).path.strip("/").partition("/")
    if folder not in ("claims", "copies", "actors"):
        return back
    with suppress(RiwayaError):
        case.finding(name, keys=False)
        return back
    now = _in_its_place(case, said)
    return f"/{folder}/{now}" if now else "/work"


def _in_its_place(case: Case, said: Correction) -> str | None:
    """Give the claim or actor that holds what a correction speaks of."""
    if said.kind in ("merge", "split"):
        return next((one.id for one in case.known().actors(frozenset(), (*said.a, *said.b))), None)
    if said.kind == "join":
        return next(
            (claim for part in case.members_meant(said.a) for claim in case.claims_holding(*part)), None
        )
    return None


def views(case: Case, entries: Iterable[Entry]) -> tuple[EntryView, ...]:
    """Give changes as they are shown."""
    return tuple(_view(case, entry) for entry in entries)


def _view(case: Case, entry: Entry) -> EntryView:
    what = entry.what
    of: list[Words] = []
    beside: list[Words] = []
    if isinstance(what, Correction):
        of = words_of(case, what, what.a)
        # Who left a claim is told, not all who stay.
        beside = [] if what.kind == "leave" else words_of(case, what, what.b)
        done, text = labels.label("correction", what.kind), what.note
    else:
        of = [Words(clipped(what.of.words, WIDTH), address(what.of))]
        done = labels.label("work", what.of.kind)
        text = what.text if isinstance(what, Note) else ""
    return EntryView(
        table=entry.table,
        n=entry.n,
        what=done,
        of=tuple(of[:SHOWN]),
        beside=tuple(beside[:SHOWN]),
        left=max(0, len(of) - SHOWN) + max(0, len(beside) - SHOWN),
        text=text,
        at=what.at,
        by=what.by,
        undone=entry.undone,
        undone_by=entry.undone_by or "",
        pending=isinstance(what, Correction) and entry.holds is (entry.undone is not None),
        refused=entry.refused,
    )
