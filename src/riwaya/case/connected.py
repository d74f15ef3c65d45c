"""A case file that is open: its connection, transactions on it, and what it says in answer to a query."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import apsw
import msgspec

from riwaya.case.files import coded, connect
from riwaya.case.search import behind, index

KEPT = 256
"""Answers that a connection remembers."""
T = TypeVar("T")
_ENCODE = msgspec.json.Encoder()


def encoded(value: object) -> str:
    """Give the exact JSON of a noun."""
    return _ENCODE.encode(value).decode()


class Connected:
    """A connection to a case file; make one with `open`, close it or use it in ``with``."""

    def __init__(self, connection: apsw.Connection, path: str) -> None:
        self._connection = connection
        self.path = path
        self._unindexed = 0
        self._queued = 0
        self._answers: dict[tuple[object, ...], Any] = {}
        self._answered: tuple[int, int] | None = None

    @classmethod
    def open(cls, path: str | Path | None = None, *, create: bool = False, reading: bool = False) -> Self:
        """Open the case at `path`, or make it when `create`; None makes one in memory. `reading` never writes to it.

        Raises RiwayaError R401 (not a case: it is left as it was), R402 (not writable), R403 (made by a newer
        Riwaya), R404 (not there), R406 (damaged).
        """
        return cls(connect(path, create, reading), ":memory:" if path is None else str(path))

    def close(self) -> None:
        """Close the file; what was added is in it already."""
        with coded(self.path):
            try:
                self._index()
            finally:
                self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def looking(self) -> Iterator[None]:
        """See the file as it is now for as long as this lasts, whatever others write to it meanwhile."""
        with coded(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else write to the file meanwhile; what was written is undone when anything goes wrong. R402."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[apsw.Connection]:
        """Write in one transaction that is undone when anything goes wrong inside it; one in another is part of it."""
        with coded(self.path):
            if self._connection.in_transaction:
                with self._connection:
                    yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with coded(self.path):
            return list(self._connection.execute(sql, values))

    def _kept(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """As `_rows`, remembered until somebody writes to the file: for what every reader asks of the whole case."""
        return self._remembered((sql, *values), lambda: self._rows(sql, *values))

    def _remembered(self, asked: tuple[object, ...], answer: Callable[[], T]) -> T:
        """Give an answer, made once until somebody writes to the file."""
        with coded(self.path):
            # The first changes with what others write, the second with what is written here.
            now = (int(self._connection.pragma("data_version")), self._connection.total_changes())
        if now != self._answered:
            self._answers.clear()
            self._answered = now
        if asked not in self._answers:
            if len(self._answers) >= KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[asked] = answer()
        found: T = self._answers[asked]
        return found

    def _index(self) -> None:
        """Bring the index of words up to date, in a transaction of its own: many at a time are cheaper."""
        if not self._connection.readonly("main") and behind(self._connection):
            with self._transaction() as connection:
                index(connection)
        self._unindexed = 0
