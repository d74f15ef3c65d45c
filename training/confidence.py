"""Learn what makes a statement sure: the weights of ``src/riwaya/data/confidence.tsv``, in one command.

    python training/confidence.py [--cross] GOLD_DIR…

Each GOLD_DIR holds annotated reports (``ID.gold.json``: ``../shared/gold/dev``, and what
``evaluation/labels.py`` writes of our own labels). A statement of the program counts as right when it meets an
annotated one whose every link agrees and whose content agrees by 0.8 (F1 by words), as the scorer of the
annotated reports has it.

A logistic regression with L2 penalty, fitted by Newton's method; its offset is the log odds of the rule's record,
so that the weights say only what the rule does not. The records themselves
(``rules.tsv``, found and right) are counted anew first. ``--cross`` prints ten-fold cross-validation over reports: log
loss, Brier score and area under the curve, beside those of the rule's record alone, and precision by confidence.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "evaluation"))

from calibration import Example, bands, examples  # noqa: E402 - stands in evaluation/
from riwaya import lexicon  # noqa: E402
from riwaya.extract.confidence import log_odds  # noqa: E402
from riwaya.extract.rules import _records, record  # noqa: E402

RULES = ROOT / "src" / "riwaya" / "data" / "rules.tsv"
TABLE = ROOT / "src" / "riwaya" / "data" / "confidence.tsv"
PENALTY = 4.0
FEWEST = 12  # statements that a feature must stand in, and fail to stand in
FOLDS = 10

Floats = NDArray[np.float64]


def fit(x: Floats, offset: Floats, y: Floats) -> Floats:
    """Fit the weights of columns `x` (the first unpenalised) to outcomes `y`, by Newton's method."""
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], PENALTY)
    penalty[0] = 0.1
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(offset + x @ weights)))
        gradient = x.T @ (y - chance) - penalty * weights
        hessian = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def scores(chance: Floats, y: Floats) -> dict[str, float]:
    """Give log loss, Brier score and the area under the ROC curve."""
    held = np.clip(chance, 1e-6, 1 - 1e-6)
    order = chance.argsort(kind="stable")
    ranks = np.empty(len(y))
    ranks[order] = np.arange(1, len(y) + 1)
    for value in np.unique(chance):  # ties share their mean rank
        ranks[chance == value] = ranks[chance == value].mean()
    good = y.sum()
    area = (ranks[y == 1].sum() - good * (good + 1) / 2) / (good * (len(y) - good))
    return {
        "log loss": float(-(y * np.log(held) + (1 - y) * np.log(1 - held)).mean()),
        "Brier": float(((chance - y) ** 2).mean()),
        "AUC": float(area),
    }


def main() -> int:
    """Learn the weights and write them, or cross-validate; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cross", action="store_true", help="cross-validate and write nothing")
    options = parser.parse_args()
    found = [example for folder in options.folders for example in examples(folder)]
    counts = Counter(name for example in found for name in example.names)
    names = ["always", *sorted(n for n, c in counts.items() if FEWEST <= c <= len(found) - FEWEST)]
    x = np.array([[name in example.names for name in names] for example in found], np.float64)
    offset = np.array([log_odds(record(example.rule)) for example in found])
    y = np.array([example.right for example in found], np.float64)
    print(f"{len(found)} statements of {len({e.report for e in found})} reports, {int(y.sum())} right")
    if options.cross:
        cross(found, x, offset, y)
        return 0
    count_records(found)
    lexicon._read.cache_clear()  # the records have changed under us
    _records.cache_clear()
    offset = np.array([log_odds(record(example.rule)) for example in found])
    weights = fit(x, offset, y)
    head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    table = [f"{name}\t{weight:.2f}" for name, weight in zip(names, weights, strict=True)]
    TABLE.write_text("\n".join([*head, "feature\tweight", *table]) + "\n", encoding="utf-8")
    print(*table, sep="\n")
    return 0


def count_records(found: list[Example]) -> None:
    """Write anew how often each rule was right in the annotated reports; what critics read stays as it is."""
    out = []
    for line in RULES.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        held = [example.right for example in found if example.rule == cells[0]]
        out.append(line if line[:1] in ("#", "") or cells[0] == "rule" else "\t".join(
            [cells[0], str(len(held)), str(sum(held)), *cells[3:]]
        ))  # fmt: skip
    RULES.write_text("\n".join(out) + "\n", encoding="utf-8")


def cross(found: list[Example], x: Floats, offset: Floats, y: Floats) -> None:
    """Print how the learned confidence does on reports that it was not learned from."""
    reports = sorted({example.report for example in found})
    fold = np.array([reports.index(example.report) % FOLDS for example in found])
    chance = np.zeros(len(y))
    for n in range(FOLDS):
        weights = fit(x[fold != n], offset[fold != n], y[fold != n])
        chance[fold == n] = 1 / (1 + np.exp(-(offset + x @ weights)[fold == n]))
    alone = 1 / (1 + np.exp(-offset))
    for name, given in (("rule's record alone", alone), ("learned", chance)):
        print(f"{name:20}", "  ".join(f"{k} {v:.3f}" for k, v in scores(given, y).items()))
    for band in bands(list(zip(chance.tolist(), (y == 1).tolist(), strict=True))):
        print(f"  {band.low:.2f} to {band.high:.2f}: {band.said:4} said, {band.right / band.said:.2f} right")


if __name__ == "__main__":
    sys.exit(main())
