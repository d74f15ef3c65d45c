"""Finding again: what a pin, a note or a correction speaks of, when the case is linked anew.

Ids of what was found may change with a correction or a later reading; places in texts stay. So a statement is known by
where it stands, and a claim, a copy, a source and a story by what was in them (`link.whereabouts`).
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import apsw
import msgspec

from riwaya.case.connected import encoded
from riwaya.case.reports import Rows
from riwaya.model import Extraction, Finding

FIELDS = "kind, name, keys, words"
_HELD = {
    "source": (
        "sources",
        "SELECT source FROM source_statements WHERE statement IN (SELECT value FROM json_each(?))"
        " GROUP BY source ORDER BY count(*) DESC, source LIMIT 1",
    ),
    "story": (
        "stories",
        "SELECT story FROM story_reports WHERE report IN (SELECT value FROM json_each(?))"
        " GROUP BY story ORDER BY count(*) DESC, story LIMIT 1",
    ),
}
"""Of what holds others: its table, and the query for the one that holds most of some."""
_KEYS = msgspec.json.Decoder(tuple[str, ...])
_EXTRACTION = msgspec.json.Decoder(Extraction)


def read(kind: Any, name: Any, keys: Any, words: Any) -> Finding:
    """Make a finding of a row of `FIELDS`."""
    return Finding(kind=kind, name=name, keys=_KEYS.decode(keys), words=words)


def name_anew(connection: apsw.Connection, rows: Rows) -> None:
    """Give pins and notes the names that what they speak of has now that the case is linked anew."""
    for table in ("pins", "notes"):
        told = rows(f"SELECT n, {FIELDS} FROM {table} WHERE undone IS NULL")  # noqa: S608 - two names
        for n, *what in told:
            of = read(*what)
            name = _name_now(rows, of)
            if name != of.name:
                connection.execute(f"UPDATE {table} SET name = ? WHERE n = ?", (name, n))  # noqa: S608


def _name_now(rows: Rows, of: Finding) -> str:
    """Give the name that a finding has now, "" where there is no such thing."""
    if of.kind == "report":
        return of.name
    if of.kind == "statement":
        return next((name for name, _ in meant(rows, of.keys)), "")
    if of.kind == "claim":
        return _claim_now(rows, of)
    if of.kind == "copy":
        found = rows("SELECT id FROM copies WHERE a = ? AND b = ?", *of.keys) if len(of.keys) == 2 else []
        return str(found[0][0]) if found else ""
    if of.kind in _HELD:
        return _held_now(rows, of)
    # Ids are kept by linking; one that is not there now may come back.
    return of.name


def _held_now(rows: Rows, of: Finding) -> str:
    """Give the source or story of this name, or else the one that holds most of what it held."""
    table, held = _HELD[of.kind]
    if rows(f"SELECT 1 FROM {table} WHERE id = ?", of.name):  # noqa: S608 - one of two names
        return of.name
    keys = [name for name, _ in meant(rows, of.keys)] if of.kind == "source" else list(of.keys)
    found = rows(held, encoded(keys))
    # One that is not there now may come back.
    return str(found[0][0]) if found else of.name


def _claim_now(rows: Rows, of: Finding) -> str:
    """Give the claim that holds most of the members that a claim had; of several the one of its name."""
    held: Counter[str] = Counter()
    for statement, quantity in meant(rows, of.keys):
        sql = "SELECT DISTINCT claim FROM members WHERE statement = ? AND quantity IS ?"
        held.update(claim for (claim,) in rows(sql, statement, quantity))
    if not held:
        return ""
    return max(held, key=lambda claim: (held[claim], claim == of.name, claim))


def meant(rows: Rows, keys: Iterable[str]) -> list[tuple[str, str | None]]:
    """Give the references that keys of statements mean now."""
    from riwaya.link.whereabouts import found, report_of  # noqa: PLC0415 - see `found_rows.called`

    told: dict[str, Extraction | None] = {}
    out = []
    for key in keys:
        report = report_of(key)
        if report not in told:
            row = rows("SELECT json FROM extractions WHERE report = ?", report)
            told[report] = _EXTRACTION.decode(row[0][0]) if row else None
        extraction = told[report]
        there = found(key, extraction) if extraction else None
        if there is not None:
            out.append(there)
    return out
