"""What the benchmarks share: their reports, and the clock and the show of those that count megabytes."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from riwaya.model import Report
from riwaya.read.files import reports as read_reports

ROOT = Path(__file__).resolve().parent.parent
JULY = ROOT.parent / "shared" / "data" / "saudinewsnet" / "2015-07-21.zip"
SAMPLE = ROOT / "examples" / "reports"


def reports_of_arguments(doc: str | None, most: int) -> list[Report]:
    """Read the reports that the command line asks for, at most `most`; without any the program ends."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("reports", nargs="?", type=Path, default=JULY if JULY.exists() else SAMPLE)
    parser.add_argument(
        "--reports", dest="limit", type=int, default=most, help="how many reports to take at most"
    )
    options = parser.parse_args()
    found = [item for item in read_reports([options.reports]) if isinstance(item, Report)]
    if not found:
        sys.exit(f"bench: no reports at {options.reports}")
    print(f"{len(found[: options.limit])} reports of {options.reports.name}")
    return found[: options.limit]


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
