"""Dossier: what users pinned, each finding with its words, where they stand, who says so, and what it hangs on.

A pin keeps the words that it was pinned with. Where a later reading finds other words, or nothing, in that place, the
dossier says so and shows both: a text never changes, so the place itself is always there.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from riwaya.case import Case
from riwaya.errors import RiwayaError
from riwaya.link.whereabouts import Key
from riwaya.model import Finding, Note, Pin
from riwaya.show import cited, copies, pinned
from riwaya.show.cited import ClaimView, Said, Text
from riwaya.show.evidence import OnDemand
from riwaya.show.labels import Bilingual, Language
from riwaya.show.report import self_contained

State = Literal["same", "moved", "gone"]
EVERY = 500
"""Statements of a claim that are shown at most, in print and in files."""
PASSAGES = 3
"""Passages of a copy that are shown, the longest."""


class CopyView(NamedTuple):
    """Two reports that share text: both, why one is taken for the first, and the longest passages on either side."""

    a: Text
    b: Text
    direction: str
    why: Bilingual | None
    passages: tuple[tuple[str, str], ...]
    words: int


class FindingView(NamedTuple):
    """A pinned finding; `now` are its words as they are found now where these are others."""

    n: int
    pin: Pin
    state: State
    now: str
    said: tuple[Said, ...]
    left: int
    claims: tuple[ClaimView, ...]
    copy: CopyView | None
    place: Said | None
    text: Text | None
    notes: Mapping[int, Note]
    who: pinned.Who | None = None
    event: pinned.Event | None = None
    location: pinned.Location | None = None

    @property
    def of(self) -> Finding:
        """Give what is pinned."""
        return self.pin.of


def views(case: Case, pins: Mapping[int, Pin], *, most: int) -> tuple[FindingView, ...]:
    """Give pinned findings as they are shown, with at most so many statements of each claim."""
    index = OnDemand(case)
    notes = case.notes(pin.of.name for pin in pins.values())
    return tuple(_view(case, index, n, pin, notes.get(pin.of.name, {}), most) for n, pin in pins.items())


def _view(case: Case, index: OnDemand, n: int, pin: Pin, notes: Mapping[int, Note], most: int) -> FindingView:
    of = pin.of
    now = _now(case, of)
    view = FindingView(n, pin, _state(of, now), _words_now(of, now), (), 0, (), None, None, None, notes)
    if of.kind == "report":
        return view._replace(text=cited.text(index, of.name))
    if of.kind == "copy":
        return view._replace(copy=_copy(case, index, of))
    if of.kind == "statement":
        claims = case.holding(of.name) if of.name else ()
        return view._replace(
            said=(cited.said(index, of.name),) if now else (),
            claims=cited.claims(case, index, claims),
            place=None if now else _place(index, of),
        )
    if of.kind == "claim" and now:
        members = _members(case, of.name)
        shown = tuple(cited.said(index, *one) for one in members[:most])
        claims = (of.name,)
        return view._replace(
            said=shown, left=len(members) - len(shown), claims=cited.claims(case, index, claims)
        )
    if not now:
        return view
    return view._replace(
        who=pinned.who(case, index, of) if of.kind in ("actor", "source") else None,
        event=pinned.event(case, index, of) if of.kind == "story" else None,
        location=pinned.location(case, index, of) if of.kind == "place" else None,
    )


def _now(case: Case, of: Finding) -> Finding | None:
    """Give a finding as it is now, None where there is no such thing any more."""
    try:
        return case.finding(of.name, keys=False) if of.name else None
    except RiwayaError:
        return None


def _state(of: Finding, now: Finding | None) -> State:
    if now is None:
        return "gone"
    moved = of.words != now.words or (of.kind == "statement" and of.keys != now.keys)
    return "moved" if moved else "same"


def _words_now(of: Finding, now: Finding | None) -> str:
    return now.words if now and now.words != of.words else ""


def _place(index: OnDemand, of: Finding) -> Said | None:
    """Give the place where the words of a statement stand that is not found any more."""
    if not of.keys:
        return None
    key = Key.read(of.keys[0])
    return cited.place(index, key.report, key.said, "content", of.name)


def _members(case: Case, claim: str) -> list[tuple[str, str | None]]:
    """Give the statements of a claim, each once, with its figure."""
    out: dict[str, str | None] = {}
    for account in case.accounts_of([claim]):
        for member in (m for v in account.claim.variants for m in v.members):
            out.setdefault(member.statement, member.quantity)
    return list(out.items())


def _copy(case: Case, index: OnDemand, of: Finding) -> CopyView | None:
    """Give the two reports of a copy and what they share; of one that is no more only the reports."""
    found = case.shared_text(of.name) if of.name else None
    if len(of.keys) != 2:
        return None
    a, b = (cited.text(index, rid) for rid in of.keys)
    if found is None:
        return CopyView(a, b, "unknown", None, (), 0)
    copy, passages = found
    longest = sorted(passages, key=lambda p: -p.words)[:PASSAGES]
    both = {a.report.id: a.report, b.report.id: b.report}
    return CopyView(
        a,
        b,
        copy.direction,
        copies.why(copy, both),
        tuple(
            (
                both[p.a].text[p.a_span.start : p.a_span.end],
                both[p.b].text[p.b_span.start : p.b_span.end],
            )
            for p in longest
        ),
        copy.words,
    )


def page(found: Sequence[FindingView], case_name: str, made_on: str, lang: Language) -> str:
    """Make the dossier as one HTML file that fetches nothing."""
    return self_contained(
        "web/dossier_file.html",
        sheets=("dossier.css",),
        lang=lang,
        findings=found,
        case_name=case_name,
        made_on=made_on,
    )
