"""JSON lines: the nouns as plain objects, one a line, for other programs.

A `Span` is ``[start, end)`` in characters of the report's text. `prediction` is the form that annotated
reports are compared in; `statement` adds to a statement the words that its spans stand for, so that a line
can be read by itself.
"""

from typing import Any

import msgspec

from riwaya.model import Extraction, Link, Report, Span, Statement


def _link(link: Link) -> dict[str, Any]:
    return {
        "span": link.mention,
        "resolved": link.resolved,
        "kind": link.kind,
        "count": link.count,
        "rule": link.rule,
        "evidence": link.evidence,
    }


def prediction(report: Report, extraction: Extraction) -> dict[str, Any]:
    """Give what one report says as ``{"id", "statements", "quantities", "times", "entities"}``.

    `id` is the report's own id where it came with one. Figures of the title or byline are left out, because
    their spans do not count in the text.
    """
    return {
        "id": report.name,
        "statements": [
            {
                "cue": s.cue,
                "marker": s.marker,
                "content": s.content,
                "chain": [_link(link) for link in s.chain],
                "form": s.form,
                "stance": s.stance,
                "rule": s.rule,
                "confidence": s.confidence,
            }
            for s in extraction.statements
        ],
        "quantities": [
            {
                "span": q.span,
                "low": q.low,
                "high": q.high,
                "unit": q.unit,
                "of": q.of,
                "approx": q.approx,
                "vague": q.vague,
            }
            for q in extraction.quantities
            if q.where == "text"
        ],
        "times": [{"span": t.span, "value": t.value} for t in extraction.times],
        "entities": [{"span": m.span, "type": m.type} for m in extraction.mentions],
    }


def _words(report: Report, span: Span | None) -> str | None:
    return None if span is None else report.text[span.start : span.end]


def statement(ref: str, report: Report, said: Statement) -> dict[str, Any]:
    """Give a statement with its reference, its report and its words."""
    found: dict[str, Any] = msgspec.to_builtins(said)
    return {
        "statement": ref,
        "report": report.id,
        "given_id": report.given_id,
        "outlet": report.outlet,
        "published": report.published,
        **found,
        "words": {
            "cue": _words(report, said.cue),
            "content": [_words(report, s) for s in said.content],
            "chain": [_words(report, link.mention) for link in said.chain],
        },
    }


def line(noun: Any) -> str:
    """Write any noun, or a dict of them, as one line of JSON."""
    return msgspec.json.encode(noun).decode("utf-8")
