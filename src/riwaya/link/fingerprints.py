"""Fingerprints: what linking must know of every report of a case to find those that a new one has to do with.

A fingerprint is three arrays of hashed words: the whole text in order (for copies), the distinct keys of headline and
opening (for stories), and the distinct keys of the text. Of these last it is enough to keep in how many reports each
stands (for the weights of words). So less than two kilobytes a report stand for its text, and a case of many reports is
brought up to date without reading them all again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from riwaya.link.reuse import words_of
from riwaya.link.stories import opening
from riwaya.link.terms import Counts, keys_of
from riwaya.model import Report

Hashes = NDArray[np.uint32]


class Fingerprint(NamedTuple):
    """The hashed words of a report: its text in order, distinct keys of headline and opening, and of its text."""

    words: Hashes
    opening: Hashes
    keys: Hashes


def fingerprint(report: Report) -> Fingerprint:
    """Take the fingerprint of a report: a pure function of its text, title and furniture."""
    (words,) = words_of([report])
    return of_words(words.ids, opening(report), keys_of(report.text))


def of_words(words: Hashes, opens: Iterable[str], keys: Iterable[str]) -> Fingerprint:
    """Take the fingerprint of a report whose words, and keys of opening and text, are at hand."""
    return Fingerprint(words, np.unique(hashes(set(opens))), np.unique(hashes(set(keys))))


def hashes(words: Iterable[str]) -> Hashes:
    """Hash words, in order."""
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint32)


def packed(array: Hashes) -> bytes:
    """Give an array as bytes, little-endian on every machine."""
    return array.astype("<u4").tobytes()


def unpacked(arrays: Sequence[bytes]) -> Iterator[Hashes]:
    """Give arrays that were packed; many at once take a third of the time that they take one by one."""
    flat = np.frombuffer(b"".join(arrays), dtype="<u4").astype(np.uint32, copy=False)
    ends = accumulate((len(one) // flat.itemsize for one in arrays), initial=0)
    return (flat[start:end] for start, end in pairwise(ends))


class HashedCounts(Counts):
    """In how many reports each key stands, looked up by its hash; `keys` are sorted and distinct."""

    def __init__(self, keys: Hashes, counts: Hashes) -> None:
        self.keys = keys
        self.counts = counts

    @classmethod
    def of(cls, arrays: Iterable[Hashes]) -> Self:
        """Count in how many of some reports each key stands; of each report the distinct keys are given."""
        keys, counts = np.unique(np.concatenate([np.empty(0, np.uint32), *arrays]), return_counts=True)
        return cls(keys, counts.astype(np.uint32))

    def more(self, arrays: Iterable[Hashes]) -> "HashedCounts":
        """Count more reports beside those that are counted."""
        other = HashedCounts.of(arrays)
        keys = np.union1d(self.keys, other.keys)
        counts = np.zeros(len(keys), np.uint32)
        for one in (self, other):
            counts[np.searchsorted(keys, one.keys)] += one.counts
        return HashedCounts(keys, counts)

    @cached_property
    def _by_hash(self) -> Mapping[int, int]:
        return dict(zip(self.keys.tolist(), self.counts.tolist(), strict=True))

    def __getitem__(self, word: str) -> int:
        return self._by_hash.get(crc32(word.encode("utf-8", "surrogatepass")), 0)
