#!/usr/bin/env python3
"""Score which figures are taken to count one event against pairs of figures of July that were labelled by hand.

usage: evaluation/events_labelled.py               the reports of the pairs by themselves, in some forty seconds
       evaluation/events_labelled.py --case FILE   the claims of a case that has read all July reports

A pair is right whose two figures count the same people of one event, be it at another moment or by another source. The
pairs were drawn evenly from layers: figures that were one claim then, with one value or with two, and figures that were
not, by how well they agreed; each stands for its part of all pairs of its layer, so that precision and recall are those
of the month. A pair of large claims is likely to be drawn, as it is likely to be met. By themselves the reports of all
pairs are a case of some hundred reports, whose words are weighed as those of the whole month.
"""

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import july
import weighed_pairs
from riwaya.case import Case
from riwaya.extract import extract
from riwaya.link.events import events
from riwaya.link.occurrences import occurrences
from riwaya.link.stories import day, opening, stories
from riwaya.link.terms import Weights
from riwaya.model import split_ref

HERE = Path(__file__).resolve().parent
LABELS = HERE / "events_labelled.tsv"
RIGHT = "same"

Row = dict[str, str]
Taken = Callable[[Row], bool | None]
"""Whether a pair is one event; None when one of its figures is not found."""


def rows() -> list[Row]:
    """Read the labels."""
    lines = (line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t"))


def by_themselves(labels: Iterable[Row]) -> Taken:
    """Give the test of a pair in a case of the labelled reports alone."""
    named = {row[side] for row in labels for side in "ab"}
    told = [report for report in july.held() if report.id in named]
    openings, weights = Weights(map(opening, july.held())), july.weights()
    story = {name: one.id for one in stories(told, weights=openings) for name in one.reports}
    found = occurrences(told, [extract(report) for report in told], weights)
    groups = events(found, [story[r.id] for r in told], [day(r.published) for r in told], weights.trust)
    event_of = {n: group for group, members in enumerate(groups) for n in members}
    at = {
        (told[one.report].id, f"{f.quantity.span.start}"): event_of[n]
        for n, one in enumerate(found)
        for f in one.figures
        if f.quantity.where == "text"
    }
    return lambda row: _one(at, row)


def by_case(case: Case) -> Taken:
    """Give the test of a pair in a case: whether one claim has both figures."""
    at: dict[tuple[str, str], str] = {}
    for account in case.accounts():
        for member in (m for v in account.claim.variants for m in v.members if m.quantity):
            report, _, n = split_ref(member.quantity or "")
            quantity = case.extraction(report).quantities[n]
            if quantity.where == "text":
                at[report, f"{quantity.span.start}"] = account.claim.id
    return lambda row: _one(at, row)


def _one(at: dict[tuple[str, str], str] | dict[tuple[str, str], int], row: Row) -> bool | None:
    """Tell whether both figures of a pair stand in one group."""
    a, b = ((row[side], row[f"{side}_at"].split("-")[0]) for side in "ab")
    return at[a] == at[b] if a in at and b in at else None


def score(labels: Iterable[Row], taken: Taken) -> dict[str, dict[str, float]]:
    """Give precision and recall of the month, and of how many labelled pairs each is a share."""
    return weighed_pairs.score(
        weighed_pairs.Pair(
            (row["drawn"], row["layer"]), int(row["of"]), bool(taken(row)), row["label"] == RIGHT
        )
        for row in labels
    )


def measure() -> dict[str, dict[str, float]]:
    """Give what the gate can hold: precision and recall on the labelled reports; nothing where they are not."""
    return score(rows(), by_themselves(rows())) if july.FOLDER.is_dir() else {}


def _print(labels: Sequence[Row], taken: Taken) -> None:
    for drawn in sorted({row["drawn"] for row in labels}):
        for name, figure in score([row for row in labels if row["drawn"] == drawn], taken).items():
            print(f"{drawn:7} {name:10} {figure['share']:.4f} of {figure['of']:.0f}")
    print("not found:", sum(taken(row) is None for row in labels))


def main() -> int:
    """Measure and print."""
    path = weighed_pairs.case_asked(__doc__)
    if path is not None:
        with Case.open(path) as case:
            _print(rows(), by_case(case))
    elif july.FOLDER.is_dir():
        _print(rows(), by_themselves(rows()))
    else:
        print("no July reports here: nothing to measure")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
