"""What a reader asks of who copied whom: pairs, agencies' texts and families, a page at a time."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeVar

from riwaya.case import records
from riwaya.case.connected import Connected, encoded
from riwaya.case.found_rows import Found
from riwaya.errors import RiwayaError
from riwaya.model import Copy, Family, Linked, Passage, Report, Wire

Way = Literal["known", "unknown"]
Order = Literal["words", "edits"]
_T = TypeVar("_T", bound=Found)

_FROM = {
    "words": ("copies c", "c.length DESC, c.id"),
    "edits": (
        "copies c LEFT JOIN (SELECT copy, count(DISTINCT kind) kinds, count(*) n FROM edits GROUP BY copy) e"
        " ON e.copy = c.id",
        "e.kinds DESC, e.n DESC, c.length DESC, c.id",
    ),
}
_HEAD = ("id", "given_id", "outlet", "url", "published", "title")


class Pairs(NamedTuple):
    """Which pairs of reports that share text are asked for; "" asks for nothing.

    `outlet` is that of either report, `edited` a kind of edit that they have, `way` tells whether it is known which was
    first.
    """

    outlet: str = ""
    extent: str = ""
    edited: str = ""
    way: str = ""


class CopiesAsked(Connected):
    """What the pages of copies ask of a case."""

    def count_copies(self, asked: Pairs) -> int:
        """Count the pairs that are asked for."""
        where, values = _where(asked)
        return int(self._rows(f"SELECT count(*) FROM copies c WHERE {where}", *values)[0][0])  # noqa: S608

    def found_copies(self, asked: Pairs, order: Order, limit: int, offset: int = 0) -> tuple[Copy, ...]:
        """Give a page of the pairs that are asked for, those with most words or most kinds of edits first."""
        where, values = _where(asked)
        table, by = _FROM[order]
        sql = f"SELECT c.id FROM {table} WHERE {where} ORDER BY {by} LIMIT ? OFFSET ?"  # noqa: S608
        return self._in_order(Copy, [name for (name,) in self._rows(sql, *values, limit, offset)])

    def copy(self, name: str) -> Copy:
        """Give the pair with this id; raises RiwayaError R620 where there is none."""
        return self._one(Copy, name)

    def copy_between(self, a: str, b: str) -> Copy | None:
        """Give the pair of two reports, whichever stands first; None where they share nothing."""
        sql = "SELECT id FROM copies WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)"
        found = self._in_order(Copy, [name for (name,) in self._rows(sql, a, b)])
        return found[0] if found else None

    def sharing_with(self, report: str, limit: int) -> list[str]:
        """Give the reports that share most words with one, by their ids."""
        sql = (
            "SELECT other FROM (SELECT b other, length FROM copies WHERE a = ?1"
            " UNION ALL SELECT a, length FROM copies WHERE b = ?1) ORDER BY length DESC, other LIMIT ?2"
        )
        return [name for (name,) in self._rows(sql, report, limit)]

    def passages_of(self, copy: Copy) -> Linked:
        """Give the passages of a pair."""
        return Linked(passages=records.named(self._rows, Passage, copy.passages), copies=(copy,))

    def count_wires(self) -> int:
        """Count the agencies' texts."""
        return int(self._rows("SELECT count(*) FROM wires")[0][0])

    def found_wires(self, limit: int, offset: int = 0) -> tuple[Wire, ...]:
        """Give a page of the agencies' texts, those that most reports carry first."""
        sql = "SELECT wire FROM wire_reports GROUP BY wire ORDER BY count(*) DESC, wire LIMIT ? OFFSET ?"
        return self._in_order(Wire, [name for (name,) in self._rows(sql, limit, offset)])

    def count_families(self, outlet: str = "") -> int:
        """Count the families, or those with a report of an outlet."""
        where, values = _of_outlet(outlet)
        return int(self._rows(f"SELECT count(DISTINCT family) FROM family_reports {where}", *values)[0][0])  # noqa: S608

    def found_families(self, outlet: str, limit: int, offset: int = 0) -> Linked:
        """Give a page of the families, the largest first, with the agencies' texts that they go back to."""
        where, values = _of_outlet(outlet)
        sql = (
            f"SELECT family FROM family_reports WHERE family IN (SELECT family FROM family_reports {where})"  # noqa: S608
            " GROUP BY family ORDER BY count(*) DESC, family LIMIT ? OFFSET ?"
        )
        found = self._in_order(Family, [name for (name,) in self._rows(sql, *values, limit, offset)])
        return Linked(families=found, wires=self._wires_of(found))

    def family(self, name: str) -> Linked:
        """Give a family with the agencies' texts that it goes back to and the pairs of its reports; R620."""
        found = self._one(Family, name)
        sql = (
            "SELECT id FROM copies WHERE a IN (SELECT value FROM json_each(?1))"
            " AND b IN (SELECT value FROM json_each(?1)) ORDER BY length DESC, id"
        )
        pairs = [pair for (pair,) in self._rows(sql, encoded(found.reports))]
        return Linked(families=(found,), wires=self._wires_of((found,)), copies=self._in_order(Copy, pairs))

    def families_of(self, copy: Copy) -> tuple[Family, ...]:
        """Give the families that both reports of a pair are in."""
        sql = (
            "SELECT a.family FROM family_reports a JOIN family_reports b ON b.family = a.family"
            " WHERE a.report = ? AND b.report = ?"
        )
        return self._in_order(Family, [name for (name,) in self._rows(sql, copy.a, copy.b)])

    def heads(self, names: Iterable[str]) -> dict[str, Report]:
        """Give reports by their ids without their texts: what they are called, whose they are and of when."""
        sql = f"SELECT {', '.join(_HEAD)} FROM reports WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        found = self._rows(sql, encoded(list(dict.fromkeys(names))))
        return {row[0]: Report(text="", **dict(zip(_HEAD, row, strict=True))) for row in found}

    def _wires_of(self, families: Iterable[Family]) -> tuple[Wire, ...]:
        names = dict.fromkeys(wire for family in families for wire in family.wires)
        return self._in_order(Wire, list(names))

    def _in_order(self, noun: type[_T], names: list[str]) -> tuple[_T, ...]:
        """Give nouns in the order of their ids."""
        held = {records.name(one): one for one in records.named(self._rows, noun, names)}
        return tuple(held[name] for name in names if name in held)

    def _one(self, noun: type[_T], name: str) -> _T:
        found = self._in_order(noun, [name])
        if not found:
            raise RiwayaError("R620", name=name)
        return found[0]


def _where(asked: Pairs) -> tuple[str, tuple[str, ...]]:
    """Write what must hold of a pair ``c``."""
    conditions = {
        "(c.a IN (SELECT id FROM reports WHERE outlet = ?1) OR c.b IN (SELECT id FROM reports WHERE outlet = ?1))": (
            asked.outlet
        ),
        "c.extent = ?": asked.extent,
        "c.id IN (SELECT e.copy FROM edits e WHERE e.kind = ?)": asked.edited,
    }
    given = {sql: value for sql, value in conditions.items() if value}
    way = {"known": ["c.direction != 'unknown'"], "unknown": ["c.direction = 'unknown'"]}.get(asked.way, [])
    return " AND ".join((*given, *way)) or "TRUE", tuple(given.values())


def _of_outlet(outlet: str) -> tuple[str, tuple[str, ...]]:
    if not outlet:
        return "", ()
    return "WHERE report IN (SELECT id FROM reports WHERE outlet = ?)", (outlet,)
