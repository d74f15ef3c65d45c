"""Features: what two short texts have in common, as numbers by name.

Some are *mutual* (how much is shared), some have two *sides* (how much of a stands in b, how much of b in a). A
learner that must not care for the order takes the larger and the smaller of the two sides; one that asks whether b
follows from a takes both as they are.

Word by word: each word meets the nearest of the other text (greedy matching of the greatest cosine, as BERTScore has
it; Zhang et al., ICLR 2020), a word of the same key fully, and weighs by how much it tells. So one replaced word
(«opens», «closes») shows as one word that nothing meets, where the vector of the whole hardly moves.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np

from riwaya.link.pairs.evidence import Evidence
from riwaya.link.pairs.sides import Side
from riwaya.link.pairs.vectors import Floats
from riwaya.model import AspectKind

_NEAR = (0.3, 0.5, 0.7)
_TINY = 1e-9
_NAMED: tuple[AspectKind, ...] = ("figure", "actor", "place", "time")


class Match(NamedTuple):
    """Which words meet: `table` holds the nearness ``[words of a, words of b]``, 1 where the keys are the same.

    `only` are the places of the words whose keys the other text has not.
    """

    table: Floats
    only: tuple[list[int], list[int]]


class Features(NamedTuple):
    """Mutual features, and those with a side each (a's, b's)."""

    mutual: dict[str, float]
    sided: dict[str, tuple[float, float]]

    def row(self, *, directed: bool) -> dict[str, float]:
        """Give all by name: the sides as ``name.a`` and ``name.b``, or as ``name.most`` and ``name.least``."""
        out = dict(self.mutual)
        for name, (a, b) in self.sided.items():
            ends = (("a", a), ("b", b)) if directed else (("most", max(a, b)), ("least", min(a, b)))
            out.update({f"{name}.{end}": value for end, value in ends})
        return out


def match(a: Side, b: Side) -> Match:
    """Bring the words of two texts together."""
    known = [set(side.keys) for side in (a, b)]
    table = a.vectors @ b.vectors.T
    for n, one in enumerate(a.keys):
        if one in known[1]:
            table[n, [m for m, other in enumerate(b.keys) if other == one]] = 1
    only = tuple([n for n, k in enumerate(s.keys) if k not in o] for s, o in ((a, known[1]), (b, known[0])))
    return Match(table, (only[0], only[1]))


def features(a: Side, b: Side, met: Match, said: Evidence) -> Features:
    """Compute all features of two texts."""
    mutual: dict[str, float] = {}
    sided: dict[str, tuple[float, float]] = {}
    _keys(a, b, mutual, sided)
    _letters(a, b, mutual, sided)
    _near(a, b, met, sided)
    _wholes(a, b, met, mutual, sided)
    _said(a, b, said, mutual, sided)
    return Features(mutual, sided)


def _keys(a: Side, b: Side, mutual: dict[str, float], sided: dict[str, tuple[float, float]]) -> None:
    """Words in common, weighed by how much each tells, and in order."""
    ka, kb = (dict(zip(side.keys, side.weights.tolist(), strict=True)) for side in (a, b))
    shared = [w for k, w in ka.items() if k in kb]
    left = [w for k, w in ka.items() if k not in kb], [w for k, w in kb.items() if k not in ka]
    total, whole = sum(shared), (sum(ka.values()) + _TINY, sum(kb.values()) + _TINY)
    forms = [{t.form for t in side.words} for side in (a, b)]
    pairs = [set(pairwise(side.keys)) for side in (a, b)]
    shortest = max(1, min(len(a.keys), len(b.keys)))
    mutual["key.jaccard"] = total / (whole[0] + whole[1] - total)
    mutual["key.count"] = float(len(shared))
    mutual["key.weight"] = total
    mutual["key.rarest"] = max(shared, default=0.0)
    mutual["key.forms"] = len(forms[0] & forms[1]) / max(1, len(forms[0] | forms[1]))
    mutual["key.pairs"] = len(pairs[0] & pairs[1]) / shortest
    mutual["key.opening"] = float(len(set(a.keys[:2]) & set(b.keys[:2])))
    mutual["key.opens"] = float(a.keys[:1] == b.keys[:1])
    order = _longest(a.keys, b.keys)
    for name, (x, y) in {
        "key.share": (total / whole[0], total / whole[1]),
        "key.plain": (len(shared) / max(1, len(ka)), len(shared) / max(1, len(kb))),
        "key.left": (sum(left[0]), sum(left[1])),
        "key.rare": (max(left[0], default=0.0), max(left[1], default=0.0)),
        "key.order": (order / max(1, len(a.keys)), order / max(1, len(b.keys))),
        "key.first": (float(bool(a.keys) and a.keys[0] in kb), float(bool(b.keys) and b.keys[0] in ka)),
        "length": (float(len(a.keys)), float(len(b.keys))),
    }.items():
        sided[name] = x, y
    mutual["length.ratio"] = abs(log((1 + len(a.keys)) / (1 + len(b.keys))))


def _longest(a: Sequence[str], b: Sequence[str]) -> int:
    """Give the length of the longest sequence of keys, gaps allowed, that both have."""
    row = [0] * (len(b) + 1)
    for one in a:
        new = [0]
        for n, other in enumerate(b):
            new.append(row[n] + 1 if one == other else max(new[n], row[n + 1]))
        row = new
    return row[-1]


def _letters(a: Side, b: Side, mutual: dict[str, float], sided: dict[str, tuple[float, float]]) -> None:
    """Runs of letters in common: spellings and inflections that keys do not bring together."""
    dot = sum(n * b.grams[gram] for gram, n in a.grams.items())
    norm = [sum(n * n for n in side.grams.values()) for side in (a, b)]
    common = sum(min(n, b.grams[gram]) for gram, n in a.grams.items())
    mutual["letters.cosine"] = dot / ((norm[0] * norm[1]) ** 0.5 + _TINY)
    sided["letters.share"] = common / max(1, a.grams.total()), common / max(1, b.grams.total())


def _near(a: Side, b: Side, met: Match, sided: dict[str, tuple[float, float]]) -> None:
    """How well the nearest word of the other text meets each word."""
    if not met.table.size:
        best = np.zeros(len(a.keys) or 1, np.float32), np.zeros(len(b.keys) or 1, np.float32)
    else:
        best = met.table.max(1), met.table.max(0)
    held = [_nearest(own, side.weights) for own, side in zip(best, (a, b), strict=True)]
    for name in held[0]:
        sided[f"near.{name}"] = held[0][name], held[1][name]


def _nearest(best: Floats, weights: Floats) -> dict[str, float]:
    """Sum up how well the words of one text are met."""
    w = weights if len(weights) else np.ones(len(best), np.float32)
    total, lost = float(w.sum()) + _TINY, w * (1 - best)
    out = {
        "mean": float(w @ best) / total,
        "plain": float(best.mean()),
        "worst": float(lost.max()),
        "lost": float(lost.sum()),
        "least": float(best.min()),
    }
    return out | {f"below{bound:g}": float(w @ (best < bound)) / total for bound in _NEAR}


def _wholes(
    a: Side, b: Side, met: Match, mutual: dict[str, float], sided: dict[str, tuple[float, float]]
) -> None:
    """The vectors of the wholes, of what only one has, and of each word against the other's whole."""
    rest = [rest_of(side, only) for side, only in zip((a, b), met.only, strict=True)]
    norms = float(np.linalg.norm(rest[0]) * np.linalg.norm(rest[1]))
    mutual["text.cosine"] = float(a.vector @ b.vector)
    mutual["text.rest"] = float(rest[0] @ rest[1]) / (norms + _TINY)
    seen = [_seen(a, b), _seen(b, a)]
    sided["text.words"] = seen[0][0], seen[1][0]
    sided["text.word"] = seen[0][1], seen[1][1]


def rest_of(side: Side, only: Sequence[int]) -> Floats:
    """Give the weighted vector of the words that the other text has not, for the weight of all."""
    w = side.weights[only] if len(only) else np.zeros(0, np.float32)
    out: Floats = w @ side.vectors[only] / (float(side.weights.sum()) + _TINY) if len(only) else np.zeros(
        side.vector.shape, np.float32
    )  # fmt: skip
    return out


def _seen(side: Side, other: Side) -> tuple[float, float]:
    """Say how near the words of a text are to the whole of the other: on average, and the farthest."""
    if not len(side.keys):
        return 0.0, 0.0
    near = side.vectors @ other.vector
    return float(near @ side.weights) / (float(side.weights.sum()) + _TINY), float(near.min())


def _said(
    a: Side, b: Side, said: Evidence, mutual: dict[str, float], sided: dict[str, tuple[float, float]]
) -> None:
    """What figures, actors, places, times and negations say."""
    for kind in _NAMED:
        mutual[f"said.{kind}.agree"] = float(sum(one.kind == kind for one in said.agreed))
        mutual[f"said.{kind}.differ"] = float(sum(one.kind == kind for one in said.differed))
        own = [one for one in said.alone if one.kind == kind]
        sided[f"said.{kind}.alone"] = (
            float(sum(one.b is None for one in own)),
            float(sum(one.a is None for one in own)),
        )
    new = a.numbers - b.numbers, b.numbers - a.numbers
    mutual["said.number.agree"] = float(len(a.numbers & b.numbers))
    mutual["said.number.differ"] = float(bool(new[0] and new[1]))
    sided["said.number.alone"] = float(len(new[0])), float(len(new[1]))
    sided["said.negations"] = float(len(a.turned)), float(len(b.turned))
    mutual["said.polarity"] = float((len(a.turned) - len(b.turned)) % 2)
    sided["said.question"] = float("؟" in a.text), float("؟" in b.text)


def table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """Lay rows of features out as an array ``[rows, names]``."""
    return np.array([[row[name] for name in names] for row in rows], np.float32)
