"""Two reports beside each other, with no case around them: what text they share, and which of their statements meet.

Of the statements those are laid side by side that have most words in common; what `riwaya.compare` says of such a pair
is asked for by itself, because it takes time.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.model import Comparison, Extraction, Linked, Report, Statement

MOST = 40
"""Pairs of statements that are compared at most."""
LEAST_WORDS, LEAST_SHARE = 2, 0.3
"""What two statements have in common at least to be laid side by side: words, and the share of the shorter one."""

Told = tuple[Report, Extraction]


class Met(NamedTuple):
    """The numbers of two statements that are laid side by side, None where the other report has none for it."""

    a: int | None
    b: int | None


def shared(a: Told, b: Told) -> Linked:
    """Find what text two reports share: their passages and one copy, or nothing. Their ids must differ."""
    # Half of the time that `import riwaya` would take, as in `joining`.
    from riwaya.link.reuse import traced  # noqa: PLC0415
    from riwaya.link.reuse.direction import directed  # noqa: PLC0415
    from riwaya.link.reuse.passages import passages_of, texts_of  # noqa: PLC0415

    reports, extractions = [a[0], b[0]], [a[1], b[1]]
    texts = texts_of(reports, extractions)
    found = directed(passages_of(texts), reports, extractions)
    told = traced(found, reports, extractions, {text.report.id: text.words for text in texts})
    return Linked(passages=told.passages, copies=told.copies)


def content(report: Report, statement: Statement) -> str:
    """Give the words of what is said."""
    return " ".join(report.text[span.start : span.end] for span in statement.content)


def met(a: Told, b: Told) -> list[Met]:
    """Lay the statements of two reports side by side, in the order of the first; those that only one has stand alone,
    of the second at the end.
    """
    left, right = _keys(a), _keys(b)
    scored = sorted(_scored(left, right), reverse=True)
    of: dict[int, int] = {}
    taken: set[int] = set()
    for _, m, n in scored:
        if -m not in of and -n not in taken:
            of[-m] = -n
            taken.add(-n)
    pairs = [Met(m, of.get(m)) for m in range(len(left))]
    return [*pairs, *(Met(None, n) for n in range(len(right)) if n not in taken)]


def _keys(told: Told) -> list[frozenset[str]]:
    from riwaya.link.terms import keys_of  # noqa: PLC0415 - as above

    report, extraction = told
    return [frozenset(keys_of(content(report, one))) for one in extraction.statements]


def _scored(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]
) -> Iterator[tuple[float, int, int]]:
    """Give the pairs that have enough in common, with how much; numbers are negative, so the first are greatest."""
    for m, mine in enumerate(left):
        for n, theirs in enumerate(right):
            both = len(mine & theirs)
            share = both / max(1, min(len(mine), len(theirs)))
            if both >= LEAST_WORDS and share >= LEAST_SHARE:
                # Of short and long ones that hold the shorter alike, the nearer in length is the one.
                yield share + both / max(1, len(mine | theirs)), -m, -n


def compared(a: Told, b: Told, pairs: Sequence[Met]) -> dict[Met, tuple[Comparison, str, str]]:
    """Compare the first `MOST` pairs of statements that are laid side by side; each with the two texts compared."""
    from riwaya.link.pairs.compare import compare_all  # noqa: PLC0415 - as above

    asked = [
        (pair, content(a[0], a[1].statements[pair.a]), content(b[0], b[1].statements[pair.b]))
        for pair in pairs
        if pair.a is not None and pair.b is not None
    ][:MOST]
    found = compare_all([(mine, theirs) for _, mine, theirs in asked])
    return {pair: (one, mine, theirs) for (pair, mine, theirs), one in zip(asked, found, strict=True)}
