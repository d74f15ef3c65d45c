"""Learners of pairs: what is learned can be read back, and folds never share a text."""

import io

import numpy as np

from pairs_learning import fit, folds, grouped, macro_f1
from riwaya.link.pairs.model import Event, Learned, Linear, Stack, packed, unpack
from riwaya.link.pairs.views import VIEWS


def test_a_learner_finds_the_column_that_tells() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(300, 4)).astype(np.float32)
    y = (x[:, 2] > 0.2).astype(np.int64) + (x[:, 2] > 1).astype(np.int64)
    learner = fit(x, y, 1.0)
    assert (learner.chances(x).argmax(1) == y).mean() > 0.95
    assert np.abs(learner.weights).max(1).argmax() == 2


def test_a_weighed_row_counts_for_more() -> None:
    x, y = np.zeros((4, 1), np.float32), np.array([0, 0, 0, 1])
    even = fit(x, y, 1.0, weights=np.array([1, 1, 1, 3], np.float32))
    assert even.chances(x)[0].tolist() == [0.5, 0.5] or abs(even.chances(x)[0, 0] - 0.5) < 0.01
    assert fit(x, y, 1.0).chances(x)[0, 0] > 0.7


def test_pairs_that_share_a_text_are_in_one_fold() -> None:
    groups = grouped([("a", "b"), ("c", "d"), ("b", "e"), ("f", "g"), ("e", "d")])
    assert groups[0] == groups[1] == groups[2] == groups[4] != groups[3]
    assert sorted(np.bincount(folds(groups, 2)).tolist()) == [1, 4]


def test_macro_f1_weighs_classes_alike() -> None:
    assert macro_f1(np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0])) == np.mean([6 / 7, 0])


def test_a_model_file_gives_back_what_was_learned() -> None:
    rng = np.random.default_rng(1)
    shapes = (3, 3, (3, 2), 2)
    far = np.array(np.inf, np.float32)
    low = {view: Linear(*(rng.normal(size=s).astype(np.float32) for s in shapes), far) for view in VIEWS}
    above = Linear(
        *(rng.normal(size=s).astype(np.float32) for s in (2, 2, (2, 2), 2)), np.array(4, np.float32)
    )
    made = Learned(Stack(low, ("x", "y"), above), Event(("x",), above))
    file = io.BytesIO()
    np.savez(file, **packed({"plain": made}))
    back = unpack(file.getvalue())["plain"]
    assert back.stance.names == ("x", "y")
    assert back.event.names == ("x",)
    rows = rng.normal(size=(5, 3)).astype(np.float32)
    for view in VIEWS:
        assert np.allclose(back.stance.below[view].scores(rows), low[view].scores(rows), atol=0.02)
