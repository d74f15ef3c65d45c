"""What the benchmarks of numbers and of times share: their reports, their clock and how they show speeds."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from extract import JULY, SAMPLE
from riwaya.model import Report
from riwaya.read.files import reports as read_reports


def texts_of_arguments(doc: str | None) -> list[str] | None:
    """Read the texts that the command line asks for; None, with a message, where there are none."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("reports", nargs="?", type=Path, default=JULY if JULY.exists() else SAMPLE)
    parser.add_argument(
        "--reports", dest="limit", type=int, default=3000, help="how many reports to take at most"
    )
    options = parser.parse_args()
    found = [item.text for item in read_reports([options.reports]) if isinstance(item, Report)]
    texts = found[: options.limit]
    if not texts:
        print(f"bench: no reports at {options.reports}", file=sys.stderr)
        return None
    print(f"{len(texts)} reports of {options.reports.name}, {megabytes(texts):.1f} MB")
    return texts


def megabytes(texts: list[str]) -> float:
    """Give the size of texts in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def clock(work: Callable[[], object]) -> float:
    """Give the seconds of processor time that `work` takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def show(speeds: dict[str, float], ours: str) -> None:
    """Print megabytes a second, and each as a multiple of ours."""
    for name, speed in speeds.items():
        print(f"{name:40} {speed:9.3f} MB/s   x {speed / speeds[ours]:.4f}")
