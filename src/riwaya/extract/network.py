"""Network: from the words of sentences to the score of every label at every word, in plain NumPy.

Each form has a vector: the sum of its features' vectors and of its projected word vector. Layers of dilated
convolution with a residual (Strubell et al., EMNLP 2017, "iterated dilated convolutions") let a word see its
neighbours: three words wide, dilations 1, 2, 1, so four words to each side. It is trained by `training/mentions.py`;
the weights are in eight bits.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

DILATIONS = (1, 2, 1)
GAP = max(DILATIONS)
"""Rows of zeros between two sentences, so that none sees the other."""
_EPSILON = np.float32(1e-5)


def quantise(weights: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Give weights ``[rows, size]`` in eight bits, with the scale of each row."""
    scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-6) / 127
    return np.round(weights / scale).astype(np.int8), scale.astype(np.float16)


class Network:
    """The weights in memory. `arrays` are those of the model file; raises KeyError when one is missing."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        # Row 0 is of nothing: a form without features has a sum too.
        self._features = _dequantised(arrays["features_q"], arrays["features_scale"])
        # Projected once and for all: a product of another size may differ in its last digits.
        vectors = _dequantised(arrays["vectors_q"], arrays["vectors_scale"])
        self._vectors: Floats = vectors @ arrays["project"].astype(np.float32)
        self._marks: Floats = arrays["marks"].astype(np.float32)
        self._norms: Floats = arrays["norms"].astype(np.float32)
        self._layers: Floats = arrays["layers"].astype(np.float32)
        self._biases: Floats = arrays["biases"].astype(np.float32)
        self._out: Floats = arrays["out"].astype(np.float32)
        self._out_bias: Floats = arrays["out_bias"].astype(np.float32)
        self.size = self._out.shape[0]

    def forms(self, features: Sequence[Sequence[int]], vectors: Sequence[int]) -> Floats:
        """Give the vectors ``[forms, size]`` of forms: of each the rows of its features and of its word vector.

        Rows count from 0; a word vector of -1 is none.
        """
        rows = np.array([row + 1 for own in features for row in (-1, *own)], np.intp)
        starts = np.cumsum([0, *(1 + len(own) for own in features[:-1])])
        total: Floats = np.add.reduceat(self._features.take(rows, 0), starts, 0)
        total += self._vectors.take(np.array(vectors, np.intp) + 1, 0)
        return total

    def scores(self, forms: Floats, marks: NDArray[np.intp], sizes: Sequence[int]) -> Floats:
        """Score the labels at each word: ``[words, labels]`` from ``forms[words, size]``.

        `marks` numbers what the lists say of each word (0: nothing); `sizes` cuts the words into sentences.
        """
        at = _spread(sizes)
        rows = at[-1] + 1 + GAP if len(at) else GAP
        x = np.zeros((rows, self.size), np.float32)
        live = np.zeros((rows, 1), np.float32)
        x[at] = forms + self._marks[marks]
        live[at] = 1.0
        x = self._normal(x, 0) * live
        for n, shift in enumerate(DILATIONS):
            seen = np.zeros((rows, 3 * self.size), np.float32)
            seen[shift:, : self.size] = x[:-shift]
            seen[:, self.size : 2 * self.size] = x
            seen[:-shift, 2 * self.size :] = x[shift:]
            more = np.maximum(seen @ self._layers[n] + self._biases[n], 0)
            x = self._normal(x + more, n + 1) * live
        return x[at] @ self._out + self._out_bias

    def _normal(self, x: Floats, n: int) -> Floats:
        """Normalise each row (layer normalisation, Ba et al. 2016)."""
        x = x - x.mean(1, keepdims=True)
        x /= np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / self.size + _EPSILON)
        out: Floats = x * self._norms[n, 0] + self._norms[n, 1]
        return out


def _dequantised(held: NDArray[np.generic], scale: NDArray[np.generic]) -> Floats:
    """Give weights held in eight bits as numbers, with a row of zeros before them."""
    out = np.zeros((len(held) + 1, held.shape[1]), np.float32)
    np.multiply(held, scale.astype(np.float32), out=out[1:])
    return out


def _spread(sizes: Sequence[int]) -> NDArray[np.intp]:
    """Give the rows of all words when `GAP` empty rows stand before each sentence."""
    long = np.array([size for size in sizes if size], np.intp)
    before = np.arange(1, len(long) + 1) * GAP
    return np.arange(long.sum()) + np.repeat(before, long)
