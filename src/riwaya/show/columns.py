"""Columns: in which row each spot of a picture of columns stands, so that the lines between them cross little.

A path has a spot in every column. The spots of a column are put in the order of those that they lead to (the barycentre
heuristic of Sugiyama, Tagawa and Toda, 1981), from the last column to the first; then the fullest column has a row for
each, and those of the others stand level with what they are joined to.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def rows(paths: Sequence[Sequence[Key]]) -> dict[Key, int]:
    """Give every spot of some paths of one length a row: no two of a column the same, and none past the fullest one."""
    columns = [list(dict.fromkeys(spots)) for spots in zip(*paths, strict=True)]
    after, before = _neighbours(paths)
    order = {key: n for n, key in enumerate(columns[-1])}
    for column in reversed(columns[:-1]):
        column.sort(key=lambda key: _mean(order, after[key]))
        order |= {key: n for n, key in enumerate(column)}
    base = max(range(len(columns)), key=lambda n: len(columns[n]))
    height = len(columns[base])
    found = {key: n for n, key in enumerate(columns[base])}
    for column in columns[base + 1 :]:
        found |= _placed(column, {key: _mean(found, before[key]) for key in column}, height)
    for column in reversed(columns[:base]):
        found |= _placed(column, {key: _mean(found, after[key]) for key in column}, height)
    return found


def _neighbours(paths: Iterable[Sequence[Key]]) -> tuple[dict[Key, set[Key]], dict[Key, set[Key]]]:
    after: dict[Key, set[Key]] = defaultdict(set)
    before: dict[Key, set[Key]] = defaultdict(set)
    for path in paths:
        for a, b in pairwise(path):
            after[a].add(b)
            before[b].add(a)
    return after, before


def _mean(places: Mapping[Key, int], keys: set[Key]) -> float:
    return sum(places[key] for key in keys) / len(keys)


def _placed(column: Iterable[Key], wanted: Mapping[Key, float], height: int) -> dict[Key, int]:
    """Give each spot of a column the row nearest to where it is wanted, in order and one each."""
    order = sorted(column, key=lambda key: wanted[key])
    rows: list[int] = []
    for key in order:
        rows.append(max(rows[-1] + 1 if rows else 0, round(wanted[key])))
    for n in range(len(rows)):
        last = height - 1 if n == 0 else rows[-n] - 1
        rows[-1 - n] = min(rows[-1 - n], last)
    return dict(zip(order, rows, strict=True))
