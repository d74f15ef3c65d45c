"""Dossier: what users pinned, each finding with its words, where they stand, who says so, and what it hangs on.

A pin keeps the words that it was pinned with. Where a later reading finds other words, or nothing, in that place, the
dossier says so and shows both: a text never changes, so the place itself is always there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from riwaya.arabic.sentences import sentences
from riwaya.case import Case
from riwaya.case.reports import text_digest
from riwaya.errors import RiwayaError
from riwaya.link.whereabouts import Key
from riwaya.model import Account, Finding, Note, Pin, Report, Span, Statement
from riwaya.show import copies, labels, marks
from riwaya.show.claims import ReasonView
from riwaya.show.evidence import Evidence, Node, OnDemand
from riwaya.show.labels import Bilingual, Language
from riwaya.show.report import self_contained
from riwaya.show.told import reason

State = Literal["same", "moved", "gone"]
EVERY = 500
"""Statements of a claim that are shown at most, in print and in files."""
PASSAGES = 3
"""Passages of a copy that are shown, the longest."""


class Text(NamedTuple):
    """A report as evidence: what it is, and the digests by which its text and its bytes can be told."""

    report: Report
    digest: str

    @property
    def read_from(self) -> str | None:
        """Give the file that it was read from without the folders of this machine: a dossier is sent to others."""
        place = self.report.read_from
        return "/".join(place.replace("\\", "/").split("/")[-2:]) if place else None


class Said(NamedTuple):
    """A statement of a finding: its evidence, the sentences that it stands in, and the report it is in."""

    evidence: Evidence
    context: tuple[marks.Piece, ...]
    text: Text


class ClaimView(NamedTuple):
    """A claim: its words, how many voices stand behind it and why, how many deny it."""

    id: str
    wording: str
    account: Account
    voices: Bilingual
    reasons: tuple[ReasonView, ...]
    denials: int


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
        return view._replace(text=_text(index, of.name))
    if of.kind == "copy":
        return view._replace(copy=_copy(case, index, of))
    if of.kind == "statement":
        claims = case.holding(of.name) if of.name else ()
        return view._replace(
            said=(_said(index, of.name),) if now else (),
            claims=_claims(case, index, claims),
            place=None if now else _place(index, of),
        )
    if of.kind == "claim" and now:
        members = _members(case, of.name)
        shown = tuple(_said(index, *one) for one in members[:most])
        claims = (of.name,)
        return view._replace(said=shown, left=len(members) - len(shown), claims=_claims(case, index, claims))
    return view


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


def _said(index: OnDemand, ref: str, quantity: str | None = None) -> Said:
    """Give a statement with the sentences that it stands in."""
    found = index.evidence(ref, quantity)
    said = found.statement
    spans = [*said.content, *([said.cue] if said.cue else [])]
    spans += [link.mention for link in said.chain if link.mention]
    if found.quantity and found.quantity.where == "text":
        spans.append(found.quantity.span)
    layers = marks.statement_layers(said, "")
    layers += [marks.quantity_layer(found.quantity, "")] if found.quantity else []
    return Said(found, _context(found.report, spans, layers), _text(index, found.report.id))


def _context(report: Report, spans: Sequence[Span], layers: Iterable[marks.Layer]) -> tuple[marks.Piece, ...]:
    """Give the whole sentences that some words stand in, marked."""
    start = min((s.start for s in spans), default=0)
    end = max((s.end for s in spans), default=0)
    around = [s for s in sentences(report.text) if s.start < end and start < s.end]
    window = Span(min([start, *(s.start for s in around)]), max([end, *(s.end for s in around)]))
    return marks.pieces(report.text, window, layers)


def _place(index: OnDemand, of: Finding) -> Said | None:
    """Give the place where the words of a statement stand that is not found any more."""
    if not of.keys:
        return None
    key = Key.read(of.keys[0])
    text = _text(index, key.report)
    end = len(text.report.text)
    said = Span(min(key.said.start, end), min(key.said.end, end))
    pieces = _context(text.report, [said], [marks.Layer(said, "content")])
    nobody = Statement(
        cue=None, content=(said,), chain=(), form="indirect", stance="says", rule="", confidence=0.0
    )
    ways = (Node(text.report.outlet, "outlet", carrier=True),)
    return Said(Evidence(of.name or key.report, text.report, nobody, ways, pieces), pieces, text)


def _text(index: OnDemand, rid: str) -> Text:
    report = index.reports[rid]
    return Text(report, text_digest(report.text))


def _members(case: Case, claim: str) -> list[tuple[str, str | None]]:
    """Give the statements of a claim, each once, with its figure."""
    out: dict[str, str | None] = {}
    for account in case.accounts_of([claim]):
        for member in (m for v in account.claim.variants for m in v.members):
            out.setdefault(member.statement, member.quantity)
    return list(out.items())


def _claims(case: Case, index: OnDemand, names: Iterable[str]) -> tuple[ClaimView, ...]:
    return tuple(
        ClaimView(
            account.claim.id,
            account.claim.wording,
            account,
            labels.voices(account.support),
            tuple(_reason(r.state, r.code, r.args, index) for r in account.support.reasons),
            len(account.denials),
        )
        for account in case.accounts_of(names)
    )


def _reason(state: str, code: str, args: Mapping[str, str], index: OnDemand) -> ReasonView:
    return ReasonView(state, reason(code, {key: index.title(value) for key, value in args.items()}))


def _copy(case: Case, index: OnDemand, of: Finding) -> CopyView | None:
    """Give the two reports of a copy and what they share; of one that is no more only the reports."""
    found = case.shared_text(of.name) if of.name else None
    if len(of.keys) != 2:
        return None
    a, b = (_text(index, rid) for rid in of.keys)
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


# --- as files ---


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


def line(record: Mapping[str, Any]) -> str:
    """Write a record as a line of JSON."""
    return msgspec.json.encode(record).decode()


def records(found: Iterable[FindingView]) -> Iterator[dict[str, Any]]:
    """Give findings as plain values, for a program."""
    for view in found:
        out: dict[str, Any] = {
            "kind": view.of.kind,
            "name": view.of.name or None,
            "words": view.of.words,
            "state": view.state,
            "words_now": view.now or None,
            "pinned": {"at": view.pin.at, "by": view.pin.by},
            "notes": [{"text": n.text, "at": n.at, "by": n.by} for n in view.notes.values()],
            "statements": [_statement(said) for said in view.said],
            "claims": [_claim(claim) for claim in view.claims],
        }
        if view.left:
            out["statements_left_out"] = view.left
        if view.place:
            out["place"] = {"context": _plain(view.place.context), "report": _report(view.place.text)}
        if view.text:
            out["report"] = _report(view.text)
        if view.copy:
            out["copy"] = {
                "a": _report(view.copy.a),
                "b": _report(view.copy.b),
                "direction": view.copy.direction,
                "words": view.copy.words,
                "passages": [{"a": a, "b": b} for a, b in view.copy.passages],
            }
        yield out


def _statement(said: Said) -> dict[str, Any]:
    one = said.evidence
    quantity = one.quantity
    return {
        "name": one.ref,
        "words": [said.text.report.text[s.start : s.end] for s in one.statement.content],
        "spans": [[s.start, s.end] for s in one.statement.content],
        "context": _plain(said.context),
        "through": [{"name": n.name, "kind": n.kind} for n in one.nodes],
        "stance": one.statement.stance,
        "rule": one.statement.rule,
        "confidence": one.statement.confidence,
        "figure": {"low": quantity.low, "high": quantity.high, "unit": quantity.unit} if quantity else None,
        "report": _report(said.text),
    }


def _claim(view: ClaimView) -> dict[str, Any]:
    support = view.account.support
    return {
        "id": view.id,
        "wording": view.wording,
        "voices": {"low": support.low, "high": support.high},
        "reasons": [
            {"state": r.state, "code": r.code, "args": r.args, "words": labels.say(r.code, r.args)._asdict()}
            for r in support.reasons
        ],
        "denials": view.denials,
    }


def _report(text: Text) -> dict[str, Any]:
    report = text.report
    return {
        "id": report.id,
        "given_id": report.given_id,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "url": report.url,
        "read_from": text.read_from,
        "fetched": report.fetched,
        "sha256_of_text": text.digest,
        "sha256_of_bytes": report.sha256,
    }


def _plain(pieces: Iterable[marks.Piece]) -> str:
    return "".join(piece.text for piece in pieces)
