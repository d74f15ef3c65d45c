#!/usr/bin/env python3
"""Score the copies that the program finds in the July reports against pairs that were labelled by hand.

usage: evaluation/copies_labelled.py            one day: how the gate measures, in some ten seconds
       evaluation/copies_labelled.py --july     all days in one case, as they are meant to be used: six minutes

How rare a stretch is is weighed over the collection, so that a formula is known for one better among 15,000 reports
than among 2,000. Precision and recall count pairs of reports. With --july, the pairs found
on other days that were labelled afterwards (`copies_labels_found.tsv`) are told too, with the precision of all found
pairs that they stand for.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from riwaya.link.reuse import traced
from riwaya.link.reuse.direction import directed
from riwaya.link.reuse.passages import passages_of, texts_of
from riwaya.model import Extraction, Report
from riwaya.pipeline.aligning import aligner
from riwaya.pipeline.single import extract
from riwaya.pipeline.workers import extract_all
from riwaya.read.files import reports
from riwaya.read.told.repeats import Repeats

HERE = Path(__file__).resolve().parent
JULY = HERE.parents[1] / "shared" / "data" / "saudinewsnet"
DAY = "2015-07-22"
LABELS, FOUND = HERE / "copies_labels.tsv", HERE / "copies_labels_found.tsv"
CHUNK = 2048

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    """Read labels."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t"))


def read(paths: Iterable[Path]) -> list[Report]:
    """Read reports as a case does: in chunks, with what repeats marked, in the order of publication."""
    found = [report for path in sorted(paths) for report in reports(path) if isinstance(report, Report)]
    repeats, held = Repeats(), []
    for start in range(0, len(found), CHUNK):
        held += repeats.marked(found[start : start + CHUNK])
    return sorted(held, key=lambda report: (report.published or "", report.id))


def _of_interest(held: Sequence[Report], labels: Iterable[Row]) -> Iterator[Extraction]:
    """Extract the reports that labels speak of; of the others nothing is known to be a name."""
    wanted = {address for row in labels for address in (row["a"], row["b"])}
    for report in held:
        yield extract(report) if report.url in wanted else Extraction(report=report.id)


def found_in(held: Sequence[Report], extractions: Sequence[Extraction]) -> set[frozenset[str]]:
    """Give the pairs of addresses that are copies."""
    address = {report.id: report.url or "" for report in held}
    texts = texts_of(held, extractions)
    shared = directed(passages_of(texts, aligner()), held, extractions)
    found = traced(shared, held, extractions, {text.report.id: text.words for text in texts}).copies
    return {frozenset((address[c.a], address[c.b])) for c in found}


def score(found: set[frozenset[str]], labels: Iterable[Row]) -> dict[str, float]:
    """Count pairs rightly found, wrongly found and missed; undecided ones are left out."""
    counts: dict[tuple[str, bool], int] = defaultdict(int)
    for row in labels:
        counts[row["label"], frozenset((row["a"], row["b"])) in found] += 1
    right, wrong, missed = counts["yes", True], counts["no", True], counts["yes", False]
    return {
        "precision": right / max(1, right + wrong),
        "recall": right / max(1, right + missed),
        "found": right + wrong,
        "labelled": right + missed,
    }


def stands_for(found: set[frozenset[str]], labels: Iterable[Row]) -> float:
    """Give the precision of all found pairs that the labels of some stand for, each layer by its size."""
    kept: dict[str, list[bool]] = defaultdict(list)
    drawn: dict[str, int] = defaultdict(int)
    for row in labels:
        drawn[row["layer"]] += 1
        if row["label"] != "?" and frozenset((row["a"], row["b"])) in found:
            kept[row["layer"]].append(row["label"] == "yes")
    of = {layer: int(layer) * len(kept[layer]) / drawn[layer] for layer in drawn}
    return sum(of[layer] * sum(kept[layer]) / max(1, len(kept[layer])) for layer in of) / sum(of.values())


def measure() -> dict[str, dict[str, float]]:
    """Give what the gate holds: precision and recall on the labelled day by itself."""
    labels = rows(LABELS)
    held = read(JULY.glob(f"{DAY}.zip"))
    scored = score(found_in(held, list(_of_interest(held, labels))), labels)
    return {
        "precision": {"share": round(scored["precision"], 4), "of": int(scored["found"])},
        "recall": {"share": round(scored["recall"], 4), "of": int(scored["labelled"])},
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--july", action="store_true")
    args = parser.parse_args()
    if not args.july:
        for name, figure in measure().items():
            print(f"{name:10} {figure['share']:.4f} of {figure['of']}")
        return 0
    held = read(JULY.glob("*.zip"))
    found = found_in(held, [extraction for _, extraction in extract_all(held)])
    print(f"{len(held)} reports, {len(found)} pairs")
    for name, path in (("labelled day", LABELS), ("found on other days", FOUND)):
        scored = score(found, rows(path))
        print(f"{name:20} " + "  ".join(f"{what} {figure:.4g}" for what, figure in scored.items()))
    print(f"precision that the latter stand for: {stands_for(found, rows(FOUND)):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
