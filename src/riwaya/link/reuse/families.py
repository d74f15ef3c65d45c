"""Families: reports that go back to one text.

A plain union of pairs would chain unrelated texts together through a report that puts two of them side by side. So two
groups of reports become one only while at least half of the pairs across them share text, and a report that shares text
with half of another family belongs to both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b

from riwaya.link.reuse.words import in_time
from riwaya.model import Copy, Family, Report

# What two reports share at least to go back to one text, in words or of the shorter one.
LEAST_WORDS = 40
LEAST_SHARE = 0.3
HALF = 0.5

Near = Mapping[str, Set[str]]


def families(copies: Iterable[Copy], reports: Mapping[str, Report]) -> tuple[Family, ...]:
    """Give the families among the reports of `copies`, the largest first; wires and descents are left out."""
    held = sorted((c for c in copies if related(c)), key=_strength)
    near: dict[str, set[str]] = defaultdict(set)
    for copy in held:
        near[copy.a].add(copy.b)
        near[copy.b].add(copy.a)
    found = [frozenset(group) for group in _widened(_grouped(held, near), near)]
    found += _left(held, found)
    kept = [group for group in found if not any(group < other for other in found)]
    made = (
        _family(sorted(group, key=lambda rid: in_time(reports[rid])), reports)
        for group in dict.fromkeys(kept)
    )
    return tuple(sorted(made, key=lambda f: (-len(f.reports), f.id)))


def related(copy: Copy) -> bool:
    """Tell whether two reports share enough to go back to one text: more than a quotation that both have."""
    return copy.words >= LEAST_WORDS or max(copy.a_share, copy.b_share) >= LEAST_SHARE


def _strength(copy: Copy) -> tuple[float, int, str, str]:
    return -min(copy.a_share, copy.b_share), -copy.words, copy.a, copy.b


def _grouped(copies: Iterable[Copy], near: Near) -> list[set[str]]:
    """Merge reports, the most alike first, while half of the pairs across two groups are copies."""
    group: dict[str, set[str]] = {rid: {rid} for rid in near}
    for copy in copies:
        first, second = group[copy.a], group[copy.b]
        if first is second:
            continue
        if len(first) < len(second):
            first, second = second, first
        across = sum(len(near[rid] & first) for rid in second)
        if across >= HALF * len(first) * len(second):
            first |= second
            for rid in second:
                group[rid] = first
    return [held for rid, held in group.items() if len(held) > 1 and rid == min(held)]


def _widened(groups: Sequence[set[str]], near: Near) -> Iterator[set[str]]:
    """Add to each group the reports of others that share text with half of it and with two of it at least."""
    for held in groups:
        around: set[str] = set().union(*(near[rid] for rid in held)) - held
        counts = {rid: len(near[rid] & held) for rid in around}
        yield held | {rid for rid, n in counts.items() if n >= max(2, HALF * len(held))}


def _left(copies: Iterable[Copy], found: Sequence[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Give each pair that is in no family together."""
    of: dict[str, list[frozenset[str]]] = defaultdict(list)
    for held in found:
        for rid in held:
            of[rid].append(held)
    for copy in copies:
        if not any(copy.b in held for held in of[copy.a]):
            yield frozenset((copy.a, copy.b))


def _family(ids: Sequence[str], reports: Mapping[str, Report]) -> Family:
    digest = blake2b(" ".join(sorted(ids)).encode(), digest_size=6).hexdigest()
    title = next((title for rid in ids if (title := reports[rid].title)), "")
    return Family(id="f" + digest, title=title, reports=tuple(ids))
