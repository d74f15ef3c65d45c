#!/usr/bin/env python3
"""Measure the comparison of two short texts on ArEntail and ANS.

usage: evaluation/pairs.py [--kind encoder|plain] [--set arentail|ans] [--json | --ablation]

- *ArEntail*: does the second headline follow from the first? Five-fold cross-validation on its train part: the features
  and the learner of `riwaya.link.pairs`, in their directed form, learned anew in each fold. The set has no stated
  licence, so no model of it ships. Share: accuracy.
- *ANS*: do two headlines agree, disagree, or speak of other things? The shipped model, which is learned from its train
  part, on its dev part. Share: macro F1 of the model of agreement, and of the verdicts of `compare`
  (same, contradicts, and the two others taken together).
- *transfer*: ``same`` or not, of `compare` as it ships, against ArEntail's labels: a model that saw nothing of the
  set. Share: accuracy.

All stand in ``../shared``; where they are not there is nothing to measure. `--ablation` cross-validates on the train
parts with features left out (minutes).
"""

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from pairs_learning import Labels, crossed, grouped, macro_f1
from riwaya.link.pairs.compare import compare_sides
from riwaya.link.pairs.model import STANCES, see
from riwaya.link.pairs.sides import Side, sides
from riwaya.link.pairs.vectors import Kind, has_encoder, vectors
from riwaya.link.pairs.views import VIEWS
from riwaya.model import Comparison

SETS = Path(__file__).resolve().parents[2] / "shared" / "data" / "pairs"
_MEANS = {"same": "agree", "contradicts": "disagree"}
_GROUPS = ("key", "near", "text", "letters", "length", "said")
Pairs = list[tuple[str, str]]


def kinds() -> tuple[Kind, ...]:
    """Give the kinds of vectors that can be measured here."""
    return ("encoder", "plain") if has_encoder() else ("plain",)


def arentail() -> tuple[Pairs, Labels]:
    """Read ArEntail's train part: pairs, and 1 where the second follows from the first."""
    with (SETS / "arentail-train.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    y = np.array([row["label"] == "entails" for row in rows], np.int64)
    return [(row["premise"], row["hypothesis"]) for row in rows], y


def ans(part: str) -> tuple[Pairs, Labels]:
    """Read one part of ANS: pairs and their stances."""
    with (SETS / f"ans-stance-{part}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(r["s1"], r["s2"]) for r in rows], np.array([STANCES.index(r["stance"]) for r in rows], np.int64)


def read(pairs: Pairs, kind: Kind) -> list[tuple[Side, Side]]:
    """Read both texts of each pair, each text once."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    known = dict(zip(texts, sides(texts, vectors(kind)), strict=True))
    return [(known[a], known[b]) for a, b in pairs]


def verdicts(found: Sequence[Comparison]) -> Labels:
    """Take verdicts for stances."""
    return np.array([STANCES.index(_MEANS.get(one.verdict, "other")) for one in found], np.int64)


def likeliest(one: Comparison) -> str:
    """Give the stance that the model of agreement holds the likeliest."""
    return max(one.chances, key=lambda stance: one.chances[stance])


def on_arentail(kind: Kind) -> dict[str, dict[str, float]]:
    """Measure on ArEntail: five-fold, and the shipped verdicts."""
    pairs, y = arentail()
    held = read(pairs, kind)
    chances = crossed([see(a, b, directed=True) for a, b in held], y, grouped(pairs))
    same = np.array([one.verdict == "same" for one in compare_sides(held, kind)], np.int64)
    return {
        f"ArEntail 5-fold, {kind}": _share(float((chances.argmax(1) == y).mean()), y),
        f"ArEntail transfer, {kind}": _share(float((same == y).mean()), y),
    }


def on_ans(kind: Kind) -> dict[str, dict[str, float]]:
    """Measure on ANS: the model of agreement as it ships, and the verdicts."""
    pairs, y = ans("dev")
    found = compare_sides(read(pairs, kind), kind)
    stance = np.array([STANCES.index(likeliest(one)) for one in found], np.int64)
    return {
        f"ANS dev, {kind}": _share(macro_f1(y, stance), y),
        f"ANS dev verdicts, {kind}": _share(macro_f1(y, verdicts(found)), y),
    }


_MEASURES = {"arentail": on_arentail, "ans": on_ans}


def measure(only: Sequence[Kind] | None = None, names: Sequence[str] = ()) -> dict[str, dict[str, float]]:
    """Give share and number of pairs for every mark, or those of the sets named; nothing where the sets are not."""
    out: dict[str, dict[str, float]] = {}
    for kind in (only or kinds()) if SETS.is_dir() else ():
        for name in names or _MEASURES:
            out |= _MEASURES[name](kind)
    return out


def _share(share: float, y: Labels) -> dict[str, float]:
    return {"share": round(share, 4), "of": len(y)}


def shares() -> dict[str, dict[str, float]]:
    """Give what the gate holds: all marks that can be measured here."""
    return measure()


def ablation(kind: Kind, only_set: str | None = None) -> Iterator[str]:
    """Cross-validate on the train parts with and without parts of what the learner sees."""
    sets = {"arentail": (*arentail(), True), "ans": (*ans("train"), False)}
    for name, (pairs, y, directed) in sets.items():
        if only_set not in (None, name):
            continue
        groups = grouped(pairs)
        seen = [see(a, b, directed=directed) for a, b in read(pairs, kind)]
        ways: list[tuple[str, str, tuple[str, ...]]] = [
            ("features and views", "$^", VIEWS),
            ("features alone", "$^", ()),
            *((f"features alone, without {group}", rf"{group}\b", ()) for group in _GROUPS),
            *((f"features and view {view}", "$^", (view,)) for view in VIEWS),
        ]
        for label, out, only in ways:
            held = [s._replace(row={k: v for k, v in s.row.items() if not re.match(out, k)}) for s in seen]
            said = crossed(held, y, groups, only).argmax(1)
            yield f"{name:10} {kind:8} {label:36} accuracy {(said == y).mean():.3f}  macro F1 {macro_f1(y, said):.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Print the table, the figures as JSON, or the ablation."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kind", choices=("encoder", "plain"), help="measure with one kind of vectors only")
    parser.add_argument("--set", choices=tuple(_MEASURES), help="measure on one set only")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--ablation", action="store_true", help="cross-validate with features left out")
    options = parser.parse_args(arguments)
    if not SETS.is_dir():
        print("pairs: no ../shared beside this checkout, so there is nothing to measure", file=sys.stderr)
        return 0
    if options.ablation:
        for line in ablation(options.kind or kinds()[0], options.set):
            print(line, flush=True)
        return 0
    found = measure([options.kind] if options.kind else None, [options.set] if options.set else ())
    if options.json:
        print(json.dumps(found))
        return 0
    for name, share in found.items():
        print(f"{name:32} {share['share']:.3f}  of {share['of']:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
