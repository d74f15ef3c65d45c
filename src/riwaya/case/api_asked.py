"""Nouns as the case keeps them: their exact JSON, a page at a time, without being read and written again."""

from collections.abc import Iterable

import msgspec

from riwaya.case.connected import Connected, encoded
from riwaya.case.found_rows import Found
from riwaya.case.records import KINDS
from riwaya.case.reports import Rows
from riwaya.errors import RiwayaError
from riwaya.model import Warn

Exact = msgspec.Raw
"""The JSON of a noun, which goes into an answer as it stands."""


def exact(rows: Rows, noun: type[Found], name: str) -> Exact | None:
    """Give the noun with this id; None where there is none."""
    found = rows("SELECT json FROM records WHERE kind = ? AND id = ? LIMIT 1", KINDS[noun], name)
    return Exact(found[0][0]) if found else None


def exacts(rows: Rows, noun: type[Found], limit: int, offset: int) -> tuple[Exact, ...]:
    """Give a page of the nouns of a kind, in their order."""
    sql = "SELECT json FROM records WHERE kind = ? ORDER BY rank, tie, n LIMIT ? OFFSET ?"
    return tuple(Exact(json) for (json,) in rows(sql, KINDS[noun], limit, offset))


def exactly(rows: Rows, noun: type[Found], names: Iterable[str]) -> tuple[Exact, ...]:
    """Give the nouns of a kind with these ids, in the order of the ids; those that are not there are left out."""
    sql = (
        "SELECT r.json FROM json_each(?) AS wanted JOIN records AS r INDEXED BY records_id"
        " ON r.kind = ? AND r.id = wanted.value ORDER BY wanted.key"
    )
    return tuple(Exact(json) for (json,) in rows(sql, encoded(list(names)), KINDS[noun]))


class ApiAsked(Connected):
    """What the API asks of a case and no page does."""

    def exact(self, noun: type[Found], name: str) -> Exact | None:
        """Give the noun with this id as it is kept; None where there is none."""
        return exact(self._rows, noun, name)

    def exacts(self, noun: type[Found], limit: int, offset: int) -> tuple[Exact, ...]:
        """Give a page of the nouns of a kind as they are kept, in their order."""
        return exacts(self._rows, noun, limit, offset)

    def exactly(self, noun: type[Found], names: Iterable[str]) -> tuple[Exact, ...]:
        """Give the nouns of a kind with these ids as they are kept, in the order of the ids."""
        return exactly(self._rows, noun, names)

    def exact_extraction(self, report: str) -> Exact:
        """Give what a report says, as it is kept; raises RiwayaError R405 when it is not in the case."""
        found = self._rows("SELECT json FROM extractions WHERE report = ?", report)
        if not found:
            raise RiwayaError("R405", report)
        return Exact(found[0][0])

    def number_of(self, noun: type[Found]) -> int:
        """Count the nouns of a kind."""
        return int(self._rows("SELECT count(*) FROM records WHERE kind = ?", KINDS[noun])[0][0])

    def some_warnings(self, limit: int, offset: int) -> tuple[tuple[Warn, ...], int]:
        """Give a page of the warnings in the order they came in, and how many there are."""
        sql = "SELECT code, message, place, hint FROM warnings ORDER BY n LIMIT ? OFFSET ?"
        found = tuple(
            Warn(code=code, message=said, where=where, hint=hint)
            for code, said, where, hint in self._rows(sql, limit, offset)
        )
        return found, int(self._rows("SELECT count(*) FROM warnings")[0][0])
