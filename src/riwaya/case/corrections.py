"""Corrections: what users say of identity, kept in a table that no reading or linking ever empties.

Each has a number that it keeps and that no later one gets, also when it is taken back. They hold in the order in
which they were made.
"""

import apsw
import msgspec

from riwaya.model import Correction

_KEYS = msgspec.json.Decoder(tuple[str, ...])


def add(connection: apsw.Connection, said: Correction) -> int:
    """Keep a correction; gives its number."""
    a, b = (msgspec.json.encode(keys).decode() for keys in (said.a, said.b))
    connection.execute(
        "INSERT INTO corrections(kind, a, b, at, by, note) VALUES (?, ?, ?, ?, ?, ?)",
        (said.kind, a, b, said.at, said.by, said.note),
    )
    return connection.last_insert_rowid()


def numbered(connection: apsw.Connection) -> dict[int, Correction]:
    """Give the corrections by their numbers, in the order they were made."""
    rows = connection.execute("SELECT n, kind, a, b, at, by, note FROM corrections ORDER BY n")
    return {
        n: Correction(kind=kind, a=_KEYS.decode(a), b=_KEYS.decode(b), at=at, by=by, note=note)
        for n, kind, a, b, at, by, note in rows
    }


def remove(connection: apsw.Connection, n: int) -> bool:
    """Take a correction back; False when there is none of this number."""
    connection.execute("DELETE FROM corrections WHERE n = ?", (n,))
    return bool(connection.changes())
