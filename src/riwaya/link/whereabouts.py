"""Whereabouts: statements and figures named by where their words stand.

The number of a statement changes when a report is extracted by other rules; where its words stand in the text does not,
because a text never changes. So what a user says of a statement is kept under a key of the report, the stretch of the
cue and that of the content («r01/s@120-127:131-190»), with the stretch of the figure for a member of a claim
(«…+text:140-143»), and means the statement of a later reading that stands there, or nearly.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Self

from riwaya.model import Extraction, Member, Quantity, Span, Statement, ref, split_ref

_KEY = re.compile(
    r"(?P<report>[^/]+)/(?P<part>[so])@(?:(?P<cue>\d+-\d+))?:(?P<said>\d+-\d+)(?:\+(?P<where>\w+):(?P<figure>\d+-\d+))?"
)
# The share of both contents together that two must have in common to be one statement, and the share that tells so
# even where their cues stand apart.
_ALIKE = 0.5
_SAME = 0.8


class Key(NamedTuple):
    """A key taken apart."""

    report: str
    part: str
    cue: Span | None
    said: Span
    where: str | None = None
    figure: Span | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Take a key apart; raises ValueError when it is none."""
        found = _KEY.fullmatch(text)
        if found is None:
            raise ValueError(f"not a key of a statement: {text!r}")
        cue, figure = (_span(found[name]) if found[name] else None for name in ("cue", "figure"))
        return cls(found["report"], found["part"], cue, _span(found["said"]), found["where"], figure)


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    return Span(int(start), max(int(start), int(end)))


def report_of(key: str) -> str:
    """Give the report that a key speaks of."""
    return key.partition("/")[0]


def key_of(name: str, statement: Statement, quantity: Quantity | None = None) -> str:
    """Give the key of the statement with the reference `name`, or of a member that gives a figure."""
    report, part, _ = split_ref(name)
    cue = _written(statement.cue) if statement.cue else ""
    figure = f"+{quantity.where}:{_written(quantity.span)}" if quantity else ""
    return f"{report}/{part}@{cue}:{_written(_extent(statement))}{figure}"


def key_of_member(member: Member, extraction: Extraction) -> str:
    """Give the key of a member of a claim; `extraction` is of its report."""
    _, part, n = split_ref(member.statement)
    said = (extraction.statements if part == "s" else extraction.own_voice)[n]
    figure = extraction.quantities[split_ref(member.quantity)[2]] if member.quantity else None
    return key_of(member.statement, said, figure)


def found(key: str, extraction: Extraction) -> tuple[str, str | None] | None:
    """Give the references of the statement that a key means, and of its figure; None where there is none such."""
    asked = Key.read(key)
    said = extraction.statements if asked.part == "s" else extraction.own_voice
    n = _nearest(asked, said)
    if n is None:
        return None
    name = ref(extraction.report, "s" if asked.part == "s" else "o", n)
    if asked.figure is None:
        return name, None
    figures = [
        (_common(q.span, asked.figure), -i)
        for i, q in enumerate(extraction.quantities)
        if q.where == asked.where and _common(q.span, asked.figure) > 0
    ]
    return (name, ref(extraction.report, "q", -max(figures)[1])) if figures else None


def _nearest(asked: Key, said: Sequence[Statement]) -> int | None:
    """Give the number of the statement that stands where a key says, or nearest to it."""
    best: tuple[float, int] | None = None
    for n, one in enumerate(said):
        if one.cue == asked.cue and _extent(one) == asked.said:
            return n
        near = _common(_extent(one), asked.said)
        one_cue = one.cue is not None and asked.cue is not None and _common(one.cue, asked.cue) > 0
        if near >= (_ALIKE if one_cue or asked.cue is None else _SAME):
            best = max(best or (near, -n), (near, -n))
    return None if best is None else -best[1]


def _common(a: Span, b: Span) -> float:
    """Give how much two stretches have in common, as a share of both together."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / max(1, max(a.end, b.end) - min(a.start, b.start))


def _extent(statement: Statement) -> Span:
    """Give the stretch from where the content begins to where it ends."""
    spans = statement.content or ((statement.cue,) if statement.cue else ())
    return Span(spans[0].start, max(spans[0].start, spans[-1].end)) if spans else Span(0, 0)


def _written(span: Span) -> str:
    return f"{span.start}-{span.end}"
