"""What hangs on a report, for its page: reports it shares text with, the texts of its address, how it is sourced."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from riwaya.case import Case
from riwaya.case.changes import changes
from riwaya.case.reports_asked import Listed
from riwaya.model import Change, Copy, Linked, Report, Sourcing
from riwaya.show import copies, edits, labels
from riwaya.show.labels import Bilingual

AROUND = 40
"""Characters of the text shown on either side of a change."""
MOST_CHANGES = 60
LONGEST = 60_000
"""Characters of two texts together that are compared word by word while somebody waits."""
MOST_PAIRS = 100


class Slice(NamedTuple):
    """A part of a report's sourcing bar, in per cent."""

    key: str
    start: float
    share: float
    words: Bilingual


class PairLink(NamedTuple):
    """Another report that shares text with this one: its name, its date, which way, how much, and what differs."""

    copy: str
    report: str
    name: str
    title: str | None
    date: Bilingual
    way: str
    share: Bilingual
    extent: Bilingual
    words: int
    edits: tuple[tuple[Bilingual, int, bool], ...]


class TextOfPage(NamedTuple):
    """A text that was read at the address of a report: its number, when, and whether it is this one."""

    n: int
    report: str
    date: Bilingual
    title: str | None
    own: bool


class Side(NamedTuple):
    """One side of a change: what stands before it, what changed, what stands behind it."""

    before: str
    words: str
    after: str


class Changed(NamedTuple):
    """A stretch of words that differs between two texts of a page."""

    kind: str
    old: Side
    new: Side


class Row(NamedTuple):
    """A report in a list, with its date in words and its sourcing bar."""

    report: Listed
    date: Bilingual
    sourcing: tuple[Slice, ...]


def rows(found: Iterable[Listed]) -> tuple[Row, ...]:
    """Give the rows of a list of reports."""
    return tuple(Row(one, labels.date(one.published), sourcing(one.sourcing)) for one in found)


def sourcing(profile: Sourcing) -> tuple[Slice, ...]:
    """Give the sourcing bar of a report."""
    out, start = [], 0.0
    for key in ("named", "described", "vague", "nobody"):
        share = getattr(profile, key)
        if share > 0:
            out.append(Slice(key, round(100 * start, 2), round(100 * share, 2), labels.share(share)))
            start += share
    return tuple(out)


def pairs(case: Case, report: str, linked: Linked) -> tuple[PairLink, ...]:
    """Give the reports that share text with this one, those that share most of it first."""

    def shared(copy: Copy) -> float:
        return copy.a_share if copy.a == report else copy.b_share

    found = sorted(linked.copies, key=lambda copy: (-shared(copy), -copy.words, copy.id))[:MOST_PAIRS]
    others = case.names_of([copy.b if copy.a == report else copy.a for copy in found])
    return tuple(_pair(copy, report, shared(copy), others) for copy in found)


def _pair(
    copy: Copy, report: str, share: float, others: Mapping[str, tuple[str | None, str | None, str | None]]
) -> PairLink:
    other = copy.b if copy.a == report else copy.a
    outlet, title, published = others.get(other, (None, None, None))
    way = "open"
    if copy.direction != "unknown":
        way = "to" if (copy.direction == "a_to_b") == (copy.a == report) else "from"
    counts: dict[str, int] = {}
    for edit in copy.edits:
        counts[edit.kind] = counts.get(edit.kind, 0) + 1
    order = sorted(counts, key=lambda kind: (kind not in edits.STRONG, kind))
    return PairLink(
        copy=copy.id,
        report=other,
        name=copies.paper(Report(id=other, text="", outlet=outlet, title=title)),
        title=title,
        date=labels.date(published),
        way=way,
        share=labels.share(share),
        extent=labels.label("extent", copy.extent),
        words=copy.words,
        edits=tuple((labels.label("edited", kind), counts[kind], kind in edits.STRONG) for kind in order),
    )


def texts_of_page(case: Case, report: str) -> tuple[TextOfPage, ...]:
    """Give the texts that were read at the address of a report, from the oldest to the newest."""
    ids = case.texts_of_page(report)
    known = case.names_of(list(ids))
    return tuple(
        TextOfPage(n, one, labels.date(known[one][2]), known[one][1], one == report)
        for n, one in enumerate(ids, 1)
        if one in known
    )


def changed(old: str, new: str) -> tuple[tuple[Changed, ...], int] | None:
    """Give what changed from one text to the next, and how much more did; None where they are too long to compare."""
    if len(old) + len(new) > LONGEST:
        return None
    found = changes(old, new)
    shown = tuple(
        Changed(change.kind, _side(old, change, "old"), _side(new, change, "new"))
        for change in found[:MOST_CHANGES]
    )
    return shown, len(found) - len(shown)


def _side(text: str, change: Change, side: str) -> Side:
    span = change.old if side == "old" else change.new
    before = text[max(0, span.start - AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + AROUND].partition("\n")[0]
    return Side(before, text[span.start : span.end], after)
