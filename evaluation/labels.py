#!/usr/bin/env python3
"""Labels of our own: statements, quantities and times marked by hand in reports that are not part of the project.

usage: evaluation/labels.py GOLD_DIR [--split seen|held]    write the labels with their texts, as the scorer wants them
       evaluation/labels.py --keep GOLD_DIR                  write training/statements.jsonl from such files

``training/statements.jsonl`` holds one report a line: its url, the SHA-256 of its text, and offsets into it; the words
are in ``../shared/data``. The reports of the split *seen* were read while rules were made; those of *held* were only
ever scored.
"""

import argparse
import hashlib
import json
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import ROOT, SHARED

KEPT = ROOT / "training" / "statements.jsonl"
_FIELD = "<{0}>(.*?)</{0}>"
_WORD = re.compile(r"\w+")

Json = dict[str, Any]


def texts(shared: Path = SHARED) -> Iterator[Json]:
    """Give the reports that labels may be of: the July days and the dated radio items, with url and text."""
    for archive in sorted((shared / "data" / "saudinewsnet").glob("*.zip")):
        with zipfile.ZipFile(archive) as opened:
            for record in json.loads(opened.read(opened.namelist()[0])):
                yield {
                    "url": record["url"], "text": record["content"], "title": record["title"],
                    "outlet": record["source"], "date": archive.stem,
                }  # fmt: skip
    with tarfile.open(shared / "data" / "text" / "ant-v1.1.tar.gz") as opened:
        for member in opened:
            held = opened.extractfile(member) if member.name.endswith(".txt") else None
            if held is not None:
                page = held.read().decode("utf-8", "replace")
                yield {
                    "url": _field(page, "URL"), "text": _field(page, "TEXT"), "title": _field(page, "TITLE"),
                    "outlet": "جوهرة أف أم", "date": _field(page, "TIME")[:10],
                }  # fmt: skip


def _field(page: str, name: str) -> str:
    found = re.search(_FIELD.format(name), page, re.DOTALL)
    return found.group(1).strip() if found else ""


def digest(text: str) -> str:
    """Give the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def gold(split: str | None = None, shared: Path = SHARED) -> list[Json]:
    """Put the labels of a split (or of both) and their texts together, as annotated reports.

    Raises ValueError when a text that labels are of is not there.
    """
    kept = [json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()]
    wanted = {label["sha256"]: label for label in kept if split is None or label["split"] == split}
    out = []
    for report in texts(shared):
        label = wanted.pop(digest(report["text"]), None)
        if label is not None:
            out.append(report | {"id": label["id"]} | _with_words(label, report["text"]))
    if wanted:
        raise ValueError(
            f"no text for the labels of {', '.join(sorted(label['id'] for label in wanted.values()))}"
        )
    return sorted(out, key=lambda report: report["id"])


def _with_words(label: Json, text: str) -> Json:
    statements = []
    for statement in label["statements"]:
        chain = [link | {"resolved": _words(link["resolved"], text)} for link in statement["chain"]]
        statements.append(statement | {"chain": chain})
    return {
        "statements": statements, "quantities": label["quantities"], "times": label["times"], "entities": [],
    }  # fmt: skip


def _words(spans: list[list[int]] | None, text: str) -> str | None:
    return None if spans is None else " ".join(text[start:end] for start, end in spans)


def offsets(resolved: str | None, text: str) -> list[list[int]] | None:
    """Give where the words of a resolved name stand in the text: one span where they stand together."""
    if resolved is None:
        return None
    at = text.find(resolved)
    if at >= 0:
        return [[at, at + len(resolved)]]
    spans = []
    for word in _WORD.findall(resolved):
        at = text.find(word)
        if at >= 0:
            spans.append([at, at + len(word)])
    return spans or None


def keep(folder: Path) -> None:
    """Write the labels of a folder of annotated reports as offsets, without texts."""
    with KEPT.open("w", encoding="utf-8") as out:
        for path in sorted(folder.glob("*.gold.json")):
            report = json.loads(path.read_text(encoding="utf-8"))
            text = report["text"]
            label = {
                "id": report["id"], "url": report["url"], "split": report["split"], "sha256": digest(text),
                "statements": [
                    statement
                    | {
                        "chain": [
                            {
                                "span": link["span"], "resolved": offsets(link["resolved"], text),
                                "kind": link["kind"], "count": link.get("count"),
                            }
                            for link in statement["chain"]
                        ]
                    }
                    for statement in report["statements"]
                ],
                "quantities": [_number(quantity) for quantity in report["quantities"]],
                "times": [{"span": time["span"], "value": time["value"]} for time in report["times"]],
            }  # fmt: skip
            out.write(json.dumps(label, separators=(",", ":")) + "\n")


def _number(quantity: Json) -> Json:
    unit = quantity["unit"] if quantity["unit"] is None or quantity["unit"].isascii() else None
    return {"span": quantity["span"], "low": quantity["low"], "high": quantity["high"], "unit": unit}


def main() -> int:
    """Write labels with their texts, or keep labels without; gives the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", choices=("seen", "held"))
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if options.keep:
        keep(options.folder)
        return 0
    options.folder.mkdir(parents=True, exist_ok=True)
    for report in gold(options.split):
        path = options.folder / f"{report['id']}.gold.json"
        path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
