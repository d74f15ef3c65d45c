"""Word vectors and word clusters from plain texts, by counting: positive PMI, reduced by eigenvectors, k-means.

Levy, Goldberg & Dagan (TACL 2015) for the vectors (context distribution smoothing 0.75, eigenvalue weighting),
spherical k-means for the clusters. Everything has a fixed start: a rebuild gives the same.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.arabic.words import tokens

LEAST = 3  # times that a form occurs at least
VOCABULARY = 40_000
CONTEXTS = 2_000
SIZE = 100
CLUSTERS = (64, 256, 1024)
WINDOW = ((1, 1.0), (2, 0.5))  # how far away a neighbour is, and what it counts
Floats = NDArray[np.float32]


class Learned(NamedTuple):
    """The forms by frequency, their vectors ``[forms, SIZE]`` and their clusters ``[forms, 3]``."""

    forms: list[str]
    vectors: Floats
    clusters: NDArray[np.int64]


def learn(texts: Iterable[str]) -> Learned:
    """Learn vectors and clusters of the commonest folded forms; digits count as one form."""
    counts: Counter[str] = Counter()
    lines = []
    for text in texts:
        for line in text.split("\n"):
            forms = ["0" if t.kind == "number" else t.form for t in tokens(line)]
            if len(forms) > 2:
                lines.append(forms)
                counts.update(forms)
    common = [w for w, n in counts.most_common(VOCABULARY) if n >= LEAST]
    ids = {w: n for n, w in enumerate(common)}
    row = np.array([ids.get(w, -1) for line in lines for w in (*line, "\0", "\0")], np.int32)
    vectors = _reduced(_pmi(_counted(row, len(common))))
    points = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return Learned(
        common,
        (points * np.sqrt(SIZE)).astype(np.float32),
        np.stack([kmeans(points, k) for k in CLUSTERS], 1),
    )


def _counted(row: NDArray[np.int32], size: int) -> Floats:
    """Count how often each form has each context word to its left and to its right."""
    seen = np.zeros((size, 2 * CONTEXTS), np.float32)
    for shift, weight in WINDOW:
        for side, (word, near) in enumerate(((row[shift:], row[:-shift]), (row[:-shift], row[shift:]))):
            held = (word >= 0) & (near >= 0) & (near < CONTEXTS)
            code = word[held].astype(np.int64) * (2 * CONTEXTS) + near[held] + side * CONTEXTS
            cells, times = np.unique(code, return_counts=True)
            seen.reshape(-1)[cells] += weight * times
    return seen


def _pmi(seen: Floats) -> Floats:
    """Give the positive pointwise mutual information of the counts."""
    total = seen.sum()
    rows, cols = seen.sum(1, keepdims=True) + 1e-9, (seen.sum(0, keepdims=True) + 1e-9) ** 0.75
    cols *= total / cols.sum()
    with np.errstate(divide="ignore"):
        out: Floats = np.maximum(np.log(seen * total / (rows * cols)), 0)
    return out


def _reduced(pmi: Floats) -> Floats:
    """Project on the largest eigenvectors of the contexts, these weighted down to the square root."""
    values, vectors = np.linalg.eigh(pmi.T @ pmi)
    out: Floats = pmi @ vectors[:, -SIZE:] / np.maximum(values[-SIZE:], 1e-9) ** 0.25
    return out


def kmeans(points: Floats, k: int, rounds: int = 12) -> NDArray[np.int64]:
    """Cluster points on the sphere."""
    chosen = np.random.default_rng(7).choice(min(len(points), 20_000), k, replace=False)
    centres = points[chosen]
    nearest = np.zeros(len(points), np.int64)
    for _ in range(rounds):
        nearest = (points @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return nearest
