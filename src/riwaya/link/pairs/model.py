"""Model: how likely two short texts agree, disagree or speak of other things, and whether they tell one event.

Two layers of multinomial logistic regression. Below, each view of a pair (`link.pairs.views`) has a learner of its
own; above, one learner sees the features (`link.pairs.features`) and what those below say, which they were asked of
pairs that they had not seen (stacking; Wolpert 1992). A smaller learner sees only how much two texts share and says
whether they tell one event. `training/pairs.py` makes the file: one set of weights for use with the sentence encoder,
one for use without.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from riwaya.link.pairs.evidence import Evidence, evidence
from riwaya.link.pairs.features import features, match, table
from riwaya.link.pairs.sides import Side
from riwaya.link.pairs.vectors import Floats, Kind
from riwaya.link.pairs.views import VIEWS, views

STANCES = ("agree", "disagree", "other")
_MODEL = "models/pairs.npz"


class Seen(NamedTuple):
    """A pair as learners see it: its features by name, its views, and the evidence they go back to."""

    row: dict[str, float]
    views: dict[str, Floats]
    said: Evidence


def see(a: Side, b: Side, *, directed: bool = False) -> Seen:
    """Look at a pair; unless `directed`, the order of the two makes no difference."""
    met, said = match(a, b), evidence(a, b)
    row = features(a, b, met, said).row(directed=directed)
    return Seen(row, views(a, b, met, directed=directed), said)


class Linear(NamedTuple):
    """A multinomial logistic regression over columns ``(x - mean) / scale``, cut off at `far` of either sign."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    far: Floats

    def scores(self, x: Floats) -> Floats:
        """Score the classes ``[rows, classes]``."""
        out: Floats = np.clip((x - self.mean) / self.scale, -self.far, self.far) @ self.weights + self.bias
        return out

    def chances(self, x: Floats) -> Floats:
        """Give the probability of each class."""
        scores = self.scores(x)
        raised = np.exp(scores - scores.max(1, keepdims=True))
        out: Floats = raised / raised.sum(1, keepdims=True)
        return out


class Stack(NamedTuple):
    """The learner of agreement: one `below` for each view, and the one above with the names of its features."""

    below: dict[str, Linear]
    names: tuple[str, ...]
    above: Linear

    def chances(self, seen: Sequence[Seen]) -> Floats:
        """Give the probability of each class ``[pairs, classes]``."""
        told = {name: one.scores(np.stack([s.views[name] for s in seen])) for name, one in self.below.items()}
        return self.above.chances(beside(table([s.row for s in seen], self.names), told))


def beside(rows: Floats, told: Mapping[str, Floats]) -> Floats:
    """Put what the learners below say beside the features, in the order of the views."""
    return np.concatenate([rows, *(told[name] for name in VIEWS if name in told)], axis=1)


class Event(NamedTuple):
    """The learner of one event or not."""

    names: tuple[str, ...]
    learner: Linear

    def chances(self, seen: Sequence[Seen]) -> Floats:
        """Give the probability that each pair tells one event."""
        out: Floats = self.learner.chances(table([s.row for s in seen], self.names))[:, 1]
        return out


class Learned(NamedTuple):
    """The two learners for one kind of vectors."""

    stance: Stack
    event: Event


def packed(learned: Mapping[Kind, Learned]) -> dict[str, NDArray[Any]]:
    """Lay learners out as the arrays of a model file."""
    out: dict[str, NDArray[Any]] = {}
    for kind, one in learned.items():
        linear = {f"below.{view}": low for view, low in one.stance.below.items()}
        linear |= {"above": one.stance.above, "event": one.event.learner}
        for name, part in linear.items():
            # The wide ones are many small weights: half precision will do.
            width = np.float16 if name.startswith("below") else np.float32
            for field, values in part._asdict().items():
                out[f"{kind}.{name}.{field}"] = values.astype(width if field == "weights" else np.float32)
        out[f"{kind}.above.names"] = _text(one.stance.names)
        out[f"{kind}.event.names"] = _text(one.event.names)
    return out


def _text(names: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), np.uint8)


def unpack(data: bytes) -> dict[str, Learned]:
    """Make the learners that a model file holds, by kind; raises KeyError or ValueError when the file is no model."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        held = {name: file[name] for name in file.files}

    def linear(name: str) -> Linear:
        return Linear(*(held[f"{name}.{field}"].astype(np.float32) for field in Linear._fields))

    def names(name: str) -> tuple[str, ...]:
        return tuple(held[f"{name}.names"].tobytes().decode().split("\n"))

    out = {}
    for kind in sorted({name.partition(".")[0] for name in held}):
        below = {view: linear(f"{kind}.below.{view}") for view in VIEWS}
        stance = Stack(below, names(f"{kind}.above"), linear(f"{kind}.above"))
        out[kind] = Learned(stance, Event(names(f"{kind}.event"), linear(f"{kind}.event")))
    return out


@cache
def learned(kind: Kind) -> Learned:
    """Load the shipped learners for a kind of vectors once; raises FileNotFoundError when they are not there."""
    return _shipped()[kind]


@cache
def _shipped() -> dict[str, Learned]:
    return unpack(files("riwaya.data").joinpath(_MODEL).read_bytes())
