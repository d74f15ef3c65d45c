"""Precision and recall over pairs that were drawn from layers: each pair stands for its part of all of its layer."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """A labelled pair: its layer and how many pairs that holds, whether it was taken for one, and whether it is."""

    layer: Hashable
    of: int
    taken: bool
    right: bool


def score(pairs: Iterable[Pair]) -> dict[str, dict[str, float]]:
    """Give precision and recall of all pairs, and of how many labelled ones each is a share."""
    drawn = list(pairs)
    layers = Counter(pair.layer for pair in drawn)
    weight: dict[tuple[bool, bool], float] = defaultdict(float)
    counted = Counter((pair.taken, pair.right) for pair in drawn)
    for pair in drawn:
        weight[pair.taken, pair.right] += pair.of / layers[pair.layer]
    right = weight[True, True]
    found, wanted = right + weight[True, False], right + weight[False, True]
    return {
        "precision": {
            "share": round(right / max(1.0, found), 4),
            "of": counted[True, True] + counted[True, False],
        },
        "recall": {
            "share": round(right / max(1.0, wanted), 4),
            "of": counted[True, True] + counted[False, True],
        },
    }


def case_asked(description: str | None) -> Path | None:
    """Read the command line of a score: the case to look at, None for the pairs by themselves."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--case", type=Path, help="a case that has read all July reports")
    asked: Path | None = parser.parse_args().case
    return asked
