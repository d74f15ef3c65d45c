"""Candidates: pairs of reports that share enough rare words in a row to be worth aligning.

An inverted index over hashed word 4-grams, in the manner of passim (Smith, Cordell and Mullen, 2015), linear in the
words. 4-grams that many reports share are formulas, or the text of a wire that went far: they no longer join every
pair of their reports, only neighbours; `telling` finds the other pairs of a wire through these.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from riwaya.link.reuse.words import Flags, Hashes

# A 4-gram in more reports than this joins only neighbours.
COMMON = 24
NEIGHBOURS = 3
# What a pair's shared 4-grams must weigh (rare ones weigh 1 each) before it is aligned.
LEAST_SHARED = 3.0
GRAM = 4
# Slots of a table by which words that no text has are ruled out.
_SLOTS = np.uint32(1 << 20)

Ids = NDArray[np.int64]
Grams = NDArray[np.uint64]


def candidates(words: Sequence[Hashes], since: int = 0) -> list[tuple[int, int]]:
    """Give the pairs of reports (lower number first) whose shared 4-grams weigh enough to align them.

    With `since`, only pairs with a report of that number or a later one.
    """
    grams, owners = grams_like(words, words[since:]) if since else grams_of(words)
    if not len(grams):
        return []
    grams, owners = distinct(grams, owners)
    starts = np.flatnonzero(np.r_[True, grams[1:] != grams[:-1]])
    sizes = np.diff(np.r_[starts, len(grams)])
    if since:
        # The owners of a 4-gram stand in order: the last tells whether a new report is among them.
        fresh_too = owners[starts + sizes - 1] >= since
        starts, sizes = starts[fresh_too], sizes[fresh_too]
    pairs, weights = _pairs(owners, starts, sizes, len(words))
    if not len(pairs):
        return []
    keys, where = np.unique(pairs, return_inverse=True)
    total = np.bincount(where, weights=weights)
    kept = keys[(total >= LEAST_SHARED) & (keys % len(words) >= since)]
    return [(int(k // len(words)), int(k % len(words))) for k in kept]


def among(grams: Grams, owners: Ids, wanted: Grams) -> tuple[Grams, Ids]:
    """Give those of the 4-grams, with their owners, that are among the `wanted`, which are sorted."""
    if not len(wanted):
        return grams[:0], owners[:0]
    at = np.minimum(np.searchsorted(wanted, grams), len(wanted) - 1)
    held = wanted[at] == grams
    return grams[held], owners[held]


def distinct(grams: Grams, owners: Ids) -> tuple[Grams, Ids]:
    """Sort 4-grams and, under each, its owners; each owner once."""
    order = np.lexsort((owners, grams))
    grams, owners = grams[order], owners[order]
    fresh = np.ones(len(grams), dtype=bool)
    fresh[1:] = (grams[1:] != grams[:-1]) | (owners[1:] != owners[:-1])
    return grams[fresh], owners[fresh]


def grams_of(words: Sequence[Hashes]) -> tuple[Grams, Ids]:
    """Hash every word 4-gram of every report, with the number of the report that it stands in."""
    flat, owner = in_a_row(words)
    size = max(0, len(flat) - GRAM + 1)
    places = np.flatnonzero(owner[:size] == owner[GRAM - 1 :])
    return _hashed(flat, places), owner[places]


def grams_like(words: Sequence[Hashes], texts: Sequence[Hashes]) -> tuple[Grams, Ids]:
    """Give the word 4-grams of `words`, each with the number of its report, that stand in one of `texts` too.

    Most places are ruled out by their words before a 4-gram is hashed: few texts are looked for in many reports.
    """
    flat, owner = in_a_row(words)
    size = max(0, len(flat) - GRAM + 1)
    held = may_hold(flat, np.concatenate([np.empty(0, np.uint32), *texts]))
    whole = owner[:size] == owner[GRAM - 1 :]
    for k in range(GRAM):
        whole &= held[k : k + size]
    places = np.flatnonzero(whole)
    return among(_hashed(flat, places), owner[places], np.unique(grams_of(texts)[0]))


def in_a_row(words: Sequence[Hashes]) -> tuple[Hashes, Ids]:
    """Give the words of all reports one after another, each with the number of its report."""
    lengths = [len(w) for w in words]
    return np.concatenate([np.empty(0, np.uint32), *words]), np.repeat(np.arange(len(words)), lengths)


def may_hold(flat: Hashes, wanted: Hashes) -> Flags:
    """Tell of each of many hashed words whether it may be a `wanted` one; all that are, and few others, are told so."""
    slots = np.zeros(_SLOTS, dtype=bool)
    slots[wanted % _SLOTS] = True
    held: Flags = slots[flat % _SLOTS]
    return held


def _hashed(flat: Hashes, places: Ids) -> Grams:
    """Hash the 4-grams that begin at these places."""
    hashed = np.zeros(len(places), dtype=np.uint64)
    for k in range(GRAM):
        words = flat[places + k].astype(np.uint64)
        hashed = (hashed * np.uint64(0x9E3779B97F4A7C15)) ^ (words + np.uint64(1))
        hashed = (hashed ^ (hashed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    return hashed


def _pairs(owners: Ids, starts: Ids, sizes: Ids, n: int) -> tuple[Ids, NDArray[np.float64]]:
    """Give the pairs of reports that share a 4-gram, as ``a * n + b``, with the weight of each such
    sharing.
    """
    pairs, weights = [], []
    for size in np.unique(sizes[sizes > 1]):
        at = starts[sizes == size]
        if size <= COMMON:
            left, right = np.triu_indices(size, 1)
            weight = 1.0 if size <= 8 else 8.0 / size
        else:
            steps = [(i, i + d) for d in range(1, NEIGHBOURS + 1) for i in range(size - d)]
            left, right = np.array(steps).T
            weight = 8.0 / COMMON
        pairs.append((owners[at[:, None] + left] * n + owners[at[:, None] + right]).ravel())
        weights.append(np.full(pairs[-1].size, weight))
    if not pairs:
        return np.empty(0, np.int64), np.empty(0, np.float64)
    return np.concatenate(pairs), np.concatenate(weights)
