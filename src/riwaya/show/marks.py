"""Marks: a stretch of report text cut into pieces, each with everything that covers it.

Spans of statements nest and cross, HTML elements may not. So the text is cut at every boundary and each
`Piece` carries the classes of all the layers that lie over it; nesting shows as depth. The same pieces make
the full text of a report and the short evidence line of a claim.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from riwaya.model import Extraction, Quantity, Report, Span, Statement


class Layer(NamedTuple):
    """Something that covers a stretch of text: its css class, and the part (``s3``, ``q1``) that it belongs
    to.
    """

    span: Span
    css: str
    part: str = ""


class Piece(NamedTuple):
    """A run of text under the same layers: `css` classes in order, parts that start here, and the cue's own
    part.
    """

    text: str
    css: str = ""
    starts: tuple[str, ...] = ()
    cue: str = ""


class Paragraph(NamedTuple):
    """A line of a report: its pieces, the parts of the statements that start in it, and whether it is
    furniture.
    """

    pieces: tuple[Piece, ...]
    parts: tuple[str, ...]
    furniture: bool


def statement_layers(statement: Statement, part: str) -> list[Layer]:
    """Give the layers of one statement: content, hedges, source mentions by kind, cue."""
    out = [Layer(span, "content", part) for span in statement.content]
    out += [Layer(span, "hedge") for span in statement.hedges]
    out += [Layer(link.mention, f"source {link.kind}", part) for link in statement.chain if link.mention]
    if statement.cue:
        out.append(Layer(statement.cue, "cue", part))
    return out


def quantity_layer(q: Quantity, part: str) -> Layer:
    """Give the layer of a quantity."""
    return Layer(q.span, "quantity", part)


def layers(report: Report, extraction: Extraction) -> list[Layer]:
    """Give every layer of a report's text."""
    out = [Layer(f.span, "furniture") for f in report.furniture]
    for n, statement in enumerate(extraction.statements):
        out += statement_layers(statement, f"s{n}")
    for n, statement in enumerate(extraction.own_voice):
        out += [Layer(span, "own", f"o{n}") for span in statement.content]
    out += [quantity_layer(q, f"q{n}") for n, q in enumerate(extraction.quantities) if q.where == "text"]
    out += [Layer(t.span, "time") for t in extraction.times]
    return out


def _css(covering: list[Layer]) -> str:
    names: dict[str, None] = {}
    for layer in covering:
        for name in layer.css.split():
            names[name] = None
        if layer.part:
            names[layer.part] = None
    depth = len({layer.part for layer in covering if layer.css == "content"})
    if depth > 1:
        names[f"depth{min(depth, 3)}"] = None
    return " ".join(names)


def _anchors(marked: Iterable[Layer]) -> dict[str, int]:
    """Say where each part is anchored: at its cue, else where its first layer starts."""
    at: dict[str, tuple[bool, int]] = {}
    for layer in marked:
        if layer.part:
            key = (layer.css != "cue", layer.span.start)
            at[layer.part] = min(at.get(layer.part, key), key)
    return {part: start for part, (_, start) in at.items()}


def pieces(text: str, window: Span, marked: Iterable[Layer]) -> tuple[Piece, ...]:
    """Cut ``text[window]`` at the boundaries of the layers; the pieces joined are exactly the text of the
    window.
    """
    inside = [m for m in marked if m.span.start < window.end and m.span.end > window.start]
    inside = [m for m in inside if m.span.start < m.span.end]
    cuts = {window.start, window.end}
    for layer in inside:
        cuts |= {max(layer.span.start, window.start), min(layer.span.end, window.end)}
    anchors = _anchors(inside)
    edges = sorted(cuts)
    waiting = sorted(inside, key=lambda m: m.span.start)
    active: list[Layer] = []
    out = []
    for start, end in pairwise(edges):
        while waiting and waiting[0].span.start <= start:
            active.append(waiting.pop(0))
        active = [layer for layer in active if layer.span.end > start]
        starts = tuple(p for p, at in anchors.items() if max(at, window.start) == start)
        cue = next((m.part for m in reversed(active) if m.css == "cue"), "")
        out.append(Piece(text[start:end], _css(active), starts, cue))
    return tuple(out)


def paragraphs(report: Report, extraction: Extraction) -> list[Paragraph]:
    """Cut a report into its lines, each with its marked pieces; empty lines are left out."""
    marked = layers(report, extraction)
    anchors = _anchors(marked)
    out = []
    start = 0
    for line in report.text.split("\n"):
        window = Span(start, start + len(line))
        start = window.end + 1
        if not line.strip():
            continue
        here = [layer for layer in marked if layer.span.start < window.end and layer.span.end > window.start]
        parts = [p for p, at in anchors.items() if p[0] == "s" and window.start <= at < window.end]
        parts.sort(key=lambda p: anchors[p])
        shown = tuple(
            piece._replace(starts=tuple(p for p in piece.starts if window.start <= anchors[p] < window.end))
            for piece in pieces(report.text, window, here)
        )
        out.append(Paragraph(shown, tuple(parts), _all_furniture(report, window)))
    return out


def _all_furniture(report: Report, window: Span) -> bool:
    covered = sum(
        max(0, min(f.span.end, window.end) - max(f.span.start, window.start)) for f in report.furniture
    )
    return covered > 0.8 * (window.end - window.start)
