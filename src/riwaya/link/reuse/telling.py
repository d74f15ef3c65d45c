"""Telling: whether what two reports share is text of somebody, or a formula that everybody writes.

A formula and the text of a wire stand in many reports alike. What tells them apart is what stands around them: the
reports of a wire share the rest too, those of a formula nothing else. So rarity is counted over *texts*, not over
reports: reports that share most of what they say are one text. News is printed for some days, a standing paragraph
again and again. Names and titles tell nothing, however rare: two reports of one meeting list the same delegation. And
where two reports have the same words around other figures throughout, a form was filled in twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from riwaya.link.reuse.alignment import Stretch
from riwaya.link.reuse.candidates import GRAM, Grams, Ids, distinct, grams_like, grams_of
from riwaya.link.reuse.words import Flags, Hashes

Pair = tuple[int, int]
Weights = NDArray[np.float64]

# A 4-gram in more texts than this tells less and less.
RARE = 2
# A 4-gram in reports of `DAYS` days tells all it can, one in reports of two days more nothing.
DAYS = 4
# Figures that a stretch has at least, words that it has for each of them at most, and the share of them that must
# differ, for it to be a form filled in twice.
BLANKS = 5
APART = 15
FILLED = 0.8
# What the words that are the same must weigh for a stretch to be a passage.
LEAST_TELLING = 13.0
# … and on the average those that are no names.
LEAST_RARITY = 0.4
# Two reports are one text when this many telling words are shared: a long stretch, or half of the shorter report …
ONE_TEXT = 40
LONG = 60
HALF = 0.5
# … or most of both, however short they are.
MOST = 0.7
# In a larger group than this not every pair is aligned.
LARGEST = 150


def one_text(found: Sequence[Stretch], a: Flags, b: int) -> bool:
    """Tell whether two reports are one text. `a` says of the words of the first which are names; `b` is the number of
    words of the second.
    """
    counts = [sum(not a[n] for n in stretch.same) for stretch in found]
    words, most = sum(len(stretch.same) for stretch in found), max(counts, default=0)
    if words >= MOST * max(len(a), b):
        return True
    return sum(counts) >= ONE_TEXT and (most >= LONG or words >= HALF * min(len(a), b))


def texts(size: int, pairs: Iterable[Pair]) -> list[int]:
    """Give each of `size` reports the number of the text that it is: the least of those that are one text with it.

    By way of others too: what a round-up takes from two wires must not count as rarer, or commoner, than it is in them.
    """
    parent = list(range(size))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in pairs:
        first, second = sorted((root(a), root(b)))
        parent[second] = first
    return [root(n) for n in range(size)]


def others(text: Sequence[int], known: Mapping[Pair, object], since: int = 0) -> Iterator[Pair]:
    """Give the pairs of one text that are not among the `known`, with one of number `since` or later in each."""
    members: dict[int, list[int]] = defaultdict(list)
    for n, one in enumerate(text):
        members[one].append(n)
    for held in members.values():
        if 2 < len(held) <= LARGEST and held[-1] >= since:
            yield from (pair for pair in combinations(held, 2) if pair not in known and pair[1] >= since)


def weights(
    words: Sequence[Hashes], text: Sequence[int], days: Sequence[int], wanted: Sequence[int]
) -> dict[int, Weights]:
    """Weigh each word of the `wanted` reports by the rarity of the 4-gram that it opens, from 1 down to 0.

    `text` says which text each of all the reports is, and `days` when each was published: numbers, the same for all
    without a date.
    """
    texts = [words[n] for n in wanted]
    asked, _ = grams_of(texts)
    if not len(asked):
        return {n: np.ones(len(words[n])) for n in wanted}
    grams, owners = grams_like(words, texts)
    rarity = np.minimum(1.0, RARE / _spread(grams, np.asarray(text, dtype=np.int64)[owners], asked))
    rarity *= np.clip((DAYS + 2 - _spread(grams, np.asarray(days, dtype=np.int64)[owners], asked)) / 2, 0, 1)
    ends = np.cumsum([max(len(words[n]) - GRAM + 1, 0) for n in wanted])
    parts = np.split(rarity, ends[:-1])
    return {n: _padded(part, len(words[n])) for n, part in zip(wanted, parts, strict=True)}


def _spread(grams: Grams, over: Ids, asked: Grams) -> Ids:
    """Count over how many texts, or days, each of the 4-grams `asked` for is spread."""
    values, counts = np.unique(distinct(grams, over)[0], return_counts=True)
    return counts[np.searchsorted(values, asked)]


def _padded(weighed: Weights, size: int) -> Weights:
    """Lengthen the weights of a report's 4-grams to one for each of its words."""
    if not len(weighed):
        return np.ones(size)
    return np.pad(weighed, (0, size - len(weighed)), mode="edge")


def telling(stretch: Stretch, weighed: Weights, names: Flags, figures: Flags) -> bool:
    """Tell whether a stretch is text of somebody: whether the words that are the same weigh enough.

    All that is said of words is of those of the first text: what each weighs, which are names and which are figures.
    """
    same = np.asarray(stretch.same)
    if _form(figures[stretch.chain.a0 : stretch.chain.a1], int(figures[same].sum())):
        return False
    told = weighed[same][~names[same]]
    return bool(told.sum() >= max(LEAST_TELLING, LEAST_RARITY * len(told)))


def _form(figures: Flags, same: int) -> bool:
    """Tell whether a stretch is a form that was filled in twice; `same` of its figures are the same in both texts."""
    blanks = int(figures.sum())
    return blanks >= max(BLANKS, len(figures) / APART) and blanks - same >= FILLED * blanks
