"""What link and weigh found, in tables and records: stored as a whole, or a part of it put in the place of another.

Both leave the same file behind: a part is compared row by row with what was there, and only what differs is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import apsw
from msgspec.structs import replace

from riwaya.case import records
from riwaya.case.connected import encoded
from riwaya.case.found_rows import Found, found_rows
from riwaya.case.records import name
from riwaya.case.reports import Rows
from riwaya.case.rows import COLUMNS, FOUND, Row, Values, insert
from riwaya.model import Account, Actor, Copy, Linked, Passage, Place, Source

_LONG = ("actor_mentions", "place_mentions", "source_statements")
"""Tables with thousands of rows of one noun, in no order: of these single rows are taken out and put in."""


def store(connection: apsw.Connection, rows: Rows, linked: Linked, accounts: Sequence[Account]) -> None:
    """Put what was found in the place of all that was found before."""
    for table in (*FOUND, "records"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant
    kinds = (*_kinds(linked), accounts)
    insert(connection, _rows_of(rows, [noun for nouns in kinds for noun in nouns]))
    for nouns in kinds:
        records.store(connection, nouns)


def put(
    connection: apsw.Connection, rows: Rows, gone: Linked, found: Linked, accounts: Sequence[Account]
) -> None:
    """Take out what is `gone`, with the accounts of its claims, and put in what was `found`.

    What has the id of one that is there, and not gone, takes its place; everything else comes behind its equals.
    """
    sides = zip(records.KINDS, (*_kinds(gone), gone.claims), (*_kinds(found), accounts), strict=True)
    for kind, old, new in sides:
        out, now = _by_name(old), _by_name(new)
        was = _by_name(records.named(rows, kind, (*out, *now)))
        stay = was.keys() - out.keys()
        records.remove(connection, kind, out)
        records.change(connection, (noun for noun in new if name(noun) in stay))
        records.add(connection, (noun for noun in new if name(noun) not in stay))
        before, after = _differing(was, now)
        _rewrite(connection, _rows_of(rows, before), _rows_of(rows, after))


def _kinds(linked: Linked) -> tuple[Sequence[Found], ...]:
    """Give the nouns of each kind that linking finds, in the order of `records.KINDS`."""
    return (
        linked.passages, linked.copies, linked.wires, linked.families, linked.sources, linked.actors,
        linked.places, linked.stories, linked.claims,
    )  # fmt: skip


def _by_name(nouns: Iterable[Found]) -> Mapping[str, list[Found]]:
    """Give nouns by their ids; two claims may have one."""
    out: dict[str, list[Found]] = defaultdict(list)
    for noun in nouns:
        out[name(noun)].append(noun)
    return out


def _differing(
    was: Mapping[str, list[Found]], now: Mapping[str, list[Found]]
) -> tuple[list[Found], list[Found]]:
    """Give the nouns of both sides that are not the same.

    Mentions and statements that both sides have are left out: who is named in thousands of reports is named once more.
    """
    before: list[Found] = []
    after: list[Found] = []
    for one in dict.fromkeys((*was, *now)):
        old, new = was.get(one, []), now.get(one, [])
        if old != new:
            shared = _refs(old) & _refs(new)
            before += (_without(noun, shared) for noun in old)
            after += (_without(noun, shared) for noun in new)
    return before, after


def _refs(nouns: Iterable[Found]) -> frozenset[str]:
    """Give what shows in long tables: mentions of actors and places, statements of sources."""
    out: set[str] = set()
    for noun in nouns:
        if isinstance(noun, Source):
            out.update(noun.statements)
        elif isinstance(noun, Actor | Place):
            out.update(noun.mentions)
    return frozenset(out)


def _without(noun: Found, shared: Set[str]) -> Found:
    if isinstance(noun, Source):
        return replace(noun, statements=tuple(name for name in noun.statements if name not in shared))
    if isinstance(noun, Actor | Place):
        return replace(noun, mentions=tuple(name for name in noun.mentions if name not in shared))
    return noun


def _rows_of(rows: Rows, nouns: Sequence[Found]) -> list[Row]:
    """Give the rows of nouns, with the words of the evidence."""
    sharing = {rid for one in nouns if isinstance(one, Passage | Copy) for rid in (one.a, one.b)}
    sql = "SELECT id, text FROM reports WHERE id IN (SELECT value FROM json_each(?))"
    texts: dict[str, str] = dict(rows(sql, encoded(list(sharing)))) if sharing else {}
    return [row for noun in nouns for row in found_rows(noun, texts)]


def _rewrite(connection: apsw.Connection, was: Iterable[Row], now: Iterable[Row]) -> None:
    """Write the rows that some nouns have now in the place of those that they had, as far as they differ."""
    old, new = _grouped(was), _grouped(now)
    differing = [
        (table, key) for table, key in dict.fromkeys((*old, *new)) if old[table, key] != new[table, key]
    ]
    for table, key in differing:
        where = " AND ".join(f"{column} = ?" for column in COLUMNS[table].split()[: len(key)])
        connection.execute(f"DELETE FROM {table} WHERE {where}", key)  # noqa: S608 - constants
    insert(connection, ((table, row) for table, key in differing for row in new[table, key]))


def _grouped(found: Iterable[Row]) -> dict[tuple[str, Values], list[Values]]:
    """Give rows by their table and what is rewritten together: the rows of a noun, in long tables a row by itself."""
    out: dict[tuple[str, Values], list[Values]] = defaultdict(list)
    for table, row in found:
        out[table, row if table in _LONG else row[:1]].append(row)
    return out
