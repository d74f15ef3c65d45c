"""Whence: from where each part of a report comes, told word by word from the passages that it shares.

Where several reports share a part, the one is told that tells most: an agency's text, then a report that is known to
have been first, then those of which nothing is known, then those that took it from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from riwaya.arabic.words import tokens
from riwaya.model import Copy, Linked, Passage, Report, Span
from riwaya.show.copies import paper

Origin = Literal["wire", "from", "open", "to", "own"]

_ORDER: tuple[Origin, ...] = ("wire", "from", "open", "to")
LEAST = 4
"""Words between two parts of one origin that do not part them."""


class Part(NamedTuple):
    """A stretch of a report, how many words it has, and whose it is; `others` counts reports that have it too."""

    span: Span
    words: int
    origin: Origin
    name: str
    others: int


class _Claim(NamedTuple):
    """A passage as one claim on a stretch of the report: the less its rank, the more it tells."""

    span: Span
    rank: tuple[int, int, str]
    origin: Origin
    name: str
    other: str


def parts(report: Report, found: Iterable[Copy], linked: Linked, reports: Mapping[str, Report]) -> list[Part]:
    """Cut a report into parts by where they come from; `found` are the pairs that it is in. Furniture is left out."""
    passages = {p.id: p for p in linked.passages}
    claims = sorted(
        (
            _claim(report, copy, passages[p], linked, reports)
            for copy in found
            for p in copy.passages
            if p in passages
        ),
        key=lambda claim: claim.rank,
    )
    words = [
        Span(t.start, t.end)
        for t in tokens(report.text)
        if t.kind != "mark" and not any(f.span.start <= t.start < f.span.end for f in report.furniture)
    ]
    whose = _filled([_whose(word, claims) for word in words])
    out = []
    for (origin, name), group in groupby(zip(whose, words, strict=True), key=lambda pair: pair[0]):
        stretch = [word for _, word in group]
        span = Span(stretch[0].start, stretch[-1].end)
        out.append(Part(span, len(stretch), origin, name, _others(span, origin, name, claims)))
    return out


def _claim(
    report: Report, copy: Copy, passage: Passage, linked: Linked, reports: Mapping[str, Report]
) -> _Claim:
    here, other = (copy.a, copy.b) if copy.a == report.id else (copy.b, copy.a)
    span = passage.a_span if passage.a == here else passage.b_span
    origin: Origin = "open"
    if copy.direction != "unknown":
        origin = "to" if (copy.direction == "a_to_b") == (here == copy.a) else "from"
    name = paper(reports[other])
    if origin != "to" and (wire := _wire(here, other, linked)):
        origin, name = "wire", wire
    return _Claim(span, (_ORDER.index(origin), -passage.words, passage.id), origin, name, other)


def _wire(here: str, other: str, linked: Linked) -> str | None:
    """Give the agency whose text both reports carry, or whose own text the other is."""
    for wire in linked.wires:
        carriers = {*wire.credited, *wire.inferred}
        if here in carriers and (other in carriers or other == wire.report):
            return wire.name
    return None


def _whose(word: Span, claims: Sequence[_Claim]) -> tuple[Origin, str]:
    """Give the origin of a word that tells most, and its name."""
    found = next((c for c in claims if c.span.start <= word.start < c.span.end), None)
    return (found.origin, found.name) if found else ("own", "")


def _filled(whose: list[tuple[Origin, str]]) -> list[tuple[Origin, str]]:
    """Give the few words between two parts of one origin to it."""
    out = list(whose)
    runs = [(key, len(list(group))) for key, group in groupby(whose)]
    at = 0
    for n, (_, size) in enumerate(runs):
        if 0 < n < len(runs) - 1 and size < LEAST and runs[n - 1][0] == runs[n + 1][0]:
            out[at : at + size] = [runs[n - 1][0]] * size
        at += size
    return out


def _others(span: Span, origin: Origin, name: str, claims: Sequence[_Claim]) -> int:
    """Count the reports that have a part too, besides the one that it is told of."""
    also = {c.other for c in claims if c.span.start < span.end and span.start < c.span.end}
    told = {c.other for c in claims if (c.origin, c.name) == (origin, name)}
    return len(also) if origin == "wire" else len(also - told)
