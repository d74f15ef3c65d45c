"""Alignment: the stretches that two texts share, and what differs in them word by word.

Shared 3-grams are chained along the two texts, tolerating short gaps, in any order of the stretches.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq, Levenshtein

from riwaya.arabic.words import Token, span_of, tokens
from riwaya.model import Change, Span

# Words a passage must have in common to be told, and the least share of its words that must be the same.
LEAST_WORDS = 20
LEAST_SIMILARITY = 0.55
# The same, and the least share of the words of its shorter side, where words were put in or left out.
LEAST_INSIDE = 0.4
LEAST_OF_SHORTER = 0.65
# Words that a chain may skip in either text between two shared 3-grams.
GAP = 9
# Words that lie between two chains at most for them to be one stretch, and those that each has at least.
CLAUSE = 25
PIECE = 5
# Words of a chain from which it is tried to follow on at both ends where every third word was changed, how many words
# are looked at each time, how many of them must be the same, and which share.
FIRM = 8
AHEAD = 30
GAINED = 4
HALF = 0.5
# Words at an end of a chain that are looked at for one that is the same behind one or two that were changed.
EDGE = 3
# A 3-gram that stands in one text more often than this says nothing of where two texts meet, and would cost the square
# of its number: a text of one word repeated is no passage.
OFTEN = 32
_SEED = 3


class Chain(NamedTuple):
    """A shared stretch: word positions ``[a0, a1)`` in one report and ``[b0, b1)`` in the other."""

    a0: int
    a1: int
    b0: int
    b1: int

    @property
    def words(self) -> int:
        """The words of the shorter side."""
        return min(self.a1 - self.a0, self.b1 - self.b0)


class Stretch(NamedTuple):
    """A shared stretch, measured: its chain, the words of the first text that are the same, and their share."""

    chain: Chain
    same: tuple[int, ...]
    similarity: float

    @property
    def words(self) -> int:
        """The words of the shorter side."""
        return self.chain.words


def stretches(a: Sequence[int], b: Sequence[int]) -> list[Stretch]:
    """Give what two texts share, in the order of the first; words are numbers. Each is measured word by word, by the
    longest common subsequence, and long and alike enough to be a passage.
    """
    found = (_measured(a, b, chain) for chain in align(a, b))
    return [one for one in found if one is not None]


def _measured(a: Sequence[int], b: Sequence[int], chain: Chain) -> Stretch | None:
    left, right = a[chain.a0 : chain.a1], b[chain.b0 : chain.b1]
    same: list[int] = []
    for op in LCSseq.opcodes(left, right):
        if op.tag == "equal":
            same += range(chain.a0 + op.src_start, chain.a0 + op.src_end)
    if len(same) < LEAST_WORDS - 2 or not _alike(len(same), len(left), len(right)):
        return None
    similarity = len(same) / max(len(left), len(right))
    return Stretch(chain, tuple(same), round(similarity, 4))


def _alike(same: int, a: int, b: int) -> bool:
    """Tell whether enough words of two stretches are the same: of both, or of the shorter where words were put in.

    Words put in or left out are no evidence against a copy.
    """
    return same >= LEAST_SIMILARITY * max(a, b) or (
        same >= LEAST_OF_SHORTER * min(a, b) and same >= LEAST_INSIDE * max(a, b)
    )


def align(a: Sequence[int], b: Sequence[int]) -> list[Chain]:
    """Give the stretches that two texts share, in order and disjoint in both; words are numbers."""
    joined = (_grown(a, b, chain) for chain in _joined(sorted(_chains(a, b))) if chain.words >= FIRM)
    found = sorted(joined, key=lambda c: (c.words, -c.a0), reverse=True)
    kept: list[Chain] = []
    for chain in found:
        clear = _trimmed(chain, kept)
        if clear is not None and clear.words >= LEAST_WORDS:
            kept.append(clear)
    return sorted(kept)


def _trimmed(chain: Chain, kept: Iterable[Chain]) -> Chain | None:
    """Cut from the ends of a chain what longer ones have already; None when one of them lies inside it."""
    a0, a1, b0, b1 = chain
    for one in kept:
        for start, end, first, last in ((a0, a1, one.a0, one.a1), (b0, b1, one.b0, one.b1)):
            if last <= start or end <= first:
                continue
            if start < first and last < end:
                return None
            if first <= start:
                a0, b0 = a0 + last - start, b0 + last - start
            else:
                a1, b1 = a1 - (end - first), b1 - (end - first)
            if a0 >= a1 or b0 >= b1:
                return None
    return Chain(a0, a1, b0, b1)


def _chains(a: Sequence[int], b: Sequence[int]) -> Iterator[Chain]:
    """Chain the 3-grams that `a` and `b` share: each joins the nearest chain that ends just before it in
    both. Chains too short to be joined to others are left out.
    """
    open_: list[list[int]] = []
    for i, places in _seeds(a, b):
        still = [c for c in open_ if i - c[1] <= GAP]
        yield from _long([c for c in open_ if i - c[1] > GAP])
        open_ = still
        for j in places:
            fits = [c for c in open_ if -_SEED <= j - c[3] <= GAP and j + _SEED > c[3]]
            if fits:
                best = min(fits, key=lambda c: abs((i - c[1]) - (j - c[3])) + max(0, j - c[3]))
                best[1], best[3] = i + _SEED, j + _SEED
            else:
                open_.append([i, i + _SEED, j, j + _SEED])
    yield from _long(open_)


def _seeds(a: Sequence[int], b: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Give where in `a` a 3-gram begins that `b` has too, and where it does in `b`."""
    mine, its = _hashed(a), _hashed(b)
    order = np.argsort(its, kind="stable")
    first, end = (np.searchsorted(its[order], mine, side) for side in ("left", "right"))
    for i in np.flatnonzero((end > first) & (end - first <= OFTEN)).tolist():
        yield i, order[first[i] : end[i]].tolist()


def _hashed(words: Sequence[int]) -> NDArray[np.uint64]:
    """Hash the 3-grams of a text."""
    given = np.asarray(words, dtype=np.uint64)
    size = max(0, len(given) - _SEED + 1)
    hashed = np.zeros(size, dtype=np.uint64)
    for k in range(_SEED):
        hashed = hashed * np.uint64(0x9E3779B97F4A7C15) + given[k : k + size] + np.uint64(1)
        hashed ^= hashed >> np.uint64(31)
    return hashed


def _long(chains: Iterable[Sequence[int]]) -> Iterator[Chain]:
    for a0, a1, b0, b1 in chains:
        if min(a1 - a0, b1 - b0) >= PIECE:
            yield Chain(a0, a1, b0, b1)


def _joined(chains: Sequence[Chain]) -> list[Chain]:
    """Join chains that follow one another in both texts, over a clause that was dropped, put in or said otherwise.

    What lies between may be as long as `CLAUSE`, while most of the whole stays the same. It must not stand elsewhere in
    the other text: then it was moved. `chains` are in the order of the first text.
    """
    firm = [chain for chain in chains if chain.words >= FIRM]
    out: list[tuple[Chain, int]] = []
    for chain in chains:
        before = [
            n
            for n, (one, same) in enumerate(out)
            if _goes_on(one, same, chain) and not _moved(one, chain, firm)
        ]
        if not before:
            out.append((chain, chain.words))
            continue
        n = min(before, key=lambda n: chain.a0 - out[n][0].a1 + chain.b0 - out[n][0].b1)
        one, same = out[n]
        out[n] = Chain(one.a0, chain.a1, one.b0, chain.b1), same + chain.words
    return [chain for chain, _ in out]


def _goes_on(one: Chain, same: int, chain: Chain) -> bool:
    """Tell whether a chain goes on where another, in which `same` words are the same, ends."""
    if not (0 <= chain.a0 - one.a1 <= CLAUSE and 0 <= chain.b0 - one.b1 <= CLAUSE):
        return False
    return _alike(same + chain.words, chain.a1 - one.a0, chain.b1 - one.b0)


def _moved(one: Chain, chain: Chain, firm: Iterable[Chain]) -> bool:
    """Tell whether most of what lies between two chains, in one of the texts, is a chain of its own."""
    for other in firm:
        over_a = min(other.a1, chain.a0) - max(other.a0, one.a1)
        over_b = min(other.b1, chain.b0) - max(other.b0, one.b1)
        if max(over_a, over_b) >= FIRM:
            return True
    return False


def _grown(a: Sequence[int], b: Sequence[int], chain: Chain) -> Chain:
    """Follow a chain on at both ends, word by word, while most of what it takes in is the same."""
    a0, a1, b0, b1 = chain
    while step := _step(a[a1 : a1 + AHEAD], b[b1 : b1 + AHEAD]):
        a1, b1 = a1 + step[0], b1 + step[1]
    while step := _step(a[max(0, a0 - AHEAD) : a0][::-1], b[max(0, b0 - AHEAD) : b0][::-1]):
        a0, b0 = a0 - step[0], b0 - step[1]
    before = _edge(a[:a0][::-1], b[:b0][::-1])
    after = _edge(a[a1 : a1 + EDGE], b[b1 : b1 + EDGE])
    return Chain(a0 - before, a1 + after, b0 - before, b1 + after)


def _edge(a: Sequence[int], b: Sequence[int]) -> int:
    """Say how many words more belong to a chain that ends here: up to the next word that is the same in both, or up to
    where both texts end. A figure that was changed in the first words of a text stands there: «قُتل 18 …», «قُتل 28 …».
    """
    for n in range(1, min(len(a), len(b), EDGE)):
        if a[n] == b[n]:
            return n + 1
    return len(a) if len(a) == len(b) < EDGE else 0


def _step(a: Sequence[int], b: Sequence[int]) -> tuple[int, int] | None:
    """Say how far two texts go on alike from their beginnings: to the last word up to which most are the same."""
    found, same = None, 0
    for op in LCSseq.opcodes(a, b):
        if op.tag != "equal":
            continue
        same += op.src_end - op.src_start
        if same >= GAINED and same >= HALF * max(op.src_end, op.dest_end):
            found = op.src_end, op.dest_end
    return found


def changes(a: str, a_span: Span, b: str, b_span: Span) -> tuple[Change, ...]:
    """Give what differs between a stretch of one text and a stretch of another, word by word and in order.

    Words are compared in their folded forms; marks and spaces are not. `old` are spans in `a` and `new` in `b`. The
    alignment is Levenshtein's over words.
    """
    left, right = _words(a, a_span), _words(b, b_span)
    forms_a, forms_b = [t.form for t in left], [t.form for t in right]
    out = []
    for (a0, a1), (b0, b1) in differing(forms_a, forms_b):
        old, new = span_of(left, a0, a1, a_span.end), span_of(right, b0, b1, b_span.end)
        kind: Literal["added", "removed", "replaced"] = (
            "added" if a0 == a1 else "removed" if b0 == b1 else "replaced"
        )
        out.append(Change(kind=kind, old=old, new=new))
    return tuple(out)


def differing(
    a: Sequence[Hashable], b: Sequence[Hashable]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the blocks of words ``[start, end)`` of both sides that differ, as long as each goes on."""
    last = 0, 0
    for op in Levenshtein.opcodes(a, b):
        if op.tag == "equal":
            if last != (op.src_start, op.dest_start):
                yield (last[0], op.src_start), (last[1], op.dest_start)
            last = op.src_end, op.dest_end
    if last != (len(a), len(b)):
        yield (last[0], len(a)), (last[1], len(b))


def _words(text: str, span: Span) -> list[Token]:
    return [t for t in tokens(text, span.start, span.end) if t.kind != "mark"]
