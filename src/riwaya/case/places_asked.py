"""What a map asks: which places are named, where they are, and in how many reports of the case or of a story."""

from typing import NamedTuple

import msgspec

from riwaya.case.connected import Connected, encoded
from riwaya.case.reports import Rows
from riwaya.model import Level

_NAMED = (
    "SELECT place, count(DISTINCT report) AS reports, count(*) AS mentions FROM place_mentions GROUP BY place"
)
_NAMED_IN_STORY = (
    "SELECT m.place, count(DISTINCT m.report) AS reports, count(*) AS mentions"
    " FROM story_reports s CROSS JOIN place_mentions m ON m.report = s.report WHERE s.story = ?1 GROUP BY m.place"
)
_SHOWN = "p.level IS NOT NULL AND p.lat IS NOT NULL AND p.lon IS NOT NULL AND (?2 IS NULL OR p.level = ?2)"
_OPEN = "(p.lat IS NULL OR p.lon IS NULL)"
_COLUMNS = "p.id, p.name, p.gazetteer, p.level, p.country, p.within, p.lat, p.lon, n.reports, n.mentions"
_JOINED = "CROSS JOIN places p ON p.id = n.place"
_ORDER = "ORDER BY n.reports DESC, n.mentions DESC, p.id LIMIT ?3 OFFSET ?4"
_WITHIN = msgspec.json.Decoder(tuple[str, ...])


class NamedPlace(NamedTuple):
    """A place, and in how many reports and how often it is named; without a position it is not known which is meant."""

    id: str
    name: str
    gazetteer: str | None
    level: Level | None
    country: str | None
    within: tuple[str, ...]
    lat: float | None
    lon: float | None
    reports: int
    mentions: int


class Naming(NamedTuple):
    """Which places are asked for: those of a story, of a level; or those that it is not known where they are."""

    story: str | None = None
    level: Level | None = None
    unresolved: bool = False


class NamedCount(NamedTuple):
    """How many places are asked for, and how many more have no known position."""

    places: int
    unresolved: int


def named_places(rows: Rows, asked: Naming, limit: int = -1, offset: int = 0) -> tuple[NamedPlace, ...]:
    """Give places, those that most reports name first."""
    which = _OPEN if asked.unresolved else _SHOWN
    sql = f"SELECT {_COLUMNS} FROM ({_of(asked)}) AS n {_JOINED} WHERE {which} {_ORDER}"  # noqa: S608
    found = rows(sql, asked.story, asked.level, limit, offset)
    return tuple(NamedPlace._make((*row[:5], _WITHIN.decode(row[5] or "[]"), *row[6:])) for row in found)


def count_named(rows: Rows, asked: Naming) -> NamedCount:
    """Count the places that are asked for, and those without a position beside them."""
    counted = f"coalesce(sum({_SHOWN}), 0), coalesce(sum({_OPEN}), 0)"
    sql = f"SELECT {counted} FROM ({_of(asked)}) AS n {_JOINED}"  # noqa: S608
    shown, unresolved = rows(sql, asked.story, asked.level)[0]
    return NamedCount(unresolved if asked.unresolved else shown, unresolved)


def names_of_places(rows: Rows, places: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Give the names under which reports know places, by the ids of these."""
    out: dict[str, list[str]] = {}
    sql = "SELECT place, name FROM place_names WHERE place IN (SELECT value FROM json_each(?)) ORDER BY rowid"
    for place, name in rows(sql, encoded(list(places))):
        out.setdefault(place, []).append(name)
    return {place: tuple(names) for place, names in out.items()}


def story_title(rows: Rows, story: str) -> str | None:
    """Give the title of a story; None where there is no such story."""
    found = rows("SELECT title FROM stories WHERE id = ? LIMIT 1", story)
    return str(found[0][0] or "") if found else None


def _of(asked: Naming) -> str:
    return _NAMED if asked.story is None else _NAMED_IN_STORY


class PlacesAsked(Connected):
    """What a map asks of a case."""

    def named_places(self, asked: Naming, limit: int = -1, offset: int = 0) -> tuple[NamedPlace, ...]:
        """Give places, those that most reports name first."""
        return named_places(self._kept, asked, limit, offset)

    def count_named(self, asked: Naming) -> NamedCount:
        """Count the places that are asked for, and those without a position beside them."""
        return count_named(self._kept, asked)

    def names_of_places(self, places: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Give the names under which reports know places, by the ids of these."""
        return names_of_places(self._rows, places)

    def story_title(self, story: str) -> str | None:
        """Give the title of a story; None where there is no such story."""
        return story_title(self._rows, story)
