"""What is marked as page furniture in reports, by rule and by repetition, and how right that is.

``python evaluation/furniture.py PATH…`` counts the marks of each rule and outlet, the languages that were told, and
the time. With ``--sample N`` it prints N marks, drawn by chance but always the same, each with what stands around it:
they are to be read, a person says which are wrong. With ``--hand FILE`` it compares with a marking by hand, JSON that
gives for each file's name the stretches of it that are furniture; it prints how many of the words left unmarked belong
to the article (precision) and how many of the article's words are left unmarked (recall). Neither reports nor markings
are part of the project.
"""

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from riwaya.model import Report, Span
from riwaya.read.files import reports
from riwaya.read.told.clean import furniture
from riwaya.read.told.language import foreign_parts, language_of
from riwaya.read.told.repeats import Repeats

CHUNK = 2000
AROUND = 40
SEED = 6
HEADINGS = ("title-line", "section-heading")
T = TypeVar("T")


class Share(NamedTuple):
    """Words left unmarked, how many of them are the article's, and how many words the article has."""

    left: int
    right: int
    article: int

    @property
    def precision(self) -> float:
        """Give the share of the article in what is left unmarked."""
        return self.right / self.left if self.left else 0.0

    @property
    def recall(self) -> float:
        """Give the share of the article that is left unmarked."""
        return self.right / self.article if self.article else 0.0


def share(report: Report, by_hand: list[str]) -> Share:
    """Compare the marks of a report with the stretches that a person marked.

    A title's line is the report's own. Raises ValueError when a stretch is not in the text.
    """
    hand = [Span(at := report.text.index(words), at + len(words)) for words in by_hand]
    found = [mark.span for mark in report.furniture if mark.rule != "title-line"]
    words = [word.start() for word in re.finditer(r"\S+", report.text)]
    article = {at for at in words if not _inside(at, hand)}
    left = {at for at in words if not _inside(at, found)}
    return Share(len(left), len(article & left), len(article))


def _inside(at: int, spans: list[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def by_repetition(found: list[Report]) -> list[Report]:
    """Mark what repeats, a chunk at a time as a case is read."""
    repeats = Repeats()
    return [r for at in range(0, len(found), CHUNK) for r in repeats.marked(found[at : at + CHUNK])]


def _timed(what: str, call: Callable[[Report], T], found: list[Report]) -> list[T]:
    """Call a function on every report and print how long one takes."""
    started = time.process_time()
    out = [call(report) for report in found]
    print(f"{what:24} {(time.process_time() - started) / len(found) * 1e6:8.0f} microseconds a report")
    return out


def _marks(found: list[Report]) -> Iterator[tuple[Report, Span, str]]:
    """Give every mark of the reports but those of their headings."""
    for report in found:
        for mark in report.furniture:
            if mark.rule not in HEADINGS:
                yield report, mark.span, mark.rule


def _shown(report: Report, span: Span) -> str:
    """Write a mark between what stands around it, on one line."""
    text = report.text
    parts = (
        text[max(0, span.start - AROUND) : span.start],
        text[span.start : span.end],
        text[span.end :][:AROUND],
    )
    return "{} [[ {} ]] {}".format(*(" ".join(part.split()) for part in parts))


def main() -> int:
    """Measure; gives 1 when nothing was found to measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--hand", type=Path)
    given = parser.parse_args()
    found = [report for report in reports(given.paths) if isinstance(report, Report)]
    if not found:
        print("no reports")
        return 1
    if given.hand:
        for name, stretches in json.loads(given.hand.read_text(encoding="utf-8")).items():
            for report in (r for r in found if Path(r.read_from or "").name == name):
                there = share(report, stretches)
                print(
                    f"{name}: precision {there.precision:.4f}, recall {there.recall:.4f}, {there.article} words"
                )
        return 0
    _timed("furniture", lambda report: furniture(report.text), found)
    told = _timed("language_of", lambda report: language_of(report.text), found)
    _timed("foreign_parts", lambda report: foreign_parts(report.text), found)
    started = time.process_time()
    found = by_repetition(found)
    print(f"{'repeats':24} {(time.process_time() - started) / len(found) * 1e6:8.0f} microseconds a report")
    print(f"{len(found)} reports; other languages: {dict(Counter(code for code in told if code))}")
    marks = list(_marks(found))
    for (rule, outlet), number in sorted(Counter((rule, r.outlet or "") for r, _, rule in marks).items()):
        print(f"{number:6} {rule:20} {outlet}")
    for report, span, rule in random.Random(SEED).sample(marks, min(given.sample, len(marks))):  # noqa: S311
        print(f"{rule}: {_shown(report, span)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
