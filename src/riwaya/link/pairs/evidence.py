"""Evidence: in which figures, actors, places, times and polarity two texts agree and differ.

A figure meets another when both count in one unit and, where it is known, one class («5 killed» never meets «5
injured»); they agree when their bounds overlap. A name agrees when a word of it that tells stands in the other text
in any spelling that keys bring together; two names of a kind of which neither text knows the other's differ.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple, TypeVar

from riwaya.arabic.words import tokens
from riwaya.link.pairs.sides import Side
from riwaya.link.terms import key
from riwaya.model import Aspect, AspectKind, Mention, Quantity, Span, Time

T = TypeVar("T")

_KINDS: dict[AspectKind, tuple[str, ...]] = {"actor": ("PER", "ORG"), "place": ("LOC",)}


class Evidence(NamedTuple):
    """The aspects of two texts, sorted."""

    agreed: tuple[Aspect, ...]
    differed: tuple[Aspect, ...]
    alone: tuple[Aspect, ...]

    def has(self, kind: AspectKind) -> bool:
        """Tell whether the texts differ in an aspect of a kind."""
        return any(one.kind == kind for one in self.differed)


def evidence(a: Side, b: Side) -> Evidence:
    """Compare two texts aspect by aspect."""
    parts = [_figures(a, b), _times(a, b), _polarity(a, b)]
    parts += [_names(a, b, kind, types) for kind, types in _KINDS.items()]
    return joined(parts)


def joined(parts: Iterable[Evidence]) -> Evidence:
    """Put evidence of several kinds together."""
    columns = zip(*parts, strict=True)
    agreed, differed, alone = (tuple(one for part in column for one in part) for column in columns)
    return Evidence(agreed, differed, alone)


def _figures(a: Side, b: Side) -> Evidence:
    return _met(
        a.quantities,
        b.quantities,
        same=lambda x, y: comparable(x, y) and overlap(x, y),
        other=comparable,
        aspect=lambda x, y: Aspect(
            kind="figure",
            a=x.span if x else None,
            b=y.span if y else None,
            a_is=_figure(x) if x else "",
            b_is=_figure(y) if y else "",
        ),
    )


def comparable(a: Quantity, b: Quantity) -> bool:
    """Tell whether two figures count the same kind of thing."""
    if a.counted and b.counted:
        return a.counted == b.counted
    return a.unit == b.unit


def overlap(a: Quantity, b: Quantity) -> bool:
    """Tell whether one value can satisfy the bounds of both; an open end reaches everywhere."""
    low = max((q.low for q in (a, b) if q.low is not None), default=None)
    high = min((q.high for q in (a, b) if q.high is not None), default=None)
    return low is None or high is None or low <= high


def _figure(one: Quantity) -> str:
    """Write a figure down: ``40 person``, ``40.. person``."""
    low, high = ("" if v is None else f"{v:g}" for v in (one.low, one.high))
    return f"{low if low == high else f'{low}..{high}'} {one.counted or one.unit}".strip()


def _times(a: Side, b: Side) -> Evidence:
    """Compare times that have a value; «today» of two texts need not be one day."""
    known = [[t for t in side.times if t.value is not None] for side in (a, b)]
    return _met(
        *known,
        same=lambda x, y: _within(x, y) or _within(y, x),
        other=lambda x, y: True,
        aspect=lambda x, y: Aspect(
            kind="time",
            a=x.span if x else None,
            b=y.span if y else None,
            a_is=(x.value or "") if x else "",
            b_is=(y.value or "") if y else "",
        ),
    )


def _within(a: Time, b: Time) -> bool:
    """Tell whether a time is the other, or more exactly so: 2015-07-21 is in 2015-07."""
    return (a.value or "").startswith(b.value or "")


def _polarity(a: Side, b: Side) -> Evidence:
    """Compare whether each says a thing or that it is not so: an odd number of negations turns it."""
    if not a.turned and not b.turned:
        return Evidence((), (), ())
    said = ["negated" if len(side.turned) % 2 else "plain" for side in (a, b)]
    spans = [Span(side.turned[0].start, side.turned[0].end) if side.turned else None for side in (a, b)]
    one = Aspect(kind="polarity", a=spans[0], b=spans[1], a_is=said[0], b_is=said[1])
    return Evidence((one,), (), ()) if said[0] == said[1] else Evidence((), (one,), ())


def _names(a: Side, b: Side, kind: AspectKind, types: Sequence[str]) -> Evidence:
    """Compare the names of a kind; one that the other text has in other words of it (an adjective) agrees too."""
    left, right = ([m for m in side.names if m.type in types] for side in (a, b))
    held = [frozenset(side.keys) for side in (a, b)]

    def keys(side: Side, name: Mention) -> frozenset[str]:
        found = tokens(side.text, name.span.start, name.span.end)
        return frozenset(key(t.form) for t in found if t.kind != "mark")

    def written(side: Side, name: Mention | None) -> str:
        return side.text[name.span.start : name.span.end] if name else ""

    def aspect(x: Mention | None, y: Mention | None) -> Aspect:
        return Aspect(
            kind=kind,
            a=x.span if x else None,
            b=y.span if y else None,
            a_is=written(a, x),
            b_is=written(b, y),
        )

    met = _met(
        left,
        right,
        same=lambda x, y: bool(keys(a, x) & keys(b, y)),
        other=lambda x, y: not keys(a, x) & held[1] and not keys(b, y) & held[0],
        aspect=aspect,
    )
    # What is no name in the other text may stand in it all the same.
    there = [
        one
        for one in met.alone
        if any(keys(s, m) & h for s, m, h in [
            *((a, m, held[1]) for m in left if one.b is None and m.span == one.a),
            *((b, m, held[0]) for m in right if one.a is None and m.span == one.b),
        ])
    ]  # fmt: skip
    return Evidence((*met.agreed, *there), met.differed, tuple(x for x in met.alone if x not in there))


def _met(
    left: Sequence[T],
    right: Sequence[T],
    *,
    same: Callable[[T, T], bool],
    other: Callable[[T, T], bool],
    aspect: Callable[[T | None, T | None], Aspect],
) -> Evidence:
    """Pair what agrees, then what differs; each stands in one pair at most, the rest alone."""
    out: list[list[Aspect]] = [[], []]
    free = [list(range(len(left))), list(range(len(right)))]
    for found, meets in zip(out, (same, other), strict=True):
        for x, y in list(product(*free)):
            if x in free[0] and y in free[1] and meets(left[x], right[y]):
                found.append(aspect(left[x], right[y]))
                free[0].remove(x)
                free[1].remove(y)
    alone = [*(aspect(left[x], None) for x in free[0]), *(aspect(None, right[y]) for y in free[1])]
    return Evidence(tuple(out[0]), tuple(out[1]), tuple(alone))
