"""Wordings: the plainest words in which a claim is told, and how a figure is written."""

from collections import Counter
from collections.abc import Sequence

from riwaya.arabic.sentences import sentences
from riwaya.arabic.words import Token, tokens
from riwaya.link.claims.carriers import around
from riwaya.link.claims.collection import Collection
from riwaya.link.occurrences import Figure, Occurrence
from riwaya.model import Quantity, Span, Variant

# Words of a claim's wording: at best, and before a clause of its own is cut off. The marks that end a clause,
# and the words that open one of several things said.
_SHORT, _SHORTEST = 12, 5
_STOPS = frozenset("،,؛;.")
_DASHES = frozenset("-–—")
_THAT = frozenset(["وان", "وانه", "وانها", "وانهم", "بان"])


def shown(collection: Collection, one: Occurrence, figure: Figure) -> str:
    """Give the words of a figure."""
    report, q = collection.reports[one.report], figure.quantity
    text = report.text if q.where == "text" else report.title or ""
    return " ".join(text[q.span.start : q.span.end].split())


def label_of(low: float | int | None, high: float | int | None) -> str:
    """Write bounds: ``32``, ``≥ 30`` (high open), ``≤ 390`` (low open), ``20–30``, ``?`` (both open)."""
    if low is not None and low == high:
        return f"{low:g}" if isinstance(low, float) else str(low)
    if low is not None and high is not None:
        return f"{low}–{high}"
    return f"≥ {low}" if low is not None else f"≤ {high}" if high is not None else "?"


def wording(collection: Collection, inside: Sequence[tuple[Occurrence, Figure]], variant: Variant) -> str:
    """Give the plainest words: short, with the commonest figure, and made of the words that most others use."""
    centre = Counter(w for one, _ in inside for w in one.words)
    best, best_score = "", -1e9
    for one, figure in inside:
        q = figure.quantity
        words, size = plain(collection, one.report, q)
        score = sum(centre[w] for w in one.words) / (len(one.words) or 1) / len(inside)
        score -= abs(size - _SHORT) / _SHORT + (1.0 if one.continues else 0.0)
        score -= 0.5 if q.where == "title" else 0.0
        score += 1.0 if (q.low, q.high) == (variant.low, variant.high) else 0.0
        if score > best_score:
            best, best_score = words, score
    return best


def plain(collection: Collection, n: int, quantity: Quantity) -> tuple[str, int]:
    """Give what is said around a figure without who says it and without what follows in clauses of their own,
    and its length in words.
    """
    report = collection.reports[n]
    text = report.text if quantity.where == "text" else report.title or ""
    span = next((s for s in sentences(text) if s.start <= quantity.span.start < s.end), Span(0, len(text)))
    carrier = around(text, collection.said(n), quantity.span) if quantity.where == "text" else None
    if carrier is not None:
        span = next((c for c in carrier[1].content if c.start <= quantity.span.start < c.end), span)
    toks = tokens(text, span.start, span.end)
    at = next((i for i, t in enumerate(toks) if t.start >= quantity.span.start), 0)
    after = (quantity.of_span or quantity.span).end
    end = _clause_end(toks, max(at, sum(t.start < after for t in toks)))
    start = _clause_start(toks, at)
    kept = toks[start:end]
    words = " ".join(text[kept[0].start : kept[-1].end].split()) if kept else ""
    return words, sum(t.kind != "mark" for t in kept)


def _clause_end(toks: Sequence[Token], at: int) -> int:
    """Give where the clause that holds token `at` ends, once something is said."""
    for i in range(at, len(toks)):
        if toks[i].form in _STOPS and i >= _SHORTEST:
            return i
    return len(toks)


def _clause_start(toks: Sequence[Token], at: int) -> int:
    """Give where the clause that holds token `at` starts: behind the last «، وأن», colon or dateline before it."""
    for i in range(at - 1, 0, -1):
        if toks[i].form == ":" or (toks[i].form in _DASHES and toks[i - 1].form == ")"):
            return i + 1
        if toks[i].form in _THAT and toks[i - 1].form in _STOPS:
            return i + 1
    return 0
