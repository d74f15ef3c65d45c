"""Checked: what a claim's statements cite other outlets for, beside what the reports of these outlets say.

The words name the difference and leave open who is right: a cited report may have been changed after it was cited, and
the outlet may have said it elsewhere.
"""

from typing import NamedTuple, get_args

from riwaya.model import Account, Checked, Citation, split_ref
from riwaya.show import figures, labels
from riwaya.show.evidence import Evidence, Index, anchor
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told, told

MISMATCHES: tuple[Checked, ...] = ("figure", "source")
"""What is shown first: the cited report is there and says something else."""
_ORDER = (*MISMATCHES, *(kind for kind in get_args(Checked) if kind not in MISMATCHES))
_NOBODY = "—"


class CitationView(NamedTuple):
    """A citation in words, with the statement that cites; `anchor` is the place in `report` that was found."""

    citation: Citation
    label: Bilingual
    words: Told
    citing: Evidence
    found: Evidence | None
    report: str | None
    anchor: str | None

    @property
    def mismatch(self) -> bool:
        """Tell whether the cited report says something else."""
        return self.citation.checked in MISMATCHES


def is_mismatched(account: Account) -> bool:
    """Tell whether a claim has a citation whose cited report gives another figure or another source."""
    return any(citation.checked in MISMATCHES for citation in account.citations)


def citations(account: Account, index: Index) -> tuple[CitationView, ...]:
    """Give the citations of a claim, those that do not match first; what reads alike of one statement is said once."""
    order = sorted(account.citations, key=lambda c: _ORDER.index(c.checked))
    saying = {m.quantity: m.statement for v in account.claim.variants for m in v.members if m.quantity}
    views = [_view(citation, saying, index) for citation in order]
    return tuple({(view.citation.statement, view.words): view for view in reversed(views)}.values())[::-1]


def _view(citation: Citation, saying: dict[str, str], index: Index) -> CitationView:
    citing = index.evidence(citation.statement, citation.quantity)
    found = _found(citation.found, saying, index)
    there = citation.report or (split_ref(citation.found)[0] if citation.found else None)
    facts: dict[str, Bilingual | str] = {
        "a": figures.paper(citation.statement, index),
        "b": citation.outlet,
        "mine": _mine(citation, citing, index),
        "theirs": _theirs(citation, found, index),
    }
    at = anchor(citation.found or there) if there else None
    if citation.found and split_ref(citation.found)[1] == "q" and not figures.place(citation.found, index):
        at = anchor(there) if there else None
    return CitationView(
        citation,
        labels.label("checked", citation.checked),
        told(labels.label("checking", citation.checked), facts),
        citing,
        found,
        there,
        at,
    )


def _found(ref: str | None, saying: dict[str, str], index: Index) -> Evidence | None:
    """Give the statement that stands in the cited report; that of a figure where the claim has it."""
    if ref is None:
        return None
    if split_ref(ref)[1] != "q":
        return index.evidence(ref)
    return index.evidence(saying[ref], ref) if ref in saying else None


def _mine(citation: Citation, citing: Evidence, index: Index) -> Bilingual | str:
    """Say what is cited: the figure, or the source where that is what differs."""
    if citation.checked == "source":
        return _speaker(citing)
    return figures.said(citation.quantity, index) if citation.quantity else _NOBODY


def _theirs(citation: Citation, found: Evidence | None, index: Index) -> Bilingual | str:
    """Say what stands in the cited report."""
    if citation.checked == "source":
        return _speaker(found) if found else _NOBODY
    if citation.found and split_ref(citation.found)[1] == "q":
        return figures.said(citation.found, index)
    return _NOBODY


def _speaker(e: Evidence) -> str:
    """Name the end of a chain."""
    return next((node.name for node in reversed(e.nodes) if node.name), _NOBODY)
