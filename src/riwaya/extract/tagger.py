"""Tagger: a linear-chain conditional random field over words, run in NumPy.

The model (Lafferty et al., ICML 2001) is trained by `training/mentions.py` with CRFsuite and shipped as
one ``.npz`` file of plain arrays. What a form adds to the scores of the words around it is computed once and
remembered; a report then costs one look-up a word, a few gathers, and one decoding of all its sentences
(`extract.viterbi`).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.arabic.words import Token
from riwaya.extract.tagger_pairs import PAIRS, Pairs
from riwaya.extract.tagger_words import EDGE, Entry, Lexicon, list_marks, word_features
from riwaya.extract.viterbi import Decoder, Floats

OFFSETS = (-2, -1, 0, 1, 2)
_STOPS = frozenset(".!؟?؛")
_MODEL = "models/mentions.npz"
# So many forms are remembered before the memory starts again: a long walk over many texts stays small.
_REMEMBERED = 250_000


class Tagged(NamedTuple):
    """A sentence's labels, and for each the probability of the label at its word."""

    labels: list[str]
    scores: list[float]


class Tagger:
    """The model in memory: `features` give each offset's features their rows of `weights`."""

    def __init__(
        self,
        labels: Sequence[str],
        transitions: Floats,
        features: dict[str, dict[str, int]],
        weights: Floats,
        words: Lexicon,
    ) -> None:
        self.labels = list(labels)
        self.lexicon = words
        self._decoder = Decoder(transitions)
        self._pairs = Pairs(features, weights)
        self._rows, self._weights = _joined(features, weights)
        self._forget()

    def _forget(self) -> None:
        """Start the memory of forms again."""
        self._ids: dict[str, int] = {}
        self._emissions = np.zeros((1024, len(OFFSETS), len(self.labels)), np.float32)
        self._sides = np.zeros((1024, 2, self._pairs.families), np.int16)
        self._learn([EDGE])

    def _learn(self, forms: list[str]) -> None:
        """Compute what new forms add to the scores around them, all in one sum."""
        first = len(self._ids)
        end = first + len(forms)
        rows: list[int] = []
        starts: list[int] = []
        sides = []
        for form in forms:
            word = self.lexicon.word(form)
            starts.append(len(rows))
            rows.append(0)  # an empty stretch would have no sum
            # Features of affix and shape have no weight further away than one word.
            rows += [row for f in word_features(word, near=True) if (row := self._rows.get(f))]
            sides.append(self._pairs.sides(word))
        while end > len(self._emissions):
            self._emissions = np.concatenate([self._emissions, np.zeros_like(self._emissions)])
            self._sides = np.concatenate([self._sides, np.zeros_like(self._sides)])
        self._emissions[first:end] = np.add.reduceat(self._weights.take(rows, 0), starts, 0)
        self._sides[first:end] = sides
        self._ids.update(zip(forms, range(first, end), strict=True))

    def _emit(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """Score every label at every word of the sentences: an array ``[words, labels]``."""
        ids = self._ids
        forms = dict.fromkeys(chain.from_iterable(sentences))
        if new := [form for form in forms if form not in ids]:
            self._learn(new)
        # Two edges stand around each sentence; neighbours share them.
        edge = ids[EDGE]
        row = [edge, edge]
        places: list[int] = []
        for sentence in sentences:
            places += range(len(row), len(row) + len(sentence))
            row += map(ids.__getitem__, sentence)
            row += (edge, edge)
        padded, at = np.array(row), np.array(places)
        total: Floats = self._emissions[padded[at - 2], 0]
        for n in range(1, len(OFFSETS)):
            total += self._emissions[padded[at + OFFSETS[n]], n]
        pairs = self._pairs.emissions(self._sides[padded])
        for n in range(len(PAIRS)):
            total += pairs[at - 2 + n, n]
        for n, mark in self._marks(sentences):
            total[n] += self._weights[self._rows.get(mark, 0), OFFSETS.index(0)]
        return total

    def _marks(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
        """Give the words of names in the project's lists, numbered through all sentences."""
        start = 0
        for sentence in sentences:
            for at, mark in list_marks(sentence).items():
                yield start + at, mark
            start += len(sentence)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Label the words (folded forms) of each sentence; an empty sentence gives no labels."""
        sizes = [len(sentence) for sentence in sentences]
        if not any(sizes):
            return [Tagged([], []) for _ in sentences]
        path, chances = self._decoder.decode(self._emit(sentences), sizes)
        labels = [self.labels[n] for n in path]
        out, start = [], 0
        for size in sizes:
            out.append(Tagged(labels[start : start + size], chances[start : start + size]))
            start += size
        if len(self._ids) > _REMEMBERED:
            self._forget()
        return out


def _joined(features: dict[str, dict[str, int]], weights: Floats) -> tuple[dict[str, int], Floats]:
    """Lay the weights of a word's feature at all offsets side by side; row 0 is of features without weight."""
    rows: dict[str, int] = {}
    for offset in OFFSETS:
        for name in features.get(str(offset), ()):
            rows.setdefault(name, len(rows) + 1)
    joined = np.zeros((len(rows) + 1, len(OFFSETS), weights.shape[1]), np.float32)
    for at, offset in enumerate(OFFSETS):
        for name, row in features.get(str(offset), {}).items():
            joined[rows[name], at] = weights[row]
    return rows, joined


def pack_strings(strings: Sequence[str]) -> NDArray[np.uint8]:
    """Store strings without line breaks as bytes."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")


def unpack(data: bytes) -> Tagger:
    """Make the tagger that a model file holds; raises KeyError or ValueError when the file is no model."""
    held = np.load(BytesIO(data), allow_pickle=False)
    names = _unpack(held["classes"])
    table: dict[str, Entry] = {}
    sets = [tuple(names[n] for n in range(len(names)) if code >> n & 1) for code in range(1 << len(names))]
    columns = (held["clusters"].tolist(), held["form_classes"].tolist(), held["shares"].tolist())
    for form, clusters, code, shares in zip(_unpack(held["forms"]), *columns, strict=True):
        known = tuple(clusters) if clusters[0] >= 0 else ()
        table[form] = Entry(known, sets[code], tuple(shares) if shares[0] >= 0 else ())
    rows = held["weights"].astype(np.float32) * held["scale"].astype(np.float32)
    features: dict[str, dict[str, int]] = {}
    for row, name in enumerate(_unpack(held["features"])):
        offset, _, feature = name.partition(":")
        features.setdefault(offset, {})[feature] = row
    return Tagger(_unpack(held["labels"]), held["transitions"], features, rows, Lexicon(table))


@cache
def tagger() -> Tagger | None:
    """Load the shipped model once; None when it is not there."""
    file = files("riwaya.data").joinpath(_MODEL)
    return unpack(file.read_bytes()) if file.is_file() else None


def sentences(toks: Sequence[Token], longest: int = 120) -> list[tuple[int, int]]:
    """Cut tokens into stretches ``[start, end)`` for the tagger: at full stops, and when they are long."""
    out, start = [], 0
    for at, tok in enumerate(toks):
        if tok.form in _STOPS or at - start >= longest:
            out.append((start, at + 1))
            start = at + 1
    if start < len(toks):
        out.append((start, len(toks)))
    return out


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give the spans ``(start, end, kind)`` of BIO labels, the CoNLL way."""
    out, start = [], -1
    for at, label in enumerate([*labels, "O"]):
        if start >= 0 and not (label[0] == "I" and label[2:] == labels[start][2:]):
            out.append((start, at, labels[start][2:]))
            start = -1
        if label != "O" and start < 0:
            start = at
    return out
