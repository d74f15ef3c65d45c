#!/usr/bin/env python3
"""Words per second of `extract` on one process and on two, beside a tokenizer that does far less, in one run.

usage: benchmarks/extract.py [ZIP OR FOLDER OF REPORTS] [--reports N]

The rival is `simple_word_tokenize` of camel-tools, the word tokenizer that Arabic pipelines most often begin
with: it cuts a text into words and stops there, where `extract` goes on to statements, chains, quantities,
times and names. It is installed apart, into a folder of out, without what else camel-tools needs (torch among it).
Words are counted by white space, for everybody alike. Nothing is asserted: a figure says something about
one machine at one time, a ratio of two figures of the same run a little more.
"""

import sys
import time
from itertools import islice

from rivals import seconds as rival_seconds
from riwaya.model import Report
from riwaya.pipeline import extract_all
from speed import reports_of_arguments


def main() -> int:
    """Run the benchmark; gives the exit code."""
    taken = reports_of_arguments(__doc__, 1000)
    words = sum(len(report.text.split()) for report in taken)
    list(extract_all(islice(taken, 20), workers=1))  # the lexicons are loaded before the clock starts
    seconds = {
        "extract, one core": clock(taken, 1),
        "extract, two processes": clock(taken, 2),
    }
    tokenizer = rival_seconds("rival.py", [report.text for report in taken])
    if tokenizer is not None:
        seconds["camel-tools simple_word_tokenize, one process"] = tokenizer
    show(words, seconds)
    return 0


def clock(reports: list[Report], workers: int) -> float:
    """Give the seconds that `extract` takes over the reports: of one core in this process, else by the clock on the
    wall, worker start-up included.
    """
    timer = time.process_time if workers == 1 else time.perf_counter
    start = timer()
    found = [extraction for _, extraction in extract_all(reports, workers=workers)]
    elapsed = timer() - start
    statements = sum(len(extraction.statements) for extraction in found)
    failed = sum(warning.code == "R202" for extraction in found for warning in extraction.warnings)
    print(f"  {statements:,} statements in {elapsed:.1f} s, {failed} reports failed, workers: {workers}")
    return elapsed


def show(words: int, seconds: dict[str, float]) -> None:
    """Print words per second, and each as a multiple of the first."""
    first = next(iter(seconds.values()))
    for name, elapsed in seconds.items():
        print(f"{name:48} {words / elapsed:12,.0f} words/s   x {first / elapsed:.2f}")


if __name__ == "__main__":
    sys.exit(main())
