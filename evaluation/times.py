#!/usr/bin/env python3
"""Measure the reading of times on the public expressions of Duckling and the fixtures of hijridate.

usage: evaluation/times.py [--misses | --json]

Duckling's Arabic corpus gives expressions with what they mean at 2013-02-12T04:30-02:00. An expression counts as right
when `riwaya.arabic.times`, looking forward as Duckling does, finds exactly one time in it, and that time begins at
the instant that is expected and has its grain; of an interval both ends must be right. Nothing of the set is
part of the project: it stands in ``../shared``, and where it does not there is nothing to measure.
"""

import argparse
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from riwaya.arabic.times import TimeFound, times
from riwaya.arabic.times_calendar import hijri

SHARED = Path(__file__).resolve().parents[2] / "shared"
FOLDER = Path("data", "numbers_times")
_MOMENT = re.compile(r"\((\d+), (\d+), (\d+), (\d+), (\d+), (\d+)\)")
_GRAIN = re.compile(r"\) ([A-Z][a-z]+)")
_DURATION = re.compile(r"\(DurationData (\d+) (\w+)\)")
_LETTERS = {"Second": "PT{}S", "Minute": "PT{}M", "Hour": "PT{}H", "Day": "P{}D", "Week": "P{}W"} | {
    "Month": "P{}M",
    "Quarter": "P{}Q",
    "Year": "P{}Y",
}
_PARTS = ("Time", "Duration")


def right(expected: str, found: list[TimeFound]) -> bool:
    """Tell whether the times found in an expression are what Duckling expects."""
    if len(found) != 1:
        return False
    lasting = _DURATION.match(expected)
    if lasting is not None:
        return found[0].value == _LETTERS[lasting[2]].format(lasting[1])
    between = found[0].bounds
    if between is None:
        return False
    moments = [_moment(*parts) for parts in _MOMENT.findall(expected)]
    if "Interval" in expected:
        return list(between) == moments
    grain = _GRAIN.search(expected)
    return between[0] == moments[0] and grain is not None and found[0].grain == grain[1].lower()


def _moment(year: str, month: str, day: str, hour: str, minute: str, second: str) -> datetime:
    return datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))


def duckling(shared: Path, part: str) -> tuple[int, list[tuple[str, str, str]]]:
    """Read one file of expressions; give their number and the misses (text, expected, what was found)."""
    data = json.loads((shared / FOLDER / "duckling" / f"{part}.json").read_text(encoding="utf-8"))
    reference = datetime.fromisoformat(data["reference_time"].split(" ")[0])
    misses = []
    for example in data["examples"]:
        found = times(example["text"], reference=reference, prefer="future")
        if not right(example["expected"], found):
            said = " · ".join(f"{one.edtf or one.value} ({one.grain})" for one in found)
            misses.append((example["text"], example["expected"], said or "nothing"))
    return len(data["examples"]), misses


def conversions(shared: Path) -> tuple[int, list[tuple[str, str, str]]]:
    """Convert every Hijri day of the fixtures; give their number and the misses."""
    count, misses = 0, []
    for path in sorted((shared / FOLDER / "hijridate_fixtures").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            (lunar, solar), count = row[0], count + 1
            expected, said = "{:04}-{:02}-{:02}".format(*solar), hijri(*lunar)
            if said != expected:
                misses.append(("{}-{}-{}".format(*lunar), expected, str(said)))
    return count, misses


def measured(shared: Path) -> dict[str, tuple[int, list[tuple[str, str, str]]]]:
    """Give for each set how many expressions it has, and the misses."""
    parts = {f"duckling {part}": duckling(shared, part) for part in _PARTS}
    return parts | {"hijridate": conversions(shared)}


def shares(shared: Path) -> dict[str, Any]:
    """Give the shares as the gate keeps them: name → {"share", "of"}."""
    return {
        name: {"share": round(1 - len(misses) / count, 4), "of": count}
        for name, (count, misses) in measured(shared).items()
    }


def main() -> int:
    """Print the shares, and with --misses every expression that is read otherwise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list every miss")
    parser.add_argument("--json", action="store_true", help="print the shares as JSON, for the gate")
    options = parser.parse_args()
    if not (SHARED / FOLDER).is_dir():
        print("times: no ../shared beside this checkout, so there is nothing to measure", file=sys.stderr)
        return 0
    if options.json:
        print(json.dumps(shares(SHARED)))
        return 0
    for name, (count, misses) in measured(SHARED).items():
        print(f"{name:18} {count - len(misses)} of {count}  {1 - len(misses) / count:.1%}")
        for text, expected, said in misses if options.misses else ():
            print(f"    {text}  expected {expected}, found {said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
