"""The tagger's parts: decoding against all paths, pairs by number against pairs by name, one order everywhere."""

import itertools
import os
import subprocess
import sys

import numpy as np
import pytest

from riwaya.extract.tagger import tagger
from riwaya.extract.tagger_pairs import PAIRS, Pairs
from riwaya.extract.tagger_words import EDGE, far_features, pair_features
from riwaya.extract.viterbi import Decoder

LABELS = 3


def all_paths(scores, transitions):
    """Give the best path and the probability of its label at each word, by trying every path."""
    weights = {}
    for path in itertools.product(range(LABELS), repeat=len(scores)):
        steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
        weights[path] = steps + sum(scores[n, label] for n, label in enumerate(path))
    best = max(weights, key=weights.__getitem__)
    total = sum(np.exp(weight) for weight in weights.values())
    shares = [
        sum(np.exp(weight) for path, weight in weights.items() if path[n] == label) / total
        for n, label in enumerate(best)
    ]
    return list(best), shares


def test_decoding_finds_what_all_paths_give():
    random = np.random.default_rng(0)
    transitions = random.normal(0, 2, (LABELS, LABELS)).astype(np.float32)
    sizes = [3, 0, 1, 5, 3, 2]
    scores = random.normal(0, 2, (sum(sizes), LABELS)).astype(np.float32)
    path, chances = Decoder(transitions).decode(scores, sizes)
    at = 0
    for size in sizes:
        if size:
            best, shares = all_paths(scores[at : at + size].astype(float), transitions.astype(float))
            assert path[at : at + size] == best
            assert chances[at : at + size] == pytest.approx(shares, abs=1e-5)
        at += size


def test_pairs_by_number_are_pairs_by_name():
    model = tagger()
    assert model is not None
    words = [model.lexicon.word(form) for form in (EDGE, "قال", "الرئيس", "سالم", "في", "بغداد", "قال")]
    sides = [set(pair_features(a, b)) | set(far_features(a, b)) for a, b in itertools.pairwise(words)]
    # Every second feature of each place gets a weight of its own.
    features = {
        place: {name: 10 * n + at for n, name in enumerate(sorted(set().union(*sides))) if (n + at) % 2}
        for at, place in enumerate(PAIRS)
    }
    weights = np.random.default_rng(0).normal(0, 1, (1000, LABELS)).astype(np.float32)
    pairs = Pairs(features, weights)
    found = pairs.emissions(np.array([pairs.sides(word) for word in words], np.int16))
    for at, names in enumerate(sides):
        for place, known in enumerate(features.values()):
            wanted = sum((weights[known[name]] for name in names if name in known), np.zeros(LABELS))
            assert found[at, place] == pytest.approx(wanted, abs=1e-5)


@pytest.mark.regression
def test_what_is_known_of_words_does_not_change_from_process_to_process():
    code = "from riwaya.extract.tagger_words import closed_classes; print(ascii(closed_classes()))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
