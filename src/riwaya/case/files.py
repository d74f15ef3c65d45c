"""Opening a case file: what is not one is refused untouched, and what SQLite says is said with a code."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from riwaya.case.migrations import APPLICATION_ID, VERSION, migrate
from riwaya.case.search import register
from riwaya.errors import RiwayaError

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WAIT = 10_000  # milliseconds that a locked file is waited for


@contextmanager
def coded(path: str) -> Iterator[None]:
    """Turn what SQLite raises into errors with codes: R406 for damage, R402 for everything else."""
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError) as problem:
        raise RiwayaError("R406", path, detail=str(problem)) from problem
    except (
        apsw.BusyError,
        apsw.CantOpenError,
        apsw.FullError,
        apsw.IOError,
        apsw.LockedError,
        apsw.PermissionsError,
        apsw.ReadOnlyError,
    ) as problem:
        raise RiwayaError("R402", path, detail=str(problem)) from problem


def connect(path: str | Path | None, create: bool, reading: bool = False) -> apsw.Connection:
    """Open a case, or make it; None is a case in memory. `reading` opens it to read only, beside whoever writes.

    Raises RiwayaError: R404 when there is none and `create` is False, R401 when it is something else, R403
    when a newer Riwaya made it, R402 when it cannot be written, R406 when it is damaged.
    """
    if path is None:
        return _ready(apsw.Connection(":memory:"))
    place, name = Path(path), str(path)
    if not place.exists():
        if not create:
            raise RiwayaError("R404", name)
        if not place.parent.is_dir():
            raise RiwayaError("R402", name, detail="there is no such folder")
    else:
        _check(place, create)
    with coded(name):
        if create or (_writable(place) and not reading):
            return _written(place)
        return _read_only(place)


def _check(place: Path, create: bool) -> None:
    """Refuse what is not a case by its first bytes, before SQLite gets to see it."""
    name = str(place)
    if not place.is_file():
        raise RiwayaError("R401", name)
    try:
        with place.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as problem:
        raise RiwayaError("R402", name, detail=problem.strerror or str(problem)) from problem
    if not header and create:
        return
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise RiwayaError("R401", name)
    if (found := int.from_bytes(header[60:64])) > VERSION:
        raise RiwayaError("R403", name, found=found, known=VERSION)


def _writable(place: Path) -> bool:
    return os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)


def _written(place: Path) -> apsw.Connection:
    """Open a file to read and write; the first transaction is made before WAL, so that the header tells what
    it is.
    """
    connection = apsw.Connection(str(place))
    try:
        connection.set_busy_timeout(_WAIT)
        _ready(connection)
        connection.pragma("journal_mode", "wal")
        # In WAL a crash of the program loses nothing and one of the machine only the last transactions.
        connection.pragma("synchronous", "normal")
        connection.pragma("cache_size", -64_000)
        # Pages are copied back to the file less often while much is written: a WAL of up to 40 MB.
        connection.pragma("wal_autocheckpoint", 10_000)
    except BaseException:
        connection.close()
        raise
    return connection


def _read_only(place: Path) -> apsw.Connection:
    """Open a file that is not written to: nobody can, as on a read-only disk, or others do."""
    wal = Path(f"{place}-wal")
    others = _writable(place) or (wal.exists() and wal.stat().st_size)
    mode = "mode=ro" if others else "immutable=1"
    address = f"{place.resolve().as_uri()}?{mode}"
    connection = apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    connection.set_busy_timeout(_WAIT)
    register(connection)
    # Less than who writes takes: a server has many of these.
    connection.pragma("cache_size", -8_000)
    return connection


def _ready(connection: apsw.Connection) -> apsw.Connection:
    # A damaged schema is told as that here; register would only say that there is no FTS5.
    connection.execute("SELECT count(*) FROM sqlite_schema")
    register(connection)
    migrate(connection)
    return connection
