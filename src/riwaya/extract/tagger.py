"""Tagger: names in running words, by a small convolutional network with a linear-chain conditional random field on top.

The model (Lafferty et al., ICML 2001, over Strubell et al., EMNLP 2017) is trained by `training/mentions.py` and
shipped as one ``.npz`` file of plain arrays. What a form is to the network is computed once and remembered; a report
then costs one look-up a word, a few matrix products (`extract.network`), and one decoding of all its sentences
(`extract.viterbi`).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from riwaya.arabic.words import Token
from riwaya.extract.network import Floats, Network
from riwaya.extract.tagger_words import MARKS, Entry, Lexicon, list_marks, word_features
from riwaya.extract.viterbi import Decoder

_STOPS = frozenset(".!؟?؛")
_MODEL = "models/mentions.npz"
# So many forms are remembered before the memory starts again: a long walk over many texts stays small.
_REMEMBERED = 60_000
_MARK = {mark: n for n, mark in enumerate(MARKS, 1)}


class Tagged(NamedTuple):
    """A sentence's labels, and for each the probability of the label at its word."""

    labels: list[str]
    scores: list[float]


class Tagger:
    """The model in memory; `features` numbers the features that have a vector."""

    def __init__(
        self,
        labels: Sequence[str],
        transitions: Floats,
        features: dict[str, int],
        network: Network,
        words: Lexicon,
    ) -> None:
        self.labels = list(labels)
        self.lexicon = words
        self._decoder = Decoder(transitions)
        self._features = features
        self._network = network
        self._forget()

    def _forget(self) -> None:
        """Start the memory of forms again."""
        self._ids: dict[str, int] = {}
        self._forms = np.zeros((1024, self._network.size), np.float32)

    def _learn(self, forms: Sequence[str]) -> None:
        """Compute the vectors of new forms."""
        while len(self._ids) + len(forms) > len(self._forms):
            self._forms = np.concatenate([self._forms, np.zeros_like(self._forms)])
        words = [self.lexicon.word(form) for form in forms]
        rows = [
            [row for f in word_features(word) if (row := self._features.get(f)) is not None] for word in words
        ]
        first, end = len(self._ids), len(self._ids) + len(forms)
        self._forms[first:end] = self._network.forms(rows, [word.vector for word in words])
        self._ids.update(zip(forms, range(first, end), strict=True))

    def _scores(self, sentences: Sequence[Sequence[str]], sizes: Sequence[int]) -> Floats:
        """Score every label at every word of the sentences: an array ``[words, labels]``."""
        forms = dict.fromkeys(chain.from_iterable(sentences))
        if new := [form for form in forms if form not in self._ids]:
            self._learn(new)
        ids = [self._ids[form] for form in chain.from_iterable(sentences)]
        marks = np.zeros(len(ids), np.intp)
        for n, mark in self._marks(sentences):
            marks[n] = mark
        return self._network.scores(self._forms[ids], marks, sizes)

    def _marks(self, sentences: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
        """Give the words of names in the project's lists, numbered through all sentences."""
        start = 0
        for sentence in sentences:
            for at, mark in list_marks(sentence).items():
                yield start + at, _MARK[mark]
            start += len(sentence)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[Tagged]:
        """Label the words (folded forms) of each sentence; an empty sentence gives no labels."""
        sizes = [len(sentence) for sentence in sentences]
        if not any(sizes):
            return [Tagged([], []) for _ in sentences]
        with _threads().limit(limits=1, user_api="blas"):
            path, chances = self._decoder.decode(self._scores(sentences, sizes), sizes)
        labels = [self.labels[n] for n in path]
        out, start = [], 0
        for size in sizes:
            out.append(Tagged(labels[start : start + size], chances[start : start + size]))
            start += size
        if len(self._ids) > _REMEMBERED:
            self._forget()
        return out


def pack_strings(strings: Sequence[str]) -> NDArray[np.uint8]:
    """Store strings without line breaks as bytes."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpack(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")


def unpack(data: bytes) -> Tagger:
    """Make the tagger that a model file holds; raises KeyError or ValueError when the file is no model."""
    return assemble(dict(np.load(BytesIO(data), allow_pickle=False)))


class _Entries(Mapping[str, Entry]):
    """What a model's arrays hold of each form, made when it is first asked for: a report has few forms, and to make the
    entries of all takes as long as some dozens of reports.
    """

    def __init__(self, held: Mapping[str, NDArray[Any]]) -> None:
        names = _unpack(held["classes"])
        self._classes = [
            tuple(names[n] for n in range(len(names)) if code >> n & 1) for code in range(1 << len(names))
        ]
        columns = ("clusters", "shares", "form_classes", "vector")
        self._width, self._used = held["clusters"].shape[1], held["shares"].shape[1]
        self._clusters, self._shares, self._codes, self._vectors = (
            held[name].ravel().tolist() for name in columns
        )
        self._rows = {form: row for row, form in enumerate(_unpack(held["forms"]))}
        self._made: dict[str, Entry] = {}

    def __getitem__(self, form: str) -> Entry:
        found = self._made.get(form)
        if found is None:
            row = self._rows[form]
            clusters = self._clusters[self._width * row : self._width * (row + 1)]
            shares = self._shares[self._used * row : self._used * (row + 1)]
            found = self._made[form] = Entry(
                tuple(clusters) if clusters[0] >= 0 else (),
                self._classes[self._codes[row]],
                tuple(shares) if shares[0] >= 0 else (),
                self._vectors[row],
            )
        return found

    def get(self, form: str, default: Any = None) -> Any:
        """Give what is held of a form; most that are asked for are not there, and need no exception to say so."""
        return self[form] if form in self._rows else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def assemble(held: Mapping[str, NDArray[Any]]) -> Tagger:
    """Make the tagger of a model's arrays; raises KeyError when one is missing."""
    features = {name: row for row, name in enumerate(_unpack(held["features"]))}
    words = Lexicon(_Entries(held))
    return Tagger(_unpack(held["labels"]), held["transitions"], features, Network(held), words)


@cache
def _threads() -> ThreadpoolController:
    """Give the handle on NumPy's threads: one will do, since there is a process for each processor already."""
    return ThreadpoolController()


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
