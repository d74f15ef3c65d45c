"""Grouping: reports that share text, brought together without chaining.

A plain union of pairs chains unrelated texts together through a report that puts two of them side by side. So two
groups become one only while at least half of the pairs across them are related (average linkage over yes and no).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Set
from typing import TypeVar

HALF = 0.5

T = TypeVar("T", bound=Hashable)


def neighbours(pairs: Iterable[tuple[T, T]]) -> dict[T, set[T]]:
    """Give for each member of the pairs those that it is related to."""
    near: dict[T, set[T]] = defaultdict(set)
    for a, b in pairs:
        near[a].add(b)
        near[b].add(a)
    return near


def grouped(pairs: Iterable[tuple[T, T]], near: Mapping[T, Set[T]]) -> list[set[T]]:
    """Group the members of related `pairs`, which come the closest first; each is in one group.

    Time is the number of pairs, and for each merge the size of the smaller group.
    """
    group: dict[T, set[T]] = {one: {one} for one in near}
    for a, b in pairs:
        first, second = group[a], group[b]
        if first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        across = sum(len(near[one] & first) for one in second)
        if across >= HALF * len(first) * len(second):
            first |= second
            for one in second:
                group[one] = first
    return list({id(held): held for held in group.values() if len(held) > 1}.values())
