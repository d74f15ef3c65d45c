"""Corrections: what users say against what was found, kept in a table that no reading or linking ever empties.

Each has a number that it keeps and that no later one gets. They hold in the order in which they were made. One that is
taken back stays in the table, with who took it back and when, and holds no more. `holds` says which of them the linking
in the file knows of; `refused` is the code of the error why the linking itself took one back.
"""

from collections.abc import Iterable

import apsw
import msgspec

from riwaya.model import Correction

_KEYS = msgspec.json.Decoder(tuple[str, ...])
FIELDS = "n, kind, a, b, at, by, note"


def add(connection: apsw.Connection, said: Correction) -> int:
    """Keep a correction; gives its number."""
    a, b = (msgspec.json.encode(keys).decode() for keys in (said.a, said.b))
    connection.execute(
        "INSERT INTO corrections(kind, a, b, at, by, note) VALUES (?, ?, ?, ?, ?, ?)",
        (said.kind, a, b, said.at, said.by, said.note),
    )
    return connection.last_insert_rowid()


def read(row: tuple[object, ...]) -> tuple[int, Correction]:
    """Make a correction with its number of a row of `FIELDS`."""
    n, kind, a, b, at, by, note = row
    fields = {"kind": kind, "a": a and _KEYS.decode(str(a)), "b": b and _KEYS.decode(str(b))}
    return int(str(n)), msgspec.convert({**fields, "at": at, "by": by, "note": note}, Correction)


def numbered(connection: apsw.Connection) -> dict[int, Correction]:
    """Give the corrections by their numbers, in the order they were made; those that were taken back are left out."""
    rows = connection.execute(f"SELECT {FIELDS} FROM corrections WHERE undone IS NULL ORDER BY n")  # noqa: S608
    return dict(map(read, rows))


def remove(connection: apsw.Connection, n: int, at: str, by: str, refused: str | None = None) -> bool:
    """Take a correction back; False when there is none of this number that holds."""
    sql = "UPDATE corrections SET undone = ?, undone_by = ?, refused = ? WHERE n = ? AND undone IS NULL"
    connection.execute(sql, (at, by, refused, n))
    return bool(connection.changes())


def pending(connection: apsw.Connection) -> dict[int, Correction]:
    """Give the corrections that the linking does not know of yet, and those that it does not know were taken back."""
    rows = connection.execute(
        f"SELECT {FIELDS} FROM corrections WHERE holds = (undone IS NOT NULL) ORDER BY n"  # noqa: S608 - a constant
    )
    return dict(map(read, rows))


def mark(connection: apsw.Connection, known: Iterable[int]) -> None:
    """Note that the linking in the file knows of these corrections and of no others."""
    numbers = msgspec.json.encode(list(known)).decode()
    connection.execute("UPDATE corrections SET holds = n IN (SELECT value FROM json_each(?))", (numbers,))
