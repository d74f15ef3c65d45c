"""What the pages of sources and actors ask of a case: lists a page at a time, and all that hangs on one of them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from riwaya.case import records
from riwaya.case.connected import Connected, encoded
from riwaya.case.names_asked import named
from riwaya.errors import RiwayaError
from riwaya.model import Actor, Kind, Source

# Of all sources only those of the page are looked up; of some, each is counted.
_MOST = (
    "SELECT s.id, s.name, s.kind, said.n FROM (SELECT source, count(*) AS n FROM source_statements"
    " GROUP BY source ORDER BY 2 DESC, 1 LIMIT ? OFFSET ?) said JOIN sources s ON s.id = said.source"
    " ORDER BY 4 DESC, 1"
)
_SOME = (
    "SELECT x.id, x.name, x.kind, (SELECT count(*) FROM source_statements said WHERE said.source = x.id)"
    " FROM sources x {} ORDER BY 4 DESC, 1 LIMIT ? OFFSET ?"
)
_REPORT_OF = "substr({0}, 1, instr({0}, '/') - 1)"
_NAMED: dict[str, str] = {"person": "PER", "organisation": "ORG", "outlet": "ORG", "document": "ORG"}
"""Kinds of sources that have names, and the kind of name."""
_TRIED = 40
"""Statements of a source that are looked at for the actor whom it names."""
_RELATED = 12
_ASKED = 300


class Speaker(NamedTuple):
    """A source in a list: how many statements it has, the outlets that carry them, and from when to when."""

    id: str
    name: str
    kind: Kind
    statements: int
    outlets: tuple[tuple[str, int], ...] = ()
    first: str | None = None
    last: str | None = None


class Carrier(NamedTuple):
    """An outlet that carries statements of a source: how many, and from when to when; None where it has no name."""

    outlet: str | None
    statements: int
    first: str | None
    last: str | None


class Related(NamedTuple):
    """A source that stands beside another in chains, and in how many statements."""

    id: str
    name: str
    kind: Kind
    statements: int


class Denied(NamedTuple):
    """A claim in which a source has a part, and a statement that denies it."""

    claim: str
    wording: str
    statement: str
    reason: str


class Named(NamedTuple):
    """A report that names an actor: how often, and the number of the first mention there."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    mentions: int
    first: int


def _wanted(words: str, kind: str | None) -> tuple[str, list[object]]:
    """Give the sources that have all the words in one of their names, of one kind or of all, as a condition."""
    holds, values = named(words, "source")
    parts = [holds] if holds else []
    if kind is not None:
        parts.append("x.kind = ?")
        values.append(kind)
    return f"WHERE {' AND '.join(parts)}" if parts else "", values


class SourcesAsked(Connected):
    """What the pages of sources and actors ask of a case."""

    # --- sources ---

    def speakers(self, words: str, kind: str | None, limit: int, offset: int) -> tuple[Speaker, ...]:
        """Give a page of the sources with these words in a name, those with most statements first."""
        condition, values = _wanted(words, kind)
        found = self._rows(_SOME.format(condition) if condition else _MOST, *values, limit, offset)
        outlets = self._outlets([row[0] for row in found])
        return tuple(Speaker(*row, *outlets.get(row[0], ())) for row in found)

    def _outlets(
        self, sources: list[str]
    ) -> dict[str, tuple[tuple[tuple[str, int], ...], str | None, str | None]]:
        """Give the outlets that carry some sources, the most first, and from when to when."""
        out: dict[str, list[tuple[Any, ...]]] = {}
        for source, *row in self._rows(
            "SELECT x.source, r.outlet, count(*), min(r.published), max(r.published) FROM source_statements x"  # noqa: S608
            f" JOIN reports r ON r.id = {_REPORT_OF.format('x.statement')}"
            " WHERE x.source IN (SELECT value FROM json_each(?)) GROUP BY x.source, r.outlet ORDER BY 3 DESC, 2",
            encoded(sources),
        ):
            out.setdefault(source, []).append(tuple(row))
        return {
            source: (
                tuple((outlet, n) for outlet, n, _, _ in rows if outlet is not None),
                min((first for _, _, first, _ in rows if first), default=None),
                max((last for _, _, _, last in rows if last), default=None),
            )
            for source, rows in out.items()
        }

    def sources_by_kind(self, words: str) -> dict[str, int]:
        """Count the sources with these words in a name by their kind."""
        condition, values = _wanted(words, None)
        return dict(self._rows(f"SELECT x.kind, count(*) FROM sources x {condition} GROUP BY 1", *values))  # noqa: S608

    def source(self, name: str) -> Source:
        """Give the source with this id; raises RiwayaError R418 when there is none."""
        found = records.named(self._rows, Source, [name])
        if not found:
            raise RiwayaError("R418", self.path, name=name)
        return found[0]

    def carriers(self, statements: Iterable[str]) -> tuple[Carrier, ...]:
        """Give the outlets whose reports have these statements, those with most first."""
        sql = (
            "SELECT r.outlet, count(*), min(r.published), max(r.published) FROM json_each(?) j"  # noqa: S608
            f" JOIN reports r ON r.id = {_REPORT_OF.format('j.value')} GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return tuple(Carrier(*row) for row in self._rows(sql, encoded(list(statements))))

    def stances(self, statements: Iterable[str]) -> dict[str, int]:
        """Count these statements by their stance, the commonest first."""
        sql = (
            "SELECT stance, count(*) FROM json_each(?) j JOIN statements s ON s.id = j.value"
            " GROUP BY 1 ORDER BY 2 DESC"
        )
        return dict(self._rows(sql, encoded(list(statements))))

    def some_statements(
        self, statements: Iterable[str], stance: str | None, outlet: str | None, limit: int, offset: int
    ) -> tuple[tuple[str, ...], int]:
        """Give a page of these statements, of a stance, an outlet or all, the newest first, and how many there are."""
        source = (
            "FROM json_each(?1) j JOIN statements s ON s.id = j.value JOIN reports r ON r.id = s.report"
            " WHERE (?2 IS NULL OR s.stance = ?2) AND (?3 IS NULL OR r.outlet = ?3)"
        )
        values = (encoded(list(statements)), stance, outlet)
        n = self._rows(f"SELECT count(*) {source}", *values)[0][0]
        order = "ORDER BY r.published DESC, r.id, s.n LIMIT ?4 OFFSET ?5"
        found = self._rows(f"SELECT s.id {source} {order}", *values, limit, offset)
        return tuple(one for (one,) in found), int(n)

    def beside(self, source: Source) -> tuple[tuple[Related, ...], tuple[Related, ...]]:
        """Give who stands before a source in chains, relying on it, and who stands behind it, on whom it relies."""
        rows = self._rows(
            "SELECT own.n, l.n, s.id, s.name, s.kind FROM json_each(?1) j"
            " CROSS JOIN links own ON own.statement = j.value"
            " AND coalesce(own.resolved, own.words) IN (SELECT value FROM json_each(?2))"
            " CROSS JOIN links l ON l.statement = j.value AND l.n <> own.n"
            " CROSS JOIN source_statements x ON x.statement = j.value AND x.source <> ?3"
            " CROSS JOIN source_names n ON n.source = x.source AND n.name = coalesce(l.resolved, l.words)"
            " CROSS JOIN sources s ON s.id = x.source",
            encoded(source.statements), encoded(source.names), source.id,
        )  # fmt: skip
        before: Counter[tuple[str, str, Kind]] = Counter()
        behind: Counter[tuple[str, str, Kind]] = Counter()
        for own, other, source_id, name, kind in rows:
            (before if other < own else behind)[source_id, name, kind] += 1
        return _most(before), _most(behind)

    def denials_of(self, statements: Iterable[str], limit: int) -> tuple[tuple[Denied, ...], int]:
        """Give denials of claims in which these statements have a part, the nearest first; and how many there are."""
        sql = (
            "FROM (SELECT DISTINCT m.claim FROM json_each(?1) j JOIN members m ON m.statement = j.value) mine"
            " JOIN denials d ON d.claim = mine.claim AND d.statement NOT IN (SELECT value FROM json_each(?1))"
            " JOIN claims c ON c.id = d.claim"
        )
        mine = encoded(list(statements))
        found = self._rows(
            f"SELECT c.id, c.wording, d.statement, d.reason {sql} ORDER BY d.score DESC, d.statement LIMIT ?2",
            mine, limit,
        )  # fmt: skip
        return tuple(Denied(*row) for row in found), int(self._rows(f"SELECT count(*) {sql}", mine)[0][0])

    def claims_with(self, statements: Iterable[str]) -> dict[str, str]:
        """Give for statements that have a part in a claim the id of that claim."""
        sql = "SELECT j.value, m.claim FROM json_each(?) j JOIN members m ON m.statement = j.value"
        return dict(self._rows(sql, encoded(list(statements))))

    def sources_in(self, statements: Iterable[str]) -> dict[tuple[str, str], str]:
        """Give the sources of statements by the statement and the name by which it calls them."""
        sql = (
            "SELECT x.statement, n.name, x.source FROM json_each(?) j"
            " JOIN source_statements x ON x.statement = j.value JOIN source_names n ON n.source = x.source"
        )
        return {(said, name): source for said, name, source in self._rows(sql, encoded(list(statements)))}

    # --- actors ---

    def actor(self, name: str) -> Actor:
        """Give the actor with this id; raises RiwayaError R409 when there is none."""
        found = records.named(self._rows, Actor, [name])
        if not found:
            raise RiwayaError("R409", self.path, name=name)
        return found[0]

    def naming(self, actor: str, limit: int, offset: int) -> tuple[Named, ...]:
        """Give a page of the reports that name an actor, the newest first."""
        found = self._rows(
            "SELECT r.id, r.title, r.outlet, r.published, m.k, m.first FROM"
            " (SELECT report, count(*) AS k, min(n) AS first FROM actor_mentions WHERE actor = ? GROUP BY report) m"
            " JOIN reports r ON r.id = m.report ORDER BY r.published DESC, r.id LIMIT ? OFFSET ?",
            actor, limit, offset,
        )  # fmt: skip
        return tuple(Named(*row) for row in found)

    def number_naming(self, actor: str) -> int:
        """Count the reports that name an actor."""
        return int(
            self._rows("SELECT count(DISTINCT report) FROM actor_mentions WHERE actor = ?", actor)[0][0]
        )

    def actor_of(self, source: Source) -> tuple[str, str] | None:
        """Give the actor whom a source names, as linking found it, with its name; None for who has no name."""
        type_ = _NAMED.get(source.kind)
        if type_ is None:
            return None
        for statement in source.statements[:_TRIED]:
            report = statement.rpartition("/")[0]
            actors = self._rows(
                "SELECT m.identity, a.actor FROM mentions m JOIN actor_mentions a ON a.report = m.report AND a.n = m.n"
                " WHERE m.report = ? AND m.type = ? AND m.identity IS NOT NULL",
                report, type_,
            )  # fmt: skip
            if found := _same(source, type_, actors):
                name = self._rows("SELECT name FROM actors WHERE id = ?", found)
                return (found, str(name[0][0])) if name else None
        return None

    def speaking_as(self, actor: Actor) -> tuple[Related, ...]:
        """Give the sources that are an actor: what it says, by the names by which it speaks."""
        kinds = [kind for kind, type_ in _NAMED.items() if type_ == actor.type]
        found = self._rows(
            "SELECT DISTINCT x.source FROM actor_mentions a"
            " CROSS JOIN mentions m ON m.report = a.report AND m.n = a.n"
            " CROSS JOIN links l ON l.statement >= a.report || '/s' AND l.statement < a.report || '/t'"
            " AND m.start < l.stop AND m.stop > l.start AND l.kind IN (SELECT value FROM json_each(?2))"
            " CROSS JOIN source_statements x ON x.statement = l.statement"
            " CROSS JOIN source_names n ON n.source = x.source AND n.name = coalesce(l.resolved, l.words)"
            " WHERE a.actor = ?1 LIMIT ?3",
            actor.id, encoded(kinds), _ASKED,
        )  # fmt: skip
        sources = records.named(self._rows, Source, (one for (one,) in found))
        own = [one for one in sources if (self.actor_of(one) or ("",))[0] == actor.id]
        return tuple(
            sorted(
                (Related(one.id, one.name, one.kind, len(one.statements)) for one in own),
                key=lambda one: (-one.statements, one.name, one.id),
            )
        )


def _same(source: Source, type_: str, actors: Iterable[tuple[str, str]]) -> str | None:
    """Give the actor that linking takes for the source, by the names that one report gives it."""
    # A seventh of the time that `import riwaya` would take, and only a page asks.
    from riwaya.link.bodies import canonical  # noqa: PLC0415
    from riwaya.link.identity import bare_name  # noqa: PLC0415

    known = {
        bare_name(identity) if type_ == "PER" else canonical(identity): actor for identity, actor in actors
    }
    for name in source.names:
        found = known.get(bare_name(name, known) if type_ == "PER" else canonical(name))
        if found:
            return found
    return None


def _most(found: Counter[tuple[str, str, Kind]]) -> tuple[Related, ...]:
    order = sorted(found.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Related(*who, n) for who, n in order[:_RELATED])
