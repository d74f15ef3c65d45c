#!/usr/bin/env python3
"""Megabytes of text a second of the grammar of numbers, beside a regular expression that only finds digits.

usage: benchmarks/number_speed.py [ZIP OR FOLDER OF REPORTS] [--reports N]

The bare scan finds runs of digits with their separators: no words, no values, no units. What a reader of digits
gets for free is therefore the ratio's one. Nothing is asserted, as in `benchmarks/extract.py`. The time is that of
the processor, on one core; the lexicons are loaded before the clock starts.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extract import JULY, SAMPLE
from riwaya.arabic.numbers import numbers
from riwaya.arabic.words import tokens
from riwaya.model import Report
from riwaya.read.files import reports as read_reports

_DIGITS = re.compile(r"[0-9٠-٩۰-۹]+(?:[.,٫٬/][0-9٠-٩۰-۹]+)*")


def main() -> int:
    """Run the benchmark; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reports", nargs="?", type=Path, default=JULY if JULY.exists() else SAMPLE)
    parser.add_argument(
        "--reports", dest="limit", type=int, default=3000, help="how many reports to take at most"
    )
    options = parser.parse_args()
    texts = [item.text for item in read_reports([options.reports]) if isinstance(item, Report)][
        : options.limit
    ]
    size = sum(len(text.encode()) for text in texts) / 1e6
    if not size:
        print(f"bench: no reports at {options.reports}", file=sys.stderr)
        return 1
    print(f"numbers: {len(texts)} reports of {options.reports.name}, {size:.1f} MB")
    list(map(numbers, texts[:20]))
    cut = [(text, tokens(text)) for text in texts]
    seconds = {
        "a bare scan for digits": clock(lambda: sum(len(_DIGITS.findall(text)) for text in texts)),
        "cutting into tokens": clock(lambda: sum(len(tokens(text)) for text in texts)),
        "numbers, of tokens at hand": clock(lambda: sum(len(numbers(text, toks)) for text, toks in cut)),
        "numbers, of text": clock(lambda: sum(len(numbers(text)) for text in texts)),
    }
    slowest = seconds["numbers, of text"]
    for what, took in seconds.items():
        print(f"{what:28} {size / took:7.1f} MB/s   {took / slowest:6.1%} of the time of numbers, of text")
    return 0


def clock(work: Callable[[], int]) -> float:
    """Give the seconds of processor time that `work` takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    sys.exit(main())
