"""Fingerprints: what linking must know of every report of a case to find those that a new one has to do with.

A fingerprint is three arrays of hashed words: the whole text in order (for copies), the keys of headline and opening
(for stories), and the distinct keys of the text (for the weights of words). A few kilobytes a report stand for its
text, so that a case of many reports is brought up to date without reading them all again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from riwaya.arabic.words import tokens
from riwaya.link.reuse import words_of
from riwaya.link.stories import opening
from riwaya.link.terms import Counts, Weights, keys
from riwaya.model import Report

Hashes = NDArray[np.uint32]


class Fingerprint(NamedTuple):
    """The hashed words of a report: its text in order, keys of headline and opening, and distinct keys of its text."""

    words: Hashes
    opening: Hashes
    keys: Hashes

    def packed(self) -> tuple[bytes, bytes, bytes]:
        """Give the three arrays as bytes, little-endian on every machine."""
        words, opens, distinct = (part.astype("<u4").tobytes() for part in self)
        return words, opens, distinct


def unpacked(parts: Iterable[bytes]) -> Fingerprint:
    """Give the fingerprint that was packed."""
    words, opens, distinct = (np.frombuffer(part, dtype="<u4").astype(np.uint32) for part in parts)
    return Fingerprint(words, opens, distinct)


def fingerprint(report: Report) -> Fingerprint:
    """Take the fingerprint of a report: a pure function of its text, title and furniture."""
    (words,) = words_of([report])
    distinct = np.unique(hashes(keys(tokens(report.text))))
    return Fingerprint(words.ids, hashes(opening(report)), distinct)


def hashes(words: Iterable[str]) -> Hashes:
    """Hash words, in order."""
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint32)


class HashedCounts(Counts):
    """In how many reports each key stands, looked up by its hash."""

    def __init__(self, arrays: Iterable[Hashes]) -> None:
        found = [np.unique(array) for array in arrays]
        flat = np.concatenate(found) if found else np.empty(0, np.uint32)
        values, counts = np.unique(flat, return_counts=True)
        self._counts: Mapping[int, int] = dict(zip(values.tolist(), counts.tolist(), strict=True))

    def __getitem__(self, word: str) -> int:
        return self._counts.get(crc32(word.encode("utf-8", "surrogatepass")), 0)


def weights(arrays: Iterable[Hashes]) -> Weights:
    """Give the weights of words in a collection of which these are the keys, an array a report."""
    held = list(arrays)
    return Weights.of(HashedCounts(held), len(held))
