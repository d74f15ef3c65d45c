"""Learn the learners of pairs (`riwaya.link.pairs.model`): multinomial logistic regression by L-BFGS, and their stack.

Folds are whole groups: pairs that share a text, directly or through others, are never on both sides of a fold.
"""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from riwaya.link.pairs.features import table
from riwaya.link.pairs.model import Linear, Seen, Stack, beside
from riwaya.link.pairs.vectors import Floats
from riwaya.link.pairs.views import VIEWS

PENALTIES = {"whole": 1500.0, "rest": 1500.0, "aligned": 300.0, "lexical": 800.0, "above": 20.0}
"""L2 penalties, from cross-validation on the training parts (powers of about three were tried)."""
INNER = 4
_MEMORY = 10
_TINY = 1e-6
Labels = NDArray[np.int64]
Loss = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]
"""A function to be minimised: its value and its slope at a point."""


def fit(
    x: Floats,
    y: Labels,
    penalty: float,
    *,
    columns: bool = True,
    weights: Floats | None = None,
    rounds: int = 150,
) -> Linear:
    """Fit classes `y` to rows `x`; columns are standardised each by itself, or all by one scale (wide views)."""
    mean = x.mean(0) if columns else np.zeros(x.shape[1], np.float32)
    scale = x.std(0) + _TINY if columns else np.full(x.shape[1], x.std() + _TINY, np.float32)
    far = np.float32(4.0 if columns else np.inf)
    z = np.clip((x - mean) / scale, -far, far).astype(np.float32)
    classes = int(y.max()) + 1
    goal = np.eye(classes, dtype=np.float32)[y]
    each = np.ones(len(y), np.float32) if weights is None else weights
    size = z.shape[1] * classes

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w, b = flat[:size].reshape(-1, classes), flat[size:]
        scores = z @ w.astype(np.float32) + b
        scores -= scores.max(1, keepdims=True)
        total = np.log(np.exp(scores).sum(1))
        value = float((each * (total - (goal * scores).sum(1))).sum()) + penalty / 2 * float((w * w).sum())
        off = (np.exp(scores - total[:, None]) - goal) * each[:, None]
        slope = z.T @ off.astype(np.float32) + penalty * w
        return value, np.concatenate([slope.ravel(), off.sum(0)])

    flat = _least(loss, np.zeros(size + classes), rounds)
    w = flat[:size].reshape(-1, classes).astype(np.float32)
    return Linear(
        mean.astype(np.float32), scale.astype(np.float32), w, flat[size:].astype(np.float32), np.array(far)
    )


def _least(loss: Loss, x: NDArray[np.float64], rounds: int) -> NDArray[np.float64]:
    """Minimise a smooth function by L-BFGS (Nocedal & Wright, algorithm 7.5) with backtracking."""
    value, slope = loss(x)
    steps: list[tuple[NDArray[np.float64], NDArray[np.float64], float]] = []
    for _ in range(rounds):
        way, kept = -slope, []
        for s, g, rho in reversed(steps):
            alpha = rho * float(s @ way)
            way = way - alpha * g
            kept.append(alpha)
        if steps:
            s, g, rho = steps[-1]
            way = way / (rho * float(g @ g))
        for (s, g, rho), alpha in zip(steps, reversed(kept), strict=True):
            way = way + s * (alpha - rho * float(g @ way))
        step = 1.0 if steps else min(1.0, 1.0 / (float(np.linalg.norm(slope)) + _TINY))
        fall = float(slope @ way)
        new, after = loss(x + step * way)
        while new > value + 1e-4 * step * fall and step > 1e-10:
            step /= 2
            new, after = loss(x + step * way)
        s, g = step * way, after - slope
        if float(s @ g) > 1e-12:
            steps = [*steps[1 - _MEMORY :], (s, g, 1 / float(s @ g))]
        done = abs(value - new) < 1e-6 * max(1.0, abs(value))
        x, value, slope = x + s, new, after
        if done:
            break
    return x


def stack(seen: Sequence[Seen], y: Labels, groups: Labels, only: Sequence[str] = VIEWS) -> Stack:
    """Learn from pairs; the learner above is shown what those below say of pairs that they have not learned from."""
    names = tuple(sorted(seen[0].row))
    told, below = {}, {}
    inner = folds(groups, INNER)
    for view in only:
        x = np.stack([s.views[view] for s in seen])
        told[view] = np.zeros((len(y), int(y.max()) + 1), np.float32)
        for n in range(INNER):
            out = inner == n
            told[view][out] = _wide(x[~out], y[~out], view).scores(x[out])
        below[view] = _wide(x, y, view)
    rows = table([s.row for s in seen], names)
    return Stack(below, names, fit(beside(rows, told), y, PENALTIES["above"]))


def _wide(x: Floats, y: Labels, view: str) -> Linear:
    return fit(x, y, PENALTIES[view], columns=False, rounds=40)


def grouped(pairs: Sequence[tuple[str, str]]) -> Labels:
    """Number the pairs by group: those that share a text are in one."""
    up: dict[str, str] = {}

    def top(text: str) -> str:
        up.setdefault(text, text)
        while up[text] != text:
            up[text] = text = up[up[text]]
        return text

    for a, b in pairs:
        up[top(a)] = top(b)
    return np.array([crc32(top(a).encode()) for a, _ in pairs], np.int64)


def folds(groups: Labels, count: int) -> Labels:
    """Deal groups out to folds, the largest first to the emptiest fold; gives the fold of each pair."""
    names, sizes = np.unique(groups, return_counts=True)
    held = np.zeros(count, np.int64)
    fold: dict[int, int] = {}
    for n in np.lexsort((names, -sizes)):
        fold[int(names[n])] = at = int(held.argmin())
        held[at] += sizes[n]
    return np.array([fold[int(g)] for g in groups], np.int64)


def crossed(
    seen: Sequence[Seen], y: Labels, groups: Labels, only: Sequence[str] = VIEWS, count: int = 5
) -> Floats:
    """Give the probability of each class for every pair, from a learner that saw neither it nor its group."""
    fold = folds(groups, count)
    out = np.zeros((len(y), int(y.max()) + 1), np.float32)
    for n in range(count):
        inside, outside = np.flatnonzero(fold != n).tolist(), np.flatnonzero(fold == n).tolist()
        learner = stack([seen[i] for i in inside], y[inside], groups[inside], only)
        out[outside] = learner.chances([seen[i] for i in outside])
    return out


def macro_f1(y: Labels, said: Labels) -> float:
    """Give the mean over the classes of their F1."""
    scores = []
    for name in np.unique(y):
        right = int(((y == name) & (said == name)).sum())
        scores.append(2 * right / max(1, int((y == name).sum()) + int((said == name).sum())))
    return float(np.mean(scores))
