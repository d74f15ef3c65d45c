#!/usr/bin/env python3
"""Score which sayings are taken for one claim against pairs of sayings of July that were labelled by hand.

usage: evaluation/sayings_labelled.py               each pair by itself, in some twenty seconds
       evaluation/sayings_labelled.py --case FILE   the claims of a case that has read all July reports

A pair is right that a desk would put into one claim (labels ``same`` and ``part``). The pairs were drawn evenly over
how much they share; each stands for its part of all pairs of the month in its layer, so that precision and recall are
those of the month, but for what the labels leave out (`sayings_labelled.tsv` says what). By itself a pair is taken for
one when two reports that say nothing else give one claim. In a case, figures, denials and the other members of a group
have their say too, and of several sayings of a report only one is shown.

The pairs of the second look share less than words ask for, and were proposed by something else that was tried: they
stand for nothing and are counted apart.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import july
import weighed_pairs
from riwaya.case import Case
from riwaya.link.claims.collection import Collection
from riwaya.link.claims.sayings import sayings_claims
from riwaya.model import Extraction, Link, Span, Statement, Story, split_ref

HERE = Path(__file__).resolve().parent
LABELS = HERE / "sayings_labelled.tsv"
RIGHT = ("same", "part")
# Of the characters of a labelled content, the part that a member of a claim must hold to be that saying.
HELD = 0.5

Row = dict[str, str]
Spans = tuple[Span, ...]
Taken = Callable[[Row], bool]


def rows() -> list[Row]:
    """Read the labels, without pairs that contradict each other: one claim or two, both can be said of them."""
    lines = (line for line in LABELS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [row for row in csv.DictReader(lines, delimiter="\t") if row["label"] != "contradicts"]


def spans(at: str) -> Spans:
    """Read where a content stands: ``12-80+95-120``."""
    return tuple(Span(*map(int, one.split("-"))) for one in at.split("+"))


def by_words() -> Taken:
    """Give the test of a pair by itself: whether two reports that only say this give one claim."""
    weights = july.weights()
    known = {report.id: report for report in july.held()}

    def taken(row: Row) -> bool:
        two = [known[row["a"]], known[row["b"]]]
        said = [_said(row["a"], row["a_at"]), _said(row["b"], row["b_at"])]
        story = Story(id="y", title="", reports=(row["a"], row["b"]))
        found = sayings_claims(Collection(two, said, [story], weights), set())
        return any(sum(len(v.members) for v in claim.variants if not v.denied) == len(two) for claim in found)

    return taken


def _said(report: str, at: str) -> Extraction:
    """Make an extraction of one sourced statement."""
    source = Link(mention=None, resolved=None, kind="vague")
    one = Statement(
        cue=None,
        content=spans(at),
        chain=(source,),
        form="indirect",
        stance="says",
        rule="labelled",
        confidence=1.0,
    )
    return Extraction(report=report, statements=(one,))


def by_case(case: Case) -> Taken:
    """Give the test of a pair in a case: whether one claim has a member that holds the one, and one the other."""
    members: dict[str, list[tuple[str, Spans]]] = defaultdict(list)
    for account in case.accounts():
        for name in (m.statement for v in account.claim.variants for m in v.members):
            report, part, n = split_ref(name)
            extraction = case.extraction(report)
            said = extraction.statements if part == "s" else extraction.own_voice
            members[report].append((account.claim.id, said[n].content))

    def claims(report: str, at: str) -> set[str]:
        return {claim for claim, content in members[report] if _shared(spans(at), content) >= HELD}

    return lambda row: bool(claims(row["a"], row["a_at"]) & claims(row["b"], row["b_at"]))


def _shared(labelled: Spans, content: Spans) -> float:
    """Say what part of a labelled content stands in another."""
    both = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in labelled for y in content)
    return both / sum(x.end - x.start for x in labelled)


def score(labels: Iterable[Row], taken: Taken) -> dict[str, dict[str, float]]:
    """Give precision and recall of the month, and of how many labelled pairs each is a share."""
    return weighed_pairs.score(
        weighed_pairs.Pair(row["layer"], int(row["of"]), taken(row), row["label"] in RIGHT)
        for row in labels
        if row["drawn"] != "second"
    )


def measure() -> dict[str, dict[str, float]]:
    """Give what the gate can hold: precision and recall, each pair by itself; nothing where the reports are not."""
    return score(rows(), by_words()) if july.FOLDER.is_dir() else {}


def _print(labels: Sequence[Row], taken: Taken) -> None:
    for name, figure in score(labels, taken).items():
        print(f"{name:10} {figure['share']:.4f} of {figure['of']:.0f}")
    second = [row for row in labels if row["drawn"] == "second"]
    found = [row["label"] in RIGHT for row in second if taken(row)]
    right = sum(row["label"] in RIGHT for row in second)
    print(
        f"second look: {len(second)} pairs, {right} right; {len(found)} taken for one, {sum(found)} of them right"
    )


def main() -> int:
    """Measure and print."""
    path = weighed_pairs.case_asked(__doc__)
    if path is not None:
        with Case.open(path) as case:
            _print(rows(), by_case(case))
    elif july.FOLDER.is_dir():
        _print(rows(), by_words())
    else:
        print("no July reports here: nothing to measure")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
