"""What a case knows of the reports that are linked, as an update of the linking asks for it.

The plain tables say which nouns have to do with which reports, the records what they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import TypeVar

from riwaya.case import linking, records
from riwaya.case.connected import encoded
from riwaya.case.found_rows import Found, called
from riwaya.case.reports import Rows
from riwaya.extract.gazetteer import place_key
from riwaya.link.fingerprints import HashedCounts, Hashes, unpacked
from riwaya.link.neighbourhood import Counted
from riwaya.link.reuse.copies import Shares, is_one_text
from riwaya.model import (
    Actor,
    Claim,
    Copy,
    Extraction,
    Family,
    Passage,
    Place,
    Report,
    Source,
    Story,
    Wire,
)

_T = TypeVar("_T", bound=Found)

_BETWEEN = {
    table: f"SELECT id FROM {table} WHERE a IN (SELECT value FROM json_each(?1))"  # noqa: S608 - one of two names
    " AND b IN (SELECT value FROM json_each(?1))"
    for table in ("passages", "copies")
}
_FAMILIES = """
SELECT family FROM family_reports WHERE report IN (SELECT value FROM json_each(?1))
UNION SELECT family FROM family_wires WHERE wire IN (SELECT value FROM json_each(?2))
"""
_WIRES = """
SELECT wire FROM wire_reports WHERE report IN (SELECT value FROM json_each(?1))
UNION SELECT w.wire FROM family_reports r JOIN family_wires w ON w.family = r.family
WHERE r.report IN (SELECT value FROM json_each(?1))
"""
_STORIES = "SELECT story FROM story_reports WHERE report IN (SELECT value FROM json_each(?1))"
_CLAIMS = "SELECT id FROM claims WHERE story IN (SELECT value FROM json_each(?1))"
# A statement's name is the report's id, a slash (0 comes right after it) and its number.
_SOURCES = """
SELECT s.source FROM json_each(?1) r CROSS JOIN source_statements s
ON s.statement >= r.value || '/' AND s.statement < r.value || '0'
UNION SELECT value FROM json_each(?2)
"""
_ACTORS, _PLACES = (
    f"SELECT {of} FROM {of}_mentions WHERE report IN (SELECT value FROM json_each(?1))"  # noqa: S608 - as above
    f" UNION SELECT {of} FROM {of}_keys WHERE key IN (SELECT value FROM json_each(?2))"
    " UNION SELECT value FROM json_each(?3)"
    for of in ("actor", "place")
)
# The keys of a name begin with it; behind it stands the place of the gazetteer that is meant («}» comes after «|»).
_PLACES_CALLED = (
    "SELECT k.place FROM json_each(?1) n CROSS JOIN place_keys k"
    " ON k.key >= 'LOC|' || n.value || '|' AND k.key < 'LOC|' || n.value || '}'"
)
_CALLED = "SELECT id FROM actors WHERE called IN (SELECT value FROM json_each(?1))"


class LinkedReports:
    """The linked reports of a case as `link.neighbourhood` asks for them."""

    def __init__(self, rows: Rows, get: Callable[[str], tuple[Report, Extraction]]) -> None:
        self._rows = rows
        self.get = get

    @cached_property
    def published(self) -> Mapping[str, str | None]:
        """Give when each report of the case was published, in the order of the case."""
        return dict(self._rows("SELECT id, published FROM reports ORDER BY published IS NULL, published, id"))

    @cached_property
    def _prints(self) -> list[tuple[str, bytes, bytes]]:
        """Give the linked reports with the words and the opening of each, packed, in the order of the case."""
        held = {row[0]: row for row in self._rows("SELECT report, words, opening FROM fingerprints")}
        return [held[rid] for rid in self.published if rid in held]

    @cached_property
    def words(self) -> Mapping[str, Hashes]:
        """Give the hashed words of each linked report, in the order of the case."""
        names, arrays = [row[0] for row in self._prints], unpacked([row[1] for row in self._prints])
        return dict(zip(names, arrays, strict=True))

    @property
    def openings(self) -> Sequence[Hashes]:
        """Give the hashed keys of headline and opening of each, in this order."""
        return list(unpacked([row[2] for row in self._prints]))

    def counts(self, of: Counted) -> HashedCounts:
        """Give in how many of the linked reports each key stands."""
        return linking.counts(self._rows, of)

    def one_texts(self) -> Iterator[tuple[str, str]]:
        """Give the pairs of reports that are one text."""
        for a, b, *shares in self._rows("SELECT a, b, length, a_share, b_share FROM copies"):
            if is_one_text(Shares(*shares)):
                yield a, b

    def passages(self, reports: Set[str]) -> tuple[Passage, ...]:
        """Give the passages between two of these reports."""
        return self._named(Passage, _BETWEEN["passages"], reports)

    def copies(self, reports: Set[str]) -> tuple[Copy, ...]:
        """Give the copies between two of these reports."""
        return self._named(Copy, _BETWEEN["copies"], reports)

    def families(self, reports: Set[str], wires: Iterable[Wire] = ()) -> tuple[Family, ...]:
        """Give the families that hold one of these reports or go back to one of these wires."""
        return self._named(Family, _FAMILIES, reports, (wire.id for wire in wires))

    def wires(self, reports: Set[str]) -> tuple[Wire, ...]:
        """Give the wires that one of these reports carries, or that a family goes back to which holds one."""
        return self._named(Wire, _WIRES, reports)

    def stories(self, reports: Set[str]) -> tuple[Story, ...]:
        """Give the stories that one of these reports is in."""
        return self._named(Story, _STORIES, reports)

    def claims(self, stories: Set[str]) -> tuple[Claim, ...]:
        """Give the claims of these stories."""
        return self._named(Claim, _CLAIMS, stories)

    def sources(self, reports: Set[str], ids: Iterable[str]) -> tuple[Source, ...]:
        """Give the sources that speak in one of these reports, and those with these ids."""
        return self._named(Source, _SOURCES, reports, ids)

    def actors(self, reports: Set[str], keys: Iterable[str], ids: Iterable[str] = ()) -> tuple[Actor, ...]:
        """Give the actors that one of these reports names, and those with one of these keys or ids."""
        return self._named(Actor, _ACTORS, reports, keys, ids)

    def namesakes(self, names: Iterable[str]) -> tuple[Actor, ...]:
        """Give the actors whose names have the same words as one of these."""
        return self._named(Actor, _CALLED, {called(name) for name in names})

    def places(self, reports: Set[str], keys: Iterable[str], ids: Iterable[str] = ()) -> tuple[Place, ...]:
        """Give the places that one of these reports names, and those with one of these keys or ids."""
        return self._named(Place, _PLACES, reports, keys, ids)

    def places_called(self, names: Iterable[str]) -> tuple[Place, ...]:
        """Give the places that reports call by one of these names, however it is spelt."""
        return self._named(Place, _PLACES_CALLED, {place_key(name) for name in names})

    def _named(self, noun: type[_T], sql: str, *asked: Iterable[str]) -> tuple[_T, ...]:
        """Give the nouns of a kind whose ids a query gives; each list that it asks with is one parameter."""
        ids = self._rows(sql, *(encoded(list(one)) for one in asked))
        return records.named(self._rows, noun, (name for (name,) in ids))
