"""Marks: a stretch of report text cut into pieces, each with everything that covers it.

Spans of statements nest and cross, HTML elements may not. So the text is cut at every boundary and each
`Piece` carries the classes of all the layers that lie over it; nesting shows as depth. The same pieces make
the full text of a report and the short evidence line of a claim.
"""

from collections import defaultdict, deque
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


def lit(text: str, found: Iterable[Span]) -> tuple[Piece, ...]:
    """Give a text of its own with the words in it that were looked for; none for no text."""
    return pieces(text, Span(0, len(text)), [Layer(span, "hit") for span in found]) if text else ()


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
    starting: dict[int, list[str]] = defaultdict(list)
    for part, at in _anchors(inside).items():
        starting[max(at, window.start)].append(part)
    edges = sorted(cuts)
    waiting = deque(sorted(inside, key=lambda m: m.span.start))
    active: list[Layer] = []
    out = []
    for start, end in pairwise(edges):
        while waiting and waiting[0].span.start <= start:
            active.append(waiting.popleft())
        active = [layer for layer in active if layer.span.end > start]
        cue = next((m.part for m in reversed(active) if m.css == "cue"), "")
        out.append(Piece(text[start:end], _css(active), tuple(starting.get(start, ())), cue))
    return tuple(out)


def paragraphs(report: Report, extraction: Extraction, more: Iterable[Layer] = ()) -> list[Paragraph]:
    """Cut a report into its lines, each with its marked pieces; empty lines are left out. `more` are further layers."""
    marked = [*layers(report, extraction), *more]
    anchors = _anchors(marked)
    statements = deque(sorted((at, p) for p, at in anchors.items() if p[0] == "s"))
    waiting = deque(sorted(enumerate(marked), key=lambda m: m[1].span.start))
    active: list[tuple[int, Layer]] = []
    out = []
    start = 0
    for line in report.text.split("\n"):
        window = Span(start, start + len(line))
        start = window.end + 1
        while waiting and waiting[0][1].span.start < window.end:
            active.append(waiting.popleft())
        active = [layer for layer in active if layer[1].span.end > window.start]
        if not line.strip():
            continue
        parts = []
        while statements and statements[0][0] < window.end:
            at, part = statements.popleft()
            parts += [part] if at >= window.start else []
        here = [layer for _, layer in sorted(active, key=lambda layer: layer[0])]
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
