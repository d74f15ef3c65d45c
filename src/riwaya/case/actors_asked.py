"""Persons and bodies as a page lists them: by words of a name and by type, those that most reports name first."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from riwaya.case.connected import Connected, encoded
from riwaya.case.names_asked import named

Type = Literal["PER", "ORG"]
"""What an actor is: a person or a body."""

ROLES = 3
"""Roles of an actor that a list gives."""
# Of all actors only those of the page are looked up; of some, the reports of each are counted.
_MOST = (
    "SELECT x.id, x.name, x.type, m.n FROM (SELECT actor, count(DISTINCT report) AS n FROM actor_mentions"
    " GROUP BY actor ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?) m JOIN actors x ON x.id = m.actor ORDER BY 4 DESC, 1"
)
_SOME = (
    "SELECT x.id, x.name, x.type, (SELECT count(DISTINCT report) FROM actor_mentions WHERE actor = x.id)"
    " FROM actors x {} ORDER BY 4 DESC, 1 LIMIT ? OFFSET ?"
)


class ActorRow(NamedTuple):
    """A person or body in a list: in how many reports it is named, and the first of its roles."""

    id: str
    name: str
    type: Type
    reports: int
    roles: tuple[str, ...] = ()


def _wanted(words: str, type_: Type | None) -> tuple[str, list[object]]:
    """Give the actors that have all the words in one of their names, of one type or of both, as a condition."""
    holds, values = named(words, "actor")
    parts = [holds] if holds else []
    if type_ is not None:
        parts.append("x.type = ?")
        values.append(type_)
    return f"WHERE {' AND '.join(parts)}" if parts else "", values


class ActorsAsked(Connected):
    """What the list of persons and bodies asks of a case."""

    def actors_page(self, words: str, type_: Type | None, limit: int, offset: int) -> tuple[ActorRow, ...]:
        """Give a page of the actors with these words in a name, those that most reports name first."""
        condition, values = _wanted(words, type_)
        found = self._kept(_SOME.format(condition) if condition else _MOST, *values, limit, offset)
        roles = self._roles([row[0] for row in found])
        return tuple(ActorRow._make((*row, tuple(roles.get(row[0], [])[:ROLES]))) for row in found)

    def _roles(self, actors: Sequence[str]) -> dict[str, list[str]]:
        """Give the roles of some actors, in the order in which these have them."""
        roles: dict[str, list[str]] = {}
        sql = "SELECT actor, role FROM actor_roles WHERE actor IN (SELECT value FROM json_each(?)) ORDER BY rowid"
        for actor, role in self._rows(sql, encoded(list(actors))):
            roles.setdefault(actor, []).append(role)
        return roles

    def actors_by_type(self, words: str) -> dict[Type, int]:
        """Count the actors with these words in a name by their type."""
        condition, values = _wanted(words, None)
        return dict(self._kept(f"SELECT x.type, count(*) FROM actors x {condition} GROUP BY 1", *values))  # noqa: S608
