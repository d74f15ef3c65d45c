"""Sides: one of two short texts, read once: words with keys and weights, vectors, figures, names, times, negations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from riwaya.arabic.numbers import numbers
from riwaya.arabic.words import Token, tokens
from riwaya.extract.mentions import mentions
from riwaya.extract.quantities import quantities
from riwaya.extract.times import times
from riwaya.link.pairs.vectors import Floats, Vectors
from riwaya.link.polarity import is_negation
from riwaya.link.terms import Weights, key
from riwaya.model import Mention, Quantity, Time

_GRAMS = (3, 4)


@dataclass(frozen=True, slots=True)
class Side:
    """A text as the comparison sees it.

    `words` are its words and numbers, `keys` and `weights` what terms make of them (`link.terms`), `vectors` theirs,
    one row a word, and `vector` that of the whole. `numbers` are all that it has, years and ordinals too. `turned`
    are the words that negate. `grams` are runs of letters.
    """

    text: str
    words: tuple[Token, ...]
    keys: tuple[str, ...]
    weights: Floats
    vectors: Floats
    vector: Floats
    numbers: frozenset[tuple[float | None, float | None]]
    quantities: tuple[Quantity, ...]
    names: tuple[Mention, ...]
    times: tuple[Time, ...]
    turned: tuple[Token, ...]
    grams: Counter[str]


def sides(texts: Sequence[str], using: Vectors) -> list[Side]:
    """Read texts; many at once are encoded faster than one by one."""
    cut = [tokens(text) for text in texts]
    words = [tuple(t for t in toks if t.kind != "mark") for toks in cut]
    keys = [tuple(key(t.form) if t.kind == "word" else t.form for t in own) for own in words]
    weights = [np.array([_weights()(k) for k in own], np.float32) for own in keys]
    flat = using.words([t.form for own in words for t in own])
    ends = np.cumsum([0, *(len(own) for own in words)])
    held = [flat[a:b] for a, b in pairwise(ends)]
    wholes = using.texts(texts, held, weights)
    return [
        Side(
            text=text,
            words=words[n],
            keys=keys[n],
            weights=weights[n],
            vectors=held[n],
            vector=wholes[n],
            numbers=frozenset((one.low, one.high) for one in numbers(text, cut[n])),
            quantities=quantities(text, cut[n]),
            names=mentions(text, cut[n]),
            times=times(text, cut[n], None),
            turned=_turned(cut[n]),
            grams=_grams(words[n]),
        )
        for n, text in enumerate(texts)
    ]


@cache
def _weights() -> Weights:
    """Give the weights of words in news at large."""
    return Weights()


def _turned(toks: Sequence[Token]) -> tuple[Token, ...]:
    """Give the words that turn what follows them into its opposite."""
    words = [t for t in toks if t.kind == "word"]
    following = [*(t.form for t in words[1:]), ""]
    return tuple(t for t, after in zip(words, following, strict=False) if is_negation(t.form, after))


def _grams(words: Sequence[Token]) -> Counter[str]:
    """Count the runs of three and four letters, the spaces between words among them."""
    line = f" {' '.join(t.form for t in words)} "
    return Counter(line[at : at + n] for n in _GRAMS for at in range(len(line) - n + 1))
