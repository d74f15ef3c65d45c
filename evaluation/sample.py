"""The sample case and its known truth: hold a case to every chain, copy, claim, figure, denial and citation of it.

``python evaluation/sample.py`` walks the sample case and prints every difference from its truth. With
``--respan`` it first finds the spans of the truth again from their words (text and occurrence), as is needed
after a report was edited. Exit status 1 when there is a difference.
"""

import sys
from collections.abc import Iterator

import riwaya
from riwaya.case import Case
from sample_across import copies, stories
from sample_claims import Claims
from sample_meet import Both, Difference
from sample_statements import page, statements
from sample_truth import REPORTS, Json, check_truth, load, respan, revisions
from sample_weighed import Weighed

__all__ = ["REPORTS", "Difference", "check_truth", "compare", "load", "respan", "revisions"]


def _meet(case: Case, reports: dict[str, Json], truth: Json) -> Iterator[tuple[str, Both]]:
    """Bring each report of the truth together with that of the case that has its text, and least besides."""
    of = {r["id"]: r for r in truth["reports"]}
    found = list(case.reports())
    for name, r in reports.items():
        having = [x for x in found if r["text"] in x.text]
        if having:
            report = min(having, key=lambda x: len(x.text))
            yield name, Both(r["text"], of[name], report, case.extraction(report.id))


def compare(case: Case) -> list[Difference]:
    """Return every difference between a case of the sample reports and their truth."""
    reports, truth = load()
    boths = dict(_meet(case, reports, truth))
    missing = [Difference("report missing", n, "in the case", "not there") for n in reports if n not in boths]
    if missing:
        return missing
    out: list[Difference] = []
    for name, both in boths.items():
        out += statements(name, both)
        out += page(name, both, [c for c in truth["credits"] if c["report"] == name])
    out += copies(truth, boths, case.linked().passages)
    out += stories(truth, boths, case)
    claims = Claims(truth, boths, case)
    out += claims.compare()
    out += Weighed(claims).compare()
    return out


def main() -> int:
    """Print what is wrong with the truth, then every difference of the program; returns the exit status."""
    if "--respan" in sys.argv:
        print(f"{respan()} spans moved")
    lines: list[object] = list(check_truth())
    if not lines:
        lines = list(compare(riwaya.read(str(REPORTS))))
    print(*lines, sep="\n")
    print(len(lines), "differences")
    return bool(lines)


if __name__ == "__main__":
    raise SystemExit(main())
