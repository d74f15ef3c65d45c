#!/usr/bin/env python3
"""Seconds that one report more takes beside linking everything anew, in one run.

usage: benchmarks/add_one.py [ZIP OR FOLDER OF REPORTS] [--reports N]

A case is made of the reports but for a few of all days, and linked as a whole: that is the clock's first figure. Then
those few are read into it, each by itself: in this process, and one as a command of its own, which imports the program
and loads its lexicons. A few reports are made out of the sample again and again, with other words each time, until they
are a case that is updated. Nothing is asserted: a figure says something about one machine at one time, a ratio of two
figures of the same run a little more. Times are those of the clock on the wall.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import msgspec

from copy_speed import made
from riwaya import pipeline
from riwaya.case import Case
from riwaya.model import Report
from riwaya.pipeline.joining import SMALL_CASE
from speed import reports_of_arguments

_NEW = 9
"""Reports that are read one by one; the first loads the lexicons and is not counted, the last is a command."""


def main() -> int:
    """Run the benchmark; gives the exit code."""
    taken = reports_of_arguments(__doc__, 3000)
    if len(taken) < 2 * SMALL_CASE:
        print("too few for a case that is updated: more are made of them, with other words")
        taken = list(islice(made(taken), 2 * SMALL_CASE))
    step = len(taken) // _NEW
    new = taken[step // 2 :: step][:_NEW]
    apart = {report.id for report in new}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case.riwaya"
        first, *rest, last = [kept(Path(folder), f"{n}", [report]) for n, report in enumerate(new)]
        with pipeline.read(kept(Path(folder), "rest", (r for r in taken if r.id not in apart)), path) as case:
            whole = seconds(lambda: pipeline.relink(case))
            show(case, "everything linked anew", whole, whole)
            pipeline.read(first, case)
            took = [seconds(lambda file=file: pipeline.read(file, case)) for file in rest]  # type: ignore[misc]
            show(
                case,
                f"one report more, of {len(took)} (from {min(took):.2f} to {max(took):.2f} s)",
                median(took),
                whole,
            )
        command = [sys.executable, "-m", "riwaya", "read", str(last), "--case", str(path)]
        alone = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
        with Case.open(path) as case:
            show(case, "one report more, as a command of its own", alone, whole)
    return 0


def kept(folder: Path, name: str, reports: Iterable[Report]) -> Path:
    """Write reports to a file that can be read, a line each."""
    file = folder / f"{name}.jsonl"
    fields = ("text", "title", "outlet", "url", "published", "byline")
    lines = (msgspec.json.encode({field: getattr(report, field) for field in fields}) for report in reports)
    file.write_bytes(b"\n".join(lines))
    return file


def seconds(work: Callable[[], object]) -> float:
    """Give the seconds that `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show(case: Case, what: str, took: float, whole: float) -> None:
    """Print what a piece of work took, and what part of linking everything that is."""
    counts = case.counts()
    case_of = f"{counts['reports']:,} reports, {counts['claims']:,} claims"
    print(f"{case_of:32} {what:56} {took:8.2f} s   1/{whole / took:,.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
