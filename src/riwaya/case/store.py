"""The case: everything that was read and found for one collection, in one SQLite file.

Each report goes in with its extraction in one transaction, so a program that is killed leaves a good file
that lacks at most the report being written. Reading the same reports again changes nothing, because ids are
content hashes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import apsw
import msgspec

from riwaya.case import corrections, linking
from riwaya.case import reports as stored
from riwaya.case.files import coded, connect
from riwaya.case.made_by import extractor_version
from riwaya.case.rows import EXTRACTED, FOUND, INSERT, Row, extraction_rows, found_rows
from riwaya.case.search import Hit, behind, index, search
from riwaya.errors import RiwayaError
from riwaya.link.fingerprints import fingerprint
from riwaya.model import (
    Account,
    Actor,
    Claim,
    Correction,
    Extraction,
    Linked,
    Passage,
    Place,
    Quantity,
    Report,
    Sighting,
    Source,
    Statement,
    Story,
    Version,
    Warn,
    split_ref,
)

_ORDER = "published IS NULL, published, id"
_EXTRACTION = msgspec.json.Decoder(Extraction)
_ENCODE = msgspec.json.Encoder()
# Reports that may wait to be indexed; before a search and at the end the index is brought up to date too.
_BATCH = 500
_KEYED_BY_STATEMENT = ("content_spans", "links")
_COUNTED = {
    "reports": "count(*) FROM reports",
    "outlets": "count(DISTINCT outlet) FROM reports",
    "statements": "count(*) FROM statements WHERE own_voice = 0",
    "quantities": "count(*) FROM quantities",
    "sources": "count(*) FROM sources",
    "actors": "count(*) FROM actors",
    "places": "count(*) FROM places",
    "passages": "count(*) FROM passages",
    "stories": "count(*) FROM stories",
    "claims": "count(*) FROM claims",
    "warnings": "count(*) FROM warnings",
}
_T = TypeVar("_T")


def _json(value: object) -> str:
    return _ENCODE.encode(value).decode()


class Case:
    """One collection of reports and what was found in them; make one with `open`, close it or use it in
    ``with``.
    """

    def __init__(self, connection: apsw.Connection, path: str) -> None:
        self._connection = connection
        self.path = path
        self._unindexed = 0

    @classmethod
    def open(cls, path: str | Path | None = None, *, create: bool = False) -> Self:
        """Open the case at `path`, or make it when `create`; None makes one in memory.

        Raises RiwayaError R401 (not a case: it is left as it was), R402 (not writable), R403 (made by a newer
        Riwaya), R404 (not there), R406 (damaged).
        """
        return cls(connect(path, create), ":memory:" if path is None else str(path))

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
    def _transaction(self) -> Iterator[apsw.Connection]:
        """Write in one transaction that is undone when anything goes wrong inside it."""
        with coded(self.path):
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

    # --- reports and what each of them says ---

    def add(self, report: Report, extraction: Extraction) -> bool:
        """Add a report with its extraction; False when its text was there already (see `case.reports.same`).

        Then only where it was read from is kept as one more sighting, and the extraction is put in the place
        of the old one when another version of the extractor made that. Raises RiwayaError R402.
        """
        with self._transaction() as connection:
            known = stored.same(self._rows, report)
            if known is None:
                stored.insert(connection, report, extraction)
            stored.see(connection, known or report.id, report)
            if known in (None, report.id) and not self.has(report.id):
                self._insert_extraction(report, extraction, replace=known is not None)
            self._unindexed += known is None
        if self._unindexed >= _BATCH:
            self._index()
        return known is None

    def seen(self, report: Report) -> bool:
        """Keep where a report was read that need not be extracted again; False where it must be. Raises R402.

        It need not when the case holds its text with an extraction of this version of the extractor.
        """
        known = stored.same(self._rows, report)
        if known is None or not self.has(known):
            return False
        with self._transaction() as connection:
            stored.see(connection, known, report)
        return True

    def sightings(self, report_id: str) -> tuple[Sighting, ...]:
        """Give every place where the text of a report was read, in the order of reading."""
        return stored.sightings(self._rows, report_id)

    def versions(self) -> tuple[Version, ...]:
        """Give the pages that were read with different texts; `case.changes` tells what changed."""
        return tuple(stored.versions(self._rows))

    def _index(self) -> None:
        """Bring the index of words up to date, in a transaction of its own: many at a time are cheaper."""
        if not self._connection.readonly("main") and behind(self._connection):
            with self._transaction() as connection:
                index(connection)
        self._unindexed = 0

    def _insert_extraction(self, report: Report, extraction: Extraction, *, replace: bool) -> None:
        """Write the extraction's rows and its exact JSON."""
        if replace:
            self._replace_extraction(report, extraction)
            linking.unmark(self._connection, report.id)
        self._insert(extraction_rows(report, extraction))
        self._connection.execute(
            "INSERT INTO extractions VALUES (?, ?, ?)",
            (report.id, extractor_version(), _json(extraction)),
        )
        for warning in extraction.warnings:
            self._insert_warning(warning)

    def _replace_extraction(self, report: Report, extraction: Extraction) -> None:
        """Take out what an older version found in a report, and renew what the report's row shows."""
        rid = report.id
        stored.renew(self._connection, report, extraction)
        self._connection.execute("DELETE FROM extractions WHERE report = ?", (rid,))
        for table in EXTRACTED:
            if table in _KEYED_BY_STATEMENT:
                # A statement's name is the report's id, a slash (0 comes right after it) and its number.
                self._connection.execute(
                    f"DELETE FROM {table} WHERE statement >= ? AND statement < ?",  # noqa: S608 - a constant
                    (f"{rid}/", f"{rid}0"),
                )
            else:
                self._connection.execute(f"DELETE FROM {table} WHERE report = ?", (rid,))  # noqa: S608

    def _insert(self, rows: Iterator[Row]) -> None:
        """Write rows, many of a table at a time."""
        tables: dict[str, list[tuple[Any, ...]]] = {}
        for table, row in rows:
            tables.setdefault(table, []).append(row)
        for table, found in tables.items():
            self._connection.executemany(INSERT[table], found)

    def has(self, report_id: str) -> bool:
        """Tell whether a report is there with an extraction of this version of the extractor."""
        sql = "SELECT 1 FROM extractions WHERE report = ? AND version = ?"
        return bool(self._rows(sql, report_id, extractor_version()))

    def warn(self, warning: Warn) -> None:
        """Keep a warning; one that is there already is not kept twice."""
        with self._transaction():
            self._insert_warning(warning)

    def _insert_warning(self, warning: Warn) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO warnings(code, place, message, hint) VALUES (?, ?, ?, ?)",
            (warning.code, warning.where, warning.message, warning.hint),
        )

    def warnings(self) -> tuple[Warn, ...]:
        """Give the warnings in the order they came in."""
        found = self._rows("SELECT code, message, place, hint FROM warnings ORDER BY n")
        return tuple(
            Warn(code=code, message=said, where=where, hint=hint) for code, said, where, hint in found
        )

    def reports(self) -> Iterator[Report]:
        """Give the reports by the time they were published (those without last), then by id."""
        for (n,) in self._rows(f"SELECT n FROM reports ORDER BY {_ORDER}"):  # noqa: S608 - a constant
            yield self._report("n = ?", n)

    def extractions(self) -> Iterator[Extraction]:
        """Give the extractions in the order of `reports`."""
        for (rid,) in self._rows(f"SELECT id FROM reports ORDER BY {_ORDER}"):  # noqa: S608 - a constant
            yield self.extraction(rid)

    def _report(self, condition: str, value: object) -> Report:
        """Give the one report that a condition holds for; raises RiwayaError R405 when there is none."""
        found = stored.find(self._rows, condition, value)
        if found is None:
            raise RiwayaError("R405", str(value))
        return found

    def report(self, name: str) -> Report:
        """Find a report by its id, the id it came with, or the beginning of its id when that is unique.

        Raises RiwayaError R405 when there is none, or when a beginning or a given id fits several.
        """
        for condition in ("id = ?", "given_id = ?", "substr(id, 1, length(?1)) = ?1"):
            found = self._rows(f"SELECT id FROM reports WHERE {condition} LIMIT 2", name)  # noqa: S608
            if len(found) == 1 and name:
                return self._report("id = ?", found[0][0])
        raise RiwayaError("R405", name)

    def extraction(self, report_id: str) -> Extraction:
        """Give what a report says; raises RiwayaError R405 when it is not in the case."""
        rows = self._rows("SELECT json FROM extractions WHERE report = ?", report_id)
        if not rows:
            raise RiwayaError("R405", report_id)
        return _EXTRACTION.decode(rows[0][0])

    def statement(self, name: str) -> tuple[Report, Statement]:
        """Find a statement by its reference (``{report}/s3``, own voice ``{report}/o3``), with its report;
        R405.
        """
        report, part, found = self._part(name)
        statements = {"s": found.statements, "o": found.own_voice}.get(part, ())
        return report, self._nth(statements, name)

    def quantity(self, name: str) -> tuple[Report, Quantity]:
        """Find a quantity by its reference (``{report}/q3``), with its report; raises RiwayaError R405."""
        report, part, found = self._part(name)
        return report, self._nth(found.quantities if part == "q" else (), name)

    def _part(self, name: str) -> tuple[Report, str, Extraction]:
        try:
            owner, part, _ = split_ref(name)
        except ValueError as problem:
            raise RiwayaError("R405", name) from problem
        report = self.report(owner)
        return report, part, self.extraction(report.id)

    @staticmethod
    def _nth(parts: Sequence[_T], name: str) -> _T:
        n = split_ref(name)[2]
        if n >= len(parts):
            raise RiwayaError("R405", name)
        return parts[n]

    # --- what holds the reports together ---

    def store(self, linked: Linked, accounts: Sequence[Account]) -> None:
        """Put what link and weigh found in the place of what they found before; raises RiwayaError R402."""
        named = {name for shared in linked.passages for name in (shared.a, shared.b)}
        with self._transaction() as connection:
            for table in (*FOUND, "records"):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a constant
            texts = {rid: text for rid, text in self._rows("SELECT id, text FROM reports") if rid in named}
            self._insert(found_rows(linked, accounts, texts))
            linking.mark(connection)
            kinds: dict[str, Sequence[msgspec.Struct]] = {
                "passage": linked.passages,
                "source": linked.sources,
                "actor": linked.actors,
                "place": linked.places,
                "story": linked.stories,
                "claim": linked.claims,
                "account": accounts,
            }
            for kind, nouns in kinds.items():
                records = ((kind, n, _json(noun)) for n, noun in enumerate(nouns))
                connection.executemany("INSERT INTO records VALUES (?, ?, ?)", records)

    def pending(self) -> linking.Pending:
        """Say which reports are not linked yet, and whether the others are by this version of the linker."""
        return linking.pending(self._rows)

    def known(self) -> linking.LinkedReports:
        """Give the linked reports as an update of the linking asks for them."""
        return linking.LinkedReports(self._rows, lambda rid: (self.report(rid), self.extraction(rid)))

    def outlet_names(self) -> frozenset[str]:
        """Give the names of all outlets, as weighing writes them."""
        return linking.outlet_names(self._rows)

    def take_fingerprints(self) -> None:
        """Keep the fingerprint of every report that lacks one; raises RiwayaError R402."""
        lacking = list(linking.lacking(self._rows))
        with self._transaction() as connection:
            for rid in lacking:
                linking.keep(connection, rid, fingerprint(self.report(rid)))

    def linked(self) -> Linked:
        """Give what `link` found, exactly as it was stored."""
        return Linked(
            passages=self._records("passage", Passage),
            sources=self._records("source", Source),
            stories=self._records("story", Story),
            claims=self._records("claim", Claim),
            actors=self._records("actor", Actor),
            places=self._records("place", Place),
        )

    def accounts(self) -> tuple[Account, ...]:
        """Give what `weigh` found, exactly as it was stored."""
        return self._records("account", Account)

    def _records(self, kind: str, noun: type[_T]) -> tuple[_T, ...]:
        decoder = msgspec.json.Decoder(noun)
        rows = self._rows("SELECT json FROM records WHERE kind = ? ORDER BY n", kind)
        return tuple(decoder.decode(record) for (record,) in rows)

    # --- what users say of identity ---

    def correct(self, said: Correction) -> int:
        """Keep what a user says of identity, and give its number; `pipeline.relink` makes it hold. R402."""
        with self._transaction() as connection:
            return corrections.add(connection, said)

    def corrections(self) -> tuple[Correction, ...]:
        """Give what users said of identity, in the order they said it."""
        return tuple(self.numbered_corrections().values())

    def numbered_corrections(self) -> dict[int, Correction]:
        """Give what users said of identity, each by the number that `uncorrect` takes."""
        with coded(self.path):
            return corrections.numbered(self._connection)

    def uncorrect(self, n: int) -> None:
        """Take the correction with this number back; raises RiwayaError R408 when there is none."""
        with self._transaction() as connection:
            if not corrections.remove(connection, n):
                raise RiwayaError("R408", self.path, n=n)

    # --- the case as a whole ---

    def counts(self) -> dict[str, int]:
        """Count what is in the case: reports, outlets, statements (own voice left out), quantities and so
        on.
        """
        return {name: self._rows(f"SELECT {counted}")[0][0] for name, counted in _COUNTED.items()}

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Find reports by their words, best first; see `case.search` for what a query may say."""
        self._index()
        with coded(self.path):
            return search(self._connection, query, limit)
