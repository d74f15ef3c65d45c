"""Measure this tree on the annotated reports: what a user's command prints, scored by their own scorers.

The reports, their annotations and the scorers are not part of the project: they stand in ``../shared/gold``,
and where they do not there is nothing to measure.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import copies_labelled
import copies_made
import events_labelled
import number_marks
import pages
import pairs
import sayings_labelled

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
STORY = HERE / "story.py"
LABELS = HERE / "labels.py"
TIMES = HERE / "times.py"
_NAMES = ("PER", "ORG", "LOC", "entity")

Results = dict[str, dict[str, Any]]
"""For each part (``extract``, ``story suruc`` …) what its scorer printed as JSON."""


class MeasuringError(Exception):
    """A command that should have been measured failed; its words."""


def measure(shared: Path = SHARED) -> Results:
    """Run `extract` on the annotated reports and on those that we labelled, the whole walk on the stories, the
    grammar of numbers on public test expressions, the reader of pages on pages built for it, and the search for
    copies on pairs that were labelled by hand and on copies that we made, and the comparison of sentences.

    Raises MeasuringError.
    """
    gold = shared / "gold"
    with tempfile.TemporaryDirectory() as folder:
        results: Results = {"extract": _score(gold, gold / "dev", Path(folder, "predictions.jsonl"))}
        for split in ("seen", "held"):
            labels = Path(folder, split)
            _output([sys.executable, str(LABELS), str(labels), "--split", split])
            measured = _score(gold, labels, Path(folder, f"{split}.jsonl"))
            # Names are not labelled there.
            results[f"labels {split}"] = {k: v for k, v in measured.items() if k not in _NAMES}
        for story in sorted((gold / "stories").iterdir()):
            results[f"story {story.name}"] = _measure_story(gold, story, Path(folder, "story.json"))
    results["numbers"] = number_marks.shares(shared / "data" / "numbers_times")
    results["times"] = json.loads(_output([sys.executable, str(TIMES), "--json"]))
    results["pages"] = pages.shares()
    results["copies labelled"] = copies_labelled.measure()
    results["copies made"] = copies_made.shares()
    results["sayings labelled"] = sayings_labelled.measure()
    results["events labelled"] = events_labelled.measure()
    # ArEntail takes minutes: `evaluation/pairs.py` measures it.
    results["pairs"] = pairs.measure(names=("ans",))
    return results


def _score(gold: Path, annotated: Path, predictions: Path) -> dict[str, Any]:
    """Extract the annotated reports of a folder and score what comes out."""
    reports = sorted(str(path) for path in annotated.glob("*.gold.json"))
    command = [sys.executable, "-c", "from riwaya.cli import main; main()", "extract", *reports]
    predictions.write_text(_output(command), encoding="utf-8")
    score = [sys.executable, str(gold / "score.py"), str(annotated), str(predictions), "--json"]
    measured: dict[str, Any] = json.loads(_output(score))
    return measured


def _measure_story(gold: Path, story: Path, prediction: Path) -> dict[str, Any]:
    _output([sys.executable, str(STORY), str(story), "--predict", str(prediction)])
    annotation = str(next(story.glob("*.gold.json")))
    score = [sys.executable, str(gold / "score_story.py"), annotation, str(prediction), "--json"]
    measured: dict[str, Any] = json.loads(_output(score))
    return measured


def figures(results: Results) -> dict[str, float]:
    """Give the one number of every measure that must not fall: F1 where there is one, else the share."""
    found = {}
    for part, measures in results.items():
        for name, value in measures.items():
            if not isinstance(value, dict):
                continue
            figure = value.get("f", value.get("share"))
            if figure is None:
                continue
            # Intruders are the one share that is better when it is smaller.
            found[f"{part}: {name}"] = round(1 - figure, 4) if name.endswith("intruders") else figure
    return found


def _output(command: list[str]) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    if done.returncode:
        raise MeasuringError(f"{' '.join(command[:5])} … failed:\n{done.stderr[-2000:]}")
    return done.stdout
