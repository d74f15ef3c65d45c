"""Score what `link` and `weigh` make of one annotated story.

usage: python evaluation/story.py FOLDER [--predict FILE]

FOLDER holds one JSON file a report and ``*.gold.json``; ``score_story.py`` two folders up compares with it.
With --predict only the prediction is written.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from riwaya.extract import extract
from riwaya.link import link
from riwaya.model import Account, Extraction, Linked, Report
from riwaya.weigh import weigh


def load(folder: Path) -> list[Report]:
    """Read the reports of a story, in the order of their files."""
    out = []
    for path in sorted(folder.glob("*.json")):
        if path.name.endswith(".gold.json"):
            continue
        record = json.loads(path.read_text(encoding="utf-8"))
        published = (record.get("published") or "").replace(" ", "T") or None
        fields = {k: record.get(k) or None for k in ("id", "text", "outlet", "url", "title", "byline")}
        out.append(msgspec.convert({**fields, "published": published}, Report))
    return out


def predict(
    reports: Sequence[Report], extractions: Sequence[Extraction], linked: Linked, accounts: Sequence[Account]
) -> dict[str, Any]:
    """Write the findings in the form that score_story.py takes."""
    claim_of: dict[str, str] = {}
    origin_of: dict[str, str | None] = {}
    for account in accounts:
        for point in account.drift:
            claim_of[point.quantity] = account.claim.id
            origin_of[point.quantity] = point.origin
    figures = []
    for report, extraction in zip(reports, extractions, strict=True):
        for n, q in enumerate(extraction.quantities):
            name = f"{report.id}/q{n}"
            figure = {"report": report.id, "where": q.where, "start": q.span.start, "end": q.span.end}
            value = {"low": q.low, "high": q.high, "claim": claim_of.get(name), "origin": origin_of.get(name)}
            figures.append({**figure, **value})
    return {
        "figures": figures,
        "claims": [{"id": a.claim.id, "support": [a.support.low, a.support.high]} for a in accounts],
        "copies": [{"a": c.a, "b": c.b, "kind": c.extent} for c in linked.copies],
        "wires": [
            {"report": e.report, "agency": c.name or "وكالات (غير مسماة)"}
            for e in extractions
            for c in e.credits
        ],
    }


def main() -> int:
    """Predict, then score or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--predict", type=Path)
    args = parser.parse_args()
    reports = load(args.folder)
    extractions = [extract(report) for report in reports]
    linked = link(reports, extractions)
    found = json.dumps(
        predict(reports, extractions, linked, weigh(reports, extractions, linked)), ensure_ascii=False
    )
    if args.predict:
        args.predict.write_text(found, encoding="utf-8")
        return 0
    gold = next(args.folder.glob("*.gold.json"))
    scorer = args.folder.parent.parent / "score_story.py"
    with tempfile.TemporaryDirectory() as scratch:
        written = Path(scratch) / "prediction.json"
        written.write_text(found, encoding="utf-8")
        return subprocess.run([sys.executable, str(scorer), str(gold), str(written)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
