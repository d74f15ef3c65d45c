#!/usr/bin/env python3
"""Score found passages as the PAN tasks on text alignment do: precision, recall, granularity and plagdet.

usage: evaluation/plagdet.py CASES DETECTIONS [--micro] [--json]

Both files hold one passage a line: ``{"a": "id", "a_span": [start, end], "b": "id", "b_span": [start, end]}``, spans
half-open and in characters. Which of the two texts is called `a` does not matter; other keys are let be.

After Potthast, Stein, Barrón-Cedeño and Rosso, "An Evaluation Framework for Plagiarism Detection" (COLING 2010). A
detection *detects* a case when it meets it in both texts, and only the characters of cases that it detects are right.
Micro figures count characters of both texts together; macro figures, which the tasks rank by, are means over
detections (precision) and cases (recall), so that a short passage weighs as much as a long one. Granularity is how many
detections a detected case has in the mean, at best 1; plagdet is F1 / log2(1 + granularity).
"""

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

Stretch = tuple[int, int]
_Pair = tuple[str, str]


class Reuse(NamedTuple):
    """A passage that two texts share, made or found: ``[start, end)`` in text `a` and in text `b`."""

    a: str
    a_span: Stretch
    b: str
    b_span: Stretch

    @property
    def spans(self) -> tuple[Stretch, Stretch]:
        """Where it stands in the one text and in the other."""
        return self.a_span, self.b_span

    @property
    def size(self) -> int:
        """How many characters it has in both texts."""
        return sum(end - start for start, end in self.spans)


class Score(NamedTuple):
    """What detections are worth against cases, and how many there were of each."""

    precision: float
    recall: float
    granularity: float
    plagdet: float
    cases: int
    detections: int


def score(cases: Iterable[Reuse], detections: Iterable[Reuse], *, micro: bool = False) -> Score:
    """Score the detections; where there is neither case nor detection everything is right.

    Where there are only cases, or only detections, precision and recall are 0.
    """
    made, found = _by_pair(cases), _by_pair(detections)
    all_made, all_found = sum(map(len, made.values())), sum(map(len, found.values()))
    if not all_made or not all_found:
        right = float(all_made == all_found)
        return Score(right, right, 1.0, right, all_made, all_found)
    measure = _micro if micro else _macro
    precision, recall = measure(found, made), measure(made, found)
    grains = granularity(made, found)
    return Score(precision, recall, grains, plagdet(precision, recall, grains), all_made, all_found)


def plagdet(precision: float, recall: float, grains: float) -> float:
    """Join the three figures: F1, divided by log2(1 + granularity)."""
    if precision + recall == 0:
        return 0.0
    return 2 * precision * recall / (precision + recall) / math.log2(1 + grains)


def granularity(made: dict[_Pair, list[Reuse]], found: dict[_Pair, list[Reuse]]) -> float:
    """Give how many detections a detected case has in the mean; 1 where none is detected."""
    counts = [
        sum(_meet(case, one) for one in found.get(pair, ())) for pair, held in made.items() for case in held
    ]
    detected = [count for count in counts if count]
    return sum(detected) / len(detected) if detected else 1.0


def covered(one: Reuse, others: Sequence[Reuse]) -> int:
    """Count the characters of `one`, in both texts, that lie in those of `others` that meet it in both."""
    met = [other for other in others if _meet(one, other)]
    return sum(_length(_cut(one.spans[side], other.spans[side]) for other in met) for side in (0, 1))


def _macro(of: dict[_Pair, list[Reuse]], by: dict[_Pair, list[Reuse]]) -> float:
    """Give the mean share of each of the first that is covered by the second."""
    shares = [covered(one, by.get(pair, ())) / one.size for pair, held in of.items() for one in held]
    return sum(shares) / len(shares)


def _micro(of: dict[_Pair, list[Reuse]], by: dict[_Pair, list[Reuse]]) -> float:
    """Give the share of all characters of the first that is covered by the second; each is counted once."""
    right = total = 0
    for pair, held in of.items():
        met = [(one, other) for one in held for other in by.get(pair, ()) if _meet(one, other)]
        for side in (0, 1):
            total += _length(one.spans[side] for one in held)
            right += _length(_cut(one.spans[side], other.spans[side]) for one, other in met)
    return right / total


def _by_pair(passages: Iterable[Reuse]) -> dict[_Pair, list[Reuse]]:
    """Sort passages by the two texts that they are in, each with its text of the lower id first."""
    out: dict[_Pair, list[Reuse]] = defaultdict(list)
    for one in passages:
        turned = one if one.a <= one.b else Reuse(one.b, one.b_span, one.a, one.a_span)
        if turned.a_span[0] >= turned.a_span[1] or turned.b_span[0] >= turned.b_span[1]:
            raise ValueError(f"a passage without a character in one of its texts: {one}")
        out[turned.a, turned.b].append(turned)
    return out


def _meet(one: Reuse, other: Reuse) -> bool:
    """Tell whether two passages of one pair have a character in common in both texts."""
    stretches = (_cut(left, right) for left, right in zip(one.spans, other.spans, strict=True))
    return all(start < end for start, end in stretches)


def _cut(one: Stretch, other: Stretch) -> Stretch:
    return max(one[0], other[0]), min(one[1], other[1])


def _length(stretches: Iterable[Stretch]) -> int:
    """Count the characters that stand in any of the stretches."""
    total = end = 0
    for start, stop in sorted(stretches):
        total += max(0, stop - max(start, end))
        end = max(end, stop)
    return total


def read(path: Path) -> Iterator[Reuse]:
    """Read a file of passages; raises ValueError that names the line where one is not as it should be."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            spans = [(int(row[key][0]), int(row[key][1])) for key in ("a_span", "b_span")]
            yield Reuse(row["a"], spans[0], row["b"], spans[1])
        except (ValueError, KeyError, IndexError, TypeError) as problem:
            raise ValueError(f"{path.name}, line {number}: no passage ({problem!r})") from None


def main(arguments: list[str] | None = None) -> int:
    """Score one file of passages against another and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path, help="the passages that there are, JSON lines")
    parser.add_argument("detections", type=Path, help="the passages that were found, JSON lines")
    parser.add_argument("--micro", action="store_true", help="count characters, not cases and detections")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    try:
        figures = score(read(options.cases), read(options.detections), micro=options.micro)
    except (OSError, ValueError) as problem:
        print(f"plagdet: {problem}", file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(figures._asdict()))
        return 0
    for name, figure in figures._asdict().items():
        print(f"{name:12} {figure:.4f}" if isinstance(figure, float) else f"{name:12} {figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
