"""Pairs of reports that share text: how much, what was changed on the way, who was first, both sides in rows.

Pairs in which something that matters was changed come before plain reprints. Where it is known who was first, that
report stands first.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from riwaya.arabic.words import tokens
from riwaya.model import Copy, Linked, Passage, Report, Span
from riwaya.show import edits, labels, sides
from riwaya.show.edits import EditView
from riwaya.show.labels import Bilingual
from riwaya.show.told import Told, told
from riwaya.show.visible import clipped

MOST_PASSAGES = 6
"""Passages of a pair that are shown: those with edits before the longest others."""
NAME = 60


class PassageView(NamedTuple):
    """A shared passage with its rows; `n` counts the passages of the pair that are shown."""

    n: int
    passage: Passage
    rows: sides.Rows


class Pair(NamedTuple):
    """Two reports that share text, `a` the first where that is known; `at` says where each edit is shown."""

    copy: Copy
    a: Report
    b: Report
    names: tuple[str, str]
    shares: tuple[tuple[Told, float], ...]
    extent: Bilingual
    first: Report | None
    why: Bilingual | None
    edits: tuple[EditView, ...]
    passages: tuple[PassageView, ...]
    left: int
    at: Mapping[int, str]

    @property
    def anchor(self) -> str:
        """Give the fragment that this pair has on the page."""
        return anchor(self.copy.id)

    @property
    def kinds(self) -> tuple[EditView, ...]:
        """Give an edit of each kind that there is."""
        return tuple({view.kind: view for view in reversed(self.edits)}.values())[::-1]


def anchor(copy: str) -> str:
    """Give the fragment of a pair on the page: ``k-<id>``."""
    return "k-" + re.sub(r"[^\w-]", "-", copy)


def paper(report: Report) -> str:
    """Name a report by its outlet, else by its title, else by its id."""
    if report.outlet:
        return clipped(report.outlet, NAME)
    return f"«{clipped(report.title, NAME)}»" if report.title else clipped(report.name, NAME)


def called(reports: Iterable[Report]) -> dict[str, str]:
    """Name reports so that they can be told apart: those of one outlet have their ids added."""
    found = {report.id: report for report in reports}
    often = Counter(paper(report) for report in found.values())
    return {
        rid: paper(report) if often[paper(report)] == 1 else f"{paper(report)} ({clipped(report.name, 16)})"
        for rid, report in found.items()
    }


def _rank(copy: Copy, near: Container[frozenset[str]]) -> tuple[int, bool, bool, int, int, int, str]:
    """Order pairs for the reader: most kinds of edits that matter first, then those of which one comes from the other,
    then most edits, then most words.
    """
    strong = [e.kind for e in copy.edits if e.kind in edits.STRONG]
    kinds, far = len(set(strong)), frozenset((copy.a, copy.b)) not in near
    return -kinds, far, copy.direction == "unknown", -len(strong), -len(copy.edits), -copy.words, copy.id


def copies(linked: Linked, reports: Mapping[str, Report]) -> list[Copy]:
    """Give the pairs of a case in the order in which they are shown; a case of an older Riwaya has only passages."""
    near = {frozenset((d.first, d.second)) for family in linked.families for d in family.descents}
    found = linked.copies or _from_passages(linked.passages, reports)
    return sorted(found, key=lambda copy: _rank(copy, near))


def pairs(
    found: Iterable[Copy], linked: Linked, reports: Mapping[str, Report], most: int | None = None
) -> list[Pair]:
    """Make the views of some pairs, with at most so many passages of each (`MOST_PASSAGES`)."""
    passages = {p.id: p for p in linked.passages}
    most = MOST_PASSAGES if most is None else most
    return [
        _pair(copy, [passages[p] for p in copy.passages if p in passages], reports, most) for copy in found
    ]


def why(copy: Copy, reports: Mapping[str, Report]) -> Bilingual | None:
    """Say why a pair has its direction, or why it has none; None where no reason is given."""
    if not copy.reason:
        return None
    names = called((reports[copy.a], reports[copy.b]))
    facts = {key: paper(reports[v]) if v in reports else v for key, v in copy.args.items()}
    return labels.say(copy.reason, {"a": names[copy.a], "b": names[copy.b]} | facts)


def _shares(copy: Copy, names: tuple[str, str]) -> tuple[tuple[Told, float], ...]:
    """Say of either report how much of it stands in the other, and give it in per cent."""
    wording = labels.label("copying", "share")
    both = ((copy.a_share, *names), (copy.b_share, *names[::-1]))
    return tuple(
        (told(wording, {"share": labels.share(share), "a": a, "b": b}), round(100 * share, 1))
        for share, a, b in both
    )


def oriented(copy: Copy) -> Copy:
    """Put the report that was first in the place of `a`, where that is known."""
    if copy.direction != "b_to_a":
        return copy
    turned = tuple(replace(e, a=e.b, b=e.a, a_is=e.b_is, b_is=e.a_is) for e in copy.edits)
    return replace(
        copy,
        a=copy.b, b=copy.a, a_share=copy.b_share, b_share=copy.a_share, direction="a_to_b", edits=turned,
    )  # fmt: skip


def spans(passage: Passage, a: str) -> tuple[Span, Span]:
    """Give a passage's span in report `a` and in the other."""
    both = passage.a_span, passage.b_span
    return both if passage.a == a else both[::-1]


def _pair(found: Copy, passages: Sequence[Passage], reports: Mapping[str, Report], most: int) -> Pair:
    copy = oriented(found)
    a, b = reports[copy.a], reports[copy.b]
    by_id = called((a, b))
    names = by_id[a.id], by_id[b.id]
    told_edits = edits.views(copy, a, b, names)
    chosen = _chosen(passages, told_edits, copy.a, most)
    views = tuple(_passage(n, p, a, b, told_edits) for n, p in enumerate(chosen, 1))
    return Pair(
        copy=copy,
        a=a,
        b=b,
        names=names,
        shares=_shares(copy, names),
        extent=labels.label("extent", copy.extent),
        first=a if copy.direction != "unknown" else None,
        why=why(found, reports),
        edits=told_edits,
        passages=views,
        left=len(passages) - len(chosen),
        at=_at(anchor(copy.id), views),
    )


def _chosen(passages: Sequence[Passage], found: Sequence[EditView], a: str, most: int) -> list[Passage]:
    """Choose the passages that are shown, in the order of the first report's text."""
    edited = {edit.passage for view in found for edit in view.edits}
    first = sorted(passages, key=lambda p: (p.id not in edited, -p.words))[:most]
    return sorted(first, key=lambda p: spans(p, a))


def _passage(n: int, passage: Passage, a: Report, b: Report, found: Sequence[EditView]) -> PassageView:
    in_a, in_b = spans(passage, a.id)
    here = [(view.n, edit) for view in found for edit in view.edits if edit.passage == passage.id]
    left = sides.places([(n, edit.a) for n, edit in here], in_a)
    right = sides.places([(n, edit.b) for n, edit in here], in_b)
    return PassageView(n, passage, sides.rows(a.text, in_a, b.text, in_b, left, right))


def row_anchor(pair: str, passage: int, row: int) -> str:
    """Give the fragment of a row of a passage of a pair."""
    return f"{pair}-{passage}-{row}"


def _at(pair: str, views: Iterable[PassageView]) -> dict[int, str]:
    """Say in which row each edit is shown first."""
    out: dict[int, str] = {}
    for view in views:
        for n, row in enumerate(view.rows.shown, 1):
            for run in (*row.a, *row.b):
                if run.n:
                    out.setdefault(run.n, row_anchor(pair, view.n, n))
    return out


def _from_passages(passages: Iterable[Passage], reports: Mapping[str, Report]) -> list[Copy]:
    """Make pairs of passages alone: without edits, and without more of a reason than the passages give."""
    groups: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        groups[passage.a, passage.b].append(passage)
    return [_from_group(a, b, group, reports) for (a, b), group in groups.items()]


def _from_group(a: str, b: str, group: list[Passage], reports: Mapping[str, Report]) -> Copy:
    shared_a, share_a = _covered(reports[a], [p.a_span for p in group])
    shared_b, share_b = _covered(reports[b], [p.b_span for p in group])
    known = next((p for p in group if p.direction != "unknown"), group[0])
    most = max(share_a, share_b)
    return Copy(
        id=f"{a}-{b}",
        a=a,
        b=b,
        words=max(shared_a, shared_b),
        a_share=share_a,
        b_share=share_b,
        extent="same" if min(share_a, share_b) >= 0.9 else "mostly" if most >= 0.5 else "passage",
        direction=known.direction,
        reason=known.reason,
        passages=tuple(p.id for p in sorted(group, key=lambda p: p.a_span)),
    )


def _covered(report: Report, covered: Sequence[Span]) -> tuple[int, float]:
    """Count the words of a report that lie in some spans, and give their share."""
    found = [t for t in tokens(report.text) if t.kind != "mark"]
    inside = sum(any(s.start <= t.start < s.end for s in covered) for t in found)
    return inside, inside / max(1, len(found))
