#!/usr/bin/env python3
"""Search one day's reports for text in common, every report against every other, and draw pairs to be labelled.

usage: evaluation/copies_search.py ZIP [--draw N] [--seed N] > pairs.tsv

Slow and simple on purpose, and nothing of `riwaya.link` is used: it says which pairs there are to find. Two reports
with fewer than `LEAST` different word 3-grams in common have no passage of twenty words in common, however it was
edited within reason; every other pair is aligned by Smith and Waterman's method (1981) over words. Pairs are drawn
evenly from layers of the local score, from next to nothing in common to whole texts.

Columns: the two addresses, the score (words the same minus words that differ, in the best stretch), the words that both
have in that stretch, the words of each report, and how many pairs the layer has.
"""

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from riwaya.model import Report
from riwaya.read.files import reports

LEAST = 4
LAYERS = (0, 8, 14, 20, 30, 50, 100, 200, 10**9)
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩", "اااايهوي0123456789")

Words = NDArray[np.int64]


def words(text: str, numbers: dict[str, int]) -> Words:
    """Number the words of a text: bare letters, no vowel signs, one form of hamza, ya and ta."""
    found = re.findall(r"\w+", _MARKS.sub("", text).translate(_LETTERS))
    return np.array([numbers.setdefault(word, len(numbers)) for word in found], dtype=np.int64)


def in_common(texts: Sequence[Words]) -> dict[tuple[int, int], int]:
    """Count the different 3-grams that each pair of texts shares; pairs with fewer than `LEAST` are left out."""
    owners: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for n, text in enumerate(texts):
        listed = text.tolist()
        for i in range(len(listed) - 2):
            owners[tuple(listed[i : i + 3])].add(n)
    size = len(texts)
    counts = np.zeros(size * size, dtype=np.uint16)
    for held in owners.values():
        if len(held) > 1:
            at = np.sort(np.fromiter(held, dtype=np.int64))
            left, right = np.triu_indices(len(at), 1)
            counts[at[left] * size + at[right]] += 1
    found = np.flatnonzero(counts >= LEAST)
    return {(int(k // size), int(k % size)): int(counts[k]) for k in found}


def score(a: Words, b: Words) -> tuple[int, int]:
    """Give the best local score of two texts (match 1, mismatch and gap -1), and the words the same in that stretch."""
    if len(b) > len(a):
        a, b = b, a
    steps = np.arange(len(b) + 1)
    row, best = np.zeros(len(b) + 1, dtype=np.int64), 0
    # Matches ride along in the lowest bits of the score, so that one maximum moves both.
    for word in a:
        cell = np.zeros(len(b) + 1, dtype=np.int64)
        same = np.where(b == word, (1 << 20) + 1, -(1 << 20))
        cell[1:] = np.maximum(row[:-1] + same, row[1:] - (1 << 20))
        cell = np.maximum(cell, 0)
        cell = np.maximum.accumulate(cell + (steps << 20)) - (steps << 20)
        cell[cell < (1 << 20)] = 0
        row = cell
        best = max(best, int(cell.max()))
    return best >> 20, best & ((1 << 20) - 1)


def main() -> int:
    """Search, draw, and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("zip", type=Path)
    parser.add_argument("--draw", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    held = [found for found in reports(args.zip) if isinstance(found, Report) and found.url]
    numbers: dict[str, int] = {}
    texts = [words(report.text, numbers) for report in held]
    layers: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    shared = in_common(texts)
    print(f"{len(held)} reports, {len(shared)} pairs with {LEAST} 3-grams in common", file=sys.stderr)
    for a, b in shared:
        best, same = score(texts[a], texts[b])
        layer = next(n for n, bound in enumerate(LAYERS[1:]) if best < bound)
        layers[layer].append((a, b, best, same))
    for n, bound in enumerate(LAYERS[:-1]):
        print(f"score from {bound}: {len(layers[n])} pairs", file=sys.stderr)
    for line in _drawn(layers, args.draw, random.Random(args.seed)):  # noqa: S311 - nothing secret
        a, b, best, same, size = line
        print(held[a].url, held[b].url, best, same, len(texts[a]), len(texts[b]), size, sep="\t")
    return 0


def _drawn(
    layers: dict[int, list[tuple[int, int, int, int]]], count: int, chance: random.Random
) -> Iterator[tuple[int, int, int, int, int]]:
    """Draw as many pairs from each layer, or all where it has fewer."""
    left, todo = count, sorted(layers, key=lambda n: len(layers[n]))
    for place, n in enumerate(todo):
        take = min(len(layers[n]), round(left / (len(todo) - place)))
        left -= take
        for found in sorted(chance.sample(layers[n], take)):
            yield (*found, len(layers[n]))


if __name__ == "__main__":
    sys.exit(main())
