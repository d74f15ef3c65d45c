"""Pairs: what two neighbouring words together add to the scores of the words around them.

A text holds far more pairs of forms than forms, so nothing is remembered by pair: each family of features
(`tagger_words.pair_features`) gives a form a number as a left and as a right neighbour, and two numbers lead to
one row of weights. A whole report is looked up at once.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from riwaya.extract.tagger_words import Word
from riwaya.extract.viterbi import Floats

# Where the pair stands, seen from the word that it tells of: before it, ending in it, starting with it, after it.
PAIRS = ("-2-1", "-1+0", "0+1", "+1+2")
# The families of `pair_features`, in its order.
_FAMILIES = ("ww", "cc", "dd", "kk", "uu")
_SMALL = 1_000_000  # cells of a table that is held whole


class _Family:
    """One family: the numbers of what it sees at the left and at the right (0: nothing), and the rows of both."""

    def __init__(self, pairs: dict[tuple[str, str], int]) -> None:
        self.left = {name: n for n, name in enumerate(dict.fromkeys(a for a, _ in pairs), 1)}
        self.right = {name: n for n, name in enumerate(dict.fromkeys(b for _, b in pairs), 1)}
        self._width = len(self.right) + 1
        codes = {self.left[a] * self._width + self.right[b]: row for (a, b), row in pairs.items()}
        self._whole: NDArray[np.intp] | None = None
        if (len(self.left) + 1) * self._width <= _SMALL:
            self._whole = np.zeros((len(self.left) + 1) * self._width, np.intp)
            self._whole[list(codes)] = list(codes.values())
        # Code 0 stands first and gives row 0, so that every code finds a place at its left.
        self._codes = np.array([0, *sorted(codes)])
        self._rows = np.array([0, *(codes[code] for code in sorted(codes))])

    def rows(self, left: NDArray[np.int16], right: NDArray[np.int16]) -> NDArray[np.intp]:
        """Give the rows of weights of neighbours, 0 where two have none."""
        codes = left.astype(np.int64) * self._width + right
        if self._whole is not None:
            found: NDArray[np.intp] = self._whole[codes]
        else:
            place = np.searchsorted(self._codes, codes, "right") - 1
            found = np.where(self._codes[place] == codes, self._rows[place], 0)
        return found


class Pairs:
    """All families, and the weights of each pair of features at the four places of `PAIRS`."""

    families = len(_FAMILIES)

    def __init__(self, features: dict[str, dict[str, int]], weights: Floats) -> None:
        names = dict.fromkeys(name for place in PAIRS for name in features.get(place, ()))
        rows = {name: n for n, name in enumerate(names, 1)}
        self._weights = np.zeros((len(rows) + 1, len(PAIRS), weights.shape[1]), np.float32)
        for at, place in enumerate(PAIRS):
            for name, row in features.get(place, {}).items():
                self._weights[rows[name], at] = weights[row]
        by_family: dict[str, dict[tuple[str, str], int]] = {family: {} for family in _FAMILIES}
        for name, row in rows.items():
            family, _, both = name.partition("=")
            left, space, right = both.partition(" ")
            if space:
                by_family[family][left, right] = row
        self._tables = [_Family(pairs) for pairs in by_family.values()]
        self._by_class = lru_cache(maxsize=50_000)(self._class_sides)

    def sides(self, word: Word) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give the numbers of a word as a left and as a right neighbour, one a family."""
        forms = self._tables[0]
        left, right = self._by_class(word.clusters[:2], word.mark, word.uses[-1:])
        return (forms.left.get(word.form, 0), *left), (forms.right.get(word.form, 0), *right)

    def _class_sides(
        self, clusters: tuple[str, ...], mark: str, use: tuple[str, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Give the numbers of the families that do not look at the form: many forms share them."""
        seen = list(zip(self._tables[1:], (*(clusters or ("", "")), mark, *(use or ("",))), strict=True))
        left = tuple(table.left.get(name, 0) for table, name in seen)
        return left, tuple(table.right.get(name, 0) for table, name in seen)

    def emissions(self, sides: NDArray[np.int16]) -> Floats:
        """Sum up what the neighbours in a row of words add: ``[pairs, places, labels]``."""
        total: Floats = np.zeros((len(sides) - 1, *self._weights.shape[1:]), np.float32)
        for n, table in enumerate(self._tables):
            total += self._weights.take(table.rows(sides[:-1, 0, n], sides[1:, 1, n]), 0)
        return total
