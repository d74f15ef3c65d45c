"""Merging: name keys brought together into identities, with what users said about them.

Each key (`nodes`) starts alone. Rules propose to merge two, the surest rules first; a merge is refused when a user said
that the two sides hold keys which are not one, so that a correction holds against every rule, also after reading again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from hashlib import blake2b

from riwaya.model import Correction, Merge


def at_report(key: str, report: str) -> str:
    """Give the key that speaks of one report only."""
    return f"{key}@{report}"


def bare(key: str) -> str:
    """Give the key without the report that it speaks of."""
    return key.partition("@")[0]


def apart(corrections: Iterable[Correction]) -> frozenset[str]:
    """Give the keys of single reports that users spoke of: what these reports name stands apart."""
    said_so = (said for said in corrections if said.kind in ("merge", "split"))
    return frozenset(key for said in said_so for key in (*said.a, *said.b) if "@" in key)


class Groups:
    """Groups of keys, each with the merges that made it."""

    def __init__(self, keys: Iterable[str], corrections: Sequence[Correction] = ()) -> None:
        self._parent = {key: key for key in keys}
        self._members = {key: [key] for key in self._parent}
        self._merges: dict[str, list[Merge]] = {}
        self._enemies: dict[str, set[str]] = defaultdict(set)
        of_identity = [said for said in corrections if said.kind in ("merge", "split")]
        for said in of_identity:
            if said.kind == "split":
                self._part(said)
        for said in of_identity:
            self._join(said.a if said.kind == "split" else (*said.a, *said.b), said.note)

    def _part(self, said: Correction) -> None:
        for a in filter(self._parent.__contains__, said.a):
            for b in filter(self._parent.__contains__, said.b):
                self._enemies[a].add(b)
                self._enemies[b].add(a)

    def _join(self, keys: Iterable[str], note: str) -> None:
        """Bring together all keys that may be one: a key that the first refuses may be one with the others."""
        there = [key for key in keys if key in self._parent]
        for n, key in enumerate(there):
            for other in there[:n]:
                if self.find(other) == self.find(key) or self.merge(other, key, "identity.user", note):
                    break

    def find(self, key: str) -> str:
        """Give the key that stands for the group of `key`."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def members(self, key: str) -> list[str]:
        """Give the keys of the group of `key`."""
        return self._members[self.find(key)]

    def merge(self, a: str, b: str, rule: str, detail: str = "") -> bool:
        """Bring the groups of two keys together by a rule; False when they are one already or must not be."""
        first, second = self.find(a), self.find(b)
        if first == second or self._forbidden(first, second):
            return False
        self._parent[second] = first
        self._members[first] += self._members.pop(second)
        made = Merge(rule=rule, a=a, b=b, detail=detail)
        self._merges[first] = [*self._merges.get(first, ()), *self._merges.pop(second, ()), made]
        return True

    def _forbidden(self, first: str, second: str) -> bool:
        small, large = sorted((self._members[first], self._members[second]), key=len)
        if not self._enemies:
            return False
        others = set(large)
        return any(not self._enemies[key].isdisjoint(others) for key in small if key in self._enemies)

    def groups(self) -> list[tuple[list[str], tuple[Merge, ...]]]:
        """Give all groups with their merges, in the order of their first keys."""
        return [(keys, tuple(self._merges.get(first, ()))) for first, keys in self._members.items()]


def kept_ids(groups: Sequence[tuple[Mapping[str, int], str]], before: Mapping[str, str]) -> list[str]:
    """Give each group the id that its keys had in `before`, else the one made for it; no two groups get the same.

    A group is its keys with the weight of each, and the id made for it. Of several groups whose keys had one id, the
    one of the greatest weight keeps it, so that a merge which is taken back gives both their ids again.
    """
    wanted: list[tuple[int, bool, int, str]] = []
    for n, (keys, made) in enumerate(groups):
        had: Counter[str] = Counter()
        for key, weight in keys.items():
            if key in before:
                had[before[key]] += weight
        wanted += [(-weight, found != made, n, found) for found, weight in had.items()]
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, n, found in sorted(wanted):
        if n not in given and found not in taken:
            given[n] = found
            taken.add(found)
    for n, (keys, made) in enumerate(groups):
        if n not in given:
            given[n] = _free(made, min(keys), taken)
            taken.add(given[n])
    return [given[n] for n in range(len(groups))]


def _free(made: str, key: str, taken: Set[str]) -> str:
    """Give the id made for a group, or when another group kept that, one made of it and the group's first key."""
    while made in taken:
        made = made[0] + blake2b(f"{made} {key}".encode(), digest_size=6).hexdigest()
    return made
