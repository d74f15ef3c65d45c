#!/usr/bin/env python3
"""Seconds and memory of finding copies against the number of reports, and of its search for pairs beside two rivals.

usage: benchmarks/copy_speed.py [--sizes N ...]

The reports are those of July beside the checkout, in the order of publication, as a case grows; where they are absent,
they are made out of the sample. Each size runs in a process of its own, so that the most memory it ever held is its
own. Growth is the slope between two sizes where both axes are logarithmic: 1 is linear in the number of reports.

The rivals, datasketch and rensa, are asked at the middle size and the largest for what the first half of ours does: to
name pairs worth a closer look. They start from the same hashed words. They search by Jaccard, the share of all grams of
two texts that both have; agency copy is cut, so a short report in a long one is none to them. Which of the pairs that
our passages are in they name as well is told beside their time; ours names all of these but those that are found
by way of a third report, and so that share says what the rivals miss of what we find, and nothing of what we miss.
Nothing is asserted. Times are those of the processor, on one core. Nothing is extracted first, so names weigh as much
as other words do.
"""

import argparse
import math
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from itertools import count, islice, pairwise
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest import mock

import msgspec

from rivals import answer
from riwaya.arabic.words import TOKEN
from riwaya.link.reuse import (
    aligned_here,
    candidates,
    copies,
    in_time,
    is_one_text,
    passages,
    passages_with,
    words_of,
)
from riwaya.model import Extraction, Passage, Report
from riwaya.read.files import reports as read_reports
from speed import JULY, SAMPLE, clock

STEPS = ("words", "candidates", "alignment", "telling", "total")
HEAD = (
    f"{'reports':>9} {'words':>10} {' '.join(f'{step:>10}' for step in STEPS)} {'reports/s':>9} {'passages':>9}"
    f" {'MB before':>10} {'at most':>7}   (steps in seconds)"
)
SIZES = (1000, 2000, 4000, 8000, 15000)
_ARRIVING = 5


class Whole(NamedTuple):
    """What finding all copies of some reports took; `one` says what one new report then does, where it was asked.

    `before` is the most memory that was held when it began, `peak` in the end, in megabytes.
    """

    reports: int
    words: int
    seconds: dict[str, float]
    passages: int
    pairs: set[tuple[int, int]]
    before: float
    peak: float
    one: str


def main() -> int:
    """Run the benchmark; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, help="how many reports to take")
    wanted = parser.parse_args().sizes
    if min(wanted) < 10:
        parser.error("ten reports at least")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        there = fresh(prepare, path, max(wanted))
        sizes = sorted({min(size, there) for size in wanted})
        ends = sizes[0], sizes[-1]
        runs: dict[int, Whole] = {}
        print(HEAD)
        for size in sizes:
            runs[size] = fresh(whole, path, size, then_one=size in ends)
            show_whole(runs[size])
        for one, other in dict.fromkeys([*pairwise(sizes), ends]):
            if one < other:
                show_growth(runs[one], runs[other])
        print(*(run.one for run in runs.values() if run.one), sep="\n")
        for size in dict.fromkeys((sizes[len(sizes) // 2], sizes[-1])):
            show_beside(runs[size], fresh(beside, path, size, runs[size].pairs))
    return 0


def fresh(work: Callable[..., Any], *given: object, **named: object) -> Any:
    """Give what `work` gives in a process that did nothing before it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given, **named).result()


def prepare(path: Path, most: int) -> int:
    """Write the first reports to a file, a line each, and say what they are; gives how many there are."""
    archives = sorted(JULY.parent.glob("2015-07-*.zip"))
    read = [item for item in read_reports(archives or [SAMPLE]) if isinstance(item, Report)]
    unique = sorted({report.id: report for report in read}.values(), key=in_time)
    if archives:
        print(f"{len(unique)} reports of {len(archives)} archives of July")
    else:
        print("no reports of July beside the checkout: these are made of the sample, with other words")
        unique = list(islice(made(unique), most))
    with path.open("wb") as out:
        out.writelines(msgspec.json.encode(report) + b"\n" for report in unique[:most])
    return min(len(unique), most)


def made(sample: Sequence[Report]) -> Iterator[Report]:
    """Give the sample again and again, each time with other words in the same places: its copies stay copies."""
    found = (found for report in sample for found in TOKEN.finditer(report.text))
    words = sorted({word[0] for word in found if word.lastgroup == "word"})
    for turn in count():
        others = {word: words[(number + turn) % len(words)] for number, word in enumerate(words)}
        for report in sample:
            yield Report(
                id=f"{report.id}-{turn}", text=_changed(report.text, others), published=report.published
            )


def _changed(text: str, others: dict[str, str]) -> str:
    return TOKEN.sub(lambda found: others.get(found[0], found[0]), text)


def load(path: Path, size: int) -> list[Report]:
    """Read the first reports of the file."""
    with path.open("rb") as lines:
        return [msgspec.json.decode(line, type=Report) for line in islice(lines, size)]


def steps(reports: Sequence[Report]) -> tuple[tuple[Passage, ...], dict[str, float]]:
    """Find the passages; gives them with the seconds of each step.

    This is all that the benchmark knows of how `passages` goes about it: it calls two functions by names of its own
    module, aligns with what it is given, and what is left is telling passages from formulas.
    """
    home = sys.modules[passages.__module__]
    seconds = dict.fromkeys(STEPS, 0.0)

    def timed(work: Callable[..., Any], step: str) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            start = time.process_time()
            found = work(*given, **named)
            seconds[step] += time.process_time() - start
            return found

        return run

    with ExitStack() as patched:
        for step, name in {"words": "words_of", "candidates": "candidates"}.items():
            patched.enter_context(mock.patch.object(home, name, timed(getattr(home, name), step)))
        align = timed(lambda pairs: list(aligned_here(pairs)), "alignment")
        found = timed(passages, "total")(reports, aligned=align)
    *parts, total = seconds.values()
    seconds["telling"] = total - sum(parts)
    if not all(seconds.values()):
        sys.exit("bench: passages goes another way about it than it did, so its steps cannot be told apart")
    return found, seconds


def whole(path: Path, size: int, *, then_one: bool) -> Whole:
    """Find all copies among the first reports; `then_one` asks for one new report into them too."""
    reports = load(path, size)
    before = most_held()
    found, seconds = steps(reports)
    peak = most_held()
    at = {report.id: number for number, report in enumerate(reports)}
    pairs = {(min(at[p.a], at[p.b]), max(at[p.a], at[p.b])) for p in found}
    words = sum(len(report.text.split()) for report in reports)
    one = arriving(reports, found) if then_one else ""
    return Whole(len(reports), words, seconds, len(found), pairs, before, peak, one)


def arriving(reports: Sequence[Report], found: Sequence[Passage]) -> str:
    """Say what one new report takes in a case of the others; a few of all times are new, one at a time.

    What a case keeps is at hand: hashed words, and which reports are one text.
    """
    step = len(reports) // _ARRIVING
    new = reports[step // 2 :: step][:_ARRIVING]
    rest = [report for report in reports if report not in new]
    words = dict(zip((report.id for report in rest), words_of(rest), strict=True))
    at = {name: number for number, name in enumerate(words)}
    told = copies([p for p in found if p.a in at and p.b in at], words)
    alike = [(at[c.a], at[c.b]) for c in told if is_one_text(c)]
    known = [word.ids for word in words.values()]
    published = [report.published for report in rest]
    took, passages_found = [], 0
    for report in new:
        start = time.process_time()
        passages_found += len(
            passages_with(known, published, alike, lambda n: _bare(rest[n]), [_bare(report)])
        )
        took.append(time.process_time() - start)
    return (
        f"one new report into a case of {len(rest):,}: {median(took):.3f} s "
        f"(median of {len(took)}, {min(took):.3f} to {max(took):.3f}; {passages_found} passages)"
    )


def _bare(report: Report) -> tuple[Report, Extraction]:
    return report, Extraction(report=report.id)


def most_held() -> float:
    """Give the most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def beside(path: Path, size: int, named: set[tuple[int, int]]) -> dict[str, tuple[float, int, int]]:
    """Give seconds, pairs, and how many of the pairs `named` are among them: ours first, then those of the rivals."""
    words = [word.ids for word in words_of(load(path, size))]
    ours = set(candidates(words))
    out = {"Riwaya candidates": (clock(lambda: candidates(words)), len(ours), len(ours & named))}
    told = answer("rival_copies.py", [ids.tolist() for ids in words]) or {}
    for name, rival in told.items():
        theirs = {(a, b) for a, b in rival["pairs"]}
        out[name] = rival["seconds"], len(theirs), len(theirs & named)
    return out


def show_whole(run: Whole) -> None:
    """Print what one size took."""
    print(
        f"{run.reports:9,} {run.words:10,}",
        *(f"{seconds:10.2f}" for seconds in run.seconds.values()),
        f"{run.reports / run.seconds['total']:9,.0f} {run.passages:9,} {run.before:10,.0f} {run.peak:7,.0f}",
        flush=True,
    )


def show_growth(one: Whole, other: Whole) -> None:
    """Print the exponents by which everything grows from one size to the next."""

    def slope(a: float, b: float) -> str:
        return f"{math.log(b / a) / math.log(other.reports / one.reports):.2f}" if a > 0 and b > 0 else "-"

    parts = [f"{name} {slope(one.seconds[name], other.seconds[name])}" for name in one.seconds]
    parts += [
        f"passages {slope(one.passages, other.passages)}",
        f"words of text {slope(one.words, other.words)}",
    ]
    print(f"growth from {one.reports:,} to {other.reports:,}: {', '.join(parts)}")


def show_beside(run: Whole, rows: dict[str, tuple[float, int, int]]) -> None:
    """Print the searches for pairs, and each time as a multiple of ours."""
    ours = next(iter(rows.values()))[0]
    print(f"pairs of {run.reports:,} reports; {len(run.pairs):,} of them share passages")
    for name, (seconds, pairs, named) in rows.items():
        share = named / len(run.pairs) if run.pairs else math.nan
        print(
            f"  {name:40} {seconds:7.2f} s  x {seconds / ours:5.2f} {pairs:9,} pairs, {share:6.1%} of these",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
