"""Views: wide pictures of a pair, each for a linear learner of its own (`link.pairs.model`).

=========== ==================================================================================================
whole       the two sentence vectors: their product, distance and sum (the usual features of a pair)
rest        the same of the words that only one text has: what one says instead of the other
aligned     each such word with the nearest of the other's: product and distance, summed («opens» and «closes»)
lexical     the words themselves, hashed: which are shared, which stand in one only, which stand for which
=========== ==================================================================================================

A directed view adds which side is which.
"""

from zlib import crc32

import numpy as np

from riwaya.link.pairs.features import Match, rest_of
from riwaya.link.pairs.sides import Side
from riwaya.link.pairs.vectors import Floats

VIEWS = ("whole", "rest", "aligned", "lexical")
HASHED = 4096
_HALF = 0.5


def views(a: Side, b: Side, met: Match, *, directed: bool) -> dict[str, Floats]:
    """Give the views of a pair, each one row."""
    rest = rest_of(a, met.only[0]), rest_of(b, met.only[1])
    return {
        "whole": _vectors(a.vector, b.vector, directed=directed),
        "rest": _vectors(*rest, directed=directed),
        "aligned": _aligned(a, b, met),
        "lexical": _lexical(a, b, directed=directed),
    }


def _vectors(u: Floats, v: Floats, *, directed: bool) -> Floats:
    ways = [u * v, np.abs(u - v), u + v]
    return np.concatenate([*ways, u - v] if directed else ways)


def _aligned(a: Side, b: Side, met: Match) -> Floats:
    """Sum product and distance over the words of each text that the other has not, with the nearest of those there."""
    left, right = met.only
    out = np.zeros(2 * len(a.vector), np.float32)
    if not left or not right:
        return out
    near = met.table[np.ix_(left, right)]
    pairs = {(n, int(m)) for n, m in enumerate(near.argmax(1))}
    pairs |= {(int(n), m) for m, n in enumerate(near.argmax(0))}
    for n, m in sorted(pairs):
        x, y = left[n], right[m]
        weight = min(a.weights[x], b.weights[y]) * max(near[n, m], 0.0)
        u, v = a.vectors[x], b.vectors[y]
        out += weight * np.concatenate([u * v, np.abs(u - v)])
    return out * np.float32(2 / (float(a.weights.sum() + b.weights.sum()) + 1e-9))


def _lexical(a: Side, b: Side, *, directed: bool) -> Floats:
    """Hash the words of a pair into signed counts (Weinberger et al., ICML 2009)."""
    ka, kb = set(a.keys), set(b.keys)
    only = sorted(ka - kb), sorted(kb - ka)
    out = np.zeros(HASHED, np.float32)

    def put(name: str, value: float) -> None:
        code = crc32(name.encode())
        out[code % HASHED] += value if code >> 20 & 1 else -value

    for side, words in zip("ab", only, strict=True):
        for word in words:
            put(f"one {word}", 1.0)
            if directed:
                put(f"{side} {word}", 1.0)
    for x in only[0]:
        for y in only[1]:
            put(" for ".join(sorted((x, y))), _HALF)
    for word in sorted(ka & kb):
        put(f"both {word}", _HALF)
    return out
