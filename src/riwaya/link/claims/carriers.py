"""Carriers: which statement of a report says a figure."""

from collections.abc import Sequence

from riwaya.arabic.sentences import sentences
from riwaya.link.claims.collection import Collection
from riwaya.link.occurrences import Figure, Occurrence
from riwaya.model import Quantity, Span, Statement


def carrier(
    collection: Collection, n: int, quantity: Quantity, inside: Sequence[tuple[Occurrence, Figure]]
) -> tuple[str, Statement] | None:
    """Give the statement that says a figure: the innermost one around it; for a headline the one that
    repeats it.
    """
    said = collection.said(n)
    if quantity.where == "title":
        for one, figure in inside:
            q = figure.quantity
            if one.report == n and q.where == "text" and (q.low == quantity.low or q.high == quantity.high):
                return around(collection.reports[n].text, said, q.span)
        own = [s for s in said if not s[1].chain]
        return own[0] if own else None
    return around(collection.reports[n].text, said, quantity.span)


def around(text: str, said: Sequence[tuple[str, Statement]], span: Span) -> tuple[str, Statement] | None:
    """Give the statement with the shortest content around `span`, else one that shares its sentence."""
    around = [
        (c.end - c.start, -len(s.chain), i)
        for i, (_, s) in enumerate(said)
        for c in s.content
        if c.start <= span.start < c.end
    ]
    if around:
        return said[min(around)[2]]
    sentence = next((s for s in sentences(text) if s.start <= span.start < s.end), span)
    beside = [s for s in said if any(c.start < sentence.end and sentence.start < c.end for c in s[1].content)]
    return beside[-1] if beside else None
