#!/usr/bin/env python3
"""Precision against confidence: of the statements that the program is so sure of, how many are right?

usage: evaluation/calibration.py GOLD_DIR… [--svg FILE]

A statement is right when it meets an annotated one whose every link agrees and whose content agrees by 0.8 (F1 by
words), as the scorer of the annotated reports has it. Prints a table, and draws it where a file is named: a bar for
each band of confidence, with the 95 % interval of the share (Wilson, JASA 1927) and the line on which share and
confidence are the same.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from measure import SHARED
from riwaya.arabic.words import tokens
from riwaya.extract.confidence import confidence, features
from riwaya.extract.mentions import mentions
from riwaya.extract.quantities import quantities
from riwaya.extract.statements import attributed
from riwaya.extract.view import View

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
_WIDTH, _HEIGHT, _MARGIN = 640, 400, 48
_Z = 1.96


class Example(NamedTuple):
    """One statement of the program: its report, rule, features and confidence, and whether it is right."""

    report: str
    rule: str
    names: frozenset[str]
    sure: float
    right: bool


class Band(NamedTuple):
    """Statements between two confidences: how many, how many of them right, and how sure on average."""

    low: float
    high: float
    said: int
    right: int
    sure: float


def examples(folder: Path) -> Iterator[Example]:
    """Run the program over annotated reports and hold each statement against them."""
    sys.path.insert(0, str(SHARED / "gold"))
    import score  # type: ignore[import-not-found]  # noqa: PLC0415 - stands beside the annotated reports

    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = gold["text"]
        toks = tokens(text)
        names = mentions(text, toks)
        view = View(text, toks, (), names)
        found = list(attributed(view, names, quantities(text, toks)))
        said = [
            {
                "cue": [view.toks[act.cue[0]].start, view.toks[act.cue[1] - 1].end],
                "content": [list(part) for part in act.content],
                "chain": [
                    {"span": link.mention and [link.mention.start, link.mention.end]} for link in chain
                ],
            }
            for act, chain in found
        ]
        pairs = {j: gold["statements"][i] for i, j in score.pair(text, gold["statements"], said)}
        for n, (act, chain) in enumerate(found):
            right = n in pairs and _agrees(score, text, pairs[n], said[n])
            sure = confidence(view, act, chain)
            yield Example(gold["id"], act.rule, frozenset(features(view, act, chain)), sure, right)


def _agrees(score: Any, text: str, gold: dict[str, Any], said: dict[str, Any]) -> bool:
    links = zip(gold["chain"], said["chain"], strict=False)
    whole = len(gold["chain"]) == len(said["chain"]) and all(_meets(score, text, a, b) for a, b in links)
    near = score.token_f(score.words(text, gold["content"]), score.words(text, said["content"]))
    return bool(whole and near >= 0.8)


def _meets(score: Any, text: str, a: dict[str, Any], b: dict[str, Any]) -> bool:
    if not a["span"] or not b["span"]:
        return not a["span"] and not b["span"]
    return bool(score.token_f(score.words(text, [a["span"]]), score.words(text, [b["span"]])) >= 0.5)


def bands(found: Sequence[tuple[float, bool]]) -> list[Band]:
    """Sort (confidence, right) into bands; empty ones are left out."""
    out = []
    for low, high in pairwise(BANDS):
        inside = [(s, r) for s, r in found if low <= s < high or (high == 1.0 and s == 1.0)]
        if inside:
            sure = sum(s for s, _ in inside) / len(inside)
            out.append(Band(low, high, len(inside), sum(r for _, r in inside), sure))
    return out


def interval(right: int, said: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson's score interval)."""
    share, square = right / said, _Z * _Z / said
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / said + square / (4 * said)) / (1 + square)
    return middle - half, middle + half


def draw(found: Sequence[Band]) -> str:
    """Draw the bands as SVG."""

    def x(share: float) -> float:
        return _MARGIN + share * (_WIDTH - 2 * _MARGIN)

    def y(share: float) -> float:
        return _HEIGHT - _MARGIN - share * (_HEIGHT - 2 * _MARGIN)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        'font-size="12"><title>Precision against confidence</title>'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<path d="M{x(0):.0f} {y(0):.0f}L{x(1):.0f} {y(1):.0f}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for share in (0, 0.2, 0.4, 0.6, 0.8, 1):
        parts.append(f'<text x="{x(share):.0f}" y="{_HEIGHT - 28}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="40" y="{y(share) + 4:.0f}" text-anchor="end">{share:g}</text>')
    for band in found:
        share, (least, most) = band.right / band.said, interval(band.right, band.said)
        at = x(band.sure)
        parts.append(f'<path d="M{at:.1f} {y(least):.1f}V{y(most):.1f}" stroke="#1f6f8b" stroke-width="2"/>')
        parts.append(f'<circle cx="{at:.1f}" cy="{y(share):.1f}" r="5" fill="#1f6f8b"/>')
        parts.append(
            f'<text x="{at:.1f}" y="{y(most) - 6:.1f}" text-anchor="middle" fill="#555">{band.said}</text>'
        )
    parts.append(
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}" text-anchor="middle">confidence (numbers: statements)</text>'
        f'<text transform="translate(14 {_HEIGHT / 2}) rotate(-90)" text-anchor="middle">share that is right</text>'
    )
    return "\n".join([*parts, "</svg>", ""])


def main() -> int:
    """Print and draw; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    found = bands([(e.sure, e.right) for folder in options.folders for e in examples(folder)])
    for band in found:
        least, most = interval(band.right, band.said)
        print(
            f"{band.low:.2f} to {band.high:.2f}: {band.said:4} said, {band.right / band.said:.2f} right "
            f"({least:.2f} to {most:.2f}), {band.sure:.2f} sure"
        )
    if options.svg:
        options.svg.write_text(draw(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
