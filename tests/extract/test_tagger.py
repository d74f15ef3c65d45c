"""The tagger's parts: decoding against all paths, the network against its layers word by word, one order everywhere."""

import itertools
import os
import subprocess
import sys

import numpy as np
import pytest

from riwaya.extract.network import DILATIONS, Network, quantise
from riwaya.extract.tagger import tagger
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


def layers(size=6, features=9, labels=LABELS):
    """Make the arrays of a small network at random."""
    random = np.random.default_rng(1)

    def some(*shape):
        return random.normal(0, 1, shape).astype(np.float32)

    rows, vectors = quantise(some(features, size)), quantise(some(4, 5))
    norms = np.stack([np.stack([some(size), some(size)]) for _ in range(len(DILATIONS) + 1)])
    return {
        "features_q": rows[0], "features_scale": rows[1], "vectors_q": vectors[0], "vectors_scale": vectors[1],
        "project": some(5, size), "marks": some(3, size), "norms": norms,
        "layers": some(len(DILATIONS), 3 * size, size), "biases": some(len(DILATIONS), size),
        "out": some(size, labels), "out_bias": some(labels),
    }  # fmt: skip


def slow_scores(arrays, forms, marks):
    """Score one sentence word by word, as the layers are described."""

    def normal(row, n):
        row = row - row.mean()
        return row / np.sqrt((row**2).mean() + 1e-5) * arrays["norms"][n][0] + arrays["norms"][n][1]

    rows = [normal(form + arrays["marks"][mark], 0) for form, mark in zip(forms, marks, strict=True)]
    nothing = np.zeros_like(rows[0])
    for n, shift in enumerate(DILATIONS):
        at = [nothing] * shift + rows + [nothing] * shift
        seen = [np.concatenate([at[t], at[t + shift], at[t + 2 * shift]]) for t in range(len(rows))]
        more = [np.maximum(s @ arrays["layers"][n] + arrays["biases"][n], 0) for s in seen]
        rows = [normal(row + m, n + 1) for row, m in zip(rows, more, strict=True)]
    return [row @ arrays["out"] + arrays["out_bias"] for row in rows]


def test_sentences_side_by_side_score_as_each_alone():
    arrays = layers()
    network = Network(arrays)
    random = np.random.default_rng(2)
    sizes = [3, 0, 1, 7, 2]
    forms = random.normal(0, 1, (sum(sizes), network.size)).astype(np.float32)
    marks = random.integers(0, 3, sum(sizes))
    found = network.scores(forms, marks, sizes)
    at = 0
    for size in sizes:
        here = slice(at, at + size)
        wanted = slow_scores(arrays, forms[here], marks[here]) if size else []
        assert found[here] == pytest.approx(np.array(wanted).reshape(-1, LABELS), abs=1e-3)
        at += size


def test_a_form_is_the_sum_of_its_features_and_its_word_vector():
    arrays = layers()
    network = Network(arrays)
    rows = arrays["features_q"] * arrays["features_scale"].astype(np.float32)
    vector = arrays["vectors_q"][2] * arrays["vectors_scale"][2].astype(np.float32)
    first, second, third = network.forms([[1, 4], [], []], [-1, 2, -1])
    assert first == pytest.approx(rows[1] + rows[4], abs=1e-4)
    assert second == pytest.approx(vector @ arrays["project"], abs=1e-4)
    assert not third.any()


def test_eight_bits_are_near_the_weights():
    weights = np.random.default_rng(3).normal(0, 2, (5, 8)).astype(np.float32)
    held, scale = quantise(weights)
    assert held.dtype == np.int8
    assert held * scale.astype(np.float32) == pytest.approx(weights, abs=float(np.abs(weights).max()) / 100)


def test_the_model_tags_a_sentence_the_same_in_any_company():
    model = tagger()
    assert model is not None
    alone = ["قال", "الوزير", "سامر", "حداد", "في", "بيروت"]
    company = ["وصل", "الوفد", "الي", "القاهره", "."]
    assert model.tag([alone])[0].labels == model.tag([company, alone, [], company])[1].labels
    assert model.tag([alone])[0].labels[-1] == "B-LOC"


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
