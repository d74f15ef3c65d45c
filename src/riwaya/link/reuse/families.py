"""Families: reports that go back to one text.

Reports are grouped without chaining (see `grouping`), and a report that shares text with half of another family too
belongs to both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b

from riwaya.link.reuse.grouping import HALF, grouped, neighbours
from riwaya.link.reuse.words import in_time
from riwaya.model import Copy, Family, Report

# What two reports share at least to go back to one text, in words or of the shorter one.
LEAST_WORDS = 40
LEAST_SHARE = 0.3

Near = Mapping[str, Set[str]]


def families(copies: Iterable[Copy], reports: Mapping[str, Report]) -> tuple[Family, ...]:
    """Give the families among the reports of `copies`, the largest first; wires and descents are left out."""
    held = sorted((c for c in copies if related(c)), key=_strength)
    pairs = [(copy.a, copy.b) for copy in held]
    near = neighbours(pairs)
    found = [frozenset(group) for group in _widened(grouped(pairs, near), near)]
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
