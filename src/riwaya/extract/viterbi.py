"""Viterbi: the likeliest labels of sentences under a linear chain, and how likely each of them is.

The sentences are stepped through side by side. They are sorted by size, the longest first, so that those which
still go on at a step are the first rows of the step before: nothing is padded and nothing masked. One pass reads
them forwards and backwards at once, since what is before a word and what is after it follow the same recursion.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


class Decoder:
    """Decodes with fixed log scores ``transitions[from, to]``."""

    def __init__(self, transitions: Floats) -> None:
        passes = np.exp(np.minimum(transitions, 30.0))
        self._passes = np.stack([passes, passes.T])
        self._from = transitions[:, None, :].copy()
        self._to = transitions.T.copy()

    def decode(self, scores: Floats, sizes: Sequence[int]) -> tuple[list[int], list[float]]:
        """Give the best path through ``scores[words, labels]`` and the probability of its label at each word.

        `sizes` cuts the words into sentences.
        """
        steps = _Steps(np.array(sizes))
        path = self._path(scores, steps)
        ahead, behind = self._sums(scores, steps)
        ends = ahead[steps.last]
        top = ends.max(1)
        log_z = np.log(np.exp(ends - top[:, None]).sum(1)) + top
        words = np.arange(len(path))
        marginals = ahead[words, path] + behind[words, path] - np.repeat(log_z, steps.sizes)
        return path.tolist(), np.exp(np.minimum(marginals, 0.0)).tolist()

    def _path(self, scores: Floats, steps: "_Steps") -> Ints:
        """Find the best label of each word."""
        forward = scores[steps.forward]
        best = np.empty_like(forward)
        opening, *later = steps.blocks
        held = best[: opening[1]]
        held[:] = forward[: opening[1]]
        labels = scores.shape[1]
        room = np.empty(labels * held.size, np.float32)
        for first, end in later:
            # The labels before come first: then the maximum runs over whole rows.
            paths = room[: labels * labels * (end - first)].reshape(labels, -1, labels)
            np.add(held[: end - first].T[:, :, None], self._from, out=paths)
            held = np.add(np.maximum.reduce(paths, 0), forward[first:end], out=best[first:end])
        # Where a sentence ends its best label is known; before that it follows from the label after it.
        found = best.argmax(1)
        for (before, _), (first, end) in reversed(list(pairwise(steps.blocks))):
            live = slice(before, before + end - first)
            found[live] = (best[live] + self._to[found[first:end]]).argmax(1)
        path: Ints = np.empty_like(found)
        path[steps.forward] = found
        return path

    def _sums(self, scores: Floats, steps: "_Steps") -> tuple[Floats, Floats]:
        """Give the log sums over all paths up to each word (its own score with them) and after it."""
        both = scores[np.stack([steps.forward, steps.backward])]
        sums = both.copy()
        passed = np.zeros_like(both)
        opening, *later = steps.blocks
        held = sums[:, : opening[1]]
        for first, end in later:
            held = held[:, : end - first]
            top = np.maximum.reduce(held, 2, keepdims=True)
            new = np.matmul(np.exp(held - top), self._passes)
            new += 1e-30
            new = np.add(np.log(new, out=new), top, out=passed[:, first:end])
            held = np.add(new, both[:, first:end], out=sums[:, first:end])
        ahead, behind = np.empty_like(scores), np.empty_like(scores)
        ahead[steps.forward] = sums[0]
        behind[steps.backward] = passed[1]
        return ahead, behind


class _Steps:
    """The words in the order of the steps, at each step those of the longer sentences first.

    `forward` and `backward` number the words when sentences are read from their start and from their end; the
    steps read the places of `blocks` one after the other. `last` are the last words of the sentences in `sizes`.
    """

    def __init__(self, sizes: Ints) -> None:
        ends = np.cumsum(sizes)
        self.sizes = sizes[sizes > 0]
        self.last = ends[sizes > 0] - 1
        order = np.argsort(-self.sizes, kind="stable")
        ordered = self.sizes[order]
        steps = np.arange(ordered[0])[:, None]
        step, row = np.nonzero(steps < ordered)
        self.blocks = list(pairwise([0, *np.cumsum(np.bincount(step)).tolist()]))
        last = self.last[order][row]
        self.forward = last - ordered[row] + 1 + step
        self.backward = last - step
