"""The dossier for a program: pinned findings as plain values."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from riwaya.case.sources_asked import Related
from riwaya.show import labels, marks, pinned
from riwaya.show.cited import ClaimView, FigureView, Said, Text
from riwaya.show.claim_lines import ClaimLine
from riwaya.show.dossier import FindingView


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
        if view.who:
            out["who"] = _who(view.who)
        if view.event:
            out["story"] = _event(view.event)
        if view.location:
            out["location"] = _location(view.location)
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
        "figures": [
            {
                "low": one.variant.low,
                "high": one.variant.high,
                "denied": one.variant.denied,
                "statements": one.statements,
            }
            for one in view.figures
        ],
        "denials": view.denials,
    }


def _figure(view: FigureView) -> dict[str, Any]:
    variant = view.variant
    return {"low": variant.low, "high": variant.high, "denied": variant.denied, "statements": view.statements}


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


def _who(who: pinned.Who) -> dict[str, Any]:
    out: dict[str, Any] = {
        "kind": who.kind._asdict(),
        "names": who.names,
        "described": who.described,
        "roles": who.roles,
        "nationality": who.nationality._asdict() if who.nationality else None,
        "named": {"reports": who.reports, "mentions": who.mentions, "sentences": _sentences(who.named)},
    }
    if said := who.speaking:
        out["speaking"] = {
            "statements": said.statements,
            "reports": said.reports,
            "carriers": [{"outlet": outlet, "statements": n} for outlet, n in said.carriers],
            "relying": _related(said.relying),
            "relied": _related(said.relied),
            "sentences": [_statement(one) for one in said.said],
            "denials": said.denials,
            "denied": [{"claim": one.wording, "by": _statement(one.said)} for one in said.denied],
        }
    return out


def _related(found: Iterable[Related]) -> list[dict[str, Any]]:
    return [{"id": one.id, "name": one.name, "kind": one.kind, "statements": one.statements} for one in found]


def _event(event: pinned.Event) -> dict[str, Any]:
    return {
        "first": event.first,
        "last": event.last,
        "reports": event.reports,
        "outlets": [{"outlet": outlet, "reports": n} for outlet, n in event.outlets],
        "claims": [_line(one) for one in event.claims],
        "claims_left_out": event.claims_left,
        "texts": [_report(text) for text in event.texts],
    }


def _line(one: ClaimLine) -> dict[str, Any]:
    row = one.row
    return {
        "id": row.id,
        "wording": row.wording,
        "counts": row.counted or row.of,
        "unit": row.unit,
        "figures": [{"low": low, "high": high} for low, high in row.figures],
        "voices": {"low": row.low, "high": row.high},
        "statements": row.statements,
        "denials": row.denials,
    }


def _location(location: pinned.Location) -> dict[str, Any]:
    plain = location._asdict()
    del plain["named"]
    country = location.country._asdict() if location.country else None
    return {**plain, "country": country, "sentences": _sentences(location.named)}


def _sentences(found: Iterable[Said]) -> list[dict[str, Any]]:
    return [{"context": _plain(one.context), "report": _report(one.text)} for one in found]
