"""Sourcing: what of a report nobody is named for, and how its words divide among kinds of sources."""

from bisect import bisect_left
from collections.abc import Sequence

from riwaya.extract.view import View
from riwaya.model import Sourcing, Span, Statement

# A sentence is the outlet's own voice when less than this share of its words is somebody's content.
_OWN_BELOW = 0.5
_FEWEST_WORDS = 4
_NAMED = frozenset(("person", "organisation", "outlet", "document"))


def _holders(view: View, statements: Sequence[Statement]) -> list[Statement | None]:
    """Give for each token the innermost statement whose content holds it."""
    starts = [token.start for token in view.toks]
    out: list[Statement | None] = [None] * len(starts)
    at = 0
    for statement in statements:
        for part in statement.content:
            while at > 0 and starts[at - 1] >= part.start:
                at -= 1
            while at < len(starts) and view.toks[at].end <= part.start:
                at += 1
            n = at
            while n < len(starts) and starts[n] < part.end:
                out[n] = statement
                n += 1
    return out


def _telling(view: View, statements: Sequence[Statement]) -> list[bool]:
    """Tell of each token whether it is a cue or names a source."""
    spans = [s.cue for s in statements if s.cue is not None]
    spans += [link.mention for s in statements for link in s.chain if link.mention is not None]
    out = [False] * len(view.toks)
    starts = [token.start for token in view.toks]
    for span in spans:
        for n in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            out[n] = True
    return out


def sourcing(view: View, statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], Sourcing]:
    """Give the own-voice sentences as statements without cue and chain, and the shares of the report's words.

    A word counts for the kind of the origin (last link) of the innermost statement that holds it.
    """
    holders = _holders(view, statements)
    telling = _telling(view, statements)
    own: list[Statement] = []
    counts = {"named": 0, "described": 0, "vague": 0, "nobody": 0}
    kinds = {id(holder): _share(holder) for holder in (None, *statements)}
    for first, last in view.sentences:
        words = [n for n in range(first, last) if view.toks[n].kind != "mark"]
        held = 0
        for n in words:
            holder = holders[n]
            held += holder is not None or telling[n]
            counts[kinds[id(holder)]] += 1
        if len(words) >= _FEWEST_WORDS and held < _OWN_BELOW * len(words):
            own.append(_own_voice(view.span(first, last)))
    total = sum(counts.values())
    if not total:
        return tuple(own), Sourcing()
    return tuple(own), Sourcing(**{kind: round(n / total, 4) for kind, n in counts.items()})


def _share(holder: Statement | None) -> str:
    if holder is None or not holder.chain:
        return "nobody"
    origin = holder.chain[-1]
    if origin.resolved is None:
        return "vague"
    return "named" if origin.kind in _NAMED else origin.kind


def _own_voice(span: Span) -> Statement:
    return Statement(
        cue=None, content=(span,), chain=(), form="indirect", stance="says", rule="own-voice", confidence=1.0
    )
