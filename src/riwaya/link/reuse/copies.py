"""Copies: pairs of reports that share passages, how much of each stands in the other, and in which direction.

Containment and not likeness is told, both ways: of a wire that was cut, all of the cut stands in the wire and a third
of the wire in the cut.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from riwaya.link.reuse.alignment import differing
from riwaya.link.reuse.telling import HALF, LONG, MOST, ONE_TEXT
from riwaya.link.reuse.words import Words
from riwaya.model import Copy, Direction, Extent, Passage

# The share of both reports from which they are the same, and that of the shorter from which it is mostly a copy.
SAME = 0.9
MOSTLY = 0.5


class Shares(NamedTuple):
    """How much a copy shares, where the rest of it is not at hand."""

    words: int
    a_share: float
    b_share: float


def copies(passages: Iterable[Passage], words: Mapping[str, Words]) -> tuple[Copy, ...]:
    """Give the pairs of reports that share passages, in the order of the passages; `words` are those of each report.

    The direction is that of the passages where all that have one agree; edits are left out.
    """
    held: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        held[passage.a, passage.b].append(passage)
    return tuple(_copy(a, b, found, words[a], words[b]) for (a, b), found in held.items())


def _copy(a: str, b: str, found: Sequence[Passage], in_a: Words, in_b: Words) -> Copy:
    found = sorted(found, key=lambda p: p.a_span)
    shared = [_shared(in_a, in_b, p) for p in found]
    shared_a, shared_b = sum(n for n, _ in shared), sum(n for _, n in shared)
    a_share, b_share = shared_a / max(1, len(in_a.ids)), shared_b / max(1, len(in_b.ids))
    direction, reason = _direction(found)
    return Copy(
        id="y" + blake2b(f"{a}={b}".encode(), digest_size=6).hexdigest(),
        a=a, b=b, words=min(shared_a, shared_b), a_share=round(a_share, 4), b_share=round(b_share, 4),
        extent=extent(a_share, b_share), direction=direction, reason=reason, passages=tuple(p.id for p in found),
    )  # fmt: skip


def _shared(in_a: Words, in_b: Words, passage: Passage) -> tuple[int, int]:
    """Count the words of a passage on each side that stand in the other, as they are or changed; words that the other
    left out do not.
    """
    (a0, a1), (b0, b1) = in_a.between(passage.a_span), in_b.between(passage.b_span)
    only_a = only_b = 0
    for (start, end), (first, last) in differing(in_a.ids[a0:a1].tolist(), in_b.ids[b0:b1].tolist()):
        more = (end - start) - (last - first)
        only_a, only_b = only_a + max(0, more), only_b + max(0, -more)
    return a1 - a0 - only_a, b1 - b0 - only_b


def _direction(found: Sequence[Passage]) -> tuple[Direction, str]:
    """Give the direction of the passages of a pair, with the reason, where those that have one agree."""
    known = [(p.direction, p.reason) for p in found if p.direction != "unknown"]
    if not known:
        return "unknown", found[0].reason
    return known[0] if len({way for way, _ in known}) == 1 else ("unknown", "copy.both-ways")


def extent(a_share: float, b_share: float) -> Extent:
    """Say how much two reports share."""
    if min(a_share, b_share) >= SAME:
        return "same"
    return "mostly" if max(a_share, b_share) >= MOSTLY else "passage"


def is_one_text(copy: Copy | Shares) -> bool:
    """Tell of a copy that was found before whether its reports are one text; see `telling.one_text`."""
    if min(copy.a_share, copy.b_share) >= MOST:
        return True
    return copy.words >= ONE_TEXT and (copy.words >= LONG or max(copy.a_share, copy.b_share) >= HALF)
